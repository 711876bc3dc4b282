"""Reading a network's artefact into the arrays that snapping and searching use."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.errors import DataError, Fault
from geo.network.sphere import Floats, Ints

VERSION = 2
_SHARES = 65_535  # what the whole of an edge counts in `line_share`
# What numpy and zipfile raise at files that are no network; the last two at arrays that are not in a zip file, and at
# zip files that they cannot unpack.
_DAMAGE = (
    OSError,
    KeyError,
    ValueError,
    IndexError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
    TypeError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """A network in memory, read-only: N nodes, E undirected edges, each with a line of stops.

    `country` numbers into `countries`. The line of edge `e` is the stops `first[e]` to `first[e + 1]`, ends included,
    longitudes continuous along it; `stop_share` is how much of the edge's length lies before each. `km` is the edge's
    length on the ellipsoid, and `inferred` whether no data show it.

    A network made from an extract also says of what `mode` it is and what its `source` asks to be called, the track
    gauge at each node in mm (0: unknown), and in `usage`, which numbers into `usages`, what each edge is used for.
    """

    lat: Floats
    lon: Floats
    country: npt.NDArray[np.uint8]
    component: npt.NDArray[np.unsignedinteger]
    countries: tuple[str, ...]
    u: Ints
    v: Ints
    km: Floats
    inferred: npt.NDArray[np.bool_]
    first: Ints
    stop_lat: Floats
    stop_lon: Floats
    stop_share: Floats
    mode: str = ""
    source: str = ""
    gauge_mm: npt.NDArray[np.uint16] | None = None
    usage: npt.NDArray[np.uint8] | None = None
    usages: tuple[str, ...] = ()

    def line(self, edge: int) -> tuple[Floats, Floats, Floats]:
        """The stops of an edge from `u` to `v`: latitudes, longitudes, and the shares of its length before them."""
        part = slice(self.first[edge], self.first[edge + 1])
        return self.stop_lat[part], self.stop_lon[part], self.stop_share[part]


def read(path: Path) -> Graph:
    """The network in the file `path`; raises `DataError` where that is missing, damaged or of another version."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            if int(arrays["version"]) != VERSION:
                found = str(arrays["version"])
                raise DataError(Fault("this network is of another version", file=str(path), found=found))
            return _graph(arrays)
    except FileNotFoundError:
        raise DataError(Fault("there is no such network", file=str(path))) from None
    except _DAMAGE as error:
        if isinstance(error, OSError) and error.errno:
            raise DataError(Fault(f"cannot be read: {error.strerror}", file=str(path))) from error
        if path.is_file() and not zipfile.is_zipfile(path):
            hint = "`demarche network build` makes networks"
            raise DataError(Fault("this is no network, or a damaged one", file=str(path), hint=hint)) from error
        raise DataError(Fault(f"this network is damaged ({error})", file=str(path))) from error


def _graph(arrays: Any) -> Graph:
    units = float(arrays["units"])
    lat, lon, line_lat, line_lon = (
        np.cumsum(_whole(arrays, name)) / units for name in ("node_lat", "node_lon", "line_lat", "line_lon")
    )
    u = np.cumsum(_whole(arrays, "edge_u"))
    v = u + _whole(arrays, "edge_v")
    sizes = arrays["line_sizes"].astype(np.int64)
    first = np.concatenate([[0], np.cumsum(sizes + 2)])
    inner = np.arange(len(line_lat)) + np.repeat(np.arange(len(u)), sizes) * 2 + 1
    inferred = np.zeros(len(u), bool)
    inferred[arrays["edge_inferred"]] = True
    graph = Graph(
        lat=lat,
        lon=lon,
        country=arrays["node_country"],
        component=arrays["node_component"],
        countries=tuple(arrays["countries"].tolist()),
        u=u,
        v=v,
        km=_whole(arrays, "edge_m") / 1000,
        inferred=inferred,
        first=first,
        stop_lat=_stops(first, inner, lat[u], lat[v], line_lat),
        stop_lon=_continuous(first, _stops(first, inner, lon[u], lon[v], line_lon)),
        stop_share=_stops(first, inner, 0.0, 1.0, arrays["line_share"] / _SHARES),
        **_details(arrays),
    )
    for name in ("lat", "lon", "u", "v", "km", "inferred", "first", "stop_lat", "stop_lon", "stop_share"):
        getattr(graph, name).flags.writeable = False
    return graph


def _details(arrays: Any) -> dict[str, Any]:
    """What only a network of the user's own says."""
    if "mode" not in arrays:
        return {}
    return {
        "mode": str(arrays["mode"]),
        "source": str(arrays["source"]),
        "gauge_mm": arrays["node_gauge"],
        "usage": arrays["edge_usage"],
        "usages": tuple(arrays["usages"].tolist()),
    }


def _whole(arrays: Any, name: str) -> Ints:
    """Whole numbers kept as their lower and upper 16 bits."""
    return np.asarray(arrays[f"{name}_low"] + (arrays[f"{name}_high"].astype(np.int64) << 16))


def _stops(first: Ints, inner: Ints, starts: Floats | float, ends: Floats | float, values: Floats) -> Floats:
    """What holds along every line: at its start, at the stops `inner` between, at its end."""
    stops = np.empty(first[-1])
    stops[first[:-1]], stops[first[1:] - 1], stops[inner] = starts, ends, values
    return stops


def _continuous(first: Ints, lon: Floats) -> Floats:
    """Longitudes without jumps within a line: a line that crosses the antimeridian goes on past 180."""
    for edge in np.flatnonzero(np.abs(lon[first[1:] - 1] - lon[first[:-1]]) > 180):
        lon[first[edge] : first[edge + 1]] = np.unwrap(lon[first[edge] : first[edge + 1]], period=360)
    return lon
