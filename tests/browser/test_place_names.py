"""The names of places on the map, in the language that readers choose."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page
from show_samples import flight
from visit import Visit

from geo.journey import Place
from geo.show import save_html

SINUIJU = Place("Sinuiju", 40.1006, 124.3981, "KP", "city", "geonames:1871862", 3.0)
WONSAN = Place("Wonsan", 39.1528, 127.4436, "KP", "city", "geonames:1871374", 3.0)  # Pyongyang lies between them
CAIRO = Place("Cairo", 30.0626, 31.2497, "EG", "city", "geonames:360630", 10.0)
MUSCAT = Place("Muscat", 23.5841, 58.4078, "OM", "city", "geonames:287286", 5.0)

pytestmark = pytest.mark.browser


@pytest.fixture
def page(offline: Visit, tmp_path: Path) -> Page:
    save_html([flight(SINUIJU, WONSAN)], tmp_path / "page.html")
    offline.open(tmp_path / "page.html").wait_for_selector("#map[data-drawn=true]")
    return offline.page


def _towns(page: Page) -> list[str]:
    return page.locator(".demarche-name-town").all_inner_texts()


def _countries(page: Page) -> list[str]:
    return page.locator(".demarche-name-country").all_text_contents()


def test_are_english_at_first(page: Page) -> None:
    assert page.get_by_label("Names of places").input_value() == "en"
    assert "Pyongyang" in _towns(page)
    assert "North Korea" in _countries(page)


@pytest.mark.parametrize(
    ("tongue", "town", "country"), [("ko", "평양", "북한"), ("ru", "Пхеньян", "КНДР"), ("own", "평양", "조선")]
)
def test_change_with_the_language_chosen(page: Page, tongue: str, town: str, country: str) -> None:
    page.get_by_label("Names of places").select_option(tongue)
    assert town in _towns(page)
    assert country in _countries(page)
    assert "Pyongyang" not in _towns(page)
    assert "North Korea" not in _countries(page)


def test_of_stops_stay_those_of_the_file(page: Page) -> None:
    page.get_by_label("Names of places").select_option("ko")
    assert page.locator(".demarche-name-stop").all_inner_texts() == ["Sinuiju", "Wonsan"]
    assert "신의주" not in _towns(page)


def test_are_chosen_by_keyboard(page: Page) -> None:
    box = page.get_by_label("Names of places")
    box.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert box.input_value() == "ko"
    assert "평양" in _towns(page)


def test_can_be_hidden(page: Page) -> None:
    page.get_by_label("Names of places").select_option("None")
    assert _towns(page) + _countries(page) == []
    assert page.locator(".demarche-name-stop").count() == 2


def test_cover_no_other_name_in_any_script(page: Page) -> None:
    for tongue in ("en", "own", "ko", "ru"):
        page.get_by_label("Names of places").select_option(tongue)
        boxes = [name.bounding_box() for name in page.locator(".demarche-name-town, .demarche-name-country").all()]
        frames = [(box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]) for box in boxes if box]
        assert len(frames) > 8
        for i, (left, top, right, bottom) in enumerate(frames):
            assert not any(
                left < r - 1 and x < right - 1 and top < b - 1 and y < bottom - 1 for x, y, r, b in frames[i + 1 :]
            )


@pytest.mark.parametrize(("tongue", "spacing"), [("en", "2.16px"), ("ru", "2.16px"), ("ko", "normal")])
def test_of_countries_are_set_apart_only_in_scripts_that_have_capitals(page: Page, tongue: str, spacing: str) -> None:
    page.get_by_label("Names of places").select_option(tongue)
    style = page.locator(".demarche-name-country").first.evaluate("name => getComputedStyle(name).letterSpacing")
    assert style == spacing


def test_that_run_from_the_right_do_so(offline: Visit, tmp_path: Path) -> None:
    save_html([flight(CAIRO, MUSCAT)], tmp_path / "page.html")
    page = offline.open(tmp_path / "page.html")
    page.wait_for_selector("#map[data-drawn=true]")
    page.get_by_label("Names of places").select_option("own")
    arabic = page.locator(".demarche-name-country", has_text="السعودية")
    assert arabic.evaluate("name => getComputedStyle(name).direction") == "rtl"
