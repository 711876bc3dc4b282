"""As known at a moment: what had not surely been published is left out, what hangs on it too, and all of it is said."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo.asof import UNKNOWN, published
from geo.errors import UsageError
from geo.itinerary import Itinerary, Origin, Source
from geo.pipeline import travel
from geo.reader import read_text
from tests.conftest import KIM
from tests.fakes import KHASAN, MOSCOW, PYONGYANG, VLADIVOSTOK, FakeNetwork, gazetteer, networks

THEN = "2023-09-15T00:00Z"
SOURCES = {
    "early": {"publisher": "E", "date": "2023-09-12"},
    "late": {"publisher": "L", "date": "2023-09-20"},
    "undated": {"publisher": "U"},
}
TRAIN = "armoured train"


def story(*stops: dict[str, Any], **parts: Any) -> Itinerary:
    return Itinerary.model_validate({"title": "T", "traveller": "K", "sources": SOURCES, "stops": stops} | parts)


def stop(place: str, source: str | None = "early", by: Any = TRAIN, **parts: Any) -> dict[str, Any]:
    return {"place": place, "by": by, **parts} | ({"sources": [source]} if source else {})


def start(source: str = "early", **parts: Any) -> dict[str, Any]:
    return {"place": "Pyongyang", "sources": [source], **parts}


def seen(place: str, source: str, at: str = "2023-09-12T05:15+03:00") -> dict[str, Any]:
    return {"place": place, "sources": [source], "at": at}


def names(itinerary: Itinerary) -> list[str]:
    return [one.place for one in itinerary.stops]


def notes(itinerary: Itinerary) -> str:
    return "\n".join(itinerary.origin.notes)


# --- when a source was out --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "from_hour"),
    [
        ("2023-09-12", datetime(2023, 9, 13, 12, tzinfo=UTC)),  # the day ends last at UTC-12
        ("2023-09", datetime(2023, 10, 1, 12, tzinfo=UTC)),
        ("2023-09-12T05:15+03:00", datetime(2023, 9, 12, 2, 15, tzinfo=UTC)),
        ("2023-09-12T05:15", datetime(2023, 9, 12, 17, 15, tzinfo=UTC)),  # nobody says by whose clock
        ("2023-09-12~", datetime(2023, 9, 14, 12, tzinfo=UTC)),
    ],
)
def test_a_source_counts_once_it_must_have_been_published(date: str, from_hour: datetime) -> None:
    dated = {"sources": {"early": {"publisher": "E", "date": date}}}
    assert names(geo.as_of(story(start(), **dated), from_hour)) == ["Pyongyang"]
    with pytest.raises(UsageError, match="nothing had been published of where they were"):
        geo.as_of(story(start(), **dated), from_hour - timedelta(minutes=1))


def test_the_clock_of_the_outlet_says_whose_day_it_was() -> None:
    """A day in Seoul ends before 15:00 UTC, and 09:34 there is 00:34; an offset in the date is not doubted."""
    for date, hour in (("2023-09-12", 14), ("2023-09-12T09:34", 0), ("2023-09-12T09:34+01:00", 8)):
        latest = published(Source.model_validate({"publisher": "E", "date": date, "zone": "Asia/Seoul"})).latest
        assert latest
        assert (latest.day, latest.hour, latest.minute) == (12, hour, 34 if "T" in date else 59)


def test_a_date_without_an_end_never_surely_passed() -> None:
    assert published(Source.model_validate({"publisher": "E", "date": "2023-09-12/.."})).latest is None


def test_a_source_without_a_date_is_kept_and_told() -> None:
    kept = geo.as_of(story(start("undated")), THEN)
    assert "undated" in kept.sources
    assert "no date tells when they were published: undated" in notes(kept)


def test_what_a_source_without_a_date_tells_of_the_future_is_told() -> None:
    kept = geo.as_of(story(start("undated", depart="2023-09-17")), THEN)
    assert "tells of a time after that, so that its source may be later: stops[0].depart (2023-09-17)" in notes(kept)


@pytest.mark.parametrize("at", ["2023-09-12", "2023-09-12T18:00", "2023-09-12/2023-09-13", "soon"])
def test_the_moment_needs_an_hour_and_an_offset(at: str) -> None:
    with pytest.raises(UsageError):
        geo.as_of(story(start()), at)


# --- what hangs on it -------------------------------------------------------------------------------------------------


def test_statements_that_rest_on_late_sources_alone_go_and_those_that_do_not_stay() -> None:
    told = [
        {"quote": "q", "source": key, "from": "Pyongyang", "to": "Khasan", "distance": "1 km"}
        for key in ("late", "early")
    ]
    both = stop("Khasan") | {"sources": ["late", "early"], "events": ["Met"], "arrive": "2023-09-12"}
    pin = {"Khasan": {"name": "Khasan", "lat": 42, "lon": 130, "sources": ["late"]}}
    kept = geo.as_of(story(start(), both, stop("Vladivostok", "late"), claims=told, places=pin), THEN)
    assert names(kept) == ["Pyongyang", "Khasan"]
    assert kept.stops[1].sources == ("early",)
    assert kept.stops[1].events == ("Met",)
    assert [claim.source for claim in kept.claims] == ["early"]
    assert set(kept.sources) == {"early", "undated"}
    assert kept.places["Khasan"].sources == ()  # where a place lies is no news: its position stays
    for text in ("published later: late (2023-09-20)", "stops[2] (Vladivostok)", "claims[0] (late)"):
        assert text in notes(kept)


def test_a_statement_without_a_source_is_kept_and_told() -> None:
    kept = geo.as_of(story(start(), stop("Khasan", None)), THEN)
    assert names(kept) == ["Pyongyang", "Khasan"]
    assert "no source is named: stops[1] (Khasan)" in notes(kept)


def test_how_they_came_may_be_unknown_where_the_stop_is_known() -> None:
    kept = geo.as_of(story(start(), stop("Khasan", by={"vehicle": TRAIN, "sources": ["late"]})), THEN)
    assert kept.stops[1].by
    assert kept.stops[1].by.vehicle == UNKNOWN
    assert "how they came to Khasan is not known" in notes(kept)


def test_a_sighting_and_a_way_without_sources_rest_on_those_of_the_stop() -> None:
    bare = {"place": "Ussuriysk", "at": "2023-09-12"}
    kept = geo.as_of(story(start(), stop("Khasan", "late", seen=[bare]), stop("Vladivostok", seen=[bare])), THEN)
    assert len(kept.stops[1].seen) == 1
    assert "stops[1].seen[0] (Ussuriysk)" in notes(kept)


def test_nothing_changes_where_all_was_out() -> None:
    whole = story(
        start(),
        stop("Khasan", seen=[seen("Ussuriysk", "early")]),
        stop("Vladivostok", by={"vehicle": "car", "via": ["X"], "sources": ["early"]}),
    )
    kept = geo.as_of(whole, "2024-01-01T00:00Z")
    assert kept.stops[2] == whole.stops[2]
    assert kept.stops[1].seen == whole.stops[1].seen
    assert geo.as_of(geo.read(KIM), "2024-01-01T00:00Z").claims == geo.read(KIM).claims


# --- the chain --------------------------------------------------------------------------------------------------------


def test_a_leg_over_a_stop_left_out_has_what_is_known_of_both() -> None:
    first = stop("Khasan", "late", by={"vehicle": TRAIN, "via": ["A"], "sources": ["early"]}, seen=[seen("S", "early")])
    last = stop("Vladivostok", by={"vehicle": TRAIN, "via": ["B"]}, seen=[seen("R", "early")])
    kept = geo.as_of(story(start(), first, last), THEN)
    assert names(kept) == ["Pyongyang", "Vladivostok"]
    assert kept.stops[1].by
    assert (kept.stops[1].by.vehicle, kept.stops[1].by.via) == (TRAIN, ("A", "B"))
    assert [one.place for one in kept.stops[1].seen] == ["S", "R"]
    assert "the way to Vladivostok passes over stops left out, by armoured train" in notes(kept)


def test_a_leg_over_a_stop_left_out_by_two_vehicles_is_by_none() -> None:
    first = stop("Khasan", "late", by={"vehicle": "car", "sources": ["early"]})
    kept = geo.as_of(story(start(), first, stop("Vladivostok")), THEN)
    assert kept.stops[1].by
    assert kept.stops[1].by.vehicle == UNKNOWN


def test_past_the_last_stop_known_the_journey_ends_where_they_were_seen() -> None:
    way = {"vehicle": TRAIN, "via": ["B"], "sources": ["early"]}
    last = stop("Vladivostok", "late", by=way, seen=[seen("S", "early"), seen("Khasan", "early"), seen("R", "late")])
    end = geo.as_of(story(start(), last), THEN).stops[-1]
    assert (end.place, str(end.arrive), str(end.depart)) == (
        "Khasan",
        "../2023-09-12T05:15+03:00",
        "2023-09-12T05:15+03:00/..",
    )
    assert [one.place for one in end.seen] == ["S"]
    assert end.by
    assert (end.by.vehicle, end.by.via) == (TRAIN, ())


@pytest.mark.parametrize("at", ["2023-09-12 morning", "../2023-09-12", "2023-09-11/2023-09-12", "2023-09-12~"])
def test_a_stop_made_of_a_sighting_says_no_more_than_it_does(at: str) -> None:
    end = geo.as_of(story(start(), stop("Vladivostok", "late", seen=[seen("Khasan", "early", at)])), THEN).stops[-1]
    when = geo.read_text(f"title: T\ntraveller: K\nstops: [{{place: x, arrive: '{at}'}}]").stops[0].arrive
    assert when
    assert (end.arrive.latest if end.arrive else None) == when.latest
    assert (end.depart.earliest if end.depart else None) == when.earliest
    assert end.arrive is None or end.arrive.earliest is None


def test_before_the_first_stop_known_the_journey_begins_where_they_were_seen() -> None:
    kept = geo.as_of(story(start("late"), stop("Vladivostok", seen=[seen("Khasan", "early")])), THEN)
    assert names(kept) == ["Khasan", "Vladivostok"]
    assert kept.stops[0].by is None
    assert kept.stops[1].seen == ()


def test_the_first_stop_known_has_no_way_to_it() -> None:
    kept = geo.as_of(story(start("late"), stop("Khasan"), stop("Vladivostok")), THEN)
    assert kept.stops[0].by is None
    assert "the journey begins at Khasan" in notes(kept)


def test_of_nothing_but_sightings_a_journey_is_left() -> None:
    known = [seen("Khasan", "early"), seen("Vladivostok", "early")]
    kept = geo.as_of(story(start("late"), stop("Moscow", "late", seen=known)), THEN)
    assert names(kept) == ["Khasan", "Vladivostok"]
    journey = travel(kept, names=gazetteer(KHASAN, VLADIVOSTOK), networks=networks())
    assert journey.passages[0].basis == "straight line"
    assert any("“unknown” is no way of travelling" in warning for warning in journey.passages[0].warnings)


def test_what_was_left_out_is_among_the_warnings_of_the_journey() -> None:
    kept = geo.as_of(story(start(), stop("Khasan"), stop("Vladivostok", "late")), THEN)
    journey = travel(kept, names=gazetteer(PYONGYANG, KHASAN), networks=networks(rail=FakeNetwork()))
    assert journey.warnings[: len(kept.origin.notes)] == kept.origin.notes
    assert len(kept.origin.notes) == 4


def test_that_a_journey_goes_on_past_what_is_known_is_told() -> None:
    kept = geo.as_of(story(start(), stop("Khasan"), stop("Vladivostok", "late")), THEN)
    assert "stops[2]: where they went from Khasan is not known" in notes(kept)


# --- whatever the file ------------------------------------------------------------------------------------------------

_sources = st.lists(st.sampled_from(list(SOURCES)), max_size=2, unique=True)
_sightings = st.fixed_dictionaries(
    {"at": st.sampled_from(["2023-09-12", "2023-09-11T10:00Z"]), "place": st.uuids().map(str), "sources": _sources}
)
_bys = st.fixed_dictionaries(
    {"vehicle": st.sampled_from(["rail", "car"]), "via": st.lists(st.uuids().map(str), max_size=2), "sources": _sources}
)
_stops = st.fixed_dictionaries(
    {"place": st.uuids().map(str), "by": _bys, "seen": st.lists(_sightings, max_size=2), "sources": _sources}
)
_claims = st.fixed_dictionaries(
    {
        "quote": st.uuids().map(str),
        "source": st.sampled_from(list(SOURCES)),
        "from": st.just("A"),
        "to": st.just("B"),
        "distance": st.just("1 km"),
    }
)


def at_path(itinerary: Itinerary, path: str) -> Any:
    """What an itinerary holds at a key path."""
    found: Any = itinerary
    for key, number in re.findall(r"([a-z]+)|\[(\d+)\]", path):
        found = found[int(number)] if number else getattr(found, key)
    return found


def told(itinerary: Itinerary) -> set[str]:
    """Every place that a file names, each once in these stories."""
    return {name for path, name in itinerary.mentions() if path.startswith("stops")} | {
        claim.quote for claim in itinerary.claims
    }


@given(st.lists(_stops, min_size=1, max_size=6), st.lists(_claims, max_size=3))
def test_what_is_left_is_the_files_and_names_no_source_left_out(
    stops: list[dict[str, Any]], claims: list[dict[str, Any]]
) -> None:
    whole = story(*stops, claims=claims)
    try:
        kept = geo.as_of(whole, THEN)
    except UsageError:
        assert all(parts["sources"] == ["late"] for parts in stops)
        return
    assert '"late"' not in kept.model_dump_json(include={"sources", "stops", "claims"})
    for path, name in kept.mentions():
        expected = at_path(whole, kept.in_file(path)) if path.startswith("stops") else name
        assert expected == name
    for number, one in enumerate(kept.claims):
        assert at_path(whole, kept.in_file(f"claims[{number}]")) == one
    assert told(kept) <= told(whole)


@given(st.lists(_stops, min_size=1, max_size=6), st.lists(_claims, max_size=3))
def test_nothing_goes_without_a_word(stops: list[dict[str, Any]], claims: list[dict[str, Any]]) -> None:
    whole = story(*stops, claims=claims)
    try:
        kept = geo.as_of(whole, THEN)
    except UsageError:
        return
    for number, one in enumerate(whole.stops):
        if one.place not in told(kept):
            assert f"stops[{number}] ({one.place})" in notes(kept)
        for index, sighting in enumerate(one.seen):
            if sighting.place not in told(kept):
                assert f"stops[{number}].seen[{index}] ({sighting.place})" in notes(kept)
        gone = one.by and set(one.by.via) - told(kept)
        assert not gone or f"stops[{number}]" in notes(kept)
    for number, claim in enumerate(whole.claims):
        assert claim.quote in told(kept) or f"claims[{number}] (late)" in notes(kept)


@given(st.lists(_stops, min_size=1, max_size=6), st.lists(_claims, max_size=3))
def test_once_all_is_published_all_is_there(stops: list[dict[str, Any]], claims: list[dict[str, Any]]) -> None:
    whole = story(*stops, claims=claims)
    kept = geo.as_of(whole, "2030-01-01T00:00Z")
    assert kept.read_from(Origin()) == whole.read_from(Origin())


# --- key paths --------------------------------------------------------------------------------------------------------

FILE = """\
title: T
traveller: K
sources: {early: {publisher: E, date: 2023-09-12}, late: {publisher: L, date: 2023-09-20}}
stops:
  - {place: Pyongyang, sources: [late]}
  - {place: Khasan, by: rail, depart: 2023-09-12T10:00, sources: [early]}
  - {place: Moscow, by: rail, sources: [late], seen: [{at: 2023-09-12, place: Nowhere, sources: [early]}]}
  - {place: Vladivostok, by: rail, arrive: 2023-09-12T10:05, sources: [early]}
