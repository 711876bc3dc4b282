"""What exports say of each stop, leg and sighting, as rows of plain values; moments are in UTC."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from geo.itinerary import Itinerary, Sighting, Source
from geo.journey import Call, Journey, Passage
from geo.timing import calls
from geo.when import Window

Row = dict[str, Any]

_TEXT, _MOMENT = "string", "datetime64[us, UTC]"
_PLACE = {"name": _TEXT, "country": _TEXT, "lat": "float64", "lon": "float64", "precision_km": "float64"}

# The columns of each frame and their types, which do not depend on what a journey has.
STOP_COLUMNS: Mapping[str, str] = MappingProxyType({
    "stop": "int64", **_PLACE, "arrive": _TEXT, "depart": _TEXT, "certainty": _TEXT, "status": _TEXT, "events": _TEXT,
    "sources": _TEXT, "place_source": _TEXT, "arrive_earliest": _MOMENT, "arrive_latest": _MOMENT,
    "depart_earliest": _MOMENT, "depart_latest": _MOMENT, "cited": _TEXT,
})  # fmt: skip
LEG_COLUMNS: Mapping[str, str] = MappingProxyType({
    "leg": "int64", "from": _TEXT, "to": _TEXT, "by": _TEXT, "mode": _TEXT, "distance_km_low": "float64",
    "distance_km": "float64", "distance_km_high": "float64", "straight_line_km": "float64", "hours_low": "float64",
    "hours": "float64", "hours_high": "float64", "basis": _TEXT, "warnings": _TEXT,
})  # fmt: skip
SIGHTING_COLUMNS: Mapping[str, str] = MappingProxyType({
    "stop": "int64", **_PLACE, "at": _TEXT, "of": _TEXT, "sources": _TEXT, "place_source": _TEXT, "earliest": _MOMENT,
    "latest": _MOMENT, "cited": _TEXT,
})  # fmt: skip


def stop_rows(journey: Journey) -> list[Row]:
    """A row for each stop, numbered from 1: what is stated of it, and the windows that all statements leave open."""
    return [_stop_row(journey, index, call) for index, call in enumerate(calls(journey))]


def leg_rows(journey: Journey) -> list[Row]:
    """A row for each leg, numbered from 1: distance in km and time in hours, with their bounds and their basis."""
    return [_leg_row(number, passage) for number, passage in enumerate(journey.passages, start=1)]


def sighting_rows(journey: Journey) -> list[Row]:
    """A row for each sighting, in the file's order; `stop` is the number of the stop they were on the way to."""
    return [_sighting_row(journey, index, seen, window) for index, seen, window in sightings(journey)]


def sightings(journey: Journey) -> Iterator[tuple[int, Sighting, Window]]:
    """Each sighting with the number of its stop, from 0, and the window that is open to it."""
    found = {point.path: point.window for point in journey.timing if point.event == "seen"}
    for index, stop in enumerate(journey.itinerary.stops):
        for number, seen in enumerate(stop.seen):
            path = journey.itinerary.in_file(f"stops[{index}].seen[{number}]")
            yield index, seen, found.get(path) or seen.at.window(journey.places[seen.place].tzinfo)


def cited(itinerary: Itinerary, keys: Sequence[str]) -> tuple[str, ...]:
    """Sources by their keys: publisher, title, date and address; a key without a source as it is."""
    return tuple(_in_full(itinerary.sources[key]) if key in itinerary.sources else key for key in keys)


def _in_full(source: Source) -> str:
    title = f"“{source.title}”" if source.title else None
    parts = (source.publisher, title, source.date, source.url, source.archive)
    return ", ".join(str(part) for part in parts if part)


def _stop_row(journey: Journey, index: int, call: Call) -> Row:
    stop = journey.itinerary.stops[index]
    return {
        "stop": index + 1,
        **_place(journey, stop.place),
        "arrive": str(stop.arrive or ""),
        "depart": str(stop.depart or ""),
        "certainty": stop.certainty,
        "status": stop.status,
        "events": "; ".join(stop.events),
        "sources": "; ".join(stop.sources),
        "place_source": journey.places[stop.place].source,
        "arrive_earliest": call.arrival.earliest,
        "arrive_latest": call.arrival.latest,
        "depart_earliest": call.departure.earliest,
        "depart_latest": call.departure.latest,
        "cited": "; ".join(cited(journey.itinerary, stop.sources)),
    }


def _leg_row(number: int, passage: Passage) -> Row:
    route = passage.route
    return {
        "leg": number,
        "from": route.origin.name,
        "to": route.destination.name,
        "by": route.by,
        "mode": route.mode,
        "distance_km_low": round(passage.distance_km.low, 1),
        "distance_km": round(passage.distance_km.best, 1),
        "distance_km_high": round(passage.distance_km.high, 1),
        "straight_line_km": round(passage.straight_line_km, 1),
        "hours_low": passage.hours and round(passage.hours.low, 2),
        "hours": passage.hours and round(passage.hours.best, 2),
        "hours_high": passage.hours and round(passage.hours.high, 2),
        "basis": passage.basis,
        "warnings": "; ".join(passage.warnings),
    }


def _sighting_row(journey: Journey, index: int, seen: Sighting, window: Window) -> Row:
    return {
        "stop": index + 1,
        **_place(journey, seen.place),
        "at": str(seen.at),
        "of": seen.of or "",
        "sources": "; ".join(seen.sources),
        "place_source": journey.places[seen.place].source,
        "earliest": window.earliest,
        "latest": window.latest,
        "cited": "; ".join(cited(journey.itinerary, seen.sources)),
    }


def _place(journey: Journey, name: str) -> Row:
    place = journey.places[name]
    return {
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "precision_km": place.precision_km,
    }
