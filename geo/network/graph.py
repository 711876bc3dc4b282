"""A network that is a graph: rail, road or sea."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from geo.errors import RouteNotFound, UsageError
from geo.journey import Gap, Path, Place, Point
from geo.network import borders, honesty
from geo.network.artefact import Graph
from geo.network.direct import geodesic_km
from geo.network.line import along
from geo.network.search import Arrival, Costs, Piece, cheapest, pieces
from geo.network.snap import Boxes, Snap, boxes, snaps
from geo.network.sphere import unwrapped

GraphMode = Literal["rail", "road", "sea"]
_NOUN = {"rail": "railway", "road": "road", "sea": "sea lane"}
# How much farther than the nearest line another may be and still be meant, and what a km off the lines costs: a train
# keeps to its rails, a ship may cross open water. Our estimates.
_SPREAD_KM = {"rail": 2.0, "road": 2.0, "sea": 60.0}
_OFF_COST = {"rail": 3.0, "road": 2.0, "sea": 1.2}


@dataclass(frozen=True, eq=False)
class GraphNetwork:
    """The ways of one mode through its graph."""

    mode: GraphMode
    graph: Graph = field(repr=False)

    @cached_property
    def _boxes(self) -> Boxes:
        return boxes(self.graph)

    @cached_property
    def _costs(self) -> Costs:
        return Costs(self.graph, borders.costs(self.graph, self.mode), _OFF_COST[self.mode])

    def path(
        self, origin: Place, destination: Place, *, via: Sequence[Place] = (), avoid: frozenset[str] = frozenset()
    ) -> Path:
        """The best way from `origin` to `destination` through each `via` in turn, keeping out of `avoid` (ISO codes).

        The best is the shortest, borders counting as the length of what a traveller would rather go round.
        Raises `RouteNotFound` where a place is 200 km from the network, or no line joins two of them.
        """
        places = [_checked(place.point) for place in (origin, *via, destination)]
        costs = self._costs
        if avoid:
            costs = costs.at(borders.avoiding(self.graph, costs.edge_cost, avoid))
        if len(set(places)) == 1:
            return honesty.nowhere(places[0])
        found = cheapest(costs, [self._snaps(place) for place in places])
        if isinstance(found, int):
            raise RouteNotFound(self._no_way(places[found - 1], places[found], avoid))
        return self._path(places, found.chain(), costs)

    def _snaps(self, place: Point) -> tuple[Snap, ...]:
        found = snaps(self.graph, self._boxes, place, _SPREAD_KM[self.mode])
        if not found:
            raise RouteNotFound(f"there is no {_NOUN[self.mode]} within 200 km of {_shown(place)}")
        return found

    def _no_way(self, start: Point, end: Point, avoid: frozenset[str]) -> str:
        without = f" that keeps out of {', '.join(sorted(avoid))}" if avoid else ""
        return f"no {_NOUN[self.mode]} of our data leads from {_shown(start)} to {_shown(end)}{without}"

    def _path(self, places: list[Point], chain: tuple[Arrival, ...], costs: Costs) -> Path:
        way = [piece for arrival in chain[1:] for piece in pieces(costs, arrival)]
        offs = tuple(arrival.snap.off_km for arrival in chain)
        stops = (stop for piece in way for stop in along(self.graph, piece))
        line = unwrapped([places[0], *stops, places[-1]])
        measured = honesty.Measured(
            mode=self.mode,
            on_network_km=sum(abs(piece.end - piece.start) * float(self.graph.km[piece.edge]) for piece in way),
            straight_km=sum(geodesic_km(*leg) for leg in itertools.pairwise(places)),
            snaps_km=offs,
            gaps=self._gaps(way),
        )
        return honesty.path(measured, places, line, self._borders(way))

    def _gaps(self, way: list[Piece]) -> tuple[Gap, ...]:
        gaps = []
        for piece in way:
            if self.graph.inferred[piece.edge] and piece.start != piece.end:
                stops = along(self.graph, piece)
                length = abs(piece.end - piece.start) * float(self.graph.km[piece.edge])
                gaps.append(Gap(Point(*stops[0]), Point(*stops[-1]), length))
        return tuple(gaps)

    def _borders(self, way: list[Piece]) -> tuple[str, ...]:
        """The countries entered, in order; an edge travelled in part counts by the end that is nearer."""
        graph, codes = self.graph, []
        if self.mode == "sea":
            return ()  # the high seas are no country's
        for piece in way:
            near = graph.u[piece.edge] if piece.start < 0.5 else graph.v[piece.edge]
            far = graph.u[piece.edge] if piece.end < 0.5 else graph.v[piece.edge]
            codes += [graph.country[near], graph.country[far]]
        return tuple(graph.countries[code] for before, code in itertools.pairwise(codes) if code != before)


def _checked(place: Point) -> Point:
    if not (math.isfinite(place.lat) and math.isfinite(place.lon) and abs(place.lat) <= 90):
        raise UsageError(f"{place.lat}, {place.lon} is not a position")
    return place if abs(place.lon) <= 180 else Point(place.lat, (place.lon + 180) % 360 - 180)


def _shown(place: Point) -> str:
    return f"{place.lat:.4f}, {place.lon:.4f}"
