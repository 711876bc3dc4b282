"""Equally likely timetables of one journey: what is likely within the windows of what is possible."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo.chance import COUNT, Floats, score_at, score_of, share_below, value_at
from geo.journey import Passage, TimingPoint
from geo.quantity import Estimate
from geo.timing import bounds_of, shares_between

# Where nothing ends a stay, or a way whose time is not known, it lasts up to a day; ours, for what is likely only.
_OPEN_HOURS = 24.0
_FIRST_KEY = 20_000  # past those of what legs take: no two samples are in one order
_FAR_OFF = 1e-4  # a window so unlikely beforehand says nothing of where in it: all of it is as likely


def timetables(timing: Sequence[TimingPoint], passages: Sequence[Passage]) -> Floats:
    """Hours since 1970 of each timing point in each timetable, (points, `geo.chance.COUNT`).

    Each point is drawn after the one before it, within its window: a way takes as long as is likely beforehand, a stay
    any time that the windows leave.
    """
    bounds = [bounds_of(point.window) for point in timing]
    first, last = bounds[0]
    first, last = (first if np.isfinite(first) else last), (last if np.isfinite(last) else first)
    rows = [first + (last - first) * _evenly(0)] if np.isfinite(first) else [np.full_like(_evenly(0), bounds[1][0])]
    for number in range(1, len(timing)):
        way = _way(timing[number - 1], timing[number], passages)
        rows.append(_next(rows[-1], bounds[number], way, _evenly(number)))
    return np.array(rows)


def _way(one: TimingPoint, other: TimingPoint, passages: Sequence[Passage]) -> Estimate | None:
    """The hours of the way between two timing points; None for a stay, or where nothing is known of it."""
    if one.event == "arrive":
        return None
    passage = passages[other.stop - 1]
    share = shares_between(one, other, passage)[0]
    return passage.hours * share if passage.hours and share > 0 else None


def _next(left: Floats, bounds: tuple[float, float], way: Estimate | None, due: Floats) -> Floats:
    """When a timing point is, for each time of the one before it; `due` are even shares of what is open."""
    first = np.maximum(left, bounds[0])
    last = np.maximum(bounds[1] if np.isfinite(bounds[1]) else first + _OPEN_HOURS, first)
    if way is None:
        return np.asarray(first + due * (last - first))
    return np.asarray(left + _within(way, first - left, last - left, due))


def _within(hours: Estimate, least: Floats, most: Floats, due: Floats) -> Floats:
    """Hours between bounds, as likely there as they are beforehand."""
    low, high = share_below(score_of(hours, least)), share_below(score_of(hours, most))
    likely = value_at(hours, score_at(low + due * (high - low)))
    even = least + due * (most - least)
    return np.clip(np.where(high - low > _FAR_OFF, likely, even), least, most)


def _evenly(key: int) -> Floats:
    """Shares from 0 to 1, evenly spread, in an order that `key` decides."""
    return np.asarray(np.random.default_rng(_FIRST_KEY + key).permutation((np.arange(COUNT) + 0.5) / COUNT))
