"""The report as a file: HTML that needs no internet, or Markdown."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from geo.errors import Fault, UsageError
from geo.files import write_atomically
from geo.journey import Journey
from geo.report.content import Report, report_of
from geo.report.data import Basis, basis
from geo.report.markdown import to_markdown
from geo.show.page import rendered


def to_html(told: Report) -> str:
    """The page of the journey, with the report's own parts in it."""
    return rendered(told.content, "report.html", {"report": told})


FORMATS: Mapping[str, Callable[[Report], str]] = MappingProxyType({"html": to_html, "md": to_markdown})


def report(journey: Journey, to: str = "html", rests_on: Basis | None = None) -> str:
    """The report of a built journey; `to` is a name in `FORMATS`. It says nothing of when it was made.

    Raises `UsageError` for an unknown format, and as `geo.show.payload` does.
    """
    if to not in FORMATS:
        raise UsageError(Fault("no such format", found=to, hint=f"one of {', '.join(FORMATS)}"))
    return FORMATS[to](report_of(journey, rests_on or basis()))


def save_report(
    journey: Journey, path: str | os.PathLike[str], to: str | None = None, rests_on: Basis | None = None
) -> None:
    """Writes a report in one step; without `to`, the file's ending says the format.

    Raises as `report` does, and `OutputError` where the file cannot be written.
    """
    target = Path(path)
    write_atomically(target, report(journey, to or target.suffix.removeprefix("."), rests_on).encode())
