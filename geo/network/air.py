"""The ways of aircraft: geodesics, and round the countries whose sky is to be avoided."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from geo import territory
from geo.errors import RouteNotFound
from geo.geodesy import distances_km
from geo.journey import Path, Place, Point
from geo.network.corners import Outlines, clear, directions, positions, shortest
from geo.network.direct import SPACING_KM, Direct, arc, geodesic_km, over_poles
from geo.network.sphere import Floats, checked, haversine_km, unwrapped
from geo.quantity import Estimate

# No flight is shorter; how much longer they are is measured as "track extension" by Reynolds, "Air traffic management
# performance assessment using flight inefficiency metrics", Transport Policy 34 (2014). The tenth is our estimate.
_SHARES = (1.0, 1.0, 1.10)
_DOUBT_KM = 5.0  # our outlines are widened by 2 km, and the atlas draws borders at 1:10,000,000, where this is 0.5 mm
_BEYOND = 1.01  # a place let out of an outline is put this share farther than its edge
_STEP_KM = 10.0  # between the positions at which a flight is asked what country it is over
_KEPT = 8  # sets of countries whose outlines are kept in memory


@dataclass(frozen=True, eq=False)
class Shut:
    """The territory of countries to be avoided, with the waters 12 nautical miles from their coasts."""

    codes: frozenset[str]
    shape: Any
    """A shapely geometry of (lon, lat)."""

    @cached_property
    def outlines(self) -> Outlines:
        """Its rings."""
        import shapely  # noqa: PLC0415 -- heavy: loaded only where a country is avoided

        parts = shapely.get_parts(shapely.orient_polygons(self.shape))
        return Outlines.of(
            [shapely.get_coordinates(ring) for part in parts for ring in (part.exterior, *part.interiors)]
        )

    def holds(self, point: Point) -> bool:
        """Whether a position lies inside."""
        import shapely  # noqa: PLC0415 -- as above

        return any(shapely.intersects_xy(self.shape, point.lon + turn, point.lat) for turn in (-360.0, 0.0, 360.0))

    @cached_property
    def _holes(self) -> Any:
        import shapely  # noqa: PLC0415 -- as above

        rings = [ring for part in shapely.get_parts(self.shape) for ring in part.interiors]
        return np.array([shapely.Polygon(ring) for ring in rings], object)

    def divides(self, start: Point, end: Point) -> bool:
        """Whether one of two positions lies in a hole where the other does not."""
        import shapely  # noqa: PLC0415 -- as above

        one, other = (
            [shapely.intersects_xy(self._holes, place.lon + turn, place.lat) for turn in (-360.0, 0.0, 360.0)]
            for place in (start, end)
        )
        return bool((np.any(one, axis=0) != np.any(other, axis=0)).any())

    def way_out(self, point: Point) -> Point | None:
        """The nearest position outside, or None where it is farther than a border is in doubt."""
        import shapely  # noqa: PLC0415 -- as above

        up, narrow = 2 * _DOUBT_KM / 111.2, max(math.cos(math.radians(point.lat)), 1e-3)
        box = (point.lon - up / narrow, point.lat - up, point.lon + up / narrow, point.lat + up)
        edge = shapely.clip_by_rect(self.shape.boundary, *box)
        near = shapely.transform(edge, lambda xy: (xy - (point.lon, point.lat)) * (narrow, 1.0))
        if near.is_empty:
            return None
        east, north = shapely.get_coordinates(shapely.shortest_line(shapely.Point(0, 0), near))[1] * _BEYOND
        out = Point(point.lat + float(north), point.lon + float(east) / narrow)
        return None if geodesic_km(point, out) > _DOUBT_KM or self.holds(out) else out


@dataclass(frozen=True, slots=True)
class Air(Direct):
    """Geodesics from point to point, and where countries are to be avoided the shortest way round them."""

    def path(
        self, origin: Place, destination: Place, *, via: Sequence[Place] = (), avoid: frozenset[str] = frozenset()
    ) -> Path:
        """The shortest way from `origin` to `destination` through each `via`, keeping out of `avoid` (ISO codes).

        A country's territory reaches 12 nautical miles from its coast; the straits in `geo.territory.STRAITS` are open.
        `borders` are the countries flown over, in order, told only where some are to be avoided. Raises `UsageError` at
        what is not a position or no code, and `RouteNotFound` where a place lies in a country to be avoided, or is
        shut in.
        """
        if not avoid:
            return Direct.path(self, origin, destination, via=via)
        shut = _shut(avoid)
        places = [origin, *via, destination]
        ends = [_let_out(shut, place) for place in places]
        line: list[tuple[float, float]] = []
        for (start, out), (end, into) in itertools.pairwise(
            zip((checked(place.point) for place in places), ends, strict=True)
        ):
            line += [(start.lat, start.lon), *_way(shut, out, into), (end.lat, end.lon)]
        points = unwrapped(over_poles(line))
        low, best, high = (share * _length_km(points) for share in self.shares)
        return Path(
            Estimate(low, best, high, "km"),
            points,
            self.basis,
            snaps_km=(0.0,) * len(places),
            borders=flown_over(points),
            warnings=_straits(points, avoid),
        )


AIR = Air("geodesic", _SHARES)


def flown_over(points: Sequence[Point]) -> tuple[str, ...]:
    """The countries a line comes to, in order, as ISO codes, that of its start left out."""
    world = territory.load()
    lat, lon = _close_together(points)
    codes = [code for code in world.countries_at(lat, lon).tolist() if code]
    start = world.countries_at(lat[:1], lon[:1])[0]
    entered = [code for before, code in itertools.pairwise([start, *codes]) if code != before]
    return tuple(entered)


@lru_cache(maxsize=_KEPT)
def _shut(codes: frozenset[str]) -> Shut:
    import shapely  # noqa: PLC0415 -- heavy: loaded only where a country is avoided

    shape = territory.load().waters(codes)
    shapely.prepare(shape)
    return Shut(codes, shape)


def _let_out(shut: Shut, place: Place) -> Point:
    """Where the way to or from a place begins: the place itself, or outside the outlines where a border is in doubt."""
    point = checked(place.point)
    if place.country in shut.codes:
        raise RouteNotFound(f"{place.name} lies in {place.country}, which is to be avoided")
    if not shut.holds(point):
        return point
    out = shut.way_out(point)
    here = str(territory.load().countries_at(point.lat, point.lon))
    if out is not None and (place.country or (here and here not in shut.codes)):
        return out
    if here in shut.codes:
        drawn = f" (our atlas draws it so, though {place.country} is given)" if place.country else ""
        raise RouteNotFound(f"{place.name} lies in {here}, which is to be avoided{drawn}")
    owners = sorted(code for code in shut.codes if _shut(frozenset({code})).holds(point))
    raise RouteNotFound(f"{place.name} lies in the waters of {' and '.join(owners)}, which is to be avoided")


def _way(shut: Shut, start: Point, end: Point) -> list[tuple[float, float]]:
    """The shortest way, as (lat, lon) close enough together to be drawn."""
    straight = arc(start, end)
    lat, lon = np.array(straight).T
    if clear(shut.outlines, directions(lat, lon)):
        return straight
    found = None if shut.divides(start, end) else shortest(shut.outlines, start, end)
    if found is None:
        told = ", ".join(sorted(shut.codes))
        raise RouteNotFound(
            f"no way leads through the air from {_shown(start)} to {_shown(end)} that keeps out of {told}"
        )
    inner = [step for one, other in itertools.pairwise(found) for step in positions(_between(one, other))]
    return [(start.lat, start.lon), *inner[1:], (end.lat, end.lon)]


def _between(start: Floats, end: Floats) -> Floats:
    """Directions along the arc from `start` up to `end`, this one left out (Shoemake 1985, *slerp*)."""
    angle = 2 * math.asin(min(1.0, float(np.linalg.norm(end - start)) / 2))
    if angle == 0:
        return start[None]
    share = np.arange(0.0, 1.0, 1 / math.ceil(angle * 6371 / SPACING_KM))[:, None]
    return np.asarray((np.sin((1 - share) * angle) * start + np.sin(share * angle) * end) / math.sin(angle))


def _length_km(points: Sequence[Point]) -> float:
    lat, lon = np.array(points, float).T
    return float(distances_km(lat[:-1], lon[:-1] % 360, lat[1:], lon[1:] % 360).sum())


def _close_together(points: Sequence[Point]) -> tuple[Floats, Floats]:
    """The latitudes and longitudes of a line, at most `_STEP_KM` apart."""
    lat, lon = np.array(points, float).T
    km = np.concatenate([[0.0], np.cumsum(haversine_km(lat[:-1], lon[:-1], lat[1:], lon[1:]))])
    at = np.linspace(0.0, km[-1], math.ceil(km[-1] / _STEP_KM) + 1)
    return np.interp(at, km, lat), np.interp(at, km, lon)


def _straits(points: Sequence[Point], avoid: frozenset[str]) -> tuple[str, ...]:
    """What must be said of the straits on the way whose shores are to be avoided."""
    lat, lon = _close_together(points)
    told = []
    for strait in territory.STRAITS:
        middle = strait.line[len(strait.line) // 2]
        shores = sorted(avoid.intersection(strait.shores))
        if shores and float(haversine_km(lat, lon, *middle).min()) < _STEP_KM:
            told.append(f"the way leads through {strait.name}, by right of transit passage past {' and '.join(shores)}")
    return tuple(told)


def _shown(place: Point) -> str:
    return f"{place.lat:.4f}, {place.lon:.4f}"
