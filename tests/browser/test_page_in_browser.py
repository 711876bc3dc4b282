"""The standalone page in Chromium, opened from disk with the network cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile_texts import HOSTILE, on_a_line
from playwright.sync_api import Browser
from show_samples import alone, hostile, kim_sketch, pacific
from visit import Visit

from geo.journey import Journey
from geo.show import save_html

pytestmark = pytest.mark.browser


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return tmp_path / "journey.html"


def _shown(visit: Visit, path: Path, *journeys: Journey) -> None:
    save_html(journeys, path)
    visit.open(path).wait_for_selector("#map[data-drawn=true]")


def _unmoved(visit: Visit, path: Path) -> None:
    assert visit.requests == [path.as_uri()]
    assert visit.complaints == []


def test_draws_everything_and_asks_for_nothing(offline: Visit, saved: Path) -> None:
    _shown(offline, saved, kim_sketch())
    page = offline.page
    assert page.locator(".demarche-badge").all_inner_texts() == ["1 · 6", "2", "3", "4", "5"]
    assert page.locator(".demarche-leg").count() == 5
    assert page.locator(".demarche-arrow").count() == 5
    assert page.locator(".demarche-leg[stroke-dasharray]").count() == 3
    assert page.locator(".demarche-gap").count() == 1
    assert page.locator(".demarche-sighting").count() == 1
    assert "Khabarovsk" in page.locator(".demarche-name-town").all_inner_texts()
    assert page.locator(".leaflet-control-scale-line").count() == 2
    _unmoved(offline, saved)


def test_the_base_map_has_land_and_water(offline: Visit, saved: Path) -> None:
    _shown(offline, saved, kim_sketch())
    colours = offline.page.evaluate(
        """() => {
          const canvas = document.querySelector(".leaflet-demarche-base-pane canvas");
          const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          const seen = new Set();
          for (let i = 0; i < pixels.length; i += 400) seen.add(pixels.slice(i, i + 4).join());
          return [...seen];
        }"""
    )
    assert "248,246,241,255" in colours
    assert "0,0,0,0" in colours  # water is what shows through


def test_a_leg_tells_its_numbers_when_clicked_and_is_reached_by_keyboard(offline: Visit, saved: Path) -> None:
    _shown(offline, saved, kim_sketch())
    leg = offline.page.locator(".demarche-hit").nth(1)
    assert "Korea–Russia Friendship Bridge to Vostochny Cosmodrome" in str(leg.get_attribute("aria-label"))
    leg.focus()
    offline.page.keyboard.press("Enter")
    card = offline.page.locator(".demarche-card").inner_text()
    for text in ("armoured train", "Ussuriysk", "on the network", "km (", "RIA"):
        assert text in card
    _unmoved(offline, saved)


def test_a_stop_tells_times_events_and_sources(offline: Visit, saved: Path) -> None:
    _shown(offline, saved, kim_sketch())
    offline.page.get_by_label("Stop 3: Vostochny Cosmodrome").press("Enter")
    card = offline.page.locator(".demarche-card")
    for text in ("13 Sep 2023, about 13:00", "Putin and Kim meet", "right to within 15 km", "Bloomberg"):
        assert text in card.inner_text()
    assert card.locator("a").get_attribute("href") == "https://a.example/x"


def test_badges_never_cover_one_another(offline: Visit, saved: Path) -> None:
    _shown(offline, saved, kim_sketch())
    boxes = [badge.bounding_box() for badge in offline.page.locator(".demarche-badge").all()]
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            assert one
            assert other
            apart_x = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
            apart_y = one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]
            assert apart_x or apart_y


def test_is_whole_across_the_antimeridian(offline: Visit, saved: Path) -> None:
    _shown(offline, saved, pacific())
    assert offline.page.locator(".demarche-badge").all_inner_texts() == ["1 · 3", "2"]
    frame = offline.page.locator("#map").bounding_box()
    legs = [leg.bounding_box() for leg in offline.page.locator(".demarche-leg").all()]
    assert frame
    assert all(leg and frame["x"] < leg["x"] and leg["width"] < frame["width"] for leg in legs)
    assert all(leg and leg["width"] > frame["width"] / 2 for leg in legs)
    _unmoved(offline, saved)


def test_hostile_text_is_shown_as_it_is(offline: Visit, saved: Path) -> None:
    _shown(offline, saved, hostile())
    page = offline.page
    for text in HOSTILE:
        assert on_a_line(text) in on_a_line(page.locator("h1").inner_text())
    page.locator(".demarche-stop").first.press("Enter")
    page.wait_for_selector(".demarche-card")
    leg = page.locator(".demarche-hit").first
    leg.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".demarche-warnings")
    leg.hover(force=True)
    for text in HOSTILE:
        assert on_a_line(text) in on_a_line(page.locator(".demarche-warnings").first.inner_text())
    assert page.locator("img").count() == 0
    _unmoved(offline, saved)


def test_several_journeys_can_be_switched_off(offline: Visit, saved: Path) -> None:
    _shown(offline, saved, hostile(), pacific())
    toggles = offline.page.locator(".demarche-fields label")
    assert HOSTILE[0] in toggles.first.inner_text()
    before = offline.page.locator(".demarche-leg").count()
    toggles.first.click()
    assert offline.page.locator(".demarche-leg").count() == 2 < before
    _unmoved(offline, saved)


def test_tiles_are_asked_for_only_when_they_are_switched_on(offline: Visit, saved: Path) -> None:
    _shown(offline, saved, alone())
    _unmoved(offline, saved)
    offline.page.get_by_text("Legend and layers").click()
    with offline.page.expect_request("https://tile.openstreetmap.org/**"):
        offline.page.get_by_label("OpenStreetMap tiles").check()


def test_the_real_journey_is_drawn_within_its_limits(offline: Visit, saved: Path, kim: Journey) -> None:
    _shown(offline, saved, kim)
    assert saved.stat().st_size < 1_500_000
    assert offline.page.locator(".demarche-leg").count() == len(kim.routes)
    assert offline.page.locator("table.stops tbody tr").count() == len(kim.itinerary.stops)
    assert len(offline.page.screenshot()) > 60_000  # a blank map compresses to less
    _unmoved(offline, saved)


def test_reads_with_scripts_off(browser: Browser, saved: Path) -> None:
    save_html([kim_sketch()], saved)
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(saved.as_uri())
    assert page.locator("table.legs tbody th").count() == 5
    assert page.get_by_text("By rail it is 319 km.").is_visible()
    context.close()


def test_fits_a_phone(phone: Visit, saved: Path) -> None:
    _shown(phone, saved, kim_sketch())
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    box = phone.page.locator("#map").bounding_box()
    assert box
    badges = [badge.bounding_box() for badge in phone.page.locator(".demarche-badge").all()]
    assert all(badge and badge["x"] >= 0 and badge["x"] + badge["width"] <= 390 for badge in badges)
    _unmoved(phone, saved)
