"""The cheapest way through a graph that visits places in order, each wherever it touches the network best."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from geo.network.artefact import Graph
from geo.network.snap import Snap
from geo.network.sphere import Floats, Ints, between_km

# How many times the straight line to look first, and then; Moscow–Vladivostok is 1.43 times, New York–Yokohama 1.7.
_LIMITS = (1.8, 3.0, math.inf)
_NEAR_KM = 400.0  # between places nearer than this a wide search costs no more than a narrow one
_LIMIT_KM = 60.0
ABROAD_KM = 400.0  # what beginning a leg across the border costs: rarely the better way, our estimate


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an edge travelled, from one share of its length to another; backwards where `start > end`."""

    edge: int
    start: float
    end: float


@dataclass(frozen=True, eq=False)
class Costs:
    """A graph with a cost for each edge, ready to search."""

    graph: Graph
    edge_cost: Floats
    off_cost: float  # what a km off the network costs: more than one along it, or a route would hop off its line early

    def off(self, snap: Snap) -> float:
        """What getting from a place to the network, or from it, costs."""
        return self.off_cost * snap.off_km + (ABROAD_KM if snap.abroad else 0.0)

    @cached_property
    def _rows(self) -> tuple[Ints, Ints, Ints]:
        """Compressed sparse rows: where each node's row starts, the nodes it leads to, and by which edges."""
        from scipy.sparse import coo_array  # noqa: PLC0415 -- a third of a second that other modes need not pay

        graph, size, edges = self.graph, len(self.graph.lat), np.arange(len(self.graph.u), dtype=np.int32)
        ends = np.concatenate([graph.u, graph.v]), np.concatenate([graph.v, graph.u])
        rows = coo_array((np.concatenate([edges, edges]), ends), shape=(size, size)).tocsr()
        return rows.indptr, rows.indices, rows.data

    @cached_property
    def _slot_cost(self) -> Floats:
        return self.edge_cost[self._rows[2]]

    def at(self, edge_cost: Floats) -> Costs:
        """The same graph at other costs."""
        other = replace(self, edge_cost=edge_cost)
        other.__dict__["_rows"] = self._rows
        return other

    def spread(self, sources: dict[int, float], limit: float) -> tuple[Floats, Ints]:
        """The cost of reaching every node from the nearest of `sources`, and the node before each (N: a source)."""
        from scipy.sparse import csr_array  # noqa: PLC0415 -- as above
        from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415 -- as above

        pointers, ends, _ = self._rows
        size = len(self.graph.lat)
        matrix = csr_array(
            (
                np.concatenate([self._slot_cost, np.maximum(list(sources.values()), 1e-9)]),
                np.concatenate([ends, np.array(list(sources), np.int32)]),
                np.append(pointers, np.int32(pointers[-1] + len(sources))),
            ),
            shape=(size + 1, size + 1),
        )
        cost, before = dijkstra(matrix, indices=size, limit=limit, return_predecessors=True)
        return cost, before

    def edge_between(self, start: int, end: int) -> int:
        """The edge from one node to a neighbour."""
        pointers, ends, edges = self._rows
        first, last = pointers[start], pointers[start + 1]
        return int(edges[first + np.flatnonzero(ends[first:last] == end)[0]])


@dataclass(frozen=True, slots=True)
class Arrival:
    """A place reached at a snap: at what cost, from which snap of the place before, by which pieces."""

    snap: Snap
    cost: float
    before: Arrival | None = None
    nodes: tuple[int, ...] = ()

    def chain(self) -> tuple[Arrival, ...]:
        """The arrivals at every place up to this one, in order."""
        return (*(self.before.chain() if self.before else ()), self)


def cheapest(costs: Costs, places: Sequence[tuple[Snap, ...]]) -> Arrival | int:
    """The cheapest arrival at the last place by way of the others, or the number of the first place out of reach."""
    reached = [Arrival(snap, costs.off(snap)) for snap in places[0]]
    for number, snaps in enumerate(places[1:], start=1):
        reached = _step(costs, reached, snaps)
        if not reached:
            return number
    return min(reached, key=lambda arrival: arrival.cost)


