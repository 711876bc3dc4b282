"""Which format is written by what, and the writing itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from geo.diagram import svg
from geo.errors import Fault, UsageError
from geo.files import write_atomically
from geo.formats.czml import to_czml
from geo.formats.geojson import to_geojson
from geo.formats.geoparquet import to_geoparquet
from geo.formats.gpkg import to_gpkg
from geo.formats.gpx import to_gpx
from geo.formats.ics import to_ics
from geo.formats.kml import to_kml
from geo.formats.table import to_csv
from geo.journey import Journey
from geo.whereabouts import Timeline


def to_svg(journey: Journey) -> bytes:
    """The time–distance diagram. Raises `UsageError` where no time is stated."""
    return svg(Timeline(journey))


FORMATS: Mapping[str, Callable[[Journey], bytes]] = MappingProxyType({
    "geojson": to_geojson, "csv": to_csv, "svg": to_svg, "gpx": to_gpx, "kml": to_kml, "czml": to_czml,
    "gpkg": to_gpkg, "geoparquet": to_geoparquet, "ics": to_ics,
})  # fmt: skip


def export(journey: Journey, path: str | os.PathLike[str], to: str | None = None) -> None:
    """Writes a journey to a file; `to` is a name in `FORMATS`, or else the file's ending says it.

    Raises `UsageError` for an unknown format and `OutputError` where the file cannot be written.
    """
    target = Path(path)
    write_atomically(target, exported(journey, to or target.suffix.removeprefix(".")))


def exported(journey: Journey, to: str) -> bytes:
    """The journey in a format, as the bytes of a file."""
    if to not in FORMATS:
        raise UsageError(Fault("no such format", found=to, hint=f"one of {', '.join(FORMATS)}"))
    return FORMATS[to](journey)
