"""The track gauge of each country's railways, where a country has more than one, and where trains run through.

The figures are the prevailing gauge by route length in the field "Railways" of the CIA's World Factbook of about 2018
(data of 2008 to 2017; read as fields/2121.html in the repository abizer/factscrape). docs/gauges.md gives the source
of each exception.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from geo.journey import GaugeBreak, Point
from geo.network.artefact import Graph
from geo.network.sphere import Ints, haversine_km

STANDARD = 1435
BOTH = 0  # rails of several gauges lie side by side: a train of any of them runs there

# Where the prevailing gauge is not 1435 mm. Gauges that differ by tolerances count as one, since trains run through:
# 1520 stands for the 1524 of Finland, Estonia and Ukraine, 1067 for the 1065 the Factbook gives South Africa.
# Not in the Factbook's list, from general knowledge, unchecked: LS SG NE SS. NP since its line was rebuilt in 2022.
GAUGES = {
    1676: "AR IN LK NP PK",
    1668: "ES PT",
    1600: "IE",
    1520: "AF AM AZ BY EE FI GE KG KZ LT LV MD MN RU TJ TM UA UZ",
    1067: "AO BW CD CG CR EC GH ID JP LS MW MZ NA NG NZ PH SD SS SZ TW ZA ZM ZW",
    1050: "JO",
    1000: "BD BF BJ BO BR CI CL CM GN KE KH MG ML MM MY NE SG SN TG TH TN TZ UG VN",
    950: "ER",
    914: "CO GT HN SV",
    600: "FJ",
}
# The countries of the Factbook's list whose prevailing gauge is 1435 mm; AE, HK, LA and MC are ours, and any other
# country is taken to have it too.
STANDARD_IN = (
    "AE AL AT AU BA BE BG CA CH CN CU CZ DE DJ DK DO DZ EG ET FR GA GB GR HK HR HU IL IQ IR IT KP KR LA LB LI LR LU MA "
    "MC ME MK MR MX NL NO PA PE PL PY RO RS SA SE SI SK SY TR US UY VE XK"
)
_BY_COUNTRY = {code: gauge for gauge, codes in GAUGES.items() for code in codes.split()}


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a country with another gauge than the rest: the country's nodes within a box of degrees."""

    country: str
    gauge_mm: int
    south: float
    north: float
    west: float
    east: float


# Boxes round lines; the corners are ours. Mixed networks that no box can part keep their country's gauge: the
# high-speed lines of Spain, Japan and Taiwan, the broad gauge of Victoria and of Brazil's south-east, the standard
# gauge of Kenya, Nigeria and Tanzania.
AREAS = (
    Area("GB", 1600, 54.0, 55.4, -8.2, -5.35),  # Northern Ireland
    Area("AF", 1435, 33.9, 34.8, 60.4, 62.4),  # Khaf-Rozanak
    Area("IR", BOTH, 29.2, 29.6, 60.7, 61.0),  # Zahedan
    Area("IR", 1676, 28.9, 29.6, 61.0, 61.8),  # Zahedan-Mirjaveh
    Area("LT", BOTH, 54.2, 54.95, 22.8, 24.1),  # Rail Baltica, from the Polish border to Kaunas
    Area("VN", BOTH, 20.98, 22.4, 105.7, 107.1),  # Dong Dang-Hanoi
    Area("LA", 1000, 17.7, 18.0, 102.5, 102.9),  # Thanaleng
    Area("SY", 1050, 32.3, 33.4, 35.8, 36.7),  # the Hejaz railway
    Area("TZ", 1067, -9.8, -7.3, 32.0, 39.0),  # the Tanzania-Zambia railway
    Area("TZ", BOTH, -7.3, -6.7, 38.3, 39.5),  # Dar es Salaam, where all the gauges end
    Area("BD", 1676, 21.5, 26.7, 88.0, 89.6),  # west of the Jamuna
    Area("BD", BOTH, 22.0, 24.5, 89.6, 90.6),  # Dhaka and the ways to it
    Area("CL", 1676, -44.0, -32.6, -75.0, -69.5),  # Santiago and the south
    Area("AR", 1435, -34.0, -31.0, -60.0, -53.5),  # between the Parana and the Uruguay
    Area("AR", 1435, -31.0, -26.9, -58.86, -53.5),
    Area("AR", 1000, -26.5, -21.5, -69.0, -64.0),  # Salta and Jujuy
    Area("AR", 1000, -27.6, -21.5, -64.0, -58.86),  # the Chaco
    Area("TN", BOTH, 36.3, 37.4, 8.0, 10.4),  # Tunis and the north
    Area("AU", 1067, -44.0, -40.0, 144.0, 149.0),  # Tasmania
    Area("AU", 1067, -27.3, -10.0, 138.0, 154.0),  # Queensland, north of Brisbane
    Area("AU", 1067, -28.9, -27.3, 138.0, 152.8),  # and west of it
    Area("AU", BOTH, -27.9, -27.2, 152.6, 153.2),  # Brisbane
)


