"""Legs to routes: what cannot be routed is a straight line that says why."""

import pytest

from geo.errors import DemarcheError, RouteNotFound, UsageError
from geo.geodesy import distance_km
from geo.journey import Journey
from geo.routing import leg, route
from tests.fakes import ARTYOM_RU, KHASAN, PYONGYANG, VLADIVOSTOK, FakeNetwork, itinerary, networks

STRAIGHT_KM = distance_km(VLADIVOSTOK.point, KHASAN.point)


@pytest.mark.parametrize(
    ("by", "mode"),
    [("rail", "rail"), ("armoured train", "rail"), ("motorcade", "road"), ("warship", "sea"), ("helicopter", "air"), ("foot", "foot")],
)  # fmt: skip
def test_each_vehicle_goes_by_the_network_of_its_mode(by: str, mode: str) -> None:
    network = FakeNetwork(detour=2.5)
    routed = leg(VLADIVOSTOK, KHASAN, by, networks(**{mode: network}))
    assert (routed.by, routed.mode, routed.basis) == (by, mode, "network")
    assert routed.distance_km.best == pytest.approx(2.5 * STRAIGHT_KM)
    assert routed.straight_line_km == pytest.approx(STRAIGHT_KM)
    assert routed.detour == pytest.approx(2.5)
    assert len(network.asked) == 1
    assert routed.path.warnings == ()


def test_places_on_the_way_and_countries_to_avoid_reach_the_network() -> None:
    network = FakeNetwork()
    routed = leg(
        PYONGYANG, VLADIVOSTOK, "rail", networks(rail=network), via=[KHASAN, ARTYOM_RU], avoid=frozenset({"CN"})
    )
    expected = (PYONGYANG.point, KHASAN.point, ARTYOM_RU.point, VLADIVOSTOK.point)
    assert network.asked == [(expected, frozenset({"CN"}))]
    assert routed.geometry == expected


def test_no_way_is_a_straight_line_that_says_why() -> None:
    closed = FakeNetwork(refusal="no railway of our data leads there")
    routed = leg(VLADIVOSTOK, KHASAN, "rail", networks(rail=closed), via=[ARTYOM_RU])
    assert routed.basis == "straight line"
    assert routed.mode == "rail"
    assert routed.distance_km.best == pytest.approx(
        distance_km(VLADIVOSTOK.point, ARTYOM_RU.point) + distance_km(ARTYOM_RU.point, KHASAN.point)
    )
    assert routed.path.warnings[0] == (
        "no way by rail: no railway of our data leads there; the distance is a straight line"
    )


@pytest.mark.parametrize(
    ("by", "hint"), [("zeppelin", None), ("armoured tran", "armoured train"), ("helicoptr", "helicopter")]
)
def test_an_unknown_vehicle_is_a_straight_line_with_a_warning_and_a_hint(by: str, hint: str | None) -> None:
    routed = leg(VLADIVOSTOK, KHASAN, by, networks())
    assert (routed.mode, routed.basis) == ("unknown", "straight line")
    assert routed.distance_km.best == pytest.approx(STRAIGHT_KM)
    expected = f" (did you mean “{hint}”?)" if hint else ""
    assert routed.path.warnings[0] == f"“{by}” is no way of travelling known here{expected}"


def test_one_place_to_itself_has_no_detour() -> None:
    assert leg(KHASAN, KHASAN, "rail", networks(rail=FakeNetwork())).detour is None


def test_each_leg_runs_from_the_stop_before_to_the_next() -> None:
    story = itinerary(
        {"place": "P"}, {"place": "K", "by": {"vehicle": "rail", "via": ["A"]}}, {"place": "V", "by": "car"}
    )
    places = {"P": PYONGYANG, "K": KHASAN, "A": ARTYOM_RU, "V": VLADIVOSTOK}
    rail, road = FakeNetwork(), FakeNetwork()
    journey = route(Journey(story, places), networks(rail=rail, road=road))
    assert [(r.origin, r.destination, r.by) for r in journey.routes] == [
        (PYONGYANG, KHASAN, "rail"),
        (KHASAN, VLADIVOSTOK, "car"),
    ]
    assert rail.asked[0][0] == (PYONGYANG.point, ARTYOM_RU.point, KHASAN.point)
    assert road.asked[0][0] == (KHASAN.point, VLADIVOSTOK.point)


def test_what_a_leg_keeps_out_of_reaches_the_network_as_it_reads_it() -> None:
    story = itinerary({"place": "P"}, {"place": "V", "by": {"vehicle": "air", "avoid": [" cn", "RU-UA"]}})
    air = FakeNetwork()
    route(Journey(story, {"P": PYONGYANG, "V": VLADIVOSTOK}), networks(air=air))
    assert air.asked == [((PYONGYANG.point, VLADIVOSTOK.point), frozenset({"CN", "RU-UA"}))]


@pytest.mark.parametrize(
    ("by", "error", "path"),
    [
        ({"vehicle": "air", "avoid": "KP"}, UsageError, "stops[1].by.avoid"),
        ({"vehicle": "rail", "avoid": ["CN"]}, RouteNotFound, "stops[1].by.avoid"),
    ],
)
def test_what_a_leg_cannot_keep_out_of_is_refused_where_it_is_said(
    by: dict[str, object], error: type[DemarcheError], path: str
) -> None:
    story = itinerary({"place": "P"}, {"place": "V", "by": by})
    with pytest.raises(error) as refused:
        route(Journey(story, {"P": PYONGYANG, "V": VLADIVOSTOK}), networks(rail=FakeNetwork(refusal="shut in")))
    assert [fault.path for fault in refused.value.faults] == [path]


def test_one_stop_alone_has_no_legs() -> None:
    assert route(Journey(itinerary({"place": "P"}), {"P": PYONGYANG}), networks()).routes == ()


def test_a_leg_without_a_mode_is_refused_at_its_stop() -> None:
    story = itinerary({"place": "P"}, {"place": "K"})
    with pytest.raises(UsageError) as refused:
        route(Journey(story, {"P": PYONGYANG, "K": KHASAN}), networks())
    assert refused.value.faults[0].path == "stops[1]"
