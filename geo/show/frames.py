"""The moments of a journey between which the map's slider moves, and where they can have been at each.

What can be reached grows and shrinks evenly in time, but where a window begins or ends, where they can first be at a
leg's end, and where they must be on their way. Those are moments of their own, so that between two frames the same legs
and stops are possible, and their stretches can be drawn moving.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from geo.show.shape import AreaView, FrameView, LegView
from geo.timing import moment_of, shares_between
from geo.whereabouts import Stretch, Timeline, Whereabouts

_MOST_EVEN, _MOST_EVEN_OF_AREAS = 240, 120  # areas take most of the time and of the payload
_MOST_TURNS = 800  # a journey of more has even steps alone
_MOST_STRETCHES = 24  # of one moment: the likeliest; more are told, and not drawn
_MOST_AREAS = 2
_STEPS_MIN = (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720)
_STEPS_DAYS = tuple(n * ten for ten in (1, 10, 100, 1000, 10_000) for n in (1, 2, 5))
_STEPS = (*_STEPS_MIN, *(1440 * days for days in _STEPS_DAYS))


def frames(times: Timeline, legs: Sequence[LegView]) -> list[FrameView]:
    """A frame for every moment, on the longitudes of the legs as they are drawn."""
    drawn = _Drawn(times, legs)
    return [drawn.frame(minute) for minute in minutes(times)]


def minutes(times: Timeline) -> list[int]:
    """Even steps from the first window's beginning to the last one's end, and the moments at which anything turns."""
    first, last = _range(times)
    turns = _turns(times)
    few = turns if len(turns) <= _MOST_TURNS else set[int]()
    return sorted({first, last, *_even(times, first, last), *(turn for turn in few if first < turn < last)})


def _range(times: Timeline) -> tuple[int, int]:
    """The first whole minute and the last; one of a journey that has none."""
    sides = [side for bounds in times.bounds for side in bounds if math.isfinite(side)]
    first, last = _after(min(sides)), _before(max(sides))
    return min(first, last), last


def _even(times: Timeline, first: int, last: int) -> range:
    """Round minutes."""
    has_areas = any(passage.basis == "straight line" for passage in times.journey.passages)
    most = _MOST_EVEN_OF_AREAS if has_areas else _MOST_EVEN
    step = next((step for step in _STEPS if (last - first) / step < most), _STEPS[-1])
    return range(math.ceil(first / step) * step, last + 1, step)


def _turns(times: Timeline) -> set[int]:
    """The first and the last whole minute of every window, and those at which they reach, or must leave, an end."""
    found = {_after(left) for left, _ in times.bounds if math.isfinite(left)}
    found |= {_before(due) for _, due in times.bounds if math.isfinite(due)}
    for link, (one, other) in enumerate(pairwise(times.points)):
        (left, _), (_, due) = times.bounds[link : link + 2]
        if one.event != "arrive" and math.isfinite(left) and math.isfinite(due):
            passage = times.journey.passages[other.stop - 1]
            least = passage.least_hours * shares_between(one, other, passage)[0]
            found |= {_after(left + least), _before(due - least)}
    return found


def _after(hours: float) -> int:
    """The first whole minute since; rounded first, to what a float holds."""
    return math.ceil(round(hours * 60, 8))


def _before(hours: float) -> int:
    """The last whole minute until then."""
    return math.floor(round(hours * 60, 8))


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A journey as the map draws it."""

    times: Timeline
    legs: Sequence[LegView]

    def frame(self, minute: int) -> FrameView:
        """Where they can have been at a minute."""
        moment = moment_of(minute / 60)
        assert moment is not None  # it lies between two windows, which are within the calendar
        found = self.times.where(moment, _MOST_STRETCHES)
        ways = [stretch for stretch in found.possible if stretch.leg is not None]
        lost = [stretch for stretch in ways if self.legs[stretch.leg or 0]["basis"] == "straight line"]
        areas = sorted(lost, key=lambda stretch: -stretch.probability)[:_MOST_AREAS]
        best = max(found.possible, key=lambda stretch: stretch.probability, default=None)
        return {
            "minute": minute,
            "legs": [self._part(stretch) for stretch in ways if stretch not in lost],
            "stops": [_at(stretch) for stretch in found.possible if stretch.stop is not None],
            "areas": [area for stretch in areas if (area := self._area(stretch, moment))],
            "likely": _likely(found, best) if best else None,
            "is_whole": len(found.possible) < _MOST_STRETCHES and len(lost) <= _MOST_AREAS,
        }

    def _part(self, stretch: Stretch) -> list[float]:
        assert stretch.leg is not None
        km = self.times.journey.passages[stretch.leg].distance_km.best or 1.0
        shares = (round(min(side / km, 1.0), 4) for side in (stretch.from_km, stretch.to_km))
        return [stretch.leg, *shares, round(stretch.probability, 3)]

    def _area(self, stretch: Stretch, moment: datetime) -> AreaView | None:
        """The ring, on the turn of the globe that the leg is drawn on."""
        assert stretch.leg is not None
        ring = self.times.area(stretch.leg, moment)
        if ring is None:
            return None
        middle = sum(point.lon for point in ring) / len(ring)
        drawn = self.legs[stretch.leg]["points"]
        turn = 360 * round(((drawn[0][1] + drawn[-1][1]) / 2 - middle) / 360)
        corners = [[round(point.lat, 3), round(point.lon + turn, 3)] for point in ring]
        return {"leg": stretch.leg, "probability": round(stretch.probability, 3), "ring": corners}


def _likely(found: Whereabouts, best: Stretch) -> list[float]:
    """The stop, or the leg and how much of it lies behind them."""
    if best.leg is None:
        assert best.stop is not None
        return [best.stop]
    return [best.leg, round(found.likely_share or 0.0, 4)]


def _at(stretch: Stretch) -> list[float]:
    assert stretch.stop is not None
    return [stretch.stop, round(stretch.probability, 3)]
