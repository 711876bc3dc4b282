"""How far the hours of legs are from those of real journeys, row by row, by vehicle and in all.

    python benchmarks/durations.py [TABLE.csv]... [--brief]

Without a table it measures `leg-durations.csv` and `legs.csv` of `benchmarks/authorities/`. A table has the columns
origin, destination, by, hours, and if it likes via (`;` between places) and basis. The speeds of trains are learnt from
the first of these tables, so rows are measured three times: as they are; with each row's own journey, there and back,
left out of what is known; and with all journeys within its countries left out.
"""

from __future__ import annotations

import argparse
import csv
import math
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import geo
from geo.modes import find_vehicle, hours, railways
from geo.modes.railways import TRAINS, Known
from geo.modes.speeds import SpeedIn
from geo.quantity import Estimate

TABLES = Path(__file__).parent / "authorities"
LEARNT = TABLES / "leg-durations.csv"
# A journey tells of a country's trains if this share of it lies there, and it stands at borders for no more than that.
WITHIN = 0.9
STANDING = 0.25


@dataclass(frozen=True)
class Leg:
    """A row of a table, routed."""

    origin: str
    destination: str
    by: str
    real: float
    passage: geo.journey.Passage

    @cached_property
    def country(self) -> str | None:
        """The country in which nearly all of it lies."""
        stretches = self.passage.route.path.stretches
        km = {stretch.country: 0.0 for stretch in stretches}
        for stretch in stretches:
            km[stretch.country] += stretch.km
        country = max(km, key=km.__getitem__, default=None)
        return country if country and km[country] >= WITHIN * sum(km.values()) else None

    @property
    def borders(self) -> tuple[str, ...]:
        path = self.passage.route.path
        first = path.stretches[0].country if path.stretches else self.passage.route.origin.country or ""
        return (first, *path.borders)

    def hours(self, distance: Estimate | None = None, train_kmh: SpeedIn = railways.speed_kmh) -> Estimate:
        vehicle, path = find_vehicle(self.by), self.passage.route.path
        assert vehicle
        return hours(
            vehicle,
            distance or path.distance_km,
            countries=self.borders,
            gauge_breaks=len(path.gauge_breaks),
            stretches=path.stretches,
            train_kmh=train_kmh,
        )

    @cached_property
    def standing(self) -> float:
        """The hours it should have stood at borders, and lost otherwise."""
        return self.hours(Estimate.exact(0.0, "km")).best

    @property
    def running_kmh(self) -> float:
        """Its real speed without those."""
        return self.passage.distance_km.best / max(self.real - self.standing, self.real / 4)

    @property
    def tells(self) -> bool:
        """Whether it tells of the trains of its country."""
        return bool(self.country) and self.passage.basis == "network" and self.standing <= STANDING * self.real

    @property
    def ends(self) -> frozenset[str]:
        return frozenset((self.origin, self.destination))


def read(table: Path) -> list[Leg]:
    """The legs of a table; one that cannot be routed is an error."""
    legs = []
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            via = [place for place in (row.get("via") or "").split(";") if place]
            passage = geo.distance(row["origin"], row["destination"], row["by"], via=via)
            legs.append(Leg(row["origin"], row["destination"], row["by"], float(row["hours"]), passage))
    return legs


def known(legs: Iterable[Leg]) -> dict[str, dict[str, Known]]:
    """What journeys tell of the trains of each country, by kind of train."""
    speeds: dict[str, dict[str, list[float]]] = {kind: defaultdict(list) for kind in TRAINS}
    for leg in legs:
        if leg.by in speeds and leg.country and leg.tells:
            speeds[leg.by][leg.country].append(leg.running_kmh)
    return {
        kind: {country: Known(statistics.median(kmh), len(kmh)) for country, kmh in sorted(found.items())}
        for kind, found in speeds.items()
    }


def without(learnt: Sequence[Leg], left_out: Callable[[Leg], bool]) -> SpeedIn:
    """The speeds of trains with some journeys left out of what is known."""
    kept = known(leg for leg in learnt if not left_out(leg))
    trains = {kind: replace(of_kind, countries=kept[kind]) for kind, of_kind in TRAINS.items()}
    return lambda kind, country: trains[kind].speed_kmh(country)


def as_it_is(leg: Leg, learnt: Sequence[Leg]) -> Estimate:
    del learnt
    return leg.hours()


def row_left_out(leg: Leg, learnt: Sequence[Leg]) -> Estimate:
    return leg.hours(train_kmh=without(learnt, lambda other: other.by == leg.by and other.ends == leg.ends))


def country_left_out(leg: Leg, learnt: Sequence[Leg]) -> Estimate:
    countries = {stretch.country for stretch in leg.passage.route.path.stretches}
    return leg.hours(train_kmh=without(learnt, lambda other: other.country in countries))


WAYS = {
    "as it is": as_it_is,
    "each journey left out": row_left_out,
    "its countries left out": country_left_out,
}


def inside(leg: Leg, span: Estimate) -> bool:
    return span.low <= leg.real <= span.high


def line(leg: Leg, span: Estimate) -> str:
    km, kmh = leg.passage.distance_km.best, leg.passage.distance_km.best / leg.real
    mark = "" if inside(leg, span) else " (outside)"
    figures = f"{leg.real:.1f} | {span.best:.1f} | {span.low:.1f}–{span.high:.1f}{mark}"
    return f"| {leg.origin} – {leg.destination} | {leg.by} | {km:,.0f} | {kmh:.0f} | {figures} |"


def summary(name: str, spans: Sequence[tuple[Leg, Estimate]]) -> str:
    share = sum(inside(*span) for span in spans) / len(spans)
    ratio = statistics.median(span.high / span.low if span.low else math.inf for _, span in spans)
    off = statistics.median(leg.real / span.best for leg, span in spans)
    below = sum(leg.real < span.low for leg, span in spans)
    above = sum(leg.real > span.high for leg, span in spans)
    return f"| {name} | {len(spans)} | {share:.0%} | {below} | {above} | {ratio:.2f} | {off:.2f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tables", nargs="*", type=Path, default=[LEARNT, TABLES / "legs.csv"])
    parser.add_argument("--brief", action="store_true", help="only the summaries")
    asked = parser.parse_args()
    learnt = read(LEARNT)
    for table in asked.tables:
        legs = learnt if table == LEARNT else read(table)
        print(f"\n{table.name}\n")
        if not asked.brief:
            print("| from – to | by | km | km/h | real h | ours | low–high |\n|---|---|---:|---:|---:|---:|---:|")
            print("\n".join(line(leg, leg.hours()) for leg in legs) + "\n")
        print("| | rows | inside | shorter | longer | median high/low | median real/ours |")
        print("|---|---:|---:|---:|---:|---:|---:|")
        for name, way in WAYS.items():
            spans = [(leg, way(leg, learnt)) for leg in legs]
            print(summary(f"all, {name}", spans))
            for vehicle in dict.fromkeys(leg.by for leg in legs):
                print(summary(f"{vehicle}, {name}", [span for span in spans if span[0].by == vehicle]))


if __name__ == "__main__":
    main()
