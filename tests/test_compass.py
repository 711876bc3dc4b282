"""Directions as reporters write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.compass import in_words, read_direction, turned
from geo.errors import UsageError


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("north", -45, 45),
        ("further north", -45, 45),
        ("to the north of", -45, 45),
        ("northwards", -45, 45),
        ("due north", -11.25, 11.25),
        ("north-west", 292.5, 337.5),
        ("Northwest", 292.5, 337.5),
        ("north western", 292.5, 337.5),
        ("NNW", 326.25, 348.75),
        ("north-north-west", 326.25, 348.75),
        ("310°", 305, 315),
        ("315 degrees", 314.5, 315.5),
        ("12.5", 12.45, 12.55),
    ],
)
def test_a_direction_allows_what_its_compass_tells_apart(text: str, low: float, high: float) -> None:
    bearing = read_direction(text)
    assert (bearing.low, bearing.high) == pytest.approx((low, high))


@pytest.mark.parametrize("text", ["", "up", "north-south", "361", "-5", "north or south", "nan", "n" * 500])
def test_what_is_no_direction_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_direction(text)


@given(st.floats(-720, 720), st.floats(-360, 720))
def test_a_turned_bearing_is_the_same_and_near(bearing: float, towards: float) -> None:
    from geo.quantity import Estimate

    found = turned(Estimate(bearing - 1, bearing, bearing + 1, "°"), towards)
    assert abs(found.best - towards) <= 180 + 1e-9
    assert (found.best - bearing) % 360 == pytest.approx(0, abs=1e-6) or (found.best - bearing) % 360 == pytest.approx(
        360
    )


@given(st.floats(0, 360))
def test_the_word_for_a_bearing_is_read_back_within_half_a_point(bearing: float) -> None:
    point = read_direction(in_words(bearing)).best
    assert abs((point - bearing + 180) % 360 - 180) <= 22.5 + 1e-9
