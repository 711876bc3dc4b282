"""The base map for one journey, cut from our own copy of the world: no request is ever needed to see where things are.

Fine around the journey and coarse elsewhere, so that the whole world is there in about 200 kB. Lines are lists of
whole numbers, in thousandths of a degree: the first pair is a position (x east, y north), each next pair the step from
the one before it. Longitudes go past ±180 where the journey does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict, cast

from geo.show.atlas import (
    POLAR_DEG,
    RAILS,
    UNITS_PER_DEGREE,
    Box,
    country_names,
    named_pieces,
    other_country_names,
    pieces,
    thinned,
    towns,
)

if TYPE_CHECKING:
    from geo.show.atlas import Shapes

# Ours, by eye: what looks whole and stays light.
_MARGIN = 0.3  # of the journey's extent, that is drawn most finely on each side of it
_SMALLEST_EXTENT_DEG = 1.5
_PIXELS_ACROSS = 4000  # the fine part is drawn for screens of this size: three zoom levels past the first view
_MOST_POINTS = {"land": 12_000, "lakes": 2_500, "borders": 4_000, "rivers": 3_500, RAILS: 12_000}
_WIDEST_WITH_RAILS_DEG = 90.0  # on a map of more, railways are a grey smear
_COARSER = 2.5  # what is in sight but not near
_WIDEST_SCREEN = 2.0  # width over height
_COARSE_DEG = 0.08
_COARSE_LAYERS = {"land": "world_land", "lakes": "world_lakes", "borders": "world_borders"}
_NEAR_TOWNS, _FAR_TOWNS = 700, 160
_FAR_TOWN_INHABITANTS = 1_500_000
_WORLD_HALF_DEG = 330.0  # nearly two worlds, so that a wide screen shows no edge
_SMALLEST_LABEL_RADIUS_DEG = 0.2

Line = list[int]


class Names(TypedDict, total=False):
    """A place's names where they are not that in English: in Korean, in Russian, and in the language of its country."""

    ko: str
    ru: str
    own: str


class Country(TypedDict):
    """Where a country's name goes, and the radius in degrees of the circle that fits its land there."""

    name: str
    names: NotRequired[Names]
    lat: float
    lon: float
    radius_deg: float


class Town(TypedDict):
    """A town, with its inhabitants."""

    name: str
    names: NotRequired[Names]
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


@lru_cache(maxsize=16)
def extract(journey: Box) -> BaseMap:
    """The base map around a journey, to be read and never changed: it is kept for the next one who asks.

    Raises `DataError` when the artefact is missing or damaged.
    """
    fine = journey.grown(max(journey.extent_deg, _SMALLEST_EXTENT_DEG) * _MARGIN)
    view = fine.widened(_WIDEST_SCREEN)
    layers = _layers(fine, view)
    return {
        "units_per_degree": UNITS_PER_DEGREE,
        "land": _polygons(layers["land"], view, _COARSE_LAYERS["land"]),
        "lakes": _polygons(layers["lakes"], view, _COARSE_LAYERS["lakes"]),
        "borders": _lines([*layers["borders"], *_far(_COARSE_LAYERS["borders"], view)]),
        "rivers": _lines(layers["rivers"]),
        "rails": _lines(layers[RAILS]) if RAILS in layers else [],
        "countries": _countries(view),
        "towns": _towns(view),
    }


def _layers(fine: Box, view: Box) -> dict[str, Shapes]:
    """What is drawn in sight of the journey, each layer as finely as its budget of points allows."""
    tolerance_deg = fine.extent_deg / _PIXELS_ACROSS
    most_rails = _MOST_POINTS[RAILS] if fine.extent_deg < _WIDEST_WITH_RAILS_DEG else 0
    budgets = _MOST_POINTS | {RAILS: most_rails}
    return {name: _in_sight(name, most, fine, view, tolerance_deg) for name, most in budgets.items() if most}


