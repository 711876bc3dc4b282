"""The fourth stage: what the press said against what geography allows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from geo.itinerary import Claim
from geo.journey import Call, Figure, Finding, Journey, Measure, Passage, Place, Verdict
from geo.modes import find_vehicle
from geo.quantity import Estimate
from geo.readings import Reading, distance_readings, duration_readings, fitting, straight_line
from geo.timing import calls
from geo.when import NO_WINDOW, When, Window

_MOST_FITS = 4


def check(journey: Journey, measure: Measure) -> tuple[Finding, ...]:
    """A finding for every figure of every claim; `measure` gives the passage between two places by a vehicle."""
    return tuple(finding for claim in journey.itinerary.claims for finding in _findings(claim, journey, measure))


def _findings(claim: Claim, journey: Journey, measure: Measure) -> Iterator[Finding]:
    by = claim.by or _vehicle_between(claim, journey)
    if claim.distance:
        yield _distance(claim, claim.distance.estimate, by, journey, measure)
    if claim.duration:
        yield _duration(claim, claim.duration.estimate, by, journey, measure)
    if claim.speed:
        yield _speed(claim, claim.speed.estimate, by)
    if claim.arrive:
        yield _time(claim, claim.arrive, "arrive", journey)
    if claim.depart:
        yield _time(claim, claim.depart, "depart", journey)


def _vehicle_between(claim: Claim, journey: Journey) -> str:
    """What the journey travels by between a claim's ends, or else on most of its legs."""
    for route in journey.routes:
        if (route.origin, route.destination) == (journey.places[claim.origin], journey.places[claim.destination]):
            return route.by
    vehicles = Counter(route.by for route in journey.routes)
    return vehicles.most_common(1)[0][0] if vehicles else "rail"


def _distance(claim: Claim, claimed: Estimate, by: str, journey: Journey, measure: Measure) -> Finding:
    origin, destination = journey.places[claim.origin], journey.places[claim.destination]
    direct, passage = straight_line(origin, destination), measure(origin, destination, by)
    if passage.basis == "straight line":
        return _without_route(claim, claimed, direct, passage)
    stated = direct if passage.basis == "geodesic" else Reading(f"by {by}", passage.distance_km)
    for meant in [stated] if claim.by else [stated, direct]:
        if claimed.meets(meant.value):
            how = "" if claim.by else " (the report does not say by which way)"
            text = f"{_between(origin, destination)}: {meant.full}{how}, which the figure allows."
            return _finding(claim, "distance", claimed, meant.value, "consistent", text)
    fits = _labels(fitting(claimed, distance_readings(claim, journey, measure)))
    text = f"{_between(origin, destination)}: {stated.full}, {_apart(claimed, stated.value)}.{_fits_text(fits)}"
    return _finding(claim, "distance", claimed, stated.value, "contradicted", text, fits)


def _without_route(claim: Claim, claimed: Estimate, direct: Reading, passage: Passage) -> Finding:
    """No way is shorter than the straight line; more cannot be said where no route is known."""
    verdict: Verdict = "contradicted" if claimed.high < direct.value.low else "undetermined"
    text = f"{_between(*_ends(passage))}: {direct.full}. {_reason(passage)}"
    return _finding(claim, "distance", claimed, direct.value, verdict, text)


def _duration(claim: Claim, claimed: Estimate, by: str, journey: Journey, measure: Measure) -> Finding:
    passage = measure(journey.places[claim.origin], journey.places[claim.destination], by)
    if passage.hours is None or passage.basis == "straight line":
        return _finding(claim, "duration", claimed, passage.hours, "undetermined", _reason(passage))
    sentence = f"{_between(*_ends(passage))} by {by}: {passage.hours} for {passage.distance_km}"
    if claimed.meets(passage.hours):
        return _finding(
            claim, "duration", claimed, passage.hours, "consistent", f"{sentence}, which the figure allows."
        )
    fits = _labels(fitting(claimed, duration_readings(claim, by, journey, measure)))
    text = f"{sentence}, {_apart(claimed, passage.hours)}.{_fits_text(fits)}"
    return _finding(claim, "duration", claimed, passage.hours, "contradicted", text, fits)


