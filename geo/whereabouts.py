"""Where they can have been at a time, and whether they can have been at a place at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property

import numpy as np

from geo.chance import COUNT, Floats
from geo.draws import timetables
from geo.errors import Fault, UsageError
from geo.journey import Journey, Passage, Place, Point, TimingPoint
from geo.lines import Line
from geo.prism import Disc, Ring, lens
from geo.timing import bounds_of, hours_of, shares_between
from geo.when import NO_WINDOW, When, minute_of, read_when

_SURE_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch where they can have been: part of a leg's route, or the place of a stop (then `leg` is None).

    `from_km` and `to_km` are from the leg's beginning. `area` is the ring of where they can have been where no route is
    known, `line` the stretch of the route else. `probability` is how likely they were on this leg, or at this stop;
    `stop` is the number of the stop, from 0, None on a leg.
    """

    origin: Place
    destination: Place
    leg: int | None
    by: str | None
    from_km: float
    to_km: float
    line: tuple[Point, ...]
    area: Ring | None
    probability: float
    stop: int | None = None


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where they can have been at a moment; `note` says why nowhere, where nothing is known.

    They were within `within_km` of `most_likely`, along the route, with nine chances in ten of those on its stretch;
    `most_likely` lies `likely_share` of the length of that stretch's leg along it, None at a stop.
    """

    at: datetime
    possible: tuple[Stretch, ...]
    most_likely: Point | None
    within_km: float | None
    note: str | None = None
    likely_share: float | None = None


def where(journey: Journey, at: datetime | str) -> Whereabouts:
    """Where the travellers can have been at a moment, which needs its offset from UTC.

    Raises `UsageError` for a moment without one, and for a journey of which no time is stated.
    """
    return Timeline(journey).where(moment(at))


def moment(at: datetime | str) -> datetime:
    """A moment in UTC. Raises `UsageError` for what is none, or has no offset from UTC."""
    when = When(str(at), at, at) if isinstance(at, datetime) else read_when(str(at))
    if when.earliest is None or when.earliest != when.latest:
        raise UsageError(Fault("one moment is needed here", found=str(at), hint="write the hour and the minute"))
    if when.earliest.tzinfo is None:
        raise UsageError(Fault("this time says no offset from UTC", found=str(at), hint=f"write perhaps {at}+09:00"))
    found = when.window(UTC).earliest
    assert found is not None
    return found


@dataclass(frozen=True, eq=False)
class Timeline:
    """A journey's timing points and as many equally likely timetables as a sample holds; made once, asked often."""

    journey: Journey

    def __post_init__(self) -> None:
        """Raises `UsageError` where no time is stated."""
        if all(point.stated == NO_WINDOW for point in self.points):
            raise UsageError(Fault("no stop of this journey states a time, so that nothing tells where they were when"))

    @property
    def points(self) -> tuple[TimingPoint, ...]:
        """The timing points."""
        return self.journey.timing

    def where(self, at: datetime, most: int | None = None) -> Whereabouts:
        """Where the travellers can have been at a moment in UTC.

        With `most`, to draw it at many moments: that many of the likeliest legs and stays, and no areas (see `area`).
        """
        hour = hours_of(at)
        assert hour is not None
        first, last = self.bounds[0][0], self.bounds[-1][1]
        if not first <= hour:
            begins = self.points[0].window.earliest
            return Whereabouts(
                at, (), None, None, f"the journey begins no sooner than {begins and minute_of(begins)} UTC"
            )
        if hour > last:
            ends = self.points[-1].window.latest
            return Whereabouts(at, (), None, None, f"the journey is over: it ends by {ends and minute_of(ends)} UTC")
        possible = (*self._before(hour), *self._possible(hour, most), *self._after(hour))
        most_likely, within_km, share = self._likely(hour, possible)
        return Whereabouts(at, possible, most_likely, within_km, likely_share=share)

    @cached_property
    def bounds(self) -> list[tuple[float, float]]:
        """The windows in hours since 1970."""
        return [bounds_of(point.window) for point in self.points]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The line of each leg."""
        return tuple(Line(passage.geometry) for passage in self.journey.passages)

    def _possible(self, hour: float, most: int | None) -> Iterator[Stretch]:
        shares = self._chances(hour)
        first, last = self._spell_bounds
        open_then = [self._spells[n] for n in np.flatnonzero((first <= hour) & (hour <= last)).tolist()]
        if most is not None:
            open_then = sorted(sorted(open_then, key=lambda spell: -shares[slice(*spell)].sum())[:most])
        for number, end in open_then:
            spans = [span for link in range(number, end) if (span := self._span(link, hour))]
            if spans:
                stretch = self._stretch(number, spans, float(shares[number:end].sum()))
                yield stretch if most is not None else self._with_area(stretch, number, hour)

    @cached_property
    def _spells(self) -> list[tuple[int, int]]:
        """The numbers of the timing points that begin and end each leg and each stay."""
        found, number = list[tuple[int, int]](), 0
        while number < len(self.points):
            end = self._end_of_leg(number)
            if end > number:
                found.append((number, end))
            number = max(end, number + 1)
        return found

    @cached_property
    def _spell_bounds(self) -> tuple[Floats, Floats]:
        """The earliest that each spell can begin, and the latest that it can end."""
        spells = [self.bounds[number : end + 1] for number, end in self._spells]
        first, last = (
            (min(left for left, _ in spell) for spell in spells),
            (max(due for _, due in spell) for spell in spells),
        )
        return np.array(list(first)), np.array(list(last))

    def _before(self, hour: float) -> Iterator[Stretch]:
        """The first stop, until they certainly left it."""
        if self.points[0].event == "depart" and hour < self.bounds[0][1]:
            yield _at_stop(self.points[0], float((self.times[0] > hour).mean()))

    def _after(self, hour: float) -> Iterator[Stretch]:
        """The last stop, from when they may have come to it."""
        if self.points[-1].event == "arrive" and hour >= self.bounds[-1][0]:
            yield _at_stop(self.points[-1], float((self.times[-1] <= hour).mean()))

    def _end_of_leg(self, number: int) -> int:
        """The number of the timing point that ends the leg, or the stay, which begins at another."""
        end = number + 1
        while end < len(self.points) and self.points[end].event == "seen":
            end += 1
        return end if end < len(self.points) else number

    def _span(self, link: int, hour: float) -> tuple[float, float] | None:
        """Between which shares of its leg they can have been at an hour, between two timing points; None for never."""
        one, other = self.points[link], self.points[link + 1]
        (left, _), (_, due) = self.bounds[link], self.bounds[link + 1]
        if not left <= hour <= due:
            return None
        if one.event == "arrive":
            return 0.0, 0.0
        start, end = _ends(one, other)
        least = self._least_hours(link)
        if least <= 0 or end <= start:
            return start, end
        ahead, behind = min((hour - left) / least, 1.0), max(1.0 - (due - hour) / least, 0.0)
        return start + behind * (end - start), start + max(ahead, behind) * (end - start)

    def _least_hours(self, link: int) -> float:
        one, other = self.points[link], self.points[link + 1]
        passage = self.journey.passages[other.stop - 1]
        return passage.least_hours * shares_between(one, other, passage)[0]

    def _stretch(self, number: int, spans: Sequence[tuple[float, float]], chance: float) -> Stretch:
        one = self.points[number]
        if one.event == "arrive":
            return _at_stop(one, chance)
        leg = self.points[number + 1].stop - 1
        passage, route = self.journey.passages[leg], self.journey.passages[leg].route
        start, end = min(span[0] for span in spans), max(span[1] for span in spans)
        km = passage.distance_km.best
        line = self.lines[leg].between(start, end)
        return Stretch(route.origin, route.destination, leg, route.by, start * km, end * km, line, None, chance)

    def area(self, leg: int, at: datetime) -> Ring | None:
        """Roughly where they can have been at a moment in UTC if they were on a leg; None where its route is known."""
        hour = hours_of(at)
        assert hour is not None
        spell = self._spell_of_leg.get(leg)
        is_unknown = self.journey.passages[leg].basis == "straight line"
        return self._area(spell[0], hour, rough=True) if spell and is_unknown else None

    def reach(self, leg: int, at: datetime) -> tuple[float, float] | None:
        """Between which shares of a leg they can be at a moment in UTC; None where they cannot be on it then."""
        hour = hours_of(at)
        assert hour is not None
        number, end = self._spell_of_leg.get(leg, (0, 0))
        spans = [span for link in range(number, end) if (span := self._span(link, hour))]
        return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else None

    @cached_property
    def _spell_of_leg(self) -> dict[int, tuple[int, int]]:
        """The numbers of the timing points that begin and end each leg, by its number."""
        legs = [spell for spell in self._spells if self.points[spell[0]].event != "arrive"]
        return {self.points[end].stop - 1: (number, end) for number, end in legs}

    def _with_area(self, stretch: Stretch, number: int, hour: float) -> Stretch:
        if stretch.leg is None or self.journey.passages[stretch.leg].basis != "straight line":
            return stretch
        return replace(stretch, area=self._area(number, hour))

    def _area(self, number: int, hour: float, *, rough: bool = False) -> Ring | None:
        """The space-time prism at an hour (Miller, *IJGIS* 5 (1991), 287-301): within reach of both ends of the leg."""
        end = self._end_of_leg(number)
        passage = self.journey.passages[self.points[end].stop - 1]
        speed_kmh = _top_speed(passage)
        if speed_kmh is None:
            return None
        discs = [
            Disc(passage.route.origin.point, speed_kmh * (hour - self.bounds[number][0])),
            Disc(passage.route.destination.point, speed_kmh * (self.bounds[end][1] - hour)),
        ]
        return lens(*discs, rough=rough)

    # ---- how likely

    @cached_property
    def times(self) -> Floats:
        """As many equally likely timetables as a sample holds: see `geo.draws.timetables`."""
        return timetables(self.points, self.journey.passages)

    def _chances(self, hour: float) -> Floats:
        """How likely they were between each timing point and the next: of the link, by the number of its first."""
        soonest, latest = self._rows
        start, stop = int(np.searchsorted(latest, hour, "right")), int(np.searchsorted(soonest, hour, "right"))
        passed = start + (self.times[start:stop] <= hour).sum(axis=0)
        return np.bincount(passed, minlength=len(self.points) + 1)[1:] / COUNT

    @cached_property
    def _rows(self) -> tuple[Floats, Floats]:
        """The soonest and the latest of each timing point in any timetable: neither ever runs back."""
        return self.times.min(axis=1), self.times.max(axis=1)

    def _likely(self, hour: float, possible: Sequence[Stretch]) -> tuple[Point | None, float | None, float | None]:
        """The middle of where they were in the likeliest stretch, within how many km nine in ten were, its share."""
        if not possible:
            return None, None, None
        best = max(possible, key=lambda stretch: stretch.probability)
        if best.leg is None:
            return best.origin.point, 0.0, None
        shares = np.clip(self._shares_on(best.leg, hour), *self._shares_of(best))
        middle = float(np.median(shares))
        km = self.journey.passages[best.leg].distance_km.best
        within_km = float(np.quantile(np.abs(shares - middle), _SURE_SHARE)) * km
        return self.lines[best.leg].at(middle), within_km, middle

    def _shares_of(self, stretch: Stretch) -> tuple[float, float]:
        assert stretch.leg is not None
        km = self.journey.passages[stretch.leg].distance_km.best
        return (stretch.from_km / km, stretch.to_km / km) if km else (0.0, 0.0)

    def _shares_on(self, leg: int, hour: float) -> Floats:
        """How far along a leg they were in the timetables that have them on it."""
        rows = [
            n
            for n, point in enumerate(self.points[:-1])
            if self.points[n + 1].stop - 1 == leg and point.event != "arrive"
        ]
        found = [np.zeros(0)]
        for row in rows:
            left, due = self.times[row], self.times[row + 1]
            on = (left <= hour) & (hour < due)
            start, end = _ends(self.points[row], self.points[row + 1])
            found.append(start + (end - start) * (hour - left[on]) / (due[on] - left[on]))
        shares = np.concatenate(found)
        return shares if len(shares) else np.array([0.5])


def _at_stop(point: TimingPoint, chance: float) -> Stretch:
    return Stretch(point.place, point.place, None, None, 0.0, 0.0, (point.place.point,), None, chance, point.stop)


def _ends(one: TimingPoint, other: TimingPoint) -> tuple[float, float]:
    """The shares of a leg at which two of its timing points lie."""
    return one.share, other.share


def _top_speed(passage: Passage) -> float | None:
    """The straight line over the least hours: no faster way is thought of."""
    return passage.distance_km.low / passage.least_hours if passage.least_hours > 0 else None
