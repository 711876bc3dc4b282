"""CSV of the legs, for spreadsheets."""

from __future__ import annotations

import csv

from geo.formats.frames import legs_frame
from geo.journey import Journey

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def to_csv(journey: Journey) -> bytes:
    """One row a leg, in UTF-8 with a byte order mark, so that Excel reads it as such; no cell is a formula."""
    frame = legs_frame(journey).drop(columns="geometry")
    text = frame.map(_defused).to_csv(index=False, quoting=csv.QUOTE_NONNUMERIC)  # also quotes a lone carriage return
    return str(text).encode("utf-8-sig")


def _defused(cell: object) -> object:
    """Text that a spreadsheet would run gets an apostrophe before it (OWASP, *CSV Injection*)."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
