"""Equally likely timetables of one journey: what is likely within the windows of what is possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from geo.chance import COUNT, Floats, score_at, score_of, share_below, value_at
from geo.journey import Passage, TimingPoint
from geo.quantity import Estimate
from geo.timing import bounds_of, shares_between
from geo.when import NO_WINDOW

# Where nothing ends a stay, or a way whose time is not known, one in two lasts no longer, and one in eleven ten times
# as long or longer (log-logistic, since stays are of hours or of weeks); ours, for what is likely only.
_OPEN_HOURS = 12.0
_FIRST_KEY = 20_000  # past those of what legs take: no two samples are in one order
_FAR_OFF = 1e-4  # a window so unlikely beforehand says nothing of where in it: all of it is as likely


@dataclass(frozen=True, slots=True)
class _Goal:
    """What comes next that is stated: how early it can be, and the number of its timing point.

    Before it are ways of so many `hours`, and so many stays and ways of an unknown length, which are `free`.
    """

    earliest: float
    number: int
    hours: float = 0.0
    free: int = 0


def timetables(timing: Sequence[TimingPoint], passages: Sequence[Passage]) -> Floats:
    """Hours since 1970 of each timing point in each timetable, (points, `geo.chance.COUNT`).

    Each point is drawn after the one before it, within its window: a way takes as long as is likely beforehand, and the
    time to spare before the next statement falls to all the stays before it alike, as on a stick broken at random.
    """
    bounds = [bounds_of(point.window) for point in timing]
    ways = [_way(*pair, passages) for pair in pairwise(timing)]
    goals = _goals(timing, bounds, ways)
    first, last = bounds[0]
    first, last = (first if np.isfinite(first) else last), (last if np.isfinite(last) else first)
    rows = [first + (last - first) * _evenly(0)] if np.isfinite(first) else [np.full_like(_evenly(0), bounds[1][0])]
    for number, way in enumerate(ways, 1):
        ends = rows[-1], bounds[number]
        rows.append(_next(*ends, way, _evenly(number)) if way else _after_stay(*ends, goals[number], _evenly(number)))
    return np.array(rows)


def _goals(
    timing: Sequence[TimingPoint], bounds: Sequence[tuple[float, float]], ways: Sequence[Estimate | None]
) -> list[_Goal]:
    """For each timing point the statement that ends what it leaves open: its own, or the next that does."""
    found = list[_Goal]()
    for number in range(len(timing) - 1, -1, -1):
        way, (first, last) = ways[number] if number < len(ways) else None, bounds[number]
        ends = timing[number].stated != NO_WINDOW and last == bounds_of(timing[number].stated)[1]
        if ends or not found:
            found.append(_Goal(first, number))
        elif way:
            found.append(replace(found[-1], hours=found[-1].hours + way.best))
        else:
            found.append(replace(found[-1], free=found[-1].free + 1))
    return found[::-1]


def _way(one: TimingPoint, other: TimingPoint, passages: Sequence[Passage]) -> Estimate | None:
    """The hours of the way between two timing points; None for a stay, or where nothing is known of it."""
    if one.event == "arrive":
        return None
    passage = passages[other.stop - 1]
    share = shares_between(one, other, passage)[0]
    return passage.hours * share if passage.hours and share > 0 else None


def _next(left: Floats, bounds: tuple[float, float], way: Estimate, due: Floats) -> Floats:
    """When a timing point is, for each time of the one before it; `due` are even shares of what is likely."""
    first = np.maximum(left, bounds[0])
    last = np.maximum(bounds[1] if np.isfinite(bounds[1]) else first + 2 * _OPEN_HOURS, first)
    return np.asarray(left + _within(way, first - left, last - left, due))


def _after_stay(left: Floats, bounds: tuple[float, float], goal: _Goal, due: Floats) -> Floats:
    """When a stay ends: all of the time to spare may be taken before the goal, and this is one of the stays before it.

    One of some shares of a stick broken at random is beta-distributed, as 1 - `due` ** (1 / others) is.
    """
    first, last = np.maximum(left, bounds[0]), np.maximum(left, bounds[1])
    soonest = np.clip(goal.earliest - goal.hours, first, last)
    spare = _evenly_before(goal.number)
    open_hours = _OPEN_HOURS * (goal.free + 1) * spare / (1 - spare)
    spare = spare * (last - soonest) if np.isfinite(bounds[1]) else open_hours
    share = 1 - due ** (1 / goal.free) if goal.free else 1.0
    return np.asarray(first + (soonest + spare - first) * share)


def _within(hours: Estimate, least: Floats, most: Floats, due: Floats) -> Floats:
    """Hours between bounds, as likely there as they are beforehand."""
    low, high = share_below(score_of(hours, least)), share_below(score_of(hours, most))
    likely = value_at(hours, score_at(low + due * (high - low)))
    even = least + due * (most - least)
    return np.clip(np.where(high - low > _FAR_OFF, likely, even), least, most)


def _evenly(key: int) -> Floats:
    """Shares from 0 to 1, evenly spread, in an order that `key` decides."""
    return np.asarray(np.random.default_rng(_FIRST_KEY + key).permutation((np.arange(COUNT) + 0.5) / COUNT))


def _evenly_before(key: int) -> Floats:
    """The same, in an order of its own."""
    return np.asarray(np.random.default_rng((_FIRST_KEY, key)).permutation((np.arange(COUNT) + 0.5) / COUNT))
