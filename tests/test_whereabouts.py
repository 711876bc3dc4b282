"""Where they can have been at a time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import UsageError, where
from geo.geodesy import distance_km
from geo.journey import Journey
from geo.whereabouts import Timeline, Whereabouts
from tests.time_samples import at, journey

PLACES = {"A": at("A", 0.0), "B": at("B", 5.0), "C": at("C", 10.0), "S": at("S", 2.5)}
TRIP = journey(
    PLACES,
    {"place": "A", "depart": "2023-09-12T00:00Z"},
    {"place": "B", "by": "rail", "arrive": "2023-09-12T08:00Z", "depart": "2023-09-12T20:00Z"},
    {"place": "C", "by": "rail", "arrive": "2023-09-13T04:00Z"},
)
START = datetime(2023, 9, 12, tzinfo=UTC)


def test_on_the_way_they_are_between_what_they_can_have_reached_and_what_leaves_time_for_the_rest() -> None:
    found = where(TRIP, "2023-09-12T03:00Z")
    (stretch,) = found.possible
    hours = TRIP.passages[0].hours
    assert hours is not None
    km = TRIP.passages[0].distance_km.best
    assert stretch.to_km == pytest.approx(km * 3 / hours.low, rel=0.01)
    assert stretch.from_km == pytest.approx(max(0.0, km * (1 - 5 / hours.low)), abs=0.1)
    assert found.most_likely is not None
    assert found.most_likely.lon == pytest.approx(1.9, abs=0.4)
    assert stretch.probability == pytest.approx(1.0)


def test_at_a_stop_they_are_at_the_stop() -> None:
    found = where(TRIP, "2023-09-12T14:00+00:00")
    (stretch,) = found.possible
    assert (stretch.leg, stretch.origin.name, stretch.probability) == (None, "B", 1.0)
    assert found.most_likely == PLACES["B"].point
    assert found.within_km == 0.0


def test_at_a_stated_moment_they_are_where_it_says() -> None:
    seen = journey(
        PLACES,
        {"place": "A", "depart": "2023-09-12T00:00Z"},
        {"place": "B", "by": "rail", "seen": [{"at": "2023-09-12T04:00Z", "place": "S"}]},
    )
    found = where(seen, "2023-09-12T04:00Z")
    assert found.most_likely is not None
    assert distance_km(found.most_likely, PLACES["S"].point) < 1


def test_before_and_after_the_journey_nothing_is_known() -> None:
    early, late = where(TRIP, "2023-09-11T00:00Z"), where(TRIP, "2023-09-14T00:00Z")
    assert early.possible == late.possible == ()
    assert early.note is not None
    assert "begins no sooner" in early.note
    assert late.note is not None
    assert "over" in late.note


def test_before_a_vague_departure_they_may_still_be_at_the_first_stop() -> None:
    vague = journey(PLACES, {"place": "A", "depart": "2023-09-12"}, {"place": "B", "by": "rail"})
    found = where(vague, "2023-09-12T12:00Z")
    assert [stretch.leg for stretch in found.possible] == [None, 0, None]
    assert sum(stretch.probability for stretch in found.possible) == pytest.approx(1.0)


@given(st.floats(0, 28))
def test_the_chances_add_up_and_the_likeliest_place_is_a_possible_one(hours: float) -> None:
    found = Timeline(TRIP).where(START + timedelta(hours=hours))
    assert sum(stretch.probability for stretch in found.possible) == pytest.approx(1.0, abs=1e-9)
    best = max(found.possible, key=lambda stretch: stretch.probability)
    assert found.most_likely is not None
    lons = [point.lon for point in best.line]
    assert min(lons) - 1e-6 <= found.most_likely.lon <= max(lons) + 1e-6


@given(st.floats(0, 28), st.floats(0, 28))
def test_later_is_no_farther_back(one: float, other: float) -> None:
    first, last = (_reach(TRIP, hours) for hours in sorted((one, other)))
    assert first[0] <= last[0] + 1e-6
    assert first[1] <= last[1] + 1e-6


def _reach(of: Journey, hours: float) -> tuple[float, float]:
    """The least and the most km from the journey's beginning."""
    before = [0.0, of.passages[0].distance_km.best]
    found = Timeline(of).where(START + timedelta(hours=hours)).possible
    spans = [
        (before[s.leg] + s.from_km, before[s.leg] + s.to_km)
        if s.leg is not None
        else (s.origin.lon / 5 * before[1],) * 2
        for s in found
    ]
    return min(span[0] for span in spans), max(span[-1] for span in spans)


