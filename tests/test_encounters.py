"""Who met, who could have met, and who cannot have."""

import math
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from geo import UsageError, meet
from geo.encounters import FEW, Encounter
from geo.journey import Journey
from tests.time_samples import at, journey

PLACES = {name: at(name, 5.0 * number) for number, name in enumerate("ABCD")} | {
    "N": at("North", 5.0, 3.0),
    "S": at("South", 5.0, -3.0),
    "E": at("East", 180.01),
    "W": at("West", -179.985),
}


def trip(who: str, *stops: dict[str, Any], **more: Any) -> Journey:
    return journey(PLACES, *stops, traveller=who, **more)


def stay(who: str, place: str, arrive: str, depart: str) -> Journey:
    """A journey that is one stay."""
    return trip(who, {"place": place, "arrive": arrive, "depart": depart})


def verdicts(*journeys: Journey) -> list[tuple[str, str]]:
    return [(each.verdict, each.place.name) for each in meet(journeys)]


KIM = trip(
    "Kim",
    {"place": "A", "depart": "2023-09-12T00:00Z"},
    {"place": "B", "by": "rail", "arrive": "2023-09-12T10:00Z"},
    {"place": "C", "by": "rail", "arrive": "2023-09-14T10:00Z"},
)


def test_those_who_are_stated_to_be_in_one_place_at_one_time_met() -> None:
    putin = stay("Putin", "B", "2023-09-12T09:00Z", "2023-09-12T20:00Z")
    (found,) = meet([KIM, putin])
    assert (found.verdict, found.place, found.travellers) == ("met", PLACES["B"], ("Kim", "Putin"))
    assert found.window.earliest == datetime(2023, 9, 12, 10, tzinfo=UTC)
    assert found.window.latest == datetime(2023, 9, 12, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("arrive", "depart", "is_certain"),
    [
        ("2023-09-12T09:00Z", "2023-09-12T20:00Z", True),
        ("2023-09-12", "2023-09-13", False),
        ("2023-09-11", "2023-09-12", False),
        ("2023-09-11", "2023-09-13", True),
    ],
)
def test_of_days_that_overlap_it_is_said_that_they_may_have_missed_each_other(
    arrive: str, depart: str, *, is_certain: bool
) -> None:
    (found,) = meet([KIM, stay("Putin", "B", arrive, depart)])
    assert found.verdict == "met"
    assert found.explanation.endswith("perhaps not at one time") == (not is_certain)


def test_two_places_of_one_town_are_told_apart() -> None:
    places = PLACES | {"P": at("Palace", 5.04)}
    putin = journey(places, {"place": "P", "arrive": "2023-09-12T09:00Z", "depart": "2023-09-12T20:00Z"}, traveller="P")
    (found,) = meet([KIM, putin])
    assert found.verdict == "could have met"
    assert "one stopped at B, the other at Palace, 4.5 km off" in found.explanation


def test_those_whose_windows_overlap_where_nothing_is_stated_could_have_met() -> None:
    through = trip(
        "Lee",
        {"place": "N", "depart": "2023-09-12T20:00Z"},
        {"place": "B", "by": "car"},
        {"place": "S", "by": "car", "arrive": "2023-09-13T12:00Z"},
    )
    assert verdicts(KIM, through) == [("could have met", "B")]


def test_those_whose_windows_lie_apart_cannot_have_met_and_how_far_apart_is_said() -> None:
    late = stay("Putin", "B", "2023-10-01T00:00Z", "2023-10-02T00:00Z")
    (found,) = meet([KIM, late])
    assert found.verdict == "cannot have met"
    assert "h apart at the least" in found.explanation
    assert found.window.earliest is found.window.latest is None


def test_it_is_not_denied_where_a_journey_began_or_ended_that_they_met_before_or_after() -> None:
    """Nothing says until when Kim stayed at C, nor since when he had been at A."""
    for place, month in (("C", "10"), ("A", "08")):
        other = stay("Lee", place, f"2023-{month}-01T00:00Z", f"2023-{month}-02T00:00Z")
        assert meet([KIM, other]) == ()
    gone = trip("Kim", {"place": "A", "depart": "2023-09-12"}, {"place": "C", "by": "rail", "depart": "2023-09-14"})
    assert verdicts(gone, stay("Lee", "C", "2023-10-01", "2023-10-02")) == [("cannot have met", "C")]


def test_of_many_visits_to_a_place_the_nearest_in_time_tells_how_far_apart_they_were() -> None:
    twice = trip(
        "Kim",
        {"place": "A", "depart": "2023-09-01T00:00Z"},
        {"place": "B", "by": "rail", "depart": "2023-09-02T00:00Z"},
        {"place": "C", "by": "rail", "depart": "2023-09-08T00:00Z"},
        {"place": "B", "by": "rail", "depart": "2023-09-10T00:00Z"},
        {"place": "C", "by": "rail", "arrive": "2023-09-10T08:00Z"},
    )
    (found,) = meet([twice, stay("Lee", "B", "2023-09-11T00:00Z", "2023-09-12T00:00Z")])
    assert found.explanation == "both stopped at B, at times 24.0 h apart at the least"


def test_one_who_passes_where_another_stops_could_have_met_them() -> None:
    by_the_line = stay("Lee", "B", "2023-09-10T00:00Z", "2023-09-20T00:00Z")
    passing = trip(
        "Kim",
        {"place": "A", "depart": "2023-09-12T00:00Z"},
        {"place": "C", "by": "rail", "arrive": "2023-09-13T00:00Z"},
    )
    assert verdicts(passing, by_the_line) == [("could have met", "B")]


