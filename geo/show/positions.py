"""Positions as the map draws them: rounded to a metre, and on one turn of the globe."""

from __future__ import annotations

from geo.journey import Point

DIGITS = 5  # of a degree: a metre


def unwrapped(lon: float, near_lon: float) -> float:
    """`lon` turned to within half a turn of another longitude."""
    return round(lon + 360 * round((near_lon - lon) / 360), DIGITS)


def pair(point: Point, turn: float = 0.0) -> list[float]:
    """[lat, lon], moved by some turns of the globe in degrees."""
    return [round(point.lat, DIGITS), round(point.lon + turn, DIGITS)]
