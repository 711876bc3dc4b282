"""Our copy of the world: land, borders, water, countries and towns, as `tools/build_basemap.py` lays them down."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from geo.errors import DataError, Fault

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Shapes = NDArray[np.object_]

UNITS_PER_DEGREE = 1000
POLAR_DEG = 85.0  # Web Mercator ends at 85.05°
RAILS = "rails"
TONGUES = ("ko", "ru", "own")  # beside English: Korean, Russian, and the language of the country itself
_ARTEFACT = "basemap.npz"


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of the world in degrees; `west` and `east` may pass ±180."""

    south: float
    west: float
    north: float
    east: float

    @property
    def extent_deg(self) -> float:
        """The longer of its sides."""
        return max(self.north - self.south, self.east - self.west)

    def grown(self, margin_deg: float) -> Box:
        """The box with a margin on every side, cut where Web Mercator ends."""
        south, north = max(self.south - margin_deg, -POLAR_DEG), min(self.north + margin_deg, POLAR_DEG)
        return Box(south, self.west - margin_deg, north, self.east + margin_deg)

    def widened(self, ratio: float) -> Box:
        """The box grown to fill a screen `ratio` times as wide as high, and one a little higher than wide."""
        middle_lat = (self.south + self.north) / 2
        squash = math.cos(math.radians(middle_lat))
        height, width = self.north - self.south, (self.east - self.west) * squash
        add_lat = max(0.0, width * 1.2 - height) / 2
        add_lon = min(180.0, max(0.0, height * ratio - width) / squash / 2)
        south, north = max(self.south - add_lat, -POLAR_DEG), min(self.north + add_lat, POLAR_DEG)
        return Box(south, self.west - add_lon, north, self.east + add_lon)

    def around(self, hole: Box) -> tuple[Box, ...]:
        """What is left of the box beside a smaller one within it, as at most four boxes."""
        sides = (
            Box(self.south, self.west, self.north, hole.west),
            Box(self.south, hole.east, self.north, self.east),
            Box(self.south, hole.west, hole.south, hole.east),
            Box(hole.north, hole.west, self.north, hole.east),
        )
        return tuple(side for side in sides if side.west < side.east and side.south < side.north)

    def turned(self, by_deg: float) -> Box:
        """The box further east."""
        return Box(self.south, self.west + by_deg, self.north, self.east + by_deg)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Its sides in shapely's order."""
        return self.west, self.south, self.east, self.north


@dataclass(frozen=True, slots=True)
class Towns:
    """Towns by falling population; positions in degrees, x east, y north.

    `other_names` has for each of `TONGUES` a name of each town, "" where there is none but that in English.
    """

    xy: NDArray[np.float64]
    populations: NDArray[np.int64]
    names: NDArray[np.object_]
    other_names: Mapping[str, tuple[str, ...]]


def pieces(name: str, box: Box, tolerance_deg: float) -> Shapes:
    """What of a layer lies in the box, cut to it and simplified; longitudes are those of the box."""
    return named_pieces(name, box, tolerance_deg)[0]


def thinned(lines: Shapes, grid: float) -> Shapes:
    """Lines on a grid, in whatever unit they are in: those that fall together are one, and what is short is none."""
    import numpy as np  # noqa: PLC0415 — heavy: only maps need it
    import shapely  # noqa: PLC0415 — as above

    xy, line = shapely.get_coordinates(lines, return_index=True)
    nodes = np.rint(xy / grid).astype(np.int64)
    ends = np.hstack([nodes[:-1], nodes[1:]])[line[:-1] == line[1:]]
    backwards = (ends[:, 0] > ends[:, 2]) | ((ends[:, 0] == ends[:, 2]) & (ends[:, 1] > ends[:, 3]))
    ends[backwards] = ends[backwards][:, [2, 3, 0, 1]]
    ends = np.unique(ends[(ends[:, :2] != ends[:, 2:]).any(axis=1)], axis=0)
    segments = shapely.linestrings(ends.reshape(-1, 2, 2) * grid)
    return np.asarray(shapely.get_parts(shapely.line_merge(shapely.multilinestrings(segments))))


def named_pieces(name: str, box: Box, tolerance_deg: float) -> tuple[Shapes, NDArray[np.int64]]:
    """As `pieces`, and the index in the layer that each piece comes from."""
    import numpy as np  # noqa: PLC0415 — heavy: only maps need it

    first, last = (math.floor((side + 180) / 360) for side in (box.west, box.east))
    # One turn more on each side: land that crosses the antimeridian is whole, and goes on past ±180.
    turns = [_turned_pieces(name, box, tolerance_deg, 360.0 * turn) for turn in range(first - 1, last + 2)]
    return np.concatenate([shapes for shapes, _ in turns]), np.concatenate([index for _, index in turns])


