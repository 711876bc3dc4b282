"""The base map for one journey, cut from our own copy of the world: no request is ever needed to see where things are.

Fine around the journey and coarse elsewhere, so that the whole world is there in about 200 kB. Lines are lists of
whole numbers, in thousandths of a degree: the first pair is a position (x east, y north), each next pair the step from
the one before it. Longitudes go past ±180 where the journey does.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypedDict

from geo.show.atlas import POLAR_DEG, RAILS, UNITS_PER_DEGREE, Box, country_names, named_pieces, pieces, towns

if TYPE_CHECKING:
    from geo.show.atlas import Shapes

# Ours, by eye: what looks whole and stays light.
_MARGIN = 0.45  # of the journey's extent, that is fine on each side of it
_SMALLEST_EXTENT_DEG = 1.5
_PIXELS_ACROSS = 4000  # the fine part is drawn for screens of this size: three zoom levels past the first view
_MOST_POINTS = 16_000
_COARSE_DEG = 0.08
_NEAR_TOWNS, _FAR_TOWNS = 450, 160
_FAR_TOWN_INHABITANTS = 1_500_000
_WORLD_HALF_DEG = 270.0  # a world and a half, so that a wide screen never shows an edge
_SMALLEST_LABEL_RADIUS_DEG = 0.2
_SHORTEST_RAIL_DEG = 0.02  # shorter are yards and sidings

Line = list[int]


class Country(TypedDict):
    """Where a country's name goes, and the radius in degrees of the circle that fits its land there."""

    name: str
    lat: float
    lon: float
    radius_deg: float


class Town(TypedDict):
    """A town, with its inhabitants."""

    name: str
    lat: float
    lon: float
    population: int


class BaseMap(TypedDict):
    """What is drawn beneath a journey; `land` and `lakes` are polygons of an outer ring and its holes."""

    units_per_degree: int
    land: list[list[Line]]
    lakes: list[list[Line]]
    borders: list[Line]
    rivers: list[Line]
    rails: list[Line]
    countries: list[Country]
    towns: list[Town]


def extract(journey: Box) -> BaseMap:
    """The base map around a journey. Raises `DataError` when the artefact is missing or damaged."""
    fine = journey.grown(max(journey.extent_deg, _SMALLEST_EXTENT_DEG) * _MARGIN)
    middle_lon = (journey.west + journey.east) / 2
    world = Box(-POLAR_DEG, middle_lon - _WORLD_HALF_DEG, POLAR_DEG, middle_lon + _WORLD_HALF_DEG)
    layers = _layers(fine, world, fine.extent_deg / _PIXELS_ACROSS)
    return {
        "units_per_degree": UNITS_PER_DEGREE,
        "land": _polygons(layers["land"]),
        "lakes": _polygons(layers["lakes"]),
        "borders": _lines(layers["borders"]),
        "rivers": _lines(layers["rivers"]),
        "rails": _lines(layers["rails"], shortest_deg=_SHORTEST_RAIL_DEG),
        "countries": _countries(fine, middle_lon),
        "towns": _towns(fine, middle_lon),
    }


def _layers(fine: Box, world: Box, tolerance_deg: float) -> dict[str, Shapes]:
    """The drawn layers, as finely as the budget of points allows."""
    import shapely  # noqa: PLC0415 — heavy: only maps need it

    layers = {
        "land": _two_tiers("land", "world_land", fine, world, tolerance_deg),
        "lakes": _two_tiers("lakes", "world_lakes", fine, world, tolerance_deg),
        "borders": _two_tiers("borders", "world_borders", fine, world, tolerance_deg),
        "rivers": pieces("rivers", fine.grown(fine.extent_deg / 2), tolerance_deg),
        "rails": pieces(RAILS, fine, tolerance_deg),
    }
    points = sum(int(shapely.get_num_coordinates(shapes).sum()) for shapes in layers.values())
    if points > _MOST_POINTS and tolerance_deg < _COARSE_DEG:
        return _layers(fine, world, tolerance_deg * 1.5)
    return layers


