"""What the app's pages show and, above all, what they do when something is wrong; run without a browser."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo import formats, pipeline, reader
from geo.app import journey
from geo.app.seen import show_faults
from geo.app.shelf import FIRST, TOGETHER, text_of
from geo.app.work import doubtful, download, map_page, title_in, worked_out
from geo.errors import Fault
from tests.app_visits import APP, ITINERARIES, OWN, SECONDS, TIMED, click, named, texts, visit, visited, words


@pytest.fixture
def forgetful() -> Iterator[None]:
    """Nothing is remembered from other tests, nor for them."""
    st.cache_data.clear()
    st.cache_resource.clear()
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


def own(text: str, table: str = words.CLAIMS) -> AppTest:
    return visit("journey", own=text, journey="own", table=table)


def paste(text: str) -> AppTest:
    seen = visit("journey", journey="own")
    seen.text_area[0].set_value(text)
    return click(seen, words.SHOW_AND_CHECK)


# --- a journey --------------------------------------------------------------------------------------------------------


def test_first_page_is_the_first_journey() -> None:
    seen = AppTest.from_file(APP, default_timeout=SECONDS).run()
    assert not seen.exception
    assert not seen.error
    assert "Kim Jong Un in the Russian Far East" in texts(seen)
    assert {metric.label: metric.value for metric in seen.metric}["Stops"] == "11"
    assert seen.query_params["journey"] == FIRST


def test_offers_every_itinerary_and_no_book_of_places() -> None:
    options = visit("journey").selectbox[0].options
    stories = {file.stem for file in ITINERARIES.glob("*.yaml")} - {"places"}
    assert len(options) == len(stories) + 1
    assert options[0] == "Kim Jong Un in the Russian Far East"
    assert options[-1] == words.YOUR_OWN


def test_a_link_opens_its_journey() -> None:
    assert "Nixon" in texts(visit("journey", journey="nixon-china-1972"))


@pytest.mark.parametrize("asked", ["no-such", "../../etc/passwd", "**x** {{7*191}} <script>"])
def test_a_link_to_what_is_not_offered_says_so_as_text(asked: str) -> None:
    seen = visit("journey", journey=asked)
    assert not seen.exception
    assert [warning.value for warning in seen.warning] == [words.NOT_OFFERED]
    assert asked in texts(seen)
    assert "Kim Jong Un in the Russian Far East" in texts(seen)


def test_folder_without_itineraries(tmp_path: Path) -> None:
    seen = visit("journey", folder=tmp_path)
    assert words.NO_ITINERARIES in [info.value for info in seen.info]
    assert not seen.exception


def test_faulty_itinerary_is_listed_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "a-folder.yaml").mkdir()
    (tmp_path / "broken.yaml").write_text("title: [")
    (tmp_path / "sound.yaml").write_text(OWN)
    seen = visit("journey", folder=tmp_path)
    assert seen.selectbox[0].options == ["a-folder", "broken", "**Two** places", words.YOUR_OWN]
    assert words.FAULTY in seen.error[0].value
    assert not seen.selectbox[0].select("sound").run().error


def test_own_text() -> None:
    seen = own(OWN)
    assert not seen.exception
    assert not seen.error
    shown = texts(seen)
    assert "**Two** places" in shown
    assert "“300 km away”" in shown
    assert "One to Two" in shown
    assert [tab.label for tab in seen.tabs] == ["Claims", "Times", "Legs", "Stops", "Sources"]


def test_pasted_text_is_shown_and_kept() -> None:
    seen = paste(OWN)
    assert "**Two** places" in texts(seen)
    assert "**Two** places" in texts(seen.run())


def test_times_are_a_table_of_windows() -> None:
    seen = own(TIMED, words.TIMES)
    assert not seen.exception
    assert not seen.error
    windows = seen.dataframe[0].value
    assert windows["Leaves, as stated"][0] == "12 Sep 2023, 06:00"
    assert windows["Left open (UTC)"][0] == "11 Sep 2023 20:00 UTC"
    assert windows["Left open (local)"][0] == "12 Sep 2023 06:00 UTC+10"
    assert "cannot both hold" in texts(seen)


def test_without_stated_times_there_is_a_sentence() -> None:
    assert words.NO_TIMES in [info.value for info in own(OWN, words.TIMES).info]


def test_links_are_those_of_the_web() -> None:
    (table,) = own(OWN, words.SOURCES).dataframe
    sources = table.value
    assert list(sources["Link"].dropna()) == ["https://a.example/x"]


def test_leg_has_figures_basis_and_bounds() -> None:
    legs = own(OWN, words.LEGS).dataframe[0].value
    assert legs["Basis"][0] == "geodesic"
    assert legs["Distance"][0].startswith("41")
    assert "h" in legs["Time"][0]


def test_units_are_those_chosen() -> None:
    legs = visit("journey", own=OWN, units="miles", journey="own", table=words.LEGS).dataframe[0].value
    assert legs["Distance"][0] == "25.7 mi (25.7–28.2)"
    assert legs["Straight line"][0] == "25.7 mi"


def test_text_of_others_is_never_markdown() -> None:
    seen = own(OWN)
    for kind in (seen.markdown, seen.title, seen.header, seen.error, seen.info, seen.warning, seen.caption):
        assert not any("Two" in item.value or "300" in item.value for item in kind)


def test_a_journey_with_one_unknown_place_shows_the_rest_and_the_fault() -> None:
    text = OWN.replace("stops: [", "stops: [{place: Qzxvbnville}, ").replace("{place: one}", "{place: one, by: car}")
    seen = own(text)
    assert not seen.exception
    assert [error.value for error in seen.error] == [words.FAULTY_IN_PART]
    assert list(seen.dataframe[0].value["Found"]) == ["Qzxvbnville"]
    assert {metric.label: metric.value for metric in seen.metric}["Stops"] == "2"
    assert "left out, for nothing knows these places: Qzxvbnville" in texts(seen)


# --- what is no itinerary ---------------------------------------------------------------------------------------------


def test_every_fault_with_its_place() -> None:
    seen = own("title: x\ntraveler: y\nstops:\n  - place: A\n    arive: 2023\n")
    assert words.FAULTY in seen.error[0].value
    faults = seen.dataframe[0].value
    found = set(zip(faults["Line"], faults["Column"], faults["Where"], faults["Found"], strict=True))
    assert {(2, 1, "traveler", "traveler"), (5, 5, "stops[0].arive", "arive")} <= found
    assert "did you mean `arrive`?" in list(faults["Hint"])


@pytest.mark.parametrize("text", ["{", "[1, 2]", "&a [*a]", "!!python/object:os.system x", "\x07", "title: x\n" * 3])
def test_what_is_no_itinerary(text: str) -> None:
    seen = own(text)
    assert not seen.exception
    assert words.FAULTY in seen.error[0].value
    assert len(seen.dataframe[0].value) >= 1


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\0", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"x" * 1_000_001])
@pytest.mark.parametrize("page", ["journey", "editor", "compare"])
def test_upload_that_is_no_itinerary(page: str, content: bytes) -> None:
    seen = visit(page, journey="own") if page == "journey" else visit(page)
    seen.file_uploader[0].set_value(("a.yaml", content, "application/yaml")).run()
    assert not seen.exception
    assert words.FAULTY in seen.error[0].value


def test_upload() -> None:
    seen = visit("journey", journey="own")
    seen.file_uploader[0].set_value(("a.yaml", OWN.encode(), "application/yaml")).run()
    assert not seen.error
    assert "**Two** places" in texts(seen)


def test_what_one_visitor_brings_no_other_sees() -> None:
    one, other = paste(OWN), visit("journey", journey="own")
    assert "**Two** places" in texts(one)
    assert "**Two** places" not in texts(other.run())
    assert "**Two** places" in texts(one.run())


def test_many_faults_are_counted() -> None:
    faults = [Fault("wrong", line=number) for number in range(2_500)]
    seen = visited(lambda: show_faults(faults)).run()
    assert len(seen.dataframe[0].value) == 100
    assert "2,400 more" in seen.info[0].value


# --- one leg by every way ---------------------------------------------------------------------------------------------


def test_distance_waits_for_both_ends() -> None:
    assert words.SAY_BOTH_ENDS in [info.value for info in visit("distance").info]


def test_distance_tells_every_way_at_once_and_draws_the_one_in_the_link() -> None:
    seen = visit("distance", from_="43.1,131.9", to="43.4,132.2", by="airliner")
    assert not seen.exception
    ways = seen.dataframe[0].value
    assert list(dict.fromkeys(ways["Mode"])) == ["rail", "road", "sea", "air", "foot"]
    assert "no network of footpaths" in ways["What to know"].iloc[-1]
    figures = {metric.label: metric.value for metric in seen.metric}
    assert figures["Basis"] == "geodesic"
    assert figures["Straight line"].startswith("41")


def test_distance_waits_for_the_button_while_somebody_types() -> None:
    seen = visit("distance")
    named(seen.text_input, "From").set_value("43.1,131.9").run()
    named(seen.text_input, "To").set_value("43.4,132.2").run()
    assert not seen.dataframe
    assert click(seen, words.WORK_OUT).dataframe


def test_a_name_that_is_being_typed_offers_places_and_the_link_has_the_one_taken() -> None:
    seen = visit("distance", from_="Springfield", to="Chicago")
    offered = named(seen.selectbox, words.TAKEN_AS.format(field="From"))
    assert len(offered.options) > 1
    assert all(option.startswith("Springfield, US (") for option in offered.options[:3])
    seen = offered.select_index(1).run()
    chosen = seen.query_params["from-is"]
    other = visit("distance", **{"from": "Springfield", "from-is": chosen[0] if isinstance(chosen, list) else chosen})
    assert named(other.selectbox, words.TAKEN_AS.format(field="From")).index == 1


def test_a_name_that_nothing_knows_says_so() -> None:
    seen = visit("distance", from_="Qzxvbnville {{7*7}}", to="Khasan")
    assert words.NO_SUCH_PLACE.format(name="Qzxvbnville {{7*7}}") in texts(seen)
    assert words.FAULTY in seen.error[0].value
    assert list(seen.dataframe[0].value["Found"]) == ["Qzxvbnville {{7*7}}"]


def test_what_is_to_be_avoided_and_cannot_be_is_told_of_each_way() -> None:
    ways = visit("distance", from_="Vladivostok", to="Khabarovsk", avoid="RU").dataframe[0].value
    assert set(ways["What to know"]) == {"Vladivostok lies in RU, which is to be avoided"}


def test_via_is_read_between_semicolons(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(pipeline, "ways", lambda *what: (asked.extend(what), iter(()))[1])
    visit("distance", from_="43.1,131.9", to="43.4,132.2", via="C, D; E;", avoid="cn KP,ru")
    assert asked[2:] == [("C, D", "E"), ("cn", "KP", "ru")]


# --- several journeys -------------------------------------------------------------------------------------------------


def test_compare_waits_for_two() -> None:
    assert words.CHOOSE_TWO in [info.value for info in visit("compare", with_=[FIRST]).info]


def test_the_comparison_that_is_ready_is_a_click_away() -> None:
    ((title, keys),) = TOGETHER.items()
    seen = click(visit("compare"), title)
    assert not seen.exception
    assert len(seen.dataframe[0].value) == len(keys)
    assert set(seen.dataframe[1].value["Verdict"]) <= {"met", "could have met", "cannot have met"}


def test_a_comparison_with_a_file_without_times_still_has_its_map_and_says_why_nobody_met() -> None:
    seen = visit("compare", own=OWN, with_=[FIRST, "own"])
    assert len(seen.dataframe[0].value) == 2
    assert "no stop states a time" in texts(seen)


def test_a_link_to_a_comparison_of_what_is_not_offered_says_so() -> None:
    seen = visit("compare", with_=[FIRST, "shoigu-pyongyang-2023", "<b>no</b>"])
    assert [warning.value for warning in seen.warning] == [words.NOT_OFFERED]
    assert "<b>no</b>" in texts(seen)
    assert len(seen.dataframe[0].value) == 2


# --- where ------------------------------------------------------------------------------------------------------------


def test_where_they_can_have_been_at_a_moment() -> None:
    seen = visit("where", at="2023-09-17 12:00", zone="Asia/Vladivostok")
    found = seen.dataframe[0].value
    assert found["Where"][0].startswith("at ")
    assert found["Chance"][0].endswith("%")


@pytest.mark.parametrize("at", ["soon", "{{7*7}}", "2023-09-17", "12:00"])
def test_what_is_no_moment_is_told(at: str) -> None:
    seen = visit("where", at=at)
    assert not seen.exception
    assert words.FAULTY in seen.error[0].value
    assert seen.dataframe[0].value["Found"][0].startswith(at)


def test_before_the_journey_there_is_a_sentence() -> None:
    assert "the journey begins no sooner than" in texts(visit("where", at="2020-01-01 00:00"))


def test_could_they_have_been_there() -> None:
    seen = visit("where", place="Moscow", since="2023-09-14T06:00", until="2023-09-14T07:00")
    assert not seen.exception
    assert "Moscow" in texts(seen)
    assert any("no" in badge.value or "only faster" in badge.value for badge in seen.markdown)


def test_where_of_a_journey_without_times_is_told() -> None:
    seen = visit("where", own=OWN, journey="own")
    assert not seen.exception
    assert "states a time" in seen.dataframe[0].value["What is wrong"][0]


# --- worked out once --------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("forgetful")
def test_bugs_reach_the_log_and_not_the_visitor(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: Any, **__: Any) -> None:
        raise RuntimeError("secret/path")

    monkeypatch.setattr(pipeline, "build", fail)
    with caplog.at_level(logging.ERROR, "demarche.app"):
        seen = own(OWN)
    assert not seen.exception
    assert seen.error[0].value == words.A_BUG
    assert "secret/path" in caplog.text


@pytest.mark.usefixtures("forgetful")
def test_a_text_is_worked_out_once_for_all_visitors(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[str] = []
    build = pipeline.build
    monkeypatch.setattr(
        pipeline, "build", lambda itinerary, **how: (built.append(itinerary.title), build(itinerary, **how))[1]
    )
    own(OWN)
    own(OWN)
    assert built == ["**Two** places"]


AMBIGUOUS = "title: T\ntraveller: A\nstops: [{place: Springfield}]"


def test_a_name_that_may_mean_several_places_is_a_choice_and_the_choice_is_drawn() -> None:
    seen = own(AMBIGUOUS)
    (meant,) = (box for box in seen.selectbox if box.key == "meant-Springfield")
    assert len(meant.options) > 1
    first = seen.session_state["meant-Springfield"]
    seen = meant.select_index(1).run()
    assert not seen.exception
    assert seen.session_state["meant-Springfield"] != first
    other = doubtful(AMBIGUOUS)["Springfield"][1]
    picks = (("Springfield", other.source),)
    assert worked_out(AMBIGUOUS, picks).view["stops"][0]["found_in"] == other.source
    assert f"lat: {other.lat}" in download(AMBIGUOUS, "yaml", picks).decode()
    assert map_page((AMBIGUOUS,)) != map_page((AMBIGUOUS,), picks)


def test_visitors_share_nothing_that_changes() -> None:
    worked_out(OWN).view["title"] = "changed"
    assert worked_out(OWN).view["title"] == "**Two** places"


def test_the_map_is_one_page_for_all_visitors() -> None:
    assert map_page((OWN,)) is map_page((OWN,))


@pytest.mark.parametrize(
    ("kind", "start"), [("html", b"<!doctype html>"), ("geojson", b"{"), ("csv", b'\xef\xbb\xbf"leg"')]
)
def test_downloads(kind: str, start: bytes) -> None:
    assert download(OWN, kind).startswith(start)


def test_every_format_is_offered() -> None:
    offered = {kind for kind, _, _ in journey.kinds(has_times=True)}
    assert offered == {"html", "yaml", *formats.FORMATS}
    assert offered - {kind for kind, _, _ in journey.kinds(has_times=False)} == {"diagram"}


def test_download_of_the_itinerary_reads_back() -> None:
    text = text_of(ITINERARIES / f"{FIRST}.yaml")
    assert reader.read_text(text).title == title_in(text)


def test_the_app_needs_nothing_beside_it_but_itineraries(tmp_path: Path) -> None:
    shutil.copy(APP, tmp_path)
    (tmp_path / "itineraries").mkdir()
    seen = AppTest.from_file(tmp_path / "app.py", default_timeout=SECONDS).run()
    assert not seen.exception
    assert words.NO_ITINERARIES in [info.value for info in seen.info]
