"""Claims of the whole journey: its distance, and its duration as time on the way or from the first hour to the last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from geo.cases import Case, Flips, failing, nearer, reading
from geo.geodesy import distance_km
from geo.journey import Finding, Journey, Passage, Reading
from geo.modes import find_vehicle
from geo.quantity import Estimate
from geo.readings import copies, mile_readings
from geo.stays import lasting
from geo.timing import calls


def distance(case: Case, claimed: Estimate) -> Finding:
    """A distance of all legs together, or of those by one way where the report says which."""
    legs = legs_of(case)
    if not legs:
        return case.found(claimed, None, "undetermined", f"No leg of the journey is by {case.said_by}.")
    part = replace(case.journey, passages=legs)
    total, unsure = part.distance_km, [leg for leg in legs if leg.basis == "straight line"]
    sentence = f"{_subject(case)}: {total} in {_counted(legs)}"
    if unsure and claimed.high >= total.low:
        return case.found(claimed, total, "undetermined", f"{sentence}. {unsure[0].warnings[0]}.")
    flip = Flips(failing(claimed, total, "it"), f"only if it were {nearer(claimed, total)} long")
    return case.judged(claimed, total, sentence, _distance_readings(case, claimed, part), flip)


def duration(case: Case, claimed: Estimate) -> Finding:
    """The hours on the way, or from leaving the first stop to reaching the last where the stops' times tell it."""
    legs, lasted = legs_of(case), None if case.claim.by else elapsed(case.journey)
    moving = replace(case.journey, passages=legs).hours if legs else None
    known = [(value, how) for value, how in ((lasted, "from first to last"), (moving, "on the way")) if value]
    if not known:
        text = "Neither the hours of every leg nor the times of its ends are known."
        return case.found(claimed, None, "undetermined", text)
    value, how = next((pair for pair in known if claimed.meets(pair[0])), known[0])
    sentence = f"{_subject(case)}: {value} {how}"
    flip = Flips(failing(claimed, value, "it"), f"only if it had lasted {nearer(claimed, value)}")
    others = [reading(claimed, other, span) for span, other in known if other != how]
    found = case.judged(claimed, value, sentence, [*others, *copies(case, claimed)], flip)
    if any(leg.basis == "straight line" for leg in legs) and value is moving and claimed.high >= value.low:
        return case.found(claimed, value, "undetermined", f"{sentence}. The way of one leg is not known.")
    return found


def elapsed(journey: Journey) -> Estimate | None:
    """The hours from leaving the first stop to reaching the last, as the windows of both leave them open."""
    told = calls(journey)
    if len(told) < 2:
        return None
    hours = lasting(told[0].departure, told[-1].arrival)
    return hours if hours and hours.high < float("inf") else None


def _distance_readings(case: Case, claimed: Estimate, part: Journey) -> Iterator[Reading]:
    """Straight lines, one way for there and back, miles, and other outlets' figures."""
    straight = sum(leg.straight_line_km for leg in part.passages)
    line = Estimate.exact(straight, "km")
    yield reading(claimed, "straight lines from stop to stop", line, "in straight lines from stop to stop")
    out = _way_out(part)
    if out is not None:
        turn = f"one way, to {out[0]}"
        yield reading(claimed, turn, out[1], turn)
    yield from mile_readings(claimed, "all legs", part.distance_km)
    yield from copies(case, claimed)


def _way_out(part: Journey) -> tuple[str, Estimate] | None:
    """The stop farthest from the first, and the way there."""
    legs = part.passages
    start = legs[0].route.origin
    off = [distance_km(start.point, leg.route.destination.point) for leg in legs]
    far = off.index(max(off))
    if far + 1 == len(legs):
        return None
    return legs[far].route.destination.name, replace(part, passages=legs[: far + 1]).distance_km


def legs_of(case: Case) -> tuple[Passage, ...]:
    """The legs a claim is about: all, or those of the mode it names."""
    vehicle = find_vehicle(case.said_by) if case.said_by else None
    if case.said_by is None:
        return case.journey.passages
    return tuple(leg for leg in case.journey.passages if vehicle and leg.route.mode == vehicle.mode)


def _subject(case: Case) -> str:
    return f"The journey by {case.said_by}" if case.said_by else "The whole journey"


def _counted(legs: tuple[Passage, ...]) -> str:
    return "1 leg" if len(legs) == 1 else f"{len(legs)} legs"
