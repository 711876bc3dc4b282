"""Journeys as GeoDataFrames, in WGS84 longitude and latitude (EPSG:4326)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.journey import Journey, Passage, Point
from geo.lines import cut

if TYPE_CHECKING:
    from geopandas import GeoDataFrame


def stops_frame(journey: Journey) -> GeoDataFrame:
    """One row a stop, with the point of its place."""
    from geopandas import GeoDataFrame  # noqa: PLC0415 — heavy: only exports need it
    from shapely import Point as Dot  # noqa: PLC0415

    rows = [_stop_row(journey, index) for index in range(len(journey.itinerary.stops))]
    dots = [Dot(row["lon"], row["lat"]) for row in rows]
    return GeoDataFrame(rows, geometry=dots, crs="EPSG:4326")


def legs_frame(journey: Journey) -> GeoDataFrame:
    """One row a leg, with the line of its route cut at the antimeridian (RFC 7946, section 3.1.9)."""
    from geopandas import GeoDataFrame  # noqa: PLC0415 — heavy: only exports need it

    rows = [_leg_row(number, passage) for number, passage in enumerate(journey.passages, start=1)]
    lines = [_line(passage.geometry) for passage in journey.passages]
    return GeoDataFrame(rows, geometry=lines, crs="EPSG:4326")


def _stop_row(journey: Journey, index: int) -> dict[str, Any]:
    stop = journey.itinerary.stops[index]
    place = journey.places[stop.place]
    return {
        "stop": index + 1,
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "precision_km": place.precision_km,
        "arrive": str(stop.arrive or ""),
        "depart": str(stop.depart or ""),
        "certainty": stop.certainty,
        "status": stop.status,
        "events": "; ".join(stop.events),
        "sources": "; ".join(stop.sources),
        "place_source": place.source,
    }


def _leg_row(number: int, passage: Passage) -> dict[str, Any]:
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


def _line(points: tuple[Point, ...]) -> Any:
    """The line in -180 to 180, in two parts or more where it crosses the antimeridian; None for a leg of one point."""
    from shapely import LineString, MultiLineString  # noqa: PLC0415

    parts = [part for part in cut(points) if len(set(part)) > 1]
    lines = [LineString([(point.lon, point.lat) for point in part]) for part in parts]
    if not lines:
        return None
    return lines[0] if len(lines) == 1 else MultiLineString(lines)
