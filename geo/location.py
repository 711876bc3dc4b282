"""The first stage: every name in an itinerary to a place, all of them together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from geo.errors import Fault, PlaceNotFound, UsageError
from geo.gazetteer.interface import Gazetteer
from geo.gazetteer.names import mixes_alphabets
from geo.geodesy import distance_km
from geo.itinerary import Itinerary, PinnedPlace
from geo.journey import Candidate, Journey, Place
from geo.modes import Vehicle, find_vehicle
from geo.when import When

# What a tenfold distance to the neighbour is worth beside a name's score of 0 to 1: ours, so that a namesake on the
# route outdoes a somewhat larger one on another continent, and a great city is never moved by it.
_COST_PER_DECADE = 0.08
_NEAR_KM = 30.0  # closer than this, distance tells namesakes nothing
_THIN_MARGIN = 0.05  # below it the runner-up is as good a guess: said aloud
_SAME_PLACE_KM = 25.0  # candidates closer than this are one place to a traveller
# Ours: what a leg costs that cannot be done in the stated time, more than all but the best names are worth; and what
# a place gains that is of the kind its legs begin and end at.
_INFEASIBLE = 0.5
_FITTING = 0.05
_ENDS: Mapping[str, frozenset[str]] = {
    "rail": frozenset({"station"}),
    "air": frozenset({"airport", "airfield"}),
    "sea": frozenset({"port"}),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """The place chosen for a name, and the `rivals` that came close.

    `runner_up` is the next best place elsewhere, close or not, and `margin` by how much it was worse, in units of a
    name's score; None where there is no other.
    """

    name: str
    place: Place
    rivals: tuple[Place, ...] = ()
    exact: bool = True
    runner_up: Place | None = None
    margin: float | None = None

    @property
    def warning(self) -> str | None:
        """What a reader should know of the choice."""
        others = "; ".join(described(place) for place in self.rivals)
        also = f"; it may also be {others}" if others else ""
        if not self.exact:
            return f"no place is called {self.name}: taken as {described(self.place)}{also}"
        return f"{self.name} is ambiguous: taken as {described(self.place)}{also}" if others else None


@dataclass(frozen=True, slots=True)
class _Leg:
    """What is stated of the way between two stops: by what, and when it may begin and must have ended."""

    vehicle: Vehicle | None
    start: When | None
    end: When | None

    def allows(self, origin: Place, destination: Place) -> bool:
        """Whether the stated times leave hours enough for the straight line, at the vehicle's high speed."""
        if not (self.vehicle and self.start and self.end):
            return True
        earliest = self.start.window(zoned(origin).tzinfo).earliest
        latest = self.end.window(zoned(destination).tzinfo).latest
        if earliest is None or latest is None:
            return True
        reach_km = self.vehicle.speed_kmh.high * (latest - earliest).total_seconds() / 3600
        return distance_km(origin.point, destination.point) <= max(reach_km, _NEAR_KM)


def locate(itinerary: Itinerary, gazetteer: Gazetteer) -> Journey:
    """The journey with a place for every name in the itinerary; pinned places win, the rest are chosen together.

    Raises `PlaceNotFound` with every name that nothing knows, each at its place in the file.
    """
    chosen = choices(itinerary, gazetteer)
    places = {choice.name: zoned(choice.place) for choice in chosen}
    return replace(Journey(itinerary), places=places, warnings=(*itinerary.origin.notes, *_warnings(chosen)))


def choices(itinerary: Itinerary, gazetteer: Gazetteer) -> tuple[Choice, ...]:
    """The choice for every name in the itinerary, in the order of travel, each with its runner-up and margin.

    Raises as `locate` does.
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
    legs = dict(_legs(itinerary))
    return _choose(_fitting(candidates, legs), legs)


def _legs(itinerary: Itinerary) -> Iterator[tuple[tuple[str, str], _Leg]]:
    """The leg that each pair of names belongs to that follow one another within it."""
    for before, stop in pairwise(itinerary.stops):
        vehicle = find_vehicle(stop.by.vehicle) if stop.by else None
        leg = _Leg(vehicle, before.depart or before.arrive, stop.arrive or stop.depart)
        passed = (stop.by.via if stop.by else ()) + tuple(sighting.place for sighting in stop.seen)
        yield from ((pair, leg) for pair in pairwise((before.place, *passed, stop.place)))


def _fitting(
    candidates: Mapping[str, tuple[Candidate, ...]], legs: Mapping[tuple[str, str], _Leg]
) -> dict[str, tuple[Candidate, ...]]:
    """The candidates, those of a kind that their legs' modes begin and end at a little better."""
    kinds: dict[str, frozenset[str]] = {}
    for pair, leg in legs.items():
        for name in pair:
            kinds[name] = kinds.get(name, frozenset()) | _ENDS.get(leg.vehicle.mode if leg.vehicle else "", frozenset())
    return {
        name: tuple(
            replace(one, score=min(1.0, one.score + _FITTING)) if one.place.kind in kinds.get(name, ()) else one
            for one in known
        )
        for name, known in candidates.items()
    }


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


def choice(name: str, candidates: Sequence[Candidate]) -> Choice:
    """The best of the candidates of a single name, with what came close."""
    (chosen,) = _choose({name: candidates})
    return chosen


def one_place(name: str | Place, gazetteer: Gazetteer) -> Place:
    """The place of one name; raises `UsageError` where several are about as likely, and `PlaceNotFound`."""
    return _sure(locate_names([name], gazetteer)[0]).place


