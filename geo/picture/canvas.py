"""The sheet that a picture is drawn on, in millimetres from its lower left corner.

No text is read as mathematics, and none reaches the file but as letters and as escaped metadata.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from geo.picture.globe import Floats
from geo.picture.lettering import Lettering, drawable, font
from geo.picture.paper import MM_PER_INCH, Paper
from geo.picture.view import Rect

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.PngImagePlugin import PngInfo

Kind = Literal["png", "svg", "pdf"]
Align = Literal["left", "center", "right"]
Point = tuple[float, float]

_ONE_AT_A_TIME = Lock()  # matplotlib's settings are the process's own
# Letters are outlines in SVG, right on every machine whatever its fonts, and text that can be searched in PDF.
_SETTINGS: Any = {
    "svg.hashsalt": "demarche",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "text.hinting": "none",
    "path.simplify": False,
    "axes.unicode_minus": False,
}


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line: its colour, its width in points, and its dashes in widths of the line."""

    ink: str
    points: float
    dashes: tuple[float, ...] = ()
    round_ends: bool = True


class Canvas:
    """A sheet of paper to draw on. Later calls lie above earlier ones."""

    def __init__(self, paper: Paper, ink: str) -> None:
        """An empty sheet of some colour."""
        from matplotlib.figure import Figure  # noqa: PLC0415 — heavy: only pictures need it

        self.paper, self._level = paper, 0
        width, height = paper.width_mm, paper.height_mm
        self.figure = Figure(figsize=(width / MM_PER_INCH, height / MM_PER_INCH), dpi=paper.dpi, facecolor=ink)
        self.axes = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, width)
        self.axes.set_ylim(0, height)

    def text(
        self, at: Point, text: str, lettering: Lettering, ink: str, align: Align = "left", halo: Stroke | None = None
    ) -> Any:
        """A text on one line, from its baseline up; a halo lies under it. Returns the artist."""
        from matplotlib.patheffects import Stroke as Outline  # noqa: PLC0415 — heavy: only pictures need it

        options: dict[str, Any] = {"ha": align, "va": "baseline", "fontproperties": font(lettering)}
        options |= {"parse_math": False, "usetex": False}
        text = drawable(text)
        if halo:
            around = Outline(linewidth=halo.points, foreground=halo.ink, joinstyle="round")
            self.axes.text(*at, text, color=halo.ink, zorder=self._next(), path_effects=[around], **options)
        return self.axes.text(*at, text, color=ink, zorder=self._next(), **options)

    def lines(self, lines: Iterable[Floats], stroke: Stroke, clip: Rect | None = None) -> None:
        """Lines through points of the shape (n, 2)."""
        kept = [line for line in lines if len(line) > 1]
        if kept:
            ends = "round" if stroke.round_ends else "butt"
            options: dict[str, Any] = {"capstyle": ends, "joinstyle": "round"}
            if stroke.dashes:
                options["linestyle"] = (0.0, tuple(dash * stroke.points for dash in stroke.dashes))
            self._path(kept, clip, edgecolor=stroke.ink, facecolor="none", linewidth=stroke.points, **options)

    def shapes(self, shapes: Sequence[Any], ink: str, edge: Stroke | None = None, clip: Rect | None = None) -> None:
        """Polygons of shapely's, with their holes."""
        rings = [np.asarray(ring.coords) for shape in shapes for ring in (shape.exterior, *shape.interiors)]
        self.rings(rings, ink, edge, clip)

    def rings(
        self,
        rings: Sequence[Floats],
        ink: str,
        edge: Stroke | None = None,
        clip: Rect | None = None,
        alpha: float | None = None,
    ) -> None:
        """Closed rings filled together, so that a ring within another is a hole."""
        if rings:
            outline: dict[str, Any] = (
                {"edgecolor": edge.ink, "linewidth": edge.points} if edge else {"edgecolor": "none"}
            )
            if edge and edge.dashes:
                outline["linestyle"] = (0.0, tuple(dash * edge.points for dash in edge.dashes))
            self._path(rings, clip, closed=True, facecolor=ink, joinstyle="round", alpha=alpha, **outline)

    def discs(
        self, places: Iterable[Point], radius: float, ink: str, edge: Stroke | None = None, clip: Rect | None = None
    ) -> None:
        """Discs of one size."""
        turn = np.linspace(0, 2 * np.pi, 49)
        rim = radius * np.column_stack([np.cos(turn), np.sin(turn)])
        self.rings([rim + place for place in places], ink, edge, clip)

    def pill(self, box: Rect, ink: str, edge: Stroke | None = None) -> None:
        """A rectangle with round ends."""
        radius, (_, middle) = box.height / 2, box.middle
        turn = np.linspace(-np.pi / 2, np.pi / 2, 25)
        right = np.column_stack([box.right - radius + radius * np.cos(turn), middle + radius * np.sin(turn)])
        left = np.column_stack([box.left + radius - radius * np.cos(turn), middle - radius * np.sin(turn)])
        self.rings([np.concatenate([right, left, right[:1]])], ink, edge)

    def box(self, box: Rect, ink: str, edge: Stroke | None = None) -> None:
        """A rectangle."""
        corners = [(box.left, box.bottom), (box.right, box.bottom), (box.right, box.top), (box.left, box.top)]
        self.rings([np.array([*corners, corners[0]])], ink, edge)

    def written(self, kind: Kind, title: str) -> bytes:
        """The sheet as a file: the same bytes for the same drawing."""
        from matplotlib import rc_context  # noqa: PLC0415 — heavy: only pictures need it

        stream = io.BytesIO()
        with _ONE_AT_A_TIME, rc_context(_SETTINGS):
            if kind == "png":
                self._rendered().save(stream, "png", dpi=(self.paper.dpi,) * 2, pnginfo=_png_text(title))
            else:
                self.figure.savefig(stream, format=kind, metadata=_METADATA[kind] | {"Title": title})
        return stream.getvalue()

    def _rendered(self) -> Image:
        """The sheet in dots, as many as the paper has, without transparency: printers know no such ink."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 — heavy: only pictures need it
        from PIL import Image  # noqa: PLC0415 — as above

        width, height = self.paper.pixels
        self.figure.set_size_inches((width + 0.01) / self.paper.dpi, (height + 0.01) / self.paper.dpi)
        drawn: Any = FigureCanvasAgg(self.figure)  # which has no types
        drawn.draw()
        return Image.fromarray(np.asarray(drawn.buffer_rgba())).convert("RGB")

    def _path(self, runs: Sequence[Floats], clip: Rect | None, *, closed: bool = False, **options: Any) -> None:
        from matplotlib.patches import PathPatch, Rectangle  # noqa: PLC0415 — heavy: only pictures need it
        from matplotlib.path import Path  # noqa: PLC0415 — as above

        whole = Path.make_compound_path(*(Path(run, closed=closed) for run in runs))
        patch = PathPatch(whole, zorder=self._next(), **options)
        self.axes.add_artist(patch)  # and not `add_patch`, which measures what it is given
        if clip:
            corner = (clip.left, clip.bottom)
            patch.set_clip_path(Rectangle(corner, clip.width, clip.height, transform=self.axes.transData))

    def _next(self) -> int:
        self._level += 1
        return self._level


# No date is ever written, so that the same picture has the same bytes.
_METADATA: dict[Kind, dict[str, Any]] = {
    "svg": {"Date": None, "Creator": "Demarche"},
    "pdf": {"CreationDate": None, "Creator": "Demarche", "Producer": "matplotlib"},
}


def _png_text(title: str) -> PngInfo:
    from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415 — heavy: only pictures need it

    info = PngInfo()
    info.add_itxt("Title", title)
    info.add_text("Software", "Demarche")
    return info
