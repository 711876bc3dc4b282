"""The space-time prism: where somebody can be who left one place and is due at another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.geodesy import along, bearing_deg, distances_km
from geo.journey import Point

Ring = tuple[Point, ...]

_CORNERS = 72
_HALVINGS = 24
_ROUGH_CORNERS, _ROUGH_HALVINGS = 36, 11  # to a thousandth of its size, in a third of the time
_HALF_ROUND_KM = 20_003.9  # no geodesic on WGS84 is longer (Karney 2013): a disc as wide holds the whole Earth


@dataclass(frozen=True, slots=True)
class Disc:
    """All that lies within a distance of a point."""

    centre: Point
    radius_km: float


def lens(one: Disc, other: Disc, *, rough: bool = False) -> Ring | None:
    """The ring around what two discs have in common, closed, longitudes unwrapped; None where they have nothing.

    Seen from a point inside, each bearing leaves the lens once: how far out is found by halving. Exact on the ellipsoid
    to a metre, or to a thousandth of its size where it is `rough`; where the lens is more than half the Earth, as far
    as the antipodes are near.
    """
    corners, halvings = (_ROUGH_CORNERS, _ROUGH_HALVINGS) if rough else (_CORNERS, _HALVINGS)
    inside = _inside(one, other)
    if inside is None:
        return None
    bearings = np.linspace(0.0, 360.0, corners, endpoint=False)
    near, far = np.zeros(corners), np.full(corners, min(_HALF_ROUND_KM, 2 * min(one.radius_km, other.radius_km)))
    for _ in range(halvings):
        middle = (near + far) / 2
        lat, lon = along(inside, bearings, middle)
        within = np.ones(corners, bool)
        for disc in (one, other):
            within &= distances_km(lat, lon, disc.centre.lat, disc.centre.lon) <= disc.radius_km
        near, far = np.where(within, middle, near), np.where(within, far, middle)
    lat, lon = along(inside, bearings, near)
    lon = inside.lon + (lon - inside.lon + 180) % 360 - 180
    ring = [Point(*pair) for pair in zip(lat.tolist(), lon.tolist(), strict=True)]
    return _round_pole(ring, inside, (one, other))


def _round_pole(ring: list[Point], inside: Point, discs: tuple[Disc, Disc]) -> Ring:
    """The ring closed; where it goes round a pole, along the meridian opposite to the inside and over the pole."""
    for lat in (90.0, -90.0):
        if all(distances_km(lat, 0.0, *disc.centre) <= disc.radius_km for disc in discs):
            ring = sorted(ring, key=lambda corner: corner.lon)
            west, east = inside.lon - 180, inside.lon + 180
            edge = (ring[0].lat + ring[-1].lat) / 2
            ring = [Point(lat, west), Point(edge, west), *ring, Point(edge, east), Point(lat, east)]
    return (*ring, ring[0])


def _inside(one: Disc, other: Disc) -> Point | None:
    """A point in the middle of what two discs have in common."""
    if min(one.radius_km, other.radius_km) < 0:
        return None
    apart_km = float(distances_km(*one.centre, *other.centre))
    if apart_km > one.radius_km + other.radius_km:
        return None
    from_km, to_km = max(0.0, apart_km - other.radius_km), min(apart_km, one.radius_km)
    share = (from_km + to_km) / 2
    if apart_km == 0:
        return one.centre
    bearing = bearing_deg(one.centre, other.centre)
    lat, lon = along(one.centre, np.array([bearing]), np.array([share]))
    return Point(float(lat[0]), float(lon[0]))
