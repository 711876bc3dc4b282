"""Numbers with bounds and units."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from geo.errors import UsageError

Unit = Literal["km", "h", "km/h", "°"]

# Exact by definition: the international mile (1959 agreement), the nautical mile (SI Brochure, 9th ed., table 8).
KM_PER_MILE = 1.609344
KM_PER_NAUTICAL_MILE = 1.852


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
        """The best value alone, for people: `318 km`; a bearing in a whole turn: `354°`."""
        if self.unit == "°":
            return f"{round(self.best) % 360}°"
        return f"{_figure(self.best)} {self.unit}"

    def __str__(self) -> str:
        """For people: `318 km (312–331)`, `over 150 km`."""
        if math.isinf(self.high):
            return f"over {_figure(self.low)} {self.unit}"
        if self.unit == "°":
            return f"{self.rounded()} ({round(self.low) % 360}–{round(self.high) % 360})"
        low, high = _figure(self.low), _figure(self.high)
        return self.rounded() if low == high else f"{self.rounded()} ({low}–{high})"


def _log_ratio(larger: float, smaller: float) -> float:
    return math.log(larger / smaller) if smaller > 0 else math.inf


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}".removesuffix(".0")
