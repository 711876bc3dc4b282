"""The times of a journey as the page and the map show them: windows in words, and the diagram."""

from __future__ import annotations

from geo.diagram import describe, svg
from geo.errors import UsageError
from geo.journey import Journey, Place
from geo.show.assets import data_address
from geo.show.shape import DiagramView, OpenView, Theme
from geo.show.words import local_window_in_words, window_in_words
from geo.translation import Words
from geo.when import NO_WINDOW, Window
from geo.whereabouts import Timeline


def timeline(journey: Journey, words: Words) -> tuple[Timeline | None, str | None]:
    """The journey's timeline, or why it has none."""
    try:
        return Timeline(journey), None
    except UsageError as error:
        return None, words.say("page.untimed", why=error.faults[0].message)


def diagram_view(times: Timeline, theme: Theme) -> DiagramView:
    """The time–distance diagram."""
    return {"image": data_address(svg(times, theme).decode(), "image/svg+xml"), "text": describe(times)}


def open_view(window: Window, place: Place, words: Words) -> OpenView | None:
    """What is left open of a moment at a place; None where nothing is known."""
    if window == NO_WINDOW:
        return None
    return {
        "utc": window_in_words(window, words),
        "local": local_window_in_words(window, place.tzinfo, words) if place.zone else None,
    }
