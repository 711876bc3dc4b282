"""GeoPackage and GeoParquet, read back by GDAL, SQLite and pyarrow, and the frames they are made of."""

import io
import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import geopandas
import pyarrow.parquet
import pyogrio
import pytest

from geo.formats import exported
from geo.formats.rows import LEG_COLUMNS, SIGHTING_COLUMNS, STOP_COLUMNS
from geo.formats.text import clean
from geo.journey import Journey
from geo.timing import calls
from tests.format_samples import across, alone, by_train, named, utc
from tests.hostile_texts import HOSTILE

LAYERS = ("stops", "legs", "sightings")


@pytest.fixture(scope="module")
def trip() -> Journey:
    return by_train()


def package(journey: Journey, folder: Path) -> Path:
    path = folder / "a.gpkg"
    path.write_bytes(exported(journey, "gpkg"))
    return path


def table_of(journey: Journey) -> Any:
    return geopandas.read_parquet(io.BytesIO(exported(journey, "geoparquet")))


# --- frames -----------------------------------------------------------------------------------------------------------


def test_a_journey_gives_its_frames(trip: Journey) -> None:
    stops, legs, sightings = trip.stops_frame(), trip.legs_frame(), trip.sightings_frame()
    assert [len(frame) for frame in (stops, legs, sightings)] == [3, 2, 1]
    assert {frame.crs.to_epsg() for frame in (stops, legs, sightings)} == {4326}
    assert list(stops["arrive_earliest"])[1] == calls(trip)[1].arrival.earliest
    assert stops["cited"][0] == (
        'Bad, javascript:alert(1); RIA, “A & B <c>”, 2023-09-12, https://a.example/?x=1&y="<z>" é'
    )
    assert (sightings["earliest"][0], sightings["at"][0]) == (utc("2023-09-11T02:15"), "2023-09-11T05:15+03:00")


def test_frames_have_their_columns_and_types_even_where_empty(trip: Journey) -> None:
    for full, empty, columns in (
        (trip.stops_frame(), alone().stops_frame(), STOP_COLUMNS),
        (trip.legs_frame(), alone().legs_frame(), LEG_COLUMNS),
        (trip.sightings_frame(), alone().sightings_frame(), SIGHTING_COLUMNS),
    ):
        assert list(full.columns) == [*columns, "geometry"]
        assert full.dtypes.to_dict() == empty.dtypes.to_dict()


def test_a_sighting_before_the_first_stop_has_what_is_stated_of_it() -> None:
    seen = [{"at": "2023-09-09", "place": "Khasan", "sources": ["ria"]}]
    journey = by_train({"place": "Pyongyang", "depart": "2023-09-10", "seen": seen}, {"place": "Khasan", "by": "rail"})
    assert journey.sightings_frame()["earliest"][0] == utc("2023-09-08T14:00")


# --- GeoPackage -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layer", LAYERS)
def test_gdal_reads_from_a_geopackage_what_the_frame_holds(layer: str, kim: Journey, tmp_path: Path) -> None:
    read = pyogrio.read_dataframe(package(kim, tmp_path), layer=layer)
    frame = getattr(kim, f"{layer}_frame")()
    assert list(read.columns) == list(frame.columns)
    assert read.crs.to_epsg() == 4326
    for name in frame.columns.drop("geometry"):
        for ours, theirs in zip(frame[name], read[name], strict=True):
            if frame[name].dtype.kind == "M":
                assert (ours is theirs) or abs(ours - theirs) < timedelta(milliseconds=1)  # GDAL's precision
            else:
                assert ours == theirs or (ours != ours and theirs != theirs), name  # noqa: PLR0124 — NaN
    for ours, theirs in zip(frame.geometry, read.geometry, strict=True):
        assert ours.equals(theirs)


@pytest.mark.parametrize("sample", [by_train, across, alone])
def test_a_geopackage_has_all_its_layers(sample: Any, tmp_path: Path) -> None:
    assert [list(row) for row in pyogrio.list_layers(package(sample(), tmp_path))] == [
        ["stops", "Point"], ["legs", "MultiLineString"], ["sightings", "Point"],
    ]  # fmt: skip


def test_a_geopackage_is_sound_and_knows_no_clock(trip: Journey, tmp_path: Path) -> None:
    database = sqlite3.connect(package(trip, tmp_path))
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    rows = database.execute("SELECT table_name, last_change FROM gpkg_contents").fetchall()
    database.close()
    assert rows == [(layer, "1970-01-01T00:00:00.000Z") for layer in LAYERS]


def test_gdal_has_its_clock_back_afterwards(trip: Journey) -> None:
    exported(trip, "gpkg")
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") is None


def test_geopackages_made_side_by_side_are_the_same(trip: Journey) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(lambda _: exported(trip, "gpkg"), range(8)))) == 1


def test_a_leg_without_length_is_a_row_without_a_line(tmp_path: Path) -> None:
    read = pyogrio.read_dataframe(package(across(), tmp_path), layer="legs")
    assert [shape is None for shape in read.geometry] == [False, True]
    assert read["hours"].isna().tolist() == [False, True]
    west, east = read.geometry[0].geoms
    assert (west.bounds[2], east.bounds[0]) == (180, -180)


# --- GeoParquet -------------------------------------------------------------------------------------------------------


def test_geoparquet_has_a_row_for_all_there_is(kim: Journey) -> None:
    table = table_of(kim)
    numbers = [len(kim.itinerary.stops), len(kim.passages), len(kim.sightings_frame())]
    assert table["role"].tolist() == [
        role for role, n in zip(("stop", "leg", "sighting"), numbers, strict=True) for _ in range(n)
    ]
    legs = table[table["role"] == "leg"].reset_index(drop=True)
    assert legs["distance_km"].tolist() == kim.legs_frame()["distance_km"].tolist()
    assert legs.geometry.equals(kim.legs_frame().geometry)
    stops = table[table["role"] == "stop"]
    assert stops["arrive_earliest"].tolist()[1] == calls(kim)[1].arrival.earliest
    assert stops["leg"].isna().all()


def test_geoparquet_says_it_is_1_1_in_wgs84(trip: Journey) -> None:
    schema = pyarrow.parquet.read_schema(io.BytesIO(exported(trip, "geoparquet")))
    told = json.loads(schema.metadata[b"geo"])
    assert (told["version"], told["primary_column"]) == ("1.1.0", "geometry")
    shape = told["columns"]["geometry"]
    assert (shape["encoding"], shape["geometry_types"]) == ("WKB", ["LineString", "Point"])
    assert shape["crs"]["id"] == {"authority": "EPSG", "code": 4326}


def test_geoparquet_has_one_schema_whatever_it_holds(trip: Journey) -> None:
    schemas = [
        pyarrow.parquet.read_schema(io.BytesIO(exported(one, "geoparquet"))) for one in (trip, alone(), across())
    ]
    assert all(schema.equals(schemas[0], check_metadata=False) for schema in schemas)


@pytest.mark.parametrize("text", [*HOSTILE, "=1+1", "'; DROP TABLE stops; --"])
def test_hostile_text_in_tables_is_text(text: str, tmp_path: Path) -> None:
    journey = named(text)
    assert set(table_of(journey)["name"].dropna()) == {clean(text)}
    assert set(pyogrio.read_dataframe(package(journey, tmp_path), layer="stops")["name"]) == {clean(text)}
