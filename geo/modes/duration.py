"""How long a leg takes: distance over speed, and what is lost on the way, added up by convolution."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from geo import chance
from geo.modes import crossings, railways
from geo.modes.speeds import SpeedIn, Stretch, speed_over
from geo.modes.vehicles import Vehicle
from geo.quantity import Estimate

_KEPT = 1024  # the borders of a leg are those of many more, and a sample takes 8 kB
# Which sample each part of a leg is drawn from: any numbers, so long as they differ.
_DISTANCE, _SPEED, _FIXED, _GAUGE, _FIRST_BORDER = 101, 102, 103, 104, 105


def hours(
    vehicle: Vehicle,
    distance: Estimate,
    *,
    countries: Sequence[str] = (),
    gauge_breaks: int = 0,
    stretches: Sequence[Stretch] = (),
    train_kmh: SpeedIn = railways.speed_kmh,
) -> Estimate:
    """From departure to arrival over `distance` (km).

    `countries` are those passed through in order, the first included, "" for one that is not known; `gauge_breaks` is
    how often the gauge changes, and `stretches` how the distance is shared among countries. The errors of distance,
    speed and of each thing that holds a traveller up are taken to be independent.
    """
    speed = speed_over(vehicle, stretches, train_kmh)
    taken = chance.quotient(distance, _DISTANCE, speed, _SPEED)
    return chance.estimate_of(taken + _lost(vehicle, tuple(countries), gauge_breaks), "h")


@lru_cache(maxsize=_KEPT)
def _lost(vehicle: Vehicle, countries: tuple[str, ...], gauge_breaks: int) -> npt.NDArray[np.float64]:
    """What is lost on the way: a sample of the hours."""
    standing = [_standing(vehicle, *pair) for pair in itertools.pairwise(countries)]
    changes = max(0, gauge_breaks - sum(with_gauge for _, with_gauge in standing))
    parts = [(_FIXED, vehicle.fixed_hours), (_GAUGE, vehicle.gauge_hours * changes)]
    parts += [(_FIRST_BORDER + number, hours) for number, (hours, _) in enumerate(standing)]
    samples = (chance.value_at(hours, chance.scores(key)) for key, hours in parts if hours.high > 0)
    return chance.kept(sum(samples, np.zeros(chance.COUNT)))


def _standing(vehicle: Vehicle, one: str, other: str) -> tuple[Estimate, bool]:
    """How long a vehicle stands at a border, and whether a change of gauge is in that."""
    if one and crossings.is_open(one, other):
        return Estimate.exact(0.0, "h"), False
    known = None if vehicle.mode != "rail" or vehicle.waved_through else crossings.by_rail(one, other)
    return (known.hours, known.with_gauge) if known else (vehicle.border_hours, False)
