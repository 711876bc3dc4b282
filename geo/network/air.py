"""The ways of aircraft: geodesics, and round the countries whose sky is to be avoided."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from geo import territory
from geo.journey import Path, Place, Point
from geo.network.detours import Way, close_together, flown_over, length_km, ways
from geo.network.direct import Direct, over_poles
from geo.network.shut import let_out, shut
from geo.network.sphere import haversine_km, unwrapped
from geo.quantity import Estimate

# No flight is shorter; how much longer they are is measured as "track extension" by Reynolds, "Air traffic management
# performance assessment using flight inefficiency metrics", Transport Policy 34 (2014). The tenth is our estimate.
_SHARES = (1.0, 1.0, 1.10)
_NEAR_KM = 10.0  # a way this near the middle of a strait leads through it


@dataclass(frozen=True, slots=True)
class Air(Direct):
    """Geodesics from point to point, and where countries are to be avoided the best way round them."""

    def path(
        self, origin: Place, destination: Place, *, via: Sequence[Place] = (), avoid: frozenset[str] = frozenset()
    ) -> Path:
        """The best way from `origin` to `destination` through each `via`, keeping out of `avoid` (ISO codes).

        The best is the shortest, a country flown over counting as 50 km. A country's territory reaches 12 nautical
        miles from its coast; straits of `geo.territory.STRAITS` are open unless all their shores are to be avoided.
        `borders` are the countries flown over, in order, told only where some are to be avoided. Raises `UsageError` at
        what is not a position or no code, and `RouteNotFound` where a place lies in a country to be avoided, or is
        shut in.
        """
        if not avoid:
            return Direct.path(self, origin, destination, via=via)
        return self.alternatives(origin, destination, 1, via=via, avoid=avoid)[0]

    def alternatives(
        self,
        origin: Place,
        destination: Place,
        count: int,
        *,
        via: Sequence[Place] = (),
        avoid: frozenset[str] = frozenset(),
    ) -> tuple[Path, ...]:
        """Up to `count` ways round what is to be avoided on different sides, the best first; with a `via`, the best."""
        if not avoid:
            return (Direct.path(self, origin, destination, via=via),)
        sky, places = shut(avoid), (origin, *via, destination)
        legs = itertools.pairwise(let_out(sky, place) for place in places)
        found = [ways(sky, *leg, 1 if via else count) for leg in legs]
        together = [[leg[0] for leg in found]] if via else [[way] for way in found[0]]
        return tuple(self._path(places, chosen, avoid) for chosen in together)

    def _path(self, places: Sequence[Place], chosen: Sequence[Way], avoid: frozenset[str]) -> Path:
        """The path from place to place by one way from each to the next."""
        line: list[tuple[float, float]] = []
        for way, (start, end) in zip(chosen, itertools.pairwise(places), strict=True):
            line += [(start.lat, start.lon), *way.line, (end.lat, end.lon)]
        points = unwrapped(over_poles(line))
        low, best, high = (share * length_km(points) for share in self.shares)
        return Path(
            Estimate(low, best, high, "km"),
            points,
            self.basis,
            snaps_km=(0.0,) * len(places),
            borders=flown_over(points),
            warnings=(*_straits(points, avoid), *(way.warning for way in chosen if way.warning)),
        )


AIR = Air("geodesic", _SHARES)


def _straits(points: Sequence[Point], avoid: frozenset[str]) -> tuple[str, ...]:
    """What must be said of the straits on the way whose shores are to be avoided."""
    lat, lon = close_together(points)
    told = []
    for strait in territory.STRAITS:
        middle = strait.line[len(strait.line) // 2]
        shores = sorted(avoid.intersection(strait.shores))
        if shores and float(haversine_km(lat, lon, *middle).min()) < _NEAR_KM:
            told.append(f"the way leads through {strait.name}, by right of transit passage past {' and '.join(shores)}")
    return tuple(told)
