"""How fast a million geodesics are measured, beside bare pyproj and geopy.

    python benchmarks/geodesic.py

Random positions all over the globe. geopy measures two thousand of them, one by one as it must; the ratio is per pair.
Ours shares them out to all processors: the clock shows how long a user waits, the processor's time what it takes in
all, as it would on a single processor.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from geopy.distance import geodesic
from pyproj import Geod

from geo.geodesy import distances_km

PAIRS = 1_000_000
GEOPY_PAIRS = 2_000
RUNS = 5


Times = tuple[float, float]  # by the clock, and of the processor


def best_s(*questions: Callable[[], object]) -> list[Times]:
    """The best times of each, asked in turn, so that a change in the machine's speed meets all."""
    times: list[list[Times]] = [[] for _ in questions]
    for _ in range(RUNS):
        for taken, question in zip(times, questions, strict=True):
            start = time.perf_counter(), time.process_time()
            question()
            taken.append((time.perf_counter() - start[0], time.process_time() - start[1]))
    return [(min(clock), min(processor)) for clock, processor in (zip(*taken, strict=True) for taken in times)]


def main() -> None:
    chance = np.random.default_rng(1)
    lat, lat2 = (np.degrees(np.arcsin(chance.uniform(-1, 1, PAIRS))) for _ in range(2))
    lon, lon2 = (chance.uniform(-180, 180, PAIRS) for _ in range(2))
    geod = Geod(ellps="WGS84")
    some = list(zip(*(part[:GEOPY_PAIRS].tolist() for part in (lat, lon, lat2, lon2)), strict=True))
    ours, bare, geopy = best_s(
        lambda: distances_km(lat, lon, lat2, lon2),
        lambda: geod.inv(lon, lat, lon2, lat2),
        lambda: [geodesic((a, b), (c, d)).km for a, b, c, d in some],
    )
    theirs = np.array([geodesic((a, b), (c, d)).km for a, b, c, d in some])
    apart = np.abs(theirs - distances_km(lat, lon, lat2, lon2)[:GEOPY_PAIRS]).max()
    for which, measure in enumerate(("clock", "processor")):
        each = geopy[which] * PAIRS / GEOPY_PAIRS
        print(f"by the {measure}:")
        print(f"demarche    {ours[which]:8.2f} s for a million geodesics")
        print(f"bare pyproj {bare[which]:8.2f} s: ours takes {ours[which] / bare[which]:.2f} times as long")
        print(f"geopy       {each:8.2f} s (from {GEOPY_PAIRS}): {each / ours[which]:.0f} × ours")
    print(f"geopy and ours are at most {1e6 * apart:.3f} mm apart")


if __name__ == "__main__":
    main()
