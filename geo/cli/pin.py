"""The command that writes the places chosen for an itinerary back into its file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from geo import pinning, pipeline, reader
from geo.cli.shared import names_of, online_option, reporting, warn
from geo.files import write_atomically
from geo.journey import Place

_UNPINNED = 1


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where a place is not pinned.")
@online_option
@reporting
def pin(file: Path, *, check: bool, online: bool) -> None:
    """Write the places chosen for an itinerary into its file, so that it never means others.

    Each place that the gazetteer found gets an entry under `places` with its coordinates, and its source in a comment.
    Nothing else of FILE changes; where all is pinned, nothing does.
    """
    journey = pipeline.place(reader.read(file), names=names_of(online=online))
    warn(journey.warnings)
    places = pinning.unpinned(journey)
    for name, place in places.items():
        click.echo(f"{'not pinned' if check else 'pinned'}: {name}: {_described(place)}", err=True)
    if check:
        sys.exit(_UNPINNED if places else 0)
    if places:
        write_atomically(file.resolve(), pinning.pinned(file.read_bytes(), journey, str(file)))
    click.echo(f"{'wrote' if places else 'nothing to pin in'} {file}", err=True)


def _described(place: Place) -> str:
    return f"{place.name} at {place.lat},{place.lon}, {place.source}"
