"""The third stage: hours for every leg, and what the sources state of every stop in UTC."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import tzinfo

from geo.errors import DocumentError, Fault
from geo.itinerary import Itinerary
from geo.journey import Call, Journey, Passage, Route
from geo.modes import find_vehicle, hours
from geo.when import When, Window

_NO_WINDOW = Window()


def schedule(journey: Journey) -> Journey:
    """The journey with the time each leg takes."""
    return replace(journey, passages=tuple(passage(route) for route in journey.routes))


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
    """The journey with each stop's stated times in UTC.

    Raises `DocumentError` with every stop that is certainly reached before the one before it is left.
    """
    calls = tuple(_call(journey, index) for index in range(len(journey.itinerary.stops)))
    faults = tuple(_disorder(journey.itinerary, calls))
    if faults:
        raise DocumentError(*faults)
    return replace(journey, calls=calls)


def _call(journey: Journey, index: int) -> Call:
    stop = journey.itinerary.stops[index]
    zone = journey.places[stop.place].tzinfo
    return Call(_window(stop.arrive, zone), _window(stop.depart, zone))


def _window(when: When | None, zone: tzinfo) -> Window:
    return when.window(zone) if when else _NO_WINDOW


def _disorder(itinerary: Itinerary, calls: tuple[Call, ...]) -> Iterator[Fault]:
    """Statements that run backwards: each is held against the latest "not before" that came earlier."""
    floor, because = None, ""
    for index, (stop, call) in enumerate(zip(itinerary.stops, calls, strict=True)):
        for key, when, window in (("arrive", stop.arrive, call.arrival), ("depart", stop.depart, call.departure)):
            path = f"stops[{index}].{key}"
            if floor and window.latest and window.latest < floor:
                yield itinerary.fault(path, f"before {because}", found=str(when), hint="check the day and the zone")
            if window.earliest and (floor is None or window.earliest > floor):
                floor, because = window.earliest, f"{path} ({when})"
