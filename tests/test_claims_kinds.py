"""Claims of every kind, what would turn each verdict, and the readings a false figure may have."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geo.claims import check
from geo.journey import Finding, Journey, Measure, Passage, Place
from geo.quantity import KM_PER_MILE, Estimate
from geo.routing import leg, route
from geo.timetable import passage, schedule, state_times
from tests.fakes import ARTYOM_RU, KHASAN, MOSCOW, PYONGYANG, VLADIVOSTOK, FakeNetwork, claim, itinerary, networks

PLACES = {"V": VLADIVOSTOK, "K": KHASAN, "A": ARTYOM_RU, "P": PYONGYANG, "M": MOSCOW}
RAIL = networks(
    rail=FakeNetwork(detour=2.5), road=FakeNetwork(detour=2.0), air=FakeNetwork(detour=1.0, basis="geodesic"),
    sea=FakeNetwork(refusal="no sea here"),
)  # fmt: skip


def measure(origin: Place, destination: Place, by: str) -> Passage:
    return passage(leg(origin, destination, by, RAIL))


def findings(*stops: dict[str, object], claims: list[dict[str, object]], **parts: object) -> tuple[Finding, ...]:
    """The findings of a journey V–K by rail, unless it has other stops."""
    story = itinerary(*(stops or ({"place": "V"}, {"place": "K", "by": "rail"})), claims=claims, **parts)
    return check(schedule(route(state_times(Journey(story, PLACES)), RAIL)), measure)


def finding(names: tuple[str, str] = ("V", "K"), **figures: object) -> Finding:
    (found,) = findings(claims=[claim(*names, **figures)])  # type: ignore[arg-type]
    return found


def km_by(detour: float, start: Place = VLADIVOSTOK, end: Place = KHASAN) -> float:
    """By an independent reckoning."""
    return float(Geod(ellps="WGS84").inv(start.lon, start.lat, end.lon, end.lat)[2]) / 1000 * detour


# --- flips and margins ------------------------------------------------------------------------------------------------


def test_a_false_distance_would_hold_by_the_reading_that_changes_least() -> None:
    assert finding(by="rail", distance="125 km").flip == "only in a straight line, not by rail"
    assert finding(by="rail", distance="251 km").flip == "only by road, not by rail"
    other_end = km_by(2.5, ARTYOM_RU)
    assert finding(by="rail", distance=f"{other_end:.0f} km").flip == "only from Artyom, not from Vladivostok"
    assert finding(by="rail", distance="900 km").flip == "only if the way were at least 850 km long"


def test_the_margin_is_the_gap_of_a_false_figure_and_the_room_of_a_true_one() -> None:
    false = finding(by="rail", distance="125 km")
    assert isinstance(false.computed, Estimate)
    assert false.margin == pytest.approx(131.25 - false.computed.low)
    true = finding(by="rail", distance="310 km")
    assert isinstance(true.computed, Estimate)
    assert true.margin == pytest.approx(min(325.5 - true.computed.low, true.computed.high - 294.5))


def test_a_false_duration_would_hold_at_a_speed() -> None:
    """313 km, 2 % less at the least, in at most an hour and a twentieth."""
    found = finding(by="rail", duration="1.00 hour")
    needed = km_by(2.5) * 0.98 / 1.05
    assert found.flip == f"only above {needed:.0f} km/h on average, halts included"
    slow = finding(by="rail", duration="300 hours")
    assert slow.flip is not None
    assert slow.flip.startswith("only below 1.3 km/h")


def test_a_true_figure_fails_past_its_bounds() -> None:
    found = finding(by="rail", distance="310 km")
    assert found.flip == "only if the way were over 326 km or under 294 km"
    edge = finding(by="rail", distance="300.0 km", names=("V", "K"))
    assert edge.flip is not None
    assert "under" in edge.flip or "over" in edge.flip


def test_a_figure_that_only_just_holds_says_that_the_best_estimate_is_past_it() -> None:
    found = finding(by="rail", distance=f"{km_by(2.5) * 0.94:.0f} km")
    assert found.verdict == "consistent"
    assert found.flip is not None
    assert found.flip.endswith("as the best estimate is")


def test_what_is_said_of_both_bounds_is_said_once() -> None:
    found = finding(by="rail", duration="4.5 hours")
    assert found.verdict == "consistent"
    assert (
        found.flip
        == f"only if it were slower than {km_by(2.5) / 4.725:.1f} km/h or faster than {km_by(2.5) / 4.275:.1f} km/h on average, halts included"
    )


def test_nothing_turns_what_is_undetermined() -> None:
    found = finding(by="zeppelin", duration="2 h")
    assert (found.verdict, found.margin, found.flip) == ("undetermined", None, None)


def test_a_false_speed_is_that_of_another_vehicle() -> None:
    found = finding(by="armoured train", speed="200 km/h")
    assert found.flip == "only by high-speed train, not by armoured train"


# --- readings ---------------------------------------------------------------------------------------------------------


def test_readings_are_ranked_by_how_well_they_fit() -> None:
    found = finding(by="rail", distance="about 164 km")
    fitting = [reading.misfit for reading in found.readings if reading.fits]
    assert fitting == sorted(fitting)
    assert [reading.fits for reading in found.readings] == sorted((r.fits for r in found.readings), reverse=True)
    assert found.readings[0].label == "straight line from Artyom"
    assert found.fits == tuple(str(reading) for reading in found.readings if reading.fits)[:4]


def test_a_figure_there_and_back_is_named() -> None:
    assert f"by rail there and back, {km_by(5):.0f} km" in finding(by="rail", distance=f"{km_by(5):.0f} km").fits


def test_a_copy_of_another_outlets_figure_is_named_unless_that_came_later() -> None:
    sources = {
        "s": {"publisher": "The Paper", "date": "2023-09-16"},
        "t": {"publisher": "The Wire", "date": "2023-09-14"},
    }
    late = sources | {"t": {"publisher": "The Wire", "date": "2023-09-18"}}
    told = [claim("V", "K", by="rail", distance="900 km"), claim("V", "P", distance="about 893 km") | {"source": "t"}]
    for book, named in ((sources, True), (late, False)):
        first = findings(claims=told, sources=book)[0]  # type: ignore[arg-type]
        assert ("The Wire’s “about 893 km” of Vladivostok to Pyongyang, 893 km" in first.fits) == named


def test_a_time_by_another_clock_is_named() -> None:
    """19:00 in Moscow is 02:00 in Vladivostok, where they arrived at 02:00."""
    stops = ({"place": "P", "depart": "2023-09-11T08:00"}, {"place": "V", "by": "rail", "arrive": "2023-09-13T02:00"})
    told = [claim("P", "V", arrive="2023-09-12T19:00")]
    (found,) = findings(*stops, claims=told)
    assert (found.verdict, found.flip) == ("contradicted", "only if “2023-09-12T19:00” is Europe/Moscow time")
    sources = {"s": {"publisher": "P", "zone": "Asia/Tokyo"}}
    (outlet,) = findings(*stops, claims=[claim("P", "V", arrive="2023-09-13T01:00")], sources=sources)
    assert outlet.flip == "only if “2023-09-13T01:00” is Asia/Tokyo time"
    (stated,) = findings(*stops, claims=[claim("P", "V", arrive="2023-09-12T19:00+10:00")])
    assert stated.flip == "only if they did so 7 h earlier"


# --- halves -----------------------------------------------------------------------------------------------------------


def test_halves_that_disagree_leave_undetermined_what_only_one_of_them_allows() -> None:
    found = finding(by="rail", distance="310 km (310 miles)")
    assert found.verdict == "undetermined"
    assert "The two halves of “310 km (310 miles)” are not the same: 310 km and 499 km." in found.explanation
    both = finding(by="rail", distance="900 km (900 miles)")
    assert both.verdict == "contradicted"
    assert both.explanation.startswith("The two halves")


def test_the_noun_of_a_figure_says_by_which_way() -> None:
    assert finding(duration="a four-hour drive").by == "road"
    assert finding(duration="a four-hour drive", by="rail").by == "rail"


# --- directions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("direction", "verdict"),
    [("south-west", "consistent"), ("north-east", "contradicted"), ("west", "consistent"), ("south", "contradicted")],
)
def test_a_direction_is_held_against_the_bearing_of_the_geodesic(direction: str, verdict: str) -> None:
    """Khasan lies at 234° from Vladivostok, by Karney's geodesic asked for directly."""
    bearing = Geod(ellps="WGS84").inv(VLADIVOSTOK.lon, VLADIVOSTOK.lat, KHASAN.lon, KHASAN.lat)[0] % 360
    found = finding(direction=direction)
    assert found.verdict == verdict
    assert isinstance(found.computed, Estimate)
    assert found.computed.best % 360 == pytest.approx(bearing)
    assert found.computed.unit == "°"


