"""What the pages are made of, worked out once for all visitors: the text of an itinerary is the key to all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import cast

import streamlit as st

from geo import formats, gazetteer, pipeline, reader
from geo.alibi import Alibi
from geo.app.language import language
from geo.encounters import Encounter, meet
from geo.errors import DemarcheError, Fault, PlaceNotFound
from geo.gazetteer.picked import Picked
from geo.itinerary import Itinerary
from geo.journey import Finding, Journey, Passage, Place, Ruling
from geo.pinning import pinned
from geo.show.page import embedded, page_of
from geo.show.payload import payload
from geo.show.shape import JourneyView, Payload
from geo.translation import ENGLISH, Language
from geo.whereabouts import Timeline

Picks = tuple[tuple[str, str], ...]  # names, and the sources of the places that a visitor picked for them

# What is worked out of a text is kept for the next visitor who brings the same one. What pages are given is a copy of
# their own, and small; pages as text are shared, for nobody can change them. So is what stays in this module.
_remember = partial(st.cache_data, max_entries=64, max_size="200MB", ttl="6h", show_spinner=False)
_share = partial(st.cache_resource, max_entries=64, ttl="6h", show_spinner=False)


@dataclass(frozen=True, slots=True)
class Worked:
    """What pages tell of a journey: its view without the map's lines, its findings, and the faults of what is left out.

    The findings are in the order of those of the view; `versions` are the verdicts without the journeys they are of.
    """

    view: JourneyView
    findings: tuple[Finding, ...]
    faults: tuple[Fault, ...] = ()
    versions: tuple[Ruling, ...] = ()


@dataclass(frozen=True, slots=True)
class _Built:
    """A journey, and the faults of what had to be left out."""

    journey: Journey
    faults: tuple[Fault, ...]


@_remember()
def doubtful(text: str) -> dict[str, list[Place]]:
    """The names of a text that may mean several places about as likely, with those places, the likeliest first."""
    try:
        chosen = pipeline.choices(reader.read_text(text))
    except PlaceNotFound:
        return {}
    return {choice.name: [choice.place, *choice.rivals] for choice in chosen if choice.rivals}


@_share()
def _built(text: str, picks: Picks = ()) -> _Built:
    places = doubtful(text)
    meant = {name: next(place for place in places[name] if place.source == source) for name, source in picks}
    journey, faults = pipeline.build_known(reader.read_text(text), names=Picked(gazetteer.load(), meant))
    return _Built(journey, faults)


@_share()
def _content(texts: tuple[str, ...], picks: Picks, language: Language) -> Payload:
    """All that is drawn of one journey, or of several together."""
    return payload([_built(text, picks).journey for text in texts], language=language)


@_remember()
def worked_out(text: str, picks: Picks = (), language: Language = ENGLISH) -> Worked:
    """What is told of the journey in a YAML text; `picks` are the visitor's choices. Raises `DemarcheError`."""
    built = _built(text, picks)
    view = _content((text,), picks, language)["journeys"][0]
    legs = [{**leg, "points": [], "gaps": []} for leg in view["legs"]]
    light = {**view, "legs": legs, "frames": [], "diagram": None}
    versions = tuple(replace(one, conflicts=(), journey=None) for one in built.journey.versions)
    return Worked(cast(JourneyView, light), built.journey.findings, built.faults, versions)


@_share()
def timeline(text: str) -> Timeline:
    """The timeline of the journey in a text, to be asked where they were when. Raises `DemarcheError`."""
    return Timeline(_built(text).journey)


@_remember()
def could_reach(text: str, place: Place | str, since: str, until: str) -> Alibi:
    """Whether the travellers of a text can have been at a place between two times. Raises `DemarcheError`."""
    return pipeline.could_reach(_built(text).journey, place, since, until)


@_remember()
def compared(
    texts: tuple[str, ...], language: Language = ENGLISH
) -> tuple[list[JourneyView], tuple[Encounter, ...], str | None]:
    """Several journeys, where their travellers met or could have met, and why that cannot be told."""
    journeys, views = [_built(text).journey for text in texts], [worked_out(text, (), language).view for text in texts]
    try:
        return views, meet(journeys), None
    except DemarcheError as error:
        return views, (), error.faults[0].message


