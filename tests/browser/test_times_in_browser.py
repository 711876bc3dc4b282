"""The slider of the map and the diagram on the page, in Chromium with the network cut."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Visit
from playwright.sync_api import Locator, expect
from show_samples import NASTY, kim_sketch

from geo.journey import Journey
from geo.show import save_html
from tests import timed_journeys as journeys

pytestmark = pytest.mark.browser


def shown(visit: Visit, folder: Path, *told: Journey) -> Locator:
    """The slider of the page of some journeys."""
    file = folder / "journey.html"
    save_html(told, file)
    visit.open(file).wait_for_selector("#map[data-drawn=true]")
    return visit.page.get_by_label("Where can they have been?")


def undisturbed(visit: Visit) -> None:
    assert len(visit.requests) == 1
    assert visit.complaints == []


def count(visit: Visit, name: str) -> int:
    return visit.page.locator(f"path.{name}").count()


def middle(visit: Visit, selector: str) -> tuple[float, float]:
    box = visit.page.locator(selector).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_nothing_is_drawn_until_a_moment_is_chosen(offline: Visit, tmp_path: Path) -> None:
    slider = shown(offline, tmp_path, journeys.two_legs())
    assert slider.get_attribute("aria-valuetext") == "no moment chosen"
    assert count(offline, "demarche-likely") == 0
    undisturbed(offline)


def test_the_keyboard_goes_through_the_moments(offline: Visit, tmp_path: Path) -> None:
    slider = shown(offline, tmp_path, journeys.two_legs())
    slider.focus()
    slider.press("Home")
    panel = offline.page.locator(".demarche-when")
    expect(panel).to_contain_text("10 Sep 2023, 03:00 UTC")
    expect(panel).to_contain_text("12:00 there")
    expect(panel).to_contain_text("at Pyongyang")
    assert (count(offline, "demarche-possible-stop"), count(offline, "demarche-possible")) == (1, 1)
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    expect(panel).to_contain_text("10 Sep 2023, 03:30 UTC")
    slider.press("End")
    expect(panel).to_contain_text("12 Sep 2023, 12:30 UTC")
    expect(panel).to_contain_text("at Vladivostok")
    assert str(slider.get_attribute("aria-valuetext")).startswith("12 Sep 2023, 12:30 UTC; at Vladivostok")
    assert offline.page.locator("#map").get_attribute("data-minute") == str(1694521800 // 60)
    slider.press("Escape")
    assert count(offline, "demarche-likely") == 0
    assert slider.get_attribute("aria-valuetext") == "no moment chosen"
    undisturbed(offline)


def test_a_stop_tells_what_all_statements_leave_open(offline: Visit, tmp_path: Path) -> None:
    shown(offline, tmp_path, journeys.two_legs())
    offline.page.get_by_label("Stop 2: Khasan").press("Enter")
    card = offline.page.locator(".demarche-card")
    expect(card).to_contain_text("12 Sep 2023, morning")
    expect(card).to_contain_text("leaves 11 Sep 2023 20:00 to 12 Sep 2023")


def test_what_is_drawn_lies_where_they_can_have_been(offline: Visit, tmp_path: Path) -> None:
    slider = shown(offline, tmp_path, journeys.two_legs())
    slider.press("Home")
    start = middle(offline, "path.demarche-likely")
    assert start == pytest.approx(middle(offline, "path.demarche-possible-stop"), abs=1)
    slider.press("End")
    end = middle(offline, "path.demarche-likely")
    for _ in range(120):
        slider.press("ArrowLeft")
    likely = middle(offline, "path.demarche-likely")
    assert start[0] < likely[0] < end[0]  # it is on the way from west to east
    band, leg = (
        offline.page.locator(name).first.bounding_box() for name in ("path.demarche-possible", "path.demarche-hit")
    )
    assert band
    assert leg
    assert leg["width"] / 4 < band["width"] < leg["width"] + 20
    assert band["x"] - 8 <= likely[0] <= band["x"] + band["width"] + 8
    undisturbed(offline)


def test_the_map_stays_where_it_is_while_the_slider_moves(offline: Visit, tmp_path: Path) -> None:
    slider = shown(offline, tmp_path, journeys.two_legs())
    before = offline.page.locator("path.demarche-hit").first.bounding_box()
    slider.press("Home")
    slider.press("End")
    assert offline.page.locator("path.demarche-hit").first.bounding_box() == before


def test_where_no_way_is_known_an_area_is_drawn(offline: Visit, tmp_path: Path) -> None:
    slider = shown(offline, tmp_path, journeys.unknown_way())
    for _ in range(30):
        slider.press("ArrowRight")
    assert (count(offline, "demarche-possible-area"), count(offline, "demarche-possible")) == (1, 0)
    expect(offline.page.locator(".demarche-where")).to_have_text("between Vladivostok and Khasan")
    undisturbed(offline)


def test_a_journey_without_times_has_no_slider(offline: Visit, tmp_path: Path) -> None:
    shown(offline, tmp_path, kim_sketch())
    assert offline.page.locator(".demarche-when").count() == 0
    undisturbed(offline)


def test_hostile_names_stay_text(offline: Visit, tmp_path: Path) -> None:
    story = journeys.two_legs()
    named = {key: replace(place, name=NASTY, source="given") for key, place in story.places.items()}
    routes = tuple(replace(r, origin=replace(r.origin, name=NASTY, source="given")) for r in story.routes)
    slider = shown(offline, tmp_path, replace(story, places=named, routes=routes))
    slider.press("Home")
    expect(offline.page.locator(".demarche-where")).to_contain_text(NASTY.split()[0])
    assert NASTY in (offline.page.locator(".demarche-where").text_content() or "")
    assert offline.page.locator(".demarche-when img, .demarche-when script, .demarche-when a").count() == 0
    undisturbed(offline)


def test_two_journeys_share_the_slider_and_one_can_be_switched_off(offline: Visit, tmp_path: Path) -> None:
    slider = shown(offline, tmp_path, journeys.two_legs(), journeys.clashing())
    for _ in range(60):
        slider.press("ArrowRight")
    assert count(offline, "demarche-likely") == 2
    assert offline.page.locator(".demarche-where p").count() == 2
    offline.page.locator(".demarche-fields label").first.click()
    assert count(offline, "demarche-likely") == 1
    undisturbed(offline)


def test_it_plays_and_pauses_but_not_for_those_who_want_calm(offline: Visit, phone: Visit, tmp_path: Path) -> None:
    slider = shown(phone, tmp_path, journeys.two_legs())
    phone.page.get_by_role("button", name="Play").click()
    expect(slider).to_have_value(re.compile(r"[4-9]|\d\d"))
    phone.page.get_by_role("button", name="Pause").click()
    stopped = slider.input_value()
    phone.page.wait_for_timeout(400)
    assert slider.input_value() == stopped
    undisturbed(phone)
    shown(offline, tmp_path, journeys.two_legs())
    expect(offline.page.get_by_role("button", name="Play")).to_be_hidden()


def test_it_fits_a_phone_and_hides_no_stop(phone: Visit, tmp_path: Path) -> None:
    slider = shown(phone, tmp_path, journeys.two_legs())
    slider.press("End")
    panel = phone.page.locator(".demarche-when").bounding_box()
    assert panel
    assert panel["x"] >= 0
    assert panel["x"] + panel["width"] <= 390
    for badge in phone.page.locator(".demarche-badge").all():
        box = badge.bounding_box()
        assert box
        assert box["y"] + box["height"] < panel["y"]
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    undisturbed(phone)


def test_the_diagram_is_an_image_that_loads_and_follows_the_reader_s_theme(
    offline: Visit, phone: Visit, tmp_path: Path
) -> None:
    corners = []
    for visit in (offline, phone):
        shown(visit, tmp_path, journeys.two_legs())
        picture = visit.page.get_by_role("img", name="Time–distance diagram")
        assert picture.evaluate("async image => { await image.decode(); return image.naturalWidth > 0 }")
        corners.append(
            picture.evaluate(
                """image => {
                  const canvas = document.createElement("canvas");
                  canvas.width = 720; canvas.height = 556;
                  const pen = canvas.getContext("2d");
                  pen.drawImage(image, 0, 0, 720, 556);
                  return [...pen.getImageData(715, 5, 1, 1).data];
                }"""
            )
        )
        undisturbed(visit)
    assert corners == [[253, 252, 250, 255], [17, 23, 29, 255]]
