"""Rival versions in one file: each worked out and checked, and ruled out by what was seen whichever is true."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geo
from geo import records
from geo.errors import DocumentError, PlaceNotFound, UsageError
from geo.geodesy import distance_km
from geo.itinerary import Itinerary
from geo.journey import Journey
from geo.pipeline import travel
from geo.reader import read_text
from tests.conftest import KIM
from tests.fakes import FakeNetwork, claim, gazetteer, itinerary, networks
from tests.shipped import shipped
from tests.test_cli import run
from tests.time_samples import at

# Along the equator, 111 km to a degree; the network's rails run straight.
PLACES = {name: at(name, lon) for name, lon in {"A": 0, "B": 5, "C": 10, "D": 20, "S": 8, "T": 15}.items()}
SOURCES = {
    "s": {"publisher": "The Paper"},
    "t": {"publisher": "The Times"},
    "late": {"publisher": "L", "date": "2023-10"},
}
STOPS = (
    {"place": "A", "depart": "2023-09-12T00:00Z"},
    {"place": "C", "by": "rail", "arrive": "2023-09-12T18:00Z/2023-09-13T00:00Z", "sources": ["s"]},
    {"place": "D", "by": "rail", "arrive": "2023-09-14T12:00Z"},
)  # fmt: skip
SEEN = {"at": "2023-09-12T12:00Z", "place": "S", "sources": ["t"]}


def told(*stops: dict[str, Any], versions: dict[str, Any], **parts: Any) -> Itinerary:
    return itinerary(*stops, versions=versions, sources=SOURCES, **parts)


def rival(*stops: dict[str, Any], instead_of: Any = 2, **parts: Any) -> dict[str, Any]:
    return {"title": "They went elsewhere", "instead_of": instead_of, "stops": stops} | parts


def built(story: Itinerary) -> Journey:
    return geo.build(story, names=gazetteer(*PLACES.values()), networks=networks(rail=FakeNetwork(detour=1.0)))


def places(story: Itinerary) -> list[str]:
    return [stop.place for stop in story.stops]


def with_seen(number: int, *seen: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    return tuple(stop | {"seen": list(seen)} if n == number else stop for n, stop in enumerate(STOPS))


# --- each version an itinerary ----------------------------------------------------------------------------------------


def test_a_version_has_its_stops_instead_of_those_it_names_and_shares_the_rest() -> None:
    story = told(
        *STOPS, versions={"b": rival({"place": "B", "by": "rail"}, {"place": "T", "by": "car"}, sources=["t"])}
    )
    main, other = geo.versions(story).values()
    assert main is story
    assert places(other) == ["A", "B", "T", "D"]
    assert other.stops[1].sources == ("t",)
    assert (other.stops[0], other.stops[3]) == (story.stops[0], story.stops[2])
    assert other.versions == {}
    assert other.sources == story.sources
    assert geo.version(story, "b") == other


@pytest.mark.parametrize(
    ("instead_of", "left"), [(1, "BCD"), (3, "ACB"), ([1, 2], "BD"), ([2, 3], "AB"), ([1, 3], "B")]
)
def test_any_stretch_of_the_stops_may_be_replaced(instead_of: Any, left: str) -> None:
    story = told(*STOPS, versions={"b": rival({"place": "B", "by": "rail"}, instead_of=instead_of)})
    assert places(geo.version(story, "b")) == list(left)


def test_what_was_seen_on_a_way_that_is_replaced_stays_with_its_key_path() -> None:
    story = told(*with_seen(1, SEEN), versions={"b": rival({"place": "B", "by": "rail"})})
    other = travel(
        geo.version(story, "b"), names=gazetteer(*PLACES.values()), networks=networks(rail=FakeNetwork(detour=1.0))
    )
    assert [point.path for point in other.timing if point.event == "seen"] == ["stops[1].seen[0]"]
    assert other.itinerary.in_file("stops[1].arrive") == "versions.b.stops[0].arrive"
    assert other.itinerary.in_file("stops[2].arrive") == "stops[2].arrive"


def test_an_unknown_version_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"no such version, found 'c' \(this file has main, b\)"):
        geo.version(told(*STOPS, versions={"b": rival({"place": "B", "by": "rail"})}), "c")


def test_a_file_without_versions_has_one() -> None:
    story = itinerary(*STOPS)
    assert geo.versions(story) == {"main": story}
    assert built(story).versions == ()


def test_a_version_made_by_hand_of_stops_that_there_are_not_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"versions\.b\.instead_of: no such stop"):
        geo.versions(told(*STOPS, versions={"b": rival({"place": "B", "by": "rail"}, instead_of=[3, 4])}))


# --- and checked ------------------------------------------------------------------------------------------------------


def test_the_sighting_that_rules_a_version_out_is_named_with_its_source_and_by_how_many_hours() -> None:
    """Still at B at noon, 333 km from S: however it went, it was not at S at that hour too."""
    stay = {"place": "B", "by": "rail", "arrive": "2023-09-12T11:00Z", "depart": "2023-09-12T12:00Z", "sources": ["s"]}
    journey = built(told(*with_seen(1, SEEN), versions={"b": rival(stay)}))
    main, other = journey.versions
    assert (main.key, main.verdict, main.conflicts) == ("main", "possible", ())
    assert (other.key, other.verdict) == ("b", "ruled out")
    (conflict,) = other.conflicts
    assert conflict.second.path == "stops[1].seen[0]" or conflict.first.path == "stops[1].seen[0]"
    assert conflict.lacking_hours > 1
    hours = f"{conflict.lacking_hours:.1f}".removesuffix(".0")
    assert f"the sighting at S “2023-09-12T12:00Z” (The Times) rules it out by {hours} h" in other.explanation
    assert "versions.b.stops[0]" in other.explanation


def test_a_sighting_is_tried_on_every_way_before_it_rules_a_version_out() -> None:
    """At S before B, or after it: the version says when they were at B, and either may be."""
    for when in ("2023-09-12T10:00Z", "2023-09-13T20:00Z"):
        stay = {"place": "B", "by": "rail", "arrive": "2023-09-12/2023-09-14", "depart": "2023-09-12/2023-09-14"}
        journey = built(told(*with_seen(1, SEEN | {"at": when}), versions={"b": rival(stay)}))
        assert journey.versions[1].verdict == "possible", when


def test_a_sighting_on_the_way_after_the_replaced_stop_counts_too() -> None:
    late = {"place": "B", "by": "rail", "arrive": "2023-09-13T13:00Z"}
    seen = SEEN | {"place": "T", "at": "2023-09-13T12:00Z"}
    journey = built(told(*with_seen(2, seen), versions={"b": rival(late)}))
    assert journey.versions[1].verdict == "ruled out"
    assert "stops[2].seen[0]" in journey.versions[1].explanation


def test_a_stop_that_was_observed_is_a_fact_for_every_version_and_one_that_was_reported_is_not() -> None:
    far = {"place": "B", "by": "rail", "arrive": "2023-09-12T20:00Z", "depart": "2023-09-12T23:00Z"}
    reported = told(*STOPS, versions={"b": rival(far)})
    observed = told(STOPS[0], STOPS[1] | {"status": "observed"}, STOPS[2], versions={"b": rival(far)})
    assert built(reported).versions[1].verdict == "possible"
    other = built(observed).versions[1]
    assert other.verdict == "ruled out"
    assert "the sighting at C" in other.explanation
    assert "(stops[1].arrive)" in other.explanation


def test_statements_that_no_version_can_hold_rule_none_out() -> None:
    hasty = (*STOPS, {"place": "A", "by": "rail", "arrive": "2023-09-14T13:00Z"})
    journey = built(told(*hasty, versions={"b": rival({"place": "B", "by": "rail"})}))
    assert len(journey.conflicts) == 1
    assert [one.verdict for one in journey.versions] == ["possible", "possible"]


def test_a_version_whose_times_run_backwards_is_ruled_out_and_is_no_fault_of_the_file() -> None:
    early = {"place": "B", "by": "rail", "arrive": "2023-09-01"}
    other = built(told(*STOPS, versions={"b": rival(early)})).versions[1]
    assert (other.verdict, other.journey) == ("ruled out", None)
    assert "its statements run backwards: versions.b.stops[0].arrive: before stops[0].depart" in other.explanation


def test_what_is_only_planned_in_a_version_is_tried_as_though_it_had_come_about() -> None:
    stay = {
        "place": "B",
        "by": "rail",
        "arrive": "2023-09-12T11:00Z",
        "depart": "2023-09-12T12:00Z",
        "status": "planned",
    }
    assert built(told(*with_seen(1, SEEN), versions={"b": rival(stay)})).versions[1].verdict == "ruled out"


def test_sightings_at_vague_places_do_not_save_a_version_from_sure_ones() -> None:
    """Somewhere about half-way, and then surely at D: as though that had not been reported, there is not time enough."""
    vague = at("V", 12.5, precision_km=600.0)
    seen = [{"at": "../2023-09-12T18:00Z", "place": "V"}, {"at": "2023-09-12T20:00Z", "place": "D"}]
    stay = {"place": "B", "by": "rail", "arrive": "2023-09-12T12:00Z"}
    for sightings in (seen, seen[1:]):
        story = told(*with_seen(1, *sightings), versions={"b": rival(stay)})
        known = gazetteer(*PLACES.values(), vague)
        journey = geo.build(story, names=known, networks=networks(rail=FakeNetwork(detour=1.0)))
        assert journey.versions[1].verdict == "ruled out"


def test_past_so_many_ways_sightings_are_left_out_and_said_to_be() -> None:
    many = [{"at": f"2023-09-12T{hour:02}:00Z/2023-09-14T00:00Z", "place": "S"} for hour in range(8, 18)]
    others = [{"place": name, "by": "rail"} for name in "BSBS"]
    other = built(told(*with_seen(1, *many), versions={"b": rival(*others)})).versions[1]
    assert other.verdict == "possible"
    assert other.journey
    assert any("not used: it can have been on any of" in warning for warning in other.journey.warnings)


def test_the_claims_of_the_file_are_held_against_each_version() -> None:
    order = {"quote": "by B", "source": "s", "order": ["A", "B", "D"]}
    story = told(
        *STOPS, versions={"b": rival({"place": "B", "by": "rail"})}, claims=[order, claim("A", "D", distance="9 km")]
    )
    record = records.findings_record(built(story))
    figures = {one["key"]: one["figures"] for one in record["versions"]}
    assert figures == {"main": {"contradicted": 1, "undetermined": 1}, "b": {"contradicted": 1, "consistent": 1}}


def test_ways_that_versions_share_are_searched_once() -> None:
    rail = FakeNetwork(detour=1.0)
    story = told(*STOPS, versions={"b": rival({"place": "B", "by": "rail"}, instead_of=3)})
    geo.build(story, names=gazetteer(*PLACES.values()), networks=networks(rail=rail))
    assert len(rail.asked) == len(set(rail.asked)) == 3


# --- nothing changes for the rest -------------------------------------------------------------------------------------


def test_a_file_tells_its_own_stops_the_same_with_and_without_its_versions() -> None:
    whole = shipped("kim-russia-2023")
    bare = geo.build(whole.itinerary.model_copy(update={"versions": {}}).read_from(whole.itinerary.origin))
    assert records.estimate_record(bare) == records.estimate_record(whole)
    found = records.findings_record(whole)
    del found["versions"]
    assert json.dumps(records.findings_record(bare)) == json.dumps(found)
    assert geo.where(bare, "2023-09-12T12:00Z") == geo.where(whole, "2023-09-12T12:00Z")


_hours = st.lists(st.integers(0, 120), min_size=4, max_size=4).map(sorted)


@settings(max_examples=25)
@given(
    _hours,
    st.sets(st.integers(1, 3)),
    st.sampled_from([(1, 1), (2, 2), (2, 3), (4, 4), (1, 4), (3, 4)]),
    st.sampled_from(["reported", "observed"]),
)
def test_a_version_that_says_the_same_comes_to_the_same_figures(
    hours: list[int], seen: set[int], instead_of: tuple[int, int], status: str
) -> None:
    times = [f"2023-09-{12 + hour // 24:02}T{hour % 24:02}:00Z" for hour in hours]
    stops: list[dict[str, Any]] = [{"place": "A", "depart": times[0]}]
    for number, (name, between) in enumerate((("B", "B"), ("C", "S"), ("D", "T")), 1):
        stops.append({"place": name, "by": "rail", "arrive": times[number]})
        if number in seen:
            stops[-1]["seen"] = [{"at": f"{times[number - 1]}/{times[number]}", "place": between}]
        stops[-1]["status"] = status
    first, last = instead_of
    same = [{key: value for key, value in stop.items() if key != "seen"} for stop in stops[first - 1 : last]]
    journey = built(told(*stops, versions={"same": rival(*same, instead_of=list(instead_of))}))
    main, other = journey.versions
    assert other.verdict == main.verdict
    assert other.journey
    figures = [records.estimate_record(one) for one in (journey, other.journey)]
    for part in ("legs", "total", "stops", "speeds") if not journey.conflicts else ():
        assert figures[0][part] == figures[1][part]


# --- as known at ------------------------------------------------------------------------------------------------------


def test_a_version_counts_once_its_sources_had_been_published() -> None:
    versions = {
        "early": rival({"place": "B", "by": "rail"}, sources=["old"]),
        "late": rival({"place": "S", "by": "rail"}, sources=["late"]),
        "half": rival({"place": "B", "by": "rail"}, {"place": "S", "by": "rail", "sources": ["late"]}, sources=["old"]),
    }
    sources = SOURCES | {"old": {"publisher": "O", "date": "2023-09-01"}}
    story = itinerary(*({"sources": ["old"]} | stop for stop in STOPS), versions=versions, sources=sources)
    kept = geo.as_of(story, "2023-09-20T00:00Z")
    assert list(kept.versions) == list(geo.versions(kept))[1:] == ["early", "half"]
    assert places(geo.version(kept, "half")) == ["A", "B", "D"]
    assert any("versions.late (They went elsewhere)" in note for note in kept.origin.notes)
    assert '"late"' not in kept.model_dump_json(include={"versions", "stops"})
    assert [ruling.key for ruling in built(kept).versions] == ["main", "early", "half"]
    assert geo.as_of(kept, "2023-09-20T00:00Z").versions.keys() == kept.versions.keys()


def test_a_version_is_ruled_out_once_the_sighting_had_been_published() -> None:
    early = {"publisher": "E", "date": "2023-09-13T00:00Z"}
    stay = {"place": "B", "by": "rail", "arrive": "2023-09-12T11:00Z", "depart": "2023-09-12T12:00Z"}
    stops = [{"sources": ["e"]} | stop for stop in with_seen(1, SEEN | {"sources": ["l"]})]
    story = itinerary(
        *stops,
        versions={"b": rival(stay, sources=["e"])},
        sources={"e": early, "l": {"publisher": "L", "date": "2023-09-15T00:00Z"}},
    )
    verdicts = {
        then: built(geo.as_of(story, then)).versions[1].verdict for then in ("2023-09-14T00:00Z", "2023-09-16T00:00Z")
    }
    assert list(verdicts.values()) == ["possible", "ruled out"]


@pytest.mark.parametrize(
    ("when", "verdict"),
    [("2023-09-12T08:00Z", "possible"), ("2023-09-12T12:00Z", "ruled out"), ("2023-09-13T08:00Z", "possible")],
)
def test_where_the_next_stop_was_not_known_yet_a_sighting_may_still_be_before_or_after(when: str, verdict: str) -> None:
    """At B from eleven to one, 333 km from S: seen there at eight or the next day, but not at noon."""
    way = {"vehicle": "rail", "sources": ["e"]}
    start, end = {"place": "A", "depart": "2023-09-11"}, {"place": "D", "by": way, "arrive": "2023-09-16"}
    stop = {"place": "C", "by": "rail", "arrive": "2023-09-14", "seen": [SEEN | {"at": when, "sources": ["e"]}]}
    stay = {"place": "B", "by": "rail", "arrive": "2023-09-12T11:00Z", "depart": "2023-09-12T13:00Z"}
    sources = {"e": {"publisher": "E", "date": "2023-09-13T10:00Z"}, "l": {"publisher": "L", "date": "2023-09-17"}}
    stops = [start | {"sources": "e"}, stop | {"sources": "l"}, end | {"sources": "l"}]
    story = itinerary(*stops, versions={"b": rival(stay, sources="e")}, sources=sources)
    kept = geo.as_of(story, "2023-09-13T12:00Z")
    assert places(geo.version(kept, "b")) == ["A", "B", "S"]
    ruling = built(kept).versions[1]
    assert ruling.verdict == verdict
    assert ("stops[1].seen[0]" in ruling.explanation) == (verdict == "ruled out")


# --- the real journey -------------------------------------------------------------------------------------------------


def test_each_meeting_in_vladivostok_is_ruled_out_by_what_was_seen_elsewhere() -> None:
    """Argued apart from the network: no train of theirs does 68 km in a quarter of an hour, or 1,000 km in eight."""
    main, tuesday, wednesday = shipped("kim-russia-2023").versions
    assert (main.verdict, tuesday.verdict, wednesday.verdict) == ("possible", "ruled out", "ruled out")
    assert "the sighting at Razdolnaya railway bridge “2023-09-12T05:15+03:00” (RIA, via pledgetimes.com)" in (
        tuesday.explanation
    )
    assert "the sighting at Vostochny Cosmodrome" in wednesday.explanation
    known = shipped("kim-russia-2023").places
    hours = {"razdolnaya-bridge": 0.25, "vostochny": 8.5}  # from noon to 12:15; from 06:00 to 13:30 in Yakutsk's time
    for name, between in hours.items():
        assert distance_km(known["Vladivostok"].point, known[name].point) / between > 100  # km/h; its best is 80


def test_on_12_september_at_18_in_tokyo_both_were_possible_and_nobody_knew_of_the_bridge() -> None:
    kept = geo.as_of(geo.read(KIM), "2023-09-12T18:00+09:00")
    assert places(kept) == ["Pyongyang", "border-bridge", "khasan-station"]
    assert {"chosun"} <= {claim.source for claim in kept.claims}
    assert [one.verdict for one in geo.build(kept).versions] == ["possible"] * 3


# --- the file ---------------------------------------------------------------------------------------------------------

FILE = """\
title: T
traveller: K
sources: {s: {publisher: P}}
places: {a: {name: A, lat: 43, lon: 132}, b: {name: B, lat: 44, lon: 132}, c: {name: C, lat: 48, lon: 132}}
stops:
  - {place: a, depart: 2023-09-12T00:00Z}
  - {place: b, by: air, arrive: 2023-09-12T06:00Z, seen: [{at: 2023-09-12T05:00Z, place: b, sources: [s]}]}
