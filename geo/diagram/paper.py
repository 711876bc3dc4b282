"""SVG by elements, so that text is escaped by construction: no script, no reference to anything outside."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal
from xml.etree import ElementTree as ET

Theme = Literal["auto", "light", "dark"]

_NEVER_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2
_FONT = '"Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", system-ui, sans-serif'
# Those of the map's style sheet; blue and vermilion are Okabe and Ito's, told apart with any kind of colour vision.
_LIGHT = {
    "paper": "#fdfcfa", "ink": "#1d2530", "quiet": "#5c6470", "line": "#e4dfd6", "course": "#0072b2", "band": "#b9d8ea",
    "seen": "#c24f00", "consistent": "#00694d", "undetermined": "#5c6470", "contradicted": "#b3261e",
}  # fmt: skip
_DARK = {
    "paper": "#11171d", "ink": "#e6e9ec", "quiet": "#9aa4ae", "line": "#2a333c", "course": "#6cc0ef", "band": "#1f4660",
    "seen": "#f0803c", "consistent": "#4fd1a5", "undetermined": "#9aa4ae", "contradicted": "#ff7b6b",
}  # fmt: skip
_SHAPES = f"""
text {{ font-family: {_FONT}; font-variant-numeric: tabular-nums; }}
.wide text {{ font-size: 12.5px; }}
.narrow text {{ font-size: 21px; }}
.narrow {{ display: none; }}
.end {{ text-anchor: end; }}
.middle {{ text-anchor: middle; }}
.major {{ font-weight: 600; }}
.stop-name {{ font-weight: 600; paint-order: stroke; stroke-width: 4px; stroke-linejoin: round; }}
.grid {{ stroke-width: 1; }}
.course, .claim, .clash, .stated, .stay {{ fill: none; }}
.course {{ stroke-width: 2.2; stroke-linejoin: round; stroke-linecap: round; }}
.stay {{ stroke-width: 5; }}
.stated {{ stroke-width: 1.4; }}
.claim {{ stroke-width: 1.8; stroke-dasharray: 5 4; }}
.claim.told {{ stroke-width: 2.4; stroke-dasharray: none; }}
.clash {{ stroke-width: 2.4; stroke-dasharray: 2 3; }}
.stop, .inferred, .seen {{ stroke-width: 1.6; }}
@media (max-width: 640px) {{ .wide {{ display: none; }} .narrow {{ display: inline; }} }}
"""


def sheet(title: str, description: str, size: tuple[float, float], theme: Theme) -> ET.Element:
    """An empty sheet with a name, a description and our style."""
    width, height = size
    box = {"viewBox": f"0 0 {number(width)} {number(height)}", "role": "img", "aria-labelledby": "title desc"}
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **box})
    add(root, "title", text=title, id="title")
    add(root, "desc", text=description, id="desc")
    add(root, "style", text=_style(theme))
    add(root, "rect", class_="paper", width=width, height=height)
    return root


def _style(theme: Theme) -> str:
    if theme != "auto":
        return _inks(_DARK if theme == "dark" else _LIGHT) + _SHAPES
    return f"{_inks(_LIGHT)}{_SHAPES}@media (prefers-color-scheme: dark) {{{_inks(_DARK)}}}\n"


def _inks(inks: dict[str, str]) -> str:
    """Colours as plain rules: not every reader of SVG knows variables."""
    verdicts = "".join(
        f".claim.{name} {{ stroke: {inks[name]}; }}" for name in ("consistent", "undetermined", "contradicted")
    )
    return f"""
.paper {{ fill: {inks["paper"]}; }}
text {{ fill: {inks["ink"]}; }}
.quiet {{ fill: {inks["quiet"]}; }}
.stop-name {{ stroke: {inks["paper"]}; }}
.grid {{ stroke: {inks["line"]}; }}
.axis {{ stroke: {inks["quiet"]}; }}
.band {{ fill: {inks["band"]}; stroke: {inks["band"]}; stroke-width: 1.5; }}
.stay {{ stroke: {inks["band"]}; }}
.course {{ stroke: {inks["course"]}; }}
.stated {{ stroke: {inks["ink"]}; }}
.stop {{ fill: {inks["ink"]}; stroke: {inks["ink"]}; }}
.inferred {{ fill: {inks["paper"]}; stroke: {inks["course"]}; }}
.seen {{ fill: {inks["paper"]}; stroke: {inks["seen"]}; }}
.stated.at-sighting {{ stroke: {inks["seen"]}; }}
.clash, .stop.in-conflict, .inferred.in-conflict, .seen.in-conflict {{ stroke: {inks["contradicted"]}; }}
.stop.in-conflict {{ fill: {inks["contradicted"]}; }}
{verdicts}
"""


def add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str | float) -> ET.Element:
    """A new element within another; `class_` is its class, `text_anchor` its text-anchor."""
    named = {name.rstrip("_").replace("_", "-"): _written(value) for name, value in attributes.items()}
    element = ET.SubElement(parent, tag, named)
    element.text = None if text is None else clean(text)
    return element


def _written(value: str | float) -> str:
    return clean(value) if isinstance(value, str) else number(value)


def number(value: float) -> str:
    """A number to a tenth, as short as can be."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def clean(text: str) -> str:
    """The text without the characters that XML forbids."""
    return _NEVER_XML.sub("", text)


def width_of(text: str, size: float) -> float:
    """About how wide a text is, in letters of some size."""
    return size * sum(_width(character) for character in text)


def _width(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in "WF" else 0.58


def shortened(text: str, most: int) -> str:
    """The text, or its beginning and an ellipsis."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= most else f"{one_line[: most - 1].rstrip()}…"


def path(*runs: list[tuple[float, float]], closed: bool = False) -> str:
    """The `d` of a path through points; those within half a unit of the one before are left out, ends never."""
    return " ".join(_run(run, closed=closed) for run in runs if run)


def _run(run: list[tuple[float, float]], *, closed: bool) -> str:
    kept = run[:1]
    for point in run[1:-1]:
        if abs(point[0] - kept[-1][0]) >= 0.5 or abs(point[1] - kept[-1][1]) >= 0.5:
            kept.append(point)
    kept += run[1:][-1:]
    return f"M{' '.join(f'{number(x)},{number(y)}' for x, y in kept)}{'Z' if closed else ''}"


def written(root: ET.Element) -> bytes:
    """The sheet as a file: the same bytes for the same content."""
    content: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{content}'.encode()
