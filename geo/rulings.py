"""Which of a file's rival versions can be true: a version is ruled out by statements that cannot all hold in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from geo.errors import DocumentError
from geo.itinerary import Itinerary
from geo.journey import Conflict, Journey, Ruling
from geo.quantity import Estimate


def rulings(
    told: Mapping[str, Journey | DocumentError], titles: Mapping[str, str], vehicles: Mapping[str, Journey]
) -> tuple[Ruling, ...]:
    """A verdict on each version, by its key: a journey, or the error of one whose statements run backwards.

    `vehicles` has the journeys of the vehicles of those in which they and the travellers may have parted. Statements
    that cannot hold together in any version say nothing between them, and rule none out.
    """
    journeys = [journey for journey in told.values() if isinstance(journey, Journey)]
    common = set.intersection(*({_key(one) for one in journey.conflicts} for journey in journeys))
    return tuple(
        _ruling(key, titles[key], journey, vehicles.get(key), common)
        if isinstance(journey, Journey)
        else Ruling(key, titles[key], "ruled out", f"its statements run backwards: {journey}", ())
        for key, journey in told.items()
    )


def _key(conflict: Conflict) -> tuple[str, str]:
    return conflict.first.path, conflict.second.path


def _ruling(key: str, title: str, journey: Journey, vehicle: Journey | None, common: set[tuple[str, str]]) -> Ruling:
    against = tuple(one for one in journey.conflicts if _key(one) not in common)
    if against:
        text = " ".join(_in_words(against, journey.itinerary))
        return Ruling(key, title, "ruled out", text, against, journey)
    doubts = [one for one in vehicle.conflicts if _key(one) not in common] if vehicle else []
    return Ruling(key, title, "possible", _possible(doubts, vehicle or journey), (), journey)


def _possible(doubts: Sequence[Conflict], vehicle: Journey) -> str:
    if not doubts:
        return "no statement is against it, nor anything that was seen or observed."
    who = " and ".join(vehicle.itinerary.traveller)
    told = " ".join(_in_words(doubts, vehicle.itinerary))
    return f"only if {who} and the vehicle had parted: the vehicle was seen, {who} not. Of the vehicle, {told}"


def _in_words(conflicts: Sequence[Conflict], itinerary: Itinerary) -> Iterator[str]:
    """What cannot be, by how much, and where a sighting is against it, whose."""
    sources = dict(_sources(itinerary))
    for conflict in conflicts:
        hours = Estimate.exact(conflict.lacking_hours, "h").rounded()
        seen = next((point for point in (conflict.second, conflict.first) if point.event == "seen"), None)
        if seen is None:
            yield f"its times fail by {hours}: {conflict.explanation}"
        else:
            who = ", ".join(itinerary.publishers[key] for key in sources[seen.path])
            said = f"the sighting at {seen.place.name} “{seen.said}”{f' ({who})' if who else ''}"
            yield f"{said} rules it out by {hours}: {conflict.explanation}"


def _sources(itinerary: Itinerary) -> Iterator[tuple[str, Sequence[str]]]:
    """The sources of each sighting, by its key path in the file; without any it rests on those of the stop."""
    for number, stop in enumerate(itinerary.stops):
        for index, sighting in enumerate(stop.seen):
            yield itinerary.in_file(f"stops[{number}].seen[{index}]"), sighting.sources or stop.sources
