"""A picture of journeys: laid out on the paper, then drawn from the ground up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geo.journey import Journey
from geo.picture.canvas import Canvas, Kind, Stroke
from geo.picture.content import GAP_DASHES, INFERRED_DASHES
from geo.picture.ground import BaseMap, base_map
from geo.picture.inks import INKS, Inks
from geo.picture.layout import Layout, laid_out
from geo.picture.lettering import Lettering, width_mm
from geo.picture.names import Kind as NameKind
from geo.picture.names import Written, written
from geo.picture.paper import Paper
from geo.picture.placing import Sheet, Wanted, placed
from geo.picture.story import stories, title_of
from geo.picture.tracks import Spot, Travelled, travelled
from geo.picture.view import FARTHEST_KM, Rect, View

PICTURES: tuple[Kind, ...] = ("png", "svg", "pdf")
_DOT_MM = 0.75


def picture(journeys: Sequence[Journey], to: Kind, paper: Paper) -> bytes:
    """Journeys on one map, as the bytes of a file: the same bytes for the same journeys, paper and fonts.

    Raises `UsageError` without a journey, with a stop that has no place, or for a PNG of too many pixels.
    """
    if to == "png":
        _ = paper.pixels
    told = stories(journeys)
    return drawn(journeys, paper).canvas.written(to, title_of(told))


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture, and where its badges and names are, None for a stop whose number had no room."""

    canvas: Canvas
    layout: Layout
    badges: tuple[Rect | None, ...]
    names: tuple[Written, ...]


def drawn(journeys: Sequence[Journey], paper: Paper) -> Drawn:
    """Journeys on a sheet."""
    told = stories(journeys)
    inks, zoom = INKS[paper.theme].of(len(told)), paper.zoom
    layout = laid_out(told, paper)
    view = layout.view
    ways = travelled(view, [(story.stops, story.legs) for story in told], zoom)
    sheet = Sheet(view.frame)
    badges = _badges(sheet, ways, zoom)
    ground = base_map(view)
    numbered = [(spot, box) for spot, box in zip(ways.spots, badges, strict=True) if box]
    names = written(sheet, numbered, ways.seen, ground, view.frame, zoom)
    canvas = Canvas(paper, inks.paper)
    _draw_ground(canvas, ground, view, inks, zoom)
    _draw_names(canvas, names, ("country", "sea", "town"), inks, zoom)
    _draw_ways(canvas, ways, view.frame, inks, zoom)
    _draw_stops(canvas, ways, badges, inks, zoom)
    _draw_names(canvas, names, ("sighting", "stop"), inks, zoom)
    canvas.box(view.frame, "none", Stroke(inks.line, 0.6 * zoom))
    unnumbered = sum(len(spot.numbers) for spot, box in zip(ways.spots, badges, strict=True) if not box)
    layout.draw(canvas, unnumbered)
    return Drawn(canvas, layout, tuple(badges), tuple(names))


def _badges(sheet: Sheet, ways: Travelled, zoom: float) -> list[Rect | None]:
    for track in ways.tracks:
        sheet.draw(track.line, 1.1 * zoom)
    letters = _figures(zoom)
    height = 4.1 * zoom
    wanted = [
        Wanted(spot.x, spot.y, max(height, width_mm(_numbers(spot), letters) + 2.2 * zoom), height)
        for spot in ways.spots
    ]
    for one in ways.seen:
        sheet.dot(Rect(one.x, one.y, one.x, one.y).grown(1.1 * zoom))
    return placed(sheet, wanted, _DOT_MM * zoom, zoom)


def _figures(zoom: float) -> Lettering:
    return Lettering(7.4 * zoom, "strong")


def _numbers(spot: Spot) -> str:
    """The numbers of a spot's stops, the middle ones left out where there are many."""
    numbers = [str(number) for number in spot.numbers]
    return " · ".join(numbers if len(numbers) <= 5 else [*numbers[:3], "…", numbers[-1]])


# ---- from the ground up


