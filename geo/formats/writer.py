"""Which format is written by what, and the writing itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from geo.diagram import svg
from geo.errors import Fault, UsageError
from geo.files import write_atomically
from geo.formats.geojson import to_geojson
from geo.formats.table import to_csv
from geo.journey import Journey
from geo.picture import PICTURES, Paper, picture
from geo.whereabouts import Timeline


def to_diagram(journey: Journey) -> bytes:
    """The time–distance diagram, as SVG. Raises `UsageError` where no time is stated."""
    return svg(Timeline(journey))


_OF_ONE: Mapping[str, Callable[[Journey], bytes]] = MappingProxyType(
    {"geojson": to_geojson, "csv": to_csv, "diagram": to_diagram}
)
FORMATS = (*_OF_ONE, *PICTURES)


def export(
    journeys: Journey | Sequence[Journey],
    path: str | os.PathLike[str],
    to: str | None = None,
    paper: Paper | None = None,
) -> None:
    """Writes a journey to a file; `to` is a name in `FORMATS`, or else the file's ending says it.

    The map as a picture (`png`, `svg`, `pdf`) may have several journeys, and the paper it is made for. Raises
    `UsageError` for an unknown format or what it cannot have, and `OutputError` where the file cannot be written.
    """
    target = Path(path)
    write_atomically(target, exported(journeys, to or target.suffix.removeprefix("."), paper))


def exported(journeys: Journey | Sequence[Journey], to: str, paper: Paper | None = None) -> bytes:
    """The journey in a format, or journeys on one picture, as the bytes of a file."""
    several = [journeys] if isinstance(journeys, Journey) else list(journeys)
    for kind in PICTURES:
        if to == kind:
            return picture(several, kind, paper or Paper())
    if to not in _OF_ONE:
        raise UsageError(Fault("no such format", found=to, hint=f"one of {', '.join(FORMATS)}"))
    if paper or len(several) != 1:
        only = f"only a picture ({', '.join(PICTURES)}) has a size, a resolution, a theme, or several journeys"
        raise UsageError(Fault(only, found=to))
    return _OF_ONE[to](several[0])
