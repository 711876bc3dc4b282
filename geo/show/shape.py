"""The shape of the one JSON payload that the map and the page draw. Numbers are in the units their names say.

Positions are WGS84 degrees. Longitudes are unwrapped along the whole journey: they go past ±180 where it does. Every
`Figure` has its text, ready to show; an open side is None. `sources` are the numbers of the journey's sources, from 1.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from geo.itinerary import Certainty, Status
from geo.journey import Basis, Event, Verdict
from geo.modes import Mode
from geo.show.basemap import BaseMap
from geo.translation import Language, Texts

Theme = Literal["auto", "light", "dark"]


class Figure(TypedDict):
    """A quantity with its bounds, None where a side is open."""

    low: float | None
    best: float
    high: float | None
    unit: str
    text: str


class Position(TypedDict):
    """A point in degrees."""

    lat: float
    lon: float


class OpenView(TypedDict):
    """A window that all statements together leave open, in words: in UTC, and as the clocks of the place had it."""

    utc: str
    local: str | None


class StopView(TypedDict):
    """A stop; `arrive` and `depart` are what was stated, in words, and `arrive_utc`, `depart_utc` the same in UTC.

    `arrive_open` and `depart_open` are None where nothing is known of when. `status` says what the times are, and
    `planned` is what had been planned of a stop that was reported, in words.
    """

    number: int
    name: str
    country: str | None
    lat: float
    lon: float
    precision_km: float
    found_in: str
    zone: str | None
    arrive: str | None
    depart: str | None
    arrive_utc: str | None
    depart_utc: str | None
    arrive_open: OpenView | None
    depart_open: OpenView | None
    events: list[str]
    certainty: Certainty
    status: Status
    planned: str | None
    sources: list[int]


class SightingView(TypedDict):
    """Where and when the travellers and the vehicle were seen on a leg, or `of` one of them alone."""

    name: str
    lat: float
    lon: float
    precision_km: float
    at: str | None
    of: str | None
    sources: list[int]


class GapView(TypedDict):
    """A stretch of a leg that no data shows."""

    points: list[list[float]]
    length_km: float


class LegView(TypedDict):
    """The way from one stop to the next; `points` are [lat, lon] pairs, `inferred` says why the line is dashed."""

    number: int
    start: str
    end: str
    by: str
    mode: Mode
    via: list[str]
    points: list[list[float]]
    distance_km: Figure
    straight_line_km: float
    hours: Figure | None
    basis: Basis
    inferred: str | None
    warnings: list[str]
    gaps: list[GapView]
    sightings: list[SightingView]
    sources: list[int]


class EndView(Position):
    """A place that a claim is about, by its name."""

    name: str


class DrawnView(TypedDict):
    """What the map draws of a claim. Legs and stops are told by their numbers from 0.

    Its ends are None where it is of the whole journey. The way between them is that of `legs`, or the line of this
    number, `way`, in the journey's `ways`; or none is known. `claimed` and `computed` are those of a distance, in km,
    or of a direction, in degrees from north. `stops` are those whose times it is about, `order` the places it puts in
    an order.
    """

    origin: EndView | None
    destination: EndView | None
    straight_line_km: float | None
    claimed: Figure | None
    computed: Figure | None
    mode: Mode | None
    legs: list[int]
    way: int | None
    stops: list[int]
    order: list[EndView]


class FindingView(TypedDict):
    """A claim and what became of it; `source` is the number of its source, None where the file has no such source.

    `flip` is what would turn the verdict, `by` the way of travelling that it was held against.
    """

    quote: str
    source: int | None
    kind: str
    claimed: str | None
    computed: str | None
    verdict: Verdict
    fits: list[str]
    explanation: str
    flip: str | None
    by: str | None
    drawn: DrawnView


class GroupView(TypedDict):
    """What several reports say of one thing, in words; findings by their numbers from 0, and those that are closest."""

    text: str
    findings: list[int]
    closest: list[int]


class SourceView(TypedDict):
    """A published report; `url` is always http or https, and `iso` the date as ISO 8601 has it, where it does."""

    number: int
    publisher: str
    title: str | None
    date: str | None
    iso: str | None
    url: str | None


class AreaView(TypedDict):
    """Where they can have been on a leg whose way is not known: a ring of [lat, lon] pairs."""

    leg: int
    probability: float
    ring: list[list[float]]


class FrameView(TypedDict):
    """Where they can have been at a minute since 1970 in UTC; legs and stops are told by their number from 0.

    `legs` are [leg, from, to, probability], from and to as shares of its line; `stops` are [stop, probability].
    `likely` is the likeliest position: [stop], or [leg, share of its line]. `is_whole` is False where there are less
    likely stretches, which are left out. Until the next frame, what is in both is possible, and moves evenly.
    """

    minute: int
    legs: list[list[float]]
    stops: list[list[float]]
    areas: list[AreaView]
    likely: list[float] | None
    is_whole: bool


class DiagramView(TypedDict):
    """The time–distance diagram: a `data:` address of an SVG image, and what it shows in words."""

    image: str
    text: str


class PointView(TypedDict):
    """An arrival, a departure or a sighting: the likeliest minute, and the minutes that are stated of it, if any.

    `stop` is the number from 0 of the stop it is at, or on the way to; `name` and `said` are of a sighting.
    """

    event: Event
    stop: int
    km: float
    minute: int
    stated: list[int] | None
    name: str | None
    said: str | None
    in_conflict: bool


class CourseLegView(TypedDict):
    """A leg in the diagram, [minute, km] pairs: rings of where they can have been when, and the likeliest course."""

    rings: list[list[list[float]]]
    runs: list[list[list[float]]]


class ToldView(TypedDict):
    """A claim, or two statements that cannot both hold, as a line between two [minute, km] pairs.

    A claim `at_place` is of a time, and its line is the window claimed. `verdict` is None for two statements.
    """

    spots: list[list[float]]
    at_place: bool
    verdict: Verdict | None
    text: str


class CourseView(TypedDict):
    """The same diagram as data: minutes since 1970 in UTC, within `minutes`, and km from the first stop.

    `stays` are [stop, first minute, last minute], the longest that each can have been.
    """

    minutes: list[int]
    top_km: float
    stops_km: list[float]
    legs: list[CourseLegView]
    stays: list[list[int]]
    points: list[PointView]
    told: list[ToldView]


class JourneyView(TypedDict):
    """One journey; `untimed` says why there is no `diagram`, where no time is stated.

    `conflicts` and `speeds` are sentences, and `frames` is what the slider steps through. The map is not given the
    diagram, which is an image of its own.
    """

    title: str
    travellers: list[str]
    distance_km: Figure | None
    hours: Figure | None
    stops: list[StopView]
    legs: list[LegView]
    diagram: DiagramView | None
    course: CourseView | None
    untimed: str | None
    frames: list[FrameView]
    conflicts: list[str]
    speeds: list[str]
    findings: list[FindingView]
    groups: list[GroupView]
    ways: list[list[list[float]]]
    sources: list[SourceView]
    warnings: list[str]


class EncounterView(Position):
    """Two journeys, by their numbers from 0, at one place; `when` is the window in which both can have been there."""

    name: str
    journeys: list[int]
    when: str
    verdict: str
    explanation: str


class Attribution(TypedDict):
    """Whose work is shown, and under what licence."""

    text: str
    url: str


class Payload(TypedDict):
    """Everything the map and the page show, in a language; `words` are the texts of the script (geo/translation/)."""

    title: str
    theme: Theme
    language: Language
    words: Texts
    journeys: list[JourneyView]
    encounters: list[EncounterView]
    base_map: BaseMap
    attributions: list[Attribution]
    tiles: str
