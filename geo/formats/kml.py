"""KML 2.2 (OGC 07-147r2): stops, legs and sightings in folders, each in its span of time, for Google Earth and GIS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from html import escape
from types import MappingProxyType
from xml.etree import ElementTree as ET

from geo.formats.colours import COLOURS, hexadecimal
from geo.formats.frames import parts_of
from geo.formats.rows import Row, leg_rows, sighting_rows, stop_rows
from geo.formats.text import clean
from geo.formats.words import Told, about, legs, seen, stops, title, utc_text
from geo.journey import Journey, Point
from geo.when import Window

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.opengis.net/kml/2.2"
_WIDTHS: Mapping[bool, str] = MappingProxyType({True: "4", False: "2"})  # pixels: KML has no dashes


def to_kml(journey: Journey) -> bytes:
    """The journey as KML; a TimeSpan is when they can have been there, and is open where nothing is known."""
    root = ET.Element("kml", xmlns=_NAMESPACE)
    document = ET.SubElement(root, "Document")
    _texts(document, {"name": title(journey), "description": _html(about(journey).splitlines())})
    told = (*stops(journey), *legs(journey), *seen(journey))
    for mode, sure in sorted({(one.mode, one.is_sure) for one in told}):
        _style(document, mode, sure=sure)
    _folder(document, "Stops", zip(stops(journey), stop_rows(journey), strict=True))
    _folder(document, "Legs", zip(legs(journey), leg_rows(journey), strict=True))
    _folder(document, "Sightings", zip(seen(journey), sighting_rows(journey), strict=True))
    ET.indent(root, " ")
    return f"{_DECLARATION}{ET.tostring(root, encoding='unicode')}\n".encode()


def _style(document: ET.Element, mode: str, *, sure: bool) -> None:
    """A style for each mode; what is not certain is thinner and half as strong."""
    style = ET.SubElement(document, "Style", id=_style_name(mode, sure=sure))
    red, green, blue = COLOURS[mode]
    colour = hexadecimal((255 if sure else 128, blue, green, red))  # KML's order
    _texts(ET.SubElement(style, "IconStyle"), {"color": colour})
    _texts(ET.SubElement(style, "LineStyle"), {"color": colour, "width": _WIDTHS[sure]})


def _style_name(mode: str, *, sure: bool) -> str:
    return mode if sure else f"{mode}-uncertain"


def _folder(document: ET.Element, name: str, content: Iterable[tuple[Told, Row]]) -> None:
    folder = ET.SubElement(document, "Folder")
    _texts(folder, {"name": name})
    for told, row in content:
        _placemark(folder, told, row)


def _placemark(folder: ET.Element, told: Told, row: Row) -> None:
    """Its elements in the order of the schema."""
    mark = ET.SubElement(folder, "Placemark", id=told.key)
    _texts(mark, {"name": told.name, "description": _html(told.lines)})
    _time_span(mark, told.window)
    _texts(mark, {"styleUrl": f"#{_style_name(told.mode, sure=told.is_sure)}"})
    data = ET.SubElement(mark, "ExtendedData")
    for name, value in row.items():
        if name != "name" and value not in {None, ""}:
            _texts(ET.SubElement(data, "Data", name=name), {"value": _value(value)})
    _shape(mark, told.points)


def _time_span(mark: ET.Element, window: Window) -> None:
    ends = {"begin": window.earliest, "end": window.latest}
    known = {name: utc_text(moment) for name, moment in ends.items() if moment}
    if known:
        _texts(ET.SubElement(mark, "TimeSpan"), known)


def _shape(mark: ET.Element, points: tuple[Point, ...]) -> None:
    """A point, a line, or several where it is cut at the antimeridian; nothing for a leg without length."""
    if len(points) == 1:
        _texts(ET.SubElement(mark, "Point"), {"coordinates": _coordinates(points)})
        return
    parts = parts_of(points)
    parent = ET.SubElement(mark, "MultiGeometry") if len(parts) > 1 else mark
    for part in parts:
        _texts(ET.SubElement(parent, "LineString"), {"tessellate": "1", "coordinates": _coordinates(part)})


def _coordinates(points: Iterable[Point]) -> str:
    return " ".join(f"{round(point.lon, 6)},{round(point.lat, 6)}" for point in points)


def _texts(parent: ET.Element, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        ET.SubElement(parent, name).text = text


def _html(lines: Iterable[str]) -> str:
    """Lines as the HTML that balloons show; no text in them is markup, or names another field by `$[…]`."""
    return "<br/>".join(escape(line).replace("$", "&#36;") for line in lines)


def _value(value: object) -> str:
    return utc_text(value) if isinstance(value, datetime) else clean(str(value))
