"""The page of several journeys on one map: their totals, and who met whom."""

from __future__ import annotations

from functools import partial

import streamlit as st

from geo import reader
from geo.app import choices
from geo.app.language import language, named, say
from geo.app.rows import encounter_row, journey_row
from geo.app.seen import show_map, show_table, show_warnings
from geo.app.shelf import OWN, Shelf, own_text
from geo.app.units import Units
from geo.app.work import compared, map_page, page_together

MOST = 20  # journeys; of more the map tells nothing


def page(shelf: Shelf) -> None:
    """Journeys that the visitor chooses, ready ones and their own files."""
    titles = shelf.titles()
    if not own_text().strip():
        del titles[OWN]
    offer_together(shelf)
    keys = choices.several_of(say("journeys"), titles, "with")
    with st.expander(say("add-own")):
        uploads = st.file_uploader(say("upload-several"), type=["yaml", "yml"], accept_multiple_files=True)
    own = [reader.decoded(file.getvalue(), file.name) for file in uploads]
    texts = tuple(dict.fromkeys([shelf.text(key) for key in keys] + own))
    if len(texts) < 2:
        st.info(say("choose-two"))
    elif len(texts) > MOST:
        st.info(say("too-many", most=MOST))
    else:
        show_together(texts, choices.units())


def offer_together(shelf: Shelf) -> None:
    """The comparisons that are ready, one button each."""
    with st.container(horizontal=True):
        for title, keys in shelf.together().items():
            st.button(named("together", title), on_click=_take, args=(list(keys),))


def _take(keys: list[str]) -> None:
    st.session_state["with"] = keys


def show_together(texts: tuple[str, ...], units: Units) -> None:
    """Several journeys on one map, their totals, and who met whom."""
    with st.spinner(say("working-out-several")):
        views, encounters, untold = compared(texts, language())
        frame = map_page(texts, (), language())
    show_map(frame)
    st.download_button(
        named("file", "html"),
        partial(page_together, texts, language()),
        "together.html",
        "text/html",
        on_click="ignore",
    )
    journeys, met = st.tabs([say("totals"), say("who-met")])
    with journeys:
        show_table([journey_row(view, units) for view in views])
    with met:
        show_warnings([untold] if untold else [], key="warnings-of-meetings")
        show_table([encounter_row(encounter) for encounter in encounters])
