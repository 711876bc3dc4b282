"""Whose land a place is, and how far territories reach."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import territory
from geo.errors import DataError, UsageError
from geo.geodesy import distances_km

WORLD = territory.load()


REACH = shapely.STRtree([shapely.Polygon(rings[0], rings[1:]) for rings in WORLD.reach.rings])


def whose_waters(lat, lon):
    """The countries whose territory, as it is kept, a position lies in."""
    points = shapely.points([lon - 360, lon, lon + 360], lat)
    return {WORLD.countries[WORLD.reach.country[part]] for part in REACH.query(points, predicate="intersects")[1]}


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [
        (48.8566, 2.3522, "FR"),
        (41.9022, 12.4533, "VA"),
        (41.89, 12.49, "IT"),
        (42.6629, 21.1655, "XK"),
        (35.33, 33.32, "CY"),  # Kyrenia
        (9.56, 44.06, "SO"),  # Hargeisa
        (43.738, 7.424, "MC"),
        (66.0, -172.0, "RU"),  # Chukotka, beyond the antimeridian
        (66.0, 188.0, "RU"),
        (68.0, 178.0, "RU"),
        (-16.6, 179.3, "FJ"),
        (-16.85, -179.97, "FJ"),
        (-90.0, 0.0, "AQ"),
        (-85.0, 180.0, "AQ"),
        (28.1, -15.45, "ES"),  # Las Palmas
        (90.0, 0.0, ""),
        (0.0, 0.0, ""),
        (0.0, -150.0, ""),
    ],
)
def test_each_place_lies_in_its_country(lat, lon, code):
    assert WORLD.countries_at(lat, lon) == code


def test_answers_have_the_shape_of_the_question():
    assert WORLD.countries_at([[48.86, 0.0]], [[2.35, 0.0]]).tolist() == [["FR", ""]]
    assert WORLD.countries_at(np.zeros(0), np.zeros(0)).shape == (0,)
    assert WORLD.nearest(np.zeros((2, 1)), np.zeros((1, 3)), 10).shape == (2, 3)


def test_a_place_just_off_the_coast_is_of_the_nearest_country():
    lat, lon = [51.06, 43.05, -16.6, 0.0], [1.36, 131.83, -179.85, -30.0]
    assert WORLD.countries_at(lat, lon).tolist() == ["", "", "", ""]
    assert WORLD.nearest(lat, lon, 30).tolist() == ["GB", "RU", "FJ", ""]
    assert WORLD.nearest(51.06, 1.36, 2).item() == ""


def test_between_two_coasts_the_waters_go_to_the_nearer():
    assert whose_waters(51.06, 1.36) == {"GB"}
    assert whose_waters(50.93, 1.67) == {"FR"}
    assert whose_waters(35.90, -5.62) == {"MA"}
    assert whose_waters(35.99, -5.62) == {"ES"}


def test_straits_with_a_right_of_transit_are_nobodys():
    for strait in territory.STRAITS:
        for lat, lon in strait.line:
            assert whose_waters(lat, lon) == set(), strait.name


@pytest.mark.parametrize(
    ("country", "lat", "lon"),
    [
        ("PT", 38.78, -9.5),  # Cabo da Roca
        ("NO", 71.17, 25.78),  # the North Cape
        ("CL", -55.98, -67.27),  # Cape Horn
        ("RU", 77.72, 104.3),  # Cape Chelyuskin
        ("FJ", -16.15, 179.99),
    ],
)
def test_waters_reach_twelve_nautical_miles_at_every_latitude(country, lat, lon):
    owned = WORLD.land.country == WORLD.countries.index(country)
    rings = [shapely.LinearRing(polygon[0]) for polygon, own in zip(WORLD.land.rings, owned, strict=True) if own]
    box = shapely.box(lon - 5, lat - 1, lon + 5, lat + 1)
    coast = shapely.get_coordinates(shapely.segmentize(shapely.intersection(rings, box), 0.005))
    outline = shapely.get_coordinates(WORLD.waters([country]))
    corners = outline[distances_km(outline[:, 1], outline[:, 0], lat, lon) < 35]
    assert len(corners) > 3
    for x, y in corners:
        assert 12 * 1.852 - 0.2 < distances_km(coast[:, 1], coast[:, 0], y, x).min() < 12 * 1.852 + 2.1


@given(st.integers(0, 10**9), st.floats(0, 360), st.floats(0, 22))
def test_no_place_within_twelve_nautical_miles_is_left_out(seed, azimuth, km):
    from pyproj import Geod

    number = seed % len(WORLD.land.rings)
    ring = WORLD.land.rings[number][0]
    x, y = ring[seed % len(ring)]
    lon, lat, _ = Geod(ellps="WGS84").fwd(x, y, azimuth, km * 1000)
    straits = shapely.MultiLineString([[(b, a) for a, b in strait.line] for strait in territory.STRAITS])
    assert whose_waters(lat, lon) or straits.distance(shapely.Point(lon, lat)) < 0.03


def test_no_code_of_a_country_is_a_usage_error_that_names_it():
    with pytest.raises(UsageError, match=r"(?s)'QQ'.*'ru'.*ISO 3166-1"):
        WORLD.waters(["RU", "ru", "QQ"])


def test_nobodys_waters_are_empty():
    assert WORLD.waters([]).is_empty


@pytest.mark.parametrize(("lat", "lon"), [(np.nan, 0), (91, 0), (0, np.inf)])
def test_what_is_no_position_is_a_usage_error(lat, lon):
    for ask in (WORLD.countries_at, lambda lat, lon: WORLD.nearest(lat, lon, 10)):
        with pytest.raises(UsageError, match="no such point"):
            ask([0, lat], [0, lon])


def test_every_shape_is_sound():
    for shapes in (WORLD.land, WORLD.reach):
        assert shapely.is_valid([shapely.Polygon(rings[0], rings[1:]) for rings in shapes.rings]).all()
        assert set(shapes.country.tolist()) == set(range(len(WORLD.countries)))


def test_territories_are_read_only():
    with pytest.raises(ValueError, match="read-only"):
        WORLD.land.rings[0][0][0] = 0.0


def test_the_file_is_small():
    assert territory._DATA.stat().st_size < 2.5e6


def test_a_missing_file_is_a_data_error(tmp_path):
    with pytest.raises(DataError, match="no such territories"):
        territory.read(tmp_path / "t.npz")


@pytest.mark.parametrize("keep", [0, 100, 100_000])
def test_a_truncated_file_is_a_data_error(tmp_path, keep):
    (tmp_path / "t.npz").write_bytes(territory._DATA.read_bytes()[:keep])
    with pytest.raises(DataError, match="damaged"):
        territory.read(tmp_path / "t.npz")


def test_a_file_of_another_version_is_a_data_error(tmp_path):
    np.savez(tmp_path / "t.npz", version=np.int32(99))
    with pytest.raises(DataError, match="another version"):
        territory.read(tmp_path / "t.npz")
