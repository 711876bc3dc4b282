"""What is left of an itinerary when nothing knows some of its places: the rest, and what was left out is said."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise

from geo.errors import UsageError
from geo.itinerary import Itinerary, Stop


def without_places(itinerary: Itinerary, unknown: Collection[str]) -> Itinerary:
    """The itinerary without the stops, places on the way, sightings, claims and versions that have `unknown` names.

    Key paths stay those of the file, and `origin.notes` say what was left out. Raises `UsageError` where no stop is
    left.
    """
    kept = [number for number, stop in enumerate(itinerary.stops) if stop.place not in unknown]
    if not kept:
        raise UsageError(itinerary.fault("stops", "none of the places is known, so that there is nothing to show"))
    lost = [path for path, name in itinerary.mentions() if name in unknown]
    claims = [n for n in range(len(itinerary.claims)) if not any(path.startswith(f"claims[{n}].") for path in lost)]
    versions = {
        key: version
        for key, version in itinerary.versions.items()
        if not any(path.startswith(f"versions.{key}.") for path in lost)
    }
    paths = {f"stops[{new}]": itinerary.in_file(f"stops[{old}]") for new, old in enumerate(kept)}
    paths |= {f"claims[{new}]": itinerary.in_file(f"claims[{old}]") for new, old in enumerate(claims)}
    changed = {
        "stops": tuple(_passing(itinerary.stops[number], unknown) for number in kept),
        "claims": tuple(itinerary.claims[number] for number in claims),
        "versions": versions,
    }
    notes = tuple(_notes(itinerary, unknown, kept))
    origin = replace(itinerary.origin, paths=paths, notes=(*itinerary.origin.notes, *notes))
    return itinerary.model_copy(update=changed).read_from(origin)


def _passing(stop: Stop, unknown: Collection[str]) -> Stop:
    """The stop, reached by way of known places only."""
    via = tuple(name for name in (stop.by.via if stop.by else ()) if name not in unknown)
    seen = tuple(sighting for sighting in stop.seen if sighting.place not in unknown)
    by = stop.by.model_copy(update={"via": via}) if stop.by else None
    return stop.model_copy(update={"by": by, "seen": seen})


def _notes(itinerary: Itinerary, unknown: Collection[str], kept: list[int]) -> Iterator[str]:
    listed = ", ".join(name for name in dict.fromkeys(name for _, name in itinerary.mentions()) if name in unknown)
    yield f"left out, for nothing knows these places: {listed}"
    for before, number in pairwise(kept):
        if number > before + 1:
            places = itinerary.stops[before].place, itinerary.stops[number].place
            yield f"the way from {places[0]} to {places[1]} passes over what was left out"
