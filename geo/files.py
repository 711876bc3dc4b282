"""Writing files so that the old one survives whatever happens."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from geo.errors import Fault, OutputError


def write_atomically(path: Path, content: bytes) -> None:
    """Puts `content` at `path` in one step: a reader sees the old file or the new one, whole.

    Temporary file, fsync, `os.replace`. Raises `OutputError` when it cannot be done; the old file is untouched and
    nothing is left beside it.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    except (OSError, ValueError) as error:  # a NUL in a path is a ValueError
        raise _unwritable(path, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_of(path))
        temporary.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def _mode_of(path: Path) -> int:
    """The permissions the file has now, or those a plain new file would have."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _unwritable(path: Path, error: OSError | ValueError) -> OutputError:
    return OutputError(Fault(f"cannot write: {getattr(error, 'strerror', None) or error}", file=str(path)))
