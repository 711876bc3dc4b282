"""A point to a name: the nearest place, the region and the country it is in, or how far off which coast it is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geo.errors import Fault, UsageError
from geo.gazetteer.ranking import distance_km
from geo.gazetteer.store import Store
from geo.gazetteer.waters import water_at
from geo.journey import Place, Point

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

_POSITIONS = """
SELECT id, lat, lon, country, kind = 'airport' FROM place
WHERE kind NOT IN ('country', 'region', 'district', 'water')
ORDER BY kind = 'airport', id
"""
_PLACE = """
SELECT place.name, lat, lon, country, kind, source, precision_km, zone.name, region
FROM place JOIN zone ON zone.id = place.zone WHERE place.id = ?
"""
_REGIONS = "SELECT country, region, name FROM place WHERE kind = 'region' AND region != ''"
_AT_PLACE_KM = 1.0  # within this and its own precision a point is at a place, not beside it: our estimate
_TERRITORIAL_KM = 22.224  # 12 nautical miles (UNCLOS article 3)
_OWN_COUNTRY = 2.0  # a place in the point's own country names it even if so many times as far as one across the border
_WINDS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")


@dataclass(frozen=True, slots=True)
class Spot(Place):
    """A point with a name: a `Place` at the very position asked for, and what it was named after.

    `country` is the code of the country on whose land or in whose territorial sea the point is, `region` the name of
    its first-order region; off land `water` is the sea or strait. `precision_km` is that of the position: none.
    """

    nearest: Place | None = None
    nearest_km: float = math.inf
    region: str | None = None
    water: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Positions:
    """All places, the `sites` first and then the airports: their numbers, unit vectors, and the sites by country."""

    ids: Sequence[int]
    vectors: Floats
    sites: int
    by_country: Mapping[str, npt.NDArray[np.intp]]


class Surroundings:
    """The positions of all places of a store, in memory once they are first asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def spot(self, lat: float, lon: float) -> Spot:
        """The name of the point at these degrees; raises `UsageError` for what is not on Earth.

        It is named after the nearest town or site, an airport only where the point is on it. Countries are as
        `geo.territory` draws them.
        """
        from geo import territory  # noqa: PLC0415 -- reads the shapes of all countries

        if not (abs(lat) <= 90 and abs(lon) <= 180):  # also refuses NaN
            hint = "latitudes run from -90 to 90 and longitudes from -180 to 180"
            raise UsageError(Fault("no such point on the globe", found=f"{lat},{lon}", hint=hint))
        here, world = Point(float(lat), float(lon)), territory.load()
        land = str(world.countries_at(*here))
        country = land or str(world.nearest(*here, _TERRITORIAL_KM)) or None
        near, region = self._nearest(here, country)
        away_km = distance_km(here, near.point)
        beside = _beside(here, near, away_km)
        water = None if land or beside == near.name else water_at(here)
        return Spot(
            name=beside if country or beside == near.name else f"{water or 'at sea'}, {beside}",
            lat=here.lat,
            lon=here.lon,
            country=country,
            source=f"near {near.source}",
            zone=near.zone if country else None,
            nearest=near,
            nearest_km=away_km,
            region=self._regions.get((country or "", region)) if near.country == country else None,
            water=water,
        )

    def _nearest(self, here: Point, country: str | None) -> tuple[Place, str]:
        """The place that names a point, and the code of its region."""
        (x, y, z), (here_x, here_y, here_z) = self._positions.vectors, _vectors([here.lat], [here.lon])
        closeness: Floats = x * here_x + y * here_y + z * here_z  # the cosine of the angle between
        sites = self._positions.sites
        if sites < closeness.size:
            airport, region = self._place(sites + int(closeness[sites:].argmax()))
            if distance_km(here, airport.point) <= airport.precision_km:
                return airport, region
        nearest = self._place(int(closeness[:sites].argmax()))
        own = self._positions.by_country.get(country or "")
        if nearest[0].country == country or own is None:
            return nearest
        home = self._place(int(own[closeness[own].argmax()]))
        far = _OWN_COUNTRY * distance_km(here, nearest[0].point)
        return home if distance_km(here, home[0].point) <= far else nearest

    def _place(self, index: int) -> tuple[Place, str]:
        """The place of that number among the positions, and the code of its region."""
        fields = self._store.rows(_PLACE, self._positions.ids[index])[0]
        name, lat, lon, country, kind, source, precision_km, zone, region = fields
        return Place(name, lat, lon, country or None, kind, source, precision_km, zone or None), region

    @cached_property
    def _positions(self) -> _Positions:
        import numpy as np  # noqa: PLC0415 -- a look-up by name needs none

        ids, lat, lon, country, airport = zip(*self._store.rows(_POSITIONS), strict=True)
        sites = len(ids) - sum(airport)
        order = np.argsort(np.array(country[:sites]), kind="stable")
        codes, starts = np.unique(np.array(country[:sites])[order], return_index=True)
        by_country = dict(zip(codes.tolist(), np.split(order, starts[1:]), strict=True))
        return _Positions(ids, _vectors(lat, lon), sites, by_country)

    @cached_property
    def _regions(self) -> dict[tuple[str, str], str]:
        return {(country, region): name for country, region, name in self._store.rows(_REGIONS)}


def _vectors(lat: Sequence[float], lon: Sequence[float]) -> Floats:
    """Positions as unit vectors, in three rows."""
    import numpy as np  # noqa: PLC0415 -- as above

    phi, lam = np.radians(lat), np.radians(lon)
    return np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])


def _beside(here: Point, near: Place, away_km: float) -> str:
    """`Khasan` at a place, `12 km NE of Khasan` beside it."""
    if away_km <= max(_AT_PLACE_KM, near.precision_km):
        return near.name
    return f"{away_km:,.0f} km {_wind(near.point, here)} of {near.name}"


def _wind(start: Point, end: Point) -> str:
    """The one of eight winds in which `end` lies, along the great circle."""
    phi1, phi2, lam = math.radians(start.lat), math.radians(end.lat), math.radians(end.lon - start.lon)
    across = math.sin(lam) * math.cos(phi2)
    along = math.cos(phi1) * math.sin(phi2) - math.sin(phi1) * math.cos(phi2) * math.cos(lam)
    return _WINDS[round(math.degrees(math.atan2(across, along)) / 45) % 8]
