"""Distances and lines on the WGS84 ellipsoid, through PROJ (Karney 2013, *Algorithms for geodesics*)."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

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


def distances_km(
    lat: npt.ArrayLike, lon: npt.ArrayLike, lat2: npt.ArrayLike, lon2: npt.ArrayLike
) -> npt.NDArray[np.float64]:
    """The lengths of the geodesics between positions in degrees, one by one, in km; the four shapes are broadcast.

    Raises `UsageError` for the first position that is off the globe.
    """
    lats, lons, lats2, lons2 = (np.array(part) for part in np.broadcast_arrays(lat, lon, lat2, lon2))
    for some_lat, some_lon in ((lats, lons), (lats2, lons2)):
        wrong = ~((np.abs(some_lat) <= 90) & (np.abs(some_lon) <= 540))  # NaN too is not at most 90
        if wrong.any():
            check_point(Point(float(some_lat[wrong][0]), float(some_lon[wrong][0])))
    metres = _wgs84().inv(lons, lats, lons2, lats2, return_back_azimuth=False)[2]
    return np.asarray(metres, np.float64) / 1000


def check_point(point: Point) -> None:
    """Refuses what PROJ would answer with NaN or silently wrap."""
    if not (math.isfinite(point.lat) and math.isfinite(point.lon) and abs(point.lat) <= 90 and abs(point.lon) <= 540):
        raise UsageError(Fault("no such point on the globe", found=f"{point.lat},{point.lon}"))


def along(start: Point, bearing_deg: npt.NDArray[np.float64], km: npt.NDArray[np.float64]) -> tuple[Any, Any]:
    """The latitudes and longitudes so far from a point on some bearings (degrees from north, clockwise)."""
    ones = np.ones(len(km))
    lon, lat, _ = _wgs84().fwd(start.lon * ones, start.lat * ones, bearing_deg, km * 1000)
    return np.asarray(lat), np.asarray(lon)


def bearing_deg(start: Point, end: Point) -> float:
    """The bearing at which the geodesic to another point sets out, in degrees from north, clockwise."""
    return float(_wgs84().inv(start.lon, start.lat, end.lon, end.lat)[0])
