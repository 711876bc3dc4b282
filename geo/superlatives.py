"""Claims that one leg, stay or stop of a journey is the longest, the shortest or the furthest out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf

from geo.cases import Case
from geo.extremes import Superlative
from geo.journey import Finding, Passage, Place, Verdict
from geo.modes import find_vehicle
from geo.quantity import Estimate
from geo.readings import straight_line
from geo.stays import Stay, stays

_KM_PER_DEGREE = 111.2  # of a meridian, to half a per cent: what tells two stops apart
_SIDES = {"north": 1, "south": -1, "east": 1, "west": -1}


@dataclass(frozen=True, slots=True)
class _One:
    """One of those compared: its name, its value, None where it is not known, and the value for people."""

    name: str
    is_meant: bool
    value: Estimate | None
    said: str = ""


@dataclass(frozen=True, slots=True)
class _Judged:
    """What comes of comparing: the one meant, the one that comes nearest to it or is ahead of it, by how much."""

    verdict: Verdict
    own: _One
    rival: _One | None = None
    gap: float = inf


def superlative(case: Case, figure: Superlative) -> Finding:
    """The finding of a claim that something is the most of its kind."""
    said = figure.text.strip()
    ones = _compared(case, figure)
    judged = _judge(ones, figure)
    if judged is None:
        return case.told(said, None, "undetermined", _why_not(case, figure))
    own, rival = judged.own, judged.rival
    computed = own.value if own.value and own.value.unit in {"km", "h"} else None
    if rival is None:
        return case.told(
            said, own.said, "consistent", f"{own.name}, {own.said}, is the only one of its kind.", computed=computed
        )
    margin = None if judged.verdict == "undetermined" else judged.gap
    text = f"{own.name[:1].upper()}{own.name[1:]}: {own.said}; {rival.name}: {rival.said}. {_relation(judged, figure)}"
    known = f"{own.said}; {rival.name} {rival.said}"
    flip = _flip(case, figure, judged)
    return case.told(said, known, judged.verdict, text, computed=computed, margin=margin, flip=flip)


def _compared(case: Case, figure: Superlative) -> list[_One]:
    """All of the kind, those that the claim is about marked; the same way back is no rival of the way there."""
    if figure.of == "leg":
        legs = [leg for leg in case.journey.passages if _is_by(leg, _way(case, figure))]
        back = case.ends[::-1]
        return [_leg(case, leg, figure) for leg in legs if _ends(leg) == case.ends or _ends(leg) != back]
    if figure.of == "stay":
        every = stays(case.journey)
        ends = (0, len(every) - 1)  # no stays, unless the file says when they came and left
        kept = [stay for number, stay in enumerate(every) if number not in ends or stay.hours is not None]
        return [_stay(stay, is_meant=stay.place == case.ends[0]) for stay in kept]
    places = dict.fromkeys(case.journey.places[stop.place] for stop in case.journey.itinerary.stops)
    return [_stop(case, place, next(iter(places)), figure) for place in places]


def _leg(case: Case, leg: Passage, figure: Superlative) -> _One:
    """A leg with its length, at least the straight line where no route is known, or with its hours."""
    name, is_meant = f"{leg.route.origin.name} to {leg.route.destination.name}", _ends(leg) == case.ends
    value = leg.distance_km if figure.by == "distance" else leg.hours
    if value is not None and leg.basis == "straight line":
        value = Estimate(value.low, value.best, inf, value.unit) if value.unit == "km" else None
    return _One(name, is_meant, value, str(value) if value else "not known")


def _stay(stay: Stay, *, is_meant: bool) -> _One:
    return _One(f"the stay {stay.where}", is_meant, stay.hours, str(stay.hours) if stay.hours else "not known")


def _stop(case: Case, place: Place, first: Place, figure: Superlative) -> _One:
    """A stop with how far out it is: degrees of latitude, or of longitude from the first stop's, or km from that."""
    is_meant = place == case.ends[0]
    if figure.by == "away":
        value = straight_line(first, place)
        return _One(place.name, is_meant, value, f"{value} from {first.name}")
    slack = place.precision_km / _KM_PER_DEGREE
    if figure.by in {"north", "south"}:
        said = f"{abs(place.lat):.2f}° {'N' if place.lat >= 0 else 'S'}"
        best = place.lat
    else:
        said = f"{abs(place.lon):.2f}° {'E' if place.lon >= 0 else 'W'}"
        best = place.lon + 360 * round((first.lon - place.lon) / 360)
        slack /= _narrow(place.lat)
    best *= _SIDES[figure.by]
    return _One(place.name, is_meant, Estimate(best - slack, best, best + slack, "°"), said)


