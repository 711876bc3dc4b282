"""The command that packs all that a check rests on and says into one file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from geo import reader
from geo.cli.shared import as_of_option, names_of, network_option, online_option, reporting, warn
from geo.files import write_atomically
from geo.network import networks_with


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The ZIP file to write.")
@as_of_option
@network_option
@online_option
@reporting
def pack(file: Path, output: Path, as_of: str | None, own: Sequence[Path], *, online: bool) -> None:
    """Write an evidence pack: the pinned file, page, report, data and checksums.

    The same FILE and data make the same bytes, and so does the file in the pack.
    """
    from geo.evidence import packed  # noqa: PLC0415 — heavy

    content = reader.content_of(file)
    networks = networks_with(*own)
    made = packed(content, str(file), names=names_of(online=online), networks=networks, own=own, at=as_of)
    warn(dict.fromkeys((*made.warnings, *made.journey.warnings)))
    write_atomically(output, made.content)
    click.echo(f"wrote {output}", err=True)
