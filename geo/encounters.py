"""Who was, or could have been, in one place at one time: questions asked of finished journeys."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from geo.errors import Fault, UsageError
from geo.geodesy import distance_km
from geo.journey import Journey, Place
from geo.nearby import KM_PER_DEGREE, NEAR_KM, pairs
from geo.presence import Ints, Part, Presences, open_ended, presences
from geo.timing import bounds_of, moment_of
from geo.when import NO_WINDOW, Window

Verdict = Literal["met", "could have met", "cannot have met"]
How = Literal["both stopped", "one passed", "on the way"]

_SAME_KM = 1.0  # two places as near as this are one; ours
# How far around an encounter that is told nothing is told of where only one stopped, or neither; ours.
_TOLD_KM = (200.0, 3 * NEAR_KM, 0.0)  # by how many of the two stopped
FEW = 20  # of so many journeys at the most it is told who cannot have met; of more that is no news
_ORDER: tuple[str, ...] = ("met", "could have met", "cannot have met", "both stopped", "one passed", "on the way")


@dataclass(frozen=True, slots=True)
class Encounter:
    """Two journeys, by number, at one place; `window` is when both can have been there, open where they cannot have.

    `how` says whether both stopped there, or one, or neither.
    """

    place: Place
    journeys: tuple[int, int]
    travellers: tuple[str, ...]
    window: Window
    verdict: Verdict
    how: How
    explanation: str


def meet(journeys: Sequence[Journey]) -> tuple[Encounter, ...]:
    """Every place where two journeys by different travellers were, or could have been, at one time; the surest first.

    Of up to `FEW` journeys also the places at which two both stopped who cannot have met anywhere. By air only the
    stops count: nobody boards another's aircraft in flight. Raises `UsageError` for fewer than two journeys, and for
    one of which no time is stated.
    """
    _check(journeys)
    table = presences(journeys)
    found = list(_told_once(table, journeys))
    if len(journeys) <= FEW:
        together = {encounter.journeys for encounter in found}
        found += [encounter for encounter in _missed(table, journeys) if encounter.journeys not in together]
    return tuple(sorted(found, key=_rank))


def _check(journeys: Sequence[Journey]) -> None:
    if len(journeys) < 2:
        raise UsageError(Fault("two journeys or more are needed to tell who met", found=str(len(journeys))))
    timeless = [each for each in journeys if all(point.stated == NO_WINDOW for point in each.timing)]
    if timeless:
        fault = "no stop states a time, so that nobody can be met"
        raise UsageError(*(Fault(fault, found=each.itinerary.title) for each in timeless))


def _rank(encounter: Encounter) -> tuple[object, ...]:
    """The surest first, then where both stopped, then in the order of time."""
    earliest = encounter.window.earliest
    sure = _ORDER.index(encounter.verdict), _ORDER.index(encounter.how)
    return *sure, earliest.timestamp() if earliest else -math.inf, encounter.journeys


def _who(table: Presences, journeys: Sequence[Journey]) -> Ints:
    """A number for each row: the same where the travellers are."""
    names = [frozenset(each.itinerary.traveller) for each in journeys]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.array([numbers[name] for name in names])[table.per_part("journey")][table.part]


def _told_once(table: Presences, journeys: Sequence[Journey]) -> Iterator[Encounter]:
    """All encounters, without what is told already: who met at a stop passed there too, and came there on one line."""
    one, other = pairs(table, _who(table, journeys))
    stop, journey = table.per_part("stop")[table.part], table.per_part("journey")[table.part]
    stops = (stop[one] >= 0).astype(int) + (stop[other] >= 0)
    order = np.lexsort((np.maximum(table.first[one], table.first[other]), -stops))
    told: dict[tuple[int, int], list[Encounter]] = {}
    for number in order.tolist():
        rows = int(one[number]), int(other[number])
        before = told.setdefault((int(journey[rows[0]]), int(journey[rows[1]])), [])
        at = rows[0] if stop[rows[0]] >= 0 else rows[1]
        lat, lon, near_km = float(table.lat[at]), float(table.lon[at]), _TOLD_KM[int(stops[number])]
        if any(_is_near(known.place, lat, lon, near_km) for known in before):
            continue
        encounter = _encounter(table, journeys, *rows)
        if not any((known.place, known.window) == (encounter.place, encounter.window) for known in before):
            before.append(encounter)
            yield encounter


def _is_near(place: Place, lat: float, lon: float, near_km: float) -> bool:
    up, across = place.lat - lat, (place.lon - lon + 180) % 360 - 180
    return math.hypot(up, across * math.cos(math.radians(lat))) * KM_PER_DEGREE < near_km


# ---- what came of it


def _encounter(table: Presences, journeys: Sequence[Journey], one: int, other: int) -> Encounter:
    """What can have happened at two rows that come near each other at one time."""
    parts = table.parts[table.part[one]], table.parts[table.part[other]]
    place = _place(parts, journeys, float(table.lat[one]), float(table.lon[one]))
    window = Window(
        moment_of(max(float(table.first[one]), float(table.first[other]))),
        moment_of(min(float(table.last[one]), float(table.last[other]))),
    )
    verdict, how, text = _what(parts, journeys, place)
    return Encounter(place, (parts[0].journey, parts[1].journey), _names(parts, journeys), window, verdict, how, text)


def _names(parts: tuple[Part, Part], journeys: Sequence[Journey]) -> tuple[str, ...]:
    names = [name for part in parts for name in journeys[part.journey].itinerary.traveller]
    return tuple(dict.fromkeys(names))


def _stop_place(part: Part, journeys: Sequence[Journey]) -> Place | None:
    journey = journeys[part.journey]
    return None if part.stop is None else journey.places[journey.itinerary.stops[part.stop].place]


def _place(parts: tuple[Part, Part], journeys: Sequence[Journey], lat: float, lon: float) -> Place:
    """The stop where they are, the more exact of two; or a point of the route."""
    stops = [place for part in parts if (place := _stop_place(part, journeys))]
    if stops:
        return min(stops, key=lambda stop: stop.precision_km)
    lon = (lon + 180) % 360 - 180
    return Place(f"{lat:.2f}, {lon:.2f}", lat, lon, None, "on the way", "route", NEAR_KM)


def _what(parts: tuple[Part, Part], journeys: Sequence[Journey], place: Place) -> tuple[Verdict, How, str]:
    stops = [stop for part in parts if (stop := _stop_place(part, journeys))]
    if len(stops) == 1:
        text = f"one passed where the other stopped, at {place.name}{_if_planned(parts, journeys)}"
        return "could have met", "one passed", text
    if not stops:
        return "could have met", "on the way", f"their ways come together near {place.name}"
    apart_km = distance_km(stops[0].point, stops[1].point)
    if apart_km > _SAME_KM:
        text = f"one stopped at {stops[0].name}, the other at {stops[1].name}, {apart_km:.1f} km off"
        planned = _if_planned(parts, journeys)
        return "could have met", "both stopped", f"{text}{planned}, and their windows overlap"
    one, other = (_stated(part, journeys) for part in parts)
    if one and other and one.meets(other):
        text = f"both are stated to have been at {place.name}, in windows that overlap"
        sure = "" if _is_certain(parts, journeys) else ", but perhaps not at one time"
        return "met", "both stopped", text + sure
    text = f"both stopped at {place.name}{_if_planned(parts, journeys)}, and their windows overlap"
    return "could have met", "both stopped", text


def _if_planned(parts: tuple[Part, Part], journeys: Sequence[Journey]) -> str:
    """Said of stops that are only planned."""
    stops = [journeys[part.journey].itinerary.stops[part.stop] for part in parts if part.stop is not None]
    planned = sum(stop.status == "planned" for stop in stops)
    return f" (planned by {'both' if planned == 2 else 'one'})" if planned else ""


def _is_certain(parts: tuple[Part, Part], journeys: Sequence[Journey]) -> bool:
    """Whether each came, at the latest, before the other left at the earliest."""
    (came, left), (came2, left2) = (_surely(part, journeys) for part in parts)
    return came <= left2 and came2 <= left


def _surely(part: Part, journeys: Sequence[Journey]) -> tuple[float, float]:
    """The latest that somebody came, and the earliest that they left; of one unstated what the other says."""
    assert part.stop is not None
    call = journeys[part.journey].calls[part.stop]
    came = call.departure if call.arrival == NO_WINDOW else call.arrival
    left = call.arrival if call.departure == NO_WINDOW else call.departure
    return bounds_of(came)[1], bounds_of(left)[0]


def _stated(part: Part, journeys: Sequence[Journey]) -> Window | None:
    """From the earliest to the latest that is stated of a stay; None of a leg, and where nothing is."""
    if part.stop is None:
        return None
    call = journeys[part.journey].calls[part.stop]
    stated = [bounds_of(window) for window in (call.arrival, call.departure) if window != NO_WINDOW]
    if not stated:
        return None
    return Window(moment_of(min(low for low, _ in stated)), moment_of(max(high for _, high in stated)))


def _missed(table: Presences, journeys: Sequence[Journey]) -> list[Encounter]:
    """The places at which two different travellers both stopped, at times that never meet."""
    stays = np.flatnonzero(table.per_part("stop")[table.part] >= 0)
    ever = replace(table.rows(stays), first=np.full(len(stays), -np.inf), last=np.full(len(stays), np.inf))
    one, other = (stays[side] for side in pairs(ever, _who(ever, journeys)))
    first, last = open_ended(table, journeys)
    apart = np.maximum(first[one] - last[other], first[other] - last[one])
    journey, order = table.per_part("journey")[table.part], np.argsort(apart, kind="stable")
    visits = np.column_stack([journey[one], journey[other], table.lat[one], table.lon[one]])[order]
    nearest = order[np.unique(visits, axis=0, return_index=True)[1]]
    return [_miss(table, journeys, int(one[n]), int(other[n]), float(apart[n])) for n in nearest if apart[n] > 0]


def _miss(table: Presences, journeys: Sequence[Journey], one: int, other: int, hours: float) -> Encounter:
    parts = table.parts[table.part[one]], table.parts[table.part[other]]
    place = _place(parts, journeys, float(table.lat[one]), float(table.lon[one]))
    text = f"both stopped at {place.name}, at times {hours:,.1f} h apart at the least"
    pair = parts[0].journey, parts[1].journey
    return Encounter(place, pair, _names(parts, journeys), NO_WINDOW, "cannot have met", "both stopped", text)
