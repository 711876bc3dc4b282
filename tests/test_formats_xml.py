"""GPX and KML, read back by gpxpy, fastkml, GDAL and lxml, which checks KML against the OGC's schema."""

import html
import io
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import fastkml
import geopandas
import gpxpy
import pytest
from fastkml.utils import find_all
from fastkml.validator import get_schema_parser
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from shapely.ops import unary_union

from geo.formats import exported
from geo.formats.frames import legs_frame
from geo.formats.text import clean, web_address
from geo.formats.words import legs, seen, stops, utc_text
from geo.journey import Journey
from geo.timing import calls
from tests.format_samples import FIJI, SAMOA, across, alone, by_train, named, utc
from tests.hostile_texts import HOSTILE
from tests.show_samples import hostile

SAMPLES: tuple[Callable[[], Journey], ...] = (by_train, across, alone, hostile)
KML = "{http://www.opengis.net/kml/2.2}"
ANY_TEXT = st.text(st.characters(exclude_categories=()), min_size=1, max_size=30)


@pytest.fixture(scope="module")
def trip() -> Journey:
    return by_train()


@pytest.fixture(scope="module")
def pacific() -> Journey:
    return across()


def gpx_of(journey: Journey) -> Any:
    return gpxpy.parse(exported(journey, "gpx").decode())


def layer(journey: Journey, kind: str, name: str, folder: Path) -> Any:
    """A layer of an export, as GDAL reads it."""
    path = folder / f"a.{kind}"
    path.write_bytes(exported(journey, kind))
    return geopandas.read_file(path, layer=name, engine="pyogrio")


# --- GPX --------------------------------------------------------------------------------------------------------------


def test_gpx_has_a_waypoint_for_each_stop_and_sighting(trip: Journey) -> None:
    gpx = gpx_of(trip)
    assert (gpx.version, gpx.name, gpx.description) == ("1.1", "T", "traveller: K")
    assert [(point.name, point.type) for point in gpx.waypoints] == [
        ("Pyongyang", "stop"), ("Khasan", "stop"), ("Vladivostok", "stop"), ("Khasan", "seen"),
    ]  # fmt: skip
    assert (gpx.waypoints[2].latitude, gpx.waypoints[2].longitude) == (43.10562, 131.87353)


def test_gpx_gives_a_time_only_where_a_moment_is_known(trip: Journey) -> None:
    """Khasan is stated by the day, and whether Vladivostok was reached is uncertain."""
    assert [point.time for point in gpx_of(trip).waypoints] == [
        utc("2023-09-10T01:00"), None, None, utc("2023-09-11T02:15"),
    ]  # fmt: skip


def test_gpx_gives_no_time_that_other_statements_do_not_allow() -> None:
    at_once = {"place": "Khasan", "by": "armoured train", "arrive": "2023-09-10T10:01+09:00"}
    journey = by_train({"place": "Pyongyang", "depart": "2023-09-10T10:00+09:00"}, at_once)
    assert journey.conflicts
    assert "cannot" in gpx_of(journey).description or journey.conflicts[0].explanation in gpx_of(journey).description


def test_gpx_points_of_tracks_have_no_times(kim: Journey) -> None:
    assert not any(point.time for track in gpx_of(kim).tracks for part in track.segments for point in part.points)


def test_gpx_says_what_is_known_of_a_leg(trip: Journey) -> None:
    track = gpx_of(trip).tracks[0]
    passage = trip.passages[0]
    assert (track.name, track.number, track.type) == ("Pyongyang – Khasan", 1, "rail")
    for line in (f"distance: {passage.distance_km}, network", f"time: {passage.hours}", "worked out, not recorded"):
        assert line in track.description.splitlines()


def test_gpx_links_to_the_first_source_that_is_of_the_web(trip: Journey) -> None:
    point = gpx_of(trip).waypoints[0]
    assert point.link == "https://a.example/?x=1&y=%22%3Cz%3E%22%20%C3%A9"
    assert "javascript:alert(1)" in point.description


def test_gpx_longitudes_stop_short_of_180(pacific: Journey) -> None:
    (west, east) = gpx_of(pacific).tracks[0].segments
    assert (west.points[-1].longitude, east.points[0].longitude) == (179.999999, -180)
    points = [point for track in gpx_of(pacific).tracks for part in track.segments for point in part.points]
    assert all(-180 <= point.longitude < 180 for point in points)


def test_gpx_of_a_leg_without_length_has_its_words(pacific: Journey) -> None:
    assert [len(track.segments) for track in gpx_of(pacific).tracks] == [2, 0]
    assert "no speed is known" in gpx_of(pacific).tracks[1].description


def test_gdal_reads_gpx_where_they_went(kim: Journey, tmp_path: Path) -> None:
    tracks, points = (layer(kim, "gpx", name, tmp_path) for name in ("tracks", "waypoints"))
    assert list(tracks["name"]) == [told.name for told in legs(kim)]
    assert list(points["name"]) == [told.name for told in (*stops(kim), *seen(kim))]
    for read, ours in zip(tracks.geometry, legs_frame(kim).geometry, strict=True):
        assert read.hausdorff_distance(ours) < 2e-6


# --- KML --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.__name__)
def test_kml_keeps_to_the_schema_of_the_ogc(sample: Callable[[], Journey]) -> None:
    get_schema_parser().assertValid(etree.fromstring(exported(sample(), "kml")))


def test_kml_of_the_real_journey_keeps_to_the_schema(kim: Journey) -> None:
    get_schema_parser().assertValid(etree.fromstring(exported(kim, "kml")))


