"""How often does the embedded gazetteer's first answer lie within 161 km of the truth, and how fast is it?

    python benchmarks/gazetteer.py TOPONYMS.json

TOPONYMS.json is a list of `{"doc", "name", "lat", "lon", "among"}`: place names in news articles with their true
positions, and the other names of the same article. 161 km are 100 miles, the usual measure (A@161).
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from geo import gazetteer
from geo.gazetteer.ranking import distance_km
from geo.journey import Candidate, Point

NEAR_KM = 161


def main(path: Path) -> None:
    toponyms = json.loads(path.read_text(encoding="utf-8"))
    index = gazetteer.load()
    index.find("Vladivostok")
    report("name alone", toponyms, lambda row: index.find(row["name"], limit=50))
    report("among others", toponyms, lambda row: index.find(row["name"], limit=50, among=row["among"]))
    report("misspelt", [misspelt(row) for row in toponyms], lambda row: index.find(row["name"], limit=50))


def report(title: str, toponyms: list[dict[str, Any]], find: Callable[[dict[str, Any]], tuple[Candidate, ...]]) -> None:
    times_ms, first, any_, none = [], 0, 0, 0
    for row in toponyms:
        start = time.perf_counter()
        found = find(row)
        times_ms.append(1000 * (time.perf_counter() - start))
        hits = [distance_km(candidate.place.point, Point(row["lat"], row["lon"])) <= NEAR_KM for candidate in found]
        first += bool(hits) and hits[0]
        any_ += any(hits)
        none += not hits
    count = len(toponyms)
    median, high = statistics.median(times_ms), statistics.quantiles(times_ms, n=100)[98]
    print(
        f"{title:>12}: A@161 {first / count:.3f}, in the first fifty {any_ / count:.3f}, unknown {none / count:.3f} "
        f"({count} names); {median:.2f} ms median, {high:.2f} ms at the 99th percentile"
    )


def misspelt(row: dict[str, Any]) -> dict[str, Any]:
    """The same with its two middle letters exchanged."""
    name, middle = row["name"], len(row["name"]) // 2
    return row | {"name": name[: middle - 1] + name[middle] + name[middle - 1] + name[middle + 1 :]}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
