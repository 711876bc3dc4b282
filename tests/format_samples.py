"""Journeys for the tests of exports: what is known of them is written here, and not worked out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from geo.journey import Journey, Place
from geo.pipeline import build
from tests.fakes import KHASAN, PYONGYANG, VLADIVOSTOK, FakeNetwork, gazetteer, itinerary, networks

FIJI = Place("Suva", -18.1416, 178.4415, "FJ", "city", "fake:8", 2.0, "Pacific/Fiji")
SAMOA = Place("Apia", -13.8333, -171.7667, "WS", "city", "fake:9", 2.0, "Pacific/Apia")
SOURCES = {
    "ria": {"publisher": "RIA", "title": "A & B <c>", "date": "2023-09-12", "url": 'https://a.example/?x=1&y="<z>" é'},
    "bad": {"publisher": "Bad", "url": "javascript:alert(1)"},
}
STOPS: tuple[dict[str, Any], ...] = (
    {"place": "Pyongyang", "depart": "2023-09-10T10:00+09:00", "sources": ["bad", "ria"]},
    {
        "place": "Khasan",
        "by": {"vehicle": "armoured train", "sources": ["ria"]},
        "seen": [{"at": "2023-09-11T05:15+03:00", "place": "Khasan", "sources": ["ria"]}],
        "arrive": "2023-09-12",
        "events": ["met; talked, left", "slept"],
    },
    {"place": "Vladivostok", "by": "armoured train", "arrive": "2023-09-14T12:00+10:00", "certainty": "uncertain"},
)


class Across(FakeNetwork):
    """Eastward across the antimeridian, unwrapped as networks answer."""

    def path(self, origin: Place, destination: Place, **more: Any) -> Any:
        return super().path(origin, Place.at(destination.lat, destination.lon + 360), **more)


def by_train(*stops: dict[str, Any], **parts: Any) -> Journey:
    """A journey by rail between Pyongyang, Khasan and Vladivostok, twice as long as straight."""
    story = itinerary(*(stops or STOPS), **({"sources": SOURCES} | parts))
    return build(story, names=gazetteer(PYONGYANG, KHASAN, VLADIVOSTOK), networks=networks(rail=FakeNetwork()))


def across() -> Journey:
    """By ship from Suva to Apia, across the antimeridian, and by what nobody knows the speed of back to where it is."""
    story = itinerary(
        {"place": "Suva", "depart": "2023-09-10"}, {"place": "Apia", "by": "ship"}, {"place": "Apia", "by": "zeppelin"}
    )
    return build(story, names=gazetteer(FIJI, SAMOA), networks=networks(sea=Across(basis="network")))


def alone() -> Journey:
    """One stop, one day, no legs."""
    return by_train({"place": "Pyongyang", "arrive": "2023-09-10"})


def named(name: str) -> Journey:
    """A journey whose every text from outside the file is this; the reader would refuse some of it in a file."""
    journey = by_train()
    places = {key: replace(place, name=name, source=name) for key, place in journey.places.items()}
    end = replace(journey.passages[0].route.origin, name=name)
    passages = tuple(
        replace(passage, notes=(name,), route=replace(passage.route, origin=end, destination=end, by=name))
        for passage in journey.passages
    )
    return replace(journey, places=places, passages=passages, warnings=(name,))


def utc(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
