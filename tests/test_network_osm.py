"""A network of one's own: small extracts, written with osmium itself, made networks and travelled on."""

import bz2
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from geo import distance
from geo.cli import cli
from geo.errors import DataError, OutputError, RouteNotFound, UsageError
from geo.geodesy import distance_km
from geo.journey import Place, Point
from geo.network import artefact, load, load_file, networks_with
from geo.network.artefact import Graph
from geo.network.graph import GraphNetwork
from geo.network.make import extract as reading
from geo.network.make import osm
from geo.network.make.contract import components, contract
from geo.network.make.extract import Positions, Ways
from geo.network.make.own import SOURCE, Report, build
from geo.network.make.raw import Raw
from geo.network.make.tags import Kind, gauges_mm
from geo.network.make.tracks import CHANGE, layered, with_gauges_filled, without_spare
from geo.network.make.write import packed
from tests.conftest import ROOT

osmium = pytest.importorskip("osmium")
from osmium.osm import mutable  # noqa: E402

Nodes = Mapping[int, tuple[float, float]]  # the latitude and longitude of each
Way = tuple[Sequence[int], Mapping[str, str]]
RAIL = {"railway": "rail"}
BROAD, STANDARD = RAIL | {"gauge": "1520"}, RAIL | {"gauge": "1435"}
# Six nodes along a parallel, 8 km apart, and one to the north of the third.
ROW: Nodes = {number: (43.0, 130.0 + number / 10) for number in range(1, 7)} | {7: (43.1, 130.3)}


def extract(path: Path, nodes: Nodes, ways: Iterable[Way]) -> Path:
    """An extract of these nodes and ways; the ways are numbered from 1."""
    with osmium.SimpleWriter(str(path), overwrite=True) as writer:
        for number, (lat, lon) in nodes.items():
            writer.add_node(mutable.Node(id=number, location=(lon, lat), version=1))
        for number, (refs, tags) in enumerate(ways, start=1):
            writer.add_way(mutable.Way(id=number, nodes=list(refs), tags=dict(tags), version=1))
    return path


def in_russia(lat: np.ndarray, _lon: np.ndarray) -> list[str]:
    return ["RU"] * len(lat)


def made(folder: Path, nodes: Nodes, ways: Iterable[Way], mode: str = "rail", *, repair: bool = False) -> Graph:
    """The network of these nodes and ways."""
    build(extract(folder / "x.osm.pbf", nodes, ways), mode, folder / "x.npz", in_russia, repair=repair)
    return artefact.read(folder / "x.npz")


def length_km(nodes: Nodes, refs: Sequence[int]) -> float:
    return sum(distance_km(Point(*nodes[one]), Point(*nodes[other])) for one, other in pairwise(refs))


def place(nodes: Nodes, number: int) -> Place:
    return Place.at(*nodes[number])


def way_km(graph: Graph, start: Place, end: Place) -> float:
    return GraphNetwork("rail", graph).path(start, end).distance_km.best


def changes_between(graph: Graph, start: Place, end: Place) -> list[tuple[int, int]]:
    """The gauges before and after each break on the best way."""
    found = GraphNetwork("rail", graph).path(start, end).gauge_breaks
    return [(one.from_mm, one.to_mm) for one in found]


# --- lengths and lines ------------------------------------------------------------------------------------------------


def test_a_line_has_the_length_of_its_way_as_mapped(tmp_path: Path) -> None:
    wavy = {number: (43 + 0.0001 * (number % 2), 130 + number / 1000) for number in range(1, 500)}
    graph = made(tmp_path, wavy, [(list(wavy), RAIL)])
    assert graph.km.sum() == pytest.approx(length_km(wavy, list(wavy)), abs=0.001)
    assert graph.km.sum() > 1.005 * length_km(wavy, [1, 499])


def test_a_line_is_drawn_with_fewer_points_to_within_twenty_metres(tmp_path: Path) -> None:
    curve = {number: (43 + 0.3 * np.sin(number / 300), 130 + number / 1000) for number in range(1, 1001)}
    graph = made(tmp_path, curve, [(list(curve), RAIL)])
    assert len(graph.stop_lat) < 100
    lon = [lon for _, lon in curve.values()]
    drawn = np.interp(lon, graph.stop_lon, graph.stop_lat)
    assert np.max(np.abs(drawn - [lat for lat, _ in curve.values()])) * 111.2 < 0.03  # off to the north, not across


def test_a_place_in_the_middle_of_a_line_is_at_its_true_share_of_the_length(tmp_path: Path) -> None:
    winding = {number: (43 + 0.001 * (number % 2) * (number < 50), 130 + number / 1000) for number in range(1, 101)}
    graph = made(tmp_path, winding, [(list(winding), RAIL)])
    assert way_km(graph, place(winding, 1), place(winding, 50)) == pytest.approx(
        length_km(winding, range(1, 51)), abs=0.1
    )