def _turned_pieces(name: str, box: Box, tolerance_deg: float, turn_deg: float) -> tuple[Shapes, NDArray[np.int64]]:
    import numpy as np  # noqa: PLC0415 — heavy: only maps need it
    import shapely  # noqa: PLC0415 — as above

    there = box.turned(-turn_deg)
    index = _meeting(name, there)
    cut = shapely.clip_by_rect(_shapes(name)[index], *there.bounds)
    parts, origins = shapely.get_parts(shapely.simplify(cut, tolerance_deg, preserve_topology=False), return_index=True)
    return shapely.transform(parts, lambda xy: np.add(xy, (turn_deg, 0))), index[origins]


def _meeting(name: str, box: Box) -> NDArray[np.int64]:
    """The indices of a layer's shapes whose own box meets `box`."""
    import numpy as np  # noqa: PLC0415 — heavy: only maps need it

    west, south, east, north = _bounds(name).T
    return np.flatnonzero((west <= box.east) & (east >= box.west) & (south <= box.north) & (north >= box.south))


@cache
def _bounds(name: str) -> NDArray[np.float64]:
    import numpy as np  # noqa: PLC0415 — heavy: only maps need it
    import shapely  # noqa: PLC0415 — as above

    return np.asarray(shapely.bounds(_shapes(name)))


@cache
def _shapes(name: str) -> Shapes:
    """A layer as shapely geometries: polygons where its lines close, lines where they do not."""
    import numpy as np  # noqa: PLC0415 — heavy: only maps need it
    import shapely  # noqa: PLC0415 — as above

    if name == RAILS:
        return _rails()
    arrays = _arrays()
    xy = np.cumsum(arrays[f"{name}_steps"], axis=0, dtype=np.int64) / UNITS_PER_DEGREE
    of_line = np.repeat(np.arange(len(arrays[f"{name}_sizes"])), arrays[f"{name}_sizes"])
    if name.endswith(("borders", "rivers")):
        return np.asarray(shapely.linestrings(xy, indices=of_line))
    rings = shapely.linearrings(xy, indices=of_line)
    of_polygon = np.repeat(np.arange(len(arrays[f"{name}_rings"])), arrays[f"{name}_rings"])
    return np.asarray(shapely.polygons(rings, indices=of_polygon))


def _rails() -> Shapes:
    """The railways that legs by rail are routed on."""
    import numpy as np  # noqa: PLC0415 — heavy: only maps need it
    import shapely  # noqa: PLC0415 — as above

    from geo.network.artefact import read  # noqa: PLC0415 — as above

    with resources.as_file(resources.files("geo").joinpath("data", "rail.npz")) as path:
        graph = read(path)
    lines = np.repeat(np.arange(len(graph.u)), np.diff(graph.first))
    return np.asarray(shapely.linestrings(graph.stop_lon, graph.stop_lat, indices=lines))


def country_names() -> tuple[str, ...]:
    """The name of each shape of the layer `countries`."""
    return _texts("country_names")


def other_country_names() -> Mapping[str, tuple[str, ...]]:
    """The same in each of `TONGUES`, "" where there is none but that in English."""
    return {tongue: _texts(f"country_names_{tongue}") for tongue in TONGUES}


@cache
def towns() -> Towns:
    """All towns we know."""
    import numpy as np  # noqa: PLC0415 — heavy: only maps need it

    arrays = _arrays()
    names = np.array(_texts("town_names"), dtype=object)
    others = {tongue: _texts(f"town_names_{tongue}") for tongue in TONGUES}
    return Towns(arrays["towns"] / UNITS_PER_DEGREE, arrays["town_populations"].astype(np.int64), names, others)


def _texts(name: str) -> tuple[str, ...]:
    return tuple(_arrays()[name].tobytes().decode().split("\n"))


@cache
def _arrays() -> dict[str, NDArray[Any]]:
    """The artefact. Raises `DataError` when it is missing or damaged."""
    import numpy as np  # noqa: PLC0415 — heavy: only maps need it

    try:
        content = resources.files("geo").joinpath("data", _ARTEFACT).read_bytes()
        with np.load(io.BytesIO(content), allow_pickle=False) as archive:
            return dict(archive)
    except (OSError, ValueError, EOFError, zipfile.BadZipFile) as error:
        raise DataError(Fault(f"the base map cannot be read: {error}", file=_ARTEFACT)) from error
