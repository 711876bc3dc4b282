"""The moments of a journey that the map's slider steps through, and where they can have been at each."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from geo.show.shape import AreaView, FrameView, LegView, StopView
from geo.timing import moment_of
from geo.whereabouts import Stretch, Timeline, Whereabouts

_MOST_FRAMES, _MOST_FRAMES_OF_AREAS = 240, 120  # areas take most of the time and of the payload
_MOST_STRETCHES = 24  # of one moment: the likeliest; more are told, and not drawn
_MOST_AREAS = 2
_STEPS_MIN = (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720)
_STEPS_DAYS = tuple(n * ten for ten in (1, 10, 100, 1000, 10_000) for n in (1, 2, 5))
_STEPS = (*_STEPS_MIN, *(1440 * days for days in _STEPS_DAYS))


def frames(times: Timeline, stops: Sequence[StopView], legs: Sequence[LegView]) -> list[FrameView]:
    """A frame for every moment, on the longitudes of the stops and the legs as they are drawn."""
    drawn = _Drawn(times, stops, legs)
    return [drawn.frame(minute) for minute in minutes(times)]


def minutes(times: Timeline) -> list[int]:
    """Round minutes since 1970 from the first window's beginning to the last one's end."""
    sides = [side * 60 for bounds in times.bounds for side in bounds if math.isfinite(side)]
    first, last = min(sides), max(sides)
    has_areas = any(passage.basis == "straight line" for passage in times.journey.passages)
    most = _MOST_FRAMES_OF_AREAS if has_areas else _MOST_FRAMES
    step = next((step for step in _STEPS if (last - first) / step < most), _STEPS[-1])
    found = range(math.ceil(first / step) * step, math.floor(last) + 1, step)
    return list(found) or [math.floor(first)]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A journey as the map draws it."""

    times: Timeline
    stops: Sequence[StopView]
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
            "likely": self._likely(found, best) if best else None,
            "clock": self._clock(best, moment) if best else None,
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

    def _likely(self, found: Whereabouts, best: Stretch) -> list[float] | None:
        if found.most_likely is None:
            return None
        if best.stop is not None:
            return [self.stops[best.stop]["lat"], self.stops[best.stop]["lon"]]
        assert best.leg is not None
        turn = self.legs[best.leg]["points"][0][1] - self.times.lines[best.leg].points[0].lon
        return [round(found.most_likely.lat, 4), round(found.most_likely.lon + turn, 4)]

    def _clock(self, best: Stretch, moment: datetime) -> list[int] | None:
        """The stop whose clocks are nearest, and by how many minutes they are ahead of UTC; None on the open sea."""
        stop = best.stop
        if stop is None:
            assert best.leg is not None
            km = self.times.journey.passages[best.leg].distance_km.best
            stop = best.leg + (best.from_km + best.to_km > km)
        place = self.times.journey.places[self.times.journey.itinerary.stops[stop].place]
        if place.zone is None:
            return None
        try:
            ahead = moment.astimezone(place.tzinfo).utcoffset() or timedelta()
        except OverflowError:
            return None
        return [stop, round(ahead / timedelta(minutes=1))]


def _at(stretch: Stretch) -> list[float]:
    assert stretch.stop is not None
    return [stretch.stop, round(stretch.probability, 3)]
