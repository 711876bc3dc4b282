"""Times as reporters state them: what each statement allows, in UTC."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.edtf import EXAMPLE, PARTS_OF_DAY
from geo.errors import UsageError
from geo.when import When, Window, read_when

PYONGYANG = ZoneInfo("Asia/Pyongyang")
VLADIVOSTOK = ZoneInfo("Asia/Vladivostok")
APIA = ZoneInfo("Pacific/Apia")
NEW_YORK = ZoneInfo("America/New_York")
ZONES = st.sampled_from(["Asia/Pyongyang", "Asia/Vladivostok", "America/New_York", "Pacific/Apia", "UTC"]).map(ZoneInfo)
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1))  # noqa: DTZ001 — local, as the file has them


def local(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 — local, as the file has them


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


def assert_ends(latest: datetime | None, end: datetime) -> None:
    """Whether a statement's last instant is its end, or within the second before."""
    assert latest is not None
    assert timedelta() <= end - latest <= timedelta(seconds=1)


def assert_spans(window: Window, earliest: datetime, end: datetime) -> None:
    assert window.earliest == earliest
    assert_ends(window.latest, end)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2023", local(2023, 1, 1), local(2024, 1, 1)),
        ("2023-09", local(2023, 9, 1), local(2023, 10, 1)),
        ("2023-12", local(2023, 12, 1), local(2024, 1, 1)),
        ("2024-02", local(2024, 2, 1), local(2024, 3, 1)),
        ("2023-09-12", local(2023, 9, 12), local(2023, 9, 13)),
        ("2023-09-12T05", local(2023, 9, 12, 5), local(2023, 9, 12, 6)),
        ("2023-09-12T05:15", local(2023, 9, 12, 5, 15), local(2023, 9, 12, 5, 15)),
        ("2023-09-12T05:15:30", local(2023, 9, 12, 5, 15, 30), local(2023, 9, 12, 5, 15, 30)),
        ("2023-09-12~", local(2023, 9, 11), local(2023, 9, 14)),
        ("2023-09-12T13:00~", local(2023, 9, 12, 12, 30), local(2023, 9, 12, 13, 30)),
        ("2023-09-12T13~", local(2023, 9, 12, 12), local(2023, 9, 12, 15)),
        ("  2023-09-12 ", local(2023, 9, 12), local(2023, 9, 13)),
    ],
)
def test_a_statement_lasts_as_long_as_its_smallest_unit(text: str, earliest: datetime, latest: datetime) -> None:
    when = read_when(text)
    assert when.earliest == earliest
    assert_ends(when.latest, latest)
    assert str(when) == text.strip()


@pytest.mark.parametrize(
    ("text", "earliest", "end"),
    [
        ("2023-09-XX", local(2023, 9, 1), local(2023, 10, 1)),
        ("2023-XX", local(2023, 1, 1), local(2024, 1, 1)),
        ("2023-XX-XX", local(2023, 1, 1), local(2024, 1, 1)),
        ("202X", local(2020, 1, 1), local(2030, 1, 1)),
        ("19XX", local(1900, 1, 1), local(2000, 1, 1)),
        ("2024-02-XX~", local(2024, 1, 1), local(2024, 4, 1)),
    ],
)
def test_an_unstated_digit_may_be_any(text: str, earliest: datetime, end: datetime) -> None:
    when = read_when(text)
    assert when.earliest == earliest
    assert_ends(when.latest, end)


