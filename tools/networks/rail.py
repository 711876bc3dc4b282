"""The railways' own part of the making: known lines in, false joins out, main lines marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from geo.network.make.contract import components
from geo.network.make.raw import Floats, Ints, Raw, geodesic_km, matrix, simple
from geo.network.sphere import haversine_km, xyz
from tools.networks.cities import places, with_wanted
from tools.networks.known import FALSE, LINES

USAGES = ("", "main", "international")
_COURSES = {"trunks.txt": "main", "abroad.txt": "international"}  # a line of both is of the latter
_CITIES_FROM = 20_000  # inhabitants: a gap near smaller towns costs a train more than a car; our estimate
_FALSE_KM = 3.0
_KNOWN_TIMES = 1.02  # a line between two stations near each other is hardly longer than their distance; our estimate
_JOINED_KM = 8.0  # an end of a known line farther than this from every line is an end indeed
_INFERRED_TIMES = 4.0  # a course is along lines that data show, unless that is so much longer; our estimate
_LONGEST_KM = 2500.0  # between two stops of a main line
_OF_LARGEST = 0.1
_POSITION = re.compile(r"\((-?[\d.]+) (-?[\d.]+)\)")


def mended(raw: Raw) -> Raw:
    """The network without the joins known to be false, and with those that cities miss and those we know."""
    return simple(_with_lines(with_wanted(_without_false(raw), _CITIES_FROM)))


def with_main_lines(raw: Raw) -> Raw:
    """The kind of each edge as a place in `USAGES`, for those on the shortest way from stop to stop of a course."""
    graph = matrix(replace(raw, km=np.where(raw.inferred, _INFERRED_TIMES * raw.km, raw.km)))
    labels = components(len(raw.lat), raw.u, raw.v)
    edge = {(u, v): number for number, (u, v) in enumerate(zip(raw.u.tolist(), raw.v.tolist(), strict=True))}
    kind = np.zeros(len(raw.u), np.int64)
    for name, course, usage in courses():
        for start, end in pairwise(_nodes(raw, labels, np.array(list(_stops(course)))).tolist()):
            _, before = dijkstra(graph, indices=start, return_predecessors=True, limit=_LONGEST_KM)
            way = list(_way(before, end))
            if not way:
                print(f"main line {name}: no way from {_shown(raw, start)} to {_shown(raw, end)}")
            kind[[edge[min(a, b), max(a, b)] for a, b in pairwise(way)]] = USAGES.index(usage)
    return replace(raw, kind=kind)


def courses() -> Iterator[tuple[str, str, str]]:
    """The lines of `trunks.txt` and `abroad.txt`: their names, their stops and what they are used for."""
    for file, usage in _COURSES.items():
        text = Path(__file__).with_name(file).read_text(encoding="utf-8")
        for block in text.split("\n\n")[1:]:
            name, *lines = block.strip().splitlines()
            yield name, " ".join(line.strip() for line in lines), usage


def _nodes(raw: Raw, labels: Ints, places: Floats) -> Ints:
    """The node of each stop: the nearest of the component that is nearest to them all."""
    tree = cKDTree(xyz(raw.lat, raw.lon))
    vectors = xyz(places[:, 0], places[:, 1])
    tried = {int(label) for label in labels[tree.query(vectors)[1]]}
    members = [np.flatnonzero(labels == label) for label in sorted(tried)]
    found = [(cKDTree(xyz(raw.lat[nodes], raw.lon[nodes])).query(vectors), nodes) for nodes in members]
    (_, nearest), nodes = min(found, key=lambda one: float(one[0][0].sum()))
    return np.asarray(nodes[nearest])


def _shown(raw: Raw, node: int) -> str:
    return f"{raw.lat[node]}, {raw.lon[node]}"


def _way(before: Ints, end: int) -> Iterator[int]:
    if before[end] < 0:
        return
    yield end
    while (end := int(before[end])) >= 0:
        yield end


def _stops(course: str) -> Iterator[tuple[float, float]]:
    country, before = "", None
    for stop in course.split(", "):
        code, _, name = stop.rpartition(": ")
        country = code or country
        given = _POSITION.search(name)
        before = (float(given[1]), float(given[2])) if given else _city(name, country, before)
        yield before


def _city(name: str, country: str, near: tuple[float, float] | None) -> tuple[float, float]:
    """The place of a name in a country that is nearest to the stop before; hamlets do not count beside towns."""
    named = _named(country).get(name)
    if not named:
        raise ValueError(f"no place in {country} is called {name}")
    most = max(city["population"] for city in named)
    fit = [city for city in named if city["population"] >= most * (_OF_LARGEST if near else 1.0)]
    places = [(city["latitude"], city["longitude"]) for city in sorted(fit, key=lambda city: city["geonameid"])]
    return (
        min(places, key=lambda place: float(haversine_km(place[0], place[1], near[0], near[1]))) if near else places[0]
    )


@cache
def _named(country: str) -> dict[str, list[dict[str, Any]]]:
    """The places of a country by each of their names."""
    found: dict[str, list[dict[str, Any]]] = {}
    for city in places():
        if city["countrycode"] == country:
            for name in {city["name"], *city["alternatenames"]}:
                found.setdefault(name, []).append(city)
    return found


def _without_false(raw: Raw) -> Raw:
    wrong = np.zeros(len(raw.u), bool)
    for _, start, end in FALSE:
        for one, other in ((start, end), (end, start)):
            here = haversine_km(raw.lat[raw.u], raw.lon[raw.u], *one) < _FALSE_KM
            wrong |= here & (haversine_km(raw.lat[raw.v], raw.lon[raw.v], *other) < _FALSE_KM)
    kept = ~(wrong & raw.inferred)
    return replace(raw, u=raw.u[kept], v=raw.v[kept], km=raw.km[kept], inferred=raw.inferred[kept])


def _with_lines(raw: Raw) -> Raw:
    """Known lines, joined to the nodes nearest to their ends where there are any; stations are nodes of their own."""
    for _, positions in LINES:
        lat, lon = np.array(positions).T
        km, nearest = cKDTree(xyz(raw.lat, raw.lon)).query(xyz(lat, lon))
        joined = (km < _JOINED_KM) & ((np.arange(len(lat)) == 0) | (np.arange(len(lat)) == len(lat) - 1))
        stops = np.where(joined, nearest, len(raw.lat) + np.cumsum(~joined) - 1)
        raw = replace(raw, lat=np.append(raw.lat, lat[~joined]), lon=np.append(raw.lon, lon[~joined]))
        u, v = stops[:-1], stops[1:]
        km = geodesic_km(raw.lat[u], raw.lon[u], raw.lat[v], raw.lon[v]) * _KNOWN_TIMES
        raw = raw.with_edges(u, v, km, inferred=True)
    return raw
