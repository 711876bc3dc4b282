"""The itineraries a visitor can choose: those that are ready, and their own, which nobody else sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import streamlit as st

from geo import reader
from geo.app.language import say
from geo.app.work import titles
from geo.errors import DocumentError, Fault

OWN = "own"  # the key of the visitor's own itinerary
FIRST = "kim-russia-2023"  # what the app opens on
TOGETHER: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {  # comparisons that are ready, by title: the itineraries of each
        "Russia and North Korea, summer 2023": (
            "kim-russia-2023",
            "il62m-pyongyang-2023",
            "angara-rajin-dunay-2023",
            "maria-rajin-dunay-2023",
            "containers-rajin-tikhoretsk-2023",
            "shoigu-pyongyang-2023",
        ),
    }
)
_SHARED_PLACES = "places.yaml"  # a book of places, no itinerary
_DRAFT = "own-text"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder of ready itineraries; an itinerary's key is the name of its file without its ending."""

    folder: Path

    def ready(self) -> dict[str, Path]:
        """The files by their keys, the first that the app opens on before the others."""
        files = [file for file in self.folder.glob("*.yaml") if file.name != _SHARED_PLACES]
        return {file.stem: file for file in sorted(files, key=lambda file: (file.stem != FIRST, file.stem))}

    def together(self) -> dict[str, tuple[str, ...]]:
        """The comparisons that are ready here, by title."""
        ready = self.ready().keys()
        return {title: keys for title, keys in TOGETHER.items() if ready >= set(keys)}

    def titles(self) -> dict[str, str]:
        """What is offered, by key: every ready itinerary, and last the visitor's own."""
        files = tuple((str(file), file.stat().st_mtime_ns) for file in self.ready().values())
        known: dict[str, str] = titles(files)
        return known | {OWN: say("your-own")}

    def text(self, key: str) -> str:
        """The YAML text of an itinerary. Raises `DocumentError` where it has none."""
        return own_text() if key == OWN else text_of(self.ready()[key])


def text_of(file: Path) -> str:
    """The text of one of our itineraries. Raises `DocumentError` where it has none."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise DocumentError(Fault(f"cannot be read: {error.strerror}", file.name)) from error
    return reader.decoded(content, file.name)


def own_text() -> str:
    """The visitor's own itinerary: what they brought or wrote in this session; empty where they did not."""
    return str(st.session_state.get(_DRAFT, ""))


def keep_own(text: str) -> None:
    """Keeps the visitor's own itinerary for this session."""
    st.session_state[_DRAFT] = text


def take_upload(label: str, key: str) -> bool:
    """Takes a file that the visitor uploads as their own itinerary, once; whether it did. Raises `DocumentError`."""
    upload = st.file_uploader(label, type=["yaml", "yml"], key=key)
    if upload is None or st.session_state.get("taken") == upload.file_id:
        return False
    text = reader.decoded(upload.getvalue(), upload.name)
    st.session_state["taken"] = upload.file_id
    keep_own(text)
    return True
