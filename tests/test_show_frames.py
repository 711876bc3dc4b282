"""What the map's slider steps through: round moments, and where they can have been at each."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hostile_texts import NASTY

from geo.geodesy import distance_km
from geo.journey import Journey, Place, Point
from geo.lines import Line
from geo.show import payload
from geo.show.frames import frames, minutes
from geo.show.shape import FrameView, JourneyView
from geo.timing import moment_of
from geo.whereabouts import Timeline, where
from tests import timed_journeys as journeys
from tests.timed_journeys import timed


def view(journey: Journey) -> JourneyView:
    return payload([journey])["journeys"][0]


def frame_at(shown: JourneyView, text: str) -> FrameView:
    minute = int(datetime.fromisoformat(text).timestamp() // 60)
    return next(frame for frame in shown["frames"] if frame["minute"] == minute)


def likely(journey: Journey, frame: FrameView) -> Point:
    assert frame["likely"]
    place, *share = frame["likely"]
    if not share:
        return journey.places[journey.itinerary.stops[int(place)].place].point
    return Line(journey.passages[int(place)].geometry).at(share[0])


def test_moments_are_round_and_run_from_the_first_window_to_the_last() -> None:
    shown = view(journeys.two_legs())
    found = [frame["minute"] for frame in shown["frames"]]
    assert max(after - before for before, after in pairwise(found)) == 15
    assert set(range(-(-found[0] // 15) * 15, found[-1] + 1, 15)) <= {*found}
    assert moment_of(found[0] / 60) == datetime(2023, 9, 10, 3, tzinfo=UTC)
    assert moment_of(found[-1] / 60) == datetime(2023, 9, 12, 12, 30, tzinfo=UTC)
    assert 120 <= len(found) <= 260


@pytest.mark.parametrize(
    ("depart", "arrive"),
    [("2023-09-12T06:00", "2023-09-12T06:10"), ("1999", "2007"), ("0100", "9000"), ("2023-09-12T06:00", "../2024")],
)
def test_there_are_never_many_moments(depart: str, arrive: str) -> None:
    found = minutes(
        Timeline(timed({"place": "Khasan", "depart": depart}, {"place": "Vladivostok", "by": "rail", "arrive": arrive}))
    )
    assert 1 <= len(found) <= 260


def test_each_frame_says_what_where_says() -> None:
    journey = journeys.two_legs()
    shown = view(journey)
    for frame in shown["frames"][::7]:
        moment = moment_of(frame["minute"] / 60)
        assert moment
        found = where(journey, moment)
        legs = [stretch for stretch in found.possible if stretch.leg is not None]
        for (leg, start, end, probability), stretch in zip(frame["legs"], legs, strict=True):
            km = journey.passages[int(leg)].distance_km.best
            assert leg == stretch.leg
            assert (start * km, end * km) == pytest.approx((stretch.from_km, stretch.to_km), abs=km * 1e-4)
            assert probability == pytest.approx(stretch.probability, abs=1e-3)
        assert [stop for stop, _ in frame["stops"]] == [s.stop for s in found.possible if s.stop is not None]
        assert found.most_likely
        assert distance_km(likely(journey, frame), found.most_likely) < 0.2  # a share of 846 km has four digits


def test_it_begins_at_the_first_stop_and_ends_at_the_last() -> None:
    shown = view(journeys.two_legs())
    assert shown["frames"][0]["stops"] == [[0, 1.0]]
    assert shown["frames"][-1]["stops"] == [[2, 1.0]]
    assert shown["frames"][-1]["likely"] == [2]


@pytest.mark.parametrize("journey", [journeys.two_legs(), journeys.clashing()], ids=["two legs", "clashing"])
def test_between_two_frames_what_is_in_both_is_possible_and_moves_evenly(journey: Journey) -> None:
    shown = view(journey)
    for frame, later in pairwise(shown["frames"]):
        if later["minute"] - frame["minute"] == 1:
            continue  # windows end between whole minutes
        moment = moment_of((frame["minute"] + later["minute"]) / 2 / 60)
        assert moment
        found = where(journey, moment).possible
        legs = {int(row[0]): row for row in frame["legs"]}
        both = [(legs[int(row[0])], row) for row in later["legs"] if int(row[0]) in legs]
        assert {row[0] for row, _ in both} == {stretch.leg for stretch in found if stretch.leg is not None}
        for (leg, *sides, _), (_, *later_sides, _) in both:
            (stretch,) = [one for one in found if one.leg == leg]
            km = journey.passages[int(leg)].distance_km.best
            for before, after, side in zip(sides, later_sides, (stretch.from_km, stretch.to_km), strict=False):
                assert (before + after) / 2 * km == pytest.approx(side, abs=2)  # a minute's way


def test_where_no_way_is_known_there_is_an_area_that_narrows_to_both_ends() -> None:
    shown = view(journeys.unknown_way())
    assert all(not frame["legs"] for frame in shown["frames"])
    widths = []
    for frame in shown["frames"][1:-1]:
        (area,) = frame["areas"]
        assert area["ring"][0] == area["ring"][-1]
        lats = [lat for lat, _ in area["ring"]]
        widths.append(max(lats) - min(lats))
        assert frame["likely"]
    assert widths[0] < max(widths) > widths[-1]
    assert len(shown["frames"]) <= 121


def test_areas_lie_on_the_turn_of_the_globe_that_the_leg_is_drawn_on() -> None:
    east = Place("East", 10.0, 179.0, None, "place", "fake:20", 1.0, "Pacific/Auckland")
    west = Place("West", 10.0, -179.0, None, "place", "fake:21", 1.0, "Pacific/Honolulu")
    shown = view(
        timed(
            {"place": "East", "depart": "2023-09-12T06:00"},
            {"place": "West", "by": "ship", "arrive": "2023-09-12T09:00"},
            places=(east, west),
        )
    )
    lons = [lon for frame in shown["frames"] for area in frame["areas"] for _, lon in area["ring"]]
    drawn = [lon for leg in shown["legs"] for _, lon in leg["points"]]
    assert lons
    assert min(drawn) - 10 < min(lons) <= max(lons) < max(drawn) + 10


def test_without_a_stated_time_there_are_no_frames() -> None:
    assert view(journeys.untimed())["frames"] == []


def test_a_clash_is_drawn_without_a_fault() -> None:
    shown = view(journeys.clashing())
    assert shown["conflicts"]
    assert json.loads(json.dumps(shown["frames"], allow_nan=False)) == shown["frames"]
    assert all(0 <= share <= 1 for frame in shown["frames"] for leg in frame["legs"] for share in leg[1:])


def test_no_text_is_in_a_frame() -> None:
    assert NASTY not in json.dumps(view(journeys.two_legs())["frames"])


def test_a_journey_of_many_stops_stays_quick_and_small() -> None:
    journey = journeys.to_and_fro(400, every=200)
    shown = view(journey)
    times = Timeline(journey)
    assert len(times.times) == 799
    began = time.perf_counter()
    found = frames(times, shown["legs"])
    assert time.perf_counter() - began < 3
    assert max(len(frame["legs"]) + len(frame["stops"]) for frame in found) <= 26
    assert any(not frame["is_whole"] for frame in found)
    assert len(json.dumps(found)) < 300_000


def test_likeliest_stretches_are_those_kept() -> None:
    times = Timeline(journeys.to_and_fro(60, every=59))
    moment = moment_of(sum(times.bounds[60]) / 2)
    assert moment
    whole, kept = times.where(moment), times.where(moment, most=5)
    least = min(stretch.probability for stretch in kept.possible)
    left_out = [stretch for stretch in whole.possible if stretch not in kept.possible]
    assert len(kept.possible) == 5
    assert left_out
    assert all(stretch.probability <= least for stretch in left_out)
    assert kept.most_likely == whole.most_likely


def test_rough_areas_are_those_of_where_with_fewer_corners() -> None:
    journey = journeys.unknown_way()
    moment = datetime(2023, 9, 11, 23, tzinfo=UTC)
    rough, (stretch,) = Timeline(journey).area(0, moment), where(journey, moment).possible
    assert rough
    assert stretch.area
    assert len(rough) < len(stretch.area)
    north = max(point.lat for point in stretch.area)
    assert max(point.lat for point in rough) == pytest.approx(north, abs=0.02)
    assert Timeline(journeys.two_legs()).area(0, moment) is None
