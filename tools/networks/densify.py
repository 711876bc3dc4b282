"""Points set along the great circles of the sea, so that its long lanes draw as the arcs they are."""

from __future__ import annotations

import numpy as np

from geo.network.make.raw import WGS84, Raw

_SPACING_KM = 250.0


def along_geodesics(raw: Raw) -> Raw:
    """The same network with each long edge cut into equal parts along its geodesic."""
    pieces = np.ceil(raw.chords_km() / _SPACING_KM).astype(int)
    lat, lon, u, v, km = raw.lat.tolist(), raw.lon.tolist(), [], [], []
    for edge, parts in enumerate(pieces.tolist()):
        start, end = int(raw.u[edge]), int(raw.v[edge])
        between = WGS84.npts(lon[start], lat[start], lon[end], lat[end], parts - 1) if parts > 1 else []
        chain = [start, *range(len(lat), len(lat) + len(between)), end]
        lat.extend(point[1] for point in between)
        lon.extend(point[0] for point in between)
        u.extend(chain[:-1])
        v.extend(chain[1:])
        km.extend([raw.km[edge] / max(parts, 1)] * (len(chain) - 1))
    return Raw(np.array(lat), np.array(lon), np.array(u), np.array(v), np.array(km), np.zeros(len(u), bool))
