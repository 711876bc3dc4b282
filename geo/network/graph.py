"""A network that is a graph: rail, road or sea."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from geo.errors import RouteNotFound
from geo.journey import Crossing, Gap, GaugeBreak, Path, Place, Point
from geo.modes import Stretch
from geo.network import avoid as keep_out
from geo.network import borders, frontier, gauges, honesty
from geo.network.alternatives import distinct
from geo.network.artefact import Graph
from geo.network.direct import geodesic_km
from geo.network.line import along
from geo.network.search import Arrival, Costs, Piece, cheapest
from geo.network.snap import MOST, Boxes, Snap, boxes, snaps
from geo.network.sphere import Floats, Ints, checked, haversine_km, unwrapped
from geo.network.stretches import Kinds, Lengths
from geo.network.way import Way

GraphMode = Literal["rail", "road", "sea"]
Homes = tuple[str | None, str | None]
_APART = {
    "rail": "nothing joins the lines they lie on",
    "road": "nothing joins the roads they lie on, as on an island, since this network has no ferries",
    "sea": "nothing joins the waters they lie on",
}
_NOUN = {"rail": "railway", "road": "road", "sea": "sea lane"}
# How much farther than the nearest line another may be and still be meant, and what a km off the lines costs: a train
# keeps to its rails, a ship may cross open water. Our estimates.
SPREAD_KM = {"rail": 2.0, "road": 2.0, "sea": 10.0}
# "By way of" a city is by any of its lines.
_VIA_KM = {"rail": 8.0, "road": 8.0, "sea": 10.0}
_VIA_MOST = 120
_AT_HOME_TIMES = 1.5  # how much farther a traveller goes rather than leave the country; our estimate
_OFF_COST = {"rail": 3.0, "road": 2.0, "sea": 1.5}


class _Best(NamedTuple):
    """The best way, the arrival that it is made of, and the costs at which it is the best."""

    path: Path
    arrival: Arrival
    costs: Costs


@dataclass(frozen=True, eq=False)
class GraphNetwork:
    """The ways of one mode through its graph."""

    mode: GraphMode
    graph: Graph = field(repr=False)
    abroad: bool = field(default=False, repr=False)
    """Whether its ways are those of trains from abroad, which run on few lines in some countries."""

    @cached_property
    def _boxes(self) -> Boxes:
        return boxes(self.graph)

    @cached_property
    def costs(self) -> Costs:
        """What each edge costs."""
        return Costs(self.graph, borders.costs(self.graph, self.mode), _OFF_COST[self.mode])

    @cached_property
    def from_abroad(self) -> GraphNetwork:
        """The same network as trains from abroad use it."""
        other = replace(self, abroad=True)
        other.__dict__["costs"] = self.costs.at(self.costs.edge_cost + self._off_few_lines)
        return other

    @cached_property
    def _off_few_lines(self) -> Floats:
        return borders.off_few_lines(self.graph)

    @cached_property
    def drawn_km(self) -> Floats:
        """The length of each edge as it is drawn."""
        lat, lon = self.graph.stop_lat, self.graph.stop_lon
        steps = haversine_km(lat[:-1], lon[:-1], lat[1:], lon[1:])
        steps[self.graph.first[1:-1] - 1] = 0.0
        return np.asarray(np.add.reduceat(steps, self.graph.first[:-1]))

    @cached_property
    def kinds(self) -> Kinds:
        """The kinds of stretches: countries, and lines for high speed."""
        return Kinds.of(self.graph)

    @cached_property
    def _tracks(self) -> gauges.Tracks:
        return gauges.Tracks.of(self.graph)

    def path(
        self, origin: Place, destination: Place, *, via: Sequence[Place] = (), avoid: frozenset[str] = frozenset()
    ) -> Path:
        """The best way from `origin` to `destination` through each `via` in turn, keeping out of `avoid` (ISO codes).

        The best is the shortest, borders counting as the length of what a traveller would rather go round.
        Raises `RouteNotFound` where a place is 200 km from the network, or no line joins two of them.
        """
        stops = (origin, *via, destination)
        points = [checked(place.point) for place in stops]
        costs = self.costs_without(avoid)
        if len(set(points)) == 1:
            return honesty.nowhere(points[0])
        return self._best(stops, points, costs, avoid).path

    def alternatives(
        self,
        origin: Place,
        destination: Place,
        count: int,
        *,
        via: Sequence[Place] = (),
        avoid: frozenset[str] = frozenset(),
    ) -> tuple[Path, ...]:
        """Up to `count` ways on mostly different lines, the best first; raises as `path` does."""
        stops = (origin, *via, destination)
        points = [checked(place.point) for place in stops]
        costs = self.costs_without(avoid)
        if len(set(points)) == 1:
            return (honesty.nowhere(points[0]),)
        best = self._best(stops, points, costs, avoid)
        if best.path.basis != "network":
            return (best.path,)
        found = distinct(best.costs, self._snapped(points, stops), count, best.arrival)
        return tuple(self._path(points, _ends(stops), arrival.chain(), best.costs) for arrival in found)

    def crossings(self, one: str, other: str) -> tuple[Crossing, ...]:
        """The crossings of the border of two countries, lines near each other as one; none at sea."""
        return () if self.mode == "sea" else frontier.crossings(self.graph, one, other)

    def _best(self, stops: Sequence[Place], points: list[Point], costs: Costs, avoid: frozenset[str]) -> _Best:
        """The best way.

        A leg between places of one country stays there, unless that is much longer: travellers need papers for what
        lies beyond a guarded border. One that does cross a border keeps to the lines of trains from abroad.
        """
        snapped = self._snapped(points, stops)
        found = cheapest(costs, snapped)
        if isinstance(found, int):
            raise RouteNotFound(self.no_way(points[found - 1], points[found], avoid))
        path = self._path(points, _ends(stops), found.chain(), costs)
        home = stops[0].country
        if home and all(stop.country == home for stop in stops) and borders.guarded((home, *path.borders)):
            inside = costs.at(keep_out.within(self.graph, costs.edge_cost, home))
            stayed = cheapest(inside, snapped)
            if not isinstance(stayed, int):
                other = self._path(points, _ends(stops), stayed.chain(), inside)
                if other.distance_km.best <= _AT_HOME_TIMES * path.distance_km.best:
                    return _Best(other, stayed, inside)
        nodes = np.array([node for arrival in found.chain() for node in arrival.nodes], np.int64)
        if len(nodes) and self.kept_to_few_lines(nodes, np.array([0, len(nodes)])).any():
            costs = costs.at(costs.edge_cost + self._off_few_lines)
            kept = cheapest(costs, snapped)
            assert not isinstance(kept, int)  # dearer ways are ways
            return _Best(self._path(points, _ends(stops), kept.chain(), costs), kept, costs)
        return _Best(path, found, costs)

    def kept_to_few_lines(self, nodes: Ints, first: Ints) -> npt.NDArray[np.bool_]:
        """Which ways, `nodes[first[i]:first[i + 1]]`, are to be those of trains from abroad."""
        if self.abroad or self.mode != "rail":
            return np.zeros(len(first) - 1, bool)
        return borders.on_few_lines(self.graph, nodes, first)

    def costs_without(self, avoid: frozenset[str]) -> Costs:
        """The same without the countries, borders and passages to avoid; raises `UsageError` at a word that is none."""
        if not avoid:
            return self.costs
        avoided = keep_out.read(avoid, self.graph.countries, self.mode)
        return self.costs.at(keep_out.costs(self.graph, self.costs.edge_cost, avoided, self.mode))

    def _snapped(self, points: list[Point], places: Sequence[Place]) -> list[tuple[Snap, ...]]:
        vias = list(zip(points, places, strict=True))[1:-1]
        inner = [self._snaps(*via, _VIA_KM[self.mode], _VIA_MOST) for via in vias]
        return [self._snaps(points[0], places[0]), *inner, self._snaps(points[-1], places[-1])]

    def _snaps(self, point: Point, place: Place, spread_km: float = 0.0, most: int = MOST) -> tuple[Snap, ...]:
        home = None if self.mode == "sea" else place.country  # the high seas are no country's
        found = snaps(self.graph, self._boxes, point, spread_km or SPREAD_KM[self.mode], home, most)
        if not found:
            raise RouteNotFound(f"there is no {_NOUN[self.mode]} within 200 km of {_shown(point)}")
        return found

    def no_way(self, start: Point, end: Point, avoid: frozenset[str]) -> str:
        """Why there is no path, in words."""
        without = f" that keeps out of {', '.join(sorted(avoid))}" if avoid else f": {_APART[self.mode]}"
        return f"no {_NOUN[self.mode]} of our data leads from {_shown(start)} to {_shown(end)}{without}"

    def _path(self, places: list[Point], homes: Homes, chain: tuple[Arrival, ...], costs: Costs) -> Path:
        way = Way.of(costs, chain)
        told = way.telling(self.telling)
        countries = self.countries_on(told, homes)
        (lengths,) = self.kinds.lengths_of(way.edge, np.array([0, len(way.edge)]), way.share)
        measured = honesty.Measured(
            mode=self.mode,
            on_network_km=way.km(self.graph.km),
            drawn_km=way.km(self.drawn_km),
            straight_km=sum(geodesic_km(*leg) for leg in itertools.pairwise(places)),
            snaps_km=tuple(arrival.snap.off_km for arrival in chain),
            gaps=self.gaps_on(told),
            countries=countries,
            gauge_breaks=self.gauge_breaks_on(told),
            stretches=self.stretches_on(lengths, countries),
        )
        return honesty.path(
            measured, places, unwrapped(np.concatenate([places[:1], way.line(self.graph), places[-1:]]))
        )

    @cached_property
    def telling(self) -> npt.NDArray[np.bool_]:
        """Of which edges more is to be said than their length: inferred, over a border, to another gauge."""
        graph = self.graph
        changing = [at[graph.u] != at[graph.v] for at in (graph.country, self._tracks.gauges)]
        return np.asarray(graph.inferred | changing[0] | changing[1])

    def gauge_breaks_on(self, way: list[Piece]) -> tuple[GaugeBreak, ...]:
        """Where the gauge changes on a way."""
        if self.mode != "rail":
            return ()
        changing = self._tracks.changing
        whole = [piece for piece in way if piece.edge in changing and (piece.start < 0.5) != (piece.end < 0.5)]
        return gauges.breaks(
            self._tracks, [piece.edge for piece in whole], [piece.end > piece.start for piece in whole]
        )

    def stretches_on(self, lengths: Lengths, countries: tuple[str, ...]) -> tuple[Stretch, ...]:
        """The stretches of a way with such lengths through such countries; the high seas are no country's."""
        return () if self.mode == "sea" else self.kinds.stretches(lengths, countries)

    def gaps_on(self, way: list[Piece]) -> tuple[Gap, ...]:
        """The inferred stretches of a way."""
        gaps = []
        for piece in way:
            if self.graph.inferred[piece.edge] and piece.start != piece.end:
                stops = along(self.graph, piece)
                length = abs(piece.end - piece.start) * float(self.graph.km[piece.edge])
                gaps.append(Gap(Point(*stops[0]), Point(*stops[-1]), length))
        return tuple(gaps)

    def countries_on(self, way: list[Piece], homes: Homes = (None, None)) -> tuple[str, ...]:
        """The countries on the way in order, the first included.

        An edge travelled in part counts by its nearer end, or as at home where one of its ends is there: `homes` are
        the countries of the places where the way begins and ends.
        """
        codes = list[str]()
        if self.mode == "sea":
            return ()  # the high seas are no country's
        for piece in way:
            ends = self._told_countries.get(piece.edge) or self._countries_of(piece.edge)
            codes += [ends[piece.start >= 0.5], ends[piece.end >= 0.5]]
        for place, piece in ((0, way[0]), (-1, way[-1])):
            if homes[place] in self._countries_of(piece.edge):
                codes[place] = str(homes[place])
        return tuple(code for code, _ in itertools.groupby(codes))

    def _countries_of(self, edge: int) -> tuple[str, str]:
        graph = self.graph
        return graph.countries[graph.country[graph.u[edge]]], graph.countries[graph.country[graph.v[edge]]]

    @cached_property
    def _told_countries(self) -> dict[int, tuple[str, str]]:
        """The countries at the ends of the edges that tell something, which ways in bulk ask for time and again."""
        return {edge: self._countries_of(edge) for edge in np.flatnonzero(self.telling).tolist()}


def _ends(stops: Sequence[Place]) -> Homes:
    return stops[0].country, stops[-1].country


def _shown(place: Point) -> str:
    return f"{place.lat:.4f}, {place.lon:.4f}"
