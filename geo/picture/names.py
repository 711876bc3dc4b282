"""The names on a map: which are written where. Stops come first, then sightings, countries, seas and towns by size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from geo.picture.canvas import Align
from geo.picture.globe import Floats
from geo.picture.ground import BaseMap, Named, Town
from geo.picture.lettering import Lettering, broken, clean, drawable, shortened, spaced, width_mm
from geo.picture.placing import Sheet, around_dot, beside, best, nearest_to, sides
from geo.picture.tracks import Seen, Spot
from geo.picture.view import Rect

Kind = Literal["stop", "sighting", "country", "sea", "town"]

_MOST_CHARACTERS = 56
_STOP_POINTS = (8.6, 7.0)  # the size of stops' names, and that of those with little room
_WIDEST = 14.0  # times the height of the letters: a longer name is broken in two
_PAD_MM = 0.35  # beside a name
_APART_MM = 0.4  # between names: half of the halo
_TOWN_MM2 = 700.0  # of the frame for each town that is named
_TOWNS_APART_MM = 12.0
_LARGE_TOWN = 500_000
_ROOM, _ROOM_AT_SEA = 2.2, 3.0  # how many radii of the widest circle in a country or a sea its name may be wide


@dataclass(frozen=True, slots=True)
class Written:
    """A name on the map: its lines, the box that they alone take, and for a town its dot."""

    kind: Kind
    lines: tuple[str, ...]
    lettering: Lettering
    box: Rect
    align: Align = "center"
    dot: tuple[float, float] | None = None

    def baselines(self) -> Iterator[tuple[tuple[float, float], str]]:
        """Where each line begins, ends or has its middle, by how they are aligned."""
        x = {"left": self.box.left + _PAD_MM, "right": self.box.right - _PAD_MM, "center": self.box.middle[0]}[
            self.align
        ]
        for number, line in enumerate(reversed(self.lines)):
            yield (x, self.box.bottom + 0.3 * self.lettering.height_mm + number * self.lettering.line_mm), line


def written(
    sheet: Sheet, spots: Sequence[tuple[Spot, Rect]], seen: Sequence[Seen], ground: BaseMap, frame: Rect, zoom: float
) -> list[Written]:
    """The names that there is room for, none over another."""
    found = [*_stops(sheet, spots, zoom)]
    found += _sightings(sheet, seen, [badge for _, badge in spots], {clean(spot.name) for spot, _ in spots}, zoom)
    found += _areas(sheet, ground.countries, "country", zoom)
    found += _areas(sheet, ground.seas, "sea", zoom)
    told = {clean(name) for name in (*(spot.name for spot, _ in spots), *(one.name for one in seen))}
    return [*found, *_towns(sheet, ground.towns, told, frame, zoom)]


def _stops(sheet: Sheet, spots: Sequence[tuple[Spot, Rect]], zoom: float) -> Iterator[Written]:
    boxes, sizes = sides(badge for _, badge in spots), [Lettering(points * zoom, "strong") for points in _STOP_POINTS]
    for number, (spot, badge) in enumerate(spots):
        others = np.delete(boxes, number, axis=0)
        tries = (_beside(sheet, badge, others, "stop", spot.name, letters) for letters in sizes)
        if found := next(filter(None, tries), None):
            yield found


def _sightings(
    sheet: Sheet, seen: Sequence[Seen], badges: Sequence[Rect], told: set[str], zoom: float
) -> Iterator[Written]:
    letters, boxes = Lettering(7.0 * zoom), sides(badges)
    for one in seen:
        around = Rect(one.x, one.y, one.x, one.y).grown(1.2 * zoom)
        if clean(one.name) not in told and (found := _beside(sheet, around, boxes, "sighting", one.name, letters)):
            told = told | {clean(one.name)}
            yield found


def _beside(sheet: Sheet, box: Rect, others: Floats, kind: Kind, name: str, letters: Lettering) -> Written | None:
    """A name beside a badge, in two lines where it is long; None where there is no room."""
    lines = tuple(broken(shortened(clean(name), _MOST_CHARACTERS), letters, _WIDEST * letters.height_mm, 2))
    places = beside(box, *_size(lines, letters), 0.16 * letters.height_mm)
    chosen = best(sheet, nearest_to(places, box, others))
    if not lines or chosen is None:
        return None
    align: Align = "left" if chosen.left >= box.right else "right" if chosen.right <= box.left else "center"
    return _put(sheet, Written(kind, lines, letters, chosen, align))


def _areas(sheet: Sheet, areas: Sequence[Named], kind: Kind, zoom: float) -> Iterator[Written]:
    """Names of countries and seas, the roomiest first and largest, in the middle of them."""
    for name, (x, y), radius in sorted(map(_room, areas), key=lambda area: (-area[2], area[0])):
        size = min(10.0, max(7.0, radius / zoom * 0.3)) * zoom
        letters = Lettering(size, "plain" if kind == "country" else "slanted")
        lines = (spaced(name) if kind == "country" else name,)
        width, height = _size(lines, letters)
        if radius * (_ROOM if kind == "country" else _ROOM_AT_SEA) < width:
            continue
        shifts = (0.0, 1.1 * height, -1.1 * height, 2.2 * height, -2.2 * height, 3.5 * height, -3.5 * height)
        sideways = (0.0, 0.3 * radius, -0.3 * radius)
        places = (_centred(x + across, y + by, width, height) for by in shifts for across in sideways)
        if chosen := best(sheet, places, must_be_clear=True):
            yield _put(sheet, Written(kind, lines, letters, chosen))


def _room(area: Named) -> tuple[str, tuple[float, float], float]:
    """The widest circle within a shape."""
    import shapely  # noqa: PLC0415 — heavy: only maps need it

    parts: list[Any] = [part for part in shapely.get_parts(area.shape) if part.geom_type == "Polygon"]
    if not parts:
        return area.name, (0.0, 0.0), 0.0
    circle = shapely.maximum_inscribed_circle(max(parts, key=lambda part: part.area), tolerance=0.5)
    return area.name, circle.coords[0], float(circle.length)


def _towns(sheet: Sheet, towns: Sequence[Town], told: set[str], frame: Rect, zoom: float) -> Iterator[Written]:
    """Towns by size, apart from each other, so that crowded coasts do not look more known than others."""
    left = round(frame.width * frame.height / (_TOWN_MM2 * zoom * zoom))
    shown = np.empty((0, 2))
    for town in towns:
        if left <= 0:
            return
        here = np.array([town.x, town.y])
        if town.name in told or (len(shown) and np.hypot(*(shown - here).T).min() < _TOWNS_APART_MM * zoom):
            continue
        if found := _town(sheet, town, zoom):
            shown, left = np.vstack([shown, here]), left - 1
            yield found


def _town(sheet: Sheet, town: Town, zoom: float) -> Written | None:
    letters = Lettering((7.0 if town.population > _LARGE_TOWN else 6.2) * zoom)
    dot = Rect(town.x, town.y, town.x, town.y).grown(0.9 * zoom)
    if not sheet.is_free(dot) or sheet.covered(dot):
        return None
    chosen = best(sheet, around_dot(dot, *_size((town.name,), letters)), must_be_clear=True)
    if chosen is None:
        return None
    sheet.take(dot)
    return _put(sheet, Written("town", (town.name,), letters, chosen, dot=(town.x, town.y)))


def _size(lines: Sequence[str], letters: Lettering) -> tuple[float, float]:
    width = max((width_mm(drawable(line), letters) for line in lines), default=0.0) + 2 * _PAD_MM
    return width, letters.height_mm * 1.14 + max(0, len(lines) - 1) * letters.line_mm


def _centred(x: float, y: float, width: float, height: float) -> Rect:
    return Rect(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _put(sheet: Sheet, name: Written) -> Written:
    sheet.take(name.box.grown(_APART_MM))
    return name
