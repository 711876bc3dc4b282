"""The names of countries, by the numeric ISO 3166-1 codes that Natural Earth gives them."""

from __future__ import annotations

from collections.abc import Iterable

from tools.placenames.cldr import Cldr
from tools.placenames.tongues import language

# Natural Earth draws Kosovo without a number, and the Ashmore and Cartier Islands with Australia's.
UNNUMBERED = {"Kosovo": "XK", "Ashmore and Cartier Is.": ""}
# Where CLDR has the name in full, or two names, or one that is short for something else.
EVERYDAY = {("own", "KP"): "조선", ("ru", "MM"): "Мьянма", ("ru", "GB"): "Великобритания"}
COLUMNS = ("ko", "ru", "own")


def names(shapes: Iterable[tuple[str, str]], cldr: Cldr) -> dict[str, list[str]]:
    """Each country's names by column, "" where none is known.

    Args:
        shapes: the numeric code and the English name of each.
        cldr: where names are from.
    """
    code_of = cldr.codes()
    found: dict[str, list[str]] = {column: [] for column in COLUMNS}
    for number, english in shapes:
        code = UNNUMBERED.get(english, code_of.get(number.zfill(3), ""))
        for column in COLUMNS:
            locale = language(code) if column == "own" else column
            name = EVERYDAY.get((column, code)) or cldr.territories(locale).get(code, "")
            found[column].append("" if name == english else name)
    return found
