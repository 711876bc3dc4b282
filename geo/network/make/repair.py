"""Gaps joined: dead ends that stop short of a line they plainly belong to.

The source drops short stretches: station throats, border bridges, links between two maps it was pieced from. Four
kinds of gap are closed, each by one edge marked as inferred:

touching   an end that stops within 300 m of a line it is far from by rail
facing     an end that points at a line up to 3 km away, or 12 where the way round is over 400
bridging   two ends that point at each other over up to 55 km, neither having a nearer partner
adjacent   a component all of whose ends stop short of another it comes within 3 km of

A gap is closed only where the way round on the network is far longer: a dead end beside its own main line stays one.
Termini side by side in one city point at the city, not at each other, so the angle keeps them apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from geo.network.make.contract import components
from geo.network.make.raw import Floats, Ints, Raw, geodesic_km, matrix, simple
from geo.network.sphere import xyz

_TOUCHING_KM = 0.3
_FACING_KM = 3.0
_FAR_FACING_KM = 12.0  # where the way round is so long
_FAR_ROUND_KM = 400.0  # that something must be missing
_BRIDGING_KM = 55.0
_WAY_ROUND = 4.0  # times the gap, and
_WAY_ROUND_KM = 2.0  # km more than it
_PLAIN = 20.0  # a way round this many times the gap leaves no doubt that a stretch is missing
_TURN_ABOUT_DEG = 85.0
_SAME_WAY = 0.92  # the mean of unit vectors within some 25° of each other is at least this long
_SAMPLE_KM = 0.25
_TRUE_CHORD = 1.05  # a line this little longer than its chord runs near it
# Length over chord of railways between junctions, by length of chord: docs/experiments/circuity_by_length.py.
_WINDING = ((0.3, 0.7, 1.5, 3.5, 7.5, 20.0, 60.0), (1.0, 1.02, 1.023, 1.04, 1.07, 1.11, 1.145))
_BACK_KM = 1.0  # how far back from an end its direction is read


@dataclass(frozen=True, slots=True)
class Limits:
    """How far ends reach for lines and for each other, and how often they look."""

    facing_km: float
    bridging_km: float
    rounds: int


LIMITS = {"rail": Limits(_FAR_FACING_KM, _BRIDGING_KM, 2), "road": Limits(0.5, 20.0, 1)}


@dataclass(frozen=True, slots=True)
class Join:
    """An end and the point of an edge it is joined to, `part` of the way along it."""

    end: int
    edge: int
    part: float
    km: float


def repaired(raw: Raw, mode: str) -> Raw:
    """The network with its gaps joined by inferred edges, the report of which is printed by the caller."""
    limits = LIMITS[mode]
    for _ in range(limits.rounds):  # an end joined may be where another end looked
        raw = joined(raw, list(_joins(raw, limits.facing_km)))
    for _ in range(2):  # an end whose partner was taken may have another
        raw = simple(bridged(raw, limits.bridging_km))
    raw = neighbours_joined(raw, min(limits.facing_km, _FACING_KM))
    return simple(raw)


def joined(raw: Raw, joins: list[Join]) -> Raw:
    """Each join made: the edge is cut at its point, unless that is an end of it, and an inferred edge leads there."""
    cuts: dict[int, list[tuple[float, int]]] = {}
    lat, lon, u, v, km = list(raw.lat), list(raw.lon), [], [], []
    for join in joins:
        start, end = int(raw.u[join.edge]), int(raw.v[join.edge])
        target = start if join.part <= 0 else end
        if 0 < join.part < 1:
            target = len(lat)
            lat.append(raw.lat[start] + join.part * (raw.lat[end] - raw.lat[start]))
            lon.append(raw.lon[start] + join.part * (raw.lon[end] - raw.lon[start]))
            cuts.setdefault(join.edge, []).append((join.part, target))
        u.append(join.end)
        v.append(target)
        km.append(join.km)
    whole = replace(raw, lat=np.array(lat), lon=np.array(lon))
    cut = _cut(whole, cuts)
    return cut.with_edges(np.array(u, int), np.array(v, int), np.array(km), inferred=True)


def _cut(raw: Raw, cuts: dict[int, list[tuple[float, int]]]) -> Raw:
    kept = np.ones(len(raw.u), bool)
    kept[list(cuts)] = False
    u, v, km = [], [], []
    for edge, points in cuts.items():
        stops = [(0.0, int(raw.u[edge])), *sorted(points), (1.0, int(raw.v[edge]))]
        for (part, start), (part2, end) in pairwise(stops):
            u.append(start)
            v.append(end)
            km.append(raw.km[edge] * (part2 - part))
    rest = replace(raw, u=raw.u[kept], v=raw.v[kept], km=raw.km[kept], inferred=raw.inferred[kept])
    return rest.with_edges(np.array(u, int), np.array(v, int), np.array(km), inferred=False)


def bridged(raw: Raw, longest_km: float) -> Raw:
    """Ends that point at each other joined, the nearest first, each once."""
    ends, ahead = _ends(raw)
    graph = matrix(raw)
    pairs = sorted(cKDTree(xyz(raw.lat[ends], raw.lon[ends])).query_pairs(longest_km))
    a, b = (np.array([pair[side] for pair in pairs], int) for side in (0, 1))
    gap = geodesic_km(raw.lat[ends[a]], raw.lon[ends[a]], raw.lat[ends[b]], raw.lon[ends[b]])
    turn = np.maximum(
        _turn_deg(raw, ends[a], ahead[a], ends[b]),
        _turn_deg(raw, ends[b], ahead[b], ends[a]),
    )
    facing = turn <= _TURN_ABOUT_DEG
    taken: set[int] = set()
    made = []
    for i in np.flatnonzero(facing)[np.argsort(gap[facing], kind="stable")].tolist():
        if a[i] in taken or b[i] in taken:
            continue
        round_km = dijkstra(graph, indices=ends[a[i]], limit=_PLAIN * gap[i] + _WAY_ROUND_KM)[ends[b[i]]]
        if round_km >= max(_WAY_ROUND * gap[i], gap[i] + _WAY_ROUND_KM) and turn[i] <= _widest_deg(gap[i], round_km):
            taken |= {int(a[i]), int(b[i])}
            made.append(i)
    return with_inferred(raw, ends[a[made]], ends[b[made]])


def neighbours_joined(raw: Raw, reach_km: float) -> Raw:
    """Each component that comes within reach of another joined to it once, where they are nearest."""
    labels = components(len(raw.lat), raw.u, raw.v)
    tree = cKDTree(xyz(raw.lat, raw.lon))
    small = np.flatnonzero(labels > 0)
    near = tree.query_ball_point(tree.data[small], reach_km)
    pairs = np.array(
        [(a, b) for a, others in zip(small.tolist(), near, strict=True) for b in others if labels[a] != labels[b]], int
    ).reshape(-1, 2)
    u, v = pairs.T
    gap = geodesic_km(raw.lat[u], raw.lon[u], raw.lat[v], raw.lon[v])
    nearest: dict[tuple[int, int], int] = {}
    for i in np.argsort(gap, kind="stable").tolist():
        ends = sorted((int(labels[u[i]]), int(labels[v[i]])))
        nearest.setdefault((ends[0], ends[1]), i)
    chosen = list(nearest.values())
    u, v = u[chosen], v[chosen]
    return with_inferred(raw, u, v)


def with_inferred(raw: Raw, u: Ints, v: Ints) -> Raw:
    """Inferred edges, as long as lines with such a chord are in the source."""
    chord = geodesic_km(raw.lat[u], raw.lon[u], raw.lat[v], raw.lon[v])
    return raw.with_edges(u, v, chord * np.interp(chord, *_WINDING), inferred=True)


def _joins(raw: Raw, reach_km: float) -> Iterator[Join]:
    """For each end, the nearest point of a line that it touches or faces and is far from by rail."""
    ends, ahead = _ends(raw)
    edge, part, lat, lon = _samples(raw)
    tree, graph = cKDTree(xyz(lat, lon)), matrix(raw)
    near = tree.query_ball_point(xyz(raw.lat[ends], raw.lon[ends]), reach_km, return_sorted=True)
    done: set[tuple[int, int]] = set()
    for end, direction, found in zip(ends.tolist(), ahead, near, strict=True):
        places = np.array(found, int)
        here = np.full(len(places), raw.lat[end]), np.full(len(places), raw.lon[end])
        gap = geodesic_km(*here, lat[places], lon[places])
        turn = _angles(direction, _toward(raw.lat[end], raw.lon[end], lat[places], lon[places]))
        faced = (gap <= _TOUCHING_KM) | (turn <= np.interp(gap, [0.3, 1.0, 3.0, 12.0], [90.0, 60.0, 45.0, 45.0]))
        faced &= (raw.u[edge[places]] != end) & (raw.v[edge[places]] != end)
        places, gap = places[faced], gap[faced]
        if not len(places):
            continue
        cost = dijkstra(graph, indices=end, limit=_needed(gap.max()))
        way = np.minimum(
            cost[raw.u[edge[places]]] + part[places] * raw.km[edge[places]],
            cost[raw.v[edge[places]]] + (1 - part[places]) * raw.km[edge[places]],
        )
        far = way >= _needed(gap)
        if far.any():
            best = np.flatnonzero(far)[np.argmin(gap[far])]
            choice = Join(end, int(edge[places[best]]), float(part[places[best]]), float(gap[best]))
            target = int(raw.u[choice.edge]) if choice.part <= 0 else int(raw.v[choice.edge])
            if choice.part in {0.0, 1.0} and (target, end) in done:
                continue  # two ends that chose each other
            done.add((end, target))
            yield choice


def _widest_deg(gap_km: float, round_km: float) -> float:
    """The sharpest turn believed: the longer the way round for its gap, the plainer that something is missing."""
    base = float(np.interp(gap_km, [0.3, 1.0, 10.0, _BRIDGING_KM], [180.0, 70.0, 45.0, 25.0]))
    plain = float(np.interp(round_km / max(gap_km, 0.1), [_WAY_ROUND, _PLAIN], [1.0, 2.2]))
    return min(base * plain, _TURN_ABOUT_DEG)


def _needed(gap_km: Floats) -> Floats:
    """How long the way round a gap must be for a line to be missing there."""
    short = np.maximum(_WAY_ROUND * gap_km, gap_km + _WAY_ROUND_KM)
    return np.where(gap_km <= _FACING_KM, short, np.maximum(_PLAIN * gap_km, _FAR_ROUND_KM))


def _samples(raw: Raw) -> tuple[Ints, Floats, Floats, Floats]:
    """Points along the edges: the edge, the share of the way along it, latitude, longitude.

    An edge much longer than its chord may run anywhere, so only its ends are known.
    """
    chord = raw.chords_km()
    count = np.where(raw.km <= _TRUE_CHORD * chord + 0.2, np.ceil(chord / _SAMPLE_KM), 1)
    count = np.maximum(count, 1).astype(int)
    edge = np.repeat(np.arange(len(count)), count + 1)
    place = np.arange(len(edge)) - np.repeat(np.cumsum(count + 1) - (count + 1), count + 1)
    part = place / count[edge]
    u, v = raw.u[edge], raw.v[edge]
    return edge, part, raw.lat[u] + part * (raw.lat[v] - raw.lat[u]), raw.lon[u] + part * (raw.lon[v] - raw.lon[u])


def _ends(raw: Raw) -> tuple[Ints, Floats]:
    """The dead ends and the unit vectors (east, north) in which they point.

    A dead end is a node all of whose edges leave it the same way: one edge, or the tracks of a line that was cut.
    """
    start, end = np.concatenate([raw.u, raw.v]), np.concatenate([raw.v, raw.u])
    away = _toward(raw.lat[start], raw.lon[start], raw.lat[end], raw.lon[end])
    degree = np.bincount(start, minlength=len(raw.lat))
    mean = np.column_stack([np.bincount(start, away[:, axis], minlength=len(degree)) for axis in (0, 1)])
    mean = np.asarray(mean / np.maximum(degree, 1)[:, None], np.float64)
    ends = np.flatnonzero((degree == 1) | ((degree > 1) & (np.linalg.norm(mean, axis=1) >= _SAME_WAY)))
    back = _back(raw, ends[degree[ends] == 1])
    ahead = -mean[ends]
    single = degree[ends] == 1
    ahead[single] = -_toward(raw.lat[ends[single]], raw.lon[ends[single]], raw.lat[back], raw.lon[back])
    return ends, ahead / np.linalg.norm(ahead, axis=1, keepdims=True)


def _back(raw: Raw, ends: Ints) -> Ints:
    """The nodes some way behind each dead end, or the first junction."""
    near: dict[int, list[tuple[int, float]]] = {}
    for u, v, km in zip(raw.u.tolist(), raw.v.tolist(), raw.km.tolist(), strict=True):
        near.setdefault(u, []).append((v, km))
        near.setdefault(v, []).append((u, km))
    back = []
    for end in ends.tolist():
        node, before, km = end, -1, 0.0
        while km < _BACK_KM:
            onward = [step for step in near[node] if step[0] != before]
            if len(onward) != 1:
                break
            node, before, km = onward[0][0], node, km + onward[0][1]
        back.append(node)
    return np.array(back, int)


def _toward(lat: Floats, lon: Floats, lat2: Floats, lon2: Floats) -> Floats:
    """Unit vectors (east, north) from positions to others."""
    vector = np.column_stack([((lon2 - lon + 180) % 360 - 180) * np.cos(np.radians(lat)), lat2 - lat])
    return np.asarray(vector / np.maximum(np.linalg.norm(vector, axis=1, keepdims=True), 1e-12))


def _angles(one: Floats, others: Floats) -> Floats:
    return np.asarray(np.degrees(np.arccos(np.clip((others * one).sum(axis=-1), -1, 1))))


def _turn_deg(raw: Raw, start: Ints, ahead: Floats, end: Ints) -> Floats:
    return _angles(ahead, _toward(raw.lat[start], raw.lon[start], raw.lat[end], raw.lon[end]))
