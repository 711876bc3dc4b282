"""The diagram beside the map, linked with it both ways, in Chromium with the network cut."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Visit
from hostile_texts import NASTY
from playwright.sync_api import Locator, expect
from show_samples import kim_sketch

from geo.journey import Journey
from geo.show import save_html
from tests import timed_journeys as journeys

pytestmark = pytest.mark.browser


def shown(visit: Visit, folder: Path, *told: Journey, embed: bool = False) -> Locator:
    """The diagram of the page of some journeys."""
    file = folder / "journey.html"
    save_html(told, file, embed=embed)
    visit.open(file).wait_for_selector("#map[data-drawn=true]")
    return visit.page.locator(".demarche-times")


def undisturbed(visit: Visit) -> None:
    assert len(visit.requests) == 1
    assert visit.complaints == []


def centre(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def lit(visit: Visit) -> list[str]:
    """What is marked in the diagram, by name."""
    return [str(one.get_attribute("aria-label")) for one in visit.page.locator(".demarche-times .lit").all()]


def test_it_shows_stops_legs_sightings_and_what_was_reported(offline: Visit, tmp_path: Path) -> None:
    diagram = shown(offline, tmp_path, journeys.two_legs())
    names = [str(one.get_attribute("aria-label")) for one in diagram.get_by_role("button").all()]
    assert [name.split(",")[0] for name in sorted(names)] == [
        "Leg 1: Pyongyang to Khasan", "Leg 2: Khasan to Vladivostok",
        "Stop 1: Pyongyang", "Stop 2: Khasan", "Stop 3: Vladivostok",
    ]  # fmt: skip
    assert diagram.locator("path.mark.seen").count() == 1
    assert diagram.locator(".told.consistent").count() == 1
    assert "Reported (contradicted)" in (diagram.locator(".told.contradicted title").first.text_content() or "")
    assert {"1 Pyongyang", "3 Vladivostok"} <= set(diagram.locator(".names text").all_text_contents())
    assert "13 Sep" in diagram.locator(".grid text").all_text_contents()
    assert "where they can have been" in diagram.locator("ul").inner_text()
    undisturbed(offline)


def test_what_is_pointed_at_in_the_diagram_is_marked_on_the_map(offline: Visit, tmp_path: Path) -> None:
    diagram = shown(offline, tmp_path, journeys.two_legs())
    leg = diagram.get_by_role("button", name="Leg 1: Pyongyang to Khasan")
    leg.dispatch_event("mouseenter")
    assert offline.page.locator(".demarche-hit.demarche-lit").get_attribute("aria-label", timeout=500) == str(
        offline.page.locator(".demarche-hit").first.get_attribute("aria-label")
    )
    expect(diagram.locator(".demarche-times-said")).to_contain_text("Leg 1: Pyongyang to Khasan")
    leg.dispatch_event("mouseleave")
    assert offline.page.locator(".demarche-lit").count() == 0
    diagram.get_by_role("button", name="Stop 3: Vladivostok").focus()
    assert offline.page.locator(".demarche-stop.demarche-lit").all_inner_texts() == ["3"]
    undisturbed(offline)


def test_the_mouse_reaches_a_leg_by_its_line(offline: Visit, tmp_path: Path) -> None:
    diagram = shown(offline, tmp_path, journeys.two_legs())
    diagram.scroll_into_view_if_needed()
    offline.page.mouse.move(*centre(diagram.locator("g.leg path.run").first))
    assert lit(offline)[0].startswith("Leg 1")
    assert offline.page.locator(".demarche-hit.demarche-lit").count() == 1


def test_what_is_pointed_at_on_the_map_is_marked_in_the_diagram(offline: Visit, tmp_path: Path) -> None:
    shown(offline, tmp_path, journeys.two_legs())
    offline.page.locator(".demarche-hit").nth(1).focus()
    assert lit(offline)[0].startswith("Leg 2: Khasan to Vladivostok")
    offline.page.locator(".demarche-stop").first.focus()
    assert lit(offline)[0].startswith("Stop ")
    offline.page.locator(".demarche-stop").first.blur()
    assert lit(offline) == []
    offline.page.locator(".demarche-stop", has_text="1").hover()
    assert lit(offline)[0].startswith("Stop 1")
    undisturbed(offline)


def test_the_keyboard_goes_along_the_journey_and_opens_cards(offline: Visit, tmp_path: Path) -> None:
    diagram = shown(offline, tmp_path, journeys.two_legs())
    diagram.locator("[role=button][tabindex='0']").focus()
    page = offline.page
    assert lit(offline)[0].startswith("Stop 1")
    page.keyboard.press("ArrowRight")
    assert lit(offline)[0].startswith("Leg 1")
    page.keyboard.press("Enter")
    expect(page.locator(".demarche-card")).to_contain_text("armoured train")
    page.keyboard.press("End")
    assert lit(offline)[0].startswith("Stop 3")
    page.keyboard.press("Enter")
    expect(page.locator(".demarche-card")).to_contain_text("Vladivostok")
    undisturbed(offline)


def test_a_click_on_a_stop_opens_its_card(offline: Visit, tmp_path: Path) -> None:
    diagram = shown(offline, tmp_path, journeys.two_legs())
    diagram.scroll_into_view_if_needed()
    offline.page.mouse.click(*centre(diagram.get_by_role("button", name="Stop 1").locator("circle")))
    expect(offline.page.locator(".demarche-card")).to_contain_text("Pyongyang")
    undisturbed(offline)


def test_a_drag_chooses_the_moment_and_a_line_follows_the_slider(offline: Visit, tmp_path: Path) -> None:
    diagram = shown(offline, tmp_path, journeys.two_legs())
    now = diagram.locator("path.now")
    expect(now).to_be_hidden()
    diagram.scroll_into_view_if_needed()
    box = diagram.locator("svg[role=group]").bounding_box()
    assert box
    mouse, y = offline.page.mouse, box["y"] + 20
    mouse.move(box["x"] + 300, y)
    mouse.down()
    first = offline.page.locator("#map").get_attribute("data-minute")
    mouse.move(box["x"] + 500, y)
    mouse.up()
    second = offline.page.locator("#map").get_attribute("data-minute")
    assert int(first or 0) < int(second or 0)
    assert centre(now)[0] == pytest.approx(box["x"] + 500, abs=1.5)
    assert offline.page.get_by_label("Where can they have been?").input_value() == second
    assert offline.page.locator("path.demarche-likely").count() == 1
    offline.page.get_by_label("Where can they have been?").press("Home")
    assert centre(now)[0] < box["x"] + 200
    undisturbed(offline)


def test_its_axis_goes_by_the_chosen_clock(offline: Visit, tmp_path: Path) -> None:
    diagram = shown(offline, tmp_path, journeys.two_legs())
    axis = diagram.locator(".grid text")
    assert axis.all_text_contents()[-1] == "UTC"
    before = [centre(tick)[0] for tick in axis.filter(has_text="13 Sep").all()]
    offline.page.get_by_label("Clock").select_option("Asia/Vladivostok")
    assert axis.all_text_contents()[-1] == "Asia/Vladivostok"
    after = [centre(tick)[0] for tick in axis.filter(has_text="13 Sep").all()]
    assert after[0] < before[0]  # the day begins earlier there
    undisturbed(offline)


def test_of_several_journeys_one_is_chosen(offline: Visit, tmp_path: Path) -> None:
    diagram = shown(offline, tmp_path, journeys.two_legs(), journeys.clashing(), kim_sketch())
    choice = diagram.get_by_label("Journey", exact=True)
    assert choice.locator("option").count() == 2  # the third says no times
    assert diagram.locator(".told.conflict").count() == 0
    choice.select_option(index=1)
    assert diagram.locator(".told.conflict").count() == 1
    diagram.get_by_role("button", name="Leg 2").dispatch_event("mouseenter")
    assert offline.page.locator(".demarche-hit").nth(3).evaluate("one => one.classList.contains('demarche-lit')")
    undisturbed(offline)


def test_in_a_frame_it_is_folded_away_and_the_map_keeps_its_room(offline: Visit, tmp_path: Path) -> None:
    offline.page.set_viewport_size({"width": 900, "height": 720})
    diagram = shown(offline, tmp_path, journeys.two_legs(), embed=True)
    whole = offline.page.locator("#map").bounding_box()
    assert whole
    assert whole["height"] > 660
    expect(diagram.locator("svg[role=group]")).to_be_hidden()
    diagram.locator("summary").press("Enter")
    expect(diagram.get_by_role("button", name="Leg 1")).to_have_count(1)
    smaller, below = offline.page.locator("#map").bounding_box(), diagram.bounding_box()
    assert smaller
    assert below
    assert smaller["height"] > 300
    assert below["y"] + below["height"] <= 720.5
    assert offline.page.evaluate("document.documentElement.scrollHeight") <= 721
    undisturbed(offline)


def test_a_journey_without_times_has_no_diagram(offline: Visit, tmp_path: Path) -> None:
    assert shown(offline, tmp_path, kim_sketch()).count() == 0


def test_hostile_names_stay_text(offline: Visit, tmp_path: Path) -> None:
    story = journeys.two_legs()
    named = {key: replace(place, name=NASTY, source="given") for key, place in story.places.items()}
    routes = tuple(replace(r, origin=replace(r.origin, name=NASTY, source="given"), by=NASTY) for r in story.routes)
    title = story.itinerary.model_copy(update={"title": NASTY})
    hostile = replace(story, places=named, routes=routes, itinerary=title)
    diagram = shown(offline, tmp_path, hostile, hostile)
    diagram.locator("[role=button][tabindex='0']").focus()
    assert NASTY in (diagram.locator(".demarche-times-said").text_content() or "")
    assert diagram.locator("option").all_text_contents() == [NASTY, NASTY]
    assert diagram.locator("img, script, a, foreignObject").count() == 0
    undisturbed(offline)


def test_it_fits_a_phone_in_the_dark(phone: Visit, tmp_path: Path) -> None:
    diagram = shown(phone, tmp_path, journeys.two_legs())
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert diagram.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(17, 23, 29)"
    boxes = [text.bounding_box() for text in diagram.locator("svg text").all()]
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes)
    undisturbed(phone)
