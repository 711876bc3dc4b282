"""The sky that is to be avoided: the territory of countries with their waters, as outlines to fly round."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from geo import territory
from geo.errors import RouteNotFound
from geo.journey import Place, Point
from geo.network.corners import Bools, Outlines
from geo.network.direct import geodesic_km
from geo.network.sphere import Floats, checked

_DOUBT_KM = 5.0  # our outlines are widened by 2 km, and the atlas draws borders at 1:10,000,000, where this is 0.5 mm
_BEYOND = 1.01  # a place let out of an outline is put this share farther than its edge
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
        return bool(self.holds_all(np.array([point.lat]), np.array([point.lon]))[0])

    def holds_all(self, lat: Floats, lon: Floats) -> Bools:
        """Which positions lie inside."""
        import shapely  # noqa: PLC0415 -- as above

        turns = [shapely.intersects_xy(self.shape, lon + turn, lat) for turn in (-360.0, 0.0, 360.0)]
        return np.asarray(np.any(turns, axis=0))

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


@lru_cache(maxsize=_KEPT)
def shut(codes: frozenset[str]) -> Shut:
    """The sky of these countries; raises `UsageError` at a code that is none."""
    import shapely  # noqa: PLC0415 -- heavy: loaded only where a country is avoided

    shape = territory.load().waters(codes)
    shapely.prepare(shape)
    return Shut(codes, shape)


def let_out(sky: Shut, place: Place) -> Point:
    """Where the way to or from a place begins: the place itself, or outside the outlines where a border is in doubt."""
    point = checked(place.point)
    if place.country in sky.codes:
        raise RouteNotFound(f"{place.name} lies in {place.country}, which is to be avoided")
    if not sky.holds(point):
        return point
    out = sky.way_out(point)
    here = str(territory.load().countries_at(point.lat, point.lon))
    if out is not None and (place.country or (here and here not in sky.codes)):
        return out
    if here in sky.codes:
        drawn = f" (our atlas draws it so, though {place.country} is given)" if place.country else ""
        raise RouteNotFound(f"{place.name} lies in {here}, which is to be avoided{drawn}")
    owners = sorted(code for code in sky.codes if shut(frozenset({code})).holds(point))
    raise RouteNotFound(f"{place.name} lies in the waters of {' and '.join(owners)}, which is to be avoided")
