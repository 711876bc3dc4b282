"""Where badges and names go, so that none covers another.

Libraries that move labels apart (adjustText, textalloc) end with as little overlap as they find. Here what has no room
is left out and told to whoever asked: a grid of small cells says what is taken, and each box goes to the first of its
places that is free.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from geo.picture.globe import Floats
from geo.picture.view import Rect

_CELL_MM = 0.2
_RINGS_MM = (3.2, 4.2, 5.4, 6.8, 8.4, 10.2, 12.4, 15.0, 18.0, 22.0, 27.0, 33.0)
_DIRECTIONS = 16
_SLIDES = 12
_APART_MM = 0.15
_MANY, _NEAR_RINGS = 300, 7  # of so many badges each goes near its place or nowhere


class Sheet:
    """The frame of a map in small cells: which are taken, and which lie under the journeys' lines or dots."""

    def __init__(self, frame: Rect) -> None:
        """An empty sheet."""
        self._frame = frame
        shape = math.ceil(frame.height / _CELL_MM) + 1, math.ceil(frame.width / _CELL_MM) + 1
        self._taken = np.zeros(shape, bool)
        self._lines = np.zeros(shape, bool)
        self._dots = np.zeros(shape, np.int32)

    def is_free(self, box: Rect) -> bool:
        """Whether a box lies in the frame and covers nothing that is taken."""
        return self._frame.contains(box) and not self._taken[self._cells(box)].any()

    def covered(self, box: Rect) -> int:
        """How many cells of journeys' lines and dots a box covers."""
        cells = self._cells(box)
        return int(self._lines[cells].sum()) + int(self._dots[cells].sum())

    def dots_in(self, box: Rect) -> int:
        """How many dots, but for parts of them, a box covers; 0 is none."""
        return int(self._dots[self._cells(box)].sum())

    def take(self, box: Rect) -> None:
        """Takes the cells of a box, and parts of cells whole."""
        self._taken[self._cells(box)] = True

    def dot(self, box: Rect, times: int = 1) -> None:
        """Puts a dot, or takes it away."""
        self._dots[self._cells(box)] += times

    def draw(self, line: Floats, width_mm: float) -> None:
        """Marks the cells under a line, and a little more."""
        passed = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
        steps = np.linspace(0, passed[-1], math.ceil(passed[-1] / _CELL_MM) + 1)
        column, row = (
            np.floor((np.interp(steps, passed, line[:, axis]) - low) / _CELL_MM).astype(np.int64)
            for axis, low in ((0, self._frame.left), (1, self._frame.bottom))
        )
        around = range(-math.ceil(width_mm / 2 / _CELL_MM), math.ceil(width_mm / 2 / _CELL_MM) + 1)
        rows, columns = self._lines.shape
        for up in around:
            for across in around:
                inside = (row + up >= 0) & (row + up < rows) & (column + across >= 0) & (column + across < columns)
                self._lines[row[inside] + up, column[inside] + across] = True

    def _cells(self, box: Rect) -> tuple[slice, slice]:
        left, right = box.left - self._frame.left, box.right - self._frame.left
        bottom, top = box.bottom - self._frame.bottom, box.top - self._frame.bottom
        first, last = math.floor(left / _CELL_MM), math.ceil(right / _CELL_MM)
        low, high = math.floor(bottom / _CELL_MM), math.ceil(top / _CELL_MM)
        return slice(max(low, 0), max(high, 0)), slice(max(first, 0), max(last, 0))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A badge that wants to be at (x, y), and its size."""

    x: float
    y: float
    width: float
    height: float


def placed(sheet: Sheet, wanted: Sequence[Wanted], dot_mm: float, zoom: float) -> list[Rect | None]:
    """A box for each badge, as near its dot as there is room, None where there is none; none covers another.

    A badge covers no dot but its own, where that can be.
    """
    dots = [_around(one.x, one.y, 2 * dot_mm, 2 * dot_mm) for one in wanted]
    for dot in dots:
        sheet.dot(dot)
    boxes = list[Rect | None]()
    for one, dot in zip(wanted, dots, strict=True):
        sheet.dot(dot, -1)
        box = _place(sheet, one, zoom, _RINGS_MM if len(wanted) <= _MANY else _RINGS_MM[:_NEAR_RINGS])
        sheet.dot(dot)
        if box:
            sheet.take(box.grown(0.25))
        boxes.append(box)
    return boxes


def _place(sheet: Sheet, one: Wanted, zoom: float, rings: Iterable[float]) -> Rect | None:
    first = None
    for box in _places(one, zoom, rings):
        if sheet.is_free(box):
            if not sheet.dots_in(box):
                return box
            first = first or box
    return first


def _places(one: Wanted, zoom: float, rings: Iterable[float]) -> Iterator[Rect]:
    """The place itself, then rings around it, wider for wide badges."""
    yield _around(one.x, one.y, one.width, one.height)
    stretch = max(1.0, one.width / one.height / 1.6)
    for radius in rings:
        for number in range(_DIRECTIONS):
            angle = 2 * math.pi * (number + 0.5) / _DIRECTIONS
            x = one.x + radius * zoom * stretch * math.cos(angle)
            yield _around(x, one.y + radius * zoom * math.sin(angle), one.width, one.height)


def _around(x: float, y: float, width: float, height: float) -> Rect:
    return Rect(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def beside(box: Rect, width: float, height: float, gap: float) -> Iterator[Rect]:
    """Where the name of a badge may go: right, left, below, above, then slid along it, then a little off."""
    _, middle = box.middle
    centre = (box.left + box.right - width) / 2
    right, left = box.right + gap, box.left - gap - width
    below, above = box.bottom - gap / 2 - height, box.top + gap / 2
    at = [(right, middle - height / 2), (left, middle - height / 2), (centre, below), (centre, above)]
    for slide in range(1, _SLIDES + 1):
        by = slide * height / 8
        at += [(x, middle - height / 2 + turn * by) for turn in (1, -1) for x in (right, left)]
    across = (box.left, box.right - width, right, left)
    at += [(x, y) for away in (0.0, 0.5 * height) for x in across for y in (below - away, above + away)]
    for x, y in at:
        yield Rect(x, y, x + width, y + height)


def around_dot(dot: Rect, width: float, height: float) -> Iterator[Rect]:
    """Where the name of a town may go: right, left, above, below."""
    x, y = dot.middle
    low, centre = y - height / 2, x - width / 2
    for left, bottom in ((dot.right, low), (dot.left - width, low), (centre, dot.top), (centre, dot.bottom - height)):
        yield Rect(left, bottom, left + width, bottom + height)


def best(sheet: Sheet, places: Iterable[Rect], *, must_be_clear: bool = False) -> Rect | None:
    """The free place that covers least of lines and dots, the first of such; None where none is free."""
    free = [box for box in places if sheet.is_free(box)]
    covered = [sheet.covered(box) for box in free]
    if not free or (must_be_clear and min(covered)):
        return None
    return free[covered.index(min(covered))]


def nearest_to(places: Iterable[Rect], own: Rect, others: Floats) -> Iterator[Rect]:
    """Places that nobody can take for those of another badge: `others` are the sides of all but `own`."""
    for box in places:
        if not len(others) or _away(box, others).min() > 1.25 * _away(box, sides([own])).max() + _APART_MM:
            yield box


def sides(boxes: Iterable[Rect]) -> Floats:
    """Boxes as rows of left, bottom, right and top."""
    return np.array([box.bounds for box in boxes]).reshape(-1, 4)


def _away(box: Rect, others: Floats) -> Floats:
    """How far a box is from others."""
    across = np.maximum(0, np.maximum(others[:, 0] - box.right, box.left - others[:, 2]))
    up = np.maximum(0, np.maximum(others[:, 1] - box.top, box.bottom - others[:, 3]))
    return np.asarray(np.hypot(across, up))
