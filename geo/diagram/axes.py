"""Round ticks on the two axes: kilometres, and time from minutes to millennia in UTC."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from geo.timing import hours_of, moment_of

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MINUTES, _HOURS, _DAYS = (1, 2, 5, 10, 15, 30), (1, 2, 3, 6, 12), (1, 2, 7, 14)
_STEPS_HOURS = (*(n / 60 for n in _MINUTES), *_HOURS, *(24 * n for n in _DAYS))
_STEPS_MONTHS = (1, 3, 6, *(12 * n * ten for ten in (1, 10, 100, 1000) for n in (1, 2, 5)))
_MONTH_HOURS = 730.5
_FIRST_MONDAY_HOURS = 96.0  # 5 January 1970: weeks begin there


class Tick(NamedTuple):
    """A place on an axis and its label; a time axis has a `major` tick where a day begins among hours."""

    at: float
    text: str
    major: bool = False


def km_ticks(total_km: float, most: int) -> list[Tick]:
    """Round kilometres from 0 on."""
    step = _round_step(total_km / max(most, 1))
    digits = max(0, -math.floor(math.log10(step)))
    return [Tick(n * step, f"{n * step:,.{digits}f}") for n in range(math.floor(total_km / step + 1e-9) + 1)]


def time_ticks(first: float, last: float, most: int) -> list[Tick]:
    """Round moments in hours since 1970, no more than `most` of them or one more."""
    least = (last - first) / max(most, 1)
    for step in _STEPS_HOURS:
        if step >= least:
            return list(_even(first, last, step))
    months = next((step for step in _STEPS_MONTHS if step * _MONTH_HOURS >= least), _STEPS_MONTHS[-1])
    return list(_calendar(first, last, months))


def date_text(hour: float) -> str:
    """The day in UTC."""
    moment = moment_of(hour)
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}" if moment else "beyond the calendar"


def _round_step(least: float) -> float:
    """The smallest of 1, 2, 5, 10, 20, 50 … (or 0.1 …) that is no less."""
    ten = 10.0 ** math.floor(math.log10(max(least, 0.01)))
    return next((n * ten for n in (1, 2, 5) if n * ten >= least * (1 - 1e-9)), 10 * ten)


def _even(first: float, last: float, step: float) -> Iterator[Tick]:
    """Steps that begin with a day, or with a week."""
    start = _FIRST_MONDAY_HOURS if step >= 24 * 7 else 0.0
    number = math.ceil((first - start) / step - 1e-9)
    while (hour := start + number * step) <= last:
        moment = moment_of(round(hour * 60) / 60)
        if moment:
            midnight = moment.hour == moment.minute == 0
            day = f"{moment.day} {_MONTHS[moment.month - 1]}"
            yield Tick(hour, day if midnight else f"{moment:%H:%M}", midnight and step < 24)
        number += 1


def _calendar(first: float, last: float, months: int) -> Iterator[Tick]:
    """Steps of whole months or years."""
    moment = moment_of(first)
    number = math.floor((moment.year * 12 + moment.month - 1) / months) if moment else 12 // months
    while (month := number * months) < 12 * 10_000:
        number += 1
        if month < 12:
            continue
        hour = hours_of(datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC)) or 0.0
        if hour > last:
            return
        if hour >= first:
            yield Tick(hour, f"{_MONTHS[month % 12]} {month // 12}" if months < 12 else str(month // 12))
