"""How fast many pairs by rail are answered, per pair, beside scgraph and igraph.

    python benchmarks/batch.py [--pairs 10000] [--peer PYTHON]... [--igraph PYTHON] [--data FILE.json]

The pairs are random nodes of the largest part of our network, and of theirs, so that no place has far to go to its
line. PYTHON for `--peer` has scgraph; 2.x also needs `scgraph_data` 2.0.0, and with `--data` writes its railways to
FILE.json, from which scgraph 3.x, which cannot import that package, reads the same graph. Each peer answers thirty
pairs with `get_shortest_path` as it comes, after one to warm up. PYTHON for `--igraph` has igraph: it is given our
graph and costs, and answers node to node, one search a pair. The ratios are of processor time, all threads together,
so that what else the machine does counts for none of them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

import geo
from geo.network import load
from geo.network.graph import GraphNetwork
from geo.network.hierarchy import installed
from geo.network.many import ready

SEED = 20230912
PEER_PAIRS = 30
SCGRAPH = """
import json, os, random, statistics, sys, time
import scgraph
data, pairs, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
try:
    from scgraph_data.world_railways import world_railways_geograph as graph
    if data:
        json.dump([graph.graph, graph.nodes], open(data, "w"))
except ImportError:
    links, nodes = json.load(open(data))
    graph = scgraph.GeoGraph([{int(end): km for end, km in link.items()} for link in links], nodes)
largest, seen = [], set()
for start in range(len(graph.nodes)):
    if start not in seen:
        part = [start]
        seen.add(start)
        for node in part:
            for end in graph.graph[node]:
                if end not in seen:
                    seen.add(end)
                    part.append(end)
        largest = max(largest, part, key=len)
chosen = random.Random(seed)
times = []
for _ in range(pairs + 1):
    ends = [graph.nodes[node] for node in chosen.sample(largest, 2)]
    places = [{"latitude": lat, "longitude": lon} for lat, lon in ends]
    start = time.process_time()
    graph.get_shortest_path(origin_node=places[0], destination_node=places[1])
    times.append(1000 * (time.process_time() - start))
print(json.dumps([statistics.mean(times[1:]), statistics.median(times[1:])]))
"""
IGRAPH = """
import json, statistics, sys, time
import igraph
size, edges, costs, pairs = json.load(open(sys.argv[1]))
graph = igraph.Graph(size, edges, edge_attrs={"cost": costs})
times = []
for start_node, end_node in pairs:
    start = time.process_time()
    graph.get_shortest_path(start_node, end_node, weights="cost")
    times.append(1000 * (time.process_time() - start))
print(json.dumps([statistics.mean(times), statistics.median(times)]))
"""


def asked(program: str, python: str, *arguments: str) -> tuple[float, float]:
    out = subprocess.run([python, "-c", program, *arguments], check=True, capture_output=True, text=True).stdout
    mean, median = json.loads(out.splitlines()[-1])
    return mean, median


def pairs_of(network: GraphNetwork, count: int) -> list[tuple[geo.Place, geo.Place]]:
    graph = network.graph
    largest = np.flatnonzero(graph.component == np.bincount(graph.component).argmax())
    nodes = np.random.default_rng(SEED).choice(largest, (count, 2))
    places = [[geo.Place.at(float(graph.lat[node]), float(graph.lon[node])) for node in pair] for pair in nodes]
    return [(start, end) for start, end in places]


def ours(network: GraphNetwork, count: int) -> float:
    """Processor time per pair in ms, once the hierarchy is built."""
    pairs = pairs_of(network, count)
    if installed():
        built = seconds(lambda: ready(network).by_hierarchy)
        print("demarche  building the hierarchy: {:.1f} s of the clock, {:.1f} s of the processor".format(*built))
    else:
        print("demarche  no pandana: one search an origin")
    assert (geo.batch(pairs[:1000])["basis"] == "network").mean() > 0.99
    clock_s, processor_s = seconds(lambda: geo.batch(pairs))
    ms = 1000 * processor_s / count
    print(f"demarche  {count} pairs: {1000 * clock_s / count:.3f} ms a pair of the clock, {ms:.3f} of the processor")
    return ms


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """How long it takes by the clock, and by the processor's time of all threads together."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processor


def igraph(network: GraphNetwork, python: str) -> tuple[float, float]:
    graph = network.graph
    largest = np.flatnonzero(graph.component == np.bincount(graph.component).argmax())
    nodes = np.random.default_rng(SEED).choice(largest, (PEER_PAIRS, 2))
    edges, costs = np.stack([graph.u, graph.v], axis=1), network.costs.edge_cost
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.json"
        file.write_text(json.dumps([len(graph.lat), edges.tolist(), costs.tolist(), nodes.tolist()]))
        return asked(IGRAPH, python, str(file))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=10_000)
    parser.add_argument("--peer", action="append", default=[], help="an interpreter with scgraph; may be repeated")
    parser.add_argument("--igraph", help="an interpreter with igraph")
    parser.add_argument("--data", default="", help="where scgraph 2.x puts its railways for scgraph 3.x")
    arguments = parser.parse_args()
    network = load("rail")
    assert isinstance(network, GraphNetwork)
    ms = ours(network, arguments.pairs)
    peers = [("scgraph", asked(SCGRAPH, peer, arguments.data, str(PEER_PAIRS), str(SEED))) for peer in arguments.peer]
    if arguments.igraph:
        peers.append(("igraph", igraph(network, arguments.igraph)))
    for name, (mean, median) in peers:
        print(f"{name:9} mean {mean:8.2f} ms a pair of the processor, median {median:8.2f}: {mean / ms:6.0f} × ours")


if __name__ == "__main__":
    main()