def test_ways_that_share_a_node_meet_there(tmp_path: Path) -> None:
    graph = made(tmp_path, ROW, [([1, 2, 3, 4], RAIL), ([3, 7], RAIL)])
    assert (len(graph.lat), len(graph.u)) == (4, 3)
    assert graph.km.sum() == pytest.approx(length_km(ROW, [1, 2, 3, 4]) + length_km(ROW, [3, 7]), abs=0.003)


def test_ways_that_cross_without_a_node_do_not_meet(tmp_path: Path) -> None:
    crossing = ROW | {8: (42.9, 130.25), 9: (43.1, 130.25)}
    graph = made(tmp_path, crossing, [([1, 2, 3], RAIL), ([8, 9], RAIL)])
    assert set(graph.component.tolist()) == {0, 1}


def test_two_nodes_at_one_position_are_one(tmp_path: Path) -> None:
    graph = made(tmp_path, ROW | {8: ROW[3]}, [([1, 2, 3], RAIL), ([8, 4, 5], RAIL)])
    assert (len(graph.u), set(graph.component.tolist())) == (1, {0})


def test_a_node_twice_in_a_row_and_a_way_twice_in_a_file_change_nothing(tmp_path: Path) -> None:
    graph = made(tmp_path, ROW, [([1, 2, 2, 3], RAIL), ([1, 2, 3], RAIL)])
    assert graph.km.sum() == pytest.approx(length_km(ROW, [1, 2, 3]), abs=0.002)


def test_junctions_side_by_side_can_be_passed(tmp_path: Path) -> None:
    near = ROW | {8: (43.0, 130.300001), 9: (42.9, 130.3)}
    graph = made(tmp_path, near, [([1, 2, 3, 8, 4], RAIL), ([3, 7], RAIL), ([8, 9], RAIL)])
    assert graph.km.min() == 0
    assert way_km(graph, place(near, 1), place(near, 4)) == pytest.approx(length_km(near, range(1, 5)), abs=0.01)


def test_what_an_editor_has_not_published_yet_is_read(tmp_path: Path) -> None:
    drafts = {-number: at for number, at in ROW.items()}
    build(extract(tmp_path / "x.osm", drafts, [([-1, -2, -3], RAIL)]), "rail", tmp_path / "x.npz", in_russia)
    assert artefact.read(tmp_path / "x.npz").km.sum() == pytest.approx(length_km(ROW, [1, 2, 3]), abs=0.002)


def test_a_way_that_is_a_ring_goes_round(tmp_path: Path) -> None:
    graph = made(tmp_path, ROW, [([1, 3, 7, 1], RAIL)])
    assert graph.km.sum() == pytest.approx(length_km(ROW, [1, 3, 7, 1]), abs=0.003)


def test_a_line_over_the_antimeridian_goes_on(tmp_path: Path) -> None:
    nodes = {1: (66.0, 179.6), 2: (66.0, 179.9), 3: (66.0, -179.8), 4: (66.0, -179.4)}
    graph = made(tmp_path, nodes, [([1, 2, 3, 4], RAIL)])
    path = GraphNetwork("rail", graph).path(place(nodes, 1), place(nodes, 4))
    assert path.distance_km.best == pytest.approx(length_km(nodes, [1, 2, 3, 4]), abs=0.01)
    assert all(abs(one.lon - other.lon) < 180 for one, other in pairwise(path.points))


def test_a_straight_line_over_the_antimeridian_is_drawn_with_few_points(tmp_path: Path) -> None:
    nodes = {number: (66.0, (179.9 + number / 1000 + 180) % 360 - 180) for number in range(1, 201)}
    graph = made(tmp_path, nodes, [(list(nodes), RAIL)])
    assert len(graph.stop_lat) <= 4


def test_ways_cut_at_the_antimeridian_as_mappers_cut_them_are_one_line(tmp_path: Path) -> None:
    nodes = {1: (66.0, 179.6), 2: (66.0, 180.0), 3: (66.0, -180.0), 4: (66.0, -179.4)}
    graph = made(tmp_path, nodes, [([1, 2], RAIL), ([3, 4], RAIL)])
    assert len(graph.u) == 1
    assert graph.km.sum() == pytest.approx(length_km(nodes, [1, 2, 4]), abs=0.002)


def test_a_way_goes_on_after_the_nodes_that_the_extract_lacks(tmp_path: Path) -> None:
    clipped = {number: at for number, at in ROW.items() if number != 3}
    source = extract(tmp_path / "x.osm.pbf", clipped, [([1, 2, 3, 4, 5], RAIL), ([5, 6], RAIL)])
    report = build(source, "rail", tmp_path / "x.npz", in_russia)
    graph = artefact.read(tmp_path / "x.npz")
    assert report.incomplete_ways == 1
    assert sorted(graph.km.tolist()) == pytest.approx([length_km(ROW, [1, 2]), length_km(ROW, [4, 5, 6])], abs=0.001)


