"""What the vehicles promise: sourced figures within sane bounds, and hours that real journeys bear out."""

import math
from dataclasses import replace
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.modes import NAMES, SHARED_SPEED, Stretch, crossings, find_vehicle, hours, roads, similar_vehicle, speed_over
from geo.modes.railways import TRAINS, Known
from geo.quantity import Estimate

DESIGNED = (
    "rail", "armoured train", "high-speed train", "road", "motorcade", "car", "air", "airliner",
    "propeller airliner", "helicopter", "sea", "ship", "warship", "foot",
)  # fmt: skip
# Journeys whose length and duration are public: (vehicle, km on the way by country, hours, countries passed).
REAL = (
    ("armoured train", {"RU": 258}, 7, ("RU",)),  # Khasan–Ussuriysk, TASS 24 April 2019
    ("armoured train", {"KP": 225, "CN": 3500}, 65.2, ("KP", "CN", "VN")),  # Pyongyang–Dong Dang, February 2019
    ("armoured train", {"RU": 1424}, 25.25, ("RU",)),  # Razdolnaya bridge–Vostochny, September 2023, RIA and TASS
    ("rail", {"RU": 9288}, 148, ("RU",)),  # Moscow–Vladivostok, Russian Railways
    ("rail", {"CN": 1139, "KP": 225}, 24.7, ("CN", "KP")),  # Beijing–Pyongyang, train K27, Reuters March 2026
    ("high-speed train", {"CN": 1021}, 3.9, ("CN",)),  # Beijing–Nanjing, timetable
    ("motorcade", {"PL": 90}, 1, ("PL",)),  # Rzeszów airport–Przemyśl, February 2023, White House pool
    ("motorcade", {"US": 113}, 2, ("US",)),  # Washington–Camp David (70 miles), CBS News 2011
    ("airliner", {"": 4882}, 6.5, ()),  # Moscow–Yakutsk, June 2024
    ("air", {"": 2765}, 4, ()),  # Pyongyang–Hanoi, June 2024
    ("airliner", {"": 6730}, 9, ()),  # Hanoi–Moscow, June 2024
    ("propeller airliner", {"": 2213}, 6.67, ()),  # Malta–Saki by Athens, 1375 miles, 03:30 to 12:10 two hours on, 1945
    ("propeller airliner", {"": 5900}, 17.83, ()),  # Britain–Washington without a stop, July 1944
    ("propeller airliner", {"": 4000}, 11, ()),  # New York–Los Angeles by Constellation, one stop of 25 minutes, 1946
    ("helicopter", {"": 95}, 0.6, ()),  # White House–Camp David, "30" to "40 minutes" (ABC News, CBS News 2011)
    ("warship", {"": 7858}, 240, ()),  # USS Quincy, Newport News–Malta, January 1945
)


def taken(name: str, km: float, countries: tuple[str, ...] = (), gauge_breaks: int = 0) -> Estimate:
    vehicle = find_vehicle(name)
    assert vehicle
    return hours(vehicle, Estimate.within(km, 0.03, "km"), countries=countries, gauge_breaks=gauge_breaks)


def speed(name: str, **km: float) -> Estimate:
    vehicle = find_vehicle(name)
    assert vehicle
    return speed_over(vehicle, [Stretch(country, length) for country, length in km.items()])


def test_every_way_of_travelling_in_the_design_is_there_and_no_other():
    assert set(NAMES) == set(DESIGNED)


@pytest.mark.parametrize("name", NAMES)
def test_every_vehicle_cites_a_source_with_a_figure_in_it(name):
    vehicle = find_vehicle(name)
    assert any(character.isdigit() for character in vehicle.source)
    assert len(vehicle.source) > 40


@pytest.mark.parametrize("name", NAMES)
def test_figures_are_sane(name):
    vehicle = find_vehicle(name)
    speed = vehicle.speed_kmh
    assert speed.unit == "km/h"
    assert 2 < speed.low < speed.best < speed.high < 1000
    assert speed.high / speed.low < 3.5
    for lost in (vehicle.fixed_hours, vehicle.border_hours, vehicle.gauge_hours):
        assert lost.unit == "h"
        assert 0 <= lost.low <= lost.best <= lost.high <= 6


def test_only_trains_that_run_through_change_their_gauge():
    assert {name for name in NAMES if find_vehicle(name).gauge_hours.best} == {"rail", "armoured train"}