def mentioned(name: str, journey: Journey, gazetteer: Gazetteer) -> Choice:
    """The place of a name as the journey's file has it, or else the gazetteer; raises as `one_place` does."""
    if name in journey.places:
        return Choice(name, journey.places[name])
    candidates = _candidates(name, journey.itinerary.places, gazetteer)
    if not candidates:
        raise not_found(name, gazetteer)
    meant = _sure(choice(name, candidates))
    return replace(meant, place=zoned(meant.place))


def _sure(meant: Choice) -> Choice:
    if meant.rivals:
        hint = f"it may be {'; '.join(map(described, (meant.place, *meant.rivals[:2])))}: add its region or country"
        raise UsageError(Fault("this may itself be several places", found=meant.name, hint=hint))
    return meant


def _candidates(name: str, pinned: Mapping[str, PinnedPlace], gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    for key, pin in pinned.items():
        if name in (key, pin.name, *pin.also):
            return (Candidate(_pinned(key, pin), 1.0),)
    return gazetteer.find(name)


def _pinned(key: str, pin: PinnedPlace) -> Place:
    return Place(pin.name, pin.lat, pin.lon, pin.country, pin.kind, f"pinned:{key}", pin.precision_km)


def zoned(place: Place) -> Place:
    """The place with a time zone: the one its coordinates lie in where its source gives none."""
    from tzfpy import get_tz  # noqa: PLC0415 — only itineraries tell the time

    return place if place.zone else replace(place, zone=get_tz(place.lon, place.lat) or None)


def not_found(name: str, gazetteer: Gazetteer) -> PlaceNotFound:
    """The error for a name that nothing knows, with the nearest names that are known."""
    mixed = "; a word of it mixes letters of two alphabets that look alike" if mixes_alphabets(name) else ""
    return PlaceNotFound(Fault(f"no such place{mixed}", found=name, hint=_suggestion(name, gazetteer)))


def _suggestion(name: str, gazetteer: Gazetteer) -> str:
    nearest = gazetteer.suggest(name)
    pin = "or pin it under `places` with its coordinates"
    return f"did you mean {', '.join(nearest)}? {pin}" if nearest else pin.removeprefix("or ")


def _choose(
    candidates: Mapping[str, Sequence[Candidate]], legs: Mapping[tuple[str, str], _Leg] = MappingProxyType({})
) -> tuple[Choice, ...]:
    """One candidate a name, so that good names and short ways between neighbours together cost least (Viterbi 1967)."""
    names = list(candidates)
    costs: list[list[float]] = []
    backs: list[list[int]] = []
    for index, name in enumerate(names):
        before = candidates[names[index - 1]] if index else ()
        leg = legs.get((names[index - 1], name)) if index else None
        step = [_cheapest(candidate, before, costs[-1] if index else [], leg) for candidate in candidates[name]]
        costs.append([cost for cost, _ in step])
        backs.append([back for _, back in step])
    chosen: list[int] = []
    for index in range(len(names) - 1, -1, -1):
        chosen.append(backs[index + 1][chosen[-1]] if chosen else costs[index].index(min(costs[index])))
    picked = [candidates[name][number] for name, number in zip(names, reversed(chosen), strict=True)]
    return tuple(_with_rivals(index, names, picked, candidates, legs) for index in range(len(names)))


def _cheapest(
    candidate: Candidate, before: Sequence[Candidate], costs: Sequence[float], leg: _Leg | None
) -> tuple[float, int]:
    """The least cost of all names up to this candidate, and which candidate of the name before it comes from."""
    if not before:
        return 1 - candidate.score, 0
    ways = [cost + _way(previous, candidate, leg) for previous, cost in zip(before, costs, strict=True)]
    return min(ways) + 1 - candidate.score, ways.index(min(ways))


def _way(one: Candidate, other: Candidate, leg: _Leg | None) -> float:
    apart_km = distance_km(one.place.point, other.place.point)
    dear = 0.0 if leg is None or leg.allows(one.place, other.place) else _INFEASIBLE
    return dear + _COST_PER_DECADE * math.log10(max(apart_km, _NEAR_KM) / _NEAR_KM)


def _with_rivals(
    index: int,
    names: Sequence[str],
    picked: Sequence[Candidate],
    candidates: Mapping[str, Sequence[Candidate]],
    legs: Mapping[tuple[str, str], _Leg],
) -> Choice:
    """The choice for one name, the others as they are chosen."""

    def cost(candidate: Candidate) -> float:
        ends = [*picked[:index][-1:], candidate, *picked[index + 1 :][:1]]
        around = pairwise(zip(ends, names[max(0, index - 1) :], strict=False))
        return 1 - candidate.score + sum(_way(a, b, legs.get((start, end))) for (a, start), (b, end) in around)

    best = picked[index]
    others = [
        (cost(candidate) - cost(best), candidate.place)
        for candidate in candidates[names[index]]
        if distance_km(candidate.place.point, best.place.point) > _SAME_PLACE_KM
    ]
    rivals = tuple(place for margin, place in others if margin < _THIN_MARGIN)
    margin, runner_up = min(others, key=lambda other: other[0], default=(None, None))
    return Choice(names[index], best.place, rivals, best.exact, runner_up, margin)


def _warnings(choices: Iterable[Choice]) -> tuple[str, ...]:
    return tuple(choice.warning for choice in choices if choice.warning)


def described(place: Place) -> str:
    """A place told from its namesakes: name, country, position and source."""
    country = f", {place.country}" if place.country else ""
    return f"{place.name}{country} ({place.lat:.3f}, {place.lon:.3f}; {place.source})"
