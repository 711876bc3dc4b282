"""How long a long journey's windows and a thousand journeys' encounters take.

    python benchmarks/times.py

Asked: a journey of 2,000 stops schedules in under 1 s, and `meet` over 1,000 journeys takes under 5 s. The journeys are
made here, routes apart: a tour of 2,000 stops, and 1,000 of ten stops, each one of the five nearest of 200 cities of
Europe and Asia, all within three years.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TypeVar

from geo.encounters import meet
from geo.geodesy import distance_km
from geo.itinerary import Itinerary
from geo.journey import Journey, Path, Place, Point, Route
from geo.modes import find_vehicle
from geo.quantity import Estimate
from geo.timetable import schedule, state_times
from geo.whereabouts import Timeline

T = TypeVar("T")
STEPS = 40  # points of a route


def main() -> None:
    long = tour(random.Random(1), 2000, "K")  # noqa: S311 -- no secrets here
    seconds, journey = timed(lambda: schedule(state_times(long)))
    print(f"a journey of 2,000 stops: {seconds:.2f} s for {len(journey.timing):,} windows")
    seconds, timeline = timed(lambda: Timeline(journey))
    seconds, _ = timed(lambda: timeline.where(datetime(2020, 6, 1, tzinfo=UTC)))
    print(f"where they were in it: {seconds:.2f} s the first time")
    draw = random.Random(2)  # noqa: S311 -- no secrets here
    cities = [place(draw) for _ in range(200)]
    journeys = [schedule(state_times(tour(draw, 10, f"traveller {n}", cities))) for n in range(1000)]
    seconds, met = timed(lambda: meet(journeys))
    verdicts = {verdict: sum(one.verdict == verdict for one in met) for verdict in {one.verdict for one in met}}
    print(f"meet over 1,000 journeys: {seconds:.2f} s, {verdicts}")


def timed(question: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    answer = question()
    return time.perf_counter() - start, answer


def place(draw: random.Random) -> Place:
    lat, lon = draw.uniform(35, 60), draw.uniform(0, 130)
    return Place(f"{lat:.2f}, {lon:.2f}", lat, lon, None, "city", "made", 1.0, "UTC")


def tour(
    draw: random.Random, stops: int, traveller: str, cities: list[Place] | None = None, within_h: float = 26000
) -> Journey:
    places = [draw.choice(cities) if cities else place(draw)]
    while len(places) < stops:
        places.append(draw.choice(near(places[-1], cities)) if cities else place(draw))
    moment = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=draw.uniform(0, within_h))
    told: list[dict[str, object]] = []
    for number, here in enumerate(places):
        if number:
            moment += timedelta(hours=distance_km(places[number - 1].point, here.point) * 1.2 / 70 + 1)
        told.append({"place": here.name, "arrive": f"{moment:%Y-%m-%dT%H:%MZ}"} | ({"by": "rail"} if number else {}))
        moment += timedelta(hours=draw.uniform(2, 48))
    story = Itinerary.model_validate({"title": traveller, "traveller": traveller, "stops": told})
    routes = tuple(route(*pair) for pair in pairwise(places))
    return Journey(story, {each.name: each for each in places}, routes)


def near(here: Place, cities: list[Place]) -> list[Place]:
    return sorted(cities, key=lambda city: math.hypot(city.lat - here.lat, (city.lon - here.lon) * 0.7))[1:6]


def route(origin: Place, destination: Place) -> Route:
    """A line with `STEPS` points, a fifth longer than straight."""
    straight = distance_km(origin.point, destination.point)
    up, across = (destination.lat - origin.lat) / STEPS, (destination.lon - origin.lon) / STEPS
    points = tuple(Point(origin.lat + n * up, origin.lon + n * across) for n in range(STEPS + 1))
    vehicle = find_vehicle("rail")
    assert vehicle is not None
    path = Path(Estimate.within(straight * 1.2, 0.02, "km"), points, "network")
    return Route(origin, destination, vehicle.name, vehicle.mode, path, straight)


if __name__ == "__main__":
    main()
