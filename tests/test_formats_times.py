"""CZML, checked by czml3 and against what `where` says, and iCalendar, read back by icalendar."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from czml3 import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from geo.errors import DemarcheError, UsageError
from geo.formats import exported
from geo.formats.text import clean
from geo.formats.words import legs, seen, stops, utc_text
from geo.geodesy import distance_km
from geo.journey import Journey, Point
from geo.lines import Line
from geo.timing import calls
from geo.whereabouts import Timeline
from tests.format_samples import STOPS, across, alone, by_train, named, utc
from tests.hostile_texts import HOSTILE
from tests.show_samples import hostile

SAMPLES: tuple[Callable[[], Journey], ...] = (by_train, across, alone, hostile)


@pytest.fixture(scope="module")
def trip() -> Journey:
    return by_train()


# --- CZML -------------------------------------------------------------------------------------------------------------


def packets(journey: Journey) -> dict[str, Any]:
    read = json.loads(exported(journey, "czml"))
    assert len({packet["id"] for packet in read}) == len(read)
    return {packet["id"]: packet for packet in read}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.__name__)
def test_czml_is_what_czml3_takes(sample: Callable[[], Journey]) -> None:
    read = Document.model_validate_json(exported(sample(), "czml"))
    assert (read.packets[0].id, read.packets[0].version) == ("document", "1.0")


def test_czml_of_the_real_journey_is_what_czml3_takes(kim: Journey) -> None:
    assert len(Document.model_validate_json(exported(kim, "czml")).packets) == len(packets(kim))


def test_czml_has_each_thing_while_it_is_possible_and_no_longer(kim: Journey) -> None:
    read = packets(kim)
    for told in (*stops(kim), *legs(kim), *seen(kim)):
        start, end = read[told.key]["availability"].split("/")
        assert start == (utc_text(told.window.earliest) if told.window.earliest else "0000-01-01T00:00:00Z")
        assert end == (utc_text(told.window.latest) if told.window.latest else "9999-12-31T24:00:00Z")


def test_czml_says_at_only_when_they_were() -> None:
    day = {"place": "Khasan", "by": "armoured train", "arrive": "2023-09-12T10:00+10:00", "depart": "2023-09-14~"}
    read = packets(by_train(STOPS[0], day))
    could, surely = read["stop-2"]["label"]["text"]
    assert (could["string"], surely["string"]) == ("could be at Khasan", "at Khasan")
    assert surely["interval"] == "2023-09-12T00:00:00Z/2023-09-12T14:00:00Z"  # the 14th, give or take a day, at +10
    assert could["interval"] == read["stop-2"]["availability"]


def test_czml_never_says_at_of_a_stop_that_is_uncertain() -> None:
    there = {"place": "Khasan", "by": "rail", "arrive": "2023-09-12T10:00+10:00", "depart": "2023-09-14T10:00+10:00"}
    for certainty in ("uncertain", "less-certain"):
        label = packets(by_train(STOPS[0], there | {"certainty": certainty}))["stop-2"]["label"]["text"]
        assert label == "could be at Khasan"


def test_what_is_planned_or_seen_of_the_vehicle_alone_is_not_sure() -> None:
    there = STOPS[1] | {"seen": [STOPS[1]["seen"][0] | {"of": "vehicle"}], "arrive": "2023-09-12T10:00+10:00"}
    plan = {"place": "Vladivostok", "by": "rail", "arrive": "2023-09-14T10:00+10:00", "status": "planned"}
    journey = by_train(STOPS[0], there, plan)
    assert [told.is_sure for told in (*stops(journey), *seen(journey))] == [True, True, False, False]
    assert packets(journey)["seen-1"]["label"]["text"] == "vehicle seen at Khasan"
    assert [told.known_at for told in seen(journey)] == [None]
    assert "certainty: certain, planned" in list(stops(journey))[2].lines


def at(packet: Any, moment: datetime) -> list[float]:
    """The positions of a moving stretch at a moment."""
    for part in packet["polyline"]["positions"]:
        start, end = map(datetime.fromisoformat, part["interval"].split("/"))
        if start <= moment <= end:
            return list(part["cartographicDegrees"])
    return []


@pytest.fixture(scope="module")
def drawn_of_kim(kim: Journey) -> tuple[dict[str, Any], Timeline]:
    return packets(kim), Timeline(kim)


@given(st.floats(0, 1), st.integers(0, 9))
@settings(max_examples=60)
def test_the_moving_stretch_holds_wherever_they_can_have_been(
    drawn_of_kim: tuple[dict[str, Any], Timeline], share: float, leg: int
) -> None:
    """`where` answers for the moment; the file, which has slices of time, never has less."""
    written, timeline = drawn_of_kim
    told = list(legs(timeline.journey))[leg]
    assert told.window.earliest
    assert told.window.latest
    moment = (told.window.earliest + share * (told.window.latest - told.window.earliest)).replace(microsecond=0)
    possible = [one for one in timeline.where(max(moment, told.window.earliest)).possible if one.leg == leg]
    numbers = at(written[f"leg-{leg + 1}-possible"], moment)
    drawn = [Point(lat, lon) for lon, lat in zip(numbers[::3], numbers[1::3], strict=True)]
    for stretch in possible:
        if stretch.to_km > stretch.from_km:
            for end in (stretch.line[0], stretch.line[-1]):
                assert Line(tuple(drawn)).nearest(end)[1] < 0.05 + stretch.to_km / 1e4  # five decimals of a degree


def test_the_stretch_moves_and_is_never_a_point(kim: Journey) -> None:
    for key, packet in packets(kim).items():
        if key.endswith("possible"):
            parts = [part["cartographicDegrees"] for part in packet["polyline"]["positions"]]
            assert all(len(part) >= 6 for part in parts)
            assert "position" not in packet


def test_a_leg_without_a_route_has_no_stretch() -> None:
    by_rail, by_car = STOPS[:2], (STOPS[0], STOPS[1] | {"by": "car"})
    assert "leg-1-possible" in packets(by_train(*by_rail))
    journey = by_train(*by_car)
    assert journey.passages[0].basis == "straight line"
    assert "leg-1-possible" not in packets(journey)
    assert "polylineDash" in packets(journey)["leg-1"]["polyline"]["material"]


def test_a_leg_without_length_has_no_line() -> None:
    assert "polyline" not in packets(across())["leg-2"]


def test_czml_starts_its_clock_with_the_journey(trip: Journey) -> None:
    clock = packets(trip)["document"]["clock"]
    assert clock["currentTime"] == "2023-09-10T01:00:00Z"
    assert clock["interval"] == "2023-09-10T01:00:00Z/2023-09-14T02:00:00Z"


def test_czml_without_times_has_no_clock() -> None:
    read = packets(by_train({"place": "Pyongyang"}, {"place": "Khasan", "by": "rail"}))
    assert "clock" not in read["document"]
    assert read["stop-1"]["availability"] == "0000-01-01T00:00:00Z/9999-12-31T24:00:00Z"


def test_czml_lines_go_all_the_way_across_the_antimeridian() -> None:
    numbers = packets(across())["leg-1"]["polyline"]["positions"]["cartographicDegrees"]
    assert [numbers[0], numbers[-3]] == [178.4415, -171.7667]
    assert distance_km(Point(numbers[1], numbers[0]), Point(numbers[-2], numbers[-3])) < 1_200


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_czml_is_text(text: str) -> None:
    stop = packets(named(text))["stop-2"]
    assert stop["name"] == clean(text)
    assert "<" not in stop["description"].replace("<br/>", "")


# --- iCalendar --------------------------------------------------------------------------------------------------------


def events(journey: Journey) -> list[Event]:
    return Calendar.from_ical(exported(journey, "ics")).walk("VEVENT")


def test_a_calendar_has_an_event_for_each_stop_of_which_a_time_is_known(kim: Journey) -> None:
    for event, told, call in zip(events(kim), stops(kim), calls(kim), strict=True):
        bounds = (call.arrival.earliest, call.arrival.latest, call.departure.earliest, call.departure.latest)
        known = sorted(bound for bound in bounds if bound)
        if isinstance(event.start, datetime):
            assert event.start == known[0].replace(microsecond=0)
            assert timedelta() <= event.end - known[-1] < timedelta(seconds=1)
        else:
            assert event.start <= known[0].astimezone(UTC).date() + timedelta(days=1)
        assert told.name == event["location"].split(",")[0]
        assert all(line in str(event["description"]) for line in told.lines)


def test_a_moment_that_is_known_is_an_event_without_length(trip: Journey) -> None:
    event = events(trip)[0]
    assert (event["dtstart"].dt, "dtend" in event) == (utc("2023-09-10T01:00"), False)
    assert (event["summary"], event["status"]) == ("Pyongyang: K", "CONFIRMED")
    assert (event["geo"].latitude, event["geo"].longitude) == (39.03385, 125.75432)


def test_days_are_whole_days_of_the_place() -> None:
    (event,) = events(alone())
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2023, 9, 10), date(2023, 9, 11))
    (event,) = events(by_train({"place": "Pyongyang", "arrive": "2023-09"}))
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2023, 9, 1), date(2023, 10, 1))


@pytest.mark.parametrize("written", ["2023-09-10 morning", "2023-09-10T10:00~", "2023-09-10/2023-09-11T10:00"])
def test_what_is_known_more_finely_is_in_utc(written: str) -> None:
    (event,) = events(by_train({"place": "Pyongyang", "arrive": written}))
    assert event["dtstart"].dt.tzinfo
    assert event["dtstart"].dt.utcoffset() == timedelta()


def test_what_is_not_known_exactly_or_for_certain_is_said(trip: Journey) -> None:
    assert [str(event["summary"]) for event in events(trip)] == [
        "Pyongyang: K", "Khasan: K (could be there)", "Vladivostok: K (could be there)",
    ]  # fmt: skip
    assert [event["status"] for event in events(trip)] == ["CONFIRMED", "CONFIRMED", "TENTATIVE"]


def test_the_stamp_is_of_the_newest_source(trip: Journey) -> None:
    assert {event["dtstamp"].dt for event in events(trip)} == {utc("2023-09-12T00:00")}
    assert {event["dtstamp"].dt for event in events(alone())} == {utc("2023-09-12T00:00")}
    unsourced = by_train({"place": "Pyongyang", "arrive": "2023-09-10T10:00Z"}, sources={})
    assert events(unsourced)[0]["dtstamp"].dt == utc("2023-09-10T10:00")


def test_an_event_keeps_its_identity_when_times_and_other_stops_change() -> None:
    before = {str(event["location"]): event["uid"] for event in events(by_train())}
    changed = by_train(
        STOPS[0], STOPS[1] | {"arrive": "2023-09-13"}, STOPS[1] | {"place": "Pyongyang", "seen": []}, STOPS[2]
    )
    uids = [event["uid"] for event in events(changed)]
    assert len(set(uids)) == 4
    assert set(before.values()) < set(uids)


def test_stops_of_which_no_time_is_known_are_named() -> None:
    journey = by_train({"place": "Pyongyang", "arrive": "2023-09-10"}, {"place": "Khasan", "by": "rail"})
    untimed = [
        told.name for told, call in zip(stops(journey), calls(journey), strict=True) if not call.arrival.earliest
    ]
    calendar = Calendar.from_ical(exported(journey, "ics"))
    assert len(calendar.walk("VEVENT")) == 2 - len(untimed)
    assert bool(untimed) == ("no time is known of" in str(calendar["description"]))


def test_a_journey_of_which_no_time_is_known_has_no_calendar() -> None:
    with pytest.raises(UsageError, match="no time is known"):
        exported(by_train({"place": "Pyongyang"}), "ics")


@pytest.mark.parametrize("text", [*HOSTILE, "a\r\nEND:VEVENT\r\nX:1", "a;b,c:d\\n\\", "é" * 100, "\x0b", "a\0b"])
def test_hostile_text_in_a_calendar_is_text(text: str) -> None:
    journey = named(text)
    content = exported(journey, "ics")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))  # RFC 5545, section 3.1
    assert not any(byte < 32 and byte not in b"\t\r\n" for byte in content)
    assert b"\n" not in content.replace(b"\r\n", b"")
    for event, told in zip(events(journey), stops(journey), strict=True):
        assert event["summary"].removesuffix(" (could be there)") == f"{clean(text)}: K"
        assert str(event["description"]) == "\n".join(told.lines)


def test_a_link_that_is_not_of_the_web_is_no_property(trip: Journey) -> None:
    assert events(trip)[0]["url"].startswith("https://a.example/")
    lone = by_train({"place": "Pyongyang", "arrive": "2023", "sources": ["bad"]})
    assert "url" not in events(lone)[0]


# --- every format -----------------------------------------------------------------------------------------------------

DAYS = st.dates(max_value=date(9998, 12, 31))
TIMES = st.one_of(
    DAYS.map(str),
    DAYS.map("{}~".format),
    DAYS.map("{} morning".format),
    DAYS.map("{}T23:59+09:00".format),
    DAYS.map("{}T00:00".format),
    st.sampled_from(["0001-01-01", "9998-12-31", "0001", "9998", "0001-01-01T00:00Z", "9999-12-30T23:59Z", "19XX"]),
)


@given(TIMES, TIMES, TIMES)
@settings(max_examples=20)
def test_no_time_that_can_be_stated_breaks_an_export(leaves: str, passes: str, comes: str) -> None:
    seen = [{"at": passes, "place": "Khasan"}]
    try:
        journey = by_train({"place": "Pyongyang", "depart": leaves}, STOPS[1] | {"seen": seen, "arrive": comes})
    except DemarcheError:  # they come before they leave
        return
    for kind in ("gpx", "kml", "gpkg", "geoparquet"):
        assert exported(journey, kind)
    assert all("dtstart" in event for event in events(journey))
    Document.model_validate_json(exported(journey, "czml"))


@pytest.mark.parametrize("kind", ["gpx", "kml", "czml", "gpkg", "geoparquet", "ics"])
def test_an_export_has_the_same_bytes_every_time(kind: str, kim: Journey) -> None:
    assert exported(kim, kind) == exported(kim, kind)
