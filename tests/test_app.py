"""What the app shows and, above all, what it does when something is wrong; run without a browser."""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo import pipeline, reader
from geo.errors import Fault, PlaceNotFound

APP = Path(__file__).parents[1] / "app.py"
SECONDS = 60
OWN = """
title: "**Two** places"
traveller: A
sources: {a: {publisher: P, url: "https://a.example/x"}, b: {publisher: Q, url: "javascript:alert(1)"}}
places:
  one: {name: One, lat: 43.1, lon: 131.9}
  two: {name: Two, lat: 43.4, lon: 132.2}
stops: [{place: one}, {place: two, by: air, sources: [a]}]
claims: [{quote: "300 km away", source: b, from: one, to: two, by: air, distance: 300 km}]
"""
TIMED = OWN.replace("{place: one}", "{place: one, depart: 2023-09-12T06:00}").replace(
    "by: air,", "by: air, arrive: 2023-09-12T06:01,"
)


@pytest.fixture(scope="module")
def app() -> ModuleType:
    """`app.py` as a module."""
    spec = importlib.util.spec_from_file_location("demarche_app", APP)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def forgetful() -> Iterator[None]:
    """Nothing is remembered from other tests, nor for them."""
    st.cache_data.clear()
    yield
    st.cache_data.clear()


def visit(page: Callable[[], None]) -> AppTest:
    """A page opened by itself, in a fresh session."""

    def script(page):  # annotated names are unknown where Streamlit runs it
        page()

    return AppTest.from_function(script, kwargs={"page": page}, default_timeout=SECONDS).run()


def paste(app: ModuleType, text: str) -> AppTest:
    seen = visit(app.guarded(app.file_page))
    seen.text_area[0].set_value(text)
    return seen.button[0].click().run()


def texts(seen: AppTest) -> str:
    return "\n".join(text.value for text in seen.text)


def test_first_page_is_the_first_journey() -> None:
    seen = AppTest.from_file(APP, default_timeout=SECONDS).run()
    assert not seen.exception
    assert not seen.error
    assert "Kim Jong Un in the Russian Far East" in texts(seen)
    assert {metric.label: metric.value for metric in seen.metric}["Stops"] == "11"


def test_lists_itineraries_and_no_book_of_places(app: ModuleType) -> None:
    options = visit(app.journeys_page).selectbox[0].options
    assert "Kim Jong Un in the Russian Far East" in options
    stories = len(list((APP.parent / "itineraries").glob("*.yaml"))) - 1
    assert len(options) == stories + len(app.TOGETHER)


