"""The gazetteer in the user's cache: an SQLite file made from the artefact on first use, and its rows."""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote

from geo.gazetteer import artefact

_SCHEMA = 3  # part of the file's name: raise it when the tables change
_STALE_SECONDS = 3600  # a build takes seconds, so a temporary this old is an orphan
_OLD_SECONDS = 30 * 86_400  # ours: another version's file this old is made anew, in seconds, where it is still wanted
# Whole numbers, a row smaller by half: the artefact gives degrees to five places and kilometres to one.
_TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE site (id INTEGER PRIMARY KEY, source TEXT, kind TEXT, name TEXT, country TEXT, region TEXT,
    lat5 INTEGER, lon5 INTEGER, population INTEGER, zone INTEGER, precision_100m INTEGER,
    capital INTEGER);
CREATE TABLE zone (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE called (key TEXT, place_tier INTEGER, PRIMARY KEY (key, place_tier)) WITHOUT ROWID;
CREATE VIEW place AS SELECT id, source, kind, name, country, region, lat5 / 1e5 AS lat, lon5 / 1e5 AS lon, population,
    zone, precision_100m / 10.0 AS precision_km, capital FROM site;
CREATE VIEW name AS SELECT key, place_tier / 10 AS place, place_tier % 10 AS tier FROM called;
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

    def __del__(self) -> None:
        """Closes the connection; Python 3.13 warns of one that is left to the collector."""
        if connection := getattr(self, "_connection", None):  # none where opening failed
            connection.close()


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
    try:
        _fill(memory, source)
    except BaseException:
        memory.close()
        raise
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
    """Removes the temporaries of builds that were killed, and the files of other versions that are old."""
    for pattern, seconds in (("gazetteer-*.tmp", _STALE_SECONDS), ("gazetteer-*.sqlite", _OLD_SECONDS)):
        for left in folder.glob(pattern):
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > seconds:
                    left.unlink()


def _fill(connection: sqlite3.Connection, source: Path) -> None:
    content = artefact.read(source)
    zones: dict[str, int] = {}
    connection.executescript(_TABLES)
    connection.execute(f"PRAGMA user_version = {_SCHEMA}")
    for number, record in enumerate(content.records()):
        whole = round(record.lat * 1e5), round(record.lon * 1e5), record.population
        zone = zones.setdefault(record.zone, len(zones))
        values = number, *record[:5], *whole, zone, round(record.precision_km * 10), record.capital
        connection.execute("INSERT INTO site VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    connection.executemany("INSERT INTO zone (name, id) VALUES (?, ?)", zones.items())
    rows = chain.from_iterable(map(artefact.named, _shown(content.keys)))
    connection.executemany("INSERT INTO called VALUES (?, ?)", rows)
    connection.commit()


def _shown(lines: Sequence[str]) -> Iterable[str]:
    """The same lines, with a bar on a terminal."""
    if not sys.stderr.isatty():
        return lines
    from rich.console import Console  # noqa: PLC0415  a terminal only
    from rich.progress import track  # noqa: PLC0415  a terminal only

    return track(lines, "Preparing the gazetteer, once", console=Console(stderr=True), transient=True)
