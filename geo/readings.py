"""The readings a reported figure may have: other ways, other ends of the story, miles for kilometres, other clocks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from zoneinfo import ZoneInfo

from geo.cases import Case, hours_apart, reading
from geo.geodesy import bearing_deg, distance_km
from geo.itinerary import Claim, Quantity
from geo.journey import Passage, Place, Reading
from geo.modes import find_vehicle
from geo.quantity import KM_PER_MILE, Estimate
from geo.when import When, Window

# How far another place of the story may lie from the one a report names and still be what it meant: a station or an
# airfield for its city, a border station for the bridge. Ours; the airports of the largest cities lie closer.
_STANDS_FOR_KM = 60.0
_SAME_KM = 8.0  # closer than this, two places make one figure
_MOST_OTHERS = 3
_WAYS = ("air", "rail", "road", "sea")  # "air" is the straight line
_VEHICLES = ("rail", "armoured train", "high-speed train", "road", "sea", "air")
# Ways longer than so many straight lines are not looked for: ours. By rail round the bay from Vladivostok to the border
# is 2.6 times the straight line.
_MOST_DETOUR = 4.0
# Ours: figures this close are one, rounded; the design's tolerance of a figure as written.
_SAME_SHARE = 0.05
_MOST_COPIES = 2
_PAIRS_KEPT = 1024  # claims of one file are about the same few places
_MOST_LOST_HOURS = 24.0  # at borders and gauges on one leg, more than any adds up to: ours
_TO_WATER_KM = 10.0  # a place farther than this from any sea lane is no port: ours


@dataclass(frozen=True, slots=True)
class _Ends:
    """Two ends as named, or one of them exchanged for another place of the story: as a label and what that turns."""

    start: Place
    end: Place
    label: str = ""
    turn: str = ""
    line: Estimate = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "line", straight_line(self.start, self.end))

    def may_be(self, claimed: Estimate) -> bool:
        """Whether some way between them may be as long as a claimed distance."""
        return self.line.low <= claimed.high and claimed.low <= self.line.high * _MOST_DETOUR

    def may_take(self, claimed: Estimate, by: str) -> bool:
        """Whether a vehicle may need as long as a claimed duration between them; to stand about is not looked for."""
        vehicle = find_vehicle(by)
        if vehicle is None:
            return False
        least = self.line.low / vehicle.speed_kmh.high
        most = self.line.high * _MOST_DETOUR / vehicle.speed_kmh.low + _MOST_LOST_HOURS
        return least <= claimed.high and claimed.low <= most


def distance_readings(case: Case, claimed: Estimate) -> Iterator[Reading]:
    """Every reading of a distance but the ones it has been held against."""
    tried = {_mode(case.by)} | (set() if case.said_by else {"air"})
    for ends in _endpoints(*case.ends, tuple(case.journey.places.values())):
        # Another end and another way at once is far-fetched, but for the straight line.
        for way in (_WAYS if not ends.label else ("air", case.by)) if ends.may_be(claimed) else ("air",):
            value = None if not ends.label and _mode(way) in tried else _length(case, ends, way)
            if value is not None:
                changes = bool(ends.label) + (_mode(way) not in tried)
                label = f"{_way_label(way)}{ends.label}"
                yield reading(claimed, label, value, _turn(case, way, ends), changes)
    stated, label = _length(case, _Ends(*case.ends), case.by), _way_label(case.by)
    if stated is not None:
        yield from mile_readings(claimed, label, stated)
        yield reading(claimed, f"{label} there and back", stated * 2, "if the figure is there and back")
    yield from copies(case, claimed)


def duration_readings(case: Case, claimed: Estimate) -> Iterator[Reading]:
    """Every reading of a duration but the one it states."""
    for ends in _endpoints(*case.ends, tuple(case.journey.places.values())):
        for vehicle in dict.fromkeys((case.by, *_VEHICLES)) if not ends.label else (case.by,):
            if (not ends.label and vehicle == case.by) or not ends.may_take(claimed, vehicle):
                continue
            passage = _measured(case, ends, vehicle)
            if passage.hours is not None and _is_way(passage):
                changes = bool(ends.label) + (vehicle != case.by)
                label = f"by {vehicle}{ends.label}"
                yield reading(claimed, label, passage.hours, _turn_by(case, vehicle, ends), changes)
    stated = case.passage().hours
    if stated is not None:
        yield reading(claimed, f"by {case.by} there and back", stated * 2, "if the figure is there and back")
    yield from copies(case, claimed)


def speed_readings(case: Case, claimed: Estimate) -> Iterator[Reading]:
    """The averages of other vehicles, and miles for kilometres."""
    for name in _VEHICLES:
        vehicle = find_vehicle(name)
        if vehicle and name != case.by:
            yield reading(claimed, f"by {name}", vehicle.speed_kmh, f"by {name}, not by {case.by}")
    stated = find_vehicle(case.by)
    if stated:
        yield from mile_readings(claimed, f"by {case.by}", stated.speed_kmh)
    yield from copies(case, claimed)


def direction_readings(case: Case, claimed: Estimate) -> Iterator[Reading]:
    """The direction from, or to, another place of the story, and that of the way back."""
    for ends in _endpoints(*case.ends, tuple(case.journey.places.values())):
        bearing = direction(ends.start, ends.end)
        if ends.label and bearing is not None:
            yield reading(claimed, ends.label.strip(), bearing, ends.turn)
    origin, destination = case.ends
    back = direction(destination, origin)
    if back is not None:
        yield reading(claimed, f"from {destination.name} to {origin.name}", back, "the other way round")


def time_readings(case: Case, when: When, known: Sequence[Window]) -> Iterator[Reading]:
    """A time by the clocks of the outlet and of the other places, where it was stated without an offset."""
    outlet = case.journey.itinerary.sources.get(case.claim.source)
    zones = [outlet.zone if outlet else None, *(place.zone for place in case.journey.places.values())]
    own = case.ends[0 if case.kind == "depart" else 1].zone
    for zone in dict.fromkeys(zone for zone in (*zones, "UTC") if zone and zone != own and when.is_local):
        window = when.window(ZoneInfo(zone))
        misfit = min(hours_apart(window, stated) for stated in known)
        turn = f"if “{when}” is {zone} time"
        yield Reading(f"{zone} time", window, misfit, any(window.meets(stated) for stated in known), turn)


def mile_readings(claimed: Estimate, label: str, stated: Estimate) -> Iterator[Reading]:
    """A figure in miles that was taken for kilometres, and the reverse."""
    yield reading(
        claimed, f"{label} if the figure is in miles", stated * (1 / KM_PER_MILE), "if the figure is in miles"
    )
    taken = "if miles were taken for kilometres"
    yield reading(claimed, f"{label} {taken}", stated * KM_PER_MILE, taken)


def copies(case: Case, claimed: Estimate) -> Iterator[Reading]:
    """Figures of other outlets in the file, not published later, of which this is a copy but for its rounding."""
    found = 0
    for other in case.journey.itinerary.claims:
        figure = getattr(other, case.kind)
        if other.source == case.claim.source or not isinstance(figure, Quantity) or found == _MOST_COPIES:
            continue
        value = figure.estimate
        alike = value.unit == claimed.unit and abs(math.log(value.best / claimed.best)) <= _SAME_SHARE
        if alike and not _later(case, other.source):
            found += 1
            publisher = case.journey.itinerary.sources[other.source].publisher
            label = f"{publisher}’s “{figure}”{_of(case, other)}"
            yield reading(claimed, label, Estimate.exact(value.best, value.unit))


def _of(case: Case, other: Claim) -> str:
    """What the figure of another claim is of, where that is something else."""
    if case.kind == "stay":
        return f" at {_name(case, other.at)}" if other.at and other.at != case.claim.at else ""
    same = (other.origin, other.destination) == (case.claim.origin, case.claim.destination)
    return "" if same or not other.origin else f" of {_name(case, other.origin)} to {_name(case, other.destination)}"


def straight_line(origin: Place, destination: Place) -> Estimate:
    """The geodesic between two places, give or take where exactly in them it begins and ends."""
    best = distance_km(origin.point, destination.point)
    slack = math.hypot(origin.precision_km, destination.precision_km)
    return Estimate(max(0.0, best - slack), best, best + slack, "km")


def direction(origin: Place, destination: Place) -> Estimate | None:
    """The bearing of one place from another, give or take where they are; None where they are too near to tell."""
    line = straight_line(origin, destination)
    slack_km = math.hypot(origin.precision_km, destination.precision_km)
    if line.best <= slack_km or line.best == 0:
        return None
    best, slack = bearing_deg(origin.point, destination.point) % 360, math.degrees(math.asin(slack_km / line.best))
    return Estimate(best - slack, best, best + slack, "°")


def _later(case: Case, other: str) -> bool:
    """Whether another source is certainly later than the claim's."""
    sources = case.journey.itinerary.sources
    mine, theirs = sources[case.claim.source].date, sources[other].date
    return bool(mine and theirs and mine.is_before(theirs))


