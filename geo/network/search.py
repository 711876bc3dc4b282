"""The cheapest way through a graph that visits places in order, each wherever it touches the network best."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter, itemgetter

import numpy as np

from geo.network.artefact import Graph
from geo.network.landmarks import Landmarks
from geo.network.mesh import Ends, Mesh, Places, ranges
from geo.network.snap import Snap
from geo.network.sphere import Floats, Ints, between_km

# How many times the straight line to look first, and then; Moscow–Vladivostok is 1.43 times, New York–Yokohama 1.7.
_LIMITS = (1.7, 3.0, 6.0, math.inf)
_VIA_LIMITS = (1.8, 3.0, math.inf)
# The same for what landmarks say that the way costs at least, and how many km more.
_TIGHT = ((1.02, 60.0), (1.06, 120.0), (1.2, 240.0))
_WIDER = 1.15  # what is not wider than this is not worth another look
_NEAR_KM = 400.0  # between places nearer than this a wide search costs no more than a narrow one
_LIMIT_KM = 60.0
ABROAD_KM = 400.0  # what beginning a leg across the border costs: rarely the better way, our estimate
Matrix = tuple[Places, Places, Floats]  # compressed sparse rows: where each starts, where they lead, at what cost


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
    def mesh(self) -> Mesh:
        """What searches of this graph share."""
        return Mesh(self.graph, self.edge_cost)

    @cached_property
    def _bounded(self) -> bool:
        """Whether the bounds of the mesh hold: no edge is cheaper than it was when that was made."""
        return bool((self.edge_cost >= self.mesh.least).all())

    def at(self, edge_cost: Floats) -> Costs:
        """The same graph at other costs."""
        other = replace(self, edge_cost=edge_cost)
        other.__dict__["mesh"] = self.mesh
        return other

    def bounds(self) -> Landmarks | None:
        """Landmarks that bound these costs, once they pay."""
        return self.mesh.landmarks if self._bounded and self.mesh.ledger.pays(self.graph) else None

    def part(self, start: Ends, end: Ends, limit: float, bounds: Landmarks | None) -> Ints | None:
        """The nodes on ways that cost at most `limit`, and some more; none for the whole graph."""
        return self.mesh.part(start, end, limit, bounds) if self._bounded else None

    def spread(self, sources: dict[int, float], limit: float = math.inf, part: Ints | None = None) -> Tree:
        """The cheapest ways from the cheapest of `sources` to all nodes up to a limit, in the whole graph or a part."""
        nodes = np.arange(len(self.graph.lat)) if part is None else part
        place = np.full(len(self.graph.lat), -1, np.int32)
        place[nodes] = np.arange(len(nodes), dtype=np.int32)
        begin = np.fromiter(sources, np.int64, len(sources))
        cost = np.fromiter(sources.values(), float, len(sources))
        first, ends, costs = self._part(nodes, place) if part is not None else self._whole
        inside = place[begin] >= 0
        costs = np.concatenate([costs, np.maximum(cost[inside], 1e-9)])
        ends = np.concatenate([ends, place[begin[inside]]])
        self.mesh.ledger.nodes += len(nodes)
        return Tree(nodes, place, *_dijkstra(costs, ends, np.append(first, np.int32(len(ends))), limit))

    @cached_property
    def _whole(self) -> Matrix:
        first, ends, edges = self.mesh.rows
        return first, ends, self.edge_cost[edges]

    def _part(self, nodes: Ints, place: Places) -> Matrix:
        """The rows of some nodes, of which each has a place: where they start, the places they lead to, the costs."""
        pointers, ends, edges = self.mesh.rows
        slots = ranges(pointers[nodes], pointers[nodes + 1])
        to = place[ends[slots]]
        kept = np.flatnonzero(to >= 0)
        last = np.cumsum(pointers[nodes + 1] - pointers[nodes])
        first = np.concatenate([[0], np.searchsorted(kept, last)]).astype(np.int32)
        return first, to[kept], self.edge_cost[edges[slots[kept]]]


def _dijkstra(costs: Floats, ends: Places, first: Places, limit: float) -> tuple[Floats, Places]:
    """The cost of reaching every row from the last, and the row before each."""
    from scipy.sparse import csr_array  # noqa: PLC0415 -- a third of a second that other modes need not pay
    from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415 -- as above

    size = len(first) - 1
    matrix = csr_array((costs, ends, first), shape=(size, size))
    cost, before = dijkstra(matrix, indices=size - 1, limit=limit, return_predecessors=True)
    return cost, before


@dataclass(frozen=True, eq=False)
class Tree:
    """The cheapest ways from some sources to `nodes`, the `place` of each of which is its place in the other arrays."""

    nodes: Ints
    place: Places
    cost: Floats
    before: Places

    def cost_at(self, node: int) -> float:
        """The cost of reaching a node; infinite for one that is not reached."""
        at = int(self.place[node])
        return float(self.cost[at]) if at >= 0 else math.inf

    def way(self, node: int) -> tuple[int, ...]:
        """The nodes from the source up to this one."""
        source, at, places = len(self.nodes), int(self.place[node]), list[int]()
        while at != source:
            places.append(at)
            at = int(self.before[at])
        return tuple(self.nodes[places[::-1]].tolist())


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


# What an arrival costs, at which snap, and by which node it comes there, or straight along an edge from which other.
Found = tuple[float, Snap, int | Arrival]


def cheapest(costs: Costs, places: Sequence[tuple[Snap, ...]]) -> Arrival | int:
    """The cheapest arrival at the last place by way of the others, or the number of the first place out of reach."""
    reached = [Arrival(snap, costs.off(snap)) for snap in places[0]]
    for number, snaps in enumerate(places[1:], start=1):
        reached = _step(costs, reached, snaps, last=number == len(places) - 1)
        if not reached:
            return number
    return min(reached, key=attrgetter("cost"))


def _step(costs: Costs, reached: list[Arrival], snaps: tuple[Snap, ...], *, last: bool) -> list[Arrival]:
    """Arrivals at the next place, or the best at the last; the search is widened until the best is certain."""
    sources = _sources(costs, reached)
    start = Ends(reached[0].snap.point, *_columns(sources))
    graph, edges = costs.graph, [snap.edge for snap in snaps]
    ends = np.concatenate([graph.u[edges], graph.v[edges]])
    end = Ends(snaps[0].point, ends, np.zeros(len(ends)))
    bounds = costs.bounds()
    for limit in _limits(start, end, bounds, last=last):
        tree = costs.spread(
            {node: cost for node, (cost, _) in sources.items()}, limit, costs.part(start, end, limit, bounds)
        )
        found = _arrivals(costs, reached, snaps, tree)
        if found and min(found, key=itemgetter(0))[0] <= limit:
            break
    if last:
        found = sorted(found, key=itemgetter(0))[:1]
    return [_arrival(one, sources, tree) for one in found]


def _columns(sources: dict[int, tuple[float, Arrival]]) -> tuple[Ints, Floats]:
    """The nodes and their costs."""
    return np.array(list(sources), np.int64), np.array([cost for cost, _ in sources.values()])


def _limits(start: Ends, end: Ends, bounds: Landmarks | None, *, last: bool) -> Iterator[float]:
    """How far to look first, and then."""
    lowest, straight, looked = float(start.costs.min()), between_km(start.place, end.place), 0.0
    if last and bounds:
        least = bounds.least(start.nodes, end.nodes)
        looked = lowest + least * _TIGHT[-1][0] + _TIGHT[-1][1]
        yield from (lowest + least * times + more for times, more in _TIGHT)
    factors = _LIMITS if last else _VIA_LIMITS[straight < _NEAR_KM :]
    limits = (lowest + times * straight + _LIMIT_KM for times in factors)
    yield from (limit for limit in limits if limit > _WIDER * looked)


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


def _arrivals(costs: Costs, reached: list[Arrival], snaps: tuple[Snap, ...], tree: Tree) -> list[Found]:
    """What it costs to arrive at each snap of a place that is reached, and by which way."""
    found: list[Found] = []
    on_edge = {arrival.snap.edge for arrival in reached}
    for snap in snaps:
        along = [_along(costs, arrival, snap) for arrival in reached] if snap.edge in on_edge else []
        ways: list[tuple[float, int | Arrival]] = [_by_node(costs, snap, tree), *along]
        cost, by = min(ways, key=itemgetter(0))
        if math.isfinite(cost):
            found.append((cost + costs.off(snap), snap, by))
    return found


def _arrival(found: Found, sources: dict[int, tuple[float, Arrival]], tree: Tree) -> Arrival:
    cost, snap, by = found
    if isinstance(by, Arrival):
        return Arrival(snap, cost, by)
    nodes = tree.way(by)
    return Arrival(snap, cost, sources[nodes[0]][1], nodes)


def _by_node(costs: Costs, snap: Snap, tree: Tree) -> tuple[float, int]:
    u, v, whole = int(costs.graph.u[snap.edge]), int(costs.graph.v[snap.edge]), float(costs.edge_cost[snap.edge])
    if not math.isfinite(whole):
        return math.inf, u
    return min((tree.cost_at(u) + whole * snap.share, u), (tree.cost_at(v) + whole * (1 - snap.share), v))


def _along(costs: Costs, arrival: Arrival, snap: Snap) -> tuple[float, Arrival]:
    """Straight along one edge, where both are on it."""
    if arrival.snap.edge != snap.edge:
        return math.inf, arrival
    return arrival.cost + float(costs.edge_cost[snap.edge]) * abs(snap.share - arrival.snap.share), arrival
