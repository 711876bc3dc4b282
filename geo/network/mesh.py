"""What searches need of a graph whatever its costs, and which part of it a search can be kept to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from geo.journey import Point
from geo.network.artefact import Graph
from geo.network.landmarks import Landmarks, Ledger
from geo.network.sphere import EARTH_RADIUS_KM, Floats, Ints, haversine_km

# No edge costs less than this share of the great circle between its ends: the mean sphere is up to 0.6 % off the
# ellipsoid. What roundings of short edges lack besides is 12 km in all the edges of our largest network together.
LEAST_COST = 0.99
LACKING_KM = 15.0
_CELL_DEG = 1.0
_CELL_KM = 79.0  # from the middle of a cell to its corners, at most
_WHOLE = 0.5  # a part with more of the nodes than this saves nothing
Places = npt.NDArray[np.int32]  # nodes or slots, as scipy numbers them


@dataclass(frozen=True, slots=True)
class Ends:
    """Where a search begins or ends: nodes, what each costs beforehand, and the place they are around."""

    place: Point
    nodes: Ints
    costs: Floats

    def ahead_km(self, graph: Graph) -> float:
        """How much nearer than the place some node may be to others, in cost; negative where all of them cost more."""
        off = haversine_km(graph.lat[self.nodes], graph.lon[self.nodes], self.place.lat, self.place.lon)
        return float((LEAST_COST * off - self.costs).max())


@dataclass(frozen=True, eq=False)
class Mesh:
    """A graph's rows, its nodes by cells of the globe, and bounds of its costs by landmarks once they pay."""

    graph: Graph
    least: Floats
    """What each edge costs at least."""

    @cached_property
    def rows(self) -> tuple[Places, Places, Places]:
        """Compressed sparse rows: where each node's row starts, the nodes it leads to, and by which edges."""
        from scipy.sparse import coo_array  # noqa: PLC0415 -- a third of a second that other modes need not pay

        graph, size, edges = self.graph, len(self.graph.lat), np.arange(len(self.graph.u), dtype=np.int32)
        ends = np.concatenate([graph.u, graph.v]), np.concatenate([graph.v, graph.u])
        rows = coo_array((np.concatenate([edges, edges]), ends), shape=(size, size)).tocsr()
        return rows.indptr, rows.indices, rows.data

    def edges_between(self, starts: Ints, ends: Ints) -> Ints:
        """The edges from nodes to neighbours of theirs."""
        pointers, to, edges = self.rows
        first, last = pointers[starts], pointers[starts + 1]
        slots = ranges(first, last)
        pair = np.repeat(np.arange(len(starts)), last - first)
        there = np.flatnonzero(to[slots] == ends[pair])
        there = there[np.diff(pair[there], prepend=-1) > 0]  # of several, the first
        return np.asarray(edges[slots[there]], np.int64)

    @cached_property
    def cells(self) -> Cells:
        """The nodes by where they are."""
        return Cells.of(self.graph)

    @cached_property
    def ledger(self) -> Ledger:
        """How much has been searched so far."""
        return Ledger()

    @cached_property
    def landmarks(self) -> Landmarks:
        """The landmarks; finding them takes as many searches of the whole graph."""
        return Landmarks.over(self.graph, self.rows, self.least, self.cells)

    def part(self, start: Ends, end: Ends, limit: float, bounds: Landmarks | None) -> Ints | None:
        """The nodes on ways from `start` to `end` that cost at most `limit`, and some more; none for the whole graph.

        A way through a node costs at least the great circles from one end to it and on to the other.
        """
        if not np.isfinite(limit):
            return None
        if bounds:
            return bounds.between(start.nodes, end.nodes, limit - float(start.costs.min()))
        arc = (limit + LACKING_KM + start.ahead_km(self.graph) + end.ahead_km(self.graph)) / LEAST_COST
        if not arc + 2 * _CELL_KM < np.pi * EARTH_RADIUS_KM:
            return None
        nodes = self.cells.between(start.place, end.place, arc)
        return None if len(nodes) > _WHOLE * len(self.graph.lat) else nodes


@dataclass(frozen=True, eq=False)
class Cells:
    """The nodes of a graph by cells of a degree: those of cell `i` are `order[first[i]:first[i + 1]]`.

    `middle` and `at` are where the cells and the nodes are, the latter in order, on a sphere of radius 1 as (3, N).
    """

    order: Ints
    first: Ints
    middle: Floats
    at: Floats

    @classmethod
    def of(cls, graph: Graph) -> Cells:
        """The cells that hold nodes."""
        across = round(360 / _CELL_DEG)
        row = np.minimum(np.floor((graph.lat + 90) / _CELL_DEG), 180 / _CELL_DEG - 1).astype(np.int64)
        column = np.floor((graph.lon + 180) / _CELL_DEG).astype(np.int64) % across
        cell = (row * across + column).astype(np.uint16)  # 64,800 of them; numpy sorts these fastest
        order = np.argsort(cell, kind="stable")
        found, first = np.unique(cell[order], return_index=True)
        south, west = np.divmod(found.astype(np.int64), across)
        middle = _unit((south + 0.5) * _CELL_DEG - 90, (west + 0.5) * _CELL_DEG - 180)
        at = _unit(graph.lat[order], graph.lon[order])
        return cls(order, np.append(first, len(order)), middle, at)

    def between(self, start: Point, end: Point, arc_km: float) -> Ints:
        """The nodes from which the great circles to two points are together no longer than `arc_km`."""
        ends = np.column_stack([_unit(*start), _unit(*end)])
        rows = self.inside(within(self.middle, ends, arc_km + 2 * _CELL_KM))
        return np.asarray(self.order[rows[within(self.at[:, rows], ends, arc_km)]])

    def inside(self, chosen: npt.NDArray[np.bool_]) -> Ints:
        """The rows of `order` in the cells that are chosen."""
        return ranges(self.first[:-1][chosen], self.first[1:][chosen])


def _unit(lat: Floats | float, lon: Floats | float) -> Floats:
    phi, lam = np.radians(lat), np.radians(lon)
    return np.array([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])


def within(at: Floats, ends: Floats, arc_km: float) -> npt.NDArray[np.bool_]:
    """Which positions have great circles to two ends that are together no longer than `arc_km`, less than half round.

    With x and y the cosines of the arcs: cos(a + b) >= cos c, squared so as to need no further cosines. On the far side
    of the globe, where a + b is more than half round, x + y is negative.
    """
    # Not by `@`, which would set threads of its own going for so little.
    x, y = (end[0] * at[0] + end[1] * at[1] + end[2] * at[2] for end in ends.T)
    cosine = np.cos(arc_km / EARTH_RADIUS_KM)
    product = x * y
    return np.asarray((x + y > 0) & (product >= cosine) & (x * x + y * y - 2 * cosine * product >= 1 - cosine * cosine))


def ranges(first: Ints | Places, last: Ints | Places) -> Ints:
    """The numbers from each first up to its last, one range after another."""
    sizes = last - first
    before = np.cumsum(sizes) - sizes
    return np.asarray(np.repeat(first - before, sizes) + np.arange(sizes.sum()), np.int64)
