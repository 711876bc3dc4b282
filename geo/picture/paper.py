"""The paper a picture is made for: its size, how fine it is, and whether it is light or dark."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from geo.errors import Fault, UsageError

Theme = Literal["light", "dark"]

MM_PER_INCH = 25.4
SMALLEST_MM, LARGEST_MM = 60.0, 1200.0  # below, no legend can be read; A0 is 1,189 mm long
LOWEST_DPI, HIGHEST_DPI = 50, 1200
MOST_PIXELS = 80_000_000  # 320 MB while it is drawn; A3 at 600 dots an inch is 70 million

# ISO 216 lies on its long side unless it is said to stand.
_ISO = {"a3": (420.0, 297.0), "a4": (297.0, 210.0), "a5": (210.0, 148.0)}
_SIZES = _ISO | {f"{name}-portrait": (short, long) for name, (long, short) in _ISO.items()} | {"square": (180.0, 180.0)}
_MM = {"mm": 1.0, "cm": 10.0, "in": MM_PER_INCH, None: 1.0}
_WRITTEN = re.compile(r"(\d{1,6}(?:\.\d{1,6})?) ?[x×] ?(\d{1,6}(?:\.\d{1,6})?) ?(mm|cm|in)?", re.ASCII)
_SIZE_HINT = f"{', '.join(_SIZES)}, or width x height, as 297x210mm, 20x15cm or 8x6in"


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of `width_mm` by `height_mm`; `dpi` are the dots per inch of a PNG."""

    width_mm: float = 297.0
    height_mm: float = 210.0
    dpi: int = 300
    theme: Theme = "light"

    @classmethod
    def of(cls, size: str | None = None, dpi: int | None = None, theme: Theme = "light") -> Paper:
        """The sheet that a size names or gives. Raises `UsageError` for one that is unknown, too small or too large."""
        paper = cls(*_sides(size or "a4"), 300 if dpi is None else dpi, theme)
        for side in (paper.width_mm, paper.height_mm):
            if not SMALLEST_MM <= side <= LARGEST_MM:
                raise _refused("a side is out of range", size, f"from {SMALLEST_MM:g} to {LARGEST_MM:g} mm")
        if not LOWEST_DPI <= paper.dpi <= HIGHEST_DPI:
            raise _refused("dots per inch out of range", str(dpi), f"from {LOWEST_DPI} to {HIGHEST_DPI}")
        return paper

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of a PNG. Raises `UsageError` where it has too many to draw."""
        width, height = (round(side / MM_PER_INCH * self.dpi) for side in (self.width_mm, self.height_mm))
        if width * height > MOST_PIXELS:
            raise _refused("too many pixels", f"{width}x{height}", f"at most {MOST_PIXELS:,}: a lower --dpi, or a PDF")
        return width, height

    @property
    def is_wide(self) -> bool:
        """Whether what explains the map goes beside it, and not below."""
        return self.width_mm > 1.15 * self.height_mm

    @property
    def zoom(self) -> float:
        """How much larger letters and lines are than on A4: with the square root of the paper's, within bounds."""
        side_mm = math.sqrt(self.width_mm * self.height_mm)
        return min(2.0, max(0.82, math.sqrt(side_mm / 250.0)))


def _sides(size: str) -> tuple[float, float]:
    if size.lower() in _SIZES:
        return _SIZES[size.lower()]
    written = _WRITTEN.fullmatch(size.strip().lower())
    if written is None:
        raise _refused("no such size", size, _SIZE_HINT)
    width, height, unit = written.groups()
    return float(width) * _MM[unit], float(height) * _MM[unit]


def _refused(message: str, found: str | None, hint: str) -> UsageError:
    return UsageError(Fault(message, found=found, hint=hint))
