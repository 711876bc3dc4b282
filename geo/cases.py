"""A figure of a claim with all it is about, and the finding that becomes of it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from geo.compass import turned
from geo.itinerary import Claim
from geo.journey import Crossings, Figure, Finding, Journey, Measure, Passage, Place, Point, Reading, Verdict, Ways
from geo.quantity import Estimate
from geo.timing import bounds_of
from geo.when import Window

_AT_ONE_PLACE = {"stay", "superlative", "only_crossing"}
_MOST_FITS = 4
_MOST_READINGS = 8  # of those tried, in the record; ours


@dataclass(frozen=True, slots=True)
class Case:
    """A claim of a journey, the kind of its figure, and the way of travelling: as the report says, or as they went.

    What it asks of the networks: `measure` the passage between two places by a vehicle, `ways` others through or
    round something, and `crossings` where lines cross a border; None where nothing tells.
    """

    claim: Claim
    number: int
    kind: Figure
    journey: Journey
    measure: Measure
    said_by: str | None
    by: str
    ways: Ways | None = None
    crossings: Crossings | None = None

    @classmethod
    def of(
        cls,
        number: int,
        kind: Figure,
        journey: Journey,
        measure: Measure,
        ways: Ways | None = None,
        crossings: Crossings | None = None,
    ) -> Case:
        """The figure of one kind of the claim with this number."""
        claim = journey.itinerary.claims[number]
        figure = {"distance": claim.distance, "duration": claim.duration}.get(kind)
        said = claim.by or (figure.by if figure else None)
        by = said or _vehicle_between(claim, journey)
        return cls(claim, number, kind, journey, measure, said, by, ways, crossings)

    @property
    def whole(self) -> bool:
        """Whether it is of the whole journey."""
        return self._at is None and self.claim.origin is None

    @property
    def ends(self) -> tuple[Place, Place]:
        """The two places it is about, or one twice; of the whole journey, where that begins and ends."""
        stops = self.journey.itinerary.stops
        origin = self._at or self.claim.origin or stops[0].place
        destination = self._at or self.claim.destination or stops[-1].place
        return self.journey.places[origin], self.journey.places[destination]

    @property
    def _at(self) -> str | None:
        """The one place that a figure of its kind is about."""
        return self.claim.at if self._is_at_one_place else None

    @property
    def _is_at_one_place(self) -> bool:
        """Whether a figure of its kind is of one place, and not of a way."""
        extreme = self.claim.superlative
        return self.kind in _AT_ONE_PLACE and not (self.kind == "superlative" and extreme and extreme.of == "leg")

    @property
    def between(self) -> str:
        """Its ends in words."""
        return f"{self.ends[0].name} to {self.ends[1].name}"

    def passage(self) -> Passage:
        """The way between its ends: that of the journey's own leg, with its `via` and `avoid`, where it is one."""
        passage = self.measure(*self.ends, self.by)
        legs = (leg for leg in self.journey.routes if (leg.origin, leg.destination, leg.by) == (*self.ends, self.by))
        own = next(legs, passage.route)
        longer = own.distance_km.best / passage.distance_km.best if passage.distance_km.best else 1.0
        return replace(passage, route=own, hours=passage.hours and passage.hours * longer)

    def found(
        self,
        claimed: Estimate | Window | None,
        computed: Estimate | Window | None,
        verdict: Verdict,
        text: str,
        *,
        readings: tuple[Reading, ...] = (),
        flip: str | None = None,
    ) -> Finding:
        """The finding; nothing turns what is undetermined."""
        fits = tuple(str(reading) for reading in readings if reading.fits)[:_MOST_FITS]
        margin = None if verdict == "undetermined" else _margin(claimed, computed)
        origin, destination = (None, None) if self.whole else self.ends
        return Finding(
            self.claim.quote, self.claim.source, self.kind, claimed, computed, verdict, fits, text, margin,
            flip if verdict != "undetermined" else None, readings[:_MOST_READINGS], self.number, origin, destination,
            self.said_by if self._is_at_one_place else self.by, geometry=self._geometry(),
        )  # fmt: skip

    def _geometry(self) -> tuple[Point, ...]:
        """The way that a distance or a duration between two places rests on."""
        return self.passage().geometry if self.kind in {"distance", "duration"} and not self.whole else ()

    def told(
        self,
        said: str,
        known: str | None,
        verdict: Verdict,
        text: str,
        *,
        computed: Estimate | None = None,
        margin: float | None = None,
        flip: str | None = None,
    ) -> Finding:
        """The finding of what a report says in words, `said`, against what is `known`; `flip` would turn it."""
        would = "" if verdict == "undetermined" else _would("fail" if verdict == "consistent" else "hold", flip or "")
        found = self.found(None, computed, verdict, f"{text}{would}", flip=flip)
        return replace(found, said=said, known=known, margin=None if verdict == "undetermined" else margin)

    def judged(
        self, claimed: Estimate, computed: Estimate, sentence: str, readings: Iterable[Reading], flip: Flips
    ) -> Finding:
        """The finding of a figure that either meets what was worked out, or does not and is something else."""
        if claimed.meets(computed):
            text = f"{sentence}, which the figure allows.{_would('fail', flip.of_a_true_one)}"
            return self.found(claimed, computed, "consistent", text, flip=flip.of_a_true_one)
        ranked = rank(readings)
        turns = flip.otherwise(ranked)
        fits = "; or ".join([str(reading) for reading in ranked if reading.fits][:_MOST_FITS])
        told = f" It fits {fits}." if fits else " It fits no reading tried."
        text = f"{sentence}, {apart(claimed, computed)}.{told}{_would('hold', turns)}"
        return self.found(claimed, computed, "contradicted", text, readings=ranked, flip=turns)


