"""The app: pages that read what a visitor chose, call the pipeline, and draw. No geography is done here.

`app.py` starts it. Streamlit is at the top of these modules: whoever imports them is about to use it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from importlib import resources
from pathlib import Path

import streamlit as st

from geo.app import choices, compare, distance, editor, journey, where
from geo.app.language import say
from geo.app.parts import keep_over_reload
from geo.app.seen import faults_shown
from geo.app.shelf import Shelf

__all__ = ["guarded", "main"]


def main(itineraries: Path) -> None:
    """Runs once for every interaction of a visitor; `itineraries` is the folder of those that are ready."""
    st.set_page_config(say("app"), layout="wide")
    st.html(f"<style>{resources.files('geo.app').joinpath('style.css').read_text('utf-8')}</style>")
    shelf = Shelf(itineraries)
    pages = [
        _page(partial(journey.page, shelf), say("journey-page"), "journey"),
        _page(partial(compare.page, shelf), say("compare-page"), "compare"),
        _page(distance.page, say("distance-page"), "distance"),
        _page(partial(where.page, shelf), say("where-page"), "where"),
        _page(partial(editor.page, shelf), say("editor-page"), "editor"),
    ]
    chosen = st.navigation(pages, position="hidden")
    with st.container(horizontal=True, vertical_alignment="center", key="bar"):
        with st.container(horizontal=True, gap="small", width="content"):
            for page in pages:
                st.page_link(page, width="content")
        with st.container(horizontal=True, gap="small", width="content"):
            choices.choose_units()
            choices.choose_language()
    st.html(f'<h1 class="heading">{chosen.title}</h1>')  # the title of a journey is text, and no heading
    chosen.run()
    keep_over_reload()


def _page(draw: Callable[[], None], title: str, path: str) -> st.Page:
    def run() -> None:
        guarded(draw)

    return st.Page(run, title=title, url_path=path, default=path == "journey")


def guarded(draw: Callable[[], None]) -> None:
    """Draws a page; its errors reach visitors as sentences and never as tracebacks."""
    try:
        with faults_shown():
            draw()
    except Exception:
        logging.getLogger("demarche.app").exception("a page failed")
        st.error(say("a-bug"))
