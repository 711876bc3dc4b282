"""How writers put a place: "the city of X", "X airport", "X, Region, Country", "X (Country)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PREFIXES = (
    (re.compile(r"(?:the )?(?:city|town|village|settlement) of ", re.IGNORECASE), "city"),
    (re.compile(r"(?:the )?(?:region|state|province|oblast|republic) of ", re.IGNORECASE), "region"),
    (re.compile(r"(?:the )?(?:port|harbou?r) of ", re.IGNORECASE), "port"),
    (re.compile(r"the ", re.IGNORECASE), None),
)
_SUFFIXES = (
    (re.compile(r" (?:international )?(?:airport|airfield|air ?base|aerodrome)", re.IGNORECASE), "airport"),
    (re.compile(r" (?:(?:central|main) )?(?:(?:railway|railroad|train) )?station", re.IGNORECASE), "station"),
    (re.compile(r" (?:region|oblast|krai|kray|province|state|prefecture|governorate)", re.IGNORECASE), "region"),
    (re.compile(r" (?:sea)?port| harbou?r", re.IGNORECASE), "port"),
    (re.compile(r" (?:city|town)", re.IGNORECASE), "city"),
)
_PARENTHESIS = re.compile(r"(.+?)\s*\(([^()]+)\)\s*")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a phrase: the bare name, the areas said to hold it, the kind of place said."""

    name: str
    within: tuple[str, ...] = ()
    kind: str | None = None


def readings(phrase: str) -> Iterator[Reading]:
    """The ways to take a phrase, the most literal first; the first that a gazetteer knows is meant."""
    yield Reading(phrase)
    head, within = _apart(phrase)
    if within:
        yield Reading(head, within)
    bare, kind = _bare(head)
    if bare != head:
        yield Reading(bare, within, kind)


def _apart(phrase: str) -> tuple[str, tuple[str, ...]]:
    """`Paris (Texas)` and `Paris, Texas, USA` as the name and the areas that hold it."""
    if match := _PARENTHESIS.fullmatch(phrase):
        return match[1], tuple(part.strip() for part in match[2].split(",") if part.strip())
    head, *rest = (part.strip() for part in phrase.split(","))
    return head, tuple(part for part in rest if part)


def _bare(name: str) -> tuple[str, str | None]:
    """`name` without the words that say what kind of place it is, and that kind."""
    for pattern, kind in _PREFIXES:
        if (match := pattern.match(name)) and match.end() < len(name):
            rest, further = _bare(name[match.end() :])
            return rest, further or kind
    for pattern, kind in _SUFFIXES:
        if (match := re.search(f"(?:{pattern.pattern})$", name, re.IGNORECASE)) and match.start():
            return name[: match.start()], kind
    return name, None
