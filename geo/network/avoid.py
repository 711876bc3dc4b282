"""What a way is to keep out of: countries, borders between two of them, and passages of the sea."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo import territory
from geo.errors import Fault, UsageError
from geo.network import passages
from geo.network.artefact import Graph
from geo.network.sphere import Floats

_BORDER = re.compile(r"([A-Z]{2})\s*[-–/]\s*([A-Z]{2})")


@dataclass(frozen=True, slots=True)
class Avoided:
    """Countries by ISO code, borders as pairs of codes, passages by name."""

    countries: frozenset[str] = frozenset()
    borders: frozenset[tuple[str, str]] = frozenset()
    passages: frozenset[str] = frozenset()


def read(words: Collection[str], known: Collection[str], mode: str) -> Avoided:
    """What words mean: `KZ` a country, `RU-UA` the border of two, and at sea `Suez` a passage.

    Raises `UsageError` naming each word that means none of these; `known` are the codes of countries.
    """
    countries, borders, closed, faults = set[str](), set[tuple[str, str]](), set[str](), list[Fault]()
    for word in sorted(words):
        pair = _BORDER.fullmatch(word.strip().upper())
        if word.upper() in known and word:
            countries.add(word.upper())
        elif pair and {pair[1], pair[2]} <= set(known):
            borders.add((pair[1], pair[2]))
        elif mode == "sea" and (name := passages.named(word)):
            closed.add(name)
        else:
            faults.append(_fault(word, mode))
    if faults:
        raise UsageError(*faults)
    return Avoided(frozenset(countries), frozenset(borders), frozenset(closed))


def _fault(word: str, mode: str) -> Fault:
    if mode != "sea" and passages.named(word):
        return Fault("passages are avoided by ships only", found=word, hint="--by sea")
    hint = "ISO 3166-1 alpha-2, as RU, or two of them for their border, as RU-UA"
    if mode == "sea":
        hint += f", or one of {', '.join(passages.NAMES)}"
    return Fault("no country has this code", found=word, hint=hint)


def costs(graph: Graph, cost: Floats, avoided: Avoided, mode: str) -> Floats:
    """The same costs, and no way where it is to be avoided."""
    shut = _countries(graph, avoided.countries) if mode != "sea" else _waters(graph, avoided.countries)
    for pair in avoided.borders:
        one, other = (graph.countries.index(code) for code in pair)
        ends = graph.country[graph.u], graph.country[graph.v]
        shut |= ((ends[0] == one) & (ends[1] == other)) | ((ends[0] == other) & (ends[1] == one))
    if avoided.passages:
        shut |= passages.closed(graph, avoided.passages)
    return np.asarray(np.where(shut, np.inf, cost))


def within(graph: Graph, cost: Floats, country: str) -> Floats:
    """The same costs, and no way outside a country."""
    home = (
        graph.country == graph.countries.index(country)
        if country in graph.countries
        else np.zeros(len(graph.lat), bool)
    )
    return np.asarray(np.where(home[graph.u] & home[graph.v], cost, np.inf))


def _countries(graph: Graph, codes: frozenset[str]) -> npt.NDArray[np.bool_]:
    inside = np.isin(graph.country, [graph.countries.index(code) for code in codes])
    return np.asarray(inside[graph.u] | inside[graph.v])


def _waters(graph: Graph, codes: frozenset[str]) -> npt.NDArray[np.bool_]:
    """The lanes through the waters 12 nautical miles from the coasts of countries."""
    shut = np.zeros(len(graph.u), bool)
    if not codes:
        return shut
    import shapely  # noqa: PLC0415 -- heavy: only where a ship is to keep out of a country's waters

    stops = np.column_stack([graph.stop_lon, graph.stop_lat])
    lines = shapely.linestrings(stops, indices=np.repeat(np.arange(len(graph.u)), np.diff(graph.first)))
    waters = territory.load().waters(codes)
    shapely.prepare(waters)
    for turn in (-360.0, 0.0, 360.0):
        shut |= shapely.intersects(waters, shapely.transform(lines, lambda xy, turn=turn: xy + np.array([turn, 0.0])))
    return shut
