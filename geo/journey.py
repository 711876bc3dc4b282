"""What each stage adds to an itinerary: places, routes, passages and findings. Frozen, and without geography."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from geo import chance
from geo.findings import Figure, Finding, Group, Reading, Verdict
from geo.itinerary import Itinerary
from geo.modes import SHARED_SPEED, Mode, Stretch
from geo.places import Candidate, Place, Point
from geo.quantity import Estimate
from geo.when import NO_WINDOW, When, Window

# Places and findings are told apart in their own modules, and had from here.
__all__ = [
    "Basis",
    "Call",
    "Candidate",
    "Conflict",
    "Crossing",
    "Crossings",
    "Event",
    "Figure",
    "Finding",
    "Gap",
    "GaugeBreak",
    "Group",
    "Journey",
    "Measure",
    "ObservedSpeed",
    "Passage",
    "Path",
    "Place",
    "Point",
    "Reading",
    "Route",
    "Ruling",
    "TimingPoint",
    "Verdict",
    "Ways",
]

Basis = Literal["network", "geodesic", "circuity", "straight line"]
Event = Literal["arrive", "depart", "seen"]


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of a route that no data shows: inferred, `length_km` long, between two points."""

    start: Point
    end: Point
    length_km: float


@dataclass(frozen=True, slots=True)
class GaugeBreak:
    """Where the track changes from one gauge to another, in mm: bogies are changed there, or trains."""

    at: Point
    from_mm: int
    to_mm: int


@dataclass(frozen=True, slots=True, order=True)
class Crossing:
    """Where lines cross a border, those near each other as one; `inferred` where no data show any of them."""

    at: Point
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """A way through a network between two points, as the network answers it.

    `points` runs from the asked origin to the asked destination, longitudes unwrapped (no jump of 180° or more);
    `snaps_km` is how far origin, each via and destination lie from the network; `gaps` are its inferred stretches and
    `borders` the countries entered, in order, as ISO codes; `gauge_breaks` where the track changes its gauge.
    `stretches` are the km run in each country, in the order they are entered; empty where the network knows none.
    """

    distance_km: Estimate
    points: tuple[Point, ...]
    basis: Basis
    snaps_km: tuple[float, ...] = ()
    gaps: tuple[Gap, ...] = ()
    borders: tuple[str, ...] = ()
    gauge_breaks: tuple[GaugeBreak, ...] = ()
    warnings: tuple[str, ...] = ()
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """A leg routed: from where to where, by what, on which path."""

    origin: Place
    destination: Place
    by: str
    mode: Mode
    path: Path
    straight_line_km: float

    @property
    def distance_km(self) -> Estimate:
        """The length of the path, with its bounds."""
        return self.path.distance_km

    @property
    def basis(self) -> Basis:
        """What the distance rests on."""
        return self.path.basis

    @property
    def geometry(self) -> tuple[Point, ...]:
        """The line of the path."""
        return self.path.points

    @property
    def detour(self) -> float | None:
        """How many times the straight line the path is; None where both ends are one point."""
        return self.distance_km.best / self.straight_line_km if self.straight_line_km else None


@dataclass(frozen=True, slots=True)
class Passage:
    """A leg with its time: `hours` from departure to arrival, None where nothing is known of the vehicle's speed.

    `untaught` is what was known of the hours before anything was learnt from observed stretches.
    """

    route: Route
    hours: Estimate | None
    notes: tuple[str, ...] = ()
    untaught: Estimate | None = None

    @property
    def least_hours(self) -> float:
        """The hours at the least, 0 where nothing is known; who was slow before can still be as fast as their kind."""
        return min((known.low for known in (self.hours, self.untaught) if known), default=0.0)

    @property
    def distance_km(self) -> Estimate:
        """The length of the route, with its bounds."""
        return self.route.distance_km

    @property
    def straight_line_km(self) -> float:
        """The geodesic between the two ends."""
        return self.route.straight_line_km

    @property
    def basis(self) -> Basis:
        """What the distance rests on."""
        return self.route.basis

    @property
    def geometry(self) -> tuple[Point, ...]:
        """The line of the route."""
        return self.route.geometry

    @property
    def warnings(self) -> tuple[str, ...]:
        """All that a reader should know before relying on the figures."""
        return (*self.notes, *self.route.path.warnings)


