"""The diagram as SVG: what is drawn once, and what is written twice, for wide screens and for narrow ones."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from geo.diagram.course import Course, Spot, Told
from geo.diagram.labels import NARROW, WIDE, write
from geo.diagram.paper import Theme, add, path, sheet, written
from geo.diagram.plot import HEIGHT, WIDTH, Plot
from geo.journey import TimingPoint
from geo.when import NO_WINDOW
from geo.whereabouts import Timeline

_APART, _APART_MANY = 2.5, 10.0  # marks nearer than this to the one before are one mark
_MANY = 200
_ASIDE = 4.0  # what is stated of an arrival is drawn this far below the stop's line, of a departure above it
_MOST_HINTS = 200  # marks that tell what they are; more would only make the file long
_EVENTS = {"arrive": "arrives at", "depart": "leaves", "seen": "seen at"}


def svg(timeline: Timeline, theme: Theme = "auto") -> bytes:
    """The time–distance diagram of a journey, as the bytes of a file."""
    course = Course(timeline)
    plot = Plot(course.range, course.top_km)
    root = sheet(f"Times: {course.journey.itinerary.title}", describe(timeline), (WIDTH, HEIGHT), theme)
    grids = [add(root, "g", class_=style.name) for style in (WIDE, NARROW)]
    drawn = add(root, "g")
    _draw_possible(drawn, course, plot)
    kinds = ["band", "course", *_draw_said(drawn, course, plot), *_draw_marks(drawn, course, plot)]
    for style, grid in zip((WIDE, NARROW), grids, strict=True):
        write(grid, add(root, "g", class_=style.name), course, plot, style, kinds)
    return written(root)


def describe(timeline: Timeline) -> str:
    """The diagram in a sentence, for those who do not see it."""
    course = Course(timeline)
    stops, conflicts = len(course.journey.itinerary.stops), len(course.journey.conflicts)
    said = f", {conflicts} of which cannot both hold" if conflicts else ""
    return (
        f"Time–distance diagram, {course.days} in UTC: {stops} stops along {course.stops_km[-1]:,.0f} km. "
        "A band shows where they can have been at each moment, a line where most likely; "
        f"marks show stops, sightings and statements{said}."
    )


# ---- the band and the course


def _draw_possible(parent: ET.Element, course: Course, plot: Plot) -> None:
    rings = [[plot.at(spot) for spot in ring] for ring in course.bands() if len(ring) > 2]
    add(parent, "path", class_="band", d=path(*rings, closed=True))
    stays = [[plot.at((first, km)), plot.at((last, km))] for first, last, km in course.stays() if last > first]
    if stays:
        add(parent, "path", class_="stay", d=path(*stays))
    runs = [[plot.at(spot) for spot in run] for run in course.runs() if len(run) > 1]
    add(parent, "path", class_="course", d=path(*runs))


# ---- claims and conflicts


def _draw_said(parent: ET.Element, course: Course, plot: Plot) -> list[str]:
    """Claims and conflicts; what kinds there were."""
    kinds = list[str]()
    for told in course.claims:
        if not plot.shows(told.spots):
            continue
        kinds.append(f"claim {told.verdict}")
        _draw_claim(parent, told, plot)
    for conflict, spots in course.conflicts():
        kinds.append("clash")
        line = add(parent, "path", class_="clash", d=path([plot.at(spot) for spot in spots]))
        add(line, "title", text=conflict.explanation)
    return kinds


def _draw_claim(parent: ET.Element, told: Told, plot: Plot) -> None:
    """A dashed line that ends in a tick across it; of a time, a bar between two ticks."""
    start, end = (plot.at(spot) for spot in told.spots)
    group = add(parent, "g")
    add(group, "title", text=f"Reported: “{told.finding.quote}” ({told.verdict})")
    if told.at_place:
        add(group, "path", class_=f"claim told {told.verdict}", d=path([start, end], *_ticks(start, end, 8)))
    else:
        add(group, "path", class_=f"claim {told.verdict}", d=path([start, end]))
        add(group, "path", class_=f"claim told {told.verdict}", d=path(*_ticks(end, end, 6)))


def _ticks(start: Spot, end: Spot, size: float) -> list[list[Spot]]:
    return [[(x, y - size), (x, y + size)] for x, y in dict.fromkeys((start, end))]


# ---- stops and sightings


@dataclass(frozen=True, slots=True)
class _Mark:
    point: TimingPoint
    spot: Spot
    kind: str
    in_conflict: bool


def _draw_marks(parent: ET.Element, course: Course, plot: Plot) -> list[str]:
    """The marks with what is stated of them; what kinds there were."""
    marks = _marks(course, plot)
    stated = [mark for mark in marks if mark.point.stated != NO_WINDOW]
    for seen in (False, True):
        whiskers = [run for m in stated if (m.kind == "seen") == seen for run in _whisker(m, course, plot)]
        if whiskers:
            add(parent, "path", class_="stated at-sighting" if seen else "stated", d=path(*whiskers))
    for mark in marks:
        shape = _shape(parent, mark)
        if len(marks) <= _MOST_HINTS:
            add(shape, "title", text=_hint(mark.point))
    return ["stated" if stated else "", *(mark.kind for mark in marks)]


def _marks(course: Course, plot: Plot) -> list[_Mark]:
    """One for each timing point, but for those that would cover one another."""
    clashing = {point.path for conflict in course.journey.conflicts for point in (conflict.first, conflict.second)}
    marks, apart = list[_Mark](), _APART if len(course.points) <= _MANY else _APART_MANY
    for point, hour, km in zip(course.points, course.likely, course.km, strict=True):
        kind = "seen" if point.event == "seen" else "stop" if point.stated != NO_WINDOW else "inferred"
        mark = _Mark(point, plot.at((hour, km)), kind, point.path in clashing)
        covered = marks and max(abs(a - b) for a, b in zip(mark.spot, marks[-1].spot, strict=True)) < apart
        if covered and _weight(marks[-1]) < _weight(mark):
            marks[-1] = mark
        elif not covered:
            marks.append(mark)
    return marks


def _weight(mark: _Mark) -> int:
    """Which of two marks at one spot is drawn."""
    return 4 * mark.in_conflict + ("inferred", "stop", "seen").index(mark.kind)


def _whisker(mark: _Mark, course: Course, plot: Plot) -> list[list[Spot]]:
    """What is stated, from its earliest to its latest, with a cap where it ends within sight."""
    aside = {"arrive": _ASIDE, "depart": -_ASIDE, "seen": 0.0}[mark.point.event]
    km = course.kilometre(mark.point)
    ends = [(hour, plot.at((hour, km))) for hour in course.stated(mark.point)]
    (_, (left, y)), (_, (right, _)) = ends
    y += aside
    caps = [[(x, y - 3), (x, y + 3)] for hour, (x, _) in ends if plot.sees(hour)]
    return [[(left, y), (right, y)], *caps] if right > left else [[(left, y - 6), (left, y + 6)]]


def _shape(parent: ET.Element, mark: _Mark) -> ET.Element:
    x, y = mark.spot
    class_ = f"{mark.kind} in-conflict" if mark.in_conflict else mark.kind
    if mark.kind == "seen":
        return add(parent, "path", class_=class_, d=path([(x - 6, y), (x, y - 6), (x + 6, y), (x, y + 6)], closed=True))
    return add(parent, "circle", class_=class_, cx=x, cy=y, r=3.6 if mark.kind == "stop" else 2.6)


def _hint(point: TimingPoint) -> str:
    said = f", stated: {point.said}" if point.said else ""
    return f"{_EVENTS[point.event]} {point.place.name}, {point.window}{said}"
