"""How long does one rail distance take as a whole process, beside scgraph answering the same question?

Needs scgraph 2.x and scgraph_data in an interpreter of their own (they do not import with scgraph 3):

    python benchmarks/cold_start.py path/to/python-with-scgraph

The two run in turn, so that a change in the machine's speed meets both; the ratio is that of the medians.
"""

import statistics
import subprocess
import sys
import time

RUNS = 7
OURS = [sys.executable, "-m", "geo", "distance", "Vladivostok", "Khasan", "--by", "rail", "--json"]
SCGRAPH = """
from scgraph_data.world_railways import world_railways_geograph
print(world_railways_geograph.get_shortest_path(
    origin_node={"latitude": 43.10562, "longitude": 131.87353},
    destination_node={"latitude": 42.4301, "longitude": 130.6449},
)["length"])
"""


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    theirs = [sys.argv[1], "-c", SCGRAPH]
    for command in (OURS, theirs):  # bytecode and file caches warm
        seconds(command)
    pairs = [(seconds(OURS), seconds(theirs)) for _ in range(RUNS)]
    ours_s, theirs_s = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"demarche {ours_s:.2f} s, scgraph {theirs_s:.2f} s, ratio {ours_s / theirs_s:.2f} (median of {RUNS})")


if __name__ == "__main__":
    main()
