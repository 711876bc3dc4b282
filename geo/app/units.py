"""Figures in the units that a visitor chose. Kilometres inside; here alone they are told in others."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from geo.quantity import KM_PER_MILE, KM_PER_NAUTICAL_MILE, Estimate
from geo.show.shape import Figure
from geo.show.words import quantity_in_words
from geo.translation import ENGLISH, Words, words_of


@dataclass(frozen=True, slots=True)
class Units:
    """How long one unit of length is in km, and the texts of the catalogues that it and its speed are written by."""

    km: float
    length: str
    speed: str
    words: Words = field(default_factory=lambda: words_of(ENGLISH))


KILOMETRES = Units(1.0, "figure.km", "figure.km/h")
ALL: Mapping[str, Units] = MappingProxyType(
    {
        "km": KILOMETRES,
        "miles": Units(KM_PER_MILE, "app-figure.mi", "app-figure.mph"),
        "nautical": Units(KM_PER_NAUTICAL_MILE, "app-figure.nmi", "app-figure.kn"),
    }
)


def length(km: float, units: Units) -> str:
    """A length without bounds: `126.6 km` is `78.7 mi`."""
    return units.words.say(units.length, value=f"{km / units.km:,.1f}")


def whole_length(km: float, units: Units) -> str:
    """A length to the whole unit: `126.6 km` is `79 mi`."""
    return units.words.say(units.length, value=f"{km / units.km:,.0f}")


def told(figure: Figure | Estimate | None, units: Units) -> str:
    """A figure for people, with its bounds: `318 km (312–331)` is `198 mi (194–206)`; times and angles stay."""
    if figure is None:
        return units.words["app.unknown"]
    estimate = figure if isinstance(figure, Estimate) else _estimate(figure)
    if estimate.unit not in {"km", "km/h"} or units.km == 1:
        return quantity_in_words(estimate, units.words)
    return _written(estimate * (1 / units.km), units.length if estimate.unit == "km" else units.speed, units.words)


def _written(estimate: Estimate, text: str, words: Words) -> str:
    """As `quantity_in_words` has it, by the text of another unit."""
    number, _, bounds = str(estimate).removeprefix("over ").partition(" (")
    told_as = words.say(text, value=number.removesuffix(estimate.unit).strip())
    if math.isinf(estimate.high):
        return words.say("figure.over", figure=told_as)
    return f"{told_as} ({bounds}" if bounds else told_as


def _estimate(figure: Figure) -> Estimate:
    """The figure of a payload, whose open sides are None."""
    low = -math.inf if figure["low"] is None else figure["low"]
    high = math.inf if figure["high"] is None else figure["high"]
    return Estimate(low, figure["best"], high, figure["unit"])  # type: ignore[arg-type] # a payload's unit is one of ours
