"""The two parts of the app that Streamlit lacks: a text field with numbered lines, and what survives a reload.

No component that is kept well does the first with no internet (docs/app.md has what was tried); both are some lines of
script, and what a visitor writes reaches them as data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import resources

import streamlit as st

from geo.app.language import language, say
from geo.app.shelf import keep_own, own_text
from geo.errors import Fault

_BOX = '<div class="yaml"><div class="lines" aria-hidden="true"></div><textarea spellcheck="false" wrap="off"'
_BOX += ' autocapitalize="off" autocomplete="off"></textarea><p class="status" role="status"></p></div>'


def yaml_box(text: str, faults: Sequence[Fault]) -> str:
    """A text field for YAML: its text as it is now, with the lines of `faults` marked."""
    box = st.components.v2.component("demarche_yaml", html=_BOX, css=_ours("yamlbox.css"), js=_ours("yamlbox.js"))
    status = say("faults-in-all", count=len(faults)) if faults else say("no-faults")
    data = {"text": text, "marks": marks(faults), "label": say("yaml"), "status": status}
    result = box(key="yaml", data=data, on_text_change=_nothing)
    return str(result.text) if result.text is not None else text


def marks(faults: Sequence[Fault]) -> Mapping[str, list[str]]:
    """What is wrong with each faulty line, by its number."""
    found: dict[str, list[str]] = {}
    for fault in faults:
        found.setdefault(str(fault.line or 1), []).append(fault.message)
    return found


def keep_over_reload() -> None:
    """Has the visitor's own itinerary kept by their browser, and takes it from there in a session that has none.

    The browser is told the language of the page too, for screen readers.
    """
    keeper = st.components.v2.component("demarche_keeper", js=_ours("keeper.js"))
    result = keeper(key="keeper", data={"text": own_text(), "language": language()}, on_kept_change=_nothing)
    if result.kept and not own_text():
        keep_own(str(result.kept))
        st.rerun()


def _nothing() -> None:
    """Streamlit needs to be told of a state by a callback."""


def _ours(name: str) -> str:
    return resources.files("geo.app").joinpath(name).read_text(encoding="utf-8")
