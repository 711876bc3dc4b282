"""Chains of nodes with two neighbours become one edge with a line: the graph keeps only junctions, ends and borders."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from geo.network.make.raw import Bools, Floats, Ints, Raw


@dataclass(frozen=True, slots=True)
class Chains:
    """Chains over the nodes of a network: each is the nodes `stops[first[i]:first[i + 1]]`, its ends among them.

    `share` is how much of the chain's length lies before each of these nodes: a line winds more in one part than in
    another.
    """

    stops: Ints
    first: Ints
    share: Floats
    km: Floats
    inferred: Ints
    kind: Ints | None = None

    def __len__(self) -> int:
        """How many."""
        return len(self.km)


def contract(raw: Raw, country: Ints) -> Chains:
    """The chains between nodes that matter.

    Inferred edges stay edges of their own, and no chain joins edges of two kinds. A chain that would be a loop, or the
    twin of another, keeps a node in its middle, so that no two chains join the same two nodes.
    """
    kept = _kept(raw, country)
    runs = _runs(raw, kept)
    runs = [part for run in runs for part in _without_loop(run)]
    runs = _without_twins(runs)
    runs = sorted((run if run[0][0] < run[0][-1] else _reversed(run) for run in runs), key=lambda run: run[0])
    edges = [edge for _, edge in runs]
    return Chains(
        stops=np.array([node for nodes, _ in runs for node in nodes]),
        first=np.cumsum([0, *(len(nodes) for nodes, _ in runs)]),
        share=np.concatenate([_shares(raw.km[list(edge)]) for edge in edges]),
        km=np.array([raw.km[list(edge)].sum() for edge in edges]),
        inferred=np.array([raw.inferred[edge[0]] for edge in edges]),
        kind=None if raw.kind is None else np.array([raw.kind[edge[0]] for edge in edges]),
    )


Run = tuple[tuple[int, ...], tuple[int, ...]]  # nodes, and the edges between them


def components(nodes: int, u: Ints, v: Ints) -> Ints:
    """The number of each node's component; 0 is the largest."""
    graph = coo_array((np.ones(len(u)), (u, v)), shape=(nodes, nodes))
    labels = connected_components(graph, directed=False)[1]
    rank = np.argsort(np.argsort(-np.bincount(labels), kind="stable"), kind="stable")
    return np.asarray(rank[labels], np.int64)


def _kept(raw: Raw, country: Ints) -> Bools:
    degree = np.bincount(np.concatenate([raw.u, raw.v]), minlength=len(raw.lat))
    kept: Bools = degree != 2
    marked = raw.inferred | (country[raw.u] != country[raw.v])
    kept[raw.u[marked]] = kept[raw.v[marked]] = True
    if raw.kind is not None:
        kept |= _between_kinds(raw, raw.kind)
    labels = components(len(raw.lat), raw.u, raw.v)
    bare = np.setdiff1d(labels, labels[kept])  # rings with nothing on them
    kept[[np.flatnonzero(labels == ring)[0] for ring in bare]] = True
    return kept


def _between_kinds(raw: Raw, kind: Ints) -> Bools:
    least, most = np.full(len(raw.lat), kind.max(initial=0)), np.full(len(raw.lat), kind.min(initial=0))
    for ends in (raw.u, raw.v):
        np.minimum.at(least, ends, kind)
        np.maximum.at(most, ends, kind)
    return np.asarray(least < most)


def _runs(raw: Raw, kept: Bools) -> list[Run]:
    ways: list[list[tuple[int, int]]] = [[] for _ in raw.lat]
    for edge, (u, v) in enumerate(zip(raw.u.tolist(), raw.v.tolist(), strict=True)):
        ways[u].append((v, edge))
        ways[v].append((u, edge))
    runs = []
    for start in np.flatnonzero(kept).tolist():
        for node, edge in ways[start]:
            nodes, edges = [start, node], [edge]
            while not kept[nodes[-1]]:
                onward = next(way for way in ways[nodes[-1]] if way[1] != edges[-1])
                nodes.append(onward[0])
                edges.append(onward[1])
            if (nodes[0], edges[0]) < (nodes[-1], edges[-1]):  # each is met from both its ends
                runs.append((tuple(nodes), tuple(edges)))
    return runs


def _shares(km: Floats) -> Floats:
    whole = np.concatenate([[0.0], np.cumsum(km)])
    return np.asarray(whole / max(whole[-1], 1e-9))


def _reversed(run: Run) -> Run:
    return run[0][::-1], run[1][::-1]


def _split(run: Run, at: int) -> list[Run]:
    nodes, edges = run
    return [(nodes[: at + 1], edges[:at]), (nodes[at:], edges[at:])]


def _without_loop(run: Run) -> list[Run]:
    """A loop in two; its halves may be twins, which is the next function's business."""
    return _split(run, len(run[1]) // 2) if run[0][0] == run[0][-1] else [run]


def _without_twins(runs: list[Run]) -> list[Run]:
    """Of chains with the same ends, the one with the fewest nodes stays whole."""
    seen: set[tuple[int, int]] = set()
    result = []
    for run in sorted(runs, key=lambda run: (len(run[1]), run[0])):
        ends = (min(run[0][0], run[0][-1]), max(run[0][0], run[0][-1]))
        parts = _split(run, len(run[1]) // 2) if ends in seen else [run]
        seen.add(ends)
        result.extend(parts)
    return result
