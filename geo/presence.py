"""Where journeys can have been, and when, as rows of a table: stays at stops, and steps along routes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

import numpy as np
import numpy.typing as npt

from geo.chance import Floats
from geo.journey import Journey, TimingPoint
from geo.lines import Line
from geo.timing import bounds_of, shares_between

Ints = npt.NDArray[np.int64]

STEP_KM = 4.0  # from one look at a route to the next; ours, so that a route has some in each cell it crosses


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a journey: the stay at stop number `stop`, or the leg number `leg`; the other is None."""

    journey: int
    stop: int | None
    leg: int | None
    loose_km: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Presences:
    """Positions in degrees and the windows in which they can have been passed, in hours since 1970.

    `part` numbers the part that each row is of.
    """

    parts: tuple[Part, ...]
    part: Ints
    lat: Floats
    lon: Floats
    first: Floats
    last: Floats

    def rows(self, which: npt.NDArray[np.bool_] | Ints) -> Presences:
        """Some of the rows."""
        return Presences(
            self.parts, self.part[which], self.lat[which], self.lon[which], self.first[which], self.last[which]
        )

    def per_part(self, what: str) -> Ints:
        """The number of each part's journey or stop; -1 for none."""
        values = [getattr(part, what) for part in self.parts]
        return np.array([-1 if value is None else value for value in values])


def presences(journeys: Sequence[Journey]) -> Presences:
    """All stays and all routes of some journeys; of legs by air and of those without a known route their ends only."""
    parts, rows = list[Part](), list[tuple[Floats, ...]]()
    for number, journey in enumerate(journeys):
        for part, columns in (*_stays(number, journey), *_ways(number, journey)):
            parts.append(part)
            rows.append(columns)
    number_of = np.repeat(np.arange(len(parts)), [len(columns[0]) for columns in rows])
    return Presences(tuple(parts), number_of, *(np.concatenate(column) for column in zip(*rows, strict=True)))


def _stays(number: int, journey: Journey) -> Iterator[tuple[Part, tuple[Floats, ...]]]:
    by_stop: dict[int, list[TimingPoint]] = {}
    for point in journey.timing:
        if point.event != "seen":
            by_stop.setdefault(point.stop, []).append(point)
    for stop, points in by_stop.items():
        place = points[0].place
        window = bounds_of(points[0].window)[0], bounds_of(points[-1].window)[1]
        columns = tuple(np.array([value]) for value in (place.lat, place.lon, *window))
        yield Part(number, stop, None, place.precision_km), columns


def _ways(number: int, journey: Journey) -> Iterator[tuple[Part, tuple[Floats, ...]]]:
    legs: dict[int, list[TimingPoint]] = {}
    for point in journey.timing:
        legs.setdefault(point.stop - (point.event != "depart"), []).append(point)
    for leg, passage in enumerate(journey.passages):
        if passage.route.mode != "air" and passage.basis != "straight line":
            line = Line(passage.geometry)
            shares = np.linspace(0.0, 1.0, max(ceil(passage.distance_km.best / STEP_KM), 1) + 1)
            first, last = _windows_at(shares, legs[leg], journey, leg)
            yield Part(number, None, leg), (*line.at_all(shares), first, last)


def _windows_at(shares: Floats, points: Sequence[TimingPoint], journey: Journey, leg: int) -> tuple[Floats, Floats]:
    """When each step of a leg can have been passed, by the windows of the timing points around it."""
    passage = journey.passages[leg]
    first, last = np.full(len(shares), -np.inf), np.full(len(shares), np.inf)
    for one, other in pairwise(points):
        on = (shares >= one.share) & (shares <= other.share)
        least = passage.least_hours * shares_between(one, other, passage)[0]
        part = (shares[on] - one.share) / max(other.share - one.share, 1e-12)
        first[on] = bounds_of(one.window)[0] + part * least
        last[on] = bounds_of(other.window)[1] - (1 - part) * least
    return first, last


def open_ended(table: Presences, journeys: Sequence[Journey]) -> tuple[Floats, Floats]:
    """From when until when they can have been there, where nothing is known of before the journey and of after it.

    They were at its first stop already unless an arrival is stated there, and still at its last unless a departure is.
    """
    first, last = table.first.copy(), table.last.copy()
    for row, number in enumerate(table.part.tolist()):
        part, timing = table.parts[number], journeys[table.parts[number].journey].timing
        if part.stop == 0 and timing[0].event == "depart":
            first[row] = -np.inf
        if part.stop == timing[-1].stop and timing[-1].event == "arrive":
            last[row] = np.inf
    return first, last
