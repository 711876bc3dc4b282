"""Samples with fixed seeds: what is put in comes out, and sums are narrower than their lows and highs."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.chance import (
    COUNT,
    estimate_of,
    high,
    low,
    quotient,
    score_at,
    score_of,
    scores,
    share_below,
    shared_scores,
    total,
    value_at,
)
from geo.quantity import Estimate

SIZES = st.floats(0.01, 1000)
KEYS = st.integers(0, 500)


def quantity(low: float, up: float, further: float) -> Estimate:
    return Estimate(low, low + up, low + up + further, "h")


QUANTITIES = st.builds(quantity, st.one_of(st.just(0.0), SIZES), SIZES, SIZES)


def near(one: Estimate, other: Estimate, share: float = 0.02) -> bool:
    room = share * (other.high - other.low) + 1e-9
    return all(abs(a - b) <= room for a, b in ((one.low, other.low), (one.best, other.best), (one.high, other.high)))


@given(QUANTITIES, KEYS)
def test_the_percentiles_of_a_quantity_alone_come_back(given_one: Estimate, key: int) -> None:
    assert near(estimate_of(value_at(given_one, scores(key)), "h"), given_one)


# Of quantities with longer tails a sum's 95th percentile can lie beyond the sum of theirs.
MODEST = st.builds(
    lambda best, below, above: quantity(best * below, best * (1 - below), best * above), SIZES, st.floats(0.3, 0.95), st.floats(0.05, 3)
)  # fmt: skip


@given(MODEST, MODEST)
def test_a_sum_is_no_wider_than_its_lows_and_highs(one: Estimate, other: Estimate) -> None:
    summed = estimate_of(value_at(one, scores(1)) + value_at(other, scores(2)), "h")
    room = 0.02 * (one.high + other.high)
    assert one.low + other.low <= summed.low + room
    assert summed.high <= one.high + other.high + room


def test_two_like_quantities_are_far_surer_together_than_their_lows_and_highs() -> None:
    one = Estimate(3, 5, 9, "h")
    summed = estimate_of(value_at(one, scores(1)) + value_at(one, scores(2)), "h")
    assert 6.7 < summed.low < 7.3
    assert 15 < summed.high < 16.5


@given(QUANTITIES, st.floats(1, 10))
def test_more_of_a_quantity_is_more_at_every_percentile(one: Estimate, factor: float) -> None:
    less, more = (estimate_of(value_at(each, scores(3)), "h") for each in (one, one * factor))
    assert less.low <= more.low + 1e-9
    assert less.best <= more.best + 1e-9
    assert less.high <= more.high + 1e-9


@given(st.builds(quantity, SIZES, SIZES, SIZES), KEYS)
def test_a_score_is_read_off_its_value(one: Estimate, key: int) -> None:
    score = scores(key)
    assert np.allclose(score_of(one, value_at(one, score)), score, atol=1e-6)


@given(QUANTITIES, KEYS)
def test_nothing_is_ever_negative(one: Estimate, key: int) -> None:
    assert value_at(one, scores(key)).min() >= 0


def test_an_open_side_is_no_wider_than_its_best() -> None:
    unbounded = Estimate(3, 5, float("inf"), "h")
    assert np.isfinite(value_at(unbounded, scores(1))).all()


def test_a_sample_is_the_same_every_time_and_cannot_be_changed() -> None:
    asked = "from geo.chance import scores; print(scores(7)[:3].tolist())"
    other = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert other.strip() == str(scores(7)[:3].tolist())
    with pytest.raises(ValueError, match="read-only"):
        scores(7)[0] = 0.0


def test_samples_of_different_keys_have_nothing_to_do_with_each_other() -> None:
    keys = [scores(key) for key in range(30)]
    assert np.abs(np.corrcoef(keys) - np.eye(30)).max() < 0.15
    assert np.allclose(np.sort(keys[0]), np.sort(keys[1]))


def test_scores_have_as_much_in_common_as_is_asked() -> None:
    common = scores(1)
    for share in (0.0, 0.25, 0.5, 1.0):
        legs = [shared_scores(common, scores(key), share) for key in (2, 3)]
        assert np.corrcoef(legs)[0, 1] == pytest.approx(share, abs=0.05)
        assert np.allclose(np.sort(legs[0]), np.sort(common))


def test_legs_of_one_vehicle_are_less_sure_together_than_legs_of_many() -> None:
    leg = Estimate(3, 5, 9, "h")
    one = total([(leg, "train")] * 10, 0.5, "h")
    many = total([(leg, number) for number in range(10)], 0.5, "h")
    assert 30 < one.low < many.low < many.best < many.high < one.high < 90
    assert total([(leg, "train")], 0.5, "h") == leg
    assert near(total([(leg, "train")] * 10, 1.0, "h"), leg * 10)
    assert total([], 0.5, "h") == Estimate.exact(0.0, "h")


def test_shares_and_scores_are_each_others_inverse() -> None:
    assert score_at(np.array([0.05, 0.5, 0.95])) == pytest.approx([-1.6449, 0, 1.6449], abs=1e-3)
    assert share_below(np.array([-1.6449, 0, 1.6449])) == pytest.approx([0.05, 0.5, 0.95], abs=1e-3)


def test_bounds_are_read_off_samples_with_infinite_values() -> None:
    values = np.arange(COUNT, dtype=float)
    values[-100:] = np.inf
    assert low(values) == pytest.approx(0.05 * COUNT, abs=1)
    assert high(values) == np.inf


@pytest.mark.parametrize("low", [50.0, 0.0])
def test_a_quotient_is_that_of_the_values_of_both(low: float) -> None:
    over, under = Estimate(low, 100.0, 130.0, "km"), Estimate(40.0, 60.0, 70.0, "km/h")
    expected = value_at(over, scores(1)) / value_at(under, scores(2))
    np.testing.assert_allclose(quotient(over, 1, under, 2), expected, rtol=1e-12)