def test_without_a_route_there_is_an_area_within_reach_of_both_ends() -> None:
    lost = journey(
        PLACES,
        {"place": "A", "depart": "2023-09-12T00:00Z"},
        {"place": "B", "by": "ship", "arrive": "2023-09-13T12:00Z"},
        basis="straight line",
    )
    (stretch,) = where(lost, "2023-09-12T18:00Z").possible
    assert stretch.area is not None
    hours, km = lost.passages[0].hours, lost.passages[0].distance_km.low
    assert hours is not None
    reach_km = km / hours.low * 18
    for corner in stretch.area:
        assert distance_km(corner, PLACES["A"].point) <= reach_km + 0.1
        assert distance_km(corner, PLACES["B"].point) <= reach_km + 0.1


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2023-09-12T04:00", "2023-09-12T04:00+09:00"),
        ("2023-09-12", "one moment"),
        ("2023", "one moment"),
        ("noon", "not a time"),
        ("../2023-09-12T04:00Z", "one moment"),
    ],
)
def test_what_is_no_moment_is_refused_with_what_would_be(moment: str, words: str) -> None:
    with pytest.raises(UsageError, match=words.replace("+", r"\+")):
        where(TRIP, moment)


def test_a_datetime_without_an_offset_is_refused() -> None:
    with pytest.raises(UsageError, match="no offset"):
        where(TRIP, datetime(2023, 9, 12, 4))  # noqa: DTZ001 -- that is the point


def test_a_journey_without_times_has_no_whereabouts() -> None:
    with pytest.raises(UsageError, match="no stop of this journey states a time"):
        where(journey(PLACES, {"place": "A"}, {"place": "B", "by": "rail"}), "2023-09-12T04:00Z")


def line(*stated: dict[str, str], by: str = "rail") -> Journey:
    """A journey along the equator with a stop at every degree, whose first stop is left at a stated time."""
    places = {f"P{number}": at(f"P{number}", float(number)) for number in range(len(stated))}
    ways = [{"by": by} if number else {} for number in range(len(stated))]
    return journey(places, *({"place": p, **way, **more} for p, way, more in zip(places, ways, stated, strict=True)))


def chance_at(found: Whereabouts, stop: int) -> float:
    return sum(stretch.probability for stretch in found.possible if stretch.stop == stop)


def test_time_to_spare_falls_to_all_stays_alike() -> None:
    """Four stays break the time at random: in its middle 1, 3, 3 and 1 in eight have come to each."""
    trip = line({"depart": "2023-09-01T00:00Z"}, {}, {}, {}, {}, {"arrive": "2023-10-01T00:00Z"})
    middle = where(trip, "2023-09-16T00:00Z")
    assert [chance_at(middle, stop) for stop in (1, 2, 3, 4)] == pytest.approx([1 / 8, 3 / 8, 3 / 8, 1 / 8], abs=0.05)


@pytest.mark.parametrize("arrival", ["2023-10-01", "2023-10-01/.."])
def test_a_month_until_the_next_statement_is_a_stay_and_not_a_slow_train(arrival: str) -> None:
    trip = line({"depart": "2023-09-01T00:00Z"}, {"arrive": "2023-09-01"}, {"arrive": arrival})
    assert chance_at(where(trip, "2023-09-20T00:00Z"), 1) > 0.95


def test_where_nothing_ends_a_stay_it_may_have_lasted_for_weeks() -> None:
    trip = line({"depart": "2023-09-01T00:00Z"}, {"arrive": "2023-09-02"}, {})
    stayed = [chance_at(where(trip, f"2023-09-{day}T00:00Z"), 1) for day in ("03", "12", "25")]
    assert stayed == sorted(stayed, reverse=True)
    assert 0.01 < stayed[-1] < stayed[0] < 0.9


@pytest.mark.parametrize("moment", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"])
def test_a_moment_past_the_calendar_in_utc_is_its_end(moment: str) -> None:
    assert where(TRIP, moment).possible == ()


def test_a_date_from_python_is_no_moment() -> None:
    with pytest.raises(UsageError, match="one moment is needed here, found '2023-09-12'"):
        where(TRIP, date(2023, 9, 12))  # type: ignore[arg-type] -- what a notebook may hold


def test_out_of_time_one_side_of_the_window_is_told() -> None:
    trip = line({"depart": "2023-09-12"}, {"arrive": "2023-09-13"})
    assert where(trip, "2023-09-11T00:00Z").note == "the journey begins no sooner than 2023-09-12 00:00 UTC"
    assert where(trip, "2023-09-15T00:00Z").note == "the journey is over: it ends by 2023-09-13 23:59 UTC"
