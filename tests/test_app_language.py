"""The app in English, Korean and Russian: every word of it comes from the catalogues."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo import alibi, encounters, fields, modes, stops
from geo.app.rows import stop_rows
from geo.app.seen import RULINGS, VERDICTS
from geo.app.shelf import TOGETHER
from geo.app.units import ALL, Units, told, whole_length
from geo.app.work import map_page, worked_out
from geo.journey import Basis, Ruling
from geo.quantity import Estimate
from geo.translation import LANGUAGES, words_of
from geo.wording import read_quantity
from tests.app_visits import APP, ITINERARIES, OWN, SECONDS, TIMED, named, texts, visit

SOURCES = "\n".join(path.read_text() for path in (Path(APP).parent / "geo" / "app").glob("*.py"))
ALSO = {"own-name", "versions", "stop", "claim", "unknown"} | {  # asked for by names put together
    f"{figure}-example" for figure in ("distance", "duration", "speed")
}


def opened(**address: str) -> AppTest:
    seen = AppTest.from_file(APP, default_timeout=SECONDS)
    for name, value in address.items():
        seen.query_params[name] = value
    return seen.run()


# --- the catalogues ---------------------------------------------------------------------------------------------------


def test_the_app_asks_for_the_texts_that_there_are() -> None:
    asked = set(re.findall(r'\bsay(?:_so_many)?\(\s*"([a-z-]+)"', SOURCES))
    held = {key.removeprefix("app.") for key in words_of("en") if key.startswith("app.")}
    assert asked <= held
    assert held - asked <= ALSO | {"claims", "times", "legs", "stops", "sources", "distance", "duration", "speed"}


PLACES = {
    key.partition(".")[2] for key in words_of("en") if key.startswith("app-kind.")
}  # what kinds of them there are
NAMES = {
    "vehicle": {*modes.NAMES, *get_args(modes.Mode)},
    "basis": get_args(Basis),
    "status": get_args(stops.Status),
    "certainty": get_args(stops.Certainty),
    "kind": get_args(fields.Figure),
    "units": ALL,
    "together": TOGETHER,
    "verdict": {*VERDICTS, *RULINGS, *get_args(encounters.Verdict), *get_args(alibi.Reach)},
}


@pytest.mark.parametrize("room", NAMES)
def test_all_that_has_a_fixed_name_has_it_in_the_catalogue(room: str) -> None:
    words = words_of("en")
    for name in NAMES[room]:
        assert f"app-{room}.{name}" in words or f"{room}.{name.replace(' ', '-')}" in words, name
    own = {key.partition(".")[2] for key in words if key.startswith(f"app-{room}.")}
    assert own <= {*NAMES[room], *PLACES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_columns_of_a_table_are_called_the_same(language: str) -> None:
    titles = Counter(text for key, text in words_of(language).items() if key.startswith("app-column."))
    shared = {title for title, count in titles.items() if count > 1}
    assert shared <= {words_of(language)["app-column.key-path"]}  # of faults, which have no other "where"


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_of_figures_can_be_read(language: str) -> None:
    found = [
        read_quantity(words_of(language)[f"app.{kind}-example"]).best for kind in ("distance", "duration", "speed")
    ]
    assert found == [150, 20, 60]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_is_an_itinerary(language: str) -> None:
    assert worked_out(words_of(language)["app.template"]).view["stops"][0]["name"] == "Vladivostok"


@pytest.mark.parametrize(
    ("language", "units", "text", "length"),
    [
        ("ko", "km", "321km (311–339)", "321km"),
        ("ko", "nautical", "173해리 (168–183)", "173해리"),
        ("ru", "km", "321 км (311–339)", "321 км"),
        ("ru", "miles", "199 миль (193–211)", "199 миль"),
    ],
)
def test_figures_are_written_in_the_language(language: str, units: str, text: str, length: str) -> None:
    there = Units(ALL[units].km, ALL[units].length, ALL[units].speed, words_of(language))
    assert told(Estimate(311, 321, 339, "km"), there) == text
    assert whole_length(321, there) == length


def test_hours_and_open_figures_are_written_in_the_language() -> None:
    there = Units(1.0, "figure.km", "figure.km/h", words_of("ru"))
    assert told(Estimate(4, 5, 6, "h"), there) == "5 ч (4–6)"
    assert told(Estimate(150, 200, float("inf"), "km"), there) == "более 150 км"
    assert told(None, there) == "неизвестно"


# --- the pages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "stops"), [("en", "Stops"), ("ko", "경유지"), ("ru", "Остановки")])
def test_the_address_chooses_the_language(language: str, stops: str) -> None:
    seen = opened(lang=language)
    assert not seen.exception
    assert stops in [metric.label for metric in seen.metric]
    assert stops in [tab.label for tab in seen.tabs]


def test_the_choice_of_a_language_is_kept_in_the_address() -> None:
    seen = opened()
    seen.session_state["lang"] = "ru"
    seen.run()
    assert seen.query_params["lang"] in ("ru", ["ru"])
    assert "Остановки" in [metric.label for metric in seen.metric]


@pytest.mark.parametrize("asked", ["xx", "../ko", "<b>", "EN"])
def test_a_language_that_there_is_none_of_is_english(asked: str) -> None:
    seen = opened(lang=asked)
    assert not seen.exception
    assert "Stops" in [metric.label for metric in seen.metric]
    assert "lang" not in seen.query_params


@pytest.mark.parametrize(
    ("locale", "stops"), [("ko-KR", "경유지"), ("ru", "Остановки"), ("fr-FR", "Stops"), (None, "Stops")]
)
def test_without_a_choice_the_language_is_the_browsers(
    monkeypatch: pytest.MonkeyPatch, locale: str | None, stops: str
) -> None:
    monkeypatch.setattr(type(st.context), "locale", property(lambda _: locale))
    assert stops in [metric.label for metric in visit("journey", own=OWN, journey="own").metric]


@pytest.mark.parametrize("language", ["ko", "ru"])
@pytest.mark.parametrize("page", ["journey", "compare", "distance", "where", "editor"])
def test_no_english_word_of_the_app_is_left_on_a_page(page: str, language: str) -> None:
    address = {"distance": {"from": "43.1,131.9", "to": "43.4,132.2"}, "where": {"place": "Moscow"}}.get(page, {})
    seen = visit(page, own=TIMED, lang=language, journey="own", **address)
    assert not seen.exception
    labels = [
        item.label for kind in (seen.metric, seen.tabs, seen.button, seen.selectbox, seen.text_input) for item in kind
    ]
    labels += [column for table in seen.dataframe for column in table.value.columns]
    english, here = words_of("en"), words_of(language)
    ours = {english[key] for key in english if key.startswith(("app.", "app-column.")) and english[key] != here[key]}
    assert labels
    assert not ours & set(labels)


def test_faults_are_framed_in_the_language_and_told_in_english() -> None:
    seen = visit("journey", own="title: x\ntraveler: y\n", journey="own", lang="ko")
    assert seen.error[0].value == words_of("ko")["app.faulty"]
    assert "unknown key" in list(seen.dataframe[0].value["잘못된 점"])


def test_the_open_table_stays_open_in_another_language() -> None:
    seen = visit("journey", own=OWN, journey="own", table="Legs")
    seen.session_state["lang"] = "ru"
    seen.run()
    assert not seen.exception
    assert "Основание" in seen.dataframe[0].value
    assert seen.query_params["table"] in ("Legs", ["Legs"])


def test_ways_go_by_their_names_in_the_language() -> None:
    seen = visit("distance", lang="ko", **{"from": "43.1,131.9", "to": "43.4,132.2", "by": "helicopter"})
    assert {"방탄열차", "헬리콥터", "도보"} <= set(seen.dataframe[0].value["이동 수단"])
    assert named(seen.selectbox, words_of("ko")["app.drawn"]).value == "helicopter"


def test_the_forms_choices_go_by_their_names_and_the_text_keeps_its_own() -> None:
    text = "title: T\ntraveller: A\nstops:\n  - place: Vladivostok\n  - place: Khasan\n    by: rail\n"
    seen = visit("editor", own=text, lang="ru")
    named(seen.selectbox, "Остановка").select_index(1).run()
    named(seen.selectbox, "На чём прибыли").select("armoured train").run()
    assert "by: armoured train" in str(seen.session_state["own-text"])
    assert "бронепоезд" in named(seen.selectbox, "На чём прибыли").options


# --- versions and plans -----------------------------------------------------------------------------------------------


def test_a_file_that_tells_versions_has_a_verdict_on_each() -> None:
    seen = visit("journey", journey="kim-russia-2023", table="Versions")
    assert not seen.exception
    assert "Versions" in [tab.label for tab in seen.tabs]
    assert "They meet in Vladivostok on Tuesday" in texts(seen)
    assert "rules it out by" in texts(seen)
    badges = [badge.value for badge in seen.markdown if "badge" in badge.value]
    assert [verdict for badge in badges for verdict in ("possible", "ruled out") if verdict in badge] == [
        "possible", "ruled out", "ruled out",
    ]  # fmt: skip


def test_a_file_that_tells_one_version_has_no_table_of_versions() -> None:
    assert "Versions" not in [tab.label for tab in visit("journey", own=OWN, journey="own").tabs]


def test_versions_are_kept_without_the_journeys_they_are_of() -> None:
    versions = worked_out((ITINERARIES / "kim-russia-2023.yaml").read_text()).versions
    assert all(isinstance(version, Ruling) and version.journey is None for version in versions)
    assert versions


def test_stops_say_what_their_times_are_where_that_is_not_a_report_alone() -> None:
    planned = TIMED.replace("arrive: 2023-09-12T06:01,", "arrive: 2023-09-12T06:01, status: planned,", 1)
    assert [row["status"] for row in stop_rows(worked_out(planned).view["stops"])] == ["reported", "planned"]
    assert {row["status"] for row in stop_rows(worked_out(TIMED).view["stops"])} == {None}


def test_the_map_speaks_the_language_too() -> None:
    frames = {language: map_page((OWN,), (), language) for language in ("en", "ru")}
    assert 'lang="ru"' in frames["ru"]
    assert 'lang="ru"' not in frames["en"]
    assert worked_out(TIMED, (), "ko").view["stops"][0]["depart"] == "2023년 9월 12일 06:00"
