"""A journey with forty kinds of hostile text in every field, in every format: text comes out as text."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from xml.dom import minidom

import pytest
from hostile_texts import HOSTILE, NASTY, on_a_line, story_of_hostile_texts, yaml_of

from geo.formats import FORMATS, Paper, exported
from geo.journey import Journey
from geo.pipeline import build
from geo.reader import read_bytes

BEGIN = {"csv": b"\xef\xbb\xbf", "png": b"\x89PNG", "pdf": b"%PDF", "gpkg": b"SQLite", "geoparquet": b"PAR1", "ics": b"BEGIN:VCALENDAR"}  # fmt: skip
DRAWN = {"svg", "title", "desc", "style", "rect", "g", "path", "text", "tspan", "circle", "defs", "clipPath", "use", "metadata"}  # fmt: skip


@cache
def story() -> Journey:
    return build(read_bytes(yaml_of(story_of_hostile_texts())))


@cache
def made(kind: str) -> bytes:
    return exported(story(), kind, Paper.of("a5", 72) if kind == "png" else None)


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_takes_it(kind: str) -> None:
    assert made(kind).startswith(BEGIN.get(kind, (b"<", b"{", b"[")))


def test_geojson_has_names_and_events_to_the_letter() -> None:
    features = [feature["properties"] for feature in json.loads(made("geojson"))["features"]]
    assert {NASTY} == {told["name"] for told in features if told.get("name")}


def test_no_cell_of_a_csv_begins_a_formula_and_rows_have_their_cells() -> None:
    rows = list(csv.reader(io.StringIO(made("csv").decode("utf-8-sig"), newline="")))
    assert len(rows) == len(HOSTILE)  # a head, and a leg for each place but the first
    assert {len(row) for row in rows} == {len(rows[0])}
    cells = {cell for row in rows for cell in row}
    assert not [cell for cell in cells if cell.lstrip()[:1] in {"=", "+", "@", "\t", "\r"}]
    assert on_a_line(NASTY) in map(on_a_line, cells)


@pytest.mark.parametrize("kind", ["svg", "diagram"])
def test_a_picture_has_no_element_and_no_address_of_the_text(kind: str) -> None:
    document = minidom.parseString(made(kind))
    elements = document.getElementsByTagName("*")
    assert {element.tagName.rpartition(":")[2] for element in elements} <= DRAWN | {"RDF", "Work", "type", "format", "Agent", "creator", "date"}  # fmt: skip
    attributes = {name for element in elements for name in dict(element.attributes or {})}
    assert not [name for name in attributes if name.startswith("on") or name == "src"]
    assert not [
        e for e in elements if "href" in dict(e.attributes or {}) and not e.getAttribute("href").startswith("#")
    ]
