"""The commands that take names: one leg, and one place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from geo import pipeline, records
from geo.cli.shared import (
    WithPositions,
    as_json_option,
    ends,
    names_of,
    network_option,
    online_option,
    print_json,
    print_table,
    reporting,
    warn,
)
from geo.journey import Passage
from geo.network import networks_with


@click.command(cls=WithPositions)
@click.argument("origin", metavar="FROM")
@click.argument("destination", metavar="TO")
@click.option("--by", default="rail", show_default=True, help="A mode or a vehicle: rail, armoured train, motorcade, …")
@click.option("--via", multiple=True, help="A place on the way; may be repeated.")
@click.option(
    "--avoid",
    multiple=True,
    metavar="CC",
    help="A country to keep out of, a border (RU-UA), or by sea a passage (Suez); may be repeated.",
)
@click.option(
    "--alternatives", type=click.IntRange(1, 9), default=1, help="Also tell other ways, up to so many in all."
)
@network_option
@online_option
@as_json_option
@reporting
def distance(  # noqa: PLR0913 -- as many as options
    origin: str,
    destination: str,
    by: str,
    via: Sequence[str],
    avoid: Sequence[str],
    alternatives: int,
    own: Sequence[Path],
    *,
    online: bool,
    as_json: bool,
) -> None:
    """How far and how long one leg is. A place is a name, an ICAO or IATA code, or LAT,LON."""
    passage, *others = pipeline.alternatives(
        origin,
        destination,
        by,
        alternatives,
        via,
        avoid,
        names=names_of(online=online),
        networks=networks_with(*own),
    )
    warn(passage.warnings)
    if as_json:
        more = {"alternatives": [records.passage_record(other) for other in others]} if alternatives > 1 else {}
        print_json(records.passage_record(passage) | more)
        return
    click.echo(f"{ends(passage)} by {passage.route.by}: {passage.distance_km}")
    click.echo(f"time: {passage.hours or 'unknown'}")
    click.echo(f"straight line: {passage.straight_line_km:,.1f} km")
    click.echo(f"basis: {passage.basis}")
    for line in _on_the_way(passage):
        click.echo(line)
    for other in others:
        click.echo(f"another way: {other.distance_km}{_through(other)}")


def _on_the_way(passage: Passage) -> Iterator[str]:
    path = passage.route.path
    if path.borders:
        yield f"borders: into {', '.join(path.borders)}"
    for change in path.gauge_breaks:
        yield f"break of gauge: {change.from_mm} to {change.to_mm} mm near {change.at.lat:.2f}, {change.at.lon:.2f}"


def _through(passage: Passage) -> str:
    return f" by way of {', '.join(passage.route.path.borders)}" if passage.route.path.borders else ""


@click.command()
@click.argument("name")
@click.option("--country", metavar="CC", help="ISO code of the country it is likely in.")
@click.option("--near", metavar="PLACE", help="A place it is likely near.")
@click.option("--among", multiple=True, metavar="NAME", help="Another name of the same text; may be repeated.")
@online_option
@as_json_option
@reporting
def find(
    name: str, country: str | None, near: str | None, among: Sequence[str], *, online: bool, as_json: bool
) -> None:
    """The places a name may mean, with their scores."""
    candidates = pipeline.find(name, country, near, among, names=names_of(online=online))
    warn(pipeline.doubts(name, candidates))
    if as_json:
        print_json(records.candidates_record(name, candidates))
    else:
        rows = (
            (
                f"{c.score:.3f}",
                c.place.name,
                c.place.country or "",
                c.place.kind,
                f"{c.place.lat:.4f},{c.place.lon:.4f}",
            )
            for c in candidates
        )
        print_table(["score", "name", "country", "kind", "lat,lon"], rows)
