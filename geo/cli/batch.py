"""The command for many legs: a CSV file in, a table of distances and hours out."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geo import bulk
from geo.cli.shared import reporting
from geo.errors import DocumentError, Fault, OutputError, UsageError
from geo.files import write_atomically

if TYPE_CHECKING:
    from pandas import DataFrame

_NONE_ROUTED = 4


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the file: the line it ends on, its cells, and what is wrong with it."""

    line: int
    cells: tuple[str, str, str]
    fault: str = ""


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="The file to write, .parquet or .csv."
)
@click.option("--by", default="rail", show_default=True, help="The mode or vehicle of rows that name none.")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler that shares the work, as tcp://10.0.0.1:8786.")
@reporting
def batch(file: Path, output: Path, by: str, scheduler: str | None) -> None:
    """Distances and hours of many legs.

    FILE is a CSV with the columns `from`, `to` and, if it likes, `by`; a place is a name, an ICAO or IATA code, or
    "LAT,LON" in quotes. The output has a row for each row of FILE in the same order; one that cannot be worked out
    says why in its column `error`, and on stderr. Exits with 4 where no row at all could be worked out.
    """
    encode = _encoder(output)
    rows = _read(file)
    with _progress(len(rows)) as done:
        frame = _worked_out(rows, by, scheduler, done)
    for row, error in zip(rows, frame["error"], strict=True):
        if error:
            leg = f"{row.cells[0]} – {row.cells[1]}"
            click.echo(f"error: {Fault(error, file=str(file), line=row.line, path=leg)}", err=True)
    write_atomically(output, encode(frame))
    failed = int((frame["error"] != "").sum())
    click.echo(f"wrote {output}: {len(rows) - failed} of {len(rows)} legs worked out", err=True)
    if rows and failed == len(rows):
        sys.exit(_NONE_ROUTED)


def _encoder(output: Path) -> Callable[[DataFrame], bytes]:
    """What makes the bytes of the output; asked before the work, which may be long."""
    from geo.formats.table import frame_csv  # noqa: PLC0415 -- heavy

    encoders = {".csv": frame_csv, ".parquet": _parquet}
    if output.suffix.lower() not in encoders:
        raise UsageError(Fault("no such format", found=output.name, hint="the output ends in .parquet or .csv"))
    if not output.absolute().parent.is_dir():
        raise OutputError(Fault("there is no such folder", file=str(output)))
    return encoders[output.suffix.lower()]


def _parquet(frame: DataFrame) -> bytes:
    content = io.BytesIO()
    frame.to_parquet(content, index=False)
    return content.getvalue()


def _read(file: Path) -> list[_Row]:
    """The rows of the file. Raises `DocumentError` for one that is no CSV or lacks a column."""
    try:
        reader = csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline=""), strict=True)
    except UnicodeDecodeError as error:
        raise DocumentError(Fault("this is not UTF-8", file=str(file), found=repr(error.object[error.start]))) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DocumentError(Fault(f"cannot read: {reason}", file=str(file))) from error
    try:
        return list(_rows(reader, file))
    except csv.Error as error:
        raise DocumentError(Fault(f"this is no CSV ({error})", file=str(file), line=reader.line_num)) from None


def _rows(reader: Iterator[list[str]], file: Path) -> Iterator[_Row]:
    header = [name.strip().lower() for name in next(reader, [])]
    missing = [name for name in ("from", "to") if name not in header]
    if missing:
        found = ", ".join(header)
        hint = "the first line names the columns: from,to or from,to,by"
        raise DocumentError(Fault(f"no column {' and '.join(missing)}", file=str(file), line=1, found=found, hint=hint))
    for cells in reader:
        if cells:
            yield _row(reader.line_num, header, cells)  # type: ignore[attr-defined]


def _row(line: int, header: list[str], cells: list[str]) -> _Row:
    named = dict(zip(header, (cell.strip() for cell in cells), strict=False))
    fault = ""
    if len(cells) != len(header):
        fault = f'{len(cells)} cells under {len(header)} names: a position needs quotes round it, as in "43.1,131.9"'
    return _Row(line, (named.get("from", ""), named.get("to", ""), named.get("by", "")), fault)


def _worked_out(rows: list[_Row], by: str, scheduler: str | None, done: Callable[[int], object]) -> DataFrame:
    """The frame of all rows: the sound ones worked out, the others with their fault."""
    sound = [number for number, row in enumerate(rows) if not row.fault]
    frame = bulk.batch([rows[number].cells for number in sound], by, scheduler, done=done)
    frame = frame.set_index([sound]).reindex(range(len(rows)))
    for number, row in enumerate(rows):
        if row.fault:
            frame.loc[number, ["from", "to", "by", "warnings", "error"]] = (*row.cells, "", row.fault)
    return frame


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], object]]:
    """A bar on a terminal; nothing elsewhere."""
    from rich.console import Console  # noqa: PLC0415 -- only a terminal needs it
    from rich.progress import Progress  # noqa: PLC0415 -- as above

    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("legs", total=total)
        yield lambda count: progress.advance(task, count)
