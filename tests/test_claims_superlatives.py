"""The longest, the shortest, the furthest out: of legs, stays and stops."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.journey import Finding, Place
from geo.quantity import Estimate
from tests.claimed import GROUND, PLACES, findings, km
from tests.fakes import ARTYOM_RU, KHASAN, MOSCOW, PYONGYANG, VLADIVOSTOK

# By the fakes, 1.5 straight lines by rail, 1.2 by road, one by air: P–K 840 km, K–V 188, V–A 48, A–M 6,400.
STOPS = (
    {"place": "P", "depart": "2023-09-10T08:00"},
    {"place": "K", "by": "armoured train", "arrive": "2023-09-11T08:00", "depart": "2023-09-11T10:00"},
    {"place": "V", "by": "rail", "arrive": "2023-09-11T18:00", "depart": "2023-09-13T18:00"},
    {"place": "A", "by": "car", "arrive": "2023-09-13T19:00", "depart": "2023-09-13T22:00"},
    {"place": "M", "by": "airliner", "arrive": "2023-09-14T06:00"},
)


def held(superlative: str, stops: tuple[dict[str, Any], ...] = STOPS, **of: Any) -> Finding:
    (found,) = findings(*stops, claims=[{"superlative": superlative} | of])
    return found


@pytest.mark.parametrize(
    ("superlative", "ends", "verdict"),
    [
        ("longest leg", ("A", "M"), "consistent"),
        ("longest leg", ("P", "K"), "contradicted"),
        ("longest leg by rail", ("P", "K"), "consistent"),
        ("longest train ride", ("P", "K"), "consistent"),
        ("longest train ride", ("K", "V"), "contradicted"),
        ("longest leg by time", ("P", "K"), "consistent"),
        ("longest leg by time", ("A", "M"), "contradicted"),
        ("shortest leg", ("V", "A"), "consistent"),
        ("shortest leg", ("K", "V"), "contradicted"),
        ("longest drive", ("V", "A"), "consistent"),
        ("longest leg", ("P", "V"), "undetermined"),
        ("longest drive", ("A", "M"), "undetermined"),
        ("longest leg by rail", ("A", "M"), "undetermined"),
    ],
)
def test_a_superlative_of_legs_is_held_against_all_of_them(
    superlative: str, ends: tuple[str, str], verdict: str
) -> None:
    found = held(superlative, **{"from": ends[0], "to": ends[1]})
    assert (found.verdict, found.kind, found.claimed, found.said) == (verdict, "superlative", None, superlative)


@pytest.mark.parametrize(
    ("superlative", "of", "why"),
    [
        (
            "longest drive",
            {"from": "A", "to": "M"},
            "No leg of the journey by road whose length is known goes from Artyom to Moscow.",
        ),
        ("longest leg by time", {"from": "M", "to": "P", "by": "zeppelin"}, "goes from Moscow to Pyongyang"),
        ("longest stay", {"at": "P"}, "Pyongyang is no stop of the journey whose stay is known."),
    ],
)
def test_what_is_not_known_is_said(superlative: str, of: dict[str, str], why: str) -> None:
    found = held(superlative, **of)
    assert (found.verdict, found.flip, found.margin, found.known) == ("undetermined", None, None, None)
    assert why in found.explanation


def test_a_stay_of_which_nothing_is_known_may_be_the_longest() -> None:
    stops = (*STOPS, {"place": "V", "by": "airliner"}, {"place": "P", "by": "rail"})
    assert held("longest stay", stops, at="K").verdict == "contradicted"
    assert held("longest stay", (*STOPS, {"place": "P", "by": "rail"}), at="V").verdict == "undetermined"


def test_the_leg_that_is_longer_is_named_and_by_how_much() -> None:
    found = held("longest leg", **{"from": "P", "to": "K"})
    least = 0.98 * km(ARTYOM_RU, MOSCOW) - 1.02 * 1.5 * km(PYONGYANG, KHASAN)
    assert found.margin is not None
    assert found.margin == pytest.approx(-least, rel=0.01)
    assert f"Artyom to Moscow is at least {least:,.0f} km longer." in found.explanation
    assert found.flip == "only by time, not by distance"
    true = held("longest leg", **{"from": "A", "to": "M"})
    assert true.margin == pytest.approx(least, rel=0.01)
    assert true.flip == f"only if Pyongyang to Khasan were {least:,.0f} km longer"
    assert isinstance(true.computed, Estimate)
    assert true.computed.best == pytest.approx(km(ARTYOM_RU, MOSCOW), rel=0.001)


def test_a_claim_that_holds_among_the_legs_of_one_mode_says_so() -> None:
    stops = (STOPS[0], STOPS[1], STOPS[2], {"place": "M", "by": "airliner"}, {"place": "V", "by": "airliner"})
    slow = tuple({key: value for key, value in stop.items() if key not in {"arrive", "depart"}} for stop in stops)
    found = held("shortest leg by time", (*slow, {"place": "K", "by": "rail"}), **{"from": "P", "to": "K"})
    assert found.verdict == "contradicted"
    by_rail = held("longest leg", (slow[0], slow[1], slow[2], slow[3]), **{"from": "K", "to": "V"})
    assert by_rail.flip == f"only if Khasan to Vladivostok were {-by_rail.margin:,.0f} km longer"  # type: ignore[operator]


def test_legs_that_may_be_as_long_leave_it_undetermined() -> None:
    """By rail and back by road in all but 2 %: bounds overlap."""
    near = PLACES | {"A": replace(ARTYOM_RU, lat=VLADIVOSTOK.lat, lon=2 * VLADIVOSTOK.lon - KHASAN.lon)}
    near["A"] = replace(near["A"], lat=2 * VLADIVOSTOK.lat - KHASAN.lat)
    stops = ({"place": "K"}, {"place": "V", "by": "rail"}, {"place": "A", "by": "rail"})
    (found,) = findings(*stops, claims=[{"superlative": "longest leg", "from": "K", "to": "V"}], places=near)
    assert (found.verdict, found.flip, found.margin) == ("undetermined", None, None)
    assert "cannot be told" in found.explanation


def test_the_same_way_back_is_no_rival() -> None:
    stops = ({"place": "P"}, {"place": "V", "by": "rail"}, {"place": "P", "by": "rail"})
    assert held("longest leg", stops, **{"from": "P", "to": "V"}).verdict == "consistent"


def test_a_leg_without_a_route_is_at_least_as_long_as_the_straight_line() -> None:
    stops = ({"place": "K"}, {"place": "V", "by": "rail"}, {"place": "M", "by": "ship"})
    assert held("longest leg", stops, **{"from": "K", "to": "V"}).verdict == "contradicted"
    assert held("longest leg", stops, **{"from": "V", "to": "M"}).verdict == "consistent"
    short = ({"place": "P"}, {"place": "K", "by": "rail"}, {"place": "V", "by": "ship"})
    assert held("longest leg", short, **{"from": "P", "to": "K"}).verdict == "undetermined"


@pytest.mark.parametrize(
    ("superlative", "at", "verdict"),
    [
        ("northernmost stop", "M", "consistent"),
        ("furthest north", "A", "contradicted"),
        ("southernmost stop", "P", "consistent"),
        ("easternmost point", "A", "consistent"),
        ("easternmost point", "V", "contradicted"),
        ("westernmost stop", "M", "consistent"),
        ("farthest stop from home", "M", "consistent"),
        ("farthest stop from home", "P", "contradicted"),
        ("longest stay", "V", "consistent"),
        ("longest stay", "A", "contradicted"),
        ("shortest stay", "K", "consistent"),
        ("longest stay", "M", "undetermined"),
    ],
)
def test_a_superlative_of_stops_and_stays(superlative: str, at: str, verdict: str) -> None:
    """Stays of 2, 48 and 3 hours; Khasan's stay was the shortest."""
    found = held(superlative, at=at)
    assert found.verdict == verdict, found.explanation
    assert (found.origin, found.destination) == (PLACES[at], PLACES[at])


