"""Ways round the sky that is to be avoided, on different sides of it, the best first."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from geo import territory
from geo.errors import RouteNotFound
from geo.geodesy import distances_km
from geo.journey import Point
from geo.network import sides
from geo.network.corners import clear, directions, positions, shortest
from geo.network.direct import SPACING_KM, arc
from geo.network.shut import Shut
from geo.network.sphere import EARTH_RADIUS_KM, Floats, haversine_km, unwrapped

# What each country flown over counts as, where others are to be avoided: it must give leave. At 30 km and more the
# flight of September 2025 from Tel Aviv to New York takes the way it took, 240 km longer than the shortest but over
# fewer countries (Israel Hayom, 25 September 2025). Our estimate.
_LEAVE_KM = 50.0
_LONGEST = 2.0  # times the shortest: a way farther round is nobody's
_STEP_KM = 10.0  # between the positions at which a flight is asked what country it is over


@dataclass(frozen=True, slots=True)
class Way:
    """A way through the air as (lat, lon) close enough together to be drawn; `over` are the countries below it."""

    line: list[tuple[float, float]]
    km: float
    over: frozenset[str]
    warning: str = ""

    @property
    def cost(self) -> float:
        """Its length, and what the leave of each country counts as."""
        return self.km + _LEAVE_KM * len(self.over)


def ways(shut: Shut, start: Point, end: Point, count: int) -> list[Way]:
    """Up to `count` ways: the better of the two shortest, the other, and others in order of length.

    A warning tells of the shortest where that is not the best. They are looked for from the western end, so that there
    and back are one way. Raises `RouteNotFound`.
    """
    straight = arc(start, end)
    if clear(shut.outlines, directions(*np.array(straight).T)):
        return [_way(straight)]
    if (end.lon, end.lat) < (start.lon, start.lat):
        return [replace(way, line=way.line[::-1]) for way in ways(shut, end, start, count)]
    first = None if shut.divides(start, end) else shortest(shut.outlines, start, end)
    if first is None:
        raise RouteNotFound(
            f"no way leads through the air from {_shown(start)} to {_shown(end)} "
            f"that keeps out of {', '.join(sorted(shut.codes))}"
        )
    found = list(itertools.islice(_found(shut, first, (start, end), count), max(count, 2)))
    best, *others = sorted(found[:2], key=lambda way: way.cost)
    return [_warned(best, found[0]), *others, *found[2:]][:count]


def flown_over(points: Sequence[Point]) -> tuple[str, ...]:
    """The countries a line comes to, in order, as ISO codes, that of its start left out."""
    codes = [code for code in _below(points) if code]
    start = territory.load().countries_at(*points[0]).item()
    return tuple(code for before, code in itertools.pairwise([start, *codes]) if code != before)


def close_together(points: Sequence[Point]) -> tuple[Floats, Floats]:
    """The latitudes and longitudes of a line, at most `_STEP_KM` apart."""
    lat, lon = np.array(points, float).T
    km = np.concatenate([[0.0], np.cumsum(haversine_km(lat[:-1], lon[:-1], lat[1:], lon[1:]))])
    at = np.linspace(0.0, km[-1], math.ceil(km[-1] / _STEP_KM) + 1)
    return np.interp(at, km, lat), np.interp(at, km, lon)


def length_km(points: Sequence[Point]) -> float:
    """How long a line of geodesics is."""
    lat, lon = np.array(points, float).T
    return float(distances_km(lat[:-1], lon[:-1] % 360, lat[1:], lon[1:] % 360).sum())


def _found(shut: Shut, first: Floats, ends: tuple[Point, Point], count: int) -> Iterator[Way]:
    """The shortest way and others in order of length; where one is asked for, the second only if it may be better."""
    best = _way(_drawn(first, *ends))
    yield best
    below = territory.load().countries_at(*np.array(ends).T).tolist()
    better_km = best.cost - _LEAVE_KM * len(frozenset(below) - {""})  # any way is over the countries of its ends
    longest_km = better_km if count == 1 else max(better_km, _LONGEST * best.km)
    longest = longest_km / best.km * sides.length(first)
    for other in sides.others(shut.outlines, shut.holds_all, first, ends, longest):
        yield _way(_drawn(other, *ends))


def _way(line: list[tuple[float, float]]) -> Way:
    points = unwrapped(line)
    return Way(line, length_km(points), frozenset(_below(points)) - {""})


def _warned(way: Way, shortest_way: Way) -> Way:
    if way.km - shortest_way.km < 1:
        return way
    return replace(
        way,
        warning=f"the shortest way that keeps out is {way.km - shortest_way.km:.0f} km shorter, but leads over "
        f"{len(shortest_way.over)} countries and not {len(way.over)}: {', '.join(sorted(shortest_way.over))}",
    )


def _drawn(way: Floats, start: Point, end: Point) -> list[tuple[float, float]]:
    inner = [step for one, other in itertools.pairwise(way) for step in positions(_between(one, other))]
    return [(start.lat, start.lon), *inner[1:], (end.lat, end.lon)]


def _between(start: Floats, end: Floats) -> Floats:
    """Directions along the arc from `start` up to `end`, this one left out (Shoemake 1985, *slerp*)."""
    angle = 2 * math.asin(min(1.0, float(np.linalg.norm(end - start)) / 2))
    if angle == 0:
        return start[None]
    share = np.arange(0.0, 1.0, 1 / math.ceil(angle * EARTH_RADIUS_KM / SPACING_KM))[:, None]
    return np.asarray((np.sin((1 - share) * angle) * start + np.sin(share * angle) * end) / math.sin(angle))


def _below(points: Sequence[Point]) -> list[str]:
    codes: list[str] = territory.load().countries_at(*close_together(points)).tolist()
    return codes


def _shown(place: Point) -> str:
    return f"{place.lat:.4f}, {place.lon:.4f}"
