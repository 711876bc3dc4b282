"""Positions written out: `43.1,131.9`, `43.1 N 131.9 E` and `43°06′20″N 131°52′24″E`."""

from __future__ import annotations

import math
import re

from geo.errors import Fault, UsageError
from geo.journey import Place

_FIGURE = r"\d+(?:\.\d+)?"
_ANGLE = (
    rf"([+\-−]?)\s*({_FIGURE}|nan|inf(?:inity)?)\s*[°ºd]?"
    rf"(?:\s*({_FIGURE})\s*[′'’m](?:\s*({_FIGURE})\s*(?:″|\"|”|''|′′|s(?=\s*[NSEW])))?)?\s*([NSEW]?)"
)
_POINT = re.compile(rf"\s*{_ANGLE}(?:\s*[,;]\s*|\s+|(?<=[NSEW]))\s*{_ANGLE}\s*", re.IGNORECASE)
_WRAPPED = re.compile(r"\s*(?:geo:|\((?=.*\)\s*$))(.*?)\)?\s*", re.IGNORECASE)  # RFC 5870, and parentheses
_SIDE_FIRST = re.compile(r"([NSEW])\s*([\d.][^NSEW]*?)\s*([,;\s])\s*([NSEW])\s*([\d.][^NSEW]*)", re.IGNORECASE)
_SPACED = re.compile(rf"({_FIGURE})\s+({_FIGURE})(?:\s+({_FIGURE}))?\s*([NSEW])", re.IGNORECASE)
_SIDES = {"N": "lat", "S": "lat", "E": "lon", "W": "lon"}


def _usual(text: str) -> str:
    """The same position in the usual order and with its signs: `N 48 51 24` as `48°51′24″N`."""
    bare = match[1] if (match := _WRAPPED.fullmatch(text)) else text.strip()
    turned = _SIDE_FIRST.sub(r"\2\1\3 \5\4", bare) if _SIDE_FIRST.fullmatch(bare) else bare
    if len(_SPACED.findall(turned)) == 2:
        return _SPACED.sub(lambda m: f"{m[1]}°{m[2]}′" + (f"{m[3]}″" if m[3] else "") + m[4], turned)
    return turned


def parse_point(text: str) -> Place | None:
    """The position that `text` writes out, or None where it is not one.

    Latitude comes first unless hemispheres say otherwise. Raises `UsageError` for one that is not on Earth.
    """
    match = _POINT.fullmatch(_usual(text))
    if match is None:
        return None
    first, second = match.groups()[:5], match.groups()[5:]
    axes = _SIDES.get(first[4].upper(), ""), _SIDES.get(second[4].upper(), "")
    if axes[0] and axes[0] == axes[1]:
        raise UsageError(Fault("a position needs a latitude and a longitude", found=text))
    if axes[0] == "lon" or axes[1] == "lat":
        first, second = second, first
    lat, lon = _degrees(*first, text=text), _degrees(*second, text=text)
    if not (abs(lat) <= 90 and abs(lon) <= 180):  # also refuses NaN
        raise UsageError(Fault("latitudes run from -90 to 90 and longitudes from -180 to 180", found=text))
    return Place(f"{lat:.4f}, {lon:.4f}", lat, lon)


def _degrees(sign: str, degrees: str, minutes: str | None, seconds: str | None, side: str, *, text: str) -> float:
    """An angle in decimal degrees; south and west are negative."""
    parts = float(degrees), float(minutes or 0), float(seconds or 0)
    if parts[1] >= 60 or parts[2] >= 60 or (sign and side) or (minutes and parts[0] % 1):
        raise UsageError(Fault("this is not an angle", found=text, hint="write for example 43°06′20″N 131°52′24″E"))
    angle = parts[0] + parts[1] / 60 + parts[2] / 3600
    negative = sign in {"-", "−"} or side.upper() in {"S", "W"}
    return math.copysign(angle, -1) if negative and angle else angle
