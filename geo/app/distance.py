"""The page of one leg by every way of travelling at once."""

from __future__ import annotations

import re
from collections.abc import Iterable

import streamlit as st

from geo import modes
from geo.app import choices
from geo.app.language import language, named, say
from geo.app.rows import way_row
from geo.app.seen import show_figure, show_map, show_metric, show_table, show_warnings
from geo.app.units import Units, length
from geo.app.work import described, leg_page, ways
from geo.journey import Passage, Place

_ASKED = "asked-leg"  # what was asked last, so that nothing is worked out while somebody types
_MODES = ("rail", "road", "sea", "air", "foot", "unknown")
Question = tuple[Place | str, Place | str, tuple[str, ...], tuple[str, ...]]


def page() -> None:
    """How far and how long, from one place to another."""
    st.header(say("how-far"), anchor=False)
    asked = ask()
    if st.button(say("work-out"), type="primary") or _ASKED not in st.session_state:
        st.session_state[_ASKED] = asked
    if question := st.session_state[_ASKED]:
        show_ways(question, choices.units())
    else:
        st.info(say("say-both-ends"))


def ask() -> Question | None:
    """The fields, and what they ask where both ends are given."""
    left, right = st.columns(2)
    with left:
        choices.place_field(say("from"), "from", say("from-example"))
    with right:
        choices.place_field(say("to"), "to", say("to-example"))
    left, right = st.columns(2)
    with left:
        via = choices.text_field(say("via"), "via", say("via-example"))
    with right:
        avoid = choices.text_field(say("avoid"), "avoid", say("avoid-example"))
    origin, destination = choices.place_of("from"), choices.place_of("to")
    return (origin, destination, split(via, ";"), split(avoid, r"[,;\s]")) if origin and destination else None


def split(text: str, between: str) -> tuple[str, ...]:
    """The parts of a list that somebody typed."""
    return tuple(part.strip() for part in re.split(between, text) if part.strip())


def show_ways(question: Question, units: Units) -> None:
    """All ways of travelling in a table, and the chosen one drawn."""
    with st.spinner(say("finding-ways")):
        found = dict(ways(*question))
    known = {by: way for by, way in found.items() if isinstance(way, Passage)}
    if known:
        first = next(iter(known.values()))
        st.subheader(say("all-ways"), anchor=False)
        st.text(f"{described(first.route.origin)} → {described(first.route.destination)}")
        show_warnings(first.notes)
    show_table([way_row(by, found[by], units) for by in ranked(found)])
    if known:
        by = choices.one_of(say("drawn"), {by: named("vehicle", by) for by in ranked(found) if by in known}, "by")
        show_way(known[by], units)


def ranked(vehicles: Iterable[str]) -> list[str]:
    """The vehicles by their mode, each mode's own name first."""
    modes_of = {name: vehicle.mode for name in vehicles if (vehicle := modes.find_vehicle(name))}
    return sorted(modes_of, key=lambda name: _MODES.index(modes_of[name]))


def show_way(passage: Passage, units: Units) -> None:
    """One way: its figures, warnings and map."""
    with st.container(horizontal=True, key="totals"):
        show_figure(say("distance"), passage.distance_km, units)
        show_figure(say("time"), passage.hours, units)
        show_metric(say("straight-line"), length(passage.straight_line_km, units))
        show_metric(say("basis"), named("basis", passage.basis))
    show_warnings(passage.route.path.warnings, key="warnings-of-the-way")
    show_map(leg_page(passage, language()))
