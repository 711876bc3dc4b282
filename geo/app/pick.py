"""The place of a stop: looked up by name, and where the name may mean several, picked from a list or on the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from geo import drafting, pipeline
from geo.app.choices import told_apart
from geo.app.fields import Path, at, line, write
from geo.app.language import language, say
from geo.app.work import beginning, candidates_content
from geo.document import Tree
from geo.journey import Place

_MAP_HEIGHT_PX = 360
_UNPICKED = ""  # the file gives no coordinates: the names of the journey choose the place together


def show_place(root: dict[str, Tree], path: Path) -> None:
    """The name of a stop's place, and which place it is."""
    line(say("place"), root, (*path, "place"), say("from-example"))
    name = at(root, (*path, "place"))
    if not isinstance(name, str) or not name.strip():
        return
    found = {place.source: place for place in beginning(name)}
    pinned = at(root, ("places", name))
    if not found and not pinned:
        st.text(say("no-such-place", name=name))
        return
    key = f"picked {name}"
    st.session_state[key] = _picked(pinned, found)
    texts = {source: _told(source, found) for source in dict.fromkeys([_UNPICKED, *found, st.session_state[key]])}
    st.selectbox(
        say("which-place"),
        list(texts),
        format_func=lambda source: texts.get(source, source),
        key=key,
        on_change=_pick,
        args=(name, key, found),
    )
    if len(found) > 1:
        is_open = st.toggle(say("pick-on-map"), key=f"map of {name}")
        if is_open:
            show_candidates(name, list(found.values()))


def _picked(pinned: Tree | None, found: Mapping[str, Place]) -> str:
    """The source of the place that the file's coordinates are those of."""
    if not isinstance(pinned, dict):
        return _UNPICKED
    at_point = (pinned.get("lat"), pinned.get("lon"))
    return next((source for source, place in found.items() if _degrees(place) == at_point), str(at_point))


def _told(source: str, found: Mapping[str, Place]) -> str:
    if source in found:
        return told_apart(found[source])
    return say("chosen-together") if source == _UNPICKED else say("as-pinned", position=source)


def _pick(name: str, key: str, found: Mapping[str, Place]) -> None:
    """Writes the coordinates of the place picked into the text, or takes them out."""
    source = st.session_state[key]
    if source == _UNPICKED:
        write(partial(drafting.put, path=("places", name), value=None))
    elif source in found:
        write(partial(pin, name=name, place=found[source]))


def pin(text: str, name: str, place: Place) -> str:
    """The text with the coordinates of the place that a name means."""
    lat, lon = _degrees(place)
    fields = {"name": place.name, **({"country": place.country} if place.country else {}), "lat": lat, "lon": lon}
    return drafting.put(text, ("places", name), fields | {"kind": place.kind})


def _degrees(place: Place) -> tuple[str, str]:
    return f"{place.lat:.5f}", f"{place.lon:.5f}"


def show_candidates(name: str, places: Sequence[Place]) -> None:
    """The places that a name may mean, on a map: a click takes the nearest. Names reach it as data only."""
    from streamlit_folium import st_folium  # noqa: PLC0415 -- imports folium, for this map alone

    from geo.show.folium_map import map_key, map_of  # noqa: PLC0415

    content = candidates_content(tuple(places), language())
    said = st_folium(
        map_of(content),
        key=f"{map_key(content)} {name}",
        height=_MAP_HEIGHT_PX,
        use_container_width=True,
        returned_objects=["last_clicked"],
    )
    clicked = (said or {}).get("last_clicked")
    if clicked and st.session_state.get("clicked") != (name, clicked):
        st.session_state["clicked"] = (name, clicked)
        place = pipeline.nearest(places, clicked["lat"], clicked["lng"])
        write(partial(pin, name=name, place=place))
        st.rerun()
