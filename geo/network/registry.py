"""The network of each mode."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import cast

from geo.errors import DataError, Fault, UsageError
from geo.modes import Mode
from geo.network import air, artefact, direct
from geo.network.graph import GraphMode, GraphNetwork
from geo.network.interface import Network

_DATA = Path(__file__).parents[1] / "data"
_OWN = ("rail", "road")


@cache
def load(mode: Mode) -> Network:
    """The network of a mode, read once in a process. Raises `DataError` where its artefact cannot be read."""
    match mode:
        case "air":
            return air.AIR
        case "foot":
            return direct.FOOT
        case "unknown":
            return direct.UNKNOWN
        case _:
            return GraphNetwork(mode, artefact.read(_DATA / f"{mode}.npz"))


def load_file(path: str | Path) -> GraphNetwork:
    """The network in a file that `demarche network build` made. Raises `DataError` where it cannot be read."""
    graph = artefact.read(Path(path))
    if graph.mode not in _OWN:
        hint = "`demarche network build` makes files that do"
        raise DataError(Fault("this network does not say of which mode it is", file=str(path), hint=hint))
    return GraphNetwork(cast("GraphMode", graph.mode), graph)


def networks_with(*paths: str | Path) -> Callable[[Mode], Network]:
    """The network of each mode: that of one of the files for its own mode, and ours for the others.

    Raises `DataError` where a file cannot be read, and `UsageError` where two are of one mode.
    """
    own: dict[Mode, Network] = {}
    for path in paths:
        network = load_file(path)
        if network.mode in own:
            raise UsageError(Fault(f"two networks of the mode {network.mode} are given", file=str(path)))
        own[network.mode] = network
    return lambda mode: own[mode] if mode in own else load(mode)
