"""How far sea routes are from published distances, and how fast they are found, beside searoute and scgraph.

    python -m benchmarks.sea

Needs nothing but Demarche; searoute and scgraph are timed where they are installed, and compared with ours once the
distances above have been searched, by when landmarks are found; `at first` is before. `authorities/sea-distances.csv`
holds the distances: `table` rows are from tables of distances, `log` rows what a ship sailed; `closed` names the
passages that the published route does not use.
"""

from __future__ import annotations

import csv
import importlib
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

import geo.network
from geo.journey import Point
from geo.network import artefact, borders, passages
from geo.network.graph import _OFF_COST, SPREAD_KM
from geo.network.search import Costs, cheapest
from geo.network.snap import boxes, snaps
from geo.network.way import Way

DATA = Path(geo.network.__file__).parents[1] / "data"
TABLE = Path(__file__).parent / "authorities" / "sea-distances.csv"
KM_PER_NM = 1.852
TIMED = {
    "Vladivostok – Busan": ((43.11, 131.89), (35.10, 129.04)),
    "Rotterdam – Singapore": ((51.90, 4.45), (1.27, 103.85)),
    "New York – Yokohama": ((40.69, -74.02), (35.45, 139.66)),
}

Place = tuple[float, float]


class Sea:
    """The sea network with passages to close, asked without anything but the graph and the search."""

    def __init__(self, file: Path = DATA / "sea.npz") -> None:
        self.graph = artefact.read(file)
        self.index = boxes(self.graph)
        self.costs = Costs(self.graph, borders.costs(self.graph, "sea"), _OFF_COST["sea"])

    def km(self, start: Place, end: Place, closed: frozenset[str] = frozenset()) -> float:
        costs = self.costs
        if closed:
            costs = costs.at(np.where(passages.closed(self.graph, closed), np.inf, costs.edge_cost))
        places = [snaps(self.graph, self.index, Point(*place), SPREAD_KM["sea"]) for place in (start, end)]
        found = cheapest(costs, places)
        if isinstance(found, int):
            return float("nan")
        one, other = found.chain()
        return Way.of(costs, (one, other)).km(self.graph.km) + one.snap.off_km + other.snap.off_km


def accuracy(sea: Sea) -> None:
    errors: dict[str, list[float]] = {"table": [], "log": []}
    for row in csv.DictReader(TABLE.open(encoding="utf-8")):
        start, end = ((float(row[f"{side}_lat"]), float(row[f"{side}_lon"])) for side in ("origin", "destination"))
        nm = sea.km(start, end, frozenset(filter(None, row["closed"].split(";")))) / KM_PER_NM
        official = float(row["official_nm"])
        errors[row["kind"]].append(nm / official - 1)
        without = f" without {row['closed']}" if row["closed"] else ""
        name = f"{row['origin']} – {row['destination']}{without}"
        print(f"{name:58} {row['kind']:5} {official:8.0f} nm, ours {nm:8.0f} {nm / official - 1:+7.1%}")
    for kind, found in (*errors.items(), ("all", errors["table"] + errors["log"])):
        off = np.array(found)
        shares = ", ".join(f"{np.mean(np.abs(off) <= limit):.0%} within {limit:.0%}" for limit in (0.02, 0.05))
        low, middle, high = np.percentile(off, [5, 50, 95])
        print(f"{kind}: {len(off)} rows, median {middle:+.1%}, {shares}, 5 to 95 %: {low:+.1%} to {high:+.1%}")


def best_ms(question: Callable[[], object], times: int = 5) -> float:
    question()
    taken = []
    for _ in range(times):
        start = time.process_time()
        question()
        taken.append((time.process_time() - start) * 1000)
    return min(taken)


def searoute_km() -> Callable[[Place, Place], object]:
    library = importlib.import_module("searoute")
    return lambda start, end: library.searoute(start[::-1], end[::-1])


def scgraph_km() -> Callable[[Place, Place], object]:
    graph = importlib.import_module("scgraph.geographs.marnet").marnet_geograph
    return lambda start, end: graph.get_shortest_path(
        origin_node={"latitude": start[0], "longitude": start[1]},
        destination_node={"latitude": end[0], "longitude": end[1]},
    )


def speed(sea: Sea) -> None:
    file = DATA / "sea.npz"
    print(f"load {best_ms(lambda: artefact.read(file)):.0f} ms, {file.stat().st_size / 1e6:.2f} MB")
    fresh = Sea()
    first = {f"{name}, at first": best_ms(lambda ends=ends: fresh.km(*ends)) for name, ends in TIMED.items()}
    ours = {name: best_ms(lambda ends=ends: sea.km(*ends)) for name, ends in TIMED.items()}
    for name, ms in (first | ours).items():
        print(f"demarche  {name:36} {ms:8.1f} ms")
    for peer, make in (("searoute", searoute_km), ("scgraph", scgraph_km)):
        try:
            ask = make()
        except ImportError:
            print(f"{peer} is not installed")
            continue
        for name, ends in TIMED.items():
            ms = best_ms(lambda ends=ends, ask=ask: ask(*ends))
            print(f"{peer:9} {name:36} {ms:8.1f} ms {ms / ours[name]:6.1f} × ours")


if __name__ == "__main__":
    network = Sea()
    accuracy(network)
    speed(network)
