"""Gauges and borders: what a crossing costs, where trains change their gauge, and which borders are closed."""

from collections import Counter
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import UsageError
from geo.network import avoid, gauges, load
from geo.network.artefact import Graph
from geo.network.borders import CLOSED, OPEN, costs, warnings
from geo.network.gauges import AREAS, BOTH, GAUGES, STANDARD_IN, THROUGH, gauge_mm, node_gauges, through
from geo.network.graph import GraphNetwork

KM_PER_DEGREE = 111.2
Node = tuple[float, float, str]  # latitude, longitude, country


def chain(*nodes: Node) -> Graph:
    """A line of railway through the nodes, one edge from each to the next."""
    lat, lon, codes = (np.array(column) for column in zip(*nodes, strict=True))
    countries = tuple(sorted({*codes.tolist()}))
    size = len(nodes) - 1
    u = np.arange(size)
    return Graph(
        lat=lat,
        lon=lon,
        country=np.array([countries.index(code) for code in codes], np.uint8),
        component=np.zeros(len(nodes), np.uint16),
        countries=countries,
        u=u,
        v=u + 1,
        km=KM_PER_DEGREE * np.hypot(np.diff(lat), np.diff(lon)),
        inferred=np.zeros(size, bool),
        first=2 * np.arange(size + 1),
        stop_lat=np.stack([lat[:-1], lat[1:]], 1).ravel(),
        stop_lon=np.stack([lon[:-1], lon[1:]], 1).ravel(),
        stop_share=np.tile([0.0, 1.0], size),
    )


def changes_along(*nodes: Node) -> list[tuple[int, int]]:
    graph = chain(*nodes)
    way = range(len(graph.u))
    return [(one.from_mm, one.to_mm) for one in gauges.breaks(gauges.Tracks.of(graph), way, [True] * len(way))]


def extra_km(*nodes: Node, mode: str = "rail", year: int | None = None) -> float:
    """What a line costs over its length."""
    graph = chain(*nodes)
    return float((costs(graph, mode, year=year) - graph.km).sum())


@cache
def codes() -> frozenset[str]:
    """The countries there are, as the project's own data know them."""
    return frozenset(rail().countries)


@cache
def rail() -> Graph:
    network = load("rail")
    assert isinstance(network, GraphNetwork)
    return network.graph


# --- the tables -------------------------------------------------------------------------------------------------------


def test_no_country_has_two_prevailing_gauges() -> None:
    named = [code for group in (*GAUGES.values(), STANDARD_IN) for code in group.split()]
    assert [code for code, times in Counter(named).items() if times > 1] == []


def test_every_code_in_the_tables_is_a_country() -> None:
    tables = [*GAUGES.values(), STANDARD_IN, *OPEN]
    named = {code for group in tables for code in group.split()}
    named |= {area.country for area in AREAS} | {code for line in THROUGH for code in line.countries}
    named |= {code for closure in CLOSED for code in closure.countries}
    assert named <= codes() | {"VA", "SM", "MC", "LI", "IM", "JE", "GG"}


def test_every_country_with_railways_in_our_data_has_a_gauge_from_the_tables() -> None:
    graph = rail()
    length = np.bincount(graph.country[graph.u], weights=graph.km, minlength=len(graph.countries))
    named = {code for group in (*GAUGES.values(), STANDARD_IN) for code in group.split()}
    used = {code for code, km in zip(graph.countries, length, strict=True) if km > 50}
    assert used - named - {"JM", "MO"} == set()  # lines of bauxite, and of light trains


@pytest.mark.parametrize(
    ("country", "gauge"),
    [("RU", 1520), ("CN", 1435), ("KP", 1435), ("MN", 1520), ("VN", 1000), ("ES", 1668), ("IN", 1676), ("TZ", 1000)],
)
def test_the_gauge_of_a_country(country: str, gauge: int) -> None:
    assert gauge_mm(country) == gauge


def test_every_area_is_a_box_that_changes_its_country() -> None:
    for area in AREAS:
        assert -90 <= area.south < area.north <= 90
        assert -180 <= area.west < area.east <= 180
        assert area.gauge_mm != gauge_mm(area.country)


def test_every_through_crossing_joins_countries_of_different_gauges() -> None:
    for line in THROUGH:
        one, other = map(gauge_mm, line.countries)
        assert one != other


def test_the_schengen_area_has_its_29_members_and_three_open_neighbours() -> None:
    assert len(OPEN[0].split()) == 29 + 3
    assert not {"CY", "IE", "GB", "AD"} & set(OPEN[0].split())


# --- gauges -----------------------------------------------------------------------------------------------------------


