"""The stages in their order, on the real gazetteer and networks."""

from dataclasses import replace

import pytest

from geo import Itinerary, Journey, Passage, PlaceNotFound, UsageError, build, check, distance, find
from geo.geodesy import distance_km
from geo.pipeline import place, travel
from tests.fakes import ARTYOM_RU, KHASAN, VLADIVOSTOK, FakeNetwork, claim, gazetteer, itinerary, networks

# --- the order, on fakes ----------------------------------------------------------------------------------------------


def test_build_does_all_the_stages_and_travel_leaves_the_claims() -> None:
    story = itinerary(
        {"place": "Vladivostok", "depart": "2023-09-16"}, {"place": "Khasan", "by": "rail", "arrive": "2023-09-17"},
        claims=[claim("Vladivostok", "Khasan", by="rail", distance="about 150 km")],
    )  # fmt: skip
    known, ways = gazetteer(VLADIVOSTOK, KHASAN), networks(rail=FakeNetwork(detour=2.5))
    journey = build(story, names=known, networks=ways)
    assert journey.places == {"Vladivostok": VLADIVOSTOK, "Khasan": KHASAN}
    assert [len(stage) for stage in (journey.routes, journey.passages, journey.calls, journey.findings)] == [1, 1, 2, 1]
    assert travel(story, names=known, networks=ways) == replace(journey, findings=())
    assert place(story, names=known).routes == ()
    assert check(journey, networks=ways) == journey.findings


def test_a_passage_is_worked_out_once_for_all_claims() -> None:
    rail = FakeNetwork()
    claims = [claim("Vladivostok", "Khasan", by="rail", distance=f"{km} km") for km in (251, 252, 253)]
    story = itinerary(
        {"place": "Vladivostok"}, claims=[*claims, claim("Khasan", "Vladivostok", by="rail", distance="251 km")]
    )
    build(story, names=gazetteer(VLADIVOSTOK, KHASAN), networks=networks(rail=rail))
    assert len(rail.asked) == 2


def test_one_leg_says_what_is_ambiguous_in_its_ends() -> None:
    passage = distance("Artyom", KHASAN, networks=networks(rail=FakeNetwork()), names=gazetteer(ARTYOM_RU))
    assert passage.warnings == ()
    assert passage.route.origin == ARTYOM_RU


def test_via_and_avoid_are_tidied_and_passed_on() -> None:
    rail = FakeNetwork()
    distance(VLADIVOSTOK, KHASAN, via=[ARTYOM_RU], avoid=[" cn"], networks=networks(rail=rail), names=gazetteer())
    assert rail.asked == [((VLADIVOSTOK.point, ARTYOM_RU.point, KHASAN.point), frozenset({"CN"}))]


# --- the figures the project stands on --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("origin", "destination", "low", "high"),
    [
        ("artyom-primorsky-1", "border-bridge", 280, 300),
        ("Ussuriysk", "Khasan", 250, 262),
        ("Vladivostok", "Khasan", 312, 325),
    ],
)
def test_the_railways_of_primorye_are_as_long_as_they_are(
    origin: str, destination: str, low: float, high: float
) -> None:
    passage = distance(origin, destination, by="rail")
    assert passage.basis == "network"
    assert low <= passage.distance_km.best <= high
    assert passage.distance_km.low < passage.distance_km.best < passage.distance_km.high
    assert passage.distance_km.best > passage.straight_line_km


def test_the_bounds_hold_the_published_length_of_ussuriysk_to_khasan() -> None:
    """258 km: TASS, 24 April 2019."""
    passage = distance("Ussuriysk", "Khasan", by="rail")
    assert passage.distance_km.low <= 258 <= passage.distance_km.high


def test_the_time_holds_the_seven_hours_reported_in_2019() -> None:
    hours = distance("Khasan", "Ussuriysk", by="armoured train").hours
    assert hours is not None
    assert hours.low <= 7 <= hours.high


def test_the_same_way_back_is_as_long() -> None:
    there, back = distance("Vladivostok", "Khasan"), distance("Khasan", "Vladivostok")
    assert there.distance_km.best == pytest.approx(back.distance_km.best, rel=1e-6)


def test_a_way_through_a_place_goes_through_it() -> None:
    via = distance("Vladivostok", "Khasan", via=["Artyom"])
    assert via.distance_km.best > distance("Vladivostok", "Khasan").distance_km.best
    artyom = find("Artyom", country="RU")[0].place
    assert min(distance_km(artyom.point, point) for point in via.geometry) < 3


def test_by_air_is_the_geodesic() -> None:
    passage = distance("Pyongyang", "Vladivostok", by="air")
    assert passage.basis == "geodesic"
    assert passage.distance_km.best == pytest.approx(passage.straight_line_km)


def test_places_are_names_codes_and_positions() -> None:
    by_code, by_position = distance("FNJ", "VVO", by="air"), distance("39.224,125.670", "43.399,132.148", by="air")
    assert by_code.straight_line_km == pytest.approx(by_position.straight_line_km, abs=3)


def test_what_is_not_known_is_refused() -> None:
    with pytest.raises(PlaceNotFound):
        distance("Vladivostok", "Zzyqx")
    with pytest.raises(PlaceNotFound):
        find("Zzyqx")
    with pytest.raises(UsageError):
        distance("91,0", "Vladivostok")
    with pytest.raises(UsageError):
        distance("Vladivostok", "Khasan", avoid=["ZZ"])


# --- the journey of September 2023 ------------------------------------------------------------------------------------


def test_the_whole_journey_is_placed_routed_and_timed(kim: Journey) -> None:
    stops = kim.itinerary.stops
    assert len(kim.routes) == len(kim.passages) == len(stops) - 1
    assert all(stop.place in kim.places for stop in stops)
    assert all(route.basis == "network" for route in kim.routes if route.mode == "rail")
    assert not any(route.basis == "straight line" for route in kim.routes)
    assert kim.hours is not None
    assert kim.distance_km.best == pytest.approx(sum(route.distance_km.best for route in kim.routes))


def test_every_place_of_the_journey_is_in_the_far_east(kim: Journey) -> None:
    assert {found.country for found in kim.places.values()} == {"KP", "RU"}
    for found in kim.places.values():
        assert 38 < found.lat < 54
        assert 124 < found.lon < 140


def test_lines_run_from_stop_to_stop_without_a_jump(kim: Journey) -> None:
    for route in kim.routes:
        assert distance_km(route.geometry[0], route.origin.point) < 0.1
        assert distance_km(route.geometry[-1], route.destination.point) < 0.1
        assert len(route.geometry) > 1


def test_the_train_takes_about_as_long_as_it_took(kim: Journey) -> None:
    """From the Razdolnaya bridge at 05:15 Moscow time to Vostochny at about 13:00: TASS and RIA, 12 and 13 September."""
    hours = distance("razdolnaya-bridge", "vostochny", "armoured train", via=["Khabarovsk", "Belogorsk"]).hours
    assert hours is not None
    assert hours.low <= 25.25 <= hours.high
    assert kim.passages[2].hours is not None


def test_the_journey_is_the_same_each_time(kim: Journey, kim_itinerary: Itinerary) -> None:
    assert build(kim_itinerary) == kim


def test_passages_are_plain_values(kim: Journey) -> None:
    assert all(isinstance(passage, Passage) and hash(passage) == hash(replace(passage)) for passage in kim.passages)
