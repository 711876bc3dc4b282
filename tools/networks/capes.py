"""Points a little off the capes of every coast, where the shortest way round the land turns."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely

from tools.networks.water import NORTH, SOUTH, Floats

_KM = 111.195
_TILE = (4.0, 8.0)  # degrees of latitude and longitude
# How far off the coast ships turn, and how much of its detail does not matter there; our estimates.
_OCEAN_KM = (20.0, 8.0)
_COAST_KM = (6.0, 4.0)
_NARROWS_KM = (0.8, 0.4)  # fjords and straits
_ISLET_KM2 = 15.0  # a smaller island turns no ship far
_TURN = np.radians(10.0)  # a cape that turns a ship less than this is no corner


def capes(land: shapely.Geometry) -> tuple[Floats, Floats, Floats]:
    """Positions far off the capes of oceans, near those of coasts, and in narrow waters: n × 2, (lat, lon)."""
    found = [_in_tile(tile, *box) for tile, box in _tiles(land)]
    ocean, coast, narrows = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return ocean, coast, narrows


def _tiles(land: shapely.Geometry) -> Iterator[tuple[shapely.Geometry, tuple[float, float, float]]]:
    """The land of each tile with a margin, and the tile's south, west and stretch of longitude."""
    height, width = _TILE
    for south in np.arange(SOUTH, NORTH, height):
        narrow = float(np.cos(np.radians(abs(south + height / 2))))
        pad = 60 / _KM
        band = shapely.clip_by_rect(land, -181, south - pad, 181, south + height + pad)
        for west in np.arange(-180, 180, width):
            part = shapely.clip_by_rect(
                band, west - pad / narrow, south - pad, west + width + pad / narrow, south + height + pad
            )
            if not part.is_empty:
                yield part, (float(south), float(west), narrow)


def _in_tile(land: shapely.Geometry, south: float, west: float, narrow: float) -> list[Floats]:
    flat = shapely.get_parts(shapely.transform(shapely.make_valid(land), lambda at: at * (narrow * _KM, _KM)))
    flat = shapely.multipolygons(flat[shapely.area(flat) > _ISLET_KM2])
    slim, mid, broad = (shapely.buffer(flat, km, quad_segs=3) for km, _ in (_NARROWS_KM, _COAST_KM, _OCEAN_KM))
    filled = shapely.buffer(mid, 0.4 - _COAST_KM[0], quad_segs=3)  # with the bays and straits that a margin fills
    shapely.prepare(filled)
    narrows = _corners(shapely.simplify(slim, _NARROWS_KM[1]))
    narrows = narrows[shapely.contains_xy(filled, narrows[:, 0], narrows[:, 1])]
    found = _corners(shapely.simplify(broad, _OCEAN_KM[1])), _corners(shapely.simplify(mid, _COAST_KM[1])), narrows
    return [_inside(points / (narrow * _KM, _KM), south, west) for points in found]


def _corners(shape: shapely.Geometry) -> Floats:
    """The corners where land bulges into the water."""
    found = [np.empty((0, 2))]
    for ring in shapely.get_rings(shapely.orient_polygons(shapely.get_parts(shape))):
        points = shapely.get_coordinates(ring)[:-1]
        before, after = points - np.roll(points, 1, axis=0), np.roll(points, -1, axis=0) - points
        cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
        turn = np.arctan2(cross, (before * after).sum(axis=1))
        found.append(points[turn > _TURN])
    return np.concatenate(found)


def _inside(points: Floats, south: float, west: float) -> Floats:
    """Those in the tile proper, as (lat, lon)."""
    lat, lon = points[:, 1], points[:, 0]
    kept = (lat >= south) & (lat < south + _TILE[0]) & (lon >= west) & (lon < west + _TILE[1])
    return np.column_stack([lat, lon])[kept]
