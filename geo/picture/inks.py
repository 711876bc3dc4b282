"""The colours of a picture. Those of modes and travellers are the web map's (geo/show/journey.css); a test holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from geo.modes import Mode
from geo.picture.paper import Theme


@dataclass(frozen=True, slots=True)
class Inks:
    """One set of colours; badges are (fill, figures): `alone` of a journey alone, `badges` of several, in turn."""

    paper: str
    ink: str
    quiet: str
    line: str
    halo: str
    land: str
    coast: str
    water: str
    graticule: str
    river: str
    border: str
    rail: str
    country: str
    town: str
    sea: str
    modes: Mapping[Mode, str]
    alone: tuple[str, str]
    badges: tuple[tuple[str, str], ...]

    def of(self, journeys: int) -> Inks:
        """The colours for so many journeys on one picture."""
        return replace(self, badges=(self.alone,)) if journeys == 1 else self


_TRAVELLERS = (
    ("#332288", "#ffffff"), ("#117733", "#ffffff"), ("#cc6677", "#11171d"), ("#882255", "#ffffff"),
    ("#44aa99", "#11171d"), ("#999933", "#11171d"), ("#aa4499", "#ffffff"), ("#6b7280", "#ffffff"),
)  # fmt: skip
_TRAVELLERS_DARK = tuple(
    (fill, "#11171d")
    for fill in ("#77aadd", "#44bb99", "#ffaabb", "#ee8866", "#99ddff", "#bbcc33", "#eedd88", "#c3c8ce")
)
_MODES: dict[Mode, str] = {
    "rail": "#d55e00", "road": "#009e73", "sea": "#cc79a7", "air": "#0072b2", "foot": "#e69f00", "unknown": "#6b7280",
}  # fmt: skip
_MODES_DARK: dict[Mode, str] = {"rail": "#f0803c", "road": "#22b98d", "air": "#56b4e9", "unknown": "#a3abb5"}

INKS: Mapping[Theme, Inks] = MappingProxyType(
    {
        "light": Inks(
            paper="#ffffff",
            ink="#1d2530",
            quiet="#5c6470",
            line="#dcd7ce",
            halo="#fbfaf7",
            land="#f8f6f1",
            coast="#9fb8c6",
            water="#d9e7ef",
            graticule="#c9dbe5",
            river="#b9d4e2",
            border="#a99fb3",
            rail="#d2c8bc",
            country="#857d92",
            town="#4d545e",
            sea="#6d95ab",
            modes=MappingProxyType(_MODES),
            alone=("#1d2530", "#ffffff"),
            badges=_TRAVELLERS,
        ),
        "dark": Inks(
            paper="#11171d",
            ink="#e6e9ec",
            quiet="#9aa4ae",
            line="#323c46",
            halo="#161e26",
            land="#232c34",
            coast="#3c5160",
            water="#141d25",
            graticule="#1c2731",
            river="#1d3a4c",
            border="#6d6680",
            rail="#414b55",
            country="#8c86a0",
            town="#aab3bd",
            sea="#4f6c80",
            modes=MappingProxyType(_MODES | _MODES_DARK),
            alone=("#eef1f4", "#11171d"),
            badges=_TRAVELLERS_DARK,
        ),
    }
)