def placemarks(journey: Journey) -> list[Any]:
    document = fastkml.KML.parse(io.BytesIO(exported(journey, "kml")))
    return list(find_all(document, of_type=fastkml.Placemark))


def test_kml_says_within_what_time_each_thing_was(kim: Journey) -> None:
    told = [*stops(kim), *legs(kim), *seen(kim)]
    read = placemarks(kim)
    assert [mark.name for mark in read] == [one.name for one in told]
    for mark, one in zip(read, told, strict=True):
        ends = [side and str(side) for side in (mark.times.begin, mark.times.end)] if mark.times else [None, None]
        window = [one.window.earliest, one.window.latest]
        assert [end and end.replace("+00:00", "Z") for end in ends] == [side and utc_text(side) for side in window]


def test_kml_leaves_open_what_nothing_says() -> None:
    (mark,) = placemarks(by_train({"place": "Pyongyang"}))
    assert mark.times is None
    mark, *_ = placemarks(by_train())
    assert mark.times.begin is None
    assert mark.times.end.dt == utc("2023-09-10T01:00")


def test_kml_has_a_style_for_each_mode_and_certainty(trip: Journey) -> None:
    tree = etree.fromstring(exported(trip, "kml"))
    styles = {style.get("id") for style in tree.iter(f"{KML}Style")}
    used = {url.text.removeprefix("#") for url in tree.iter(f"{KML}styleUrl")}
    assert used == styles == {"stop", "stop-uncertain", "rail", "rail-uncertain", "seen"}
    colours = {style.get("id"): style.findtext(f"{KML}LineStyle/{KML}color") for style in tree.iter(f"{KML}Style")}
    assert (colours["rail"], colours["rail-uncertain"]) == ("ff005ed5", "80005ed5")  # alpha, blue, green, red


def test_kml_is_cut_at_the_antimeridian(pacific: Journey) -> None:
    line = etree.fromstring(exported(pacific, "kml")).find(f".//{KML}MultiGeometry")
    west, east = ([tuple(map(float, point.split(","))) for point in text.text.split()] for text in line.iter(f"{KML}coordinates"))  # fmt: skip
    assert (west[0][0], west[-1][0], east[0][0], east[-1][0]) == (FIJI.lon, 180, -180, SAMOA.lon)
    assert all(abs(end[0] - start[0]) < 180 for part in (west, east) for start, end in pairwise(part))


def test_gdal_reads_kml_with_its_data_and_times(trip: Journey, tmp_path: Path) -> None:
    read = layer(trip, "kml", "Stops", tmp_path)
    assert list(read["Name"]) == ["Pyongyang", "Khasan", "Vladivostok"]
    assert list(read["certainty"]) == ["certain", "certain", "uncertain"]
    assert read["events"][1] == "met; talked, left; slept"
    assert read["end"][0] == utc("2023-09-10T01:00")
    assert read["begin"][1] == calls(trip)[1].arrival.earliest
    moved = layer(trip, "kml", "Legs", tmp_path)
    assert [float(km) for km in moved["distance_km"]] == [round(p.distance_km.best, 1) for p in trip.passages]
    assert unary_union(moved.geometry).hausdorff_distance(unary_union(legs_frame(trip).geometry)) < 2e-6


# --- text that is hostile ---------------------------------------------------------------------------------------------


class Tags(HTMLParser):
    """Keeps the tags and the text of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 — the base's
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_kml_is_text(text: str) -> None:
    for told, mark in zip(stops(named(text)), placemarks(named(text))[:3], strict=True):
        assert mark.name == clean(text)
        read = Tags(mark.description)
        assert set(read.tags) <= {"br"}
        assert read.text == "".join(told.lines)


def test_kml_descriptions_name_no_field_of_their_own() -> None:
    description = placemarks(named("$[events]"))[0].description
    assert "$[" not in description
    assert "$[events]" in html.unescape(description)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_gpx_is_text(text: str) -> None:
    gpx = gpx_of(named(text))
    text = clean(text)
    assert {point.name for point in gpx.waypoints} == {text}
    assert gpx.tracks[0].name == f"{text} – {text}"
    assert f"warning: {text}" in gpx.tracks[0].description


@pytest.mark.parametrize(
    "text", ["\x0b", "a\0b", "\ud800", "\ufffe", "]]>", "<![CDATA[x]]>", "&#0;", "a\rb", "\x85", "\u2028"]
)
@pytest.mark.parametrize("kind", ["gpx", "kml"])
def test_what_xml_cannot_hold_does_not_break_it(kind: str, text: str) -> None:
    names = {element.text for element in etree.fromstring(exported(named(text), kind)).iter("{*}name")}
    assert clean(text).strip() in {name.strip() for name in names if name}


@given(ANY_TEXT)
@settings(max_examples=30)
def test_any_name_comes_back_from_xml(text: str) -> None:
    for kind in ("gpx", "kml"):
        tree = etree.fromstring(exported(named(text), kind))
        assert clean(text) in {element.text for element in tree.iter("{*}name")}


@given(ANY_TEXT)
def test_clean_text_is_the_same_when_cleaned_again(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean(text).encode()


@pytest.mark.parametrize("text", ["javascript:alert(1)", "a", "", None, "https://", "http://[", "ftp://a/b", "//a/b"])
def test_what_is_not_of_the_web_is_no_link(text: str | None) -> None:
    assert web_address(text) is None


@given(ANY_TEXT)
def test_an_address_has_no_character_that_could_end_it(text: str) -> None:
    address = web_address(f"https://a.example/{text}")
    assert address is None or (address.isascii() and not set(address) & set(' "<>\\^`{|}\r\n\t'))
