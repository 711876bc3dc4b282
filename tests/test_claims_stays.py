"""How long they stayed: windows of arrival and departure against what a report says."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.journey import Finding
from geo.quantity import Estimate
from tests.claimed import findings

HOME = {"place": "P", "depart": "2023-09-10T08:00"}
BACK = {"place": "P", "by": "rail", "arrive": "2023-09-20T20:00"}


def held(stay: str, arrive: str = "2023-09-12T06:00", depart: str = "2023-09-13T18:00", **of: Any) -> Finding:
    there = {"place": "V", "by": "rail", "arrive": arrive, "depart": depart}
    (found,) = findings(HOME, there, BACK, claims=[{"stay": stay, "at": "V"} | of])
    return found


def test_a_stay_is_the_time_between_arriving_and_leaving() -> None:
    found = held("36 hours")
    assert (found.verdict, found.kind) == ("consistent", "stay")
    assert isinstance(found.computed, Estimate)
    assert found.computed.best == pytest.approx(36, abs=0.02)
    assert found.origin is not None
    assert found.origin == found.destination
    assert "The stay at Vladivostok" in found.explanation


@pytest.mark.parametrize(("stay", "verdict"), [("30 hours", "contradicted"), ("about 30 hours", "contradicted"), ("about 40 hours", "consistent"), ("up to 40 hours", "consistent"), ("over 44 hours", "contradicted"), ("a day", "consistent"), ("four days", "contradicted")])  # fmt: skip
def test_a_stay_that_the_clock_does_not_allow_is_contradicted(stay: str, verdict: str) -> None:
    """36 hours by the clock; "30 hours" allows 25 to 35, "a day" 12 to 36."""
    assert held(stay).verdict == verdict


def test_a_vague_arrival_and_departure_leave_room_on_both_sides() -> None:
    """From between 00:00 and 24:00 on the 12th to the same on the 14th: one to three days."""
    found = held("24.0 hours", "2023-09-12", "2023-09-14")
    assert isinstance(found.computed, Estimate)
    assert (found.computed.low, found.computed.high) == pytest.approx((24, 72), abs=0.02)
    assert found.verdict == "consistent"
    assert held("20.0 hours", "2023-09-12", "2023-09-14").verdict == "contradicted"


def test_reporters_count_the_first_and_the_last_day() -> None:
    """Touching four days of the calendar in 61 hours."""
    found = held("four days", "2023-09-12T20:00", "2023-09-15T09:00")
    assert found.verdict == "consistent"
    assert "the first and the last day counted" in found.explanation
    in_hours = held("96 hours", "2023-09-12T20:00", "2023-09-15T09:00")
    assert (in_hours.verdict, in_hours.flip) == ("contradicted", "only if the first and the last day are counted")


def test_of_several_stays_that_is_meant_which_fits_or_whose_day_is_named() -> None:
    short = {"place": "V", "by": "rail", "arrive": "2023-09-12T06:00", "depart": "2023-09-12T16:00"}
    between = {"place": "K", "by": "rail", "arrive": "2023-09-13T06:00", "depart": "2023-09-14T06:00"}
    long = {"place": "V", "by": "rail", "arrive": "2023-09-15T06:00", "depart": "2023-09-17T06:00"}
    for claim, verdict in (
        ({"stay": "10 hours", "at": "V"}, "consistent"),
        ({"stay": "48 hours", "at": "V"}, "consistent"),
        ({"stay": "48 hours", "at": "V", "from": "P", "to": "V", "arrive": "2023-09-12"}, "contradicted"),
        ({"stay": "48 hours", "at": "V", "from": "P", "to": "V", "arrive": "2023-09-16"}, "undetermined"),
    ):
        found = next(one for one in findings(HOME, short, between, long, BACK, claims=[claim]) if one.kind == "stay")
        assert found.verdict == verdict, found.explanation


def test_a_stay_without_a_place_is_the_time_abroad() -> None:
    away = {"place": "K", "by": "rail", "arrive": "2023-09-12T06:00", "depart": "2023-09-12T08:00"}
    farther = {"place": "V", "by": "rail", "arrive": "2023-09-13T06:00", "depart": "2023-09-17T06:00"}
    (found,) = findings(HOME, away, farther, BACK, claims=[{"stay": "five days"}])
    assert isinstance(found.computed, Estimate)
    assert found.computed.best == pytest.approx(120, abs=0.02)
    assert (found.verdict, found.origin) == ("consistent", None)
    (only_there,) = findings(HOME, away, farther, BACK, claims=[{"stay": "120 hours", "at": "V"}])
    assert only_there.verdict == "contradicted"
    assert "abroad in all, 120 h" in only_there.fits


@pytest.mark.parametrize(
    ("stops", "claim", "why"),
    [
        ([HOME, BACK], {"stay": "2 h", "at": "V"}, "Vladivostok is no stop of the journey."),
        ([HOME, BACK], {"stay": "2 h"}, "no stop is known to lie abroad"),
        ([HOME, {"place": "V", "by": "rail"}], {"stay": "2 h"}, "it is not known when they came and left"),
        ([HOME, {"place": "V", "by": "rail"}], {"stay": "2 h", "at": "V"}, "not known when they came to Vladivostok"),
    ],
)
def test_a_stay_of_which_nothing_is_known_is_undetermined(
    stops: list[dict[str, Any]], claim: dict[str, Any], why: str
) -> None:
    (found,) = findings(*stops, claims=[claim])
    assert (found.verdict, found.flip, found.margin) == ("undetermined", None, None)
    assert why in found.explanation


@given(st.integers(1, 23), st.integers(0, 23), st.floats(0.3, 3))
def test_a_true_stay_scaled_within_its_tolerance_holds_and_beyond_it_never(left: int, came: int, factor: float) -> None:
    """Exact times, and a figure of one decimal: 5 % on either side of itself."""
    arrive, depart = f"2023-09-12T{came:02d}:00", f"2023-09-14T{left:02d}:00"
    real = (datetime.fromisoformat(depart) - datetime.fromisoformat(arrive)).total_seconds() / 3600
    value = round(real * factor, 1)
    found = held(f"{value:.1f} hours", arrive, depart)
    slack = abs(value - real) / value - 0.05
    if abs(slack) > 0.002:
        assert (found.verdict == "consistent") == (slack < 0)
