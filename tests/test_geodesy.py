"""Distances on the ellipsoid: the edges of the world, once."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import UsageError
from geo.geodesy import distance_km, distances_km
from geo.journey import Point

POINTS = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
HALF_WAY_ROUND_KM = 20_003.932  # the meridian from pole to pole on WGS84


def haversine_km(one: Point, other: Point) -> float:
    lat, lon, lat2, lon2 = map(math.radians, (*one, *other))
    chord = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(chord)))


@given(POINTS, POINTS)
def test_is_the_same_both_ways_and_close_to_a_sphere(one: Point, other: Point) -> None:
    km = distance_km(one, other)
    assert km == pytest.approx(distance_km(other, one), abs=1e-6)
    assert km == pytest.approx(haversine_km(one, other), rel=0.006, abs=0.001)
    assert 0 <= km <= HALF_WAY_ROUND_KM + 0.001


@given(POINTS)
def test_a_point_is_nowhere_from_itself_on_any_turn_of_the_globe(point: Point) -> None:
    assert distance_km(point, point) == 0
    assert distance_km(point, Point(point.lat, point.lon + 360)) == pytest.approx(0, abs=1e-6)


@given(POINTS, POINTS, POINTS)
def test_no_way_round_is_shorter(one: Point, other: Point, third: Point) -> None:
    assert distance_km(one, other) <= distance_km(one, third) + distance_km(third, other) + 1e-6


def test_known_distances() -> None:
    assert distance_km(Point(-90, 0), Point(90, 0)) == pytest.approx(HALF_WAY_ROUND_KM, abs=0.001)
    assert distance_km(Point(0, 179.5), Point(0, -179.5)) == pytest.approx(111.319, abs=0.001)
    assert distance_km(Point(90, 12), Point(90, -77)) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    "point", [Point(91, 0), Point(-90.001, 0), Point(math.nan, 0), Point(0, math.inf), Point(0, 541)]
)
def test_what_is_off_the_globe_is_refused(point: Point) -> None:
    with pytest.raises(UsageError):
        distance_km(point, Point(0, 0))
    with pytest.raises(UsageError):
        distance_km(Point(0, 0), point)


@given(st.lists(st.tuples(POINTS, POINTS), max_size=10))
def test_many_distances_are_those_of_one_at_a_time(pairs: list[tuple[Point, Point]]) -> None:
    ends = np.array(pairs, float).reshape(-1, 4)
    assert distances_km(*ends.T).tolist() == [distance_km(one, other) for one, other in pairs]


def test_shapes_are_broadcast_and_the_input_is_left_alone() -> None:
    lat = np.array([[0.0, 10.0], [20.0, 30.0]])
    km = distances_km(lat, 0.0, lat, 1.0)
    assert km.shape == (2, 2)
    assert km[0, 0] == pytest.approx(distance_km(Point(0, 0), Point(0, 1)))
    assert lat.tolist() == [[0.0, 10.0], [20.0, 30.0]]


@pytest.mark.parametrize("off", [(91, 0), (0, 541), (math.nan, 0), (0, math.nan), (0, -math.inf)])
def test_many_distances_refuse_what_is_off_the_globe(off: tuple[float, float]) -> None:
    lat, lon = off
    with pytest.raises(UsageError):
        distances_km([0.0, lat], [0.0, lon], 0.0, 0.0)
    with pytest.raises(UsageError):
        distances_km(0.0, 0.0, [0.0, lat], [0.0, lon])


def test_very_many_distances_are_those_of_fewer_at_a_time() -> None:
    chance = np.random.default_rng(3)
    lat, lat2 = chance.uniform(-90, 90, (2, 3, 40_000))
    lon, lon2 = chance.uniform(-180, 180, (2, 3, 40_000))
    fewer = [distances_km(*row) for row in zip(lat, lon, lat2, lon2, strict=True)]
    np.testing.assert_array_equal(distances_km(lat, lon, lat2, lon2), fewer)


def test_one_position_off_the_globe_among_very_many_is_refused() -> None:
    lat = np.zeros(120_000)
    lat[-1] = 91
    with pytest.raises(UsageError, match="globe"):
        distances_km(lat, 0, 0, 1)
