"""Planned, reported, observed: a plan is no evidence, a plan not kept is told, and what is only planned is shown so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo import records
from geo.errors import DocumentError
from geo.itinerary import Itinerary
from geo.journey import Journey
from geo.reader import read_text
from geo.report import basis, report
from geo.show.payload import payload
from geo.timing import calls
from geo.when import NO_WINDOW
from tests.fakes import FakeNetwork, claim, gazetteer, itinerary, networks
from tests.test_cli import run
from tests.time_samples import at, journey

PLACES = {name: at(name, lon) for name, lon in {"A": 0, "B": 5, "C": 10, "S": 2.5}.items()}
START = {"place": "A", "depart": "2023-09-12T00:00Z"}


def built(story: Itinerary) -> Journey:
    return geo.build(story, names=gazetteer(*PLACES.values()), networks=networks(rail=FakeNetwork(detour=1.0)))


def to(place: str, arrive: str | None = None, status: str | None = None, **parts: Any) -> dict[str, Any]:
    told = {"place": place, "by": "rail", "arrive": arrive, "status": status} | parts
    return {key: value for key, value in told.items() if value is not None}


# --- a plan is no evidence --------------------------------------------------------------------------------------------


def test_a_planned_time_narrows_nothing_that_is_reported() -> None:
    bare, planned = (
        journey(PLACES, START, to("B", when, "planned"), to("C", "2023-09-14")) for when in (None, "2023-09-12T08:00Z")
    )
    assert calls(planned)[0] == calls(bare)[0]
    assert calls(planned)[2] == calls(bare)[2]
    assert planned.conflicts == ()


def test_a_planned_time_that_could_not_be_kept_is_no_conflict_but_is_told() -> None:
    late = journey(PLACES, START, to("B", "2023-09-12T01:00Z", "planned"))
    assert late.conflicts == ()
    (warning,) = late.warnings
    assert warning.startswith(
        "stops[1].arrive: planned to arrive at B “2023-09-12T01:00Z”, what is known leaves 2023-09-12 "
    )
    assert warning.endswith(" h later than planned at the least")


def test_a_way_over_a_stop_that_was_only_planned_binds_nothing_that_is_reported() -> None:
    """From A at midnight, planned over C, at B at six: it went straight there, and not 10° there and 5° back."""
    assert journey(PLACES, START, to("C"), to("B", "2023-09-12T06:00Z")).conflicts
    assert not journey(PLACES, START, to("C", status="planned"), to("B", "2023-09-12T06:00Z")).conflicts


def test_past_all_that_is_reported_the_plan_is_told_as_soon_as_it_can_come_about() -> None:
    told = journey(PLACES, START, to("B", "2023-09-12T01:00Z", "planned"), to("C", status="planned"))
    assert told.passages[0].hours
    window = calls(told)[1].arrival
    assert window.earliest
    hours = (window.earliest - calls(told)[0].departure.earliest).total_seconds() / 3600  # type: ignore[operator]
    assert hours == pytest.approx(told.passages[0].hours.low, rel=0.05)


def test_a_journey_of_which_all_is_planned_is_worked_out_as_it_is_planned() -> None:
    planned, reported = (
        journey(PLACES, START | {"status": status}, to("B", "2023-09-13T00:00Z", status), to("C", status=status))
        for status in ("planned", "reported")
    )
    assert calls(planned) == calls(reported)
    assert geo.where(planned, "2023-09-12T03:00Z") == geo.where(reported, "2023-09-12T03:00Z")
    assert planned.warnings == ()


@pytest.mark.parametrize("status", ["reported", "observed"])
def test_what_is_reported_and_what_is_observed_bind_alike(status: str) -> None:
    told = journey(PLACES, START | {"status": status}, to("B", "2023-09-12T01:00Z", status))
    assert len(told.conflicts) == 1


@given(st.lists(st.integers(0, 60), min_size=2, max_size=2), st.integers(-40, 100))
def test_whatever_is_planned_the_windows_of_what_is_reported_stay(hours: list[int], planned: int) -> None:
    def told(*stop: dict[str, Any]) -> Journey:
        first, last = (f"2023-09-{12 + hour // 24:02}T{hour % 24:02}:00Z" for hour in sorted(hours))
        return journey(PLACES, {"place": "A", "depart": first}, *stop, to("C", last))

    day = 12 + planned // 24
    bare, other = told(to("B", status="planned")), told(to("B", f"2023-09-{day:02}T{planned % 24:02}:00Z", "planned"))
    assert [calls(bare)[n] for n in (0, 2)] == [calls(other)[n] for n in (0, 2)]
    assert len(bare.conflicts) == len(other.conflicts)


# --- a plan beside what became of it ----------------------------------------------------------------------------------

PLAN = {"arrive": "2023-09-12 afternoon", "sources": ["s"]}


def test_a_plan_that_was_not_kept_is_told_beside_the_report() -> None:
    (warning,) = built(itinerary(START, to("B", "2023-09-13T21:00Z", planned=PLAN))).warnings
    assert warning == (
        "stops[1].planned.arrive: planned to arrive at B “2023-09-12 afternoon” (The Paper), "
        "reported “2023-09-13T21:00Z”: 27 h later than planned at the least"
    )


def test_a_plan_that_was_kept_is_not_told_and_changes_nothing() -> None:
    bare, other = (built(itinerary(START, to("B", "2023-09-12T13:00Z", planned=plan))) for plan in (None, PLAN))
    assert other.warnings == bare.warnings == ()
    assert records.estimate_record(other) == records.estimate_record(bare)


def test_a_plan_to_leave_may_be_kept_early() -> None:
    plan = {"depart": "2023-09-14"}
    stop = to("B", "2023-09-12T13:00Z", planned=plan, depart="2023-09-13T12:00Z")
    (warning,) = built(itinerary(START, stop)).warnings
    assert "planned to leave B “2023-09-14”, reported “2023-09-13T12:00Z”: 12 h earlier than planned" in warning


FILE = """\
title: T
traveller: K
sources: {s: {publisher: P, date: 2023-09-10}, t: {publisher: Q, date: 2023-09-20}}
places: {a: {name: A, lat: 43, lon: 132}, b: {name: B, lat: 44, lon: 132}}
stops:
  - {place: a, depart: 2023-09-12T00:00Z, sources: [s]}
  - {place: b, by: air, arrive: 2023-09-14T06:00Z, planned: {arrive: 2023-09-13, sources: [s]}, sources: [t]}
