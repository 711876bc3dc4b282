"""The timing points of a journey, and the hours from each to the next as samples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import accumulate, pairwise
from math import inf
from operator import or_

import numpy as np

from geo.chance import COUNT, Floats
from geo.geodesy import distance_km
from geo.itinerary import Itinerary
from geo.journey import Call, Journey, Passage, Point, TimingPoint
from geo.lines import Line
from geo.when import Window

# A sighting farther off the way than this, and than its own precision, was made on another way; ours.
_ON_THE_WAY_KM = 10.0
_Hours = tuple[Floats, Floats] | None  # of a leg, at the least and at the most
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """From one timing point to the next: the hours at the least and at the most, as samples.

    A stay has no least, and no most: `most` is None. `leg` is the number of the leg, None for a stay.
    """

    leg: int | None
    least: Floats
    most: Floats | None


def points(journey: Journey) -> tuple[TimingPoint, ...]:
    """Every arrival, departure and sighting of a routed journey, in the order of travel."""
    return tuple(point for stop in range(len(journey.itinerary.stops)) for point in _points_of(journey, stop))


def _points_of(journey: Journey, number: int) -> Iterator[TimingPoint]:
    stop, call = journey.itinerary.stops[number], journey.calls[number]
    place = journey.places[stop.place]
    arrive, depart = (journey.itinerary.in_file(f"stops[{number}].{key}") for key in ("arrive", "depart"))
    yield from _sightings(journey, number)
    if number or stop.arrive:
        yield TimingPoint("arrive", number, place, 1.0, arrive, stop.arrive, call.arrival)
    if number + 1 < len(journey.itinerary.stops) or stop.depart:
        yield TimingPoint("depart", number, place, 0.0, depart, stop.depart, call.departure)


def _sightings(journey: Journey, number: int) -> list[TimingPoint]:
    """The sightings on the way to a stop, in the order of time; of those that may be in either, in that of the way."""
    stop, found = journey.itinerary.stops[number], []
    if not number or not stop.seen:
        return []
    line = Line(journey.routes[number - 1].geometry)
    for index, seen in enumerate(stop.seen):
        if seen.of == "vehicle":
            continue  # it does not bound the travellers
        place = journey.places[seen.place]
        share, path = line.nearest(place.point)[0], journey.itinerary.in_file(f"stops[{number}].seen[{index}]")
        window = seen.at.window(place.tzinfo)
        found.append(TimingPoint("seen", number, place, share, path, seen.at, window))
    return list(_in_order(found))


def _in_order(sightings: Sequence[TimingPoint]) -> Iterator[TimingPoint]:
    """Whichever is nearest along the way of those that none of the rest is certainly before."""
    bounds = {point.path: bounds_of(point.stated) for point in sightings}
    by_beginning = sorted(sightings, key=lambda point: bounds[point.path][0])
    by_end = sorted(sightings, key=lambda point: bounds[point.path][1])
    open_now, passed, begun, ended = list[tuple[float, int, TimingPoint]](), set[str](), 0, 0
    while ended < len(by_end):
        while begun < len(by_beginning) and bounds[by_beginning[begun].path][0] <= bounds[by_end[ended].path][1]:
            point = by_beginning[begun]
            heappush(open_now, (point.share, begun, point))
            begun += 1
        point = heappop(open_now)[2]
        passed.add(point.path)
        yield point
        while ended < len(by_end) and by_end[ended].path in passed:
            ended += 1


def off_the_way(journey: Journey, timing: Sequence[TimingPoint]) -> Iterator[str]:
    """A warning for every sighting that was not made on the way worked out, or is of no way."""
    for index in range(len(journey.itinerary.stops[0].seen)):
        path = journey.itinerary.in_file(f"stops[0].seen[{index}]")
        yield f"{path}: not used: it says where they were on the way to a stop, and the first has none"
    for point in timing:
        if point.event == "seen":
            route = journey.routes[point.stop - 1]
            off_km = distance_km(Line(route.geometry).at(point.share), point.place.point)
            if off_km > max(_ON_THE_WAY_KM, point.place.precision_km):
                yield (
                    f"{point.path}: seen at {point.place.name}, {off_km:.0f} km off the way worked out from "
                    f"{route.origin.name} to {route.destination.name}: name the way they took under `via`"
                )


def binding(itinerary: Itinerary, hours: Sequence[_Hours]) -> Sequence[_Hours]:
    """The hours of each leg, None for one to or from a stop that is only planned, where later ones are told.

    A way over it need not have been taken, so it binds nothing; past all that is told, it says how the plan can go on.
    """
    told = itinerary.evidence
    if all(told):
        return hours
    before, after = (_told_by_a_stop(itinerary, told), _told_from_a_stop(itinerary, told))
    skipped = {number for number, is_told in enumerate(told) if not is_told and before[number] and after[number + 1]}
    return [None if {leg, leg + 1} & skipped else each for leg, each in enumerate(hours)]


def _told_by_a_stop(itinerary: Itinerary, told: Sequence[bool]) -> list[bool]:
    """For each stop whether anything is told of the way to it, or of stops before it."""
    seen = [bool(stop.seen) for stop in itinerary.stops]
    return list(accumulate((way or stop for way, stop in zip(seen, (False, *told), strict=False)), or_))


def _told_from_a_stop(itinerary: Itinerary, told: Sequence[bool]) -> list[bool]:
    """For each stop whether anything is told of it, of the way to it, or of stops after it; and False past the last."""
    own = [bool(stop.seen) or is_told for stop, is_told in zip(itinerary.stops, told, strict=True)]
    return [*list(accumulate(reversed(own), or_))[::-1], False]


def links(
    timing: Sequence[TimingPoint],
    passages: Sequence[Passage],
    hours: Sequence[_Hours],
) -> list[Link]:
    """The hours from each timing point to the next; `hours` has those of each leg, at the least and at the most."""
    return [_link(one, other, passages, hours) for one, other in pairwise(timing)]


def _link(one: TimingPoint, other: TimingPoint, passages: Sequence[Passage], hours: Sequence[_Hours]) -> Link:
    if one.event == "arrive":
        return Link(None, np.zeros(COUNT), None)
    leg = other.stop - 1
    taken = hours[leg]
    if taken is None:
        return Link(leg, np.zeros(COUNT), None)
    least, most = shares_between(one, other, passages[leg])
    return Link(leg, taken[0] * least, taken[1] * most)


def shares_between(one: TimingPoint, other: TimingPoint, passage: Passage) -> tuple[float, float]:
    """How much of a leg lies between two of its timing points, at the least and at the most.

    No less than the straight line between them is; sightings are as sure as their places are precise.
    """
    length_km = passage.distance_km.best
    if length_km <= 0:
        return 0.0, 0.0
    loose = sum(point.place.precision_km for point in (one, other) if point.event == "seen") / length_km
    way, straight = other.share - one.share, _apart_km(one, other) / length_km
    return max(way - loose, straight - loose, 0.0), max(way + loose, straight, 0.0)


def _apart_km(one: TimingPoint, other: TimingPoint) -> float:
    if "seen" not in (one.event, other.event):
        return 0.0  # the length of the leg is between them
    ends: list[Point] = [one.place.point, other.place.point]
    return distance_km(*ends)


def hours_of(moment: datetime | None) -> float | None:
    """Hours since 1970 in UTC."""
    return None if moment is None else (moment - _EPOCH) / timedelta(hours=1)


def moment_of(hours: float) -> datetime | None:
    """The moment so many hours after 1970 began; None where that is infinite or past the calendar's ends."""
    try:
        return _EPOCH + timedelta(hours=hours)
    except OverflowError:
        return None


def bounds_of(window: Window) -> tuple[float, float]:
    """A window in hours since 1970, open sides infinite."""
    earliest, latest = hours_of(window.earliest), hours_of(window.latest)
    return -inf if earliest is None else earliest, inf if latest is None else latest


def windowed(point: TimingPoint, earliest: float, latest: float) -> TimingPoint:
    """The timing point with the window that is left open to it; what was stated stays as exact as it was."""
    first, last = moment_of(earliest), moment_of(latest)
    stated = point.stated
    keep_first = stated.earliest is not None and earliest <= bounds_of(stated)[0]
    keep_last = stated.latest is not None and latest >= bounds_of(stated)[1]
    return replace(point, window=Window(stated.earliest if keep_first else first, stated.latest if keep_last else last))


def calls(journey: Journey) -> tuple[Call, ...]:
    """For each stop the windows that the whole journey leaves open to its arrival and departure."""
    found = {(point.stop, point.event): point.window for point in journey.timing}
    return tuple(
        Call(found.get((stop, "arrive"), Window()), found.get((stop, "depart"), Window()))
        for stop in range(len(journey.itinerary.stops))
    )
