"""The page that asks where they can have been at a time, and whether they can have been at a place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

import streamlit as st

from geo.app import choices
from geo.app.language import named, say
from geo.app.rows import stretch_row
from geo.app.seen import faults_shown, show_table, show_title, show_warnings
from geo.app.shelf import OWN, Shelf, own_text
from geo.app.units import Units, whole_length
from geo.app.work import could_reach, timeline
from geo.errors import Fault, UsageError
from geo.timing import hours_of, moment_of
from geo.when import read_when
from geo.whereabouts import Timeline, Whereabouts

_COLOURS: Mapping[str, Literal["green", "orange", "red"]] = {"yes": "green", "only faster": "orange", "no": "red"}


def page(shelf: Shelf) -> None:
    """Questions about the times of one journey."""
    titles = shelf.titles()
    if not own_text().strip():
        del titles[OWN]
    key = choices.one_of(say("journey"), titles, "journey", hidden=True)
    text = shelf.text(key)
    with st.spinner(say("working-out")):
        times = timeline(text)
    show_title(times.journey.itinerary.title)
    with faults_shown():
        ask_where(times, choices.units())
    with faults_shown():
        ask_reach(text)


def ask_where(times: Timeline, units: Units) -> None:
    """Where they can have been at a moment."""
    st.header(say("where-then"), anchor=False)
    zones = ["UTC", *dict.fromkeys(place.zone for place in times.journey.places.values() if place.zone)]
    zones += sorted(available_timezones() - set(zones))
    left, right = st.columns(2)
    with left:
        at = choices.text_field(say("moment"), "at", "2023-09-14 12:00", middle(times))
    with right:
        zone = choices.one_of(say("zone"), {zone: zone for zone in zones}, "zone")
    found = times.where(moment(at, zone))
    if found.note:
        st.text(found.note)
    show_found(found, units)


def middle(times: Timeline) -> str:
    """The middle of the journey as somebody would write it, to begin with."""
    first, last = hours_of(times.points[0].window.latest), hours_of(times.points[-1].window.earliest)
    known = [hour for hour in (first, last) if hour is not None]
    then = moment_of(sum(known) / len(known)) if known else None
    return f"{then:%Y-%m-%d %H}:00" if then else ""


def moment(text: str, zone: str) -> datetime:
    """A moment as the clocks of a zone had it. Raises `UsageError` for what is none, or came twice."""
    window = read_when(text.replace(" ", "T", 1)).window(ZoneInfo(zone))
    if window.earliest is None or window.earliest != window.latest:
        raise UsageError(Fault("one moment is needed here", found=text, hint="write the day, the hour and the minute"))
    return window.earliest.astimezone(UTC)


def show_found(found: Whereabouts, units: Units) -> None:
    """The stretches, the likeliest first, and the one likeliest point."""
    ranked = sorted(found.possible, key=lambda stretch: -stretch.probability)
    show_table([stretch_row(stretch, units, is_only=len(ranked) == 1) for stretch in ranked])
    if found.most_likely and found.within_km is not None:
        at = found.most_likely
        within = whole_length(found.within_km, units)
        st.text(say("most-likely", lat=f"{at.lat:.3f}", lon=f"{at.lon:.3f}", within=within))


def ask_reach(text: str) -> None:
    """Whether they can have been at a place between two times."""
    st.header(say("could-they"), anchor=False)
    left, middle, right = st.columns([2, 1, 1])
    with left:
        choices.place_field(say("place"), "place", say("to-example"))
    with middle:
        since = choices.text_field(say("between"), "since", "2023-09-14 06:00")
    with right:
        until = choices.text_field(say("and"), "until", "2023-09-14 18:00")
    place = choices.place_of("place")
    if not (st.button(say("ask")) or (place and since and until)):
        return
    if not (place and since and until):
        st.info(say("say-place-and-times"))
        return
    with st.spinner(say("finding-ways")):
        alibi = could_reach(text, place, since.replace(" ", "T", 1), until.replace(" ", "T", 1))
    st.badge(named("verdict", alibi.verdict), color=_COLOURS[alibi.verdict])
    st.text(alibi.explanation)
    show_warnings([alibi.note] if alibi.note else [], key="warnings-of-the-place")