@pytest.mark.parametrize(
    ("number", "earliest", "end"),
    [
        (21, local(2023, 3, 1), local(2024, 1, 1)),
        (22, local(2022, 12, 1), local(2024, 4, 1)),
        (23, local(2023, 3, 1), local(2024, 1, 1)),
        (24, local(2022, 12, 1), local(2024, 4, 1)),
        (25, local(2023, 3, 1), local(2023, 7, 1)),
        (26, local(2023, 6, 1), local(2023, 10, 1)),
        (27, local(2023, 9, 1), local(2024, 1, 1)),
        (28, local(2022, 12, 1), local(2024, 4, 1)),
        (29, local(2023, 9, 1), local(2024, 1, 1)),
        (30, local(2022, 12, 1), local(2024, 4, 1)),
        (31, local(2023, 3, 1), local(2023, 7, 1)),
        (32, local(2023, 6, 1), local(2023, 10, 1)),
    ],
)
def test_a_season_covers_all_that_may_be_meant(number: int, earliest: datetime, end: datetime) -> None:
    when = read_when(f"2023-{number}")
    assert when.earliest == earliest
    assert_ends(when.latest, end)
    assert bool(when.doubts(PYONGYANG)) == (number < 25)


@pytest.mark.parametrize("written", ["2023-09-12T24:00", "2023-09-12T24:00:00", "2023-09-12T24:00:00.0"])
def test_midnight_at_the_end_of_a_day_begins_the_next(written: str) -> None:
    assert read_when(written).window(PYONGYANG) == read_when("2023-09-13T00:00").window(PYONGYANG)
    assert read_when("2023-12-31T24:00Z").latest == utc(2024, 1, 1)


@pytest.mark.parametrize(("fraction", "microseconds"), [(".5", 500_000), (",25", 250_000), (".123456789", 123_456)])
def test_fractions_of_a_second_are_kept(fraction: str, microseconds: int) -> None:
    when = read_when(f"2023-09-12T05:15:30{fraction}")
    assert when.earliest == when.latest == local(2023, 9, 12, 5, 15, 30, microseconds)
    assert str(when).endswith(fraction)


@pytest.mark.parametrize("offset", ["+03:00", "+0300", "+03"])
def test_an_offset_is_written_with_minutes_or_without(offset: str) -> None:
    assert read_when(f"2023-09-12T05:15{offset}").earliest == utc(2023, 9, 12, 2, 15)
    hour = read_when(f"2023-09-12T05{offset}").window(VLADIVOSTOK)
    assert_spans(hour, utc(2023, 9, 12, 2), utc(2023, 9, 12, 3))


def test_small_letters_are_as_good() -> None:
    assert read_when("2023-09-12t05:15z").earliest == utc(2023, 9, 12, 5, 15)


@pytest.mark.parametrize("written", ["mid-morning", "Mid-Morning", "mid morning", "midmorning"])
def test_a_part_of_a_day_may_be_spelt_in_several_ways(written: str) -> None:
    when = read_when(f"2023-09-12 {written}")
    assert when.earliest == local(2023, 9, 12, 8)
    assert_ends(when.latest, local(2023, 9, 12, 11))


def test_the_parts_of_a_day_leave_none_of_it_out() -> None:
    hours = {hour for first, last in PARTS_OF_DAY.values() for hour in range(first, last)}
    assert set(range(24)) <= hours


