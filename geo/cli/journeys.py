"""The commands that read itinerary files, and the app."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from geo import formats, pipeline, reader, records
from geo.cli.paper import paper_options
from geo.cli.shared import (
    as_json_option,
    as_of_option,
    colour,
    ends,
    exit_code,
    known,
    names_of,
    network_option,
    on_a_line,
    online_option,
    print_json,
    print_table,
    read_as_of,
    reporting,
    version_option,
    warn,
)
from geo.errors import DemarcheError, Fault
from geo.formats import Paper
from geo.groups import group, in_words
from geo.journey import Call, Journey
from geo.network import networks_with
from geo.timing import calls
from geo.translation import ENGLISH, LANGUAGES
from geo.when import NO_WINDOW, Window

_CONTRADICTED = 1
_UNTOLD = Call(NO_WINDOW, NO_WINDOW)
_file = click.argument("file", type=click.Path(path_type=Path))
_files = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True, help="Port to listen on.")
def app(port: int) -> None:
    """Start the app in the browser."""
    from streamlit.web.cli import main as run_streamlit  # noqa: PLC0415 — heavy

    script = Path(__file__).resolve().parents[2] / "app.py"
    if not script.is_file():
        raise click.ClickException(f"the app is not installed: {script} is missing")
    run_streamlit(["run", str(script), "--server.port", str(port)])


@click.command("map")
@_files
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The HTML file to write.")
@click.option("--embed", is_flag=True, help="For a frame in another page: no tables, and no way to the network.")
@click.option("--language", type=click.Choice(LANGUAGES), default=ENGLISH, show_default=True, help="Of the page.")
@as_of_option
@version_option
@network_option
@online_option
@reporting
def map_(  # noqa: PLR0913 — one for each option
    files: Sequence[Path],
    output: Path,
    as_of: str | None,
    version: str | None,
    own: Sequence[Path],
    *,
    embed: bool,
    language: str,
    online: bool,
) -> None:
    """Write one HTML file with the map, tables and sources; it needs no internet."""
    from geo.show import save_html  # noqa: PLC0415 — heavy

    names, networks = names_of(online=online), networks_with(*own)
    journeys = [pipeline.build(read_as_of(file, as_of, version), names=names, networks=networks) for file in files]
    warn(warning for journey in journeys for warning in journey.warnings)
    save_html(journeys, output, embed=embed, language=language)
    click.echo(f"wrote {output}", err=True)


@click.command()
@_file
@as_of_option
@version_option
@network_option
@online_option
@as_json_option
@reporting
def estimate(
    file: Path, as_of: str | None, version: str | None, own: Sequence[Path], *, online: bool, as_json: bool
) -> None:
    """Distance and time of every leg, and in all."""
    journey = pipeline.travel(
        read_as_of(file, as_of, version), names=names_of(online=online), networks=networks_with(*own)
    )
    warn(journey.warnings)
    if as_json:
        print_json(records.estimate_record(journey))
    else:
        _print_estimate(journey)


@click.command()
@_file
@click.option("--to", type=click.Choice(["html", "md"]), help="A report; by default what the ending of -o says.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write it to, instead of stdout.")
@as_of_option
@version_option
@network_option
@online_option
@as_json_option
@reporting
def check(  # noqa: PLR0913 -- an argument for each option
    file: Path,
    to: str | None,
    output: Path | None,
    as_of: str | None,
    version: str | None,
    own: Sequence[Path],
    *,
    online: bool,
    as_json: bool,
) -> None:
    """Hold every claim and every version against geography.

    Exits with 1 where a claim is contradicted, or where two times cannot both be.
    """
    if as_json and (to or output):
        raise click.UsageError("a report is no JSON: write --json, or --to and -o")
    content = reader.content_of(file)
    itinerary = known(reader.read_bytes(content, str(file)), as_of, version)
    journey = pipeline.build(itinerary, names=names_of(online=online), networks=networks_with(*own))
    warn(journey.warnings)
    if to or output:
        _write_report(journey, content, own, to, output)
    elif as_json:
        print_json(records.findings_record(journey))
    else:
        _print_findings(journey)
    if journey.conflicts or any(finding.verdict == "contradicted" for finding in journey.findings):
        sys.exit(_CONTRADICTED)


def _write_report(journey: Journey, content: bytes, own: Sequence[Path], to: str | None, output: Path | None) -> None:
    from geo.report import basis, report, save_report  # noqa: PLC0415 — heavy

    if output is None:
        click.echo(report(journey, to or "", basis(content, own)))
    else:
        save_report(journey, output, to, basis(content, own))
        click.echo(f"wrote {output}", err=True)


@click.command()
@_files
@online_option
@as_json_option
@reporting
def validate(files: Sequence[Path], *, online: bool, as_json: bool) -> None:
    """Print the faults of itinerary files, or nothing."""
    names, worst, faults = names_of(online=online), 0, list[Fault]()
    for file in files:
        try:
            warn(pipeline.place(reader.read(file), names=names).warnings)
        except DemarcheError as error:
            faults += error.faults
            worst = max(worst, exit_code(error))
    if as_json:
        print_json(records.faults_record(faults))
    else:
        for fault in faults:
            click.echo(str(fault))
    sys.exit(worst)


@click.command()
@_files
@click.option("--to", "to", help=f"One of {', '.join(formats.FORMATS)}; by default what the file's ending says.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The file to write.")
@as_of_option
@version_option
@network_option
@online_option
@reporting
@paper_options
def export(  # noqa: PLR0913 — one for each option
    files: Sequence[Path],
    to: str | None,
    output: Path,
    as_of: str | None,
    version: str | None,
    own: Sequence[Path],
    *,
    online: bool,
    paper: Paper | None,
) -> None:
    """Write a file that other tools read, or the map as a picture; several FILES on one picture."""
    names, networks = names_of(online=online), networks_with(*own)
    journeys = [pipeline.build(read_as_of(file, as_of, version), names=names, networks=networks) for file in files]
    warn(warning for journey in journeys for warning in journey.warnings)
    formats.export(journeys, output, to, paper)
    click.echo(f"wrote {output}", err=True)


def _print_estimate(journey: Journey) -> None:
    rows: list[Sequence[str]] = [
        (ends(p), f"{p.route.by}{_planned(journey, leg)}", str(p.distance_km), _or_unknown(p.hours), p.basis)
        for leg, p in enumerate(journey.passages)
    ]
    rows.append(("in all", "", str(journey.distance_km), _or_unknown(journey.hours), ""))
    print_table(["leg", "by", "distance", "time", "basis"], rows)
    if any(call != _UNTOLD for call in calls(journey)):
        print_table(["stop", "arrives (UTC)", "leaves (UTC)"], _stop_rows(journey))
    for speed in journey.speeds:
        where = f"{speed.stretches} observed stretch{'es' if speed.stretches > 1 else ''}"
        click.echo(
            f"{on_a_line(speed.by)}: {speed.speed_kmh}, halts included, on {where} of {speed.distance_km:,.0f} km"
        )
    warn(conflict.explanation for conflict in journey.conflicts)
    for number, passage in enumerate(journey.passages, start=1):
        warn(f"leg {number}: {warning}" for warning in passage.warnings)


def _stop_rows(journey: Journey) -> Iterator[Sequence[str]]:
    for number, call in enumerate(calls(journey)):
        stop = journey.itinerary.stops[number]
        label = "" if stop.status == "reported" else f" ({stop.status})"
        yield f"{journey.places[stop.place].name}{label}", _window(call.arrival), _window(call.departure)


def _planned(journey: Journey, leg: int) -> str:
    """Said of a leg that begins or ends at a stop that is only planned."""
    return " (planned)" if any(stop.status == "planned" for stop in journey.itinerary.stops[leg : leg + 2]) else ""


def _window(window: Window) -> str:
    return "" if window == NO_WINDOW else str(window).removesuffix(" UTC")


def _or_unknown(figure: object | None) -> str:
    return "unknown" if figure is None else str(figure)


def _print_findings(journey: Journey) -> None:
    for conflict in journey.conflicts:
        _print_verdict("conflict", "red", conflict.explanation)
    for finding in journey.findings:
        publisher = journey.itinerary.sources[finding.source].publisher
        said = f"{finding.kind}, {publisher}: “{finding.quote}”"
        _print_verdict(finding.verdict, _COLOURS[finding.verdict], said)
        click.echo(f"    {on_a_line(finding.explanation)}")
    for found in group(journey.findings):
        click.echo(f"{len(found.findings)} REPORTS  {on_a_line(in_words(found, journey.itinerary.publishers))}")
    for ruling in journey.versions:
        said = f"version {ruling.key}, {ruling.title}: {ruling.explanation}"
        _print_verdict(ruling.verdict, _COLOURS[ruling.verdict], said)


def _print_verdict(verdict: str, paint: str, said: str) -> None:
    click.echo(f"{click.style(verdict.upper(), bold=True, fg=paint)}  {on_a_line(said)}", color=colour())


_COLOURS = {
    "consistent": "green",
    "contradicted": "red",
    "undetermined": "yellow",
    "possible": "green",
    "ruled out": "red",
}
