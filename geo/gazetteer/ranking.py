"""How likely a place is to be what a name means: a weighted mean of name, prominence and context, from 0 to 1."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from geo.gazetteer.artefact import CODE, NAME, PLAIN_NAME, PLAIN_TITLE, TITLE
from geo.journey import Candidate, Place, Point

# Our estimates, ordered as the names are: GeoNames' own name, a code, the name without its accents, another name. Many
# of the others are out of use, as Washington for Piqua in Ohio. docs/experiments/votes_of_names.py varies them.
QUALITY = {TITLE: 1.0, CODE: 0.97, PLAIN_TITLE: 0.87, NAME: 0.8, PLAIN_NAME: 0.75}
_CODE_IN_SMALL_LETTERS = 0.6  # `goa` is a place before it is Genoa's airport
_FUZZY = 0.7  # the quality of a misspelt name that differs by nothing: below every exact one

# Our estimates. Population counts by its logarithm, full at 40 million; an area is meant less often than a town of its
# name and number of people (Georgia before Georgia, but New York before New York); airports with an IATA code have
# scheduled flights.
_LARGEST_LOG = math.log10(40e6)
_AREA_SHARE = {"country": 0.83, "region": 0.75, "district": 0.6}
_AIRPORT, _AIRFIELD = 0.35, 0.1
# Ours: where nobody counted the people, a town is a small one. Half of those that GeoNames counts have 2,336 and more.
UNCOUNTED = 1000
# Ours: a country's capital is meant as often as a city ten times its size, reports name governments by them; not by the
# other names of GeoNames, as Victoria for Hong Kong.
CAPITAL = 10

WEIGHTS = {"quality": 0.5, "prominence": 0.5, "country": 0.5, "near": 0.5, "within": 1.0, "kind": 0.5, "among": 0.75}
_NEAR_KM = 500.0  # our estimate: the distance at which nearness counts by 1/e
_EARTH_KM = 6371.0088  # the mean radius of GRS80 (Moritz 2000); a sphere is good to 0.5 %, enough to rank
_LIKE = {"airport": {"airport", "airfield"}, "region": {"region", "country"}, "port": {"port", "city"}}


class Row(NamedTuple):
    """A place of the index, and how the name asked for names it: `quality` from 0 to 1."""

    source: str
    kind: str
    name: str
    country: str
    region: str
    lat: float
    lon: float
    population: int
    zone: str
    precision_km: float
    quality: float
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What is known besides the name; areas are (country, region), the region empty for the whole country.

    No areas at all are those of a phrase that names one which nothing knows.

    `among` tells from 0 to 1 how well a place agrees with the other names of the text.
    """

    country: str | None = None
    near: Point | None = None
    within: frozenset[tuple[str, str]] | None = None
    kind: str | None = None
    among: Callable[[Row], float] | None = None


def quality(tier: int, *, literal: bool, capitals: bool) -> float:
    """How well a key of a tier fits a name; `literal` where the name has that very key with its accents."""
    if tier == CODE and not capitals:
        return _CODE_IN_SMALL_LETTERS
    return QUALITY[tier] if literal else min(QUALITY[tier], QUALITY[PLAIN_TITLE])


def misspelt(similarity: float) -> float:
    """How well a name that is only like the one asked for fits it."""
    return _FUZZY * similarity


def ranked(rows: Iterable[Row], context: Context, limit: int) -> tuple[Candidate, ...]:
    """The best `limit` places, best first; equal ones in the order of their sources."""
    scored = sorted(((-_score(row, context), row.source, row) for row in rows), key=lambda entry: entry[:2])
    return tuple(
        Candidate(_place(row), round(-negative, 4), exact=_is_as_said(row, context))
        for negative, _, row in scored[:limit]
    )


def alone(row: Row) -> float:
    """The score of a place where nothing but the name is known."""
    return _score(row, Context())


def _score(row: Row, context: Context) -> float:
    marks = {"quality": row.quality, "prominence": _prominence(row)}
    if context.country:
        marks["country"] = float(row.country == context.country)
    if context.near:
        marks["near"] = math.exp(-distance_km(context.near, Point(row.lat, row.lon)) / _NEAR_KM)
    if context.within is not None:
        marks["within"] = _inside(row, context.within)
    if context.kind:
        marks["kind"] = float(_fits(row.kind, context.kind))
    if context.among:
        marks["among"] = context.among(row)
    weights = sum(WEIGHTS[name] for name in marks)
    return sum(WEIGHTS[name] * mark for name, mark in marks.items()) / weights


def _fits(kind: str, said: str) -> bool:
    """Whether a place of a kind may be meant where a phrase says another."""
    return kind in _LIKE.get(said, {said})


def _inside(row: Row, areas: frozenset[tuple[str, str]]) -> float:
    """Whether a place is in one of the areas: surely, perhaps, for want of its region, or not."""
    if {(row.country, row.region), (row.country, "")} & areas:
        return 1.0
    return 0.0 if row.region else 0.5 * (row.country in {country for country, _ in areas})


def _is_as_said(row: Row, context: Context) -> bool:
    """Whether a place is of the kind and in the area that a phrase says; if not it is only like what is meant."""
    of_kind = context.kind in {None, "city"} or _fits(row.kind, context.kind or "")
    return of_kind and (context.within is None or _inside(row, context.within) > 0)


def _prominence(row: Row) -> float:
    """How well known a place is; those we pinned are meant wherever they are named."""
    if row.source.startswith("demarche:"):
        return 1.0
    if row.kind == "airport":
        return _AIRPORT if row.population else _AIRFIELD
    people = (row.population or UNCOUNTED) * (CAPITAL if row.capital and row.quality > QUALITY[NAME] else 1)
    return min(1.0, math.log10(1 + people) / _LARGEST_LOG) * _AREA_SHARE.get(row.kind, 1.0)


def distance_km(start: Point, end: Point) -> float:
    """The distance on a sphere (haversine)."""
    phi1, phi2 = math.radians(start.lat), math.radians(end.lat)
    across = math.sin(math.radians(end.lon - start.lon) / 2) ** 2
    square = math.sin((phi2 - phi1) / 2) ** 2 + math.cos(phi1) * math.cos(phi2) * across
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(square)))


def _place(row: Row) -> Place:
    return Place(
        name=row.name,
        lat=row.lat,
        lon=row.lon,
        country=row.country or None,
        kind=row.kind,
        source=row.source,
        precision_km=row.precision_km,
        zone=row.zone or None,
    )