def test_spaces_round_the_stroke_of_an_interval_mean_nothing() -> None:
    spaced, plain = read_when("2023-09-12 / 2023-09-13"), read_when("2023-09-12/2023-09-13")
    assert (spaced.earliest, spaced.latest) == (plain.earliest, plain.latest)
    assert spaced.doubts(PYONGYANG) == ()


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("-0044-03-15", "0001 to 9999"), ("12023-09-12", "0001 to 9999"), ("Y170000002", "0001 to 9999"),
        ("+12023", "0001 to 9999"), ("44 B.C.", "0001 to 9999"), ("44 BC", "0001 to 9999"),
        ("today", "which date"), ("Tuesday morning", "which date"), ("noon", "which date"), ("10:00", "which date"),
        ("early hours of Tuesday", "which date"), ("12 September 2023", "year-month-day"), ("Sept. 12, 2023", "year-month-day"),
        ("12/09/2023", "year-month-day"), ("12.09.2023", "year-month-day"), ("2023-9-12", "year-month-day"),
        ("2023/09/12", "year-month-day"), ("20230912", "year-month-day"), ("2023-09-12 9 pm", "24-hour clock"),
        ("2023-09-12T9:00 p.m.", "24-hour clock"), ("2023-09-12 05:15", "write a T"), ("2023-W37", "weeks"),
        ("2023-256", "days of the year"), ("2023-XX-12", "last digits"), ("202X-09", "last digits"), ("2X23", "last digits"),
        ("2023-09-1X", "last digits"), ("2023-09-12 teatime", "early hours"), ("2023-09-12/2023-9-13", "year-month-day"),
    ],
)  # fmt: skip
def test_a_mistake_that_is_often_made_has_its_own_hint(text: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_when(text)
    assert hint in (refused.value.faults[0].hint or "")


def test_a_hint_is_sought_in_the_beginning_of_a_text_however_long() -> None:
    """Searched whole, a megabyte took a second."""
    with pytest.raises(UsageError, match="not a time") as refused:
        read_when("x " * 500_000 + "September")
    assert refused.value.faults[0].hint == EXAMPLE


@pytest.mark.parametrize("text", ["2023-09-12T05:15+03:00/2023-09-13", "2023-09-12/2023-09-13T05:15Z"])
def test_an_interval_is_by_one_clock(text: str) -> None:
    with pytest.raises(UsageError, match="at both ends or at neither"):
        read_when(text)


@pytest.mark.parametrize("qualifier", ["~", "?", "%"])
@pytest.mark.parametrize(
    "text",
    [
        "20XX",
        "202X",
        "2023",
        "2023-XX",
        "2023-21",
        "2023-09",
        "2023-09-XX",
        "2023-09-12",
        "2023-09-12 morning",
        "2023-09-12T05",
        "2023-09-12T05:15",
        "2023-09-12T05:15:30.5",
    ],
)
def test_a_qualifier_widens_both_sides(text: str, qualifier: str) -> None:
    plain, doubtful = read_when(text), read_when(text + qualifier)
    assert doubtful.earliest is not None
    assert doubtful.latest is not None
    assert doubtful.earliest < plain.earliest  # type: ignore[operator]
    assert doubtful.latest > plain.latest  # type: ignore[operator]


@pytest.mark.parametrize(
    ("part", "first", "last"),
    [("early morning", 0, 9), ("morning", 6, 12), ("noon", 11, 13), ("afternoon", 12, 18), ("evening", 18, 24), ("night", 18, 30)],
)  # fmt: skip
def test_parts_of_the_day_are_local_hours(part: str, first: int, last: int) -> None:
    when, midnight = read_when(f"2023-09-12 {part}"), local(2023, 9, 12)
    assert when.earliest == midnight + timedelta(hours=first)
    assert_ends(when.latest, midnight + timedelta(hours=last))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2023-09-12T05:15+03:00", utc(2023, 9, 12, 2, 15)),
        ("2023-09-12T05:15Z", utc(2023, 9, 12, 5, 15)),
        ("2023-09-12T05:15-09:30", utc(2023, 9, 12, 14, 45)),
    ],
)
@pytest.mark.parametrize("zone", [PYONGYANG, VLADIVOSTOK, UTC])
def test_an_offset_makes_a_time_absolute_whatever_the_place(text: str, moment: datetime, zone: ZoneInfo) -> None:
    assert read_when(text).window(zone) == Window(moment, moment)


def test_an_interval_runs_from_the_first_beginning_to_the_last_end() -> None:
    when = read_when("2023-09-10 afternoon/2023-09-10 evening")
    assert when.earliest == local(2023, 9, 10, 12)
    assert_ends(when.latest, local(2023, 9, 11))


def test_an_open_interval_has_one_side() -> None:
    for text in ("../2023-09-13", "/2023-09-13"):
        assert read_when(text).earliest is None
        assert_ends(read_when(text).latest, local(2023, 9, 14))
    for text in ("2023-09-13/..", "2023-09-13/"):
        assert read_when(text) == When(text, local(2023, 9, 13), None)


