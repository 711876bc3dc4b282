"""The rival versions that one file tells of a journey, each as an itinerary of its own.

A version's stops stand in for some of the file's; all else is shared. What was seen, and the stops that were observed,
are facts whichever version is true: those that a version leaves out become sightings in it, on a way still to be found
(`geo.settling`), for the file tells of them on ways that the version does not have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from geo.errors import DocumentError, Fault, UsageError
from geo.itinerary import MAIN, Itinerary, Sighting, Stop, Version

_Fact = tuple[str, Sighting, str]  # with the key path that it has in the file, and the place it is told with there


def versions(itinerary: Itinerary) -> dict[str, Itinerary]:
    """Every version by its key: `main`, which is the itinerary itself, and then the others in the order of the file.

    Their key paths in faults and conflicts are those of the file. Raises `DocumentError` where a version replaces stops
    that there are not, which reading a file refuses already.
    """
    rivals = itinerary.origin.rivals
    if rivals is None:
        rivals = {key: _rival(itinerary, key, told) for key, told in itinerary.versions.items()}
    return {MAIN: itinerary, **rivals}


def version(itinerary: Itinerary, key: str) -> Itinerary:
    """One version of an itinerary. Raises `UsageError` where there is none of that key, and as `versions` does."""
    told = versions(itinerary)
    if key not in told:
        hint = f"this file has {', '.join(told)}"
        raise UsageError(Fault("no such version", itinerary.origin.file, found=key, hint=hint))
    return told[key]


def _rival(itinerary: Itinerary, key: str, told: Version) -> Itinerary:
    first, last = told.instead_of
    if not 1 <= first <= last <= len(itinerary.stops):
        raise DocumentError(itinerary.fault(f"versions.{key}.instead_of", "no such stop", found=f"{first} to {last}"))
    facts = [fact for number in range(first - 1, last) for fact in _facts(itinerary, number, told)]
    own = [stop.model_copy(update={"sources": stop.sources or told.sources}) for stop in told.stops]
    stops = [*itinerary.stops[: first - 1], *own, *itinerary.stops[last:]]
    paths = [itinerary.in_file(f"stops[{number}]") for number in range(first - 1)]
    paths += [f"versions.{key}.stops[{number}]" for number in range(len(own))]
    paths += [itinerary.in_file(f"stops[{number}]") for number in range(last, len(itinerary.stops))]
    holder = first - 1 + len(own)  # the stop that comes next, or else the last: until they are settled
    if holder < len(stops):
        facts += _sightings(itinerary, last)
    else:
        holder -= 1
    stops[holder] = stops[holder].model_copy(update={"seen": tuple(sighting for _, sighting, _ in facts)})
    named = {f"stops[{number}]": path for number, path in enumerate(paths)}
    named |= {f"stops[{holder}].seen[{number}]": path for number, (path, *_) in enumerate(facts)}
    loose = {path: place for path, _, place in facts}
    origin = replace(itinerary.origin, paths=named, loose=loose, notes=(*itinerary.origin.notes, _note(key, told)))
    changed = {"title": f"{itinerary.title}: {told.title}", "stops": tuple(stops), "versions": {}}
    return itinerary.model_copy(update=changed).read_from(origin)


def _note(key: str, told: Version) -> str:
    first, last = told.instead_of
    stops = f"stop {first}" if first == last else f"stops {first} to {last}"
    return f"this is the version “{key}” ({told.title}), instead of {stops} of the file"


def _facts(itinerary: Itinerary, number: int, told: Version) -> Iterator[_Fact]:
    """What is known of a stop and of the way to it whichever version is true, and is not told by this one itself."""
    stop, path = itinerary.stops[number], itinerary.in_file(f"stops[{number}]")
    yield from _sightings(itinerary, number)
    if stop.status == "observed":
        known = {(own.place, *time) for own in told.stops for time in own.times}
        for key, when in stop.times:
            if (stop.place, key, when) not in known:
                yield f"{path}.{key}", Sighting(at=when, place=stop.place, sources=stop.sources), stop.place


def _sightings(itinerary: Itinerary, number: int) -> Sequence[_Fact]:
    """The sightings on the way to a stop; one that names no source rests on those of the stop."""
    stop = itinerary.stops[number]
    return [
        (itinerary.in_file(f"stops[{number}].seen[{index}]"), _sourced(sighting, stop), stop.place)
        for index, sighting in enumerate(stop.seen)
    ]


def _sourced(sighting: Sighting, stop: Stop) -> Sighting:
    return sighting if sighting.sources else sighting.model_copy(update={"sources": stop.sources})
