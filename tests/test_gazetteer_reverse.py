"""A point is named after what is nearest to it, and at sea after the coast it is off."""

import math

import pytest

import geo
from geo.errors import UsageError


@pytest.mark.parametrize(
    ("lat", "lon", "name", "country"),
    [
        (43.105, 131.874, "Vladivostok", "RU"),
        (55.752, 37.618, "Moscow", "RU"),
        (43.398, 132.148, "Vladivostok International Airport", "RU"),
        (42.4296, 130.6452, "Khasan station", "RU"),
    ],
)
def test_a_point_at_a_place_has_its_name(lat, lon, name, country):
    spot = geo.place_at(lat, lon)
    assert (spot.country, spot.water, spot.kind) == (country, None, "point")
    assert spot.name == name or spot.nearest_km < spot.nearest.precision_km
    assert (spot.lat, spot.lon) == (lat, lon)


def test_a_point_beside_a_place_says_how_far_and_where():
    spot = geo.place_at(62.2, 129.9)
    assert spot.name == f"{spot.nearest_km:.0f} km {spot.name.split()[2]} of {spot.nearest.name}"
    assert spot.country == "RU"
    assert spot.region.startswith("Sakha")


def test_the_open_sea_says_which_coast_it_is_off():
    spot = geo.place_at(42.6, 132.5)
    assert spot.water == spot.name
    assert spot.name.startswith("at sea, ")
    assert (spot.country, spot.zone) == (None, None)
    assert geo.place_at(0, -150).nearest_km > 500


def test_a_place_at_can_be_travelled_to():
    assert geo.distance(geo.place_at(43.1, 131.9), geo.place_at(48.5, 135.1), by="air").distance_km.best > 500


@pytest.mark.parametrize("lon", [180, -180, 179.999])
def test_the_antimeridian_is_no_edge(lon):
    assert geo.place_at(-16.8, lon).nearest_km < 80


@pytest.mark.parametrize(("lat", "lon"), [(math.nan, 0), (0, math.nan), (91, 0), (0, 181), (math.inf, 0)])
def test_what_is_not_on_earth_is_refused(lat, lon):
    with pytest.raises(UsageError, match="no such point"):
        geo.place_at(lat, lon)
