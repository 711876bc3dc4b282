"""Distances good enough to choose by, in plain numpy; what is reported is measured on the ellipsoid."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from geo.errors import UsageError
from geo.journey import Point

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
EARTH_RADIUS_KM = 6371.0088  # IUGG mean radius R1 (Moritz, Geodetic Reference System 1980)
KM_PER_DEGREE = math.radians(EARTH_RADIUS_KM)


def haversine_km(lat: Floats | float, lon: Floats | float, lat2: Floats | float, lon2: Floats | float) -> Floats:
    """Great-circle distances in km between positions in degrees."""
    half_lat, half_lon = np.radians(lat2 - lat) / 2, np.radians(lon2 - lon) / 2
    chord = np.sin(half_lat) ** 2 + np.cos(np.radians(lat)) * np.cos(np.radians(lat2)) * np.sin(half_lon) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(chord, 1.0))))


def xyz(lat: Floats, lon: Floats) -> Floats:
    """Positions in space in km, (N, 3), so that near ones are near across the antimeridian and at the poles."""
    phi, lam = np.radians(lat), np.radians(lon)
    across = np.cos(phi)
    return np.asarray(EARTH_RADIUS_KM * np.column_stack([across * np.cos(lam), across * np.sin(lam), np.sin(phi)]))


def between_km(start: Point, end: Point) -> float:
    """The great-circle distance between two points."""
    return float(haversine_km(start.lat, start.lon, end.lat, end.lon))


def checked(place: Point) -> Point:
    """The position with its longitude within ±180; raises `UsageError` where it is none, as NaN or latitude 91."""
    if not (math.isfinite(place.lat) and math.isfinite(place.lon) and abs(place.lat) <= 90):
        raise UsageError(f"{place.lat}, {place.lon} is not a position")
    return place if abs(place.lon) <= 180 else Point(place.lat, (place.lon + 180) % 360 - 180)


def unwrapped(points: Sequence[tuple[float, float]] | Floats) -> tuple[Point, ...]:
    """Points with longitudes made continuous, and none twice in a row."""
    line = np.array(points, float).reshape(-1, 2)
    line[1:, 1] -= 360 * np.cumsum(np.round(np.diff(line[:, 1]) / 360))
    moved = np.append(True, (np.diff(line, axis=0) != 0).any(axis=1))[: len(line)]
    return tuple(map(Point, *line[moved].T.tolist()))
