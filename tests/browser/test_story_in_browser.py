"""The story of a journey, stop by stop, in Chromium with the network cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile_texts import NASTY
from playwright.sync_api import Locator, expect
from show_samples import alone, pacific
from side import box, hostile_story, shown, told, undisturbed
from visit import Visit

from geo.journey import Journey

pytestmark = pytest.mark.browser


def story(visit: Visit, folder: Path, *journeys: Journey, address: str = "") -> Locator:
    """The story, opened by its tab unless the address opens it."""
    side = shown(visit, folder, *journeys, embed=True, address=address)
    if not address:
        side.get_by_role("tab", name="Story").click()
    panel = side.get_by_role("tabpanel", name="Story")
    expect(panel).to_be_visible()
    return panel


def current(panel: Locator) -> Locator:
    return panel.locator("[aria-current=step]")


def stop_in_address(visit: Visit) -> str:
    return visit.page.evaluate("location.hash") or ""


def test_tells_date_way_events_and_sources_of_each_stop(offline: Visit, tmp_path: Path) -> None:
    panel = story(offline, tmp_path, told())
    first, second, third = panel.locator(".demarche-story-stop").all()
    for words in ("1", "Pyongyang", "10 Sep 2023, afternoon", "Leaves by train", "The Paper"):
        expect(first).to_contain_text(words)
    for words in ("armoured train from Pyongyang", "km", " h", "12 Sep 2023, morning"):
        expect(second).to_contain_text(words)
    expect(third).to_contain_text("uncertain")
    expect(first.get_by_role("link", name="The Paper")).to_have_attribute("href", "https://a.example/x")
    undisturbed(offline)


def test_buttons_go_from_stop_to_stop_and_the_map_flies_along(offline: Visit, tmp_path: Path) -> None:
    panel = story(offline, tmp_path, told())
    before, after = (panel.get_by_role("button", name=f"{name} stop") for name in ("Previous", "Next"))
    expect(current(panel)).to_contain_text("Pyongyang")
    expect(before).to_be_disabled()
    centre = box(offline.page.get_by_label("Stop 3: Vladivostok"))
    after.click()
    after.click()
    expect(current(panel)).to_contain_text("Vladivostok")
    expect(after).to_be_disabled()
    assert box(offline.page.get_by_label("Stop 3: Vladivostok")) != centre
    assert offline.page.locator(".demarche-stop.now").all_inner_texts() == ["3"]
    assert offline.page.locator(".demarche-leg.now").count() == 1
    before.click()
    expect(current(panel)).to_contain_text("Khasan")
    assert offline.page.locator(".demarche-leg.later").count() == 1
    undisturbed(offline)


def test_keys_go_from_stop_to_stop(offline: Visit, tmp_path: Path) -> None:
    panel = story(offline, tmp_path, told())
    panel.focus()
    for key, name in (("ArrowDown", "Khasan"), ("End", "Vladivostok"), ("ArrowUp", "Khasan"), ("Home", "Pyongyang")):
        offline.page.keyboard.press(key)
        expect(current(panel)).to_contain_text(name)
        expect(current(panel)).to_be_focused()
    undisturbed(offline)


def test_scrolling_chooses_the_stop_that_is_read(offline: Visit, tmp_path: Path) -> None:
    panel = story(offline, tmp_path, told())
    offline.page.wait_for_timeout(400)
    panel.evaluate("panel => panel.scrollTo(0, panel.querySelectorAll('.demarche-story-stop')[2].offsetTop)")
    expect(current(panel)).to_contain_text("Vladivostok")
    panel.evaluate("panel => panel.scrollTo(0, 0)")
    expect(current(panel)).to_contain_text("Pyongyang")
    undisturbed(offline)


def test_the_address_opens_a_stop_and_follows_without_filling_the_history(offline: Visit, tmp_path: Path) -> None:
    panel = story(offline, tmp_path, told(), address="#stop=3")
    expect(current(panel)).to_contain_text("Vladivostok")
    length = offline.page.evaluate("history.length")
    panel.get_by_role("button", name="Previous stop").click()
    assert stop_in_address(offline) == "#stop=2"
    panel.get_by_role("link", name="Link to this stop: Pyongyang").click()
    assert stop_in_address(offline) == "#stop=1"
    expect(current(panel)).to_contain_text("Pyongyang")
    assert offline.page.evaluate("history.length") == length
    offline.page.evaluate("location.hash = '#stop=3'")
    expect(current(panel)).to_contain_text("Vladivostok")
    assert offline.complaints == []


@pytest.mark.parametrize(
    "address", ["#stop=99", "#stop=x", "#stop=0", "#journey=7&stop=1", "#stop=%3Cb%3E", "#source-1"]
)
def test_an_address_of_no_stop_is_no_matter(offline: Visit, tmp_path: Path, address: str) -> None:
    side = shown(offline, tmp_path, told(), embed=True, address=address)
    expect(side.get_by_role("tab", name="Claims")).to_have_attribute("aria-selected", "true")
    assert offline.complaints == []


def test_of_several_journeys_one_is_chosen_and_the_address_names_it(offline: Visit, tmp_path: Path) -> None:
    panel = story(offline, tmp_path, pacific(), told(title="The other"), address="#journey=2&stop=2")
    expect(current(panel)).to_contain_text("Khasan")
    chosen = panel.get_by_label("Journey")
    expect(chosen).to_have_value("The other")
    chosen.select_option(index=0)
    expect(current(panel)).to_contain_text("Honolulu")
    assert stop_in_address(offline) == "#journey=1&stop=1"
    assert offline.complaints == []


def test_leaving_the_story_marks_nothing(offline: Visit, tmp_path: Path) -> None:
    panel = story(offline, tmp_path, told())
    panel.get_by_role("button", name="Next stop").click()
    offline.page.get_by_role("tab", name="Claims").click()
    assert offline.page.locator(".now, .later").count() == 0


def test_in_a_frame_without_an_address_it_works_all_the_same(offline: Visit, tmp_path: Path) -> None:
    shown(offline, tmp_path, told(), embed=True)
    inner = (tmp_path / "page.html").read_text()
    outer = tmp_path / "outer.html"
    outer.write_text("<!doctype html><iframe style='width: 1100px; height: 700px'></iframe>")
    offline.open(outer)
    offline.page.locator("iframe").evaluate("(frame, text) => { frame.srcdoc = text }", inner)
    frame = offline.page.frame_locator("iframe")
    frame.locator("[data-drawn=true]").wait_for()
    frame.get_by_role("tab", name="Story").click()
    frame.get_by_role("button", name="Next stop").click()
    frame.get_by_role("link", name="Link to this stop: Vladivostok").click()
    expect(frame.locator("[aria-current=step]")).to_contain_text("Vladivostok")
    assert offline.complaints == []


def test_one_stop_is_a_story_too(offline: Visit, tmp_path: Path) -> None:
    panel = shown(offline, tmp_path, alone(), embed=True).get_by_role("tabpanel", name="Story")
    expect(current(panel)).to_contain_text("Pyongyang")
    undisturbed(offline)


def test_it_flies_with_motion_on_a_phone(phone: Visit, tmp_path: Path) -> None:
    panel = story(phone, tmp_path, told())
    panel.get_by_role("button", name="Next stop").tap()
    phone.page.wait_for_timeout(1500)
    badge = box(phone.page.get_by_label("Stop 2: Khasan"))
    frame = box(phone.page.locator("#map"))
    assert frame["x"] < badge["x"] < frame["x"] + frame["width"]
    assert frame["y"] < badge["y"] < frame["y"] + frame["height"]
    undisturbed(phone)


def test_hostile_text_stays_text(offline: Visit, tmp_path: Path) -> None:
    panel = story(offline, tmp_path, hostile_story())
    assert panel.locator(".demarche-events li").first.text_content() == NASTY
    assert panel.locator("h2 bdi").first.text_content() == NASTY
    assert panel.locator("img, script").count() == 0
    undisturbed(offline)


def test_alone_beside_the_map_it_waits_until_somebody_asks(offline: Visit, tmp_path: Path) -> None:
    panel = shown(offline, tmp_path, alone(), embed=True).get_by_role("tabpanel", name="Story")
    assert panel.locator(".demarche-story-stop").count() > 0
    assert offline.page.locator(".demarche-badge.now, .demarche-stop.now").count() == 0
