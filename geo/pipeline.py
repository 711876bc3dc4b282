"""The order of the stages: the only module that knows it, and the one that fetches the data they need."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache

from geo import alibi, claims, gazetteer, location, modes, network, routing
from geo.alibi import Alibi
from geo.errors import DemarcheError, DocumentError, Fault, PlaceNotFound, RouteNotFound, UsageError
from geo.gazetteer.interface import Gazetteer
from geo.gazetteer.reverse import Spot
from geo.geodesy import distance_km
from geo.itinerary import MAIN, Itinerary
from geo.journey import Candidate, Crossing, Finding, Journey, Passage, Place, Point, Route, Ruling, Ways
from geo.lines import wrapped
from geo.location import Choice, choice, locate, locate_names, mentioned, not_found, one_place, zoned
from geo.modes import Mode, find_vehicle
from geo.network.interface import Bordered
from geo.network.remembered import remembered
from geo.parting import is_parted, of_vehicle
from geo.rivals import versions
from geo.routing import Networks, leg, route
from geo.rulings import rulings
from geo.salvage import without_places
from geo.timetable import passage, schedule, state_times


def build(itinerary: Itinerary, *, names: Gazetteer | None = None, networks: Networks = network.load) -> Journey:
    """The whole of what can be worked out of an itinerary: places, routes, hours, checked claims, and its versions.

    `names` is the gazetteer, the embedded one unless given. Raises `PlaceNotFound` and `DocumentError`.
    """
    networks = remembered(networks) if len(versions(itinerary)) > 1 else networks
    journey = _checked(itinerary, names, networks)
    return replace(journey, versions=_rulings(journey, names, networks))


def _checked(itinerary: Itinerary, names: Gazetteer | None, networks: Networks) -> Journey:
    journey = travel(itinerary, names=names, networks=networks)
    return replace(journey, findings=check(journey, networks=networks))


def build_known(itinerary: Itinerary, *, names: Gazetteer | None = None) -> tuple[Journey, tuple[Fault, ...]]:
    """The journey without what is at places that nothing knows, and those faults; raises as `build` does for others."""
    try:
        return build(itinerary, names=names), ()
    except PlaceNotFound as error:
        unknown = {fault.found for fault in error.faults if fault.found}
        return build(without_places(itinerary, unknown), names=names), error.faults


def _rulings(journey: Journey, names: Gazetteer | None, networks: Networks) -> tuple[Ruling, ...]:
    """A verdict on each version of a journey, which is the first of them; none where it is the only one."""
    told = versions(journey.itinerary)
    if len(told) == 1:
        return ()
    tried: dict[str, Journey | DocumentError] = {MAIN: journey}
    for key, itinerary in told.items():
        if key != MAIN:
            try:
                tried[key] = _checked(itinerary, names, networks)
            except DocumentError as error:  # what it states runs backwards: that rules it out, and is no fault
                tried[key] = error
    journeys = {key: one for key, one in tried.items() if isinstance(one, Journey) and is_parted(one.itinerary)}
    titles = {key: one.title for key, one in journey.itinerary.versions.items()}
    return rulings(tried, {MAIN: journey.itinerary.title} | titles, {k: vehicle(one) for k, one in journeys.items()})


def vehicle(journey: Journey) -> Journey:
    """The journey of what the travellers of a scheduled one travelled by, as far as it was seen apart from them."""
    apart = replace(journey, itinerary=of_vehicle(journey.itinerary), findings=(), versions=())
    return schedule(apart)


def travel(itinerary: Itinerary, *, names: Gazetteer | None = None, networks: Networks = network.load) -> Journey:
    """The journey with its places, routes and hours; its claims are not looked at."""
    return schedule(route(place(itinerary, names=names), networks))


def place(itinerary: Itinerary, *, names: Gazetteer | None = None) -> Journey:
    """The journey with its places and its stated times only: enough to tell whether a file is sound."""
    return state_times(locate(itinerary, names or gazetteer.load()))


def choices(itinerary: Itinerary, *, names: Gazetteer | None = None) -> tuple[Choice, ...]:
    """The place chosen for every name of an itinerary, with its rivals, its runner-up and the margin between them.

    Raises `PlaceNotFound` with every name that nothing knows.
    """
    return location.choices(itinerary, names or gazetteer.load())


def check(journey: Journey, *, networks: Networks = network.load) -> tuple[Finding, ...]:
    """A finding for every figure of every claim of a journey that has its routes."""
    return claims.check(journey, _measure(networks), ways=_ways(networks), crossings=_crossings(networks))


def distance(
    origin: str | Place,
    destination: str | Place,
    by: str = "rail",
    via: Sequence[str | Place] = (),
    avoid: Sequence[str] = (),
    *,
    names: Gazetteer | None = None,
    networks: Networks = network.load,
) -> Passage:
    """One leg: how far and how long. Places are names, codes, `"lat,lon"` or `Place`; `avoid` holds ISO country codes.

    Also borders (`"RU-UA"`) and, by sea, passages (`"Suez"`) are avoided. Raises `PlaceNotFound` for a name nothing
    knows, `UsageError` for what is no argument, `RouteNotFound` where nothing keeps out of `avoid`.
    """
    return alternatives(origin, destination, by, 1, via, avoid, names=names, networks=networks)[0]


def alternatives(  # noqa: PLR0913 -- the arguments of `distance`, and how many
    origin: str | Place,
    destination: str | Place,
    by: str = "rail",
    count: int = 3,
    via: Sequence[str | Place] = (),
    avoid: Sequence[str] = (),
    *,
    names: Gazetteer | None = None,
    networks: Networks = network.load,
) -> tuple[Passage, ...]:
    """Up to `count` ways of one leg on mostly different lines, the best first; arguments and errors of `distance`."""
    choices = locate_names([origin, *via, destination], names or gazetteer.load())
    places = [choice.place for choice in choices]
    ends = places[0], places[-1]
    routed = routing.alternatives(*ends, by, networks, count, via=places[1:-1], avoid=routing.as_avoided(avoid))
    told = tuple(choice.warning for choice in choices if choice.warning)
    return tuple(replace(timed, notes=(*told, *timed.notes)) for timed in map(passage, routed))


def ways(
    origin: str | Place,
    destination: str | Place,
    via: Sequence[str | Place] = (),
    avoid: Sequence[str] = (),
    *,
    networks: Networks = network.load,
) -> Iterator[tuple[str, Passage | DemarcheError]]:
    """One leg by every vehicle, one after another: its passage, or why there is none. Raises `PlaceNotFound`."""
    choices = locate_names([origin, *via, destination], gazetteer.load())
    places = [choice.place for choice in choices]
    told = tuple(choice.warning for choice in choices if choice.warning)
    routes: dict[str, Route | DemarcheError] = {}
    for name in modes.NAMES:
        vehicle = modes.find_vehicle(name)
        assert vehicle is not None
        if vehicle.mode not in routes:
            routes[vehicle.mode] = _way(places, name, networks, avoid)
        found = routes[vehicle.mode]
        if isinstance(found, DemarcheError):
            yield name, found
        else:
            timed = passage(replace(found, by=name))
            yield name, replace(timed, notes=(*told, *timed.notes))


def _way(places: Sequence[Place], by: str, networks: Networks, avoid: Sequence[str]) -> Route | DemarcheError:
    try:
        return leg(places[0], places[-1], by, networks, via=places[1:-1], avoid=routing.as_avoided(avoid))
    except (UsageError, RouteNotFound) as error:
        return error


def find(
    name: str,
    country: str | None = None,
    near: str | Place | None = None,
    among: Sequence[str] = (),
    *,
    names: Gazetteer | None = None,
) -> tuple[Candidate, ...]:
    """The places a name may mean, best first; `near` is a place or the name of one, `among` other names of the text.

    Raises `PlaceNotFound`, and `UsageError` where `near` may itself mean several places.
    """
    names = names or gazetteer.load()
    close_to = one_place(near, names).point if near is not None else None
    candidates = names.find(name, country=country, near=close_to, among=among)
    if not candidates:
        raise not_found(name, names)
    return candidates


def beginning(start: str, limit: int = 8) -> tuple[Candidate, ...]:
    """Places for a name that is being typed, the likeliest first; nothing known is an empty tuple."""
    return gazetteer.load().beginning(start, limit)


def nearest(places: Sequence[Place], lat: float, lon: float) -> Place:
    """The one of some places that is nearest to a point, which may be past the antimeridian as maps have it."""
    here = wrapped(Point(lat, lon))
    return min(places, key=lambda place: distance_km(place.point, here))


def doubts(name: str, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """What whoever takes the first of these should know: it is only like the name, or others come close."""
    warning = choice(name, candidates).warning
    return (warning,) if warning else ()


def place_at(lat: float, lon: float) -> Spot:
    """The name of a point: the nearest place, region and country, or how far off at sea. Raises `UsageError`."""
    return gazetteer.load().place_at(lat, lon)


def could_reach(
    journey: Journey,
    place: str | Place,
    start: datetime | str,
    end: datetime | str,
    *,
    names: Gazetteer | None = None,
    networks: Networks = network.load,
) -> Alibi:
    """Whether the travellers of a journey can have been at a place between two moments, and how fast they had to go.

    Raises `PlaceNotFound`, and `UsageError` as `geo.alibi.could_reach` and where the name may mean several places.
    """
    if isinstance(place, Place):
        return alibi.could_reach(journey, zoned(place), start, end, _measure(networks))
    meant = mentioned(place, journey, names or gazetteer.load())
    found = alibi.could_reach(journey, meant.place, start, end, _measure(networks))
    return replace(found, note=meant.warning)


def _measure(networks: Networks) -> Callable[[Place, Place, str], Passage]:
    """The passage between two places, each worked out once, and its way once for all vehicles of a mode."""
    stands_for: dict[str, str] = {}

    @cache
    def way(origin: Place, destination: Place, by: str) -> Route:
        return leg(origin, destination, by, networks)

    @cache
    def measure(origin: Place, destination: Place, by: str) -> Passage:
        vehicle = find_vehicle(by)
        first = stands_for.setdefault(vehicle.mode, by) if vehicle else by
        return passage(replace(way(origin, destination, first), by=by))

    return measure


def _ways(networks: Networks) -> Ways:
    """Other ways between two places, each set worked out once."""

    @cache
    def ways(
        origin: Place, destination: Place, by: str, via: tuple[Place, ...], avoid: frozenset[str], most: int
    ) -> tuple[Passage, ...]:
        routed = routing.alternatives(origin, destination, by, networks, most, via=via, avoid=avoid)
        return tuple(map(passage, routed))

    return ways


def _crossings(networks: Networks) -> Callable[[Mode, str, str], tuple[Crossing, ...] | None]:
    """Where the lines of a mode cross a border, as far as its network tells; each border is looked at once."""

    @cache
    def crossings(mode: Mode, one: str, other: str) -> tuple[Crossing, ...] | None:
        network = networks(mode)
        return network.crossings(one, other) if isinstance(network, Bordered) else None

    return crossings
