"""Whether they can have been at a place at all."""

import math

import pytest

from geo import UsageError
from geo.alibi import could_reach
from geo.journey import Journey, Passage, Place
from tests.time_samples import at, journey

PLACES = {
    "A": at("A", 0.0),
    "B": at("B", 5.0),
    "N": at("Near", 2.5, 0.5),
    "F": at("Far", 2.5, 20.0),
    "X": at("X", 150.0),
}
TRIP = journey(
    PLACES,
    {"place": "A", "depart": "2023-09-12T00:00Z"},
    {"place": "B", "by": "rail", "arrive": "2023-09-12T12:00Z", "depart": "2023-09-12T14:00Z"},
    {"place": "A", "by": "rail", "arrive": "2023-09-13T12:00Z"},
)


def measure(origin: Place, destination: Place, by: str) -> Passage:
    one = {"O": origin, "D": destination}
    return journey(one, {"place": "O"}, {"place": "D", "by": by}).passages[0]


def asked(place: str, start: str, end: str, of: Journey = TRIP) -> tuple[str, float]:
    found = could_reach(of, PLACES[place], start, end, measure)
    return found.verdict, found.needed_kmh


def test_a_place_near_the_way_is_within_reach() -> None:
    assert asked("N", "2023-09-12T02:00Z", "2023-09-12T10:00Z")[0] == "yes"


def test_a_place_far_off_is_within_reach_only_faster_and_how_fast_is_said() -> None:
    verdict, needed = asked("F", "2023-09-12T02:00Z", "2023-09-12T10:00Z")
    assert verdict == "only faster"
    assert needed == pytest.approx(2 * 2230 / 12, rel=0.02)


def test_a_place_beyond_any_airliner_is_out_of_reach() -> None:
    verdict, needed = asked("X", "2023-09-12T02:00Z", "2023-09-12T10:00Z")
    assert verdict == "no"
    assert needed > 930


def test_the_hours_asked_for_count_and_not_only_those_between_the_statements() -> None:
    """They leave at 0 and are due at 12; by 1 they have gone for one hour at the most."""
    verdict, needed = asked("N", "2023-09-12T00:30Z", "2023-09-12T01:00Z")
    assert verdict == "only faster"
    assert needed == pytest.approx(283, rel=0.02)


def test_where_they_stopped_they_can_have_been() -> None:
    assert asked("B", "2023-09-12T13:00Z", "2023-09-12T13:10Z") == ("yes", 0.0)
    assert asked("B", "2023-09-12T03:00Z", "2023-09-12T03:10Z")[0] == "only faster"


def test_before_and_after_the_journey_all_is_possible_that_leaves_time_for_its_ends() -> None:
    assert asked("X", "2023-09-01T00:00Z", "2023-09-02T00:00Z")[0] in {"yes", "only faster"}
    assert asked("X", "2023-09-11T23:00Z", "2023-09-12T00:00Z")[0] == "no"
    assert asked("A", "2024-01-01T00:00Z", "2024-01-02T00:00Z") == ("yes", 0.0)


def test_no_time_at_all_is_an_infinite_speed_in_words() -> None:
    found = could_reach(TRIP, PLACES["F"], "2023-09-12T00:00Z", "2023-09-12T00:00Z", measure)
    assert found.verdict == "no"
    assert math.isinf(found.needed_kmh)
    assert found.explanation.startswith("No:")


def test_the_explanation_names_both_ends() -> None:
    found = could_reach(TRIP, PLACES["N"], "2023-09-12T02:00Z", "2023-09-12T10:00Z", measure)
    assert "leaving A (no sooner than 2023-09-12 00:00 UTC)" in found.explanation
    assert "arriving at B (no later than 2023-09-12 12:00 UTC)" in found.explanation


def test_hours_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(UsageError, match="before the first"):
        asked("N", "2023-09-12T10:00Z", "2023-09-12T02:00Z")


def test_a_journey_without_times_is_no_alibi() -> None:
    with pytest.raises(UsageError, match="no stop of this journey states a time"):
        asked(
            "N", "2023-09-12T02:00Z", "2023-09-12T10:00Z", journey(PLACES, {"place": "A"}, {"place": "B", "by": "rail"})
        )


def test_a_yes_of_another_part_of_the_journey_counts_though_it_takes_more_speed() -> None:
    """By sledge, whose speed nobody knows, 1.3 km/h would do; by train on the way back it takes 52."""
    trip = journey(
        PLACES,
        {"place": "A", "depart": "2023-09-01T00:00Z"},
        {"place": "B", "by": "sledge", "arrive": "2023-09-20T00:00Z", "depart": "2023-09-20T01:00Z"},
        {"place": "A", "by": "rail", "arrive": "2023-09-20T12:00Z"},
    )
    assert asked("N", "2023-09-01T00:00Z", "2023-09-20T12:00Z", trip) == ("yes", pytest.approx(52, rel=0.05))


@pytest.mark.parametrize("by", ["sledge", "ship"])
def test_of_an_unknown_vehicle_or_way_it_is_not_said_that_it_is_too_slow(by: str) -> None:
    trip = journey(
        PLACES,
        {"place": "A", "depart": "2023-09-01T00:00Z"},
        {"place": "B", "by": by, "arrive": "2023-12-01T00:00Z"},
        basis="straight line",
    )

    def no_way(origin: Place, destination: Place, by: str) -> Passage:
        ends = {"O": origin, "D": destination}
        return journey(ends, {"place": "O"}, {"place": "D", "by": by}, basis="straight line").passages[0]

    found = could_reach(trip, PLACES["F"], "2023-10-01T00:00Z", "2023-10-02T00:00Z", no_way)
    assert (found.verdict, found.explanation[:32]) == ("only faster", f"Not known: no way to Far by {by}"[:32])


def test_at_a_stop_there_is_no_talk_of_a_car() -> None:
    found = could_reach(TRIP, PLACES["B"], "2023-09-12T13:00Z", "2023-09-12T13:10Z", measure)
    assert found.explanation.endswith("they can have been there.")
