"""The fourth stage: what the press said against what geography allows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from geo import frontiers, whole
from geo.cases import Case, Flips, failing, hours_apart, nearer, rank
from geo.compass import in_words, turned
from geo.detours import detour
from geo.extremes import Superlative
from geo.itinerary import FIGURES, Quantity
from geo.journey import Call, Crossings, Finding, Journey, Measure, Passage, Place, Verdict, Ways
from geo.modes import find_vehicle
from geo.quantity import Estimate
from geo.readings import (
    direction,
    direction_readings,
    distance_readings,
    duration_readings,
    speed_readings,
    straight_line,
    time_readings,
)
from geo.stays import stay
from geo.superlatives import superlative
from geo.timing import calls
from geo.when import NO_WINDOW, When, Window

# A way by air this much longer than the straight line goes round something; ours.
_ROUND = 1.01


def check(
    journey: Journey, measure: Measure, *, ways: Ways | None = None, crossings: Crossings | None = None
) -> tuple[Finding, ...]:
    """A finding for every figure of every claim; `measure` gives the passage between two places by a vehicle.

    Detours ask `ways` for others, and claims of the only crossing `crossings`: without them these are undetermined.
    """
    return tuple(_findings(journey, measure, ways, crossings))


def _findings(journey: Journey, measure: Measure, ways: Ways | None, crossings: Crossings | None) -> Iterator[Finding]:
    for number, claim in enumerate(journey.itinerary.claims):
        for kind in FIGURES:
            figure = getattr(claim, kind)
            if figure is not None:
                yield _finding(Case.of(number, kind, journey, measure, ways, crossings), figure)


def _finding(about: Case, figure: Quantity | When | Superlative | tuple[str, ...] | int | str) -> Finding:
    match figure:
        case Quantity():
            return _of_quantity(about, figure)
        case When():
            return _time(about, figure)
        case Superlative():
            return superlative(about, figure)
        case int():
            return frontiers.count(about, figure)
        case str():
            return frontiers.only(about, figure)
    return _order(about, figure) if about.kind == "order" else frontiers.crosses(about, figure)


def _of_quantity(case: Case, figure: Quantity) -> Finding:
    """The finding of a figure, and where its two halves are two figures, what can be said of both."""
    found = _held(case, figure.estimate)
    if figure.other is None:
        return found
    other = _held(case, figure.other)
    doubt = f"The two halves of “{figure}” are not the same: {figure.estimate.rounded()} and {figure.other.rounded()}."
    if found.verdict == other.verdict:
        return replace(found, explanation=f"{doubt} {found.explanation}")
    first = f"By {figure.estimate.rounded()}, {found.verdict}; by {figure.other.rounded()}, {other.verdict}."
    return case.found(found.claimed, found.computed, "undetermined", f"{doubt} {first} {found.explanation}")


def _held(case: Case, claimed: Estimate) -> Finding:
    if case.kind == "speed":
        return _speed(case, claimed)
    if case.kind == "direction":
        return _direction(case, claimed)
    if case.kind in {"stay", "detour"}:
        return stay(case, claimed) if case.kind == "stay" else detour(case, claimed)
    if case.whole:
        return whole.distance(case, claimed) if case.kind == "distance" else whole.duration(case, claimed)
    return _distance(case, claimed) if case.kind == "distance" else _duration(case, claimed)


def _distance(case: Case, claimed: Estimate) -> Finding:
    direct, passage = straight_line(*case.ends), case.passage()
    if passage.basis == "straight line":
        return _without_route(case, claimed, direct, passage)
    is_straight = passage.basis == "geodesic" and passage.distance_km.best < _ROUND * direct.best
    stated, label = (direct, "straight line") if is_straight else (passage.distance_km, f"by {case.by}")
    how = ""
    if case.said_by is None and claimed.meets(direct) and not claimed.meets(stated):
        stated, label = direct, "straight line"
    if case.said_by is None and claimed.meets(stated):
        how = " (the report does not say by which way)"
    flip = Flips(failing(claimed, stated, "the way"), f"only if the way were {nearer(claimed, stated)} long")
    sentence = f"{case.between}: {label} {stated}{how}"
    return case.judged(claimed, stated, sentence, distance_readings(case, claimed), flip)


def _without_route(case: Case, claimed: Estimate, direct: Estimate, passage: Passage) -> Finding:
    """No way is shorter than the straight line; more cannot be said where no route is known."""
    verdict: Verdict = "contradicted" if claimed.high < direct.low else "undetermined"
    text = f"{case.between}: straight line {direct}. {_reason(passage)}"
    return case.found(claimed, direct, verdict, text, flip="only if the places lay nearer to each other")


def _duration(case: Case, claimed: Estimate) -> Finding:
    passage = case.passage()
    if passage.hours is None or passage.basis == "straight line":
        return case.found(claimed, passage.hours, "undetermined", _reason(passage))
    sentence = f"{case.between} by {case.by}: {passage.hours} for {passage.distance_km}"
    flip = _flip_of_duration(claimed, passage.hours, passage.distance_km)
    return case.judged(claimed, passage.hours, sentence, duration_readings(case, claimed), flip)


def _flip_of_duration(claimed: Estimate, hours: Estimate, km: Estimate) -> Flips:
    """The average speed at which the figure would begin to fail, or to hold."""
    average = "on average, halts included"
    slower, faster = (f"{word} {_kmh(km.best, bound)}" for word, bound in _bounds_of_speed(claimed))
    needed = (
        f"above {_kmh(km.low, claimed.high)}" if claimed.high < hours.low else f"below {_kmh(km.high, claimed.low)}"
    )
    return Flips(
        failing(claimed, hours, "it", slower, faster, f" {average}"), f"only {needed} {average}", by_reading=False
    )


def _bounds_of_speed(claimed: Estimate) -> tuple[tuple[str, float], tuple[str, float]]:
    return ("slower than", claimed.high), ("faster than", claimed.low)


def _kmh(km: float, hours: float) -> str:
    return Estimate.exact(km / hours if hours > 0 else math.inf, "km/h").rounded()


def _speed(case: Case, claimed: Estimate) -> Finding:
    vehicle = find_vehicle(case.by)
    if vehicle is None:
        return case.found(claimed, None, "undetermined", f"No speed is known for “{case.by}”.")
    average = vehicle.speed_kmh
    flip = Flips(failing(claimed, average, "its average"), f"only if its average were {nearer(claimed, average)}")
    found = case.judged(
        claimed, average, f"On whole journeys, {case.by}: {average}", speed_readings(case, claimed), flip
    )
    return replace(found, explanation=f"{found.explanation} Source: {vehicle.source}.")


def _direction(case: Case, claimed: Estimate) -> Finding:
    bearing = direction(*case.ends)
    origin, destination = case.ends
    if bearing is None:
        text = f"{origin.name} and {destination.name} are not known well enough apart to have a direction."
        return case.found(claimed, None, "undetermined", text)
    computed = turned(bearing, claimed.best)
    sentence = f"{destination.name} from {origin.name}: {computed}, {in_words(computed.best)}"
    beyond = (
        f"{turn} of {round(bound) % 360}°" for turn, bound in (("clockwise", claimed.high), ("short", claimed.low))
    )
    flip = Flips(
        failing(claimed, computed, "the bearing", *beyond),
        f"only if the report said “{in_words(computed.best)}”",
    )
    return case.judged(claimed, computed, sentence, direction_readings(case, claimed), flip)


def _time(case: Case, when: When) -> Finding:
    """A reported arrival or departure against what the journey's own stops state of it."""
    place = case.ends[0 if case.kind == "depart" else 1]
    claimed = when.window(place.tzinfo)
    stated = [window for window in _windows(case, case.journey.calls) if window != NO_WINDOW]
    known = stated or [window for window in _windows(case, calls(case.journey)) if window != NO_WINDOW]
    if not known:
        text = f"No stop of the journey tells when they {case.kind} at {place.name}."
        return case.found(claimed, None, "undetermined", text)
    nearest = min(known, key=lambda window: hours_apart(claimed, window))
    how = "The journey's stops have" if stated else "No stop says so, but what the others state has"
    text = f"{how} them {case.kind} at {place.name} {nearest}; this report says {claimed}."
    if claimed.meets(nearest):
        return case.found(claimed, nearest, "consistent", text, flip=f"only if they did so outside {claimed}")
    readings = rank(time_readings(case, when, known))
    hours = Estimate.exact(hours_apart(claimed, nearest), "h").rounded()
    later = claimed.latest and nearest.earliest and claimed.latest < nearest.earliest
    flip = Flips("", f"only if they did so {hours} {'earlier' if later else 'later'}").otherwise(readings)
    return case.found(claimed, nearest, "contradicted", f"{text} It would hold {flip}.", readings=readings, flip=flip)


