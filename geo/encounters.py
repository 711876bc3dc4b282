"""Who was, or could have been, in one place at one time: questions asked of finished journeys.

Stays and pieces of routes lie in a tree by where they are, with their windows beside them, so that a thousand journeys
are not held one against one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt

from geo.chance import Floats
from geo.errors import Fault, UsageError
from geo.geodesy import distances_km
from geo.journey import Journey, Place, TimingPoint
from geo.lines import Line
from geo.timing import bounds_of, moment_of, shares_between
from geo.when import NO_WINDOW, Window

Verdict = Literal["met", "could have met", "cannot have met"]

NEAR_KM = 5.0  # across a town or a harbour; two places within their precision and this are one place to meet at. Ours
_PIECE_KM = 100.0  # of a route to a box of the tree
_STEP_KM = 2.0  # of a route to a look at how near another comes
_KM_PER_DEGREE = 111.2
Ints = npt.NDArray[np.int64]
_ORDER: tuple[Verdict, ...] = ("met", "could have met", "cannot have met")


@dataclass(frozen=True, slots=True)
class Encounter:
    """Two journeys at one place; `window` is when both can have been there, or nothing where they cannot have met."""

    place: Place
    journeys: tuple[int, int]
    travellers: tuple[str, ...]
    window: Window
    verdict: Verdict
    explanation: str


@dataclass(frozen=True, slots=True, eq=False)
class Presence:
    """Where a journey can have been, and when: a stay at a stop, or a piece of a leg's route.

    `lat`, `lon`, `first` and `last` are arrays: at each step of a piece, the earliest and the latest it is passed, in
    hours since 1970. `stated` is what the file states of a stay, None of a piece.
    """

    journey: int
    place: Place | None
    label: str
    lat: Floats
    lon: Floats
    first: Floats
    last: Floats
    stated: Window | None
    loose_km: float = 0.0


def meet(journeys: Sequence[Journey]) -> tuple[Encounter, ...]:
    """Every pair of journeys by different travellers that come to one place, the surest encounters first.

    Nobody boards another's aircraft in the air: by air only the stops count. Raises `UsageError` for fewer than two
    journeys, and for one of which no time is stated.
    """
    if len(journeys) < 2:
        raise UsageError(Fault("two journeys or more are needed to tell who met", found=str(len(journeys))))
    presences = [presence for number, journey in enumerate(journeys) for presence in _presences(number, journey)]
    found: dict[tuple[object, ...], Encounter] = {}
    for one, other in _near(presences, journeys):
        encounter = _encounter(presences[one], presences[other], journeys)
        if encounter:
            key = (encounter.journeys, presences[one].label, presences[other].label)
            if key not in found or _rank(encounter) < _rank(found[key]):
                found[key] = encounter
    return tuple(sorted(_told_once(found.values()), key=_rank))


def _rank(encounter: Encounter) -> tuple[object, ...]:
    earliest = encounter.window.earliest
    return _ORDER.index(encounter.verdict), earliest.timestamp() if earliest else 0.0, encounter.journeys


def _told_once(encounters: Iterable[Encounter]) -> Iterator[Encounter]:
    """Without those that a surer one at the same place tells already: who met there, may have passed there too."""
    best: dict[tuple[object, ...], Encounter] = {}
    for encounter in sorted(encounters, key=_rank):
        key = (encounter.journeys, round(encounter.place.lat, 1), round(encounter.place.lon, 1))
        if key not in best:
            best[key] = encounter
            yield encounter


# ---- where each journey can have been


def _presences(number: int, journey: Journey) -> Iterator[Presence]:
    if all(point.stated == NO_WINDOW for point in journey.timing):
        raise UsageError(Fault("no stop states a time, so that nobody can be met", found=journey.itinerary.title))
    by_stop: dict[int, list[TimingPoint]] = {}
    for point in journey.timing:
        if point.event != "seen":
            by_stop.setdefault(point.stop, []).append(point)
    for stop, points in by_stop.items():
        yield _stay(number, stop, points)
    for leg, passage in enumerate(journey.passages):
        if passage.route.mode != "air" and passage.basis != "straight line":
            yield from _pieces(number, journey, leg)


def _stay(number: int, stop: int, points: Sequence[TimingPoint]) -> Presence:
    place = points[0].place
    first, last = bounds_of(points[0].window)[0], bounds_of(points[-1].window)[1]
    if points[0].event == "depart":
        first = min(first, last)
    stated = [bounds_of(point.stated) for point in points if point.stated != NO_WINDOW]
    said = Window(moment_of(min(s[0] for s in stated)), moment_of(max(s[1] for s in stated))) if stated else None
    lat, lon, start, end = (np.array([value]) for value in (place.lat, place.lon, first, last))
    return Presence(number, place, f"stop {stop}", lat, lon, start, end, said, place.precision_km)


def _pieces(number: int, journey: Journey, leg: int) -> Iterator[Presence]:
    """A leg's route in pieces: when each step of it can have been passed, by the windows of the points around it."""
    passage, line = journey.passages[leg], Line(journey.passages[leg].geometry)
    points = [point for point in journey.timing if _of_leg(point, leg)]
    km = passage.distance_km.best
    shares = np.linspace(0.0, 1.0, max(int(km / _STEP_KM), 1) + 1)
    first, last = np.full(len(shares), -np.inf), np.full(len(shares), np.inf)
    for one, other in pairwise(points):
        on = (shares >= one.share) & (shares <= other.share)
        least = passage.hours.low * shares_between(one, other, passage)[0] if passage.hours else 0.0
        part = (shares[on] - one.share) / max(other.share - one.share, 1e-12)
        first[on] = bounds_of(one.window)[0] + part * least
        last[on] = bounds_of(other.window)[1] - (1 - part) * least
    lat, lon = line.at_all(shares)
    label = f"leg {leg}"
    for start in range(0, len(shares), int(_PIECE_KM / _STEP_KM)):
        cut = slice(start, start + int(_PIECE_KM / _STEP_KM) + 1)
        yield Presence(number, None, label, lat[cut], lon[cut], first[cut], last[cut], None)


