"""Seas, straits and oceans: which of them a point at sea is in.

`geo/data/waters.tsv` has the outlines, smaller waters first, drawn by hand with a few corners each after the limits of
the International Hydrographic Organization ("Limits of Oceans and Seas", S-23, 1953): right to some 50 km where waters
meet, and over land where they end, since whoever asks knows the coast better.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from geo.journey import Point

_FILE = Path(__file__).resolve().parent.parent / "data" / "waters.tsv"


class Water(NamedTuple):
    """A body of water; the longitudes of an outline over the antimeridian run past 180."""

    name: str
    also: tuple[str, ...]
    outline: tuple[Point, ...]

    def holds(self, here: Point) -> bool:
        """Whether a point is inside the outline: a ray to the north crosses it an odd number of times."""
        return any(self._crossed(here.lat, lon) % 2 for lon in (here.lon, here.lon + 360))

    def _crossed(self, lat: float, lon: float) -> int:
        return sum(
            (a.lon > lon) != (b.lon > lon) and lat < a.lat + (b.lat - a.lat) * (lon - a.lon) / (b.lon - a.lon)
            for a, b in pairwise((*self.outline, self.outline[0]))
        )


@cache
def load() -> tuple[Water, ...]:
    """Every water, the smaller before the larger that holds it."""
    _, *lines = _FILE.read_text(encoding="utf-8").splitlines()
    return tuple(_water(*line.split("\t")) for line in lines)


def water_at(here: Point) -> str | None:
    """The water that a point at sea is in; on land the answer means nothing."""
    return next((water.name for water in load() if water.holds(here)), None)


def _water(name: str, also: str, outline: str) -> Water:
    corners = (tuple(map(float, corner.split(","))) for corner in outline.split(" "))
    return Water(name, tuple(also.split("; ")) if also else (), tuple(Point(lat, lon) for lat, lon in corners))
