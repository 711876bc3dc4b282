"""The lines of the sea made fit to keep: drawn as arcs, off the land, and only those that some voyage uses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree

from geo.network import passages
from geo.network.artefact import Graph
from geo.network.make.contract import Chains
from geo.network.make.raw import WGS84, Raw, geodesic_km
from tools.networks.sea import EARTH_KM, Points, closed_waters, land_of, points
from tools.networks.sights import costs, sights, thinned
from tools.networks.water import Bools, Floats, Ints, Water, water

TOLERANCE_KM = 2.0  # the most land that a line may cross in one go
_STRAY_KM = (0.4, 2.5)  # how far a drawn line may be from the arc while lines are chosen, and in the end
_LONGEST_KM = 600.0
_SMALLEST = 200  # points of a sea that is cut off from the others, as the Caspian is
_ACCESS_KM = 50.0  # from any coast to where a voyage may begin
_MILD = (-58.0, 72.0)  # degrees of latitude beyond which harbours alone matter
# Between the harbours from which voyages are tried with all passages open, and with one closed.
_SPREAD_KM = (300.0, 2500.0)
_LOCAL_KM = 120.0
_BATCH = 16  # voyages tried before those after them follow
_HABIT = 0.02


@dataclass(frozen=True, slots=True, eq=False)
class Lanes:
    """Lines between points, each with the stops `first[i]` to `first[i + 1]` of its drawn arc, ends included."""

    among: Points
    u: Ints
    v: Ints
    km: Floats
    fairway: Bools
    lat: Floats
    lon: Floats
    first: Ints

    def part(self, kept: Bools) -> Lanes:
        """Only some of them."""
        size = np.diff(self.first)
        stops = np.repeat(kept, size)
        first = np.concatenate([[0], np.cumsum(size[kept])])
        return Lanes(
            self.among, self.u[kept], self.v[kept], self.km[kept], self.fairway[kept],
            self.lat[stops], self.lon[stops], first,
        )  # fmt: skip


def network(atlas: Path) -> tuple[Raw, Chains]:
    """The sea as `geo.network.make.write.packed` takes it."""
    land = closed_waters(land_of(atlas))
    where = water(land)
    among = points(land, where)
    u, v, km = sights(where, among)
    kept = thinned(among, u, v, km)
    lanes = drawn(among, u[kept], v[kept])
    lanes = lanes.part(lanes.fairway | (land_km(lanes, where, land) <= TOLERANCE_KM))
    return shaped(slim(lanes.part(needed(lanes)), where, land))


def drawn(among: Points, u: Ints, v: Ints) -> Lanes:
    """Lines and fairways with their arcs on the ellipsoid."""
    own = ~np.isin(_codes(len(among.lat), u, v), _codes(len(among.lat), among.u, among.v))
    u, v, fairway = u[own], v[own], np.repeat([False, True], [own.sum(), len(among.u)])
    return _with_arcs(among, np.concatenate([u, among.u]), np.concatenate([v, among.v]), fairway, _STRAY_KM[0])


def slim(lanes: Lanes, where: Water, land: shapely.Geometry) -> Lanes:
    """The same with fewer stops, where those that are left keep a line off the land as well."""
    rough = _with_arcs(lanes.among, lanes.u, lanes.v, lanes.fairway, _STRAY_KM[1])
    fit = land_km(rough, where, land) <= TOLERANCE_KM
    stray = np.where(fit, _STRAY_KM[1], _STRAY_KM[0])
    return _with_arcs(lanes.among, lanes.u, lanes.v, lanes.fairway, stray)


def _with_arcs(among: Points, u: Ints, v: Ints, fairway: Bools, stray_km: Floats | float) -> Lanes:
    km = geodesic_km(among.lat[u], among.lon[u], among.lat[v], among.lon[v])
    parts = _parts(among, u, v, km, stray_km)
    lat, lon = [], []
    for one, other, count in zip(u.tolist(), v.tolist(), parts.tolist(), strict=True):
        ends = (among.lon[one], among.lat[one]), (among.lon[other], among.lat[other])
        between = WGS84.npts(*ends[0], *ends[1], count - 1) if count > 1 else []
        lon += [ends[0][0], *(at[0] for at in between), ends[1][0]]
        lat += [ends[0][1], *(at[1] for at in between), ends[1][1]]
    first = np.concatenate([[0], np.cumsum(parts + 1)])
    return Lanes(among, u, v, km, fairway, np.array(lat), _continuous(first, np.array(lon)), first)


def _parts(among: Points, u: Ints, v: Ints, km: Floats, stray_km: Floats | float) -> Ints:
    """Into how many parts each arc is cut, so that straight lines on a map stay near it."""
    middle = among.vectors[u] + among.vectors[v]
    middle /= np.linalg.norm(middle, axis=1)[:, None]
    lat, lon = np.degrees(np.arcsin(middle[:, 2])), np.degrees(np.arctan2(middle[:, 1], middle[:, 0]))
    over = (among.lon[v] - among.lon[u] + 180) % 360 - 180
    stray = geodesic_km(lat, lon, (among.lat[u] + among.lat[v]) / 2, among.lon[u] + over / 2)
    return np.asarray(np.ceil(np.maximum(np.sqrt(1.5 * stray / stray_km), np.maximum(km / _LONGEST_KM, 1))), np.int64)


def _continuous(first: Ints, lon: Floats) -> Floats:
    steps = np.diff(lon, prepend=lon[0])
    steps -= 360 * np.rint(steps / 360)
    steps[first[:-1]] = lon[first[:-1]] - np.concatenate([[0.0], lon[first[1:-1] - 1]])
    run = np.cumsum(steps)
    return np.asarray(run - np.repeat(run[first[:-1]] - lon[first[:-1]], np.diff(first)))


def land_km(lanes: Lanes, where: Water, land: shapely.Geometry) -> Floats:
    """The longest stretch of land that each line crosses."""
    starts = np.setdiff1d(np.arange(len(lanes.lat)), lanes.first[1:] - 1)
    ends = starts + 1
    half = geodesic_km(lanes.lat[starts], lanes.lon[starts], lanes.lat[ends], lanes.lon[ends]) / 2
    middle = (lanes.lat[starts] + lanes.lat[ends]) / 2, (lanes.lon[starts] + lanes.lon[ends]) / 2
    near = np.flatnonzero(where.clearance_km(*middle) < half + 1)
    starts, ends = starts[near], ends[near]
    x = np.stack([lanes.lon[starts], lanes.lon[ends]], axis=1)
    x -= 360 * np.rint(x.mean(axis=1) / 360)[:, None]
    segments = shapely.linestrings(np.stack([x, np.stack([lanes.lat[starts], lanes.lat[ends]], axis=1)], axis=2))
    pieces = np.array(_pieces(land))
    one, other = shapely.STRtree(pieces).query(segments, predicate="intersects")
    longest = np.zeros(len(lanes.u))
    # A stretch that the edge of a piece of land cuts counts as two; the pieces are large, so that is rare and harmless.
    dry, index = shapely.get_parts(shapely.intersection(segments[one], pieces[other]), return_index=True)
    points_of, at = shapely.get_coordinates(dry, return_index=True)
    chord = np.zeros(len(dry))
    step = np.flatnonzero(np.diff(at) == 0)
    long = geodesic_km(points_of[step, 1], points_of[step, 0], points_of[step + 1, 1], points_of[step + 1, 0])
    np.add.at(chord, at[step], long)
    edge = np.searchsorted(lanes.first, starts[one[index]], side="right") - 1
    np.maximum.at(longest, edge, chord)
    return longest


def _pieces(land: shapely.Geometry) -> list[shapely.Geometry]:
    """Land cut along every tenth degree."""
    found = []
    for south in range(-90, 90, 10):
        band = shapely.clip_by_rect(land, -180, south, 180, south + 10)
        found += [shapely.clip_by_rect(band, west, south, west + 10, south + 10) for west in range(-180, 180, 10)]
    return [shapely.make_valid(piece) for piece in found if not piece.is_empty]


def needed(lanes: Lanes) -> Bools:
    """The lines that some voyage uses: far, far with one passage closed, or near.

    Each voyage takes the shortest way, but one up to `_HABIT` longer where voyages before it went, so that they share
    their lines.
    """
    among, voyages = lanes.among, Voyages(lanes, costs(lanes.among, lanes.u, lanes.v, lanes.km))
    label = connected_components(voyages.graph(lanes.km), directed=False)[1]
    large = np.bincount(label)[label] >= _SMALLEST
    ports = _ports(among, large)
    many, few = (_spread(among, ports, km) for km in _SPREAD_KM)
    used = voyages.used(lanes.fairway, many, ports)
    whole = _graph(lanes)
    for name in passages.NAMES:
        used = voyages.used(used, few, few, shut=passages.closed(whole, frozenset([name])))
    return np.asarray(voyages.used(used, ports, ports, limit_km=_LOCAL_KM) & large[lanes.u])


class Voyages:
    """Shortest ways over lanes at a cost for each line."""

    def __init__(self, lanes: Lanes, cost: Floats) -> None:
        """Sorts the lines by their ends."""
        self.size, self.cost = len(lanes.among.lat), cost
        number = np.arange(len(lanes.u))
        ends = np.concatenate([lanes.u, lanes.v]), np.concatenate([lanes.v, lanes.u])
        self.slots = coo_array((np.concatenate([number, number]), ends), shape=(self.size,) * 2).tocsr()
        codes = _codes(self.size, lanes.u, lanes.v)
        self.order = np.argsort(codes)
        self.codes = codes[self.order]

    def graph(self, cost: Floats) -> csr_array:
        """The lines at a cost."""
        return csr_array((cost[self.slots.data], self.slots.indices, self.slots.indptr), shape=self.slots.shape)

    def used(
        self, used: Bools, sources: Ints, targets: Ints, *, shut: Bools | None = None, limit_km: float = np.inf
    ) -> Bools:
        """The lines used so far, and those of the ways from each source to all targets."""
        used = used.copy()
        for batch in np.array_split(sources, len(sources) // _BATCH + 1):
            price = self.cost * np.where(used, 1.0, 1 + _HABIT)
            if shut is not None:
                price[shut] = np.inf
            cost, before = dijkstra(self.graph(price), indices=batch, limit=limit_km, return_predecessors=True)
            for row in range(len(batch)):
                found = np.searchsorted(self.codes, _traced(cost[row], before[row], targets))
                used[self.order[found]] = True
        return used


def _traced(cost: Floats, before: Ints, targets: Ints) -> Ints:
    """The lines that lead to the targets, as the numbers that `_codes` gives."""
    seen = np.zeros(len(cost), bool)
    front = targets[np.isfinite(cost[targets])]
    while len(front):
        seen[front] = True
        front = np.unique(before[front])
        front = front[front >= 0]
        front = front[~seen[front]]
    nodes = np.flatnonzero(seen & (before >= 0))
    return _codes(len(cost), nodes, before[nodes])


def _ports(among: Points, joined: Bools) -> Ints:
    """Where voyages may begin: harbours, fairways, and points of every coast that is far from them."""
    along = np.isin(np.arange(len(joined)), np.concatenate([among.u, among.v]))
    harbours = np.flatnonzero((among.harbour | along) & joined)
    mild = (among.lat < _MILD[1]) & (among.lat > _MILD[0])
    coast = np.flatnonzero(np.isfinite(among.reach_km) & joined & mild)
    order = np.concatenate([harbours, np.setdiff1d(coast, harbours)])
    return np.union1d(harbours, _spread(among, order, _ACCESS_KM))


def _spread(among: Points, order: Ints, km: float) -> Ints:
    """Points no two of which are near each other, earlier ones first."""
    tree, free = cKDTree(among.vectors[order]), np.ones(len(order), bool)
    for place, one in enumerate(order.tolist()):
        if free[place]:
            near = np.array(tree.query_ball_point(among.vectors[one], km / EARTH_KM))
            free[near[near > place]] = False
    return order[free]


def _codes(size: int, u: Ints, v: Ints) -> Ints:
    return np.minimum(u, v).astype(np.int64) * size + np.maximum(u, v)


def _graph(lanes: Lanes) -> Graph:
    """The lanes as the package reads them, as far as gates care."""
    none = np.zeros(0)
    return Graph(
        lat=lanes.among.lat, lon=lanes.among.lon, country=none.astype(np.uint8), component=none.astype(np.uint16),
        countries=(), u=lanes.u, v=lanes.v, km=lanes.km, inferred=none.astype(bool), first=lanes.first,
        stop_lat=lanes.lat, stop_lon=lanes.lon, stop_share=none,
    )  # fmt: skip


def shaped(lanes: Lanes) -> tuple[Raw, Chains]:
    """Lanes as points and the chains over them."""
    among, size = lanes.among, len(lanes.among.lat)
    stops = np.arange(len(lanes.lat)) + size
    parts = np.diff(lanes.first)
    share = (np.arange(len(lanes.lat)) - np.repeat(lanes.first[:-1], parts)) / np.repeat(parts - 1, parts)
    stops[lanes.first[:-1]], stops[lanes.first[1:] - 1] = lanes.u, lanes.v
    none = np.zeros(0, np.int64)
    lat, lon = np.concatenate([among.lat, lanes.lat]), np.concatenate([among.lon, lanes.lon])
    sure = np.zeros(len(lanes.km), bool)
    return Raw(lat, lon, none, none, np.zeros(0), sure[:0]), Chains(stops, lanes.first, share, lanes.km, sure)
