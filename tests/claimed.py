"""A small journey to hold claims against: networks made by hand, in which every way is so many straight lines long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pyproj import Geod

from geo import pipeline
from geo.journey import Finding, Journey, Place
from geo.routing import Networks, route
from geo.timetable import schedule, state_times
from tests.fakes import ARTYOM_RU, KHASAN, MOSCOW, PYONGYANG, VLADIVOSTOK, FakeNetwork, itinerary, networks

PLACES = {"V": VLADIVOSTOK, "K": KHASAN, "A": ARTYOM_RU, "P": PYONGYANG, "M": MOSCOW}
GROUND = networks(
    rail=FakeNetwork(detour=1.5),
    road=FakeNetwork(detour=1.2),
    air=FakeNetwork(detour=1.0, basis="geodesic"),
    sea=FakeNetwork(refusal="no sea here"),
)


def findings(
    *stops: Mapping[str, Any],
    claims: list[dict[str, Any]],
    ways: Networks = GROUND,
    places: Mapping[str, Place] = PLACES,
) -> tuple[Finding, ...]:
    """The findings of claims about a journey."""
    told = [{"quote": "so they say", "source": "s"} | claim for claim in claims]
    story = itinerary(*map(dict, stops), claims=told)
    journey = schedule(route(state_times(Journey(story, places)), ways))
    return pipeline.check(journey, networks=ways)


def km(start: Place, end: Place) -> float:
    """The straight line, by an independent reckoning."""
    return float(Geod(ellps="WGS84").inv(start.lon, start.lat, end.lon, end.lat)[2]) / 1000
