"""Shortest ways for many pairs: by a contraction hierarchy where pandana is installed, else a search per origin.

Contraction hierarchies: Geisberger, Sanders, Schultes and Delling (2008); pandana (Foti, Waddell and Luxen 2012)
builds one over a graph in some seconds, and then answers a pair in microseconds.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import chain
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from geo.network.entries import Entries
from geo.network.search import Costs
from geo.network.snap_many import run_position
from geo.network.sphere import Floats, Ints

_SCALE = 10  # pandana counts in thousandths, from 0 to 2**32: a way of up to 429,000 km to 0.1 m
_UNREACHED = 4_294_967 / _SCALE  # what it answers where there is no way
_ROUNDING_KM = 0.0001


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """The cheapest ways of the pairs that have one: `pair` numbers them, ascending.

    `start` and `end` are the rows of the entries used; way `i` passes the nodes `nodes[first[i]:first[i + 1]]`.
    """

    pair: Ints
    start: Ints
    end: Ints
    nodes: Ints
    first: Ints

    def only(self, kept: npt.NDArray[np.bool_]) -> Ways:
        """Those that are kept."""
        sizes = np.diff(self.first)
        nodes = self.nodes[np.repeat(kept, sizes)]
        return Ways(
            self.pair[kept], self.start[kept], self.end[kept], nodes, np.concatenate([[0], np.cumsum(sizes[kept])])
        )


class Search(Protocol):
    """Finds the cheapest ways from places to places, each by the best of its entries."""

    def ways(self, entries: Entries, origin: Ints, destination: Ints) -> Ways:
        """The ways from the places `origin` to the places `destination`, pair by pair."""
        ...


def installed() -> bool:
    """Whether hierarchies can be built here."""
    return find_spec("pandana") is not None


@dataclass(frozen=True, slots=True, eq=False)
class ByOrigin:
    """One search of the whole graph for every origin: nothing to build, some 40 ms an origin by rail."""

    costs: Costs

    def ways(self, entries: Entries, origin: Ints, destination: Ints) -> Ways:
        """The ways from the places `origin` to the places `destination`, pair by pair."""
        found: dict[int, tuple[int, int, tuple[int, ...]]] = {}
        for place in np.unique(origin):
            rows = slice(entries.first[place], entries.first[place + 1])
            at_node = {int(node): rows.start + i for i, node in enumerate(entries.node[rows])}
            if not at_node:
                continue
            sources = dict(zip(at_node, entries.cost[rows].tolist(), strict=True))
            tree = self.costs.spread(sources)
            for pair in np.flatnonzero(origin == place):
                ends = np.arange(entries.first[destination[pair]], entries.first[destination[pair] + 1])
                total = tree.cost[entries.node[ends]] + entries.cost[ends]
                if len(ends) and np.isfinite(total.min()):
                    end = int(ends[total.argmin()])
                    nodes = tree.way(int(entries.node[end]))
                    found[int(pair)] = at_node[nodes[0]], end, nodes
        return _ways(found)


def _ways(found: dict[int, tuple[int, int, tuple[int, ...]]]) -> Ways:
    pairs = sorted(found)
    start, end = (np.array([found[pair][which] for pair in pairs], np.int64) for which in (0, 1))
    return Ways(np.array(pairs, np.int64), start, end, *_flat([found[pair][2] for pair in pairs]))


def _flat(lines: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    first = np.concatenate([[0], np.cumsum(np.fromiter(map(len, lines), np.int64, len(lines)))])
    return np.fromiter(chain.from_iterable(lines), np.int64, int(first[-1])), first


@dataclass(frozen=True, slots=True, eq=False)
class ByHierarchy:
    """All pairs of entries looked up in a contraction hierarchy, and the best of each pair of places unpacked."""

    costs: Costs
    network: Any

    @classmethod
    def over(cls, costs: Costs) -> ByHierarchy:
        """Builds the hierarchy; pandana prints as it goes, which would spoil what a command prints."""
        from pandana import Network  # noqa: PLC0415 -- optional
        from pandas import DataFrame, Series  # noqa: PLC0415 -- heavy

        graph = costs.graph
        weights = DataFrame({"cost": costs.edge_cost * _SCALE})
        with _no_stdout():
            return cls(costs, Network(*map(Series, (graph.lon, graph.lat, graph.u, graph.v)), weights))

    def ways(self, entries: Entries, origin: Ints, destination: Ints) -> Ways:
        """The ways from the places `origin` to the places `destination`, pair by pair."""
        kept = self._undominated(entries)
        pair, start, end = _combinations(entries.rows(kept), self.costs, origin, destination)
        start, end = kept[start], kept[end]
        length = self._lengths(entries.node[start], entries.node[end])
        reached = length < _UNREACHED
        pair, start, end = pair[reached], start[reached], end[reached]
        total = entries.cost[start] + entries.cost[end] + length[reached]
        order = np.lexsort((total, pair))
        best = order[run_position(pair[order]) == 0]
        pair, start, end = pair[best], start[best], end[best]
        if not len(pair):
            return _ways({})
        # `Network`'s own methods turn names into numbers first, which takes longer than the paths.
        lines = self.network.net.shortest_paths(entries.node[start], entries.node[end], 0)
        return Ways(pair, start, end, *_flat(lines))

    def _undominated(self, entries: Entries) -> Ints:
        """The rows of the entries that are not reached as cheaply by way of the cheapest of their place."""
        component = self.costs.graph.component[entries.node].astype(np.int64)
        group = entries.place * (component.max(initial=0) + 1) + component
        order = np.lexsort((entries.cost, group))
        first = run_position(group[order]) == 0
        cheapest = order[first][np.cumsum(first) - 1]
        others, cheapest, kept = order[~first], cheapest[~first], np.ones(len(order), bool)
        around = entries.cost[cheapest] + self._lengths(entries.node[cheapest], entries.node[others])
        kept[others] = around > entries.cost[others] + _ROUNDING_KM
        return np.flatnonzero(kept)

    def _lengths(self, start: Ints, end: Ints) -> Floats:
        return np.asarray(self.network.net.shortest_path_distances(start, end, 0), float) / _SCALE


def _combinations(entries: Entries, costs: Costs, origin: Ints, destination: Ints) -> tuple[Ints, Ints, Ints]:
    """Every entry of a pair's origin with every one of its destination that it is joined to: pair, start, end."""
    starts, ends = (np.diff(entries.first)[which] for which in (origin, destination))
    pair = np.repeat(np.arange(len(origin)), starts * ends)
    position = run_position(pair)
    start = entries.first[origin][pair] + position // np.maximum(ends, 1)[pair]
    end = entries.first[destination][pair] + position % np.maximum(ends, 1)[pair]
    component = costs.graph.component[entries.node]
    joined = component[start] == component[end]
    return pair[joined], start[joined], end[joined]


@contextmanager
def _no_stdout() -> Iterator[None]:
    """Swallows what compiled code prints, which goes past `sys.stdout`."""
    sys.stdout.flush()
    saved, sink = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(sink, 1)
        yield
    finally:
        os.dup2(saved, 1)
        os.close(sink)
        os.close(saved)
