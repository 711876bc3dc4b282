"""Where the lines of a network cross the border of two countries."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo import territory
from geo.journey import Crossing, Point
from geo.network.artefact import Graph
from geo.network.sphere import haversine_km

# Lines closer to each other than this at the border count as one crossing: tracks side by side, and the sidings of a
# border station. Two bridges of one town can be nearer than that, which has to be said. Ours.
ONE_CROSSING_KM = 10.0
_STEP_KM = 1.0  # between the positions at which a line is asked in which country it is: as exact as the borders' lines


def crossings(graph: Graph, one: str, other: str) -> tuple[Crossing, ...]:
    """The crossings of a border, from south to north, lines up to `ONE_CROSSING_KM` apart as one."""
    codes = np.array(graph.countries)[graph.country]
    start, end = codes[graph.u], codes[graph.v]
    edges = np.flatnonzero(((start == one) & (end == other)) | ((start == other) & (end == one))).tolist()
    found = sorted(Crossing(_border_point(graph, edge), bool(graph.inferred[edge])) for edge in edges)
    groups: list[list[Crossing]] = []
    for crossing in found:
        near = [group for group in groups if any(_apart_km(crossing, known) <= ONE_CROSSING_KM for known in group)]
        groups = [group for group in groups if group not in near]
        groups.append([crossing, *(known for group in near for known in group)])
    return tuple(sorted(map(_together, groups)))


def _border_point(graph: Graph, edge: int) -> Point:
    """Halfway from where an edge is last in one country to where it is first in the other, or else of all of it."""
    lat, lon, share = graph.line(edge)
    at = np.linspace(0.0, 1.0, int(graph.km[edge] / _STEP_KM) + 3)
    codes = territory.load().countries_at(np.interp(at, share, lat), np.interp(at, share, lon))
    start, end = (graph.countries[graph.country[ends[edge]]] for ends in (graph.u, graph.v))
    here, there = np.flatnonzero(codes == start), np.flatnonzero(codes == end)
    left, entered = (int(here[-1]), int(there[0])) if len(here) and len(there) else (0, len(at) - 1)
    middle = float(at[left] + at[entered]) / 2
    return Point(float(np.interp(middle, share, lat)), float(np.interp(middle, share, lon)))


def _together(group: Sequence[Crossing]) -> Crossing:
    """One of several lines, one that data show where there is one."""
    return min(group, key=lambda crossing: (crossing.inferred, crossing))


def _apart_km(one: Crossing, other: Crossing) -> float:
    return float(haversine_km(one.at.lat, one.at.lon, other.at.lat, other.at.lon))
