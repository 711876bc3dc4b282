"""Which points of the sea see each other, and which of those lines a graph needs."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.sparse import coo_array
from scipy.spatial import cKDTree

from geo.network.borders import frozen
from tools.networks.sea import EARTH_KM, Points
from tools.networks.water import Bools, Floats, Ints, Water, sees

_DETOUR = 0.01  # how much longer than the line it stands for a way may be
_ICE_TIMES = 5.0  # as `geo.network.borders` has it


def sights(where: Water, among: Points) -> tuple[Ints, Ints, Floats]:
    """Pairs of points that see each other, each once, and how far apart they are in km."""
    found = []
    for u, v, km in _pairs(among):
        seen = sees(where, among.vectors[u], among.vectors[v])
        found.append((u[seen], v[seen], km[seen]))
    u, v, km = (np.concatenate(column) for column in zip(*found, strict=True))
    open_water = ~_through_ice(among, u, v, km)
    return u[open_water], v[open_water], km[open_water]


def _pairs(among: Points) -> Iterator[tuple[Ints, Ints, Floats]]:
    """Pairs within the reach of both."""
    far = np.flatnonzero(np.isinf(among.reach_km))
    for place, one in enumerate(far[:-1].tolist()):
        others = far[place + 1 :]
        if place % 64 == 0:
            batch: list[tuple[Ints, Ints]] = []
        batch.append((np.full(len(others), one), others))
        if place % 64 == 63 or one == far[-2]:
            yield _measured(among, *(np.concatenate(side) for side in zip(*batch, strict=True)))
    for reach in np.unique(among.reach_km[np.isfinite(among.reach_km)]).tolist():
        least = np.flatnonzero(among.reach_km == reach)
        more = np.flatnonzero(among.reach_km >= reach)
        tree = cKDTree(among.vectors[more])
        for part in np.array_split(least, max(len(least) // 500, 1)):
            near = tree.query_ball_point(among.vectors[part], 2 * np.sin(reach / EARTH_KM / 2))
            u = np.repeat(part, [len(some) for some in near])
            v = more[np.concatenate([np.array(some, np.int64) for some in near])]
            once = (among.reach_km[v] > reach) | (u < v)
            yield _measured(among, u[once], v[once])


def _measured(among: Points, u: Ints, v: Ints) -> tuple[Ints, Ints, Floats]:
    chord = np.linalg.norm(among.vectors[u] - among.vectors[v], axis=1)
    return u, v, 2 * EARTH_KM * np.arcsin(np.clip(chord / 2, 0, 1))


def _through_ice(among: Points, u: Ints, v: Ints, km: Floats) -> Bools:
    """Lines that lead far into or through ice, or far out of it, so that no one price would be right for them."""
    start, end = among.vectors[u], among.vectors[v]
    share = np.zeros(len(u))
    for part in np.arange(0.05, 1, 0.1):
        at = start * (1 - part) + end * part
        at /= np.linalg.norm(at, axis=1)[:, None]
        lat, lon = np.degrees(np.arcsin(at[:, 2])), np.degrees(np.arctan2(at[:, 1], at[:, 0]))
        share += frozen(lat, lon) / 10
    priced = (frozen(among.lat, among.lon))[u] | frozen(among.lat, among.lon)[v]
    return np.asarray((km > 200) & (np.abs(share - priced) > 0.15))


def costs(among: Points, u: Ints, v: Ints, km: Floats) -> Floats:
    """What each line costs a ship, in km of open water."""
    ice = frozen(among.lat, among.lon)
    return np.asarray(km * np.where(ice[u] | ice[v], _ICE_TIMES, 1.0))


def thinned(among: Points, u: Ints, v: Ints, km: Floats) -> Bools:
    """The lines to keep, so that a way over kept lines is at most `_DETOUR` longer than any line.

    A line from a point to another goes where some nearer point, the line to which stays, sees the other and leads
    there with a detour of at most `_DETOUR` of the way to it. Ways of that kind add up to no more than that share.
    """
    cost = costs(among, u, v, km)
    size = len(among.lat)
    number = np.arange(len(u))
    ends = np.concatenate([u, v]), np.concatenate([v, u])
    both = coo_array((np.concatenate([number, number]), ends), shape=(size, size)).tocsr()
    price = cost[both.data]
    kept = np.zeros(len(u), bool)
    reach = np.full(size, np.inf)
    for one in range(size):
        row = slice(both.indptr[one], both.indptr[one + 1])
        order = np.argsort(price[row], kind="stable")
        others, away, edges = both.indices[row][order], price[row][order], both.data[row][order]
        while len(others):
            kept[edges[0]] = True
            via = slice(both.indptr[others[0]], both.indptr[others[0] + 1])
            reach[both.indices[via]] = price[via]
            over = away[0] + reach[others] - away > _DETOUR * away[0]
            over[0] = False
            reach[both.indices[via]] = np.inf
            others, away, edges = others[over], away[over], edges[over]
    return kept
