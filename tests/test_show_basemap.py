"""The base map: ours, whole, light, and the same on both sides of the antimeridian."""

from __future__ import annotations

import json
from itertools import accumulate

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import DataError
from geo.show import atlas
from geo.show.atlas import Box, pieces
from geo.show.basemap import BaseMap, extract

FAR_EAST = Box(39, 125.7, 53, 137)


@pytest.fixture(scope="module")
def far_east() -> BaseMap:
    return extract(FAR_EAST)


def _xs(line: list[int]) -> list[int]:
    return list(accumulate(line[::2]))


def test_is_light(far_east: BaseMap) -> None:
    assert len(json.dumps(far_east, separators=(",", ":"))) < 550_000


def test_has_railways_rivers_borders_and_the_towns_of_the_region(far_east: BaseMap) -> None:
    assert min(len(far_east["rails"]), len(far_east["rivers"]), len(far_east["borders"])) > 5
    names = {town["name"] for town in far_east["towns"]}
    assert {"Vladivostok", "Khabarovsk", "Ussuriysk", "Harbin", "London"} <= names


def test_names_countries_where_their_land_is_in_sight(far_east: BaseMap) -> None:
    russia = next(country for country in far_east["countries"] if country["name"] == "Russia")
    assert 110 < russia["lon"] < 145
    assert 40 < russia["lat"] < 60


def test_covers_more_than_the_world_so_that_no_edge_shows(far_east: BaseMap) -> None:
    xs = [x for polygon in far_east["land"] for x in _xs(polygon[0])]
    assert min(xs) < -130_000
    assert max(xs) > 390_000


def test_goes_past_the_antimeridian() -> None:
    pacific = extract(Box(13, -216, 22, -157))
    assert any(town["name"] == "Tokyo" and town["lon"] < -180 for town in pacific["towns"])
    assert any(min(_xs(polygon[0])) < -215_000 for polygon in pacific["land"])


def test_a_journey_around_the_world_is_still_light() -> None:
    assert len(json.dumps(extract(Box(-40, -170, 60, 190)), separators=(",", ":"))) < 600_000


@settings(max_examples=25, deadline=None)
@given(st.floats(-84, 80), st.floats(-300, 300), st.floats(0.1, 4), st.floats(0.1, 30))
def test_pieces_lie_in_their_box(south: float, west: float, height: float, width: float) -> None:
    box = Box(south, west, south + height, west + width)
    for shape in pieces("world_land", box, 0.0):
        minx, miny, maxx, maxy = shape.bounds
        assert box.west - 1e-6 <= minx <= maxx <= box.east + 1e-6
        assert box.south - 1e-6 <= miny <= maxy <= box.north + 1e-6


def test_what_is_around_a_box_is_the_rest_of_it() -> None:
    world, hole = Box(-85, -180, 85, 180), Box(10, 20, 30, 50)
    area = sum((side.north - side.south) * (side.east - side.west) for side in world.around(hole))
    assert area == pytest.approx(170 * 360 - 20 * 30)


def test_a_missing_artefact_is_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atlas, "_ARTEFACT", "no-such.npz")
    with pytest.raises(DataError, match="base map cannot be read"):
        atlas._arrays.__wrapped__()


@pytest.mark.parametrize("layer", ["land", "world_land", "countries"])
def test_no_shore_runs_across_the_world(layer: str) -> None:
    rings = shapely.get_rings(atlas._shapes(layer))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    jumps = np.abs(np.diff(points[:, 0]))[np.diff(ring) == 0]
    south = points[:-1, 1][np.diff(ring) == 0]
    assert jumps[south > -85].max() < 60  # only Antarctica's edge along the pole is longer


def test_chukotka_and_fiji_are_land_on_both_sides_of_the_antimeridian() -> None:
    for lat, lon in ((67.0, -178.0), (67.0, 178.0), (-16.85, 180.0)):
        found = pieces("land", Box(lat - 0.1, lon - 0.1, lat + 0.1, lon + 0.1), 0.0)
        assert sum(shape.area for shape in found) > 0
    assert not len(pieces("land", Box(30, -150, 50, -140), 0.0))