def _draw_ground(canvas: Canvas, ground: BaseMap, view: View, inks: Inks, zoom: float) -> None:
    frame = view.frame
    radius = FARTHEST_KM * view.mm_per_km
    if view.reach_km >= FARTHEST_KM:  # the whole Earth, and what is beyond it
        canvas.discs([(float(view.centre_mm[0]), float(view.centre_mm[1]))], radius, inks.water, clip=frame)
    else:
        canvas.box(frame, inks.water)
    canvas.lines(ground.graticule, Stroke(inks.graticule, 0.4 * zoom), frame)
    canvas.shapes(ground.land, inks.coast, Stroke(inks.coast, 1.5 * zoom), frame)
    canvas.shapes(ground.land, inks.land, Stroke(inks.land, 0.1 * zoom), frame)
    lines = [(ground.rivers, Stroke(inks.river, 0.5 * zoom)), (ground.rails, Stroke(inks.rail, 0.45 * zoom))]
    canvas.lines([np.asarray(line.coords) for line in ground.rivers], lines[0][1], frame)
    canvas.shapes(ground.lakes, inks.water, Stroke(inks.coast, 0.4 * zoom), frame)
    canvas.lines([np.asarray(line.coords) for line in ground.rails], lines[1][1], frame)
    border = Stroke(inks.border, 0.6 * zoom, (5.0, 3.5), round_ends=False)
    canvas.lines([np.asarray(line.coords) for line in ground.borders], border, frame)


def _draw_names(canvas: Canvas, names: Sequence[Written], kinds: tuple[NameKind, ...], inks: Inks, zoom: float) -> None:
    colours = {"stop": inks.ink, "sighting": inks.ink, "country": inks.country, "sea": inks.sea, "town": inks.town}
    for name in names:
        if name.kind not in kinds:
            continue
        if name.dot:
            canvas.discs([name.dot], 0.45 * zoom, inks.town, Stroke(inks.halo, 0.5 * zoom))
        halo = Stroke(inks.water if name.kind == "sea" else inks.halo, (2.4 if name.kind == "stop" else 1.6) * zoom)
        for at, line in name.baselines():
            canvas.text(at, line, name.lettering, colours[name.kind], name.align, halo)


def _draw_ways(canvas: Canvas, ways: Travelled, frame: Rect, inks: Inks, zoom: float) -> None:
    for circle in [*(spot.circle for spot in ways.spots), *(one.circle for one in ways.seen)]:
        if circle is None:
            continue
        canvas.rings([circle], inks.ink, clip=frame, alpha=0.035)
        canvas.lines([circle], Stroke(inks.quiet, 0.5 * zoom), frame)
    tracks = ways.tracks
    canvas.lines([track.line for track in tracks], Stroke(inks.halo, 3.4 * zoom), frame)
    for mode, is_inferred in sorted({(track.mode, track.is_inferred) for track in tracks}):
        lines = [track.line for track in tracks if (track.mode, track.is_inferred) == (mode, is_inferred)]
        canvas.lines(lines, Stroke(inks.modes[mode], 1.9 * zoom, INFERRED_DASHES if is_inferred else ()), frame)
    gaps = [gap for track in tracks for gap in track.gaps]
    canvas.lines(gaps, Stroke(inks.halo, 1.5 * zoom, GAP_DASHES, round_ends=False), frame)
    for mode in sorted({track.mode for track in tracks}):
        arrows = [arrow for track in tracks if track.mode == mode for arrow in track.arrows]
        canvas.rings(arrows, inks.modes[mode], Stroke(inks.halo, 0.5 * zoom), frame)


def _draw_stops(canvas: Canvas, ways: Travelled, badges: Sequence[Rect | None], inks: Inks, zoom: float) -> None:
    for mode in sorted({one.mode for one in ways.seen}):
        places = [(one.x, one.y) for one in ways.seen if one.mode == mode]
        canvas.discs(places, 1.0 * zoom, inks.halo, Stroke(inks.modes[mode], 1.3 * zoom))
    numbered = [(spot, box) for spot, box in zip(ways.spots, badges, strict=True) if box]
    leaders = [np.array([(spot.x, spot.y), box.middle]) for spot, box in numbered]
    canvas.lines(leaders, Stroke(inks.ink, 0.7 * zoom))
    canvas.discs([(spot.x, spot.y) for spot in ways.spots], _DOT_MM * zoom, inks.ink, Stroke(inks.halo, 0.7 * zoom))
    for spot, box in numbered:
        _draw_badge(canvas, spot, box, inks, zoom)


def _draw_badge(canvas: Canvas, spot: Spot, box: Rect, inks: Inks, zoom: float) -> None:
    fill, figures = inks.badges[spot.traveller % len(inks.badges)]
    edge = Stroke(inks.halo, 0.9 * zoom)
    if spot.is_unsure:
        fill, figures, edge = inks.halo, fill, Stroke(fill, 0.9 * zoom, (1.8, 1.3), round_ends=False)
    canvas.pill(box.grown(-0.15 * zoom), fill, edge)
    x, y = box.middle
    canvas.text((x, y - 0.92 * zoom), _numbers(spot), _figures(zoom), figures, "center")