def test_an_island_is_a_piece_of_its_own_that_no_line_leads_to(tmp_path: Path) -> None:
    island = ROW | {8: (45.0, 142.0), 9: (45.0, 142.1)}
    graph = made(tmp_path, island, [([1, 2, 3], RAIL), ([8, 9], RAIL)])
    assert sorted(set(graph.component.tolist())) == [0, 1]
    with pytest.raises(RouteNotFound, match="leads from"):
        way_km(graph, place(island, 1), place(island, 8))


def test_more_pieces_than_two_bytes_can_number_are_told_apart(tmp_path: Path) -> None:
    count = 66_000
    lat, lon = np.repeat(np.linspace(-60, 60, count), 2), np.tile([10.0, 10.01], count)
    u = np.arange(0, 2 * count, 2)
    raw = Raw(lat, lon, u, u + 1, np.ones(count), np.zeros(count, bool))
    country = np.zeros(2 * count, np.int64)
    (tmp_path / "x.npz").write_bytes(packed(raw, contract(raw, country), country, ["RU"], 1_000_000))
    assert len(np.unique(artefact.read(tmp_path / "x.npz").component)) == count


# --- gauges -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "gauges"),
    [
        ("1520", (1520,)),
        ("1435;1520", (1435, 1520)),
        ("1520; 1435", (1435, 1520)),
        ("1067 mm", (1067,)),
        ("standard", (1435,)),
        ("1524", (1520,)),
        ("broad", ()),
        ("", ()),
        ("4 ft 8½ in", ()),
        ("99999", ()),
        ("١٥٢٠", ()),
    ],
)
def test_the_gauges_of_a_tag(tag: str, gauges: tuple[int, ...]) -> None:
    assert gauges_mm(tag) == gauges


def test_a_path_over_a_break_of_gauge_says_so(tmp_path: Path) -> None:
    graph = made(tmp_path, ROW, [([1, 2, 3], BROAD), ([3, 4, 5], STANDARD)])
    assert changes_between(graph, place(ROW, 1), place(ROW, 5)) == [(1520, 1435)]
    assert changes_between(graph, place(ROW, 5), place(ROW, 1)) == [(1435, 1520)]
    assert way_km(graph, place(ROW, 1), place(ROW, 5)) == pytest.approx(length_km(ROW, range(1, 6)), abs=0.01)


def test_a_long_way_round_on_one_gauge_is_better_than_a_break(tmp_path: Path) -> None:
    nodes = ROW | {8: (43.8, 130.3)}
    graph = made(tmp_path, nodes, [([1, 2], BROAD), ([2, 3, 4], STANDARD), ([2, 8, 4], BROAD), ([4, 5], BROAD)])
    assert changes_between(graph, place(nodes, 1), place(nodes, 5)) == []
    assert way_km(graph, place(nodes, 1), place(nodes, 5)) > 150


def test_a_line_of_both_gauges_is_passed_by_both(tmp_path: Path) -> None:
    both = RAIL | {"gauge": "1435;1520"}
    graph = made(tmp_path, ROW, [([1, 2], BROAD), ([7, 2], STANDARD), ([2, 3, 4], both), ([4, 5], BROAD)])
    assert changes_between(graph, place(ROW, 1), place(ROW, 5)) == []
    assert changes_between(graph, place(ROW, 7), place(ROW, 5)) == [(1435, 1520)]


def test_a_line_of_no_known_gauge_has_that_of_the_line_it_leads_to(tmp_path: Path) -> None:
    graph = made(tmp_path, ROW, [([1, 2], STANDARD), ([2, 3, 4], RAIL), ([4, 5], STANDARD)])
    assert graph.gauge_mm is not None
    assert set(graph.gauge_mm.tolist()) == {1435}
    assert changes_between(graph, place(ROW, 1), place(ROW, 5)) == []


def test_where_a_line_of_no_known_gauge_joins_two_gauges_there_is_one_break(tmp_path: Path) -> None:
    graph = made(tmp_path, ROW, [([1, 2], STANDARD), ([2, 3], RAIL), ([3, 4], RAIL), ([4, 5], BROAD)])
    assert changes_between(graph, place(ROW, 1), place(ROW, 5)) == [(1435, 1520)]


def test_a_line_of_no_known_gauge_has_that_of_the_nearer_of_two(tmp_path: Path) -> None:
    nodes = ROW | {8: (43.0, 131.3)}
    ways: list[Way] = [([1, 2], STANDARD), ([2, 3], RAIL), ([3, 8], RAIL), ([8, 9], BROAD)]
    graph = made(tmp_path, nodes | {9: (43.0, 131.4)}, ways)
    assert graph.gauge_mm is not None
    broad = (graph.gauge_mm[graph.u] == 1520) & (graph.gauge_mm[graph.v] == 1520)
    assert graph.km[broad].sum() == pytest.approx(length_km(nodes | {9: (43.0, 131.4)}, [3, 8, 9]), abs=0.01)