def test_northern_ireland_has_the_gauge_of_ireland() -> None:
    graph = chain((53.4, -6.2, "IE"), (54.6, -5.9, "GB"), (55.9, -4.3, "GB"))
    assert node_gauges(graph).tolist() == [1600, 1600, 1435]


def test_trains_change_their_gauge_at_the_border_of_russia_and_korea() -> None:
    assert changes_along((43.0, 131.5, "RU"), (42.43, 130.64, "RU"), (42.42, 130.61, "KP")) == [(1520, 1435)]


def test_a_way_back_changes_the_other_way_round() -> None:
    graph = chain((42.43, 130.64, "RU"), (42.42, 130.61, "KP"))
    (there,) = gauges.breaks(gauges.Tracks.of(graph), [0], [True])
    (back,) = gauges.breaks(gauges.Tracks.of(graph), [0], [False])
    assert (there.from_mm, there.to_mm) == (back.to_mm, back.from_mm)
    assert there.at == back.at


def test_the_high_speed_line_to_spain_has_no_change_and_the_coast_line_has() -> None:
    assert changes_along((42.5, 2.85, "FR"), (42.4, 2.87, "ES"), (41.4, 2.1, "ES")) == []
    assert changes_along((42.45, 3.16, "FR"), (42.42, 3.16, "ES")) == [(1435, 1668)]


def test_a_train_from_china_changes_in_hanoi_where_both_gauges_end() -> None:
    china, border, hanoi, south = (22.3, 107.1, "CN"), (21.9, 106.7, "VN"), (21.02, 105.84, "VN"), (16.0, 108.2, "VN")
    assert changes_along(china, border, hanoi) == []
    assert changes_along(hanoi, south) == []
    assert changes_along(china, border, hanoi, south) == [(1435, 1000)]
    assert changes_along(south, hanoi, border, china) == [(1000, 1435)]


def test_no_way_has_no_change() -> None:
    assert gauges.breaks(gauges.Tracks.of(chain((50.0, 10.0, "DE"), (50.0, 11.0, "DE"))), [], []) == ()


def test_only_crossings_run_through() -> None:
    graph = chain((42.5, 2.85, "FR"), (42.4, 2.87, "ES"), (42.3, 2.9, "ES"), (42.0, 3.5, "FR"))
    assert through(graph).tolist() == [True, False, False]


# --- costs ------------------------------------------------------------------------------------------------------------

CODES = ["RU", "BY", "CN", "KP", "PL", "ES", "FR", "GB", "IE", "VN", "LT", "UA"]
places = st.tuples(st.floats(-60, 75), st.floats(-170, 170), st.sampled_from(CODES))


@given(st.lists(places, min_size=2, max_size=8), st.sampled_from(["rail", "road"]))
def test_no_edge_costs_less_than_its_length_and_the_way_back_costs_the_same(nodes: list[Node], mode: str) -> None:
    there, back = chain(*nodes), chain(*reversed(nodes))
    assert (costs(there, mode) >= there.km).all()
    assert np.allclose(costs(there, mode), costs(back, mode)[::-1])


@given(st.lists(places, min_size=2, max_size=8))
def test_each_change_of_gauge_goes_on_from_the_one_before(nodes: list[Node]) -> None:
    found = changes_along(*nodes)
    assert all(before[1] == after[0] for before, after in pairwise(found))
    assert all(one != other and BOTH not in (one, other) for one, other in found)


def test_a_border_costs_more_with_controls_than_without_and_most_with_a_change_of_gauge() -> None:
    inside = extra_km((52.0, 20.0, "PL"), (52.0, 21.0, "PL"))
    open_border = extra_km((52.0, 14.0, "DE"), (52.0, 15.0, "PL"))
    controls = extra_km((51.0, 1.2, "GB"), (50.9, 1.8, "FR"))
    change = extra_km((52.0, 23.0, "PL"), (52.0, 24.0, "BY"))
    assert inside == 0 < open_border < controls < change


def test_a_change_of_gauge_costs_no_road_anything() -> None:
    road = extra_km((52.0, 23.0, "PL"), (52.0, 24.0, "BY"), mode="road")
    assert road == pytest.approx(extra_km((44.0, 22.0, "RS"), (44.0, 23.0, "RO"), mode="road"))


def test_a_way_over_rails_of_both_gauges_costs_one_change_like_any_other() -> None:
    over_both = extra_km((54.2, 22.7, "PL"), (54.5, 23.5, "LT"), (54.7, 25.3, "LT"))
    elsewhere = extra_km((54.0, 25.0, "PL"), (55.0, 25.0, "LT"))
    assert over_both == pytest.approx(elsewhere)
    assert elsewhere > extra_km((54.0, 25.0, "LV"), (55.0, 25.0, "LT"))