def _step(costs: Costs, reached: list[Arrival], snaps: tuple[Snap, ...]) -> list[Arrival]:
    """Arrivals at the next place; the search is widened until the best of them is certain."""
    near, far = reached[0].snap.point, snaps[0].point
    straight = between_km(near, far)
    lowest = min(arrival.cost for arrival in reached)
    for factor in _LIMITS[straight < _NEAR_KM :]:
        limit = lowest + factor * straight + _LIMIT_KM
        found = _arrivals(costs, reached, snaps, limit)
        if found and min(arrival.cost for arrival in found) <= limit:
            return found
    return found


def _arrivals(costs: Costs, reached: list[Arrival], snaps: tuple[Snap, ...], limit: float) -> list[Arrival]:
    sources = _sources(costs, reached)
    cost, before = costs.spread({node: source[0] for node, source in sources.items()}, limit)
    found = []
    for snap in snaps:
        best = min(
            (_by_node(costs, snap, cost), *(_along(costs, arrival, snap) for arrival in reached)),
            key=lambda way: way[0],
        )
        if math.isfinite(best[0]):
            nodes = _nodes(before, best[1]) if isinstance(best[1], int) else ()
            origin = sources[nodes[0]][1] if isinstance(best[1], int) else best[1]
            found.append(Arrival(snap, best[0] + costs.off(snap), origin, nodes))
    return found


def _sources(costs: Costs, reached: list[Arrival]) -> dict[int, tuple[float, Arrival]]:
    """The cost of getting from the arrivals to the ends of their edges, and from which."""
    sources: dict[int, tuple[float, Arrival]] = {}
    for arrival in reached:
        edge = arrival.snap.edge
        whole = float(costs.edge_cost[edge])
        for node, share in ((costs.graph.u[edge], arrival.snap.share), (costs.graph.v[edge], 1 - arrival.snap.share)):
            cost = arrival.cost + whole * share if share else arrival.cost
            if math.isfinite(cost) and (int(node) not in sources or cost < sources[int(node)][0]):
                sources[int(node)] = (cost, arrival)
    return sources


def _by_node(costs: Costs, snap: Snap, cost: Floats) -> tuple[float, int | Arrival]:
    u, v, whole = int(costs.graph.u[snap.edge]), int(costs.graph.v[snap.edge]), float(costs.edge_cost[snap.edge])
    if not math.isfinite(whole):
        return math.inf, u
    return min((float(cost[u]) + whole * snap.share, u), (float(cost[v]) + whole * (1 - snap.share), v))


def _along(costs: Costs, arrival: Arrival, snap: Snap) -> tuple[float, int | Arrival]:
    """Straight along one edge, where both are on it."""
    if arrival.snap.edge != snap.edge:
        return math.inf, arrival
    return arrival.cost + float(costs.edge_cost[snap.edge]) * abs(snap.share - arrival.snap.share), arrival


def _nodes(before: Ints, node: int) -> tuple[int, ...]:
    nodes = [node]
    source = len(before) - 1
    while (node := int(before[node])) != source:
        nodes.append(node)
    return tuple(reversed(nodes))


def pieces(costs: Costs, arrival: Arrival) -> list[Piece]:
    """What is travelled to one arrival from the one before it."""
    assert arrival.before is not None
    start, end = arrival.before.snap, arrival.snap
    if not arrival.nodes:
        return [Piece(end.edge, start.share, end.share)]
    graph, nodes = costs.graph, arrival.nodes
    way = [Piece(start.edge, start.share, float(nodes[0] == graph.v[start.edge]))]
    for one, other in itertools.pairwise(nodes):
        edge = costs.edge_between(one, other)
        way.append(Piece(edge, float(one == graph.v[edge]), float(other == graph.v[edge])))
    return [*way, Piece(end.edge, float(nodes[-1] == graph.v[end.edge]), end.share)]
