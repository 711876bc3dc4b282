"""The standalone page: one HTML file that holds everything, asks the network for nothing and reads without its map."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from geo.files import write_atomically
from geo.journey import Journey
from geo.show.assets import leaflet_css, leaflet_js, ours, script
from geo.show.folium_map import serialised
from geo.show.payload import payload
from geo.show.reviews import reviews
from geo.show.shape import Payload, Theme
from geo.show.words import km_in_words
from geo.translation import ENGLISH, words_of

if TYPE_CHECKING:
    from jinja2 import Environment

_START = "demarche.open();"
# What would end the script block, or a line of a script, is written as JSON's own escape.
_ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})


def page(journeys: Sequence[Journey], theme: Theme = "auto", language: str = ENGLISH) -> str:
    """The page as HTML. Raises as `payload` does."""
    return page_of(payload(journeys, theme, language))


def save_html(
    journeys: Sequence[Journey], path: str | os.PathLike[str], *, embed: bool = False, language: str = ENGLISH
) -> None:
    """Writes the page in one step, or with `embed` the one for a frame in another page.

    `language` is one of `geo.translation.LANGUAGES`. Raises `OutputError` when it cannot write; what was at `path` is
    then whole. Raises as `payload` does.
    """
    content = payload(journeys, language=language)
    write_atomically(Path(path), (embedded(content) if embed else page_of(content)).encode())


def page_of(content: Payload) -> str:
    """The page of a payload."""
    return rendered(content, "page.html", {})


def embedded(content: Payload) -> str:
    """The page for a frame in another page: the map and what lies beside it, and no way to the network at all."""
    return rendered(content | {"tiles": ""}, "embed.html", {})


def rendered(content: Payload, template: str, more: Mapping[str, object]) -> str:
    """A template of this package, the page or one that extends it, with a payload and what else it shows."""
    found, words = reviews(content), words_of(content["language"])
    scripts = (leaflet_js(), script(), _START)
    styles = (leaflet_css(), *map(ours, ("journey.css", "time.css", "side.css", "page.css")))
    return (
        _templates()
        .get_template(template)
        .render(
            content,
            **more,
            say=words.say,
            km=partial(km_in_words, words=words),
            json=in_script(serialised(content).decode()),
            reviews=in_script(json.dumps(found, ensure_ascii=False)) if found else "",
            scripts=scripts,
            styles=styles,
            policy=_policy(scripts, styles, content["tiles"]),
        )
    )


def _policy(scripts: Sequence[str], styles: Sequence[str], tiles: str) -> str:
    """A content security policy: these scripts and styles and no others, no request but for tiles a reader asks for."""
    images = "data: https://tile.openstreetmap.org" if tiles else "data:"
    allowed_scripts, allowed_styles = (" ".join(map(_hash, texts)) for texts in (scripts, styles))
    return (
        f"default-src 'none'; script-src {allowed_scripts}; style-src {allowed_styles}; "
        f"img-src {images}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def in_script(text: str) -> str:
    """JSON that nothing in it can end the script block of."""
    return text.translate(_ESCAPES)


@cache
def _templates() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415 — only pages need it

    return Environment(
        loader=FunctionLoader(ours), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
