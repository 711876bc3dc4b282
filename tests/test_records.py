"""The JSON of the command line: its shapes are promises."""

import json
import math
from dataclasses import replace
from typing import Any

import pytest

from geo.journey import Candidate, Journey
from geo.pipeline import build, distance
from geo.quantity import Estimate
from geo.records import (
    bounds,
    candidates_record,
    estimate_record,
    finding_record,
    findings_record,
    passage_record,
    place_record,
)
from tests.fakes import KHASAN, VLADIVOSTOK, FakeNetwork, claim, gazetteer, itinerary, networks

PLACE = ["name", "country", "lat", "lon", "kind", "source", "precision_km"]
LEG = ["from", "to", "by", "mode", "distance_km", "straight_line_km", "hours", "basis", "warnings"]
EXTRA_OF_LEG = {"detour", "snaps_km", "borders", "gaps", "gauge_breaks"}
FINDING = [
    "quote",
    "source",
    "kind",
    "claimed",
    "computed",
    "verdict",
    "fits",
    "explanation",
    "margin",
    "flip",
    "readings",
    "claim",
    "from",
    "to",
    "by",
]
BOUNDS = ["low", "best", "high"]


@pytest.fixture(scope="module")
def journey() -> Journey:
    story = itinerary(
        {"place": "Vladivostok"}, {"place": "Khasan", "by": "rail", "arrive": "2023-09-17"},
        claims=[claim("Vladivostok", "Khasan", by="rail", distance="over 650 km", arrive="2023-09-17/..")],
    )  # fmt: skip
    return build(story, names=gazetteer(VLADIVOSTOK, KHASAN), networks=networks(rail=FakeNetwork(detour=2.5)))


def test_a_place() -> None:
    assert place_record(VLADIVOSTOK) == {
        "name": "Vladivostok", "country": "RU", "lat": 43.10562, "lon": 131.87353, "kind": "city", "source": "fake:2",
        "precision_km": 3.0,
    }  # fmt: skip


def test_a_leg(journey: Journey) -> None:
    record = passage_record(journey.passages[0])
    assert [key for key in record if key not in EXTRA_OF_LEG] == LEG
    assert set(record) == {*LEG, *EXTRA_OF_LEG}
    assert list(record["from"]) == list(record["to"]) == PLACE
    assert list(record["distance_km"]) == list(record["hours"]) == BOUNDS
    assert record["distance_km"]["best"] == pytest.approx(313.7, abs=0.5)
    assert record["straight_line_km"] == pytest.approx(125.5, abs=0.1)
    assert (record["detour"], record["snaps_km"]) == (2.5, [0.0, 0.0])
    assert (record["by"], record["mode"], record["basis"], record["warnings"]) == ("rail", "rail", "network", [])


def test_a_leg_of_unknown_vehicle_has_null_hours() -> None:
    record = passage_record(distance(VLADIVOSTOK, KHASAN, "zeppelin", names=gazetteer(), networks=networks()))
    assert record["hours"] is None
    assert record["mode"] == "unknown"
    assert record["basis"] == "straight line"
    assert len(record["warnings"]) == 3


def test_a_leg_from_a_place_to_itself_has_a_null_detour() -> None:
    record = passage_record(distance(KHASAN, KHASAN, names=gazetteer(), networks=networks(rail=FakeNetwork())))
    assert record["detour"] is None


def test_an_estimate(journey: Journey) -> None:
    record = estimate_record(journey)
    assert list(record) == ["title", "legs", "total", "stops", "speeds", "conflicts", "warnings"]
    assert record["title"] == "T"
    assert record["legs"] == [passage_record(journey.passages[0])]
    assert list(record["total"]) == ["distance_km", "hours"]
    assert list(record["total"]["distance_km"]) == list(record["total"]["hours"]) == BOUNDS


def test_findings(journey: Journey) -> None:
    record = findings_record(journey)
    assert list(record) == ["findings", "conflicts", "groups"]
    by_distance, by_arrival = record["findings"]
    assert list(by_distance) == list(by_arrival) == FINDING
    assert list(by_distance["claimed"]) == list(by_distance["computed"]) == [*BOUNDS, "unit"]
    assert by_distance["claimed"] == {"low": 617.5, "best": 650, "high": None, "unit": "km"}
    assert (by_distance["kind"], by_distance["verdict"]) == ("distance", "contradicted")
    assert (by_distance["source"], by_distance["quote"]) == ("s", "so they say")
    assert by_distance["fits"] == list(journey.findings[0].fits)
    assert by_arrival["claimed"] == {"low": "2023-09-16T14:00:00+00:00", "best": None, "high": None, "unit": "UTC"}


def test_a_finding_without_a_figure_of_ours(journey: Journey) -> None:
    assert finding_record(replace(journey.findings[0], computed=None))["computed"] is None


def test_candidates() -> None:
    record = candidates_record("Khasan", [Candidate(KHASAN, 0.76543)])
    assert list(record) == ["query", "candidates"]
    assert record["query"] == "Khasan"
    assert list(record["candidates"][0]) == [*PLACE, "score"]
    assert record["candidates"][0]["score"] == 0.765
    assert candidates_record("x", [])["candidates"] == []


def test_an_open_side_is_null() -> None:
    assert bounds(Estimate(190, 200, math.inf, "km"), 1) == {"low": 190, "best": 200, "high": None}
    assert bounds(None, 1) is None


def numbers(record: Any) -> list[float]:
    if isinstance(record, dict | list):
        values = record.values() if isinstance(record, dict) else record
        return [number for value in values for number in numbers(value)]
    return [record] if isinstance(record, float) else []


def test_the_real_journey_is_json_without_nan_or_infinity(kim: Journey) -> None:
    for record in (estimate_record(kim), findings_record(kim)):
        assert json.loads(json.dumps(record, allow_nan=False)) == record
        assert all(math.isfinite(number) for number in numbers(record))
    assert len(estimate_record(kim)["legs"]) == len(kim.itinerary.stops) - 1
