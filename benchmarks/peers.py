"""Every peer beside ours, with one command: their environments are made, and each benchmark prints its ratios.

    python benchmarks/peers.py [--in FOLDER]

scgraph 2.x (with `scgraph_data` 2.0.0, which imports with it only), scgraph 3.x, igraph and searoute go into
environments of their own in FOLDER, once. searoute, like geopy and pyproj, then runs in one process with ours. scgraph
and igraph, whose versions shut each other out, run in theirs, on the same questions, and are timed there.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).parent
PEERS = {
    "scgraph2": ("scgraph<3", "scgraph_data==2.0.0"),
    "scgraph3": ("scgraph>=3",),
    "igraph": ("igraph",),
    "searoute": ("searoute==1.6.0",),
}


def interpreter(folder: Path, name: str) -> str:
    """That of the environment of a peer, which is made where there is none."""
    python = folder / name / "bin" / "python"
    if not python.exists():
        venv.create(folder / name, with_pip=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PEERS[name]]
        subprocess.run(install, check=True)
    return str(python)


def packages(python: str) -> str:
    """Where an environment keeps its packages."""
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return subprocess.run([python, "-c", ask], check=True, capture_output=True, text=True).stdout.strip()


def run(*arguments: str, path: str = "") -> None:
    print(f"\n== {' '.join(arguments[:1])}", flush=True)
    whole = os.pathsep.join(filter(None, [str(HERE.parent), path]))
    subprocess.run([sys.executable, *arguments], check=True, cwd=HERE.parent, env=os.environ | {"PYTHONPATH": whole})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--in", dest="folder", type=Path, default=Path(tempfile.gettempdir()) / "demarche-peers")
    folder = parser.parse_args().folder.absolute()
    python = {name: interpreter(folder, name) for name in PEERS}
    scgraph = ["--peer", python["scgraph2"], "--peer", python["scgraph3"], "--data", str(folder / "railways.json")]
    run("benchmarks/networks.py", *scgraph)
    run("benchmarks/batch.py", *scgraph, "--igraph", python["igraph"])
    run("benchmarks/sea.py", path=packages(python["searoute"]))
    run("benchmarks/geodesic.py")


if __name__ == "__main__":
    main()
