"""What every gazetteer answers, embedded or online."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from geo.journey import Candidate, Point


class Gazetteer(Protocol):
    """Candidate places for a name, best first."""

    def find(
        self,
        name: str,
        *,
        country: str | None = None,
        near: Point | None = None,
        among: Sequence[str] = (),
        limit: int = 10,
    ) -> tuple[Candidate, ...]:
        """Places that `name` may mean; none is an empty tuple, never an error.

        `country` (ISO alpha-2) and `near` raise the score of places there, and so do `among`, the other names of the
        same text. Raises `UsageError` for a name that is
        empty, over-long or unprintable.
        """
        ...

    def suggest(self, name: str, limit: int = 3) -> tuple[str, ...]:
        """The nearest names that are known, for "did you mean"."""
        ...
