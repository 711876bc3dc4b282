"""An itinerary as fields, for people who do not write YAML. Each change is made in the text at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from geo import drafting, modes
from geo.app import words
from geo.app.fields import Path, at, choice, cited, line, many, names_in, say_lost, write
from geo.app.pick import show_place
from geo.document import Tree

_CERTAINTIES = ("certain", "less-certain", "uncertain")


def show(root: dict[str, Tree]) -> None:
    """All fields of the text."""
    say_lost()
    line(words.TITLE, root, ("title",))
    many(words.TRAVELLERS_ONE_A_LINE, root, ("traveller",))
    stops, sources, claims = st.tabs([words.STOPS, words.SOURCES, words.CLAIMS])
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
        line(words.ARRIVES, root, (*path, "arrive"), words.TIME_EXAMPLE)
    with right:
        line(words.LEAVES, root, (*path, "depart"), words.TIME_EXAMPLE)
    many(words.EVENTS_ONE_A_LINE, root, (*path, "events"))
    cited(root, (*path, "sources"))
    choice(words.CERTAINTY, root, (*path, "certainty"), _CERTAINTIES, default="certain")


def show_by(root: dict[str, Tree], path: Path) -> None:
    """How they came to a stop, and by way of where."""
    is_long = isinstance(at(root, (*path, "by")), dict)
    choice(words.CAME_BY, root, (*path, "by", *(("vehicle",) if is_long else ())), modes.NAMES, is_open=True)
    if is_long:
        many(words.VIA_ONE_A_LINE, root, (*path, "by", "via"))


def show_sources(root: dict[str, Tree]) -> None:
    """The sources, one of them open."""
    sources = at(root, ("sources",))
    keys = list(sources) if isinstance(sources, dict) else []
    with st.form("new-source", border=False, clear_on_submit=True):
        key = st.text_input(words.NEW_SOURCE_KEY, max_chars=60, placeholder="ria").strip()
        if st.form_submit_button(words.ADD) and key and key not in keys:
            write(partial(drafting.put, path=("sources", key), value={"publisher": key}))
            st.session_state["open-sources"] = key
            st.rerun()
    if not keys:
        return
    path: Path = ("sources", opened(words.SOURCE, keys, "sources", str))
    line(words.PUBLISHER, root, (*path, "publisher"))
    line(words.TITLE, root, (*path, "title"))
    line(words.DATE, root, (*path, "date"), "2023-09-12")
    line(words.LINK, root, (*path, "url"), "https://")
    st.button(words.REMOVE, key="out-sources", on_click=write, args=(partial(drafting.put, path=path, value=None),))


def show_claims(root: dict[str, Tree]) -> None:
    """The claims, one of them open."""
    index = one_of_list(root, "claims", "quote")
    if index is None:
        return
    path: Path = ("claims", index)
    sources = at(root, ("sources",))
    many(words.QUOTE, root, (*path, "quote"), is_list=False)
    choice(words.SOURCE, root, (*path, "source"), list(sources) if isinstance(sources, dict) else [])
    left, right = st.columns(2)
    for column, key, label in ((left, "from", words.FROM), (right, "to", words.TO)):
        with column:
            choice(label, root, (*path, key), names_in(root), is_open=True)
    choice(words.BY, root, (*path, "by"), modes.NAMES, is_open=True)
    for key, (label, example) in words.CLAIMED_FIGURES.items():
        line(label, root, (*path, key), example)


# ---- lists


def one_of_list(root: dict[str, Tree], key: str, named_by: str) -> int | None:
    """Which item of a list is open; buttons add one after it, move it and take it out."""
    items = at(root, (key,))
    count = len(items) if isinstance(items, list) else 0

    def told(index: int) -> str:
        name = at(items or [], (index, named_by))
        return f"{index + 1} · {name if isinstance(name, str) else ''}"

    index = opened(words.ITEMS[key], range(count), key, told) if count else None
    with st.container(horizontal=True, gap="small", key=f"buttons-{key}"):
        after = 0 if index is None else index + 1
        st.button(words.ADD_AFTER, key=f"add-{key}", on_click=_add, args=(key, after))
        if index is not None:
            st.button(words.EARLIER, key=f"up-{key}", on_click=_move, args=(key, index, -1), disabled=not index)
            st.button(words.LATER, key=f"down-{key}", on_click=_move, args=(key, index, 1), disabled=after == count)
            st.button(words.REMOVE, key=f"out-{key}", on_click=_remove, args=(key, index), disabled=count == 1)
    return index


def opened(label: str, options: Sequence[Any], key: str, told: Callable[[Any], str]) -> Any:
    """The one of some items that is open; the first where the one that was is gone."""
    if st.session_state.get(f"open-{key}") not in options:
        st.session_state[f"open-{key}"] = options[0]
    return st.selectbox(label, options, format_func=told, key=f"open-{key}")


def _new(key: str, index: int) -> drafting.Value:
    if key == "stops":
        return {"place": words.NEW_PLACE} | ({"by": "rail"} if index else {})
    return {"quote": words.NEW_QUOTE, "source": words.NEW_SOURCE, "distance": "100 km"}


def _add(key: str, index: int) -> None:
    write(partial(drafting.insert, path=(key,), index=index, value=_new(key, index)))
    st.session_state[f"open-{key}"] = index


def _move(key: str, index: int, by: int) -> None:
    write(partial(drafting.shift, path=(key,), index=index, by=by))
    st.session_state[f"open-{key}"] = index + by


def _remove(key: str, index: int) -> None:
    write(partial(drafting.put, path=(key, index), value=None))
    st.session_state[f"open-{key}"] = max(0, index - 1)