def test_a_false_direction_says_the_true_one_or_the_way_round() -> None:
    assert finding(direction="south-east").flip == "only if the report said “south-west”"
    assert finding(direction="north-east").flip == "only the other way round"
    assert "234° (232–235), south-west, at least" in finding(direction="south-east").explanation


def test_places_too_near_to_each_other_have_no_direction() -> None:
    near = PLACES | {"K": replace(VLADIVOSTOK, name="K", lat=VLADIVOSTOK.lat + 0.01)}
    story = itinerary({"place": "V"}, claims=[claim("V", "K", direction="north")])
    (found,) = check(Journey(story, near), measure)
    assert found.verdict == "undetermined"


# --- orders -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "verdict"),
    [
        (["P", "V"], "consistent"),
        (["V", "K", "P"], "consistent"),
        (["K", "V"], "contradicted"),
        (["P", "P"], "consistent"),
        (["V", "V"], "contradicted"),
        (["M", "V"], "undetermined"),
    ],
)
def test_an_order_is_held_against_that_of_the_stops(order: list[str], verdict: str) -> None:
    stops = [{"place": "P"}, *({"place": name, "by": "rail"} for name in ("V", "K", "P"))]
    (found,) = findings(*stops, claims=[{"quote": "q", "source": "s", "order": order}])
    assert (found.kind, found.verdict, found.claimed) == ("order", verdict, None)
    assert (found.flip is None) == (verdict != "contradicted")


