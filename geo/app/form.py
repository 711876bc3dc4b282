"""An itinerary as fields, for people who do not write YAML. Each change is made in the text at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from geo import drafting, modes
from geo.app.fields import Path, at, choice, cited, line, many, names_in, say_lost, write
from geo.app.language import say
from geo.app.pick import show_place
from geo.document import Tree

_CERTAINTIES = ("certain", "less-certain", "uncertain")
_ITEMS = {"stops": "stop", "claims": "claim"}  # what one of a list is called
_TIME_EXAMPLE = "2023-09-12T06:00"


def show(root: dict[str, Tree]) -> None:
    """All fields of the text."""
    say_lost()
    line(say("title"), root, ("title",))
    many(say("travellers-one-a-line"), root, ("traveller",))
    stops, sources, claims = st.tabs([say("stops"), say("sources"), say("claims")])
    with stops:
        show_stops(root)
    with sources:
        show_sources(root)
    with claims:
        show_claims(root)


def show_stops(root: dict[str, Tree]) -> None:
    """The stops, one of them open."""
    index = one_of_list(root, "stops", "place")
    if index is None:
        return
    path: Path = ("stops", index)
    show_place(root, path)
    if index:
        show_by(root, path)
    left, right = st.columns(2)
    with left:
        line(say("arrives"), root, (*path, "arrive"), _TIME_EXAMPLE)
    with right:
        line(say("leaves"), root, (*path, "depart"), _TIME_EXAMPLE)
    many(say("events-one-a-line"), root, (*path, "events"))
    cited(root, (*path, "sources"))
    choice(say("certainty"), root, (*path, "certainty"), _CERTAINTIES, default="certain", room="certainty")


def show_by(root: dict[str, Tree], path: Path) -> None:
    """How they came to a stop, and by way of where."""
    is_long = isinstance(at(root, (*path, "by")), dict)
    choice(
        say("came-by"),
        root,
        (*path, "by", *(("vehicle",) if is_long else ())),
        modes.NAMES,
        is_open=True,
        room="vehicle",
    )
    if is_long:
        many(say("via-one-a-line"), root, (*path, "by", "via"))


def show_sources(root: dict[str, Tree]) -> None:
    """The sources, one of them open."""
    sources = at(root, ("sources",))
    keys = list(sources) if isinstance(sources, dict) else []
    with st.form("new-source", border=False, clear_on_submit=True):
        key = st.text_input(say("new-source-key"), max_chars=60, placeholder="ria").strip()
        if st.form_submit_button(say("add")) and key and key not in keys:
            write(partial(drafting.put, path=("sources", key), value={"publisher": key}))
            st.session_state["open-sources"] = key
            st.rerun()
    if not keys:
        return
    path: Path = ("sources", opened(say("source"), keys, "sources", str))
    line(say("publisher"), root, (*path, "publisher"))
    line(say("title"), root, (*path, "title"))
    line(say("date"), root, (*path, "date"), "2023-09-12")
    line(say("link"), root, (*path, "url"), "https://")
    st.button(say("remove"), key="out-sources", on_click=write, args=(partial(drafting.put, path=path, value=None),))


def show_claims(root: dict[str, Tree]) -> None:
    """The claims, one of them open."""
    index = one_of_list(root, "claims", "quote")
    if index is None:
        return
    path: Path = ("claims", index)
    sources = at(root, ("sources",))
    many(say("quote"), root, (*path, "quote"), is_list=False)
    choice(say("source"), root, (*path, "source"), list(sources) if isinstance(sources, dict) else [])
    left, right = st.columns(2)
    for column, key, label in ((left, "from", say("from")), (right, "to", say("to"))):
        with column:
            choice(label, root, (*path, key), names_in(root), is_open=True)
    choice(say("by"), root, (*path, "by"), modes.NAMES, is_open=True, room="vehicle")
    for key in ("distance", "duration", "speed"):
        line(say(key), root, (*path, key), say(f"{key}-example"))


# ---- lists


def one_of_list(root: dict[str, Tree], key: str, named_by: str) -> int | None:
    """Which item of a list is open; buttons add one after it, move it and take it out."""
    items = at(root, (key,))
    count = len(items) if isinstance(items, list) else 0

    def told(index: int) -> str:
        name = at(items or [], (index, named_by))
        return f"{index + 1} · {name if isinstance(name, str) else ''}"

    index = opened(say(_ITEMS[key]), range(count), key, told) if count else None
    with st.container(horizontal=True, gap="small", key=f"buttons-{key}"):
        after = 0 if index is None else index + 1
        st.button(say("add-after"), key=f"add-{key}", on_click=_add, args=(key, after))
        if index is not None:
            st.button(say("earlier"), key=f"up-{key}", on_click=_move, args=(key, index, -1), disabled=not index)
            st.button(say("later"), key=f"down-{key}", on_click=_move, args=(key, index, 1), disabled=after == count)
            st.button(say("remove"), key=f"out-{key}", on_click=_remove, args=(key, index), disabled=count == 1)
    return index


def opened(label: str, options: Sequence[Any], key: str, told: Callable[[Any], str]) -> Any:
    """The one of some items that is open; the first where the one that was is gone."""
    if st.session_state.get(f"open-{key}") not in options:
        st.session_state[f"open-{key}"] = options[0]
    return st.selectbox(label, options, format_func=told, key=f"open-{key}")


def _new(key: str, index: int) -> drafting.Value:
    if key == "stops":
        return {"place": "Khasan"} | ({"by": "rail"} if index else {})
    return {"quote": "about 100 km", "source": "source", "distance": "100 km"}


def _add(key: str, index: int) -> None:
    write(partial(drafting.insert, path=(key,), index=index, value=_new(key, index)))
    st.session_state[f"open-{key}"] = index


def _move(key: str, index: int, by: int) -> None:
    write(partial(drafting.shift, path=(key,), index=index, by=by))
    st.session_state[f"open-{key}"] = index + by


def _remove(key: str, index: int) -> None:
    write(partial(drafting.put, path=(key, index), value=None))
    st.session_state[f"open-{key}"] = max(0, index - 1)
