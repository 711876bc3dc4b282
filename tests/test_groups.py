"""Several reports of one thing set against each other."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo.groups import in_words
from geo.journey import Finding, Journey, Place
from geo.quantity import Estimate
from geo.records import findings_record
from geo.when import Window
from tests.fakes import ARTYOM_RU, KHASAN, PYONGYANG, VLADIVOSTOK

BRIDGE = Place("the bridge", 42.4166, 130.6411, "RU", "bridge")  # 1.5 km from Khasan station
WAY = Estimate(287, 297, 313, "km")


def told(source: str, km: float, start: Place = ARTYOM_RU, end: Place = KHASAN, **other: object) -> Finding:
    claimed = Estimate.within(km, 0.05, "km")
    finding = Finding(
        "q", source, "distance", claimed, WAY, "contradicted", (), "", origin=start, destination=end, by="rail"
    )
    return replace(finding, **other)


def test_reports_of_one_thing_are_a_group_with_its_spread_and_who_is_closest() -> None:
    reports = (told("ap", 200, end=BRIDGE), told("reuters", 210), told("tass", 250))
    (group,) = geo.group(reports)
    assert group.findings == reports
    assert isinstance(group.spread, Estimate)
    assert (group.spread.low, group.spread.high, group.computed) == (200, 250, WAY)
    assert [one.source for one in group.closest] == ["tass"]
    words = in_words(group, {"ap": "AP", "reuters": "Reuters", "tass": "TASS"})
    assert (
        words == "distance, Artyom to the bridge: 200 km to 250 km reported, 297 km (287–313) worked out; closest: TASS"
    )


def test_as_far_back_as_there_but_a_bearing_is_not() -> None:
    assert len(geo.group([told("a", 200), told("b", 250, KHASAN, ARTYOM_RU)])) == 1
    north = Estimate(-45, 0, 45, "°")
    there, back = told("a", 1), told("b", 1, KHASAN, ARTYOM_RU)
    turned = [replace(one, kind="direction", claimed=north, computed=north) for one in (there, back)]
    assert geo.group(turned) == ()


@pytest.mark.parametrize(
    "other",
    [
        {"start": VLADIVOSTOK},  # 34 km from Artyom
        {"end": PYONGYANG},
        {"by": "air"},
        {"kind": "duration"},
        {"origin": None, "destination": None},
        {"source": "a"},
        {"claimed": None, "kind": "order"},
    ],
)
def test_other_ends_other_ways_other_kinds_and_one_source_alone_are_no_group(other: dict[str, object]) -> None:
    second = told(**({"source": "b", "km": 250} | other))  # type: ignore[arg-type]
    assert geo.group([told("a", 200), second]) == ()


def test_vehicles_of_one_mode_go_one_way() -> None:
    assert len(geo.group([told("a", 200), told("b", 250, by="armoured train")])) == 1


def test_several_may_be_closest_and_nobody_where_nothing_was_worked_out() -> None:
    (both,) = geo.group([told("a", 250), told("b", 250), told("c", 200)])
    assert [one.source for one in both.closest] == ["a", "b"]
    (nobody,) = geo.group([told("a", 250, computed=None), told("b", 250, computed=None)])
    assert (nobody.closest, nobody.computed) == ((), None)


def test_times_are_spread_from_the_earliest_to_the_latest() -> None:
    days = [datetime(2023, 9, day, tzinfo=UTC) for day in (17, 18, 19, 20)]
    real = Window(days[2], days[3])
    first = told("a", 1, kind="arrive", claimed=Window(days[0], days[1]), computed=real)
    second = told("b", 1, kind="arrive", claimed=Window(days[1], days[2]), computed=real)
    third = told("c", 1, kind="arrive", claimed=Window(days[1], None), computed=real)
    (group,) = geo.group([first, second, third])
    assert group.spread == Window(days[0], None)
    assert [one.source for one in group.closest] == ["b", "c"]


@given(st.lists(st.floats(1, 5000), min_size=2, max_size=8))
def test_the_closest_is_never_farther_off_than_another(figures: list[float]) -> None:
    reports = [told(str(number), km) for number, km in enumerate(figures)]
    (group,) = geo.group(reports)
    ratios = [max(km / WAY.best, WAY.best / km) for km in figures]
    assert min(ratios) == pytest.approx(ratios[int(group.closest[0].source)])


def test_the_last_leg_home_is_a_group_of_the_real_journey(kim: Journey) -> None:
    """Artyom to the border: about 200 km, over 200, about 250; by rail it is 297, and TASS is closest."""
    home = next(group for group in geo.group(kim.findings) if len(group.findings) == 3)
    assert [one.source for one in home.findings] == ["ap", "reuters", "tass-artyom"]
    assert [one.source for one in home.closest] == ["tass-artyom"]
    assert isinstance(home.computed, Estimate)
    assert home.computed.best == pytest.approx(294, abs=8)


def test_the_record_names_findings_by_their_numbers(kim: Journey) -> None:
    record = findings_record(kim)
    assert json.loads(json.dumps(record, allow_nan=False)) == record
    for group in record["groups"]:
        assert list(group) == ["kind", "from", "to", "findings", "spread", "computed", "closest"]
        assert set(group["closest"]) <= set(group["findings"])
        assert all(record["findings"][number]["kind"] == group["kind"] for number in group["findings"])