def _windows(case: Case, told: Sequence[Call]) -> Iterator[Window]:
    """Of the stops' windows those of departures from the claim's origin, or of arrivals at its destination after it."""
    origin, destination = case.ends
    places = [case.journey.places[stop.place] for stop in case.journey.itinerary.stops]
    left = places.index(origin) if origin in places else -1
    for index, (place, call) in enumerate(zip(places, told, strict=True)):
        if case.kind == "depart" and place == origin:
            yield call.departure
        if case.kind == "arrive" and place == destination and index > left:
            yield call.arrival


def _order(case: Case, names: tuple[str, ...]) -> Finding:
    """Whether the stops have some places in the order that a report has them in."""
    places = [case.journey.places[name] for name in names]
    visited = [case.journey.places[stop.place] for stop in case.journey.itinerary.stops]
    told = ", ".join(place.name for place in places)
    missing = [place.name for place in places if place not in visited]
    if missing:
        text = (
            f"{' and '.join(dict.fromkeys(missing))} is no stop of the journey, so its place in the order is not known."
        )
        return case.told(told, None, "undetermined", text)
    if _in_order(places, visited):
        return case.told(told, told, "consistent", f"The stops come in this order: {told}.")
    real = ", ".join(place.name for place in visited if place in places)
    text = f"The stops come as {real}, never as {told}."
    return case.told(told, real, "contradicted", text, flip=f"only in the order {real}")


def _in_order(places: Sequence[Place], visited: Sequence[Place]) -> bool:
    remaining = iter(visited)
    return all(place in remaining for place in places)


def _reason(passage: Passage) -> str:
    return f"{passage.warnings[0] if passage.warnings else 'No route is known'}."