@dataclass(frozen=True, slots=True)
class Flips:
    """What would turn a verdict: that a true figure fails, or that a false one holds after all."""

    of_a_true_one: str
    of_a_false_one: str
    by_reading: bool = True

    def otherwise(self, readings: Iterable[Reading]) -> str:
        """What has to be otherwise for a figure to hold: as little as possible, by a reading that it fits."""
        fitting = [reading for reading in readings if reading.fits and reading.turn] if self.by_reading else []
        nearest = min(fitting, key=lambda reading: (reading.changes, reading.misfit), default=None)
        return f"only {nearest.turn}" if nearest else self.of_a_false_one


def rank(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Readings, those that the figure allows first, the closest before the others; each label once."""
    by_label = {reading.label: reading for reading in readings}
    return tuple(sorted(by_label.values(), key=lambda reading: (not reading.fits, reading.misfit)))


def reading(claimed: Estimate, label: str, value: Estimate, turn: str | None = None, changes: int = 1) -> Reading:
    """One reading, with how well the claimed figure fits it."""
    if claimed.unit == "°":
        value = turned(value, claimed.best)
        misfit = abs(value.best - claimed.best)
    else:
        misfit = abs(math.log(value.best / claimed.best)) if value.best > 0 else math.inf
    return Reading(label, value, misfit, claimed.meets(value), turn, changes)


def apart(claimed: Estimate, computed: Estimate) -> str:
    """How far a figure is off, measured from the bound it would have to reach."""
    if claimed.unit == "°":
        return f"at least {_gap(claimed, computed).rounded()} off what the report says"
    more = "more" if claimed.high < computed.low else "less"
    return f"at least {_gap(claimed, computed)} {more} than the figure allows"


def failing(
    claimed: Estimate, computed: Estimate, subject: str, over: str = "", under: str = "", also: str = ""
) -> str:
    """What turns a verdict that a figure is consistent: that `subject` is past one of the figure's bounds.

    `over` and `under` say that of the high one and the low one, where it has them; `also` is said of both.
    """
    high, low = (Estimate.exact(value, claimed.unit).rounded() for value in (claimed.high, claimed.low))
    over, under = over or f"over {high}", under or f"under {low}"
    if computed.best > claimed.high:
        return f"once {subject} is sure to be {over}{also}, as the best estimate is"
    if computed.best < claimed.low:
        return f"once {subject} is sure to be {under}{also}, as the best estimate is"
    sides = [over] * math.isfinite(claimed.high) + [under] * (claimed.low > 0 or claimed.unit == "°")
    return f"only if {subject} were {' or '.join(sides)}{also}" if sides else ""


def nearer(claimed: Estimate, computed: Estimate) -> str:
    """The bound that a false figure would have to meet: `at most 172 km`."""
    bound, side = (claimed.high, "at most") if claimed.high < computed.low else (claimed.low, "at least")
    return f"{side} {Estimate.exact(bound, claimed.unit).rounded()}"


def _gap(claimed: Estimate, computed: Estimate) -> Estimate:
    return Estimate.exact(max(computed.low - claimed.high, claimed.low - computed.high, 0.0), computed.unit)


def _would(do: str, flip: str) -> str:
    return f" It would {do} {flip}." if flip else ""


def _margin(claimed: Estimate | Window | None, computed: Estimate | Window | None) -> float | None:
    """By how much two intervals meet, or below zero miss each other."""
    if isinstance(claimed, Window) and isinstance(computed, Window):
        (low, high), (from_, to) = bounds_of(claimed), bounds_of(computed)
    elif isinstance(claimed, Estimate) and isinstance(computed, Estimate):
        low, high, from_, to = claimed.low, claimed.high, computed.low, computed.high
    else:
        return None
    margin = min(high - from_, to - low)
    return margin if math.isfinite(margin) else None


def hours_apart(claimed: Window, computed: Window) -> float:
    """How many hours lie between two windows; 0 where they meet."""
    (low, high), (from_, to) = bounds_of(claimed), bounds_of(computed)
    return max(from_ - high, low - to, 0.0)


def _vehicle_between(claim: Claim, journey: Journey) -> str:
    """What the journey travels by between a claim's ends, or else on most of its legs."""
    if claim.origin and claim.destination:
        ends = journey.places[claim.origin], journey.places[claim.destination]
        for route in journey.routes:
            if (route.origin, route.destination) == ends:
                return route.by
    vehicles = Counter(route.by for route in journey.routes)
    return vehicles.most_common(1)[0][0] if vehicles else "rail"
