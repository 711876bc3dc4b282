"""Ways found in bulk to paths: their lengths added up in arrays, the rest told by the few pieces that matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.geodesy import distances_km
from geo.journey import Gap, Path, Point
from geo.network import honesty
from geo.network.entries import Entries
from geo.network.graph import GraphNetwork
from geo.network.hierarchy import Ways
from geo.network.search import Piece
from geo.network.snap_many import Snaps
from geo.network.sphere import Floats, Ints
from geo.network.stretches import Lengths, added

Spot = tuple[Point, str | None]  # a position and its country


@dataclass(frozen=True, eq=False)
class Measure:
    """Measures ways through a network."""

    network: GraphNetwork

    def paths(self, pairs: Sequence[tuple[Spot, Spot]], snaps: Snaps, entries: Entries, ways: Ways) -> list[Path]:
        """The path of each way, without its line; `pairs` are the ends of the ways, positions with their countries."""
        edge = self._edges(ways)
        told = np.flatnonzero(self._telling[edge])
        middle = self._pieces(edge[told], ways.nodes[told])
        first = np.searchsorted(told, ways.first).tolist()
        starts, start_off_km = self._ends(snaps, entries, ways.start)
        ends, end_off_km = self._ends(snaps, entries, ways.end)
        lines = (
            [start, *middle[low:high], Piece(end.edge, end.end, end.start)]
            for start, end, low, high in zip(starts, ends, first[:-1], first[1:], strict=True)
        )
        lengths = self.network.kinds.lengths_of(edge, ways.first)
        km = np.add.reduceat(self._km[edge], ways.first[:-1]) if len(pairs) else np.zeros(0)
        straight_km = distances_km(*np.array([(*one, *two) for (one, _), (two, _) in pairs], float).reshape(-1, 4).T)
        drawn_km = np.add.reduceat(self._drawn_km[edge], ways.first[:-1]) if len(pairs) else np.zeros(0)
        figures = (array.tolist() for array in (km, drawn_km, straight_km, start_off_km, end_off_km))
        return list(map(self._path, pairs, lines, lengths, *figures))

    def _edges(self, ways: Ways) -> Ints:
        """The edge from each node of the ways to the next; -1 after the last of a way."""
        edge = np.full(len(ways.nodes), -1)
        if len(edge) > 1:  # of nothing scipy gives a matrix
            edge[:-1] = self._edge_between[ways.nodes[:-1], ways.nodes[1:]] - 1
        edge[ways.first[1:] - 1] = -1
        return edge

    def _pieces(self, edges: Ints, from_nodes: Ints) -> list[Piece]:
        """Whole edges, each travelled from a node."""
        ahead = self.network.graph.u[edges] == from_nodes
        return list(map(Piece, edges.tolist(), np.where(ahead, 0.0, 1.0).tolist(), np.where(ahead, 1.0, 0.0).tolist()))

    def _ends(self, snaps: Snaps, entries: Entries, rows: Ints) -> tuple[list[Piece], Floats]:
        """The pieces from the snaps of entries to their nodes, and how far the snaps are off."""
        snap, node = entries.snap[rows], entries.node[rows]
        edge = snaps.edge[snap]
        to = np.where(self.network.graph.v[edge] == node, 1.0, 0.0)
        return list(map(Piece, edge.tolist(), snaps.share[snap].tolist(), to.tolist())), snaps.off_km[snap]

    def _path(
        self,
        pair: tuple[Spot, Spot],
        way: list[Piece],
        lengths: Lengths,
        km: float,
        drawn_km: float,
        straight_km: float,
        *snaps_km: float,
    ) -> Path:
        """The path whose first and last pieces and those that tell something are given, and how long the others are."""
        network = self.network
        ends_km, ends_drawn_km = (
            sum(abs(end.end - end.start) * float(lengths[end.edge]) for end in (way[0], way[-1]))
            for lengths in (network.graph.km, network.drawn_km)
        )
        countries = network.countries_on(way, (pair[0][1], pair[1][1]))
        lengths = added(lengths, network.kinds.lengths([way[0], way[-1]]))
        measured = honesty.Measured(
            mode=network.mode,
            on_network_km=km + ends_km,
            drawn_km=drawn_km + ends_drawn_km,
            straight_km=straight_km,
            snaps_km=snaps_km,
            gaps=self._gaps(way),
            countries=countries,
            gauge_breaks=network.gauge_breaks_on(way),
            stretches=network.stretches_on(lengths, countries),
        )
        return honesty.path(measured, [point for point, _ in pair], ())

    def _gaps(self, way: list[Piece]) -> tuple[Gap, ...]:
        ends = [self.network.gaps_on([end]) for end in (way[0], way[-1])]
        whole = [gap for piece in way[1:-1] if (gap := self._whole_gaps.get((piece.edge, piece.start)))]
        return (*ends[0], *whole, *ends[1])

    @cached_property
    def _whole_gaps(self) -> dict[tuple[int, float], Gap]:
        """The gap that each inferred edge is, either way."""
        edges = np.flatnonzero(self.network.graph.inferred).tolist()
        pieces = [Piece(edge, start, 1.0 - start) for edge in edges for start in (0.0, 1.0)]
        gaps = self.network.gaps_on(pieces)
        return {(piece.edge, piece.start): gap for piece, gap in zip(pieces, gaps, strict=True)}

    @cached_property
    def _edge_between(self) -> Any:
        """A sparse matrix: one more than the number of the edge from node to node."""
        from scipy.sparse import csr_array  # noqa: PLC0415 -- heavy

        graph, number = self.network.graph, np.arange(1, len(self.network.graph.u) + 1, dtype=np.int32)
        ends = np.concatenate([graph.u, graph.v]), np.concatenate([graph.v, graph.u])
        found = csr_array((np.tile(number, 2), ends), shape=(len(graph.lat),) * 2)
        found.sort_indices()
        return found

    @cached_property
    def _drawn_km(self) -> Floats:
        """The same as drawn."""
        return np.append(self.network.drawn_km, 0.0)

    @cached_property
    def _km(self) -> Floats:
        """The length of each edge, and none for -1."""
        return np.append(self.network.graph.km, 0.0)

    @cached_property
    def _telling(self) -> npt.NDArray[np.bool_]:
        """Of which edges more is to be said than their length; not of -1."""
        return np.append(self.network.telling, False)
