"""The map's projection and its frame on the paper.

Azimuthal equidistant on WGS84, centred on the journey: a journey over a pole or the antimeridian is whole, north is up
at the centre, and distances from the centre are true (Snyder, *Map Projections: A Working Manual*, USGS 1987,
section 25).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from geo.picture.globe import KM_PER_DEGREE, Floats, cap, degrees, vectors

_SMALLEST_KM = 120.0  # what a map shows at the least: the base map has no more detail
_MARGIN, _MARGIN_ABOVE = 0.12, 0.09  # of the frame at the sides, and above and below, for badges and names
_POLAR_DEG = 89.9
FARTHEST_KM = 180 * KM_PER_DEGREE


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle on the paper in mm, x to the right and y up."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Its width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height."""
        return self.top - self.bottom

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def grown(self, by: float) -> Rect:
        """The box with a margin on every side."""
        return Rect(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def contains(self, other: Rect) -> bool:
        """Whether another lies within it."""
        inside = self.left <= other.left and other.right <= self.right
        return inside and self.bottom <= other.bottom and other.top <= self.top

    def meets(self, other: Rect) -> bool:
        """Whether the two have an area in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top and other.bottom < self.top

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Its sides in shapely's order."""
        return self.left, self.bottom, self.right, self.top


@dataclass(frozen=True)
class View:
    """A projection centred on (lat, lon) in degrees; the kilometres (x_km, y_km) are the frame's middle."""

    lat: float
    lon: float
    x_km: float
    y_km: float
    mm_per_km: float
    frame: Rect

    def mm(self, lat: Floats, lon: Floats) -> Floats:
        """Degrees as positions on the paper, in the shape (n, 2)."""
        return self.placed(np.column_stack(self._projection(lon, lat)))

    def placed(self, xy_km: Floats) -> Floats:
        """Kilometres from the centre as positions on the paper."""
        return (xy_km - (self.x_km, self.y_km)) * self.mm_per_km + self.frame.middle

    @cached_property
    def centre_mm(self) -> Floats:
        """Where the centre of the projection lies."""
        return np.asarray(self.placed(np.zeros((1, 2)))[0])

    @cached_property
    def reach_km(self) -> float:
        """How far from the centre the farthest corner is, on the Earth at the most."""
        corners = [(x, y) for x in (self.frame.left, self.frame.right) for y in (self.frame.bottom, self.frame.top)]
        return max(math.dist(corner, self.centre_mm) for corner in corners) / self.mm_per_km

    @property
    def width_km(self) -> float:
        """How much of the Earth the frame shows across."""
        return self.frame.width / self.mm_per_km

    @property
    def is_polar(self) -> bool:
        """Whether the centre is a pole, so that no way is up to north."""
        return abs(self.lat) > _POLAR_DEG

    def stretch(self, reach_km: float) -> float:
        """How much too long what lies across the way from the centre is drawn, this far from it: 1.05 is 5 %."""
        angle = min(math.radians(reach_km / KM_PER_DEGREE), math.radians(179))
        return angle / math.sin(angle) if angle else 1.0

    @cached_property
    def _projection(self) -> Any:
        return _projection(self.lat, self.lon)


def fitted(points: Floats, frame: Rect) -> View:
    """The view that shows unit vectors as large as the frame allows, in the middle of it."""
    middle, _ = cap(points)
    lats, lons = degrees(points)
    (lat,), (lon,) = degrees(middle[None])
    if abs(lat) > _POLAR_DEG:
        lon = _mean_lon(lons)
    for _ in range(3):  # until the frame's middle is the centre
        x, y = _projection(lat, lon)(lons, lats)
        (west, east), (south, north) = (float(x.min()), float(x.max())), (float(y.min()), float(y.max()))
        x_km, y_km = (west + east) / 2, (south + north) / 2
        if abs(lat) > _POLAR_DEG or math.hypot(x_km, y_km) > FARTHEST_KM / 4:
            break
        lon, lat = _projection(lat, lon)(x_km, y_km, inverse=True)
    wide, high = max(east - west, _SMALLEST_KM), max(north - south, _SMALLEST_KM)
    fits = frame.width * (1 - 2 * _MARGIN) / wide, frame.height * (1 - 2 * _MARGIN_ABOVE) / high
    return View(lat, lon, x_km, y_km, min(fits), frame)


def _mean_lon(lons: Floats) -> float:
    mean = vectors(np.zeros(len(lons)), lons).mean(axis=0)
    return float(np.degrees(np.arctan2(mean[1], mean[0]))) if np.hypot(*mean[:2]) > 1e-3 else 0.0


def _projection(lat: float, lon: float) -> Any:
    """Degrees to kilometres from the centre."""
    from pyproj import Proj  # noqa: PLC0415 — heavy: only pictures need it

    return Proj(proj="aeqd", lat_0=lat, lon_0=lon, ellps="WGS84", units="km")
