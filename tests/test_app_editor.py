"""The editor: one text, seen as a form and as YAML; run without a browser."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from geo import pipeline, reader
from geo.app.parts import marks
from geo.app.pick import pin
from geo.app.work import beginning, candidates_content
from geo.errors import Fault
from tests.app_visits import OWN, click, named, own_text, texts, visit, words

COMMENTED = """# whose journey
title: T
traveller: [A, B]
sources:
  ria: {publisher: RIA}
stops:
  - place: Vladivostok # the start
    depart: 2023-09-12T06:00
  # the second
  - place: Khasan
    by: rail
"""


def edit(text: str = COMMENTED, **address: str) -> AppTest:
    seen = visit("editor", own=text, **address)
    assert not seen.exception
    return seen


def test_begins_anew_with_an_itinerary_that_is_sound() -> None:
    seen = click(visit("editor"), words.BEGIN_NEW)
    assert own_text(seen) == words.TEMPLATE
    assert not seen.error
    assert "A new journey" in texts(seen)


def test_begins_with_a_copy_of_a_journey_that_is_ready() -> None:
    seen = visit("editor", start="brandt-erfurt-1970")
    assert reader.read_text(own_text(seen)).title in texts(seen)
    assert not seen.error


@pytest.mark.parametrize("start", ["nobody", "../app", "{{7*7}}"])
def test_a_link_to_a_copy_of_what_is_not_there_begins_with_nothing(start: str) -> None:
    seen = visit("editor", start=start)
    assert not seen.exception
    assert words.BEGIN_FIRST in [info.value for info in seen.info]


def test_the_form_shows_what_the_text_says() -> None:
    seen = edit()
    assert seen.text_input(key="field title").value == "T"
    assert seen.text_area[0].value == "A\nB"
    assert named(seen.text_input, words.PLACE).value == "Vladivostok"
    assert named(seen.text_input, words.LEAVES).value == "2023-09-12T06:00"


def test_a_field_changes_its_value_and_nothing_else() -> None:
    seen = edit()
    named(seen.text_input, words.LEAVES).set_value("2023-09-12T07:30").run()
    assert own_text(seen) == COMMENTED.replace("06:00", "07:30")
    assert not seen.warning


def test_an_emptied_field_is_taken_out() -> None:
    seen = edit()
    named(seen.text_input, words.LEAVES).set_value("").run()
    assert "depart" not in own_text(seen)


def test_a_stop_is_added_moved_and_removed() -> None:
    seen = edit()
    seen = seen.button(key="add-stops").click().run()
    assert [stop.place for stop in reader.read_text(own_text(seen)).stops] == ["Vladivostok", "Khasan", "Khasan"]
    named(seen.text_input, words.PLACE).set_value("Ussuriysk").run()
    assert [stop.place for stop in reader.read_text(own_text(seen)).stops] == ["Vladivostok", "Ussuriysk", "Khasan"]
    seen.button(key="down-stops").click().run()
    assert [stop.place for stop in reader.read_text(own_text(seen)).stops] == ["Vladivostok", "Khasan", "Ussuriysk"]
    seen.button(key="out-stops").click().run()
    assert [stop.place for stop in reader.read_text(own_text(seen)).stops] == ["Vladivostok", "Khasan"]
    assert named(seen.text_input, words.PLACE).value == "Khasan"


def test_comments_that_go_with_a_stop_are_told() -> None:
    seen = edit()
    seen.button(key="out-stops").click().run()
    assert words.LOST_COMMENTS in [warning.value for warning in seen.warning]
    assert "# the start\n# the second" in texts(seen)
    assert own_text(seen).startswith("# whose journey\n")


def test_how_they_travelled_is_chosen() -> None:
    seen = edit()
    named(seen.selectbox, words.ITEMS["stops"]).select_index(1).run()
    named(seen.selectbox, words.CAME_BY).select("armoured train").run()
    assert reader.read_text(own_text(seen)).stops[1].by.vehicle == "armoured train"  # type: ignore[union-attr]


def test_a_source_and_a_claim_are_added() -> None:
    seen = edit()
    named(seen.text_input, words.NEW_SOURCE_KEY).set_value("tass")
    (form,) = (button for button in seen.button if button.label == words.ADD)
    form.click().run()
    named(seen.text_input, words.PUBLISHER).set_value("TASS").run()
    seen.button(key="add-claims").click().run()
    named(seen.text_area, words.QUOTE).set_value("about 300 km: {{7*7}} # no comment").run()
    for field, value in (("source", "tass"), ("from", "Vladivostok"), ("to", "Khasan")):
        (box,) = (each for each in seen.selectbox if each.key == f"field claims 0 {field}")
        seen = box.select(value).run()
    (claim,) = reader.read_text(own_text(seen)).claims
    assert (claim.quote, claim.source, claim.origin, claim.destination) == (
        "about 300 km: {{7*7}} # no comment", "tass", "Vladivostok", "Khasan",
    )  # fmt: skip


def test_a_place_is_picked_among_its_namesakes() -> None:
    seen = edit("title: T\ntraveller: A\nstops:\n  - place: Springfield # which?\n")
    box = named(seen.selectbox, words.WHICH_PLACE)
    assert len(box.options) > 3
    box.select(beginning("Springfield")[2].source).run()
    pinned = reader.read_text(own_text(seen)).places["Springfield"]
    assert pinned.lat == round(beginning("Springfield")[2].lat, 5)
    assert "# which?" in own_text(seen)
    named(seen.selectbox, words.WHICH_PLACE).select("").run()
    assert not reader.read_text(own_text(seen)).places


def test_the_place_nearest_to_a_click_is_the_one_that_is_pinned() -> None:
    places = beginning("Springfield")
    taken = pipeline.nearest(places, places[1].lat + 0.01, places[1].lon - 360)
    assert taken == places[1]
    assert reader.read_text(pin(COMMENTED, "Khasan", taken)).places["Khasan"].name == "Springfield"


def test_candidates_are_drawn_with_no_way_between() -> None:
    places = beginning("Springfield")
    (view,) = candidates_content(tuple(places))["journeys"]
    assert [stop["lat"] for stop in view["stops"]] == [round(place.lat, 5) for place in places]
    assert view["legs"] == []


def test_faults_are_told_with_the_lines_they_are_on() -> None:
    seen = edit(COMMENTED.replace("depart:", "departs:"))
    assert words.FAULTY in seen.error[0].value
    assert "▶    8      departs: 2023-09-12T06:00" in texts(seen)


def test_one_unknown_place_leaves_the_rest_to_be_seen() -> None:
    seen = edit(COMMENTED.replace("Khasan", "Qzxvbnville"))
    assert words.FAULTY_IN_PART in seen.error[0].value
    assert "▶   10    - place: Qzxvbnville" in texts(seen)
    assert {metric.label: metric.value for metric in seen.metric}["Stops"] == "1"


@pytest.mark.parametrize("text", ["title: [", "[1]", "&a [*a]", "x" * 300_000, "\x07"])
def test_what_is_no_form_is_told_and_still_kept(text: str) -> None:
    seen = edit(text)
    assert words.NO_FORM in [info.value for info in seen.info]
    assert own_text(seen) == text


def test_hostile_values_are_values() -> None:
    hostile = "\"]: {{7*191}} <script>' # x &a *b !!c - d\\"
    seen = edit()
    named(seen.text_input, words.PLACE).set_value(hostile).run()
    assert not seen.exception
    assert reader.read_text(own_text(seen)).stops[0].place == hostile
    assert hostile in texts(seen)


def test_lines_are_marked_by_their_number() -> None:
    faults = [Fault("one", line=3), Fault("two", line=3), Fault("whole")]
    assert marks(faults) == {"3": ["one", "two"], "1": ["whole"]}


def test_the_text_as_yaml_is_in_the_link() -> None:
    assert not edit(OWN, view=words.YAML).text_area
