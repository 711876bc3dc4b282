"""GPX 1.1: stops and sightings as waypoints, legs as tracks, for GPS devices and hiking maps."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar
from xml.sax.saxutils import escape

from geo.formats.frames import parts_of
from geo.formats.words import Told, about, legs, seen, stops, title
from geo.journey import Journey, Point

if TYPE_CHECKING:
    from gpxpy.gpx import GPXTrack, GPXWaypoint

    _Linked = TypeVar("_Linked", GPXTrack, GPXWaypoint)

_EAST_EDGE = 179.999999  # degrees: the schema's longitudes stop short of 180; a tenth of a metre
_DIGITS = 6  # decimals of a degree: a tenth of a metre


def to_gpx(journey: Journey) -> bytes:
    """The journey as GPX. A waypoint has a time only where the moment is known, and the points of tracks have none."""
    from gpxpy.gpx import GPX  # noqa: PLC0415 — only this format needs it

    gpx = GPX()
    gpx.creator, gpx.name, gpx.description = "Demarche", title(journey), about(journey)
    gpx.waypoints = [_waypoint(told) for told in (*stops(journey), *seen(journey))]
    gpx.tracks = [_track(number, told) for number, told in enumerate(legs(journey), start=1)]
    return (gpx.to_xml("1.1") + "\n").encode()


def _waypoint(told: Told) -> GPXWaypoint:
    from gpxpy.gpx import GPXWaypoint  # noqa: PLC0415

    (point,) = told.points
    made = GPXWaypoint(*_position(point), time=told.known_at, name=told.name, type=told.mode)
    made.description = "\n".join(told.lines)
    return _linked(made, told.link)


def _track(number: int, told: Told) -> GPXTrack:
    from gpxpy.gpx import GPXTrack, GPXTrackPoint, GPXTrackSegment  # noqa: PLC0415

    track = GPXTrack(told.name, "\n".join(told.lines), number)
    track.type = told.mode  # type: ignore[assignment]  # gpxpy's annotation says that it is never set
    track.source = "worked out by Demarche, not recorded"
    for part in parts_of(told.points):
        track.segments.append(GPXTrackSegment([GPXTrackPoint(*_position(point)) for point in part]))
    return _linked(track, told.link)


def _position(point: Point) -> tuple[float, float]:
    return round(point.lat, _DIGITS), min(round(point.lon, _DIGITS), _EAST_EDGE)


def _linked(made: _Linked, address: str | None) -> _Linked:
    """With an address, escaped here because gpxpy 1.6.2 writes attributes as they are."""
    made.link = address and escape(address, {'"': "&quot;"})  # type: ignore[assignment]  # as above
    return made
