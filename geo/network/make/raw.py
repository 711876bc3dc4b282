"""A network as a source gives it, and its cleaning: no loops, no twins, lengths on the ellipsoid."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from pyproj import Geod
from scipy.sparse import coo_array, csr_array

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

WGS84 = Geod(ellps="WGS84")
# India's lines are 0.56 % longer than the source says, in the median of 368 pairs of junctions:
# docs/experiments/rail_lengths.py. Railways of other lands, where they are known, miss as much.
SIMPLIFIED = 1.0056
# The more a line winds, the more was lost, by so many times what its bends add to its chord. Our estimate, between two
# witnesses: India's lines show none of it (the same experiment), mountain lines of New Zealand and New South Wales,
# by their kilometre posts, five times as much.
_LOST_BY_WINDING = 0.05
_MOST_WINDING = 0.5
_SPHERE = Geod(a=6_371_000, b=6_371_000)  # what the source measured its lengths on


@dataclass(frozen=True, slots=True)
class Raw:
    """Nodes in degrees and undirected edges `u`–`v` with lengths; `inferred` edges are ours, not the source's.

    `kind` may number what each edge is: chains never join two kinds.
    """

    lat: Floats
    lon: Floats
    u: Ints
    v: Ints
    km: Floats
    inferred: Bools
    kind: Ints | None = None

    def with_edges(self, u: Ints, v: Ints, km: Floats, *, inferred: bool) -> Raw:
        """The same network and more edges."""
        return Raw(
            self.lat,
            self.lon,
            np.concatenate([self.u, u]),
            np.concatenate([self.v, v]),
            np.concatenate([self.km, km]),
            np.concatenate([self.inferred, np.full(len(u), inferred)]),
        )

    def chords_km(self) -> Floats:
        """The geodesic between the ends of each edge."""
        return geodesic_km(self.lat[self.u], self.lon[self.u], self.lat[self.v], self.lon[self.v])


def geodesic_km(lat: Floats, lon: Floats, lat2: Floats, lon2: Floats) -> Floats:
    """Lengths on WGS84."""
    return np.asarray(WGS84.inv(lon, lat, lon2, lat2)[2]) / 1000


def read(module: str, name: str) -> Raw:
    """A graph of scgraph or scgraph_data, each edge once, from its lower node to its higher."""
    graph = getattr(importlib.import_module(module), name)
    nodes = np.array([node[:2] for node in graph.nodes], float)
    rows = [(start, end, km) for start, ends in enumerate(graph.graph) for end, km in ends.items() if start < end]
    u, v, km = (np.array(column) for column in zip(*rows, strict=True))
    return Raw(nodes[:, 0], nodes[:, 1], u.astype(np.int64), v.astype(np.int64), km, np.zeros(len(u), bool))


def clean(raw: Raw, scale: float = SIMPLIFIED) -> Raw:
    """The source made fit for use: one node to a point, simple edges, true lengths.

    The source simplified its lines but kept their lengths, on a sphere, after a first simplification of its own: each
    is scaled by the ratio of ellipsoid to sphere between its ends and by what that took away, and is never less than
    the geodesic.
    """
    points, number = np.unique(np.column_stack([raw.lat, raw.lon]), axis=0, return_inverse=True)
    number = number.ravel()
    merged = replace(raw, lat=points[:, 0], lon=points[:, 1], u=number[raw.u], v=number[raw.v])
    return compact(with_true_lengths(simple(merged), scale))


def simple(raw: Raw) -> Raw:
    """Without loops, and without all but the shortest of the edges between two nodes."""
    u, v = np.minimum(raw.u, raw.v), np.maximum(raw.u, raw.v)
    order = np.lexsort((raw.km, v, u))
    order = order[u[order] != v[order]]
    kept = np.ones(len(order), bool)
    kept[1:] = (np.diff(u[order]) != 0) | (np.diff(v[order]) != 0)
    order = order[kept]
    kind = None if raw.kind is None else raw.kind[order]
    return Raw(raw.lat, raw.lon, u[order], v[order], raw.km[order], raw.inferred[order], kind)


def with_true_lengths(raw: Raw, scale: float) -> Raw:
    """Lengths on the sphere made lengths on the ellipsoid, and `scale` times as long; more so where a line winds."""
    chord = raw.chords_km()
    winding = np.clip(raw.km / np.maximum(chord, 1e-6) - 1, 0.0, _MOST_WINDING) if scale > 1 else 0.0
    longer = scale * (1 + _LOST_BY_WINDING * winding)
    ends = raw.lon[raw.u], raw.lat[raw.u], raw.lon[raw.v], raw.lat[raw.v]
    sphere = np.maximum(np.asarray(_SPHERE.inv(*ends)[2]) / 1000, 1e-6)
    return Raw(raw.lat, raw.lon, raw.u, raw.v, np.maximum(raw.km * longer * chord / sphere, chord), raw.inferred)


def compact(raw: Raw) -> Raw:
    """Without the nodes that no edge uses."""
    used, ends = np.unique(np.concatenate([raw.u, raw.v]), return_inverse=True)
    half = len(raw.u)
    return Raw(raw.lat[used], raw.lon[used], ends[:half], ends[half:], raw.km, raw.inferred, raw.kind)


def matrix(raw: Raw) -> csr_array:
    """The lengths as a symmetric sparse matrix."""
    graph = coo_array((np.maximum(raw.km, 1e-6), (raw.u, raw.v)), shape=(len(raw.lat),) * 2).tocsr()
    return (graph + graph.T).tocsr()
