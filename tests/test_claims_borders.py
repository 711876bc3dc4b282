"""Which borders a way crosses, how many, and whether a crossing is the only one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from geo.journey import Crossing, Finding, Path, Place, Point
from geo.modes import Stretch
from tests.claimed import findings
from tests.fakes import KHASAN, FakeNetwork, networks

BRIDGE, DANDONG, MANPO = Point(42.42, 130.64), Point(40.12, 124.39), Point(41.16, 126.27)


@dataclass
class Crossed(FakeNetwork):
    """A network that knows its crossings, and other ways through other countries."""

    known: dict[frozenset[str], tuple[Crossing, ...]] = field(default_factory=dict)
    others: tuple[tuple[str, ...], ...] = ()

    def crossings(self, one: str, other: str) -> tuple[Crossing, ...]:
        return self.known.get(frozenset((one, other)), ())

    def alternatives(
        self,
        origin: Place,
        destination: Place,
        count: int,
        *,
        via: Sequence[Place] = (),
        avoid: frozenset[str] = frozenset(),
    ) -> tuple[Path, ...]:
        first = self.path(origin, destination, via=via, avoid=avoid)
        more = (Path(first.distance_km, first.points, "network", borders=borders) for borders in self.others)
        return (first, *more)[:count]


def rail(*borders: str, others: tuple[tuple[str, ...], ...] = ()) -> Crossed:
    known = {
        frozenset(("KP", "RU")): (Crossing(BRIDGE),),
        frozenset(("CN", "KP")): (Crossing(DANDONG), Crossing(MANPO)),
        frozenset(("CN", "RU")): (Crossing(Point(44.4, 131.2)), Crossing(Point(49.6, 117.4), inferred=True)),
    }
    return Crossed(1.5, borders=borders, stretches=(Stretch("KP", 10.0),), known=known, others=others)


STOPS = ({"place": "P"}, {"place": "V", "by": "rail"})
BETWEEN = {"from": "P", "to": "V", "by": "rail"}


def held(network: Crossed, *, road: FakeNetwork | None = None, **claim: object) -> Finding:
    ways = networks(
        rail=network, road=road or Crossed(refusal="no road"), air=FakeNetwork(1.0, "geodesic"), sea=FakeNetwork(1.0)
    )
    (found,) = findings(*STOPS, claims=[claim], ways=ways)
    return found


@pytest.mark.parametrize(
    ("borders", "crosses", "verdict"),
    [
        (("RU",), "KP-RU", "consistent"),
        (("RU",), "RU-KP", "consistent"),
        (("RU",), "ru–kp", "consistent"),
        (("CN", "RU"), ["KP-CN", "CN-RU"], "consistent"),
        (("CN", "RU"), "CN", "consistent"),
        (("CN", "RU"), "KP-RU", "contradicted"),
        (("RU",), "CN", "contradicted"),
        (("RU",), ["KP-RU", "CN"], "contradicted"),
    ],
)
def test_what_a_way_crosses_is_held_against_the_countries_on_it(
    borders: tuple[str, ...], crosses: object, verdict: str
) -> None:
    found = held(rail(*borders), crosses=crosses, **BETWEEN)
    assert (found.verdict, found.kind) == (verdict, "crosses")
    assert found.known == " – ".join(("KP", *borders))


@pytest.mark.parametrize(
    ("borders", "count", "verdict"),
    [(("RU",), 1, "consistent"), (("RU",), "one", "consistent"), (("CN", "RU"), "two", "consistent"), ((), "none", "consistent"), (("RU",), "two", "contradicted"), (("RU",), 0, "contradicted")],
)  # fmt: skip
def test_the_number_of_borders_is_held_against_the_way(borders: tuple[str, ...], count: object, verdict: str) -> None:
    found = held(rail(*borders), borders=count, **BETWEEN)
    assert found.verdict == verdict
    assert (found.flip is not None) == (verdict == "contradicted")


def test_another_way_of_the_network_leaves_it_undetermined() -> None:
    network = rail("RU", others=(("CN", "RU"),))
    assert held(network, crosses="CN", **BETWEEN).verdict == "undetermined"
    assert held(network, borders=2, **BETWEEN).verdict == "undetermined"
    assert held(network, crosses="MN", **BETWEEN).verdict == "contradicted"
    assert held(network, borders=3, **BETWEEN).verdict == "contradicted"


def test_a_claim_that_holds_by_road_says_so() -> None:
    road = Crossed(1.2, borders=("CN", "RU"), stretches=(Stretch("KP", 10.0),))
    assert held(rail("RU"), road=road, crosses="CN", **BETWEEN).flip == "only by road, not by rail"
    assert held(rail("RU"), road=road, borders=2, **BETWEEN).flip == "only by road, not by rail"
    assert held(rail("RU"), crosses="CN", **BETWEEN).flip == "only by a way over CN"


def test_over_the_whole_journey_each_crossing_counts() -> None:
    there_and_back = ({"place": "P"}, {"place": "V", "by": "rail"}, {"place": "P", "by": "road"})
    back = Crossed(1.2, borders=("KP",), stretches=(Stretch("RU", 10.0),))
    ways = networks(rail=rail("CN", "RU"), road=back)
    claims = [{"borders": 3}, {"borders": 2, "by": "rail"}, {"crosses": ["CN", "KP-RU"], "over": "journey"}]
    assert [one.verdict for one in findings(*there_and_back, claims=claims, ways=ways)] == ["consistent"] * 3


@pytest.mark.parametrize(
    ("by", "claim", "why"),
    [
        ("airliner", {"crosses": "MN"}, "a flight need not keep to the shortest way"),
        ("airliner", {"borders": 0}, "a flight need not keep to the shortest way"),
        ("ship", {"borders": 1}, "which countries a way by sea"),
        ("zeppelin", {"borders": 1}, "no way of travelling known here"),
        ("rail", {"crosses": "ZZ"}, "ZZ is no country known here"),
    ],
)
def test_where_the_countries_are_not_known_nothing_is_said(by: str, claim: dict[str, object], why: str) -> None:
    found = held(rail("RU"), **BETWEEN | {"by": by} | claim)
    assert (found.verdict, found.flip) == ("undetermined", None)
    assert why in found.explanation


def test_the_shortest_way_of_a_flight_is_told() -> None:
    """From Moscow to Pyongyang the geodesic leads over Manchuria, as any globe shows."""
    found = held(rail("RU"), **{"from": "M", "to": "P", "by": "airliner", "crosses": ["CN", "CN-KP"]})
    assert found.verdict == "consistent"
    assert found.known is not None
    assert found.known.endswith("CN – KP")


def test_what_the_file_says_they_kept_out_of_contradicts() -> None:
    stops = ({"place": "P"}, {"place": "V", "by": {"vehicle": "rail", "avoid": ["CN"]}})

    @dataclass
    class Told(Crossed):
        """Another way, through China, unless that is avoided."""

        def alternatives(self, *ends: Place, via: Sequence[Place] = (), avoid: frozenset[str] = frozenset()):
            return (self.path(*ends[:2]),) if avoid else Crossed.alternatives(self, *ends, via=via)

    network = Told(1.5, borders=("RU",), stretches=(Stretch("KP", 10.0),), others=(("CN", "RU"),))
    ways = networks(rail=network, road=Crossed(refusal="no road"))
    for claim in ({"crosses": "CN"}, {"crosses": "CN", **BETWEEN}):
        (found,) = findings(*stops, claims=[claim], ways=ways)
        assert found.verdict == "contradicted"


def test_the_only_crossing_is_held_against_those_of_the_network() -> None:
    found = held(rail(), only_crossing="KP-RU", by="rail", at="K")
    assert (found.verdict, found.origin) == ("consistent", KHASAN)
    assert "1 crossing: 42.42, 130.64" in found.explanation
    assert "lines within 10 km of each other count as one" in found.explanation
    several = held(rail(), only_crossing="CN-KP", by="rail")
    assert (several.verdict, several.flip, several.origin) == ("contradicted", "only as one of 2", None)
    elsewhere = held(rail(), only_crossing="KP-RU", by="rail", at="V")
    assert (elsewhere.verdict, elsewhere.flip) == ("contradicted", "only if another crossing is meant")


@pytest.mark.parametrize(
    ("border", "by"), [("KP-MN", "rail"), ("KP-RU", "ship"), ("KP-RU", "zeppelin"), ("CN-RU", "rail")]
)
def test_a_crossing_that_no_data_show_leaves_it_undetermined(border: str, by: str) -> None:
    """Of the border of China and Russia one crossing is inferred."""
    assert held(rail(), only_crossing=border, by=by).verdict == "undetermined"


def test_a_railway_and_a_road_side_by_side_are_one_crossing() -> None:
    road = Crossed(known={frozenset(("KP", "RU")): (Crossing(Point(42.44, 130.60)),)})
    assert held(rail(), road=road, only_crossing="KP-RU").verdict == "consistent"
    away = Crossed(known={frozenset(("KP", "RU")): (Crossing(Point(42.7, 130.6)),)})
    assert held(rail(), road=away, only_crossing="KP-RU").verdict == "contradicted"
