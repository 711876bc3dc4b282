"""What a picture tells of each journey, in words ready to be set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo.errors import UsageError
from geo.journey import Journey
from geo.picture.lettering import clean
from geo.show.payload import sources_of, stops_and_legs
from geo.show.shape import LegView, SourceView, StopView

_MOST_CHARACTERS = 160  # of a name or a title in a list: more is an essay


@dataclass(frozen=True, slots=True)
class Story:
    """A journey: its stops and legs as the map has them, and its sources; `first_source` is the number of its first."""

    title: str
    travellers: str
    distance: str | None
    stops: Sequence[StopView]
    legs: Sequence[LegView]
    sources: Sequence[SourceView]
    first_source: int

    def cited(self, numbers: Sequence[int]) -> str:
        """Sources by their numbers on the picture, in brackets; nothing where there are none."""
        return f"[{', '.join(str(number + self.first_source - 1) for number in numbers)}]" if numbers else ""


def stories(journeys: Sequence[Journey]) -> list[Story]:
    """The journeys, their sources numbered through. Raises `UsageError` without any, or where a stop has no place."""
    if not journeys:
        raise UsageError("there is no journey to show")
    told, first = list[Story](), 1
    for journey in journeys:
        itinerary = journey.itinerary
        stops, legs = stops_and_legs(journey)
        sources = sources_of(itinerary)
        distance = str(journey.distance_km) if journey.passages else None
        travellers = ", ".join(map(clean, itinerary.traveller))
        told.append(Story(clean(itinerary.title), travellers, distance, stops, legs, sources, first))
        first += len(sources)
    return told


def title_of(told: Sequence[Story]) -> str:
    """The title of a picture."""
    return " · ".join(dict.fromkeys(story.title for story in told))


def subtitle_of(told: Sequence[Story]) -> str:
    """Who travelled, and of one journey how far in all."""
    travellers = ", ".join(dict.fromkeys(story.travellers for story in told))
    distance = told[0].distance if len(told) == 1 else None
    return f"{travellers} · {distance}" if distance else travellers


def when(stop: StopView) -> str:
    """When they came and left, as it was stated."""
    arrive, depart = stop["arrive"], stop["depart"]
    if arrive and depart and arrive == depart:
        return arrive
    came = arrive or ""
    left = f"left {depart}" if depart else ""
    return ", ".join(part for part in (came, left) if part)


def source_text(source: SourceView) -> str:
    """A report as a list has it."""
    publisher = clean(source["publisher"])[:_MOST_CHARACTERS]
    title = clean(source["title"] or "")[:_MOST_CHARACTERS]
    return ", ".join(part for part in (publisher, f"“{title}”" if title else "", source["date"] or "") if part)


def name_of(text: str) -> str:
    """A name as a list has it."""
    return clean(text)[:_MOST_CHARACTERS] or "—"


def stops_of(told: Sequence[Story]) -> Iterator[tuple[int, Story, StopView]]:
    """Every stop, with the number of its journey from 0."""
    for index, story in enumerate(told):
        yield from ((index, story, stop) for stop in story.stops)


def texts_of(told: Sequence[Story]) -> Iterator[str]:
    """Every text of the journeys that a picture may show."""
    for story in told:
        yield from (story.title, story.travellers)
        yield from (clean(stop["name"]) for stop in story.stops)
        yield from (clean(sighting["name"]) for leg in story.legs for sighting in leg["sightings"])
        yield from map(source_text, story.sources)
