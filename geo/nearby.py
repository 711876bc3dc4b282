"""Which stays and steps of routes come near each other at one time: a spatial and temporal hash join.

Rows are put into cells by where they are, and in each cell in the order of time, so that not every one is held against
every other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np

from geo.chance import Floats
from geo.presence import STEP_KM, Ints, Presences

NEAR_KM = 5.0  # across a town or a harbour; two places within their precision and this are one place to meet at. Ours
KM_PER_DEGREE = 111.195  # of a sphere with the mean radius of the Earth (IUGG)
_CELL_DEG = 0.1  # 11 km from south to north
_BANDS = round(180 / _CELL_DEG)
_CALENDAR_S = 650_000_000_000  # ten thousand years before 1970 and after: times of whole cells fit into 63 bits
_MOST_PAIRS = 4_000_000  # looked at together, so that they do not fill the memory


def pairs(table: Presences, who: Ints) -> tuple[Ints, Ints]:
    """The rows of every two parts that can have been in one place at one time: where they had longest for it.

    `who` numbers the travellers of each row: those of one number are not held against each other.
    """
    row, cell = _cells(table)
    start = cell * _CALENDAR_S
    key = start + _seconds(np.floor(table.first[row] * 3600))
    order = np.argsort(key)
    ends = start + _seconds(np.ceil(table.last[row] * 3600))
    row, until = row[order], np.searchsorted(key[order], ends[order], side="right")
    counts = np.maximum(until - np.arange(len(row)) - 1, 0)
    best: tuple[Ints, Ints] = (np.zeros(0, np.int64), np.zeros(0, np.int64))
    for low, high in _blocks(counts):
        one = np.repeat(np.arange(low, high), counts[low:high])
        other = one + 1 + _position(counts[low:high])
        found = _together(table, *_kept(table, who, row[one], row[other]))
        best = _longest(table, *(np.concatenate(sides) for sides in zip(best, found, strict=True)))
    return best


def _seconds(since_1970: Floats) -> Ints:
    """Whole seconds since a time before the calendar's beginning; open sides at its ends."""
    half = _CALENDAR_S // 2 - 1
    return np.asarray(np.clip(since_1970, -half, half).astype(np.int64) + half)


def _together(table: Presences, one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """The pairs whose windows have an instant in common, to the microsecond."""
    common = np.minimum(table.last[one], table.last[other]) >= np.maximum(table.first[one], table.first[other])
    return one[common], other[common]


def _cells(table: Presences) -> tuple[Ints, Ints]:
    """Rows and the cells they are looked for in: a step of a route as far as half a step, a stay a cell around."""
    stay = table.per_part("stop")[table.part] >= 0
    rows, cells = list[Ints](), list[Ints]()
    for which, away_deg, around in ((~stay, STEP_KM / 2 / KM_PER_DEGREE, (-1, 1)), (stay, _CELL_DEG, (-1, 0, 1))):
        lat, lon = table.lat[which], table.lon[which]
        wide, own = away_deg / np.maximum(np.cos(np.radians(lat)), 0.05), list[Ints]()
        for up, across in product(around, around):
            own.append(_cell(np.clip(lat + up * away_deg, -90, 90), lon + across * wide))
            new = np.logical_and.reduce([own[-1] != other for other in own[:-1]], initial=True) & np.ones(
                len(lat), bool
            )
            rows.append(np.flatnonzero(which)[new])
            cells.append(own[-1][new])
    return np.concatenate(rows), np.concatenate(cells)


def _cell(lat: Floats, lon: Floats) -> Ints:
    """Numbers of cells about as wide as they are high; the same on both sides of the antimeridian."""
    band = ((lat + 90) / _CELL_DEG).astype(np.int64)
    middles = np.radians((np.arange(_BANDS + 1) + 0.5) * _CELL_DEG - 90)
    around = np.maximum(np.floor(2 * _BANDS * np.cos(middles)), 1)
    return np.asarray(band * 2 * _BANDS + ((lon + 180) % 360 / 360 * around[band]).astype(np.int64))


def _blocks(counts: Ints) -> Iterator[tuple[int, int]]:
    """Runs of rows whose pairs are not too many to look at together."""
    total = np.concatenate([[0], np.cumsum(counts)])
    start = 0
    while start < len(counts):
        end = max(int(np.searchsorted(total, total[start] + _MOST_PAIRS, side="right")) - 1, start + 1)
        yield start, end
        start = end


def _position(counts: Ints) -> Ints:
    """For each row its number in its run, from 0; the runs have so many rows."""
    return np.asarray(np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts))


def _kept(table: Presences, who: Ints, one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """The pairs of different travellers that are near enough."""
    different = who[one] != who[other]
    one, other = np.minimum(one[different], other[different]), np.maximum(one[different], other[different])
    near = _apart_km(table, one, other) <= _reach_km(table, one, other)
    return one[near], other[near]


def _apart_km(table: Presences, one: Ints, other: Ints) -> Floats:
    """On a plane: the rows are a few km apart, and what is asked is whether they are near."""
    up = table.lat[one] - table.lat[other]
    across = (table.lon[one] - table.lon[other] + 180) % 360 - 180
    return np.asarray(KM_PER_DEGREE * np.hypot(up, across * np.cos(np.radians(table.lat[one]))))


def _reach_km(table: Presences, one: Ints, other: Ints) -> Floats:
    """How near two rows must be to be at one place: as their places are precise, and steps of routes are far apart."""
    loose = np.array([part.loose_km if part.leg is None else STEP_KM / 2 for part in table.parts])
    return np.asarray(NEAR_KM + np.minimum(loose[table.part[one]] + loose[table.part[other]], 2 * NEAR_KM))


def _longest(table: Presences, one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """Of the pairs of rows of the same two parts the one with the longest time in common."""
    common = np.minimum(table.last[one], table.last[other]) - np.maximum(table.first[one], table.first[other])
    pair = table.part[one] * len(table.parts) + table.part[other]
    order = np.lexsort((-common, pair))
    _, first = np.unique(pair[order], return_index=True)
    return one[order][first], other[order][first]
