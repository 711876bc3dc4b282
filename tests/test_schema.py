"""The JSON Schema that editors read: current, and of one mind with the reader."""

import copy
import json
import re
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
import yaml

from geo.errors import DocumentError
from geo.reader import read_text
from tests.conftest import KIM, ROOT
from tools.build_schema import SCHEMA, schema_text


class Editor(yaml.SafeLoader):
    """YAML as editors' language servers read it: the core schema of YAML 1.2, where a date is text."""


Editor.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", "~nN"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    (
        "float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        "-+.0123456789",
    ),
]:
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), [*first, ""])

STORY = """\
title: T
traveller: K
sources: {s: {publisher: P, date: 2023-09-16}}
places: {b: {name: B, lat: 42.4, lon: -130, country: NO, precision_km: 0.3}}
stops:
  - {place: b, depart: 2023-09-10}
  - {place: c, by: rail, seen: [{at: 2023-09-11T05:00, place: d}], events: left, certainty: less-certain}
claims: [{quote: q, source: s, from: b, to: c, distance: about 150 km}]
"""


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft7Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def as_an_editor_reads(text: str) -> Any:
    return yaml.load(text, Editor)


def the_reader_takes(text: str) -> bool:
    try:
        read_text(text)
    except DocumentError:
        return False
    return True


def test_the_committed_schema_is_current() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), "run: make schema"
    assert SCHEMA == ROOT / "itineraries" / "schema.json"


def test_the_shipped_itinerary_is_valid_as_an_editor_reads_it(validator: jsonschema.Draft7Validator) -> None:
    text = KIM.read_text(encoding="utf-8")
    assert list(validator.iter_errors(as_an_editor_reads(text))) == []


def test_every_word_of_the_file_format_is_known(validator: jsonschema.Draft7Validator) -> None:
    assert list(validator.iter_errors(as_an_editor_reads(STORY))) == []
    assert the_reader_takes(STORY)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("traveller: K", "traveller: [K, L]"),
        ("by: rail", "by: {vehicle: rail, via: [x, y], sources: [s]}"),
        ("by: rail", "by: {vehicle: rail, via: x}"),
        ("by: rail", "by: {vehicle: sea, avoid: [CN, RU-UA, Suez]}"),
        ("by: rail", "by: {vehicle: rail, avoid: CN}"),
        ("events: left", "events: [left, right]"),
        ("events: left", "events: left, status: observed, planned: {arrive: 2023, depart: 2023-09, sources: s}"),
        ("place: d}", "place: d, of: vehicle}"),
        ("claims:", "versions: {v: {title: V, sources: s, instead_of: 2, stops: [{place: d, by: rail}]}}\nclaims:"),
        ("claims:", "versions: {v: {title: V, instead_of: [1, 2], stops: [{place: d}]}}\nclaims:"),
        ("lat: 42.4", "lat: 42"),
        ("lat: 42.4", "lat: -90"),
        ("distance: about 150 km", "duration: up to 20 h, speed: 60 km/h, arrive: 2023-09, depart: 2023-09-10/.."),
    ],
)
def test_both_take(old: str, new: str, validator: jsonschema.Draft7Validator) -> None:
    text = STORY.replace(old, new)
    assert list(validator.iter_errors(as_an_editor_reads(text))) == []
    assert the_reader_takes(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: T\n", ""),
        ("title: T", "title: [T]"),
        ("title: T", "title:"),
        ("title: T", "titel: T"),
        ("lat: 42.4", "lat: 91"),
        ("lat: 42.4", "lat: -90.5"),
        ("lat: 42.4", "lat: north"),
        ("lon: -130", "lon: 181"),
        ("lon: -130", "lon: -181"),
        ("precision_km: 0.3", "precision_km: 0"),
        ("precision_km: 0.3", "precision_km: 1001"),
        ("country: NO", "country: Norway"),
        ("certainty: less-certain", "certainty: sure"),
        ("events: left", "events: left, status: certain"),
        ("events: left", "events: left, planned: {place: d, arrive: 2023}"),
        ("place: d}", "place: d, of: train}"),
        ("claims:", "versions: {v: {title: V, stops: [{place: d, by: rail}]}}\nclaims:"),
        ("claims:", "versions: {v: {title: V, instead_of: 0, stops: [{place: d, by: rail}]}}\nclaims:"),
        ("claims:", "versions: {v: {title: V, instead_of: [1, 2, 2], stops: [{place: d, by: rail}]}}\nclaims:"),
        ("claims:", "versions: {v: {title: V, instead_of: 2, stops: []}}\nclaims:"),
        ("by: rail", "by: [rail]"),
        ("by: rail", "by: {via: [x]}"),
        ("by: rail", "by: {vehicle: rail, vai: [x]}"),
        ("publisher: P", "publishr: P"),
        ("place: c,", ""),
        ("from: b", "form: b"),
        ("depart: 2023-09-10", "depart:"),
        ("depart: 2023-09-10", "depart: [2023-09-10]"),
        ("stops:\n", "stops: []\nx:\n"),
    ],
)
def test_both_refuse(old: str, new: str, validator: jsonschema.Draft7Validator) -> None:
    assert old in STORY
    text = STORY.replace(old, new)
    assert list(validator.iter_errors(as_an_editor_reads(text)))
    assert not the_reader_takes(text)


@pytest.mark.parametrize(("old", "new"), [("date: 2023-09-16", "date: 2023"), ("depart: 2023-09-10", "depart: 2023")])
def test_a_bare_year_is_a_time(old: str, new: str, validator: jsonschema.Draft7Validator) -> None:
    text = STORY.replace(old, new)
    assert the_reader_takes(text)
    assert list(validator.iter_errors(as_an_editor_reads(text))) == []


@pytest.mark.parametrize(("old", "new"), [("traveller: K", "traveller: []"), (", distance: about 150 km", "")])
def test_what_the_reader_needs_the_editor_asks_for(old: str, new: str, validator: jsonschema.Draft7Validator) -> None:
    text = STORY.replace(old, new)
    assert not the_reader_takes(text)
    assert list(validator.iter_errors(as_an_editor_reads(text)))


def nodes(node: Any) -> list[dict[str, Any]]:
    inside = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return ([node] if isinstance(node, dict) else []) + [found for value in inside for found in nodes(value)]


def test_the_schema_speaks_of_no_null_and_in_no_dialect_of_pydantic() -> None:
    schema = json.loads(schema_text())
    assert not any(node.get("type") == "null" for node in nodes(schema))
    assert not any({"ge", "gt", "le", "lt"} & set(node) for node in nodes(schema))


def test_completion_has_a_word_on_each_part() -> None:
    schema = json.loads(schema_text())
    assert all(part.get("description") for part in schema["$defs"].values())
    assert all(part["additionalProperties"] is False for part in schema["$defs"].values())


def test_scalars_as_plain_text_are_what_the_reader_sees(validator: jsonschema.Draft7Validator) -> None:
    """All text but coordinates and precision: the same file with every scalar a string is valid too."""
    plain = yaml.load(STORY, yaml.BaseLoader)
    place = plain["places"]["b"]
    numbers: dict[str, Callable[[str], float]] = {"lat": float, "lon": float, "precision_km": float}
    assert {error.path[-1] for error in validator.iter_errors(plain)} == set(numbers)
    mended = copy.deepcopy(plain)
    mended["places"]["b"] = place | {key: number(place[key]) for key, number in numbers.items()}
    assert list(validator.iter_errors(mended)) == []
