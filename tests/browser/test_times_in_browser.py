"""The slider of the map, in Chromium with the network cut."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Visit
from hostile_texts import NASTY
from playwright.sync_api import Locator, expect
from show_samples import kim_sketch

from geo.journey import Journey
from geo.show import payload, save_html
from geo.show.page import page_of
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
    assert str(slider.get_attribute("aria-valuetext")).startswith("12 Sep 2023, 12:30 UTC, 22:30 there; at Vladivostok")
    assert offline.page.locator("#map").get_attribute("data-minute") == str(1694521800 // 60)
    slider.press("Escape")
    assert count(offline, "demarche-likely") == 0
    assert slider.get_attribute("aria-valuetext") == "no moment chosen"
    undisturbed(offline)


def test_a_stop_tells_what_all_statements_leave_open(offline: Visit, tmp_path: Path) -> None:
    shown(offline, tmp_path, journeys.two_legs())
    offline.page.get_by_label("Stop 2: Khasan", exact=True).press("Enter")
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


def test_it_plays_evenly_and_pauses_but_not_for_those_who_want_calm(
    offline: Visit, phone: Visit, tmp_path: Path
) -> None:
    slider = shown(phone, tmp_path, journeys.two_legs())
    phone.page.get_by_label("Speed").select_option("1 h/s")
    phone.page.evaluate(
        """() => {
          window.seen = [];
          new MutationObserver(() => seen.push(document.querySelector("path.demarche-possible")?.getAttribute("d")))
            .observe(document.getElementById("map"), { attributeFilter: ["data-minute"] });
        }"""
    )
    phone.page.get_by_role("button", name="Play").click()
    phone.page.wait_for_timeout(1000)
    phone.page.get_by_role("button", name="Pause").click()
    stopped = slider.input_value()
    assert phone.page.evaluate("new Set(window.seen).size") > 8  # it moves between the quarters of an hour
    phone.page.wait_for_timeout(300)
    assert slider.input_value() == stopped
    undisturbed(phone)
    shown(offline, tmp_path, journeys.two_legs())
    expect(offline.page.get_by_role("button", name="Play")).to_be_hidden()
    expect(offline.page.get_by_label("Speed")).to_be_hidden()


def test_space_plays_and_pauses_and_it_ends_at_the_last_moment(phone: Visit, tmp_path: Path) -> None:
    slider = shown(phone, tmp_path, journeys.two_legs())
    slider.focus()
    slider.press("Space")
    expect(phone.page.get_by_role("button", name="Pause")).to_be_visible()
    slider.press("Space")
    expect(phone.page.get_by_role("button", name="Play")).to_be_visible()
    slider.press("End")
    slider.press("ArrowLeft")
    slider.press("ArrowLeft")
    phone.page.get_by_role("button", name="Play").click()
    expect(phone.page.locator("#map")).to_have_attribute("data-minute", str(1694521800 // 60))
    expect(phone.page.get_by_role("button", name="Play")).to_be_visible()
    undisturbed(phone)


def test_buttons_step_to_round_moments(offline: Visit, tmp_path: Path) -> None:
    shown(offline, tmp_path, journeys.two_legs())
    panel = offline.page.locator(".demarche-when")
    on, back = (offline.page.get_by_role("button", name=name) for name in ("Step on", "Step back"))
    on.click()
    expect(panel).to_contain_text("10 Sep 2023, 03:00 UTC")
    on.click()
    expect(panel).to_contain_text("10 Sep 2023, 03:15 UTC")
    back.click()
    back.click()
    expect(panel).to_contain_text("10 Sep 2023, 03:00 UTC")
    offline.page.get_by_role("button", name="Show no moment").click()
    expect(panel).to_contain_text("Choose a moment")
    undisturbed(offline)


def test_a_day_is_a_page_of_the_keyboard(offline: Visit, tmp_path: Path) -> None:
    slider = shown(offline, tmp_path, journeys.two_legs())
    slider.press("Home")
    slider.press("PageUp")
    expect(offline.page.locator(".demarche-when")).to_contain_text("11 Sep 2023, 03:00 UTC")
    slider.press("PageDown")
    expect(offline.page.locator(".demarche-when")).to_contain_text("10 Sep 2023, 03:00 UTC")


def test_stops_where_they_can_be_light_up(offline: Visit, tmp_path: Path) -> None:
    slider = shown(offline, tmp_path, journeys.two_legs())
    slider.press("Home")
    lit = offline.page.locator(".demarche-here .demarche-badge")
    assert lit.all_inner_texts() == ["1"]
    slider.press("End")
    assert lit.all_inner_texts() == ["3"]
    assert offline.page.locator(".demarche-likeliest").count() == 1
    slider.press("Escape")
    assert lit.count() == 0


def test_the_clock_is_utc_that_of_the_place_or_of_any_zone(offline: Visit, tmp_path: Path) -> None:
    slider = shown(offline, tmp_path, journeys.two_legs())
    slider.press("Home")
    label = offline.page.locator(".demarche-moment")
    clock = offline.page.get_by_label("Clock")
    assert clock.locator("option").all_inner_texts()[:4] == [
        "UTC", "Local time there", "Asia/Pyongyang", "Asia/Vladivostok",
    ]  # fmt: skip
    clock.select_option("Local time there")
    expect(label).to_have_text("10 Sep 2023, 12:00 UTC+903:00 UTC")
    clock.select_option("Asia/Vladivostok")
    expect(label).to_contain_text("10 Sep 2023, 13:00 UTC+10")
    slider.press("End")
    clock.select_option("Local time there")
    expect(label).to_contain_text("12 Sep 2023, 22:30 UTC+10")
    assert str(slider.get_attribute("aria-valuetext")).startswith(
        "12 Sep 2023, 22:30 UTC+10, 12:30 UTC; at Vladivostok"
    )
    undisturbed(offline)


def test_the_browser_s_clocks_are_those_of_our_own_zones(offline: Visit, tmp_path: Path) -> None:
    """Pyongyang was half an hour behind from 2015-08-15 to 2018-05-04, and then the clocks skipped half an hour."""
    for depart, told in (
        ("2015-08-14T12:00", "14 Aug 2015, 12:00 UTC+9"),
        ("2015-08-16T12:00", "16 Aug 2015, 12:00 UTC+8:30"),
        ("2017-09-12T06:00", "12 Sep 2017, 06:00 UTC+8:30"),
        ("2018-05-04T23:15", "4 May 2018, 23:15 UTC+8:30"),
        ("2018-05-05T00:15", "5 May 2018, 00:15 UTC+9"),
    ):
        journey = journeys.timed({"place": "Pyongyang", "depart": depart}, {"place": "Khasan", "by": journeys.TRAIN})
        slider = shown(offline, tmp_path, journey)
        slider.press("Home")
        offline.page.get_by_label("Clock").select_option("Local time there")
        expect(offline.page.locator(".demarche-moment b")).to_have_text(told)


def test_a_zone_that_no_browser_knows_is_not_offered(offline: Visit, tmp_path: Path) -> None:
    story = journeys.two_legs()
    content = payload([story])
    for stop in content["journeys"][0]["stops"]:
        stop["zone"] = NASTY
    file = tmp_path / "journey.html"
    file.write_text(page_of(content), encoding="utf-8")
    offline.open(file).wait_for_selector("#map[data-drawn=true]")
    offline.page.get_by_label("Where can they have been?").press("Home")
    assert offline.page.get_by_label("Clock").locator("option").all_inner_texts()[0] == "UTC"
    expect(offline.page.locator(".demarche-moment")).to_have_text("10 Sep 2023, 03:00 UTC")
    undisturbed(offline)


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
