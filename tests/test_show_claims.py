"""What the map is told of claims and of encounters, to draw."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from show_samples import hostile, kim_sketch, pacific

from geo.journey import Journey, Point
from geo.show import payload
from geo.show.shape import DrawnView, JourneyView
from tests import timed_journeys as journeys
from tests.fakes import claim

STOPS: tuple[dict[str, Any], ...] = (
    {"place": "Pyongyang", "depart": "2023-09-10 afternoon"},
    {"place": "Khasan", "by": "armoured train", "arrive": "2023-09-12 morning"},
    {"place": "Vladivostok", "by": "armoured train", "arrive": "2023-09-12T22:00~"},
)


def view_of(*claims: dict[str, Any], **parts: Any) -> JourneyView:
    return payload([journeys.timed(*STOPS, claims=list(claims), **parts)])["journeys"][0]


def drawn(*claims: dict[str, Any]) -> DrawnView:
    (finding,) = view_of(*claims)["findings"]
    return finding["drawn"]


def test_a_distance_has_its_ends_its_way_and_its_bounds() -> None:
    found = drawn(claim("Khasan", "Moscow", distance="about 150 km", by="rail"))
    assert found["origin"] == {"name": "Khasan", "lat": 42.4301, "lon": 130.6449}
    assert (found["claimed"] or {})["low"] == pytest.approx(127.5)
    assert (found["way"], found["legs"], found["mode"]) == (0, [], "rail")
    assert found["straight_line_km"] == pytest.approx(6436, rel=0.01)


def test_a_claim_of_a_leg_of_the_journey_has_that_leg_and_no_line_of_its_own() -> None:
    view = view_of(claim("Khasan", "Vladivostok", distance="150 km"), claim("Khasan", "Vladivostok", speed="50 km/h"))
    assert [finding["drawn"]["legs"] for finding in view["findings"]] == [[1], [1]]
    assert view["ways"] == []


def test_claims_between_the_same_ends_share_one_line() -> None:
    ends = "Pyongyang", "Vladivostok"
    view = view_of(claim(*ends, distance="700 km", duration="20 h", speed="60 km/h"), claim(*ends, distance="800 km"))
    assert [finding["drawn"]["way"] for finding in view["findings"]] == [0, 0, 0, 0]
    assert len(view["ways"]) == 1


def test_a_time_has_the_stops_it_is_of() -> None:
    assert drawn(claim("Pyongyang", "Vladivostok", arrive="2023-09-13"))["stops"] == [2]
    assert drawn(claim("Pyongyang", "Khasan", depart="2023-09-11"))["stops"] == [0]
    assert drawn(claim("Pyongyang", "Vladivostok", arrive="2023-09-13"))["claimed"] is None


def test_a_direction_has_bearings() -> None:
    found = drawn(claim("Khasan", "Vladivostok", direction="north"))
    assert [(found["claimed"] or {})[side] for side in ("low", "best", "high")] == [-45, 0, 45]


def test_an_order_has_its_places_in_order() -> None:
    found = drawn({"quote": "q", "source": "s", "order": ["Vladivostok", "Khasan"]})
    assert [place["name"] for place in found["order"]] == ["Vladivostok", "Khasan"]
    assert (found["origin"], found["legs"]) == (None, [])


def test_a_claim_of_the_whole_journey_has_all_its_legs_or_those_of_the_way_it_names() -> None:
    assert drawn({"quote": "q", "source": "s", "distance": "900 km"})["legs"] == [0, 1]
    assert drawn({"quote": "q", "source": "s", "distance": "900 km", "by": "sea"})["legs"] == []


def test_several_reports_of_one_thing_are_told_together() -> None:
    sources = {"s": {"publisher": "The Paper"}, "t": {"publisher": "The Post"}}
    claims = [claim("Khasan", "Vladivostok", distance="150 km"), claim("Khasan", "Vladivostok", distance="300 km")]
    view = view_of(claims[0], claims[1] | {"source": "t"}, sources=sources)
    (group,) = view["groups"]
    assert (group["findings"], group["closest"]) == ([0, 1], [0])
    assert "150 km to 300 km reported" in group["text"]


def test_a_way_lies_on_the_turn_of_the_globe_that_its_stops_lie_on() -> None:
    journey = pacific()
    honolulu, guam = journey.places["Honolulu"], journey.places["Guam"]
    line = (Point(13.4443, 144.7937), Point(17.0, 173.0), Point(21.3069, 202.1417))
    finding = replace(kim_sketch().findings[0], origin=guam, destination=honolulu, by="sea", geometry=line)
    view = payload([replace(journey, findings=(finding,))])["journeys"][0]
    found = view["findings"][0]["drawn"]
    assert found["way"] == 0
    assert [round(lon) for _, lon in view["ways"][0]] == [-215, -187, -158]
    assert [round((found[end] or {"lon": 0})["lon"]) for end in ("origin", "destination")] == [-215, -158]


def stay(who: str, arrive: str, depart: str) -> Journey:
    return journeys.timed({"place": "Khasan", "arrive": arrive, "depart": depart}, traveller=who)


def test_who_met_is_told_by_the_numbers_of_the_journeys() -> None:
    one, other = stay("A", "2023-09-12", "2023-09-13"), stay("B", "2023-09-12", "2023-09-14")
    (met,) = payload([kim_sketch(), one, other])["encounters"]
    assert (met["verdict"], met["name"], met["journeys"]) == ("met", "Khasan", [1, 2])


def test_without_times_or_company_nobody_meets() -> None:
    assert payload([kim_sketch(), pacific(), hostile()])["encounters"] == []
    assert payload([stay("A", "2023-09-12", "2023-09-13")])["encounters"] == []
    never = stay("A", "2023-09-12", "2023-09-13"), stay("B", "2023-10-12", "2023-10-14")
    assert payload(never)["encounters"] == []
