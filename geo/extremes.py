"""Superlatives as reporters write them: "the longest leg", "his shortest drive", "the furthest north"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from geo.errors import Fault, UsageError

Of = Literal["leg", "stay", "stop"]
By = Literal["distance", "duration", "north", "east", "south", "west", "away"]

# What a leg may be called, and the way of travelling that says so.
_LEGS: Mapping[str, str | None] = {
    "leg": None, "trip": None, "journey": None, "stretch": None, "ride": None, "drive": "road", "car ride": "road",
    "train ride": "rail", "train journey": "rail", "train trip": "rail", "flight": "air", "voyage": "sea",
    "walk": "foot",
}  # fmt: skip
_STAYS = ("stay", "stop", "visit", "stopover", "halt")
_POINTS = ("stop", "point", "place", "town", "city")
_POINT = rf"(?:\s+(?:{'|'.join(_POINTS)}))?"
_LENGTH = re.compile(
    rf"(?P<most>longest|shortest)\s+(?:(?P<leg>{'|'.join(_LEGS)})|(?P<stay>{'|'.join(_STAYS)}))"
    r"(?:\s+by\s+(?P<by>distance|time|rail|train|road|car|air|plane|sea|ship|foot))?"
)
_SIDES: Mapping[str, By] = {"north": "north", "east": "east", "south": "south", "west": "west"}
_SIDE = "|".join(_SIDES)
_FURTHEST = re.compile(
    rf"(?P<point>{_SIDE})ernmost{_POINT}|(?:furthest|farthest)\s+(?P<side>{_SIDE}){_POINT}"
    rf"|(?:furthest|farthest){_POINT}\s+(?:to\s+the\s+)?(?P<towards>{_SIDE})"
    rf"|most\s+(?P<erly>{_SIDE})erly{_POINT}|(?P<away>(?:furthest|farthest){_POINT}(?:\s+from\s+home)?)"
)
_HINT = (
    "write for example 'longest leg', 'longest leg by time', 'shortest stay', 'northernmost stop' or 'farthest stop'"
)


@dataclass(frozen=True, slots=True)
class Superlative:
    """What is said to be the most of its kind: a leg, a stay or a stop, `by` what, and among those of which `way`."""

    text: str
    of: Of
    by: By
    most: bool = True
    way: str | None = None

    def __str__(self) -> str:
        """What was written."""
        return self.text


def read_superlative(text: str) -> Superlative:
    """The superlative a reporter wrote. Raises `UsageError` for what is none."""
    plain = re.sub(r"^(?:(?:the|his|her|its|their)\s+)*", "", " ".join(text.split()).lower())
    if match := _LENGTH.fullmatch(plain):
        return _of_length(match, text)
    if match := _FURTHEST.fullmatch(plain):
        parts = match.groupdict()
        side = parts["point"] or parts["side"] or parts["towards"] or parts["erly"]
        return Superlative(text, "stop", _SIDES[side] if side else "away")
    raise UsageError(Fault("no superlative that can be held against a journey", found=text, hint=_HINT))


def _of_length(match: re.Match[str], text: str) -> Superlative:
    most, by = match["most"] == "longest", match["by"]
    if match["stay"]:
        if by:
            raise UsageError(Fault("a stay has no way of travelling", found=text, hint=_HINT))
        return Superlative(text, "stay", "duration", most)
    way = _LEGS[match["leg"]] if by in {None, "distance", "time"} else by
    return Superlative(text, "leg", "duration" if by == "time" else "distance", most, way)
