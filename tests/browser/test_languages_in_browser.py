"""The page in Korean and in Russian: what the script says, by mouse and keyboard, and what axe-core finds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page
from side import shown, told, undisturbed
from test_accessibility import faults
from visit import Visit

from geo.translation import LANGUAGES, Words, words_of

pytestmark = pytest.mark.browser
OTHERS = [language for language in LANGUAGES if language != "en"]


@pytest.fixture(params=OTHERS)
def words(request: pytest.FixtureRequest) -> Words:
    return words_of(request.param)


@pytest.fixture
def page(offline: Visit, tmp_path: Path, words: Words) -> Page:
    shown(offline, tmp_path, told(), language=words.language)
    return offline.page


def test_tabs_legend_and_claims(page: Page, offline: Visit, words: Words) -> None:
    assert page.get_by_role("tab").all_inner_texts() == [words["claims.tab"], words["story.tab"]]
    assert page.locator(".demarche-legend summary").inner_text() == words["map.legend"]
    key = page.locator(".demarche-legend ul").text_content() or ""
    assert words["mode.rail"] in key
    assert words["mode.road"] in key
    assert words["verdict.contradicted"] in page.locator(".demarche-verdict").first.inner_text().lower()
    page.locator(".demarche-draw").first.click()
    assert words.say("against.worked", figure="") in page.locator(".demarche-told").inner_text()
    undisturbed(offline)


def test_names_of_places_are_in_the_language_of_the_page(page: Page, words: Words) -> None:
    page.get_by_text(words["map.legend"]).click()
    names = page.get_by_label(words["map.names"])
    assert names.input_value() == words.language
    shown_first = page.locator(".demarche-name-town").all_inner_texts()
    names.select_option("en")
    assert page.locator(".demarche-name-town").all_inner_texts() != shown_first


def test_the_slider_by_keyboard(page: Page, offline: Visit, words: Words) -> None:
    slider = page.get_by_role("slider", name=words["slider.question"])
    assert slider.get_attribute("aria-valuetext") == words["slider.no-moment"]
    slider.press("ArrowRight")
    slider.press("End")
    said = slider.get_attribute("aria-valuetext") or ""
    assert words["time.month-9"] in said
    assert "undefined" not in said
    assert page.get_by_label(words["slider.clock"]).locator("option").all_inner_texts()[1] == words["slider.there"]
    undisturbed(offline)


def test_the_story_by_keyboard(page: Page, offline: Visit, words: Words) -> None:
    page.get_by_role("tab", name=words["claims.tab"]).press("ArrowRight")
    page.get_by_role("button", name=words["story.next"]).press("Enter")
    assert page.locator(".demarche-place").inner_text() == words.say("story.place", stop=2, stops=3)
    came = page.locator(".demarche-came").first.inner_text()
    assert words.say("story.came", by=words["vehicle.armoured-train"], place="Pyongyang") in came
    undisturbed(offline)


def test_cards_of_legs_and_stops(page: Page, words: Words) -> None:
    page.get_by_label(words.say("map.stop", number=1, name="Pyongyang"), exact=True).press("Enter")
    assert words["card.leaves"] in page.locator(".leaflet-popup dl").inner_text()
    page.get_by_role("button", name=words["map.close"]).click()
    page.locator(".demarche-hit").first.press("Enter")
    assert words["card.basis"] in page.locator(".leaflet-popup dl").last.inner_text()


def test_the_diagram_by_keyboard(page: Page, words: Words) -> None:
    first = page.locator(".demarche-times svg [tabindex='0']")
    assert (first.get_attribute("aria-label") or "").startswith(words.say("map.stop", number=1, name="Pyongyang"))
    first.press("ArrowRight")
    assert words["vehicle.armoured-train"] in page.locator(".demarche-times-said").inner_text()


def test_no_english_word_of_the_interface_is_left(page: Page, words: Words) -> None:
    """What the check says is marked as English; what the file says, and whose data it is, stays as it is."""
    of_others = "[lang=en], bdi, blockquote, .demarche-credits a, footer a, h1, option, .brand, .demarche-events, td ul"
    text = page.evaluate(
        """of_others => {
            const copy = document.body.cloneNode(true);
            for (const one of copy.querySelectorAll(`script, style, noscript, svg, .demarche-names, ${of_others}`)) one.remove();
            return copy.textContent;
        }""",
        of_others,
    )
    assert words["page.travelling-time"] in text
    kept = {"UTC", "Demarche", "OpenStreetMap", "JavaScript", "Pyongyang", "Khasan", "Vladivostok"}
    assert set(re.findall(r"[A-Za-z]{3,}", text)) <= kept


@pytest.mark.parametrize("embed", [False, True])
def test_nothing_is_amiss(offline: Visit, tmp_path: Path, words: Words, *, embed: bool) -> None:
    shown(offline, tmp_path, told(), told(title="U", traveller="L"), embed=embed, language=words.language)
    assert offline.page.get_by_role("tab").first.inner_text() == words["journeys.tab"]
    assert faults(offline.page) == []
    undisturbed(offline)


def test_fits_a_phone(phone: Visit, tmp_path: Path, words: Words) -> None:
    shown(phone, tmp_path, told(), told(title="U", traveller="L"), language=words.language)
    assert phone.page.evaluate("document.documentElement.scrollWidth") == 390
    assert faults(phone.page) == []
