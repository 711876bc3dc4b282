"""Several journeys beside one another, in Chromium with the network cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile_texts import NASTY
from playwright.sync_api import Locator, expect
from side import STOPS, box, hostile_story, shown, told, undisturbed
from visit import Visit

from geo.journey import Journey
from tests import timed_journeys

pytestmark = pytest.mark.browser


def host() -> Journey:
    """Somebody who waits at Khasan."""
    stop = {"place": "Khasan", "arrive": "2023-09-11", "depart": "2023-09-13"}
    return timed_journeys.timed(stop, title="The host", traveller="H")


def opened(visit: Visit, folder: Path) -> Locator:
    side = shown(visit, folder, told(title="The guest"), host(), embed=True)
    return side.get_by_role("tabpanel", name="Journeys")


def colour(visit: Visit, selector: str, name: str) -> str:
    value = visit.page.locator(selector).first.evaluate("(one, name) => getComputedStyle(one)[name]", name)
    return str(value)


def test_a_journey_is_switched_off_and_on(offline: Visit, tmp_path: Path) -> None:
    panel = opened(offline, tmp_path)
    guest = panel.get_by_role("checkbox", name="The guest")
    assert offline.page.locator(".demarche-leg").count() == 2
    guest.press("Space")
    assert offline.page.locator(".demarche-leg").count() == 0
    assert offline.page.locator(".demarche-badge:visible").all_inner_texts().count("1") == 1
    guest.check()
    assert offline.page.locator(".demarche-leg").count() == 2
    undisturbed(offline)


def test_a_way_of_travelling_is_switched_off_and_on(offline: Visit, tmp_path: Path) -> None:
    panel = opened(offline, tmp_path)
    panel.get_by_role("checkbox", name="Rail").uncheck()
    assert offline.page.locator(".demarche-leg:visible").count() == 1
    assert offline.page.locator(".demarche-hit:visible").count() == 1
    panel.get_by_role("checkbox", name="Rail").check()
    assert offline.page.locator(".demarche-leg:visible").count() == 2
    undisturbed(offline)


def test_lines_are_coloured_by_the_way_of_travelling_or_by_journey(offline: Visit, tmp_path: Path) -> None:
    panel = opened(offline, tmp_path)
    assert colour(offline, ".demarche-leg.of-rail", "stroke") == "rgb(213, 94, 0)"
    panel.get_by_role("radio", name="by journey").check()
    assert colour(offline, ".demarche-leg.of-rail", "stroke") == "rgb(51, 34, 136)"
    assert colour(offline, ".demarche-leg.of-road", "stroke") == "rgb(51, 34, 136)"
    panel.get_by_role("radio", name="by journey").press("ArrowLeft")
    assert colour(offline, ".demarche-leg.of-rail", "stroke") == "rgb(213, 94, 0)"
    undisturbed(offline)


def test_badges_take_the_colour_and_the_shape_of_their_journey(offline: Visit, tmp_path: Path) -> None:
    opened(offline, tmp_path)
    guest, other = (f".leaflet-marker-pane .demarche-badge.traveller-{index}:not(.unsure)" for index in (0, 1))
    assert colour(offline, guest, "backgroundColor") == "rgb(51, 34, 136)"
    assert colour(offline, other, "backgroundColor") == "rgb(17, 119, 51)"
    assert colour(offline, guest, "borderRadius") != colour(offline, other, "borderRadius")


def test_totals_stand_side_by_side(offline: Visit, tmp_path: Path) -> None:
    panel = opened(offline, tmp_path)
    guest, alone = panel.locator(".demarche-totals tbody").all()
    for words in ("The guest", "3", "km", "h", "of 7"):
        expect(guest).to_contain_text(words)
    for words in ("The host", "1", "unknown", "—"):
        expect(alone).to_contain_text(words)


def test_an_encounter_is_marked_listed_and_flown_to(offline: Visit, tmp_path: Path) -> None:
    panel = opened(offline, tmp_path)
    met = panel.locator(".demarche-met")
    for words in ("Met", "Khasan", "UTC", "The guest", "The host"):
        expect(met.first).to_contain_text(words)
    ring = offline.page.locator("path.demarche-encounter")
    expect(ring).to_have_count(1)
    met.first.press("Enter")
    frame, spot = box(offline.page.locator("#map")), box(ring)
    assert spot["x"] + spot["width"] / 2 == pytest.approx(frame["x"] + frame["width"] / 2, abs=frame["width"] / 8)
    ring.focus()
    offline.page.keyboard.press("Enter")
    expect(offline.page.locator(".demarche-card")).to_contain_text("both are stated to have been at Khasan")
    panel.get_by_role("checkbox", name="The host").uncheck()
    expect(ring).to_have_count(0)
    expect(met.first).to_be_hidden()
    undisturbed(offline)


def test_one_journey_has_nothing_to_be_compared_with(offline: Visit, tmp_path: Path) -> None:
    side = shown(offline, tmp_path, told(), embed=True)
    expect(side.get_by_role("tab", name="Journeys")).to_have_count(0)


def test_hostile_titles_stay_text(offline: Visit, tmp_path: Path) -> None:
    other = timed_journeys.timed(*STOPS[:2], title=NASTY, traveller="X")
    side = shown(offline, tmp_path, hostile_story(), other, embed=True)
    panel = side.get_by_role("tabpanel", name="Journeys")
    assert panel.locator("th bdi").first.text_content() == NASTY
    side.get_by_role("tab", name="Story").click()
    assert side.locator("option").first.text_content() == NASTY
    assert offline.page.locator("img, .demarche-side script").count() == 0
    undisturbed(offline)
