"""Distances and lines on the WGS84 ellipsoid, through PROJ (Karney 2013, *Algorithms for geodesics*)."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from geo.errors import Fault, UsageError
from geo.journey import Point

if TYPE_CHECKING:
    from pyproj import Geod


@cache
def _wgs84() -> Geod:
    from pyproj import Geod  # noqa: PLC0415 — heavy: loaded when first needed

    return Geod(ellps="WGS84")


def distance_km(one: Point, other: Point) -> float:
    """The length of the geodesic between two points. Raises `UsageError` for coordinates off the globe."""
    for point in (one, other):
        check_point(point)
    return float(_wgs84().inv(one.lon, one.lat, other.lon, other.lat)[2]) / 1000


def check_point(point: Point) -> None:
    """Refuses what PROJ would answer with NaN or silently wrap."""
    if not (math.isfinite(point.lat) and math.isfinite(point.lon) and abs(point.lat) <= 90 and abs(point.lon) <= 540):
        raise UsageError(Fault("no such point on the globe", found=f"{point.lat},{point.lon}"))