def test_gauges_that_no_tag_tells_are_unknown_and_taken_from_the_country(tmp_path: Path) -> None:
    graph = made(tmp_path, ROW, [([1, 2, 3], RAIL)])
    assert graph.gauge_mm is not None
    assert set(graph.gauge_mm.tolist()) == {0}
    assert changes_between(graph, place(ROW, 1), place(ROW, 3)) == []


def test_what_a_line_is_used_for_is_kept(tmp_path: Path) -> None:
    uses = ({"usage": "main"}, {"usage": "branch"}, {"usage": "main", "highspeed": "yes"}, {"usage": "by elves"})
    graph = made(tmp_path, ROW, [([n, n + 1], RAIL | use) for n, use in enumerate(uses, start=1)])
    assert graph.usage is not None
    order = np.argsort(graph.lon[graph.u])
    assert [graph.usages[number] for number in graph.usage[order]] == ["main", "branch", "high-speed", ""]


# --- which ways -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tags",
    [
        {"railway": "abandoned"},
        {"railway": "disused"},
        {"railway": "construction"},
        {"railway": "tram"},
        {"railway": "rail", "disused": "yes"},
        {"highway": "motorway"},
        {"railway": "rail", "service": "yard"},
        {"railway": "rail", "service": "siding"},
        {"railway": "rail", "service": "spur"},
    ],
)
def test_ways_that_carry_no_trains_are_left_out(tags: dict[str, str], tmp_path: Path) -> None:
    graph = made(tmp_path, ROW, [([1, 2, 3], RAIL), ([3, 7], tags)])
    assert graph.km.sum() == pytest.approx(length_km(ROW, [1, 2, 3]), abs=0.002)


@pytest.mark.parametrize("tags", [{"railway": "narrow_gauge"}, {"railway": "rail", "service": "crossover"}])
def test_narrow_lines_and_crossovers_are_kept(tags: dict[str, str], tmp_path: Path) -> None:
    graph = made(tmp_path, ROW, [([1, 2, 3], RAIL), ([3, 7], tags)])
    assert graph.km.sum() == pytest.approx(length_km(ROW, [1, 2, 3]) + length_km(ROW, [3, 7]), abs=0.003)


def test_of_a_yard_the_shortest_way_between_lines_that_meet_nowhere_else_is_kept(tmp_path: Path) -> None:
    yard = RAIL | {"service": "yard"}
    graph = made(tmp_path, ROW, [([1, 2], RAIL), ([2, 3, 4], yard), ([2, 7, 4], yard), ([4, 5], RAIL), ([5, 6], yard)])
    assert graph.km.sum() == pytest.approx(length_km(ROW, [1, 2, 3, 4, 5]), abs=0.003)


def test_of_a_yard_that_joins_three_lines_the_longest_way_is_not_needed(tmp_path: Path) -> None:
    yard = RAIL | {"service": "yard"}
    nodes = {1: (43.0, 130.0), 2: (43.0, 130.1), 3: (43.1, 130.2), 4: (42.0, 130.0), 5: (42.0, 130.1), 6: (44.0, 130.2)}
    lines: list[Way] = [([1, 4], RAIL), ([2, 5], RAIL), ([3, 6], RAIL)]
    graph = made(tmp_path, nodes, [*lines, ([1, 2], yard), ([2, 3], yard), ([1, 3], yard)])
    needed = sum(length_km(nodes, refs) for refs in ([1, 4], [2, 5], [3, 6], [1, 2], [2, 3]))
    assert graph.km.sum() == pytest.approx(needed, abs=0.01)


def test_a_break_of_gauge_within_a_yard_can_be_passed(tmp_path: Path) -> None:
    yard = RAIL | {"service": "yard", "gauge": "1435;1520"}
    graph = made(tmp_path, ROW, [([1, 2], BROAD), ([2, 3, 4], yard), ([4, 5], STANDARD)])
    assert changes_between(graph, place(ROW, 1), place(ROW, 5)) == [(1520, 1435)]


def test_roads_are_main_roads_their_links_and_ferries_that_carry_cars(tmp_path: Path) -> None:
    ways: list[Way] = [
        ([1, 2], {"highway": "motorway"}),
        ([2, 3], {"highway": "trunk_link"}),
        ([3, 4], {"route": "ferry", "motor_vehicle": "yes"}),
        ([4, 5], {"route": "ferry"}),
        ([5, 6], {"highway": "residential"}),
        ([3, 7], {"highway": "primary", "access": "no"}),
    ]
    graph = made(tmp_path, ROW, ways, "road")
    assert graph.usage is not None
    order = np.argsort(graph.lon[graph.u])
    assert [graph.usages[number] for number in graph.usage[order]] == ["motorway", "trunk", "ferry"]
    assert graph.mode == "road"


