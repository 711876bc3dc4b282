"""What all processes on a machine share when they ask: the answers they got, and whose turn it is.

An SQLite file in the user's cache. Its lock is what keeps a turn for one process: the file system's, so that it holds
between processes and is let go where one dies.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from geo.errors import Fault, LookupFailed

_SCHEMA = 1  # part of the file's name: raise it when the tables or what they hold change
_TABLES = (
    "CREATE TABLE IF NOT EXISTS answer (key TEXT PRIMARY KEY, asked TEXT NOT NULL, text TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS free (what TEXT PRIMARY KEY, at REAL NOT NULL) WITHOUT ROWID",
)
_FREE = "SELECT at FROM free WHERE what = ?"
_APART_S = 1.0  # "an absolute maximum of 1 request per second" (OpenStreetMap Foundation, Nominatim usage policy)
_LONGEST_QUEUE_S = 30.0  # ours: who would wait longer is told so
_LONGEST_PAUSE_S = 3600.0  # a server that asks for more is asked again after an hour
_LOCK_S = 10.0


class Answer(NamedTuple):
    """A stored answer, and the day (ISO 8601, UTC) on which it was given."""

    asked: str
    text: str


class Ledger:
    """The file in `folder`; `now` gives seconds since 1970. Raises `LookupFailed` where it cannot be used."""

    def __init__(
        self,
        folder: Path,
        *,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._path = folder / f"online-{_SCHEMA}.sqlite"
        self._now = now
        self._sleep = sleep

    @property
    def today(self) -> str:
        """The day it is, in UTC."""
        return time.strftime("%Y-%m-%d", time.gmtime(self._now()))

    def answer(self, key: str) -> Answer | None:
        """The answer kept under a key."""
        with self._transaction() as database:
            row = database.execute("SELECT asked, text FROM answer WHERE key = ?", (key,)).fetchone()
        return Answer(*row) if row else None

    def keep(self, key: str, answer: Answer) -> None:
        """Keeps an answer for good."""
        with self._transaction() as database:
            database.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", (key, *answer))

    def wait_for_turn(self, server: str) -> None:
        """Returns when `server` may be asked: a second after whoever of this machine asked anything last.

        Raises `LookupFailed` where that is too long to wait, or where the server has asked for a pause.
        """
        with self._transaction() as database:
            now = self._now()
            if (pause := self._left(database, server, now, _LONGEST_PAUSE_S)) > 0:
                raise LookupFailed(f"{server} has asked for a pause: try again in {pause:.0f} s")
            wait = self._left(database, "", now, _LONGEST_QUEUE_S + _APART_S)
            if wait > _LONGEST_QUEUE_S:
                raise LookupFailed(f"{wait:.0f} others on this machine are waiting to ask a geocoder: try again later")
            database.execute("INSERT OR REPLACE INTO free VALUES ('', ?)", (now + wait + _APART_S,))
        if wait:
            self._sleep(wait)

    def pause(self, server: str, seconds: float) -> None:
        """Nobody on this machine asks `server` before so many seconds are over, or an hour."""
        until = self._now() + min(_LONGEST_PAUSE_S, seconds)  # in this order also where a server says NaN
        with self._transaction() as database:
            database.execute("INSERT OR REPLACE INTO free VALUES (?, ?)", (server, until))

    @staticmethod
    def _left(database: sqlite3.Connection, what: str, now: float, longest: float) -> float:
        """The seconds until something is free; none where it is so far off that the clock must have been set back."""
        row = database.execute(_FREE, (what,)).fetchone()
        left = row[0] - now if row else 0.0
        return left if 0 < left <= longest else 0.0

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """The file, locked for this process."""
        try:
            with closing(self._opened()) as database:
                yield database
                database.execute("COMMIT")
        except (OSError, sqlite3.Error) as error:
            message = f"asking online needs this file, which keeps the machine's pace, and it cannot be used: {error}"
            raise LookupFailed(Fault(message, file=str(self._path))) from error

    def _opened(self) -> sqlite3.Connection:
        """The file with its lock; one that is damaged begins anew."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _locked(self._path)
        except sqlite3.OperationalError:  # locked too long, or nowhere to write: not damage
            raise
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)
            return _locked(self._path)


def _locked(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_LOCK_S, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        for table in _TABLES:
            connection.execute(table)
    except BaseException:
        connection.close()
        raise
    return connection
