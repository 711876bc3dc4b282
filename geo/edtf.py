"""The notation of times: one moment as it was written, in its parts, and the local hours it allows.

EDTF level 1 (ISO 8601-2:2019, Annex A) and what press reports need beside it: hours and minutes without seconds, a
qualifier on a time of day (`2023-09-13T13:00~`), a part of a day (`2023-09-12 morning`), seasons with their hemisphere
(level 2).

No library serves. Run on these forms, edtf 5.0.2 refused `T06`, `T06:00`, a qualifier on a time and fractions, gave
`T05:15:00+03:00` the bounds of its day at 00:00, stretched `2023-09-12~` from August 2022 to October 2024, and cannot
be imported where warnings are errors. undate 0.8.0 refused every time of day and season, read `2023-09-12~` as exactly
that day, and brings numpy, lark and convertdate, whose PyMeeus has no wheel.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from types import MappingProxyType

from geo.errors import Fault, UsageError

INSTANT = timedelta.resolution  # a day ends just before the next begins
EXAMPLE = "write for example 2023-09-12, 2023-09-12T05:15+03:00, 2023-09-12T13:00~ or '2023-09-12 morning'"

# Hours of the local day. Environment Canada's marine forecasts (guide, table 2) set morning, noon, afternoon, evening,
# their early and late parts, midnight and the hours after it; the U.S. National Weather Service (T. Skilling, WGN,
# 1 Nov 2018) mid-morning and mid-afternoon, an hour later in summer, and late at night; the Japan Meteorological Agency
# dawn (明け方, 3 to 6). Midnight ends its day, as the AP Stylebook has it (J. McIntyre, Baltimore Sun, Apr 2011). Ours,
# always wider: reporters say "early morning" from midnight on; "overnight" does not say which night; in Moscow the sun
# rises as late as 9, and sets from before 16 to after 21.
PARTS_OF_DAY = MappingProxyType({
    "early hours": (0, 6),
    "small hours": (0, 6),
    "before dawn": (0, 9),
    "predawn": (0, 9),
    "dawn": (3, 9),
    "early morning": (0, 9),
    "morning": (6, 12),
    "mid-morning": (8, 11),
    "late morning": (9, 12),
    "noon": (11, 13),
    "midday": (11, 13),
    "afternoon": (12, 18),
    "early afternoon": (12, 15),
    "mid-afternoon": (14, 17),
    "late afternoon": (15, 18),
    "dusk": (15, 22),
    "evening": (18, 24),
    "early evening": (18, 21),
    "late evening": (21, 24),
    "night": (18, 30),
    "late night": (21, 30),
    "midnight": (23, 25),
    "overnight": (0, 30),
})  # fmt: skip
_BY_SPELLING = {name.replace("-", spelt): name for name in PARTS_OF_DAY for spelt in ("-", " ", "")} | {
    "pre-dawn": "predawn",
    "mid-day": "midday",
}

# The months a season may cover, counted on from January of its year; 0 is the December before. From the meteorological
# beginning (1 March, 1 June, …) to the end of the month of the astronomical end; a winter may be the year's first or
# last. 21 to 24 do not say the hemisphere, so both are meant; 25 to 32 do (ISO 8601-2:2019, level 2).
_SPRING, _SUMMER, _AUTUMN, _WINTER, _EITHER = (3, 6), (6, 9), (9, 12), (0, 15), (3, 12)
_SEASON_MONTHS = (_EITHER, _WINTER, _EITHER, _WINTER, _SPRING, _SUMMER, _AUTUMN, _WINTER,
                  _AUTUMN, _WINTER, _SPRING, _SUMMER)  # fmt: skip
_SEASON_NAMES = ("spring", "summer", "autumn", "winter")
_HEMISPHERES = ("", "northern ", "southern ")

# How far "about" or "perhaps" stretches a statement: ours, since EDTF leaves it open. One unit, but for a minute, which
# reporters round to the half hour, and a part of a day, which they name loosely.
_SLACK = {
    "minute": timedelta(minutes=30),
    "hour": timedelta(hours=1),
    "part": timedelta(hours=3),
    "day": timedelta(days=1),
    "month": timedelta(days=31),
    "year": timedelta(days=366),
    "decade": timedelta(days=3_653),
    "century": timedelta(days=36_525),
}
_UNITS_OF_YEARS = ("year", "decade", "century")  # by how many of its digits are unstated
_LONGEST = 80  # characters, ours: twice the longest moment
_MOST_OFFSET = timedelta(hours=14)  # Kiritimati's: no clock has been further from UTC since zones were agreed

_MOMENT = re.compile(
    r"(?P<year>\d\d(?:\d\d|\dX|XX))(?:(?<!X)-(?P<month>\d\d|XX)(?:-(?P<day>(?<!XX-)\d\d|XX)"
    r"(?:(?<!X)[Tt](?P<time>\d\d(?::\d\d(?::\d\d(?:[.,]\d{1,9})?)?)?)(?P<offset>[Zz]|[+-]\d\d(?::?\d\d)?)?"
    r"|(?<!X) (?P<part>[A-Za-z][A-Za-z -]*))?)?)?(?P<qualifier>[~?%])?",
    re.ASCII,
)
_PART = "|".join(sorted(_BY_SPELLING, key=len, reverse=True))
_MONTH = r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
_WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DATE_IN_DIGITS = r"\d\d?[./]\d\d?[./]\d{4}|\d{8}|(?!\d{4}-\d\d-\d\d)\d{4}[-/.]\d\d?[-/.]\d\d?$"
_NO_DATE = rf"now|to(?:day|night|morrow)|yesterday|{_WEEKDAY}|\d\d?:\d\d|{_PART}"
_HINTS = tuple(
    (re.compile(pattern, re.IGNORECASE | re.ASCII), hint)
    for pattern, hint in (
        (r".*\bb\.?c\b|[-+]\d{4,}|y-?\d{4,}|\d{5,7}(?:-|$)|\d{9,}", "years run from 0001 to 9999"),
        (rf".*{_MONTH}|{_DATE_IN_DIGITS}", "write the date as year-month-day in digits: 2023-09-12"),
        (rf"(?!\d{{4}})(?:.*\b)?(?:{_NO_DATE})\b", "which date? write for example '2023-09-12 morning'"),
        (r"\d{4}-\d\d-\d\d[T ].*\d ?[ap]\.?m\b", "write hours by the 24-hour clock: 2023-09-12T21:00"),
        (r"\d{4}-\d\d-\d\d \d", "write a T before the hour: 2023-09-12T05:15"),
        (r"\d{4}-W\d\d|\d{4}-\d{3}$", "weeks and days of the year are not read: write the date, 2023-09-12"),
        (r"[\dX]{4}(?:-[\dX]{2}){0,2}$", "an X may stand only for the last digits: 202X, 2023-XX, 2023-09-XX"),
        (r"\d{4}-\d\d-\d\d [a-z]", f"the parts of a day are {', '.join(PARTS_OF_DAY)}"),
    )
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in the parts it was written in: digits as text, an `X` for one unstated, None for what is not there.

    `time` is hours, minutes and seconds as far as stated; `offset` is `Z` or `±hh:mm`; `part` a part of a day.
    """

    year: str
    month: str | None = None
    day: str | None = None
    time: str | None = None
    offset: str | None = None
    part: str | None = None
    qualifier: str | None = None

    @property
    def season(self) -> str | None:
        """The season's name, with its hemisphere where that is stated; None for a month."""
        number = self._season
        return None if number is None else _HEMISPHERES[number // 4] + _SEASON_NAMES[number % 4]

    @property
    def unit(self) -> str:
        """The smallest unit that is stated."""
        if self.time:
            return "minute" if ":" in self.time else "hour"
        if self.part:
            return "part"
        if _stated(self.month):
            return "day" if _stated(self.day) else "month"
        return _UNITS_OF_YEARS[self.year.count("X")]

    @property
    def doubt(self) -> str | None:
        """What the notation leaves open, and how it is read."""
        if self.part == "midnight":
            return "does not say which midnight: read as the one that ends that day; write T00:00 or T24:00"
        if self.season in _SEASON_NAMES:
            return "does not say which hemisphere's season: read as either; 25 to 28 are northern, 29 to 32 southern"
        return None

    def bounds(self) -> tuple[datetime, datetime]:
        """The first and the last instant it allows, with a zone only where an offset is stated. Raises `ValueError`."""
        start, end = self._at_time() if self.time else self._in_day() if self.part else self._dates()
        slack = _SLACK[self.unit] if self.qualifier else timedelta()
        return start - slack, end + slack

    @property
    def _season(self) -> int | None:
        number = int(self.month or 0) if _stated(self.month) else 0
        return number - 21 if 21 <= number <= 32 else None

    def _midnight(self) -> datetime:
        return _local(int(self.year), int(self.month or 0), int(self.day or 0))

    def _at_time(self) -> tuple[datetime, datetime]:
        hour, minute, second = (*(self.time or "").split(":"), "0", "0")[:3]
        start = self._end_of_day() if hour == "24" else self._clock(int(hour), int(minute), second)
        start = start.replace(tzinfo=_zone(self.offset)) if self.offset else start
        return start, start if self.unit == "minute" else start + timedelta(hours=1) - INSTANT

    def _clock(self, hour: int, minute: int, second: str) -> datetime:
        whole, _, fraction = second.partition(".")
        microsecond = int(f"{fraction:0<6}"[:6])  # finer than that is kept in the text only
        return self._midnight().replace(hour=hour, minute=minute, second=int(whole), microsecond=microsecond)

    def _end_of_day(self) -> datetime:
        """24:00, the end of a day: ISO 8601-1:2019/Amd 1:2022 has it again; one past it is none."""
        if not re.fullmatch(r"24:00(?::00(?:\.0+)?)?", self.time or ""):
            raise ValueError("24:00 is the end of the day, and no hour begins there")
        return self._midnight() + timedelta(days=1)

    def _in_day(self) -> tuple[datetime, datetime]:
        first, last = PARTS_OF_DAY[self.part or ""]
        return self._midnight() + timedelta(hours=first), self._midnight() + timedelta(hours=last) - INSTANT

    def _dates(self) -> tuple[datetime, datetime]:
        if self.unit == "day":
            return self._midnight(), self._midnight() + timedelta(days=1) - INSTANT
        first, last = self._months()
        start = _month(int(self.year.replace("X", "0")), first)
        return start, _month(int(self.year.replace("X", "9")), last + 1) - INSTANT

    def _months(self) -> tuple[int, int]:
        if not _stated(self.month):
            return 1, 12
        if self._season is None:
            month = _local(int(self.year), int(self.month or 0), 1).month  # refuses the thirteenth
            return month, month
        if self.day:
            raise ValueError("a season has no days")
        return _SEASON_MONTHS[self._season]


def read_moment(text: str, whole: str | None = None) -> Moment:
    """The moment in a text that is part of `whole`. Raises `UsageError` for what is no moment or does not exist."""
    found = text if whole is None else whole
    match = _MOMENT.fullmatch(text)
    part = _BY_SPELLING.get(match["part"].lower()) if match and match["part"] else None
    if match is None or bool(match["part"]) != bool(part):
        raise UsageError(Fault("not a time", found=found, hint=_hint(text, found)))
    parts = match.groupdict() | {"part": part, "offset": _written_out(match["offset"])}
    parts["time"] = match["time"] and match["time"].replace(",", ".")
    moment = Moment(**parts)
    try:
        moment.bounds()
    except (ValueError, OverflowError) as error:
        raise UsageError(Fault(f"no such time: {error}", found=found)) from error
    return moment


def _hint(*texts: str) -> str:
    """What would be right, by the beginning of the text: no longer one is a time."""
    starts = [text.strip()[:_LONGEST] for text in texts]
    return next((hint for start in starts for pattern, hint in _HINTS if pattern.match(start)), EXAMPLE)


def _stated(digits: str | None) -> bool:
    return digits is not None and "X" not in digits


def _written_out(offset: str | None) -> str | None:
    """An offset as `Z` or `±hh:mm`: RFC 3339 allows a small z, ISO 8601-1 hours alone, and mail headers no colon."""
    if offset is None or offset in "Zz":
        return offset and "Z"
    return f"{offset[:3]}:{offset[-2:] if len(offset) > 3 else '00'}"


def _zone(offset: str) -> timezone:
    if offset == "Z":
        return UTC
    ahead = timedelta(hours=int(offset[1:3]), minutes=int(offset[4:]))
    if ahead > _MOST_OFFSET or offset[4:] > "59":
        raise ValueError("an offset from UTC runs from -14:00 to +14:00")
    if offset == "-00:00":
        raise ValueError("an offset of nought is +00:00 or Z")  # RFC 3339, 4.3: ISO 8601 has no -00:00
    return timezone(-ahead if offset[0] == "-" else ahead)


def _month(year: int, month: int) -> datetime:
    """The beginning of a month; 0 is the December before, 13 the January after."""
    return _local(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _local(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day)  # noqa: DTZ001 — local to a place that is not known here