def test_nobody_queues_at_a_border_in_the_air_or_at_sea():
    assert not any(find_vehicle(name).border_hours.high for name in NAMES if find_vehicle(name).mode in {"air", "sea"})


def test_a_special_vehicle_is_told_from_its_mode():
    best = {name: find_vehicle(name).speed_kmh.best for name in NAMES}
    assert best["armoured train"] < best["rail"] < best["high-speed train"]
    assert best["helicopter"] < best["propeller airliner"] < best["air"]
    assert best["ship"] < best["warship"]


def test_nine_in_ten_real_journeys_lie_within_bounds_that_are_worth_having():
    spans = []
    for name, stretches, real, countries in REAL:
        length = Estimate.within(sum(stretches.values()), 0.03, "km")
        known = [Stretch(country, km) for country, km in stretches.items()]
        spans.append((hours(find_vehicle(name), length, countries=countries, stretches=known), real))
    inside = sum(span.low <= real <= span.high for span, real in spans) / len(spans)
    assert inside >= 0.8
    assert median(span.high / span.low for span, _ in spans) <= 2.2


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Armoured  Train", "armoured train"),
        ("armored train", "armoured train"),
        ("TRAIN", "rail"),
        ("plane", "air"),
        ("Propeller plane", "propeller airliner"),
    ],
)
def test_a_vehicle_is_found_as_people_write_it(written, meant):
    assert find_vehicle(written).name == meant


def test_an_unknown_vehicle_is_none_and_its_neighbour_is_suggested():
    assert find_vehicle("motorcde") is None
    assert similar_vehicle("motorcde") == "motorcade"
    assert find_vehicle("") is None
    assert similar_vehicle("zeppelin") is None


def test_borders_and_breaks_of_gauge_cost_time():
    assert taken("rail", 500).best < taken("rail", 500, ("IQ", "SY")).best < taken("rail", 500, ("IQ", "SY"), 1).best
    assert taken("rail", 500, ("IQ", "SY", "LB")).best - taken("rail", 500).best > 1.5


def test_open_borders_cost_nothing():
    for open_way in (("FR", "BE", "NL"), ("RU", "BY"), ("GB", "IE"), ("FR", "FR")):
        assert taken("rail", 500, open_way) == taken("rail", 500, open_way[:1])
        assert taken("car", 500, open_way) == taken("car", 500, open_way[:1])


def test_a_crossing_that_is_known_is_the_same_both_ways_and_holds_its_change_of_gauge():
    there, back = taken("rail", 500, ("MN", "CN"), 1), taken("rail", 500, ("CN", "MN"), 1)
    assert there == back == taken("rail", 500, ("CN", "MN"), 0)
    assert there.best - taken("rail", 500).best == pytest.approx(6.2, abs=0.5)
    assert taken("rail", 500, ("CN", "KP"), 1).best > taken("rail", 500, ("CN", "KP"), 0).best


def test_a_leader_is_waved_through_where_others_stand_for_hours():
    assert taken("armoured train", 500, ("KP", "CN")).best - taken("armoured train", 500).best < 1
    assert taken("rail", 500, ("KP", "CN")).best - taken("rail", 500).best > 3


@pytest.mark.parametrize("pair", crossings._BY_RAIL)
def test_every_crossing_says_where_its_hours_are_from(pair):
    one, other = pair.split()
    crossing = crossings.by_rail(one, other)
    assert crossing.hours.unit == "h"
    assert 0 <= crossing.hours.low <= crossing.hours.best <= crossing.hours.high <= 24
    assert len(crossing.source) > 30
    assert not crossings.is_open(one, other)
    assert pair == f"{min(one, other)} {max(one, other)}"


@pytest.mark.parametrize("kind", TRAINS)
def test_trains_of_a_country_with_no_journeys_are_the_worlds(kind):
    trains = TRAINS[kind]
    unknown = trains.speed_kmh("XX")
    assert unknown.best == pytest.approx(trains.world_kmh)
    vehicle = find_vehicle(kind)
    assert vehicle.speed_kmh.best == pytest.approx(unknown.best, rel=0.05)
    assert vehicle.speed_kmh.low == pytest.approx(unknown.low, rel=0.1)
    assert vehicle.speed_kmh.high == pytest.approx(unknown.high, rel=0.1)