def test_folder_without_itineraries(app: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(app, "ITINERARIES", tmp_path)
    assert "no itineraries" in visit(app.guarded(app.journeys_page)).info[0].value


def test_faulty_itinerary_is_listed_by_its_file(
    app: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "a-folder.yaml").mkdir()
    (tmp_path / "broken.yaml").write_text("title: [")
    (tmp_path / "sound.yaml").write_text(OWN)
    monkeypatch.setattr(app, "ITINERARIES", tmp_path)
    seen = visit(app.guarded(app.journeys_page))
    assert seen.selectbox[0].options == ["a-folder", "broken", "**Two** places"]
    assert "cannot be used" in seen.error[0].value
    assert not seen.selectbox[0].select_index(2).run().error


def test_own_text(app: ModuleType) -> None:
    seen = paste(app, OWN)
    assert not seen.exception
    assert not seen.error
    shown = texts(seen)
    assert "**Two** places" in shown
    assert "“300 km away”" in shown
    assert "One to Two" in shown
    assert [tab.label for tab in seen.tabs] == ["Claims", "Times", "Legs", "Stops", "Sources"]
    assert "contradicted" in seen.markdown[-1].value or any("contradicted" in item.value for item in seen.markdown)


def test_times_have_a_diagram_and_a_table_of_windows(app: ModuleType) -> None:
    seen = paste(app, TIMED)
    assert not seen.exception
    assert not seen.error
    (image,) = seen.get("image")
    assert image.proto.imgs[0].url.startswith("data:image/svg+xml;")
    windows = seen.dataframe[0].value
    assert windows["Leaves, as stated"][0] == "12 Sep 2023, 06:00"
    assert windows["Left open (UTC)"][0] == "11 Sep 2023 20:00 UTC"
    assert windows["Left open (local)"][0] == "12 Sep 2023 06:00 UTC+10"
    assert "cannot both hold" in texts(seen)
    assert app.download(TIMED, "diagram").startswith(b"<?xml")


def test_without_stated_times_there_is_a_sentence_and_no_diagram(app: ModuleType) -> None:
    seen = paste(app, OWN)
    assert "No stop of this journey states a time, so there is no diagram." in [info.value for info in seen.info]
    assert not seen.get("image")


def test_links_are_those_of_the_web(app: ModuleType) -> None:
    sources = paste(app, OWN).dataframe[-1].value
    assert list(sources["Link"].dropna()) == ["https://a.example/x"]


def test_leg_has_figures_basis_and_bounds(app: ModuleType) -> None:
    legs = paste(app, OWN).dataframe[0].value
    assert legs["Basis"][0] == "geodesic"
    assert legs["Distance"][0].startswith("41")
    assert "h" in legs["Time"][0]


def test_text_of_others_is_never_markdown(app: ModuleType) -> None:
    seen = paste(app, OWN)
    for kind in (seen.markdown, seen.title, seen.header, seen.error, seen.info, seen.warning, seen.caption):
        assert not any("Two" in item.value or "300" in item.value for item in kind)


def test_every_fault_with_its_place(app: ModuleType) -> None:
    seen = paste(app, "title: x\ntraveler: y\nstops:\n  - place: A\n    arive: 2023\n")
    assert "cannot be used" in seen.error[0].value
    faults = seen.dataframe[0].value
    found = set(zip(faults["Line"], faults["Column"], faults["Where"], faults["Found"], strict=True))
    assert {(2, 1, "traveler", "traveler"), (5, 5, "stops[0].arive", "arive")} <= found
    assert "did you mean `arrive`?" in list(faults["Hint"])


@pytest.mark.parametrize("text", ["{", "[1, 2]", "&a [*a]", "!!python/object:os.system x", "\x07", "title: x\n" * 3])
def test_what_is_no_itinerary(app: ModuleType, text: str) -> None:
    seen = paste(app, text)
    assert not seen.exception
    assert "cannot be used" in seen.error[0].value
    assert len(seen.dataframe[0].value) >= 1


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"\0", b"x" * 1_000_001])
def test_upload_that_is_no_itinerary(app: ModuleType, content: bytes) -> None:
    seen = visit(app.guarded(app.file_page))
    seen.file_uploader[0].set_value(("a.yaml", content, "application/yaml")).run()
    assert not seen.exception
    assert "cannot be used" in seen.error[0].value


def test_upload(app: ModuleType) -> None:
    seen = visit(app.guarded(app.file_page))
    seen.file_uploader[0].set_value(("a.yaml", OWN.encode(), "application/yaml")).run()
    assert not seen.error
    assert "**Two** places" in texts(seen)


def test_many_faults_are_counted(app: ModuleType) -> None:
    faults = [Fault("wrong", line=number) for number in range(2_500)]
    seen = visit(lambda: app.show_faults(faults))
    assert len(seen.dataframe[0].value) == 100
    assert "2,400 more" in seen.info[0].value


def test_leg_waits_for_both_ends(app: ModuleType) -> None:
    assert "from where and to where" in visit(app.guarded(app.leg_page)).info[0].value


def ask(app: ModuleType, origin: str, destination: str, **inputs: str) -> AppTest:
    seen = visit(app.guarded(app.leg_page))
    seen.text_input[0].set_value(origin)
    seen.text_input[1].set_value(destination)
    if "by" in inputs:
        seen.selectbox[0].set_value(inputs["by"])
    seen.text_input[2].set_value(inputs.get("via", ""))
    seen.text_input[3].set_value(inputs.get("avoid", ""))
    return seen.button[0].click().run()


