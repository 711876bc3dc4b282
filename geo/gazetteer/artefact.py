"""The committed gazetteer: what `tools/build_gazetteer.py` writes and what the cache is made from.

Lines of UTF-8 text under xz, whose check is the SHA-256 of the text: so damage is always noticed, and the last bytes of
the file tell one version from another. First a line for each place, tab-separated; then a line for each key, in order,
with the numbers of the places that it names and how well it does. Text, because it needs no library and packs well;
keys made and sorted beforehand, because that takes longer than all the rest of the first use.
"""

from __future__ import annotations

import hashlib
import lzma
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from geo.errors import DataError, Fault
from geo.gazetteer.names import fold, plain

# How a key names a place, best first; where it does in two ways, the better counts.
TITLE, CODE, PLAIN_TITLE, NAME, PLAIN_NAME = range(5)

_HEADER = "demarche gazetteer 4"
_TAIL_BYTES = 128  # more than the SHA-256, index and footer that end an .xz file
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 1 << 25, "lc": 4, "pb": 0}]


class Record(NamedTuple):
    """A place and what it is called.

    `titles` are names as good as `name`, `names` the others; `codes` are ICAO, IATA, ISO and postal codes. `region` is
    the code of the first-order region in GeoNames; `capital` is
    a country's.
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
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """The lines of an artefact: `places` by number, `keys` in order."""

    places: Sequence[str]
    keys: Sequence[str]

    def records(self) -> Iterator[Record]:
        """Each place without its keys."""
        for line in self.places:
            *texts, lat, lon, population, zone, precision, capital = line.split("\t")
            numbers = float(lat), float(lon), int(population), zone, float(precision)
            yield Record._make((*texts, *numbers, (), (), (), bool(capital)))


def write(path: Path, records: Sequence[Record]) -> None:
    """Writes the artefact; the same records make the same bytes."""
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for number, record in enumerate(records):
        for key, tier in _tiers(record).items():
            keys[key].append(f"{number}{tier}")
    places = [_line(record) for record in records]
    lines = [f"{key}\t{' '.join(found)}" for key, found in sorted(keys.items())]
    text = "\n".join([f"{_HEADER}\t{len(places)}\t{len(lines)}", *places, *lines, ""])
    path.write_bytes(lzma.compress(text.encode(), check=lzma.CHECK_SHA256, filters=_FILTERS))


def read(path: Path) -> Content:
    """What the artefact holds. Raises `DataError` where it is missing or damaged."""
    try:
        header, *lines = lzma.decompress(path.read_bytes()).decode().split("\n")[:-1]
    except (OSError, EOFError, lzma.LZMAError, ValueError) as error:
        raise DataError(Fault(f"the gazetteer cannot be read: {error}", file=str(path))) from error
    title, *counts = header.split("\t")
    if title != _HEADER or len(lines) != sum(map(int, counts)):
        raise DataError(Fault("the gazetteer is of another version", file=str(path), found=header))
    count = int(counts[0])
    return Content(lines[:count], lines[count:])


def named(line: str) -> Iterator[tuple[str, int]]:
    """A line of `keys` as the key, and ten times the number of a place plus the tier."""
    key, _, found = line.partition("\t")
    for entry in found.split(" "):
        yield key, int(entry)


def version(path: Path) -> str:
    """What tells the content of one artefact from another, without reading the whole of it."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _TAIL_BYTES))
            return hashlib.sha256(file.read()).hexdigest()[:16]
    except OSError as error:
        raise DataError(Fault(f"the gazetteer cannot be read: {error}", file=str(path))) from error


def _line(record: Record) -> str:
    lat, lon = (f"{degrees:.5f}".rstrip("0") for degrees in (record.lat, record.lon))
    return "\t".join(
        (
            *record[:5],
            lat,
            lon,
            str(record.population),
            record.zone,
            f"{record.precision_km:.1f}",
            "1" * record.capital,
        ),
    )


def _tiers(record: Record) -> dict[str, int]:
    """Every key of a place, with the best way it names the place."""
    titles = [fold(name) for name in (record.name, *record.titles)]
    others = [fold(name) for name in record.names]
    tiers: dict[str, int] = {}
    for tier, keys in (
        (TITLE, titles),
        (CODE, [code.lower() for code in record.codes]),
        (PLAIN_TITLE, [plain(key) for key in titles]),
        (NAME, others),
        (PLAIN_NAME, [plain(key) for key in others]),
    ):
        for key in keys:
            tiers.setdefault(key, tier)
    tiers.pop("", None)
    return tiers
