"""Journeys with times, built by the real stages on a made-up railway."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from geo.journey import Journey, Place
from geo.pipeline import build
from tests.fakes import KHASAN, MOSCOW, PYONGYANG, VLADIVOSTOK, FakeNetwork, claim, gazetteer, itinerary, networks

USSURIYSK = Place("Ussuriysk", 43.80291, 131.94577, "RU", "city", "fake:8", 3.0, "Asia/Vladivostok")
TRAIN = "armoured train"


def timed(*stops: dict[str, Any], places: tuple[Place, ...] = (), **parts: Any) -> Journey:
    """An itinerary, built whole."""
    known = gazetteer(PYONGYANG, KHASAN, USSURIYSK, VLADIVOSTOK, MOSCOW, *places)
    return build(itinerary(*stops, **parts), names=known, networks=networks(rail=FakeNetwork(detour=1.3)))


@cache
def two_legs() -> Journey:
    """Pyongyang to Vladivostok with a stay, a sighting, a consistent claim and a contradicted one."""
    return timed(
        {"place": "Pyongyang", "depart": "2023-09-10 afternoon"},
        {"place": "Khasan", "by": TRAIN, "arrive": "2023-09-12 morning"},
        {
            "place": "Vladivostok", "by": TRAIN, "arrive": "2023-09-12T22:00~",
            "seen": [{"at": "2023-09-12T16:00", "place": "Ussuriysk"}],
        },
        claims=[
            claim("Pyongyang", "Khasan", duration="20 hours", by=TRAIN),
            claim("Khasan", "Vladivostok", distance="1,000 km"),
            claim("Khasan", "Vladivostok", arrive="2023-09-14 morning"),
            claim("Moscow", "Vladivostok", distance="9,000 km"),
        ],
    )  # fmt: skip


@cache
def clashing() -> Journey:
    """Two times that cannot both hold, with an hour for what takes ten."""
    return timed(
        {"place": "Pyongyang", "depart": "2023-09-10T12:00"},
        {"place": "Khasan", "by": TRAIN, "arrive": "2023-09-10T15:00"},
        {"place": "Vladivostok", "by": TRAIN, "arrive": "2023-09-12T10:00"},
    )


@cache
def untimed() -> Journey:
    """Nobody says when."""
    return timed({"place": "Pyongyang"}, {"place": "Khasan", "by": TRAIN})


@cache
def unknown_way() -> Journey:
    """Seven hours for a way that no network knows, by a vehicle of a known speed."""
    return timed(
        {"place": "Vladivostok", "depart": "2023-09-12T06:00"},
        {"place": "Khasan", "by": "motorcade", "arrive": "2023-09-12T13:00"},
    )


@cache
def to_and_fro(stops: int, *, every: int = 10) -> Journey:
    """Between two cities, again and again; every so many stops a day is stated."""
    days = [{"arrive": str(date(2000, 1, 1) + timedelta(days=n))} if n % every == 0 else {} for n in range(stops)]
    names = ("Vladivostok", "Ussuriysk")
    return timed(*({"place": names[n % 2], **({"by": TRAIN} if n else {}), **day} for n, day in enumerate(days)))