def _name(case: Case, name: str | None) -> str:
    return case.journey.places[name].name if name else ""


def _length(case: Case, ends: _Ends, way: str) -> Estimate | None:
    """The distance of a passage, None where the network had no answer and a straight line stands in."""
    if _mode(way) == "air":
        return ends.line
    passage = _measured(case, ends, way)
    return passage.distance_km if _is_way(passage) else None


def _measured(case: Case, ends: _Ends, by: str) -> Passage:
    """The passage; of ends other than the claim's own in one order, as it is as far back: half as many to work out."""
    start, end = ends.start, ends.end
    if ends.label and (end.lat, end.lon) < (start.lat, start.lon):
        start, end = end, start
    return case.measure(start, end, by)


def _is_way(passage: Passage) -> bool:
    """Whether there is such a way: one by sea begins and ends at the water."""
    at_sea = passage.route.mode == "sea" and max(passage.route.path.snaps_km, default=0.0) > _TO_WATER_KM
    return passage.basis != "straight line" and not at_sea


def _mode(by: str) -> str:
    vehicle = find_vehicle(by)
    return vehicle.mode if vehicle else "unknown"


def _way_label(way: str) -> str:
    return "straight line" if _mode(way) == "air" else f"by {_mode(way)}"


def _turn(case: Case, way: str, ends: _Ends) -> str:
    """What has to be otherwise for a distance to be this one."""
    if _mode(way) == _mode(case.by):
        return ends.turn
    phrase = "in a straight line" if _mode(way) == "air" else f"by {_mode(way)}"
    instead = "in a straight line" if _mode(case.by) == "air" else f"by {_mode(case.by)}"
    return f"{phrase} {ends.turn}" if ends.turn else f"{phrase}, not {instead}"


