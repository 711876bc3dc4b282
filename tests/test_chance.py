"""Quantities as samples: their percentiles come back, and sums are narrower than the sums of their bounds."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.chance import COUNT, estimate_of, high, low, score_at, score_of, scores, share_below, value_at
from geo.quantity import Estimate

POSITIVE = st.tuples(st.floats(0.1, 1e4), st.floats(1.01, 5), st.floats(1.01, 5)).map(
    lambda parts: Estimate(parts[0] / parts[1], parts[0], parts[0] * parts[2], "h")
)


@given(POSITIVE, st.integers(0, 1000))
def test_the_percentiles_of_a_quantity_come_back(quantity: Estimate, key: int) -> None:
    back = estimate_of(value_at(quantity, scores(key)), "h")
    assert (back.low, back.best, back.high) == pytest.approx((quantity.low, quantity.best, quantity.high), rel=0.02)


@given(POSITIVE, POSITIVE)
def test_a_sum_is_sharper_than_the_sum_of_the_bounds(one: Estimate, other: Estimate) -> None:
    both = estimate_of(value_at(one, scores(1)) + value_at(other, scores(2)), "h")
    assert one.low + other.low < both.low < both.best < both.high < one.high + other.high


def test_a_quantity_that_may_be_nothing_is_never_less() -> None:
    values = value_at(Estimate(0.0, 0.1, 0.4, "h"), scores(3))
    assert values.min() == 0.0
    assert high(values) == pytest.approx(0.4, rel=0.02)


@given(POSITIVE, st.floats(-4, 4))
def test_scores_and_values_are_each_others_inverse(quantity: Estimate, score: float) -> None:
    assert score_of(quantity, value_at(quantity, np.array([score])))[0] == pytest.approx(score, abs=1e-6)


def test_shares_and_scores_are_those_of_the_normal_distribution() -> None:
    assert share_below(np.array([-1.6448536, 0.0, 1.6448536])) == pytest.approx([0.05, 0.5, 0.95], abs=1e-6)
    assert score_at(np.array([0.05, 0.5, 0.95])) == pytest.approx([-1.6448536, 0.0, 1.6448536], abs=1e-4)


def test_infinite_values_are_no_trouble() -> None:
    assert low(np.full(COUNT, -math.inf)) == -math.inf
    assert high(np.full(COUNT, math.inf)) == math.inf


def test_the_same_key_has_the_same_order_and_another_key_another() -> None:
    assert (scores(5) == scores(5)).all()
    assert abs(float(np.corrcoef(scores(5), scores(6))[0, 1])) < 0.1
