"""The window of every moment of a journey, and the statements that cannot both hold."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.journey import Journey, TimingPoint
from geo.timing import bounds_of, calls
from geo.when import NO_WINDOW
from tests.time_samples import at, journey

A, B, C = at("A", 0.0), at("B", 5.0), at("C", 10.0)
PLACES = {"A": A, "B": B, "C": C}
NOON = datetime(2023, 9, 12, 12, tzinfo=UTC)


def point(of: Journey, path: str) -> TimingPoint:
    return next(each for each in of.timing if each.path == path)


def hours_after_noon(moment: datetime | None) -> float:
    assert moment is not None
    return (moment - NOON) / timedelta(hours=1)


def test_an_arrival_is_no_sooner_than_the_way_takes_and_closed_by_how_long_it_takes() -> None:
    told = journey(PLACES, {"place": "A", "depart": "2023-09-12T12:00Z"}, {"place": "B", "by": "rail"})
    window, hours = point(told, "stops[1].arrive").window, told.passages[0].hours
    assert hours is not None
    assert hours_after_noon(window.earliest) == pytest.approx(hours.low, rel=0.03)
    assert hours_after_noon(window.latest) == pytest.approx(hours.high, rel=0.03)


def test_a_departure_is_no_later_than_leaves_time_for_the_way() -> None:
    told = journey(PLACES, {"place": "A"}, {"place": "B", "by": "rail", "arrive": "2023-09-12T12:00Z"})
    window, hours = point(told, "stops[0].depart").window, told.passages[0].hours
    assert hours is not None
    assert hours_after_noon(window.latest) == pytest.approx(-hours.low, rel=0.03)
    assert hours_after_noon(window.earliest) == pytest.approx(-hours.high, rel=0.03)


def test_what_is_stated_is_kept_where_nothing_forbids_it() -> None:
    told = journey(
        PLACES, {"place": "A", "depart": "2023-09-10"}, {"place": "B", "by": "rail", "arrive": "2023-09-12T12:00:30.5Z"}
    )
    arrival = point(told, "stops[1].arrive")
    assert arrival.window == arrival.stated


def test_a_slow_journey_is_no_contradiction_and_narrows_nothing() -> None:
    told = journey(PLACES, {"place": "A", "depart": "2023-09-01"}, {"place": "B", "by": "rail", "arrive": "2023-09-12"})
    assert told.conflicts == ()
    assert point(told, "stops[1].arrive").window == point(told, "stops[1].arrive").stated


def test_time_for_two_legs_is_that_of_their_sum_not_the_sum_of_their_lows() -> None:
    told = journey(
        PLACES,
        {"place": "A", "depart": "2023-09-12T12:00Z"},
        {"place": "B", "by": "rail"},
        {"place": "C", "by": "car"},
    )
    lows = sum(passage.hours.low for passage in told.passages if passage.hours)
    earliest = hours_after_noon(point(told, "stops[2].arrive").window.earliest)
    assert lows < earliest < sum(passage.hours.best for passage in told.passages if passage.hours)


def test_a_stay_of_unknown_length_leaves_what_follows_open() -> None:
    told = journey(
        PLACES,
        {"place": "A", "depart": "2023-09-12T12:00Z"},
        {"place": "B", "by": "rail"},
        {"place": "C", "by": "rail"},
    )
    assert point(told, "stops[1].arrive").window.latest is not None
    assert point(told, "stops[1].depart").window.latest is None
    assert point(told, "stops[2].arrive").window.latest is None


def test_a_way_too_far_for_the_time_is_a_conflict_in_words() -> None:
    told = journey(
        PLACES,
        {"place": "A", "depart": "2023-09-12T12:00Z"},
        {"place": "B", "by": "rail", "arrive": "2023-09-12T13:00Z"},
    )
    (conflict,) = told.conflicts
    assert (conflict.first.path, conflict.second.path) == ("stops[0].depart", "stops[1].arrive")
    assert conflict.between_hours == pytest.approx(1.0)
    assert told.passages[0].hours is not None
    assert conflict.needed_hours == pytest.approx(told.passages[0].hours.low, rel=0.03)
    for words in (
        "departure from A “2023-09-12T12:00Z”",
        "arrival at B",
        "cannot both hold",
        "1 h at the most",
        "rail",
    ):
        assert words in conflict.explanation
    assert conflict.zones == ()


def test_nothing_is_inferred_across_a_conflict() -> None:
    told = journey(
        PLACES,
        {"place": "A", "depart": "2023-09-12T12:00Z"},
        {"place": "B", "by": "rail", "arrive": "2023-09-12T13:00Z"},
        {"place": "C", "by": "rail"},
    )
    assert point(told, "stops[0].depart").window == point(told, "stops[0].depart").stated
    assert point(told, "stops[1].arrive").window == point(told, "stops[1].arrive").stated
    assert hours_after_noon(point(told, "stops[2].arrive").window.earliest) > 1


def test_a_conflict_reaches_over_stops_that_state_nothing() -> None:
    told = journey(
        PLACES,
        {"place": "A", "depart": "2023-09-12T12:00Z"},
        {"place": "B", "by": "rail"},
        {"place": "C", "by": "car", "arrive": "2023-09-12T14:00Z"},
    )
    (conflict,) = told.conflicts
    assert conflict.second.path == "stops[2].arrive"
    assert "rail and car" in conflict.explanation


def test_the_zone_in_which_a_local_time_would_fit_is_named() -> None:
    """05:15 by Moscow's clocks is 12:15 in Vladivostok: read there as local, it is seven hours too soon."""
    places = {"A": at("A", 0.0, zone="Asia/Vladivostok"), "B": at("B", 4.0, zone="Asia/Vladivostok")}
    places["M"] = at("Moscow", 4.1, zone="Europe/Moscow")
    told = journey(
        places,
        {"place": "A", "depart": "2023-09-12T05:00"},
        {"place": "B", "by": "rail", "arrive": "2023-09-12T05:15~"},
        {"place": "M", "by": "rail"},
    )
    (conflict,) = told.conflicts
    assert "“2023-09-12T05:15~” were Europe/Moscow time" in conflict.zones


