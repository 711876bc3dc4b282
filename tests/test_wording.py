"""Figures as reporters write them, and what each allows."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import UsageError
from geo.quantity import KM_PER_MILE, KM_PER_NAUTICAL_MILE
from geo.wording import KM_PER_LI, read_quantity, read_written


@pytest.mark.parametrize(
    ("text", "low", "best", "high", "unit"),
    [
        ("about 150 kilometers (95 miles)", 127.5, 150, 172.5, "km"),
        ("some 1,200 km", 1020, 1200, 1380, "km"),
        ("over 200 km", 150, 200, math.inf, "km"),
        ("just over 200.0 km", 190, 200, math.inf, "km"),
        ("less than 60 km/h", 0, 60, 65, "km/h"),
        ("up to 20 hours", 0, 20, 25, "h"),
        ("2,385 miles", 2265.75 * KM_PER_MILE, 2385 * KM_PER_MILE, 2504.25 * KM_PER_MILE, "km"),
        ("4,5 Tsd. km", 4275, 4500, 4725, "km"),
        ("4.5 thousand km", 4275, 4500, 4725, "km"),
        ("1.200,5 km", 1200.5 * 0.95, 1200.5, 1200.5 * 1.05, "km"),
        ("1.200.000 m", 1140, 1200, 1260, "km"),
        ("1 200 km", 1140, 1200, 1260, "km"),
        ("1,20 km", 1.14, 1.2, 1.26, "km"),
        ("900 li", 425, 450, 475, "km"),
        ("12 nautical miles", 11.4 * KM_PER_NAUTICAL_MILE, 12 * KM_PER_NAUTICAL_MILE, 12.6 * KM_PER_NAUTICAL_MILE, "km"),
        ("a four-hour drive", 3.5, 4, 4.5, "h"),
        ("four hours' drive", 3.5, 4, 4.5, "h"),
        ("half an hour", 0.25, 0.5, 0.75, "h"),
        ("three quarters of an hour", 0.625, 0.75, 0.875, "h"),
        ("an hour and a half", 1.25, 1.5, 1.75, "h"),
        ("two and a half days", 54, 60, 66, "h"),
        ("2½ days", 54, 60, 66, "h"),
        ("a two-and-a-half-hour drive", 2.25, 2.5, 2.75, "h"),
        ("20 to 24 hours", 19, 22, 25.2, "h"),
        ("between two and three days", 36, 60, 84, "h"),
        ("between 90 minutes and 2 hours", 85 / 60, 1.75, 2.1, "h"),
        ("150-200 km", 142.5, 175, 210, "km"),
        ("1 hour 30 minutes", 1.425, 1.5, 1.575 + 0.01, "h"),
        ("2 days and 3 hours", 48.45, 51, 53.55, "h"),
        ("a hundred and fifty kilometres", 142.5, 150, 157.5, "km"),
        ("two thousand three hundred kilometres", 2185, 2300, 2415, "km"),
        ("twenty-four hours", 22.8, 24, 25.2, "h"),
    ],
)  # fmt: skip
def test_a_figure_is_read_as_it_is_written(text: str, low: float, best: float, high: float, unit: str) -> None:
    figure = read_quantity(text)
    assert figure.unit == unit
    assert (figure.low, figure.best, figure.high) == pytest.approx((low, best, high), rel=0.01)


def test_more_digits_allow_less() -> None:
    rough, exact = read_quantity("20 h"), read_quantity("20.0 h")
    assert rough.low < exact.low < exact.high < rough.high


@pytest.mark.parametrize(
    ("text", "agree"),
    [
        ("about 150 kilometers (95 miles)", True),
        ("150 km (93 miles)", True),
        ("60 km/h (37 mph)", True),
        ("258 km (160 miles)", True),
        ("95 miles/150 km", True),
        ("150-200 km (93-124 miles)", True),
        ("about 150 km (80 miles)", False),
        ("150 km (150 miles)", False),
        ("1,200 km (1,200 miles)", False),
    ],
)
def test_the_halves_of_a_figure_are_held_against_each_other(text: str, agree: bool) -> None:  # noqa: FBT001 — a case's answer
    assert (read_written(text).other is None) == agree


@given(st.floats(20, 9000))
def test_a_right_conversion_agrees_and_one_a_quarter_off_does_not(km: float) -> None:
    kilometres = f"{km:.1f} km"
    assert read_written(f"{kilometres} ({km / KM_PER_MILE:.1f} miles)").other is None
    assert read_written(f"{kilometres} ({km / KM_PER_MILE * 1.25:.1f} miles)").other is not None


@pytest.mark.parametrize(("text", "by"), [("a four-hour drive", "road"), ("a 20-hour train ride", "rail"), ("a 2-hour flight", "air"), ("4 hours", None), ("a four-hour trip", None)])  # fmt: skip
def test_a_noun_says_by_which_way(text: str, by: str | None) -> None:
    assert read_written(text).by == by


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("-5 km", "more than zero"),
        ("−5 km", "more than zero"),
        ("about -5 km", "more than zero"),
        ("0 km", "more than zero"),
        ("inf km", "finite"),
        ("infinite kilometres", "finite"),
        ("∞ km", "finite"),
        ("5 parsecs", "“parsecs” is no unit known here"),
        ("150", "which unit?"),
        ("km", "there is no number"),
        ("several hours", "there is no number"),
        ("1.200 km", "may part thousands or begin a fraction"),
        ("1,2000 km", "no number can be made of these digits"),
        ("twenty thirty km", "no number can be made of these words"),
        ("two and km", "no number can be made of these words"),
        ("three half hours", "no number can be made of these words"),
        ("over up to 5 km", "both “over” and “up to”"),
        ("200-150 km", "backwards"),
        ("20 km to 3 hours", "different kinds"),
        ("150 km (2 hours)", "not of one kind"),
        ("1 hour 90 hours", "no smaller than the first"),
        ("150 km and more", "more than one"),
        ("5 km " * 40, "beyond all measure"),
    ],
)  # fmt: skip
def test_what_is_no_figure_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_quantity(text)
    assert why in caught.value.faults[0].message


@given(st.text(alphabet="0123456789.,½ -–()/kmhalfndtwo", max_size=40))
def test_nothing_like_a_figure_raises_anything_but_a_usage_error(text: str) -> None:
    try:
        figure = read_quantity(text)
    except UsageError:
        return
    assert 0 <= figure.low <= figure.best <= figure.high
    assert 0 < figure.best < math.inf


ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def words_of(number: int) -> str:
    """English, made apart from the reader."""
    if number < 20:
        return ONES[number - 1]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{ONES[number % 10 - 1]}" if number % 10 else "")
    unit, name = (100, "hundred") if number < 1000 else (1000, "thousand")
    rest = f" and {words_of(number % unit)}" if number % unit else ""
    return f"{words_of(number // unit)} {name}{rest}"


@given(st.integers(1, 9999))
def test_a_number_in_words_is_the_number_in_figures(number: int) -> None:
    assert read_quantity(f"{words_of(number)} km") == read_quantity(f"{number} km")


@given(st.integers(1, 10**6), st.sampled_from(["km", "miles", "hours", "li", "nautical miles", "knots"]))
def test_a_unit_scales_the_figure_and_its_tolerance_alike(number: int, unit: str) -> None:
    factor = {
        "miles": KM_PER_MILE,
        "li": KM_PER_LI,
        "nautical miles": KM_PER_NAUTICAL_MILE,
        "knots": KM_PER_NAUTICAL_MILE,
    }.get(unit, 1)
    figure, plain = read_quantity(f"{number} {unit}"), read_quantity(f"{number} km")
    assert (figure.low, figure.best, figure.high) == pytest.approx(
        tuple(part * factor for part in (plain.low, plain.best, plain.high))
    )