def _in_sight(name: str, most_points: int, fine: Box, view: Box, tolerance_deg: float) -> Shapes:
    """A layer, finest close to the journey."""
    import numpy as np  # noqa: PLC0415 — heavy: only maps need it
    import shapely  # noqa: PLC0415 — as above

    if tolerance_deg >= _COARSE_DEG and name in _COARSE_LAYERS:
        return pieces(_COARSE_LAYERS[name], view, 0.0)
    tiers = [(fine, tolerance_deg), *((side, tolerance_deg * _COARSER) for side in view.around(fine))]
    cut = _rails if name == RAILS else pieces
    shapes = np.concatenate([cut(name, *tier) for tier in tiers])
    if shapely.get_num_coordinates(shapes).sum() > most_points and tolerance_deg < 1:
        return _in_sight(name, most_points, fine, view, tolerance_deg * 1.6)
    return shapes


def _rails(name: str, box: Box, tolerance_deg: float) -> Shapes:
    """Railways on a grid as fine as the tolerance, so that parallel tracks are one line and yards a point."""
    return thinned(pieces(name, box, tolerance_deg), tolerance_deg)


def _far(layer: str, view: Box) -> Iterable[Any]:
    """What lies out of sight until somebody moves the map: a coarse layer in the rest of the world."""
    middle_lon = (view.west + view.east) / 2
    half_deg = max(_WORLD_HALF_DEG, (view.east - view.west) / 2)
    world = Box(-POLAR_DEG, middle_lon - half_deg, POLAR_DEG, middle_lon + half_deg)
    return (shape for side in world.around(view) for shape in pieces(layer, side, 0.0))


def _polygons(near: Shapes, view: Box, far: str) -> list[list[Line]]:
    import shapely  # noqa: PLC0415 — heavy: only maps need it

    polygons = (shapely.get_rings(shape) for shape in (*near, *_far(far, view)) if shape.geom_type == "Polygon")
    return [rings for polygon in polygons if (rings := _encoded(polygon, shortest=4))]


def _lines(shapes: Sequence[Any] | Shapes) -> list[Line]:
    import shapely  # noqa: PLC0415 — heavy: only maps need it

    merged = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(shapes)))
    return _encoded(merged, shortest=2)


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


def _countries(view: Box) -> list[Country]:
    """A name for each country: in the middle of its land in sight, or else of its largest land anywhere."""
    middle_lon = (view.west + view.east) / 2
    labels = _labels(Box(-POLAR_DEG, middle_lon - 180, POLAR_DEG, middle_lon + 180)) | _labels(view)
    others = other_country_names()
    for index, name in enumerate(country_names()):
        if name in labels and (names := _names(others, index)):
            labels[name]["names"] = names
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


def _towns(view: Box) -> list[Town]:
    """The largest towns around the journey, and the great cities of the rest of the world."""
    import numpy as np  # noqa: PLC0415 — heavy: only maps need it

    known = towns()
    middle_lon = (view.west + view.east) / 2
    lon, lat = known.xy[:, 0], known.xy[:, 1]
    lon = lon + 360 * np.rint((middle_lon - lon) / 360)
    near = (lon >= view.west) & (lon <= view.east) & (lat >= view.south) & (lat <= view.north)
    great = ~near & (known.populations >= _FAR_TOWN_INHABITANTS)
    chosen = np.concatenate([np.flatnonzero(near)[:_NEAR_TOWNS], np.flatnonzero(great)[:_FAR_TOWNS]])
    found: list[Town] = [
        {
            "name": str(known.names[index]),
            "lat": round(float(lat[index]), 3),
            "lon": round(float(lon[index]), 3),
            "population": int(known.populations[index]),
        }
        for index in chosen
    ]
    for town, index in zip(found, chosen, strict=True):
        if names := _names(known.other_names, int(index)):
            town["names"] = names
    return found


def _names(others: Mapping[str, Sequence[str]], index: int) -> Names:
    """What else a place is called."""
    return cast(Names, {tongue: names[index] for tongue, names in others.items() if names[index]})
