"""Times as reporters state them, and the windows they leave open.

The notation is EDTF (ISO 8601-2:2019, level 1) with two things it lacks and press reports need: a qualifier on a time
of day (`2023-09-13T13:00~`) and a part of a day (`2023-09-12 morning`). EDTF libraries refuse both, hence this parser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from geo.errors import Fault, UsageError

# Hours of the local day that a word covers in U.S. National Weather Service forecasts (T. Skilling, WGN, 1 Nov 2018).
# "Early morning" is 6 to 9 there; reporters use it from midnight on, so ours begins then. Noon is ours.
_PARTS_OF_DAY = {
    "early morning": (0, 9),
    "morning": (6, 12),
    "noon": (11, 13),
    "afternoon": (12, 18),
    "evening": (18, 24),
    "night": (18, 30),
}
_MOMENT = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d)(?::(?P<minute>\d\d)(?::(?P<second>\d\d))?)?(?P<offset>Z|[+-]\d\d:\d\d)?"
    rf"| (?P<part>{'|'.join(_PARTS_OF_DAY)}))?)?)?(?P<qualifier>[~?%])?"
)
_OPEN = ("", "..")
_INSTANT = timedelta.resolution  # a day ends just before the next begins
_EXAMPLE = "write for example 2023-09-12, 2023-09-12T05:15+03:00, 2023-09-12T13:00~ or '2023-09-12 morning'"


@dataclass(frozen=True, slots=True)
class Window:
    """From `earliest` to `latest`, both in UTC and both possible; `None` leaves that side open."""

    earliest: datetime | None = None
    latest: datetime | None = None

    def meets(self, other: Window) -> bool:
        """Whether the two windows have an instant in common."""
        return not (_after(self.earliest, other.latest) or _after(other.earliest, self.latest))

    def __str__(self) -> str:
        """For people: `2023-09-18 03:00 to 09:00 UTC`, `before 2023-09-18 09:00 UTC`."""
        first, last = _minute(self.earliest), _minute(self.latest)
        if not first or not last:
            return f"before {last} UTC" if last else f"after {first} UTC" if first else "at an unstated time"
        return f"{first} UTC" if first == last else f"{first} to {last} UTC"


NO_WINDOW = Window()  # of what nothing is stated


def _minute(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M") if moment else ""


@dataclass(frozen=True, slots=True)
class When:
    """A time as it was stated.

    `earliest` and `latest` are local to the place when naive, absolute when they carry an offset; `latest` is the
    last instant the statement allows. `text` is what was written.
    """

    text: str
    earliest: datetime | None
    latest: datetime | None

    def window(self, zone: tzinfo) -> Window:
        """The statement in UTC, for a place in `zone`; an hour that a clock change repeats counts as both.

        In an hour that a clock change skips, fold 1 comes before fold 0 (PEP 495): hence the earlier of the two.
        """
        firsts = [_utc(self.earliest, zone, fold) for fold in (0, 1)] if self.earliest else []
        return Window(min(firsts, default=None), _utc(self.latest, zone, fold=1) if self.latest else None)

    def is_before(self, other: When) -> bool:
        """Whether this is certainly over before `other`, at one place; False where an offset makes it unsure."""
        return _after(other.earliest, self.latest)

    def __str__(self) -> str:
        """What was written."""
        return self.text


def _utc(moment: datetime, zone: tzinfo, fold: int) -> datetime:
    """In UTC, stopped at the ends of the calendar."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=zone, fold=fold)
    try:
        return aware.astimezone(UTC)
    except OverflowError:
        return datetime(1, 1, 1, tzinfo=UTC) if moment.year == 1 else datetime(9999, 12, 31, 23, 59, tzinfo=UTC)


def read_when(text: str) -> When:
    """The time a reporter wrote. Raises `UsageError` for what is not a time or a date that does not exist."""
    written = text.strip()
    first, slash, last = written.partition("/")
    if not slash:
        return When(written, *_moment(first, text))
    earliest = None if first in _OPEN else _moment(first, text)[0]
    latest = None if last in _OPEN else _moment(last, text)[1]
    if earliest is None and latest is None:
        raise UsageError(Fault("an interval needs a beginning or an end", found=text, hint=_EXAMPLE))
    if _after(earliest, latest):
        raise UsageError(Fault("an interval ends before it begins", found=text))
    return When(written, earliest, latest)


def _after(earliest: datetime | None, latest: datetime | None) -> bool:
    if earliest is None or latest is None or (earliest.tzinfo is None) != (latest.tzinfo is None):
        return False
    return earliest > latest


def _moment(text: str, whole: str) -> tuple[datetime, datetime]:
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise UsageError(Fault("not a time", found=whole, hint=_EXAMPLE))
    try:
        return _bounds(match)
    except (ValueError, OverflowError) as error:
        raise UsageError(Fault(f"no such time: {error}", found=whole)) from error


def _bounds(match: re.Match[str]) -> tuple[datetime, datetime]:
    start = datetime.fromisoformat(
        f"{match['year']}-{match['month'] or '01'}-{match['day'] or '01'}"
        f"T{match['hour'] or '00'}:{match['minute'] or '00'}:{match['second'] or '00'}{match['offset'] or ''}"
    )
    if match["part"]:
        first_hour, last_hour = _PARTS_OF_DAY[match["part"]]
        start, end = start + timedelta(hours=first_hour), start + timedelta(hours=last_hour) - _INSTANT
    else:
        end = _end_of_unit(match, start)
    slack = _slack(match) if match["qualifier"] else timedelta()
    return start - slack, end + slack


def _end_of_unit(match: re.Match[str], start: datetime) -> datetime:
    """The last instant of the stated year, month, day or hour; a minute and a second are points."""
    if match["minute"]:
        return start
    if match["hour"]:
        return start + timedelta(hours=1) - _INSTANT
    if match["day"]:
        return start + timedelta(days=1) - _INSTANT
    if match["month"]:
        return (start + timedelta(days=31)).replace(day=1) - _INSTANT
    return start.replace(month=12, day=31) + timedelta(days=1) - _INSTANT


def _slack(match: re.Match[str]) -> timedelta:
    """How far "about" or "perhaps" stretches a statement: our choice, since EDTF leaves it open."""
    if match["minute"]:
        return timedelta(minutes=30)
    if match["hour"]:
        return timedelta(hours=1)
    if match["part"]:
        return timedelta(hours=3)
    return timedelta(days=1 if match["day"] else 31 if match["month"] else 366)
