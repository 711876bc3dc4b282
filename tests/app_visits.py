"""Pages of the app opened without a browser, for their tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from geo.app import compare, distance, editor, guarded, journey, where
from geo.app.shelf import Shelf
from geo.translation import words_of

ROOT = Path(__file__).parents[1]
APP = ROOT / "app.py"
ITINERARIES = ROOT / "itineraries"
SECONDS = 60
OWN_TEXT = "own-text"  # where a session keeps the visitor's own itinerary
PAGES: Mapping[str, Callable[[Shelf], None]] = {
    "journey": journey.page,
    "compare": compare.page,
    "distance": lambda _: distance.page(),
    "where": where.page,
    "editor": editor.page,
}
OWN = """
title: "**Two** places"
traveller: A
sources: {a: {publisher: P, url: "https://a.example/x"}, b: {publisher: Q, url: "javascript:alert(1)"}}
places:
  one: {name: One, lat: 43.1, lon: 131.9}
  two: {name: Two, lat: 43.4, lon: 132.2}
stops: [{place: one}, {place: two, by: air, sources: [a]}]
claims: [{quote: "300 km away", source: b, from: one, to: two, by: air, distance: 300 km}]
"""
TIMED = OWN.replace("{place: one}", "{place: one, depart: 2023-09-12T06:00}").replace(
    "by: air,", "by: air, arrive: 2023-09-12T06:01,"
)


class English:
    """The words of the app as visitors see them in English: `words.NO_TIMES` is the text `app.no-times`."""

    YAML = "YAML"
    ITEMS: Mapping[str, str] = {"stops": "Stop", "claims": "Claim"}

    def __getattr__(self, name: str) -> str:
        return words_of("en")[f"app.{name.lower().replace('_', '-')}"]


words = English()


def visit(page: str, own: str = "", folder: Path = ITINERARIES, **address: str | list[str]) -> AppTest:
    """A page by itself, in a fresh session that has an itinerary of its own, at an address."""
    shown = visited(partial(PAGES[page], Shelf(folder)), units=str(address.pop("units", "km")))
    for name, value in address.items():
        shown.query_params[name.removesuffix("_")] = value
    if own:
        shown.session_state[OWN_TEXT] = own
    return shown.run()


def visited(draw: Callable[[], None], units: str = "km") -> AppTest:
    """A session that has not run yet, for whatever is drawn."""

    def script(draw, guarded):  # annotated names are unknown where Streamlit runs it
        guarded(draw)

    shown = AppTest.from_function(script, kwargs={"draw": draw, "guarded": guarded}, default_timeout=SECONDS)
    shown.session_state["units"] = units
    return shown


def own_text(shown: AppTest) -> str:
    """The visitor's own itinerary, as the session has it."""
    return str(shown.session_state[OWN_TEXT])


def texts(shown: AppTest) -> str:
    """All text that is no markup."""
    return "\n".join(text.value for text in shown.text)


def named(elements: Any, label: str) -> Any:
    """The one of some elements that has a label."""
    (found,) = (element for element in elements if element.label == label)
    return found


def click(shown: AppTest, label: str) -> AppTest:
    """The session after a click on a button."""
    return named(shown.button, label).click().run()
