"""The points of a network nearest to many places at once: what `geo.network.snap` answers, in arrays."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from geo.network.artefact import Graph
from geo.network.sphere import KM_PER_DEGREE, Floats, Ints, haversine_km

if TYPE_CHECKING:
    from shapely import STRtree

Bools = npt.NDArray[np.bool_]
# The radii of `geo.network.snap`, each with how many places are looked at together, so that the wide ones do not fill
# the memory. How far to look for a line at home, and the most snaps of a place and edges
# looked at for them, are the same as there.
_RINGS = ((3.0, 4096), (12.0, 1024), (50.0, 128), (200.0, 32))
_HOME_KM = 50.0
_MOST = 24
_MOST_EDGES = 8 * _MOST


@dataclass(frozen=True, slots=True, eq=False)
class Snaps:
    """Snaps as rows, by place: `place` counts into the places asked for, the rest is as in `geo.network.snap.Snap`."""

    place: Ints
    edge: Ints
    share: Floats
    off_km: Floats
    abroad: Bools

    def rows(self, which: Ints | Bools) -> Snaps:
        """Some of the rows."""
        return Snaps(self.place[which], self.edge[which], self.share[which], self.off_km[which], self.abroad[which])


def edge_tree(graph: Graph) -> STRtree:
    """The boxes of all edges in a tree."""
    from shapely import STRtree, box  # noqa: PLC0415 -- heavy: only batches need it

    starts = graph.first[:-1]
    low, high = np.minimum.reduceat, np.maximum.reduceat
    west, east = low(graph.stop_lon, starts), high(graph.stop_lon, starts)
    return STRtree(box(west, low(graph.stop_lat, starts), east, high(graph.stop_lat, starts)))


def snap_all(graph: Graph, tree: STRtree, lat: Floats, lon: Floats, home: Ints, spread_km: float) -> Snaps:
    """The snaps of every place; none for one that is 200 km from the network. Latitudes to ±90, longitudes to ±180.

    `home` numbers each place's own country among the graph's; -1 where it is not known or not there.
    """
    left, chosen = np.arange(len(lat)), []
    for radius_km, together in _RINGS:
        unsettled = []
        for block in np.array_split(left, -(-len(left) // together)) if len(left) else ():
            found = _within(graph, tree, lat[block], lon[block], home[block], radius_km)
            nearest = np.full(len(block), np.inf)
            np.minimum.at(nearest, found.place, found.off_km)
            at_home = (home[block] < 0) | (radius_km >= _HOME_KM)
            at_home[found.place[~found.abroad]] = True
            certain = (nearest + spread_km <= radius_km) | (radius_km == _RINGS[-1][0])
            settled = np.isfinite(nearest) & at_home & certain
            picked = _choice(graph, found.rows(settled[found.place]), nearest, spread_km)
            chosen.append(replace(picked, place=block[picked.place]))
            unsettled.append(block[~settled])
        left = np.concatenate(unsettled) if unsettled else left[:0]
    if not chosen:
        return Snaps(left, left, lat[:0], lat[:0], lat[:0] > 0)
    parts = [[getattr(part, each.name) for part in chosen] for each in fields(Snaps)]
    snaps = Snaps(*map(np.concatenate, parts))
    return snaps.rows(np.argsort(snaps.place, kind="stable"))


def _country(graph: Graph, edge: Ints, share: Floats) -> Ints:
    """The country of each snap: that of the nearer end of its edge."""
    return np.asarray(graph.country[np.where(share < 0.5, graph.u[edge], graph.v[edge])].astype(np.int64))


def run_position(sorted_keys: Ints) -> Ints:
    """The position of each row among those of the same key, which stand together."""
    starts = np.flatnonzero(np.r_[True, sorted_keys[1:] != sorted_keys[:-1]]) if len(sorted_keys) else sorted_keys
    sizes = np.diff(np.r_[starts, len(sorted_keys)])
    return np.asarray(np.arange(len(sorted_keys)) - np.repeat(starts, sizes))


def _choice(graph: Graph, found: Snaps, nearest: Floats, spread_km: float) -> Snaps:
    """The nearest edges, and the first of every component and country around."""
    chosen = (run_position(found.place) < _MOST) & (found.off_km <= nearest[found.place] + spread_km)
    component = graph.component[graph.u[found.edge]].astype(np.int64)
    area = component * len(graph.countries) + _country(graph, found.edge, found.share)
    _, first = np.unique(found.place * (area.max(initial=0) + 1) + area, return_index=True)
    first = np.sort(first)
    chosen[first[run_position(found.place[first]) < _MOST]] = True
    return found.rows(chosen)


def _within(graph: Graph, tree: STRtree, lat: Floats, lon: Floats, home: Ints, radius_km: float) -> Snaps:
    """The nearest point of every edge within the radius of each place, by place and then nearest first."""
    beyond = np.flatnonzero(np.abs(lon) >= 170)  # lines that cross the antimeridian go on past 180
    place = np.r_[np.arange(len(lat)), beyond]
    lon = np.r_[lon, lon[beyond] - np.copysign(360.0, lon[beyond])]
    lat = lat[place]
    which, edge = _edges_near(tree, lat, lon, radius_km)
    share, off_km = _nearest(graph, edge, lat[which], lon[which])
    own = home[place[which]]
    abroad = (own >= 0) & (graph.country[graph.u[edge]] != own) & (graph.country[graph.v[edge]] != own)
    found = Snaps(place[which], edge, share, off_km, abroad).rows(off_km <= radius_km)
    found = found.rows(np.lexsort((found.edge, found.off_km, found.place)))
    if len(beyond):
        _, first = np.unique(found.place * len(graph.u) + found.edge, return_index=True)
        found = found.rows(np.sort(first))
    return found.rows(run_position(found.place) < _MOST_EDGES)


def _edges_near(tree: STRtree, lat: Floats, lon: Floats, radius_km: float) -> tuple[Ints, Ints]:
    """The number of the place and the edge, of every edge whose box comes within the radius of a place."""
    from shapely import box  # noqa: PLC0415 -- as above

    up = radius_km / KM_PER_DEGREE
    across = up / np.maximum(np.cos(np.radians(np.minimum(np.abs(lat) + up, 89.9))), 1e-3)
    which, edge = tree.query(box(lon - across, lat - up, lon + across, lat + up))
    return which, edge


def _nearest(graph: Graph, edge: Ints, lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
    """The point of each edge that is nearest to a place: its share of the edge, and how far off it is.

    As in `geo.network.snap`, on a plane that touches the Earth at the place.
    """
    sizes = graph.first[edge + 1] - graph.first[edge] - 1
    hit = np.repeat(np.arange(len(edge)), sizes)
    start = graph.first[edge][hit] + run_position(hit)
    narrow = np.cos(np.radians(lat))[hit]
    x, y = (graph.stop_lon[start] - lon[hit]) * narrow, graph.stop_lat[start] - lat[hit]
    dx = (graph.stop_lon[start + 1] - graph.stop_lon[start]) * narrow
    dy = graph.stop_lat[start + 1] - graph.stop_lat[start]
    part = np.clip(-(x * dx + y * dy) / np.maximum(dx * dx + dy * dy, 1e-18), 0.0, 1.0)
    at_lat, at_lon = lat[hit] + y + part * dy, lon[hit] + (x + part * dx) / narrow
    off_km = haversine_km(at_lat, at_lon, lat[hit], lon[hit])
    best = _first_least(off_km, hit, sizes)
    before, after = graph.stop_share[start[best]], graph.stop_share[start[best] + 1]
    return before + part[best] * (after - before), off_km[best]


def _first_least(values: Floats, run: Ints, sizes: Ints) -> Ints:
    """The row of the least value of each run, the first where there are several; no run is empty."""
    if not len(values):
        return run
    least = np.minimum.reduceat(values, np.cumsum(sizes) - sizes)
    rows = np.flatnonzero(values == least[run])
    return np.asarray(rows[run_position(run[rows]) == 0])
