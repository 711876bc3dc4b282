"""How fast the networks load and answer, beside scgraph where environments that have it are named.

    python benchmarks/networks.py [--peer PYTHON]... [--data FILE.json]

PYTHON is an interpreter with scgraph; 2.x with `scgraph_data` 2.0.0, whose railways ours are built from, and with
`--data` it writes them to FILE.json, from which scgraph 3.x, which cannot import it, reads the same graph. All answer
the same questions, each in a process of its own, warm (the best of five after a first; ends move a little each
time, so that no answer is remembered), in processor time, so that what else the machine does counts for none of them.
Ours are timed twice: `at first`, and once so much has been asked that landmarks were found, which is what the peers
are compared with.
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
LONGEST = "Moscow – Vladivostok"
UNTIL_LANDMARKS = 40  # searches as long as that before they pay, at most
PEER = """
import json, sys, time
import scgraph
questions, data = json.loads(sys.argv[1]), sys.argv[2]
try:
    from scgraph_data.world_railways import world_railways_geograph as graph
    if data:
        json.dump([graph.graph, graph.nodes], open(data, "w"))
except ImportError:
    links, nodes = json.load(open(data))
    graph = scgraph.GeoGraph([{int(end): km for end, km in link.items()} for link in links], nodes)
for name, ((lat, lon), (lat2, lon2)) in questions.items():
    best = float("inf")
    for turn in range(6):
        ends = {"latitude": lat + turn / 50, "longitude": lon}, {"latitude": lat2 + turn / 50, "longitude": lon2}
        start = time.process_time()
        try:
            graph.get_shortest_path(origin_node=ends[0], destination_node=ends[1])
        except Exception as error:
            name += " (" + str(error)[:40] + ")"
        best = min(best, (time.process_time() - start) * 1000)
    print(json.dumps([name, best]))
"""


def best_ms(question: Callable[[int], object], times: int = 5) -> float:
    question(0)
    taken = []
    for turn in range(1, times + 1):
        start = time.process_time()
        question(turn)
        taken.append((time.process_time() - start) * 1000)
    return min(taken)


def ours() -> dict[str, float]:
    modes: tuple[Mode, ...] = ("rail", "road", "sea")
    loads = {f"load {mode}": best_ms(lambda _, mode=mode: artefact.read(DATA / f"{mode}.npz")) for mode in modes}
    first = {f"{name}, at first": ms for name, ms in _answers().items()}
    for turn in range(UNTIL_LANDMARKS):
        _ask(QUESTIONS[LONGEST], turn)
    return loads | first | _answers()


def _answers() -> dict[str, float]:
    return {name: best_ms(lambda turn, ends=ends: _ask(ends, turn)) for name, ends in QUESTIONS.items()}


def _ask(ends: tuple[Place, Place], turn: int) -> object:
    return load("rail").path(*(Place.at(end.lat + turn / 50, end.lon) for end in ends))


def peers(python: str, data: str) -> dict[str, float]:
    questions = json.dumps({name: [place.point for place in ends] for name, ends in QUESTIONS.items()})
    out = subprocess.run([python, "-c", PEER, questions, data], check=True, capture_output=True, text=True)
    return dict(json.loads(line) for line in out.stdout.splitlines())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peer", action="append", default=[], help="an interpreter with scgraph; may be repeated")
    parser.add_argument("--data", default="", help="where scgraph 2.x puts its railways for scgraph 3.x")
    arguments = parser.parse_args()
    times = ours()
    for name, ms in times.items():
        print(f"demarche  {name:36} {ms:9.1f} ms")
    for number, peer in enumerate(arguments.peer, start=1):
        for name, ms in peers(peer, arguments.data).items():
            ratio = f"  {ms / times[name]:6.1f} × ours" if name in times else ""
            print(f"peer {number}    {name:36} {ms:9.1f} ms{ratio}")


if __name__ == "__main__":
    main()