def _judge(ones: Sequence[_One], figure: Superlative) -> _Judged | None:
    """Whether the one meant is surely ahead of all others, surely behind one, or neither; None if not known."""
    own = max((one for one in ones if one.is_meant), key=lambda one: _rank(one, figure), default=None)
    others = [one for one in ones if not one.is_meant]
    if own is None or own.value is None:
        return None
    if not others:
        return _Judged("consistent", own)
    ahead = {one: _lead(one, own, figure) for one in others}
    behind = {one: _lead(own, one, figure) for one in others}
    worst = max(ahead, key=ahead.__getitem__)
    if ahead[worst] > 0:
        return _Judged("contradicted", own, worst, -ahead[worst])
    nearest = min(behind, key=behind.__getitem__)
    return _Judged("consistent" if behind[nearest] >= 0 else "undetermined", own, nearest, behind[nearest])


def _why_not(case: Case, figure: Superlative) -> str:
    """Why what is meant cannot be held against the others."""
    way = _way(case, figure)
    how, start = f" by {way}" if way else "", case.ends[0].name
    if figure.of == "leg":
        return f"No leg of the journey{how} whose length is known goes from {start} to {case.ends[1].name}."
    return f"{start} is no stop of the journey{' whose stay is known' if figure.of == 'stay' else ''}."


def _lead(one: _One, other: _One, figure: Superlative) -> float:
    """By how much one is surely ahead of another, below zero where it is not sure."""
    if one.value is None or other.value is None:
        return -inf
    return one.value.low - other.value.high if figure.most else other.value.low - one.value.high


def _rank(one: _One, figure: Superlative) -> float:
    if one.value is None:
        return -inf
    return one.value.best if figure.most else -one.value.best


def _relation(judged: _Judged, figure: Superlative) -> str:
    if judged.verdict == "undetermined":
        return "Which of the two comes first cannot be told."
    assert judged.rival is not None
    ahead = judged.own if judged.verdict == "consistent" else judged.rival
    least = f"at least {_gap(judged)} " if judged.gap else ""
    return f"{ahead.name[:1].upper()}{ahead.name[1:]} is {least}{_more(figure)}."


def _more(figure: Superlative) -> str:
    """The comparative of a superlative."""
    if figure.by in _SIDES:
        return f"farther {figure.by}"
    return "farther" if figure.by == "away" else "longer" if figure.most else "shorter"


def _gap(judged: _Judged) -> str:
    """By how much one is ahead of the other at the least, in words."""
    gap, value = abs(judged.gap), judged.own.value
    assert value is not None
    return f"{gap:.2f}°" if value.unit == "°" else Estimate.exact(gap, value.unit).rounded()


def _flip(case: Case, figure: Superlative, judged: _Judged) -> str:
    """What would turn the verdict: another measure by which it holds, or as much as one is ahead of the other."""
    if judged.verdict == "contradicted":
        for other, words in _otherwise(case, figure):
            again = _judge(_compared(case, other), other)
            if again is not None and again.verdict == "consistent":
                return f"only {words}"
    lagging = judged.own if judged.verdict == "contradicted" else judged.rival
    assert lagging is not None
    return f"only if {lagging.name} were {_gap(judged)} {_more(figure)}"


def _otherwise(case: Case, figure: Superlative) -> Iterable[tuple[Superlative, str]]:
    """Other readings of a superlative: by time for distance, and among the legs of the same mode alone."""
    if figure.of != "leg":
        return
    if figure.by == "distance":
        yield replace(figure, by="duration"), "by time, not by distance"
    else:
        yield replace(figure, by="distance"), "by distance, not by time"
    if _way(case, figure) is None:
        modes = {leg.route.mode for leg in case.journey.passages if _ends(leg) == case.ends}
        for mode in modes:
            yield replace(figure, way=mode), f"among the legs by {mode}"


def _way(case: Case, figure: Superlative) -> str | None:
    """The way of travelling that the legs compared have in common, where the report says so."""
    return figure.way or case.claim.by


def _is_by(leg: Passage, way: str | None) -> bool:
    vehicle = find_vehicle(way) if way else None
    return way is None or (vehicle is not None and vehicle.mode == leg.route.mode)


def _ends(leg: Passage) -> tuple[Place, Place]:
    return leg.route.origin, leg.route.destination


def _narrow(lat: float) -> float:
    """How much shorter a degree of longitude is than one of latitude; at a pole a stop is at all longitudes."""
    return max(math.cos(math.radians(lat)), 1e-6)
