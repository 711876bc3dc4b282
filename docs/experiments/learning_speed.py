"""What share of a vehicle's speed is the journey's, and how many slow stretches tell of halts? Does it matter?

    python docs/experiments/learning_speed.py

`geo.learning` takes half of the variance of a leg's hours to be common to a vehicle's legs of one journey, and one slow
stretch in four to tell of a halt. Neither is published, so both are tried here on journeys made by chance: six legs, of
which three are observed to within half an hour; in truth the common share is 0.2, 0.5 or 0.8, and none, one in four or
half of the observed legs have halts. For each truth and each assumption it prints how many of the other three legs
took what was foretold (nine in ten are meant to), and how wide that was beside what was known before. Then it asks the
same of Kim Jong Un's train in September 2023: each stretch foretold from the others.

The answer: with 0.5 and 0.25 between 81 and 98 % of the legs take what was foretold, whatever is true, and bounds get
up to a fifth narrower. Assuming less in common teaches nothing; assuming more promises up to 40 % too much. Of the four
stretches of Kim's train two can have taken what the others foretell; the two on the way home took longer than even what
was known before allows: it halted, and what is learnt of halts says little.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import numpy as np

from geo import learning
from geo.chance import value_at
from geo.learning import Stretch
from geo.pipeline import travel
from geo.quantity import Estimate
from geo.reader import read
from geo.timetable import passage

PRIOR = Estimate(7.4, 10.3, 16.9, "h")  # 556 km by armoured train
JOURNEYS = 300
OBSERVED, LEGS = 3, 6
TRUTHS = list(product((0.2, 0.5, 0.8), (0.0, 0.25, 0.5)))
ASSUMED = list(product((0.2, 0.5, 0.8), (0.0, 0.25)))
KIM = Path(__file__).parents[2] / "itineraries" / "kim-russia-2023.yaml"


def main() -> None:
    """Prints coverage and width for each truth and assumption, and Kim's stretches."""
    print("truth: common, halted | " + " | ".join(f"assumed {share}, {halted}" for share, halted in ASSUMED))
    for truth in TRUTHS:
        cells = [f"{coverage:.0%} {width:.2f}" for coverage, width in (tried(truth, each) for each in ASSUMED)]
        print(f"{truth[0]}, {truth[1]:4} | " + " | ".join(cells))
    assume(0.5, 0.25)
    for stretch, foretold in left_out():
        took = f"{stretch.least_hours:.1f} to {stretch.most_hours:.1f} h"
        print(f"Kim's train, {stretch.distance_km:,.0f} km: took {took}; foretold {foretold} (before: {stretch.hours})")


def assume(share: float, halted: float) -> None:
    """Sets what is assumed."""
    learning.SHARED, learning._HALTED = share, halted  # noqa: SLF001 -- an experiment with what is otherwise constant


def tried(truth: tuple[float, float], assumed: tuple[float, float]) -> tuple[float, float]:
    """How many legs took what was foretold, and how wide that was beside what was known before."""
    draw = np.random.default_rng(7)
    hits, widths = list[float](), list[float]()
    assume(*assumed)
    for _ in range(JOURNEYS):
        hours = made(draw, truth[0])
        halts = (draw.random(OBSERVED) < truth[1]) * draw.uniform(1, 12, OBSERVED)
        seen = [Stretch("t", 556.0, PRIOR, took - 0.5, took + 0.5) for took in hours[:OBSERVED] + halts]
        foretold = after(seen)
        hits += [foretold.low <= took <= foretold.high for took in hours[OBSERVED:]]
        widths.append((foretold.high - foretold.low) / (PRIOR.high - PRIOR.low))
    return float(np.mean(hits)), float(np.mean(widths))


def made(draw: np.random.Generator, share: float) -> np.ndarray:  # type: ignore[type-arg] -- of numbers
    """The hours of a journey's legs."""
    score = np.sqrt(share) * draw.normal() + np.sqrt(1 - share) * draw.normal(size=LEGS)
    return value_at(PRIOR, score)


def after(seen: list[Stretch], prior: Estimate = PRIOR) -> Estimate:
    """The hours of a leg like those seen."""
    return learning.foretold(prior, seen)


def left_out() -> Iterator[tuple[Stretch, Estimate]]:
    """Each observed stretch of Kim's journey, with what the others foretell of it."""
    journey = travel(read(KIM))
    passages = [passage(route) for route in journey.routes]
    train = [each for each in learning.observed(journey.timing, passages) if each.telling and "train" in each.by]
    for stretch in train:
        yield stretch, after([other for other in train if other is not stretch], stretch.hours)


if __name__ == "__main__":
    main()
