"""Where each of many places gets on and off a network, and which of those ways can matter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from geo.network.search import ABROAD_KM, Costs
from geo.network.snap_many import Snaps, run_position
from geo.network.sphere import Floats, Ints

_ROUNDS = 64  # a snapped line of more edges than this is only searched a little more than it need be


@dataclass(frozen=True, eq=False)
class Entries:
    """The nodes by which places are joined to a network, as rows by place: at what cost, and from which snap."""

    places: int
    place: Ints
    node: Ints
    cost: Floats
    snap: Ints

    @cached_property
    def first(self) -> Ints:
        """The first row of each place; one more for where the last one's end."""
        return np.searchsorted(self.place, np.arange(self.places + 1))

    def rows(self, which: Ints) -> Entries:
        """Some of the rows, in their order."""
        return Entries(self.places, self.place[which], self.node[which], self.cost[which], self.snap[which])


def entries(costs: Costs, snaps: Snaps, places: int) -> Entries:
    """Both ends of every edge that a place is snapped to, but for those that are reached better by way of another."""
    graph, count = costs.graph, len(snaps.place)
    whole, off = costs.edge_cost[snaps.edge], costs.off_cost * snaps.off_km + ABROAD_KM * snaps.abroad
    ends = graph.u[snaps.edge], graph.v[snaps.edge]
    place, node = np.tile(snaps.place, 2), np.concatenate(ends)
    cost = np.concatenate([off + whole * snaps.share, off + whole * (1 - snaps.share)])
    order = np.lexsort((cost, node, place))
    key = place[order] * len(graph.lat) + node[order]
    cheapest = run_position(key) == 0
    order, key = order[cheapest], key[cheapest]
    joined = [np.searchsorted(key, snaps.place * len(graph.lat) + end) for end in ends]
    kept = ~_outdone(cost[order], joined[0], joined[1], whole)
    order = order[kept]
    return Entries(places, place[order], node[order], cost[order], order % max(count, 1))


def _outdone(cost: Floats, start: Ints, end: Ints, whole: Floats) -> npt.NDArray[np.bool_]:
    """Which entries are reached at less than their own cost along the snapped edges, from another entry."""
    best = cost.copy()
    for _ in range(_ROUNDS):
        before = best.copy()
        np.minimum.at(best, end, before[start] + whole)
        np.minimum.at(best, start, before[end] + whole)
        if np.array_equal(best, before):
            break
    return np.asarray(best < cost - 1e-9)
