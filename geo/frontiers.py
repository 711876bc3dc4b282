"""Claims about borders: which are crossed, how many, and that a crossing is the only one there is."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence

from geo import territory
from geo.cases import Case
from geo.errors import DemarcheError
from geo.geodesy import distance_km
from geo.journey import Crossing, Finding, Passage, Route
from geo.modes import Mode, find_vehicle
from geo.network.detours import flown_over
from geo.whole import legs_of

_OTHER_WAYS = 2  # ways looked at where the best does not cross what is claimed, itself included; ours
_GROUND: tuple[Mode, ...] = ("rail", "road")
# A place this near to where a line crosses a border is at that crossing: lines are simplified, and a border station
# stands a few km back. Ours.
_AT_CROSSING_KM = 15.0
_FREE = "a flight need not keep to the shortest way, of which this is told"
_LIMIT = "lines within 10 km of each other count as one, and a line that our data lack is not counted"

Countries = tuple[str, ...]  # passed through, in order, the first included
Options = tuple[Countries, ...]  # the countries of the way of a leg, and of others


def crosses(case: Case, wanted: Sequence[str]) -> Finding:
    """Whether the way leads over each border and through each country that a report names."""
    said = f"over {_listed(wanted)}"
    codes = territory.load().countries
    unknown = [code for word in wanted for code in word.split("-") if code not in codes]
    best = _ways(case)
    if unknown or isinstance(best, str):
        reason = best if isinstance(best, str) else f"{unknown[0]} is no country known here."
        return case.told(said, None, "undetermined", reason)
    known = _joined(leg[0] for leg in best)
    sentence = f"{_subject(case)}: {_shown(known)}"
    missing = [word for word in wanted if not _leads_over(known, word)]
    if not missing:
        flip = f"only by a way that keeps out of {_listed(wanted, 'or')}"
        return case.told(said, _shown(known), "consistent", f"{sentence}.", flip=flip)
    if _is_free(case):
        text = f"{sentence}, not over {_listed(missing)}; but {_FREE}."
        return case.told(said, _shown(known), "undetermined", text)
    others = _ways(case, _OTHER_WAYS)
    all_ways = [way for leg in others for way in leg] if not isinstance(others, str) else []
    if all(any(_leads_over(way, word) for way in all_ways) for word in missing):
        text = f"{sentence}, not over {_listed(missing)}, as another way on its network does."
        return case.told(said, _shown(known), "undetermined", text)
    instead = _by_another_mode(case, lambda way: all(_leads_over(way, word) for word in wanted))
    text, flip = f"{sentence}, not over {_listed(missing)}.", instead or f"only by a way over {_listed(missing)}"
    return case.told(said, _shown(known), "contradicted", text, flip=flip)


def count(case: Case, claimed: int) -> Finding:
    """Whether the way crosses as many borders as a report says, each as often as it is crossed."""
    said, best = _borders(claimed), _ways(case)
    if isinstance(best, str):
        return case.told(said, None, "undetermined", best)
    known = _joined(leg[0] for leg in best)
    real = len(known) - 1
    shown = f"{_borders(real)}: {_shown(known)}"
    text = f"{_subject(case)} crosses {shown}"
    if real == claimed:
        return case.told(said, shown, "consistent", f"{text}.")
    if _is_free(case):
        return case.told(said, shown, "undetermined", f"{text}; but {_FREE}.")
    others = _ways(case, _OTHER_WAYS)
    if not isinstance(others, str) and claimed in _counts(others):
        return case.told(said, shown, "undetermined", f"{text}; by another way on its network it is {claimed}.")
    instead = _by_another_mode(case, lambda way: len(way) - 1 == claimed)
    flip = instead or f"only if the report said {_borders(real)}"
    return case.told(said, shown, "contradicted", f"{text}.", flip=flip)


def only(case: Case, border: str) -> Finding:
    """Whether the lines of a mode cross a border at one place alone, and at the place that a report names."""
    modes = [_mode(case.said_by)] if case.said_by else list(_GROUND)
    how = f"by {' or '.join(modes)}"
    said = f"the only crossing of {border} {how}"
    found = _crossings(case, modes, border)
    if not found:
        return case.told(said, None, "undetermined", f"Our data show no crossing of {border} {how}.")
    sure = [crossing for crossing in found if not crossing.inferred]
    places = "; ".join(f"{one.at.lat:.2f}, {one.at.lon:.2f}" for one in found)
    known = f"{len(found)} crossing{'s' if len(found) > 1 else ''}: {places}"
    text = f"Our data have {known} ({_LIMIT})."
    if len(sure) > 1:
        return case.told(said, known, "contradicted", text, flip=f"only as one of {len(sure)}")
    if len(sure) < len(found):
        return case.told(said, known, "undetermined", f"{text} Not all of them are shown by data: some are inferred.")
    off_km = distance_km(case.ends[0].point, sure[0].at) if case.claim.at else 0.0
    if off_km > _AT_CROSSING_KM + case.ends[0].precision_km:
        text = f"{text} {case.ends[0].name} is {off_km:.0f} km from there."
        return case.told(said, known, "contradicted", text, flip="only if another crossing is meant")
    return case.told(said, known, "consistent", text, flip="only if there were a second line over the border")


def _crossings(case: Case, modes: Iterable[Mode], border: str) -> list[Crossing]:
    """The crossings of a border by some modes, a railway and a road side by side as one."""
    found: list[Crossing] = []
    for mode in modes:
        for crossing in (case.crossings(mode, *border.split("-")) if case.crossings else None) or ():
            if all(distance_km(crossing.at, known.at) > _AT_CROSSING_KM for known in found):
                found.append(crossing)
    return found


def _ways(case: Case, most: int = 1) -> list[Options] | str:
    """For each leg that a claim is about the countries of its ways; or why they are not known."""
    told = []
    for leg in _legs(case):
        ways = tuple(filter(None, (countries(route) for route in _routes(case, leg, most))))
        if not ways:
            return f"{leg.route.origin.name} to {leg.route.destination.name} by {leg.route.by}: {_unknown(leg.route)}"
        told.append(ways)
    return told or f"No leg of the journey is by {case.said_by}."


def _legs(case: Case) -> tuple[Passage, ...]:
    return legs_of(case) if case.whole else (case.passage(),)


def _is_free(case: Case) -> bool:
    """Whether a leg is a flight of which no more is known than its ends."""
    return any(leg.route.mode == "air" and not leg.route.path.borders for leg in _legs(case))


def _routes(case: Case, leg: Passage, most: int) -> tuple[Route, ...]:
    """The route of a leg and others, by way of what the file says they passed and out of what they kept out of."""
    route, told = leg.route, case.journey
    if most == 1 or case.ways is None:
        return (route,)
    by = next((stop.by for stop, own in zip(told.itinerary.stops[1:], told.routes, strict=False) if own is route), None)
    via = tuple(told.places[name] for name in by.via) if by else ()
    avoid = frozenset(word.strip().upper() for word in by.avoid) if by else frozenset[str]()
    try:
        others = case.ways(route.origin, route.destination, route.by, via, avoid, most)
    except DemarcheError:
        return (route,)
    return (route, *(other.route for other in others))


def countries(route: Route) -> Countries | None:
    """The countries of a way in order, of a flight those below; None where they are not known, as at sea."""
    path, home = route.path, route.origin.country
    first = path.stretches[0].country if path.stretches else home
    entered = path.borders
    if route.mode == "air" and path.basis == "geodesic":
        entered = entered or flown_over(path.points)
    if first and (entered or (path.basis == "network" and route.mode in _GROUND)):
        return tuple(code for code, _ in itertools.groupby((first, *entered)))
    is_near = path.basis == "circuity" and home == route.destination.country
    return (home,) if home and is_near else None


def _unknown(route: Route) -> str:
    if route.basis == "straight line":
        return f"{route.path.warnings[0]}."
    return f"which countries a way by {route.mode} leads through is not worked out."


def _joined(ways: Iterable[Countries]) -> Countries:
    """The countries of one leg after another."""
    return tuple(code for code, _ in itertools.groupby(itertools.chain.from_iterable(ways)))


def _counts(legs: Sequence[Options]) -> set[int]:
    """How many borders may be crossed, each leg by one of its ways."""
    totals = {0}
    for ways in legs:
        totals = {total + len(way) - 1 for total in totals for way in ways}
    return totals


def _leads_over(way: Countries, word: str) -> bool:
    """Whether a way leads over a border, either way, or through a country."""
    pair = set(word.split("-"))
    return word in way if len(pair) == 1 else any(set(both) == pair for both in itertools.pairwise(way))


def _by_another_mode(case: Case, holds: Callable[[Countries], bool]) -> str | None:
    """The mode by which a claim between two places would hold."""
    if case.whole:
        return None
    mine = _mode(case.by)
    for mode in _GROUND:
        way = countries(case.measure(*case.ends, mode).route) if mode != mine else None
        if way and holds(way):
            return f"only by {mode}, not by {mine}"
    return None


def _mode(by: str | None) -> Mode:
    vehicle = find_vehicle(by) if by else None
    return vehicle.mode if vehicle else "unknown"


def _subject(case: Case) -> str:
    if not case.whole:
        return f"{case.between} by {case.by}"
    return f"The journey by {case.said_by}" if case.said_by else "The whole journey"


def _listed(words: Sequence[str], last: str = "and") -> str:
    return f" {last} ".join(words)


def _borders(number: int) -> str:
    return {0: "no border", 1: "1 border"}.get(number, f"{number} borders")


def _shown(way: Countries) -> str:
    return " – ".join(way)
