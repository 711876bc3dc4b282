"""Lines on the globe: shares, stretches, the nearest point, the cut at the antimeridian."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.geodesy import distance_km
from geo.journey import Point
from geo.lines import Line, geojson, ring_geojson

LINE = Line((Point(0.0, 0.0), Point(0.0, 1.0), Point(1.0, 1.0)))
STEPS = st.tuples(st.floats(-20, 20), st.floats(-80, 80)).filter(lambda step: max(map(abs, step)) > 0.01)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    """Lines as routes are: unwrapped, with no step of 180° or more."""
    lat, lon = draw(st.floats(-20, 20)), draw(st.floats(-180, 180))
    points = [Point(lat, lon)]
    for up, across in draw(st.lists(STEPS, min_size=1, max_size=3)):
        points.append(Point(points[-1].lat + up, points[-1].lon + across))
    return Line(tuple(points))


def length_km(points: tuple[Point, ...]) -> float:
    return sum(distance_km(*pair) for pair in pairwise(points))


def test_a_stretch_has_its_share_of_the_length_and_the_corners_within() -> None:
    stretch = LINE.between(0.25, 0.75)
    assert Point(0.0, 1.0) in stretch
    assert length_km(stretch) == pytest.approx(length_km(LINE.points) / 2, rel=1e-3)


@given(lines(), st.floats(0, 1))
def test_a_point_of_the_line_is_found_on_it(line: Line, share: float) -> None:
    assert line.nearest(line.at(share))[1] == pytest.approx(0.0, abs=0.01)


def test_the_nearest_point_is_square_to_the_line() -> None:
    share, off_km = LINE.nearest(Point(0.1, 0.5))
    assert share == pytest.approx(0.25, abs=0.001)
    assert off_km == pytest.approx(distance_km(Point(0.1, 0.5), Point(0.0, 0.5)), rel=1e-4)


def test_the_antimeridian_is_no_wall() -> None:
    line = Line((Point(10.0, 179.0), Point(10.0, 181.0)))
    assert line.nearest(Point(10.0, -179.5))[0] == pytest.approx(0.75, abs=0.001)
    assert geojson(line.points)["type"] == "MultiLineString"


def test_a_line_of_one_point_is_that_point() -> None:
    alone = Line((Point(1.0, 2.0),))
    assert alone.between(0.0, 1.0) == (Point(1.0, 2.0), Point(1.0, 2.0))
    assert alone.nearest(Point(1.0, 2.0)) == (0.0, 0.0)
    assert geojson(alone.points) == {"type": "Point", "coordinates": [2.0, 1.0]}


def test_a_ring_over_the_antimeridian_becomes_two() -> None:
    ring = tuple(Point(*corner) for corner in ((0.0, 179.0), (0.0, 181.0), (1.0, 181.0), (1.0, 179.0), (0.0, 179.0)))
    shape = ring_geojson(ring)
    assert shape["type"] == "MultiPolygon"
    lons = [lon for polygon in shape["coordinates"] for lon, _ in polygon[0]]
    assert min(lons) == -180.0
    assert max(lons) == 180.0
