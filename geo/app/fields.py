"""The fields of the editor's form: each shows a value of the text, and a change of it is a change of the text.

The text alone is remembered: before a field is drawn it is given what the text says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from geo import drafting
from geo.app.language import named, say
from geo.app.shelf import keep_own, own_text
from geo.document import Tree
from geo.errors import DocumentError

Path = tuple[str | int, ...]
_LOST = "lost-comments"
_MOST_CHARACTERS = 2_000


def at(root: Tree, path: Path) -> Tree | None:
    """What the text says at a key path; None where it says nothing."""
    node: Tree | None = root
    for key in path:
        if isinstance(node, dict):
            node = node.get(str(key))
        elif isinstance(node, list) and isinstance(key, int) and key < len(node):
            node = node[key]
        else:
            return None
    return node


def write(change: Callable[[str], str]) -> None:
    """Changes the visitor's text, and notes what comments went with it."""
    before = own_text()
    try:
        after = change(before)
    except DocumentError:  # the text was changed elsewhere, and is no YAML now: its faults are shown
        return
    st.session_state[_LOST] = drafting.lost_comments(before, after)
    keep_own(after)


def say_lost() -> None:
    """Tells of the comments that went with the last change."""
    if lost := st.session_state.get(_LOST):
        st.warning(say("lost-comments"))
        st.text("\n".join(lost))


def line(label: str, root: Tree, path: Path, placeholder: str = "") -> None:
    """A line of text; an empty one takes the value out."""
    said = at(root, path)
    key = _shown(path, said if isinstance(said, str) else "")
    st.text_input(
        label, key=key, placeholder=placeholder, max_chars=_MOST_CHARACTERS, autocomplete="off",
        on_change=_put, args=(path, key, str.strip),
    )  # fmt: skip


def many(label: str, root: Tree, path: Path, *, is_list: bool = True) -> None:
    """Several lines of text: a list of them, or one text."""
    said = at(root, path)
    text = "\n".join(one for one in said if isinstance(one, str)) if isinstance(said, list) else said
    key = _shown(path, text if isinstance(text, str) else "")
    read = _lines if is_list else str.strip
    st.text_area(label, key=key, height=80, max_chars=_MOST_CHARACTERS, on_change=_put, args=(path, key, read))


def choice(
    label: str,
    root: Tree,
    path: Path,
    options: Sequence[str],
    *,
    default: str | None = None,
    is_open: bool = False,
    room: str = "",
) -> None:
    """One of several, or with `is_open` something else; the default is not written. `room` has what they are called."""
    said = at(root, path)
    now = said if isinstance(said, str) and said else default
    offered = list(dict.fromkeys([*options, *([now] if now else [])]))
    called = {one: named(room, one) for one in offered}
    key = _shown(path, now)

    def read(value: str | None) -> str:
        return "" if value is None or value == default else value

    st.selectbox(
        label, offered, key=key, index=None, on_change=_put, args=(path, key, read),
        accept_new_options=is_open, placeholder=say("nothing-chosen"), format_func=lambda one: called.get(one, one),
    )  # fmt: skip


def cited(root: Tree, path: Path) -> None:
    """Which of the sources say so."""
    said, sources = at(root, path), at(root, ("sources",))
    chosen = [one for one in said if isinstance(one, str)] if isinstance(said, list) else []
    options = list(dict.fromkeys([*(sources if isinstance(sources, dict) else ()), *chosen]))
    key = _shown(path, chosen)
    st.multiselect(say("sources"), options, key=key, on_change=_put, args=(path, key, list), placeholder="")


def _shown(path: Path, value: object) -> str:
    """The key of a field that shows a value."""
    key = "field " + " ".join(map(str, path))
    st.session_state[key] = value
    return key


def _put(path: Path, key: str, read: Callable[..., drafting.Value]) -> None:
    """Writes what a visitor put into a field."""
    value = read(st.session_state.get(key))
    write(partial(drafting.put, path=path, value=value or None))


def _lines(text: str) -> list[str]:
    return [stripped for one in text.splitlines() if (stripped := one.strip())]


def names_in(root: dict[str, Tree]) -> list[str]:
    """The names of the places that the text tells of."""
    stops, places = at(root, ("stops",)), at(root, ("places",))
    found = [at(stop, ("place",)) for stop in stops] if isinstance(stops, list) else []
    found += places if isinstance(places, dict) else []
    return list(dict.fromkeys(name for name in found if isinstance(name, str)))
