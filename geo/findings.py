"""What becomes of a claim: its verdict, the readings its figure may have, and the reports it stands beside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from geo.fields import Figure
from geo.places import Place, Point
from geo.quantity import Estimate
from geo.when import Window

__all__ = ["Figure", "Finding", "Group", "Reading", "Verdict"]

Verdict = Literal["consistent", "contradicted", "undetermined"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a figure may be of, what that then is, and how badly the figure fits it, from 0.

    `misfit` is the logarithm of their ratio, of directions the degrees between them and of times the hours. `turn`
    says in words what would have to be otherwise, by so many `changes`; None where the reading is about the report.
    """

    label: str
    value: Estimate | Window
    misfit: float = 0.0
    fits: bool = True
    turn: str | None = None
    changes: int = 1

    def __str__(self) -> str:
        """For people: `straight line from Artëm, 164 km`."""
        return f"{self.label}, {self.value.rounded() if isinstance(self.value, Estimate) else self.value}"

    @property
    def full(self) -> str:
        """With its bounds: `by rail 318 km (312–331)`."""
        return f"{self.label} {self.value}"


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim held against the journey: what was said, what was worked out, and what the figure fits instead.

    `margin` is by how much the two meet, or, below zero, miss each other, in the figure's unit or in hours; `flip`
    what would turn the verdict. `readings` are what the figure may be of, the best first, where it is contradicted.
    `claim` is the number of the claim in the file, from 0; its ends are None where it is of the whole journey, and one
    place twice where it is of that. `said` and `known` are in words what was said and worked out that is no figure.
    `geometry` is the way between its ends, unwrapped, that a distance or a duration was worked out on; else empty.
    """

    quote: str
    source: str
    kind: Figure
    claimed: Estimate | Window | None
    computed: Estimate | Window | None
    verdict: Verdict
    fits: tuple[str, ...]
    explanation: str
    margin: float | None = None
    flip: str | None = None
    readings: tuple[Reading, ...] = ()
    claim: int | None = None
    # Whoever pins a place that was found changes no finding.
    origin: Place | None = field(default=None, compare=False)
    destination: Place | None = field(default=None, compare=False)
    by: str | None = None
    said: str | None = None
    known: str | None = None
    geometry: tuple[Point, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Group:
    """What several reports say of one thing: the findings, the lowest and highest figure, and who is closest.

    `computed` is what was worked out, None where nothing was; `closest` are the findings nearest to it.
    """

    kind: Figure
    origin: Place | None
    destination: Place | None
    findings: tuple[Finding, ...]
    spread: Estimate | Window
    computed: Estimate | Window | None
    closest: tuple[Finding, ...]
