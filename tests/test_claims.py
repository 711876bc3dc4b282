"""What the press said against what geography allows: verdicts, numbers and what a figure fits instead."""

from dataclasses import replace

import pytest
from pyproj import Geod

from geo.claims import check
from geo.itinerary import FIGURES
from geo.journey import Finding, Journey, Measure, Passage, Place
from geo.quantity import Estimate
from geo.routing import leg, route
from geo.timetable import passage, schedule, state_times
from geo.when import Window
from tests.fakes import ARTYOM_RU, KHASAN, PYONGYANG, VLADIVOSTOK, FakeNetwork, claim, itinerary, networks

NEARBY = {"V": VLADIVOSTOK, "K": KHASAN, "A": ARTYOM_RU}  # V–K 125 km in a straight line, A–K 163 km
RAIL = networks(
    rail=FakeNetwork(detour=2.5), road=FakeNetwork(detour=2.0), air=FakeNetwork(detour=1.0, basis="geodesic"),
    sea=FakeNetwork(refusal="no sea here"),
)  # fmt: skip


def measure_by(routes: object = RAIL) -> Measure:
    def measure(origin: Place, destination: Place, by: str) -> Passage:
        return passage(leg(origin, destination, by, routes))  # type: ignore[arg-type]

    return measure


def finding(places: dict[str, Place] = NEARBY, *, names: tuple[str, str] = ("V", "K"), **figures: str) -> Finding:
    story = itinerary({"place": "V"}, {"place": "K", "by": "rail"}, claims=[claim(*names, **figures)])
    (found,) = check(Journey(story, places), measure_by())
    return found


def test_a_distance_that_the_way_it_names_allows_is_consistent() -> None:
    found = finding(by="rail", distance="about 300 km")
    assert (found.verdict, found.kind, found.source, found.quote) == ("consistent", "distance", "s", "so they say")
    assert found.fits == ()
    assert isinstance(found.computed, Estimate)
    assert found.computed.best == pytest.approx(313, abs=2)
    assert "by rail 31" in found.explanation


def test_a_distance_that_no_way_allows_is_contradicted_with_the_numbers() -> None:
    found = finding(by="rail", distance="900 km")
    assert found.verdict == "contradicted"
    assert found.fits == ()
    assert isinstance(found.claimed, Estimate)
    assert found.claimed.best == 900
    assert "It fits no reading tried." in found.explanation


def test_the_gap_is_measured_from_the_bounds_that_would_have_to_meet() -> None:
    less, more = finding(by="rail", distance="125 km"), finding(by="rail", distance="825 km")
    assert isinstance(less.computed, Estimate)
    assert f"at least {less.computed.low - 131.25:.0f} km more than the figure allows" in less.explanation
    assert f"at least {783.75 - less.computed.high:.0f} km less than the figure allows" in more.explanation


def test_a_straight_line_taken_for_the_way_is_named() -> None:
    assert finding(by="rail", distance="125 km").fits[0] == "straight line, 125 km"


def test_another_way_taken_for_the_one_named_is_named() -> None:
    assert "by road, 251 km" in finding(by="rail", distance="251 km").fits


def test_another_end_of_the_story_taken_for_the_one_named_is_named() -> None:
    fits = finding(by="rail", distance="164 km").fits
    assert fits[0] == "straight line from Artyom, 163 km"


def test_miles_taken_for_kilometres_are_named() -> None:
    assert any("in miles, 195 km" in fit for fit in finding(by="rail", distance="195 km").fits)
    assert any("miles were taken for kilometres, 505 km" in fit for fit in finding(by="rail", distance="504 km").fits)


def test_the_closest_reading_comes_first_and_no_more_than_four() -> None:
    fits = finding(by="rail", distance="150.0 km", names=("V", "K")).fits
    wide = finding(by="rail", distance="up to 200 km").fits
    assert len(fits) <= len(wide) <= 4
    assert fits == tuple(sorted(fits, key=lambda fit: abs(float(fit.rpartition(", ")[2].split()[0]) - 150)))


def test_a_report_that_names_no_way_may_mean_the_straight_line() -> None:
    for figure in ("125 km", "315 km"):
        found = finding(distance=figure)
        assert found.verdict == "consistent"
        assert "the report does not say by which way" in found.explanation
    assert finding(distance="200.0 km").verdict == "contradicted"