def test_a_closed_border_costs_more_than_controls_and_a_change_together() -> None:
    closed = extra_km((38.0, 126.7, "KR"), (38.1, 126.7, "KP"))
    assert closed > extra_km((52.0, 23.0, "PL"), (52.0, 24.0, "BY"))
    assert np.isfinite(closed)


def test_a_border_was_open_before_it_was_closed() -> None:
    nodes: tuple[Node, Node] = ((60.8, 28.3, "RU"), (60.9, 28.2, "FI"))
    assert extra_km(*nodes, year=2021) < extra_km(*nodes, year=2022) == extra_km(*nodes)
    assert warnings("rail", ["RU", "FI"], year=2021) == ()


def test_countries_to_avoid_are_shut_and_an_unknown_one_is_refused() -> None:
    graph = chain((54.0, 25.0, "LT"), (54.0, 27.0, "BY"), (55.0, 37.0, "RU"))
    plain = costs(graph, "rail")
    assert np.isinf(avoid.costs(graph, plain, avoid.read(["by"], graph.countries, "rail"), "rail")).all()
    with pytest.raises(UsageError, match="QQ"):
        avoid.read(["QQ"], graph.countries, "rail")


def test_a_border_to_avoid_is_shut_and_the_countries_on_both_sides_are_not() -> None:
    graph = chain((54.0, 25.0, "LT"), (54.0, 27.0, "BY"), (55.0, 37.0, "RU"))
    shut = avoid.costs(graph, costs(graph, "rail"), avoid.read(["RU-BY"], graph.countries, "rail"), "rail")
    assert np.isinf(shut).tolist() == [False, True]


def test_a_passage_is_avoided_by_ships_only() -> None:
    assert avoid.read(["Strait of Malacca"], ("RU",), "sea").passages == {"malacca"}
    with pytest.raises(UsageError, match="ships only"):
        avoid.read(["Suez"], ("RU",), "rail")


# --- closed borders ---------------------------------------------------------------------------------------------------


def test_a_closed_border_is_said_either_way_with_its_year_and_source() -> None:
    (there,), (back,) = warnings("rail", ["KR", "KP"]), warnings("rail", ["CN", "KP", "KR"])
    assert there.startswith("the way crosses from KR into KP, a border closed to passenger trains since 1951 (")
    assert "from KP into KR" in back


def test_an_open_border_and_an_open_mode_need_no_words() -> None:
    assert warnings("rail", ["RU", "KP"]) == warnings("rail", ["RU"]) == warnings("rail", []) == ()
    assert warnings("sea", ["KR", "KP"]) == warnings("air", ["KR", "KP"]) == ()
    assert warnings("road", ["RU", "FI"], year=2022) == ()


def test_a_border_crossed_twice_is_said_once() -> None:
    assert len(warnings("road", ["RU", "UA", "RU", "UA"])) == 2  # once each way


def test_every_closure_has_a_year_a_mode_and_a_source() -> None:
    for closure in CLOSED:
        assert len(closure.countries) == 2
        assert 1940 < closure.since < 2027
        assert closure.mode in {"rail", "road"}
        assert len(closure.source) > 5
    keys = [(closure.countries, closure.mode) for closure in CLOSED]
    assert len(keys) == len(set(keys))


def test_no_closed_border_is_an_open_one() -> None:
    for closure in CLOSED:
        assert not any(closure.countries <= set(group.split()) for group in OPEN)


# --- on our data ------------------------------------------------------------------------------------------------------


def test_every_area_holds_railways_of_ours() -> None:
    graph, found = rail(), node_gauges(rail())
    prevailing = np.array([gauge_mm(code) for code in graph.countries])[graph.country]
    changed = {graph.countries[number] for number in np.unique(graph.country[found != prevailing])}
    assert changed == {area.country for area in AREAS}


def test_every_through_crossing_is_on_a_railway_of_ours() -> None:
    graph = rail()
    ends = {
        frozenset({graph.countries[graph.country[graph.u[edge]]], graph.countries[graph.country[graph.v[edge]]]})
        for edge in np.flatnonzero(through(graph))
    }
    assert ends == {frozenset(line.countries) for line in THROUGH}


def test_costs_of_our_data_are_finite_and_no_less_than_the_length() -> None:
    graph = rail()
    cost = costs(graph, "rail")
    assert np.isfinite(cost).all()
    assert (cost >= graph.km).all()
