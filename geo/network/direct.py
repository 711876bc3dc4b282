"""Ways that need no network: geodesics, and the straight line where nothing better is known."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from geo.journey import Basis, Path, Place, Point
from geo.network.sphere import checked, unwrapped
from geo.quantity import Estimate

SPACING_KM = 100.0  # a chord this long strays 0.2 km from its arc: below a pixel until one zooms far in
_AT_POLE_DEG = 1e-6
_STRAIGHT_SHARES = (1.0, 1.0, 2.0)  # our estimate: no way is shorter, and few are over twice as long


def geodesic_km(start: Point, end: Point) -> float:
    """The shortest distance between two points on WGS84."""
    from pyproj import Geod  # noqa: PLC0415 -- loaded only where a geodesic is asked for

    return float(Geod(ellps="WGS84").inv(start.lon, start.lat, end.lon, end.lat)[2]) / 1000


def arc(start: Point, end: Point) -> list[tuple[float, float]]:
    """The geodesic as (lat, lon) pairs from start to end, close enough together to be drawn."""
    from pyproj import Geod  # noqa: PLC0415 -- as above

    count = math.ceil(geodesic_km(start, end) / SPACING_KM) - 1
    inner = Geod(ellps="WGS84").npts(start.lon, start.lat, end.lon, end.lat, count) if count > 0 else []
    return over_poles([(start.lat, start.lon), *((lat, lon) for lon, lat in inner), (end.lat, end.lon)])


def over_poles(line: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The line with three points at each pole that it goes through, where its longitude would jump by half a turn."""
    whole = line[:1]
    for (lat, lon), (lat2, lon2) in itertools.pairwise(line):
        if abs(abs(lon2 - lon) % 360 - 180) < _AT_POLE_DEG:
            pole = math.copysign(90.0, lat + lat2)
            whole += [(pole, lon), (pole, lon + 90), (pole, lon + 180)]
        whole.append((lat2, lon2))
    return whole


@dataclass(frozen=True, slots=True)
class Direct:
    """Straight from point to point; `shares` of the geodesic are the low, best and high length."""

    basis: Basis
    shares: tuple[float, float, float]
    warning: str | None = None

    def path(
        self, origin: Place, destination: Place, *, via: Sequence[Place] = (), avoid: frozenset[str] = frozenset()
    ) -> Path:
        """The geodesic from each point to the next. Raises `UsageError` at what is not a position."""
        places = [checked(place.point) for place in (origin, *via, destination)]
        legs = list(itertools.pairwise(places))
        km = sum(geodesic_km(*leg) for leg in legs)
        low, best, high = (share * km for share in self.shares)
        warnings = [self.warning] if self.warning else []
        if avoid:
            warnings.append(f"a line as straight as this does not keep out of {', '.join(sorted(avoid))}")
        return Path(
            Estimate(low, best, high, "km"),
            unwrapped([point for leg in legs for point in arc(*leg)]),
            self.basis,
            snaps_km=(0.0,) * len(places),
            warnings=tuple(warnings),
        )


FOOT = Direct("straight line", _STRAIGHT_SHARES, "there is no network of footpaths here: this is a straight line")
UNKNOWN = Direct(
    "straight line", _STRAIGHT_SHARES, "how they travelled is not known, so no network fits: this is a straight line"
)
