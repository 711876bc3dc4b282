"""Positions written out are read as they are meant, or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import UsageError
from geo.gazetteer import parse_point


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("43.1,131.9", 43.1, 131.9),
        (" 43.1 , 131.9 ", 43.1, 131.9),
        ("-43.1; −131.9", -43.1, -131.9),
        ("43.1N 131.9E", 43.1, 131.9),
        ("43.1°S, 131.9°W", -43.1, -131.9),
        ("131.9E, 43.1N", 43.1, 131.9),
        ("43°06′36″N 131°54′00″E", 43.11, 131.9),
        ("43°6'36\"N, 131°54'0\"E", 43.11, 131.9),
        ("43°06.6′N 131°54′E", 43.11, 131.9),
        ("N43°06'36\" E131°54'00\"", 43.11, 131.9),
        ("43 6 36 N 131 54 0 E", 43.11, 131.9),
        ("43d06m36sN 131d54m00sE", 43.11, 131.9),
        ("S 43.1 W 131.9", -43.1, -131.9),
        ("(43.1, 131.9)", 43.1, 131.9),
        ("geo:43.1,131.9", 43.1, 131.9),
        ("0,-0.0", 0, 0),
        ("90,180", 90, 180),
    ],
)
def test_a_position_is_read(text, lat, lon):
    place = parse_point(text)
    assert (place.lat, place.lon) == (pytest.approx(lat), pytest.approx(lon))
    assert (place.kind, place.source, place.country) == ("point", "given", None)


def test_its_name_is_the_position():
    assert parse_point("43.1,131.9").name == "43.1000, 131.9000"
    assert parse_point("0,-0.0").name == "0.0000, 0.0000"


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_position_on_earth_survives(lat, lon):
    place = parse_point(f"{lat:.6f},{lon:.6f}")
    assert (place.lat, place.lon) == (pytest.approx(lat, abs=1e-6), pytest.approx(lon, abs=1e-6))


@pytest.mark.parametrize(
    "text", ["91,0", "0,181", "nan,nan", "0,inf", "43N 44N", "-43N,10E", "43°60′N 10°E", "43°10′61″N 10°E"]
)
def test_a_position_that_is_not_on_earth_is_refused(text):
    with pytest.raises(UsageError):
        parse_point(text)


@pytest.mark.parametrize("text", ["Moscow", "43", "43.1", "25 de Mayo", "1, 2, 3", "Paris, Texas", "Nan", "Inf"])
def test_a_name_is_not_a_position(text):
    assert parse_point(text) is None
