"""The base map of a picture: our own copy of the world, projected and cut to the frame.

What is cut out of the world comes in tiles of 10° that are projected one by one and joined on the paper, so that no
polygon has to be cut at the antimeridian, a pole or the point opposite the centre.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from geo.gazetteer import waters
from geo.picture.globe import KM_PER_DEGREE, Floats, vectors
from geo.picture.view import View
from geo.show.atlas import RAILS, Box, country_names, named_pieces, pieces, thinned, towns

_TILE_DEG = 10.0
_HALF_TILE_DEG = 7.1  # from the middle of a tile to a corner
_OPPOSITE_DEG = 168.0  # tiles farther than this from the centre hold the point where the projection breaks
_FINE_KM = 7000.0  # maps of more than this across need no fine coasts
_MOST_KM = {"rivers": 5000.0, RAILS: 3500.0}  # on a map of more they are a smear
_GRID_MM = 0.005  # what joins tiles: a tenth of the finest dot
_TOLERANCE_MM = 0.03
_RAILS_MM = 0.25
_OVER_MM = 3.0  # past the frame, so that no cut shows
_SMALLEST_MM2 = 0.02
_GRATICULE_DEG = (0.5, 1, 2, 5, 10, 20, 30)
_MOST_LINES = 7  # of the graticule across the frame


@dataclass(frozen=True, slots=True)
class Named:
    """A name, and the shape on the paper that it is of."""

    name: str
    shape: Any


@dataclass(frozen=True, slots=True)
class Town:
    """A town on the paper."""

    name: str
    x: float
    y: float
    population: int


@dataclass(frozen=True, slots=True)
class BaseMap:
    """What lies under a journey: polygons and lines as shapely has them, in mm on the paper; towns by size."""

    land: Sequence[Any]
    lakes: Sequence[Any]
    rivers: Sequence[Any]
    borders: Sequence[Any]
    rails: Sequence[Any]
    graticule: Sequence[Floats]
    countries: Sequence[Named]
    seas: Sequence[Named]
    towns: Sequence[Town]


def base_map(view: View) -> BaseMap:
    """The base map in a view. Raises `DataError` when an artefact is missing or damaged."""
    tiles = tuple(_tiles(view))
    prefix = "" if view.width_km <= _FINE_KM else "world_"
    land = _polygons(view, _cut(f"{prefix}land", tiles))
    return BaseMap(
        land=land,
        lakes=_polygons(view, _cut(f"{prefix}lakes", tiles)),
        rivers=_lines(view, _cut("rivers", tiles)) if view.width_km <= _MOST_KM["rivers"] else (),
        borders=_lines(view, _cut(f"{prefix}borders", tiles)),
        rails=_rails(view, tiles) if view.width_km <= _MOST_KM[RAILS] else (),
        graticule=tuple(_graticule(view)),
        countries=tuple(_countries(view, tiles)),
        seas=tuple(_seas(view, tiles, land)),
        towns=tuple(_towns(view)),
    )


def _tiles(view: View) -> Iterator[Box]:
    """The tiles that the frame may show."""
    reach_deg = view.reach_km / KM_PER_DEGREE + _HALF_TILE_DEG
    middle = vectors(np.array([view.lat]), np.array([view.lon]))[0]
    for south in np.arange(-90.0, 90.0, _TILE_DEG):
        for west in np.arange(-180.0, 180.0, _TILE_DEG):
            there = vectors(np.array([south + _TILE_DEG / 2]), np.array([west + _TILE_DEG / 2]))[0]
            away_deg = np.degrees(np.arccos(np.clip(there @ middle, -1, 1)))
            if away_deg <= min(reach_deg, _OPPOSITE_DEG):
                yield Box(float(south), float(west), float(south) + _TILE_DEG, float(west) + _TILE_DEG)


def _cut(layer: str, tiles: Sequence[Box]) -> Any:
    return np.concatenate([pieces(layer, tile, 0.0) for tile in tiles])


def _on_paper(view: View, shapes: Any) -> Any:
    """Shapes in degrees on the paper."""
    import shapely  # noqa: PLC0415 — heavy: only maps need it

    return shapely.transform(shapes, lambda xy: view.mm(xy[:, 1], xy[:, 0]))


def _joined(view: View, shapes: Any) -> Any:
    """Polygons in degrees as one shape in the frame, and a little over it."""
    import shapely  # noqa: PLC0415 — heavy: only maps need it

    bent = shapely.segmentize(shapes, 1.0)  # edges along parallels bend as those do
    valid = shapely.make_valid(_on_paper(view, bent))
    whole = shapely.union_all(valid, grid_size=_GRID_MM)
    return shapely.make_valid(shapely.clip_by_rect(whole, *view.frame.grown(_OVER_MM).bounds))


def _polygons(view: View, shapes: Any) -> tuple[Any, ...]:
    import shapely  # noqa: PLC0415 — heavy: only maps need it

    simple = shapely.simplify(_joined(view, shapes), _TOLERANCE_MM)
    return tuple(part for part in _parts(simple) if part.geom_type == "Polygon" and part.area > _SMALLEST_MM2)


def _lines(view: View, shapes: Any) -> tuple[Any, ...]:
    import shapely  # noqa: PLC0415 — heavy: only maps need it

    if not len(shapes):
        return ()
    merged = shapely.line_merge(shapely.multilinestrings(list(_on_paper(view, shapes))))
    cut = shapely.clip_by_rect(merged, *view.frame.grown(_OVER_MM).bounds)
    return tuple(part for part in _parts(shapely.simplify(cut, _TOLERANCE_MM)) if part.length > 0)


def _rails(view: View, tiles: Sequence[Box]) -> tuple[Any, ...]:
    """Railways, parallel tracks as one."""
    import shapely  # noqa: PLC0415 — heavy: only maps need it

    lines = shapely.clip_by_rect(_on_paper(view, _cut(RAILS, tiles)), *view.frame.grown(_OVER_MM).bounds)
    return tuple(thinned(shapely.simplify(shapely.get_parts(lines), _TOLERANCE_MM), _RAILS_MM))


def _parts(shape: Any) -> Iterator[Any]:
    """The single shapes in one, however nested."""
    for part in getattr(shape, "geoms", [shape]):
        if hasattr(part, "geoms"):
            yield from _parts(part)
        elif not part.is_empty:
            yield part


# ---- names


def _countries(view: View, tiles: Sequence[Box]) -> Iterator[Named]:
    """The largest piece of each country in the frame."""
    of_country: dict[str, list[Any]] = {}
    names = country_names()
    for tile in tiles:
        for shape, index in zip(*named_pieces("countries", tile, 0.0), strict=True):
            of_country.setdefault(names[index], []).append(shape)
    for name, shapes in of_country.items():
        largest = max(_parts(_joined(view, np.array(shapes))), key=lambda part: part.area, default=None)
        if largest is not None and largest.area > _SMALLEST_MM2:
            yield Named(name, _within(view, largest))


def _within(view: View, shape: Any) -> Any:
    import shapely  # noqa: PLC0415 — heavy: only maps need it

    return shapely.make_valid(shapely.clip_by_rect(shape, *view.frame.bounds))


def _seas(view: View, tiles: Sequence[Box], land: Sequence[Any]) -> Iterator[Named]:
    """What of each water is in the frame and not in a smaller one, the largest piece of open water."""
    import shapely  # noqa: PLC0415 — heavy: only maps need it

    taken = shapely.union_all([shapely.make_valid(part) for part in land])
    for water in waters.load():
        outline = shapely.make_valid(shapely.Polygon([(point.lon, point.lat) for point in water.outline]))
        found = _in_tiles(outline, tiles)
        if not len(found):
            continue
        shown = _within(view, _joined(view, found))
        open_water = max(_parts(shapely.difference(shown, taken)), key=lambda part: part.area, default=None)
        taken = shapely.union(taken, shown)
        if open_water is not None and open_water.area > _SMALLEST_MM2:
            yield Named(water.name, open_water)


def _in_tiles(shape: Any, tiles: Sequence[Box]) -> Any:
    """What of a shape is in the tiles, on whichever turn of the globe it was drawn."""
    import shapely  # noqa: PLC0415 — heavy: only maps need it

    turned = (tile.turned(by) for tile in tiles for by in (-360.0, 0.0, 360.0))
    west, south, east, north = shape.bounds
    near = (box for box in turned if box.west < east and box.east > west and box.south < north and box.north > south)
    found = np.array([shapely.clip_by_rect(shape, *box.bounds) for box in near], object)
    return shapely.get_parts(found[~shapely.is_empty(found)]) if len(found) else found


def _towns(view: View) -> Iterator[Town]:
    """The towns in the frame, largest first."""
    known = towns()
    near = vectors(known.xy[:, 1], known.xy[:, 0]) @ vectors(np.array([view.lat]), np.array([view.lon]))[0]
    index = np.flatnonzero(near >= np.cos(np.radians(min(view.reach_km / KM_PER_DEGREE, _OPPOSITE_DEG))))
    x, y = view.mm(known.xy[index, 1], known.xy[index, 0]).T
    frame = view.frame
    inside = (x > frame.left) & (x < frame.right) & (y > frame.bottom) & (y < frame.top)
    for number, at_x, at_y in zip(index[inside], x[inside], y[inside], strict=True):
        yield Town(str(known.names[number]), float(at_x), float(at_y), int(known.populations[number]))


# ---- the graticule


def _graticule(view: View) -> Iterator[Floats]:
    """Meridians and parallels, as far apart as leaves a few in the frame."""
    across_deg = min(view.width_km / KM_PER_DEGREE, 180.0)
    step = next((step for step in _GRATICULE_DEG if across_deg / step <= _MOST_LINES), _GRATICULE_DEG[-1])
    fine = np.linspace(0, 1, 181)
    reach = min(view.reach_km / KM_PER_DEGREE + 1, _OPPOSITE_DEG)
    inside = partial(_runs, view, reach)
    for lat in np.arange(-90 + step, 90, step):
        yield from inside(np.full(721, lat), np.linspace(-180, 180, 721))
    for lon in np.arange(-180, 180, step):
        top = 90.0 if lon % 90 == 0 else 90 - step
        yield from inside(-top + 2 * top * fine, np.full(181, lon))


def _runs(view: View, reach_deg: float, lat: Floats, lon: Floats) -> Iterator[Floats]:
    """What of a line lies within reach of the centre."""
    middle = vectors(np.array([view.lat]), np.array([view.lon]))[0]
    kept = vectors(lat, lon) @ middle >= np.cos(np.radians(reach_deg))
    ends = np.flatnonzero(np.diff(kept.astype(np.int8)))
    for part in np.split(np.arange(len(lat)), ends + 1):
        if kept[part[0]] and len(part) > 1:
            yield view.mm(lat[part], lon[part])
