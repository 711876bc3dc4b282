"""Where hours and kilometres lie on the sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo.diagram.course import Spot

# Units of the sheet; half a pixel each on the narrowest phones, more than one on a desk.
WIDTH, HEIGHT = 720.0, 556.0
LEFT, RIGHT, TOP, BOTTOM = 66.0, 708.0, 26.0, 424.0
_HEADROOM, _FOOTROOM = 28.0, 28.0  # for the names of the last stop and the first
_LEAST_KM = 0.1


@dataclass(frozen=True, slots=True)
class Plot:
    """The scales: time runs to the right, kilometres upwards."""

    hours: Spot
    total_km: float

    def at(self, spot: Spot) -> Spot:
        """Where an hour and a kilometre lie; hours out of sight lie on the edge."""
        return self.x(spot[0]), self.y(spot[1])

    def x(self, hour: float) -> float:
        """Where an hour lies."""
        first, last = self.hours
        return LEFT + (min(max(hour, first), last) - first) / (last - first) * (RIGHT - LEFT)

    def y(self, km: float) -> float:
        """Where a kilometre lies, within the sheet."""
        low, high = BOTTOM - _FOOTROOM, TOP + _HEADROOM
        return min(max(low - km / max(self.total_km, _LEAST_KM) * (low - high), TOP), BOTTOM)

    def shows(self, spots: Iterable[Spot]) -> bool:
        """Whether all of some spots are in sight."""
        return all(self.sees(hour) and km <= self.total_km for hour, km in spots)

    def sees(self, hour: float) -> bool:
        """Whether an hour is in sight."""
        return self.hours[0] <= hour <= self.hours[1]
