"""The railway network: known distances, gaps, borders, and what it says of them."""

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import RouteNotFound, UsageError
from geo.journey import Place
from geo.network import load

ARTYOM = Place.at(43.3597, 132.1877)
BRIDGE = Place.at(42.4166, 130.6411)
USSURIYSK = Place.at(43.797, 131.952)
KHASAN = Place.at(42.4283, 130.6456)
VLADIVOSTOK = Place.at(43.1115, 131.8814)
VLADIVOSTOK_CITY = Place.at(43.10562, 131.87353)
PYONGYANG = Place.at(39.03, 125.75)
VOSTOCHNY = Place.at(51.88, 128.33)
KOMSOMOLSK = Place.at(50.55, 137.0)
MOSCOW = Place.at(55.7764, 37.6553)
BEIJING = Place.at(39.902, 116.427)


@pytest.mark.parametrize(
    ("start", "end", "low", "high"),
    [
        (ARTYOM, BRIDGE, 280, 300),
        (USSURIYSK, KHASAN, 250, 262),
        (VLADIVOSTOK, KHASAN, 312, 325),
        (VLADIVOSTOK_CITY, KHASAN, 312, 325),
    ],
)
def test_the_railway_of_the_press_reports_has_its_true_length(start, end, low, high):
    path = load("rail").path(start, end)
    assert low <= path.distance_km.best <= high
    assert path.distance_km.low < path.distance_km.best < path.distance_km.high
    assert path.basis == "network"
    assert (path.points[0], path.points[-1]) == (start.point, end.point)
    assert len(path.snaps_km) == 2


@pytest.mark.parametrize(
    ("start", "end", "official_km"),
    [
        (Place.at(50.9178, 128.4733), Place.at(48.4965, 135.0722), 659),  # Belogorsk – Khabarovsk: touching ends
        (Place.at(51.8419, 107.5850), Place.at(47.9090, 106.8840), 657),  # Ulan-Ude – Ulaanbaatar: a border
        (Place.at(39.9360, 32.8440), Place.at(40.8790, 29.2330), 511),  # Ankara – Istanbul: a city
        (Place.at(18.9696, 72.8194), Place.at(28.6420, 77.2195), 1386),  # Mumbai – Delhi: parallel ends
        (Place.at(-6.8460, 39.2420), Place.at(-13.9700, 28.6730), 1860),  # Dar es Salaam – Kapiri Mposhi
        (Place.at(50.2680, 57.2100), Place.at(41.2925, 69.2875), 1600),  # Aktobe – Tashkent: a town
        (Place.at(47.5003, 19.0838), Place.at(44.7900, 20.4550), 350),  # Budapest – Belgrade: a line being rebuilt
        (Place.at(11.5720, 104.9170), Place.at(13.6600, 102.5700), 386),  # Phnom Penh – Poipet: 73 km in the middle
    ],
)
def test_gaps_of_the_source_are_joined(start, end, official_km):
    assert load("rail").path(start, end).distance_km.best == pytest.approx(official_km, rel=0.08)


@pytest.mark.parametrize(
    ("start", "end", "official_km"),
    [
        (PYONGYANG, BEIJING, 1364),
        (BEIJING, Place.at(47.9087, 106.8838), 1561),  # Ulaanbaatar
        (BEIJING, MOSCOW, 7865),  # by Ulaanbaatar
    ],
)
def test_trains_from_abroad_keep_to_the_lines_they_have_always_run_on(start, end, official_km):
    assert load("rail").path(start, end).distance_km.best == pytest.approx(official_km, rel=0.04)


def test_trains_that_cross_no_border_take_the_shorter_line():
    shenyang = Place.at(41.7945, 123.4033)
    assert load("rail").path(BEIJING, shenyang).distance_km.best < 740  # by Tianjin, as trains from Pyongyang go, 828


def test_moscow_vladivostok_is_the_trans_siberian():
    path = load("rail").path(MOSCOW, VLADIVOSTOK)
    assert path.borders == ()
    assert path.distance_km.best == pytest.approx(9288, rel=0.02)


def test_a_long_inferred_stretch_is_a_gap_and_a_warning():
    path = load("rail").path(Place.at(51.8419, 107.5850), Place.at(47.9090, 106.8840))
    assert [gap.length_km > 40 for gap in path.gaps] == [True]
    assert any("inferred" in warning for warning in path.warnings)
    assert path.borders == ("MN",)


