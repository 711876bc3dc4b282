"""The names on a map: which are written where. Stops come first, then sightings, countries, seas and towns by size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from geo.picture.ground import BaseMap, Named, Town
from geo.picture.lettering import Lettering, clean, shortened, spaced, width_mm
from geo.picture.placing import Sheet, beside, best
from geo.picture.tracks import Seen, Spot
from geo.picture.view import Rect

Kind = Literal["stop", "sighting", "country", "sea", "town"]

_MOST_CHARACTERS = 34
_TOWN_MM2 = 620.0  # of the frame for each town that is named
_LARGE_TOWN = 500_000
_ROOM = 2.2  # how many radii of the widest circle in a country its name may be wide


@dataclass(frozen=True, slots=True)
class Written:
    """A name on the map: the box that it takes, in which nothing else is written, and for a town its dot."""

    kind: Kind
    text: str
    lettering: Lettering
    box: Rect
    dot: tuple[float, float] | None = None

    @property
    def at(self) -> tuple[float, float]:
        """The middle of its baseline."""
        (x, _), high = self.box.middle, self.box.height
        return x, self.box.bottom + 0.27 * high


def written(
    sheet: Sheet, spots: Sequence[tuple[Spot, Rect]], seen: Sequence[Seen], ground: BaseMap, frame: Rect, zoom: float
) -> list[Written]:
    """The names that there is room for, none over another."""
    found = [*_stops(sheet, spots, zoom)]
    found += _sightings(sheet, seen, {name.text for name in found}, zoom)
    found += _areas(sheet, ground.countries, "country", zoom)
    found += _areas(sheet, ground.seas, "sea", zoom)
    told = {clean(spot.name) for spot, _ in spots} | {name.text for name in found}
    return [*found, *_towns(sheet, ground.towns, told, frame, zoom)]


def _stops(sheet: Sheet, spots: Sequence[tuple[Spot, Rect]], zoom: float) -> Iterator[Written]:
    letters = Lettering(8.6 * zoom, "strong")
    for spot, badge in spots:
        text = shortened(clean(spot.name), _MOST_CHARACTERS)
        if found := _beside(sheet, badge, "stop", text, letters, 0.9 * zoom):
            yield found


def _sightings(sheet: Sheet, seen: Sequence[Seen], told: set[str], zoom: float) -> Iterator[Written]:
    letters = Lettering(7.0 * zoom)
    for one in seen:
        text = shortened(clean(one.name), _MOST_CHARACTERS)
        around = Rect(one.x, one.y, one.x, one.y).grown(1.2 * zoom)
        if text not in told and (found := _beside(sheet, around, "sighting", text, letters, 0.7 * zoom)):
            told = told | {text}
            yield found


def _beside(sheet: Sheet, box: Rect, kind: Kind, text: str, letters: Lettering, gap: float) -> Written | None:
    width, height = _size(text, letters)
    chosen = best(sheet, beside(box, width, height, gap))
    return _put(sheet, Written(kind, text, letters, chosen)) if text and chosen else None


def _areas(sheet: Sheet, areas: Sequence[Named], kind: Kind, zoom: float) -> Iterator[Written]:
    """Names of countries and seas, the roomiest first, in the middle of them."""
    letters = Lettering(7.4 * zoom, "plain") if kind == "country" else Lettering(7.4 * zoom, "slanted")
    for name, (x, y), radius in sorted(map(_room, areas), key=lambda area: -area[2]):
        text = spaced(name) if kind == "country" else name
        width, height = _size(text, letters)
        if radius * _ROOM < width / (1.0 if kind == "country" else 1.4):
            continue
        shifts = (0.0, 1.1 * height, -1.1 * height, 2.2 * height, -2.2 * height, 3.5 * height, -3.5 * height)
        sideways = (0.0, 0.3 * radius, -0.3 * radius)
        places = (_centred(x + across, y + by, width, height) for by in shifts for across in sideways)
        if chosen := best(sheet, places, must_be_clear=True):
            yield _put(sheet, Written(kind, text, letters, chosen))


def _room(area: Named) -> tuple[str, tuple[float, float], float]:
    """The widest circle within a shape."""
    import shapely  # noqa: PLC0415 — heavy: only maps need it

    parts: list[Any] = [part for part in shapely.get_parts(area.shape) if part.geom_type == "Polygon"]
    if not parts:
        return area.name, (0.0, 0.0), 0.0
    circle = shapely.maximum_inscribed_circle(max(parts, key=lambda part: part.area), tolerance=0.5)
    return area.name, circle.coords[0], float(circle.length)


def _towns(sheet: Sheet, towns: Sequence[Town], told: set[str], frame: Rect, zoom: float) -> Iterator[Written]:
    left = round(frame.width * frame.height / (_TOWN_MM2 * zoom * zoom))
    for town in towns:
        if left <= 0:
            return
        letters = Lettering((7.0 if town.population > _LARGE_TOWN else 6.2) * zoom)
        dot = Rect(town.x, town.y, town.x, town.y).grown(0.9 * zoom)
        width, height = _size(town.name, letters)
        if town.name in told or not (sheet.is_free(dot) and sheet.is_clear(dot)):
            continue
        if chosen := best(sheet, beside(dot, width, height, 0.0, slides=0), must_be_clear=True):
            sheet.take(dot)
            left -= 1
            yield _put(sheet, Written("town", town.name, letters, chosen, (town.x, town.y)))


def _size(text: str, letters: Lettering) -> tuple[float, float]:
    return width_mm(text, letters) + 0.6, letters.height_mm * 1.12


def _centred(x: float, y: float, width: float, height: float) -> Rect:
    return Rect(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _put(sheet: Sheet, name: Written) -> Written:
    sheet.take(name.box.grown(0.15))
    return name
