"""How many km of a way lie in each country, one by one and in bulk."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from geo.journey import Place
from geo.modes import Stretch
from geo.network import load
from geo.network.graph import GraphNetwork
from geo.network.many import answered, spot
from geo.network.stretches import Kinds, added

MOSCOW = Place.at(55.776, 37.655, "RU")
BEIJING = Place.at(39.904, 116.427, "CN")
PARIS = Place.at(48.880, 2.355, "FR")
AMSTERDAM = Place.at(52.379, 4.900, "NL")
LILLE = Place.at(50.636, 3.070, "FR")
ROTTERDAM = Place.at(51.92, 4.48, "NL")


@pytest.mark.parametrize(
    ("mode", "start", "end", "through"),
    [
        ("rail", MOSCOW, BEIJING, ["RU", "MN", "CN"]),
        ("rail", PARIS, AMSTERDAM, ["FR", "BE", "NL"]),
        ("road", AMSTERDAM, PARIS, ["NL", "BE", "FR"]),
        ("rail", PARIS, LILLE, ["FR"]),
    ],
)
def test_a_way_is_shared_among_its_countries_in_order(mode, start, end, through):
    path = load(mode).path(start, end)
    assert list(dict.fromkeys(stretch.country for stretch in path.stretches)) == through
    run = path.distance_km.best - (0 if mode == "rail" else path.snaps_km[0] + path.snaps_km[-1])
    assert sum(stretch.km for stretch in path.stretches) == pytest.approx(run)
    assert {stretch.high_speed for stretch in path.stretches} == {None}


def test_ways_in_bulk_have_the_stretches_of_ways_alone():
    network = load("rail")
    places = [MOSCOW, BEIJING, PARIS, AMSTERDAM, LILLE]
    pairs = list(pairwise([*places, MOSCOW]))
    bulk = answered(network, [(spot(start), spot(end)) for start, end in pairs])
    for start, end in pairs:
        one, many = network.path(start, end).stretches, bulk.path(start, end).stretches
        assert [stretch.country for stretch in many] == [stretch.country for stretch in one]
        assert [stretch.km for stretch in many] == pytest.approx([stretch.km for stretch in one])


def test_the_high_seas_and_the_air_are_no_countrys():
    assert load("sea").path(ROTTERDAM, Place.at(40.7, -74.0)).stretches == ()
    assert load("air").path(PARIS, MOSCOW).stretches == ()


def test_lines_for_high_speed_are_told_where_the_network_tells_them():
    graph = load("rail").graph
    fast = (graph.lat[graph.u] > 49.5).astype(np.uint8)
    network = GraphNetwork("rail", replace(graph, usage=fast, usages=("", "high-speed")))
    path = network.path(PARIS, LILLE)
    assert {(stretch.country, stretch.high_speed) for stretch in path.stretches} == {("FR", True), ("FR", False)}
    assert sum(stretch.km for stretch in path.stretches) == pytest.approx(path.distance_km.best)


def test_lengths_are_added_kind_by_kind():
    kinds = Kinds.of(load("rail").graph)
    germany, france = (kinds.names.index((country, None)) for country in ("DE", "FR"))
    together = added({germany: 1.0}, {germany: 2.0, france: 3.0})
    assert kinds.stretches(together, ["FR", "DE"]) == (Stretch("FR", 3.0), Stretch("DE", 3.0))
    assert kinds.stretches({germany: 0.0}, ["DE"]) == ()
