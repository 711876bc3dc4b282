"""What the observed stretches of a journey teach of the speed of its vehicles.

Each leg's hours have a score (`geo.chance`): the sum of one that all legs of a vehicle share and one of its own. The
shared one is learnt by Bayes on a grid from every stretch whose two ends were observed at stated times, as in Gelman et
al., *Bayesian Data Analysis*, 3rd ed., ch. 5. `docs/experiments/learning_speed.py` tries it on journeys known in full.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from geo.chance import Floats, estimate_of, score_of, scores, share_below, value_at
from geo.journey import ObservedSpeed, Passage, TimingPoint
from geo.modes import SHARED_SPEED
from geo.quantity import Estimate
from geo.timing import bounds_of, shares_between

SHARED = SHARED_SPEED
_GRID = np.linspace(-4.0, 4.0, 321)
# One stretch in four tells of a halt that nobody reported, and nothing of the speed; ours, tried in the experiment.
_HALTED = 0.25
_ALL_SCORES = 12.0
_NEVER = 1e-9  # so that statements beyond all experience teach nothing, rather than fail
_LOOSE = 0.03  # of a duration: how sure lengths are (docs/accuracy.md), and clocks
_EXACT_SHARE = 0.05  # of a leg's length, within which a sighting must be sure of its place; ours
# Statements that leave a duration less sure than by this factor teach little, and are not told as a speed; ours.
_TELLING = 2.5
_SHARED_KEY = 10_000  # past the number of any leg: no two samples are in one order


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a leg between two observed moments: how long it takes as far as known, and how long it took.

    `least_hours` and `most_hours` are what the statements allow, and how sure the places of sightings are.
    """

    by: str
    distance_km: float
    hours: Estimate
    least_hours: float
    most_hours: float

    @property
    def telling(self) -> bool:
        """Whether the statements say much of the speed."""
        return 0 < self.most_hours <= _TELLING * self.least_hours


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """Legs with the hours learnt for them, their hours at the least and at the most as samples, and observed speeds."""

    passages: tuple[Passage, ...]
    hours: tuple[tuple[Floats, Floats] | None, ...]
    speeds: tuple[ObservedSpeed, ...]


def observed(timing: Sequence[TimingPoint], passages: Sequence[Passage]) -> Iterator[Stretch]:
    """The stretches of legs between two statements that follow one another."""
    telling = [point for point in timing if point.event != "seen" or _exact(point, passages)]
    for one, other in pairwise(telling):
        passage = passages[other.stop - 1] if other.stop and one.event != "arrive" else None
        if passage is None or passage.hours is None:
            continue
        least, most = shares_between(one, other, passage)
        (first, last), (first2, last2) = bounds_of(one.stated), bounds_of(other.stated)
        if least > 0 and 0 < last2 - first < np.inf:
            share = (least + most) / 2
            soonest, longest = max(first2 - last, 0.0) * share / most, (last2 - first) * share / least
            yield Stretch(passage.route.by, share * passage.distance_km.best, passage.hours * share, soonest, longest)


def _exact(sighting: TimingPoint, passages: Sequence[Passage]) -> bool:
    """Whether a sighting says well enough where and when, for its leg."""
    closed = all(np.isfinite(bounds_of(sighting.stated)))
    return closed and sighting.place.precision_km <= _EXACT_SHARE * passages[sighting.stop - 1].distance_km.best


def learn(timing: Sequence[TimingPoint], passages: Sequence[Passage]) -> Lesson:
    """What the observed stretches of a journey teach of its legs."""
    stretches = tuple(observed(timing, passages))
    shared = {
        by: _Shared.of([stretch for stretch in stretches if stretch.by == by], _SHARED_KEY + number)
        for number, by in enumerate(dict.fromkeys(passage.route.by for passage in passages))
    }
    taught = {stretch.by for stretch in stretches}
    return Lesson(
        tuple(
            _taught(each, shared[each.route.by], number) if each.route.by in taught else each
            for number, each in enumerate(passages)
        ),
        tuple(_range(each, shared[each.route.by], number) for number, each in enumerate(passages)),
        tuple(speeds(stretches)),
    )


def foretold(hours: Estimate, stretches: Iterable[Stretch]) -> Estimate:
    """The hours of a leg of a vehicle that was observed on other stretches."""
    return _learnt(hours, _Shared.of(stretches, _SHARED_KEY), 0)


def _taught(passage: Passage, shared: _Shared, number: int) -> Passage:
    return replace(passage, hours=passage.hours and _learnt(passage.hours, shared, number), untaught=passage.hours)


def _learnt(hours: Estimate, shared: _Shared, number: int) -> Estimate:
    return estimate_of(value_at(hours, _score(shared.learnt, scores(number + 1))), "h")


def _range(passage: Passage, shared: _Shared, number: int) -> tuple[Floats, Floats] | None:
    """The hours of a leg at the least and at the most.

    A vehicle that was slow may have halted, and can still be as fast as its kind: what was learnt only ever widens.
    """
    if passage.hours is None:
        return None
    least, most = np.minimum(shared.known, shared.learnt), np.maximum(shared.known, shared.learnt)
    own = scores(number + 1)
    return value_at(passage.hours, _score(least, own)), value_at(passage.hours, _score(most, own))


def _score(shared: Floats, own: Floats) -> Floats:
    """The scores of a leg: what its vehicle's legs share, and its own."""
    return np.asarray(np.sqrt(SHARED) * shared + np.sqrt(1 - SHARED) * own)


@dataclass(frozen=True, slots=True, eq=False)
class _Shared:
    """The scores that a vehicle's legs share, as samples in one order: as known beforehand, and as learnt."""

    known: Floats
    learnt: Floats

    @classmethod
    def of(cls, stretches: Iterable[Stretch], key: int) -> _Shared:
        weight = np.exp(-0.5 * _GRID**2)
        for stretch in stretches:
            weight = weight * _likelihood(stretch)
        below = np.cumsum(weight) - weight / 2
        known = scores(key)
        return cls(known, np.interp(share_below(known), below / weight.sum(), _GRID))


def _likelihood(stretch: Stretch) -> Floats:
    """How likely a stretch takes as long as it was observed to, at each shared score of the grid."""
    taken = np.array([stretch.least_hours * (1 - _LOOSE), stretch.most_hours * (1 + _LOOSE)])
    ends = score_of(stretch.hours, taken)
    below = [share_below((end - np.sqrt(SHARED) * _GRID) / np.sqrt(1 - SHARED)) for end in ends]
    halted = below[1] * float(ends[1] - ends[0]) / _ALL_SCORES  # they ran for less, and any halt is as likely
    return np.asarray((1 - _HALTED) * (below[1] - below[0]) + _HALTED * halted + _NEVER)


def speeds(stretches: Sequence[Stretch]) -> Iterator[ObservedSpeed]:
    """How fast each vehicle went where it was observed, halts included: from the slowest stretch to the fastest."""
    telling = [stretch for stretch in stretches if stretch.telling]
    for by in dict.fromkeys(stretch.by for stretch in telling):
        own = [stretch for stretch in telling if stretch.by == by]
        km = sum(stretch.distance_km for stretch in own)
        hours = sum(np.sqrt(stretch.least_hours * stretch.most_hours) for stretch in own)
        slowest = min(stretch.distance_km / stretch.most_hours for stretch in own)
        fastest = max(stretch.distance_km / stretch.least_hours for stretch in own)
        yield ObservedSpeed(by, Estimate(slowest, float(km / hours), fastest, "km/h"), len(own), km)
