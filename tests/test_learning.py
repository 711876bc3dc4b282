"""What observed stretches of a journey teach of the rest of it."""

from typing import Any

import pytest

from geo.journey import Journey, Passage
from tests.time_samples import at, journey

PLACES = {name: at(name, 5.0 * number) for number, name in enumerate("ABCD")} | {"S": at("S", 2.5)}


def passage_hours(of: Passage) -> tuple[float, float, float]:
    assert of.hours is not None
    return of.hours.low, of.hours.best, of.hours.high


def trip(first_arrival: str | None, **more: Any) -> Journey:
    """A to B, as observed, and on to C; 556 km each by an armoured train, which takes some 10 hours."""
    arrive = {"arrive": first_arrival} if first_arrival else {}
    return journey(
        PLACES,
        {"place": "A", "depart": "2023-09-12T00:00Z"},
        {"place": "B", "by": "armoured train"} | arrive | more,
        {"place": "C", "by": "armoured train"},
    )


def test_a_fast_train_is_expected_to_be_fast_again_and_a_slow_one_slow() -> None:
    fast, unknown, slow = (
        passage_hours(trip(arrival).passages[1]) for arrival in ("2023-09-12T08:00Z", None, "2023-09-12T15:00Z")
    )
    assert fast[1] < unknown[1] < slow[1]
    assert fast[2] - fast[0] < unknown[2] - unknown[0]


def test_an_arrival_days_later_teaches_little() -> None:
    """It tells of halts that nobody reported."""
    halted, unknown = (passage_hours(trip(arrival).passages[1]) for arrival in ("2023-09-16T00:00Z", None))
    assert halted == pytest.approx(unknown, rel=0.25)


def test_what_was_learnt_of_one_vehicle_is_not_held_of_another() -> None:
    told = journey(
        PLACES,
        {"place": "A", "depart": "2023-09-12T00:00Z"},
        {"place": "B", "by": "armoured train", "arrive": "2023-09-12T15:00Z"},
        {"place": "C", "by": "car"},
    )
    alone = journey(PLACES, {"place": "B"}, {"place": "C", "by": "car"})
    assert told.passages[1].hours == alone.passages[0].hours


def test_a_sighting_on_the_way_is_an_observation() -> None:
    seen = trip(None, seen=[{"at": "2023-09-12T04:00Z", "place": "S"}])
    assert passage_hours(seen.passages[1])[1] < passage_hours(trip(None).passages[1])[1]
    (speed,) = seen.speeds
    assert speed.distance_km == pytest.approx(278, rel=0.02)
    assert speed.speed_kmh.best == pytest.approx(278 / 4, rel=0.02)


def test_a_sighting_somewhere_in_a_region_or_before_some_time_teaches_nothing() -> None:
    plain = passage_hours(trip(None).passages[1])
    vague = PLACES | {"S": at("S", 2.5, precision_km=200)}
    for seen, places in (({"at": "2023-09-12T04:00Z", "place": "S"}, vague), ({"at": "../2023-09-12T04:00Z", "place": "S"}, PLACES)):  # fmt: skip
        told = journey(
            places,
            {"place": "A", "depart": "2023-09-12T00:00Z"},
            {"place": "B", "by": "armoured train", "seen": [seen]},
            {"place": "C", "by": "armoured train"},
        )
        assert passage_hours(told.passages[1]) == plain
        assert told.speeds == ()


def test_observed_speeds_run_from_the_slowest_stretch_to_the_fastest() -> None:
    told = journey(
        PLACES,
        {"place": "A", "depart": "2023-09-12T00:00Z"},
        {"place": "B", "by": "rail", "arrive": "2023-09-12T08:00Z", "depart": "2023-09-12T12:00Z"},
        {"place": "C", "by": "rail", "arrive": "2023-09-13T00:00Z"},
    )
    (speed,) = told.speeds
    assert (speed.by, speed.stretches) == ("rail", 2)
    assert speed.speed_kmh.low == pytest.approx(556.6 / 12, rel=0.01)
    assert speed.speed_kmh.high == pytest.approx(556.6 / 8, rel=0.01)
    assert speed.speed_kmh.best == pytest.approx(2 * 556.6 / 20, rel=0.01)


def test_windows_are_no_narrower_for_a_slow_train() -> None:
    """It may have halted: what was learnt is likely, not certain."""
    slow, unknown = trip("2023-09-12T15:00Z"), trip(None)
    took = [
        (told.timing[-1].window.earliest - told.timing[-2].window.earliest).total_seconds()
        for told in (slow, unknown)
        if told.timing[-1].window.earliest and told.timing[-2].window.earliest
    ]
    assert took[0] <= took[1] * 1.05
