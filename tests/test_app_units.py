"""Figures in other units are the same figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.app.units import ALL, KILOMETRES, length, told
from geo.quantity import Estimate


@pytest.mark.parametrize(
    ("units", "text"),
    [("km", "321 km (311–339)"), ("miles", "199 mi (193–211)"), ("nautical", "173 nmi (168–183)")],
)
def test_a_distance_with_its_bounds(units: str, text: str) -> None:
    assert told(Estimate(311, 321, 339, "km"), ALL[units]) == text
    figure = {"low": 311.0, "best": 321.0, "high": 339.0, "unit": "km", "text": ""}
    assert told(figure, ALL[units]) == text  # type: ignore[arg-type]


def test_speeds_have_units_of_their_own_and_times_none() -> None:
    assert told(Estimate.exact(100, "km/h"), ALL["miles"]) == "62.1 mph"
    assert told(Estimate.exact(100, "km/h"), ALL["nautical"]) == "54 kn"
    assert told(Estimate.exact(5, "h"), ALL["miles"]) == "5 h"
    assert told(None, ALL["miles"]) == "unknown"


def test_open_sides_stay_open() -> None:
    figure = {"low": 150.0, "best": 150.0, "high": None, "unit": "km", "text": ""}
    assert told(figure, ALL["miles"]) == "over 93.2 mi"  # type: ignore[arg-type]


@given(st.floats(0, 40_000))
def test_kilometres_are_as_they_were(km: float) -> None:
    assert told(Estimate.exact(km, "km"), KILOMETRES) == str(Estimate.exact(km, "km"))
    assert length(km, KILOMETRES) == f"{km:,.1f} km"