def _turn_by(case: Case, vehicle: str, ends: _Ends) -> str:
    if vehicle == case.by:
        return ends.turn
    return f"by {vehicle} {ends.turn}" if ends.turn else f"by {vehicle}, not by {case.by}"


@lru_cache(maxsize=_PAIRS_KEPT)
def _endpoints(origin: Place, destination: Place, places: tuple[Place, ...]) -> tuple[_Ends, ...]:
    """The two ends as named, then one of them exchanged for another place of the story that it may stand for."""
    froms = (
        _Ends(other, destination, f" from {other.name}", f"from {other.name}, not from {origin.name}")
        for other in _stand_ins(origin, destination, places)
    )
    tos = (
        _Ends(origin, other, f" to {other.name}", f"to {other.name}, not to {destination.name}")
        for other in _stand_ins(destination, origin, places)
    )
    return (_Ends(origin, destination), *froms, *tos)


def _stand_ins(place: Place, far_end: Place, among: Sequence[Place]) -> list[Place]:
    """Other places of the story near one end, the first named first, no two of them the same to a reader."""
    kept: list[Place] = []
    for other in among:
        near = distance_km(place.point, other.point) <= _STANDS_FOR_KM
        if near and all(distance_km(other.point, known.point) > _SAME_KM for known in (place, far_end, *kept)):
            kept.append(other)
    return kept[:_MOST_OTHERS]
