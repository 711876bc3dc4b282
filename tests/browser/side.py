"""The panel beside the map, for the tests of its tabs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from hostile_texts import NASTY
from playwright.sync_api import Locator
from visit import Visit

from geo.journey import Journey
from geo.show.page import save_html
from tests import timed_journeys
from tests.fakes import claim

STOPS: tuple[dict[str, Any], ...] = (
    {"place": "Pyongyang", "depart": "2023-09-10 afternoon", "sources": ["s"], "events": ["Leaves by train"]},
    {"place": "Khasan", "by": "armoured train", "arrive": "2023-09-12 morning"},
    {"place": "Vladivostok", "by": "road", "arrive": "2023-09-12T22:00~", "certainty": "uncertain"},
)
CLAIMS = (
    claim("Pyongyang", "Khasan", duration="20 hours", by="armoured train"),
    claim("Khasan", "Vladivostok", distance="about 1,000 km", by="rail"),
    claim("Khasan", "Vladivostok", arrive="2023-09-14 morning"),
    claim("Khasan", "Vladivostok", direction="west"),
    claim("Pyongyang", "Vladivostok", distance="over 400 km"),
    {"quote": "first the city", "source": "s", "order": ["Vladivostok", "Khasan"]},
    {"quote": "all of it", "source": "s", "distance": "900 km"},
)


def told(*, traveller: str = "K", claims: tuple[dict[str, Any], ...] = CLAIMS, **parts: Any) -> Journey:
    """A journey of three stops by rail and road, with a claim of each kind."""
    sources = {"s": {"publisher": "The Paper", "date": "2023-09-16", "url": "https://a.example/x"}}
    built = {"traveller": traveller, "claims": list(claims), "sources": sources} | parts
    return timed_journeys.timed(*STOPS, **built)


def hostile_story() -> Journey:
    """The same, with hostile text for every name and quotation."""
    events = [{**stop, "events": [NASTY]} for stop in STOPS]
    story = timed_journeys.timed(
        *events,
        title=NASTY,
        traveller=NASTY,
        sources={"s": {"publisher": NASTY, "title": NASTY, "url": f"https://a.example/{NASTY}"}},
        claims=[one | {"quote": NASTY} for one in CLAIMS],
    )
    renamed = {key: replace(place, name=NASTY, source="given") for key, place in story.places.items()}
    findings = tuple(
        replace(
            one,
            explanation=NASTY,
            origin=one.origin and renamed[one.origin.name],
            destination=one.destination and renamed[one.destination.name],
        )
        for one in story.findings
    )
    return replace(story, places=renamed, findings=findings)


def shown(
    visit: Visit, folder: Path, *journeys: Journey, embed: bool = False, address: str = "", language: str = "en"
) -> Locator:
    """The panel of the page of some journeys, opened from disk at an address within it."""
    file = folder / "page.html"
    save_html(journeys, file, embed=embed, language=language)
    visit.open(f"{file.as_uri()}{address}").wait_for_selector("#map[data-drawn=true]")
    return visit.page.locator(".demarche-side")


def undisturbed(visit: Visit) -> None:
    """Nothing was asked of the network but the page, and the console is silent."""
    assert [url.split("#")[0] for url in visit.requests[1:]] == []
    assert visit.complaints == []


def box(locator: Locator) -> dict[str, float]:
    """Where something is on the screen."""
    found = locator.bounding_box()
    assert found
    return {**found}
