"""Where many places lie together, and how their names are kept."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

import numpy as np
import shapely
from numpy.typing import NDArray

from geo import territory
from geo.gazetteer.names import fold

KM_PER_DEGREE = 111.195  # on a sphere of 6,371.0088 km, the mean radius of GRS80 (Moritz 2000)
MAX_KEY_CHARACTERS = 100
MAIN_SHARE = 0.3  # ours: Alaska and French Guiana are not the main land, the islands of Japan and New Zealand are


class Spot(NamedTuple):
    """A position."""

    lat: float
    lon: float


class Located(Protocol):
    """Whatever has a position."""

    @property
    def lat(self) -> float:
        """Degrees north."""

    @property
    def lon(self) -> float:
        """Degrees east."""


def middle(places: Sequence[Located]) -> tuple[float, float]:
    """The mean of positions on the sphere, so that no country is cut by the antimeridian."""
    vectors = [unit_vector(place.lat, place.lon) for place in places]
    x, y, z = (sum(axis) for axis in zip(*vectors, strict=True))
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def middle_of_extent(places: Iterable[Located]) -> tuple[float, float]:
    """The middle of the one-degree squares that have a place: where the land is, not where most people live."""
    return middle([Spot(*square) for square in {(round(place.lat), round(place.lon)) for place in places}])


def middle_of_land(country: str) -> tuple[float, float] | None:
    """The middle of a country's main land: of its largest part and those not much smaller; None where it has none."""
    lands = territory.load()
    number = lands.countries.index(country) if country in lands.countries else -1
    rings = [rings for rings, owner in zip(lands.land.rings, lands.land.country, strict=True) if owner == number]
    parts = [shapely.transform(shapely.Polygon(ring[0], ring[1:]), equal_area) for ring in rings]
    largest = max((part.area for part in parts), default=0.0)
    if not largest:
        return None
    main = shapely.MultiPolygon([part for part in parts if part.area >= MAIN_SHARE * largest]).centroid
    return math.degrees(math.asin(main.y)), main.x


def equal_area(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Degrees to the cylinder of equal areas (Lambert 1772), its height from -1 to 1."""
    return np.column_stack([lonlat[:, 0], np.sin(np.radians(lonlat[:, 1]))])


def unit_vector(lat: float, lon: float) -> tuple[float, float, float]:
    """A position as a vector from the centre of the Earth."""
    phi, lam = math.radians(lat), math.radians(lon)
    return math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The distance on a sphere, good to 0.5 %."""
    chord = math.dist(unit_vector(lat1, lon1), unit_vector(lat2, lon2))
    return KM_PER_DEGREE * math.degrees(2 * math.asin(min(1.0, chord / 2)))


def folded(names: Iterable[str], *, but: Iterable[str] = ()) -> tuple[str, ...]:
    """The keys of names, sorted, without those of `but`; GeoNames sometimes puts several names in one."""
    single = {fold(part).replace("|", " ") for name in names for part in name.split("  ")}
    return tuple(sorted(key for key in single - {fold(name) for name in but} if 0 < len(key) <= MAX_KEY_CHARACTERS))