def test_a_train_within_russia_stays_there():
    assert load("rail").path(MOSCOW, VLADIVOSTOK).borders == ()


def test_the_train_from_pyongyang_crosses_at_the_bridge_and_goes_on():
    rail = load("rail")
    assert 700 < rail.path(PYONGYANG, BRIDGE).distance_km.best < 1100
    assert 1500 < rail.path(KHASAN, VOSTOCHNY).distance_km.best < 1800
    assert 900 < rail.path(VOSTOCHNY, KOMSOMOLSK).distance_km.best < 1300


def test_via_is_passed_and_costs_its_detour():
    rail = load("rail")
    direct, by_ussuriysk = rail.path(VLADIVOSTOK, BRIDGE), rail.path(VLADIVOSTOK, BRIDGE, via=[USSURIYSK])
    assert by_ussuriysk.distance_km.best > direct.distance_km.best + 20
    assert len(by_ussuriysk.snaps_km) == 3


def test_the_legs_of_a_via_that_is_on_the_way_add_up():
    rail = load("rail")
    khabarovsk, belogorsk = Place.at(48.4965, 135.0722), Place.at(50.9178, 128.4733)
    whole = rail.path(VLADIVOSTOK, belogorsk, via=[khabarovsk]).distance_km.best
    parts = rail.path(VLADIVOSTOK, khabarovsk).distance_km.best + rail.path(khabarovsk, belogorsk).distance_km.best
    assert whole == pytest.approx(parts, rel=0.005)


def test_avoided_countries_are_kept_out_of():
    rail = load("rail")
    paris, milan = Place.at(48.8443, 2.3735), Place.at(45.4850, 9.2040)
    assert "CH" in rail.path(paris, milan).borders
    around = rail.path(paris, milan, avoid=frozenset({"CH"}))
    assert "CH" not in around.borders


def test_no_call_changes_what_the_next_one_answers():
    rail = load("rail")
    before = rail.path(VLADIVOSTOK, KHASAN)
    rail.path(MOSCOW, VLADIVOSTOK, avoid=frozenset({"KZ"}))
    assert rail.path(VLADIVOSTOK, KHASAN) == before
    assert load("rail") is rail


def test_an_avoided_country_that_holds_an_end_leaves_no_route():
    with pytest.raises(RouteNotFound, match="keeps out of RU"):
        load("rail").path(VLADIVOSTOK, KHASAN, avoid=frozenset({"RU"}))


def test_an_unknown_country_is_refused():
    with pytest.raises(UsageError, match="QQ"):
        load("rail").path(VLADIVOSTOK, KHASAN, avoid=frozenset({"QQ"}))


@pytest.mark.parametrize("place", [Place.at(-75.0, 0.0), Place.at(0.0, -30.0)], ids=["Antarctica", "the Atlantic"])
def test_places_far_from_any_railway_have_no_route(place):
    with pytest.raises(RouteNotFound, match="within 200 km"):
        load("rail").path(place, VLADIVOSTOK)


def test_separate_networks_have_no_route():
    with pytest.raises(RouteNotFound, match="leads from"):
        load("rail").path(Place.at(35.681, 139.767), VLADIVOSTOK)


@pytest.mark.parametrize("place", [Place.at(math.nan, 0), Place.at(0, math.inf), Place.at(91, 0)])
def test_positions_that_are_none_are_refused(place):
    with pytest.raises(UsageError, match="not a position"):
        load("rail").path(place, VLADIVOSTOK)


def test_a_place_and_itself_are_no_distance_apart():
    path = load("rail").path(KHASAN, KHASAN)
    assert path.distance_km.best == 0
    assert any("same place" in warning for warning in path.warnings)


def test_a_far_snap_is_said():
    path = load("rail").path(KHASAN, VOSTOCHNY)
    if path.snaps_km[-1] > 10:
        assert any("from the network" in warning for warning in path.warnings)


places = st.builds(Place.at, st.floats(45, 56), st.floats(0, 40))


@settings(max_examples=25, deadline=None)
@given(places, places)
def test_a_route_is_the_same_length_both_ways_and_never_below_the_straight_line(start, end):
    rail = load("rail")
    try:
        there, back = rail.path(start, end), rail.path(end, start)
    except RouteNotFound:
        return
    assert there.distance_km.best == pytest.approx(back.distance_km.best, rel=1e-6, abs=1e-6)
    lons = [point.lon for point in there.points]
    assert all(abs(a - b) < 180 for a, b in itertools.pairwise(lons))