@pytest.mark.parametrize(
    "text",
    ["2018-02-30", "2023-02-29", "2023-13", "2023-00-10", "2023-09-31", "0000", "2023-09-12T25:00", "2023-09-12T12:60",
     "2023-09-12T12:00+24:00", "9999-12-31~", "2023-20", "2023-33", "2023-21-05", "2023-21-XX", "00XX", "999X",
     "2023-09-12T24", "2023-09-12T24:01", "2023-09-12T24:00:01", "2023-02-30T24:00", "2023-09-12T12:00:60",
     "2023-09-12T12:00-00:00", "2023-09-12T12:00+14:01", "2023-09-12T12:00+03:60"],
)  # fmt: skip
def test_times_that_do_not_exist_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no such time"):
        read_when(text)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "12 September 2023", "2023-9-12", "2023-W37", "10:00", "2023-09-12 05:15", "2023-09-12T5:15",
     "2023-09-12Z", "2023-09-12 teatime", "2023-09-12T05:15+3", "2023-09-12T05:15.5", "..", "/", "../..",
     "2023-09-12/2023-09-13/2023-09-14", "２０２３-09-12", "~2023", "2023-09~-12", "2023-09-12?T06:00", "2023-09-12~?",
     "2023-09-12T05:15:30.", "2023-09-12 morning+03:00", "2023 morning", "2023-09-XXT05", "2023-09-XX morning"],
)  # fmt: skip
def test_what_is_no_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_when(text)
    assert refused.value.faults[0].found == text
    assert refused.value.faults[0].hint


def test_an_interval_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(UsageError, match="ends before it begins"):
        read_when("2023-09-12/2023-09-10")


@given(st.text())
def test_no_text_raises_anything_but_a_usage_error(text: str) -> None:
    try:
        read_when(text)
    except UsageError:
        return


@given(st.dates(date(1, 1, 2), date(9999, 12, 30)))
def test_every_date_is_a_day_long(day: date) -> None:
    when = read_when(day.isoformat())
    assert when.earliest == datetime.combine(day, datetime.min.time())
    assert_ends(when.latest, when.earliest + timedelta(days=1))


