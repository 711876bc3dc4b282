"""The map of journeys, as folium has it: for the app, for notebooks, and for other folium layers on top."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geo.journey import Journey
from geo.show.payload import payload
from geo.show.shape import Payload, Theme
from geo.translation import ENGLISH

if TYPE_CHECKING:
    import folium


def build_map(journeys: Sequence[Journey], theme: Theme = "auto", language: str = ENGLISH) -> folium.Map:
    """A map of the journeys that needs no internet.

    In Streamlit pass `key=map_key(...)` to `st_folium`, which otherwise takes two payloads for one, and
    `returned_objects=[]`, so that moving the map does not run the app again. Raises as `payload` does.
    """
    return map_of(payload(journeys, theme, language))


def map_of(content: Payload) -> folium.Map:
    """A map of a payload."""
    from geo.show.drawing import Drawing, JourneyMap  # noqa: PLC0415 — imports folium

    drawn = JourneyMap(tiles=None, zoom_control=False, world_copy_jump=False, zoom_snap=0.25, max_zoom=18)
    drawn.add_child(Drawing(base64.b64encode(serialised(content)).decode()))
    return drawn


def map_key(content: Payload) -> str:
    """A key for `st_folium` that changes when, and only when, what is shown does."""
    return f"map-{hashlib.sha256(serialised(content)).hexdigest()[:16]}"


def serialised(content: Payload) -> bytes:
    """What the map needs of the payload as compact JSON in UTF-8, the same bytes for the same content."""
    drawn = content | {"journeys": [view | {"diagram": None} for view in content["journeys"]]}
    return json.dumps(drawn, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