def test_where_no_route_is_known_only_less_than_the_straight_line_is_contradicted() -> None:
    assert finding(by="sea", distance="50.0 km").verdict == "contradicted"
    assert finding(by="sea", distance="125 km").verdict == "undetermined"
    unsure = finding(by="sea", distance="400.0 km")
    assert unsure.verdict == "undetermined"
    assert "no way by sea" in unsure.explanation


def test_a_duration_is_held_against_the_hours_of_its_vehicle() -> None:
    assert finding(by="armoured train", duration="about 7 hours").verdict == "consistent"
    found = finding(by="armoured train", duration="45 minutes")
    assert (found.verdict, found.kind) == ("contradicted", "duration")
    assert any("by air" in fit for fit in found.fits)


def test_a_duration_by_a_way_unknown_is_undetermined() -> None:
    assert finding(by="zeppelin", duration="2 h").verdict == "undetermined"
    assert finding(by="sea", duration="2 h").verdict == "undetermined"


def test_a_speed_is_held_against_its_vehicle() -> None:
    assert finding(by="armoured train", speed="60 km/h").verdict == "consistent"
    assert finding(by="armoured train", speed="200 km/h").verdict == "contradicted"
    assert finding(by="zeppelin", speed="200 km/h").verdict == "undetermined"


def test_every_figure_of_a_claim_has_its_own_finding() -> None:
    figures = {"distance": "about 300 km", "duration": "25 minutes", "speed": "60 km/h"}
    story = itinerary(
        {"place": "V"}, {"place": "K", "by": "rail"}, claims=[claim("V", "K", by="armoured train", **figures)]
    )
    found = check(Journey(story, NEARBY), measure_by())
    assert [(one.kind, one.verdict) for one in found] == [
        ("distance", "consistent"), ("duration", "contradicted"), ("speed", "consistent"),
    ]  # fmt: skip


def timed(figure: str, value: str, arrive: str | None = "2023-09-19T21:00~") -> Finding:
    stop = {"place": "P", "by": "rail"} | ({"arrive": arrive} if arrive else {})
    story = itinerary({"place": "V", "depart": "2023-09-17"}, stop, claims=[claim("V", "P", **{figure: value})])
    journey = state_times(Journey(story, {"V": VLADIVOSTOK, "P": PYONGYANG}))
    (found,) = check(journey, measure_by())
    return found


def test_an_arrival_is_held_against_the_stop_it_ends_at() -> None:
    assert timed("arrive", "2023-09-19").verdict == "consistent"
    wrong = timed("arrive", "2023-09-18 afternoon")
    assert (wrong.kind, wrong.verdict) == ("arrive", "contradicted")
    assert isinstance(wrong.claimed, Window)
    assert isinstance(wrong.computed, Window)


def test_a_departure_is_held_against_the_stop_it_begins_at() -> None:
    assert timed("depart", "2023-09-17 morning").verdict == "consistent"
    assert timed("depart", "2023-09-15").verdict == "contradicted"


def test_an_arrival_is_one_after_they_left_where_it_begins() -> None:
    """They were at P before: that they came there on the 2nd does not make a report of the 2nd right about the way back."""
    story = itinerary(
        {"place": "P", "arrive": "2023-09-02"}, {"place": "V", "by": "rail", "depart": "2023-09-17"},
        {"place": "P", "by": "rail", "arrive": "2023-09-19"}, claims=[claim("V", "P", arrive="2023-09-02")],
    )  # fmt: skip
    journey = state_times(Journey(story, {"V": VLADIVOSTOK, "P": PYONGYANG}))
    assert [found.verdict for found in check(journey, measure_by())] == ["contradicted"]


def test_a_time_that_no_stop_states_is_undetermined() -> None:
    found = timed("arrive", "2023-09-18", arrive=None)
    assert (found.verdict, found.computed) == ("undetermined", None)


def test_a_time_that_no_stop_states_is_held_against_what_the_others_leave_open() -> None:
    """Leaving on the 17th they are at P by the 18th, and not on the 17th's first hours nor a week later."""
    verdicts = []
    for day in ("2023-09-17T01:00", "2023-09-18", "2023-09-30"):
        story = itinerary(
            {"place": "V", "depart": "2023-09-17T00:00"},
            {"place": "P", "by": "rail"},
            claims=[claim("V", "P", arrive=day)],
        )
        journey = state_times(Journey(story, {"V": VLADIVOSTOK, "P": PYONGYANG}))
        (found,) = check(schedule(route(journey, RAIL)), measure_by())
        verdicts.append(found.verdict)
        assert found.explanation.startswith("No stop says so")
    assert verdicts == ["contradicted", "consistent", "contradicted"]


