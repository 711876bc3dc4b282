"""Windows of time that are consistent with every statement, and the statements that are not.

A journey is a simple temporal network (Dechter, Meiri and Pearl, *Artificial Intelligence* 49 (1991), 61-95) that is a
chain: each timing point comes no sooner after the one before it than the way between them takes. The hours of the ways
are samples, so that an early arrival after many legs is the 5th percentile of their sum, and not the sum of theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from geo.chance import COUNT, Floats, high, low
from geo.journey import TimingPoint
from geo.timing import Link, bounds_of, windowed

_ROUNDING_HOURS = 1e-6


@dataclass(frozen=True, slots=True)
class Clash:
    """The numbers of two timing points whose statements cannot both hold, and the earliest that the later can be."""

    first: int
    second: int
    earliest: float


def windows(timing: Sequence[TimingPoint], links: Sequence[Link]) -> tuple[tuple[TimingPoint, ...], tuple[Clash, ...]]:
    """The timing points with their windows, and the clashes on the way.

    Nothing is inferred across a clash: what is before it and what is after it is worked out apart. A side that no
    statement and no least time closes is closed by how long the way takes at the most.
    """
    stated = [bounds_of(point.stated) for point in timing]
    earliest, clashes = _earliest(stated, links)
    latest = _latest(stated, links, {clash.second for clash in clashes})
    # What was stated too early to be reached keeps what was stated.
    latest = [max(last, first) for first, last in zip(earliest, latest, strict=True)]
    cut = {clash.second for clash in clashes}
    _close_after(latest, links, cut)
    _close_before(earliest, links, cut)
    found = zip(timing, earliest, latest, strict=True)
    return tuple(windowed(point, first, last) for point, first, last in found), clashes


def _earliest(stated: Sequence[tuple[float, float]], links: Sequence[Link]) -> tuple[list[float], tuple[Clash, ...]]:
    """Forwards: the earliest that each point can be."""
    found, clashes, because = list[float](), list[Clash](), 0
    reached = np.full(COUNT, -inf)
    for number, (first, last) in enumerate(stated):
        if number:
            reached = reached + links[number - 1].least
        sooner = low(reached)
        if first > sooner:
            because = number
        elif sooner > last + _ROUNDING_HOURS:
            clashes.append(Clash(because, number, sooner))
            reached, because, sooner = np.full(COUNT, -inf), number, -inf
        reached = np.maximum(reached, first)
        found.append(max(sooner, first))
    return found, tuple(clashes)


def _latest(stated: Sequence[tuple[float, float]], links: Sequence[Link], cut: set[int]) -> list[float]:
    """Backwards: the latest that each point can be and the rest still be in time."""
    found, left = list[float](), np.full(COUNT, inf)
    for number in range(len(stated) - 1, -1, -1):
        if number < len(links):
            left = np.full(COUNT, inf) if number + 1 in cut else left - links[number].least
        left = np.minimum(left, stated[number][1])
        found.append(high(left))
    return found[::-1]


def _close_after(latest: list[float], links: Sequence[Link], cut: set[int]) -> None:
    """Forwards: where nothing says until when, as long as the way from the point before takes at the most."""
    before = np.full(COUNT, inf)
    for number, last in enumerate(latest):
        before = _by(before, links[number - 1], number in cut, 1) if number else before
        if last == inf:
            latest[number] = high(before)
        else:
            before = np.full(COUNT, last)


def _close_before(earliest: list[float], links: Sequence[Link], cut: set[int]) -> None:
    """Backwards: where nothing says from when, as long before the point after it as the way takes at the most."""
    after = np.full(COUNT, -inf)
    for number in range(len(earliest) - 1, -1, -1):
        if number < len(links):
            after = _by(after, links[number], number + 1 in cut, -1)
        if earliest[number] == -inf:
            earliest[number] = low(after)
        else:
            after = np.full(COUNT, earliest[number])


def _by(moments: Floats, link: Link, cut: bool, way: int) -> Floats:  # noqa: FBT001 -- private, and all are needed
    """Moments moved over a link at its most; anywhere, where that is not known."""
    return np.full(COUNT, way * inf) if cut or link.most is None else moments + way * link.most