def test_a_gap_is_joined_by_an_inferred_line_where_that_is_asked_for(tmp_path: Path) -> None:
    line = {number: (43.0, 130 + number / 100) for number in range(40)}
    gap = line | {50: (43.0, 130.392 + 0.0005)} | {n: (43.0, 130.4 + (n - 50) / 100) for n in range(51, 90)}
    ways: list[Way] = [(range(40), BROAD), (range(50, 90), BROAD)]
    assert not made(tmp_path, gap, ways).inferred.any()
    repaired = made(tmp_path, gap, ways, repair=True)
    assert repaired.inferred.sum() == 1
    assert set(repaired.component.tolist()) == {0}
    assert changes_between(repaired, place(gap, 0), place(gap, 89)) == []


# --- whatever the ways ------------------------------------------------------------------------------------------------

PLACES = 16  # nodes of a crooked grid, of which the extract lacks the last
CROOKED: Nodes = {n: (43 + n // 4 / 100, 130 + n % 4 / 100 + n // 4 / 320) for n in range(PLACES)}
walks = st.lists(st.lists(st.integers(0, PLACES - 1), min_size=1, max_size=8), min_size=1, max_size=5)
tracks = st.lists(
    st.tuples(
        st.integers(0, 9), st.integers(0, 9), st.booleans(), st.sampled_from([(), (1435,), (1520,), (1435, 1520)])
    ),
    min_size=1,
    max_size=20,
)


def drawn(ways: Sequence[Sequence[int]]) -> Raw:
    """The network of ways through the crooked grid."""
    known = sorted(CROOKED)[:-1]
    lat_e7, lon_e7 = (np.array([round(CROOKED[n][axis] * 1e7) for n in known]) for axis in (0, 1))
    ref = np.array([n for way in ways for n in way])
    numbers = np.repeat(np.arange(len(ways)), [len(way) for way in ways])
    return osm.network(Ways(ref, numbers, (Kind(0),) * len(ways)), Positions(np.array(known), lat_e7, lon_e7))


def shortest_km(size: int, edges: Iterable[tuple[int, int, float]]) -> np.ndarray:
    """The way from every node to every other (Floyd and Warshall's)."""
    km = np.full((size, size), np.inf)
    np.fill_diagonal(km, 0)
    for u, v, length in edges:
        km[u, v] = km[v, u] = min(km[u, v], length)
    for middle in range(size):
        km = np.minimum(km, km[:, [middle]] + km[[middle]])
    return km


@given(walks)
def test_the_network_joins_what_the_ways_join_and_is_as_long(ways: list[list[int]]) -> None:
    steps = [(a, b, length_km(CROOKED, [a, b])) for way in ways for a, b in pairwise(way) if PLACES - 1 not in (a, b)]
    raw = drawn(ways)
    found = shortest_km(len(raw.lat), zip(raw.u, raw.v, raw.km, strict=True))
    grid = [
        min(CROOKED, key=lambda n: abs(CROOKED[n][0] - lat) + abs(CROOKED[n][1] - lon))
        for lat, lon in zip(raw.lat, raw.lon, strict=True)
    ]
    used = np.unique(np.concatenate([raw.u, raw.v]))
    mapped = shortest_km(PLACES, steps)
    for one in used.tolist():
        assert found[one, used] == pytest.approx(mapped[grid[one], [grid[n] for n in used.tolist()]], abs=1e-6)


def raw_of(edges: Sequence[tuple[int, int, bool, tuple[int, ...]]]) -> Raw:
    u, v = (np.array([edge[side] for edge in edges]) for side in (0, 1))
    km = 1.0 + np.arange(len(edges)) / 7
    return Raw(np.zeros(10), np.arange(10.0), u, v, km, np.zeros(len(edges), bool), np.zeros(len(edges), np.int64))


@given(tracks)
def test_main_lines_stay_joined_without_the_spare_tracks_that_are_not_needed(
    edges: list[tuple[int, int, bool, tuple[int, ...]]],
) -> None:
    raw, spare = raw_of(edges), np.array([edge[2] for edge in edges])
    kept = without_spare(raw, spare)
    main = np.unique(np.concatenate([raw.u[~spare], raw.v[~spare]]))
    before, after = components(10, raw.u, raw.v)[main], components(10, kept.u, kept.v)[main]
    assert [(a == before).tolist() for a in before] == [(a == after).tolist() for a in after]
    alone = components(10, raw.u[~spare], raw.v[~spare])[main]
    if len(set(alone.tolist())) == len(set(before.tolist())):
        assert len(kept.u) == (~spare).sum()


@given(tracks)
def test_layers_join_what_was_joined_and_no_track_changes_its_gauge_unsaid(
    edges: list[tuple[int, int, bool, tuple[int, ...]]],
) -> None:
    raw, gauges = raw_of(edges), [edge[3] for edge in edges]
    layers, node, gauge_mm = layered(raw, with_gauges_filled(raw, gauges))
    before = shortest_km(10, zip(raw.u, raw.v, raw.km, strict=True))
    after = shortest_km(len(node), zip(layers.u, layers.v, layers.km, strict=True))
    for u, v, km, kind in zip(layers.u, layers.v, layers.km, layers.kind, strict=True):
        assert (kind == CHANGE) == (km == 0) == (gauge_mm[u] != gauge_mm[v])
    best = np.full((10, 10), np.inf)
    for one, other in product(range(len(node)), repeat=2):
        best[node[one], node[other]] = min(best[node[one], node[other]], after[one, other])
    used = np.unique(node)
    assert best[np.ix_(used, used)] == pytest.approx(before[np.ix_(used, used)])


# --- countries --------------------------------------------------------------------------------------------------------


def test_a_line_knows_its_countries_and_can_keep_out_of_others(tmp_path: Path) -> None:
    line = {number: (43.0, 130 + number / 20) for number in range(60)}
    source = extract(tmp_path / "x.osm.pbf", line, [(range(60), RAIL)])
    build(source, "rail", tmp_path / "x.npz", lambda _, lon: np.where(lon < 131.5, "CN", "RU"), codes=("KP",))
    rail = load_file(tmp_path / "x.npz")
    assert rail.path(place(line, 0), place(line, 59)).borders == ("RU",)
    assert rail.path(place(line, 0), place(line, 10), avoid=frozenset({"KP"})).borders == ()


def test_a_bridge_at_sea_is_in_the_country_it_leads_from(tmp_path: Path) -> None:
    line = {number: (43.0, 130 + number / 20) for number in range(60)}
    source = extract(tmp_path / "x.osm.pbf", line, [(range(60), RAIL)])
    build(source, "rail", tmp_path / "x.npz", lambda _, lon: ["RU" if abs(x - 131) > 0.5 else None for x in lon])
    assert load_file(tmp_path / "x.npz").path(place(line, 0), place(line, 59)).borders == ()


# --- files ------------------------------------------------------------------------------------------------------------


def long_line(path: Path) -> Path:
    """An extract of many blocks."""
    nodes = {number: (43 + 0.00001 * (number % 7), 130 + number / 10_000) for number in range(1, 40_001)}
    return extract(path, nodes, [(range(first, first + 1001), RAIL) for first in range(1, 39_001, 1000)])


@pytest.mark.parametrize("share", [0.01, 0.03, 0.3, 0.7, 0.999])
def test_a_file_cut_short_is_refused_and_what_was_there_before_is_whole(share: float, tmp_path: Path) -> None:
    whole = long_line(tmp_path / "x.osm.pbf").read_bytes()
    (tmp_path / "cut.osm.pbf").write_bytes(whole[: int(len(whole) * share)])
    (tmp_path / "old.npz").write_bytes(b"old")
    with pytest.raises(DataError, match="cut short") as caught:
        build(tmp_path / "cut.osm.pbf", "rail", tmp_path / "old.npz", in_russia)
    assert caught.value.faults[0].file == str(tmp_path / "cut.osm.pbf")
    assert {file.name for file in tmp_path.iterdir()} == {"x.osm.pbf", "cut.osm.pbf", "old.npz"}
    assert (tmp_path / "old.npz").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.osm.pbf", b""),
        ("x.osm.pbf", b"hello, this is no such file " * 10),
        ("x.osm.pbf", b"\x00\x00\x00\x02hi" * 10),
        ("x.osm.pbf", b"\x00\x00\x00\x0d\x0a\x09OSMHeader\x18\x04oops"),
        ("x.osm", b"<html></html>"),
        ("x.osm", b'<osm version="0.6"><node id="1" lat="43"'),
        ("x.osm", b""),
        ("x.osm.bz2", b"no such thing"),
        ("x.osm.bz2", bz2.compress(b'<osm version="0.6"></osm>' + b" " * 1000)[:-20]),
        ("x.txt", b"43, 131"),
        ("x", b""),
    ],
)
def test_a_file_that_is_no_extract_is_refused(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match="cannot be read as an OpenStreetMap extract"):
        build(tmp_path / name, "rail", tmp_path / "x.npz", in_russia)
    assert not (tmp_path / "x.npz").exists()


