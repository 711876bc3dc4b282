"""Journeys with routes and times made by hand: along the equator, 1° of longitude being some 111 km."""

from __future__ import annotations

from typing import Any

from geo.geodesy import distance_km
from geo.itinerary import Itinerary
from geo.journey import Journey, Path, Place, Point, Route
from geo.modes import find_vehicle
from geo.quantity import Estimate
from geo.timetable import schedule, state_times

ZONES = {"M": "Europe/Moscow", "V": "Asia/Vladivostok"}


def at(name: str, lon: float, lat: float = 0.0, zone: str = "UTC", precision_km: float = 0.5) -> Place:
    """A place near the equator."""
    return Place(name, lat, lon, None, "city", "made", precision_km, zone)


def journey(
    places: dict[str, Place],
    *stops: dict[str, Any],
    traveller: str = "K",
    basis: Any = "network",
    km: dict[int, float] | None = None,
) -> Journey:
    """A scheduled journey: straight legs of `km` or of the straight line, right to within 1 %."""
    story = Itinerary.model_validate({"title": traveller, "traveller": traveller, "stops": stops})
    pairs = [(places[a.place], places[b.place], b.by) for a, b in zip(story.stops, story.stops[1:], strict=False)]
    routes = tuple(
        _route(start, end, by.vehicle if by else "rail", (km or {}).get(leg), basis)
        for leg, (start, end, by) in enumerate(pairs)
    )
    return schedule(state_times(Journey(story, places, routes)))


def _route(origin: Place, destination: Place, by: str, km: float | None, basis: Any) -> Route:
    straight = distance_km(origin.point, destination.point)
    steps = 20
    points = tuple(
        Point(
            origin.lat + n / steps * (destination.lat - origin.lat),
            origin.lon + n / steps * (destination.lon - origin.lon),
        )
        for n in range(steps + 1)
    )
    vehicle = find_vehicle(by)
    path = Path(Estimate.within(km or straight, 0.01, "km"), points, basis)
    return Route(origin, destination, by, vehicle.mode if vehicle else "unknown", path, straight)
