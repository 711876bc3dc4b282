"""Names of one text vote for each other's places: how well a place agrees with what the other names may mean.

A text is taken as a set of names whose places lie together more often than chance has it: a pairwise Markov random
field, of which the messages to one name are computed once (Pearl 1988, "Probabilistic reasoning in intelligent
systems", on loopy graphs an approximation). Passing them on a second time was no better.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from geo.gazetteer.ranking import Row, alone, distance_km
from geo.journey import Point

# Natural logarithms of how much likelier two places are to stand in one text for lying in one country, in one
# first-order region, together, and by the edge of a region named; then the distance at which nearness counts half. And
# how sharply a name's meanings are told apart by their scores. docs/experiments/votes_of_names.py derives them and
# shows how little they matter.
SAME_COUNTRY, SAME_REGION, TOGETHER, BESIDE, HALF_KM = 0.5, 2.0, 3.0, 1.0, 100.0
SHARPNESS = 24.0
_MEANINGS = 20  # of a name among others; the rest have next to no weight
_EDGED = {"region", "water"}
_AREAS = {"country"} | _EDGED


class Meaning(NamedTuple):
    """A place that another name of the text may mean, and how likely, all of a name's being 1."""

    weight: float
    row: Row


def meanings(rows: Iterable[Row]) -> tuple[Meaning, ...]:
    """What a name means by itself, the likeliest places first."""
    scored = sorted(((alone(row), row) for row in rows), reverse=True)[:_MEANINGS]
    weights = [math.exp(SHARPNESS * (score - scored[0][0])) for score, _ in scored]
    return tuple(Meaning(weight / sum(weights), row) for weight, (_, row) in zip(weights, scored, strict=True))


def votes(names: Sequence[Sequence[Meaning]]) -> Callable[[Row], float]:
    """How well a place agrees with other names, from 0 to 1: their mean, so that no number of names drowns the rest."""

    def agreement(row: Row) -> float:
        return sum(_vote(row, name) for name in names) / len(names)

    return agreement


def _vote(row: Row, name: Sequence[Meaning]) -> float:
    """The message of one name; one that has nothing to do with the place costs no more than the best agreement."""
    most = SAME_COUNTRY + SAME_REGION + TOGETHER
    return math.log(sum(weight * math.exp(_bond(row, other)) for weight, other in name)) / most


def _bond(row: Row, other: Row) -> float:
    same = row.country == other.country != ""
    bond = SAME_COUNTRY * same
    if same and row.region == other.region != "":
        bond += SAME_REGION
    if not _AREAS & {row.kind, other.kind}:
        return bond + TOGETHER * _nearness(row, other)
    beside = other.kind in _EDGED and row.kind not in _AREAS and bond < SAME_REGION
    return bond + BESIDE * _nearness(row, other) if beside else bond


def _nearness(row: Row, other: Row) -> float:
    """From 1 down to 0; a region or a sea is as near as its edge, as far from its middle as it is precise."""
    edge_km = other.precision_km if other.kind in _EDGED else 0.0
    apart_km = max(0.0, distance_km(Point(row.lat, row.lon), Point(other.lat, other.lon)) - edge_km)
    return 1 / (1 + apart_km / HALF_KM)
