"""Where the lines of the shipped networks cross borders, against what is known of the real ones."""

import pytest
from pyproj import Geod

from geo import network
from geo.modes import Mode
from geo.network.interface import Bordered, Branching
from geo.network.remembered import remembered

# Railways over borders in service or standing, general knowledge: Tumangang–Khasan; Zamyn-Üüd–Erenhot; Sükhbaatar–Naushki;
# Zabaikalsk, Suifenhe, Hunchun and Tongjiang; the bridges of Sinuiju, Sup'ung, Manpo and Namyang.
RAILWAYS = {("KP", "RU"): 1, ("CN", "MN"): 1, ("MN", "RU"): 1, ("CN", "RU"): 4, ("CN", "KP"): 4}


@pytest.mark.parametrize(("pair", "number"), RAILWAYS.items())
def test_the_railways_over_a_border_are_counted(pair: tuple[str, str], number: int) -> None:
    rail = network.load("rail")
    assert isinstance(rail, Bordered)
    found = rail.crossings(*pair)
    assert len(found) == number
    assert rail.crossings(*pair[::-1]) == found


def test_a_crossing_is_where_the_bridge_is() -> None:
    """The bridge over the Tumen stands at 42.4166 N, 130.6411 E."""
    rail = network.load("rail")
    assert isinstance(rail, Bordered)
    (bridge,) = rail.crossings("KP", "RU")
    assert Geod(ellps="WGS84").inv(130.6411, 42.4166, bridge.at.lon, bridge.at.lat)[2] < 3_000
    assert not bridge.inferred


@pytest.mark.parametrize("mode", ["rail", "road"])
def test_crossings_are_farther_apart_than_what_counts_as_one(mode: Mode) -> None:
    graph = network.load(mode)
    assert isinstance(graph, Bordered)
    for pair in (("PL", "UA"), ("FR", "ES"), ("CN", "KP")):
        found = graph.crossings(*pair)
        assert found
        for number, one in enumerate(found):
            for other in found[number + 1 :]:
                assert Geod(ellps="WGS84").inv(one.at.lon, one.at.lat, other.at.lon, other.at.lat)[2] > 10_000


def test_countries_that_do_not_touch_have_no_crossing_nor_has_the_sea() -> None:
    for mode, pair in (("rail", ("KP", "FR")), ("sea", ("KP", "RU"))):
        graph = network.load(mode)  # type: ignore[arg-type]
        assert isinstance(graph, Bordered)
        assert graph.crossings(*pair) == ()


def test_a_network_that_remembers_can_do_what_that_behind_it_can() -> None:
    networks = remembered(network.load)
    for mode in ("rail", "air", "foot"):
        for ability in (Bordered, Branching):
            assert isinstance(networks(mode), ability) == isinstance(network.load(mode), ability)
    rail, plain = networks("rail"), network.load("rail")
    assert isinstance(rail, Bordered)
    assert isinstance(plain, Bordered)
    assert rail.crossings("KP", "RU") == plain.crossings("KP", "RU")
