"""What a finding or a source says beside what every report shows of it, by the names of its fields.

A field that is added to `Finding` or `Source` shows in every report without a line here; `_NAMES` may name it better.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass

from geo.itinerary import Source
from geo.journey import Finding, Place
from geo.quantity import Estimate
from geo.show.words import figure, said
from geo.when import When, Window

_NAMES = {
    "computed": "Worked out",
    "fits": "Fits instead",
    "flip": "What would turn it",
    "readings": "Readings tried, the best first",
    "origin": "From",
    "destination": "To",
    "sha256": "SHA-256",
}
# `claim` is its number, and `geometry` is drawn on the map.
_SHOWN_OF_FINDINGS = {
    "quote",
    "source",
    "kind",
    "verdict",
    "explanation",
    "said",
    "known",
    "claim",
    "geometry",
}
_SHOWN_OF_SOURCES = {"publisher", "title", "date", "url"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and the texts it has: one, or several of a list."""

    name: str
    texts: tuple[str, ...]


def facts_of(finding: Finding) -> tuple[Fact, ...]:
    """The facts of a finding, in the order of its fields; a bare number is in the unit of its figure."""
    named = {field.name: getattr(finding, field.name) for field in fields(finding)}
    named["claimed"] = finding.claimed or finding.said
    named["computed"] = finding.known or finding.computed or (named["claimed"] and "cannot be told")
    unit = finding.claimed.unit if isinstance(finding.claimed, Estimate) else "h"
    with_units = {name: f"{value:,.4g} {unit}" if isinstance(value, float) else value for name, value in named.items()}
    return tuple(_facts(with_units, _SHOWN_OF_FINDINGS))


def more_of(source: Source) -> tuple[Fact, ...]:
    """What a source says beside publisher, title, date and address."""
    return tuple(_facts({name: getattr(source, name) for name in type(source).model_fields}, _SHOWN_OF_SOURCES))


def _facts(named: Mapping[str, object], shown: Iterable[str]) -> Iterable[Fact]:
    for name, value in named.items():
        texts = tuple(_texts(value))
        if texts and name not in shown:
            yield Fact(_NAMES.get(name) or _words(name), texts)


def _words(name: str) -> str:
    return name.replace("_", " ").strip().capitalize()


def _texts(value: object) -> Iterable[str]:
    """A value for people; nothing for what is not there."""
    if value is None or value == "":
        return
    if isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, Estimate | Window):
        yield figure(value) or ""
    elif isinstance(value, When):
        yield said(value) or ""
    elif isinstance(value, Place):
        yield value.name
    elif isinstance(value, bool):
        yield "yes" if value else "no"
    elif isinstance(value, float):
        yield f"{value:,.4g}"
    elif is_dataclass(value) and type(value).__str__ is object.__str__:
        named = {field.name: getattr(value, field.name) for field in fields(value)}
        yield "; ".join(f"{fact.name.lower()}: {', '.join(fact.texts)}" for fact in _facts(named, ()))
    else:
        yield str(value)