def test_two_on_one_line_at_one_time_could_have_met_on_the_way() -> None:
    east = trip(
        "Kim",
        {"place": "A", "depart": "2023-09-12T00:00Z"},
        {"place": "B", "by": "rail", "arrive": "2023-09-12T10:00Z"},
    )
    west = trip(
        "Lee",
        {"place": "B", "depart": "2023-09-12T00:00Z"},
        {"place": "A", "by": "rail", "arrive": "2023-09-12T10:00Z"},
    )
    found = meet([east, west])
    assert {each.verdict for each in found} == {"could have met"}
    assert {each.how for each in found} >= {"on the way"}


@pytest.mark.parametrize(("lat", "lon"), [(0.0, 0.0), (0.003, -0.003), (0.6, 0.04), (60.1, 0.3), (-75.0, 179.95)])
@pytest.mark.parametrize("slant", [0.2, 0.7])
def test_two_ways_that_cross_near_the_corner_of_a_cell_are_not_missed(lat: float, lon: float, slant: float) -> None:
    """Each cuts off a corner of it that may hold none of the steps at which the other is looked at."""
    ways = []
    for who, angle in (("Kim", slant), ("Lee", slant + 1.5)):
        north, east = math.sin(angle), math.cos(angle) / math.cos(math.radians(lat))
        ends = {"A": at("A", lon - east, lat - north), "B": at("B", lon + 1.3 * east, lat + 1.3 * north)}
        stops = {"place": "A", "depart": "2023-09-12"}, {"place": "B", "by": "rail", "arrive": "2023-09-14"}
        ways.append(journey(ends, *stops, traveller=who))
    assert [each.how for each in meet(ways)] == ["on the way"]


def test_two_ways_that_cross_at_different_times_are_no_encounter() -> None:
    east = trip(
        "Kim",
        {"place": "A", "depart": "2023-09-12T00:00Z"},
        {"place": "C", "by": "rail", "arrive": "2023-09-12T20:00Z"},
    )
    south = trip(
        "Lee", {"place": "N", "depart": "2023-10-12T00:00Z"}, {"place": "S", "by": "car", "arrive": "2023-10-12T20:00Z"}
    )
    assert meet([east, south]) == ()


@pytest.mark.parametrize(("gap_minutes", "verdict"), [(-1, "met"), (0, "met"), (1, "cannot have met")])
def test_a_minute_decides_whether_two_can_have_met(gap_minutes: int, verdict: str) -> None:
    """In a cell far from the first, where a sum of cell and hour as one number would not tell minutes apart."""
    north = {"H": at("Hammerfest", 23.68, 70.66)}
    first = journey(north, {"place": "H", "arrive": "2023-09-12T10:00Z", "depart": "2023-09-12T12:00Z"}, traveller="A")
    moment = datetime(2023, 9, 12, 12, tzinfo=UTC) + timedelta(minutes=gap_minutes)
    then = {"place": "H", "arrive": f"{moment:%Y-%m-%dT%H:%MZ}", "depart": "2023-09-12T15:00Z"}
    second = journey(north, then, traveller="B")
    assert [each.verdict for each in meet([first, second])] == [verdict]


def test_nobody_is_met_in_the_air() -> None:
    east = trip(
        "Kim", {"place": "A", "depart": "2023-09-12T00:00Z"}, {"place": "C", "by": "air", "arrive": "2023-09-12T06:00Z"}
    )
    south = trip(
        "Lee", {"place": "N", "depart": "2023-09-12T00:00Z"}, {"place": "S", "by": "air", "arrive": "2023-09-12T06:00Z"}
    )
    assert meet([east, south]) == ()


def test_the_antimeridian_parts_nobody() -> None:
    east = stay("Kim", "E", "2023-09-12T00:00Z", "2023-09-13T00:00Z")
    west = stay("Lee", "W", "2023-09-12T00:00Z", "2023-09-13T00:00Z")
    assert [each.verdict for each in meet([east, west])] == ["met"]


def test_a_traveller_does_not_meet_themselves() -> None:
    assert meet([KIM, stay("Kim", "B", "2023-09-12T09:00Z", "2023-09-12T20:00Z")]) == ()


def test_of_many_journeys_only_who_met_is_told() -> None:
    apart = [stay(f"T{n}", "B", f"20{n:02}-01-01T00:00Z", f"20{n:02}-01-02T00:00Z") for n in range(FEW + 1)]
    assert meet(apart) == ()
    assert len(meet(apart[:FEW])) == FEW * (FEW - 1) / 2


def test_the_order_of_the_journeys_does_not_matter() -> None:
    putin = stay("Putin", "B", "2023-09-12T09:00Z", "2023-09-12T20:00Z")

    def told(found: tuple[Encounter, ...]) -> list[tuple[object, ...]]:
        return [(each.verdict, each.place, each.window, frozenset(each.travellers)) for each in found]

    assert told(meet([KIM, putin])) == told(meet([putin, KIM]))


def test_one_journey_or_one_without_times_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match="two journeys"):
        meet([KIM])
    with pytest.raises(UsageError, match="nobody can be met, found 'Lee'"):
        meet([KIM, trip("Lee", {"place": "A"}, {"place": "B", "by": "rail"})])
