"""The third stage: hours for every leg, and what the sources state of every stop in UTC."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import tzinfo

from geo.conflicts import conflicts
from geo.errors import DocumentError, Fault
from geo.itinerary import Itinerary
from geo.journey import Call, Journey, Passage, Route
from geo.learning import learn
from geo.modes import find_vehicle, hours
from geo.parting import parted
from geo.plans import not_kept
from geo.settling import settlings, sharper
from geo.timing import binding, links, off_the_way
from geo.timing import points as timing_points
from geo.when import NO_WINDOW, When, Window
from geo.windows import windows

# Ours: a place known no better than this, as a whole country, may keep several clocks. A zone is 15° wide, which is
# 1,200 km at the latitude of Vladivostok.
_ONE_CLOCK_KM = 1_000.0
_UNTOLD = Call(NO_WINDOW, NO_WINDOW)


def schedule(journey: Journey) -> Journey:
    """The journey with the hours of every leg, what its observed stretches teach of them, and every moment's window.

    Statements that cannot both hold become `conflicts`; nothing is inferred across them. A sighting of which nobody
    says on which way it was made is put where the statements fail by least.
    """
    journey = replace(journey, passages=tuple(passage(route) for route in journey.routes))
    if len(journey.calls) != len(journey.itinerary.stops):
        return journey
    best: Journey | None = None
    for settled in settlings(journey):
        found = max(map(_scheduled, (settled, *sharper(settled))), key=_lacking)
        if best is None or _lacking(found) < _lacking(best):
            best = found
        if not best.conflicts:
            break
    assert best is not None  # there is always one way to settle it
    return replace(best, warnings=(*best.warnings, *not_kept(best), *parted(best)))


def _lacking(journey: Journey) -> float:
    return sum(conflict.lacking_hours for conflict in journey.conflicts)


def _scheduled(journey: Journey) -> Journey:
    timing = timing_points(journey)
    lesson = learn(timing, journey.passages)
    hours = binding(journey.itinerary, lesson.hours)
    found, clashes = windows(timing, links(timing, journey.passages, hours))
    return replace(
        journey,
        passages=lesson.passages,
        timing=found,
        conflicts=conflicts(timing, clashes, journey.routes, journey.places.values()),
        speeds=lesson.speeds,
        warnings=(*journey.warnings, *off_the_way(journey, timing)),
    )


def passage(route: Route) -> Passage:
    """A leg with the hours its vehicle takes over it; None, and a note, where the vehicle is unknown."""
    vehicle = find_vehicle(route.by)
    if vehicle is None:
        return Passage(route, None, (f"no speed is known for “{route.by}”, so no time is given",))
    path = route.path
    first = path.stretches[0].country if path.stretches else route.origin.country or ""
    time = hours(
        vehicle,
        route.distance_km,
        countries=(first, *path.borders),
        gauge_breaks=len(path.gauge_breaks),
        stretches=path.stretches,
    )
    return Passage(route, time)


def state_times(journey: Journey) -> Journey:
    """The journey with each stop's stated times in UTC, and a warning for each time that its place leaves in doubt.

    Of a stop that is only planned nothing is stated. Raises `DocumentError` with every stop that is certainly reached
    before the one before it is left.
    """
    told = journey.itinerary.evidence
    calls = tuple(_call(journey, index) if is_told else _UNTOLD for index, is_told in enumerate(told))
    faults = tuple(_disorder(journey.itinerary, calls))
    if faults:
        raise DocumentError(*faults)
    return replace(journey, calls=calls, warnings=(*journey.warnings, *_doubts(journey)))


def _doubts(journey: Journey) -> Iterator[str]:
    first = journey.itinerary.stops[0]
    if first.by:
        path = journey.itinerary.in_file("stops[0].by")
        yield f"{first.place} ({path}): how they came to the first stop is left out, since no stop says from where"
    for key_path, name, when in journey.itinerary.times():
        place, path = journey.places[name], journey.itinerary.in_file(key_path)
        yield from (f"{name} ({path}): {doubt}" for doubt in when.doubts(place.tzinfo))
        if when.is_local and place.zone and place.precision_km > _ONE_CLOCK_KM:
            yield f"{name} ({path}): “{when}” is read by the clock of {place.zone}; so large a place may keep several"


def _call(journey: Journey, index: int) -> Call:
    stop = journey.itinerary.stops[index]
    zone = journey.places[stop.place].tzinfo
    return Call(_window(stop.arrive, zone), _window(stop.depart, zone))


def _window(when: When | None, zone: tzinfo) -> Window:
    return when.window(zone) if when else NO_WINDOW


def _disorder(itinerary: Itinerary, calls: tuple[Call, ...]) -> Iterator[Fault]:
    """Statements that run backwards: each is held against the latest "not before" that came earlier."""
    floor, because = None, ""
    for index, (stop, call) in enumerate(zip(itinerary.stops, calls, strict=True)):
        for key, when, window in (("arrive", stop.arrive, call.arrival), ("depart", stop.depart, call.departure)):
            path = f"stops[{index}].{key}"
            if floor and window.latest and window.latest < floor:
                yield itinerary.fault(path, f"before {because}", found=str(when), hint="check the day and the zone")
            if window.earliest and (floor is None or window.earliest > floor):
                floor, because = window.earliest, f"{itinerary.in_file(path)} ({when})"
