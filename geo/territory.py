"""The land of every country, and its territory with the waters 12 nautical miles from its coasts."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.errors import DataError, Fault, UsageError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.str_]
VERSION = 1
_DATA = Path(__file__).parent / "data" / "territory.npz"
_KM_PER_DEGREE = 111.2  # of a meridian, to 0.5 %: near enough to tell which of two coasts is nearer
_TURNS = (-360.0, 0.0, 360.0)  # shapes that cross the antimeridian go on past 180


@dataclass(frozen=True, slots=True)
class Strait:
    """A strait less than 24 nautical miles wide that aircraft may pass: its shores, and (lat, lon) along its middle.

    Its middle is `high_seas` where the states along it claim no more than 3 nautical miles.
    """

    name: str
    shores: tuple[str, ...]
    line: tuple[tuple[float, float], ...]
    high_seas: bool = False

    def open_without(self, codes: frozenset[str]) -> bool:
        """Whether it is a way for those who keep out of countries: on one of its shores at least there is another."""
        return self.high_seas or not frozenset(self.shores) <= codes

    @property
    def way(self) -> Any:
        """What is closed where it is no way: a shapely geometry of (lon, lat) that covers all that is kept open."""
        import shapely  # noqa: PLC0415 -- heavy: loaded when first asked

        narrow = float(np.cos(np.radians(np.mean([lat for lat, _ in self.line]))))
        flat = shapely.LineString([(lon * narrow, lat) for lat, lon in self.line])
        wide = flat.buffer(_CLOSED_KM / _KM_PER_DEGREE, quad_segs=4, cap_style="flat")
        return shapely.transform(wide, lambda xy: xy / (narrow, 1.0))


# Straits through which aircraft have the right of transit passage (UNCLOS articles 37 and 38): of some two hundred,
# those that long flights use. Straits with a convention of their own (article 35), as the Turkish and the Danish ones,
# are left out. Japan claims 3 nautical miles in hers (Act on the Territorial Sea of 1977, general knowledge), so that
# their middle is high seas. The lines are ours, drawn by eye.
STRAITS = (
    Strait(
        "the Strait of Gibraltar",
        ("ES", "GI", "MA"),
        ((36.05, -4.6), (36.0, -5.25), (35.95, -5.45), (35.93, -5.75), (35.95, -6.4)),
    ),
    Strait(
        "the Strait of Dover", ("FR", "GB"), ((50.55, 0.35), (50.72, 0.9), (50.98, 1.42), (51.25, 1.85), (51.6, 2.3))
    ),
    Strait(
        "Bab-el-Mandeb",
        ("DJ", "ER", "YE"),
        ((13.5, 42.75), (12.9, 43.2), (12.55, 43.37), (12.3, 43.75), (12.1, 44.3)),
    ),
    Strait(
        "the Strait of Hormuz",
        ("AE", "IR", "OM"),
        ((26.2, 55.8), (26.4, 56.15), (26.58, 56.5), (26.3, 56.85), (25.6, 56.95)),
    ),
    Strait(
        "the Straits of Malacca and Singapore",
        ("ID", "MY", "SG"),
        ((3.4, 100.3), (2.4, 101.6), (1.75, 102.7), (1.25, 103.35), (1.15, 103.6), (1.2, 103.9), (1.28, 104.35)),
    ),
    Strait("the Korea Strait", ("JP", "KR"), ((34.3, 128.6), (34.85, 129.2), (35.2, 129.7)), high_seas=True),
    Strait(
        "the Tsugaru Strait",
        ("JP",),
        ((41.1, 139.8), (41.32, 140.2), (41.36, 140.6), (41.54, 140.75), (41.63, 140.95), (41.6, 142.0)),
        high_seas=True,
    ),
    Strait("the La Pérouse Strait", ("JP", "RU"), ((45.75, 141.2), (45.72, 142.0), (45.6, 142.8)), high_seas=True),
    Strait("the Strait of Bonifacio", ("FR", "IT"), ((41.3, 8.6), (41.33, 9.1), (41.3, 9.35), (41.4, 9.9))),
)
STRAIT_KM = 2.0  # half the width of the way kept open
_CLOSED_KM = 4.0  # half the width that closes it: more than was kept open, less than where the high seas begin


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """Polygons as rings of (lon, lat), longitudes continuous, and the country of each as a place in a list of codes."""

    rings: tuple[tuple[Floats, ...], ...]  # by polygon: the outline, and then its holes
    country: Ints


@dataclass(frozen=True, eq=False)
class Territory:
    """The countries of the world by their ISO 3166-1 alpha-2 codes. Read-only."""

    countries: tuple[str, ...]
    land: Shapes
    reach: Shapes  # the land and its waters, widened by a km or two so that few vertices cover them

    def countries_at(self, lat: npt.ArrayLike, lon: npt.ArrayLike) -> Codes:
        """The country on whose land each position lies, '' at sea.

        `lat` and `lon` are of one shape, in degrees, and so is the answer; where two lands overlap, the smaller.
        The countries are Natural Earth's, drawn as they are held, not as they are claimed: Crimea counts as RU.
        Raises `UsageError` at what is not a position.
        """
        import shapely  # noqa: PLC0415 -- heavy: loaded when first asked

        lats, lons = _on_globe(lat, lon)
        found = np.full(lats.size, -1)
        for turn in _TURNS:
            x, y = lons.ravel() + turn, lats.ravel()
            place, part = self._tree.query(shapely.points(x, y))
            for number in np.unique(part)[::-1].tolist():  # from the largest to the smallest
                here = place[part == number]
                here = here[shapely.intersects_xy(self._parts[number], x[here], y[here])]
                found[here] = self._owners[number]
        return np.asarray(np.array((*self.countries, ""))[found].reshape(lats.shape))

    def nearest(self, lat: npt.ArrayLike, lon: npt.ArrayLike, within_km: float) -> Codes:
        """As `countries_at`, and at sea the country of the nearest land no farther than `within_km`."""
        codes = self.countries_at(lat, lon)
        lats, lons = np.broadcast_arrays(np.asarray(lat, float), np.asarray(lon, float))
        for place in zip(*np.nonzero(np.atleast_1d(codes) == ""), strict=True):
            code = self._nearest(float(np.atleast_1d(lats)[place]), float(np.atleast_1d(lons)[place]), within_km)
            np.atleast_1d(codes)[place] = code
        return codes

    def waters(self, codes: Iterable[str]) -> Any:
        """The territory of these countries with its waters, as one shapely geometry of (lon, lat).

        It covers all of it and 2 km more at most. The ways through the straits open to transit are left out, unless all
        their shores are among these countries: keep out means keep out. Longitudes go on past 180 where a shape crosses
        the antimeridian. Raises `UsageError` at a code that is none.
        """
        import shapely  # noqa: PLC0415 -- as above

        wanted = frozenset(codes)
        unknown = sorted(wanted.difference(self.countries))
        if unknown:
            hint = "ISO 3166-1 alpha-2, as RU"
            raise UsageError(*(Fault("no country has this code", found=code, hint=hint) for code in unknown))
        chosen = np.flatnonzero(np.isin(self.reach.country, [self.countries.index(code) for code in wanted]))
        shut = [strait.way for strait in STRAITS if wanted and not strait.open_without(wanted)]
        return shapely.union_all([*(_polygon(self.reach.rings[number]) for number in chosen.tolist()), *shut])

    def _nearest(self, lat: float, lon: float, within_km: float) -> str:
        import shapely  # noqa: PLC0415 -- as above

        up, narrow = within_km / _KM_PER_DEGREE, max(float(np.cos(np.radians(lat))), 1e-3)
        best, code = within_km, ""
        for turn in _TURNS:
            x = (lon + 180) % 360 - 180 + turn
            box = (x - up / narrow, lat - up, x + up / narrow, lat + up)
            for number in self._tree.query(shapely.box(*box)).tolist():
                near = shapely.clip_by_rect(self._parts[number], *box)
                flat = shapely.transform(near, lambda xy, x=x: (xy - (x, lat)) * (narrow, 1.0))
                km = float(shapely.distance(shapely.Point(0, 0), flat)) * _KM_PER_DEGREE
                if km <= best:  # NaN, where only the boxes meet, is not
                    best, code = km, self.countries[self._owners[number]]
        return code

    @cached_property
    def _order(self) -> Ints:
        """The places of the land's polygons, from the smallest to the largest."""
        import shapely  # noqa: PLC0415 -- as above

        return np.argsort(shapely.area([_polygon(rings) for rings in self.land.rings]), kind="stable")

    @cached_property
    def _parts(self) -> npt.NDArray[np.object_]:
        import shapely  # noqa: PLC0415 -- as above

        parts = np.array([_polygon(self.land.rings[number]) for number in self._order], object)
        shapely.prepare(parts)
        return parts

    @cached_property
    def _owners(self) -> Ints:
        return np.asarray(self.land.country[self._order])

    @cached_property
    def _tree(self) -> Any:
        import shapely  # noqa: PLC0415 -- as above

        return shapely.STRtree(self._parts)


