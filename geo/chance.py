"""Quantities with bounds as samples, so that they are summed and put in order by convolution and never by their lows.

A sample holds `COUNT` values, one for each of as many equally likely worlds. Scores are standard-normal: the 5th
percentile of an `Estimate` has the score -1.645, its best 0, its 95th percentile 1.645, and each side is lognormal
between them, or normal where the low bound is zero (a split distribution: Wallis, *Statistical Science* 29 (2014),
106-112). All is drawn with fixed seeds: the same question has the same answer.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import numpy.typing as npt

from geo.quantity import Estimate, Unit

Floats = npt.NDArray[np.float64]

COUNT = 1024
_TAIL = 0.05
_SCORE = 1.6448536269514722  # of the 95th percentile of a normal distribution
_MOST_SCORE = 6.0
_LOW_RANK = round(_TAIL * (COUNT - 1))


def scores(key: int) -> Floats:
    """Standard-normal scores, one from each of `COUNT` equal shares, in an order that `key` decides."""
    return np.asarray(np.random.default_rng(key).permutation(_in_order()))


def value_at(estimate: Estimate, score: Floats) -> Floats:
    """The values of a quantity at some scores."""
    up, down = np.maximum(score, 0.0) / _SCORE, np.maximum(-score, 0.0) / _SCORE
    if estimate.low <= 0 or not math.isfinite(estimate.high):
        high = estimate.high if math.isfinite(estimate.high) else estimate.best
        spread = up * (high - estimate.best) - down * (estimate.best - estimate.low)
        return np.asarray(np.maximum(estimate.best + spread, 0.0))
    steps = up * math.log(estimate.high / estimate.best) - down * math.log(estimate.best / estimate.low)
    return np.asarray(estimate.best * np.exp(steps))


def score_of(estimate: Estimate, value: Floats) -> Floats:
    """At which scores a quantity has some values, to within ±6; the inverse of `value_at` for a positive quantity."""
    with np.errstate(divide="ignore"):
        off = np.log(np.maximum(value, 0.0) / estimate.best)
    up, down = math.log(estimate.high / estimate.best), math.log(estimate.best / max(estimate.low, 1e-9))
    side = np.where(off > 0, max(up, 1e-9), max(down, 1e-9))
    return np.asarray(np.clip(off / side * _SCORE, -_MOST_SCORE, _MOST_SCORE))


def share_below(score: Floats) -> Floats:
    """How much of a normal distribution lies below some scores."""
    grid, shares = _normal()
    return np.asarray(np.interp(score, grid, shares))


def score_at(share: Floats) -> Floats:
    """The scores below which some shares of a normal distribution lie, to within ±6."""
    grid, shares = _normal()
    return np.asarray(np.interp(share, shares, grid))


def low(values: Floats) -> float:
    """The 5th percentile of a sample; infinite where that value is."""
    return float(np.sort(values)[_LOW_RANK])  # of samples with many ties, partition is slower


def high(values: Floats) -> float:
    """The 95th percentile of a sample; infinite where that value is."""
    return float(np.sort(values)[COUNT - 1 - _LOW_RANK])


def estimate_of(values: Floats, unit: Unit) -> Estimate:
    """A sample as its 5th, 50th and 95th percentile."""
    least, middle, most = np.quantile(values, (_TAIL, 0.5, 1 - _TAIL)).tolist()
    return Estimate(least, middle, most, unit)


@cache
def _in_order() -> Floats:
    """A score from each of `COUNT` equal shares, the least first."""
    return score_at((np.arange(COUNT) + 0.5) / COUNT)


@cache
def _normal() -> tuple[Floats, Floats]:
    """Scores, and how much of a normal distribution lies below each."""
    grid = np.linspace(-_MOST_SCORE, _MOST_SCORE, 4801)
    shares = np.array([0.5 * math.erfc(-score / math.sqrt(2)) for score in grid.tolist()])
    for array in (grid, shares):
        array.flags.writeable = False
    return grid, shares
