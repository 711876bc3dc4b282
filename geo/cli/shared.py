"""What all commands share: options, errors made exit codes, JSON and tables."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from geo import asof, gazetteer, reader, rivals
from geo.errors import (
    DataError,
    DemarcheError,
    DocumentError,
    LookupFailed,
    OutputError,
    PlaceNotFound,
    RouteNotFound,
    UsageError,
)
from geo.gazetteer import Gazetteer
from geo.itinerary import Itinerary
from geo.journey import Passage

_EXIT_CODES: dict[type[DemarcheError], int] = {
    UsageError: 2,
    OutputError: 2,
    DocumentError: 3,
    DataError: 3,
    PlaceNotFound: 4,
    RouteNotFound: 4,
    LookupFailed: 5,
}
_POSITION = re.compile(r"-[0-9.]+ *,")
_PIPED_WIDTH = 240  # a table in a file or a pipe is not folded
_Args = ParamSpec("_Args")
_Result = TypeVar("_Result")

network_option = click.option(
    "--network",
    "own",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A network of your own, of `demarche network build`, for its mode; may be repeated.",
)
online_option = click.option(
    "--online/--offline",
    default=False,
    help="Also ask a geocoder on the internet for names that the gazetteer lacks; by default nothing is asked.",
)
as_of_option = click.option(
    "--as-of",
    "as_of",
    metavar="TIME",
    help="Keep only what had been published by then, with its offset: 2023-09-14T12:00+09:00.",
)
version_option = click.option(
    "--version",
    "version",
    metavar="KEY",
    help="Of the rival versions that a file tells this one, instead of its own stops.",
)
as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


class WithPositions(click.Command):
    """A command whose arguments may be positions in the south or west: `-33.9,18.4` is no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, with a space before such a position; whoever reads it strips it."""
        return super().parse_args(ctx, [f" {arg}" if _POSITION.match(arg) else arg for arg in args])


def reporting(command: Callable[_Args, _Result]) -> Callable[_Args, _Result]:
    """Errors raised on purpose become lines on stderr and an exit code; others are bugs and show as such."""

    @wraps(command)
    def wrapped(*args: _Args.args, **kwargs: _Args.kwargs) -> _Result:
        try:
            return command(*args, **kwargs)
        except DemarcheError as error:
            _complain(error)
            sys.exit(exit_code(error))

    return wrapped


def _complain(error: DemarcheError) -> None:
    for fault in error.faults:
        click.echo(f"error: {fault}", err=True)


def exit_code(error: DemarcheError) -> int:
    """The exit code of an error."""
    return next((code for kind, code in _EXIT_CODES.items() if isinstance(error, kind)), 2)


def names_of(*, online: bool) -> Gazetteer:
    """Where names are looked up: the embedded gazetteer, and where the user wishes, an online geocoder behind it."""
    from geo.gazetteer.online import backed_up  # noqa: PLC0415 -- only where asked for

    return backed_up(gazetteer.load()) if online else gazetteer.load()


def read_as_of(file: Path, at: str | None, version: str | None = None) -> Itinerary:
    """The itinerary in a file, or one version of it, with what had been published by a moment where one is given."""
    return known(reader.read(file), at, version)


def known(itinerary: Itinerary, at: str | None, version: str | None = None) -> Itinerary:
    """The itinerary, or one version of it, or of either what had been published by a moment."""
    chosen = itinerary if version is None else rivals.version(itinerary, version)
    return chosen if at is None else asof.as_of(chosen, at)


def print_json(record: dict[str, Any]) -> None:
    """A record on stdout."""
    click.echo(json.dumps(record, ensure_ascii=False, indent=2))


def on_a_line(text: str) -> str:
    """`text` without line breaks: what a file says begins no line of ours, as a verdict does."""
    return " ".join(text.split())


def warn(warnings: Iterable[str]) -> None:
    """Warnings on stderr."""
    for warning in warnings:
        click.echo(f"warning: {on_a_line(warning)}", err=True)


def colour() -> bool | None:
    """No colour where NO_COLOR is set (no-color.org); elsewhere on terminals only."""
    return False if os.environ.get("NO_COLOR") else None


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on stdout."""
    from rich.console import Console  # noqa: PLC0415 — only tables need it
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(*headings, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(on_a_line(cell)) for cell in row))  # Text: no cell is markup
    terminal = Console()
    (terminal if terminal.is_terminal else Console(width=_PIPED_WIDTH)).print(table)


def ends(passage: Passage) -> str:
    """From where to where a passage goes."""
    return on_a_line(f"{passage.route.origin.name} – {passage.route.destination.name}")
