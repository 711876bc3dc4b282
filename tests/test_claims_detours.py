"""How much farther, or longer, a way round is than the way without."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.claims import check
from geo.detours import difference
from geo.errors import RouteNotFound
from geo.journey import Finding, Journey, Path, Place
from geo.quantity import Estimate
from geo.routing import leg, route
from geo.timetable import passage, schedule
from tests.claimed import GROUND, PLACES, findings, km
from tests.fakes import ARTYOM_RU, KHASAN, VLADIVOSTOK, FakeNetwork, itinerary, networks


@dataclass
class Round(FakeNetwork):
    """Twice as far where something is to be avoided."""

    def path(
        self, origin: Place, destination: Place, *, via: Sequence[Place] = (), avoid: frozenset[str] = frozenset()
    ) -> Path:
        if "MN" in avoid:
            raise RouteNotFound("nothing leads round Mongolia")
        path = FakeNetwork.path(self, origin, destination, via=via)
        return Path(path.distance_km * (2.0 if avoid else 1.0), path.points, path.basis)


RAIL = networks(rail=Round(detour=1.5), road=FakeNetwork(detour=1.2), sea=FakeNetwork(refusal="no sea here"))
STOPS = ({"place": "V"}, {"place": "K", "by": "rail"})
DIRECT = 1.5 * km(VLADIVOSTOK, KHASAN)  # 188 km


def held(detour: str, **of: object) -> Finding:
    claim = {"detour": detour, "from": "V", "to": "K", "by": "rail"} | of
    (found,) = findings(*STOPS, claims=[claim], ways=RAIL)
    return found


def test_a_detour_is_the_way_round_less_the_way_without() -> None:
    found = held("190 km", avoid="CN")
    assert (found.verdict, found.kind) == ("consistent", "detour")
    assert isinstance(found.computed, Estimate)
    assert found.computed.best == pytest.approx(DIRECT, rel=0.001)
    slack = 0.02 * math.hypot(2 * DIRECT, DIRECT)
    assert (found.computed.low, found.computed.high) == pytest.approx((DIRECT - slack, DIRECT + slack), rel=0.001)
    assert "keeping out of CN" in found.explanation


def test_a_detour_by_way_of_a_place() -> None:
    more = 1.5 * (km(VLADIVOSTOK, ARTYOM_RU) + km(ARTYOM_RU, KHASAN)) - DIRECT
    found = held(f"{more:.1f} km", via="A")
    assert found.verdict == "consistent"
    assert "by Artyom" in found.explanation
    assert held(f"{3 * more:.1f} km", via="A").verdict == "contradicted"


def test_a_false_detour_says_what_it_would_have_to_be() -> None:
    found = held("600 km", avoid="CN")
    assert (found.verdict, found.flip) == ("contradicted", "only if the detour were at least 550 km")
    miles = held(f"{DIRECT / 1.609344:.1f} km", avoid="CN")
    assert (miles.verdict, miles.flip) == ("contradicted", "only if the figure is in miles")


def test_a_detour_may_be_in_hours() -> None:
    found = held("3 hours", avoid="CN")
    assert isinstance(found.computed, Estimate)
    assert found.computed.unit == "h"
    assert found.verdict == "consistent"
    assert held("30.0 hours", avoid="CN").verdict == "contradicted"


def test_the_way_the_journey_went_round_needs_no_telling() -> None:
    stops = ({"place": "V"}, {"place": "K", "by": {"vehicle": "rail", "avoid": ["CN"]}})
    (found,) = findings(*stops, claims=[{"detour": "190 km", "from": "V", "to": "K"}], ways=RAIL)
    assert found.verdict == "consistent"
    assert "as they went" in found.explanation


@pytest.mark.parametrize(
    ("of", "why"),
    [
        ({}, "names no `via` or `avoid`"),
        ({"avoid": "MN"}, "nothing leads round Mongolia"),
        ({"avoid": "RU"}, "Vladivostok lies in RU"),
        ({"via": "A", "by": "ship"}, "no sea here"),
        ({"via": "A", "by": "zeppelin"}, "no speed is known for “zeppelin”"),
    ],
)
def test_a_detour_of_which_nothing_is_known_is_undetermined(of: dict[str, str], why: str) -> None:
    found = held("190 km", **of)
    assert (found.verdict, found.flip) == ("undetermined", None)
    assert why in found.explanation


def test_without_networks_a_detour_is_undetermined() -> None:
    claim = {"quote": "q", "source": "s", "from": "V", "to": "K", "by": "rail", "via": "A", "detour": "5 km"}
    journey = schedule(route(Journey(itinerary(*STOPS, claims=[claim]), PLACES), GROUND))
    (found,) = check(journey, lambda origin, destination, by: passage(leg(origin, destination, by, GROUND)))
    assert found.verdict == "undetermined"


@given(st.floats(0.2, 5))
def test_a_true_detour_scaled_within_its_tolerance_holds_and_beyond_it_never(factor: float) -> None:
    value = round(DIRECT * factor, 1)
    slack = 0.02 * math.hypot(2 * DIRECT, DIRECT)
    low, high = (DIRECT - slack) / 1.05, (DIRECT + slack) / 0.95
    if min(abs(value - low), abs(value - high)) > 0.01:
        assert (held(f"{value:.1f} km", avoid="CN").verdict == "consistent") == (low < value < high)


@given(st.floats(0, 1e4), st.floats(0, 1e4), st.floats(0, 0.5), st.floats(0, 0.5))
def test_a_difference_is_never_below_zero_and_widens_with_either(
    longer: float, shorter: float, one: float, other: float
) -> None:
    found = difference(Estimate.within(longer, one, "km"), Estimate.within(shorter, other, "km"))
    assert 0 <= found.low <= found.best <= found.high
    assert found.best == max(longer - shorter, 0)
    wider = difference(Estimate.within(longer, one + 0.1, "km"), Estimate.within(shorter, other, "km"))
    assert wider.high - wider.best >= found.high - found.best
