"""Journeys to the one JSON payload that everything visible is drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from geo.errors import UsageError
from geo.itinerary import Itinerary, Sighting, Stop
from geo.journey import Call, Gap, Journey, Place, Route
from geo.show.atlas import POLAR_DEG, Box
from geo.show.basemap import extract
from geo.show.claims import Claims
from geo.show.course import course_view
from geo.show.frames import frames
from geo.show.meetings import encounters
from geo.show.positions import DIGITS, pair, unwrapped
from geo.show.shape import (
    Attribution,
    GapView,
    JourneyView,
    LegView,
    Payload,
    SightingView,
    SourceView,
    StopView,
    Theme,
)
from geo.show.times import diagram_view, open_view, timeline
from geo.show.words import (
    figure_view,
    iso,
    link,
    plan_in_words,
    said,
    speed_in_words,
    vehicle_in_words,
    window_in_words,
)
from geo.timing import calls
from geo.translation import ENGLISH, Words, words_of
from geo.when import NO_WINDOW, Window

ATTRIBUTIONS: tuple[Attribution, ...] = (
    {"text": "© OpenStreetMap contributors (ODbL)", "url": "https://www.openstreetmap.org/copyright"},
    {"text": "GeoNames (CC BY 4.0)", "url": "https://www.geonames.org/"},
    {"text": "Natural Earth", "url": "https://www.naturalearthdata.com/"},
    {"text": "Leaflet", "url": "https://leafletjs.com/"},
)
SCRIPT_ROOMS = (  # of the catalogues, those whose texts the script shows
    "time", "figure", "mode", "verdict", "kind", "certainty", "map", "card", "presence", "slider", "diagram", "claims",
    "against", "side", "story", "journeys", "meeting",
)  # fmt: skip
TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"  # asked for only when a reader switches the layer on


def payload(journeys: Sequence[Journey], theme: Theme = "auto", language: str = ENGLISH) -> Payload:
    """Everything the map and the page show, as data that JSON can hold, in one of `geo.translation.LANGUAGES`.

    Raises `UsageError` without a journey, with a stop that has no place or in another language, `DataError` when the
    base map is damaged.
    """
    words = words_of(language)
    if not journeys:
        raise UsageError("there is no journey to show")
    views: list[JourneyView] = []
    for journey in journeys:
        views.append(_journey(journey, theme, words, near_lon=views[0]["stops"][0]["lon"] if views else None))
    return {
        "title": " · ".join(view["title"] for view in views),
        "theme": theme,
        "language": words.language,
        "words": words.within(*SCRIPT_ROOMS),
        "journeys": views,
        "encounters": encounters(journeys, views, words),
        "base_map": extract(_box(views)),
        "attributions": list(ATTRIBUTIONS),
        "tiles": TILES,
    }


def stops_and_legs(
    journey: Journey, near_lon: float | None = None, words: Words | None = None
) -> tuple[list[StopView], list[LegView]]:
    """The stops and legs of a journey as they are drawn, from the turn of the globe that is nearest a longitude.

    Raises `UsageError` with a stop that has no place.
    """
    number_of, words = _number_of(journey.itinerary), words or words_of(ENGLISH)
    legs = list(_legs(journey, number_of, near_lon, words))
    lons = [legs[0]["points"][0][1], *(leg["points"][-1][1] for leg in legs)] if legs else [near_lon or 0.0]
    stops = [
        _stop(journey, index, number_of, lons[min(index, len(lons) - 1)], left_open, words)
        for index, left_open in enumerate(calls(journey))
    ]
    return stops, legs


def sources_of(itinerary: Itinerary, words: Words | None = None) -> list[SourceView]:
    """The sources of an itinerary, by their numbers."""
    return [_source(itinerary, key, number, words) for key, number in _number_of(itinerary).items()]


def _number_of(itinerary: Itinerary) -> dict[str, int]:
    return {key: number for number, key in enumerate(itinerary.sources, start=1)}


def _journey(journey: Journey, theme: Theme, words: Words, near_lon: float | None) -> JourneyView:
    itinerary = journey.itinerary
    times, untimed = timeline(journey, words)
    stops, legs = stops_and_legs(journey, near_lon, words)
    claims = Claims(journey, stops, legs, _number_of(itinerary), words)
    findings = claims.findings()
    return {
        "title": itinerary.title,
        "travellers": list(itinerary.traveller),
        "distance_km": figure_view(journey.distance_km, words) if journey.passages else None,
        "hours": figure_view(journey.hours, words) if journey.passages and journey.hours else None,
        "stops": stops,
        "legs": legs,
        "diagram": diagram_view(times, theme) if times else None,
        "course": course_view(times, words) if times else None,
        "untimed": untimed,
        "frames": frames(times, legs) if times else [],
        "conflicts": [conflict.explanation for conflict in journey.conflicts],
        "speeds": [speed_in_words(speed, words) for speed in journey.speeds],
        "findings": findings,
        "groups": claims.groups(),
        "ways": claims.ways,
        "sources": sources_of(itinerary, words),
        "warnings": list(journey.warnings),
    }


def _stop(
    journey: Journey, index: int, number_of: dict[str, int], near_lon: float, left_open: Call, words: Words
) -> StopView:
    stop, place = journey.itinerary.stops[index], _place(journey, journey.itinerary.stops[index].place)
    call = journey.calls[index] if index < len(journey.calls) else Call(Window(), Window())
    return {
        "number": index + 1,
        "name": _name(stop.place, place),
        "country": place.country,
        "lat": round(place.lat, DIGITS),
        "lon": unwrapped(place.lon, near_lon),
        "precision_km": place.precision_km,
        "found_in": place.source,
        "zone": place.zone,
        "arrive": said(stop.arrive, words),
        "depart": said(stop.depart, words),
        "arrive_utc": window_in_words(call.arrival, words) if stop.arrive and call.arrival != NO_WINDOW else None,
        "depart_utc": window_in_words(call.departure, words) if stop.depart and call.departure != NO_WINDOW else None,
        "arrive_open": open_view(left_open.arrival, place, words),
        "depart_open": open_view(left_open.departure, place, words),
        "events": list(stop.events),
        "certainty": stop.certainty,
        "status": stop.status,
        "planned": plan_in_words(stop.planned, words),
        "sources": _numbers(stop.sources, number_of),
    }


def _legs(journey: Journey, number_of: dict[str, int], near_lon: float | None, words: Words) -> Iterable[LegView]:
    """The legs, each beginning at the longitude where the one before it ended."""
    for index, route in enumerate(journey.routes):
        leg = _leg(journey, index, route, number_of, near_lon, words)
        near_lon = leg["points"][-1][1]
        yield leg


def _leg(
    journey: Journey, index: int, route: Route, number_of: dict[str, int], near_lon: float | None, words: Words
) -> LegView:
    before, stop = journey.itinerary.stops[index : index + 2]
    passage = journey.passages[index] if index < len(journey.passages) else None
    points = route.geometry or (route.origin.point, route.destination.point)
    turn = 0.0 if near_lon is None else unwrapped(points[0].lon, near_lon) - points[0].lon
    middle_lon = (points[0].lon + points[-1].lon) / 2 + turn
    return {
        "number": index + 1,
        "start": _name(before.place, route.origin),
        "end": _name(stop.place, route.destination),
        "by": vehicle_in_words(route.by, words),
        "mode": route.mode,
        "via": [_name(name, _place(journey, name)) for name in (stop.by.via if stop.by else ())],
        "points": [pair(point, turn) for point in points],
        "distance_km": figure_view(route.distance_km, words),
        "straight_line_km": round(route.straight_line_km, 1),
        "hours": figure_view(passage.hours, words) if passage and passage.hours else None,
        "basis": route.basis,
        "inferred": _inferred(route, before, stop, words),
        "warnings": list(passage.warnings if passage else route.path.warnings),
        "gaps": [_gap(gap, turn) for gap in route.path.gaps],
        "sightings": [_sighting(journey, sighting, number_of, middle_lon, words) for sighting in stop.seen],
        "sources": _numbers(stop.by.sources if stop.by else (), number_of),
    }


def _inferred(route: Route, before: Stop, stop: Stop, words: Words) -> str | None:
    """Why a leg is drawn dashed; None where it is not."""
    if route.basis in {"straight line", "circuity"}:
        return words[f"inferred.{route.basis.replace(' ', '-')}"]
    if stop.certainty != "certain":
        return words[f"inferred.{stop.certainty}"]
    ends = (("leads-to", stop), ("comes-from", before))
    return next((words[f"inferred.{how}-planned"] for how, end in ends if end.status == "planned"), None)


def _gap(gap: Gap, turn: float) -> GapView:
    return {"points": [pair(gap.start, turn), pair(gap.end, turn)], "length_km": round(gap.length_km, 2)}


def _sighting(
    journey: Journey, sighting: Sighting, number_of: dict[str, int], near_lon: float, words: Words
) -> SightingView:
    place = _place(journey, sighting.place)
    return {
        "name": _name(sighting.place, place),
        "lat": round(place.lat, DIGITS),
        "lon": unwrapped(place.lon, near_lon),
        "precision_km": place.precision_km,
        "at": said(sighting.at, words),
        "of": sighting.of,
        "sources": _numbers(sighting.sources, number_of),
    }


def _source(itinerary: Itinerary, key: str, number: int, words: Words | None) -> SourceView:
    source = itinerary.sources[key]
    return {
        "number": number,
        "publisher": source.publisher,
        "title": source.title,
        "date": said(source.date, words),
        "iso": iso(source.date),
        "url": link(source.url),
    }


def _place(journey: Journey, name: str) -> Place:
    try:
        return journey.places[name]
    except KeyError as error:
        raise UsageError(f"“{name}” has no place yet: build the journey before showing it") from error


def _name(written: str, place: Place) -> str:
    """The name as the file writes it; a place known by a key or a code has its own."""
    return written if place.source.startswith("geonames:") else place.name


def _numbers(keys: Iterable[str], number_of: dict[str, int]) -> list[int]:
    return [number_of[key] for key in keys if key in number_of]


def _box(views: Sequence[JourneyView]) -> Box:
    """The stretch of the world that all journeys cover, within what Web Mercator can show."""
    stops = ((stop["lat"], stop["lon"]) for view in views for stop in view["stops"])
    lines = ((lat, lon) for view in views for leg in view["legs"] for lat, lon in leg["points"])
    lats, lons = zip(*chain(stops, lines), strict=True)
    shown = [min(POLAR_DEG, max(-POLAR_DEG, lat)) for lat in lats]
    return Box(min(shown), min(lons), max(shown), max(lons))
