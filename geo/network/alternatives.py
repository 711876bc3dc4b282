"""Other ways than the best: distinct ones, since a claim may be about another line.

The penalty method (Chen, Bell and Bogenberger, "Reliable pretrip multipath planning and dynamic adaptation for a
centralized road navigation system", IEEE Transactions on Intelligent Transportation Systems 8(1), 2007): what a way
uses is made dearer, and the next search keeps off it where it can.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from geo.network.search import Arrival, Costs, cheapest
from geo.network.snap import Snap
from geo.network.sphere import Floats, Ints
from geo.network.way import Way

_DEARER = 1.5
_SHARED = 0.8  # a way that shares more than this of its length with one before it is the same way
_LONGEST = 2.0  # times the cost of the best: a way farther round is nobody's
_TRIES = 4  # searches for each way asked for


def distinct(costs: Costs, places: Sequence[tuple[Snap, ...]], count: int, found: Arrival | int) -> Iterator[Arrival]:
    """Up to `count` ways, each mostly on other lines than those before it; the first is `found`, the best."""
    graph, dearer = costs.graph, costs.edge_cost.copy()
    known: list[Ints] = []
    best = np.inf
    for _ in range(_TRIES * count):
        if isinstance(found, int):
            return
        edges = Way.of(costs, found.chain()).edge
        cost = float(costs.edge_cost[edges].sum())
        best = min(best, cost)
        if cost <= _LONGEST * best and all(_shared(graph.km, edges, other) <= _SHARED for other in known):
            known.append(edges)
            yield found
        if len(known) == count:
            return
        dearer[np.unique(edges)] *= _DEARER
        found = cheapest(costs.at(dearer), places)


def _shared(km: Floats, edges: Ints, other: Ints) -> float:
    return float(km[np.intersect1d(edges, other)].sum() / max(km[edges].sum(), 1e-9))
