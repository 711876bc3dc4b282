"""Networks that remember the ways they found, for journeys that have most of their legs in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from geo.journey import Path, Place
from geo.modes import Mode
from geo.network.interface import Bordered, Branching, Network


class Remembered:
    """A network that searches each way once; all its answers are those of the network behind it."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._found = cache(
            lambda origin, destination, via, avoid: network.path(origin, destination, via=via, avoid=avoid)
        )
        # What only some networks can do, this can where that behind it can.
        if isinstance(network, Branching):
            self.alternatives = network.alternatives
        if isinstance(network, Bordered):
            self.crossings = network.crossings

    def path(
        self, origin: Place, destination: Place, *, via: Sequence[Place] = (), avoid: frozenset[str] = frozenset()
    ) -> Path:
        """As `Network.path`."""
        return self._found(origin, destination, tuple(via), avoid)

    def __getattr__(self, name: str) -> Any:
        """What else the network behind it can tell, as of borders."""
        return getattr(self._network, name)


def remembered(networks: Callable[[Mode], Network]) -> Callable[[Mode], Network]:
    """The network of each mode, remembering its ways for as long as this is kept."""
    return cache(lambda mode: Remembered(networks(mode)))