def test_east_goes_on_past_the_antimeridian() -> None:
    east = replace(MOSCOW, name="Apia", lat=-13.8, lon=-171.7)
    places = PLACES | {"M": east}
    (found,) = findings(*STOPS, claims=[{"superlative": "easternmost stop", "at": "M"}], places=places)
    assert found.verdict == "consistent"
    assert "171.70° W" in found.explanation


@given(st.floats(-60, 60), st.floats(-60, 60), st.floats(0.1, 50))
def test_the_northernmost_is_surely_so_only_beyond_what_both_places_are_known_by(
    first: float, second: float, precision_km: float
) -> None:
    here = Place("H", first, 20.0, "RU", "city", "fake:h", precision_km, "UTC")
    there = Place("T", second, 21.0, "RU", "city", "fake:t", precision_km, "UTC")
    stops = ({"place": "H"}, {"place": "T", "by": "airliner"})
    claim = {"superlative": "northernmost stop", "at": "H"}
    (found,) = findings(*stops, claims=[claim], places={"H": here, "T": there}, ways=GROUND)
    apart_km, slack_km = (first - second) * 111.2, 2 * precision_km
    if abs(abs(apart_km) - slack_km) > 0.01:
        expected = "undetermined" if abs(apart_km) < slack_km else "consistent" if apart_km > 0 else "contradicted"
        assert found.verdict == expected
