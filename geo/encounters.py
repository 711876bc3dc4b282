"""Who was, or could have been, in one place at one time: questions asked of finished journeys.

Stays and steps of routes are put into cells by where they are, and in each cell in the order of time, so that not every
journey is held against every other (a spatial and temporal hash join).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

import numpy as np

from geo.chance import Floats
from geo.errors import Fault, UsageError
from geo.geodesy import distance_km
from geo.journey import Journey, Place
from geo.presence import STEP_KM, Ints, Part, Presences, open_ended, presences
from geo.timing import bounds_of, moment_of
from geo.when import NO_WINDOW, Window

Verdict = Literal["met", "could have met", "cannot have met"]
How = Literal["both stopped", "one passed", "on the way"]

NEAR_KM = 5.0  # across a town or a harbour; two places within their precision and this are one place to meet at. Ours
_SAME_KM = 1.0  # two places as near as this are one; ours
_TOLD_KM = {"one passed": 3 * NEAR_KM, "on the way": 200.0}  # around an encounter that is told; ours
FEW = 20  # of so many journeys at the most it is told who cannot have met; of more that is no news
KM_PER_DEGREE = 111.195  # of a sphere with the mean radius of the Earth (IUGG)
_CELL_DEG = 0.1  # 11 km from south to north
_BANDS = round(180 / _CELL_DEG)
_CALENDAR_S = 650_000_000_000  # ten thousand years before 1970 and after: times of whole cells fit into 63 bits
_MOST_PAIRS = 4_000_000  # looked at together, so that they do not fill the memory
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
    pairs = _pairs(table, journeys)
    found = [_encounter(table, journeys, *pair) for pair in zip(*(side.tolist() for side in pairs), strict=True)]
    if len(journeys) <= FEW:
        found += _missed(table, journeys)
    return tuple(_told_once(sorted(found, key=_rank)))


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


def _told_once(ranked: Sequence[Encounter]) -> Iterator[Encounter]:
    """Without what is told already: who met at a stop passed there too, and came there on one line."""
    told: dict[tuple[int, int], list[Encounter]] = {}
    for encounter in ranked:
        before = told.setdefault(encounter.journeys, [])
        if not any(_tells(known, encounter) for known in before):
            before.append(encounter)
            yield encounter


def _tells(known: Encounter, encounter: Encounter) -> bool:
    """Whether an encounter of the same two leaves nothing to tell of a less sure one."""
    if encounter.verdict == "cannot have met":
        return known.verdict != "cannot have met" or known.place == encounter.place
    if encounter.how == "both stopped":
        return (known.place, known.window) == (encounter.place, encounter.window)
    up = known.place.lat - encounter.place.lat
    across = (known.place.lon - encounter.place.lon) * math.cos(math.radians(known.place.lat))
    return math.hypot(up, across) * KM_PER_DEGREE <= _TOLD_KM[encounter.how]


# ---- which come near each other at one time


def _pairs(table: Presences, journeys: Sequence[Journey]) -> tuple[Ints, Ints]:
    """The rows of every two parts that can have been in one place at one time: where they had longest for it."""
    row, cell = _cells(table)
    start = cell * _CALENDAR_S
    key = start + _seconds(np.floor(table.first[row] * 3600))
    order = np.argsort(key)
    ends = start + _seconds(np.ceil(table.last[row] * 3600))
    row, until = row[order], np.searchsorted(key[order], ends[order], side="right")
    counts = np.maximum(until - np.arange(len(row)) - 1, 0)
    best: tuple[Ints, Ints] = (np.zeros(0, np.int64), np.zeros(0, np.int64))
    for low, high in _blocks(counts):
        one = np.repeat(np.arange(low, high), counts[low:high])
        other = one + 1 + _position(counts[low:high])
        found = _together(table, *_kept(table, journeys, row[one], row[other]))
        best = _longest(table, *(np.concatenate(sides) for sides in zip(best, found, strict=True)))
    return best


def _seconds(since_1970: Floats) -> Ints:
    """Whole seconds since a time before the calendar's beginning; open sides at its ends."""
    half = _CALENDAR_S // 2 - 1
    return np.asarray(np.clip(since_1970, -half, half).astype(np.int64) + half)


