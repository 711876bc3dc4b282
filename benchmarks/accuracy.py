"""How far a network's distances are from published ones, row by row and in all.

    python benchmarks/accuracy.py [TABLE.csv] [--mode rail|road]

Without a table it measures `benchmarks/authorities/<mode>-distances.csv`, whose rows name distances between places:
kilometre posts, timetables, lengths of lines and highways.
"""

from __future__ import annotations

import argparse
import csv
import statistics
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from geo.errors import RouteNotFound
from geo.journey import Mode, Place
from geo.network import load
from geo.quantity import Estimate

TABLES = Path(__file__).parent / "authorities"


@dataclass(frozen=True)
class Row:
    name: str
    official_km: float
    routed: Estimate | None

    @property
    def error(self) -> float:
        """The share by which the best figure misses the official one; infinite without a path."""
        return self.routed.best / self.official_km - 1 if self.routed else float("inf")

    @property
    def contained(self) -> bool:
        return self.routed is not None and self.routed.low <= self.official_km <= self.routed.high

    @property
    def width(self) -> float:
        return (self.routed.high - self.routed.low) / self.routed.best if self.routed else float("inf")


def measured(record: dict[str, str], mode: Mode) -> Row:
    ends = [Place.at(float(record[f"{end}_lat"]), float(record[f"{end}_lon"])) for end in ("origin", "destination")]
    via = [Place.at(*map(float, pair.split(","))) for pair in record["via"].split(";") if pair]
    try:
        routed = load(mode).path(*ends, via=via).distance_km
    except RouteNotFound:
        routed = None
    return Row(f"{record['origin']} – {record['destination']}", float(record["official_km"]), routed)


def row_line(row: Row) -> str:
    if row.routed is None:
        return f"| {row.name} | {row.official_km:,.0f} | no path | | |"
    figures = f"{row.routed.best:,.0f} | {row.error:+.1%} | {row.routed.low:,.0f}–{row.routed.high:,.0f}"
    return f"| {row.name} | {row.official_km:,.0f} | {figures}{'' if row.contained else ' (outside)'} |"


def summary(rows: list[Row]) -> str:
    def share(test: list[bool]) -> str:
        return f"{sum(test) / len(rows):.0%}"

    return (
        f"{len(rows)} rows, {sum(row.routed is None for row in rows)} without a path; "
        f"median absolute error {statistics.median(abs(row.error) for row in rows):.1%}; "
        f"within 2 %: {share([abs(row.error) <= 0.02 for row in rows])}, "
        f"within 5 %: {share([abs(row.error) <= 0.05 for row in rows])}; "
        f"official inside low–high: {share([row.contained for row in rows])}, "
        f"median width {statistics.median(row.width for row in rows):.1%}"
    )


def report(table: Path, mode: Mode) -> str:
    """Every row of a table and what they come to in all, as docs/accuracy.md has it."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = [measured(record, mode) for record in csv.DictReader(file)]
    off = [row.official_km / row.routed.best for row in rows if row.routed]
    shares = ", ".join(f"{share:.3f}" for share in np.percentile(off, [5, 50, 95]))
    head = "| from – to | official km | ours | error | low–high |\n|---|---:|---:|---:|---:|"
    lines = "\n".join(row_line(row) for row in rows)
    return f"{head}\n{lines}\n\n{summary(rows)}\nofficial / ours: 5, 50, 95 %: {shares}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", nargs="?", type=Path)
    parser.add_argument("--mode", choices=("rail", "road"), default="rail")
    asked = parser.parse_args()
    print(report(asked.table or TABLES / f"{asked.mode}-distances.csv", asked.mode))


if __name__ == "__main__":
    main()