def test_a_time_with_an_offset_is_read_in_no_other_zone() -> None:
    told = journey(
        PLACES,
        {"place": "A", "depart": "2023-09-12T12:00Z"},
        {"place": "B", "by": "rail", "arrive": "2023-09-12T13:00+00:00"},
    )
    assert told.conflicts[0].zones == ()
    assert "No other time zone" in told.conflicts[0].explanation


def test_a_sighting_is_a_moment_of_its_leg_in_the_order_of_time() -> None:
    places = PLACES | {"S": at("S", 2.5), "T": at("T", 3.5)}
    told = journey(
        places,
        {"place": "A", "depart": "2023-09-12T12:00Z"},
        {
            "place": "B",
            "by": "rail",
            "seen": [{"at": "2023-09-12T18:00Z", "place": "T"}, {"at": "2023-09-12T16:00Z", "place": "S"}],
        },
    )
    seen = [each for each in told.timing if each.event == "seen"]
    assert [each.place.name for each in seen] == ["S", "T"]
    assert [each.share for each in seen] == pytest.approx([0.5, 0.7], abs=0.01)
    assert hours_after_noon(point(told, "stops[1].arrive").window.earliest) > 6


def test_of_sightings_that_may_be_in_either_order_the_nearer_along_the_way_comes_first() -> None:
    """Seen at T some time that day, and at S at six in the evening: not at T first and back at S."""
    told = journey(
        PLACES | {"S": at("S", 2.5), "T": at("T", 3.5)},
        {"place": "A", "depart": "2023-09-12T12:00Z"},
        {
            "place": "B",
            "by": "rail",
            "seen": [{"at": "2023-09-12", "place": "T"}, {"at": "2023-09-12T18:00Z", "place": "S"}],
        },
    )
    assert [each.place.name for each in told.timing if each.event == "seen"] == ["S", "T"]
    assert told.conflicts == ()


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9), st.integers(0, 20)), min_size=1, max_size=12))
def test_sightings_keep_the_order_of_time_and_none_is_lost(told: list[tuple[int, int, int]]) -> None:
    places = PLACES | {f"S{share}": at(f"S{share}", share / 4) for share in range(21)}
    seen = [
        {
            "at": f"2023-09-{1 + day // 4:02}T{6 * (day % 4):02}:00Z/2023-09-{1 + day // 4 + days:02}T23:00Z",
            "place": f"S{share}",
        }
        for day, days, share in told
    ]
    trip = journey(places, {"place": "A"}, {"place": "B", "by": "rail", "seen": seen})
    found = [each for each in trip.timing if each.event == "seen"]
    assert len(found) == len(told)
    for number, each in enumerate(found):
        for later in found[number + 1 :]:
            assert not bounds_of(later.stated)[1] < bounds_of(each.stated)[0]


