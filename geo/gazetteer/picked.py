"""A gazetteer in which some names mean the places that somebody picked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo.gazetteer.interface import Gazetteer
from geo.journey import Candidate, Place, Point


@dataclass(frozen=True)
class Picked:
    """Answers `picks` with the place picked for a name, and all else as `names` does."""

    names: Gazetteer
    picks: Mapping[str, Place]

    def find(
        self,
        name: str,
        *,
        country: str | None = None,
        near: Point | None = None,
        among: Sequence[str] = (),
        limit: int = 10,
    ) -> tuple[Candidate, ...]:
        """Places that `name` may mean: the one picked, and no other; raises as the gazetteer behind does."""
        if name in self.picks:
            return (Candidate(self.picks[name], 1.0),)
        return self.names.find(name, country=country, near=near, among=among, limit=limit)

    def suggest(self, name: str, limit: int = 3) -> tuple[str, ...]:
        """The nearest names that are known."""
        return self.names.suggest(name, limit)
