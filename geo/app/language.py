"""The language that the app speaks to a visitor, and what it says in it. Its texts are in `geo/translation/`."""

from __future__ import annotations

import streamlit as st

from geo.translation import ENGLISH, LANGUAGES, Language, Words, words_of

PARAMETER = "lang"  # in the address and in the session


def preferred() -> Language:
    """The language of the visitor's browser where it is one of ours, English otherwise."""
    return _ours((st.context.locale or "").partition("-")[0]) or ENGLISH


def language() -> Language:
    """What was chosen in this session, else what the address asks for, else what the browser prefers."""
    return _ours(st.session_state.get(PARAMETER)) or _ours(st.query_params.get(PARAMETER)) or preferred()


def _ours(asked: object) -> Language | None:
    return next((language for language in LANGUAGES if language == asked), None)


def words() -> Words:
    """The texts of the visitor's language."""
    return words_of(language())


def say(key: str, **values: object) -> str:
    """A text of the app, its places filled in."""
    return words().say(f"app.{key}", **values)


def say_so_many(key: str, n: int) -> str:
    """A text of the app for so many things."""
    return words().count(f"app.{key}", n)


def named(room: str, name: str) -> str:
    """What one of the things that have fixed names is called, a vehicle say; one unknown goes by the name it has.

    The names are the app's own, or those that the page has too.
    """
    keys = (f"app-{room}.{name}", f"{room}.{name.replace(' ', '-')}")
    return next((words()[key] for key in keys if key in words()), name)
