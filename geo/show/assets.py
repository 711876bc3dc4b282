"""Our scripts and styles and Leaflet's, as text for the page and as `data:` addresses for folium: never a request."""

from __future__ import annotations

import base64
import re
from functools import cache
from importlib import resources
from pathlib import Path

from geo.errors import DataError, Fault

# One program in several files, joined in this order within one function.
SCRIPTS = (
    "dom.js", "words.js", "svg.js", "cards.js", "lines.js", "legs.js", "stops.js", "names.js", "basemap.js",
    "controls.js", "clocks.js", "time.js", "presence.js", "bands.js", "slider.js", "pointing.js", "axes.js",
    "course.js", "diagram.js", "sphere.js", "against.js", "side.js", "claims.js", "story.js", "journeys.js",
    "journey.js",
)  # fmt: skip
_IMAGE = re.compile(r"url\(images/([\w.-]+)\)")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


@cache
def ours(name: str) -> str:
    """A file of this package."""
    return resources.files("geo.show").joinpath(name).read_text(encoding="utf-8")


@cache
def script() -> str:
    """Our script: `demarche.draw` draws on a map that exists, `demarche.open` opens a page."""
    parts = "\n".join(ours(f"js/{name}") for name in SCRIPTS)
    return f'(function () {{\n"use strict";\n\n{parts}\nwindow.demarche = {{ draw, open }};\n}})();\n'


@cache
def leaflet_js() -> str:
    """Leaflet itself, with its licence and without the address of a source map, which browsers would ask for."""
    script = _leaflet("leaflet.js").read_text(encoding="utf-8")
    return f"/*\n{ours('leaflet-licence.txt')}*/\n{_SOURCE_MAP.sub('', script)}"


@cache
def leaflet_css() -> str:
    """Leaflet's style, its pictures inlined."""
    return _IMAGE.sub(_inlined, _leaflet("leaflet.css").read_text(encoding="utf-8"))


def data_address(text: str, kind: str) -> str:
    """A `data:` address that holds the text."""
    return f"data:{kind};charset=utf-8;base64,{base64.b64encode(text.encode()).decode()}"


def _inlined(match: re.Match[str]) -> str:
    picture = base64.b64encode(_leaflet(f"images/{match[1]}").read_bytes()).decode()
    return f"url(data:image/png;base64,{picture})"


def _leaflet(name: str) -> Path:
    try:
        from xstatic.pkg import leaflet  # noqa: PLC0415 — only maps need it
    except ImportError as error:
        raise DataError(Fault("Leaflet is missing: install XStatic-Leaflet")) from error
    return Path(leaflet.BASE_DIR) / name