# --- the whole journey ------------------------------------------------------------------------------------------------

THERE_AND_BACK = ({"place": "P", "depart": "2023-09-10T12:00"}, {"place": "V", "by": "rail"}, {"place": "P", "by": "rail", "arrive": "2023-09-19T12:00"})  # fmt: skip


def over(**figures: object) -> Finding:
    (found,) = findings(*THERE_AND_BACK, claims=[{"quote": "q", "source": "s", "over": "journey", **figures}])
    return found


def test_a_distance_of_the_whole_journey_is_that_of_all_legs() -> None:
    there = km_by(2.5, PYONGYANG, VLADIVOSTOK)
    assert over(distance=f"{2 * there:.0f} km").verdict == "consistent"
    one_way = over(distance=f"{there:.0f} km")
    assert (one_way.verdict, one_way.flip) == ("contradicted", "only one way, to Vladivostok")
    assert (one_way.origin, one_way.destination) == (None, None)


def test_a_claim_without_ends_is_of_the_whole_journey() -> None:
    (found,) = findings(*THERE_AND_BACK, claims=[{"quote": "q", "source": "s", "distance": "3,420 km"}])
    assert found.computed == over(distance="3,420 km").computed


def test_a_duration_of_the_whole_journey_is_from_the_first_hour_to_the_last() -> None:
    assert over(duration="nine days").verdict == "consistent"
    assert over(duration="20.0 days").verdict == "contradicted"
    moving = over(duration="60 hours", by="rail")
    assert moving.computed != over(duration="nine days").computed


def test_a_way_no_leg_takes_leaves_a_claim_of_the_journey_undetermined() -> None:
    assert over(distance="100 km", by="sea").verdict == "undetermined"
    assert over(distance="100 km", by="zeppelin").verdict == "undetermined"


# --- properties -------------------------------------------------------------------------------------------------------

TRUE = {"distance": km_by(2.5), "speed": 72.0}


@given(st.floats(0.2, 5), st.sampled_from(["distance", "speed"]))
def test_a_true_figure_scaled_within_its_tolerance_holds_and_beyond_it_never(factor: float, kind: str) -> None:
    """What is worked out reaches from low to high; a figure of one decimal allows 5 % on either side of itself."""
    unit = {"distance": "km", "speed": "km/h"}[kind]
    value = round(TRUE[kind] * factor, 1)
    found = finding(by="rail", **{kind: f"{value:.1f} {unit}"})
    assert isinstance(found.computed, Estimate)
    low, high = found.computed.low / 1.05, found.computed.high / 0.95
    if abs(value - low) > 1e-6 and abs(value - high) > 1e-6:
        assert (found.verdict == "consistent") == (low < value < high)
    assert found.margin is not None
    assert (found.margin >= 0) == (found.verdict == "consistent")


@given(st.floats(5, 2000))
def test_units_never_change_a_verdict(km: float) -> None:
    """Whole metres and as many digits of miles: neither unit's rounding is wider than the other's 5 %."""
    kilometres, miles = (
        finding(by="rail", distance=f"{km:.3f}0 km"),
        finding(by="rail", distance=f"{km / KM_PER_MILE:.6f} miles"),
    )
    if kilometres.margin is not None and abs(kilometres.margin) > 0.01:
        assert kilometres.verdict == miles.verdict


@given(st.floats(0.5, 200))
def test_hours_and_minutes_never_change_a_verdict(hours: float) -> None:
    one, other = finding(by="rail", duration=f"{hours:.4f} h"), finding(by="rail", duration=f"{hours * 60:.4f} minutes")
    if one.margin is not None and abs(one.margin) > 0.01:
        assert one.verdict == other.verdict


@given(st.floats(10, 2000), st.floats(1.01, 1.5))
def test_what_holds_exactly_holds_with_about(km: float, widening: float) -> None:
    exact, about = finding(by="rail", distance=f"{km:.1f} km"), finding(by="rail", distance=f"about {km:.1f} km")
    assert about.margin is not None
    assert exact.margin is not None
    assert about.margin >= exact.margin
    wider = finding(by="rail", distance=f"{km / widening:.1f} to {km * widening:.1f} km")
    assert wider.verdict == "consistent" or exact.verdict == "contradicted"


def test_measures_are_asked_of_ends_that_are_places() -> None:
    asked: list[tuple[Place, Place]] = []

    def counting(origin: Place, destination: Place, by: str) -> Passage:
        asked.append((origin, destination))
        return measure(origin, destination, by)

    story = itinerary({"place": "V"}, claims=[claim("V", "K", by="rail", distance="125 km")])
    meant: Measure = counting
    check(Journey(story, PLACES), meant)
    assert {place.name for pair in asked for place in pair} <= {"Vladivostok", "Khasan", "Artyom"}
