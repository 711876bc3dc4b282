"""The commands that make networks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geo.cli.shared import reporting

if TYPE_CHECKING:
    from geo.network.make.own import Report


@click.group()
def network() -> None:
    """Networks of your own, for the option --network of other commands."""


@network.command()
@click.argument("extract", type=click.Path(path_type=Path))
@click.option("--mode", type=click.Choice(["rail", "road"]), default="rail", show_default=True, help="What to take.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file to write; by default EXTRACT.MODE.npz beside it."
)
@click.option("--repair/--no-repair", help="Whether to join gaps of the data by inferred lines; not by default.")
@reporting
def build(extract: Path, mode: str, output: Path | None, *, repair: bool) -> None:
    """Make a network of EXTRACT, an OpenStreetMap file: .osm.pbf, .osm, .osm.gz or .osm.bz2. Needs demarche[osm]."""
    from geo import territory  # noqa: PLC0415 — heavy
    from geo.network.make import own  # noqa: PLC0415 — heavy

    land = territory.load()
    target = output or extract.parent / f"{extract.name.split('.')[0]}.{mode}.npz"
    with _progress() as show:
        report = own.build(extract, mode, target, land.countries_at, codes=land.countries, repair=repair, progress=show)
    click.echo(f"wrote {target}: {_told(report)}", err=True)


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each stage on stderr, where that is a terminal; it is gone when all is done."""
    from rich.console import Console  # noqa: PLC0415 — only this command needs it
    from rich.progress import Progress, TaskID  # noqa: PLC0415

    tasks = dict[str, TaskID]()
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total or None)
            bar.update(tasks[stage], completed=done)

        yield show


def _told(report: Report) -> str:
    """What came of the extract, in one line."""
    parts = "in one piece" if report.components == 1 else f"in {report.components:,} pieces that no line joins"
    said = [f"{report.km:,.0f} km of line {parts}"]
    if report.gauges_mm:
        said.append(f"of {' and '.join(map(str, report.gauges_mm))} mm")
    if report.inferred_km:
        said.append(f"{report.inferred_km:,.1f} km of it inferred")
    if report.incomplete_ways:
        said.append(f"{report.incomplete_ways:,} ways lack nodes, as they do at the edge of an extract")
    return ", ".join(said)