@pytest.mark.parametrize("kind", TRAINS)
def test_the_more_journeys_the_nearer_to_them_and_the_surer(kind):
    trains = replace(TRAINS[kind], countries={"AA": Known(40.0, 1), "BB": Known(40.0, 5), "CC": Known(40.0, 500)})
    spans = [trains.speed_kmh(country) for country in ("XX", "AA", "BB", "CC")]
    assert sorted(spans, key=lambda span: -span.best) == spans
    assert sorted(spans, key=lambda span: -span.high / span.low) == spans
    assert spans[-1].best == pytest.approx(40, rel=0.01)


def test_trains_differ_by_country_and_armoured_ones_are_slow_at_home():
    assert speed("rail", VN=500).best < speed("rail", RU=500).best < speed("rail", DE=500).best
    assert speed("armoured train", KP=200).best < speed("armoured train", RU=200).best
    assert speed("armoured train", RU=200).best < speed("armoured train", CN=200).best
    assert speed("high-speed train", US=300).best < speed("high-speed train", CN=300).best


def test_roads_differ_by_country_and_where_they_are_not_known_are_the_worlds():
    assert speed("car", NP=100).best < speed("car", DE=100).best
    assert speed("motorcade", KP=100) == find_vehicle("motorcade").speed_kmh
    assert roads.speed_kmh("zeppelin", "DE") is None
    assert len(roads._BY_COUNTRY) > 150
    assert all(38 <= kmh <= 107 for kmh in roads._BY_COUNTRY.values())


def test_a_way_through_two_countries_takes_what_each_part_takes():
    both = speed("rail", DE=300, RU=100)
    parts = 300 / speed("rail", DE=1).best + 100 / speed("rail", RU=1).best
    assert 400 / both.best == pytest.approx(parts)


def test_a_train_on_a_line_for_high_speed_is_a_high_speed_train():
    rail, fast = find_vehicle("rail"), find_vehicle("high-speed train")
    told = [[Stretch("FR", 100.0, high_speed)] for high_speed in (True, False, None)]
    assert speed_over(rail, told[0]) == speed_over(fast, told[2]) == speed_over(fast, told[0])
    assert speed_over(fast, told[1]) == speed_over(rail, told[2]) == speed_over(rail, told[1])
    armoured = find_vehicle("armoured train")
    assert speed_over(armoured, told[0]) == speed_over(armoured, told[2])


def test_stretches_say_nothing_of_aircraft_ships_and_walkers():
    for name in ("air", "ship", "foot"):
        assert speed(name, DE=100) == find_vehicle(name).speed_kmh
    assert speed("rail", DE=0.0, RU=0.0) == find_vehicle("rail").speed_kmh


def test_the_bounds_of_the_distance_are_in_the_hours():
    car = find_vehicle("car")
    sure, unsure = (hours(car, Estimate.within(500, share, "km")) for share in (0.0, 0.4))
    assert unsure.low < sure.low < sure.high < unsure.high


def test_lows_are_never_added():
    train = find_vehicle("rail")
    span = hours(train, Estimate.exact(500.0, "km"), countries=("IQ", "SY"), gauge_breaks=1)
    lows = 500 / train.speed_kmh.high + train.border_hours.low + train.gauge_hours.low
    assert span.low > lows
    assert span.high < 500 / train.speed_kmh.low + train.border_hours.high + train.gauge_hours.high


def test_what_legs_have_in_common_is_a_share():
    assert 0 < SHARED_SPEED < 1


WAYS = st.lists(st.sampled_from(["RU", "CN", "KP", "DE", "FR", "UA", "XX", ""]), max_size=6).map(tuple)


@given(st.sampled_from(NAMES), st.floats(0, 20_000), WAYS, st.integers(0, 4))
def test_hours_are_finite_and_ordered(name, km, countries, gauges):
    span = hours(find_vehicle(name), Estimate.exact(km, "km"), countries=countries, gauge_breaks=gauges)
    assert span.unit == "h"
    assert math.isfinite(span.high)
    assert 0.95 * km / find_vehicle(name).speed_kmh.high <= span.low


@given(st.sampled_from(NAMES), st.floats(1, 10_000))
def test_a_longer_way_takes_longer(name, km):
    vehicle = find_vehicle(name)
    assert hours(vehicle, Estimate.exact(km, "km")).best < hours(vehicle, Estimate.exact(km * 1.01, "km")).best


@given(WAYS, st.sampled_from(NAMES))
def test_one_border_more_never_takes_less(countries, name):
    vehicle, length = find_vehicle(name), Estimate.exact(300.0, "km")
    fewer, more = (hours(vehicle, length, countries=way) for way in (countries, (*countries, "ZZ")))
    assert fewer.best <= more.best + 1e-9
