"""The old file survives whatever happens."""

import os
import stat
import threading
from pathlib import Path
from typing import Never

import pytest

from geo.errors import OutputError
from geo.files import write_atomically


def failing(*_: object, **__: object) -> Never:
    raise OSError(28, "No space left on device")


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "out.html"
    write_atomically(path, b"\x00\xffnew")
    assert path.read_bytes() == b"\x00\xffnew"
    write_atomically(path, b"newer")
    assert path.read_bytes() == b"newer"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("step", ["fsync", "replace", "write"])
def test_a_failure_at_any_step_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "out.html"
    path.write_bytes(b"old")
    if step == "write":
        monkeypatch.setattr(os, "fdopen", failing)
    else:
        monkeypatch.setattr(os, step, failing)
    with pytest.raises(OutputError, match=r"out\.html: cannot write: No space left on device"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interruption_leaves_the_old_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> Never:
        raise KeyboardInterrupt

    path = tmp_path / "out.html"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="No such file or directory"):
        write_atomically(tmp_path / "missing" / "out.html", b"new")
    with pytest.raises(OutputError, match=r"Is a directory|File exists|not permitted"):
        write_atomically(tmp_path, b"new")
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(OutputError, match="Not a directory"):
        write_atomically(tmp_path / "file" / "out.html", b"new")


def test_a_path_with_a_nul_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        write_atomically(tmp_path / "a\0b", b"new")


def test_a_new_file_has_plain_permissions_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    path = tmp_path / "out.html"
    before = os.umask(0o022)
    try:
        write_atomically(path, b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    path.chmod(0o600)
    write_atomically(path, b"newer")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_readers_see_one_whole_file_or_the_other(tmp_path: Path) -> None:
    path = tmp_path / "out.html"
    contents = {letter * 200_000 for letter in (b"a", b"b")}
    write_atomically(path, b"a" * 200_000)
    seen: set[bytes] = set()
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            seen.add(path.read_bytes())

    watcher = threading.Thread(target=watch)
    watcher.start()
    for _ in range(20):
        for content in contents:
            write_atomically(path, content)
    done.set()
    watcher.join()
    assert seen <= contents