# The passage between two places by a vehicle, worked out when it is asked for.
Measure = Callable[[Place, Place, str], Passage]
# Up to so many passages on mostly different lines, the best first, through some places and keeping out of what is to be
# avoided (ISO codes); raises as `geo.pipeline.distance` does.
Ways = Callable[[Place, Place, str, tuple[Place, ...], frozenset[str], int], tuple[Passage, ...]]
# Where the lines of a mode cross the border of two countries; None where the network of that mode does not tell.
Crossings = Callable[[Mode, str, str], tuple[Crossing, ...] | None]


@dataclass(frozen=True, slots=True)
class Call:
    """What is stated of a stop's times, in UTC."""

    arrival: Window
    departure: Window


@dataclass(frozen=True, slots=True)
class TimingPoint:
    """A moment of a journey at a known place: an arrival at a stop, a departure from it, or a sighting on the way.

    `stop` is the number of the stop, or of the one the leg leads to for a sighting, from 0; `share` is how much of that
    leg's length lies behind it. `said` is what the file states at the key path `path`, and `stated` that in UTC;
    `window` is what all statements of the journey together leave open.
    """

    event: Event
    stop: int
    place: Place
    share: float
    path: str
    said: When | None = None
    stated: Window = NO_WINDOW
    window: Window = NO_WINDOW


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements that cannot both hold: so much time lies between them, and so much is needed at the least.

    `zones` are those in which one of the times, stated without an offset, would fit; `explanation` says it in words.
    """

    first: TimingPoint
    second: TimingPoint
    between_hours: float
    needed_hours: float
    zones: tuple[str, ...]
    explanation: str

    @property
    def lacking_hours(self) -> float:
        """By how many hours they fail: what is needed beyond what lies between them, which may be less than none."""
        first, last = self.first.stated.earliest, self.second.stated.latest
        assert first is not None  # else nothing would forbid the second
        assert last is not None
        return self.needed_hours - (last - first) / timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict on one version of a journey: `ruled out` where its statements and what was seen cannot all hold.

    `conflicts` are those statements, without what no version can hold; `journey` is the version as worked out, None
    where its statements run backwards.
    """

    key: str
    title: str
    verdict: Literal["possible", "ruled out"]
    explanation: str
    conflicts: tuple[Conflict, ...]
    journey: Journey | None = None


@dataclass(frozen=True, slots=True)
class ObservedSpeed:
    """How fast a vehicle went on the stretches of one journey whose two ends were observed, halts included."""

    by: str
    speed_kmh: Estimate
    stretches: int
    distance_km: float


@dataclass(frozen=True, slots=True)
class Journey:
    """An itinerary and what the stages have found of it so far; leg `i` runs from stop `i` to stop `i + 1`.

    `versions` has a verdict on each version of the file, this one first; none where it tells but one.
    """

    itinerary: Itinerary
    places: Mapping[str, Place] = field(default_factory=dict)  # by the name the file uses
    routes: tuple[Route, ...] = ()
    passages: tuple[Passage, ...] = ()
    calls: tuple[Call, ...] = ()
    timing: tuple[TimingPoint, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    speeds: tuple[ObservedSpeed, ...] = ()
    findings: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()
    versions: tuple[Ruling, ...] = ()

    @property
    def distance_km(self) -> Estimate:
        """All legs together."""
        return sum((passage.distance_km for passage in self.passages), Estimate.exact(0, "km"))

    @property
    def hours(self) -> Estimate | None:
        """The travelling time of all legs together, stays apart; None where one leg's is unknown."""
        known = [(passage.hours, passage.route.by) for passage in self.passages if passage.hours is not None]
        return chance.total(known, SHARED_SPEED, "h") if len(known) == len(self.passages) else None