versions:
  v: {title: Elsewhere, sources: s, instead_of: 2, stops: [{place: c, by: air, arrive: 2023-09-12T05:10Z}]}
claims: [{quote: q, source: s, from: a, to: b, by: air, distance: 111 km}]
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("instead_of: 2", "instead_of: 3", "versions.v.instead_of: no such stop, found '3' (stops are counted from 1 to 2"),
        ("instead_of: 2", "instead_of: 0", "versions.v.instead_of: no such stop, found '0'"),
        ("instead_of: 2", "instead_of: [2, 1]", "versions.v.instead_of: the first stop comes after the last ([1, 2])"),
        ("instead_of: 2", "instead_of: second", "versions.v.instead_of: one number of a stop is needed here, or two"),
        ("instead_of: 2", "instead_of: [1, 2, 3]", "versions.v.instead_of: one number of a stop is needed here, or two"),
        ("instead_of: 2, ", "", "versions.v: `instead_of` is missing"),
        ("title: Elsewhere, ", "", "versions.v: `title` is missing"),
        ("[{place: c, by: air, arrive: 2023-09-12T05:10Z}]", "[]", "versions.v.stops: at least one is needed here"),
        ("{place: c, by: air,", "{place: c,", "versions.v.stops[0]: `by` is missing"),
        ("sources: s, i", "sources: [s, x], i", "versions.v.sources[1]: no such source, found 'x'"),
        ("{place: c,", "{place: c, sources: x,", "versions.v.stops[0].sources: no such source, found 'x'"),
        ("{place: c,", "{place: c, seen: [{at: 2023, place: a}],", "versions.v.stops[0].seen: a sighting holds for every"),
        ("  v: {", "  main: {", "versions.main: `main` is what the stops of the file themselves tell, found 'main'"),
        ("instead_of", "insted_of", "versions.v.insted_of: unknown key, found 'insted_of' (did you mean `instead_of`?)"),
    ],
)  # fmt: skip
def test_a_faulty_version_is_told_at_its_place(old: str, new: str, fault: str) -> None:
    assert old in FILE
    with pytest.raises(DocumentError) as raised:
        read_text(FILE.replace(old, new), "f.yaml")
    told_at = [str(one) for one in raised.value.faults]
    assert any(one.startswith("f.yaml:9:") and fault in one for one in told_at), told_at


