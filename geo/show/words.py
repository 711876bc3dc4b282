"""Times, figures and links as readers see them, in a language of the catalogues."""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta, tzinfo
from urllib.parse import urlsplit

from geo.edtf import Moment
from geo.itinerary import Plan
from geo.journey import ObservedSpeed
from geo.modes import find_vehicle
from geo.quantity import Estimate
from geo.show.shape import Figure
from geo.translation import ENGLISH, Words, words_of
from geo.when import When, Window

_ISO = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?)?)?", re.ASCII)
_QUALIFIERS = {"~": "time.about", "?": "time.perhaps", "%": "time.perhaps-about"}


def said(when: When | None, words: Words | None = None) -> str | None:
    """A stated time for people: `2023-09-13T13:00~` is "13 Sep 2023, about 13:00". Never says more than was stated."""
    if when is None:
        return None
    words = words or words_of(ENGLISH)
    first, *rest = (_moment(moment, words) if moment else None for _, moment in when.ends)
    if not rest:
        return first
    (last,) = rest
    if first is None:
        return words.say("time.until", end=last)
    return words.say("time.from", start=first) if last is None else words.say("time.span", start=first, end=last)


def plan_in_words(plan: Plan | None, words: Words | None = None) -> str | None:
    """What had been planned of a stop."""
    if plan is None:
        return None
    words = words or words_of(ENGLISH)
    parts = (("arrive", said(plan.arrive, words)), ("depart", said(plan.depart, words)))
    return ", ".join(words.say(f"plan.{what}", when=when) for what, when in parts if when)


def iso(when: When | None) -> str | None:
    """A stated day, month, year or moment as ISO 8601 writes it; None for all that EDTF has besides."""
    is_plain = when is not None and _ISO.fullmatch(when.text) and not any(m.season for _, m in when.ends if m)
    return when.text if when is not None and is_plain else None


def _moment(moment: Moment, words: Words) -> str:
    time = _clock(moment) if moment.time else moment.part and words[f"part.{moment.part.replace(' ', '-')}"]
    date = _date(moment, words)
    exact = time or date
    told = words.say(_QUALIFIERS[moment.qualifier], what=exact) if moment.qualifier else exact
    return words.say("time.at", date=date, time=told) if time else told


def _date(moment: Moment, words: Words) -> str:
    year = _year(moment, words)
    if moment.season:
        return words.say("time.season", season=words[f"season.{moment.season.replace(' ', '-')}"], year=year)
    if moment.month is None:
        return year if moment.unit in {"decade", "century"} else words.say("time.year", year=year)
    if moment.month == "XX":
        return words.say(f"time.{'day-and-month' if moment.day else 'month'}-unknown", year=year)
    if moment.day is None:
        return words.say("time.month", month=words[f"time.month-alone-{int(moment.month)}"], year=year)
    month = words[f"time.month-{int(moment.month)}"]
    if moment.day == "XX":
        return words.say("time.day-unknown", month=words[f"time.month-alone-{int(moment.month)}"], year=year)
    return words.say("time.day", day=int(moment.day), month=month, year=year)


def _year(moment: Moment, words: Words) -> str:
    if moment.unit == "decade":
        return words.say("time.decade", year=f"{moment.year[:3]}0")
    if moment.unit == "century":
        return words.say("time.century", first=f"{moment.year[:2]}00", last=f"{moment.year[:2]}99")
    return moment.year


def _clock(moment: Moment) -> str:
    """The time of day; an hour alone is all of it, not its beginning."""
    time = moment.time or ""
    whole = time if ":" in time else f"{time}:00–{int(time) + 1:02}:00"
    return f"{whole} UTC{'' if moment.offset == 'Z' else moment.offset}" if moment.offset else whole


def window_in_words(window: Window, words: Words | None = None) -> str:
    """A window of time in UTC."""
    return _window(window.earliest, window.latest, "UTC", words or words_of(ENGLISH))


