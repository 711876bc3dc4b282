"""The time–distance diagram as data, which the script draws beside its map: whole minutes and tenths of a km."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geo.diagram.course import Course, Spot
from geo.journey import TimingPoint
from geo.show.shape import CourseLegView, CourseView, PointView, ToldView
from geo.show.words import said
from geo.translation import Words
from geo.when import NO_WINDOW
from geo.whereabouts import Timeline


def course_view(times: Timeline, words: Words | None = None) -> CourseView:
    """What the diagram of a journey shows."""
    shown = _Shown(Course(times), words)
    return {
        "minutes": [shown.minute(hour) for hour in shown.course.range],
        "top_km": round(shown.course.top_km, 1),
        "stops_km": [round(km, 1) for km in shown.course.stops_km],
        "legs": [shown.leg(number) for number in range(len(times.journey.passages))],
        "stays": list(shown.stays()),
        "points": list(shown.points()),
        "told": [*shown.claims(), *shown.conflicts()],
    }


class _Shown:
    """A course in the payload's units."""

    def __init__(self, course: Course, words: Words | None) -> None:
        self.course, self.words = course, words

    def minute(self, hour: float) -> int:
        """Minutes since 1970; what is out of sight, and what is open, lies on the edge."""
        first, last = self.course.range
        return round(60 * min(max(hour, first), last))

    def leg(self, number: int) -> CourseLegView:
        """Where and when they can have been on a leg."""
        return {
            "rings": [self._pairs(ring) for ring in self.course.bands(number) if len(ring) > 2],
            "runs": [self._pairs(run) for run in self.course.runs(number) if len(run) > 1],
        }

    def stays(self) -> Iterator[list[int]]:
        """The stays that can have lasted any time."""
        arrivals = [point.stop for point in self.course.points[:-1] if point.event == "arrive"]
        for stop, (first, last, _) in zip(arrivals, self.course.stays(), strict=True):
            if last > first:
                yield [stop, self.minute(first), self.minute(last)]

    def points(self) -> Iterator[PointView]:
        """Every arrival, departure and sighting."""
        clashing = {point.path for clash in self.course.journey.conflicts for point in (clash.first, clash.second)}
        for point, hour, km in zip(self.course.points, self.course.likely, self.course.km, strict=True):
            is_sighting = point.event == "seen"
            yield {
                "event": point.event,
                "stop": point.stop,
                "km": round(km, 1),
                "minute": self.minute(hour),
                "stated": self._stated(point),
                "name": point.place.name if is_sighting else None,
                "said": said(point.said, self.words) if is_sighting else None,
                "in_conflict": point.path in clashing,
            }

    def _stated(self, point: TimingPoint) -> list[int] | None:
        return None if point.stated == NO_WINDOW else [self.minute(hour) for hour in self.course.stated(point)]

    def claims(self) -> Iterator[ToldView]:
        """The claims that lie within sight."""
        first, last = self.course.range
        for told in self.course.claims:
            if all(first <= hour <= last and km <= self.course.top_km for hour, km in told.spots):
                yield {
                    "spots": self._pairs(told.spots),
                    "at_place": told.at_place,
                    "verdict": told.verdict,
                    "text": told.finding.quote,
                }

    def conflicts(self) -> Iterator[ToldView]:
        """The statements that cannot both hold."""
        for conflict, spots in self.course.conflicts():
            yield {"spots": self._pairs(spots), "at_place": False, "verdict": None, "text": conflict.explanation}

    def _pairs(self, spots: Iterable[Spot]) -> list[list[float]]:
        """Spots without those that are the same as the one before."""
        pairs = [[self.minute(hour), round(km, 1)] for hour, km in spots]
        return [pair for number, pair in enumerate(pairs) if not number or pair != pairs[number - 1]]
