"""What exports say of each stop, leg and sighting in words, a line for each thing, and between which moments it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from geo.formats.rows import cited, sightings
from geo.formats.text import clean, web_address
from geo.itinerary import Itinerary, Plan, Stop
from geo.journey import Call, Journey, Place, Point
from geo.lines import wrapped
from geo.timing import calls
from geo.when import NO_WINDOW, When, Window


@dataclass(frozen=True, slots=True)
class Told:
    """One stop, leg or sighting: what it is called, what is said of it, and the window within which it was.

    `key` is unique in the journey and the same every time; `points` is the place, or the line of a leg with longitudes
    unwrapped. `is_sure` says whether it is certain, and no plan, that they were there themselves; `known_at` is a
    moment at which they were, None where none is stated to the minute; `link` is the address of its first source.
    """

    key: str
    name: str
    lines: tuple[str, ...]
    window: Window
    points: tuple[Point, ...]
    mode: str
    is_sure: bool
    link: str | None
    known_at: datetime | None = None


def stops(journey: Journey) -> Iterator[Told]:
    """Every stop, from the earliest arrival to the latest departure."""
    for index, (stop, call) in enumerate(zip(journey.itinerary.stops, calls(journey), strict=True)):
        place = journey.places[stop.place]
        lines = (
            *_timed("arrives", stop.arrive, call.arrival),
            *_timed("leaves", stop.depart, call.departure),
            f"certainty: {stop.certainty}, {stop.status}",
            *_planned(stop.planned),
            *(f"event: {event}" for event in stop.events),
            *_of_place(place),
            *_sources(journey.itinerary, stop.sources),
        )
        key, name, points = f"stop-{index + 1}", clean(place.name), (wrapped(place.point),)
        sure, link = _is_sure(stop), _link(journey.itinerary, stop.sources)
        known = known_at(stop.arrive, place, call.arrival) or known_at(stop.depart, place, call.departure)
        yield Told(key, name, _cleaned(lines), stay(call), points, "stop", sure, link, known if sure else None)


def legs(journey: Journey) -> Iterator[Told]:
    """Every leg, from the earliest departure to the latest arrival."""
    around = pairwise(calls(journey))
    for index, (passage, (before, after)) in enumerate(zip(journey.passages, around, strict=False)):
        route, to = passage.route, journey.itinerary.stops[index + 1]
        sources = to.by.sources if to.by else ()
        lines = (
            f"by: {route.by} ({route.mode})",
            f"distance: {passage.distance_km}, {passage.basis}",
            f"straight line: {passage.straight_line_km:.1f} km",
            f"time: {passage.hours or 'unknown'}",
            "worked out, not recorded",
            *(f"warning: {warning}" for warning in passage.warnings),
            *_sources(journey.itinerary, sources),
        )
        name = clean(f"{route.origin.name} – {route.destination.name}")
        between = ordered(before.departure.earliest, after.arrival.latest)
        sure, link = _is_sure(to), _link(journey.itinerary, sources)
        yield Told(f"leg-{index + 1}", name, _cleaned(lines), between, passage.geometry, route.mode, sure, link)


def seen(journey: Journey) -> Iterator[Told]:
    """Every sighting, within its window."""
    for number, (index, sighting, window) in enumerate(sightings(journey), start=1):
        place = journey.places[sighting.place]
        lines = (
            f"{f'the {sighting.of} alone' if sighting.of else 'they were'} seen on the way to stop {index + 1}",
            *_timed("seen", sighting.at, window),
            *_of_place(place),
            *_sources(journey.itinerary, sighting.sources),
        )
        between, link = ordered(window.earliest, window.latest), _link(journey.itinerary, sighting.sources)
        key, name, points = f"seen-{number}", clean(place.name), (wrapped(place.point),)
        known = known_at(sighting.at, place, window)
        sure = sighting.of != "vehicle"
        yield Told(key, name, _cleaned(lines), between, points, "seen", sure, link, known if sure else None)


def about(journey: Journey) -> str:
    """Who travelled, and what a reader should know of the journey as a whole, a line for each."""
    conflicts = (conflict.explanation for conflict in journey.conflicts)
    lines = (f"traveller: {', '.join(journey.itinerary.traveller)}", *(f"warning: {one}" for one in conflicts))
    return "\n".join(_cleaned((*lines, *(f"warning: {warning}" for warning in journey.warnings))))


def title(journey: Journey) -> str:
    """What the itinerary calls itself."""
    return clean(journey.itinerary.title)


def stay(call: Call) -> Window:
    """From when they can have been at a stop until when."""
    return ordered(call.arrival.earliest, call.departure.latest)


def ordered(start: datetime | None, end: datetime | None) -> Window:
    """From one moment to another; open where statements that cannot both hold put them the wrong way round."""
    return NO_WINDOW if start and end and start > end else Window(start, end)


def known_at(said: When | None, place: Place, window: Window) -> datetime | None:
    """The moment that is stated, and that every other statement allows; None where less is known."""
    stated = said.window(place.tzinfo) if said else NO_WINDOW
    return stated.earliest if stated.earliest == stated.latest and stated == window else None


def utc_text(moment: datetime) -> str:
    """A moment in UTC to the second: `2023-09-12T02:15:00Z`."""
    return moment.replace(tzinfo=None, microsecond=0).isoformat() + "Z"


def _is_sure(stop: Stop) -> bool:
    return stop.certainty == "certain" and stop.status != "planned"


def _planned(plan: Plan | None) -> Iterator[str]:
    for event, when in (("arrive", plan.arrive), ("leave", plan.depart)) if plan else ():
        if when:
            yield f"was to {event}: {when}"


def _timed(event: str, said: When | None, window: Window) -> Iterator[str]:
    """What is stated of a moment, and what all statements leave open to it."""
    if said is not None or window != NO_WINDOW:
        yield f"{event}: {window} ({f'stated: {said}' if said else 'worked out'})"


def _of_place(place: Place) -> Iterator[str]:
    where = f", {place.country}" if place.country else ""
    yield f"place: {place.name}{where}, right to within {place.precision_km:g} km ({place.source})"


def _sources(itinerary: Itinerary, keys: tuple[str, ...]) -> Iterator[str]:
    return (f"source: {source}" for source in cited(itinerary, keys))


def _link(itinerary: Itinerary, keys: tuple[str, ...]) -> str | None:
    known = (itinerary.sources[key] for key in keys if key in itinerary.sources)
    links = (web_address(text) for source in known for text in (source.url, source.archive))
    return next((link for link in links if link), None)


def _cleaned(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(clean(line) for line in lines)
