"""Letters: the typeface, how wide a text is, and how it is broken into lines.

Latin, Cyrillic and Greek are Source Sans 3, which lies beside this module, so that a picture is the same on every
machine; what it lacks comes from DejaVu Sans, which matplotlib carries (Arabic, Hebrew), and from the machine's own
fonts (Chinese, Japanese, Korean and others). matplotlib from 3.11 on shapes text and orders it both ways (HarfBuzz,
SheenBidi).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

from geo.picture.paper import MM_PER_INCH

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

Cut = Literal["plain", "strong", "slanted"]

MM_PER_POINT = MM_PER_INCH / 72
LEADING = 1.22  # from one line to the next, in sizes of the letters
MISSING = "□"  # stands for a character that no font has
_FAMILY = "Demarche"
_FILES: dict[Cut, str] = {
    "plain": "SourceSans3_400Regular.ttf",
    "strong": "SourceSans3_600SemiBold.ttf",
    "slanted": "SourceSans3_400Regular_Italic.ttf",
}
_STYLES: dict[Cut, tuple[int, Literal["normal", "italic"]]] = {
    "plain": (400, "normal"),
    "strong": (700, "normal"),
    "slanted": (400, "italic"),
}
# Fonts of the machine, the first of each script that is there: Debian's, Apple's and Microsoft's.
_OTHERS = (
    *(f"Noto Sans CJK {region}" for region in ("SC", "JP", "KR", "TC")),
    *("PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "WenQuanYi Zen Hei"),
    *("Yu Gothic", "Apple SD Gothic Neo", "Malgun Gothic"),
    *(f"Noto Sans {script}" for script in ("Devanagari", "Bengali", "Tamil", "Thai", "Khmer", "Lao", "Myanmar")),
    *("Nirmala UI", "Leelawadee UI", "Kohinoor Devanagari", "Thonburi"),
)
# Marks that turn the writing direction, which would reach past the text they are in, and the like (Unicode UAX 9).
_JOINERS = "\u200c\u200d"  # which Persian, Hindi and others are written with
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a text is set: its size in points, and which cut of the typeface."""

    size: float
    cut: Cut = "plain"

    @property
    def line_mm(self) -> float:
        """The height of a line."""
        return self.size * MM_PER_POINT * LEADING

    @property
    def height_mm(self) -> float:
        """The height of the letters, from the foot of a p to the head of a b."""
        return self.size * MM_PER_POINT


def clean(text: str) -> str:
    """The text on one line, without control characters and marks that turn the writing direction."""
    kept = (c for c in text if c not in _TURNS and (c.isspace() or unicodedata.category(c)[0] != "C" or c in _JOINERS))
    return " ".join("".join(kept).split())


def drawable(text: str) -> str:
    """The text with a box for every character that no font has."""
    known = _known()
    return "".join(c if ord(c) in known or not c.isprintable() else MISSING for c in text)


def shortened(text: str, most: int) -> str:
    """The text, or its beginning and an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def spaced(text: str) -> str:
    """Capitals with hair spaces between them, as names of countries are set."""
    return "\u200a".join(text.upper())


@lru_cache(maxsize=20_000)
def width_mm(text: str, lettering: Lettering) -> float:
    """How wide a text is set, without a picture."""
    if not text:
        return 0.0
    width, _, _ = _outlines().get_text_width_height_descent(drawable(text), font(lettering), ismath=False)
    return float(width) * MM_PER_POINT


def broken(text: str, lettering: Lettering, most_mm: float, most_lines: int = 3) -> list[str]:
    """A text in lines of at most some width; the last has an ellipsis where there is more."""
    lines = list(_lines(text, lettering, most_mm))
    if len(lines) <= most_lines:
        return lines
    last = lines[most_lines - 1]
    while last and width_mm(f"{last}…", lettering) > most_mm:
        last = last[:-1]
    return [*lines[: most_lines - 1], f"{last.rstrip()}…"]


def _lines(text: str, lettering: Lettering, most_mm: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        for piece in _pieces(word, lettering, most_mm):
            longer = f"{line} {piece}" if line else piece
            if line and width_mm(longer, lettering) > most_mm:
                yield line
                longer = piece
            line = longer
    if line:
        yield line


def _pieces(word: str, lettering: Lettering, most_mm: float) -> Iterator[str]:
    """A word, in pieces where it is wider than a line."""
    while len(word) > 1 and width_mm(word, lettering) > most_mm:
        fitting = max(1, int(len(word) * most_mm / width_mm(word, lettering)))
        while fitting > 1 and width_mm(word[:fitting], lettering) > most_mm:
            fitting -= 1
        yield word[:fitting]
        word = word[fitting:]
    yield word


@cache
def font(lettering: Lettering) -> FontProperties:
    """The typeface with all that stands in for it, as matplotlib takes it."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415 — heavy: only pictures need it

    weight, style = _STYLES[lettering.cut]
    return FontProperties(family=list(_families()), size=lettering.size, weight=weight, style=style)


@cache
def _families() -> tuple[str, ...]:
    """Our typeface, made known to matplotlib once, and the others that are there."""
    from dataclasses import replace  # noqa: PLC0415

    from matplotlib.font_manager import fontManager, ttfFontProperty  # noqa: PLC0415 — heavy: only pictures need it
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415 — as above

    for cut, file in _FILES.items():
        weight, style = _STYLES[cut]
        path = resources.files("geo.picture").joinpath("fonts", file)
        entry = ttfFontProperty(FT2Font(str(path)))
        fontManager.ttflist.append(replace(entry, name=_FAMILY, weight=weight, style=style))
    there = {entry.name for entry in fontManager.ttflist}
    return (_FAMILY, "DejaVu Sans", *(name for name in _OTHERS if name in there))


@cache
def _known() -> frozenset[int]:
    """The code points that the fonts have between them."""
    from matplotlib.font_manager import FontProperties, findfont, get_font  # noqa: PLC0415 — heavy, as above

    fonts = (get_font(findfont(FontProperties(family=[family]))) for family in _families())
    return frozenset(code for found in fonts for code in found.get_charmap())


@cache
def _outlines() -> Any:
    from matplotlib.textpath import TextToPath  # noqa: PLC0415 — heavy: only pictures need it

    return TextToPath()
