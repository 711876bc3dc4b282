"""How long visitors wait who arrive together at a journey that is ready.

Starts the app as it is, opens it once (the warm start), then opens N sessions at one moment over real websockets and
measures, for each, the time from connecting to the end of its first run, by when its map has come. Then one session
changes what needs no new route (another journey that was seen before, and back), and the reruns are measured.
The server runs on two cores where the system can say so (`taskset`); the visitors share them.

    python benchmarks/visitors.py [N]
"""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

ROOT = Path(__file__).parents[1]
sys.path += [str(ROOT), str(ROOT / "tests" / "browser")]
from app_server import serving  # noqa: E402 -- found by the path above

VISITORS = 50
CORES = {0, 1}
JOURNEYS = ("kim-russia-2023", "nixon-china-1972")
MOST_BYTES = 50_000_000


async def run(socket: ClientConnection, address: str) -> tuple[bool, float]:
    """One run of the script: whether a map came, and the seconds from asking to the end."""
    asked = BackMsg()
    asked.rerun_script.query_string = address
    started, has_map = time.perf_counter(), False
    await socket.send(asked.SerializeToString())
    while True:
        said = ForwardMsg.FromString(await socket.recv())
        kind = said.WhichOneof("type")
        has_map = has_map or (kind == "delta" and said.delta.new_element.WhichOneof("type") == "iframe")
        has_map = has_map or kind == "ref_hash"
        if kind == "script_finished" and said.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            return has_map, time.perf_counter() - started


def visitor(address: str) -> connect:
    """A session; streamlit asks for its own subprotocol."""
    return connect(
        address.replace("http", "ws") + "/_stcore/stream", subprotocols=["streamlit"], max_size=MOST_BYTES, proxy=None
    )


async def arrive(address: str) -> float:
    """The seconds from connecting to a map and the end of the first run."""
    started = time.perf_counter()
    async with visitor(address) as socket:
        has_map, _ = await run(socket, f"?journey={JOURNEYS[0]}")
        assert has_map
        return time.perf_counter() - started


async def change(address: str) -> list[float]:
    """The seconds of reruns of one session that need no new route."""
    async with visitor(address) as socket:
        for journey in JOURNEYS:
            await run(socket, f"?journey={journey}")
    async with visitor(address) as socket:
        await run(socket, f"?journey={JOURNEYS[0]}")
        return [(await run(socket, f"?journey={JOURNEYS[0]}&units={units}"))[1] for units in ("miles", "km") * 5]


async def measure(address: str, visitors: int) -> None:
    """Prints all figures."""
    print(f"first visitor of all: {await arrive(address):.2f} s")
    print(f"one visitor: {await arrive(address):.2f} s")
    waits = sorted(await asyncio.gather(*(arrive(address) for _ in range(visitors))))
    p95 = waits[max(0, round(0.95 * len(waits)) - 1)]
    print(f"{visitors} together: median {statistics.median(waits):.2f} s, p95 {p95:.2f} s, worst {waits[-1]:.2f} s")
    reruns = await change(address)
    print(
        f"reruns without a new route: median {statistics.median(reruns) * 1000:.0f} ms, worst {max(reruns) * 1000:.0f}"
    )


def main() -> None:
    """Serves the app and visits it."""
    visitors = int(sys.argv[1]) if len(sys.argv) > 1 else VISITORS
    if hasattr(os, "sched_setaffinity") and len(os.sched_getaffinity(0)) > len(CORES):
        os.sched_setaffinity(0, CORES)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("app.py", ".streamlit", "itineraries"):
            source = ROOT / name
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, Path(folder) / name)
        with serving(Path(folder) / "app.py", Path(folder) / "log") as address:
            asyncio.run(measure(address, visitors))


if __name__ == "__main__":
    main()
