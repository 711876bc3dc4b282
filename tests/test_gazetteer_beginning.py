"""Places for a name that is being typed."""

from __future__ import annotations

import pytest

from geo import pipeline
from geo.errors import DemarcheError
from geo.journey import Passage


def named(typed: str) -> list[str]:
    return [candidate.place.name for candidate in pipeline.beginning(typed)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vladiv", "Vladivostok"),
        ("Владив", "Vladivostok"),
        ("평양", "Pyongyang"),
        ("new y", "New York City"),
        ("khasan", "Khasan station"),
        ("VVO", "Vladivostok International Airport"),
        ("43.1,131.9", "43.1000, 131.9000"),
    ],
)
def test_what_begins_so_is_offered(typed: str, meant: str) -> None:
    assert meant in named(typed)


def test_who_is_called_so_comes_before_who_begins_so() -> None:
    assert named("Vladivostok")[0] == "Vladivostok"


def test_no_place_is_offered_twice() -> None:
    sources = [candidate.place.source for candidate in pipeline.beginning("Vladivostok")]
    assert len(sources) == len(set(sources))


@pytest.mark.parametrize("typed", ["", " ", "v", "{{7*7}}", "%", "x" * 500, "a\0b", "\ud800", "' OR 1=1 --"])
def test_what_begins_no_name_is_no_error(typed: str) -> None:
    assert len(pipeline.beginning(typed)) <= 8


def test_every_vehicle_has_a_way_or_a_reason() -> None:
    found = dict(pipeline.ways("Vladivostok", "Khasan"))
    assert {"rail", "car", "ship", "helicopter", "foot"} <= found.keys()
    assert all(isinstance(way, Passage) for way in found.values())
    refused = dict(pipeline.ways("Vladivostok", "Khasan", avoid=["RU"]))
    assert all(isinstance(way, DemarcheError) for way in refused.values())
