"""Where the travellers and what they travelled by may have parted: sightings of one of the two alone.

A sighting of the vehicle alone bounds the vehicle and not the travellers; one of the travellers alone, the other way
round. A sighting that does not say `of` which of the two it is was of both, together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from geo.itinerary import Itinerary
from geo.journey import Journey


def is_parted(itinerary: Itinerary) -> bool:
    """Whether any sighting is of one of the two alone."""
    return any(sighting.of for stop in itinerary.stops for sighting in stop.seen)


def of_vehicle(itinerary: Itinerary) -> Itinerary:
    """The journey of what they travelled by, on each way its own vehicle: its sightings count, and theirs alone do not.

    The numbers of sightings may be others; key paths stay those of the file.
    """
    stops, paths = list(itinerary.stops), dict(itinerary.origin.paths)
    for number, stop in enumerate(stops):
        told = [
            (itinerary.in_file(f"stops[{number}].seen[{index}]"), sighting.model_copy(update={"of": None}))
            for index, sighting in enumerate(stop.seen)
            if sighting.of != "traveller"
        ]
        stops[number] = stop.model_copy(update={"seen": tuple(sighting for _, sighting in told)})
        paths |= {f"stops[{number}].seen[{index}]": path for index, (path, _) in enumerate(told)}
    changed = itinerary.model_copy(update={"stops": tuple(stops), "versions": {}})
    return changed.read_from(replace(itinerary.origin, paths=paths, rivals=None))


def parted(journey: Journey) -> Iterator[str]:
    """What is said of each sighting of one of the two alone."""
    who = " and ".join(journey.itinerary.traveller)
    for number, stop in enumerate(journey.itinerary.stops):
        vehicle = f"the vehicle ({stop.by.vehicle})" if stop.by else "the vehicle"
        for index, sighting in enumerate(stop.seen):
            path = journey.itinerary.in_file(f"stops[{number}].seen[{index}]")
            place = journey.places[sighting.place].name
            if sighting.of == "vehicle":
                yield f"{path}: {vehicle} was seen at {place}, {who} not: it does not bound where {who} can have been"
            elif sighting.of:
                yield f"{path}: {who} seen at {place}, {vehicle} not: it does not bound where {vehicle} can have been"
