"""The page that writes an itinerary: as a form or as YAML, two views of one text, with what comes of it beside."""

from __future__ import annotations

import streamlit as st

from geo import drafting
from geo.app import choices, form
from geo.app.language import language, say
from geo.app.parts import yaml_box
from geo.app.seen import show_excerpts, show_faults, show_head, show_map, show_warnings
from geo.app.shelf import OWN, Shelf, keep_own, own_text, take_upload
from geo.app.work import faults_of, map_page, worked_out
from geo.errors import DemarcheError, DocumentError


def page(shelf: Shelf) -> None:
    """The editor. The text is the visitor's own itinerary, which the other pages show too."""
    begin(shelf)
    text = own_text()
    if not text.strip():
        st.info(say("begin-first"))
        return
    written, seen = st.columns([5, 6], gap="large")
    with written:
        view = choices.switch(say("view"), {"Form": say("form"), "YAML": say("yaml")}, "view", "Form")
        show_yaml(text) if view == "YAML" else show_form(text)
    with seen:
        show_preview(text)


def begin(shelf: Shelf) -> None:
    """What to start from: nothing, a file, or one of the journeys that are ready."""
    asked = st.query_params.get("start", "")
    if asked in shelf.ready() and not own_text().strip():
        keep_own(shelf.text(asked))
    with st.expander(say("begin"), expanded=not own_text().strip()):
        st.markdown(say("begin-how"))
        st.button(say("begin-new"), type="primary", on_click=keep_own, args=(say("template"),))
        titles = {key: title for key, title in shelf.titles().items() if key != OWN}
        if titles:
            key = st.selectbox(say("begin-from"), list(titles), format_func=lambda one: titles.get(one, one))
            if st.button(say("copy")):
                keep_own(shelf.text(key))
                st.rerun()
        if take_upload(say("upload"), "editor-upload"):
            st.rerun()


def show_yaml(text: str) -> None:
    """The text itself, with the faulty lines marked."""
    changed = yaml_box(text, faults_of(text))
    if changed != text:
        keep_own(changed)
        st.rerun()


def show_form(text: str) -> None:
    """The text as fields."""
    try:
        root = drafting.tree(text)
    except DocumentError:
        st.info(say("no-form"))
    else:
        form.show(root)


def show_preview(text: str) -> None:
    """What is wrong with the text, and the journey as far as it can be told."""
    st.download_button(
        say("download-file"), text.encode(), "itinerary.yaml", "application/yaml", on_click="ignore", type="primary"
    )
    try:
        with st.spinner(say("working-out")):
            done = worked_out(text, (), language())
            frame = map_page((text,), (), language())
    except DemarcheError as error:
        show_faults(error.faults)
        show_excerpts(text, error.faults)
        return
    view = done.view
    show_head(view, choices.units())
    if done.faults:
        show_faults(done.faults, is_partial=True)
        show_excerpts(text, done.faults)
    show_warnings(view["warnings"])
    show_map(frame)
