"""Distances and lines on the WGS84 ellipsoid, through PROJ (Karney 2013, *Algorithms for geodesics*)."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from geo.errors import Fault, UsageError
from geo.journey import Point

if TYPE_CHECKING:
    from pyproj import Geod


Floats = npt.NDArray[np.float64]
_WORTH_SHARING = 100_000  # geodesics take a tenth of a second; starting threads takes a thousandth


@cache
def _wgs84() -> Geod:
    from pyproj import Geod  # noqa: PLC0415 — heavy: loaded when first needed

    return Geod(ellps="WGS84")


def distance_km(one: Point, other: Point) -> float:
    """The length of the geodesic between two points. Raises `UsageError` for coordinates off the globe."""
    for point in (one, other):
        check_point(point)
    return float(_wgs84().inv(one.lon, one.lat, other.lon, other.lat)[2]) / 1000


def distances_km(lat: npt.ArrayLike, lon: npt.ArrayLike, lat2: npt.ArrayLike, lon2: npt.ArrayLike) -> Floats:
    """The lengths of the geodesics between positions in degrees, one by one, in km; the four shapes are broadcast.

    Raises `UsageError` for the first position that is off the globe.
    """
    lats, lons, lats2, lons2 = (np.array(part) for part in np.broadcast_arrays(lat, lon, lat2, lon2))
    for some_lat, some_lon in ((lats, lons), (lats2, lons2)):
        wrong = ~((np.abs(some_lat) <= 90) & (np.abs(some_lon) <= 540))  # NaN too is not at most 90
        if wrong.any():
            check_point(Point(float(some_lat[wrong][0]), float(some_lon[wrong][0])))
    if lats.size >= _WORTH_SHARING:
        return np.concatenate(_shared(_km, *(part.ravel() for part in (lons, lats, lons2, lats2)))).reshape(lats.shape)
    return _km(lons, lats, lons2, lats2)


def _km(lon: Floats, lat: Floats, lon2: Floats, lat2: Floats) -> Floats:
    return np.asarray(_wgs84().inv(lon, lat, lon2, lat2, return_back_azimuth=False)[2], np.float64) / 1000


def _shared(work: Callable[..., Floats], *arrays: Floats) -> list[Floats]:
    """The work on equal parts of arrays, one for each processor; PROJ lets other threads run meanwhile."""
    count = os.cpu_count() or 1
    parts = [np.array_split(array, count) for array in arrays]
    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(work, *parts))


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
