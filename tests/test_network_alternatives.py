"""Other ways than the best, and what a place's country and a via mean for where a way begins and passes."""

import itertools

import pytest

from geo import alternatives
from geo.errors import RouteNotFound, UsageError
from geo.journey import Place
from geo.network import load

MOSCOW = Place.at(55.7764, 37.6553, "RU")
VLADIVOSTOK = Place.at(43.1115, 131.8814, "RU")
BEIJING = Place.at(39.906, 116.39, "CN")


def test_the_best_way_is_the_first_alternative():
    rail = load("rail")
    assert rail.alternatives(MOSCOW, BEIJING, 3)[0] == rail.path(MOSCOW, BEIJING)


def test_alternatives_lead_over_other_lines():
    ways = load("rail").alternatives(BEIJING, MOSCOW, 3)
    assert len(ways) > 1
    assert len({way.borders for way in ways}) > 1  # by Mongolia, and by Kazakhstan
    lines = [{point for point in way.points if 80 < point.lon < 110} for way in ways]
    assert all(len(one & other) < 0.9 * len(one) for one, other in itertools.pairwise(lines))


def test_alternatives_are_no_shorter_in_cost_and_keep_out_of_what_is_avoided():
    ways = load("rail").alternatives(BEIJING, MOSCOW, 3, avoid=frozenset({"MN"}))
    assert all("MN" not in way.borders for way in ways)


def test_a_mode_without_branches_has_one_way():
    assert len(alternatives(MOSCOW, BEIJING, "air", 4)) == 1


def test_as_many_ways_as_asked_for_at_most():
    assert len(alternatives(MOSCOW, VLADIVOSTOK, "rail", 2)) <= 2


def test_a_train_is_boarded_in_the_place_s_own_country():
    rail = load("rail")
    sinuiju = Place.at(40.1006, 124.3981, "KP")
    assert rail.path(Place.at(39.03385, 125.75432, "KP"), sinuiju).borders == ()
    dandong = Place.at(40.1292, 124.3947, "CN")
    assert rail.path(Place.at(39.03385, 125.75432, "KP"), dandong).borders == ("CN",)


def test_a_border_may_be_avoided_without_its_countries():
    ulaanbaatar = Place.at(47.909, 106.884, "MN")
    direct = load("rail").path(BEIJING, ulaanbaatar)
    around = load("rail").path(BEIJING, ulaanbaatar, avoid=frozenset({"CN-MN"}))
    assert direct.borders == ("MN",)
    assert around.borders == ("RU", "MN")
    assert around.distance_km.best > direct.distance_km.best


def test_a_via_is_passed_on_any_line_of_its_city():
    """Kamloops: the main line to Vancouver passes 5 km north of the station on the other railway."""
    jasper, vancouver = Place.at(52.877, -118.08), Place.at(49.2737, -123.0977)
    kamloops = Place.at(50.676, -120.329)
    rail = load("rail")
    assert (
        rail.path(jasper, vancouver, via=[kamloops]).distance_km.best
        < 1.08 * rail.path(jasper, vancouver).distance_km.best
    )


def test_a_place_in_a_country_to_avoid_is_a_contradiction():
    with pytest.raises(UsageError, match="lies in RU"):
        alternatives(MOSCOW, BEIJING, "rail", 1, avoid=["RU"])


def test_where_nothing_keeps_out_there_is_no_straight_line_instead():
    with pytest.raises(RouteNotFound, match="keeps out of"):
        alternatives(Place.at(55.7764, 37.6553), Place.at(43.1115, 131.8814), "rail", 1, avoid=["RU"])


def test_a_way_says_where_the_gauge_changes():
    (change,) = load("rail").path(BEIJING, Place.at(47.909, 106.884, "MN")).gauge_breaks
    assert (change.from_mm, change.to_mm) == (1435, 1520)
    assert (change.at.lat, change.at.lon) == pytest.approx((43.7, 111.9), abs=0.5)


def test_a_snap_s_share_is_by_length_and_not_by_the_drawn_line():
    """Darhan lies on an edge whose northern part winds: by the drawn line it would be 30 km further south."""
    rail = load("rail")
    path = rail.path(Place.at(49.487, 105.95, "MN"), Place.at(47.909, 106.884, "MN"))
    assert path.distance_km.best == pytest.approx(281, rel=0.03)  # Mongolian Railway's kilometre posts
