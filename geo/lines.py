"""Lines on the globe: how far along them a point lies, a stretch of one, and the cut at the antimeridian."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.geodesy import distance_km, distances_km
from geo.journey import Point

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Line:
    """A line through one point or more, longitudes unwrapped; places on it are shares of its length, from 0 to 1."""

    points: tuple[Point, ...]

    @cached_property
    def shares(self) -> Floats:
        """How much of the length lies before each point; all 0 for a line without length."""
        if len(self.points) == 1:
            return np.zeros(1)
        steps = distances_km(self._lat[:-1], self._lon[:-1], self._lat[1:], self._lon[1:])
        before = np.concatenate([[0.0], np.cumsum(steps)])
        return np.asarray(before / before[-1]) if before[-1] > 0 else before

    def at(self, share: float) -> Point:
        """The point at a share of the length."""
        return Point(float(np.interp(share, self.shares, self._lat)), float(np.interp(share, self.shares, self._lon)))

    def at_all(self, shares: Floats) -> tuple[Floats, Floats]:
        """The latitudes and longitudes at some shares of the length."""
        return np.interp(shares, self.shares, self._lat), np.interp(shares, self.shares, self._lon)

    def between(self, start: float, end: float) -> tuple[Point, ...]:
        """The stretch from one share to another that is not before it; one point where they are the same."""
        inner = np.flatnonzero((self.shares > start) & (self.shares < end))
        ends = (self.at(start), self.at(end)) if end > start else (self.at(start),)
        return (ends[0], *(self.points[number] for number in inner.tolist()), *ends[1:])

    def nearest(self, point: Point) -> tuple[float, float]:
        """The share at which the line comes nearest to a point, and how many km off that is.

        The foot on each segment is found on a plane that touches the Earth at `point`: right to a few metres where the
        line is near, and good enough to choose by where it is far.
        """
        if len(self.points) == 1:
            return 0.0, distance_km(self.points[0], point)
        narrow = max(float(np.cos(np.radians(point.lat))), 1e-6)
        middle = (self._lon[:-1] + self._lon[1:]) / 2
        turn = 360.0 * np.round((middle - point.lon) / 360.0)
        x, y = (self._lon[:-1] - turn - point.lon) * narrow, self._lat[:-1] - point.lat
        dx, dy = np.diff(self._lon) * narrow, np.diff(self._lat)
        part = np.clip(-(x * dx + y * dy) / np.maximum(dx * dx + dy * dy, 1e-18), 0.0, 1.0)
        best = int(np.argmin((x + part * dx) ** 2 + (y + part * dy) ** 2))
        share = float(self.shares[best] + part[best] * (self.shares[best + 1] - self.shares[best]))
        return share, distance_km(self.at(share), point)

    @cached_property
    def _lat(self) -> Floats:
        return np.array([point.lat for point in self.points])

    @cached_property
    def _lon(self) -> Floats:
        return np.array([point.lon for point in self.points])


def geojson(points: tuple[Point, ...]) -> dict[str, Any]:
    """A line as a GeoJSON geometry, cut where it crosses the antimeridian; a point where it has no length."""
    parts = [[[round(p.lon, 6), round(p.lat, 6)] for p in part] for part in cut(points) if len(set(part)) > 1]
    if not parts:
        return {"type": "Point", "coordinates": [round(wrapped(points[0]).lon, 6), round(points[0].lat, 6)]}
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": parts[0]}
    return {"type": "MultiLineString", "coordinates": parts}


def ring_geojson(ring: tuple[Point, ...]) -> dict[str, Any]:
    """A closed ring with unwrapped longitudes as a GeoJSON geometry, cut where it crosses the antimeridian."""
    from shapely import MultiPolygon, Polygon, box, make_valid  # noqa: PLC0415 -- heavy
    from shapely.affinity import translate  # noqa: PLC0415
    from shapely.geometry import mapping  # noqa: PLC0415

    whole = make_valid(Polygon([(point.lon, point.lat) for point in ring]))
    parts = [translate(whole.intersection(box(west, -90, west + 360, 90)), -180 - west) for west in (-540, -180, 180)]
    kept = [polygon for part in parts for polygon in getattr(part, "geoms", [part]) if polygon.area > 0]
    shape = kept[0] if len(kept) == 1 else MultiPolygon(kept)
    return dict(mapping(shape))


def cut(points: tuple[Point, ...]) -> list[list[Point]]:
    """Unwrapped points cut wherever they pass from one turn of the globe to the next (RFC 7946, section 3.1.9)."""
    parts: list[list[Point]] = [[wrapped(points[0])]]
    for start, end in pairwise(points):
        turn, next_turn = _turn(start), _turn(end)
        if turn != next_turn:
            edge = 180.0 + 360.0 * min(turn, next_turn)
            share = (edge - start.lon) / (end.lon - start.lon)
            crossing = Point(start.lat + share * (end.lat - start.lat), edge)
            parts[-1].append(_turned(crossing, turn))
            parts.append([_turned(crossing, next_turn)])
        parts[-1].append(_turned(end, next_turn))
    return parts


def wrapped(point: Point) -> Point:
    """The point with its longitude from -180 up to 180."""
    return _turned(point, _turn(point))


def _turn(point: Point) -> int:
    """Which turn of the globe a longitude is on: 0 from -180 up to 180."""
    return int((point.lon + 180) // 360)


def _turned(point: Point, turn: int) -> Point:
    return Point(point.lat, point.lon - 360.0 * turn)
