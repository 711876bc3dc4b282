"""Points on the sphere as unit vectors: great circles between them, and the smallest cap that holds them.

The sphere is near enough for drawing: its great circles lie within 0.2 % of the geodesics of WGS84.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

KM_PER_DEGREE = 40_030.17 / 360  # of a great circle on a sphere of 6,371.0088 km (IUGG mean radius; Moritz 2000)
_STEP_RAD = np.radians(0.5)  # a chord of 0.5° leaves its arc by 61 m
_ROUNDS = 300
_NORTH = np.array([0.0, 0.0, 1.0])


def vectors(lat: Floats, lon: Floats) -> Floats:
    """Degrees as unit vectors, in the shape (n, 3)."""
    phi, lam = np.radians(lat), np.radians(lon)
    return np.column_stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])


def degrees(points: Floats) -> tuple[Floats, Floats]:
    """Unit vectors as latitudes and longitudes."""
    return np.degrees(np.arcsin(np.clip(points[:, 2], -1, 1))), np.degrees(np.arctan2(points[:, 1], points[:, 0]))


def along(points: Floats) -> Floats:
    """A line with points at least every half degree, along the great circles between those it has (Shoemake 1985)."""
    if len(points) < 2:
        return points
    start, end = points[:-1], points[1:]
    angle = np.arccos(np.clip((start * end).sum(axis=1), -1, 1))
    counts = np.maximum(1, np.ceil(angle / _STEP_RAD)).astype(np.int64)
    segment = np.repeat(np.arange(len(counts)), counts)
    share = (np.arange(len(segment)) - np.repeat(np.cumsum(counts) - counts, counts)) / counts[segment]
    sine = np.maximum(np.sin(angle), 1e-9)[segment]
    before, after = np.sin((1 - share) * angle[segment]) / sine, np.sin(share * angle[segment]) / sine
    near = angle[segment] < 1e-9
    inner = np.where(near[:, None], start[segment], before[:, None] * start[segment] + after[:, None] * end[segment])
    return np.concatenate([inner, points[-1:]])


def cap(points: Floats) -> tuple[Floats, float]:
    """The middle of about the smallest cap that holds the points, and its radius in degrees (Bădoiu and Clarkson 2003).

    Points all around the globe have no such middle; theirs is the pole of the hemisphere they lie in more.
    """
    middle = _unit(points.mean(axis=0))
    for number in range(1, _ROUNDS):
        farthest = points[np.argmin(points @ middle)]
        middle = _unit(middle + (farthest - middle) / (number + 1))
    radius = float(np.degrees(np.arccos(np.clip((points @ middle).min(), -1, 1))))
    if radius < 85:
        return middle, radius
    middle = _NORTH if points[:, 2].mean() >= 0 else -_NORTH
    return middle, float(np.degrees(np.arccos(np.clip((points @ middle).min(), -1, 1))))


def _unit(vector: Floats) -> Floats:
    length = float(np.linalg.norm(vector))
    return vector / length if length > 1e-6 else _NORTH
