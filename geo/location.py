"""The first stage: every name in an itinerary to a place, all of them together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from geo.errors import Fault, PlaceNotFound, UsageError
from geo.gazetteer.interface import Gazetteer
from geo.geodesy import distance_km
from geo.itinerary import Itinerary, PinnedPlace
from geo.journey import Candidate, Journey, Place

# What a tenfold distance to the neighbour is worth beside a name's score of 0 to 1: ours, so that a namesake on the
# route outdoes a somewhat larger one on another continent, and a great city is never moved by it.
_COST_PER_DECADE = 0.08
_NEAR_KM = 30.0  # closer than this, distance tells namesakes nothing
_THIN_MARGIN = 0.05  # below it the runner-up is as good a guess: said aloud
_SAME_PLACE_KM = 25.0  # candidates closer than this are one place to a traveller


@dataclass(frozen=True, slots=True)
class Choice:
    """The place chosen for a name, and the runner-up where it came close."""

    name: str
    place: Place
    rivals: tuple[Place, ...] = ()
    exact: bool = True

    @property
    def warning(self) -> str | None:
        """What a reader should know of the choice."""
        others = "; ".join(described(place) for place in self.rivals)
        also = f"; it may also be {others}" if others else ""
        if not self.exact:
            return f"no place is called {self.name}: taken as {described(self.place)}{also}"
        return f"{self.name} is ambiguous: taken as {described(self.place)}{also}" if others else None


def locate(itinerary: Itinerary, gazetteer: Gazetteer) -> Journey:
    """The journey with a place for every name in the itinerary; pinned places win, the rest are chosen together.

    Raises `PlaceNotFound` with every name that nothing knows, each at its place in the file.
    """
    candidates: dict[str, tuple[Candidate, ...]] = {}
    faults: list[Fault] = []
    for path, name in itinerary.mentions():
        try:
            if name not in candidates:
                candidates[name] = _candidates(name, itinerary.places, gazetteer)
            if not candidates[name]:
                raise not_found(name, gazetteer)
        except (UsageError, PlaceNotFound) as error:
            faults += [itinerary.fault(path, f.message, found=name, hint=f.hint) for f in error.faults]
    if faults:
        raise PlaceNotFound(*faults)
    choices = _choose(candidates)
    places = {choice.name: _zoned(choice.place) for choice in choices}
    return replace(Journey(itinerary), places=places, warnings=_warnings(choices))


def locate_names(names: Sequence[str | Place], gazetteer: Gazetteer) -> tuple[Choice, ...]:
    """A choice for each of a few names that belong together, in the order of travel; a `Place` is taken as it is."""
    candidates: dict[str, tuple[Candidate, ...]] = {}
    for name in names:
        if isinstance(name, Place):
            continue
        candidates[name] = gazetteer.find(name)
        if not candidates[name]:
            raise not_found(name, gazetteer)
    chosen = {choice.name: choice for choice in _choose(candidates)}
    return tuple(Choice(name.name, name) if isinstance(name, Place) else chosen[name] for name in names)


def _candidates(name: str, pinned: Mapping[str, PinnedPlace], gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    for key, pin in pinned.items():
        if name in (key, pin.name, *pin.also):
            return (Candidate(_pinned(key, pin), 1.0),)
    return gazetteer.find(name)


def _pinned(key: str, pin: PinnedPlace) -> Place:
    return Place(pin.name, pin.lat, pin.lon, pin.country, pin.kind, f"pinned:{key}", pin.precision_km)


def _zoned(place: Place) -> Place:
    """The place with a time zone: the one its coordinates lie in where its source gives none."""
    from tzfpy import get_tz  # noqa: PLC0415 — only itineraries tell the time

    return place if place.zone else replace(place, zone=get_tz(place.lon, place.lat) or None)


def not_found(name: str, gazetteer: Gazetteer) -> PlaceNotFound:
    """The error for a name that nothing knows, with the nearest names that are known."""
    return PlaceNotFound(Fault("no such place", found=name, hint=_suggestion(name, gazetteer)))


def _suggestion(name: str, gazetteer: Gazetteer) -> str:
    nearest = gazetteer.suggest(name)
    pin = "or pin it under `places` with its coordinates"
    return f"did you mean {', '.join(nearest)}? {pin}" if nearest else pin.removeprefix("or ")


def _choose(candidates: Mapping[str, Sequence[Candidate]]) -> tuple[Choice, ...]:
    """One candidate a name, so that good names and short ways between neighbours together cost least (Viterbi 1967)."""
    names = list(candidates)
    costs: list[list[float]] = []
    backs: list[list[int]] = []
    for index, name in enumerate(names):
        before = candidates[names[index - 1]] if index else ()
        step = [_cheapest(candidate, before, costs[-1] if index else []) for candidate in candidates[name]]
        costs.append([cost for cost, _ in step])
        backs.append([back for _, back in step])
    chosen: list[int] = []
    for index in range(len(names) - 1, -1, -1):
        chosen.append(backs[index + 1][chosen[-1]] if chosen else costs[index].index(min(costs[index])))
    picked = [candidates[name][number] for name, number in zip(names, reversed(chosen), strict=True)]
    return tuple(_with_rivals(index, names, picked, candidates) for index in range(len(names)))


def _cheapest(candidate: Candidate, before: Sequence[Candidate], costs: Sequence[float]) -> tuple[float, int]:
    """The least cost of all names up to this candidate, and which candidate of the name before it comes from."""
    if not before:
        return 1 - candidate.score, 0
    ways = [cost + _way(previous, candidate) for previous, cost in zip(before, costs, strict=True)]
    return min(ways) + 1 - candidate.score, ways.index(min(ways))


def _way(one: Candidate, other: Candidate) -> float:
    apart_km = distance_km(one.place.point, other.place.point)
    return _COST_PER_DECADE * math.log10(max(apart_km, _NEAR_KM) / _NEAR_KM)


def _with_rivals(
    index: int, names: Sequence[str], picked: Sequence[Candidate], candidates: Mapping[str, Sequence[Candidate]]
) -> Choice:
    neighbours = [picked[near] for near in (index - 1, index + 1) if 0 <= near < len(picked)]

    def cost(candidate: Candidate) -> float:
        return 1 - candidate.score + sum(_way(candidate, neighbour) for neighbour in neighbours)

    best = picked[index]
    limit = cost(best) + _THIN_MARGIN
    rivals = (
        candidate.place
        for candidate in candidates[names[index]]
        if cost(candidate) < limit and distance_km(candidate.place.point, best.place.point) > _SAME_PLACE_KM
    )
    return Choice(names[index], best.place, tuple(rivals), best.exact)


def _warnings(choices: Iterable[Choice]) -> tuple[str, ...]:
    return tuple(choice.warning for choice in choices if choice.warning)


def described(place: Place) -> str:
    """A place told from its namesakes: name, country, position and source."""
    country = f", {place.country}" if place.country else ""
    return f"{place.name}{country} ({place.lat:.3f}, {place.lon:.3f}; {place.source})"