def test_damage_in_the_middle_is_refused(tmp_path: Path) -> None:
    content = bytearray(long_line(tmp_path / "x.osm.pbf").read_bytes())
    content[len(content) // 2 : len(content) // 2 + 200] = bytes(200)
    (tmp_path / "x.osm.pbf").write_bytes(content)
    with pytest.raises(DataError, match="cannot be read"):
        build(tmp_path / "x.osm.pbf", "rail", tmp_path / "x.npz", in_russia)


@pytest.mark.parametrize("missing", ["none.osm.pbf", ".", "no\0such.osm"])
def test_a_file_that_is_not_there_is_refused(missing: str, tmp_path: Path) -> None:
    with pytest.raises((DataError, OutputError)):
        build(tmp_path / missing, "rail", tmp_path / "x.npz", in_russia)


def test_a_history_is_no_extract(tmp_path: Path) -> None:
    path = extract(tmp_path / "x.osh.pbf", ROW, [([1, 2], RAIL)])
    with pytest.raises(DataError, match="history"):
        build(path, "rail", tmp_path / "x.npz", in_russia)


@pytest.mark.parametrize("ways", [[], [([1, 2], {"highway": "path"})], [([1], RAIL)], [([98, 99], RAIL)]])
def test_an_extract_without_railways_is_refused(ways: list[Way], tmp_path: Path) -> None:
    with pytest.raises(DataError, match="has no railways"):
        made(tmp_path, ROW, ways)


def test_an_unknown_mode_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="rail or road"):
        made(tmp_path, ROW, [([1, 2], RAIL)], "sea")


