"""How many km of ways lie in each country, and on lines for high speed where the network tells them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geo.modes import Stretch
from geo.network.artefact import Graph
from geo.network.search import Piece
from geo.network.sphere import Floats, Ints

_HIGH_SPEED = "high-speed"

Lengths = Mapping[int, float]  # km of each kind of stretch


@dataclass(frozen=True, eq=False)
class Kinds:
    """What kind of stretch lies at each end of each edge, an edge over a border being shared half and half.

    A kind is a number: twice that of the country, and one more on a line for high speed; `names` are what they stand
    for, and `None` that the network does not tell such lines.
    """

    names: tuple[tuple[str, bool | None], ...]
    ends: tuple[Ints, Ints]
    km: Floats

    @classmethod
    def of(cls, graph: Graph) -> Kinds:
        """Those of a network."""
        told = graph.usage is not None and _HIGH_SPEED in graph.usages
        fast = graph.usage == graph.usages.index(_HIGH_SPEED) if told else np.zeros(len(graph.u), bool)
        names = [(country, speed) for country in graph.countries for speed in ((False, True) if told else (None, None))]
        kinds = 2 * graph.country.astype(np.int64)
        return cls(tuple(names), (kinds[graph.u] + fast, kinds[graph.v] + fast), np.append(graph.km, 0.0))

    def lengths(self, way: Iterable[Piece]) -> dict[int, float]:
        """The km of each kind on some pieces."""
        km: dict[int, float] = defaultdict(float)
        for piece in way:
            length = abs(piece.end - piece.start) * float(self.km[piece.edge])
            for ends in self.ends:
                km[int(ends[piece.edge])] += length / 2
        return km

    def lengths_of(self, edges: Ints, first: Ints, share: Floats | float = 1.0) -> list[dict[int, float]]:
        """The km of each kind on each of many ways over a share of each edge: way `i` is from `first[i]` on."""
        ways, kinds = len(first) - 1, len(self.names)
        offset, half = np.repeat(np.arange(ways) * kinds, np.diff(first)), share * self.km[edges] / 2
        km = np.zeros(ways * kinds)
        for ends in self.ends:
            km += np.bincount(offset + ends[edges], half, minlength=ways * kinds)
        found = np.flatnonzero(km)
        rows: list[dict[int, float]] = [{} for _ in range(ways)]
        for way, kind, length in zip(
            (found // kinds).tolist(), (found % kinds).tolist(), km[found].tolist(), strict=True
        ):
            rows[way][kind] = length
        return rows

    def stretches(self, lengths: Lengths, countries: Sequence[str]) -> tuple[Stretch, ...]:
        """Lengths as stretches, in the order in which the countries of a way come."""
        order = {country: number for number, country in enumerate(reversed(countries))}
        told = [Stretch(self.names[kind][0], km, self.names[kind][1]) for kind, km in sorted(lengths.items()) if km > 0]
        return tuple(sorted(told, key=lambda stretch: -order.get(stretch.country, -1)))


def added(one: Lengths, other: Lengths) -> dict[int, float]:
    """Two sets of lengths together."""
    return {kind: one.get(kind, 0.0) + other.get(kind, 0.0) for kind in {*one, *other}}
