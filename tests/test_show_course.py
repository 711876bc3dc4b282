"""The diagram as data: what the script draws beside its map says what the SVG and `where` say."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from geo.journey import Journey
from geo.show import payload
from geo.show.course import course_view
from geo.show.shape import CourseView
from geo.whereabouts import Timeline
from tests import timed_journeys as journeys

TIMED = [journeys.two_legs, journeys.clashing, journeys.unknown_way]


def course(journey: Journey) -> CourseView:
    return course_view(Timeline(journey))


@pytest.mark.parametrize("made", TIMED)
def test_everything_drawn_lies_within_the_minutes_and_the_kilometres_shown(made) -> None:
    shown = course(made())
    first, last = shown["minutes"]
    lines = [line for leg in shown["legs"] for line in (*leg["rings"], *leg["runs"])]
    spots = [spot for line in (*lines, *(told["spots"] for told in shown["told"])) for spot in line]
    assert spots
    assert all(first <= minute <= last and 0 <= km <= shown["top_km"] for minute, km in spots)


def test_each_leg_has_its_own_band_from_its_stop_to_the_next() -> None:
    shown = course(journeys.two_legs())
    assert len(shown["legs"]) == 2
    for leg, ends in zip(shown["legs"], pairwise(shown["stops_km"]), strict=True):
        kilometres = [km for ring in leg["rings"] for _, km in ring]
        assert (min(kilometres), max(kilometres)) == ends
        (run,) = leg["runs"]
        assert (run[0][1], run[-1][1]) == ends


def test_too_little_time_for_a_way_breaks_its_band_and_its_course() -> None:
    (impossible, possible) = course(journeys.clashing())["legs"]
    assert impossible == {"rings": [], "runs": []}
    assert possible["rings"]


def test_points_are_the_stops_and_sightings_with_what_is_stated() -> None:
    points = course(journeys.two_legs())["points"]
    assert [point["event"] for point in points] == ["depart", "arrive", "depart", "seen", "arrive"]
    assert [point["stated"] is None for point in points] == [False, False, True, False, False]
    (seen,) = [point for point in points if point["event"] == "seen"]
    assert (seen["name"], seen["said"]) == ("Ussuriysk", "12 Sep 2023, 16:00")
    assert seen["stated"] == [seen["minute"], seen["minute"]]
    assert [point["minute"] for point in points] == sorted(point["minute"] for point in points)


def test_claims_have_verdicts_and_conflicts_none() -> None:
    assert [told["verdict"] for told in course(journeys.two_legs())["told"]] == ["consistent", "contradicted"]
    shown = course(journeys.clashing())
    assert [told["verdict"] for told in shown["told"]] == [None]
    assert [point["in_conflict"] for point in shown["points"]].count(True) == 2


def test_it_is_small_and_json_holds_it() -> None:
    long = payload([journeys.to_and_fro(400, every=200)])["journeys"][0]["course"]
    assert len(json.dumps(long, allow_nan=False)) < 400_000
    assert payload([journeys.untimed()])["journeys"][0]["course"] is None
