"""What every network answers, whatever it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from geo.journey import Crossing, Path, Place


class Network(Protocol):
    """Ways from point to point for one mode. Networks are read-only: no call changes what the next one answers."""

    def path(
        self, origin: Place, destination: Place, *, via: Sequence[Place] = (), avoid: frozenset[str] = frozenset()
    ) -> Path:
        """The best way from `origin` to `destination` through each `via` in turn, keeping out of `avoid` (ISO codes).

        Raises `RouteNotFound` where there is none; a warning in the path says what was inferred.
        """
        ...


@runtime_checkable
class Branching(Protocol):
    """A network that can tell more than one way."""

    def alternatives(
        self,
        origin: Place,
        destination: Place,
        count: int,
        *,
        via: Sequence[Place] = (),
        avoid: frozenset[str] = frozenset(),
    ) -> tuple[Path, ...]:
        """Up to `count` ways on mostly different lines, the best first; raises as `Network.path` does."""
        ...


@runtime_checkable
class Bordered(Protocol):
    """A network that knows where its lines cross borders."""

    def crossings(self, one: str, other: str) -> tuple[Crossing, ...]:
        """The crossings of the border of two countries (ISO codes), lines near each other as one."""
        ...