def _exists(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether a local time is none that a clock change skipped."""
    aware = moment.replace(tzinfo=zone)
    return aware.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == moment


@given(MOMENTS, ZONES)
def test_a_window_never_ends_before_it_begins(moment: datetime, zone: ZoneInfo) -> None:
    assume(_exists(moment, zone))
    window = read_when(f"{moment:%Y-%m-%dT%H:%M}").window(zone)
    assert window.earliest is not None
    assert window.latest is not None
    assert window.earliest.tzinfo is UTC
    assert timedelta() <= window.latest - window.earliest <= timedelta(hours=24)


def test_pyongyang_was_half_an_hour_back_from_august_2015_to_may_2018() -> None:
    def noon(day: str) -> datetime | None:
        return read_when(f"{day}T12:00").window(PYONGYANG).earliest

    assert noon("2015-08-14") == utc(2015, 8, 14, 3)
    assert noon("2015-08-15") == utc(2015, 8, 15, 3, 30)
    assert noon("2018-05-04") == utc(2018, 5, 4, 3, 30)
    assert noon("2018-05-05") == utc(2018, 5, 5, 3)


def test_a_day_that_the_clock_lengthens_or_cuts_is_that_long() -> None:
    lengthened = read_when("2015-08-14").window(PYONGYANG)
    cut = read_when("2018-05-04").window(PYONGYANG)
    assert_spans(lengthened, utc(2015, 8, 13, 15), utc(2015, 8, 14, 15, 30))
    assert_spans(cut, utc(2018, 5, 3, 15, 30), utc(2018, 5, 4, 15))


def test_an_hour_that_never_was_is_still_a_window() -> None:
    window = read_when("2018-05-04T23:45").window(PYONGYANG)
    assert window.earliest is not None
    assert window.latest is not None
    assert utc(2018, 5, 4, 14, 45) <= window.earliest <= window.latest <= utc(2018, 5, 4, 15, 15)


def test_what_a_clock_change_skips_is_read_by_the_clock_before_and_after_it() -> None:
    quarter_to = read_when("2018-05-04T23:45").window(PYONGYANG)
    assert quarter_to == Window(utc(2018, 5, 4, 14, 45), utc(2018, 5, 4, 15, 15))
    assert_spans(read_when("2011-12-30").window(APIA), utc(2011, 12, 29, 10), utc(2011, 12, 31, 10))


def test_an_interval_that_ends_or_begins_in_skipped_time_does_so_at_the_change() -> None:
    change = utc(2018, 5, 4, 15)
    assert_ends(read_when("2018-05-04T20:00/2018-05-04T23:45").window(PYONGYANG).latest, change)
    assert read_when("2018-05-04T23:45/2018-05-05T06:00").window(PYONGYANG).earliest == change
    assert_ends(read_when("2011-12-29/2011-12-30").window(APIA).latest, utc(2011, 12, 30, 10))
    two_springs = read_when("2022-03-13T02:30/2023-03-12T02:30").window(NEW_YORK)
    assert_spans(two_springs, utc(2022, 3, 13, 7), utc(2023, 3, 12, 7))


def test_an_hour_that_came_twice_counts_as_both() -> None:
    window = read_when("2015-08-14T23:45").window(PYONGYANG)
    assert window == Window(utc(2015, 8, 14, 14, 45), utc(2015, 8, 14, 15, 15))


@pytest.mark.parametrize(
    ("text", "zone", "doubt"),
    [
        ("2018-05-04T23:45", PYONGYANG,
         "did not exist in Asia/Pyongyang, whose clock was set on past it: read as 2018-05-04 14:45 to 2018-05-04 15:15 UTC"),
        ("2011-12-30", APIA, "“2011-12-30” did not exist in Pacific/Apia"),
        ("2011-12-30 morning", APIA, "“2011-12-30 morning” did not exist"),
        ("2011-12-29/2011-12-30", APIA, "“2011-12-30” did not exist"),
        ("2018-05-04T23:45/..", PYONGYANG, "read as after 2018-05-04 15:00 UTC"),
        ("2015-08-14T23:45", PYONGYANG,
         "came twice in Asia/Pyongyang, whose clock was set back: read as either, 2015-08-14 14:45 to 2015-08-14 15:15 UTC"),
        ("2023-11-05T01", NEW_YORK, "“2023-11-05T01” came twice in America/New_York"),
        ("2023-11-05/2023-11-05T01:30", NEW_YORK, "“2023-11-05T01:30” came twice"),
        ("2023-09-12", UTC, "“2023-09-12” is read in UTC: no time zone is known there"),
        ("2023-09-12T05:15", ZoneInfo("Etc/GMT+10"), "read in the nautical zone UTC-10: no country's clock runs there"),
        ("2023-09-12", ZoneInfo("Etc/GMT"), "read in the nautical zone UTC+0"),
        ("2023-09-12 midnight", PYONGYANG, "does not say which midnight: read as the one that ends that day"),
        ("2023-21", PYONGYANG, "does not say which hemisphere's season"),
    ],
)  # fmt: skip
def test_what_the_clock_or_the_words_leave_open_is_said(text: str, zone: tzinfo, doubt: str) -> None:
    (said,) = read_when(text).doubts(zone)
    assert doubt in said


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("2018-05-04", PYONGYANG),  # cut short, but there
        ("2018-05-04T23:45~", PYONGYANG),  # about: some of it was
        ("2018-05-04T23:45+09:00", PYONGYANG),
        ("2018-05-04T23:29", PYONGYANG),
        ("2018-05-05T00:00", PYONGYANG),
        ("2023-11-05T01:30-05:00", NEW_YORK),
        ("2023-11-05 early hours", NEW_YORK),
        ("2011-12-29", APIA),
        ("2011-12-31", APIA),
        ("2011-12", APIA),
        ("2023-09-12T05:15Z", UTC),
        ("2023-09-12T05:15Z/..", ZoneInfo("Etc/GMT+10")),
    ],
)
def test_what_is_plain_raises_no_doubt(text: str, zone: tzinfo) -> None:
    assert read_when(text).doubts(zone) == ()


@given(MOMENTS, ZONES)
def test_a_minute_is_doubted_exactly_where_it_was_skipped_or_came_twice(moment: datetime, zone: ZoneInfo) -> None:
    minute = moment.replace(second=0, microsecond=0)
    when = read_when(f"{minute:%Y-%m-%dT%H:%M}")
    window = when.window(zone)
    assert bool(when.doubts(zone)) == (window.earliest != window.latest)
    assert _exists(minute, zone) or when.doubts(zone)


def test_a_time_is_local_until_its_offset_is_stated() -> None:
    assert read_when("2023-09-12T05:15").is_local
    assert read_when("../2023-09").is_local
    assert not read_when("2023-09-12T05:15Z/..").is_local


def test_vladivostok_was_an_hour_ahead_of_itself_in_july_2014() -> None:
    assert read_when("2014-07-01T12:00").window(VLADIVOSTOK).earliest == utc(2014, 7, 1, 1)
    assert read_when("2014-11-01T12:00").window(VLADIVOSTOK).earliest == utc(2014, 11, 1, 2)
    assert read_when("2023-09-12T12:00").window(VLADIVOSTOK).earliest == utc(2023, 9, 12, 2)


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31T23:00-05:00"])
def test_the_ends_of_the_calendar_have_a_window_too(text: str) -> None:
    read_when(text).window(PYONGYANG)


def test_before_is_said_only_where_it_is_certain() -> None:
    tenth, twelfth = read_when("2023-09-10"), read_when("2023-09-12")
    assert tenth.is_before(twelfth)
    assert not twelfth.is_before(tenth)
    assert not tenth.is_before(tenth)
    assert not read_when("2023-09").is_before(twelfth)
    assert not read_when("2023-09-10/..").is_before(twelfth)
    assert not read_when("2023-09-10T05:00+03:00").is_before(twelfth)  # unsure: one is local, the other is not


def test_one_day_and_the_next_have_no_instant_in_common() -> None:
    eleventh, twelfth = read_when("2023-09-11"), read_when("2023-09-12")
    assert eleventh.is_before(twelfth)
    assert not eleventh.window(UTC).meets(twelfth.window(UTC))


def test_one_minute_is_both_an_end_and_a_beginning() -> None:
    noon = read_when("2023-09-12T12:00")
    assert not noon.is_before(noon)
    assert noon.window(UTC).meets(noon.window(UTC))


def test_windows_meet_where_they_share_an_instant() -> None:
    early, late = Window(utc(2023, 1, 1), utc(2023, 1, 2)), Window(utc(2023, 1, 2), utc(2023, 1, 3))
    assert early.meets(late)
    assert not early.meets(Window(utc(2023, 1, 3), None))
    assert early.meets(Window(None, utc(2023, 1, 1)))
    assert early.meets(Window())


def test_windows_are_shown_in_utc() -> None:
    morning = read_when("2023-09-18 morning").window(PYONGYANG)
    assert str(morning) == f"2023-09-17 21:00 to {morning.latest:%Y-%m-%d %H:%M} UTC"
    assert str(Window(None, utc(2023, 9, 18, 3))) == "before 2023-09-18 03:00 UTC"
    assert str(Window(morning.earliest, None)) == "after 2023-09-17 21:00 UTC"
    assert str(Window(utc(2023, 9, 18, 3), utc(2023, 9, 18, 3))) == "2023-09-18 03:00 UTC"


def test_a_year_is_told_in_four_digits() -> None:
    assert str(Window(utc(987, 1, 2), None)) == "after 0987-01-02 00:00 UTC"
