"""Bounds of what ways cost, by landmarks and the triangle inequality.

ALT: Goldberg and Harrelson, "Computing the shortest path: A* search meets graph theory", SODA 2005. What it costs to
get from a landmark to two nodes differs by no more than what it costs to get from one to the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from geo.network.artefact import Graph
from geo.network.sphere import Floats, Ints

if TYPE_CHECKING:
    from geo.network.mesh import Cells

COUNT = 12
_SMALL = 0.05  # components with a smaller share of the nodes get no landmark of their own
_UNREACHED = 1e9
_ROUNDING_KM = 0.1  # of costs kept in 32 bits
_ACTIVE = 6  # of them are looked at, those that bound a way best; to look at all takes longer than it saves
_Costs = npt.NDArray[np.float32]
Range = tuple[_Costs, _Costs]  # the least and the most that a landmark is from some nodes


@dataclass(slots=True, eq=False)
class Ledger:
    """How many nodes searches have been over: landmarks are made once they would have paid, and never for one search.

    Spent on whichever is dearer, it is at most twice what knowing beforehand would have taken.
    """

    nodes: int = field(default=0)

    def pays(self, graph: Graph) -> bool:
        """Whether as much has been searched as finding the landmarks takes."""
        return self.nodes >= COUNT * len(graph.lat)


@dataclass(frozen=True, eq=False)
class Landmarks:
    """What it costs to get from each landmark to each node, (landmarks, nodes), in the order of the cells.

    `low` and `high` are the least and the most in each cell; `row` is where each node stands in the order.
    """

    cost: _Costs
    low: _Costs
    high: _Costs
    row: Ints
    cells: Cells

    @classmethod
    def over(cls, graph: Graph, rows: tuple[npt.NDArray[np.int32], ...], edge_cost: Floats, cells: Cells) -> Landmarks:
        """Landmarks each as far from those before it as any node is."""
        from scipy.sparse import csr_array  # noqa: PLC0415 -- heavy
        from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415 -- heavy

        pointers, ends, edges = rows
        matrix: Any = csr_array((edge_cost[edges], ends, pointers), shape=(len(graph.lat),) * 2)
        large = (np.bincount(graph.component) >= _SMALL * len(graph.lat))[graph.component]
        nearest, found = np.where(large, _UNREACHED, -1.0), list[_Costs]()
        for _ in range(COUNT):
            cost = np.minimum(dijkstra(matrix, indices=int(nearest.argmax())), _UNREACHED)
            nearest = np.minimum(nearest, cost)
            found.append(cost[cells.order].astype(np.float32))
        costs = np.array(found)
        row = np.empty(len(cells.order), np.int64)
        row[cells.order] = np.arange(len(row))
        low, high = (extreme.reduceat(costs, cells.first[:-1], axis=1) for extreme in (np.minimum, np.maximum))
        for array in (costs, low, high, row):
            array.flags.writeable = False
        return cls(costs, low, high, row, cells)

    def between(self, start: Ints, end: Ints, limit: float) -> Ints:
        """The nodes on ways from some nodes to others that cost at most `limit`, and some more."""
        near, far, most = self._range(start), self._range(end), limit + _ROUNDING_KM
        best = np.argsort(_gaps(*near, *far)[:, 0])[-_ACTIVE:]
        ends = (near[0][best], near[1][best]), (far[0][best], far[1][best])
        rows = self.cells.inside(_through(self.low[best], self.high[best], *ends) <= most)
        cost = self.cost[best[:, None], rows]
        return np.asarray(self.cells.order[rows[_through(cost, cost, *ends) <= most]])

    def least(self, start: Ints, end: Ints) -> float:
        """What the cheapest way from any of some nodes to any of others costs at least."""
        return max(float(_gaps(*self._range(start), *self._range(end)).max()), 0.0)

    def _range(self, nodes: Ints) -> Range:
        cost = self.cost[:, self.row[nodes]]
        return cost.min(axis=1, keepdims=True), cost.max(axis=1, keepdims=True)


def _through(low: _Costs, high: _Costs, start: Range, end: Range) -> _Costs:
    """The least that ways by nodes cost, of each of which the cost from the landmarks is between two bounds."""
    ways = (np.maximum(_gaps(low, high, *other).max(axis=0), 0.0) for other in (start, end))
    return np.asarray(sum(ways))


def _gaps(low: _Costs, high: _Costs, other_low: _Costs, other_high: _Costs) -> _Costs:
    """How far apart two ranges are by each landmark; less than nothing where they overlap."""
    return np.asarray(np.maximum(low - other_high, other_low - high))
