"""What a border costs a traveller, as kilometres a way round may be longer before it is the better way."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from geo.modes.crossings import OPEN
from geo.network.artefact import Graph
from geo.network.gauges import changes, gauge_mm
from geo.network.sphere import Floats, Ints

Bools = npt.NDArray[np.bool_]
__all__ = ["CLOSED", "OPEN", "Closure", "costs", "frozen", "gauge_mm", "warnings"]

# Our estimates. 0.75 hours at a border and 3 at a change of gauge (geo/modes/vehicles.py) make 58 and 234 km at
# 78 km/h; at those Moscow-Vladivostok would lead through China. A traveller goes farther round, for visas and because
# trains end at borders: control and change of more than 500 km together keep Russian lines in Russia (docs/gauges.md).
_CONTROL_KM = {"rail": 150.0, "road": 200.0}
_OPEN_KM = 5.0
_GAUGE_KM = 500.0
# A border closed in our day was open in another: the way over it is given up only for one not much longer, and it is
# said where it is taken. Moscow-Kyiv is 870 km over it and 1,900 round it. Our estimate.
_CLOSED_KM = 800.0
# A way that data show is preferred to one that is inferred, unless that is of a main line we know of; our estimate.
_INFERRED_KM = 2.0
_INFERRED_TIMES = 4.0
# What a km of a line counts as, so that a way along main lines is taken that is longer than one along others: the
# Trans-Siberian by Kirov and Irkutsk is 4 % longer than the way over Kazan and the Baikal-Amur line, from Tayshet to
# Bamovskaya alone 9 %. Lines of international trains come first: those to Vladivostok make no use of the main line to
# Kazan. Our estimates.
_INTERNATIONAL = "international"
_TIMES = {_INTERNATIONAL: 1.0, "main": 1.05, "high-speed": 1.05}
_OTHER_TIMES = 1.15
# Where trains from abroad run on few lines, which our data mark so, and how much more a km of any other counts to them:
# Beijing-Shenyang by Tianjin is 21 % longer than by the fast line, which no train to Pyongyang takes. Our estimate.
_FEW_LINES = frozenset({"CN", "KP", "MN"})
_FEW_LINES_KM = 1.0
# Ice closes the Arctic passages to most ships for most of the year, so no ship is sent there that has another way; the
# factor and the limits are our estimates.
_ARCTIC_LAT = 68.5
_OPEN_ARCTIC_LON = (-45.0, 60.0)  # the Norwegian and Barents Seas, which the North Atlantic Drift keeps open
_ICE_TIMES = 5.0


@dataclass(frozen=True, slots=True)
class Closure:
    """A border closed to a mode of travel since a year; some were open for a while in between."""

    countries: frozenset[str]
    mode: str
    since: int
    source: str


def _closed(pair: str, since: dict[str, int], source: str) -> tuple[Closure, ...]:
    return tuple(Closure(frozenset(pair.split()), mode, year, source) for mode, year in since.items())


# As far as we know at the end of 2025. The Abkhazian railway is cut inside Georgia, so that Russia-Georgia is not here.
CLOSED = (
    *_closed("KP KR", {"rail": 1951, "road": 1951}, "KBS World, 16 May 2007"),
    *_closed("AM TR", {"rail": 1993, "road": 1993}, "Transitions Online, 29 April 2009"),
    *_closed("AM AZ", {"rail": 2005, "road": 2005}, "IWPR, 27 July 2005, which found it shut"),
    *_closed("DZ MA", {"rail": 1994, "road": 1994}, "Al Jazeera, 31 October 2014"),
    *_closed("IL LB", {"rail": 1948, "road": 2006}, "Ya Libnan on the Naqoura tunnel; Wikipedia"),
    *_closed("RU UA", {"rail": 2022, "road": 2022}, "Interfax-Ukraine and Ukrainska Pravda, 26 and 27 February 2022"),
    *_closed("BY UA", {"rail": 2022, "road": 2022}, "Ukrainska Pravda, 27 February 2022; Ukrainian News, March 2022"),
    *_closed("FI RU", {"rail": 2022}, "Taipei Times, 29 March 2022"),
    *_closed("FI RU", {"road": 2023}, "Åbo Underrättelser on the decision of December 2023"),
    *_closed("IN PK", {"rail": 2019}, "Zee News, 8 August 2019"),
    *_closed("IN PK", {"road": 2025}, "Mint, 24 April 2025"),
    *_closed("KH TH", {"rail": 2025, "road": 2025}, "Malay Mail, 24 June 2025"),
)
_WHO = {"rail": "passenger trains", "road": "road traffic"}


def costs(graph: Graph, mode: str, *, year: int | None = None) -> Floats:
    """The cost of each edge in km: its length, what crossing a border on it takes, and doubt where it is inferred.

    A closed border costs a long way round; in a `year` before it was closed, as any other.
    """
    if mode == "sea":
        ice = frozen(graph.lat, graph.lon)
        return np.asarray(graph.km * np.where(ice[graph.u] | ice[graph.v], _ICE_TIMES, 1.0))
    price = _prices(graph.countries, mode, year)
    times = _preference(graph)
    doubtful = graph.inferred & (times >= _OTHER_TIMES if graph.usage is not None else True)
    length = np.where(doubtful, _INFERRED_KM + _INFERRED_TIMES * graph.km, graph.km * times)
    change = _GAUGE_KM * changes(graph) if mode == "rail" else 0.0
    return np.asarray(length + change + price[graph.country[graph.u], graph.country[graph.v]])


def frozen(lat: Floats, lon: Floats) -> npt.NDArray[np.bool_]:
    """Whether ice closes positions to most ships for most of the year."""
    west, east = _OPEN_ARCTIC_LON
    return np.asarray((lat > _ARCTIC_LAT) & ((lon < west) | (lon > east)))


def _preference(graph: Graph) -> Floats:
    """What a km of each edge counts as: trains keep to main lines where they can."""
    if graph.usage is None:
        return np.ones(len(graph.u))
    return np.array([_TIMES.get(usage, _OTHER_TIMES) for usage in graph.usages])[graph.usage]


def off_few_lines(graph: Graph) -> Floats:
    """What each edge costs trains from abroad beyond what it costs others: none where they run on any line."""
    if graph.usage is None or _INTERNATIONAL not in graph.usages:
        return np.zeros(len(graph.u))
    few = np.isin(graph.country, [graph.countries.index(code) for code in _FEW_LINES if code in graph.countries])
    off = graph.usage != graph.usages.index(_INTERNATIONAL)
    return np.where(off & few[graph.u] & few[graph.v], _FEW_LINES_KM * graph.km, 0.0)


def on_few_lines(graph: Graph, nodes: Ints, first: Ints) -> Bools:
    """Which trains, way `i` by `nodes[first[i]:first[i + 1]]`, come from abroad to where they run on few lines."""
    if graph.usage is None or _INTERNATIONAL not in graph.usages:
        return np.zeros(len(first) - 1, bool)
    country = graph.country[nodes]
    crossing = np.append(_guarded(graph.countries)[country[:-1], country[1:]], False)
    crossing[first[1:] - 1] = False
    few = np.array([code in _FEW_LINES for code in graph.countries])[country]
    return np.logical_or.reduceat(crossing, first[:-1]) & np.logical_or.reduceat(few, first[:-1])


@cache
def _guarded(countries: tuple[str, ...]) -> Bools:
    """Whether there are controls between each country and each other."""
    return _prices(countries, "rail", None) > _OPEN_KM


def guarded(codes: Sequence[str]) -> bool:
    """Whether there are controls on any of the borders between countries passed in order."""
    groups = [frozenset(group.split()) for group in OPEN]
    return any(
        before != after and not any({before, after} <= group for group in groups)
        for before, after in itertools.pairwise(codes)
    )


def warnings(mode: str, codes: Sequence[str], *, year: int | None = None) -> tuple[str, ...]:
    """What must be said of closed borders on a way through the countries `codes`, the first included, in order."""
    shut = {closure.countries: closure for closure in _shut(mode, year)} if len(codes) > 1 else {}
    said = [
        f"the way crosses from {before} into {after}, a border closed to {_WHO[mode]} "
        f"since {closure.since} ({closure.source})"
        for before, after in itertools.pairwise(codes)
        if (closure := shut.get(frozenset((before, after))))
    ]
    return tuple(dict.fromkeys(said))


@cache
def _shut(mode: str, year: int | None) -> tuple[Closure, ...]:
    return tuple(one for one in CLOSED if one.mode == mode and (year is None or one.since <= year))


def _prices(countries: tuple[str, ...], mode: str, year: int | None) -> Floats:
    """What crossing from each country into each other costs in km, breaks of gauge apart."""
    price = np.full((len(countries), len(countries)), _CONTROL_KM[mode])
    for group in OPEN:
        price[_among(countries, frozenset(group.split()))] = _OPEN_KM
    for closure in _shut(mode, year):
        price[_among(countries, closure.countries)] = _CLOSED_KM
    np.fill_diagonal(price, 0.0)
    return price


def _among(countries: tuple[str, ...], group: frozenset[str]) -> npt.NDArray[np.bool_]:
    """Which pairs of countries are both of a group."""
    inside = np.array([code in group for code in countries])
    return np.asarray(inside[:, None] & inside)
