"""The gazetteer in the user's cache: an SQLite file made from the artefact on first use, and its rows."""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from geo.gazetteer import artefact
from geo.gazetteer.artefact import Record
from geo.gazetteer.names import fold, plain

# How a key names a place, best first; a place with one key in two ways keeps the better.
TITLE, CODE, NAME, PLAIN_TITLE, PLAIN_NAME = range(5)

_SCHEMA = 1  # part of the file's name: raise it when the tables change
_STALE_SECONDS = 3600  # a build takes seconds, so a temporary this old is an orphan
_TABLES = f"""
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA user_version = {_SCHEMA};
CREATE TABLE place (id INTEGER PRIMARY KEY, source TEXT, kind TEXT, name TEXT, country TEXT, region TEXT,
    lat REAL, lon REAL, population INTEGER, zone INTEGER, precision_km REAL);
CREATE TABLE zone (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE name (key TEXT, place INTEGER, tier INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
PRAGMA temp_store = MEMORY;
CREATE TEMP TABLE unsorted (key TEXT, place INTEGER, tier INTEGER);
"""


class Store:
    """Rows of the gazetteer; a cache file that turns out damaged is made anew, once, unnoticed."""

    def __init__(self, source: Path) -> None:
        self._source = source
        self._connection = _opened(source)

    def rows(self, query: str, *values: str | float) -> list[tuple[Any, ...]]:
        """The rows that answer a query."""
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError:
            self._connection.close()
            self._connection = _opened(self._source, anew=True)
            return self._connection.execute(query, values).fetchall()


def cache_folder() -> Path:
    """Where the file is kept: `DEMARCHE_CACHE_DIR` if set, else the user's cache."""
    if chosen := os.environ.get("DEMARCHE_CACHE_DIR"):
        return Path(chosen)
    from platformdirs import user_cache_dir  # noqa: PLC0415  not needed where the variable is set

    return Path(user_cache_dir("demarche"))


def _opened(source: Path, *, anew: bool = False) -> sqlite3.Connection:
    """A connection to the file in the cache, made if need be; in memory where there is nowhere to write."""
    path = cache_folder() / f"gazetteer-{_SCHEMA}-{artefact.version(source)}.sqlite"
    if not anew and (connection := _connected(path)):
        return connection
    with suppress(OSError, sqlite3.Error):
        _make(source, path)
        if connection := _connected(path):
            return connection
    memory = sqlite3.connect(":memory:", check_same_thread=False)
    _fill(memory, source)
    return memory


def _connected(path: Path) -> sqlite3.Connection | None:
    """A read-only connection, or None where the file is missing, cut short or not ours.

    `immutable` spares the locks: the file is only ever replaced whole.
    """
    if not path.is_file():
        return None
    connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    with suppress(sqlite3.DatabaseError):
        pages, page_bytes, schema = (
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size", "user_version")
        )
        if schema == _SCHEMA and pages * page_bytes == path.stat().st_size:
            return connection
    connection.close()
    return None


def _make(source: Path, path: Path) -> None:
    """Writes the file beside its place and puts it there whole; several processes at once each do so, harmlessly."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path.parent)
    handle, name = tempfile.mkstemp(prefix="gazetteer-", suffix=".tmp", dir=path.parent)
    os.close(handle)
    try:
        with closing(sqlite3.connect(name)) as connection:
            _fill(connection, source)
        with open(name, "rb+") as file:  # noqa: PTH123  a descriptor is what fsync needs
            os.fsync(file.fileno())
        os.replace(name, path)  # noqa: PTH105  the name is a text
    finally:
        Path(name).unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Removes the temporaries of builds that were killed."""
    for orphan in folder.glob("gazetteer-*.tmp"):
        with suppress(OSError):
            if time.time() - orphan.stat().st_mtime > _STALE_SECONDS:
                orphan.unlink()


def _fill(connection: sqlite3.Connection, source: Path) -> None:
    count, records = artefact.read(source)
    places: list[tuple[int | str | float, ...]] = []
    zones: dict[str, int] = {}
    connection.executescript(_TABLES)
    connection.executemany("INSERT INTO unsorted VALUES (?, ?, ?)", _names(_shown(records, count), places, zones))
    connection.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", places)
    connection.executemany("INSERT INTO zone (name, id) VALUES (?, ?)", zones.items())
    connection.execute("INSERT INTO name SELECT * FROM unsorted ORDER BY key, place")  # appends, page after page
    connection.commit()
    connection.execute("DROP TABLE unsorted")


def _names(
    records: Iterable[Record], places: list[tuple[int | str | float, ...]], zones: dict[str, int]
) -> Iterator[tuple[str, int, int]]:
    """The rows of `name`; on the way those of `place` and `zone` are put aside."""
    for number, record in enumerate(records):
        zone = zones.setdefault(record.zone, len(zones))
        places.append((number, *record[:8], zone, record.precision_km))
        for key, tier in _tiers(record).items():
            yield key, number, tier


def _tiers(record: Record) -> dict[str, int]:
    """Every key of a place, with the best way it names the place."""
    titles = (fold(record.name), *record.titles)
    tiers = {key: TITLE for key in titles if key}
    for tier, keys in (
        (CODE, [code.lower() for code in record.codes]),
        (NAME, record.names),
        (PLAIN_TITLE, [plain(key) for key in titles if not key.isascii()]),
        (PLAIN_NAME, [plain(key) for key in record.names if not key.isascii()]),
    ):
        for key in keys:
            tiers.setdefault(key, tier)
    tiers.pop("", None)
    return tiers


def _shown(records: Iterable[Record], count: int) -> Iterator[Record]:
    """The records, with a bar on a terminal."""
    if not sys.stderr.isatty():
        return iter(records)
    from rich.console import Console  # noqa: PLC0415  a terminal only
    from rich.progress import track  # noqa: PLC0415  a terminal only

    return iter(
        track(records, "Preparing the gazetteer, once", total=count, console=Console(stderr=True), transient=True)
    )
