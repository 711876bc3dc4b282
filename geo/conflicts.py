"""Clashes of a timetable in words, and whether a time read in another zone would resolve them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from geo.journey import Conflict, Place, Route, TimingPoint
from geo.quantity import Estimate
from geo.timing import bounds_of
from geo.windows import Clash

_MOST_ZONES = 3
_VERBS = {"arrive": "arrival at", "depart": "departure from", "seen": "sighting at"}


def conflicts(
    timing: Sequence[TimingPoint], clashes: Iterable[Clash], routes: Sequence[Route], places: Iterable[Place]
) -> tuple[Conflict, ...]:
    """Each clash with its statements, in words; `places` are those of the journey."""
    zones = _zones(places)
    return tuple(_conflict(timing, clash, routes, zones) for clash in clashes)


def _conflict(timing: Sequence[TimingPoint], clash: Clash, routes: Sequence[Route], zones: Sequence[str]) -> Conflict:
    first, second = timing[clash.first], timing[clash.second]
    left, until = bounds_of(first.stated)[0], bounds_of(second.stated)[1]
    between, needed = max(until - left, 0.0), clash.earliest - left
    fitting = tuple(dict.fromkeys(_fitting(first, second, needed, zones)))[:_MOST_ZONES]
    text = (
        f"{_told(first)} and {_told(second)} cannot both hold: {_hours(between)} at the most lie between them, and "
        f"{_way(first, second, routes)} takes {_hours(needed)} at the least.{_in_zones(fitting)}"
    )
    return Conflict(first, second, between, needed, fitting, text)


def _told(point: TimingPoint) -> str:
    """A statement for people: what it is of, what was written, and where in the file."""
    return f"the {_VERBS[point.event]} {point.place.name} “{point.said}” ({point.path})"


def _way(first: TimingPoint, second: TimingPoint, routes: Sequence[Route]) -> str:
    start = first.stop if first.event == "depart" else first.stop - (first.event == "seen")
    ways = dict.fromkeys(route.by for route in routes[max(start, 0) : second.stop])
    return f"the way by {' and '.join(ways)}" if ways else "the way"


def _hours(value: float) -> str:
    return Estimate.exact(value, "h").rounded() if value >= 0.1 else f"{value * 60:.0f} min"


def _in_zones(fitting: Sequence[str]) -> str:
    return f" They would fit if {' or '.join(fitting)}." if fitting else " No other time zone of these places helps."


def _fitting(first: TimingPoint, second: TimingPoint, needed: float, zones: Sequence[str]) -> Iterator[str]:
    """The readings in other zones with which enough time lies between the two."""
    left, until = bounds_of(first.stated)[0], bounds_of(second.stated)[1]
    for zone in zones:
        for point, later in ((second, True), (first, False)):
            read = _read_in(point, ZoneInfo(zone))
            if read is None:
                continue
            between = (read[1] - left) if later else (until - read[0])
            if between >= needed and read != bounds_of(point.stated):
                yield f"“{point.said}” were {zone} time"


def _read_in(point: TimingPoint, zone: tzinfo) -> tuple[float, float] | None:
    """A statement as it would be in another zone; None where it says its offset itself."""
    when = point.said
    if when is None or any(moment and moment.tzinfo for moment in (when.earliest, when.latest)):
        return None
    return bounds_of(when.window(zone))


def _zones(places: Iterable[Place]) -> tuple[str, ...]:
    """The zones that a reporter may have written in: of the places, of their countries, and UTC."""
    own = [place.zone for place in places if place.zone]
    theirs = [zone for place in places for zone in _of_country(place.country or "")]
    return tuple(dict.fromkeys((*own, "UTC", *theirs)))


@cache
def _of_country(country: str) -> tuple[str, ...]:
    """The zones of a country, the most populous first, as the tz database lists them (`zone.tab`)."""
    table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return tuple(row[2] for row in rows if row[0] == country)
