"""Places: a point, what is there, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class Point(NamedTuple):
    """A position in WGS84 degrees; longitudes past ±180 are allowed only in unwrapped lines."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Place:
    """A place found: where it is, right to within `precision_km`, and which source says so.

    `country` is ISO 3166-1 alpha-2, `zone` an IANA time zone name.
    """

    name: str
    lat: float
    lon: float
    country: str | None = None
    kind: str = "point"
    source: str = "given"
    precision_km: float = 0.0
    zone: str | None = None

    @classmethod
    def at(cls, lat: float, lon: float, country: str | None = None) -> Place:
        """A place known only by its position."""
        return cls(f"{lat}, {lon}", lat, lon, country)

    @property
    def point(self) -> Point:
        """Its position."""
        return Point(self.lat, self.lon)

    @property
    def tzinfo(self) -> tzinfo:
        """Its time zone; UTC where none is known, as on the open sea."""
        try:
            return ZoneInfo(self.zone) if self.zone else UTC
        except ZoneInfoNotFoundError:
            return UTC


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place a name may mean; `score` runs from 0 to 1, and the best comes first.

    `exact` is False where the name is only like one of the place's names.
    """

    place: Place
    score: float
    exact: bool = True
