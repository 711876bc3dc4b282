"""The base map: ours, whole, light, and the same on both sides of the antimeridian."""

from __future__ import annotations

import json
import re
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


def _bytes(base: BaseMap) -> int:
    return len(json.dumps(base, ensure_ascii=False, separators=(",", ":")).encode())


def _xs(line: list[int]) -> list[int]:
    return list(accumulate(line[::2]))


def test_is_light(far_east: BaseMap) -> None:
    assert _bytes(far_east) < 550_000


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


KOREAN = {
    "Pyongyang": "평양", "Seoul": "서울", "Hamhŭng": "함흥", "Namp’o": "남포", "Beijing": "베이징", "Tokyo": "도쿄", "Moscow": "모스크바",
    "Vladivostok": "블라디보스토크", "Khabarovsk": "하바롭스크", "Hanoi": "하노이", "Washington": "워싱턴", "Kyiv": "키이우",
}  # fmt: skip
RUSSIAN = {
    "Pyongyang": "Пхеньян", "Seoul": "Сеул", "Sinŭiju": "Синыйджу", "Beijing": "Пекин", "Zhengzhou": "Чжэнчжоу", "Tokyo": "Токио",
    "Hiroshima": "Хиросима", "Moscow": "Москва", "Khabarovsk": "Хабаровск", "Ryazan’": "Рязань", "Kyiv": "Киев", "Hamburg": "Гамбург",
}  # fmt: skip
OWN = {
    "Pyongyang": "평양", "Wŏnsan": "원산", "Moscow": "Москва", "Ussuriysk": "Уссурийск", "Beijing": "北京", "Shenyang": "沈阳",
    "Taipei": "台北", "Tokyo": "東京", "Yokohama": "横浜", "Saitama": "さいたま", "Tehran": "تهران", "Isfahan": "اصفهان",
    "Tel Aviv": "תל אביב", "Haifa": "חיפה", "Athens": "Αθήνα", "Thessaloníki": "Θεσσαλονίκη", "Baghdad": "بغداد",
    "Cairo": "القاهرة", "Kyiv": "Київ", "Kharkiv": "Харків", "Minsk": "Мінск", "Tbilisi": "თბილისი", "Ulan Bator": "Улаанбаатар",
    "Bangkok": "กรุงเทพมหานคร", "Delhi": "दिल्ली", "Chennai": "சென்னை", "Munich": "München", "Hanoi": "Hà Nội",
}  # fmt: skip


@pytest.mark.parametrize(("tongue", "names"), [("ko", KOREAN), ("ru", RUSSIAN), ("own", OWN)])
def test_knows_the_great_towns_in_each_language(tongue: str, names: dict[str, str]) -> None:
    towns = atlas.towns()
    first = {name: index for index, name in reversed(list(enumerate(towns.names)))}
    assert {name: towns.other_names[tongue][first[name]] for name in names} == names


def test_knows_countries_in_each_language() -> None:
    index = {name: number for number, name in enumerate(atlas.country_names())}
    others = atlas.other_country_names()
    found = {
        name: tuple(others[tongue][index[name]] for tongue in atlas.TONGUES)
        for name in ("North Korea", "Russia", "Japan", "Iran", "Dem. Rep. Congo")
    }
    assert found == {
        "North Korea": ("북한", "КНДР", "조선"),
        "Russia": ("러시아", "Россия", "Россия"),
        "Japan": ("일본", "Япония", "日本"),
        "Iran": ("이란", "Иран", "ایران"),
        "Dem. Rep. Congo": ("콩고-킨샤사", "Конго - Киншаса", "Congo-Kinshasa"),
    }


@pytest.mark.parametrize("tongue", ["ko", "ru"])
def test_names_in_a_language_are_in_its_letters(tongue: str) -> None:
    letters = {"ko": "가-힣0-9A-Z", "ru": "А-Яа-яЁё"}[tongue]
    odd = [name for name in atlas.towns().other_names[tongue] if name and not re.fullmatch(f"[{letters} .·’-]+", name)]
    assert odd == []


def test_a_place_has_names_only_where_they_are_not_the_english_one(far_east: BaseMap) -> None:
    places = [*far_east["towns"], *far_east["countries"]]
    assert all(name and name != place["name"] for place in places for name in place.get("names", {}).values())
    assert sum("names" in place for place in places) > len(places) / 2


def test_goes_past_the_antimeridian() -> None:
    pacific = extract(Box(13, -216, 22, -157))
    assert any(town["name"] == "Tokyo" and town["lon"] < -180 for town in pacific["towns"])
    assert any(min(_xs(polygon[0])) < -215_000 for polygon in pacific["land"])


def test_a_journey_around_the_world_is_still_light() -> None:
    assert _bytes(extract(Box(-40, -170, 60, 190))) < 600_000


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
