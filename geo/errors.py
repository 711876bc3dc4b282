"""Every error the package raises on purpose.

::

    DemarcheError
    ├── UsageError       a bad argument: unknown unit, latitude 91, unknown country code
    ├── DocumentError    a file that cannot be read, or that says something impossible
    ├── PlaceNotFound    a name no gazetteer knows
    ├── LookupFailed     an online geocoder could not be asked: that says nothing of the place
    ├── RouteNotFound    no way from here to there, and no honest fallback
    ├── DataError        an artefact of ours is missing, damaged or of another version
    └── OutputError      a file could not be written; what was there before is whole

An error is a tuple of `Fault`: all that is wrong, not only the first thing.
"""

from __future__ import annotations

from dataclasses import dataclass

_SHOWN_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: what, where, what was found, and what would be right.

    `line` and `column` count from 1, as editors do; `path` is the key path, as in `stops[3].arrive`.
    """

    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: str | None = None
    found: str | None = None
    hint: str | None = None

    @property
    def position(self) -> str:
        """`file:line:column`, as far as they are known."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)

    def __str__(self) -> str:
        """The fault on one line, as compilers print them."""
        where = ": ".join(_printable(part) for part in (self.position, self.path) if part)
        found = "" if self.found is None else f", found {abbreviated(self.found)}"
        hint = f" ({self.hint})" if self.hint else ""
        return f"{where}: {self.message}{found}{hint}" if where else f"{self.message}{found}{hint}"


class DemarcheError(Exception):
    """The base of every error the package raises on purpose; `faults` says all that is wrong."""

    def __init__(self, *faults: Fault | str) -> None:
        self.faults = tuple(fault if isinstance(fault, Fault) else Fault(fault) for fault in faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class UsageError(DemarcheError):
    """A bad argument."""


class DocumentError(DemarcheError):
    """A file that cannot be read, or that says something impossible."""


class PlaceNotFound(DemarcheError):
    """A name that no gazetteer knows; the hints name the nearest it does know."""


class LookupFailed(DemarcheError):
    """An online geocoder could not be asked, or gave no answer that means anything; the place may well exist."""


class RouteNotFound(DemarcheError):
    """No way from here to there, and no honest fallback."""


class DataError(DemarcheError):
    """An artefact of ours is missing, damaged or of another version."""


class OutputError(DemarcheError):
    """A file could not be written; what was there before is whole."""


def _printable(text: str) -> str:
    """`text` with line breaks and control characters escaped, so that no key breaks a line or colours a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def abbreviated(text: str, limit: int = _SHOWN_CHARACTERS) -> str:
    """`text` quoted for a message: control characters escaped, cut to `limit` characters."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return repr(cut)