@dataclass(frozen=True, slots=True)
class Through:
    """A crossing that trains pass without a change although the countries' gauges differ."""

    countries: tuple[str, str]
    at: Point


THROUGH = (
    Through(("ES", "FR"), Point(42.44, 2.86)),  # the high-speed line under the Perthus
    Through(("CL", "PE"), Point(-18.47, -70.32)),  # Arica-Tacna: Arica
)
# How far an edge's middle or nearer end may lie from the crossing; Portbou is 25 km from the Perthus.
_THROUGH_KM = 10.0


def gauge_mm(country: str) -> int:
    """The prevailing gauge of a country (ISO 3166-1 alpha-2)."""
    return _BY_COUNTRY.get(country, STANDARD)


def node_gauges(graph: Graph) -> Ints:
    """The gauge at each node in mm; `BOTH` where rails of several gauges lie side by side.

    What the network itself says of its gauges goes before what is known of its countries.
    """
    gauges = np.array([gauge_mm(code) for code in graph.countries], np.int64)[graph.country]
    for area in AREAS:
        if area.country in graph.countries:
            here = graph.country == graph.countries.index(area.country)
            here &= (graph.lat >= area.south) & (graph.lat <= area.north)
            gauges[here & (graph.lon >= area.west) & (graph.lon <= area.east)] = area.gauge_mm
    return gauges if graph.gauge_mm is None else np.where(graph.gauge_mm > 0, graph.gauge_mm, gauges)


def through(graph: Graph) -> npt.NDArray[np.bool_]:
    """Whether each edge is a crossing that trains pass without a change although the gauges differ."""
    found = np.zeros(len(graph.u), bool)
    crossing = np.flatnonzero(graph.country[graph.u] != graph.country[graph.v])
    stops = np.stack([graph.first[:-1], _middles(graph), graph.first[1:] - 1])[:, crossing]
    for line in THROUGH:
        numbers = [graph.countries.index(code) for code in line.countries if code in graph.countries]
        ours = np.isin(graph.country[graph.u[crossing]], numbers) & np.isin(graph.country[graph.v[crossing]], numbers)
        off_km = haversine_km(graph.stop_lat[stops], graph.stop_lon[stops], *line.at).min(axis=0)
        found[crossing[ours & (off_km <= _THROUGH_KM)]] = True
    return found


def changes(graph: Graph) -> npt.NDArray[np.bool_]:
    """Whether the gauge changes on each edge.

    Rails of several gauges count as the prevailing one, or a way over them would cross from one gauge to another free.
    """
    prevailing = np.array([gauge_mm(code) for code in graph.countries], np.int64)[graph.country]
    gauges = node_gauges(graph)
    gauges = np.where(gauges == BOTH, prevailing, gauges)
    return np.asarray((gauges[graph.u] != gauges[graph.v]) & ~through(graph))


@dataclass(frozen=True, eq=False)
class Tracks:
    """The gauges of a network, worked out once: at each node in mm, and whether each edge is a crossing `through`."""

    graph: Graph
    gauges: Ints
    through: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, graph: Graph) -> Tracks:
        """Those of a network."""
        return cls(graph, node_gauges(graph), through(graph))

    @cached_property
    def changing(self) -> frozenset[int]:
        """The edges between nodes of different gauges, and to where rails of several lie side by side."""
        return frozenset(np.flatnonzero(self.gauges[self.graph.u] != self.gauges[self.graph.v]).tolist())


def breaks(tracks: Tracks, edges: Sequence[int], forward: Sequence[bool]) -> tuple[GaugeBreak, ...]:
    """The changes of gauge along whole edges in order of travel, each `forward` from `u` to `v` or back.

    Each is placed in the middle of the edge it happens on; after rails of several gauges, where they end.
    """
    graph, gauges, open_ways = tracks.graph, tracks.gauges, tracks.through
    found, running = [], BOTH
    for edge, ahead in zip(edges, forward, strict=True):
        ends = (graph.u[edge], graph.v[edge]) if ahead else (graph.v[edge], graph.u[edge])
        before, after = (int(gauges[node]) for node in ends)
        running = running or before
        if after not in (BOTH, running):
            if running != BOTH and not open_ways[edge]:
                middle = (graph.first[edge] + graph.first[edge + 1]) // 2
                at = Point(float(graph.stop_lat[middle]), float(graph.stop_lon[middle]))
                found.append(GaugeBreak(at, running, after))
            running = after
    return tuple(found)


def _middles(graph: Graph) -> Ints:
    """The stop in the middle of each edge's line."""
    return np.asarray((graph.first[:-1] + graph.first[1:]) // 2)
