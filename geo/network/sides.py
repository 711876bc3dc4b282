"""Ways round obstacles on different sides: where one turns, a wall is put up, and the next must go round elsewhere.

A wall begins inside the obstacle at the sharpest corner of a way, and leads straight away from it to the next obstacle,
so that the passage between the two is shut, or far out where there is none.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator

import numpy as np

from geo.journey import Point
from geo.network.corners import Bools, Outlines, positions, shortest
from geo.network.sphere import EARTH_RADIUS_KM, Floats

_WALL_KM = 3000.0  # of open sky: a way round the end of it is no way round the obstacle
_INSIDE_KM = 5.0  # how far into an obstacle a wall reaches
_WIDTH_KM = 10.0  # at its end; at its foot it has none
_STEP_KM = 5.0
_SAME_KM = 250.0  # a way nearer than this to one before it
_SHARED = 0.8  # along more than this share of its length is the same way
_MOST = 8  # walls
_TIP = 1e-9

Inside = Callable[[Floats, Floats], Bools]


def others(
    outlines: Outlines, inside: Inside, first: Floats, ends: tuple[Point, Point], longest: float
) -> Iterator[Floats]:
    """Ways on other sides than `first`, the shortest, each as the directions where it turns, in order of length.

    `inside` tells which (lat, lon) lie in obstacles. None is longer than `longest`, in radians.
    """
    known, found, tips = [first], first, np.empty((0, 3))
    for _ in range(_MOST):
        if len(found) < 3:
            return
        wall, is_open = _wall(found, inside)
        outlines = outlines.with_ring(wall)
        tips = np.concatenate([tips, wall[1:]]) if is_open else tips
        way = shortest(outlines, *ends, longest)
        if way is None or _touches(way, tips):
            return
        found = way
        if not any(_same(found, other) for other in known):
            known.append(found)
            yield found


def length(way: Floats) -> float:
    """How long a way is, in radians."""
    return float((2 * np.arcsin(np.linalg.norm(np.diff(way, axis=0), axis=1) / 2)).sum())


def _touches(way: Floats, tips: Floats) -> bool:
    """Whether a way turns at the open end of a wall."""
    return bool((np.abs(way[:, None] - tips[None]).max(axis=2) < _TIP).any()) if len(tips) else False


def _wall(way: Floats, inside: Inside) -> tuple[Floats, bool]:
    """The corners of a wall at the sharpest corner of a way, the inside to the left, and whether its end is open."""
    turn = [_turn(*three) for three in zip(way, way[1:], way[2:], strict=False)]
    here = 1 + int(np.argmax(np.abs(turn)))
    corner = way[here]
    along = way[here + 1] - way[here - 1]
    along -= corner * (along @ corner)
    along /= np.linalg.norm(along)
    outward = np.cross(corner, along) * -math.copysign(1.0, turn[here - 1])
    far_km = np.arange(_STEP_KM, _WALL_KM, _STEP_KM)
    lat, lon = np.array(positions(_out(corner, outward, far_km))).T
    hit = inside(lat, lon)
    free = int(np.argmin(hit))  # the coast may bulge beside its corner
    again = np.flatnonzero(hit[free:])
    end_km = float(far_km[free + again[0]]) + _INSIDE_KM if len(again) else _WALL_KM
    foot, tip = _out(corner, outward, np.array([-_INSIDE_KM, end_km]))
    aside = along * (_WIDTH_KM / 2 / EARTH_RADIUS_KM)
    ring = np.array([foot, tip + aside, tip - aside])
    ring /= np.linalg.norm(ring, axis=1, keepdims=True)
    return (ring if np.linalg.det(ring) > 0 else ring[[0, 2, 1]]), not len(again)


def _turn(before: Floats, here: Floats, after: Floats) -> float:
    """How sharply a way turns, in radians; to the left is more than nought."""
    into, out = np.cross(before, here), np.cross(here, after)
    return math.atan2(float(np.cross(into, out) @ here), float(into @ out))


def _out(corner: Floats, outward: Floats, km: Floats) -> Floats:
    angle = (km / EARTH_RADIUS_KM)[:, None]
    return np.asarray(np.cos(angle) * corner + np.sin(angle) * outward)


def _same(way: Floats, other: Floats) -> bool:
    """Whether most of a way is near another."""
    mine, theirs = _sampled(way), _sampled(other)
    nearest = (mine @ theirs.T).max(axis=1)
    return float((nearest > math.cos(_SAME_KM / EARTH_RADIUS_KM)).mean()) > _SHARED


def _sampled(way: Floats) -> Floats:
    """Directions along a way, some tens of km apart."""
    parts = []
    for one, other in itertools.pairwise(way):
        count = max(2, int(float(np.linalg.norm(other - one)) * EARTH_RADIUS_KM / (_SAME_KM / 2)))
        share = np.linspace(0, 1, count)[:, None]
        parts.append((1 - share) * one + share * other)
    line = np.concatenate(parts)
    return np.asarray(line / np.linalg.norm(line, axis=1, keepdims=True))
