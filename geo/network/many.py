"""Many pairs on one network at once, with the answers that its `path` gives one by one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.errors import RouteNotFound
from geo.geodesy import distances_km
from geo.journey import Path, Place
from geo.network.borders import guarded
from geo.network.direct import Direct
from geo.network.entries import entries
from geo.network.graph import SPREAD_KM, GraphNetwork
from geo.network.hierarchy import ByHierarchy, ByOrigin, Search, installed
from geo.network.interface import Network
from geo.network.measure import Measure, Spot
from geo.network.snap_many import Snaps, edge_tree, run_position, snap_all
from geo.network.sphere import Floats, Ints, haversine_km
from geo.quantity import Estimate

# About as many origins as are searched for in the time that a hierarchy takes to build: some 7 s by rail. None for the
# sea: over its open meshes a hierarchy takes minutes to build.
_WORTH_BUILDING = {"rail": 150, "road": 600, "sea": math.inf}
Pair = tuple[Spot, Spot]


@dataclass(frozen=True, eq=False)
class Answered:
    """A network that knows the answers for some pairs beforehand, and asks another for the rest.

    An answer is the path without its line, since nothing draws it, or else why there is none.
    """

    network: Network
    answers: Mapping[Pair, Path | str]

    def path(
        self, origin: Place, destination: Place, *, via: Sequence[Place] = (), avoid: frozenset[str] = frozenset()
    ) -> Path:
        """The way from `origin` to `destination`, as the other network answers."""
        answer = None if via or avoid else self.answers.get((spot(origin), spot(destination)))
        if answer is None:
            return self.network.path(origin, destination, via=via, avoid=avoid)
        if isinstance(answer, str):
            raise RouteNotFound(answer)
        return answer


def spot(place: Place) -> Spot:
    """What a network looks at in a place."""
    return place.point, place.country


def answered(network: Network, pairs: Iterable[Pair]) -> Answered:
    """The network with these pairs looked up all at once.

    Left for the network to answer one by one are pairs that lie on one edge or in one point, and those of which a
    place is no position or far from every line.
    """
    known = list(dict.fromkeys(pair for pair in pairs if all(map(_on_earth, pair)) and pair[0][0] != pair[1][0]))
    if isinstance(network, Direct):
        return Answered(network, _straight(network, known))
    return Answered(network, _routed(network, known) if isinstance(network, GraphNetwork) else {})


def _on_earth(where: Spot) -> bool:
    point = where[0]
    return math.isfinite(point.lat) and abs(point.lat) <= 90 and abs(point.lon) <= 180


def _straight(network: Direct, pairs: list[Pair]) -> dict[Pair, Path | str]:
    km = distances_km(*np.array([(*start, *end) for (start, _), (end, _) in pairs], float).reshape(-1, 4).T)
    estimates = [Estimate(low, best, high, "km") for low, best, high in np.outer(km, network.shares).tolist()]
    warnings = (network.warning,) if network.warning else ()
    return {
        pair: Path(estimate, (), network.basis, (0.0, 0.0), warnings=warnings)
        for pair, estimate in zip(pairs, estimates, strict=True)
    }


def _routed(network: GraphNetwork, pairs: list[Pair]) -> dict[Pair, Path | str]:
    spots = list(dict.fromkeys(chain.from_iterable(pairs)))
    number = {spot: i for i, spot in enumerate(spots)}
    ends = np.array([[number[start], number[end]] for start, end in pairs], np.int64).reshape(-1, 2)
    made, positions = ready(network), np.array([point for point, _ in spots], float).reshape(-1, 2)
    snaps = snap_all(
        network.graph, made.tree, positions[:, 0], positions[:, 1], _homes(network, spots), SPREAD_KM[network.mode]
    )
    joined = entries(network.costs, snaps, len(spots))
    near = (np.diff(joined.first) > 0)[ends].all(1)
    rows = np.flatnonzero(near & ~_share_an_edge(network, snaps, positions, ends))
    ways = made.search(len(np.unique(ends[rows, 0]))).ways(joined, ends[rows, 0], ends[rows, 1])
    asked = [pairs[row] for row in rows]
    abroad = network.kept_to_few_lines(ways.nodes, ways.first) if len(ways.pair) else np.zeros(0, bool)
    again, ways = [asked[number] for number in ways.pair[abroad]], ways.only(~abroad)
    found = [asked[number] for number in ways.pair]
    answers: dict[Pair, Path | str] = {pair: _no_way(network, pair) for pair in set(asked).difference(found, again)}
    answers |= zip(found, made.measure.paths(found, snaps, joined, ways), strict=True)
    answers |= _routed(network.from_abroad, again) if again else {}
    return {pair: answer for pair, answer in answers.items() if not _leaves_home(pair, answer)}


def _leaves_home(pair: Pair, answer: Path | str) -> bool:
    """Whether a way between two places of one country leads abroad; then the network looks for one that does not."""
    (_, home), (_, other) = pair
    return home is not None and home == other and isinstance(answer, Path) and guarded((home, *answer.borders))


def _homes(network: GraphNetwork, spots: list[Spot]) -> Ints:
    if network.mode == "sea":
        return np.full(len(spots), -1)  # the high seas are no country's
    number: dict[str | None, int] = {country: i for i, country in enumerate(network.graph.countries)}
    number[None] = -1
    return np.array([number.get(country, -1) for _, country in spots], np.int64)


def _no_way(network: GraphNetwork, pair: Pair) -> str:
    return network.no_way(pair[0][0], pair[1][0], frozenset())


def _share_an_edge(network: GraphNetwork, snaps: Snaps, positions: Floats, ends: Ints) -> npt.NDArray[np.bool_]:
    """Which pairs have an edge that both places are snapped to."""
    edges, first = len(network.graph.u), np.searchsorted(snaps.place, np.arange(len(positions) + 1))
    (lat, lat2), (lon, lon2) = (positions[ends, axis].T for axis in (0, 1))
    reach_km = 2 * snaps.off_km.max(initial=0.0) + network.graph.km.max()
    shared, near = np.zeros(len(ends), bool), np.flatnonzero(haversine_km(lat, lon, lat2, lon2) <= reach_km)

    def keys(place: Ints) -> Ints:
        pair, row = (np.repeat(each, np.diff(first)[place]) for each in (near, first[place]))
        return np.asarray(pair * edges + snaps.edge[row + run_position(pair)])

    shared[np.intersect1d(keys(ends[near, 0]), keys(ends[near, 1])) // edges] = True
    return shared


@dataclass(frozen=True, eq=False)
class Ready:
    """What is made of a network once, when it is first needed, and kept for as long as the process runs."""

    network: GraphNetwork

    @cached_property
    def tree(self) -> Any:
        """The boxes of its edges."""
        return edge_tree(self.network.graph)

    @cached_property
    def by_origin(self) -> ByOrigin:
        """One search for each origin."""
        return ByOrigin(self.network.costs)

    @cached_property
    def by_hierarchy(self) -> ByHierarchy:
        """The contraction hierarchy; building it takes some seconds."""
        return ByHierarchy.over(self.network.costs)

    @cached_property
    def measure(self) -> Measure:
        """What makes paths of ways."""
        return Measure(self.network)

    def search(self, origins: int) -> Search:
        """A hierarchy where there is one already or it is worth building."""
        built = "by_hierarchy" in self.__dict__
        return (
            self.by_hierarchy
            if built or (installed() and origins >= _WORTH_BUILDING[self.network.mode])
            else self.by_origin
        )


@cache
def ready(network: GraphNetwork) -> Ready:
    """What is made of this network."""
    return Ready(network)
