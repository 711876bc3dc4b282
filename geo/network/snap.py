"""The points of a network nearest to a place."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from geo.journey import Point
from geo.network.artefact import Graph
from geo.network.sphere import KM_PER_DEGREE, Floats, Ints, haversine_km

_BLOCK = 64  # stops to a box; our estimate, from trying 32 to 512
_RADII_KM = (3.0, 12.0, 50.0, 200.0)  # a place farther than the last from any line is not on this network
_HOME_KM = 50.0  # how far to look for a line in the place's own country where nearer ones lie across a border
MOST = 24


@dataclass(frozen=True, slots=True)
class Snap:
    """A point on an edge, at `share` of its length from its start, `off_km` away from the place asked for.

    `abroad` is whether it lies in another country than the place: nobody boards a train across the border.
    """

    edge: int
    share: float
    off_km: float
    point: Point
    abroad: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Boxes:
    """The stops of a graph in runs of `_BLOCK`, each with the box of the segments that start in it."""

    south: Floats
    north: Floats
    west: Floats
    east: Floats


def boxes(graph: Graph) -> Boxes:
    """The boxes of a graph."""
    return Boxes(
        _over(np.minimum, graph.stop_lat),
        _over(np.maximum, graph.stop_lat),
        _over(np.minimum, graph.stop_lon),
        _over(np.maximum, graph.stop_lon),
    )


def _over(extreme: np.ufunc, values: Floats) -> Floats:
    """The extreme of each run and of the value after it."""
    starts = np.arange(0, len(values), _BLOCK)
    inside = extreme.reduceat(values, starts)
    return np.asarray(extreme(inside, values[np.minimum(starts + _BLOCK, len(values) - 1)]))


def snaps(
    graph: Graph, index: Boxes, place: Point, spread_km: float, country: str | None = None, most: int = MOST
) -> tuple[Snap, ...]:
    """The points of the network that `place` may mean, nearest first; none where the network is 200 km away or more.

    They are the nearest point of each edge at most `spread_km` farther than the nearest of all, and of each component
    and country around, since a nearer line may be a stub, or lie across a border; `most` of each at most. `country` is
    the place's own.
    """
    home = graph.countries.index(country) if country in graph.countries else None
    for radius_km in _RADII_KM:
        found = _within(graph, index, place, radius_km, most)
        at_home = home is None or radius_km >= _HOME_KM or not all(_abroad(graph, snap, home) for snap in found)
        if found and at_home and (found[0].off_km + spread_km <= radius_km or radius_km == _RADII_KM[-1]):
            return tuple(_placed(graph, snap, home) for snap in _choice(graph, found, spread_km, most))
    return ()


def _placed(graph: Graph, snap: Snap, home: int | None) -> Snap:
    return replace(snap, abroad=True) if _abroad(graph, snap, home) else snap


def _abroad(graph: Graph, snap: Snap, home: int | None) -> bool:
    """Whether the edge lies in other countries; one that leads over the border is at home on both sides."""
    return home is not None and home not in (graph.country[graph.u[snap.edge]], graph.country[graph.v[snap.edge]])


def _choice(graph: Graph, found: list[Snap], spread_km: float, most: int) -> tuple[Snap, ...]:
    near = sum(snap.off_km <= found[0].off_km + spread_km for snap in found[:most])
    edges, shares = np.array([snap.edge for snap in found]), np.array([snap.share for snap in found])
    nodes = np.where(shares < 0.5, graph.u[edges], graph.v[edges])
    kinds = graph.component[nodes].astype(np.int64) * len(graph.countries) + graph.country[nodes]
    _, first = np.unique(kinds, return_index=True)
    return (*found[:near], *(found[number] for number in np.sort(first)[:most].tolist() if number >= near))


def _within(graph: Graph, index: Boxes, place: Point, radius_km: float, most: int) -> list[Snap]:
    """The nearest point of every edge within a radius, nearest first."""
    turns = [0.0] if abs(place.lon) < 170 else [0.0, -360.0 if place.lon > 0 else 360.0]
    best: dict[int, Snap] = {}
    for turn in turns:
        for snap in _near(graph, index, Point(place.lat, place.lon + turn), radius_km, most):
            if snap.edge not in best or snap.off_km < best[snap.edge].off_km:
                best[snap.edge] = snap
    return sorted(best.values(), key=lambda snap: (snap.off_km, snap.edge))


def _near(graph: Graph, index: Boxes, place: Point, radius_km: float, most: int) -> list[Snap]:
    starts = _segments(graph, index, place, radius_km)
    if not len(starts):
        return []
    lat, lon, part = _nearest_points(graph, starts, place)
    off = haversine_km(lat, lon, place.lat, place.lon)
    order = np.argsort(off, kind="stable")
    order = order[off[order] <= radius_km]
    edges = np.searchsorted(graph.first, starts[order], side="right") - 1
    _, firsts = np.unique(edges, return_index=True)
    firsts = np.sort(firsts)[: 8 * most]
    chosen = order[firsts]
    shares = _shares(graph, starts[chosen], part[chosen])
    points = map(Point, lat[chosen].tolist(), lon[chosen].tolist())
    return list(map(Snap, edges[firsts].tolist(), shares.tolist(), off[chosen].tolist(), points))


def _segments(graph: Graph, index: Boxes, place: Point, radius_km: float) -> Ints:
    """The first stops of the segments whose box comes within the radius."""
    up = radius_km / KM_PER_DEGREE
    across = up / max(np.cos(np.radians(min(abs(place.lat) + up, 89.9))), 1e-3)
    south, north, west, east = place.lat - up, place.lat + up, place.lon - across, place.lon + across
    hit = (index.south <= north) & (index.north >= south) & (index.west <= east) & (index.east >= west)
    starts = (np.flatnonzero(hit)[:, None] * _BLOCK + np.arange(_BLOCK)).ravel()
    starts = starts[starts < len(graph.stop_lat) - 1]
    lat, lon = graph.stop_lat[starts], graph.stop_lon[starts]
    lat2, lon2 = graph.stop_lat[starts + 1], graph.stop_lon[starts + 1]
    near = (np.minimum(lat, lat2) <= north) & (np.maximum(lat, lat2) >= south)
    near &= (np.minimum(lon, lon2) <= east) & (np.maximum(lon, lon2) >= west)
    starts = starts[near]
    return np.asarray(starts[graph.first[np.searchsorted(graph.first, starts, side="right")] != starts + 1])


def _nearest_points(graph: Graph, starts: Ints, place: Point) -> tuple[Floats, Floats, Floats]:
    """The nearest point of each segment on a plane that touches the Earth at `place`, and its share of the segment."""
    narrow = np.cos(np.radians(place.lat))
    x, y = (graph.stop_lon[starts] - place.lon) * narrow, graph.stop_lat[starts] - place.lat
    dx = (graph.stop_lon[starts + 1] - graph.stop_lon[starts]) * narrow
    dy = graph.stop_lat[starts + 1] - graph.stop_lat[starts]
    part = np.clip(-(x * dx + y * dy) / np.maximum(dx * dx + dy * dy, 1e-18), 0.0, 1.0)
    return place.lat + y + part * dy, place.lon + (x + part * dx) / narrow, part


def _shares(graph: Graph, segments: Ints, part: Floats) -> Floats:
    """How much of an edge's length lies before points `part` of the way along the segments that start at stops."""
    before, after = graph.stop_share[segments], graph.stop_share[segments + 1]
    return np.asarray(before + part * (after - before))
