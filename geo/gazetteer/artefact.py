"""The committed gazetteer: what `tools/build_gazetteer.py` writes and what the cache is made from.

Lines of tab-separated UTF-8 text under xz, whose check is the SHA-256 of the text: so damage is always noticed, and
the last bytes of the file tell one version from another. Text, because it needs no library and packs best: the
234,908 places of cities500 with all their names take under 8 MB.
"""

from __future__ import annotations

import hashlib
import lzma
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from geo.errors import DataError, Fault

_HEADER = "demarche gazetteer 1"
_TAIL_BYTES = 128  # more than the SHA-256, index and footer that end an .xz file
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 1 << 25, "lc": 4, "pb": 0}]


class Record(NamedTuple):
    """A place as the artefact holds it.

    `titles` are names as good as `name`; `names` are other names; both are folded. `codes` are ICAO, IATA, ISO and
    postal codes in capitals. `region` is the code of the first-order region in GeoNames.
    """

    source: str
    kind: str
    name: str
    country: str
    region: str
    lat: float
    lon: float
    population: int
    zone: str
    precision_km: float
    codes: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def write(path: Path, records: Iterable[Record]) -> None:
    """Writes the artefact; the same records make the same bytes."""
    lines = [_line(record) for record in records]
    text = "\n".join([f"{_HEADER}\t{len(lines)}", *lines, ""])
    path.write_bytes(lzma.compress(text.encode(), check=lzma.CHECK_SHA256, filters=_FILTERS))


def read(path: Path) -> tuple[int, Iterator[Record]]:
    """How many places the artefact holds, and the places. Raises `DataError` where it is missing or damaged."""
    try:
        header, *lines = lzma.decompress(path.read_bytes()).decode().splitlines()
    except (OSError, EOFError, lzma.LZMAError, ValueError) as error:
        raise DataError(Fault(f"the gazetteer cannot be read: {error}", file=str(path))) from error
    if header != f"{_HEADER}\t{len(lines)}":
        raise DataError(Fault("the gazetteer is of another version", file=str(path), found=header))
    return len(lines), map(_record, lines)


def version(path: Path) -> str:
    """What tells the content of one artefact from another, without reading the whole of it."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _TAIL_BYTES))
            return hashlib.sha256(file.read()).hexdigest()[:16]
    except OSError as error:
        raise DataError(Fault(f"the gazetteer cannot be read: {error}", file=str(path))) from error


def _line(record: Record) -> str:
    fields = (
        *record[:5],
        f"{record.lat:.5f}".rstrip("0"),
        f"{record.lon:.5f}".rstrip("0"),
        str(record.population),
        record.zone,
        f"{record.precision_km:.1f}",
        *("|".join(names) for names in record[10:]),
    )
    return "\t".join(fields)


def _record(line: str) -> Record:
    source, kind, name, country, region, lat, lon, population, zone, precision, *lists = line.split("\t")
    codes, titles, names = (tuple(field.split("|")) if field else () for field in lists)
    return Record(
        source, kind, name, country, region, float(lat), float(lon), int(population), zone, float(precision),
        codes, titles, names,
    )  # fmt: skip
