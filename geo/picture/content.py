"""The blocks that explain a map: scale, legend, stops and sources."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from geo.modes import Mode
from geo.picture.canvas import Canvas, Stroke
from geo.picture.furniture import BAR_HEIGHT_MM, draw_scale, north_said, scale_said
from geo.picture.inks import Inks
from geo.picture.lettering import MISSING, Lettering, drawable, width_mm
from geo.picture.panel import Block, Draw, Style, heading, text_block
from geo.picture.story import Story, name_of, source_text, stops_of, texts_of, when
from geo.picture.view import Rect, View
from geo.show.shape import StopView

_MODES: dict[Mode, str] = {
    "rail": "By rail", "road": "By road", "sea": "By sea", "air": "By air", "foot": "On foot", "unknown": "Way unknown",
}  # fmt: skip
_GAP_MM = 2.6
_LEGEND_MM = 9.0
_MOST_LISTED = 400  # of stops, and of sources: more than any paper holds
_MOST_TOGETHER = 12  # entries of a legend that stand in one column
_STOPS_FIRST = 3.0  # a third of the sources are told before a stop is left out
INFERRED_DASHES = (1.0, 2.2)  # in widths of the line, to which round ends add one
GAP_DASHES = (1.2, 1.6)


@dataclass(frozen=True, slots=True)
class Content:
    """All that a panel may say; `unnumbered` is how many stops the map has no room to number."""

    told: Sequence[Story]
    view: View
    inks: Inks
    zoom: float
    width: float
    unnumbered: int = 0

    def blocks(self, share: float) -> list[Block]:
        """The blocks, with a share of the stops and of the sources."""
        return [*self._scale(), *self._legend(), *self._stops(share), *self._sources(share)]

    # ---- scale

    def _scale(self) -> Iterator[Block]:
        def draw(canvas: Canvas, left: float, top: float) -> None:
            draw_scale(canvas, (left, top), self.width, self.view, self.inks, self.zoom)

        yield Block(BAR_HEIGHT_MM * self.zoom, draw, leads=True)
        yield self._small(f"{scale_said(self.view)} {north_said(self.view)}", after=_GAP_MM, most_lines=6)

    # ---- legend

    def _legend(self) -> Iterator[Block]:
        entries = [*self._travellers(), *self._ways(), *self._marks()]
        if entries:
            yield heading("Legend", self.inks, self.width, self.zoom)
            keep = len(entries) <= _MOST_TOGETHER
            yield from (replace(entry, leads=keep) for entry in entries[:-1])
            yield from (entries[-1], self._space())

    def _travellers(self) -> Iterator[Block]:
        if len(self.told) > 1:
            for index, story in enumerate(self.told):
                yield self._entry(story.title, self._pill("1", 7.2 * self.zoom, *self._badge(index)))

    def _ways(self) -> Iterator[Block]:
        legs = [leg for story in self.told for leg in story.legs]
        for mode, label in _MODES.items():
            if any(leg["mode"] == mode for leg in legs):
                yield self._entry(label, self._line(Stroke(self.inks.modes[mode], 1.9 * self.zoom)))
        if any(leg["inferred"] for leg in legs):
            dotted = Stroke(self.inks.ink, 1.9 * self.zoom, INFERRED_DASHES)
            yield self._entry("Way or stop not certain", self._line(dotted))
        if any(leg["gaps"] for leg in legs):
            whole = Stroke(self.inks.ink, 1.9 * self.zoom)
            dashes = Stroke(self.inks.paper, 1.5 * self.zoom, GAP_DASHES, round_ends=False)
            yield self._entry("Gap in the map data, joined", self._line(whole, dashes))

    def _marks(self) -> Iterator[Block]:
        stops = [stop for _, _, stop in stops_of(self.told)]
        seen = [sighting for story in self.told for leg in story.legs for sighting in leg["sightings"]]
        if any(stop["certainty"] != "certain" for stop in stops):
            edge = Stroke(self.inks.badges[0][0], 0.8 * self.zoom, (1.6, 1.2), round_ends=False)
            yield self._entry("Stop not certain", self._pill("1", 7.2 * self.zoom, self.inks.halo, edge.ink, edge))
        if seen:
            yield self._entry("Seen on the way", self._ring(1.0, 1.2, self.inks.ink))
        if any(one["precision_km"] * self.view.mm_per_km >= 1 for one in (*stops, *seen)):
            yield self._entry("Place known to within this", self._ring(1.4, 0.5, self.inks.quiet))

    def _entry(self, text: str, mark: Draw) -> Block:
        indent, after = _LEGEND_MM * self.zoom, 0.35 * self.zoom
        style = Style(Lettering(6.6 * self.zoom), self.inks.ink, indent, after, most_lines=2)
        return text_block(text, style, self.width, mark)

    def _line(self, *strokes: Stroke) -> Draw:
        """A stretch of a line, one stroke upon the other."""

        def draw(canvas: Canvas, left: float, top: float) -> None:
            y = top - self._middle
            for stroke in strokes:
                canvas.lines([np.array([(left + 0.4, y), (left + 7.2 * self.zoom, y)])], stroke)

        return draw

    def _pill(self, figures: str, right_mm: float, fill: str, ink: str, edge: Stroke | None = None) -> Draw:
        """A small badge that ends so far from the left."""
        letters = Lettering(5.4 * self.zoom, "strong")

        def draw(canvas: Canvas, left: float, top: float) -> None:
            wide = self._pill_width(figures)
            middle, high, right = top - self._middle, 2.5 * self.zoom, left + right_mm
            canvas.pill(Rect(right - wide, middle - high / 2, right, middle + high / 2), fill, edge)
            canvas.text((right - wide / 2, middle - 0.68 * self.zoom), figures, letters, ink, "center")

        return draw

    def _pill_width(self, figures: str) -> float:
        letters = Lettering(5.4 * self.zoom, "strong")
        return max(2.7 * self.zoom, width_mm(figures, letters) + 1.5 * self.zoom)

    def _ring(self, radius: float, points: float, ink: str) -> Draw:
        def draw(canvas: Canvas, left: float, top: float) -> None:
            at = (left + 3.8 * self.zoom, top - self._middle)
            canvas.discs([at], radius * self.zoom, self.inks.halo, Stroke(ink, points * self.zoom))

        return draw

    @property
    def _middle(self) -> float:
        """From the top of a line of the legend to the middle of its letters."""
        return 0.52 * Lettering(6.6 * self.zoom).line_mm

    # ---- stops and sources

    def _stops(self, share: float) -> Iterator[Block]:
        every = list(stops_of(self.told))
        shown = every[: math.ceil(min(len(every), _MOST_LISTED) * min(1.0, _STOPS_FIRST * share))]
        if not shown:
            return
        yield heading("Stops", self.inks, self.width, self.zoom)
        right = max(self._pill_width(str(stop["number"])) for _, _, stop in shown)
        for index, story, stop in shown:
            yield from self._stop(story, stop, self._pill(str(stop["number"]), right, *self._badge(index)), right)
        yield from self._rest(len(every) - len(shown), "stop", "stops")
        if self.unnumbered:
            yield self._small(f"{self.unnumbered} stops have no room for their number on the map.")
        yield self._space()

    def _stop(self, story: Story, stop: StopView, mark: Draw, right: float) -> Iterator[Block]:
        said = " ".join(part for part in (when(stop), story.cited(stop["sources"])) if part)
        indent, after = right + 1.6 * self.zoom, 0.6 * self.zoom
        name = Style(Lettering(6.6 * self.zoom, "strong"), self.inks.ink, indent, most_lines=2)
        yield text_block(name_of(stop["name"]), name, self.width, mark, leads=bool(said))
        if said:
            yield text_block(said, Style(Lettering(6.0 * self.zoom), self.inks.quiet, indent, after), self.width)

    def _badge(self, traveller: int) -> tuple[str, str]:
        return self.inks.badges[traveller % len(self.inks.badges)]

    def _sources(self, share: float) -> Iterator[Block]:
        every = [
            (story.first_source + number, source) for story in self.told for number, source in enumerate(story.sources)
        ]
        shown = every[: math.ceil(min(len(every), _MOST_LISTED) * share)]
        if shown:
            yield heading("Sources", self.inks, self.width, self.zoom)
        for number, source in shown:
            yield self._source(number, source_text(source))
        yield from self._rest(len(every) - len(shown), "source", "sources")
        if any(MISSING in drawable(text) for text in texts_of(self.told)):
            yield self._small(f"{MISSING} stands for a character that no font of this computer has.")

    def _source(self, number: int, text: str) -> Block:
        letters, indent = Lettering(5.8 * self.zoom), 5.8 * self.zoom

        def mark(canvas: Canvas, left: float, top: float) -> None:
            at = (left + indent - 1.1 * self.zoom, top - 0.78 * letters.line_mm)
            canvas.text(at, f"[{number}]", letters, self.inks.quiet, "right")

        return text_block(text, Style(letters, self.inks.quiet, indent, 0.35 * self.zoom), self.width, mark)

    def _rest(self, count: int, one: str, many: str) -> Iterator[Block]:
        if count:
            yield self._small(f"and {count:,} more {one if count == 1 else many}, in the itinerary file")

    def _small(self, text: str, after: float = 0.5, most_lines: int = 3) -> Block:
        style = Style(Lettering(5.6 * self.zoom), self.inks.quiet, 0.0, after * self.zoom, most_lines)
        return text_block(text, style, self.width)

    def _space(self) -> Block:
        return Block(_GAP_MM * self.zoom, lambda _canvas, _left, _top: None)
