"""The speed of a vehicle over a leg, put together from the countries it passes through."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geo.modes import railways, roads
from geo.modes.vehicles import Vehicle
from geo.quantity import Estimate

# What a train is on lines that are not, and that are, for high speed; an armoured train is one anywhere.
_ORDINARY = ("rail", "high-speed train")

SpeedIn = Callable[[str, str], Estimate]  # of a kind of train in a country


@dataclass(frozen=True, slots=True)
class Stretch:
    """How many km of a leg lie in a country; `high_speed` whether on lines for high speed, None where it is not known.

    `country` is an ISO 3166-1 alpha-2 code, empty where it is not known.
    """

    country: str
    km: float
    high_speed: bool | None = None


def speed_over(vehicle: Vehicle, stretches: Sequence[Stretch], train_kmh: SpeedIn = railways.speed_kmh) -> Estimate:
    """The speed of `vehicle` over a leg with such stretches: each percentile is that of every stretch together.

    A train that is slow in one country is so in the next: it is the same train, and the same kind of service. Where
    the stretches are not known it is the speed that the vehicle has anywhere.
    """
    if not stretches or vehicle.mode not in {"rail", "road"}:
        return vehicle.speed_kmh
    speeds = [(stretch.km, _speed_on(vehicle, stretch, train_kmh)) for stretch in stretches]
    if len(speeds) == 1:
        return speeds[0][1]
    km = sum(length for length, _ in speeds)
    if km == 0:
        return vehicle.speed_kmh
    low, best, high = (
        km / sum(length / getattr(speed, bound) for length, speed in speeds) for bound in ("low", "best", "high")
    )
    return Estimate(low, best, high, "km/h")


def _speed_on(vehicle: Vehicle, stretch: Stretch, train_kmh: SpeedIn) -> Estimate:
    if vehicle.mode == "road":
        return roads.speed_kmh(vehicle.name, stretch.country) or vehicle.speed_kmh
    kind = vehicle.name
    if kind in _ORDINARY and stretch.high_speed is not None:
        kind = _ORDINARY[stretch.high_speed]
    return train_kmh(kind, stretch.country)