def _of_leg(point: TimingPoint, leg: int) -> bool:
    return (point.stop == leg and point.event == "depart") or (point.stop == leg + 1 and point.event != "depart")


# ---- which come near each other


def _near(presences: Sequence[Presence], journeys: Sequence[Journey]) -> list[tuple[int, int]]:
    """The pairs of presences of different travellers whose boxes touch, and whose windows do or are both stays'."""
    from shapely import STRtree, box  # noqa: PLC0415 -- heavy

    rows, boxes = _boxes(presences)
    tree = STRtree(box(*boxes))
    one, other = (rows[side] for side in tree.query(tree.geometries))
    journey = np.array([presence.journey for presence in presences])
    stay = np.array([presence.place is not None for presence in presences])
    first = np.array([presence.first.min() for presence in presences])
    last = np.array([presence.last.max() for presence in presences])
    together = (first[one] <= last[other]) & (first[other] <= last[one])
    keep = (journey[one] < journey[other]) & (together | (stay[one] & stay[other]))
    pairs = sorted(set(zip(one[keep].tolist(), other[keep].tolist(), strict=True)))
    who = [frozenset(each.itinerary.traveller) for each in journeys]
    return [pair for pair in pairs if who[presences[pair[0]].journey] != who[presences[pair[1]].journey]]


def _boxes(presences: Sequence[Presence]) -> tuple[Ints, Floats]:
    """For each box the number of its presence, and west, south, east, north; those over the antimeridian twice."""
    found = []
    for number, presence in enumerate(presences):
        up = (NEAR_KM + presence.loose_km) / _KM_PER_DEGREE
        across = up / max(float(np.cos(np.radians(min(np.abs(presence.lat).max() + up, 89.0)))), 0.01)
        west, east = presence.lon.min() - across, presence.lon.max() + across
        turn = 360.0 * np.floor((west + 180.0) / 360.0)
        south, north = presence.lat.min() - up, presence.lat.max() + up
        found.append((number, west - turn, south, east - turn, north))
        if east - turn > 180.0:
            found.append((number, west - turn - 360.0, south, east - turn - 360.0, north))
    table = np.array(found)
    return table[:, 0].astype(int), table[:, 1:].T


# ---- what came of it


def _encounter(one: Presence, other: Presence, journeys: Sequence[Journey]) -> Encounter | None:
    """What can have happened where two presences come near enough; None where they do not."""
    apart = distances_km(one.lat[:, None], one.lon[:, None], other.lat[None, :], other.lon[None, :])
    near = apart <= NEAR_KM + one.loose_km + other.loose_km
    if not near.any():
        return None
    first = np.maximum(one.first[:, None], other.first[None, :])
    last = np.minimum(one.last[:, None], other.last[None, :])
    longest = np.where(near, last - first, -np.inf)
    row, column = np.unravel_index(int(np.argmax(longest)), longest.shape)
    place = _place(one, other, float(one.lat[row]), float(one.lon[row]))
    names = tuple(name for side in (one, other) for name in journeys[side.journey].itinerary.traveller)
    if longest[row, column] < 0:
        if one.place is None or other.place is None:
            return None
        text = f"at {place.name} their windows lie {-longest[row, column]:.1f} h apart"
        return Encounter(place, (one.journey, other.journey), names, NO_WINDOW, "cannot have met", text)
    window = Window(moment_of(float(first[row, column])), moment_of(float(last[row, column])))
    verdict, text = _how(one, other, place, window)
    return Encounter(place, (one.journey, other.journey), names, window, verdict, text)


def _place(one: Presence, other: Presence, lat: float, lon: float) -> Place:
    """The stop where they are, the more exact of two; or a point of the route."""
    stops = [side.place for side in (one, other) if side.place]
    if stops:
        return min(stops, key=lambda stop: stop.precision_km)
    return Place(
        f"on the way, near {lat:.2f}, {lon:.2f}", lat, (lon + 180) % 360 - 180, None, "point", "route", NEAR_KM
    )


def _how(one: Presence, other: Presence, place: Place, window: Window) -> tuple[Verdict, str]:
    if one.stated and other.stated and one.stated.meets(other.stated):
        return "met", f"both are stated to have been at {place.name}, in windows that overlap"
    if one.place and other.place:
        return "could have met", f"both stopped at {place.name}, and their windows overlap: {window}"
    return "could have met", f"one passed {place.name} while the other may have been there: {window}"
