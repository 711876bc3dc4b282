"""Numbers with bounds and units, and how they are read from what reporters write."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from geo.errors import Fault, UsageError

Unit = Literal["km", "h", "km/h"]

# Exact by definition: the international mile (1959 agreement), the nautical mile (SI Brochure, 9th ed., table 8).
KM_PER_MILE = 1.609344
KM_PER_NAUTICAL_MILE = 1.852

_FACTORS: dict[str, tuple[Unit, float]] = {
    **dict.fromkeys(("km", "kms", "kilometer", "kilometers", "kilometre", "kilometres"), ("km", 1.0)),
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres"), ("km", 0.001)),
    **dict.fromkeys(("mi", "mile", "miles"), ("km", KM_PER_MILE)),
    **dict.fromkeys(("nmi", "nautical mile", "nautical miles"), ("km", KM_PER_NAUTICAL_MILE)),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), ("h", 1.0)),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), ("h", 1 / 60)),
    **dict.fromkeys(("d", "day", "days"), ("h", 24.0)),
    **dict.fromkeys(("km/h", "kmh", "kph", "kilometers per hour", "kilometres per hour"), ("km/h", 1.0)),
    **dict.fromkeys(("mph", "mi/h", "miles per hour"), ("km/h", KM_PER_MILE)),
    **dict.fromkeys(("kn", "knot", "knots"), ("km/h", KM_PER_NAUTICAL_MILE)),
}
_ABOUT = ("about", "some", "around", "approximately", "roughly", "circa", "ca.", "almost", "nearly", "~")
_AT_LEAST = ("over", "more than", "at least", "no less than", "not less than", ">=", "≥", ">")
_AT_MOST = (
    "up to", "as long as", "as much as", "at most", "no more than", "not more than", "no faster than",
    "less than", "under", "<=", "≤", "<",
)  # fmt: skip
_MOST_DIGITS = 15  # what a float holds exactly
_EXACT_SHARE = 0.05
_ABOUT_SHARE = 0.15


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_QUANTITY = re.compile(
    rf"(?P<bound>{_either(_AT_LEAST + _AT_MOST)})?\s*(?P<about>{_either(_ABOUT)})?\s*"
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<unit>{_either(tuple(_FACTORS))})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A quantity with bounds: nine in ten real values lie from `low` (5th percentile) to `high` (95th).

    Sums and quotients combine independent errors in quadrature (Taylor, *Introduction to Error Analysis*, 2nd ed.,
    ch. 3), each side on its own, so that bounds never grow by adding lows to lows. An open side is infinite.
    """

    low: float
    best: float
    high: float
    unit: Unit

    def __post_init__(self) -> None:
        if not self.low <= self.best <= self.high:  # also refuses NaN
            raise UsageError(f"an estimate needs low <= best <= high, not {self.low}, {self.best}, {self.high}")

    @classmethod
    def exact(cls, value: float, unit: Unit) -> Estimate:
        """A value without error."""
        return cls(value, value, value, unit)

    @classmethod
    def within(cls, value: float, share: float, unit: Unit) -> Estimate:
        """`value` give or take a `share` of it."""
        return cls(value * (1 - share), value, value * (1 + share), unit)

    def __add__(self, other: Estimate) -> Estimate:
        """The sum of two independent quantities of one unit."""
        if self.unit != other.unit:
            raise UsageError(f"{self.unit} and {other.unit} do not add")
        best = self.best + other.best
        below = math.hypot(self.best - self.low, other.best - other.low)
        above = math.hypot(self.high - self.best, other.high - other.best)
        return Estimate(best - below, best, best + above, self.unit)

    def __truediv__(self, speed: Estimate) -> Estimate:
        """Hours, from a distance over a speed that is independent of it."""
        if (self.unit, speed.unit) != ("km", "km/h"):
            raise UsageError(f"{self.unit} over {speed.unit} is not a time")
        if self.best == 0:
            return Estimate(0.0, 0.0, self.high / speed.low, "h")
        best = self.best / speed.best
        below = math.hypot(_log_ratio(self.best, self.low), _log_ratio(speed.high, speed.best))
        above = math.hypot(_log_ratio(self.high, self.best), _log_ratio(speed.best, speed.low))
        return Estimate(best * math.exp(-below), best, best * math.exp(above), "h")

    def __mul__(self, factor: float) -> Estimate:
        """The same quantity `factor` times, wholly correlated."""
        return Estimate(self.low * factor, self.best * factor, self.high * factor, self.unit)

    def meets(self, other: Estimate) -> bool:
        """Whether the two intervals have a value in common."""
        return self.low <= other.high and other.low <= self.high

    def rounded(self) -> str:
        """The best value alone, for people: `318 km`."""
        return f"{_figure(self.best)} {self.unit}"

    def __str__(self) -> str:
        """For people: `318 km (312–331)`, `over 150 km`."""
        if math.isinf(self.high):
            return f"over {_figure(self.low)} {self.unit}"
        low, high = _figure(self.low), _figure(self.high)
        return self.rounded() if low == high else f"{self.rounded()} ({low}–{high})"


def _log_ratio(larger: float, smaller: float) -> float:
    return math.log(larger / smaller) if smaller > 0 else math.inf


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}".removesuffix(".0")


def read_quantity(text: str) -> Estimate:
    """The figure a reporter wrote, in km, hours or km/h, with the tolerance its wording gives it.

    Half a unit of the last significant digit or 5 %, whichever is wider; "about" makes the share 15 %; "over" and
    "up to" open one side. Raises `UsageError` when there is no such figure.
    """
    match = _QUANTITY.fullmatch(text.strip())
    if match is None:
        raise UsageError(
            Fault("no quantity with a unit", found=text, hint="write for example 'about 150 km' or 'up to 20 h'")
        )
    if len(match["number"]) > _MOST_DIGITS:
        raise UsageError(Fault("a figure beyond all measure", found=text))
    unit, factor = _FACTORS[match["unit"].lower()]
    value = float(match["number"].replace(",", ""))
    if value <= 0:
        raise UsageError(Fault("a quantity is more than zero", found=text))
    share = _ABOUT_SHARE if match["about"] else _EXACT_SHARE
    tolerance = max(value * share, _half_of_last_digit(match["number"]))
    bound = (match["bound"] or "").lower()
    low = 0.0 if bound in _AT_MOST else max(0.0, value - tolerance)
    high = math.inf if bound in _AT_LEAST else value + tolerance
    return Estimate(low * factor, value * factor, high * factor, unit)


def _half_of_last_digit(number: str) -> float:
    """Half a unit of the last significant digit: 150 gives 5, 1,200 gives 50, 6.5 gives 0.05."""
    digits = number.replace(",", "")
    if "." in digits:
        return float(0.5 * 10.0 ** -len(digits.partition(".")[2]))
    return float(0.5 * 10.0 ** (len(digits) - len(digits.rstrip("0"))))