def _speed(claim: Claim, claimed: Estimate, by: str) -> Finding:
    vehicle = find_vehicle(by)
    if vehicle is None:
        return _finding(claim, "speed", claimed, None, "undetermined", f"No speed is known for “{by}”.")
    text = f"On whole journeys, {by}: {vehicle.speed_kmh}. Source: {vehicle.source}."
    return _finding(claim, "speed", claimed, vehicle.speed_kmh, _verdict(holds=claimed.meets(vehicle.speed_kmh)), text)


def _time(claim: Claim, when: When, kind: Literal["arrive", "depart"], journey: Journey) -> Finding:
    """A reported arrival or departure against what the journey's own stops state of it."""
    place = journey.places[claim.destination if kind == "arrive" else claim.origin]
    claimed = when.window(place.tzinfo)
    stated = [window for window in _windows(claim, kind, journey, journey.calls) if window != NO_WINDOW]
    known = stated or [w for w in _windows(claim, kind, journey, calls(journey)) if w != NO_WINDOW]
    if not known:
        text = f"No stop of the journey tells when they {kind} at {place.name}."
        return _finding(claim, kind, claimed, None, "undetermined", text)
    meeting = [window for window in known if claimed.meets(window)]
    nearest = (meeting or known)[0]
    how = "The journey's stops have" if stated else "No stop says so, but what the others state has"
    text = f"{how} them {kind} at {place.name} {nearest}; this report says {claimed}."
    return _finding(claim, kind, claimed, nearest, _verdict(holds=bool(meeting)), text)


def _windows(
    claim: Claim, kind: Literal["arrive", "depart"], journey: Journey, told: Sequence[Call]
) -> Iterator[Window]:
    """Of the stops' windows those of departures from the claim's origin, or of arrivals at its destination after it."""
    origin, destination = journey.places[claim.origin], journey.places[claim.destination]
    places = [journey.places[stop.place] for stop in journey.itinerary.stops]
    left = len(places) - 1 - places[::-1].index(origin) if origin in places else -1
    for index, (place, call) in enumerate(zip(places, told, strict=True)):
        if kind == "depart" and place == origin:
            yield call.departure
        if kind == "arrive" and place == destination and index > left:
            yield call.arrival


def _finding(
    claim: Claim,
    kind: Figure,
    claimed: Estimate | Window,
    computed: Estimate | Window | None,
    verdict: Verdict,
    text: str,
    fits: tuple[str, ...] = (),
) -> Finding:
    return Finding(claim.quote, claim.source, kind, claimed, computed, verdict, fits, text)


def _verdict(*, holds: bool) -> Verdict:
    return "consistent" if holds else "contradicted"


def _reason(passage: Passage) -> str:
    return f"{passage.warnings[0] if passage.warnings else 'No route is known'}."


def _ends(passage: Passage) -> tuple[Place, Place]:
    return passage.route.origin, passage.route.destination


def _between(origin: Place, destination: Place) -> str:
    return f"{origin.name} to {destination.name}"


def _apart(claimed: Estimate, computed: Estimate) -> str:
    """How far a figure is off, measured from the bound it would have to reach."""
    if claimed.high < computed.low:
        return f"at least {Estimate.exact(computed.low - claimed.high, computed.unit)} more than the figure allows"
    return f"at least {Estimate.exact(claimed.low - computed.high, computed.unit)} less than the figure allows"


def _labels(readings: tuple[Reading, ...]) -> tuple[str, ...]:
    return tuple(str(reading) for reading in readings[:_MOST_FITS])


def _fits_text(fits: tuple[str, ...]) -> str:
    return f" It fits {'; or '.join(fits)}." if fits else " It fits no reading tried."
