"""How fast the networks load and answer, beside scgraph where an environment that has it is named.

    python benchmarks/networks.py [--peer PYTHON]

PYTHON is an interpreter with `scgraph` 2.x and `scgraph_data` 2.0.0, whose data we build ours from; both answer the
same questions, each in a process of its own, warm (the best of five after a first).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from geo.journey import Mode, Place
from geo.network import artefact, load

DATA = Path(artefact.__file__).parents[1] / "data"
QUESTIONS = {
    "Vladivostok – Khasan": (Place.at(43.1115, 131.8814), Place.at(42.4283, 130.6456)),
    "Novosibirsk – Krasnoyarsk": (Place.at(55.0353, 82.8985), Place.at(56.0063, 92.8316)),
    "Moscow – Vladivostok": (Place.at(55.7764, 37.6553), Place.at(43.1115, 131.8814)),
}
PEER = """
import json, sys, time
start = time.perf_counter()
from scgraph_data.world_railways import world_railways_geograph as graph
print(json.dumps(["import and load", (time.perf_counter() - start) * 1000]))
for name, ((lat, lon), (lat2, lon2)) in json.loads(sys.argv[1]).items():
    best = float("inf")
    for _ in range(6):
        start = time.perf_counter()
        try:
            graph.get_shortest_path(
                origin_node={"latitude": lat, "longitude": lon}, destination_node={"latitude": lat2, "longitude": lon2}
            )
        except Exception as error:
            name += f" ({error})"
        best = min(best, (time.perf_counter() - start) * 1000)
    print(json.dumps([name, best]))
"""


def best_ms(question: Callable[[], object], times: int = 5) -> float:
    question()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        question()
        taken.append((time.perf_counter() - start) * 1000)
    return min(taken)


def ours() -> dict[str, float]:
    modes: tuple[Mode, ...] = ("rail", "road", "sea")
    loads = {f"load {mode}": best_ms(lambda mode=mode: artefact.read(DATA / f"{mode}.npz")) for mode in modes}
    return loads | {name: best_ms(lambda ends=ends: load("rail").path(*ends)) for name, ends in QUESTIONS.items()}


def peers(python: str) -> dict[str, float]:
    out = subprocess.run([python, "-c", PEER, json.dumps(QUESTIONS)], check=True, capture_output=True, text=True)
    return dict(json.loads(line) for line in out.stdout.splitlines())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peer", help="an interpreter with scgraph 2.x and scgraph_data")
    arguments = parser.parse_args()
    times = ours()
    for name, ms in times.items():
        print(f"demarche  {name:28} {ms:9.1f} ms")
    for name, ms in (peers(arguments.peer) if arguments.peer else {}).items():
        ratio = f"  {ms / times[name]:6.1f} × ours" if name in times else ""
        print(f"scgraph   {name:28} {ms:9.1f} ms{ratio}")


if __name__ == "__main__":
    main()
