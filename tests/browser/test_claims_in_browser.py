"""The panel beside the map and its claims, in Chromium with the network cut."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hostile_texts import HOSTILE, NASTY
from playwright.sync_api import Locator, expect
from side import box, hostile_story, shown, told, undisturbed
from visit import Visit

from geo import Itinerary, build
from geo.journey import Journey
from tests.fakes import claim

pytestmark = pytest.mark.browser


def card(side: Locator, words: str) -> Locator:
    """The card of a claim, by what is on it."""
    return side.locator(".demarche-claim").filter(has_text=words)


def drawn(visit: Visit, name: str) -> int:
    return visit.page.locator(f".leaflet-demarche-claim-pane path.{name}").count()


def test_what_is_contradicted_comes_first(offline: Visit, tmp_path: Path) -> None:
    side = shown(offline, tmp_path, told())
    verdicts = side.locator(".demarche-verdict b").all_inner_texts()
    order = ["Contradicted", "Undetermined", "Consistent"]
    assert {"Contradicted", "Consistent"} <= set(verdicts)
    assert verdicts == sorted(verdicts, key=order.index)
    first = card(side, "1,000 km")
    for words in ("The Paper", "16 Sep 2023", "so they say", "Claimed", "1,000 km", "Worked out", "Would hold"):
        expect(first).to_contain_text(words)
    expect(first.get_by_role("link", name="The Paper")).to_have_attribute("href", "https://a.example/x")
    undisturbed(offline)


def test_a_distance_is_drawn_as_a_ring_against_the_way_and_the_straight_line(offline: Visit, tmp_path: Path) -> None:
    side = shown(offline, tmp_path, told())
    one = card(side, "1,000 km")
    one.get_by_role("button").click()
    expect(one.locator(".demarche-why")).to_be_visible()
    assert [drawn(offline, name) for name in ("demarche-is", "demarche-straight", "demarche-said-band")] == [1, 1, 1]
    assert (drawn(offline, "demarche-said"), drawn(offline, "demarche-end")) == (1, 2)
    legend = offline.page.locator(".demarche-told li").all_inner_texts()
    assert "1,000 km" in legend[0]
    assert "from Khasan" in legend[0]
    assert legend[1].strip().startswith("Worked out:")
    assert "Straight line" in legend[2]
    names = offline.page.locator(".demarche-name-stop").all_inner_texts()
    assert {"Khasan", "Vladivostok"} <= set(names)
    undisturbed(offline)


def test_the_ring_lies_as_far_from_its_middle_as_is_claimed(offline: Visit, tmp_path: Path) -> None:
    side = shown(offline, tmp_path, told(claims=(claim("Khasan", "Vladivostok", distance="125 km"),)))
    card(side, "125 km").get_by_role("button").click()
    ring = box(offline.page.locator("path.demarche-said"))
    middle, far = (box(offline.page.locator("path.demarche-end").nth(index)) for index in (0, 1))
    apart = math.hypot(far["x"] - middle["x"], far["y"] - middle["y"])
    assert ring["width"] / 2 == pytest.approx(apart, rel=0.03)  # Khasan to Vladivostok is 125 km
    assert ring["x"] + ring["width"] / 2 == pytest.approx(middle["x"] + middle["width"] / 2, abs=3)
    undisturbed(offline)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("arrival", {"demarche-said-stop": 1, "demarche-is": 1, "demarche-end": 2}),
        ("direction", {"demarche-said": 1, "demarche-said-band": 1, "demarche-straight": 1}),
        ("order", {"demarche-said": 1, "demarche-end": 2}),
        ("over ", {"demarche-said": 1, "demarche-said-band": 0, "demarche-is": 1}),
        ("all of it", {"demarche-is": 2, "demarche-said": 0}),
        ("duration", {"demarche-is": 1, "demarche-end": 2}),
    ],
)
def test_each_kind_of_claim_is_drawn_in_its_way(
    offline: Visit, tmp_path: Path, words: str, expected: dict[str, int]
) -> None:
    side = shown(offline, tmp_path, told())
    card(side, words).first.get_by_role("button").click()
    assert {name: drawn(offline, name) for name in expected} == expected
    expect(offline.page.locator(".demarche-told")).to_be_visible()
    undisturbed(offline)


def test_enter_draws_a_claim_and_escape_takes_it_away(offline: Visit, tmp_path: Path) -> None:
    side = shown(offline, tmp_path, told())
    before = box(offline.page.locator(".demarche-hit").first)
    button = card(side, "1,000 km").get_by_role("button")
    button.focus()
    offline.page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert box(offline.page.locator(".demarche-hit").first) != before
    offline.page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(button).to_be_focused()
    expect(offline.page.locator(".demarche-told")).to_be_hidden()
    assert drawn(offline, "demarche-is") == 0
    after = box(offline.page.locator(".demarche-hit").first)
    assert after == pytest.approx(before, abs=1)
    undisturbed(offline)


def test_a_second_click_another_claim_and_the_cross_take_it_away(offline: Visit, tmp_path: Path) -> None:
    side = shown(offline, tmp_path, told())
    first, second = card(side, "1,000 km"), card(side, "order")
    first.click()
    second.click()
    expect(side.locator("[aria-pressed=true]")).to_have_count(1)
    assert drawn(offline, "demarche-straight") == 0
    second.click()
    expect(side.locator("[aria-pressed=true]")).to_have_count(0)
    first.click()
    offline.page.get_by_role("button", name="Take it off the map").click()
    assert drawn(offline, "demarche-is") == 0
    undisturbed(offline)


def test_tabs_are_chosen_with_the_arrow_keys(offline: Visit, tmp_path: Path) -> None:
    side = shown(offline, tmp_path, told())
    claims, story = side.get_by_role("tab", name="Claims"), side.get_by_role("tab", name="Story")
    claims.focus()
    offline.page.keyboard.press("ArrowRight")
    expect(story).to_be_focused()
    expect(story).to_have_attribute("aria-selected", "true")
    expect(side.get_by_role("tabpanel", name="Story")).to_be_visible()
    expect(claims).to_have_attribute("tabindex", "-1")
    offline.page.keyboard.press("ArrowRight")
    expect(claims).to_be_focused()
    offline.page.keyboard.press("End")
    expect(story).to_be_focused()
    offline.page.keyboard.press("Home")
    expect(side.get_by_role("tabpanel", name="Claims")).to_be_visible()
    undisturbed(offline)


def test_leaving_the_claims_takes_off_what_was_drawn(offline: Visit, tmp_path: Path) -> None:
    side = shown(offline, tmp_path, told())
    card(side, "1,000 km").click()
    side.get_by_role("tab", name="Story").click()
    assert drawn(offline, "demarche-is") == 0
    expect(offline.page.locator(".demarche-told")).to_be_hidden()


def test_the_panel_folds_and_the_map_takes_its_room(offline: Visit, tmp_path: Path) -> None:
    side = shown(offline, tmp_path, told(), embed=True)
    before = box(offline.page.locator("#map"))["width"]
    side.get_by_role("button", name="Hide the panel").press("Enter")
    expect(side.get_by_role("tab", name="Claims")).to_be_hidden()
    assert box(offline.page.locator("#map"))["width"] > before + 200
    unfold = side.get_by_role("button", name="Show the panel")
    expect(unfold).to_have_attribute("aria-expanded", "false")
    unfold.press("Enter")
    expect(side.get_by_role("tab", name="Claims")).to_be_visible()
    undisturbed(offline)


def test_fills_a_frame_and_nothing_is_cut(offline: Visit, tmp_path: Path) -> None:
    offline.page.set_viewport_size({"width": 1100, "height": 700})
    side = shown(offline, tmp_path, told(), embed=True)
    assert offline.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [
        1100,
        700,
    ]
    times = box(offline.page.locator(".demarche-times"))  # the fold below
    assert box(side)["height"] + times["height"] == pytest.approx(700, abs=1)
    assert times["height"] < 40
    assert box(offline.page.locator("#map"))["width"] > 650


def test_the_panel_lies_below_the_map_on_a_phone_and_the_map_comes_back_in_sight(phone: Visit, tmp_path: Path) -> None:
    side = shown(phone, tmp_path, told())
    assert box(side)["y"] >= box(phone.page.locator("#map"))["y"] + box(phone.page.locator("#map"))["height"] - 1
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    side.scroll_into_view_if_needed()
    card(side, "1,000 km").get_by_role("button").tap()
    phone.page.wait_for_timeout(1200)
    assert box(phone.page.locator(".demarche-told"))["y"] >= 0
    undisturbed(phone)


def flight(*codes: str) -> Journey:
    """A journey by air, as the real pipeline has it, with a claim of its first flight."""
    stops = [{"place": code, "by": "airliner"} for code in codes]
    said = {"quote": "so far", "source": "s", "from": codes[0], "to": codes[1], "distance": "5,000 km"}
    return build(
        Itinerary.model_validate(
            {
                "title": "A flight", "traveller": "X", "sources": {"s": {"publisher": "The Paper"}},
                "stops": [{"place": codes[0]}, *stops[1:]], "claims": [said],
            }
        )
    )  # fmt: skip


# Honolulu to Guam and Shanghai to Anchorage across the antimeridian, Svalbard to Fairbanks past the pole.
@pytest.mark.parametrize("codes", [("PHNL", "PGUM", "PHNL"), ("ZSPD", "PANC"), ("ENSB", "PAFA")])
def test_a_claim_across_the_antimeridian_or_the_pole_is_drawn_whole(
    offline: Visit, tmp_path: Path, codes: tuple[str, ...]
) -> None:
    side = shown(offline, tmp_path, flight(*codes), embed=True)
    frame = box(offline.page.locator("#map"))
    legs = [box(leg) for leg in offline.page.locator(".demarche-leg").all()]
    assert all(frame["width"] / 8 < leg["width"] < frame["width"] for leg in legs)
    side.locator(".demarche-draw").click()
    way = box(offline.page.locator("path.demarche-is"))
    ends = [box(end) for end in offline.page.locator("path.demarche-end").all()]
    for end in ends:  # the way runs from one end to the other, in one piece
        middle = end["x"] + end["width"] / 2
        assert min(abs(middle - way["x"]), abs(middle - way["x"] - way["width"])) < 12
    undisturbed(offline)


def test_hostile_text_stays_text(offline: Visit, tmp_path: Path) -> None:
    side = shown(offline, tmp_path, hostile_story(), embed=True)
    first = side.locator(".demarche-claim").filter(has_text="distance").first
    assert first.locator("blockquote").text_content() == NASTY
    first.get_by_role("button").click()
    assert first.locator(".demarche-why").text_content() == NASTY
    for text in HOSTILE:
        assert text in (offline.page.locator(".demarche-told").text_content() or "")
    assert offline.page.locator("img, .demarche-side script, .demarche-told script").count() == 0
    undisturbed(offline)
