"""Where the parts of a picture stand: title above, map, what explains it beside or below, attribution at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from geo.picture.canvas import Canvas
from geo.picture.content import Content
from geo.picture.furniture import projection_said
from geo.picture.globe import Floats
from geo.picture.inks import INKS
from geo.picture.lettering import Lettering, broken
from geo.picture.panel import column_width, columns_of, fitting, height_for
from geo.picture.paper import Paper
from geo.picture.story import Story, subtitle_of, title_of
from geo.picture.tracks import ways
from geo.picture.view import Rect, View, fitted

ATTRIBUTION = (
    "Map and ways: © OpenStreetMap contributors (ODbL) · GeoNames (CC BY 4.0) · Natural Earth. "
    "Borders imply no endorsement."
)
_MARGIN_MM = 8.0
_GUTTER_MM = 5.0
_HEAD_LEADING = 1.13
_BESIDE = 0.235  # of the width that the panel takes beside the map
_COLUMN_MM = 50.0  # about how wide a column is below it
_MOST_BELOW = 0.36  # of the height that the panel takes below it


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a picture and the view of the map; all in mm on the paper."""

    paper: Paper
    told: Sequence[Story]
    view: View
    panel: Rect
    columns: int

    def draw(self, canvas: Canvas, unnumbered: int) -> None:
        """Draws all but the map."""
        zoom, inks = self.paper.zoom, INKS[self.paper.theme].of(len(self.told))
        gutter = _GUTTER_MM * zoom
        width = column_width(self.panel.width, self.columns, gutter)
        content = Content(self.told, self.view, inks, zoom, width, unnumbered)
        for placed in fitting(content.blocks, columns_of(self.panel, self.columns, gutter)):
            placed.block.draw(canvas, placed.left, placed.top)
        page = _page(self.paper)
        top = page.top
        for line, letters, strong in _head(self.told, page.width, zoom):
            canvas.text((page.left, top - 0.8 * letters.line_mm), line, letters, inks.ink if strong else inks.quiet)
            top -= _HEAD_LEADING * letters.line_mm
        letters = _foot_letters(zoom)
        lines = _foot(self.view, page.width, zoom)
        for number, line in enumerate(reversed(lines)):
            at = (page.left, page.bottom + number * letters.line_mm + 0.22 * letters.line_mm)
            canvas.text(at, line, letters, inks.quiet)


def laid_out(told: Sequence[Story], paper: Paper) -> Layout:
    """The parts of a picture, the map as large as the rest allows."""
    zoom, page = paper.zoom, _page(paper)
    points = np.concatenate([ways(story.legs, story.stops) for story in told])
    gap = 3.0 * zoom
    head = _HEAD_LEADING * sum(letters.line_mm for _, letters, _ in _head(told, page.width, zoom))
    top = page.top - head - gap
    bottom = page.bottom + len(_foot(fitted(points, page), page.width, zoom)) * _foot_letters(zoom).line_mm + gap * 0.8
    if paper.is_wide:
        width = max(44.0 * zoom, _BESIDE * page.width)
        panel = Rect(page.right - width, bottom, page.right, top)
        frame = replace(panel, left=page.left, right=panel.left - gap * 1.4)
        return Layout(paper, told, fitted(points, frame), panel, 1)
    return _below(told, paper, points, replace(page, bottom=bottom, top=top), gap)


def _below(told: Sequence[Story], paper: Paper, points: Floats, room: Rect, gap: float) -> Layout:
    """The panel below the map, in as many columns as stand side by side."""
    zoom, gutter = paper.zoom, _GUTTER_MM * paper.zoom
    count = max(1, round(room.width / (_COLUMN_MM * zoom)))
    width = column_width(room.width, count, gutter)
    guess = fitted(points, replace(room, bottom=room.bottom + room.height * _MOST_BELOW))
    blocks = Content(told, guess, INKS[paper.theme].of(len(told)), zoom, width).blocks(1.0)
    height = height_for(blocks, room, count, gutter, room.height * _MOST_BELOW)
    panel = replace(room, top=room.bottom + height)
    return Layout(paper, told, fitted(points, replace(room, bottom=panel.top + gap)), panel, count)


def _page(paper: Paper) -> Rect:
    """The paper within its margins."""
    margin = _MARGIN_MM * paper.zoom
    return Rect(margin, margin, paper.width_mm - margin, paper.height_mm - margin)


def _head(told: Sequence[Story], width: float, zoom: float) -> list[tuple[str, Lettering, bool]]:
    """The lines above the map, how each is set, and whether it is of the title."""
    title, below = Lettering(16.5 * zoom, "strong"), Lettering(9.0 * zoom)
    lines = [(line, title, True) for line in broken(title_of(told), title, width, 2)]
    return [*lines, *((line, below, False) for line in broken(subtitle_of(told), below, width, 2))]


def _foot(view: View, width: float, zoom: float) -> list[str]:
    text = f"{ATTRIBUTION} {projection_said(view)}. Made with Demarche."
    return broken(text, _foot_letters(zoom), width, 4)


def _foot_letters(zoom: float) -> Lettering:
    return Lettering(5.6 * zoom)
