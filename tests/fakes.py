"""A gazetteer and networks made by hand, behind the same Protocols as the real ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from geo.errors import RouteNotFound
from geo.geodesy import distance_km
from geo.itinerary import Itinerary
from geo.journey import Basis, Candidate, GaugeBreak, Path, Place, Point
from geo.modes import Mode, Stretch
from geo.network.interface import Network
from geo.quantity import Estimate
from geo.routing import Networks

PYONGYANG = Place("Pyongyang", 39.03385, 125.75432, "KP", "city", "fake:1", 7.0, "Asia/Pyongyang")
VLADIVOSTOK = Place("Vladivostok", 43.10562, 131.87353, "RU", "city", "fake:2", 3.0, "Asia/Vladivostok")
KHASAN = Place("Khasan", 42.4301, 130.6449, "RU", "station", "fake:3", 0.5, "Asia/Vladivostok")
ARTYOM_RU = Place("Artyom", 43.35757, 132.19137, "RU", "city", "fake:4", 1.3, "Asia/Vladivostok")
ARTYOM_AZ = Place("Artyom", 40.47013, 50.32476, "AZ", "city", "fake:5", 1.0, "Asia/Baku")
BAKU = Place("Baku", 40.37767, 49.89201, "AZ", "city", "fake:6", 5.0, "Asia/Baku")
MOSCOW = Place("Moscow", 55.75222, 37.61556, "RU", "city", "fake:7", 15.0, "Europe/Moscow")


@dataclass
class FakeGazetteer:
    """Answers from a table of names; `asked` keeps every name it was asked for."""

    known: Mapping[str, Sequence[tuple[Place, float]]]
    suggestions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def find(
        self,
        name: str,
        *,
        country: str | None = None,  # noqa: ARG002 — the Protocol's
        near: Point | None = None,  # noqa: ARG002 — the Protocol's
        among: Sequence[str] = (),  # noqa: ARG002 — the Protocol's
        limit: int = 10,
    ) -> tuple[Candidate, ...]:
        self.asked.append(name)
        return tuple(Candidate(place, score) for place, score in self.known.get(name, ()))[:limit]

    def suggest(self, name: str, limit: int = 3) -> tuple[str, ...]:
        return self.suggestions.get(name, ())[:limit]


def gazetteer(*places: Place) -> FakeGazetteer:
    """A gazetteer that knows these places and no namesakes."""
    return FakeGazetteer({place.name: [(place, 1.0)] for place in places})


@dataclass
class FakeNetwork:
    """Straight from point to point, `detour` times as long; `asked` keeps each (points, avoid)."""

    detour: float = 2.0
    basis: Basis = "network"
    borders: tuple[str, ...] = ()
    gauge_breaks: tuple[GaugeBreak, ...] = ()
    refusal: str | None = None
    warnings: tuple[str, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    asked: list[tuple[tuple[Point, ...], frozenset[str]]] = field(default_factory=list)

    def path(
        self, origin: Place, destination: Place, *, via: Sequence[Place] = (), avoid: frozenset[str] = frozenset()
    ) -> Path:
        points = tuple(place.point for place in (origin, *via, destination))
        self.asked.append((points, avoid))
        if self.refusal:
            raise RouteNotFound(self.refusal)
        km = self.detour * sum(distance_km(start, end) for start, end in pairwise(points))
        return Path(
            Estimate.within(km, 0.02, "km"),
            points,
            self.basis,
            (0.0,) * len(points),
            (),
            self.borders,
            self.gauge_breaks,
            self.warnings,
            self.stretches,
        )


def networks(**by_mode: Network) -> Networks:
    """A network for each mode named, and a plain straight line for any other."""
    others = FakeNetwork(detour=1.0, basis="straight line", warnings=("a straight line",))

    def load(mode: Mode) -> Network:
        return by_mode.get(mode, others)

    return load


def itinerary(*stops: dict[str, Any], **parts: Any) -> Itinerary:
    """A small itinerary with one source, `s`."""
    sources = {"s": {"publisher": "The Paper"}}
    return Itinerary.model_validate({"title": "T", "traveller": "K", "sources": sources, "stops": stops} | parts)


def claim(origin: str, destination: str, **figures: str) -> dict[str, str]:
    """A claim of the source `s`."""
    return {"quote": "so they say", "source": "s", "from": origin, "to": destination} | figures
