"""Hours for each leg, and times stated in the wrong order."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from geo.errors import DocumentError
from geo.journey import Call, GaugeBreak, Journey, Point
from geo.modes import Stretch, find_vehicle, hours
from geo.routing import leg, route
from geo.timetable import passage, schedule, state_times
from geo.when import Window
from tests.fakes import KHASAN, MOSCOW, PYONGYANG, VLADIVOSTOK, FakeNetwork, claim, itinerary, networks

PLACES = {"P": PYONGYANG, "V": VLADIVOSTOK, "M": MOSCOW, "K": KHASAN}


def stated(*stops: dict[str, Any]) -> Journey:
    return state_times(Journey(itinerary(*stops), PLACES))


def test_a_leg_takes_what_its_vehicle_takes_over_it() -> None:
    vehicle = find_vehicle("armoured train")
    assert vehicle
    inland = passage(leg(VLADIVOSTOK, KHASAN, "armoured train", networks(rail=FakeNetwork())))
    change = GaugeBreak(Point(42.4, 130.6), 1520, 1435)
    crossing = FakeNetwork(borders=("CN", "KP"), gauge_breaks=(change,))
    abroad = passage(leg(VLADIVOSTOK, KHASAN, "armoured train", networks(rail=crossing)))
    assert inland.hours == hours(vehicle, inland.distance_km)
    assert abroad.hours == hours(vehicle, abroad.distance_km, countries=("RU", "CN", "KP"), gauge_breaks=1)
    assert inland.notes == ()


def test_a_leg_is_timed_by_the_trains_of_the_countries_it_runs_in() -> None:
    slow = FakeNetwork(stretches=(Stretch("KP", 100.0),))
    fast = FakeNetwork(stretches=(Stretch("DE", 100.0),))
    timed = [passage(leg(VLADIVOSTOK, KHASAN, "rail", networks(rail=network))).hours for network in (slow, fast)]
    assert timed[0]
    assert timed[1]
    assert timed[0].best > 1.5 * timed[1].best


def test_an_unknown_vehicle_has_no_hours_and_says_so() -> None:
    timed = passage(leg(VLADIVOSTOK, KHASAN, "zeppelin", networks()))
    assert timed.hours is None
    assert "no speed is known for “zeppelin”, so no time is given" in timed.warnings


def test_every_leg_is_timed_and_one_unknown_leaves_the_total_unknown() -> None:
    story = itinerary({"place": "P"}, {"place": "K", "by": "rail"}, {"place": "V", "by": "rail"})
    journey = schedule(route(Journey(story, PLACES), networks(rail=FakeNetwork())))
    assert len(journey.passages) == 2
    assert journey.hours is not None
    legs = [p.hours for p in journey.passages if p.hours]
    assert journey.hours.best == pytest.approx(sum(leg.best for leg in legs), rel=0.03)
    assert sum(leg.low for leg in legs) < journey.hours.low < journey.hours.high < sum(leg.high for leg in legs)
    assert journey.distance_km.best == pytest.approx(sum(p.distance_km.best for p in journey.passages))
    unsure = itinerary({"place": "P"}, {"place": "K", "by": "rail"}, {"place": "V", "by": "zeppelin"})
    assert schedule(route(Journey(unsure, PLACES), networks(rail=FakeNetwork()))).hours is None


def test_stated_times_are_local_to_their_place_and_kept_in_utc() -> None:
    journey = stated(
        {"place": "P", "depart": "2023-09-10T18:00"}, {"place": "V", "by": "rail", "arrive": "2023-09-12T06:00"}
    )
    leaves, arrives = datetime(2023, 9, 10, 9, tzinfo=UTC), datetime(2023, 9, 11, 20, tzinfo=UTC)
    assert journey.calls[0].departure == Window(leaves, leaves)
    assert journey.calls[0].arrival == Window()
    assert journey.calls[1].arrival == Window(arrives, arrives)


def test_arriving_before_leaving_the_stop_before_is_refused_at_both_ends_of_the_mistake() -> None:
    with pytest.raises(DocumentError) as refused:
        stated({"place": "P", "depart": "2023-09-12"}, {"place": "V", "by": "rail", "arrive": "2023-09-10"},
               {"place": "K", "by": "rail", "arrive": "2023-09-09"}, {"place": "M", "by": "air", "arrive": "2023-09-14"})  # fmt: skip
    assert [(fault.path, fault.found) for fault in refused.value.faults] == [
        ("stops[1].arrive", "2023-09-10"),
        ("stops[2].arrive", "2023-09-09"),
    ]
    assert refused.value.faults[0].message == "before stops[0].depart (2023-09-12)"


def test_a_vague_time_between_does_not_excuse_what_comes_after() -> None:
    with pytest.raises(DocumentError, match=r"stops\[2\]\.arrive: before stops\[0\]\.depart"):
        stated({"place": "P", "depart": "2023-09-12"}, {"place": "V", "by": "rail", "arrive": "2023-09"},
               {"place": "K", "by": "rail", "arrive": "2023-09-10"})  # fmt: skip


def test_the_latest_of_what_came_before_is_what_counts() -> None:
    with pytest.raises(DocumentError, match=r"stops\[2\]\.arrive: before stops\[1\]\.arrive"):
        stated({"place": "P", "depart": "2023-09-12"}, {"place": "V", "by": "rail", "arrive": "2023-09-16"},
               {"place": "K", "by": "rail", "arrive": "2023-09-14"})  # fmt: skip


def test_a_stop_left_before_it_is_reached_through_another_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"stops\[1\]\.depart: before stops\[0\]\.depart"):
        stated({"place": "P", "depart": "2023-09-12"}, {"place": "V", "by": "rail", "depart": "2023-09-10"})


def test_clocks_of_two_zones_are_compared_in_utc() -> None:
    """Vladivostok is seven hours ahead of Moscow: a flight west lands by the clock before it leaves."""
    stated({"place": "V", "depart": "2023-09-10T12:00"}, {"place": "M", "by": "air", "arrive": "2023-09-10T11:00"})
    with pytest.raises(DocumentError):
        stated({"place": "M", "depart": "2023-09-10T12:00"}, {"place": "V", "by": "air", "arrive": "2023-09-10T18:00"})
    with pytest.raises(DocumentError):
        stated(
            {"place": "V", "depart": "2023-09-10T12:00"},
            {"place": "M", "by": "air", "arrive": "2023-09-10T11:00+10:00"},
        )


def test_vague_times_that_may_be_in_order_are_not_refused() -> None:
    stated({"place": "P", "depart": "2023-09"}, {"place": "V", "by": "rail", "arrive": "2023-09-01"})
    stated({"place": "P", "depart": "2023-09-12"}, {"place": "V", "by": "rail", "arrive": "2023-09-12"})
    stated({"place": "P", "depart": "../2023-09-12"}, {"place": "V", "by": "rail", "arrive": "2023-09-10/.."})
    stated({"place": "P", "depart": "2023-09-12T12:00"}, {"place": "P", "by": "rail", "arrive": "2023-09-12T12:00"})


def test_arriving_the_day_before_leaving_is_refused() -> None:
    with pytest.raises(DocumentError):
        stated({"place": "P", "depart": "2023-09-12"}, {"place": "P", "by": "rail", "arrive": "2023-09-11"})


def test_a_stop_with_no_time_at_all_is_reached_and_left_at_any() -> None:
    journey = stated({"place": "P"}, {"place": "V", "by": "rail", "arrive": "2023-09-12"}, {"place": "K", "by": "rail"})
    assert (journey.calls[0], journey.calls[2]) == (Call(Window(), Window()),) * 2
    assert journey.warnings == ()


def test_a_window_of_years_is_as_wide_as_it_was_stated() -> None:
    journey = stated({"place": "P", "depart": "2020/2023"}, {"place": "V", "by": "rail", "arrive": "202X"})
    assert journey.calls[0].departure.earliest == datetime(2019, 12, 31, 15, tzinfo=UTC)
    assert str(journey.calls[1].arrival) == "2019-12-31 14:00 to 2029-12-31 13:59 UTC"


def test_half_a_second_is_enough_to_be_too_early() -> None:
    leaves, arrives = "2023-09-12T05:15:30.5+10:00", "2023-09-12T05:15:30.4+10:00"
    stated({"place": "P", "depart": leaves}, {"place": "V", "by": "rail", "arrive": leaves})
    with pytest.raises(DocumentError, match=r"stops\[1\]\.arrive: before stops\[0\]\.depart"):
        stated({"place": "P", "depart": leaves}, {"place": "V", "by": "rail", "arrive": arrives})


def test_each_time_in_doubt_is_a_warning_that_names_its_place_and_key() -> None:
    """A stop's, a sighting's and a claim's; those of before are kept."""
    skipped = "2018-05-04T23:45"
    story = itinerary(
        {"place": "V", "arrive": skipped, "depart": "2018-05-04"},
        {"place": "K", "by": "rail", "seen": [{"at": skipped, "place": "P"}]},
        claims=[claim("P", "V", depart=skipped, arrive=skipped)],
    )
    journey = state_times(Journey(story, PLACES, warnings=("of before",)))
    assert [warning.partition(":")[0] for warning in journey.warnings] == [
        "of before",
        "P (stops[1].seen[0].at)",
        "P (claims[0].depart)",
    ]
    assert "did not exist in Asia/Pyongyang" in journey.warnings[1]


def test_a_time_at_a_place_without_a_zone_is_said_to_be_read_in_utc() -> None:
    nowhere = replace(PYONGYANG, zone=None)
    for stated_at, warnings in [("2018-05-04", 1), ("2018-05-04T12:00+09:00", 0)]:
        journey = state_times(Journey(itinerary({"place": "P", "arrive": stated_at}), {"P": nowhere}))
        assert len(journey.warnings) == warnings
        assert all("is read in UTC: no time zone is known there" in warning for warning in journey.warnings)


def test_how_they_came_to_the_first_stop_is_said_to_be_left_out() -> None:
    warnings = stated({"place": "P", "by": "rail"}, {"place": "V", "by": "rail"}).warnings
    assert warnings == ("P (stops[0].by): how they came to the first stop is left out, since no stop says from where",)