@cache
def load() -> Territory:
    """The territories of the world, read once in a process. Raises `DataError` where the file cannot be read."""
    return read(_DATA)


def read(path: Path) -> Territory:
    """The territories in a file; raises `DataError` where that is missing, damaged or of another version."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            if int(arrays["version"]) != VERSION:
                found = str(arrays["version"])
                raise DataError(Fault("these territories are of another version", file=str(path), found=found))
            codes = tuple(str(code) for code in arrays["countries"])
            return Territory(codes, _shapes(arrays, "land"), _shapes(arrays, "waters"))
    except FileNotFoundError:
        raise DataError(Fault("there are no such territories", file=str(path))) from None
    except (
        OSError,
        KeyError,
        ValueError,
        IndexError,
        EOFError,
        zipfile.BadZipFile,
        zlib.error,
        TypeError,
        RuntimeError,
    ) as error:
        raise DataError(Fault(f"these territories are damaged ({error})", file=str(path))) from error


def _shapes(arrays: Any, name: str) -> Shapes:
    points = np.cumsum(arrays[f"{name}_steps"], axis=0, dtype=np.int64) / float(arrays["units"])
    points.flags.writeable = False
    rings = np.split(points, np.cumsum(arrays[f"{name}_sizes"])[:-1])
    ends = np.cumsum(arrays[f"{name}_rings"])
    polygons = tuple(tuple(rings[end - size : end]) for end, size in zip(ends, arrays[f"{name}_rings"], strict=True))
    country = arrays[f"{name}_country"].astype(np.int64)
    country.flags.writeable = False
    return Shapes(polygons, country)


def _polygon(rings: tuple[Floats, ...]) -> Any:
    import shapely  # noqa: PLC0415 -- as above

    return shapely.Polygon(rings[0], rings[1:])


def _on_globe(lat: npt.ArrayLike, lon: npt.ArrayLike) -> tuple[Floats, Floats]:
    """The positions in one shape, longitudes within ±180."""
    lats, lons = np.broadcast_arrays(np.asarray(lat, float), np.asarray(lon, float))
    wrong = ~((np.abs(lats) <= 90) & np.isfinite(lons))  # NaN too is not at most 90
    if wrong.any():
        raise UsageError(Fault("no such point on the globe", found=f"{lats[wrong][0]},{lons[wrong][0]}"))
    return lats, (lons + 180) % 360 - 180
