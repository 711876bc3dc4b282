"""The second stage: every leg to a route on the network of its mode."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from geo.errors import DemarcheError, Fault, RouteNotFound, UsageError
from geo.geodesy import distance_km
from geo.itinerary import By
from geo.journey import Journey, Path, Place, Route
from geo.modes import Mode, find_vehicle, similar_vehicle
from geo.network.interface import Branching, Network

Networks = Callable[[Mode], Network]


def route(journey: Journey, networks: Networks) -> Journey:
    """The journey with a route for every leg."""
    return replace(journey, routes=tuple(_legs(journey, networks)))


def _legs(journey: Journey, networks: Networks) -> Iterator[Route]:
    stops = journey.itinerary.stops
    for index, (before, stop) in enumerate(pairwise(stops), start=1):
        if stop.by is None:
            raise UsageError(journey.itinerary.fault(f"stops[{index}]", "`by` is missing: how did they come here?"))
        ends = journey.places[before.place], journey.places[stop.place]
        via = [journey.places[name] for name in stop.by.via]
        try:
            found = leg(*ends, stop.by.vehicle, networks, via=via, avoid=as_avoided(stop.by.avoid))
        except (UsageError, RouteNotFound) as error:
            raise _at_its_stop(error, journey, index, stop.by) from error
        yield found


def _at_its_stop(error: DemarcheError, journey: Journey, index: int, by: By) -> DemarcheError:
    """The same error, knowing where in the file it is."""
    path = f"stops[{index}].by" + (".avoid" if by.avoid else "")
    faults = (journey.itinerary.fault(path, f.message, found=f.found, hint=f.hint) for f in error.faults)
    return type(error)(*faults)


def as_avoided(words: Iterable[str]) -> frozenset[str]:
    """What is to be avoided, as networks read it: `cn ` is CN."""
    return frozenset(word.strip().upper() for word in words)


def leg(
    origin: Place,
    destination: Place,
    by: str,
    networks: Networks,
    *,
    via: Sequence[Place] = (),
    avoid: frozenset[str] = frozenset(),
) -> Route:
    """One leg: the network's way, or a straight line that says why it is one."""
    return alternatives(origin, destination, by, networks, 1, via=via, avoid=avoid)[0]


def alternatives(
    origin: Place,
    destination: Place,
    by: str,
    networks: Networks,
    count: int,
    *,
    via: Sequence[Place] = (),
    avoid: frozenset[str] = frozenset(),
) -> tuple[Route, ...]:
    """Up to `count` ways of one leg on mostly different lines, the best first; one where no network tells more."""
    for place in (origin, *via, destination):
        if place.country in avoid:
            raise UsageError(
                Fault(f"{place.name} lies in {place.country}, which is to be avoided", found=place.country)
            )
    if not by.strip():
        raise UsageError(Fault("how they travelled is empty", hint="a mode or a vehicle, for example rail"))
    vehicle = find_vehicle(by)
    mode: Mode = vehicle.mode if vehicle else "unknown"
    paths = _paths(origin, destination, networks, mode, count, via, avoid)
    straight_line_km = distance_km(origin.point, destination.point)
    if vehicle is None:
        paths = tuple(_warned(path, f"“{by}” is no way of travelling known here{_hint(by)}") for path in paths)
    return tuple(Route(origin, destination, by, mode, path, straight_line_km) for path in paths)


def _paths(
    origin: Place,
    destination: Place,
    networks: Networks,
    mode: Mode,
    count: int,
    via: Sequence[Place],
    avoid: frozenset[str],
) -> tuple[Path, ...]:
    network = networks(mode)
    try:
        if count > 1 and isinstance(network, Branching):
            return network.alternatives(origin, destination, count, via=via, avoid=avoid)
        return (network.path(origin, destination, via=via, avoid=avoid),)
    except RouteNotFound as error:
        if avoid:
            raise  # a straight line would lead through what is to be avoided
        fallback = networks("unknown").path(origin, destination, via=via)
        return (_warned(replace(fallback, warnings=()), f"no way by {mode}: {error}; the distance is a straight line"),)


def _warned(path: Path, warning: str) -> Path:
    return replace(path, warnings=(warning, *path.warnings))


def _hint(by: str) -> str:
    similar = similar_vehicle(by)
    return f" (did you mean “{similar}”?)" if similar else ""