def _together(table: Presences, one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """The pairs whose windows have an instant in common, to the microsecond."""
    common = np.minimum(table.last[one], table.last[other]) >= np.maximum(table.first[one], table.first[other])
    return one[common], other[common]


def _cells(table: Presences) -> tuple[Ints, Ints]:
    """Rows and the cells they are looked for in: a step of a route as far as half a step, a stay a cell around."""
    stay = table.per_part("stop")[table.part] >= 0
    rows, cells = list[Ints](), list[Ints]()
    for which, away_deg, around in ((~stay, STEP_KM / 2 / KM_PER_DEGREE, (-1, 1)), (stay, _CELL_DEG, (-1, 0, 1))):
        lat, lon = table.lat[which], table.lon[which]
        wide, own = away_deg / np.maximum(np.cos(np.radians(lat)), 0.05), list[Ints]()
        for up, across in product(around, around):
            own.append(_cell(np.clip(lat + up * away_deg, -90, 90), lon + across * wide))
            new = np.logical_and.reduce([own[-1] != other for other in own[:-1]], initial=True) & np.ones(
                len(lat), bool
            )
            rows.append(np.flatnonzero(which)[new])
            cells.append(own[-1][new])
    return np.concatenate(rows), np.concatenate(cells)


def _cell(lat: Floats, lon: Floats) -> Ints:
    """Numbers of cells about as wide as they are high; the same on both sides of the antimeridian."""
    band = ((lat + 90) / _CELL_DEG).astype(np.int64)
    middles = np.radians((np.arange(_BANDS + 1) + 0.5) * _CELL_DEG - 90)
    around = np.maximum(np.floor(2 * _BANDS * np.cos(middles)), 1)
    return np.asarray(band * 2 * _BANDS + ((lon + 180) % 360 / 360 * around[band]).astype(np.int64))


def _blocks(counts: Ints) -> Iterator[tuple[int, int]]:
    """Runs of rows whose pairs are not too many to look at together."""
    total = np.concatenate([[0], np.cumsum(counts)])
    start = 0
    while start < len(counts):
        end = max(int(np.searchsorted(total, total[start] + _MOST_PAIRS, side="right")) - 1, start + 1)
        yield start, end
        start = end


def _position(counts: Ints) -> Ints:
    """For each row its number in its run, from 0; the runs have so many rows."""
    return np.asarray(np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts))


def _kept(table: Presences, journeys: Sequence[Journey], one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """The pairs of different travellers that are near enough."""
    names = [frozenset(each.itinerary.traveller) for each in journeys]
    numbers = {who: number for number, who in enumerate(dict.fromkeys(names))}
    who = np.array([numbers[name] for name in names])[table.per_part("journey")][table.part]
    different = who[one] != who[other]
    one, other = np.minimum(one[different], other[different]), np.maximum(one[different], other[different])
    near = _apart_km(table, one, other) <= _reach_km(table, one, other)
    return one[near], other[near]


def _apart_km(table: Presences, one: Ints, other: Ints) -> Floats:
    """On a plane: the rows are a few km apart, and what is asked is whether they are near."""
    up = table.lat[one] - table.lat[other]
    across = (table.lon[one] - table.lon[other] + 180) % 360 - 180
    return np.asarray(KM_PER_DEGREE * np.hypot(up, across * np.cos(np.radians(table.lat[one]))))


def _reach_km(table: Presences, one: Ints, other: Ints) -> Floats:
    """How near two rows must be to be at one place: as their places are precise, and steps of routes are far apart."""
    loose = np.array([part.loose_km if part.leg is None else STEP_KM / 2 for part in table.parts])
    return np.asarray(NEAR_KM + np.minimum(loose[table.part[one]] + loose[table.part[other]], 2 * NEAR_KM))


def _longest(table: Presences, one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """Of the pairs of rows of the same two parts the one with the longest time in common."""
    common = np.minimum(table.last[one], table.last[other]) - np.maximum(table.first[one], table.first[other])
    pair = table.part[one] * len(table.parts) + table.part[other]
    order = np.lexsort((-common, pair))
    _, first = np.unique(pair[order], return_index=True)
    return one[order][first], other[order][first]


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
        return "could have met", "one passed", f"one passed where the other stopped, at {place.name}"
    if not stops:
        return "could have met", "on the way", f"their ways come together near {place.name}"
    apart_km = distance_km(stops[0].point, stops[1].point)
    if apart_km > _SAME_KM:
        text = f"one stopped at {stops[0].name}, the other at {stops[1].name}, {apart_km:.1f} km off"
        return "could have met", "both stopped", f"{text}, and their windows overlap"
    one, other = (_stated(part, journeys) for part in parts)
    if one and other and one.meets(other):
        text = f"both are stated to have been at {place.name}, in windows that overlap"
        sure = "" if _is_certain(parts, journeys) else ", but perhaps not at one time"
        return "met", "both stopped", text + sure
    return "could have met", "both stopped", f"both stopped at {place.name}, and their windows overlap"


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
    one, other = (stays[side] for side in _pairs(ever, journeys))
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
