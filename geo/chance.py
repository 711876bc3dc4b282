"""Quantities with bounds as samples, so that they are summed and put in order by convolution and never by their lows.

A sample holds `COUNT` values, one for each of as many equally likely worlds. Scores are standard-normal: the 5th
percentile of an `Estimate` has the score -1.645, its best 0, its 95th percentile 1.645, and each side is lognormal
between them, or normal where the low bound is zero (a split distribution: Wallis, *Statistical Science* 29 (2014),
106-112). All is drawn with fixed seeds: the same question has the same answer.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from geo.quantity import Estimate, Unit

Floats = npt.NDArray[np.float64]

COUNT = 1024
_TAIL = 0.05
_SCORE = 1.6448536269514722  # of the 95th percentile of a normal distribution
_MOST_SCORE = 6.0
_LOW_RANK = round(_TAIL * (COUNT - 1))
# Where percentiles lie among sorted values, each of which stands in the middle of its share.
_AT = np.array([_TAIL, 0.5, 1 - _TAIL]) * COUNT - 0.5
_BELOW = _AT.astype(int)
_PARTED = tuple(np.unique([_BELOW, _BELOW + 1]).tolist())
_AROUND = np.stack([_BELOW, _BELOW + 1], axis=1).ravel()
_BETWEEN = (_AT - _BELOW).tolist()
_KEYS_KEPT = 4096


@lru_cache(maxsize=_KEYS_KEPT)
def scores(key: int) -> Floats:
    """Standard-normal scores, one from each of `COUNT` equal shares, in an order that `key` decides; read-only.

    This is Latin hypercube sampling (McKay, Beckman and Conover, *Technometrics* 21 (1979), 239-245): a quantity alone
    comes back with the percentiles it was given.
    """
    return kept(np.random.default_rng(key).permutation(_in_order()))


def shared_scores(common: Floats, own: Floats, share: float) -> Floats:
    """Scores of which a `share` of the variance is `common` and the rest their `own`, one from each equal share."""
    mixed = np.empty(COUNT)
    mixed[np.argsort(math.sqrt(share) * common + math.sqrt(1 - share) * own)] = _in_order()
    return mixed


def value_at(estimate: Estimate, score: Floats) -> Floats:
    """The values of a quantity at some scores."""
    up, down = np.maximum(score, 0.0) / _SCORE, np.maximum(-score, 0.0) / _SCORE
    if estimate.low <= 0 or not math.isfinite(estimate.high):
        high = estimate.high if math.isfinite(estimate.high) else estimate.best
        spread = up * (high - estimate.best) - down * (estimate.best - estimate.low)
        return np.asarray(np.maximum(estimate.best + spread, 0.0))
    steps = up * math.log(estimate.high / estimate.best) - down * math.log(estimate.best / estimate.low)
    return np.asarray(estimate.best * np.exp(steps))


def quotient(over: Estimate, over_key: int, under: Estimate, under_key: int) -> Floats:
    """The values of one quantity at the scores of its key over those of another at the scores of its own."""
    above, below = _log_sides(over), _log_sides(under)
    if not above or not below:
        return value_at(over, scores(over_key)) / value_at(under, scores(under_key))
    # One lognormal over another is a lognormal, so that a single exponential does.
    steps = np.array([above[0], -above[1], -below[0], below[1]]) @ _sides(over_key, under_key)
    return np.asarray(over.best / under.best * np.exp(steps))


def _log_sides(estimate: Estimate) -> tuple[float, float] | None:
    """How far apart the logarithms of a quantity's high and best, best and low are; none where it is not lognormal."""
    if estimate.low <= 0 or not math.isfinite(estimate.high):
        return None
    return math.log(estimate.high / estimate.best), math.log(estimate.best / estimate.low)


@lru_cache(maxsize=_KEYS_KEPT)
def _sides(*keys: int) -> Floats:
    """The scores of keys, each above and below the best, as shares of that of a bound."""
    sides = [side for key in keys for side in (scores(key), -scores(key))]
    return kept(np.maximum(sides, 0.0) / _SCORE)


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
    parted = np.partition(values, _PARTED)[_AROUND].tolist()
    found_low, best, found_high = (
        below + share * (above - below) for below, above, share in zip(parted[::2], parted[1::2], _BETWEEN, strict=True)
    )
    return Estimate(found_low, best, found_high, unit)


def total(parts: Sequence[tuple[Estimate, Hashable]], share: float, unit: Unit) -> Estimate:
    """The sum of quantities, each with the group it belongs to: in a group, a `share` of the variance is in common."""
    if len(parts) == 1:
        return parts[0][0]
    groups = {group: number for number, group in enumerate(dict.fromkeys(group for _, group in parts))}
    whole = np.zeros(COUNT)
    for number, (quantity, group) in enumerate(parts):
        common, own = scores(2 * groups[group] + 1), scores(2 * number)
        whole += value_at(quantity, shared_scores(common, own, share))
    return estimate_of(whole, unit)


@cache
def _in_order() -> Floats:
    """The scores in the middle of each of `COUNT` equal shares."""
    return kept(score_at((np.arange(COUNT) + 0.5) / COUNT))


def kept(array: Floats) -> Floats:
    """The array, which nothing writes to any more."""
    array.flags.writeable = False
    return array


@cache
def _normal() -> tuple[Floats, Floats]:
    """Scores, and how much of a normal distribution lies below each."""
    grid = np.linspace(-_MOST_SCORE, _MOST_SCORE, 4801)
    shares = np.array([0.5 * math.erfc(-score / math.sqrt(2)) for score in grid.tolist()])
    return kept(grid), kept(shares)
