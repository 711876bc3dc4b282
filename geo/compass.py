"""Directions as reporters write them: "north", "to the north-west", "NNE", "315°"."""

from __future__ import annotations

import re

from geo.errors import Fault, UsageError
from geo.quantity import Estimate

_POINTS = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")
_WORDS = {
    "N": "north", "NNE": "north-north-east", "NE": "north-east", "ENE": "east-north-east", "E": "east",
    "ESE": "east-south-east", "SE": "south-east", "SSE": "south-south-east", "S": "south", "SSW": "south-south-west",
    "SW": "south-west", "WSW": "west-south-west", "W": "west", "WNW": "west-north-west", "NW": "north-west",
    "NNW": "north-north-west",
}  # fmt: skip
_LETTERS = {"north": "n", "east": "e", "south": "s", "west": "w"}
# Half the way to the next point of as fine a compass: of four points for "north", eight for "north-east", sixteen for
# "north-north-east". "Due" north is as fine as sixteen: ours.
_HALF_POINT = {1: 45.0, 2: 22.5, 3: 11.25}
_PHRASE = re.compile(
    r"(?:(?:further|farther|to|the|due|directly)\s+)*(?P<point>[a-z]+?(?:[\s-][a-z]+?){0,2}?)(?:ern|wards?|erly)?(?:\s+of)?"
)
_BEARING = re.compile(r"(?P<degrees>\d{1,3}(?:\.\d{1,3})?)\s*(?:°|deg|degrees)?")


def read_direction(text: str) -> Estimate:
    """The bearings that a direction allows, in degrees from north, clockwise; `low` may be below 0, `high` above 360.

    Raises `UsageError` for what is no direction.
    """
    plain = " ".join(text.split()).lower()
    if match := _BEARING.fullmatch(plain):
        return _bearing(match["degrees"], text)
    match = _PHRASE.fullmatch(plain)
    point = _point(match["point"]) if match else None
    if match is None or point is None:
        hint = "write for example 'north', 'north-west', 'NNW' or '315°'"
        raise UsageError(Fault("no direction", found=text, hint=hint))
    exact = re.search(r"\b(?:due|directly)\b", plain)
    half = _HALF_POINT[3 if exact else len(point)]
    best = _POINTS.index(point) * 22.5
    return Estimate(best - half, best, best + half, "°")


def in_words(bearing: float) -> str:
    """The nearest of eight points of the compass: `north-west`."""
    return _WORDS[_POINTS[round(bearing / 45) % 8 * 2]]


def turned(bearing: Estimate, towards: float) -> Estimate:
    """The same bearings, by whole turns as near as can be to another one, so that 359° meets 0°."""
    turn = 360.0 * round((towards - bearing.best) / 360)
    return Estimate(bearing.low + turn, bearing.best + turn, bearing.high + turn, "°")


def _bearing(degrees: str, text: str) -> Estimate:
    """Half a unit of the last significant digit: 310 is good to within 5°, 315 to within half a degree."""
    value = float(degrees)
    if value > 360:
        raise UsageError(Fault("a bearing is from 0 to 360 degrees", found=text))
    zeros = len(degrees) - len(degrees.rstrip("0")) if "." not in degrees and value else 0
    decimals = len(degrees.partition(".")[2])
    half = 0.5 * 10.0 ** (min(zeros, 1) - decimals)
    return Estimate(value - half, value, value + half, "°")


def _point(words: str) -> str | None:
    """The point that a word means: `northwest`, `north west` and `nw` alike."""
    letters = re.sub(r"[\s-]", "", words)
    for name, letter in _LETTERS.items():
        letters = letters.replace(name, letter)
    return letters.upper() if letters.upper() in _POINTS else None
