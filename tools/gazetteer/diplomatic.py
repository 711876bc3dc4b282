"""The places of diplomacy that GeoNames and airportsdata lack: read from `diplomatic.tsv`, and checked.

A line is a place: its name; other names, in its own script too; ISO country; kind; position in degrees; how far the
position may be out, in km; a town of GeoNames near it, and within how many km; and where the position was seen. A
position that nobody has compared with a source is marked as such, and its precision takes in the doubt.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from geo import territory
from geo.gazetteer.artefact import Record
from geo.gazetteer.names import fold, plain
from geo.geodesy import distance_km
from geo.journey import Point

FILE = Path(__file__).with_name("diplomatic.tsv")

# Natural Earth draws lands as they are held and leaves out the smallest: there, whose land a place may be on.
HELD = {("UA", "RU"), ("VA", "IT"), ("GF", "FR"), ("GB", "CY")}
_BORDER_KM = 3.0  # our estimate: the borders of Natural Earth at 1:50 million are this far out
_COAST_KM = 10.0  # our estimate: and so are its coasts, with land reclaimed and islands left out
_BEARINGS = np.radians(np.arange(0, 360, 22.5))
_KM_PER_DEGREE = 111.2


class Diplomatic(BaseModel):
    """A line of the table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    also: str
    country: str = Field(pattern="^[A-Z]{2}$")
    kind: str = Field(min_length=1)
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    precision_km: float = Field(gt=0, le=25)
    town: str = Field(min_length=1)
    within_km: float = Field(gt=0)
    source: str = Field(min_length=1)

    @property
    def key(self) -> str:
        """Its name in small Latin letters and hyphens."""
        return plain(fold(self.name)).replace(" ", "-")

    @property
    def others(self) -> tuple[str, ...]:
        """The other names."""
        return tuple(name for name in self.also.split("; ") if name)


def read(path: Path = FILE) -> list[Diplomatic]:
    """The places in the order of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Diplomatic.model_validate(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def records(places: Iterable[Diplomatic]) -> Iterator[Record]:
    """The places as the artefact keeps them."""
    for place in places:
        yield Record(
            source=f"demarche:{place.key}",
            kind=place.kind,
            name=place.name,
            country=place.country,
            region="",
            lat=place.lat,
            lon=place.lon,
            population=0,
            zone="",
            precision_km=place.precision_km,
            titles=tuple(sorted({fold(name) for name in place.others} - {fold(place.name)})),
        )


def faults(places: Sequence[Diplomatic], towns: Iterable[Record]) -> Iterator[str]:
    """What cannot be right: two places of one name, a place in another country, or one too far from its town."""
    yield from _twice(places)
    lands = territory.load()
    for place in places:
        if not around(place, lands) & {place.country, *(there for own, there in HELD if own == place.country)}:
            yield f"{place.name} is not in {place.country}"
    named = _by_name(towns, {plain(fold(place.town)) for place in places})
    for place in places:
        found = named[plain(fold(place.town))]
        apart = min((_apart_km(place, town) for town in found), default=math.inf)
        if apart > place.within_km:
            yield f"{place.name} is {apart:.0f} km from {place.town}, not within {place.within_km:.0f}"


def around(place: Diplomatic, lands: territory.Territory) -> set[str]:
    """The countries that a place may lie in, as far as its precision and the map's tell."""
    reach = max(place.precision_km, _BORDER_KM) / _KM_PER_DEGREE
    lat = place.lat + reach * np.concatenate([[0], np.cos(_BEARINGS)])
    lon = place.lon + reach * np.concatenate([[0], np.sin(_BEARINGS)]) / math.cos(math.radians(place.lat))
    return set(lands.nearest(lat, lon, _COAST_KM).tolist()) - {""}


def _twice(places: Sequence[Diplomatic]) -> Iterator[str]:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for place in places:
        for name in (place.name, *place.others):
            owners[fold(name)].add(place.name)
    yield from (f"“{name}” names {' and '.join(sorted(same))}" for name, same in owners.items() if len(same) > 1)
    if len({place.key for place in places}) < len(places):
        yield "two places have one key"


def _by_name(towns: Iterable[Record], wanted: set[str]) -> defaultdict[str, list[Record]]:
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for town in towns:
        for key in {plain(name) for name in (fold(town.name), *town.titles, *town.names)} & wanted:
            found[key].append(town)
    return found


def _apart_km(place: Diplomatic, town: Record) -> float:
    return distance_km(Point(place.lat, place.lon), Point(town.lat, town.lon))
