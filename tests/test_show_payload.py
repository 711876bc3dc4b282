"""What the map and the page are given."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from show_samples import alone, hostile, kim_sketch, pacific

from geo.errors import UsageError
from geo.itinerary import Source
from geo.journey import Journey
from geo.quantity import Estimate
from geo.show import payload
from geo.show.folium_map import serialised
from geo.show.payload import TILES
from geo.show.positions import unwrapped
from geo.show.words import link, local_window_in_words, said, warned, window_in_words
from geo.translation import words_of
from geo.when import Window, read_when
from tests.timed_journeys import clashing, two_legs, untimed


def test_is_json_without_infinity_or_nan() -> None:
    journey = kim_sketch()
    passage = replace(journey.passages[0], hours=Estimate(1, 2, float("inf"), "h"))
    view = payload([replace(journey, passages=(passage, *journey.passages[1:]))])
    assert json.loads(json.dumps(view, allow_nan=False))["journeys"][0]["legs"][0]["hours"]["high"] is None


def test_numbers_stops_legs_and_sources() -> None:
    view = payload([kim_sketch()])["journeys"][0]
    assert [stop["number"] for stop in view["stops"]] == [1, 2, 3, 4, 5, 6]
    assert [(leg["start"], leg["end"]) for leg in view["legs"]][1] == (
        "Korea–Russia Friendship Bridge",
        "Vostochny Cosmodrome",
    )
    assert view["stops"][2]["sources"] == [2, 1]
    assert view["findings"][0]["source"] == 1


def test_names_are_the_files_own_unless_the_file_knows_a_place_by_a_key() -> None:
    names = [stop["name"] for stop in payload([kim_sketch()])["journeys"][0]["stops"]]
    assert names[1:4] == ["Korea–Russia Friendship Bridge", "Vostochny Cosmodrome", "Artyom"]


def test_says_why_a_line_is_dashed() -> None:
    legs = payload([kim_sketch()])["journeys"][0]["legs"]
    assert legs[0]["inferred"] == "the stop it leads to is less certain"
    assert legs[1]["inferred"] is None
    assert "resolution" in str(legs[3]["inferred"])
    assert "straight line" in str(legs[4]["inferred"])


def test_goes_on_across_the_antimeridian_and_comes_back() -> None:
    view = payload([pacific()])["journeys"][0]
    assert [round(stop["lon"]) for stop in view["stops"]] == [-158, -215, -158]
    lons = [lon for leg in view["legs"] for _, lon in leg["points"]]
    assert max(abs(a - b) for a, b in pairwise(lons)) < 5


def test_journeys_compared_share_one_turn_of_the_world() -> None:
    first, second = payload([pacific(), kim_sketch()])["journeys"]
    assert abs(first["stops"][1]["lon"] - second["stops"][0]["lon"]) < 30


@given(st.floats(-180, 180), st.floats(-720, 720))
def test_unwrapping_keeps_the_place_and_comes_within_half_a_turn(lon: float, near: float) -> None:
    turned = unwrapped(lon, near)
    assert abs(turned - near) <= 180.001
    assert abs((turned - lon) / 360 - round((turned - lon) / 360)) < 1e-6


def test_one_stop_is_enough() -> None:
    view = payload([alone()])
    assert view["journeys"][0]["legs"] == []
    assert view["journeys"][0]["distance_km"] is None
    assert view["base_map"]["land"]


def test_without_a_journey_or_a_place_it_says_so() -> None:
    with pytest.raises(UsageError, match="no journey"):
        payload([])
    with pytest.raises(UsageError, match="has no place"):
        payload([Journey(kim_sketch().itinerary)])


def test_a_claim_of_an_unknown_source_has_no_number() -> None:
    journey = kim_sketch()
    finding = replace(journey.findings[0], source="nobody")
    assert payload([replace(journey, findings=(finding,))])["journeys"][0]["findings"][0]["source"] is None


def test_hostile_text_is_kept_as_it_is() -> None:
    view = payload([hostile()])
    assert view["journeys"][0]["title"] == hostile().itinerary.title
    assert view["tiles"] == TILES


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//a.example", "https://", "http://[", None, "x"]
)
def test_only_addresses_of_the_web_become_links(url: str | None) -> None:
    assert link(url) is None


def test_web_addresses_become_links() -> None:
    assert link("https://a.example/ü?q=1") == "https://a.example/ü?q=1"
    source = Source(publisher="RIA", url="JaVaScRiPt:alert(1)")
    assert link(source.url) is None


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2023-09-13T13:00~", "13 Sep 2023, about 13:00"),
        ("2023-09-12T05:15+03:00", "12 Sep 2023, 05:15 UTC+03:00"),
        ("2023-09-12T05:15Z", "12 Sep 2023, 05:15 UTC"),
        ("2023-09-12 early morning", "12 Sep 2023, early morning"),
        ("2023-09-12T13", "12 Sep 2023, 13:00–14:00"),
        ("2023-09-12T23~", "12 Sep 2023, about 23:00–24:00"),
        ("2023-09-12T05+03", "12 Sep 2023, 05:00–06:00 UTC+03:00"),
        ("2023-09-12t05:15z", "12 Sep 2023, 05:15 UTC"),
        ("2023-09-12T05:15:30,25", "12 Sep 2023, 05:15:30.25"),
        ("2023-09-12T24:00", "12 Sep 2023, 24:00"),
        ("2023-09-12 Mid-Morning?", "12 Sep 2023, perhaps mid-morning"),
        ("2023-09-XX", "a day in Sep 2023"),
        ("2023-XX", "a month in 2023"),
        ("2023-XX-XX%", "perhaps about a day in 2023"),
        ("202X", "the 2020s"),
        ("19XX?", "perhaps 1900–1999"),
        ("2023-21", "spring 2023"),
        ("2023-24~", "about winter 2023"),
        ("2023-27", "northern autumn 2023"),
        ("2023-30", "southern summer 2023"),
        ("2023-09-10~", "about 10 Sep 2023"),
        ("2023-09?", "perhaps Sep 2023"),
        ("2023", "2023"),
        ("2023-09-10/2023-09-12", "10 Sep 2023 to 12 Sep 2023"),
        ("../2023-09-12", "until 12 Sep 2023"),
        ("2023-09-12/", "from 12 Sep 2023"),
        ("2023-09-12T06/2023-09-12T09", "12 Sep 2023, 06:00–07:00 to 12 Sep 2023, 09:00–10:00"),
        ("202X / 2023-09-XX~", "the 2020s to about a day in Sep 2023"),
    ],
)
def test_times_in_words_say_what_was_stated(written: str, words: str) -> None:
    assert said(read_when(written)) == words


def test_windows_in_words() -> None:
    day = read_when("2023-09-12T00:00Z/2023-09-12T09:00Z")
    assert window_in_words(Window(day.earliest, day.latest)) == "12 Sep 2023 00:00–09:00 UTC"
    assert window_in_words(Window(day.earliest, day.earliest)) == "12 Sep 2023 00:00 UTC"
    assert window_in_words(Window(day.earliest, None)) == "from 12 Sep 2023 00:00 UTC"
    assert window_in_words(Window(None, day.latest)) == "until 12 Sep 2023 09:00 UTC"
    assert window_in_words(Window()) == "any time"


# ---- times


def test_a_stop_says_what_is_stated_and_what_all_statements_leave_open() -> None:
    view = payload([two_legs()])["journeys"][0]
    khasan = view["stops"][1]
    assert khasan["arrive"] == "12 Sep 2023, morning"
    assert khasan["arrive_utc"] == "11 Sep 2023 20:00 to 12 Sep 2023 01:59 UTC"
    assert khasan["depart"] is None
    left_open = khasan["depart_open"]
    assert left_open
    assert left_open["utc"].startswith("11 Sep 2023 20:00 to 12 Sep 2023 ")
    assert left_open["local"]
    assert left_open["local"].startswith("12 Sep 2023 06:00–")
    assert left_open["local"].endswith(" UTC+10")
    assert view["stops"][0]["arrive_open"] is None


def test_conflicts_and_observed_speeds_are_sentences() -> None:
    assert "cannot both hold" in payload([clashing()])["journeys"][0]["conflicts"][0]
    (speed,) = payload([two_legs()])["journeys"][0]["speeds"]
    assert speed.startswith("armoured train: ")
    assert "halts included, on 2 observed stretches of" in speed


def test_the_diagram_is_an_image_in_the_theme_of_the_page_and_no_part_of_what_the_map_is_given() -> None:
    content = payload([two_legs()], theme="dark")
    diagram = content["journeys"][0]["diagram"]
    assert diagram
    head, _, data = diagram["image"].partition(",")
    assert head == "data:image/svg+xml;charset=utf-8;base64"
    image = base64.b64decode(data).decode()
    assert image.startswith("<?xml")
    assert "#11171d" in image
    assert "#fdfcfa" not in image
    assert diagram["image"] not in serialised(content).decode()


def test_without_a_stated_time_there_is_no_diagram_and_a_sentence_says_why() -> None:
    view = payload([untimed()])["journeys"][0]
    assert view["diagram"] is None
    assert view["untimed"] == (
        "There is no diagram and no slider: no stop of this journey states a time, so that nothing tells where they were "
        "when."
    )


@pytest.mark.parametrize(
    ("first", "last", "zone", "words"),
    [
        ("2023-09-12T00:00", "2023-09-12T03:00", "Asia/Vladivostok", "12 Sep 2023 10:00–13:00 UTC+10"),
        ("2017-09-12T00:00", None, "Asia/Pyongyang", "from 12 Sep 2017 08:30 UTC+8:30"),
        (None, "2023-01-12T00:00", "America/New_York", "until 11 Jan 2023 19:00 UTC-5"),
        ("2023-03-26T00:30", "2023-03-26T01:30", "Europe/Paris", "26 Mar 2023 01:30–03:30 UTC+1/UTC+2"),
        ("0001-01-01T00:00", None, "America/New_York", None),
        (None, None, "Europe/Paris", None),
    ],
)
def test_windows_are_told_as_the_clocks_of_the_place_had_them(
    first: str | None, last: str | None, zone: str, words: str | None
) -> None:
    ends = [datetime.fromisoformat(f"{end}+00:00") if end else None for end in (first, last)]
    assert local_window_in_words(Window(*ends), ZoneInfo(zone)) == words


def test_a_warning_tells_the_stop_by_its_number() -> None:
    assert warned("stops[10].planned.arrive: later than planned", words_of("en")) == "Stop 11: later than planned"
    assert warned("stops[0]: the way", words_of("ru")) == "Остановка 1: the way"
    assert warned("places.x: stops[1] is far", words_of("en")) == "places.x: stops[1] is far"
