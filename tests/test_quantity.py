"""What a reported figure allows, and how bounds add up."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import UsageError
from geo.quantity import KM_PER_MILE, Estimate
from geo.wording import read_quantity

SIZES = st.floats(0.1, 1e5)
SHARES = st.floats(0, 0.9)


def bounds(text: str) -> tuple[float, float, float]:
    figure = read_quantity(text)
    return pytest.approx((figure.low, figure.best, figure.high))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("258 km", (245.1, 258, 270.9)),  # 5 % is wider than half a kilometre
        ("150 km", (142.5, 150, 157.5)),  # 5 % is wider than 5 km
        ("60 km", (55, 60, 65)),  # half of ten is wider than 5 %
        ("200 km", (150, 200, 250)),  # half of a hundred is wider than 5 %
        ("1,200 km", (1140, 1200, 1260)),
        ("6.5 h", (6.175, 6.5, 6.825)),
        ("0.5 h", (0.45, 0.5, 0.55)),  # half of a tenth is wider than 5 %
        ("about 150 km", (127.5, 150, 172.5)),
        ("about 200 km", (150, 200, 250)),  # half of a hundred is wider than 15 %
        ("~ 4 hours", (3.4, 4, 4.6)),
    ],
)
def test_tolerance_is_half_the_last_digit_or_a_share_whichever_is_wider(
    text: str, expected: tuple[float, float, float]
) -> None:
    assert bounds(text) == expected


@pytest.mark.parametrize("word", ["about", "some", "around", "Approximately", "almost", "nearly", "~"])
def test_words_for_about_widen_to_fifteen_per_cent(word: str) -> None:
    assert bounds(f"{word} 258 km") == (258 * 0.85, 258, 258 * 1.15)


@pytest.mark.parametrize("word", ["over", "more than", "at least", ">=", "≥"])
def test_words_for_over_open_the_upper_side(word: str) -> None:
    assert bounds(f"{word} 258 km") == (245.1, 258, math.inf)


@pytest.mark.parametrize("word", ["up to", "as long as", "less than", "under", "no more than", "<=", "Up To"])
def test_words_for_up_to_open_the_lower_side(word: str) -> None:
    assert bounds(f"{word} 20.0 h") == (0, 20, 21)


def test_a_bound_and_about_go_together() -> None:
    assert bounds("up to about 25.0 hours") == (0, 25, 28.75)


@pytest.mark.parametrize(
    ("text", "best", "unit"),
    [
        ("95 miles", 152.88768, "km"),
        ("10 nautical miles", 18.52, "km"),
        ("500 m", 0.5, "km"),
        ("90 minutes", 1.5, "h"),
        ("2 days", 48, "h"),
        ("37 mph", 59.545728, "km/h"),
        ("30 knots", 55.56, "km/h"),
        ("60 km/h", 60, "km/h"),
        ("150kilometres", 150, "km"),
    ],
)
def test_units_become_kilometres_hours_and_kilometres_an_hour(text: str, best: float, unit: str) -> None:
    figure = read_quantity(text)
    assert figure.best == pytest.approx(best)
    assert figure.unit == unit


def test_the_tolerance_of_a_mile_is_of_the_figure_as_written() -> None:
    assert bounds("95 miles") == (90.25 * KM_PER_MILE, 95 * KM_PER_MILE, 99.75 * KM_PER_MILE)


@pytest.mark.parametrize(
    "text",
    ["", "150", "km", "-5 km", "0 km", "0.0 h", "0.%s1 km" % ("0" * 400), "nan km", "inf km", "1e3 km", "200 - 150 km", "several hours",
     "150 km and more", "1,2000 km", "5 parsecs"],
)  # fmt: skip
def test_what_is_no_figure_with_a_unit_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_quantity(text)


@given(st.text())
def test_no_text_raises_anything_but_a_usage_error(text: str) -> None:
    try:
        figure = read_quantity(text)
    except UsageError:
        return
    assert 0 <= figure.low <= figure.best <= figure.high


@pytest.mark.parametrize("number", ["1" + "0" * 310, "9" * 410])
def test_a_figure_beyond_all_measure_is_refused(number: str) -> None:
    with pytest.raises(UsageError):
        read_quantity(f"{number} km")


@given(st.integers(1, 10**7), st.sampled_from(["km", "h", "km/h", "miles"]))
def test_every_whole_number_is_read_with_bounds_round_it(number: int, unit: str) -> None:
    plain, grouped = read_quantity(f"{number} {unit}"), read_quantity(f"{number:,} {unit}")
    about = read_quantity(f"about {number} {unit}")
    assert plain == grouped
    assert about.low <= plain.low < plain.best < plain.high <= about.high
    assert plain.low <= plain.best * 0.95 * (1 + 1e-9)
    assert plain.high >= plain.best * 1.05 * (1 - 1e-9)


def test_nan_and_bounds_out_of_order_are_refused() -> None:
    for low, best, high in [(math.nan, 1, 2), (0, math.nan, 2), (0, 1, math.nan), (2, 1, 3), (0, 3, 2)]:
        with pytest.raises(UsageError):
            Estimate(low, best, high, "km")


def test_independent_errors_add_in_quadrature() -> None:
    total = Estimate(97, 100, 104, "km") + Estimate(196, 200, 203, "km")
    assert (total.low, total.best, total.high) == (295, 300, 305)


@given(st.lists(SIZES, min_size=2, max_size=20), SHARES)
def test_a_sum_is_never_wider_than_the_sum_of_its_bounds(sizes: list[float], share: float) -> None:
    parts = [Estimate.within(size, share, "km") for size in sizes]
    total = sum(parts, Estimate.exact(0, "km"))
    assert total.best == pytest.approx(sum(sizes))
    assert sum(part.low for part in parts) <= total.low + 1e-6
    assert total.high <= sum(part.high for part in parts) + 1e-6
    assert total.high - total.best >= max(part.high - part.best for part in parts) - 1e-6


@given(SIZES, SHARES, st.floats(1, 1000), SHARES)
def test_hours_lie_within_the_fastest_and_the_slowest(km: float, share: float, kmh: float, speed_share: float) -> None:
    distance, speed = Estimate.within(km, share, "km"), Estimate.within(kmh, speed_share, "km/h")
    hours = distance / speed
    assert hours.best == pytest.approx(km / kmh)
    assert distance.low / speed.high <= hours.low * (1 + 1e-9)
    assert hours.high <= distance.high / speed.low * (1 + 1e-9)


def test_no_distance_takes_no_time() -> None:
    hours = Estimate(0, 0, 5, "km") / Estimate(40, 50, 100, "km/h")
    assert (hours.low, hours.best, hours.high) == (0, 0, 0.125)


def test_units_that_do_not_go_together_are_refused() -> None:
    with pytest.raises(UsageError):
        Estimate.exact(1, "km") + Estimate.exact(1, "h")
    with pytest.raises(UsageError):
        Estimate.exact(1, "h") / Estimate.exact(1, "km/h")


@given(SIZES, SIZES, SIZES, SIZES)
def test_intervals_meet_where_they_share_a_value(a: float, b: float, c: float, d: float) -> None:
    (a, b), (c, d) = sorted((a, b)), sorted((c, d))
    one, other = Estimate(a, a, b, "km"), Estimate(c, c, d, "km")
    assert one.meets(other) == other.meets(one) == (max(a, c) <= min(b, d))


@pytest.mark.parametrize(
    ("estimate", "shown"),
    [
        (Estimate(312, 318, 331, "km"), "318 km (312–331)"),
        (Estimate(1123.4, 1155.6, 1188, "km"), "1,156 km (1,123–1,188)"),
        (Estimate(6.12, 7.9, 10.44, "h"), "7.9 h (6.1–10.4)"),
        (Estimate.exact(20, "h"), "20 h"),
        (Estimate(190, 200, math.inf, "km"), "over 190 km"),
        (Estimate(0, 20, 25, "h"), "20 h (0–25)"),
    ],
)
def test_estimates_are_shown_for_people(estimate: Estimate, shown: str) -> None:
    assert str(estimate) == shown
