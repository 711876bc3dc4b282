"""Files other tools read: GeoJSON as GDAL and shapely see it, CSV that no spreadsheet runs."""

import csv
import io
import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape

from geo.errors import OutputError, UsageError
from geo.formats import FORMATS, export, exported
from geo.formats.frames import _line, legs_frame, stops_frame
from geo.journey import Candidate, Journey, Place, Point
from geo.lines import cut
from geo.pipeline import build
from tests.fakes import FakeNetwork, itinerary, networks

FIJI = Place("Suva", -18.1416, 178.4415, "FJ", "city", "fake:1", 2.0)
SAMOA = Place("=HYPERLINK(1)", -13.8333, 188.2333 - 360, "WS", "city", "fake:2", 2.0)


class Known:
    """A gazetteer of two islands."""

    def find(self, name: str, **_: Any) -> tuple[Any, ...]:
        return (Candidate({"Suva": FIJI, "Apia": SAMOA}[name], 1.0),)

    def suggest(self, name: str, limit: int = 3) -> tuple[str, ...]:  # noqa: ARG002
        return ()


class Across(FakeNetwork):
    """Eastward across the antimeridian, unwrapped as networks answer."""

    def path(self, origin: Place, destination: Place, **more: Any) -> Any:
        return super().path(origin, Place.at(destination.lat, destination.lon + 360), **more)


@pytest.fixture(scope="module")
def pacific() -> Journey:
    stops = [
        {"place": "Suva", "depart": "2023-09-10"},
        {"place": "Apia", "by": "ship", "arrive": "2023-09-12~", "events": ["one", "two"], "sources": ["s"]},
        {"place": "Apia", "by": "zeppelin"},
    ]
    story = itinerary(*stops, title="Пацифик <b>平</b>")
    return build(story, names=Known(), networks=networks(sea=Across(basis="network")))


# --- GeoJSON ----------------------------------------------------------------------------------------------------------


def test_geojson_has_the_stops_then_the_legs(pacific: Journey) -> None:
    collection = json.loads(exported(pacific, "geojson"))
    assert collection["type"] == "FeatureCollection"
    assert collection["title"] == "Пацифик <b>平</b>"
    assert [feature["properties"]["role"] for feature in collection["features"]] == [
        "stop",
        "stop",
        "stop",
        "leg",
        "leg",
    ]
    first, second, *_ = collection["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [178.4415, -18.1416]}
    assert second["properties"] == {
        "role": "stop", "stop": 2, "name": "=HYPERLINK(1)", "country": "WS", "lat": -13.8333, "lon": pytest.approx(-171.7667),
        "precision_km": 2.0, "arrive": "2023-09-12~", "depart": "", "certainty": "certain", "status": "reported", "events": "one; two",
        "sources": "s", "place_source": "fake:2",
    }  # fmt: skip


def test_geojson_says_what_is_known_of_a_leg(pacific: Journey) -> None:
    sailed, flown = json.loads(exported(pacific, "geojson"))["features"][-2:]
    leg = sailed["properties"]
    assert (leg["leg"], leg["from"], leg["to"], leg["by"], leg["mode"], leg["basis"]) == (
        1, "Suva", "=HYPERLINK(1)", "ship", "sea", "network",
    )  # fmt: skip
    assert leg["distance_km_low"] < leg["distance_km"] < leg["distance_km_high"]
    assert leg["hours_low"] < leg["hours"] < leg["hours_high"]
    assert flown["properties"]["hours"] is None
    assert flown["geometry"] is None
    assert "no speed is known" in flown["properties"]["warnings"]


def test_geojson_is_cut_at_the_antimeridian(pacific: Journey) -> None:
    leg = shape(json.loads(exported(pacific, "geojson"))["features"][3]["geometry"])
    assert leg.geom_type == "MultiLineString"
    west, east = leg.geoms
    assert west.bounds[2] == 180
    assert east.bounds[0] == -180
    assert west.coords[-1][1] == east.coords[0][1]


def test_gdal_reads_the_file_back(pacific: Journey, tmp_path: Path) -> None:
    path = tmp_path / "pacific.geojson"
    export(pacific, path)
    frame = geopandas.read_file(path, engine="pyogrio")
    assert len(frame) == 5
    assert frame.crs.to_epsg() == 4326
    assert list(frame["role"]) == ["stop"] * 3 + ["leg"] * 2
    assert frame["name"][1] == "=HYPERLINK(1)"
    assert frame.geometry[0].equals(shape({"type": "Point", "coordinates": [178.4415, -18.1416]}))
    assert frame.geometry[3].geom_type == "MultiLineString"


def test_the_real_journey_is_valid_and_where_it_was(kim: Journey) -> None:
    features = json.loads(exported(kim, "geojson"))["features"]
    stops, legs = len(kim.itinerary.stops), len(kim.passages)
    assert len(features) == stops + legs
    for feature in features:
        geometry = shape(feature["geometry"])
        assert geometry.is_valid
        west, south, east, north = geometry.bounds
        assert 124 < west <= east < 140
        assert 38 < south <= north < 54
    assert "NaN" not in exported(kim, "geojson").decode()


def test_one_stop_alone_has_no_legs_to_write() -> None:
    lone = build(itinerary({"place": "Suva"}), names=Known())
    assert [feature["properties"]["role"] for feature in json.loads(exported(lone, "geojson"))["features"]] == ["stop"]
    assert exported(lone, "csv").startswith("\ufeff".encode())


# --- frames -----------------------------------------------------------------------------------------------------------


def test_frames_are_in_wgs84_with_a_row_for_each(pacific: Journey) -> None:
    stops, legs = stops_frame(pacific), legs_frame(pacific)
    assert (stops.crs.to_epsg(), legs.crs.to_epsg()) == (4326, 4326)
    assert (len(stops), len(legs)) == (3, 2)
    assert (stops.geometry.x[0], stops.geometry.y[0]) == (178.4415, -18.1416)


# --- the cut ----------------------------------------------------------------------------------------------------------

STEPS = st.lists(st.tuples(st.floats(-90, 90), st.floats(-179.9, 179.9)), max_size=20)


@st.composite
def unwrapped_lines(draw: st.DrawFn) -> tuple[Point, ...]:
    """Lines without a jump of 180° or more, that wind round the globe as they like."""
    points = [Point(draw(st.floats(-90, 90)), draw(st.floats(-180, 180)))]
    for lat, step in draw(STEPS):
        points.append(Point(lat, points[-1].lon + step))
    return tuple(points)


@given(unwrapped_lines())
def test_no_part_leaves_the_globe_or_jumps(points: tuple[Point, ...]) -> None:
    for part in cut(points):
        assert all(abs(point.lon) <= 180 + 1e-9 and abs(point.lat) <= 90 for point in part)
        assert all(abs(end.lon - start.lon) < 180 for start, end in pairwise(part))


@given(unwrapped_lines())
def test_parts_meet_on_the_antimeridian_at_one_latitude(points: tuple[Point, ...]) -> None:
    for before, after in pairwise(cut(points)):
        assert {round(before[-1].lon, 9), round(after[0].lon, 9)} == {180.0, -180.0}
        assert before[-1].lat == after[0].lat


@given(unwrapped_lines())
def test_the_cut_keeps_every_point_and_the_whole_length(points: tuple[Point, ...]) -> None:
    parts = cut(points)
    kept = [point for part in parts for point in part]
    assert len(kept) == len(points) + 2 * (len(parts) - 1)
    assert {round(point.lat, 9) for point in points} <= {round(point.lat, 9) for point in kept}
    turned = sum(abs(end.lon - start.lon) for start, end in pairwise(points))
    assert sum(abs(end.lon - start.lon) for part in parts for start, end in pairwise(part)) == pytest.approx(
        turned, abs=1e-6
    )


@given(unwrapped_lines())
def test_every_line_is_one_shapely_takes(points: tuple[Point, ...]) -> None:
    line = _line(points)
    assert line is None or (line.is_valid and not line.is_empty)


def test_a_line_of_one_point_is_none() -> None:
    assert _line((Point(1, 2), Point(1, 2))) is None
    assert _line((Point(1, 2),)) is None


def test_a_line_is_cut_where_it_crosses() -> None:
    for turn in (-360, 0, 360):
        west, east = _line((Point(0, 170 + turn), Point(8, 210 + turn))).geoms
        assert (list(west.coords), list(east.coords)) == ([(170, 0), (180, 2)], [(-180, 2), (-150, 8)])


def test_a_line_that_ends_on_the_antimeridian_is_whole() -> None:
    assert list(_line((Point(0, 170), Point(1, 180))).coords) == [(170, 0), (180, 1)]
    assert list(_line((Point(0, -170), Point(1, -180))).coords) == [(-170, 0), (-180, 1)]


# --- CSV --------------------------------------------------------------------------------------------------------------


def rows(journey: Journey) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported(journey, "csv").decode("utf-8-sig"))))


