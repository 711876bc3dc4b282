"""Times as reporters state them, and the windows they leave open: a moment of `geo/edtf.py`, or an interval of two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from geo.edtf import EXAMPLE, INSTANT, Moment, read_moment
from geo.errors import Fault, UsageError

_OPEN = ("", "..")


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
        first, last = (minute_of(side) if side else "" for side in (self.earliest, self.latest))
        if not first or not last:
            return f"before {last} UTC" if last else f"after {first} UTC" if first else "at an unstated time"
        return f"{first} UTC" if first == last else f"{first} to {last} UTC"


NO_WINDOW = Window()  # of what nothing is stated


def minute_of(moment: datetime) -> str:
    """A moment in UTC for people: `2023-09-18 03:00`."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "minutes")  # strftime writes the year 987 short


@dataclass(frozen=True, slots=True)
class When:
    """A time as it was stated.

    `earliest` and `latest` are local to the place when naive, absolute when they carry an offset; `latest` is the
    last instant the statement allows. `text` is what was written.
    """

    text: str
    earliest: datetime | None
    latest: datetime | None

    @property
    def ends(self) -> tuple[tuple[str, Moment | None], ...]:
        """The moment stated, or the two of an interval, each with its text; None for an end left open."""
        texts = map(str.strip, self.text.split("/"))
        return tuple((text, None if text in _OPEN else read_moment(text)) for text in texts)

    @property
    def is_local(self) -> bool:
        """Whether it needs a place's clock to be understood."""
        return any(bound is not None and bound.tzinfo is None for bound in (self.earliest, self.latest))

    def window(self, zone: tzinfo) -> Window:
        """The statement in UTC, for a place in `zone`.

        An hour that a clock change repeats counts as both; one that it skips as what the clock before the change and
        the clock after it make of that time.
        """
        whole = _change(self.earliest, self.latest, zone) == "skipped"
        return Window(
            _utc_first(self.earliest, zone, whole=whole) if self.earliest else None,
            _utc_last(self.latest, zone, whole=whole) if self.latest else None,
        )

    def doubts(self, zone: tzinfo) -> tuple[str, ...]:
        """What a reader should know of how this was read for a place in `zone`: nothing, where all is plain."""
        return tuple(
            f"“{text}” {doubt}"
            for text, moment in self.ends
            if moment
            for doubt in (moment.doubt, *self._clock_doubts(moment, zone))
            if doubt
        )

    def _clock_doubts(self, moment: Moment, zone: tzinfo) -> Iterator[str]:
        """What the clock of a place leaves open of a moment of this without an offset."""
        if moment.offset:
            return
        if zone is UTC:
            yield "is read in UTC: no time zone is known there"
        elif str(zone).startswith("Etc/GMT"):
            yield f"is read in the nautical zone {_since_utc(zone)}: no country's clock runs there"
        change = _change(*moment.bounds(), zone)
        if change == "skipped":
            yield f"did not exist in {zone}, whose clock was set on past it: read as {self.window(zone)}"
        if change == "repeated":
            yield f"came twice in {zone}, whose clock was set back: read as either, {self.window(zone)}"

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


def _readings(moment: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    """In UTC by fold 0 and 1: the earlier is 0 where a clock change repeats it, 1 where one skips it (PEP 495)."""
    return _utc(moment, zone, fold=0), _utc(moment, zone, fold=1)


def _utc_first(moment: datetime, zone: tzinfo, *, whole: bool) -> datetime:
    zeroth, first = _readings(moment, zone)
    return zeroth if zeroth <= first else first if whole else _moment_of_change(moment, zone)


def _utc_last(moment: datetime, zone: tzinfo, *, whole: bool) -> datetime:
    zeroth, first = _readings(moment, zone)
    return first if zeroth <= first else zeroth if whole else _moment_of_change(moment, zone) - INSTANT


def _moment_of_change(skipped: datetime, zone: tzinfo) -> datetime:
    """When the clock was set on past a time that it skipped, by bisection: zones do not tell their changes."""
    late, early = _readings(skipped, zone)
    while late - early > INSTANT:
        middle = early + (late - early) / 2
        before = middle.astimezone(zone).replace(tzinfo=None) < skipped
        early, late = (middle, late) if before else (early, middle)
    return late


def _change(earliest: datetime | None, latest: datetime | None, zone: tzinfo) -> str | None:
    """Whether a clock change "skipped" or "repeated" the whole of a local time no longer than a day."""
    if earliest is None or latest is None or latest - earliest >= timedelta(days=1):
        return None
    readings = [_readings(bound, zone) for bound in (earliest, latest)]
    if all(first < zeroth for zeroth, first in readings):
        return "skipped"
    return "repeated" if all(zeroth < first for zeroth, first in readings) else None


def _since_utc(zone: tzinfo) -> str:
    """A nautical zone by its hours, since `Etc/GMT+10` is behind Greenwich."""
    offset = zone.utcoffset(datetime(2000, 1, 1, tzinfo=zone)) or timedelta()
    return f"UTC{offset // timedelta(hours=1):+}"


def read_when(text: str) -> When:
    """The time a reporter wrote. Raises `UsageError` for what is not a time or a date that does not exist."""
    written = text.strip()
    first, slash, last = map(str.strip, written.partition("/"))
    if not slash:
        return When(written, *read_moment(first, text).bounds())
    earliest = None if first in _OPEN else read_moment(first, text).bounds()[0]
    latest = None if last in _OPEN else read_moment(last, text).bounds()[1]
    _refuse_no_interval(earliest, latest, text)
    return When(written, earliest, latest)


def _refuse_no_interval(earliest: datetime | None, latest: datetime | None, text: str) -> None:
    if earliest is None and latest is None:
        raise UsageError(Fault("an interval needs a beginning or an end", found=text, hint=EXAMPLE))
    if earliest and latest and (earliest.tzinfo is None) != (latest.tzinfo is None):
        hint = "as in 2023-09-12T05:15+03:00/2023-09-12T24:00+03:00"  # else the place alone says which comes first
        raise UsageError(Fault("an interval needs an offset at both ends or at neither", found=text, hint=hint))
    if _after(earliest, latest):
        raise UsageError(Fault("an interval ends before it begins", found=text))


def _after(earliest: datetime | None, latest: datetime | None) -> bool:
    if earliest is None or latest is None or (earliest.tzinfo is None) != (latest.tzinfo is None):
        return False
    return earliest > latest
