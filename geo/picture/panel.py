"""What stands beside or below the map: scale, legend, stops and sources, in columns of blocks.

What there is no room for is counted, never dropped without a word.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from geo.picture.canvas import Canvas
from geo.picture.inks import Inks
from geo.picture.lettering import Lettering, broken
from geo.picture.view import Rect

Draw = Callable[[Canvas, float, float], None]  # from the left and the top of the block's place

_TRIES = 12


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a column: its height in mm, how it is drawn, and whether what follows must stand below it."""

    height: float
    draw: Draw
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and where its upper left corner is."""

    block: Block
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Style:
    """How a text of a panel is set: `indent` before and `after` below it in mm, in at most so many lines."""

    lettering: Lettering
    ink: str
    indent: float = 0.0
    after: float = 0.0
    most_lines: int = 3


def text_block(text: str, style: Style, width: float, mark: Draw | None = None, *, leads: bool = False) -> Block:
    """A text in lines; a mark is drawn where the first begins, in the indent."""
    lettering = style.lettering
    lines = broken(text, lettering, width - style.indent, style.most_lines)

    def draw(canvas: Canvas, left: float, top: float) -> None:
        if mark:
            mark(canvas, left, top)
        for number, line in enumerate(lines):
            baseline = top - number * lettering.line_mm - 0.78 * lettering.line_mm
            canvas.text((left + style.indent, baseline), line, lettering, style.ink)

    return Block(len(lines) * lettering.line_mm + style.after, draw, leads)


def flow(blocks: Sequence[Block], columns: Sequence[Rect]) -> list[Placed] | None:
    """Blocks one below the other, column after column; None where they do not fit."""
    found, column, top = list[Placed](), 0, columns[0].top
    for number, block in enumerate(blocks):
        needed = block.height + _led(blocks, number)
        while top - needed < columns[column].bottom - 1e-6:
            column += 1
            if column == len(columns):
                return None
            top = columns[column].top
            if block.height + _led(blocks, number) > columns[column].height + 1e-6:
                return None
        found.append(Placed(block, columns[column].left, top))
        top -= block.height
    return found


def _led(blocks: Sequence[Block], number: int) -> float:
    """The height of what must stand below a block."""
    height = 0.0
    while blocks[number].leads and number + 1 < len(blocks):
        number += 1
        height += blocks[number].height
    return height


def columns_of(panel: Rect, count: int, gutter: float) -> list[Rect]:
    """A panel in columns of one width."""
    width = column_width(panel.width, count, gutter)
    lefts = (panel.left + number * (width + gutter) for number in range(count))
    return [Rect(left, panel.bottom, left + width, panel.top) for left in lefts]


def column_width(width: float, count: int, gutter: float) -> float:
    """How wide each of some columns is."""
    return (width - (count - 1) * gutter) / count


def fitting(blocks_of: Callable[[float], Sequence[Block]], columns: Sequence[Rect]) -> list[Placed]:
    """As large a share of long lists as fits: `blocks_of(1)` has all of them, `blocks_of(0)` none.

    Where not even that fits, what does not fit at the end is left out.
    """
    whole = flow(blocks_of(1.0), columns)
    if whole is not None:
        return whole
    low, high, best = 0.0, 1.0, flow(blocks_of(0.0), columns)
    for _ in range(_TRIES):
        share = (low + high) / 2
        found = flow(blocks_of(share), columns)
        low, high, best = (share, high, found) if found is not None else (low, share, best)
    return best if best is not None else _begun(blocks_of(0.0), columns)


def _begun(blocks: Sequence[Block], columns: Sequence[Rect]) -> list[Placed]:
    counts = (flow(blocks[:count], columns) for count in range(len(blocks), 0, -1))
    return next((found for found in counts if found is not None), [])


def height_for(blocks: Sequence[Block], width: Rect, count: int, gutter: float, most: float) -> float:
    """The least height in which blocks fit in some columns, `most` where they do not."""
    for height in _heights(blocks, count, most):
        panel = Rect(width.left, width.bottom, width.right, width.bottom + height)
        if flow(blocks, columns_of(panel, count, gutter)) is not None:
            return height
    return most


def _heights(blocks: Sequence[Block], count: int, most: float) -> Iterator[float]:
    least = sum(block.height for block in blocks) / count
    steps = math.ceil(max(0.0, most - least))
    yield from (least + step for step in range(steps) if least + step < most)


def heading(text: str, inks: Inks, width: float, zoom: float) -> Block:
    """The name of a list."""
    style = Style(Lettering(7.4 * zoom, "strong"), inks.ink, after=0.7 * zoom)
    return text_block(text, style, width, leads=True)