def test_the_extract_is_not_written_over(tmp_path: Path) -> None:
    path = extract(tmp_path / "x.osm.pbf", ROW, [([1, 2], RAIL)])
    with pytest.raises(UsageError, match="replace the extract"):
        build(path, "rail", path, in_russia)


@pytest.mark.parametrize("name", ["", "no-such-folder/x.npz", "x.osm.pbf/x.npz"])
def test_what_cannot_be_written_is_said_before_anything_is_read(name: str, tmp_path: Path) -> None:
    path = extract(tmp_path / "x.osm.pbf", ROW, [([1, 2], RAIL)])
    with pytest.raises(OutputError, match="cannot write"):
        build(path, "rail", tmp_path / name, in_russia, progress=lambda *_: pytest.fail("read it"))


def test_the_package_is_asked_for_where_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = extract(tmp_path / "x.osm.pbf", ROW, [([1, 2], RAIL)])
    monkeypatch.setitem(reading.importlib.sys.modules, "osmium", None)
    with pytest.raises(UsageError, match=re.escape("pip install 'demarche[osm]'")):
        build(path, "rail", tmp_path / "x.npz", in_russia)


@pytest.mark.parametrize("ending", [".osm", ".osm.gz", ".osm.bz2"])
def test_every_format_gives_the_same_bytes(ending: str, tmp_path: Path) -> None:
    made(tmp_path, ROW, [([1, 2, 3], BROAD), ([3, 7], STANDARD)])
    other = extract(tmp_path / f"y{ending}", ROW, [([1, 2, 3], BROAD), ([3, 7], STANDARD)])
    build(other, "rail", tmp_path / "y.npz", in_russia)
    assert (tmp_path / "x.npz").read_bytes() == (tmp_path / "y.npz").read_bytes()


def test_the_same_extract_gives_the_same_bytes_however_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, told = long_line(tmp_path / "x.osm.pbf"), list[tuple[str, int, int]]()
    build(source, "rail", tmp_path / "whole.npz", in_russia)
    monkeypatch.setattr(reading, "_PART_BYTES", 1)
    build(source, "rail", tmp_path / "parts.npz", in_russia, progress=lambda *step: told.append(step))
    assert (tmp_path / "whole.npz").read_bytes() == (tmp_path / "parts.npz").read_bytes()
    for stage in ("reading ways", "reading positions"):
        done = [done for name, done, total in told if name == stage]
        assert len(done) > 5
        assert done == sorted(done)
        assert (done[0], done[-1]) == (0, source.stat().st_size)


# --- in use -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A network file of a line with a break of gauge."""
    source = extract(tmp_path / "own.osm.pbf", ROW, [([1, 2, 3], BROAD), ([3, 4, 5], STANDARD)])
    report = build(source, "rail", tmp_path / "own.npz", in_russia)
    assert isinstance(report, Report)
    assert report.gauges_mm == (1435, 1520)
    return tmp_path / "own.npz"


def demarche(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def test_a_network_names_its_source(own: Path) -> None:
    assert artefact.read(own).source == SOURCE
    assert "OpenStreetMap contributors" in SOURCE


def test_a_file_is_the_network_of_its_own_mode_only(own: Path) -> None:
    networks = networks_with(own)
    assert networks("rail") is not load("rail")
    assert networks("air") is load("air")
    passage = distance("43,130.1", "43,130.5", networks=networks)
    assert passage.distance_km.best == pytest.approx(length_km(ROW, range(1, 6)), abs=0.01)


def test_two_files_of_one_mode_are_refused(own: Path) -> None:
    with pytest.raises(UsageError, match="two networks"):
        networks_with(own, own)


def test_what_is_built_is_what_a_distance_uses(tmp_path: Path) -> None:
    source = extract(tmp_path / "khasan.osm.pbf", ROW, [([1, 2, 3, 4, 5, 6], BROAD)])
    built = demarche("network", "build", source, "--mode", "rail")
    assert (built.exit_code, built.stdout) == (0, "")
    assert built.stderr == f"wrote {tmp_path / 'khasan.rail.npz'}: 41 km of line in one piece, of 1520 mm\n"
    asked = demarche("distance", "43,130.1", "43,130.6", "--network", tmp_path / "khasan.rail.npz", "--json")
    assert asked.exit_code == 0
    answer = json.loads(asked.stdout)
    assert answer["distance_km"]["best"] == pytest.approx(length_km(ROW, range(1, 7)), abs=0.05)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_bar_is_shown_on_a_terminal_only(tmp_path: Path) -> None:
    import pty

    source = extract(tmp_path / "x.osm.pbf", ROW, [([1, 2, 3], BROAD)])
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "geo", "network", "build", str(source)]
    shown = b""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=slave, cwd=ROOT) as child, suppress(OSError):
        os.close(slave)
        while part := os.read(master, 4096):  # an OSError at the end, on Linux
            shown += part
    os.close(master)
    assert child.returncode == 0
    assert b"reading ways" in shown
    assert b"wrote" in shown


