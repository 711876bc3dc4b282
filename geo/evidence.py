"""The evidence pack: a ZIP file of all that a check rests on and says, which the same inputs make again byte for byte.

What is in it is worked out of the pinned file that lies in it, so that whoever packs that file has the same pack. It is
stored, not compressed, for zlib and its rivals compress to other bytes; times, permissions and order are fixed.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from geo import network, pinning, pipeline, reader, records
from geo.asof import as_of
from geo.errors import UsageError
from geo.files import write_atomically
from geo.formats import exported
from geo.gazetteer import Gazetteer
from geo.journey import Journey
from geo.modes import Mode
from geo.report import Basis, basis
from geo.report.content import report_of
from geo.report.data import sha256
from geo.report.writer import FORMATS
from geo.show.page import page_of
from geo.whereabouts import moment

_START_OF_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that ZIP can tell
_UNIX, _READABLE = 3, 0o100644 << 16  # a plain file that its owner may write and all may read
_README = """\
Evidence pack of a journey, made by Demarche.

itinerary.yaml    what the sources say, every place pinned by its coordinates
page.html         map, times, stops, legs and sources; needs no internet
report.html       the same with every claim, its verdict, the method and the data
report.md         the report in Markdown
journey.geojson   stops and legs (GeoJSON, RFC 7946)
legs.csv          the legs as a table
diagram.svg       kilometres against time; missing where no time is stated
findings.json     every claim, what was worked out and its verdict
MANIFEST.json     versions of the software and the data, and the SHA-256 of every other file here
SHA256SUMS        the same for `sha256sum --check SHA256SUMS`

To check the check: with the versions in MANIFEST.json, `demarche pack itinerary.yaml{option} -o again.zip` makes this
very file again. Map and ways: © OpenStreetMap contributors (ODbL), GeoNames (CC BY 4.0), Natural Earth.
"""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack: its bytes, the journey in it, and what was said when the places were chosen."""

    content: bytes
    journey: Journey
    warnings: tuple[str, ...]


def pack(
    path: str | os.PathLike[str],
    output: str | os.PathLike[str],
    *,
    names: Gazetteer | None = None,
    networks: Callable[[Mode], network.Network] = network.load,
    at: datetime | str | None = None,
) -> Journey:
    """Writes the evidence pack of an itinerary file, as known `at` a moment if given, and gives the journey in it.

    Raises as `packed` does, and `OutputError` where `output` cannot be written.
    """
    made = packed(reader.content_of(Path(path)), str(path), names=names, networks=networks, at=at)
    write_atomically(Path(output), made.content)
    return made.journey


def packed(
    content: bytes,
    file: str = "the text",
    *,
    names: Gazetteer | None = None,
    networks: Callable[[Mode], network.Network] = network.load,
    own: Sequence[Path] = (),
    at: datetime | str | None = None,
) -> Pack:
    """The evidence pack of an itinerary; `own` are the files of networks of the user's own that `networks` hold.

    With `at`, all but the file is of what had been published by that moment, which the manifest names. Raises
    `DocumentError`, `PlaceNotFound`, `UsageError` and `DataError` as reading, building and showing do.
    """
    then = moment(at) if at is not None else None
    chosen = pipeline.place(reader.read_bytes(content, file), names=names)
    pinned = pinning.pinned(content, chosen, file)
    whole = reader.read_bytes(pinned, file)
    journey = pipeline.build(as_of(whole, then) if then else whole, names=names, networks=networks)
    rests_on = basis(pinned, own)
    again = _README.format(option=f" --as-of {then.isoformat()}" if then else "").encode()
    files = {"itinerary.yaml": pinned, "README.txt": again} | _told(journey, rests_on)
    known = {"as_of": then.isoformat()} if then else {}
    files["MANIFEST.json"] = _json(known | _manifest(files, rests_on))
    files["SHA256SUMS"] = "".join(f"{sha256(files[name])}  {name}\n" for name in sorted(files)).encode()
    return Pack(zipped(files), journey, chosen.warnings)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files by their names as a ZIP file: the same bytes for the same files, whenever and wherever it is made."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _START_OF_TIME)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            archive.writestr(entry, files[name])
    return stream.getvalue()


def _told(journey: Journey, rests_on: Basis) -> dict[str, bytes]:
    """All that is said of a journey, by the names that the files always have."""
    told = report_of(journey, rests_on)
    reports = {f"report.{to}": write(told).encode() for to, write in FORMATS.items()}
    made = {
        "page.html": page_of(told.content).encode(),
        "journey.geojson": exported(journey, "geojson"),
        "legs.csv": exported(journey, "csv"),
        "findings.json": _json(records.findings_record(journey) | {"warnings": list(journey.warnings)}),
    }
    return made | reports | _diagram(journey)


def _diagram(journey: Journey) -> dict[str, bytes]:
    try:
        return {"diagram.svg": exported(journey, "diagram")}
    except UsageError:
        return {}  # no time is stated, as the page says


def _manifest(files: Mapping[str, bytes], rests_on: Basis) -> dict[str, Any]:
    return {
        "software": dict(rests_on.software),
        "data": [asdict(datum) for datum in rests_on.data],
        "files": [{"name": name, "bytes": len(files[name]), "sha256": sha256(files[name])} for name in sorted(files)],
    }


def _json(record: dict[str, Any]) -> bytes:
    return (json.dumps(record, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()
