"""The commands that ask of a journey's times: where they were, and whom they can have met."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from geo import pipeline, records
from geo.cli.shared import (
    as_json_option,
    as_of_option,
    names_of,
    network_option,
    on_a_line,
    online_option,
    print_json,
    read_as_of,
    reporting,
    version_option,
    warn,
)
from geo.encounters import Encounter
from geo.encounters import meet as meetings
from geo.errors import Fault, UsageError
from geo.journey import Journey
from geo.network import networks_with
from geo.parting import is_parted
from geo.when import NO_WINDOW
from geo.whereabouts import Stretch, Whereabouts
from geo.whereabouts import where as whereabouts


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--at", metavar="TIME", help="The moment, with its offset: 2023-09-14T12:00+10:00.")
@click.option(
    "--between", nargs=2, metavar="TIME TIME", help="With --could-reach: from when until when, by the clocks there."
)
@click.option("--could-reach", "place", metavar="PLACE", help="Whether they can have been there in that time.")
@click.option("--vehicle", is_flag=True, help="Ask for what they travelled by, which may have been seen without them.")
@as_of_option
@version_option
@network_option
@online_option
@as_json_option
@reporting
def where(  # noqa: PLR0913 -- an argument for each option
    file: Path,
    at: str | None,
    between: tuple[str, str] | None,
    place: str | None,
    as_of: str | None,
    version: str | None,
    own: Sequence[Path],
    *,
    vehicle: bool,
    online: bool,
    as_json: bool,
) -> None:
    """Where they can have been at a time, or whether they can have been at a place between two."""
    if (at is None) == (between is None) or (between is None) != (place is None):
        hint = "write --at TIME, or --between TIME TIME --could-reach PLACE"
        raise UsageError(Fault("one question is needed", hint=hint))
    names, networks = names_of(online=online), networks_with(*own)
    journey = pipeline.travel(read_as_of(file, as_of, version), names=names, networks=networks)
    _warn(journey)
    if vehicle:
        warn([] if is_parted(journey.itinerary) else ["it was seen nowhere without them: it is where they are"])
        journey = pipeline.vehicle(journey)
    if at is not None:
        found = whereabouts(journey, at)
        print_json(records.where_record(found)) if as_json else _print_where(found)
    elif between is not None and place is not None:
        alibi = pipeline.could_reach(journey, place, *between, names=names, networks=networks)
        warn([alibi.note] if alibi.note else [])
        print_json(records.alibi_record(alibi)) if as_json else click.echo(on_a_line(alibi.explanation))


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@as_of_option
@network_option
@online_option
@as_json_option
@reporting
def meet(files: Sequence[Path], as_of: str | None, own: Sequence[Path], *, online: bool, as_json: bool) -> None:
    """Who was, or could have been, in one place at one time."""
    names, networks = names_of(online=online), networks_with(*own)
    journeys = [pipeline.travel(read_as_of(file, as_of), names=names, networks=networks) for file in files]
    for journey in journeys:
        _warn(journey)
    encounters = meetings(journeys)
    if as_json:
        print_json(records.encounters_record(encounters))
        return
    for encounter in encounters:
        click.echo(_told(encounter))
    if not encounters:
        click.echo("nothing says that any of them met: as far as is known they were nowhere at one time")


def _warn(journey: Journey) -> None:
    warn((*journey.warnings, *(conflict.explanation for conflict in journey.conflicts)))


def _print_where(found: Whereabouts) -> None:
    for stretch in found.possible:
        click.echo(_possible(stretch, _percent(stretch.probability, is_all=len(found.possible) == 1)))
    if found.most_likely and found.within_km is not None:
        at = found.most_likely
        click.echo(f"most likely: {at.lat:.3f}, {at.lon:.3f}, within {found.within_km:.0f} km of it along the way")
    if found.note:
        click.echo(on_a_line(found.note))


def _possible(stretch: Stretch, chance: str) -> str:
    if stretch.leg is None:
        return f"{chance:>4}  at {on_a_line(stretch.origin.name)}"
    way = on_a_line(f"{stretch.origin.name} – {stretch.destination.name} by {stretch.by}")
    if stretch.area:
        return f"{chance:>4}  on the way {way}: the way is not known, and the area is in the JSON"
    return f"{chance:>4}  on the way {way}: from km {stretch.from_km:,.0f} to km {stretch.to_km:,.0f}"


def _percent(chance: float, *, is_all: bool) -> str:
    """What is possible is not told as nought, nor as certain where something else is possible too."""
    return f"{chance:.0%}" if is_all or 0.005 <= chance < 0.995 else "<1%" if chance < 0.5 else ">99%"


def _told(encounter: Encounter) -> str:
    when = "" if encounter.window == NO_WINDOW else f": {encounter.window}"
    said = f"{' and '.join(encounter.travellers)}: {encounter.explanation}{when}"
    return f"{encounter.verdict.upper()}  {on_a_line(said)}"