"""


def test_before_a_stop_was_reported_its_plan_is_what_is_known() -> None:
    kept = geo.as_of(read_text(FILE, "f.yaml"), "2023-09-15T00:00Z")
    last = kept.stops[1]
    assert (last.status, str(last.arrive), last.sources, last.planned) == ("planned", "2023-09-13", ("s",), None)
    assert kept.in_file("stops[1].arrive") == "stops[1].planned.arrive"
    assert any("stops[1]: all that was known of b is what was planned" in note for note in kept.origin.notes)
    assert not any("tells of a time after" in note for note in kept.origin.notes)
    whole = geo.as_of(read_text(FILE), "2023-10-15T00:00Z")
    assert whole.stops == read_text(FILE).stops


def test_a_plan_of_a_source_that_was_not_out_is_left_out() -> None:
    swapped = FILE.replace("arrive: 2023-09-13, sources: [s]", "arrive: 2023-09-13, sources: [t]")
    kept = geo.as_of(read_text(swapped.replace("}, sources: [t]}", "}, sources: [s]}")), "2023-09-15T00:00Z")
    assert kept.stops[1].planned is None
    assert kept.stops[1].status == "reported"
    assert any("stops[1].planned" in note for note in kept.origin.notes)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("planned: {arrive: 2023-09-13, sources: [s]}", "planned: {sources: [s]}", "stops[1].planned: a plan needs an"),
        (
            "planned: {",
            "status: planned, planned: {",
            "stops[1].planned: the stop is itself a plan (write its times as",
        ),
        ("planned: {", "status: sure, planned: {", "stops[1].status: "),
        ("{arrive: 2023-09-13, sources: [s]}", "{arrive: soon}", "stops[1].planned.arrive: "),
        (
            "{arrive: 2023-09-13, sources: [s]}",
            "{arrive: 2023, sources: x}",
            "stops[1].planned.sources: no such source",
        ),
    ],
)
def test_a_faulty_plan_is_told_at_its_place(old: str, new: str, fault: str) -> None:
    assert old in FILE
    with pytest.raises(DocumentError) as raised:
        read_text(FILE.replace(old, new), "f.yaml")
    assert any(str(one).startswith("f.yaml:7:") and fault in str(one) for one in raised.value.faults)


# --- the questions, and what is shown ---------------------------------------------------------------------------------


def test_a_claim_is_not_held_against_a_plan() -> None:
    story = itinerary(
        START,
        to("B", "2023-09-13T00:00Z", "planned"),
        claims=[claim("A", "B", arrive="2023-09-12T08:00Z")],
    )
    assert built(story).findings[0].verdict == "consistent"


def test_who_was_only_to_stop_somewhere_has_met_nobody_there() -> None:
    others = [
        journey(PLACES, START, to("B", "2023-09-12T06:00Z/2023-09-12T09:00Z", status), traveller=name)
        for name, status in (("K", "planned"), ("P", "reported"))
    ]
    at_b = next(one for one in geo.meet(others) if one.place.name == "B")
    assert (at_b.verdict, at_b.how) == ("could have met", "both stopped")
    assert at_b.explanation == "both stopped at B (planned by one), and their windows overlap"


def test_legs_of_a_plan_are_dashed_and_say_why_and_stops_have_their_status() -> None:
    view = payload([built(itinerary(START, to("B", "2023-09-13", "planned"), to("C", "2023-09-14", "observed")))])
    legs, stops = view["journeys"][0]["legs"], view["journeys"][0]["stops"]
    assert [leg["inferred"] for leg in legs] == [
        "the stop it leads to is only planned",
        "the stop it comes from is only planned",
    ]
    assert [stop["status"] for stop in stops] == ["reported", "planned", "observed"]
    assert stops[1]["arrive"] == "13 Sep 2023"
    assert stops[1]["arrive_utc"] is None


def test_reports_label_what_is_planned_and_what_had_been() -> None:
    told = built(itinerary(START, to("B", "2023-09-13T21:00Z", planned=PLAN), to("C", "2023-09-15", "planned")))
    text = report(told, "md", basis())
    assert "planned to arrive 12 Sep 2023, afternoon" in text
    assert "(planned)" in text
    assert "planned to arrive 12 Sep 2023, afternoon" in report(told, "html", basis())


def test_estimate_labels_what_is_planned(tmp_path: Path) -> None:
    path = tmp_path / "story.yaml"
    path.write_text(FILE.replace("planned: {arrive: 2023-09-13, sources: [s]}", "status: planned"), encoding="utf-8")
    told = run("estimate", path).stdout
    assert "air (planned)" in told
    assert "B (planned)" in told
    stops = json.loads(run("estimate", path, "--json").stdout)["stops"]
    assert [stop.get("status") for stop in stops] == [None, "planned"]


def test_stated_times_of_a_plan_are_none() -> None:
    told = journey(PLACES, START, to("B", "2023-09-13T00:00Z", "planned"))
    assert told.calls[1].arrival == NO_WINDOW
