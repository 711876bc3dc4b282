"""The readings a reported figure may have: other ways, other endpoints of the story, miles taken for kilometres."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geo.geodesy import distance_km
from geo.itinerary import Claim
from geo.journey import Journey, Measure, Passage, Place
from geo.modes import find_vehicle
from geo.quantity import KM_PER_MILE, Estimate

# How far another place of the story may lie from the one a report names and still be what it meant: a station or an
# airfield for its city, a border station for the bridge. Ours; the airports of the largest cities lie closer.
_STANDS_FOR_KM = 60.0
_SAME_KM = 8.0  # closer than this, two places make one figure
_MOST_OTHERS = 3
_WAYS = ("air", "rail", "road")  # "air" is the straight line
_VEHICLES = ("rail", "armoured train", "road", "air")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a figure may be of, and what it then is."""

    label: str
    value: Estimate

    def __str__(self) -> str:
        """For people: `straight line from Artëm, 164 km`."""
        return f"{self.label}, {self.value.rounded()}"

    @property
    def full(self) -> str:
        """With its bounds: `by rail 318 km (312–331)`."""
        return f"{self.label} {self.value}"

    def misfit(self, claimed: Estimate) -> float:
        """How far from the claimed value, as a ratio's logarithm: 0 is the same."""
        return abs(math.log(self.value.best / claimed.best)) if self.value.best > 0 else math.inf


def fitting(claimed: Estimate, readings: Iterator[Reading]) -> tuple[Reading, ...]:
    """The readings that the claimed figure allows, the closest first."""
    return tuple(sorted((r for r in readings if claimed.meets(r.value)), key=lambda r: r.misfit(claimed)))


def distance_readings(claim: Claim, journey: Journey, measure: Measure) -> Iterator[Reading]:
    """Every reading of a distance claim but the one it states."""
    origin, destination = journey.places[claim.origin], journey.places[claim.destination]
    for start, end, where in _endpoints(origin, destination, journey.places):
        for way in _WAYS:
            if not where and claim.by and _mode(claim.by) == _mode(way):
                continue
            value = _length(measure(start, end, way), way)
            if value is not None:
                yield Reading(f"{_way_label(way)}{where}", value)
    stated = _length(measure(origin, destination, claim.by or "air"), claim.by or "air")
    if stated is not None:
        label = _way_label(claim.by or "air")
        yield Reading(f"{label} if the figure is in miles", stated * (1 / KM_PER_MILE))
        yield Reading(f"{label} if miles were taken for kilometres", stated * KM_PER_MILE)


def duration_readings(claim: Claim, by: str, journey: Journey, measure: Measure) -> Iterator[Reading]:
    """Every reading of a duration claim but the one it states."""
    origin, destination = journey.places[claim.origin], journey.places[claim.destination]
    for start, end, where in _endpoints(origin, destination, journey.places):
        for vehicle in dict.fromkeys((by, *_VEHICLES)):
            if not where and vehicle == by:
                continue
            passage = measure(start, end, vehicle)
            if passage.hours is not None and (passage.basis != "straight line"):
                yield Reading(f"by {vehicle}{where}", passage.hours)


def straight_line(origin: Place, destination: Place) -> Reading:
    """The geodesic between two places, give or take where exactly in them it begins and ends."""
    best = distance_km(origin.point, destination.point)
    slack = math.hypot(origin.precision_km, destination.precision_km)
    return Reading("straight line", Estimate(max(0.0, best - slack), best, best + slack, "km"))


def _length(passage: Passage, way: str) -> Estimate | None:
    """The distance of a passage, None where the network had no answer and a straight line stands in."""
    if _mode(way) == "air":
        return straight_line(passage.route.origin, passage.route.destination).value
    return None if passage.basis == "straight line" else passage.distance_km


def _mode(by: str) -> str:
    vehicle = find_vehicle(by)
    return vehicle.mode if vehicle else "unknown"


def _way_label(way: str) -> str:
    return "straight line" if _mode(way) == "air" else f"by {_mode(way)}"


def _endpoints(origin: Place, destination: Place, places: Mapping[str, Place]) -> Iterator[tuple[Place, Place, str]]:
    """The two ends as named, then one of them exchanged for another place of the story that it may stand for."""
    yield origin, destination, ""
    for other in _stand_ins(origin, destination, tuple(places.values())):
        yield other, destination, f" from {other.name}"
    for other in _stand_ins(destination, origin, tuple(places.values())):
        yield origin, other, f" to {other.name}"


def _stand_ins(place: Place, far_end: Place, among: Sequence[Place]) -> list[Place]:
    """Other places of the story near one end, the first named first, no two of them the same to a reader."""
    kept: list[Place] = []
    for other in among:
        near = distance_km(place.point, other.point) <= _STANDS_FOR_KM
        if near and all(distance_km(other.point, known.point) > _SAME_KM for known in (place, far_end, *kept)):
            kept.append(other)
    return kept[:_MOST_OTHERS]