def test_a_sighting_that_no_route_can_reach_in_time_is_a_conflict_and_one_off_the_way_is_told() -> None:
    places = PLACES | {"F": at("Far", 2.5, 30.0)}
    told = journey(
        places,
        {"place": "A", "depart": "2023-09-12T12:00Z"},
        {"place": "B", "by": "rail", "seen": [{"at": "2023-09-12T14:00Z", "place": "F"}]},
    )
    assert [(each.first.path, each.second.path) for each in told.conflicts] == [("stops[0].depart", "stops[1].seen[0]")]
    assert any("seen at Far" in warning and "`via`" in warning for warning in told.warnings)


def test_a_journey_without_any_time_has_open_windows_and_keeps_its_hours() -> None:
    told = journey(PLACES, {"place": "A"}, {"place": "B", "by": "rail"})
    assert {each.window for each in told.timing} == {NO_WINDOW}
    assert told.hours is not None
    assert told.conflicts == ()


def test_a_window_of_years_is_no_trouble() -> None:
    told = journey(PLACES, {"place": "A", "depart": "1999/2020"}, {"place": "B", "by": "rail", "arrive": "2010"})
    departure = point(told, "stops[0].depart").window
    assert departure.earliest == datetime(1999, 1, 1, tzinfo=UTC)
    assert departure.latest is not None
    assert departure.latest.year == 2010


def test_an_unknown_vehicle_binds_nothing_but_the_order() -> None:
    told = journey(
        PLACES, {"place": "A", "depart": "2023-09-12T12:00Z"}, {"place": "B", "by": "zeppelin", "arrive": "2023-09-12"}
    )
    assert told.conflicts == ()
    assert point(told, "stops[1].arrive").window.earliest == NOON


def test_every_stop_has_its_windows() -> None:
    told = journey(PLACES, {"place": "A", "depart": "2023-09-12T12:00Z"}, {"place": "B", "by": "rail"})
    first, last = calls(told)
    assert first.arrival == NO_WINDOW
    assert first.departure.earliest == NOON
    assert last.arrival.earliest is not None
    assert last.departure == NO_WINDOW


@given(st.lists(st.integers(0, 200), min_size=3, max_size=3), st.lists(st.booleans(), min_size=3, max_size=3))
def test_windows_hold_what_is_stated_are_in_order_and_never_empty(hours: list[int], told: list[bool]) -> None:
    """Unless two statements conflict, in which case both are kept as they are stated."""
    stops = [
        {"place": name} | ({"by": "rail"} if number else {}) | (_time(number, hour) if tell else {})
        for number, (name, hour, tell) in enumerate(zip("ABC", sorted(hours), told, strict=True))
    ]
    found = journey(PLACES, *stops)
    for each in found.timing:
        first, last = each.window.earliest, each.window.latest
        assert first is None or last is None or first <= last
        assert each.window.meets(each.stated)
    firsts = [each.window.earliest for each in found.timing if each.window.earliest]
    assert found.conflicts or firsts == sorted(firsts)


def _time(number: int, hour: int) -> dict[str, str]:
    moment = NOON + timedelta(hours=hour)
    return {"arrive" if number else "depart": f"{moment:%Y-%m-%dT%H:%MZ}"}
