"""Tracks of a railway: which of a station's are needed, and on which gauge each runs.

A node that lines of several gauges share becomes one node for each gauge, joined by edges of no length. Every node is
then of one gauge, and where an edge leads from one gauge to another, bogies are changed, or trains.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra, minimum_spanning_tree

from geo.network.make.contract import components
from geo.network.make.raw import Bools, Floats, Ints, Raw, matrix, simple

CHANGE = -1  # the kind of an edge between two gauges
_PER_NODE = 10_000  # mm, so that a node and a gauge make one number
Gauges = tuple[int, ...]


def part(raw: Raw, edges: Bools | Ints) -> Raw:
    """The same nodes, and of the edges only some."""
    kind = None if raw.kind is None else raw.kind[edges]
    return replace(raw, u=raw.u[edges], v=raw.v[edges], km=raw.km[edges], inferred=raw.inferred[edges], kind=kind)


def without_spare(raw: Raw, spare: Bools) -> Raw:
    """Without spare tracks, but for the shortest that join what no other line joins.

    Where two main lines meet only in a yard, as they do where the gauge breaks, the way through the yard stays.
    """
    main, yards = part(raw, ~spare), simple(part(raw, spare))
    size = len(raw.lat)
    label = components(size, main.u, main.v)
    sources = np.unique(np.concatenate([main.u, main.v]))
    if not len(sources) or not len(yards.u):
        return main
    off_km, before, source = dijkstra(matrix(yards), indices=sources, min_only=True, return_predecessors=True)
    reached = np.flatnonzero(np.isfinite(off_km[yards.u]) & np.isfinite(off_km[yards.v]))
    u, v = yards.u[reached], yards.v[reached]
    joins = _spanning(label[source[u]], label[source[v]], off_km[u] + yards.km[reached] + off_km[v])
    used = {key for i in joins.tolist() for key in _way(int(u[i]), int(v[i]), before, size)}
    pair = np.minimum(raw.u, raw.v) * size + np.maximum(raw.u, raw.v)
    return part(raw, ~spare | np.isin(pair, list(used)))


def _spanning(a: Ints, b: Ints, km: Floats) -> Ints:
    """Of possible joins between the components `a` and `b`, those of a minimum spanning tree, by number."""
    low, high = np.minimum(a, b), np.maximum(a, b)
    order = np.lexsort((km, high, low))
    order = order[low[order] != high[order]]
    first = np.ones(len(order), bool)
    first[1:] = (np.diff(low[order]) != 0) | (np.diff(high[order]) != 0)
    order = order[first]
    size = int(high.max(initial=0)) + 1
    tree = minimum_spanning_tree(coo_array((km[order], (low[order], high[order])), shape=(size, size)).tocsr())
    chosen = tree.tocoo()
    edges = chosen.row.astype(np.int64) * size + chosen.col
    return np.asarray(order[np.isin(low[order] * size + high[order], edges)])


def _way(u: int, v: int, before: Ints, size: int) -> list[int]:
    """The edges from `u` and `v` back to the lines they branch from, and the one between them."""
    found = [min(u, v) * size + max(u, v)]
    for node in (u, v):
        while (back := int(before[node])) >= 0:
            found.append(min(node, back) * size + max(node, back))
            node = back  # noqa: PLW2901 -- a walk
    return found


def with_gauges_filled(raw: Raw, gauges: Sequence[Gauges]) -> list[Gauges]:
    """The gauges of each edge, an unknown one being that of the nearest line that is known, by rail.

    An edge that leads to no known gauge stays unknown.
    """
    known = np.array([bool(gauge) for gauge in gauges], bool)
    if known.all() or not known.any():
        return list(gauges)
    sources = np.unique(np.concatenate([raw.u[known], raw.v[known]]))
    off_km, _, source = dijkstra(
        matrix(simple(part(raw, ~known))), indices=sources, min_only=True, return_predecessors=True
    )
    nearer = np.where(off_km[raw.u] <= off_km[raw.v], raw.u, raw.v)
    at = np.where(known | ~np.isfinite(off_km[nearer]), -1, source[nearer])
    met: dict[int, set[int]] = {node: set() for node in at.tolist()}
    for u, v, gauge in zip(raw.u.tolist(), raw.v.tolist(), gauges, strict=True):
        for node in (u, v):
            if node in met:
                met[node].update(gauge)
    return [gauge if node < 0 else tuple(sorted(met[node])) for gauge, node in zip(gauges, at.tolist(), strict=True)]


def layered(raw: Raw, gauges: Sequence[Gauges]) -> tuple[Raw, Ints, Ints]:
    """The network with a layer for each gauge; of each of its nodes the node in `raw`, and the gauge (0: unknown).

    A line of two gauges is in both layers, and one gets from layer to layer where it begins and ends.
    """
    layers = [gauge or (0,) for gauge in gauges]
    edge = np.repeat(np.arange(len(layers)), [len(layer) for layer in layers])
    gauge_mm = np.array([gauge for layer in layers for gauge in layer], np.int64)
    keys, ends = np.unique(
        np.concatenate([raw.u[edge] * _PER_NODE + gauge_mm, raw.v[edge] * _PER_NODE + gauge_mm]), return_inverse=True
    )
    node, half = keys // _PER_NODE, len(edge)
    changes = _changes(raw, layers, node)
    kind = np.zeros(half, np.int64) if raw.kind is None else raw.kind[edge]
    spread = Raw(
        raw.lat[node],
        raw.lon[node],
        np.concatenate([ends[:half], changes[:, 0]]),
        np.concatenate([ends[half:], changes[:, 1]]),
        np.concatenate([raw.km[edge], np.zeros(len(changes))]),
        np.concatenate([raw.inferred[edge], np.zeros(len(changes), bool)]),
        np.concatenate([kind, np.full(len(changes), CHANGE)]),
    )
    return simple(spread), node, keys % _PER_NODE


def _changes(raw: Raw, layers: Sequence[Gauges], node: Ints) -> Ints:
    """Pairs of nodes of different layers at one place, where lines of different gauges meet."""
    numbers = {layer: number for number, layer in enumerate(sorted(set(layers)))}
    number = np.array([numbers[layer] for layer in layers])
    least, most = np.full(len(raw.lat), len(numbers)), np.full(len(raw.lat), -1)
    for ends in (raw.u, raw.v):
        np.minimum.at(least, ends, number)
        np.maximum.at(most, ends, number)
    first = np.searchsorted(node, np.arange(len(raw.lat) + 1))
    pairs = [
        pair
        for place in np.flatnonzero(least < most).tolist()
        for pair in combinations(range(int(first[place]), int(first[place + 1])), 2)
    ]
    return np.array(pairs, np.int64).reshape(-1, 2)
