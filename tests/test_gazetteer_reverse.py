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


def test_the_open_sea_has_a_name_and_says_which_coast_it_is_off():
    spot = geo.place_at(42.6, 132.5)
    assert spot.water == "Sea of Japan"
    assert spot.name.startswith("Sea of Japan, ")
    assert spot.name.endswith(f" of {spot.nearest.name}")
    assert (spot.country, spot.zone) == (None, None)


@pytest.mark.parametrize(
    ("lat", "lon", "water"),
    [
        (35.95, -5.5, "Strait of Gibraltar"),
        (43.0, 34.0, "Black Sea"),
        (42.0, 51.0, "Caspian Sea"),
        (35.0, 18.0, "Mediterranean Sea"),
        (38.0, 25.0, "Aegean Sea"),
        (20.0, 38.5, "Red Sea"),
        (26.5, 52.0, "Persian Gulf"),
        (24.5, 119.5, "Taiwan Strait"),
        (36.0, 123.0, "Yellow Sea"),
        (55.0, 150.0, "Sea of Okhotsk"),
        (58.0, -179.0, "Bering Sea"),
        (70.0, -175.0, "Chukchi Sea"),
        (0.5, -150.0, "North Pacific Ocean"),
        (-40.0, 179.9, "South Pacific Ocean"),
        (-40.0, -179.9, "South Pacific Ocean"),
        (45.0, -40.0, "North Atlantic Ocean"),
        (-30.0, -10.0, "South Atlantic Ocean"),
        (-20.0, 80.0, "Indian Ocean"),
        (-65.0, 10.0, "Southern Ocean"),
        (89.0, 0.0, "Arctic Ocean"),
    ],
)
def test_waters_are_told_apart(lat, lon, water):
    assert geo.place_at(lat, lon).water == water


def test_the_sea_of_a_coast_has_its_country_too():
    spot = geo.place_at(42.85, 131.75)
    assert (spot.country, spot.water) == ("RU", "Sea of Japan")


def test_no_land_has_a_water():
    assert all(geo.place_at(lat, lon).water is None for lat, lon in ((52.0, 85.0), (0.0, 25.0), (-25.0, 135.0)))


def test_a_place_at_can_be_travelled_to():
    assert geo.distance(geo.place_at(43.1, 131.9), geo.place_at(48.5, 135.1), by="air").distance_km.best > 500


@pytest.mark.parametrize("lon", [180, -180, 179.999])
def test_the_antimeridian_is_no_edge(lon):
    assert geo.place_at(-16.8, lon).nearest_km < 80


@pytest.mark.parametrize(("lat", "lon"), [(math.nan, 0), (0, math.nan), (91, 0), (0, 181), (math.inf, 0)])
def test_what_is_not_on_earth_is_refused(lat, lon):
    with pytest.raises(UsageError, match="no such point"):
        geo.place_at(lat, lon)
