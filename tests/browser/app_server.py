"""A Streamlit app served on this machine for as long as a test needs it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
STARTS_WITHIN_S = 60
STOPS_WITHIN_S = 10


@contextmanager
def serving(script: Path, log: Path) -> Iterator[str]:
    """The address of the app; what its server says goes to `log`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = (
        "--server.headless=true",
        "--server.address=127.0.0.1",
        f"--server.port={port}",
        "--server.fileWatcherType=none",
    )
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with log.open("wb") as said:
        server = subprocess.Popen(command, env=environment, cwd=script.parent, stdout=said, stderr=said)
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        try:
            server.wait(timeout=STOPS_WITHIN_S)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < until:
        assert server.poll() is None, "the app stopped"
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the app did not start")
