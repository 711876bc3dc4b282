"""Figures in the units that a visitor chose. Kilometres inside; here alone they are told in others."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from geo.quantity import KM_PER_MILE, KM_PER_NAUTICAL_MILE, Estimate
from geo.show.shape import Figure

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Units:
    """How long one unit of length is in km, and how it and its speed are written."""

    km: float
    length: str
    speed: str


KILOMETRES = Units(1.0, "km", "km/h")
ALL: Mapping[str, Units] = MappingProxyType(
    {"km": KILOMETRES, "miles": Units(KM_PER_MILE, "mi", "mph"), "nautical": Units(KM_PER_NAUTICAL_MILE, "nmi", "kn")}
)


def length(km: float, units: Units) -> str:
    """A length without bounds: `126.6 km` is `78.7 mi`."""
    return f"{km / units.km:,.1f} {units.length}"


def told(figure: Figure | Estimate | None, units: Units) -> str:
    """A figure for people, with its bounds: `318 km (312–331)` is `198 mi (194–206)`; times and angles stay."""
    if figure is None:
        return UNKNOWN
    estimate = figure if isinstance(figure, Estimate) else None
    if estimate is None:
        assert not isinstance(figure, Estimate)
        estimate = _estimate(figure)
    names = {"km": units.length, "km/h": units.speed}
    if estimate.unit not in names:
        return str(estimate)
    text = str(estimate * (1 / units.km))
    return text.replace(f" {estimate.unit}", f" {names[estimate.unit]}", 1)


def _estimate(figure: Figure) -> Estimate:
    """The figure of a payload, whose open sides are None."""
    low = -math.inf if figure["low"] is None else figure["low"]
    high = math.inf if figure["high"] is None else figure["high"]
    return Estimate(low, figure["best"], high, figure["unit"])  # type: ignore[arg-type] # a payload's unit is one of ours
