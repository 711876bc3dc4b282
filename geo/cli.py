"""The command line: parse, call, print. Data goes to stdout, diagnostics to stderr; no geography is done here."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from geo import pipeline, reader, records
from geo.errors import (
    DataError,
    DemarcheError,
    DocumentError,
    Fault,
    OutputError,
    PlaceNotFound,
    RouteNotFound,
    UsageError,
)
from geo.journey import Journey, Passage

_CONTRADICTED = 1
_EXIT_CODES: dict[type[DemarcheError], int] = {
    UsageError: 2,
    OutputError: 2,
    DocumentError: 3,
    DataError: 3,
    PlaceNotFound: 4,
    RouteNotFound: 4,
}
_Args = ParamSpec("_Args")
_Result = TypeVar("_Result")

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_file = click.argument("file", type=click.Path(path_type=Path))
_files = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))


def main() -> None:
    """Runs `demarche`; a reader that hangs up, as `head` does, is no error."""
    with suppress(BrokenPipeError):
        cli(prog_name="demarche")


def _reporting(command: Callable[_Args, _Result]) -> Callable[_Args, _Result]:
    """Errors raised on purpose become lines on stderr and an exit code; others are bugs and show as such."""

    @wraps(command)
    def wrapped(*args: _Args.args, **kwargs: _Args.kwargs) -> _Result:
        try:
            return command(*args, **kwargs)
        except DemarcheError as error:
            _complain(error)
            sys.exit(_exit_code(error))

    return wrapped


def _complain(error: DemarcheError) -> None:
    for fault in error.faults:
        click.echo(f"error: {fault}", err=True)


def _exit_code(error: DemarcheError) -> int:
    return next((code for kind, code in _EXIT_CODES.items() if isinstance(error, kind)), 2)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="demarche")
def cli() -> None:
    """From press reports of a leader's journey to a sourced, routed and checked itinerary.

    Works with no internet. Exit codes: 0 fine, 1 a claim is contradicted, 2 bad usage, 3 invalid document, 4 no such
    place or no route.
    """


@cli.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True, help="Port to listen on.")
def app(port: int) -> None:
    """Start the app in the browser."""
    from streamlit.web.cli import main as run_streamlit  # noqa: PLC0415 — heavy

    script = Path(__file__).resolve().parent.parent / "app.py"
    if not script.is_file():
        raise click.ClickException(f"the app is not installed: {script} is missing")
    run_streamlit(["run", str(script), "--server.port", str(port)])


@cli.command("map")
@_files
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The HTML file to write.")
@_reporting
def map_(files: Sequence[Path], output: Path) -> None:
    """Write one HTML file with the map, tables and sources; it needs no internet."""
    from geo.show import save_html  # noqa: PLC0415 — heavy

    journeys = [pipeline.build(reader.read(file)) for file in files]
    _warn(warning for journey in journeys for warning in journey.warnings)
    save_html(journeys, output)
    click.echo(f"wrote {output}", err=True)


@cli.command()
@_file
@_as_json
@_reporting
def estimate(file: Path, *, as_json: bool) -> None:
    """Distance and time of every leg, and in all."""
    journey = pipeline.travel(reader.read(file))
    _warn(journey.warnings)
    if as_json:
        _print_json(records.estimate_record(journey))
    else:
        _print_estimate(journey)


@cli.command()
@click.argument("origin", metavar="FROM")
@click.argument("destination", metavar="TO")
@click.option("--by", default="rail", show_default=True, help="A mode or a vehicle: rail, armoured train, motorcade, …")
@click.option("--via", multiple=True, help="A place on the way; may be repeated.")
@click.option("--avoid", multiple=True, metavar="CC", help="A country to keep out of; may be repeated.")
@_as_json
@_reporting
def distance(
    origin: str, destination: str, by: str, via: Sequence[str], avoid: Sequence[str], *, as_json: bool
) -> None:
    """How far and how long one leg is. A place is a name, an ICAO or IATA code, or LAT,LON."""
    passage = pipeline.distance(origin, destination, by, via, avoid)
    _warn(passage.warnings)
    if as_json:
        _print_json(records.passage_record(passage))
        return
    click.echo(f"{_ends(passage)} by {passage.route.by}: {passage.distance_km}")
    click.echo(f"time: {passage.hours or 'unknown'}")
    click.echo(f"straight line: {passage.straight_line_km:,.1f} km")
    click.echo(f"basis: {passage.basis}")


@cli.command()
@_file
@_as_json
@_reporting
def check(file: Path, *, as_json: bool) -> None:
    """Hold every claim against geography. Exits with 1 where one is contradicted."""
    journey = pipeline.build(reader.read(file))
    _warn(journey.warnings)
    if as_json:
        _print_json(records.findings_record(journey))
    else:
        _print_findings(journey)
    if any(finding.verdict == "contradicted" for finding in journey.findings):
        sys.exit(_CONTRADICTED)


@cli.command()
@click.argument("name")
@click.option("--country", metavar="CC", help="ISO code of the country it is likely in.")
@click.option("--near", metavar="PLACE", help="A place it is likely near.")
@_as_json
@_reporting
def find(name: str, country: str | None, near: str | None, *, as_json: bool) -> None:
    """The places a name may mean, with their scores."""
    candidates = pipeline.find(name, country, near)
    if as_json:
        _print_json(records.candidates_record(name, candidates))
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
        _print_table(["score", "name", "country", "kind", "lat,lon"], rows)


@cli.command()
@_files
@_as_json
def validate(files: Sequence[Path], *, as_json: bool) -> None:
    """Print the faults of itinerary files, or nothing."""
    worst, faults = 0, list[Fault]()
    for file in files:
        try:
            _warn(pipeline.place(reader.read(file)).warnings)
        except DemarcheError as error:
            faults += error.faults
            worst = max(worst, _exit_code(error))
    if as_json:
        _print_json(records.faults_record(faults))
    else:
        for fault in faults:
            click.echo(str(fault))
    sys.exit(worst)


@cli.command()
@_file
@click.option("--to", "to", help="geojson or csv; by default what the file's ending says.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The file to write.")
@_reporting
def export(file: Path, to: str | None, output: Path) -> None:
    """Write a file that other tools read."""
    from geo.formats import export as write  # noqa: PLC0415 — heavy

    journey = pipeline.build(reader.read(file))
    _warn(journey.warnings)
    write(journey, output, to)
    click.echo(f"wrote {output}", err=True)


def _print_json(record: dict[str, Any]) -> None:
    click.echo(json.dumps(record, ensure_ascii=False, indent=2))


def _warn(warnings: Iterable[str]) -> None:
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)


def _print_estimate(journey: Journey) -> None:
    rows: list[Sequence[str]] = [
        (_ends(p), p.route.by, str(p.distance_km), _or_unknown(p.hours), p.basis) for p in journey.passages
    ]
    rows.append(("in all", "", str(journey.distance_km), _or_unknown(journey.hours), ""))
    _print_table(["leg", "by", "distance", "time", "basis"], rows)
    for number, passage in enumerate(journey.passages, start=1):
        _warn(f"leg {number}: {warning}" for warning in passage.warnings)


def _ends(passage: Passage) -> str:
    return f"{passage.route.origin.name} – {passage.route.destination.name}"


def _or_unknown(figure: object | None) -> str:
    return "unknown" if figure is None else str(figure)


def _print_findings(journey: Journey) -> None:
    for finding in journey.findings:
        publisher = journey.itinerary.sources[finding.source].publisher
        verdict = click.style(finding.verdict.upper(), bold=True, fg=_COLOURS[finding.verdict])
        click.echo(f"{verdict}  {finding.kind}, {publisher}: “{finding.quote}”", color=_colour())
        click.echo(f"    {finding.explanation}")


def _colour() -> bool | None:
    """No colour where NO_COLOR is set (no-color.org); elsewhere on terminals only."""
    return False if os.environ.get("NO_COLOR") else None


_PIPED_WIDTH = 240  # a table in a file or a pipe is not folded
_COLOURS = {"consistent": "green", "contradicted": "red", "undetermined": "yellow"}


def _print_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.console import Console  # noqa: PLC0415 — only tables need it
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(*headings, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))  # Text: no cell is markup
    terminal = Console()
    (terminal if terminal.is_terminal else Console(width=_PIPED_WIDTH)).print(table)