def local_window_in_words(window: Window, zone: tzinfo, words: Words | None = None) -> str | None:
    """A window of time as clocks in a zone had it; None for one that is open on both sides or past the calendar."""
    try:
        earliest, latest = (moment and moment.astimezone(zone) for moment in (window.earliest, window.latest))
    except OverflowError:
        return None
    if not (earliest or latest):
        return None
    offsets = "/".join(dict.fromkeys(_offset(moment) for moment in (earliest, latest) if moment))
    return _window(earliest, latest, offsets, words or words_of(ENGLISH))


def _window(earliest: datetime | None, latest: datetime | None, clock: str, words: Words) -> str:
    if earliest and latest:
        return f"{_span(earliest, latest, words)} {clock}"
    if earliest:
        return words.say("time.from", start=f"{_instant(earliest, words)} {clock}")
    return words.say("time.until", end=f"{_instant(latest, words)} {clock}") if latest else words["time.any"]


def _offset(moment: datetime) -> str:
    """`UTC+10` or `UTC+8:30`."""
    minutes = round((moment.utcoffset() or timedelta()) / timedelta(minutes=1))
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")


def speed_in_words(speed: ObservedSpeed, words: Words | None = None) -> str:
    """How fast a vehicle was seen to go."""
    words = words or words_of(ENGLISH)
    return words.say(
        "figure.speed",
        vehicle=vehicle_in_words(speed.by, words),
        speed=quantity_in_words(speed.speed_kmh, words),
        stretches=words.count("figure.stretches", speed.stretches),
        distance=km_in_words(f"{speed.distance_km:,.0f}", words),
    )


def _span(earliest: datetime, latest: datetime, words: Words) -> str:
    if earliest == latest:
        return _instant(earliest, words)
    if earliest.date() == latest.date():
        return f"{_instant(earliest, words)}–{latest:%H:%M}"
    return words.say("time.span", start=_instant(earliest, words), end=_instant(latest, words))


def _instant(moment: datetime, words: Words) -> str:
    month = words[f"time.month-{moment.month}"]
    return f"{words.say('time.day', day=moment.day, month=month, year=moment.year)} {moment:%H:%M}"


def figure(quantity: Estimate | Window | None, words: Words | None = None) -> str | None:
    """A quantity or a window with its bounds; None stays None."""
    if isinstance(quantity, Window):
        return window_in_words(quantity, words)
    return None if quantity is None else quantity_in_words(quantity, words)


def quantity_in_words(quantity: Estimate, words: Words | None = None) -> str:
    """A quantity with its bounds: "318 km (312–331)"."""
    words = words or words_of(ENGLISH)
    return str(quantity) if words.language == ENGLISH else _translated(quantity, words)


def _translated(quantity: Estimate, words: Words) -> str:
    """As `str(quantity)`, with the unit and the words of the language."""
    whole = words.figures(str(quantity))
    numbers, _, bounds = whole.removeprefix("over ").partition(" (")
    value = numbers.removesuffix(quantity.unit).strip()
    told = words.say(f"figure.{'bearing' if quantity.unit == '°' else quantity.unit}", value=value)
    if math.isinf(quantity.high):
        return words.say("figure.over", figure=told)
    return f"{told} ({bounds}" if bounds else told


def km_in_words(figure: str, words: Words) -> str:
    """A distance that is written the English way, as `1,234.5`, with its unit."""
    return words.say("figure.km", value=words.figures(figure))


def kind_in_words(kind: str, words: Words | None = None) -> str:
    """What a claim gives: an arrival, where its key says `arrive`."""
    return (words or words_of(ENGLISH))[f"kind.{kind}"]


def vehicle_in_words(by: str, words: Words) -> str:
    """A vehicle as another language calls it; in English, and where we do not know it, as it is written."""
    vehicle = None if words.language == ENGLISH else find_vehicle(by)
    return words[f"vehicle.{vehicle.name.replace(' ', '-')}"] if vehicle else by


def figure_view(estimate: Estimate, words: Words | None = None) -> Figure:
    """A quantity as numbers and in words."""
    digits = 2 if estimate.unit == "h" else 1
    return {
        "low": _finite(estimate.low, digits),
        "best": round(estimate.best, digits),
        "high": _finite(estimate.high, digits),
        "unit": estimate.unit,
        "text": quantity_in_words(estimate, words),
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
