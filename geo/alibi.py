"""Whether somebody whose journey is known can have been at a place between two times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import inf
from typing import Literal

from geo.errors import Fault, UsageError
from geo.geodesy import distance_km
from geo.journey import Journey, Measure, Place, TimingPoint
from geo.modes import find_vehicle
from geo.quantity import Estimate
from geo.timing import bounds_of, hours_of
from geo.when import NO_WINDOW, minute_of, read_when
from geo.whereabouts import moment

Reach = Literal["yes", "only faster", "no"]
_ASIDE = "car"  # how somebody gets about who is at a stop
_FASTEST = "airliner"
_MOST_TRIED = 20  # parts of a journey, the likeliest first: each takes two routes; ours


@dataclass(frozen=True, slots=True)
class Alibi:
    """Whether they can have been at `place` from `start` to `end`, and from which moment of the journey to which.

    `needed_kmh` is how fast they would have had to go in a straight line at the least; `before` and `after` are the
    timing points they would have left and come to, None beyond the ends of the journey. `note` is what to know of the
    place taken for a name.
    """

    place: Place
    start: datetime
    end: datetime
    verdict: Reach
    needed_kmh: float
    before: TimingPoint | None
    after: TimingPoint | None
    explanation: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class _Window:
    """A part of the journey with time for an excursion: left at `left` at the earliest, to be back at `due`."""

    before: TimingPoint | None
    after: TimingPoint | None
    left: float
    due: float
    by: str


@dataclass(frozen=True, slots=True)
class _Trial:
    """What came of a window; `is_known` is whether its vehicle is known to be too slow, or a way for it."""

    window: _Window
    needed_kmh: float
    verdict: Reach
    is_known: bool = True


def could_reach(journey: Journey, place: Place, start: datetime | str, end: datetime | str, measure: Measure) -> Alibi:
    """Whether they can have been at a place at any moment from `start` to `end`, and still keep to what is stated.

    Times are as in an itinerary file, those without an offset from UTC local to the place: from the beginning of the
    first to the end of the last. `measure` gives the passage between two places by a vehicle. Raises `UsageError`
    for what is no time, for times in the wrong order, and for a journey of which no time is stated.
    """
    first, last = _moment(start, place, first=True), _moment(end, place, first=False)
    if last < first:
        raise UsageError(Fault("the second time is before the first", found=f"{start} to {end}"))
    if all(point.stated == NO_WINDOW for point in journey.timing):
        raise UsageError(Fault("no stop of this journey states a time, so that nothing tells where they were when"))
    span = hours_of(first) or 0.0, hours_of(last) or 0.0
    chances = [(_needed_kmh(window, place, *span), window) for window in _windows(journey, *span)]
    found = _best(sorted(chances, key=lambda chance: chance[0])[:_MOST_TRIED], place, span, measure)
    text, window = _explanation(found, place), found.window
    return Alibi(place, first, last, found.verdict, found.needed_kmh, window.before, window.after, text)


def _moment(time: datetime | str, place: Place, *, first: bool) -> datetime:
    if isinstance(time, datetime):
        return moment(time)
    window = read_when(str(time)).window(place.tzinfo)
    found = window.earliest if first else window.latest
    if found is None:
        raise UsageError(Fault("this time is open where it must not be", found=time))
    return found


def _windows(journey: Journey, start: float, end: float) -> Iterator[_Window]:
    """The parts of the journey that may hold some of the time asked for."""
    points = [None, *journey.timing, None]
    for before, after in pairwise(points):
        left = bounds_of(before.window)[0] if before else -inf
        due = bounds_of(after.window)[1] if after else inf
        if left <= end and due >= start:
            yield _Window(before, after, left, due, _by(journey, before, after))


def _by(journey: Journey, before: TimingPoint | None, after: TimingPoint | None) -> str:
    under_way = before and after and before.event != "arrive"
    return journey.routes[after.stop - 1].by if under_way and after else _ASIDE


def _needed_kmh(window: _Window, place: Place, start: float, end: float) -> float:
    """How fast a straight line there and back would have to be gone at the least."""
    there, back = _apart_km(window.before, place), _apart_km(window.after, place)
    ways = (
        (there, min(end, window.due) - window.left),
        (back, window.due - max(start, window.left)),
        (there + back, window.due - window.left),
    )
    return max(0.0 if not km else inf if hours <= 0 else km / hours for km, hours in ways)


def _apart_km(point: TimingPoint | None, place: Place) -> float:
    """The straight line from a timing point, less how unsure both places are."""
    if point is None:
        return 0.0
    loose = point.place.precision_km + place.precision_km
    return max(distance_km(point.place.point, place.point) - loose, 0.0)


def _best(
    chances: Sequence[tuple[float, _Window]], place: Place, span: tuple[float, float], measure: Measure
) -> _Trial:
    """The first window that does; where none does, the one that needs the least speed."""
    trials = list[_Trial]()
    for needed, window in chances:
        trials.append(_tried(window, place, span, needed, measure))
        if trials[-1].verdict == "yes":
            return trials[-1]
    return trials[0]


def _tried(window: _Window, place: Place, span: tuple[float, float], needed: float, measure: Measure) -> _Trial:
    fastest = find_vehicle(_FASTEST)
    assert fastest is not None
    if needed > fastest.speed_kmh.high:
        return _Trial(window, needed, "no")
    there, back = (_hours(point, place, window.by, measure) for point in (window.before, window.after))
    ways = (
        there <= min(span[1], window.due) - window.left,
        back <= window.due - max(span[0], window.left),
        there + back <= window.due - window.left,
    )
    vehicle = find_vehicle(window.by)
    is_known = there + back < inf or (vehicle is not None and needed > vehicle.speed_kmh.high)
    return _Trial(window, needed, "yes" if needed == 0 or all(ways) else "only faster", is_known=is_known)


def _hours(point: TimingPoint | None, place: Place, by: str, measure: Measure) -> float:
    """The least hours between a timing point and the place, as they travelled there."""
    if point is None or not _apart_km(point, place):
        return 0.0
    passage = measure(point.place, place, by)
    known = passage.hours is not None and passage.basis != "straight line"
    return passage.hours.low if known and passage.hours else inf


def _explanation(found: _Trial, place: Place) -> str:
    window, name = found.window, place.name
    ends = f"between {_told(window.before, 'left')} and {_told(window.after, 'due')}"
    if found.verdict == "no":
        how = "even an airliner is too slow" if found.needed_kmh < inf else "there is no time at all for it"
        return f"No: {ends}, {name} is out of reach; {how}."
    if found.verdict == "yes":
        is_there = not any(_apart_km(point, place) for point in (window.before, window.after))
        return f"Yes: {ends}, " + (
            "they can have been there." if is_there else f"there is time for {name} by {window.by}."
        )
    speed = f"more than {Estimate.exact(found.needed_kmh, 'km/h').rounded()} in a straight line by {name}"
    if not found.is_known:
        return f"Not known: no way to {name} by {window.by} is known, or no speed; {ends}, it takes {speed}."
    return f"Only faster than by {window.by}: {ends}, at {speed}."


def _told(point: TimingPoint | None, how: str) -> str:
    """A timing point for people, with the side of its window that counts."""
    if point is None:
        return "before the journey" if how == "left" else "after the journey"
    when = point.window.earliest if how == "left" else point.window.latest
    verb = {"arrive": "arriving at", "depart": "leaving", "seen": "being seen at"}[point.event]
    side = "no sooner" if how == "left" else "no later"
    return f"{verb} {point.place.name}" + (f" ({side} than {minute_of(when)} UTC)" if when else "")