@_share()
def map_page(texts: tuple[str, ...], picks: Picks = (), language: Language = ENGLISH) -> str:
    """The page of one journey or several for a frame: the same text for the same itineraries."""
    return embedded(_content(texts, picks, language))


@_remember()
def ways(
    origin: str | Place, destination: str | Place, via: tuple[str, ...], avoid: tuple[str, ...]
) -> list[tuple[str, Passage | tuple[Fault, ...]]]:
    """One leg by every vehicle: its passage, or why there is none. Raises `PlaceNotFound` and `UsageError`."""
    found = pipeline.ways(origin, destination, via, avoid)
    return [(name, way.faults if isinstance(way, DemarcheError) else way) for name, way in found]


@_remember()
def leg_content(passage: Passage, language: Language = ENGLISH) -> Payload:
    """One leg, drawn as a journey of two stops."""
    origin, destination = passage.route.origin, passage.route.destination
    title = f"{described(origin)} → {described(destination)}"
    start, end = origin.name, destination.name + (" " if origin.name == destination.name else "")
    stops = [{"place": start}, {"place": end, "by": passage.route.by}]
    itinerary = Itinerary.model_validate({"title": title, "traveller": "anybody", "stops": stops})
    return _drawn([Journey(itinerary, {start: origin, end: destination}, (passage.route,), (passage,))], language)


@_share()
def leg_page(passage: Passage, language: Language = ENGLISH) -> str:
    """The page of one leg for a frame."""
    return embedded(leg_content(passage, language))


@_remember()
def candidates_content(places: tuple[Place, ...], language: Language = ENGLISH) -> Payload:
    """Places that a name may mean, drawn as stops with no way between."""
    keyed = {str(number): place for number, place in enumerate(places)}
    stops = [{"place": key} for key in keyed]
    itinerary = Itinerary.model_validate({"title": "candidates", "traveller": "anybody", "stops": stops})
    return _drawn([Journey(itinerary, keyed)], language)


@_remember()
def download(text: str, kind: str, picks: Picks = (), language: Language = ENGLISH) -> bytes:
    """The journey as a file of one of the app's kinds; the itinerary itself with the places that were picked."""
    if kind == "yaml" and not picks:
        return text.encode()
    if kind == "html":
        return page_of(_content((text,), picks, language)).encode()
    journey = _built(text, picks).journey
    return pinned(text.encode(), journey, "itinerary") if kind == "yaml" else formats.exported(journey, kind)


@_remember()
def page_together(texts: tuple[str, ...], language: Language = ENGLISH) -> bytes:
    """Several journeys as one page."""
    return page_of(_content(texts, (), language)).encode()


@_remember()
def title_in(text: str) -> str:
    """What an itinerary calls itself. Raises `DocumentError`."""
    return reader.read_text(text).title


@_remember()
def titles(files: tuple[tuple[str, int], ...]) -> dict[str, str]:
    """The titles of itinerary files, by key; `files` are their paths and when each was changed, in ns since 1970.

    One that is faulty goes by the name of its file.
    """
    found = {}
    for path, _ in files:
        file = Path(path)
        try:
            found[file.stem] = title_in(reader.decoded(file.read_bytes(), file.name))
        except (DemarcheError, OSError):
            found[file.stem] = file.stem
    return found


@_remember()
def beginning(typed: str) -> list[Place]:
    """The places that what is being typed may mean, the likeliest first."""
    return [candidate.place for candidate in pipeline.beginning(typed)]


def described(place: Place) -> str:
    """A place told from its namesakes."""
    return f"{', '.join(filter(None, (place.name, place.country)))} ({place.lat:.2f}, {place.lon:.2f})"


def faults_of(text: str) -> Sequence[Fault]:
    """What is wrong with a YAML text, and with the places it names; nothing where all is well."""
    try:
        done: Worked = worked_out(text, (), language())
    except DemarcheError as error:
        return error.faults
    return done.faults