def _two_tiers(near: str, far: str, fine: Box, world: Box, tolerance_deg: float) -> Shapes:
    """One layer inside the fine box and a coarse one around it."""
    import numpy as np  # noqa: PLC0415 — heavy: only maps need it

    around = [pieces(far, side, 0.0) for side in world.around(fine)]
    return np.concatenate([pieces(near, fine, tolerance_deg), *around])


def _polygons(shapes: Shapes) -> list[list[Line]]:
    import shapely  # noqa: PLC0415 — heavy: only maps need it

    polygons = (shapely.get_rings(shape) for shape in shapes if shape.geom_type == "Polygon")
    return [rings for polygon in polygons if (rings := _encoded(polygon, shortest=4))]


def _lines(shapes: Shapes, shortest_deg: float = 0.0) -> list[Line]:
    import shapely  # noqa: PLC0415 — heavy: only maps need it

    merged = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(shapes)))
    return _encoded(merged[shapely.length(merged) >= shortest_deg], shortest=2)


def _encoded(lines: Iterable[Any], shortest: int) -> list[Line]:
    """Lines as whole-number steps; points that fall together are one, and what is too short to see is left out."""
    encoded = (_steps(line) for line in lines)
    return [steps for steps in encoded if len(steps) >= 2 * shortest]


def _steps(line: Any) -> Line:
    import numpy as np  # noqa: PLC0415 — heavy: only maps need it

    whole = np.rint(np.asarray(line.coords) * UNITS_PER_DEGREE).astype(np.int64)
    steps = np.diff(whole, axis=0)
    kept = np.concatenate([whole[:1], steps[steps.any(axis=1)]])
    return [int(step) for step in kept.ravel()]


def _countries(fine: Box, middle_lon: float) -> list[Country]:
    """A name for each country: in the middle of its land in sight, or else of its largest land anywhere."""
    whole = Box(-POLAR_DEG, middle_lon - 180, POLAR_DEG, middle_lon + 180)
    labels = _labels(whole) | _labels(fine)
    return sorted(labels.values(), key=lambda label: -label["radius_deg"])


def _labels(box: Box) -> dict[str, Country]:
    """Where in the box each country's name has most room."""
    import shapely  # noqa: PLC0415 — heavy: only maps need it

    labels: dict[str, Country] = {}
    for name, shape in _largest_parts(box).items():
        circle = shapely.maximum_inscribed_circle(shape, tolerance=_COARSE_DEG)
        (lon, lat), radius = circle.coords[0], circle.length
        if radius >= _SMALLEST_LABEL_RADIUS_DEG:
            labels[name] = {"name": name, "lat": round(lat, 3), "lon": round(lon, 3), "radius_deg": round(radius, 2)}
    return labels


def _largest_parts(box: Box) -> dict[str, Any]:
    """Each country's largest piece of land in the box."""
    shapes, indices = named_pieces("countries", box, 0.0)
    names = country_names()
    largest: dict[str, Any] = {}
    for shape, index in zip(shapes, indices, strict=True):
        name = names[index]
        if name not in largest or shape.area > largest[name].area:
            largest[name] = shape
    return largest


def _towns(fine: Box, middle_lon: float) -> list[Town]:
    """The largest towns around the journey, and the great cities of the rest of the world."""
    import numpy as np  # noqa: PLC0415 — heavy: only maps need it

    known = towns()
    lon, lat = known.xy[:, 0], known.xy[:, 1]
    lon = lon + 360 * np.rint((middle_lon - lon) / 360)
    near = (lon >= fine.west) & (lon <= fine.east) & (lat >= fine.south) & (lat <= fine.north)
    great = ~near & (known.populations >= _FAR_TOWN_INHABITANTS)
    chosen = np.concatenate([np.flatnonzero(near)[:_NEAR_TOWNS], np.flatnonzero(great)[:_FAR_TOWNS]])
    return [
        {
            "name": str(known.names[index]),
            "lat": round(float(lat[index]), 3),
            "lon": round(float(lon[index]), 3),
            "population": int(known.populations[index]),
        }
        for index in chosen
    ]
