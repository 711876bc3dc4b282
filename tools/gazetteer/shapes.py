"""Where many places lie together, and how their names are kept."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Protocol

from geo.gazetteer.names import fold

KM_PER_DEGREE = 111.195  # on a sphere of 6,371.0088 km, the mean radius of GRS80 (Moritz 2000)
MAX_KEY_CHARACTERS = 100


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
