"""The page of several journeys on one map: their totals, and who met whom."""

from __future__ import annotations

from functools import partial

import streamlit as st

from geo import reader
from geo.app import choices, words
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
    keys = choices.several_of(words.JOURNEYS, titles, "with")
    with st.expander(words.ADD_OWN):
        uploads = st.file_uploader(words.UPLOAD_SEVERAL, type=["yaml", "yml"], accept_multiple_files=True)
    own = [reader.decoded(file.getvalue(), file.name) for file in uploads]
    texts = tuple(dict.fromkeys([shelf.text(key) for key in keys] + own))
    if len(texts) < 2:
        st.info(words.CHOOSE_TWO)
    elif len(texts) > MOST:
        st.info(words.TOO_MANY.format(most=MOST))
    else:
        show_together(texts, choices.units())


def offer_together(shelf: Shelf) -> None:
    """The comparisons that are ready, one button each."""
    with st.container(horizontal=True):
        for title, keys in shelf.together().items():
            st.button(title, on_click=_take, args=(list(keys),))


def _take(keys: list[str]) -> None:
    st.session_state["with"] = keys


def show_together(texts: tuple[str, ...], units: Units) -> None:
    """Several journeys on one map, their totals, and who met whom."""
    views, encounters, untold = compared(texts)
    frame = map_page(texts)
    show_map(frame)
    st.download_button(
        words.KINDS["html"], partial(page_together, texts), "together.html", "text/html", on_click="ignore"
    )
    journeys, met = st.tabs([words.TOTALS, words.WHO_MET])
    with journeys:
        show_table([journey_row(view, units) for view in views])
    with met:
        show_warnings([untold] if untold else [], key="warnings-of-meetings")
        show_table([encounter_row(encounter) for encounter in encounters])
