"""Where there is water, how far it is from land, and which points of it see each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from scipy.ndimage import distance_transform_edt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

SOUTH, NORTH = -80.0, 84.0  # no ship goes farther
_FINE, _COARSE = 120, 40  # cells to the degree: 0.9 km and 2.8 km
_KM = 111.195  # to the degree of a great circle of the mean sphere
_STEP_KM = 0.66
_MOST_HITS = 2  # steps on land that a line may have in a row: less than 2 km
_BAND = 4  # degrees of latitude whose distances are computed with one scale
_FARTHEST_KM = 250.0


@dataclass(frozen=True, slots=True, eq=False)
class Water:
    """The world as cells: whether each is land, and a distance in km that is free of land around each larger cell."""

    land: npt.NDArray[np.uint8]
    free_km: npt.NDArray[np.uint8]

    def is_land(self, lat: Floats, lon: Floats) -> Bools:
        """Whether positions are on land."""
        row, column = _cells(lat, lon, _FINE)
        return np.asarray(self.land[row, column] > 0)

    def clearance_km(self, lat: Floats, lon: Floats) -> npt.NDArray[np.uint8]:
        """A distance from land that positions have at least."""
        row, column = _cells(lat, lon, _COARSE)
        return np.asarray(self.free_km[row, column])


def water(land: shapely.Geometry) -> Water:
    """The cells of a world whose land is `land`, longitudes from -180 to 180."""
    fine = _raster(land)
    blocks = fine.reshape(fine.shape[0] // 3, 3, fine.shape[1] // 3, 3).max(axis=(1, 3))
    return Water(fine, _free(blocks))


def _cells(lat: Floats, lon: Floats, scale: int) -> tuple[Ints, Ints]:
    row = ((lat - SOUTH) * scale).astype(np.int64)
    column = np.floor((lon + 180) * scale).astype(np.int64) % (360 * scale)
    return np.clip(row, 0, round((NORTH - SOUTH) * scale) - 1), column


def _raster(land: shapely.Geometry) -> npt.NDArray[np.uint8]:
    """Cells whose middle is on land: along each row of middles, every ring that is crossed turns land to water."""
    height, width = round((NORTH - SOUTH) * _FINE), 360 * _FINE
    cells = np.zeros((height, width), np.uint8)
    for ring in shapely.get_rings(shapely.get_parts(land)):
        x, y = shapely.get_coordinates(ring).T
        rows, columns = _crossings((x + 180) * _FINE - 0.5, (y - SOUTH) * _FINE - 0.5, height)
        inside = columns < width
        np.bitwise_xor.at(cells, (rows[inside], columns[inside]), 1)
    return np.bitwise_xor.accumulate(cells, axis=1)


def _crossings(x: Floats, y: Floats, height: int) -> tuple[Ints, Ints]:
    """The rows that a ring crosses and the first column after each crossing."""
    low, high = np.minimum(y[:-1], y[1:]), np.maximum(y[:-1], y[1:])
    first = np.clip(np.ceil(low), 0, height).astype(np.int64)
    count = np.maximum(np.clip(np.ceil(high), 0, height).astype(np.int64) - first, 0)
    edge = np.repeat(np.arange(len(count)), count)
    rows = first[edge] + np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)
    part = (rows - y[edge]) / (y[1:] - y[:-1])[edge]
    across = x[edge] + part * (x[1:] - x[:-1])[edge]
    return rows, np.maximum(np.ceil(across), 0).astype(np.int64)


def _free(blocks: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Distances from land in whole km, none too long: each band of latitude is measured as its narrowest parallel."""
    result = np.zeros(blocks.shape, np.uint8)
    margin = int(_FARTHEST_KM / _KM * _COARSE) + 1
    for start in range(0, len(blocks), _BAND * _COARSE):
        low, high = max(start - margin, 0), min(start + _BAND * _COARSE + margin, len(blocks))
        lat = np.abs(SOUTH + np.array([low, high]) / _COARSE).max()
        narrow = np.cos(np.radians(min(lat, 86.0)))
        wrap = min(int(margin / narrow) + 1, blocks.shape[1])
        band = np.concatenate([blocks[low:high, -wrap:], blocks[low:high], blocks[low:high, :wrap]], axis=1)
        km = distance_transform_edt(band == 0, sampling=(_KM / _COARSE, _KM / _COARSE * narrow))
        km = km[start - low : start - low + _BAND * _COARSE, wrap:-wrap] - 1.5 * _KM / _COARSE
        result[start : start + _BAND * _COARSE] = np.clip(km, 0, _FARTHEST_KM)
    return result


def unit(lat: Floats, lon: Floats) -> Floats:
    """Positions as vectors of length one."""
    lat, lon = np.radians(lat), np.radians(lon)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1)


def sees(where: Water, start: Floats, end: Floats) -> Bools:
    """Whether the great circle between unit vectors leads over water, but for stretches of land below 2 km.

    Each ray takes steps as long as the water is sure to be free (Hart 1996, sphere tracing).
    """
    angle = 2 * np.arcsin(np.clip(np.linalg.norm(end - start, axis=1) / 2, 0, 1))
    across = end - start * np.cos(angle)[:, None]
    across /= np.maximum(np.linalg.norm(across, axis=1), 1e-12)[:, None]
    length = angle * np.degrees(1) * _KM
    clear = np.zeros(len(start), bool)
    ray, at, hits = np.arange(len(start)), np.zeros(len(start)), np.zeros(len(start), np.int8)
    while len(ray):
        turn = at / (np.degrees(1) * _KM)
        point = start[ray] * np.cos(turn)[:, None] + across[ray] * np.sin(turn)[:, None]
        lat = np.degrees(np.arcsin(np.clip(point[:, 2], -1, 1)))
        lon = np.degrees(np.arctan2(point[:, 1], point[:, 0]))
        free = where.clearance_km(lat, lon)
        hits = np.where((free == 0) & where.is_land(lat, lon), hits + 1, 0).astype(np.int8)
        at = at + np.maximum(free, _STEP_KM)
        arrived = at >= length[ray]
        clear[ray[arrived & (hits <= _MOST_HITS)]] = True
        going = ~arrived & (hits <= _MOST_HITS) & (lat < NORTH - 0.5)
        ray, at, hits = ray[going], at[going], hits[going]
    return clear
