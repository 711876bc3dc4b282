"""A way through a graph in arrays, so that what is added up along it is added up at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.network.artefact import Graph
from geo.network.line import along
from geo.network.mesh import ranges
from geo.network.search import Arrival, Costs, Piece
from geo.network.sphere import Floats, Ints


@dataclass(frozen=True, eq=False)
class Way:
    """Stretches of edges in the order of travel; the fields are those of `Piece`."""

    edge: Ints
    start: Floats
    end: Floats

    @classmethod
    def of(cls, costs: Costs, chain: Sequence[Arrival]) -> Way:
        """What is travelled to each arrival of a chain from the one before it."""
        ways = [_to(costs, arrival) for arrival in chain[1:]]
        return cls(*(np.concatenate(parts) for parts in zip(*ways, strict=True)))

    @property
    def share(self) -> Floats:
        """How much of each edge is travelled."""
        return np.abs(self.end - self.start)

    def km(self, edge_km: Floats) -> float:
        """The length of the way where edges have such lengths."""
        return float(self.share @ edge_km[self.edge])

    def telling(self, edges: npt.NDArray[np.bool_]) -> list[Piece]:
        """The first and the last piece, those in part, and those of edges that tell something."""
        told = edges[self.edge] | (self.share < 1)
        told[[0, -1]] = True
        return self._pieces(np.flatnonzero(told))

    def _pieces(self, which: Ints) -> list[Piece]:
        return list(map(Piece, *(part[which].tolist() for part in (self.edge, self.start, self.end))))

    def line(self, graph: Graph) -> Floats:
        """The stops on the way, as rows of latitude and longitude."""
        part = np.flatnonzero(self.share < 1)
        bounds = np.concatenate([[-1], part, [len(self.edge)]])
        stops = [self._whole(graph, slice(bounds[0] + 1, bounds[1]))]
        for piece, after in zip(self._pieces(part), range(1, len(bounds) - 1), strict=True):
            stops += [np.array(along(graph, piece)), self._whole(graph, slice(bounds[after] + 1, bounds[after + 1]))]
        return np.concatenate(stops)

    def _whole(self, graph: Graph, which: slice) -> Floats:
        """The stops of pieces that are whole edges."""
        first, last = graph.first[self.edge[which]], graph.first[self.edge[which] + 1]
        back = np.repeat(self.start[which] > self.end[which], last - first)
        stop = ranges(first, last)
        stop = np.where(back, np.repeat(first + last - 1, last - first) - stop, stop)
        return np.column_stack([graph.stop_lat[stop], graph.stop_lon[stop]])


def _to(costs: Costs, arrival: Arrival) -> tuple[Ints, Floats, Floats]:
    """The pieces to one arrival from the one before it."""
    assert arrival.before is not None
    graph, start, end = costs.graph, arrival.before.snap, arrival.snap
    if not arrival.nodes:
        return np.array([end.edge]), np.array([start.share]), np.array([end.share])
    nodes = np.array(arrival.nodes)
    edges = costs.mesh.edges_between(nodes[:-1], nodes[1:])
    ahead = graph.u[edges] == nodes[:-1]
    ends = float(nodes[0] == graph.v[start.edge]), float(nodes[-1] == graph.v[end.edge])
    return (
        np.concatenate([[start.edge], edges, [end.edge]]),
        np.concatenate([[start.share], np.where(ahead, 0.0, 1.0), [ends[1]]]),
        np.concatenate([[ends[0]], np.where(ahead, 1.0, 0.0), [end.share]]),
    )
