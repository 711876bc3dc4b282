"""CZML 1.0 for Cesium: stops, legs and sightings while they are possible, and the stretch where they can be, moving.

The format: *CZML Guide*, wiki of AnalyticalGraphicsInc/czml-writer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape
from itertools import pairwise
from typing import Any

from geo.errors import UsageError
from geo.formats.colours import COLOURS
from geo.formats.rows import Row, leg_rows, sighting_rows, stop_rows
from geo.formats.text import clean
from geo.formats.words import Told, about, legs, ordered, seen, stops, title, utc_text
from geo.journey import Call, Journey, Point
from geo.lines import wrapped
from geo.timing import calls
from geo.when import Window
from geo.whereabouts import Timeline

Packet = dict[str, Any]

_BEGINNING, _END = "0000-01-01T00:00:00Z", "9999-12-31T24:00:00Z"  # Cesium's for an open side
_SLICES = 24  # of each leg's window; ours: enough that the stretch is seen to move
_SECONDS_TO_PLAY = 120  # the whole journey, at first
_STRONG, _WEAK = 255, 128


def to_czml(journey: Journey) -> bytes:
    """The journey as CZML. Nothing is drawn when it is not possible, and nothing is drawn as one point on its way."""
    packets = [
        _document(journey),
        *(_stop(*each) for each in zip(stops(journey), calls(journey), stop_rows(journey), strict=True)),
        *(_leg(*each) for each in zip(legs(journey), leg_rows(journey), strict=True)),
        *(_sighting(*each) for each in zip(seen(journey), sighting_rows(journey), strict=True)),
        *_stretches(journey),
    ]
    lines = (json.dumps(packet, ensure_ascii=False, allow_nan=False, separators=(",", ":")) for packet in packets)
    body = ",\n".join(lines)
    return f"[\n{body}\n]\n".encode()


def _document(journey: Journey) -> Packet:
    found = {"id": "document", "name": title(journey), "version": "1.0", "description": _html(about(journey))}
    windows = [told.window for told in (*stops(journey), *legs(journey), *seen(journey))]
    moments = sorted(side for window in windows for side in (window.earliest, window.latest) if side)
    if not moments:
        return found
    first, last = moments[0], moments[-1]
    pace = max(round((last - first).total_seconds() / _SECONDS_TO_PLAY), 1)
    clock = {"interval": _interval(Window(first, last)), "currentTime": utc_text(first), "multiplier": pace}
    return found | {"clock": clock}


def _stop(told: Told, call: Call, row: Row) -> Packet:
    """Its label says "at" only from when they had arrived to when they can have left, and that it is certain."""
    surely = ordered(call.arrival.latest, call.departure.earliest)
    label: Any = f"could be at {told.name}"
    if told.is_sure and surely.earliest and surely.latest:
        label = [
            {"interval": _interval(told.window), "string": label},
            {"interval": _interval(surely), "string": f"at {told.name}"},
        ]
    return _packet(told, row) | _dot(told, label)


def _sighting(told: Told, row: Row) -> Packet:
    return _packet(told, row) | _dot(told, f"{row['of'] or ''} seen at {told.name}".lstrip())


def _leg(told: Told, row: Row) -> Packet:
    """The whole way, thin; dashed where it is not certain, or where no route is known."""
    is_known = told.is_sure and row["basis"] != "straight line"
    colour = {"color": _rgba(told.mode, _STRONG if is_known else _WEAK)}
    material = {"solidColor": colour} if is_known else {"polylineDash": colour}
    has_length = len(set(told.points)) > 1
    line = _line({"cartographicDegrees": _degrees(told.points)}, material, width=2) if has_length else {}
    return _packet(told, row) | line


def _stretches(journey: Journey) -> Iterator[Packet]:
    """Where they can be on each leg whose route is known and whose window is closed, a slice of time after another."""
    try:
        timeline = Timeline(journey)
    except UsageError:  # no time is stated
        return
    for leg, told in enumerate(legs(journey)):
        slices = list(_slices(timeline, leg, told.window))
        if slices and journey.passages[leg].basis != "straight line":
            found = {"id": f"{told.key}-possible", "name": f"could be on this stretch: {told.name}"}
            material = {"solidColor": {"color": _rgba(told.mode, _STRONG)}}
            yield found | {"availability": _interval(told.window)} | _line(slices, material, width=6)


def _slices(timeline: Timeline, leg: int, window: Window) -> Iterator[Packet]:
    """For each slice of a window all of the leg that they can be on at any moment of it: neither end ever runs back."""
    if window.earliest is None or window.latest is None:
        return
    step = (window.latest - window.earliest) / _SLICES
    moments = [*(window.earliest + step * number for number in range(_SLICES)), window.latest]
    reaches = [timeline.reach(leg, moment) for moment in moments]
    for (start, end), (rear, front) in zip(pairwise(moments), pairwise(reaches), strict=True):
        if rear and front and front[1] > rear[0]:
            line = timeline.lines[leg].between(rear[0], front[1])
            yield {"interval": _interval(Window(start, end)), "cartographicDegrees": _degrees(line)}


def _packet(told: Told, row: Row) -> Packet:
    properties = {name: _value(value) for name, value in row.items() if value not in {None, ""}}
    return {
        "id": told.key,
        "name": told.name,
        "description": "<br/>".join(_html(line) for line in told.lines),
        "availability": _interval(told.window),
        "properties": properties,
    }


def _dot(told: Told, label: Any) -> Packet:
    colour = _rgba(told.mode, _STRONG if told.is_sure else _WEAK)
    (point,) = told.points
    return {
        "position": {"cartographicDegrees": _degrees((point,))},
        "point": {"pixelSize": 10, "color": colour, "outlineWidth": 2, "outlineColor": {"rgba": [255] * 4}},
        "label": {
            "text": label,
            "font": "14px sans-serif",
            "showBackground": True,
            "horizontalOrigin": "LEFT",
            "pixelOffset": {"cartesian2": [12, 0]},
        },
    }


def _line(positions: Any, material: Packet, *, width: int) -> Packet:
    """On the ground; a geodesic between its points, so that nothing need be cut at the antimeridian."""
    line = {"positions": positions, "width": width, "material": material, "arcType": "GEODESIC", "clampToGround": True}
    return {"polyline": line}


def _degrees(points: Iterable[Point]) -> list[float]:
    """Longitude, latitude and height of each point, on end; a point alone is not repeated."""
    return [part for p in map(wrapped, points) for part in (round(p.lon, 5), round(p.lat, 5), 0)]


def _interval(window: Window) -> str:
    start = utc_text(window.earliest) if window.earliest else _BEGINNING
    return f"{start}/{utc_text(window.latest) if window.latest else _END}"


def _rgba(mode: str, alpha: int) -> Packet:
    return {"rgba": [*COLOURS[mode], alpha]}


def _html(text: str) -> str:
    """Text as HTML, which is how descriptions are shown, in a frame that runs no scripts."""
    return "<br/>".join(escape(text).splitlines())


def _value(value: object) -> object:
    if isinstance(value, datetime):
        return utc_text(value)
    return clean(value) if isinstance(value, str) else value
