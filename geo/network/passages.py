"""Straits and canals by name, and which edges of the sea lead through them."""

from __future__ import annotations

import itertools
import unicodedata

import numpy as np
import numpy.typing as npt

from geo.network.artefact import Graph
from geo.network.sphere import Floats

Line = tuple[tuple[float, float], ...]

# A gate for each passage: a line of (lat, lon) from land to land across the water, which no ship passes but through
# it. Positions are our own reading of maps, to a few km; both ends lie well inland, or near the pole.
_GATES: dict[str, Line] = {
    "bab el mandeb": ((12.90, 43.75), (12.30, 43.05)),
    "bass": ((-38.40, 146.00), (-41.40, 146.00)),
    "bering": ((66.25, -170.80), (65.50, -167.20)),
    "bonifacio": ((41.60, 9.15), (41.00, 9.30)),
    "bosporus": ((41.10, 28.85), (41.10, 29.25)),
    "cook": ((-41.25, 173.95), (-41.25, 174.95)),
    "corinth": ((38.00, 23.08), (37.87, 22.90)),
    "dardanelles": ((40.21, 26.28), (40.10, 26.50)),
    "dover": ((51.22, 1.15), (50.75, 1.85)),
    "drake": ((-54.90, -67.60), (-64.50, -60.50)),
    "good hope": ((-33.80, 18.90), (-72.00, 18.90)),
    "gibraltar": ((36.25, -5.60), (35.60, -5.60)),
    "great belt": ((55.37, 10.50), (55.40, 11.40)),
    "hormuz": ((26.00, 56.28), (27.25, 57.25)),
    "kerch": ((45.35, 36.20), (45.25, 37.00)),
    "kiel": ((54.15, 9.05), (54.05, 9.65)),
    "korea": ((35.40, 128.90), (34.40, 129.35), (33.30, 130.30)),
    "la perouse": ((46.20, 142.15), (45.25, 141.90)),
    "little belt": ((55.60, 9.55), (55.43, 9.95)),
    "lombok": ((-8.40, 115.35), (-8.40, 116.30)),
    "magellan": ((-52.20, -69.75), (-52.85, -69.45)),
    "malacca": ((2.90, 99.30), (4.50, 101.00)),
    "messina": ((38.27, 15.30), (38.20, 15.90)),
    "northern sea route": ((76.50, 104.30), (89.00, 104.30)),
    "northwest passage": ((66.50, -98.00), (89.00, -98.00)),
    "oresund": ((55.97, 12.25), (56.10, 12.95)),
    "panama": ((8.98, -79.95), (9.25, -79.45)),
    "suez": ((30.60, 31.80), (30.60, 32.80)),
    "sunda": ((-6.10, 106.20), (-5.60, 105.50)),
    "tatar": ((52.20, 140.80), (52.20, 142.60)),
    "torres": ((-11.20, 142.50), (-8.70, 142.50)),
    "tsugaru": ((41.75, 140.25), (40.95, 140.65)),
}
NAMES: tuple[str, ...] = tuple(_GATES)

_OTHER_NAMES = {
    "bab al mandab": "bab el mandeb",
    "bab al mandeb": "bab el mandeb",
    "bosphorus": "bosporus",
    "istanbul bogazi": "bosporus",
    "canakkale bogazi": "dardanelles",
    "hellespont": "dardanelles",
    "pas de calais": "dover",
    "cape horn": "drake",
    "cape good hope": "good hope",
    "cape": "good hope",
    "store belt": "great belt",
    "storebaelt": "great belt",
    "ormuz": "hormuz",
    "nord ostsee kanal": "kiel",
    "soya": "la perouse",
    "lillebaelt": "little belt",
    "melaka": "malacca",
    "northern sea": "northern sea route",
    "northeast": "northern sea route",
    "northeast passage": "northern sea route",
    "nsr": "northern sea route",
    "northwest": "northwest passage",
    "north west": "northwest passage",
    "sound": "oresund",
    "tartary": "tatar",
    "tsushima": "korea",
}
_PLAIN = {"strait", "straits", "canal", "channel", "passage", "of", "the", "sea", "lane"}
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ı": "i", "ł": "l", "ß": "ss"})


def named(text: str) -> str | None:
    """The passage that a text names, as `NAMES` has it, or None: "Strait of Malacca" is malacca, "Øresund" oresund."""
    bare = "".join(
        letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter)
    )
    words = "".join(letter if letter.isalnum() else " " for letter in bare.translate(_LETTERS)).split()
    for name in (" ".join(words), " ".join(word for word in words if word not in _PLAIN)):
        if found := name if name in _GATES else _OTHER_NAMES.get(name):
            return found
    return None


def closed(graph: Graph, names: frozenset[str]) -> npt.NDArray[np.bool_]:
    """For each of E edges, whether its line crosses the gate of any of these passages. Names are those of `NAMES`."""
    lat, lon = graph.stop_lat, graph.stop_lon
    follows = np.ones(len(lat) - 1, bool)  # a stop and the next are a segment, but for the last stop of a line
    follows[graph.first[1:-1] - 1] = False
    crossed = np.zeros(len(graph.u), bool)
    for name in sorted(names):
        line = np.array(_GATES[name])
        for turn in (-360.0, 0.0, 360.0):
            for start, end in itertools.pairwise(np.add(line, (0.0, turn))):
                near = np.flatnonzero(follows & _overlap(lat, start[0], end[0]) & _overlap(lon, start[1], end[1]))
                hit = near[_cross(lat, lon, near, start, end)]
                crossed[np.searchsorted(graph.first, hit, side="right") - 1] = True
    return crossed


def _overlap(values: Floats, one: float, other: float) -> npt.NDArray[np.bool_]:
    """Whether each step from a value to the next shares anything with the stretch between two others."""
    low, high = min(one, other), max(one, other)
    above, below = values >= low, values <= high
    return np.asarray((above[:-1] | above[1:]) & (below[:-1] | below[1:]))


def _cross(lat: Floats, lon: Floats, steps: npt.NDArray[np.int64], start: Floats, end: Floats) -> npt.NDArray[np.bool_]:
    """Whether steps cross a segment: the ends of each lie on both sides of the other."""
    y, x, y2, x2 = lat[steps], lon[steps], lat[steps + 1], lon[steps + 1]
    dy, dx = end - start
    gate = (dx * (y - start[0]) - dy * (x - start[1])) * (dx * (y2 - start[0]) - dy * (x2 - start[1])) <= 0
    way_y, way_x = y2 - y, x2 - x
    way = (way_x * (start[0] - y) - way_y * (start[1] - x)) * (way_x * (end[0] - y) - way_y * (end[1] - x)) <= 0
    return np.asarray(gate & way)
