"""What a diagram shows, in hours since 1970 and kilometres from the first stop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from math import isfinite

import numpy as np

from geo.diagram.axes import date_text
from geo.journey import Conflict, Event, Finding, Journey, TimingPoint, Verdict
from geo.modes import find_vehicle
from geo.quantity import Estimate
from geo.timing import bounds_of, shares_between
from geo.when import NO_WINDOW, Window
from geo.whereabouts import Timeline

Spot = tuple[float, float]  # hours, kilometres
_LEAST_RANGE_HOURS = 0.5
_SPARE, _SPARE_OPEN = 0.02, 0.12  # of the hours drawn, beside them; more where a window has no end
_MOST_BEYOND = 1.5
_ROUNDING_HOURS = 0.1  # windows come of samples, which are as exact


@dataclass(frozen=True, slots=True)
class Told:
    """A claim where it belongs: a line between two spots; of a time, its window, and then it is `at_place`."""

    spots: tuple[Spot, Spot]
    at_place: bool
    verdict: Verdict
    finding: Finding


@dataclass(frozen=True, eq=False)
class Course:
    """A journey as kilometres against time."""

    timeline: Timeline

    @property
    def journey(self) -> Journey:
        """The journey."""
        return self.timeline.journey

    @property
    def points(self) -> tuple[TimingPoint, ...]:
        """The timing points."""
        return self.timeline.points

    @cached_property
    def stops_km(self) -> list[float]:
        """How far along the journey each stop is."""
        return list(accumulate((passage.distance_km.best for passage in self.journey.passages), initial=0.0))

    @cached_property
    def km(self) -> list[float]:
        """How far along the journey each timing point is."""
        return [self.kilometre(point) for point in self.points]

    def kilometre(self, point: TimingPoint) -> float:
        """How far along the journey a timing point is."""
        if point.event != "seen":
            return self.stops_km[point.stop]
        before, after = self.stops_km[point.stop - 1 : point.stop + 1]
        return before + point.share * (after - before)

    @cached_property
    def likely(self) -> list[float]:
        """The most likely hour of each timing point: the middle of equally likely timetables, never running back."""
        middles = np.maximum.accumulate(np.median(self.timeline.times, axis=1))
        return [float(hour) for hour in middles]

    @cached_property
    def hours(self) -> list[float]:
        """Every hour of a window that has an end, in order."""
        return sorted(side for bounds in self.timeline.bounds for side in bounds if isfinite(side))

    @property
    def days(self) -> str:
        """The days drawn, in UTC."""
        return " to ".join(dict.fromkeys(map(date_text, self.ends)))

    @cached_property
    def ends(self) -> Spot:
        """The hours to draw: of the windows, of the course where those are open, and of claims not far off."""
        likely = [hour for hour in self.likely if isfinite(hour)]
        first, last = min(self.hours[0], *likely[:1]), max(self.hours[-1], *likely[-1:])
        far = last - first
        told = [spot[0] for claim in self.claims for spot in claim.spots if first - far <= spot[0] <= last + far]
        return min(first, *told, first), max(last, *told, last)

    @cached_property
    def range(self) -> Spot:
        """The same with some to spare on either side."""
        first, last = self.ends
        is_open = any(not isfinite(side) for bounds in self.timeline.bounds for side in bounds)
        spare = max((last - first) * (_SPARE_OPEN if is_open else _SPARE), (_LEAST_RANGE_HOURS - last + first) / 2)
        return first - spare, last + spare

    @cached_property
    def top_km(self) -> float:
        """The kilometres to draw: of the journey, and of claims not far beyond."""
        total = self.stops_km[-1]
        told = (spot[1] for claim in self.claims for spot in claim.spots if spot[1] <= _MOST_BEYOND * total)
        return max(total, *told, total)

    # ---- the band

    def bands(self, leg: int | None = None) -> Iterator[list[Spot]]:
        """The rings of where they can have been when, of all or of a leg; too little time for a way breaks the band."""
        early, late = list[Spot](), list[Spot]()
        for link in self._links(leg):
            sides = self._sides(link)
            if sides is None:
                yield early + late[::-1]
                early, late = [], []
            else:
                early += sides[0]
                late += sides[1]
        yield early + late[::-1]

    def runs(self, leg: int | None = None) -> Iterator[list[Spot]]:
        """The most likely course, of all or of a leg, broken where there is not enough time."""
        run = list[Spot]()
        for link in self._links(leg):
            spots = list(zip(self.likely[link : link + 2], self.km[link : link + 2], strict=True))
            run = run or spots[:1]
            if self._sides(link) is None:
                yield run
                run = []
            run.append(spots[1])
        yield run

    def _links(self, leg: int | None) -> Sequence[int]:
        """The numbers of the timing points that begin a stretch of a leg, or of all."""
        return range(len(self.points) - 1) if leg is None else self._links_of_legs[leg]

    @cached_property
    def _links_of_legs(self) -> list[list[int]]:
        found: list[list[int]] = [[] for _ in self.journey.passages]
        for link, (one, other) in enumerate(pairwise(self.points)):
            if one.event != "arrive":
                found[other.stop - 1].append(link)
        return found

    def _sides(self, link: int) -> tuple[list[Spot], list[Spot]] | None:
        """The early and the late side of the space-time prism between two timing points; None where it is empty."""
        (left, open_until), (open_from, due) = self.timeline.bounds[link : link + 2]
        here, there = self.km[link : link + 2]
        least = self._least_hours(link)
        if due - left < least - _ROUNDING_HOURS:
            return None
        if not least:
            return [(left, here), (left, there)], [(due, here), (due, there)]
        early = [(left, here), (min(left + least, open_from), there), (open_from, there)]
        return early, [(open_until, here), (max(due - least, open_until), here), (due, there)]

    def _least_hours(self, link: int) -> float:
        one, other = self.points[link : link + 2]
        if one.event == "arrive":
            return 0.0
        passage = self.journey.passages[other.stop - 1]
        return passage.least_hours * shares_between(one, other, passage)[0]

    def stays(self) -> Iterator[tuple[float, float, float]]:
        """The first hour, the last and the kilometre of every stay, as long as it can have been."""
        for number, point in enumerate(self.points[:-1]):
            if point.event == "arrive":
                yield self.timeline.bounds[number][0], self.timeline.bounds[number + 1][1], self.km[number]

    # ---- what was said

    def stated(self, point: TimingPoint) -> Spot:
        """The hours that are stated of a timing point, infinite where they are open."""
        return bounds_of(point.stated)

    def name(self, stop: int) -> str:
        """What a stop is called."""
        return self.journey.places[self.journey.itinerary.stops[stop].place].name

    def conflicts(self) -> Iterator[tuple[Conflict, tuple[Spot, Spot]]]:
        """The statements that cannot both hold, from the earliest of the one to the latest of the other."""
        for conflict in self.journey.conflicts:
            start, end = bounds_of(conflict.first.stated)[0], bounds_of(conflict.second.stated)[1]
            yield conflict, ((start, self.kilometre(conflict.first)), (end, self.kilometre(conflict.second)))

    @cached_property
    def claims(self) -> tuple[Told, ...]:
        """The claims that have a place in the diagram."""
        return tuple(self._claims())

    def _claims(self) -> Iterator[Told]:
        for finding in self.journey.findings:
            if finding.claim is not None and (spots := self._spots(finding)):
                yield Told(spots, isinstance(finding.claimed, Window), finding.verdict, finding)

    def _spots(self, finding: Finding) -> tuple[Spot, Spot] | None:
        if isinstance(finding.claimed, Window):
            return self._spots_of_time(finding)
        leg = self._leg_of(finding)
        if leg is None or finding.claimed is None or finding.kind not in {"distance", "duration"}:
            return None
        left, due = self._hour("depart", leg), self._hour("arrive", leg + 1)
        here, there = self.stops_km[leg : leg + 2]
        if left is None or due is None:
            return None
        return _claimed_line((left, here), (due, there), finding.claimed)

    def _spots_of_time(self, finding: Finding) -> tuple[Spot, Spot] | None:
        """The ends of a claimed window, at the stop it is about."""
        assert isinstance(finding.claimed, Window)
        stop = self._stop_of(finding)
        if stop is None or finding.claimed == NO_WINDOW:
            return None
        first, last = bounds_of(finding.claimed)
        return (first, self.stops_km[stop]), (last, self.stops_km[stop])

    def _stop_of(self, finding: Finding) -> int | None:
        """The stop at which a claim has them arrive, after its origin, or depart; None where it is no stop."""
        places = [self.journey.places[stop.place] for stop in self.journey.itinerary.stops]
        starts = [number for number, place in enumerate(places) if place == finding.origin]
        if finding.kind == "depart":
            return starts[0] if starts else None
        after = starts[-1] if starts else -1
        return next((n for n, place in enumerate(places) if n > after and place == finding.destination), None)

    def _leg_of(self, finding: Finding) -> int | None:
        """The leg that a claim is about, if it is one leg, travelled the way the claim says."""
        ends = finding.origin, finding.destination
        claim = self.journey.itinerary.claims[finding.claim or 0]
        vehicle = find_vehicle(claim.by) if claim.by else None
        for number, route in enumerate(self.journey.routes):
            if (route.origin, route.destination) == ends and (not claim.by or (vehicle and vehicle.mode == route.mode)):
                return number
        return None

    def _hour(self, event: Event, stop: int) -> float | None:
        found = (
            hour
            for point, hour in zip(self.points, self.likely, strict=True)
            if (point.event, point.stop) == (event, stop)
        )
        return next(found, None)


def _claimed_line(start: Spot, end: Spot, claimed: Estimate) -> tuple[Spot, Spot]:
    """From where they left to where a claimed distance, or duration, would have them."""
    (left, here), (due, there) = start, end
    return start, ((left + claimed.best, there) if claimed.unit == "h" else (due, here + claimed.best))
