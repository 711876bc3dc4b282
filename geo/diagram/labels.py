"""What is written on the diagram: axes, names of stops, the key; only what has room, so that nothing overlaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree import ElementTree as ET

from geo.diagram.axes import Tick, km_ticks, time_ticks
from geo.diagram.course import Course
from geo.diagram.paper import add, path, shortened, width_of
from geo.diagram.plot import BOTTOM, LEFT, RIGHT, TOP, Plot


class Style(NamedTuple):
    """Letters for screens of a width, and the words there is room for there."""

    name: str
    size: float
    letters: int
    column: float | None
    words: dict[str, str]


_KEY_WIDE = {
    "band": "where they can have been",
    "course": "most likely",
    "stop": "stop, time stated",
    "inferred": "stop, time inferred",
    "seen": "seen on the way",
    "stated": "what is stated",
    "claim consistent": "reported, consistent",
    "claim undetermined": "reported, undetermined",
    "claim contradicted": "reported, contradicted",
    "clash": "cannot both hold",
}
_KEY_NARROW = {
    "band": "possible",
    "course": "likely",
    "seen": "seen",
    "stated": "stated",
    "claim consistent": "reported",
    "claim undetermined": "reported",
    "claim contradicted": "contradicted",
    "clash": "conflict",
}
WIDE = Style("wide", 12.5, 34, 216.0, _KEY_WIDE)
NARROW = Style("narrow", 21.0, 22, None, _KEY_NARROW)
_SWATCH = 26.0  # how wide a sign of the key is


class _Name(NamedTuple):
    text: str
    line: float
    left: float
    top: float
    right: float
    on_right: bool

    def covers(self, other: _Name, size: float) -> bool:
        """Whether two names of some size overlap."""
        return self.left < other.right and other.left < self.right and abs(self.top - other.top) < size * 1.25


def write(grid: ET.Element, parent: ET.Element, course: Course, plot: Plot, style: Style, kinds: Sequence[str]) -> None:
    """Everything written in one style; lines of the grid go beneath what is drawn."""
    _write_kilometres(parent, plot, style)
    _write_times(grid, parent, plot, style, course.days)
    for name in _names(course, plot, style):
        add(grid, "path", class_="grid", d=path([(LEFT, name.line), (RIGHT, name.line)]))
        x, y = (name.right if name.on_right else name.left), name.top + style.size
        add(parent, "text", name.text, class_="stop-name end" if name.on_right else "stop-name", x=x, y=y)
    _write_key(parent, style, kinds)


def _write_kilometres(parent: ET.Element, plot: Plot, style: Style) -> None:
    add(parent, "path", class_="axis", d=path([(LEFT, TOP), (LEFT, BOTTOM), (RIGHT, BOTTOM)]), fill="none")
    most = int((plot.y(0) - plot.y(plot.total_km)) / (style.size * 2.2))
    for tick in km_ticks(max(plot.total_km, 1e-6), most) if plot.total_km else [Tick(0, "0")]:
        y = plot.y(tick.at)
        add(parent, "path", class_="axis", d=path([(LEFT - 4, y), (LEFT, y)]))
        add(parent, "text", tick.text, class_="quiet end", x=LEFT - 7, y=y + style.size * 0.35)
    add(parent, "text", "km", class_="quiet end", x=LEFT - 7, y=TOP)


def _write_times(grid: ET.Element, parent: ET.Element, plot: Plot, style: Style, days: str) -> None:
    first, last = plot.hours
    room = width_of("30 Sep 0", style.size)
    for tick in time_ticks(first, last, int((RIGHT - LEFT) / room)):
        x, half = plot.x(tick.at), width_of(tick.text, style.size) / 2
        add(grid, "path", class_="grid", d=path([(x, TOP), (x, BOTTOM)]))
        if x - half > LEFT - 40 and x + half < RIGHT + 10:
            class_ = "middle major" if tick.major else "middle quiet"
            add(parent, "text", tick.text, class_=class_, x=x, y=BOTTOM + style.size * 1.25)
    line = BOTTOM + style.size * 2.6
    add(parent, "text", f"UTC, {days}", class_="middle quiet", x=(LEFT + RIGHT) / 2, y=line)


# ---- names of stops


def _names(course: Course, plot: Plot, style: Style) -> list[_Name]:
    """The names that have room: the two ends first, then where they stayed longest."""
    windows = _windows(course)
    last = len(windows) - 1
    order = sorted(range(last + 1), key=lambda stop: (stop not in {0, last}, windows[stop][0] - windows[stop][1], stop))
    taken = list[_Name]()
    for stop in order:
        name = _name(course, plot, style, stop, windows[stop][:2])
        if not any(name.covers(other, style.size) for other in taken):
            taken.append(name)
    return taken


def _windows(course: Course) -> list[tuple[float, float]]:
    """When they were likely at each stop, from and until."""
    found: dict[int, list[float]] = {}
    for point, hour in zip(course.points, course.likely, strict=True):
        if point.event != "seen":
            found.setdefault(point.stop, []).append(hour)
    return [(hours[0], hours[-1]) for _, hours in sorted(found.items())]


def _name(course: Course, plot: Plot, style: Style, stop: int, stay: tuple[float, float]) -> _Name:
    """A name on the side where there is more room: over its line on the left, under it on the right."""
    text = shortened(course.name(stop), style.letters)
    line, wide = plot.y(course.stops_km[stop]), width_of(text, style.size)
    on_right = RIGHT - plot.x(stay[1]) > plot.x(stay[0]) - LEFT
    left = RIGHT - 6 - wide if on_right else LEFT + 6
    return _Name(text, line, left, line + 2 if on_right else line - style.size * 1.3, left + wide, on_right)


# ---- the key


def _write_key(parent: ET.Element, style: Style, kinds: Sequence[str]) -> None:
    """What each sign means: in columns, or one after another where the sheet is narrow."""
    left = LEFT if style.column else 8.0
    x, y = left, BOTTOM + style.size * 4.3
    for kind, words in _key(style, kinds):
        wide = style.column or _SWATCH + 7 + width_of(words, style.size) + 16
        if x + wide > RIGHT + 16:
            x, y = left, y + style.size * 1.6
        _sign(parent, kind, x, y - style.size * 0.35)
        add(parent, "text", words, class_="quiet", x=x + _SWATCH + 7, y=y)
        x += wide


def _key(style: Style, kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
    told = dict[str, str]()
    for kind, words in style.words.items():
        if kind in kinds and words not in told.values():
            told[kind] = words
    yield from told.items()


def _sign(parent: ET.Element, kind: str, x: float, y: float) -> None:
    middle = x + _SWATCH / 2
    if kind == "band":
        add(parent, "rect", class_="band", x=x, y=y - 5, width=_SWATCH, height=10)
    elif kind in {"stop", "inferred"}:
        add(parent, "circle", class_=kind, cx=middle, cy=y, r=3.6 if kind == "stop" else 2.6)
    elif kind == "seen":
        add(
            parent,
            "path",
            class_="seen",
            d=path([(middle - 6, y), (middle, y - 6), (middle + 6, y), (middle, y + 6)], closed=True),
        )
    elif kind == "stated":
        add(
            parent,
            "path",
            class_="stated",
            d=path([(x, y), (x + _SWATCH, y)], *([(end, y - 3), (end, y + 3)] for end in (x, x + _SWATCH))),
        )
    else:
        add(parent, "path", class_=kind, d=path([(x, y), (x + _SWATCH, y)]))
