"""The network of each mode."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from geo.modes import Mode
from geo.network import artefact, direct
from geo.network.graph import GraphNetwork
from geo.network.interface import Network

_DATA = Path(__file__).parents[1] / "data"


@cache
def load(mode: Mode) -> Network:
    """The network of a mode, read once in a process. Raises `DataError` where its artefact cannot be read."""
    match mode:
        case "air":
            return direct.AIR
        case "foot":
            return direct.FOOT
        case "unknown":
            return direct.UNKNOWN
        case _:
            return GraphNetwork(mode, artefact.read(_DATA / f"{mode}.npz"))
