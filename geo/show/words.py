"""Times, figures and links as readers see them."""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta, tzinfo
from urllib.parse import urlsplit

from geo.edtf import Moment
from geo.journey import ObservedSpeed
from geo.quantity import Estimate
from geo.show.shape import Figure
from geo.when import When, Window

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?)?)?", re.ASCII)
_QUALIFIERS = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}


def said(when: When | None) -> str | None:
    """A stated time for people: `2023-09-13T13:00~` is "13 Sep 2023, about 13:00". Never says more than was stated."""
    if when is None:
        return None
    first, *rest = (_moment(moment) if moment else None for _, moment in when.ends)
    if not rest:
        return first
    (last,) = rest
    return f"until {last}" if first is None else f"from {first}" if last is None else f"{first} to {last}"


def iso(when: When | None) -> str | None:
    """A stated day, month, year or moment as ISO 8601 writes it; None for all that EDTF has besides."""
    is_plain = when is not None and _ISO.fullmatch(when.text) and not any(m.season for _, m in when.ends if m)
    return when.text if when is not None and is_plain else None


def _moment(moment: Moment) -> str:
    about = _QUALIFIERS.get(moment.qualifier or "", "")
    time = _clock(moment) if moment.time else moment.part
    return f"{_date(moment)}, {about}{time}" if time else f"{about}{_date(moment)}"


def _date(moment: Moment) -> str:
    year = {"decade": f"the {moment.year[:3]}0s", "century": f"{moment.year[:2]}00–{moment.year[:2]}99"}.get(
        moment.unit, moment.year
    )
    if moment.season:
        return f"{moment.season} {year}"
    if moment.month is None:
        return year
    if moment.month == "XX":
        return f"a {'day' if moment.day else 'month'} in {year}"
    month = f"{_MONTHS[int(moment.month) - 1]} {year}"
    if moment.day is None:
        return month
    return f"a day in {month}" if moment.day == "XX" else f"{int(moment.day)} {month}"


def _clock(moment: Moment) -> str:
    """The time of day; an hour alone is all of it, not its beginning."""
    time = moment.time or ""
    whole = time if ":" in time else f"{time}:00–{int(time) + 1:02}:00"
    return f"{whole} UTC{'' if moment.offset == 'Z' else moment.offset}" if moment.offset else whole


def window_in_words(window: Window) -> str:
    """A window of time in UTC."""
    earliest, latest = window.earliest, window.latest
    if earliest and latest:
        return f"{_span(earliest, latest)} UTC"
    if earliest:
        return f"from {_instant(earliest)} UTC"
    return f"until {_instant(latest)} UTC" if latest else "any time"


def local_window_in_words(window: Window, zone: tzinfo) -> str | None:
    """A window of time as clocks in a zone had it; None for one that is open on both sides or past the calendar."""
    try:
        ends = [moment.astimezone(zone) for moment in (window.earliest, window.latest) if moment]
    except OverflowError:
        return None
    offsets = "/".join(dict.fromkeys(_offset(moment) for moment in ends))
    if window.earliest and window.latest:
        return f"{_span(*ends)} {offsets}"
    return f"{'from' if window.earliest else 'until'} {_instant(ends[0])} {offsets}" if ends else None


def _offset(moment: datetime) -> str:
    """`UTC+10` or `UTC+8:30`."""
    minutes = round((moment.utcoffset() or timedelta()) / timedelta(minutes=1))
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")


def speed_in_words(speed: ObservedSpeed) -> str:
    """How fast a vehicle was seen to go."""
    stretches = "1 observed stretch" if speed.stretches == 1 else f"{speed.stretches} observed stretches"
    return f"{speed.by}: {speed.speed_kmh}, halts included, on {stretches} of {speed.distance_km:,.0f} km"


def _span(earliest: datetime, latest: datetime) -> str:
    if earliest == latest:
        return _instant(earliest)
    if earliest.date() == latest.date():
        return f"{_instant(earliest)}–{latest:%H:%M}"
    return f"{_instant(earliest)} to {_instant(latest)}"


def _instant(moment: datetime) -> str:
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year} {moment:%H:%M}"


def figure(quantity: Estimate | Window | None) -> str | None:
    """A quantity or a window with its bounds; None stays None."""
    return window_in_words(quantity) if isinstance(quantity, Window) else None if quantity is None else str(quantity)


def figure_view(estimate: Estimate) -> Figure:
    """A quantity as numbers and in words."""
    digits = 2 if estimate.unit == "h" else 1
    return {
        "low": _finite(estimate.low, digits),
        "best": round(estimate.best, digits),
        "high": _finite(estimate.high, digits),
        "unit": estimate.unit,
        "text": str(estimate),
    }


def _finite(value: float, digits: int) -> float | None:
    return round(value, digits) if math.isfinite(value) else None


def link(url: str | None) -> str | None:
    """The address where it is one of the web, and None for all else: `javascript:` is a scheme too."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None
