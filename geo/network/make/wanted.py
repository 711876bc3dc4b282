"""Gaps found by who would miss the line: two neighbouring cities, both on the network, with a far way round.

Dead ends and angles (`repair`) do not see every gap: a line may stop beside another that it was never seen to face.
Where two cities are joined by rail at all, the way is rarely 2.4 times the straight line; where one short gap closed
would bring it below 1.8, the gap is a hole in the data and not in the world. The limits are our estimates, from looking
at each gap they close among cities of 40,000 inhabitants.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from geo.network.make.raw import Floats, Ints, Raw, matrix
from geo.network.sphere import xyz

_NEIGHBOURS = 3
_NEAREST_KM, _FARTHEST_KM = 20.0, 250.0
_ON_NETWORK_KM = 6.0
_FAR_ROUND = 2.4
_STRAIGHT_ENOUGH = 1.8
_GAP_KM = 8.0
_GAP_COST = 4.0  # a km of gap counts as so many of line, so that a short gap is preferred to a short way


@dataclass(frozen=True, slots=True)
class Cities:
    """Where cities are, in degrees, and a number for the country of each."""

    lat: Floats
    lon: Floats
    country: Ints


def wanted_gaps(raw: Raw, cities: Cities) -> tuple[Ints, Ints]:
    """The nodes at both ends of each gap that two neighbouring cities miss, every gap once."""
    near = cKDTree(xyz(raw.lat, raw.lon)).query_ball_point(xyz(cities.lat, cities.lon), _ON_NETWORK_KM)
    stations = [np.array(nodes, int) for nodes in near]
    graph = matrix(raw)
    gaps = {_gap(raw, graph, stations[a], stations[b], km) for a, b, km in _neighbours(cities)}
    pairs = np.array(sorted(gap for gap in gaps if gap), int).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _neighbours(cities: Cities) -> Iterator[tuple[int, int, float]]:
    """Each city with the nearest others of its country, in a straight line."""
    places = xyz(cities.lat, cities.lon)
    km, found = cKDTree(places).query(places, k=min(3 * _NEIGHBOURS, len(places)))
    seen: set[tuple[int, int]] = set()
    for city, (gaps, others) in enumerate(zip(km, found, strict=True)):
        fit = (gaps > _NEAREST_KM) & (gaps < _FARTHEST_KM) & (cities.country[others] == cities.country[city])
        for other, gap in list(zip(others[fit].tolist(), gaps[fit].tolist(), strict=True))[:_NEIGHBOURS]:
            pair = (min(city, other), max(city, other))
            if pair not in seen:
                seen.add(pair)
                yield *pair, gap


def _gap(raw: Raw, graph: csr_array, start: Ints, end: Ints, straight_km: float) -> tuple[int, int] | None:
    """The gap that two cities miss, or None where they miss none."""
    if not len(start) or not len(end):
        return None
    reach = _FAR_ROUND * straight_km
    there = dijkstra(graph, indices=start, min_only=True, limit=reach)
    if np.isfinite(there[end]).any():
        return None
    back = dijkstra(graph, indices=end, min_only=True, limit=reach)
    near_start, near_end = (np.flatnonzero(cost < _STRAIGHT_ENOUGH * straight_km) for cost in (there, back))
    trees = [cKDTree(xyz(raw.lat[nodes], raw.lon[nodes])) for nodes in (near_start, near_end)]
    gaps = trees[0].sparse_distance_matrix(trees[1], _GAP_KM, output_type="ndarray")
    if not len(gaps):
        return None
    a, b = near_start[gaps["i"]], near_end[gaps["j"]]
    cost = there[a] + back[b] + _GAP_COST * gaps["v"]
    best = int(np.argmin(cost))
    if cost[best] >= _STRAIGHT_ENOUGH * straight_km:
        return None
    return min(int(a[best]), int(b[best])), max(int(a[best]), int(b[best]))