def test_all_faults_of_all_versions_are_told_at_once() -> None:
    text = FILE.replace("place: c, by: air", "place: c, sources: x").replace("instead_of: 2", "instead_of: 9")
    with pytest.raises(DocumentError) as raised:
        read_text(text.replace("claims:", "  w: {title: [x], instead_of: 1, stops: [{plac: b}]}\nclaims:"))
    assert len(raised.value.faults) == 6


def test_more_versions_than_are_worked_out_are_refused() -> None:
    one = "  v%d: {title: x, instead_of: 2, stops: [{place: c, by: air}]}\n"
    with pytest.raises(DocumentError, match="versions: "):
        read_text(FILE.replace("claims:", "".join(one % number for number in range(10)) + "claims:"))


def test_a_version_may_begin_the_journey_without_a_way() -> None:
    read_text(FILE.replace("instead_of: 2", "instead_of: 1").replace("{place: c, by: air,", "{place: c,"))


def test_a_place_of_a_version_that_nothing_knows_is_told_at_its_line() -> None:
    with pytest.raises(PlaceNotFound) as raised:
        geo.build(read_text(FILE.replace("{place: c,", "{place: Xyzzyville,"), "f.yaml"))
    assert [(fault.path, fault.line) for fault in raised.value.faults] == [("versions.v.stops[0].place", 9)]