def test_csv_has_a_row_for_each_leg(kim: Journey) -> None:
    table = rows(kim)
    assert [int(row["leg"]) for row in table] == list(range(1, len(kim.passages) + 1))
    assert [float(row["distance_km"]) for row in table] == [round(p.distance_km.best, 1) for p in kim.passages]
    assert exported(kim, "csv").startswith("\ufeff".encode())


def test_no_cell_of_a_csv_is_a_formula(pacific: Journey) -> None:
    assert rows(pacific)[0]["to"] == "'=HYPERLINK(1)"


def by_written(text: str, journey: Journey) -> str:
    """What the CSV of one leg has for its vehicle."""
    passage = replace(journey.passages[0], route=replace(journey.passages[0].route, by=text))
    (row,) = rows(replace(journey, passages=(passage,)))
    return row["by"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_every_way_a_formula_begins_is_defused(start: str, kim: Journey) -> None:
    assert by_written(f"{start}1+1", kim) == f"'{start}1+1"


@pytest.mark.parametrize("text", ['a "b", c', "a;b", "two\nlines", "平壤 Хасан", "'", "a=1"])
def test_other_text_comes_back_as_it_is(text: str, kim: Journey) -> None:
    assert by_written(text, kim) == text


@pytest.mark.parametrize("text", ["\r=1+1", "ship\r=1+1"])
def test_a_carriage_return_does_not_begin_a_row(text: str, kim: Journey) -> None:
    assert by_written(text, kim).removeprefix("'") == text


# --- the writing ------------------------------------------------------------------------------------------------------


def test_the_ending_says_the_format_unless_it_is_given(kim: Journey, tmp_path: Path) -> None:
    for name, to, expected in [("a.geojson", None, "geojson"), ("a.csv", None, "csv"), ("a.txt", "csv", "csv")]:
        export(kim, tmp_path / name, to)
        assert (tmp_path / name).read_bytes() == exported(kim, expected)
    assert set(FORMATS) == {"geojson", "csv", "diagram", "png", "svg", "pdf"}


@pytest.mark.parametrize("name", ["a.xlsx", "a", "a.GPX"])
def test_an_unknown_format_is_refused_with_those_there_are(kim: Journey, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="one of geojson, csv"):
        export(kim, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_file_is_said(kim: Journey, tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        export(kim, tmp_path / "missing" / "a.csv")
