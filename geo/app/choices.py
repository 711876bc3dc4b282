"""What a visitor chooses, kept in the address of the page: it survives a reload, and can be sent to others.

What an address asks for is only ever compared with what is offered, or shown as text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st
from streamlit.elements.lib.mutable_tab_container import TabContainer

from geo.app.language import PARAMETER, named, preferred, say, words
from geo.app.units import ALL, Units
from geo.app.work import beginning, described
from geo.journey import Place
from geo.translation import LANGUAGES, words_of

MOST_CHARACTERS = 200  # of a name


def choose_units() -> None:
    """The choice of the units of length, which is there on every page."""
    switch(say("units"), {name: named("units", name) for name in ALL}, "units", "km")


def units() -> Units:
    """The units of length that were chosen, written in the visitor's language."""
    return replace(ALL[st.session_state.get("units") or "km"], words=words())


def choose_language() -> None:
    """The choice of the language, each by its own name, which is there on every page."""
    names: dict[str, str] = {language: words_of(language)["app.own-name"] for language in LANGUAGES}
    switch(say("language"), names, PARAMETER, preferred())


def switch(label: str, options: Mapping[str, str], parameter: str, default: str) -> str:
    """One of a few, side by side, by key; the address has it where it is not what is taken anyway."""
    if st.session_state.get(parameter) not in options:
        asked = st.query_params.get(parameter, "")
        st.session_state[parameter] = asked if asked in options else default
    chosen = st.segmented_control(
        label,
        list(options),
        format_func=lambda key: options.get(key, key),
        required=True,
        key=parameter,
        persist_state="session",
        label_visibility="collapsed",
    )
    keep(parameter, None if chosen == default else chosen)
    return str(chosen)


def one_of(label: str, options: Mapping[str, str], parameter: str, *, hidden: bool = False) -> str:
    """One of several, by key; `parameter` has it in the address. The first is taken where nothing is asked for."""
    _seed(parameter, [st.query_params.get(parameter, "")], options, several=False)
    chosen = st.selectbox(
        label,
        list(options),
        format_func=lambda key: options.get(key, key),
        key=parameter,
        persist_state="session",
        label_visibility="collapsed" if hidden else "visible",
    )
    if st.query_params.get(parameter) != chosen:
        st.query_params[parameter] = chosen
    return str(chosen)


def tabs(options: Mapping[str, str], parameter: str) -> Sequence[TabContainer]:
    """Tabs by key, titled in the visitor's language; the address has the key of the one that is open."""
    titles = list(options.values())
    if st.session_state.get(parameter) not in titles:  # nothing is open yet, or its title is of another language
        st.session_state[parameter] = options.get(st.query_params.get(parameter, ""), titles[0])
    drawn = st.tabs(titles, key=parameter, on_change="rerun")
    is_open = next((key for key, tab in zip(options, drawn, strict=True) if tab.open), None)
    keep(parameter, None if is_open == next(iter(options)) else is_open)
    return drawn


def several_of(label: str, options: Mapping[str, str], parameter: str) -> list[str]:
    """Some of several, by their keys, in the order they were chosen."""
    _seed(parameter, st.query_params.get_all(parameter), options, several=True)
    chosen: list[str] = st.multiselect(
        label, list(options), format_func=lambda key: options.get(key, key), key=parameter, persist_state="session"
    )
    if st.query_params.get_all(parameter) != chosen:
        st.query_params.from_dict({**_other(parameter), parameter: chosen})
    return chosen


def _seed(parameter: str, asked: Sequence[str], options: Mapping[str, str], *, several: bool) -> None:
    """Takes what the address asks for, in a session that has not chosen yet, and says what is not offered."""
    asked = [key for key in asked if key]
    known = [key for key in asked if key in options]
    if parameter not in st.session_state and known:
        st.session_state[parameter] = known if several else known[0]
    held = st.session_state.get(parameter)
    if held is not None:  # what was chosen may have gone since
        kept = [key for key in held if key in options] if several else held if held in options else None
        if kept != held:
            del st.session_state[parameter]
    for key in asked:
        if key not in options:
            st.warning(say("not-offered"))
            st.text(key[:MOST_CHARACTERS])


def _other(parameter: str) -> dict[str, list[str]]:
    return {key: st.query_params.get_all(key) for key in st.query_params if key != parameter}


def text_field(label: str, parameter: str, placeholder: str = "", value: str = "", *, live: bool = False) -> str:
    """A line of text that the address has."""
    typed = st.text_input(
        label,
        value,
        key=parameter,
        bind="query-params",
        placeholder=placeholder,
        max_chars=MOST_CHARACTERS,
        live=live,
        autocomplete="off",
    )
    return (typed or "").strip()


@st.fragment
def place_field(label: str, parameter: str, placeholder: str) -> None:
    """A place: what is typed is looked up while it is typed, and one of what it may mean is taken."""
    typed = text_field(label, parameter, placeholder, live=True)
    if not typed:
        return
    found = beginning(typed)
    if not found:
        st.text(say("no-such-place", name=typed))
        return
    by_source = {place.source: place for place in found}
    texts = {source: told_apart(place) for source, place in by_source.items()}
    key = f"{parameter}-is"
    if st.session_state.get(key) not in by_source:
        asked = st.query_params.get(key, "")
        st.session_state[key] = asked if asked in by_source else found[0].source
    chosen = st.selectbox(
        say("taken-as", field=label),
        list(texts),
        format_func=lambda source: texts.get(source, source),
        key=key,
        label_visibility="collapsed",
        filter_mode=None,
    )
    keep(key, chosen if chosen != found[0].source else None)


def keep(parameter: str, value: str | None) -> None:
    """Puts a value into the address, or takes it out."""
    if value is None:
        st.query_params.pop(parameter, None)
    elif st.query_params.get(parameter) != value:
        st.query_params[parameter] = value


def place_of(parameter: str) -> Place | str | None:
    """What a place field holds: a place, the name that nothing knows, or nothing."""
    typed = str(st.session_state.get(parameter) or "").strip()
    found = {place.source: place for place in beginning(typed)} if typed else {}
    return found.get(str(st.session_state.get(f"{parameter}-is"))) or typed or None


def told_apart(place: Place) -> str:
    """A place and its kind, so that a city is told from its airport."""
    return f"{described(place)} · {named('kind', place.kind)}"
