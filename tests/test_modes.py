"""What the vehicles promise: sourced figures within sane bounds, and hours that real journeys bear out."""

import math
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.modes import NAMES, find_vehicle, hours, similar_vehicle
from geo.quantity import Estimate

DESIGNED = (
    "rail", "armoured train", "high-speed train", "road", "motorcade", "car", "air", "airliner", "helicopter",
    "sea", "ship", "warship", "foot",
)  # fmt: skip
# Journeys whose length and duration are public: (vehicle, km on the way, hours, borders, gauge breaks).
REAL = (
    ("armoured train", 258, 7, 0, 0),  # Khasan–Ussuriysk, TASS 24 April 2019
    ("armoured train", 4000, 63, 2, 0),  # Pyongyang–Dong Dang, February 2019, CGTN: "more than two-and-a-half days"
    ("armoured train", 1424, 25.25, 0, 0),  # Razdolnaya bridge–Vostochny, September 2023, RIA and TASS
    ("rail", 9288, 148, 0, 0),  # Moscow–Vladivostok, Russian Railways
    ("rail", 1364, 24.7, 1, 0),  # Beijing–Pyongyang, train K27, Reuters March 2026
    ("high-speed train", 1021, 3.22, 0, 0),  # Beijing–Nanjing, Railway Gazette 2019
    ("high-speed train", 1318, 4.3, 0, 0),  # Beijing–Shanghai, the same train's last hour added
    ("motorcade", 90, 1, 0, 0),  # Rzeszów airport–Przemyśl, February 2023, White House pool
    ("motorcade", 113, 2, 0, 0),  # Washington–Camp David (70 miles), CBS News 2011
    ("airliner", 4882, 6.5, 0, 0),  # Moscow–Yakutsk, June 2024
    ("air", 2765, 4, 0, 0),  # Pyongyang–Hanoi, June 2024
    ("airliner", 6730, 9, 0, 0),  # Hanoi–Moscow, June 2024
    ("helicopter", 95, 0.6, 0, 0),  # White House–Camp David, "30" to "40 minutes" (ABC News, CBS News 2011)
    ("warship", 7858, 240, 0, 0),  # USS Quincy, Newport News–Malta, January 1945
)


def taken(name: str, km: float, borders: int = 0, gauge_breaks: int = 0) -> Estimate:
    vehicle = find_vehicle(name)
    assert vehicle
    return hours(vehicle, Estimate.within(km, 0.03, "km"), borders=borders, gauge_breaks=gauge_breaks)


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
    assert best["helicopter"] < best["air"]
    assert best["ship"] < best["warship"]


def test_nine_in_ten_real_journeys_lie_within_bounds_that_are_worth_having():
    spans = [(taken(name, km, borders, gauges), real) for name, km, real, borders, gauges in REAL]
    inside = sum(span.low <= real <= span.high for span, real in spans) / len(spans)
    assert inside >= 0.8
    assert median(span.high / span.low for span, _ in spans) <= 2.6


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Armoured  Train", "armoured train"), ("armored train", "armoured train"), ("TRAIN", "rail"), ("plane", "air")],
)
def test_a_vehicle_is_found_as_people_write_it(written, meant):
    assert find_vehicle(written).name == meant


def test_an_unknown_vehicle_is_none_and_its_neighbour_is_suggested():
    assert find_vehicle("motorcde") is None
    assert similar_vehicle("motorcde") == "motorcade"
    assert find_vehicle("") is None
    assert similar_vehicle("zeppelin") is None


def test_borders_and_breaks_of_gauge_cost_time():
    assert taken("rail", 500).best < taken("rail", 500, 1).best < taken("rail", 500, 1, 1).best
    assert taken("rail", 500, 2).best - taken("rail", 500).best == pytest.approx(1.5)


@given(st.sampled_from(NAMES), st.floats(0, 20_000), st.integers(0, 12), st.integers(0, 4))
def test_hours_are_finite_ordered_and_never_less_than_the_best_speed_allows(name, km, borders, gauges):
    vehicle = find_vehicle(name)
    span = hours(vehicle, Estimate.exact(km, "km"), borders=borders, gauge_breaks=gauges)
    assert span.unit == "h"
    assert math.isfinite(span.high)
    assert km / vehicle.speed_kmh.high <= span.low + 1e-9


@given(st.sampled_from(NAMES), st.floats(1, 10_000))
def test_a_longer_way_takes_longer(name, km):
    vehicle = find_vehicle(name)
    assert hours(vehicle, Estimate.exact(km, "km")).best < hours(vehicle, Estimate.exact(km * 1.01, "km")).best
