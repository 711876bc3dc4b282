"""The ways of an OpenStreetMap extract made a network: cut where they meet, measured exactly, drawn lightly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from geo.network.make.extract import Positions, Ways
from geo.network.make.raw import Bools, Floats, Ints, Raw, geodesic_km

_TOLERANCE_KM = 0.02  # how far a drawn line may stray from the mapped one; our choice, below what a map of a leg shows
_MILESTONE_KM = 5.0  # a straight line keeps a point this often, so that it knows which countries it is in; our choice
_KM_PER_DEGREE = 111.2
_PER_ROW = 3_600_000_001  # longitudes of 1e-7 degrees there are, so that a row and a column make one number


@dataclass(frozen=True, slots=True, eq=False)
class _Course:
    """All ways one after the other as points passed: `on[i]` says whether one gets from `i` to `i + 1` on a way."""

    lat: Floats
    lon: Floats
    node: Ints
    way: Ints
    on: Bools


def network(ways: Ways, positions: Positions) -> Raw:
    """The network of the ways, `kind` of an edge being the number of its way's.

    Nodes at one position are one node. Where the extract lacks a node, the way ends before it and goes on after it.
    Lengths are those of the ways as mapped, on WGS84; between junctions a line keeps the points that it needs to be
    right to within 20 m.
    """
    course = _course(ways, positions)
    km = _km(course)
    starts, ends = _sections(course, km)
    passed, section = _simplified(course, starts, ends)
    along = np.flatnonzero(section[1:] == section[:-1])
    one, other = passed[along], passed[along + 1]
    return Raw(
        course.lat,
        course.lon,
        course.node[one],
        course.node[other],
        km[other] - km[one],
        np.zeros(len(one), bool),
        course.way[one],
    )


def incomplete(ways: Ways, positions: Positions) -> int:
    """How many ways lack some of their nodes, as they do where an extract was clipped."""
    _, known = positions.of(ways.ref)
    return len(np.unique(ways.way[~known]))


def _course(ways: Ways, positions: Positions) -> _Course:
    lon_e7 = np.where(positions.lon_e7 == -1_800_000_000, 1_800_000_000, positions.lon_e7)  # one meridian, two names
    row, column = positions.lat_e7 + 900_000_000, lon_e7 + 1_800_000_000
    places, number = np.unique(row * _PER_ROW + column, return_inverse=True)
    place, known = positions.of(ways.ref)
    node = np.full(len(ways.ref), -1)
    node[known] = number[place[known]]
    again = np.zeros(len(node), bool)
    again[1:] = (node[1:] == node[:-1]) & (ways.way[1:] == ways.way[:-1])
    node, way = node[~again], ways.way[~again]
    on = (way[1:] == way[:-1]) & (node[1:] >= 0) & (node[:-1] >= 0)
    lat = (places // _PER_ROW - 900_000_000) / 1e7
    return _Course(lat, (places % _PER_ROW - 1_800_000_000) / 1e7, node, way, np.append(on, False))


def _sections(course: _Course, km: Floats) -> tuple[Ints, Ints]:
    """Where the ways are cut: the first and the last point of each stretch between junctions or milestones."""
    here = course.node >= 0
    joint = np.zeros(len(here), bool)
    joint[here] = np.bincount(course.node[here])[course.node[here]] > 1
    joint |= np.diff(np.floor(km / _MILESTONE_KM), prepend=0) > 0
    arriving = np.concatenate([[False], course.on[:-1]]) if len(here) else course.on
    at = np.flatnonzero(here & (joint | ~arriving | ~course.on))
    leaving = np.flatnonzero(course.on[at])
    return at[leaving], at[leaving + 1]


def _simplified(course: _Course, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """The points of each stretch that its line needs (Douglas and Peucker's), and the stretch that each is on.

    Each point takes its number along as its height, since that is how it comes back.
    """
    sizes = ends - starts + 1
    section = np.repeat(np.arange(len(sizes)), sizes)
    point = np.arange(sizes.sum()) + np.repeat(starts - np.cumsum(sizes) + sizes, sizes)
    lat, east = course.lat[course.node], _eastward(course)
    narrow = np.cos(np.radians(lat[starts]))[section]
    x, y = (east[point] - east[starts][section]) * narrow, lat[point]
    lines = shapely.linestrings(np.column_stack([x * _KM_PER_DEGREE, y * _KM_PER_DEGREE, point]), indices=section)
    kept = shapely.simplify(lines, _TOLERANCE_KM, preserve_topology=False)
    stops, line = shapely.get_coordinates(kept, include_z=True, return_index=True)
    return np.rint(stops[:, 2]).astype(np.int64), line


def _eastward(course: _Course) -> Floats:
    """Degrees gone to the east since the first point: what longitudes are without the antimeridian."""
    lon = course.lon[course.node]
    steps = (np.diff(lon) + 180) % 360 - 180
    return np.concatenate([[0.0], np.cumsum(steps * course.on[:-1])])


def _km(course: _Course) -> Floats:
    """Kilometres gone on ways since the first point."""
    at = np.flatnonzero(course.on)
    one, other = course.node[at], course.node[at + 1]
    steps = np.zeros(len(course.node))
    steps[at + 1] = geodesic_km(course.lat[one], course.lon[one], course.lat[other], course.lon[other])
    return np.cumsum(steps)
