"""Claims as the page and the map show them: in words, and what of them can be drawn against what is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from geo.geodesy import distance_km
from geo.groups import group, in_words
from geo.itinerary import Claim
from geo.journey import Finding, Journey, Place, Point
from geo.modes import Mode, find_vehicle
from geo.quantity import Estimate
from geo.show.positions import DIGITS, pair, unwrapped
from geo.show.shape import DrawnView, EndView, Figure, FindingView, GroupView, LegView, StopView
from geo.show.words import figure, figure_view
from geo.translation import Words

_IN_FIGURES = ("distance", "direction")  # of these the map draws a ring or a sector


@dataclass(frozen=True)
class Claims:
    """The findings of a journey, on the stops and the legs as they are drawn.

    `ways` are lines of [lat, lon] pairs that findings rest on and no leg has; each is there once.
    """

    journey: Journey
    stops: Sequence[StopView]
    legs: Sequence[LegView]
    number_of: Mapping[str, int]
    words: Words
    ways: list[list[list[float]]] = field(default_factory=list)

    def findings(self) -> list[FindingView]:
        """A view of each; fills `ways`."""
        return [self._finding(finding) for finding in self.journey.findings]

    def groups(self) -> list[GroupView]:
        """What several reports say of one thing; findings are told by their numbers from 0."""
        number = {id(finding): index for index, finding in enumerate(self.journey.findings)}
        publishers = {key: source.publisher for key, source in self.journey.itinerary.sources.items()}
        return [
            {
                "text": in_words(found, publishers),
                "findings": [number[id(one)] for one in found.findings],
                "closest": [number[id(one)] for one in found.closest],
            }
            for found in group(self.journey.findings)
        ]

    def _finding(self, finding: Finding) -> FindingView:
        return {
            "quote": finding.quote,
            "source": self.number_of.get(finding.source),
            "kind": finding.kind,
            "claimed": figure(finding.claimed, self.words) or finding.said,
            "computed": finding.known or figure(finding.computed, self.words),
            "verdict": finding.verdict,
            "fits": list(finding.fits),
            "explanation": finding.explanation,
            "flip": finding.flip,
            "by": finding.by,
            "drawn": self._drawn(finding),
        }

    # ---- what is drawn

    def _drawn(self, finding: Finding) -> DrawnView:
        origin, destination = finding.origin, finding.destination
        start = self._end(origin, self._near(origin)) if origin else None
        legs = self._legs(finding)
        way = self._way(self._geometry(finding), start["lon"]) if start and not legs else None
        line = self.ways[way] if way is not None else self.legs[legs[-1]]["points"] if legs else None
        near = line[-1][1] if line else start["lon"] if start else 0.0
        return {
            "origin": start,
            "destination": self._end(destination, near) if destination else None,
            "straight_line_km": _apart_km(origin, destination),
            "claimed": _drawable(finding, finding.claimed, self.words),
            "computed": _drawable(finding, finding.computed, self.words),
            "mode": _mode(finding.by),
            "legs": legs,
            "way": way,
            "stops": list(self._stops(finding)),
            "order": [self._end(place, self._near(place)) for place in self._order(finding)],
        }

    def _end(self, place: Place, near_lon: float) -> EndView:
        return {"name": place.name, "lat": round(place.lat, DIGITS), "lon": unwrapped(place.lon, near_lon)}

    def _near(self, place: Place) -> float:
        """The longitude of a stop at a place as it is drawn, or else of the first stop."""
        visits = self._visits(lambda visited: visited == place)
        return self.stops[next(visits, 0)]["lon"]

    def _visits(self, is_meant: Callable[[Place], bool]) -> Iterator[int]:
        stops = self.journey.itinerary.stops
        return (index for index, stop in enumerate(stops) if is_meant(self.journey.places[stop.place]))

    def _legs(self, finding: Finding) -> list[int]:
        """The legs that a claim is about: all of a way of travelling, or the one between its ends."""
        if finding.origin is None:
            claim = self._claim(finding)
            mode = _mode(claim.by) if claim else None
            return [n for n, leg in enumerate(self.legs) if mode in {None, leg["mode"]} and finding.kind != "order"]
        ends = finding.origin, finding.destination
        own = [n for n, route in enumerate(self.journey.routes) if (route.origin, route.destination) == ends]
        same = (
            n for n in own
            if self.journey.routes[n].geometry == finding.geometry or self.journey.routes[n].by == finding.by
        )  # fmt: skip
        return list(same)[:1]

    def _geometry(self, finding: Finding) -> tuple[Point, ...]:
        """The way that a claim rests on, or another claim between the same ends by the same vehicle."""
        of = finding.origin, finding.destination, finding.by
        others = (other for other in self.journey.findings if (other.origin, other.destination, other.by) == of)
        return next((one.geometry for one in (finding, *others) if one.geometry), ())

    def _way(self, geometry: tuple[Point, ...], start_lon: float) -> int | None:
        """The number of a line among the ways, on the turn of the globe that it begins on."""
        if len(geometry) < 2:
            return None
        turn = 360.0 * round((start_lon - geometry[0].lon) / 360)
        line = [pair(point, turn) for point in geometry]
        if line not in self.ways:
            self.ways.append(line)
        return self.ways.index(line)

    def _stops(self, finding: Finding) -> Iterator[int]:
        """The stops whose times a claim is about."""
        if finding.kind == "depart":
            yield from self._visits(lambda place: place == finding.origin)
        elif finding.kind == "arrive":
            left = next(self._visits(lambda place: place == finding.origin), -1)
            yield from (stop for stop in self._visits(lambda place: place == finding.destination) if stop > left)

    def _order(self, finding: Finding) -> list[Place]:
        claim = self._claim(finding)
        names = claim.order if claim and finding.kind == "order" else None
        return [self.journey.places[name] for name in names or ()]

    def _claim(self, finding: Finding) -> Claim | None:
        return None if finding.claim is None else self.journey.itinerary.claims[finding.claim]


def _drawable(finding: Finding, quantity: object, words: Words) -> Figure | None:
    is_figure = isinstance(quantity, Estimate) and finding.kind in _IN_FIGURES
    return figure_view(quantity, words) if is_figure and isinstance(quantity, Estimate) else None


def _apart_km(origin: Place | None, destination: Place | None) -> float | None:
    if origin is None or destination is None:
        return None
    return round(distance_km(_on_globe(origin), _on_globe(destination)), 1)


def _on_globe(place: Place) -> Point:
    return Point(place.lat, unwrapped(place.lon, 0.0))


def _mode(by: str | None) -> Mode | None:
    vehicle = find_vehicle(by) if by else None
    return vehicle.mode if vehicle else None