def test_check_has_a_line_for_each_version_and_its_json_a_verdict(story: Path) -> None:
    told_all = run("check", story)
    assert told_all.exit_code == 0  # a rival that is ruled out is no contradiction of the file
    assert "POSSIBLE  version main, T: " in told_all.stdout
    assert (
        "RULED OUT  version v, Elsewhere: the sighting at B “2023-09-12T05:00Z” (P) rules it out by" in told_all.stdout
    )
    record = json.loads(run("check", story, "--json").stdout)
    assert list(record) == ["findings", "conflicts", "groups", "versions"]
    assert [(one["key"], one["verdict"]) for one in record["versions"]] == [("main", "possible"), ("v", "ruled out")]


def test_one_version_may_be_asked_for_wherever_a_file_is(story: Path, tmp_path: Path) -> None:
    chosen = run("check", story, "--version", "v")
    assert chosen.exit_code == 1
    assert "CONFLICT" in chosen.stdout
    assert "this is the version “v” (Elsewhere), instead of stop 2 of the file" in chosen.stderr
    assert json.loads(run("estimate", story, "--version", "v", "--json").stdout)["legs"][0]["to"]["name"] == "C"
    assert " C by air" in run("where", story, "--version", "v", "--at", "2023-09-12T04:55Z").stdout
    for command, name in (("map", "out.html"), ("export", "out.geojson")):
        assert run(command, story, "-o", tmp_path / name, "--version", "v").exit_code == 0
        assert '"C"' in (tmp_path / name).read_text(encoding="utf-8")
    assert run("check", story, "--version", "main").stdout == run("check", story).stdout


def test_a_version_that_there_is_not_is_bad_usage(story: Path) -> None:
    result = run("estimate", story, "--version", "w")
    assert result.exit_code == 2
    assert "no such version, found 'w' (this file has main, v)" in result.stderr


@pytest.mark.parametrize("to", ["md", "html"])
def test_the_report_tells_of_each_version(story: Path, to: str) -> None:
    told_all = run("check", story, "--to", to).stdout
    assert "Versions of the journey" in told_all
    assert "ruled out: v, Elsewhere: the sighting at B" in told_all
