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

# Past so many tries, or so many stops tried in all, sightings that may lie on several ways are left out, which refutes
# nothing; ours.
_MOST_TRIES, _MOST_STOPS = 100, 2_000


_VAGUE_KM = 25.0  # a place known no better takes as much, half a train's hour, off the ways to it and from it; ours


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
    most = min(_MOST_TRIES, _MOST_STOPS // len(journey.calls))
    for one in sorted(loose, key=lambda each: len(each.stops)):
        if len(one.stops) > 1 and tries * len(one.stops) > most:
            warnings.append(f"{one.path}: not used: it can have been on any of {len(one.stops)} ways of this version")
        else:
            settled.append(one)
            tries *= len(one.stops)
    settled.sort(key=loose.index)
    for stops in product(*(one.stops for one in settled)):
        itinerary = _with(journey.itinerary, list(zip(settled, stops, strict=True)))
        yield replace(journey, itinerary=itinerary, warnings=tuple(warnings))


def sharper(journey: Journey) -> Iterator[Journey]:
    """The journey without its loose sightings at vague places, if it has any beside others.

    What lies between two sure statements and is itself unsure loosens both ways; what fails without it fails with it.
    """
    itinerary = journey.itinerary
    held = [one for one in _held(itinerary) if one[0].path in itinerary.origin.loose]
    sure = [one for one in held if journey.places[one[0].sighting.place].precision_km <= _VAGUE_KM]
    if 0 < len(sure) < len(held):
        yield replace(journey, itinerary=_with(itinerary, sure))


def _held(itinerary: Itinerary) -> Iterator[tuple[_Loose, int]]:
    """Each sighting, and the number of the stop on the way to which it lies."""
    for number, stop in enumerate(itinerary.stops):
        for index, sighting in enumerate(stop.seen):
            yield _Loose(itinerary.in_file(f"stops[{number}].seen[{index}]"), sighting, [number]), number


def _loose(journey: Journey) -> Iterator[_Loose]:
    itinerary, loose = journey.itinerary, journey.itinerary.origin.loose
    if not loose:
        return
    floors, ceilings = _floors(journey), _ceilings(journey)
    ways = [to for to in _ways(itinerary) if journey.passages[to - 1].distance_km.best > 0]
    for one, _ in _held(itinerary):
        if one.path in loose:
            place = loose[one.path]
            first, last = bounds_of(one.sighting.at.window(journey.places[one.sighting.place].tzinfo))
            fits = [to for to in ways if floors[to - 1] <= last and first <= ceilings[to]]
            as_told = [to for to in fits if itinerary.stops[to].place == place]
            yield replace(one, stops=list(dict.fromkeys((*as_told, *fits))) or ways or one.stops)


def _ways(itinerary: Itinerary) -> list[int]:
    """The stops on the way to which it can have been: the version's own and the next; what is before is shared."""
    own = [n for n in range(len(itinerary.stops)) if itinerary.in_file(f"stops[{n}]").startswith("versions.")]
    return list(range(max(own[0], 1), min(own[-1] + 2, len(itinerary.stops)))) if own else []


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
    held: dict[int, list[_Loose]] = {number: [] for number, stop in enumerate(stops) if stop.seen}
    fixed = [(one, number) for one, number in _held(itinerary) if one.path not in itinerary.origin.loose]
    for one, to in (*fixed, *settled):
        held.setdefault(to, []).append(one)
    for number, kept in held.items():
        stops[number] = stops[number].model_copy(update={"seen": tuple(one.sighting for one in kept)})
        paths |= {f"stops[{number}].seen[{index}]": one.path for index, one in enumerate(kept)}
    origin = replace(itinerary.origin, paths=paths)
    return itinerary.model_copy(update={"stops": tuple(stops)}).read_from(origin)