claims:
  - {quote: q, source: late, from: Khasan, to: Moscow, distance: 1 km}
  - {quote: q, source: early, from: Khasan, to: Lost, distance: 1 km}
"""


def test_faults_have_the_key_paths_and_lines_of_the_file() -> None:
    kept = geo.as_of(read_text(FILE, "f.yaml"), THEN)
    with pytest.raises(geo.PlaceNotFound) as raised:
        travel(kept, names=gazetteer(PYONGYANG, KHASAN, VLADIVOSTOK, MOSCOW))
    assert [(fault.path, fault.line) for fault in raised.value.faults] == [
        ("stops[2].seen[0].place", 7),
        ("claims[1].to", 11),
    ]


def test_conflicts_and_later_moments_name_the_statements_of_the_file() -> None:
    kept = geo.as_of(geo.as_of(read_text(FILE.replace("Nowhere", "Khasan").replace("Lost", "Moscow")), THEN), THEN)
    journey = travel(kept, names=gazetteer(KHASAN, VLADIVOSTOK, MOSCOW), networks=networks(rail=FakeNetwork()))
    assert {point.path for conflict in journey.conflicts for point in (conflict.first, conflict.second)} >= {
        "stops[3].arrive"
    }
    assert {point.path for point in journey.timing} >= {"stops[1].depart", "stops[2].seen[0]", "stops[3].arrive"}


def test_times_of_a_stop_made_of_a_sighting_are_the_sightings() -> None:
    kept = geo.as_of(story(start(), stop("Vladivostok", "late", seen=[seen("Khasan", "early")])), THEN)
    journey = travel(kept, names=gazetteer(PYONGYANG, KHASAN), networks=networks(rail=FakeNetwork()))
    assert [point.path for point in journey.timing] == ["stops[0].depart", "stops[1].seen[0].at", "stops[1].seen[0].at"]


# --- the real journey -------------------------------------------------------------------------------------------------


def test_on_14_september_2023_nobody_knew_of_artyom() -> None:
    kept = geo.as_of(geo.read(KIM), "2023-09-14T12:00Z")
    assert names(kept) == ["Pyongyang", "border-bridge", "khasan-station", "vostochny"]
    sources = {claim.source for claim in kept.claims}
    assert {"chosun", "menanews", "apkboll"} <= sources
    assert not {"bloomberg", "yonhap", "reuters", "ap"} & sources
