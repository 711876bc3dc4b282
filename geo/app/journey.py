"""The page of one journey: its totals, its map, what the reports say, and files to take along."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import streamlit as st

from geo import formats, reader
from geo.app import choices
from geo.app.language import language, named, say, say_so_many
from geo.app.rows import source_row, stop_rows
from geo.app.seen import (
    show_faults,
    show_findings,
    show_head,
    show_legs,
    show_map,
    show_table,
    show_times,
    show_versions,
    show_warnings,
)
from geo.app.shelf import OWN, Shelf, keep_own, own_text, take_upload
from geo.app.units import Units
from geo.app.work import Picks, Worked, described, doubtful, download, map_page, worked_out
from geo.journey import Place

_MIME: Mapping[str, str] = {
    "html": "text/html",
    "yaml": "application/yaml",
    "geojson": "application/geo+json",
    "csv": "text/csv",
    "svg": "image/svg+xml",
    "diagram": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
}
_OF_TIMES = frozenset({"diagram"})  # files that need a stated time
_ENDINGS: Mapping[str, str] = {"diagram": "times.svg"}  # where it is not the kind


def page(shelf: Shelf) -> None:
    """One journey, ready or the visitor's own."""
    titles = shelf.titles()
    if len(titles) == 1:
        st.info(say("no-itineraries"))
    key = choices.one_of(say("journey"), titles, "journey", hidden=True)
    if key == OWN:
        bring_own()
    text = shelf.text(key)
    if text.strip():
        show_text(text, "itinerary" if key == OWN else key, choices.units())
    else:
        st.info(say("nothing-yet"))


def bring_own() -> None:
    """Takes a file that the visitor uploads, or a text that they paste."""
    with st.expander(say("bring"), expanded=not own_text().strip()):
        st.markdown(say("own-file"))
        take_upload(say("upload"), "upload")
        with st.form("paste", border=False):
            pasted = st.text_area(say("paste"), height=220, max_chars=reader.MAX_BYTES, placeholder="title: …")
            if st.form_submit_button(say("show-and-check"), type="primary") and pasted.strip():
                keep_own(pasted)


def show_text(text: str, name: str, units: Units) -> None:
    """Everything about the journey that a YAML text tells of."""
    doubts = doubtful(text)
    picks = picked(doubts)
    with st.spinner(say("working-out")):
        done = worked_out(text, picks, language())
        frame = map_page((text,), picks, language())
    view = done.view
    show_head(view, units)
    if done.faults:
        show_faults(done.faults, is_partial=True)
    show_warnings(view["warnings"])
    show_choices(doubts)
    show_map(frame)
    show_downloads(text, name, picks, has_times=not view["untimed"])
    show_tables(done, units)


@st.fragment
def show_tables(done: Worked, units: Units) -> None:
    """All that the journey holds, as tables: the one that is open, for the others wait until they are."""
    view = done.view
    draw: Mapping[str, Callable[[], None]] = {
        "Claims": lambda: show_findings(done.findings, view, units),
        **({"Versions": lambda: show_versions(done.versions)} if done.versions else {}),
        "Times": lambda: show_times(view),
        "Legs": lambda: show_legs(view, units),
        "Stops": lambda: show_table(stop_rows(view["stops"])),
        "Sources": lambda: show_table([source_row(source) for source in view["sources"]]),
    }
    for tab, name in zip(choices.tabs({name: say(name.lower()) for name in draw}, "table"), draw, strict=True):
        if tab.open:
            with tab:
                draw[name]()


def picked(doubts: Mapping[str, Sequence[Place]]) -> Picks:
    """What the visitor picked for the names in doubt, where it is not what is taken anyway."""
    chosen = ((name, st.session_state.get(f"meant-{name}")) for name in doubts)
    return tuple((name, place.source) for name, place in chosen if place and place.source != doubts[name][0].source)


def show_choices(doubts: Mapping[str, Sequence[Place]]) -> None:
    """For each name that may mean several places, which one it shall mean."""
    if not doubts:
        return
    with st.expander(say_so_many("doubtful", len(doubts))):
        for name, places in doubts.items():
            st.text(name)
            st.selectbox(
                say("which-is-meant"),
                places,
                format_func=described,
                key=f"meant-{name}",
                label_visibility="collapsed",
                persist_state="session",
            )


def kinds(*, has_times: bool) -> Iterator[tuple[str, str, str]]:
    """The files a journey can be had as: kind, name and media type; what the formats offer, the page, the itinerary."""
    for kind in ("html", *formats.FORMATS, "yaml"):
        if has_times or kind not in _OF_TIMES:
            yield (
                kind,
                named("file", kind) if kind in _MIME else kind.upper(),
                _MIME.get(kind, "application/octet-stream"),
            )


@st.fragment
def show_downloads(text: str, name: str, picks: Picks, *, has_times: bool) -> None:
    """The journey as files, each made when it is asked for."""
    shut = st.expander(say("downloads"), key="downloads", on_change="rerun")
    if not shut.open:  # the buttons wait until they are wanted
        return
    with shut, st.container(horizontal=True):
        for kind, label, mime in kinds(has_times=has_times):
            made = partial(download, text, kind, picks, language())
            st.download_button(
                label, made, f"{name}.{_ENDINGS.get(kind, kind)}", mime, on_click="ignore", key=f"download-{kind}"
            )
