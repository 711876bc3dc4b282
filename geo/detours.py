"""Claims of a detour: how much farther, or longer, the way round something is than the way without."""

from __future__ import annotations

import math
from collections.abc import Iterator

from geo.cases import Case, Flips, failing, nearer
from geo.errors import DemarcheError
from geo.journey import Finding, Passage, Reading
from geo.quantity import Estimate
from geo.readings import copies, mile_readings


def detour(case: Case, claimed: Estimate) -> Finding:
    """The finding of a claimed difference between two ways, in km or hours as the figure is."""
    way = _round(case)
    if isinstance(way, str):
        return case.found(claimed, None, "undetermined", f"{case.between}: {way}.")
    direct = case.measure(*case.ends, case.by)
    unsure = next((one for one in (way, direct) if one.basis == "straight line"), None)
    if unsure is not None:
        return case.found(claimed, None, "undetermined", f"{case.between}: {unsure.warnings[0]}.")
    figures = [one.distance_km if claimed.unit == "km" else one.hours for one in (way, direct)]
    longer, shorter = figures
    if longer is None or shorter is None:
        return case.found(claimed, None, "undetermined", f"{case.between}: no speed is known for “{case.by}”.")
    more = difference(longer, shorter)
    sentence = f"{case.between} by {case.by}: {longer} {_how(case)} and {shorter} without, {more} more"
    flip = Flips(failing(claimed, more, "the detour"), f"only if the detour were {nearer(claimed, more)}")
    return case.judged(claimed, more, sentence, _readings(case, claimed, more), flip)


def difference(longer: Estimate, shorter: Estimate) -> Estimate:
    """One less the other, never below zero; their errors are taken to be independent, as those of a sum are."""
    best = max(longer.best - shorter.best, 0.0)
    below = math.hypot(longer.best - longer.low, shorter.high - shorter.best)
    above = math.hypot(longer.high - longer.best, shorter.best - shorter.low)
    return Estimate(max(best - below, 0.0), best, best + above, longer.unit)


def _round(case: Case) -> Passage | str:
    """The way round, by what the claim names, or else that of the journey's own leg; why not, where there is none."""
    claim = case.claim
    if not (claim.via or claim.avoid):
        legs = zip(case.journey.passages, case.journey.itinerary.stops[1:], strict=False)
        own = (leg for leg, stop in legs if _is_own(case, leg) and stop.by and (stop.by.via or stop.by.avoid))
        return next(own, "the claim names no `via` or `avoid`, and no leg of the journey that has one goes there")
    if case.ways is None:
        return "no network is known"
    via = tuple(case.journey.places[name] for name in claim.via)
    try:
        return case.ways(*case.ends, case.by, via, frozenset(word.strip().upper() for word in claim.avoid), 1)[0]
    except DemarcheError as error:
        return error.faults[0].message


def _is_own(case: Case, leg: Passage) -> bool:
    return (leg.route.origin, leg.route.destination, leg.route.by) == (*case.ends, case.by)


def _how(case: Case) -> str:
    claim = case.claim
    through = [f"by {', '.join(case.journey.places[name].name for name in claim.via)}"] if claim.via else []
    out_of = [f"keeping out of {', '.join(claim.avoid)}"] if claim.avoid else []
    return " ".join((*through, *out_of)) or "as they went"


def _readings(case: Case, claimed: Estimate, more: Estimate) -> Iterator[Reading]:
    if claimed.unit == "km":
        yield from mile_readings(claimed, "the detour", more)
    yield from copies(case, claimed)