def test_an_arrival_a_day_off_is_contradicted() -> None:
    assert timed("arrive", "2023-09-18", arrive="2023-09-19").verdict == "contradicted"


def test_a_claim_says_nothing_of_the_stops_it_does_not_name() -> None:
    journey = Journey(itinerary({"place": "V"}), NEARBY)
    assert check(journey, measure_by()) == ()


def test_coinciding_ends_never_divide_by_zero() -> None:
    here = {"V": VLADIVOSTOK, "K": replace(VLADIVOSTOK, name="K")}
    assert finding(here, distance="5 km").verdict in {"consistent", "contradicted"}


# --- the September 2023 journey on the real data ----------------------------------------------------------------------


def of(kim: Journey, source: str, kind: str) -> Finding:
    (found,) = [one for one in kim.findings if (one.source, one.kind) == (source, kind)]
    return found


def test_bloombergs_railway_of_150_km_is_contradicted_and_explained(kim: Journey) -> None:
    found = of(kim, "bloomberg", "distance")
    assert found.verdict == "contradicted"
    assert found.claimed == Estimate(127.5, 150, 172.5, "km")
    assert isinstance(found.computed, Estimate)
    assert 312 <= found.computed.best <= 325
    assert found.computed.low > 172.5
    label, _, km = found.fits[0].rpartition(", ")
    assert label.startswith("straight line from Artyom")
    assert float(km.removesuffix(" km")) == pytest.approx(164, abs=1.5)


def test_every_figure_of_the_file_has_a_verdict_and_a_reason(kim: Journey) -> None:
    figures = [
        (claim.source, kind) for claim in kim.itinerary.claims for kind in FIGURES if getattr(claim, kind) is not None
    ]
    assert [(found.source, found.kind) for found in kim.findings] == figures
    assert all(found.verdict in {"consistent", "contradicted", "undetermined"} for found in kim.findings)
    assert all(found.explanation for found in kim.findings)
    assert not any(found.fits for found in kim.findings if found.verdict != "contradicted")


def test_straight_lines_are_those_of_an_independent_reckoning(kim: Journey) -> None:
    """Karney's geodesic on WGS84, asked for directly; claims by air are of the straight line."""
    by_air = [one for one in kim.itinerary.claims if one.by == "air" and one.distance]
    assert len(by_air) >= 2
    for one in by_air:
        start, end = kim.places[one.origin], kim.places[one.destination]
        km = Geod(ellps="WGS84").inv(start.lon, start.lat, end.lon, end.lat)[2] / 1000
        computed = [found.computed for found in kim.findings if found.quote == one.quote and found.kind == "distance"]
        assert isinstance(computed[0], Estimate)
        assert computed[0].best == pytest.approx(km, rel=1e-9)
        assert computed[0].low <= km <= computed[0].high


def test_verdicts_follow_from_the_numbers_given(kim: Journey) -> None:
    for found in kim.findings:
        if found.computed is not None and found.verdict != "undetermined":
            assert found.claimed.meets(found.computed) == (found.verdict == "consistent")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "kind", "verdict"),
    [
        ("tass-artyom", "distance", "consistent"),  # about 250 km by rail; it is 293
        ("chosun", "distance", "consistent"),  # some 1,200 km by rail
        ("chosun", "speed", "consistent"),
        ("zdf", "distance", "consistent"),  # 700 km in a straight line
        ("menanews", "duration", "consistent"),
        ("apkboll", "distance", "consistent"),
        ("ap", "arrive", "contradicted"),  # expected on Monday; came on Tuesday
    ],
)
def test_what_is_known_of_the_other_reports(kim: Journey, source: str, kind: str, verdict: str) -> None:
    assert of(kim, source, kind).verdict == verdict


def test_over_200_km_is_not_164(kim: Journey) -> None:
    """Reuters: Artyom to Khasan is over 200 km. By rail it is 293; in a straight line it would be wrong."""
    found = of(kim, "reuters", "distance")
    assert found.verdict == "consistent"
    assert isinstance(found.computed, Estimate)
    assert found.computed.best > 200