def test_leg(app: ModuleType) -> None:
    seen = ask(app, "43.1,131.9", "43.4,132.2", by="airliner")
    figures = {metric.label: metric.value for metric in seen.metric}
    assert figures["Basis"] == "geodesic"
    assert figures["Straight line"].startswith("41")


def test_leg_says_which_places_were_taken(app: ModuleType) -> None:
    assert "Vladivostok, RU (43.1" in texts(ask(app, "vladivostok", "VVO", by="car"))


def test_leg_passes_on_what_was_asked(app: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def refuse(*arguments: Any) -> None:
        asked.extend(arguments)
        raise PlaceNotFound(Fault("no such place", found="B"))

    monkeypatch.setattr(pipeline, "distance", refuse)
    seen = ask(app, " A ", "B", by="ship", via="C, D; E;", avoid="cn KP,ru")
    assert asked == ["A", "B", "ship", ("C, D", "E"), ("cn", "KP", "ru")]
    assert list(seen.dataframe[0].value["Found"]) == ["B"]


def test_ambiguous_place_is_said(app: ModuleType) -> None:
    seen = ask(app, "Springfield", "Chicago", by="air")
    assert "⚠ Springfield is ambiguous" in texts(seen)


def test_unknown_place(app: ModuleType) -> None:
    faults = ask(app, "Qzxvbnville", "Khasan", by="air").dataframe[0].value
    assert list(faults["Found"]) == ["Qzxvbnville"]
    assert list(faults["What is wrong"]) == ["no such place"]


@pytest.mark.usefixtures("forgetful")
def test_bugs_reach_the_log_and_not_the_visitor(
    app: ModuleType, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: Any, **__: Any) -> None:
        raise RuntimeError("secret/path")

    monkeypatch.setattr(pipeline, "build", fail)
    with caplog.at_level(logging.ERROR, "demarche.app"):
        seen = paste(app, OWN)
    assert not seen.exception
    assert "Something went wrong" in seen.error[0].value
    assert "secret" not in seen.error[0].value
    assert "secret/path" in caplog.text


@pytest.mark.usefixtures("forgetful")
def test_a_text_is_worked_out_once_for_all_visitors(app: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[str] = []
    build = pipeline.build
    monkeypatch.setattr(
        pipeline, "build", lambda itinerary, **how: (built.append(itinerary.title), build(itinerary, **how))[1]
    )
    paste(app, OWN)
    paste(app, OWN)
    assert built == ["**Two** places"]


AMBIGUOUS = "title: T\ntraveller: A\nstops: [{place: Springfield}]"


def test_a_name_that_may_mean_several_places_is_a_choice_and_the_choice_is_drawn(app: ModuleType) -> None:
    seen = paste(app, AMBIGUOUS)
    (meant,) = (box for box in seen.selectbox if box.key == "meant-Springfield")
    assert len(meant.options) > 1
    first = seen.session_state["meant-Springfield"]
    seen = meant.select_index(1).run()
    assert not seen.exception
    assert seen.session_state["meant-Springfield"] != first
    other = app.doubtful(AMBIGUOUS)["Springfield"][1]
    picks = (("Springfield", other.source),)
    journey, _ = app.worked_out(AMBIGUOUS, picks)
    assert journey.places["Springfield"].source == other.source
    assert f"lat: {other.lat}" in app.download(AMBIGUOUS, "yaml", picks).decode()


def test_visitors_share_nothing_that_changes(app: ModuleType) -> None:
    app.worked_out(OWN)[1]["journeys"][0]["title"] = "changed"
    assert app.worked_out(OWN)[1]["journeys"][0]["title"] == "**Two** places"


@pytest.mark.parametrize(
    ("kind", "start"), [("html", b"<!doctype html>"), ("geojson", b"{"), ("csv", b'\xef\xbb\xbf"leg"')]
)
def test_downloads(app: ModuleType, kind: str, start: bytes) -> None:
    assert app.download(OWN, kind).startswith(start)


def test_download_of_the_itinerary_reads_back(app: ModuleType) -> None:
    text = app.text_of(APP.parent / "itineraries" / "kim-russia-2023.yaml")
    assert reader.read_text(text).title == app.title_in(text)
