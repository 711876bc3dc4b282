"""The clock of a place: from the gazetteer, an airport's code, a place of ours or bare coordinates, as it was that day."""

from datetime import UTC, datetime

import pytest

from geo.journey import Journey
from geo.pipeline import place
from geo.reader import read_text
from geo.when import Window


def journey(name: str, arrive: str, **pin: float) -> Journey:
    """A journey that reaches one place at one time; `pin` holds the coordinates of a place of the file's own."""
    pinned = f"places: {{{name}: {{name: {name}, {', '.join(f'{key}: {value}' for key, value in pin.items())}}}}}\n"
    text = f"title: T\ntraveller: K\n{pinned if pin else ''}stops:\n  - {{place: '{name}', arrive: {arrive}}}"
    return place(read_text(text))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


PYONGYANG = ("Pyongyang", "FNJ", "Tumangang", "Mount Paektu", "Panmunjom", "39.02,125.75")
VLADIVOSTOK = ("Vladivostok", "VVO", "Khasan", "border-bridge", "43.1,131.9")
CRIMEA = ("Simferopol", "Sevastopol", "UKFF", "44.95,34.1")
KYIV = ("Kyiv", "KBP", "50.45,30.52")
SAMOA = ("Apia", "APW", "Samoa", "-13.83,-171.77")


@pytest.mark.parametrize(
    ("names", "local", "absolute"),
    [
        (PYONGYANG, "2015-08-14T12:00", "2015-08-14T03:00"),
        (PYONGYANG, "2016-05-06T12:00", "2016-05-06T03:30"),
        (PYONGYANG, "2018-05-04T12:00", "2018-05-04T03:30"),
        (PYONGYANG, "2018-05-05T12:00", "2018-05-05T03:00"),
        (VLADIVOSTOK, "2014-07-01T12:00", "2014-07-01T01:00"),
        (VLADIVOSTOK, "2023-09-12T12:00", "2023-09-12T02:00"),
        (CRIMEA, "2014-03-29T12:00", "2014-03-29T10:00"),
        (CRIMEA, "2014-03-30T12:00", "2014-03-30T08:00"),
        (CRIMEA, "2014-11-01T12:00", "2014-11-01T09:00"),
        (KYIV, "2014-03-30T12:00", "2014-03-30T09:00"),
        (KYIV, "2023-02-20T12:00", "2023-02-20T10:00"),
        (SAMOA, "2011-12-29T12:00", "2011-12-29T22:00"),
        (SAMOA, "2011-12-31T12:00", "2011-12-30T22:00"),
        (SAMOA, "2023-09-12T12:00", "2023-09-11T23:00"),
        (("Vostochny Cosmodrome",), "2023-09-13T13:00", "2023-09-13T04:00"),
    ],
)
def test_a_place_keeps_the_time_it_kept_that_day_however_it_is_named(
    names: tuple[str, ...], local: str, absolute: str
) -> None:
    for name in names:
        found = journey(name, local)
        assert found.calls[0].arrival == Window(utc(absolute), utc(absolute)), name
        assert not any(f"“{local}”" in warning for warning in found.warnings), name


def test_a_pinned_place_keeps_the_time_of_where_it_lies() -> None:
    assert journey("x", "2016-05-06T12:00", lat=39.0, lon=125.7).calls[0].arrival.earliest == utc("2016-05-06T03:30")


@pytest.mark.parametrize(
    ("name", "local", "warning"),
    [
        ("FNJ", "2018-05-04T23:45", "FNJ (stops[0].arrive): “2018-05-04T23:45” did not exist in Asia/Pyongyang"),
        ("39.02,125.75", "2015-08-14T23:45", "39.02,125.75 (stops[0].arrive): “2015-08-14T23:45” came twice"),
        ("Apia", "2011-12-30", "Apia (stops[0].arrive): “2011-12-30” did not exist in Pacific/Apia"),
        ("Simferopol", "2014-03-30T02:30", "“2014-03-30T02:30” did not exist in Europe/Simferopol"),
        ("Kyiv", "2023-10-29T03:30", "“2023-10-29T03:30” came twice in Europe/Kyiv"),
        ("0,-150", "2023-09-12", "0,-150 (stops[0].arrive): “2023-09-12” is read in the nautical zone UTC-10"),
        ("36,132", "2023-09-12T05:15", "“2023-09-12T05:15” is read in the nautical zone UTC+9"),
        ("10,-30", "2023-09-12", "“2023-09-12” is read in the nautical zone UTC-2"),
        (
            "Russia",
            "2023-09-12",
            "“2023-09-12” is read by the clock of Asia/Krasnoyarsk; so large a place may keep several",
        ),
    ],
)
def test_a_time_that_a_place_leaves_in_doubt_is_a_warning_and_no_error(name: str, local: str, warning: str) -> None:
    found = journey(name, local)
    assert any(warning in told for told in found.warnings)
    assert found.calls[0].arrival.earliest is not None


@pytest.mark.parametrize(("name", "arrive"), [("Russia", "2023-09-12T05:15Z"), ("Primorsky Krai", "2023-09-12")])
def test_a_place_of_one_clock_or_a_time_of_none_is_plain(name: str, arrive: str) -> None:
    assert not any("may keep several" in warning for warning in journey(name, arrive).warnings)


def test_a_ship_logs_by_offset_without_a_warning() -> None:
    assert journey("0,-150", "2023-09-12T05:15Z").warnings == ()
