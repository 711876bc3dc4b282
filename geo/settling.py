"""On the way to which stop a sighting was made of which nobody says so, as in the rival version of a journey.

Every way that the stated times allow is tried, so that a version is refuted only where none of them will do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, product

from geo.itinerary import Itinerary, Sighting
from geo.journey import Journey
from geo.timing import bounds_of

_MOST_TRIES = 100  # past it sightings that may lie on several ways are left out, which refutes nothing; ours


@dataclass(frozen=True, slots=True)
class _Loose:
    """A sighting with its key path in the file, and the numbers of the stops on the way to which it can have been."""

    path: str
    sighting: Sighting
    stops: Sequence[int]


def settlings(journey: Journey) -> Iterator[Journey]:
    """The journey once for each way in which its loose sightings can lie on its ways; itself where it has none."""
    loose = list(_loose(journey))
    if not loose:
        yield journey
        return
    settled, tries, warnings = list[_Loose](), 1, list(journey.warnings)
    for one in sorted(loose, key=lambda each: len(each.stops)):
        if tries * len(one.stops) > _MOST_TRIES:
            warnings.append(f"{one.path}: not used: it can have been on any of {len(one.stops)} ways of this version")
        else:
            settled.append(one)
            tries *= len(one.stops)
    settled.sort(key=loose.index)
    for stops in product(*(one.stops for one in settled)):
        itinerary = _with(journey.itinerary, list(zip(settled, stops, strict=True)))
        yield replace(journey, itinerary=itinerary, warnings=tuple(warnings))


def _loose(journey: Journey) -> Iterator[_Loose]:
    itinerary = journey.itinerary
    if not itinerary.origin.loose:
        return
    floors, ceilings = _floors(journey), _ceilings(journey)
    for number, stop in enumerate(itinerary.stops):
        for index, sighting in enumerate(stop.seen):
            path = itinerary.in_file(f"stops[{number}].seen[{index}]")
            if path in itinerary.origin.loose:
                first, last = bounds_of(sighting.at.window(journey.places[sighting.place].tzinfo))
                fits = [to for to in range(1, len(floors)) if floors[to - 1] <= last and first <= ceilings[to]]
                yield _Loose(path, sighting, fits or [number])


def _floors(journey: Journey) -> list[float]:
    """For each stop the hour since 1970 before which they certainly had not left it."""
    return list(accumulate((max(bounds_of(c.arrival)[0], bounds_of(c.departure)[0]) for c in journey.calls), max))


def _ceilings(journey: Journey) -> list[float]:
    """For each stop the hour since 1970 by which they certainly had come to it."""
    latest = [min(bounds_of(c.arrival)[1], bounds_of(c.departure)[1]) for c in journey.calls]
    return list(accumulate(reversed(latest), min))[::-1]


def _with(itinerary: Itinerary, settled: Sequence[tuple[_Loose, int]]) -> Itinerary:
    """The itinerary with each loose sighting on the way to a stop, and no other."""
    stops, paths = list(itinerary.stops), dict(itinerary.origin.paths)
    for number, stop in enumerate(stops):
        told = [
            (itinerary.in_file(f"stops[{number}].seen[{index}]"), sighting) for index, sighting in enumerate(stop.seen)
        ]
        kept = [(path, sighting) for path, sighting in told if path not in itinerary.origin.loose]
        kept += [(one.path, one.sighting) for one, to in settled if to == number]
        if kept != told:
            stops[number] = stop.model_copy(update={"seen": tuple(sighting for _, sighting in kept)})
        paths |= {f"stops[{number}].seen[{index}]": path for index, (path, _) in enumerate(kept)}
    origin = replace(itinerary.origin, paths=paths)
    return itinerary.model_copy(update={"stops": tuple(stops)}).read_from(origin)
