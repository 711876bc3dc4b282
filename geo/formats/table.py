"""CSV of the legs, for spreadsheets."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from geo.formats.frames import legs_frame
from geo.journey import Journey

if TYPE_CHECKING:
    from pandas import DataFrame

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def to_csv(journey: Journey) -> bytes:
    """One row a leg."""
    return frame_csv(legs_frame(journey).drop(columns="geometry"))


def frame_csv(frame: DataFrame) -> bytes:
    """A frame in UTF-8 with a byte order mark, so that Excel reads it as such; no cell is a formula."""
    text = frame.map(_defused).to_csv(index=False, quoting=csv.QUOTE_NONNUMERIC)  # also quotes a lone carriage return
    return str(text).encode("utf-8-sig")


def _defused(cell: object) -> object:
    """Text that a spreadsheet would run gets an apostrophe before it (OWASP, *CSV Injection*)."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
