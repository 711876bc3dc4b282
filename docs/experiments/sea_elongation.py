"""How much longer are ways over the sea network than they need be?

    python docs/experiments/sea_elongation.py

Between points of the network drawn at random whose geodesic leads over water alone, the shortest way is the geodesic:
what the network's way is longer is what its choice of lines costs. Points off the coast of each other, of course, have
no land between them to go round, so this says nothing of how near capes are rounded.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import shapely
from pyproj import Geod
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

import geo.network
from geo.network import artefact
from geo.show.atlas import Box, pieces

_WGS84 = Geod(ellps="WGS84")
_LENGTHS_KM = ((20, 100), (100, 500), (500, 2000), (2000, 15_000))
_ICE_LAT = 66.0  # beyond, ways are dear, and the cheapest is not the shortest


def main() -> None:
    """Prints, by length, the ratio of way to geodesic."""
    graph = artefact.read(Path(geo.network.__file__).parents[1] / "data" / "sea.npz")
    size, draw = len(graph.lat), np.random.default_rng(2026)
    matrix = coo_array((graph.km, (graph.u, graph.v)), shape=(size, size)).tocsr()
    boxes = [Box(south, west, south + 5, west + 5) for south in range(-85, 85, 5) for west in range(-180, 180, 5)]
    land = shapely.STRtree(np.concatenate([pieces("land", box, 0.01) for box in boxes]))
    inside = np.flatnonzero((graph.lat < _ICE_LAT) & (graph.lat > -60))
    found: dict[tuple[int, int], list[float]] = {length: [] for length in _LENGTHS_KM}
    for start in draw.choice(inside, 120, replace=False).tolist():
        away = dijkstra(matrix + matrix.T, indices=start)
        ends = np.concatenate([draw.choice(inside, 60), inside[np.argsort(away[inside])[1:80:8]]])
        for end in ends[np.isfinite(away[ends])].tolist():
            ends_of = graph.lon[start], graph.lat[start], graph.lon[end], graph.lat[end]
            km = _WGS84.inv(*ends_of)[2] / 1000
            at = np.array(_WGS84.npts(*ends_of, int(km / 5) + 1))
            if not len(land.query(shapely.points(at), predicate="intersects")[0]):
                for low, high in _LENGTHS_KM:
                    if low <= km < high:
                        found[low, high].append(away[end] / km)
    for (low, high), ratios in found.items():
        shares = np.percentile(ratios, [50, 90, 99])
        print(f"{low:5}-{high:6} km: {len(ratios):4} pairs, 50, 90, 99 %: {(shares - 1).round(4)}")


if __name__ == "__main__":
    main()
