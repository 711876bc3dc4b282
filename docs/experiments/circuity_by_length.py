"""How much longer is a way than the straight line between its ends, and how does that depend on how far they are?

    python docs/experiments/circuity_by_length.py

Two answers, both from the networks themselves. First, length over chord of single edges by length of chord: an
inferred edge across a gap is made that much longer than its chord (`geo/network/make/repair.py`). Second, length of
route over geodesic between random pairs of nodes near each other: below the road network's resolution the answer is
the geodesic times such a factor (`geo/network/honesty.py`).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

import geo.network
from geo.errors import RouteNotFound
from geo.journey import Mode, Place
from geo.network import artefact, load
from geo.network.direct import geodesic_km
from geo.network.sphere import haversine_km


def edges(mode: Mode) -> None:
    """Length over chord of the edges of a network, none of them inferred."""
    graph = artefact.read(Path(geo.network.__file__).parents[1] / "data" / f"{mode}.npz")
    u, v = graph.u[~graph.inferred], graph.v[~graph.inferred]
    chord, km = haversine_km(graph.lat[u], graph.lon[u], graph.lat[v], graph.lon[v]), graph.km[~graph.inferred]
    for low, high in ((0.3, 1), (1, 2), (2, 5), (5, 10), (10, 30), (30, 100)):
        part = (chord >= low) & (chord < high)
        print(f"{mode} edges of {low}-{high} km: {km[part].sum() / chord[part].sum():.3f}")


def routes(mode: Mode, pairs: int = 300) -> None:
    """Length of route over geodesic between junctions drawn at random."""
    graph = artefact.read(Path(geo.network.__file__).parents[1] / "data" / f"{mode}.npz")
    draw, network = np.random.default_rng(2026), load(mode)
    for low, high in ((5, 15), (15, 40), (40, 100), (100, 300)):
        found = []
        for node in draw.choice(len(graph.lat), pairs, replace=False):
            away = haversine_km(graph.lat, graph.lon, graph.lat[node], graph.lon[node])
            others = np.flatnonzero((away > low) & (away < high))
            if not len(others):
                continue
            other = draw.choice(others)
            start, end = (Place.at(float(graph.lat[i]), float(graph.lon[i])) for i in (node, other))
            try:
                path = network.path(start, end)
            except RouteNotFound:
                continue
            if path.basis == "network":
                found.append(path.distance_km.best / geodesic_km(start.point, end.point))
        print(f"{mode} routes of {low}-{high} km: 5, 50, 95 %: {np.percentile(found, [5, 50, 95]).round(2)}")


if __name__ == "__main__":
    edges("rail")
    edges("road")
    routes("rail")
    routes("road")
