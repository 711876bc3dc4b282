"""What is left of an itinerary when nothing knows some of its places."""

from __future__ import annotations

import pytest

from geo import pipeline, reader
from geo.errors import UsageError
from geo.salvage import without_places

TEXT = """
title: T
traveller: A
sources: {s: {publisher: P}}
stops:
  - place: Vladivostok
  - place: Nowhere1
    by: rail
  - place: Khasan
    by: {vehicle: rail, via: [Nowhere2, Ussuriysk]}
    seen: [{at: 2023-09-12, place: Nowhere1}]
claims:
  - {quote: q, source: s, from: Nowhere1, to: Khasan, distance: 100 km}
  - {quote: q, source: s, from: Vladivostok, to: Khasan, distance: 100 km}
"""


def test_the_rest_is_left_and_key_paths_are_those_of_the_file() -> None:
    left = without_places(reader.read_text(TEXT), {"Nowhere1", "Nowhere2"})
    assert [stop.place for stop in left.stops] == ["Vladivostok", "Khasan"]
    assert left.stops[1].by
    assert left.stops[1].by.via == ("Ussuriysk",)
    assert left.stops[1].seen == ()
    assert [claim.origin for claim in left.claims] == ["Vladivostok"]
    assert left.in_file("stops[1].by") == "stops[2].by"
    assert left.in_file("claims[0]") == "claims[1]"


def test_what_is_left_out_is_said() -> None:
    left = without_places(reader.read_text(TEXT), {"Nowhere1", "Nowhere2"})
    assert left.origin.notes == (
        "left out, for nothing knows these places: Nowhere1, Nowhere2",
        "the way from Vladivostok to Khasan passes over what was left out",
    )


def test_a_journey_is_built_of_what_is_known_with_the_faults() -> None:
    text = TEXT.replace("Nowhere1", "Qzxvbnville").replace("Nowhere2", "Xqzwvbton")
    journey, faults = pipeline.build_known(reader.read_text(text))
    assert {fault.found for fault in faults} == {"Qzxvbnville", "Xqzwvbton"}
    assert [fault.line for fault in faults] == sorted(fault.line or 0 for fault in faults)
    assert len(journey.passages) == 1


def test_nothing_left_is_refused() -> None:
    with pytest.raises(UsageError, match="none of the places is known"):
        without_places(reader.read_text(TEXT), {"Vladivostok", "Nowhere1", "Khasan"})