@pytest.mark.parametrize("command", ["estimate", "check", "map", "export"])
def test_every_command_that_routes_takes_a_network(command: str, own: Path, tmp_path: Path) -> None:
    (tmp_path / "trip.yaml").write_text(TRIP, encoding="utf-8")
    out = {"map": ["-o", tmp_path / "x.html"], "export": ["-o", tmp_path / "x.geojson"]}.get(command, ["--json"])
    ended = demarche(command, tmp_path / "trip.yaml", "--network", own, *out)
    assert ended.exit_code == 0, ended.stderr
    if command == "estimate":
        assert json.loads(ended.stdout)["legs"][0]["distance_km"]["best"] == pytest.approx(32.6, abs=0.2)


TRIP = """
title: A short trip
traveller: Somebody
sources: {s: {publisher: The Paper}}
places:
  here: {name: Here, lat: 43.0, lon: 130.1, country: RU, sources: [s]}
  there: {name: There, lat: 43.0, lon: 130.5, country: RU, sources: [s]}
stops:
  - {place: here, sources: [s]}
  - {place: there, by: rail, sources: [s]}
"""


@pytest.mark.parametrize("command", [["distance", "43,130", "43,131"], ["estimate", "trip.yaml"]])
@pytest.mark.parametrize("content", [None, b"", b"no network", b"\x93NUMPY\x01\x00v\x00{'descr': '<i8', 'fortran_o"])
def test_a_file_that_is_no_network_is_refused(
    command: list[str], content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("trip.yaml").write_text(TRIP, encoding="utf-8")
    if content is not None:
        (tmp_path / "bad.npz").write_bytes(content)
    ended = demarche(*command, "--network", tmp_path / "bad.npz")
    assert ended.exit_code == 3
    assert str(tmp_path / "bad.npz") in ended.stderr


def test_a_network_cut_short_or_in_another_shape_is_refused(own: Path, tmp_path: Path) -> None:
    (tmp_path / "cut.npz").write_bytes(own.read_bytes()[:-100])
    np.save(tmp_path / "array.npy", np.arange(3))
    np.savez(tmp_path / "other.npz", version=np.int32(artefact.VERSION), lat=np.arange(3))
    for name in ("cut.npz", "array.npy", "other.npz"):
        with pytest.raises(DataError, match=name):
            load_file(tmp_path / name)


def test_a_network_that_does_not_say_its_mode_is_refused(own: Path) -> None:
    with np.load(own) as arrays:
        np.savez(own, **{name: arrays[name] for name in arrays.files if name != "mode"})
    with pytest.raises(DataError, match="which mode"):
        load_file(own)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["none.osm.pbf"], 3),
        (["x.osm.pbf", "--mode", "sea"], 2),
        (["x.osm.pbf", "-o", "no-such-folder/x.npz"], 2),
        (["x.osm.pbf", "-o", "x.osm.pbf"], 2),
        (["x.osm.pbf", "--mode", "road"], 3),
        ([""], 3),
    ],
)
def test_what_goes_wrong_has_its_exit_code(
    arguments: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract(tmp_path / "x.osm.pbf", ROW, [([1, 2], RAIL)])
    monkeypatch.chdir(tmp_path)
    ended = demarche("network", "build", *arguments)
    assert ended.exit_code == code, ended.output
    assert isinstance(ended.exception, SystemExit)
    assert [file.name for file in tmp_path.iterdir()] == ["x.osm.pbf"]


# --- the document -----------------------------------------------------------------------------------------------------


def blocks(language: str) -> list[str]:
    text = (ROOT / "docs" / "networks.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


def test_the_document_shows_what_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    line = {number: (43 + 0.0001 * (number % 7), 131 + number / 1000) for number in range(1, 1200)}
    extract(Path("primorye.osm.pbf"), line, [(list(line), BROAD)])
    commands = [line for block in blocks("console") for line in block.splitlines() if line.startswith("$ demarche")]
    assert len(commands) == 2
    for command in commands:
        ended = demarche(*shlex.split(command.removeprefix("$ demarche ")))
        assert ended.exit_code == 0, ended.stderr
    (program,) = blocks("python")
    exec(compile(program, "docs/networks.md", "exec"), {})
