"""The embedded gazetteer: names looked up in our own index, offline."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence, Sized
from dataclasses import replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from geo.errors import Fault, UsageError
from geo.gazetteer import hints, names, phrases, prefixes, ranking, voting
from geo.gazetteer.artefact import CODE
from geo.gazetteer.phrases import Reading
from geo.gazetteer.points import parse_point
from geo.gazetteer.ranking import Context, Row
from geo.gazetteer.reverse import Spot, Surroundings
from geo.gazetteer.store import Store
from geo.journey import Candidate, Point

_ROWS = """
SELECT place.source, place.kind, place.name, place.country, place.region, place.lat, place.lon, place.population,
    zone.name, place.precision_km, place.capital, name.key, min(name.tier)
FROM name JOIN place ON place.id = name.place JOIN zone ON zone.id = place.zone
WHERE name.key IN ({keys}) GROUP BY place.id
"""
_AREAS = """
SELECT DISTINCT place.country, place.region FROM name JOIN place ON place.id = name.place
WHERE name.key IN ({keys}) AND place.kind IN ({kinds})
"""
_LANDS_FIRST = "'country', 'region'", "'city', 'district'"
_COUNTRY = "SELECT 1 FROM name JOIN place ON place.id = name.place WHERE key = ? AND kind = 'country' AND country = ?"
# "Few errors are made in the first character of a word" (Yannakoudakis and Fawthrop 1983, "The rules of spelling
# errors"), so the names that begin alike are the shortlist. Codes are no names: a wrong letter makes another airport.
_SHORTLIST = """
SELECT DISTINCT key FROM name WHERE key >= ? AND key < ? AND length(key) BETWEEN ? AND ? AND tier != ?
"""
_SHORTEST = 3
_ALIKE, _SUGGESTED = 0.75, 0.65  # our estimates: one letter in four, or in three, is wrong
_MAX_FUZZY_KEYS = 20
_LANDS = {"country", "region"}


class EmbeddedGazetteer:
    """`geo.gazetteer.interface.Gazetteer` over the artefact that the package carries."""

    def __init__(self, artefact: Path) -> None:
        self._store = Store(artefact)

    def find(
        self,
        name: str,
        *,
        country: str | None = None,
        near: Point | None = None,
        limit: int = 10,
        among: Sequence[str] = (),
    ) -> tuple[Candidate, ...]:
        """Places that `name` may mean, best first; none is an empty tuple, never an error.

        A name is a place name in any script, an ICAO or IATA code, a pinned place's key, or a position written out.
        `country` (ISO 3166-1 alpha-2) and `near` raise the score of places there, and so do `among`, the other names
        of the same text: places, regions, countries and their peoples; those that nothing knows say nothing. A
        misspelt name is tried only where no place has that very name, and never one that mixes alphabets.

        Raises `UsageError` for a name that is empty, over-long or unprintable, and for an unknown country.
        """
        if point := parse_point(names.checked(name)):
            return (Candidate(point, 1.0),)
        given = Context(self._known_country(country), near, among=self._votes(name, among))
        for reading in phrases.readings(name):
            if rows := self._exact(reading.name):
                return ranking.ranked(rows, self._context(reading, given), limit)
        if state := hints.state(name):
            return ranking.ranked(self._state(state), given, limit)
        if names.mixes_alphabets(name):
            return ()
        *_, last = phrases.readings(name)
        alike = ranking.ranked(self._misspelt(last.name, _ALIKE), self._context(last, given), limit)
        return tuple(replace(candidate, exact=False) for candidate in alike)

    def suggest(self, name: str, limit: int = 3) -> tuple[str, ...]:
        """The nearest names that are known, for "did you mean", best first; may be empty."""
        *_, last = phrases.readings(names.checked(name))
        variants = names.in_one_alphabet(last.name) if names.mixes_alphabets(name) else ()
        rows = [row for variant in variants for row in self._exact(variant)]
        rows = rows or self._misspelt(last.name, _SUGGESTED)
        best = ranking.ranked(rows, self._context(last, Context()), len(rows))
        return tuple(dict.fromkeys(candidate.place.name for candidate in best))[:limit]

    def beginning(self, start: str, limit: int = 8) -> tuple[Candidate, ...]:
        """Places for a name that is being typed: those called so, then those whose names begin so; never an error."""
        try:
            found = self.find(start, limit=limit)
        except UsageError:
            return ()
        called = [candidate for candidate in found if candidate.exact]
        known = {candidate.place.source for candidate in called}
        more = [each for each in prefixes.beginning(self._store, start, limit) if each.place.source not in known]
        return tuple([*called, *more][:limit]) or found

    def _known_country(self, country: str | None) -> str | None:
        """The code of a country in capitals, as places have it."""
        code = country.strip().upper() if country is not None else None
        if code is not None and not self._store.rows(_COUNTRY, code.lower(), code):
            raise UsageError(Fault("no such country", found=country, hint="write its ISO code, for example RU"))
        return code

    def _exact(self, name: str) -> list[Row]:
        """The places that have this very name."""
        keys = names.keys(name) + names.spelled(name)
        if not keys:
            return []
        capitals = name.strip().isupper()
        return [
            Row._make((*row, ranking.quality(tier, literal=key == keys[0], capitals=capitals), capital))
            for *row, capital, key, tier in self._store.rows(_ROWS.format(keys=_marks(keys)), *keys)
        ]

    def _state(self, code: str) -> list[Row]:
        return [row for row in self._exact(code) if row.kind == "region" and row.country in {"US", "CA"}]

    def place_at(self, lat: float, lon: float) -> Spot:
        """The name of a point: see `geo.gazetteer.reverse`."""
        return self._surroundings.spot(lat, lon)

    @cached_property
    def _surroundings(self) -> Surroundings:
        return Surroundings(self._store)

    def _misspelt(self, name: str, least: float) -> list[Row]:
        """The places whose names are like this one."""
        found = self._alike(names.keys(name)[-1:], least)
        if not found:
            return []
        rows = self._store.rows(_ROWS.format(keys=_marks(found)), *found)
        return [Row._make((*row, ranking.misspelt(found[key]), capital)) for *row, capital, key, _ in rows]

    def _alike(self, keys: tuple[str, ...], least: float) -> dict[str, float]:
        """The known keys that are like these, each with its likeness from 0 to 1."""
        from rapidfuzz import process  # noqa: PLC0415  a misspelt name only
        from rapidfuzz.distance import OSA  # noqa: PLC0415  a misspelt name only

        for key in keys:
            for start in _starts(key):
                best = process.extract(
                    key,
                    self._shortlist(start, len(key), least),
                    scorer=OSA.normalized_similarity,
                    score_cutoff=least,
                    limit=_MAX_FUZZY_KEYS,
                )
                if best:
                    return {known: similarity for known, similarity, _ in best}
        return {}

    def _shortlist(self, start: str, length: int, least: float) -> list[str]:
        """The keys that begin with `start` and are about as long."""
        end = start[:-1] + chr(ord(start[-1]) + 1)
        lengths = math.ceil(length * least), math.floor(length / least)  # outside these too many letters differ
        return [row[0] for row in self._store.rows(_SHORTLIST, start, end, *lengths, CODE)]

    def _context(self, reading: Reading, given: Context) -> Context:
        """What is given, and what the phrase itself says."""
        areas = [self._areas(area) for area in reading.within]
        known = [area for area in areas if area]
        within = (_common(known) if known else frozenset()) if areas else None
        return replace(given, within=within, kind=reading.kind)

    def _votes(self, name: str, among: Sequence[str]) -> Callable[[Row], float] | None:
        """How well a place agrees with the other names of the text; None where they say nothing."""
        own = names.keys(name)
        others = {names.keys(other): other for other in map(names.checked, among)}
        known = [rows for keys, other in others.items() if keys[-1:] != own[-1:] and (rows := self._meant(other))]
        return voting.votes([voting.meanings(rows) for rows in known]) if known else None

    def _meant(self, name: str) -> list[Row]:
        """What another name of the text may mean; never a guess at a misspelt one."""
        if point := parse_point(name):
            return [Row("given", "point", point.name, "", "", point.lat, point.lon, 0, "", 0.0, 1.0)]
        if state := hints.state(name):
            return self._state(state)
        readings = (self._exact(reading.name) for reading in phrases.readings(name))
        peoples = ([row for row in self._exact(land) if row.kind in _LANDS] for land in hints.lands(name))
        rows = next((rows for rows in chain(readings, peoples) if rows), [])
        return [row for row in rows if row.kind != "district"] or rows

    def _areas(self, name: str) -> frozenset[tuple[str, str]]:
        """The countries and regions of this name or code; where there are none, those that hold a town called so."""
        if state := hints.state(name):
            return frozenset((row.country, row.region) for row in self._state(state))
        keys = names.keys(name)
        found = (self._store.rows(_AREAS.format(keys=_marks(keys), kinds=kinds), *keys) for kinds in _LANDS_FIRST)
        return frozenset(next((areas for areas in found if areas), ()) if keys else ())


def _common(areas: list[frozenset[tuple[str, str]]]) -> frozenset[tuple[str, str]]:
    """The areas that all of a phrase's hints allow: `Texas, USA` is Texas; hints at odds all count."""
    narrowest = areas[0]
    for others in areas[1:]:
        both = {a for a in narrowest if a in others or (a[0], "") in others}
        both |= {b for b in others if (b[0], "") in narrowest}
        narrowest = frozenset(both) or narrowest | others
    return narrowest


def _starts(key: str) -> tuple[str, ...]:
    """How the name that was meant may begin: as written; with its first letters exchanged; without the first."""
    if len(key) < _SHORTEST:
        return ()
    return (key[:1],) if len(key) <= _SHORTEST + 1 else (key[:2], key[1::-1], key[1:3])


def _marks(keys: Sized) -> str:
    return ", ".join("?" * len(keys))
