"""Searches of a part of a graph: the same ways as in the whole of it."""

import dataclasses
import itertools

import numpy as np
import pytest

from geo.journey import Place
from geo.network import borders, load
from geo.network.landmarks import COUNT
from geo.network.mesh import LACKING_KM, LEAST_COST, Cells, Mesh
from geo.network.search import Costs, cheapest
from geo.network.sphere import haversine_km

MODES = ("rail", "road", "sea")
AVOIDED = {"rail": frozenset({"KZ", "DE"}), "road": frozenset({"FR"}), "sea": frozenset({"Suez"})}


def fresh(mode, *, warm=False):
    """A network for which nothing has been searched, or so much that landmarks pay."""
    network = dataclasses.replace(load(mode))
    network.costs.mesh.ledger.nodes = COUNT * len(network.graph.lat) if warm else 0
    return network


class Whole(Costs):
    """Costs at which every search is of the whole graph."""

    def part(self, *_):
        return None

    def bounds(self):
        return None


def some_pairs(graph, count, seed):
    """Pairs of places, half of them near each other."""
    chance = np.random.default_rng(seed)
    nodes = np.flatnonzero(graph.component == 0)
    for number in range(count):
        start = chance.choice(nodes)
        near = nodes[haversine_km(graph.lat[nodes], graph.lon[nodes], graph.lat[start], graph.lon[start]) < 600]
        end = chance.choice(near if number % 2 else nodes)
        yield [Place.at(float(graph.lat[node]) + 0.01, float(graph.lon[node])) for node in (start, end)]


@pytest.mark.parametrize("warm", [False, True])
@pytest.mark.parametrize(("mode", "count"), [("rail", 12), ("road", 3), ("sea", 12)])
def test_a_search_of_a_part_costs_what_one_of_the_whole_graph_does(mode, count, warm):
    network = fresh(mode, warm=warm)
    for number, places in enumerate(some_pairs(network.graph, count, seed=7)):
        costs = network.costs_without(AVOIDED[mode] if number % 3 == 2 else frozenset())
        snapped = network._snapped([place.point for place in places], places)
        whole = cheapest(Whole(costs.graph, costs.edge_cost, costs.off_cost), snapped)
        found = cheapest(costs, snapped)
        if isinstance(whole, int):
            assert found == whole
        else:
            assert (found.cost, found.nodes) == (whole.cost, whole.nodes)
    assert ("landmarks" in network.costs.mesh.__dict__) == warm


def test_costs_below_those_that_the_bounds_rest_on_are_searched_whole():
    network = fresh("sea", warm=True)
    cheaper = network.costs.at(network.costs.edge_cost / 2)
    assert cheaper.bounds() is None
    places = [Place.at(43.1, 131.9), Place.at(35.1, 129.0)]
    snapped = network._snapped([place.point for place in places], places)
    found = cheapest(cheaper, snapped)
    assert found.cost == cheapest(Whole(network.graph, cheaper.edge_cost, cheaper.off_cost), snapped).cost


def test_no_landmarks_are_made_for_a_few_searches():
    network = fresh("rail")
    for _ in range(3):
        network.path(Place.at(55.7764, 37.6553), Place.at(43.1115, 131.8814))
    assert "landmarks" not in network.costs.mesh.__dict__


def test_a_long_search_with_landmarks_is_of_a_small_part():
    network = fresh("rail", warm=True)
    before = network.costs.mesh.ledger.nodes
    network.path(Place.at(55.7764, 37.6553), Place.at(43.1115, 131.8814))
    assert network.costs.mesh.ledger.nodes - before < len(network.graph.lat) / 10


@pytest.mark.parametrize("mode", MODES)
def test_edges_cost_no_less_than_the_bounds_take_for_granted(mode):
    graph = load(mode).graph
    arcs = haversine_km(graph.lat[graph.u], graph.lon[graph.u], graph.lat[graph.v], graph.lon[graph.v])
    assert np.maximum(LEAST_COST * arcs - borders.costs(graph, mode), 0).sum() < LACKING_KM


@pytest.mark.parametrize(("start", "end"), [((55, 37), (43, 131)), ((51, 179), (52, -178)), ((89, 0), (85, 170))])
@pytest.mark.parametrize("more_km", [1, 300, 3000])
def test_the_nodes_between_two_points_are_those_with_short_enough_arcs(start, end, more_km):
    graph = load("rail").graph if start == (55, 37) else load("sea").graph
    arc_km = float(haversine_km(*start, *end)) + more_km
    sums = sum(haversine_km(graph.lat, graph.lon, *point) for point in (start, end))
    expected = np.flatnonzero(sums <= arc_km)
    assert len(expected) or more_km < 3000
    np.testing.assert_array_equal(np.sort(Cells.of(graph).between(start, end, arc_km)), expected)


def test_edges_between_nodes_are_those_that_join_them():
    graph = load("sea").graph
    mesh = Mesh(graph, graph.km)
    edges = np.arange(0, len(graph.u), 997)
    for starts, ends in itertools.permutations((graph.u[edges], graph.v[edges])):
        found = mesh.edges_between(starts, ends)
        assert {*zip(starts.tolist(), ends.tolist(), strict=True)} <= {
            *zip(graph.u[found].tolist(), graph.v[found].tolist(), strict=True),
            *zip(graph.v[found].tolist(), graph.u[found].tolist(), strict=True),
        }
