"""How fast are trains and road vehicles in each country, how much do journeys differ, and what do legs share?

    python docs/experiments/durations.py

The journeys are those of benchmarks/authorities/leg-durations.csv over the lengths of our routes. Printed are: for each
kind of train the world's median and how much the logarithms of speeds vary between countries and within them (one-way
analysis of variance with unequal groups: Searle, Casella and McCulloch, *Variance Components*, ch. 3); what the
journeys tell of each country, as geo/modes/railways.py carries it, and where that is out of date; whether long or night
journeys are slower; what road vehicles make of a country's mean speed; how fast ships and aircraft are; and how much of
the variance two legs of one vehicle have in common.
"""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from benchmarks.durations import LEARNT, Leg, known, read
from geo.modes.railways import TRAINS, Trains
from geo.modes.roads import speed_kmh
from geo.quantity import KM_PER_NAUTICAL_MILE, Estimate


def groups(legs: Sequence[Leg], kind: str) -> dict[str, list[Leg]]:
    """The journeys of a kind of train within each country."""
    found: dict[str, list[Leg]] = defaultdict(list)
    for leg in legs:
        if leg.by == kind and leg.country and leg.tells:
            found[leg.country].append(leg)
    return found


def spreads(values: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    """The mean of groups of values, and the standard deviations between groups and within them."""
    count, sizes = sum(map(len, values)), [len(group) for group in values]
    means = [statistics.fmean(group) for group in values]
    within = sum((value - mean) ** 2 for group, mean in zip(values, means, strict=True) for value in group)
    within /= count - len(values)
    grand = sum(map(sum, values)) / count
    between = sum(size * (mean - grand) ** 2 for size, mean in zip(sizes, means, strict=True)) / (len(values) - 1)
    typical = (count - sum(size**2 for size in sizes) / count) / (len(values) - 1)
    between = max(0.0, (between - within) / typical)
    weights = [1 / (between + within / size) for size in sizes]
    mean = sum(weight * mean for weight, mean in zip(weights, means, strict=True)) / sum(weights)
    return mean, math.sqrt(between), math.sqrt(within)


def trains(legs: Sequence[Leg], kind: str, used: Trains) -> None:
    """Speeds of a kind of train, and what of that two legs share."""
    found = groups(legs, kind)
    world, between, within = spreads([[math.log(leg.running_kmh) for leg in group] for group in found.values()])
    print(f"\n{kind}: {sum(map(len, found.values()))} journeys in {len(found)} countries")
    print(f"  world {math.exp(world):.1f} km/h, between countries {between:.3f}, within them {within:.3f}")
    print(f"  used: world {used.world_kmh:.1f} km/h, between {used.between:.3f}, within {used.within:.3f}")
    print(
        f"  shared where a country is not known: {between**2 / (between**2 + within**2):.2f}; with two and ten journeys"
    )
    for journeys in (2, 10):
        left = between**2 * (1 - between**2 / (between**2 + within**2 / journeys))
        print(f"    {journeys}: {left / (left + within**2):.2f}")
    told = known(legs)[kind]
    print("  " + " ".join(f"{country} {of.kmh:.1f} {of.journeys}" for country, of in told.items()))
    stale = [country for country in {*told, *used.countries} if not same(told, used, country)]
    print(f"  out of date in geo/modes/railways.py: {', '.join(sorted(stale)) or 'nothing'}")


def same(told: dict, used: Trains, country: str) -> bool:
    """Whether the figure that is used is the one derived."""
    ours, theirs = told.get(country), used.countries.get(country)
    return bool(ours and theirs) and abs(ours.kmh - theirs.kmh) < 0.06 and ours.journeys == theirs.journeys


def long_and_at_night(legs: Sequence[Leg]) -> None:
    """Whether speed falls with length, and in journeys of 8 to 16 hours, mostly by night, within a country."""
    rows, speeds = [], []
    for group in groups(legs, "rail").values():
        if len(group) < 3:
            continue
        logs = np.array([math.log(leg.running_kmh) for leg in group])
        about = np.array([[math.log(leg.passage.distance_km.best), 8 <= leg.real <= 16] for leg in group], float)
        rows += list(about - about.mean(axis=0))
        speeds += list(logs - logs.mean())
    slope, _, _, _ = np.linalg.lstsq(np.array(rows), np.array(speeds), rcond=None)
    left = np.array(speeds) - np.array(rows) @ slope
    error = np.sqrt(np.diag(np.linalg.inv(np.array(rows).T @ np.array(rows)) * left.var()))
    print("\nrail, speed within a country: by the logarithm of length, and if 8 to 16 hours long")
    print(f"  {slope[0]:+.3f} ± {error[0]:.3f}, {slope[1]:+.3f} ± {error[1]:.3f}; {np.std(left):.3f} is left")


def roads(legs: Sequence[Leg], vehicle: str) -> None:
    """What journeys make of the mean speed of the countries they pass through, city ends apart."""
    shares = []
    for leg in legs:
        stretches = leg.passage.route.path.stretches
        speeds = [(stretch.km, speed_kmh("road", stretch.country)) for stretch in stretches]
        if leg.by != vehicle or not all(speed for _, speed in speeds) or not speeds:
            continue
        mean = sum(km for km, _ in speeds) / sum(km / speed.best for km, speed in speeds if speed)
        shares.append(leg.running_kmh / mean * ROAD_BEST)
    print(f"\n{vehicle}: {len(shares)} journeys, shares of the mean speed at 5, 25, 50, 75, 95 %:")
    print("  " + ", ".join(f"{share:.2f}" for share in np.percentile(shares, [5, 25, 50, 75, 95])))


# `speed_kmh` gives a country's mean speed times the best share of "road"; this takes it out again.
ROAD_BEST = (speed_kmh("road", "US") or Estimate.exact(0.0, "km/h")).best / 107.0


def others(legs: Sequence[Leg], vehicle: str, unit: str, factor: float) -> None:
    """How fast vehicles are that need neither rails nor roads."""
    speeds = sorted(leg.running_kmh / factor for leg in legs if leg.by == vehicle)
    print(f"\n{vehicle}, {unit}: " + ", ".join(f"{speed:.0f}" for speed in speeds))


def main() -> None:
    """Print it all."""
    legs = read(LEARNT)
    for kind, used in TRAINS.items():
        trains(legs, kind, used)
    long_and_at_night(legs)
    for vehicle in ("car", "motorcade"):
        roads(legs, vehicle)
    for vehicle in ("ship", "warship"):
        others(legs, vehicle, "knots", KM_PER_NAUTICAL_MILE)
    for vehicle in ("airliner", "air", "helicopter"):
        others(legs, vehicle, "km/h", 1.0)


if __name__ == "__main__":
    main()
