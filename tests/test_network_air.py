"""Flights: geodesics everywhere on the globe, and ways round the countries to be avoided."""

import itertools
import math
import time

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geo import territory
from geo.errors import RouteNotFound, UsageError
from geo.geodesy import distance_km
from geo.journey import Place, Point
from geo.network import load
from geo.network.corners import Outlines, directions, positions, shortest

AIR = load("air")
TEL_AVIV, NEW_YORK = Place.at(32.01, 34.89, "IL"), Place.at(40.64, -73.78, "US")
LONDON, TOKYO = Place.at(51.47, -0.45, "GB"), Place.at(35.55, 139.78, "JP")
HELSINKI, ANCHORAGE = Place.at(60.32, 24.96, "FI"), Place.at(61.17, -150.0, "US")
MOSCOW, KALININGRAD = Place.at(55.97, 37.41, "RU"), Place.at(54.89, 20.59, "RU")
AUCKLAND, PAPEETE = Place.at(-37.0, 174.79, "NZ"), Place.at(-17.55, -149.6, "PF")
# Europe without Greece and Italy, the only countries that the plane is said to have flown over (below).
NOT_OVERFLOWN = frozenset(
    "FR ES PT IE GB DE NL BE LU CH AT SI HR DK NO SE PL CZ SK HU RO BG AL ME BA RS MK".split()  # noqa: SIM905 -- short
)
AFRICA = frozenset(["MA", "DZ", "TN", "LY", "EG"])

anywhere = st.builds(Place.at, st.floats(-90, 90), st.floats(-180, 180))


def flight(*places, avoid=()):
    return AIR.path(places[0], places[-1], via=places[1:-1], avoid=frozenset(avoid))


def lons_never_jump(path):
    return all(abs(a.lon - b.lon) < 180 for a, b in itertools.pairwise(path.points))


def drawn_km(path):
    return sum(
        distance_km(Point(a.lat, a.lon % 360), Point(b.lat, b.lon % 360)) for a, b in itertools.pairwise(path.points)
    )


def over(path):
    """The countries under a path, looked at every km or so."""
    pairs = list(itertools.pairwise((path.points[0], *path.points)))
    lat, lon = (np.concatenate([np.linspace(a[i], b[i], 100) for a, b in pairs]) for i in (0, 1))
    return set(territory.load().countries_at(lat, lon).tolist())


def least_km_to(path, lat, lon):
    line = itertools.pairwise(path.points)
    return min(
        distance_km(Point(lat, lon), Point(a.lat + share * (b.lat - a.lat), a.lon + share * (b.lon - a.lon)))
        for a, b in line
        for share in (0, 0.25, 0.5, 0.75)
    )


# --- geodesics --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "km"),
    [
        (Place.at(0, 0), Place.at(0.5, 179.5), 19936.288578965),  # nearly antipodal, after geographiclib 2.1
        (Place.at(0, 0), Place.at(0.5, 179.7), 19944.127420751),
        (Place.at(90, 0), Place.at(-90, 0), 20003.931458625),  # pole to pole: twice a quarter of the meridian
        (Place.at(90, 77), Place.at(-90, -13), 20003.931458625),
        (Place.at(80, 0), Place.at(80, 180), 2233.651714752),  # over the pole
        (Place.at(0, 179), Place.at(0, -179), 2 * 111.319491),  # over the antimeridian along the equator
        (Place.at(0, 180), Place.at(0, -180), 0.0),
    ],
)
def test_geodesics_have_their_known_lengths(start, end, km):
    path = flight(start, end)
    assert path.distance_km.best == pytest.approx(km, abs=1e-5)
    assert lons_never_jump(path)
    assert drawn_km(path) == pytest.approx(km, abs=1e-3)


def test_a_flight_to_where_it_is_has_no_length():
    path = flight(TEL_AVIV, TEL_AVIV)
    assert path.distance_km.high == 0
    assert path.points == (TEL_AVIV.point,)


@given(anywhere, anywhere)
def test_a_flight_is_as_long_as_its_line_and_as_the_geodesic(start, end):
    path = flight(start, end)
    assert path.distance_km.best == pytest.approx(distance_km(start.point, end.point), abs=1e-9)
    assert lons_never_jump(path)
    assert drawn_km(path) == pytest.approx(path.distance_km.best, abs=1e-3)
    assert path.points[0] == start.point
    assert path.points[-1].lat == end.lat


@given(st.floats(-89.9, 89.9), st.floats(-180, 180), st.floats(0.1, 179.9))
def test_over_the_poles_there_is_no_jump(lat, lon, far):
    assert lons_never_jump(flight(Place.at(lat, lon), Place.at(math.copysign(min(abs(lat), far), lat), lon + 180)))


def test_a_flight_goes_through_its_vias_in_order():
    path = flight(TEL_AVIV, LONDON, HELSINKI, NEW_YORK)
    legs = itertools.pairwise(place.point for place in (TEL_AVIV, LONDON, HELSINKI, NEW_YORK))
    assert path.distance_km.best == pytest.approx(sum(distance_km(*leg) for leg in legs))
    assert path.points.index(LONDON.point) < path.points.index(HELSINKI.point)
    assert path.snaps_km == (0.0,) * 4


@pytest.mark.parametrize("avoid", [(), ("FR",)])
@pytest.mark.parametrize(("lat", "lon"), [(math.nan, 0), (0, math.inf), (90.1, 0), (-91, 0)])
def test_what_is_no_position_is_a_usage_error(lat, lon, avoid):
    with pytest.raises(UsageError, match="not a position"):
        flight(Place.at(lat, lon), TOKYO, avoid=avoid)


# --- avoiding countries -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("avoid", [NOT_OVERFLOWN, NOT_OVERFLOWN | AFRICA])
def test_the_prime_minister_of_israel_flies_to_new_york_through_the_strait_of_gibraltar(avoid):
    """Over Greece and Italy only, and about 600 km longer, said the press (Israel Hayom, 25 September 2025)."""
    path = flight(TEL_AVIV, NEW_YORK, avoid=avoid)
    longer = path.distance_km.best - distance_km(TEL_AVIV.point, NEW_YORK.point)
    assert 400 < longer < 700
    assert least_km_to(path, 35.95, -5.6) < 15
    assert any("Strait of Gibraltar" in warning for warning in path.warnings)
    assert not over(path) & avoid
    assert path.basis == "geodesic"


def test_of_two_ways_round_that_over_fewer_countries_is_the_better_and_the_shorter_is_told():
    avoid = frozenset(["FR", "ES", "PT", "IE", "GB"])
    path = flight(TEL_AVIV, NEW_YORK, avoid=avoid)
    longer = path.distance_km.best - distance_km(TEL_AVIV.point, NEW_YORK.point)
    assert 400 < longer < 700
    assert least_km_to(path, 35.95, -5.6) < 15
    assert any("km shorter, but leads over 1" in warning for warning in path.warnings)
    assert not over(path) & avoid


def test_ways_on_different_sides_are_told():
    avoid = frozenset(["FR", "ES", "PT", "IE", "GB"])
    gibraltar, shetland = AIR.alternatives(TEL_AVIV, NEW_YORK, 2, avoid=avoid)
    assert gibraltar == flight(TEL_AVIV, NEW_YORK, avoid=avoid)
    assert least_km_to(shetland, 60.0, -1.0) < 250
    assert shetland.distance_km.best < gibraltar.distance_km.best
    assert not over(shetland) & avoid
    assert AIR.alternatives(TEL_AVIV, NEW_YORK, 3) == (flight(TEL_AVIV, NEW_YORK),)


def test_a_strait_is_no_way_where_both_its_shores_are_to_be_avoided():
    start, end = Place.at(53.0, 3.5), Place.at(49.8, -3.5)  # from the North Sea into the Channel
    through = flight(start, end, avoid=["GB"])
    assert any("Strait of Dover, by right of transit passage past GB" in warning for warning in through.warnings)
    assert flight(start, end, avoid=["GB", "FR"]).distance_km.best > 2 * through.distance_km.best


def test_the_middle_of_a_japanese_strait_is_the_high_seas():
    start, end = Place.at(41.3, 139.0), Place.at(41.5, 142.8)
    assert flight(start, end, avoid=["JP"]).distance_km.best < 1.2 * distance_km(start.point, end.point)


@pytest.mark.parametrize(
    ("start", "end", "avoid", "low", "high"),
    [
        (HELSINKI, TOKYO, "RU", 10_400, 12_500),
        (LONDON, TOKYO, "RU", 10_500, 12_500),
        (ANCHORAGE, TOKYO, "RU", 5500, 5700),
        (MOSCOW, KALININGRAD, "LT LV EE PL BY", 1350, 1700),
        (AUCKLAND, PAPEETE, "RU FJ TO", 4090, 4110),
        (Place.at(-50, -70, "AR"), Place.at(-40, 175, "NZ"), "AQ", 7700, 8600),
        (Place.at(70, 179.5), Place.at(70, -179.5), "RU", 38, 420),
    ],
)
def test_flights_keep_out_of_the_countries_to_avoid(start, end, avoid, low, high):
    avoid = frozenset(avoid.split())
    path = flight(start, end, avoid=avoid)
    assert low < path.distance_km.best < high
    assert not over(path) & avoid
    assert lons_never_jump(path)
    assert drawn_km(path) == pytest.approx(path.distance_km.best, rel=1e-6)


def test_a_flight_that_meets_no_country_to_avoid_is_the_geodesic():
    free, bound = flight(AUCKLAND, PAPEETE), flight(AUCKLAND, PAPEETE, avoid=["RU", "FR"])
    assert bound.points == free.points
    assert bound.distance_km.best == pytest.approx(free.distance_km.best, abs=1e-6)


def test_a_via_is_flown_over_whatever_is_avoided():
    path = flight(TEL_AVIV, AUCKLAND, PAPEETE, avoid=["AU"])
    assert AUCKLAND.lat in {point.lat for point in path.points}
    assert not over(path) & {"AU"}


@pytest.mark.parametrize(
    ("place", "avoid", "words"),
    [
        (Place("Paris", 48.86, 2.35, "FR"), "FR", "Paris lies in FR"),
        (Place("here", 48.86, 2.35), "FR", "here lies in FR"),
        (Place("a ship", 51.05, 1.3), "GB", "a ship lies in the waters of GB"),
        (Place("Paris", 48.86, 2.35, "MA"), "FR", "though MA is given"),
        (Place("Maseru", -29.32, 27.48, "LS"), "ZA", "no way leads"),
        (Place("Ulaanbaatar", 47.9, 106.9, "MN"), "RU CN", "no way leads"),
    ],
)
def test_where_there_is_no_way_it_says_why(place, avoid, words):
    for ends in ((place, NEW_YORK), (NEW_YORK, place)):
        with pytest.raises(RouteNotFound, match=words):
            flight(*ends, avoid=avoid.split())


def test_a_place_beside_a_border_that_is_avoided_can_be_left():
    geneva = Place("Geneva", 46.238, 6.109, "CH")
    path = flight(geneva, TOKYO, avoid=["FR"])
    assert path.distance_km.best < distance_km(geneva.point, TOKYO.point) + 20


def test_a_code_of_no_country_is_a_usage_error():
    with pytest.raises(UsageError, match="no country has this code"):
        flight(LONDON, TOKYO, avoid=["XX"])


@settings(max_examples=25)
@given(
    anywhere,
    anywhere,
    st.frozensets(st.sampled_from(["FR", "US", "AU", "BR", "JP", "IN", "NZ", "FJ", "GL"]), min_size=1, max_size=3),
)
def test_no_way_round_is_shorter_than_the_geodesic_nor_over_what_it_avoids(start, end, avoid):
    try:
        path = flight(start, end, avoid=avoid)
    except RouteNotFound as error:
        assume("lies in" not in str(error))
        raise
    back = flight(end, start, avoid=avoid)
    assert path.distance_km.best >= distance_km(start.point, end.point) - 1e-6
    assert back.distance_km.best == pytest.approx(path.distance_km.best, rel=0.01)
    assert lons_never_jump(path)
    assert not over(path) & avoid
    assert drawn_km(path) == pytest.approx(path.distance_km.best, abs=1e-3)


def test_ways_round_are_found_in_a_second_or_two():
    flight(TEL_AVIV, NEW_YORK, avoid=NOT_OVERFLOWN)
    began = time.process_time()
    flight(TEL_AVIV, NEW_YORK, avoid=NOT_OVERFLOWN)
    assert time.process_time() - began < 4


# --- corners ----------------------------------------------------------------------------------------------------------


def ring(*points):
    return np.array([*points, points[0]], float)


def test_a_string_goes_round_the_nearer_corner_of_a_box():
    box = Outlines.of([ring((-10, -5), (10, -5), (10, 20), (-10, 20))])
    way = positions(shortest(box, Point(0, -30), Point(0, 30)))
    assert [(round(lat), round(lon)) for lat, lon in way] == [(0, -30), (-5, -10), (-5, 10), (0, 30)]


def test_a_box_across_the_antimeridian_and_one_round_a_pole_are_like_any_other():
    box = Outlines.of([ring((170, -5), (190, -5), (190, 20), (170, 20))])
    way = positions(shortest(box, Point(0, 150), Point(0, -150)))
    assert [(round(lat), round(lon)) for lat, lon in way[1:-1]] == [(-5, 170), (-5, -170)]
    cap = Outlines.of([ring(*((lon, 80) for lon in range(0, 360, 30)))])
    way = positions(shortest(cap, Point(70, 1), Point(70, 178)))
    assert {round(lat) for lat, _ in way[1:-1]} == {80}
    assert len(way) > 4


def test_what_is_shut_in_has_no_way_out():
    walls = Outlines.of([ring((-10, -10), (10, -10), (10, 10), (-10, 10)), ring((-9, -9), (-9, 9), (9, 9), (9, -9))])
    assert shortest(walls, Point(0, 0), Point(0, 30)) is None


def test_where_nothing_is_in_the_way_the_way_is_straight():
    assert len(shortest(Outlines.of([]), Point(0, 0), Point(10, 30))) == 2


boxes = st.lists(
    st.tuples(st.integers(-9, 8), st.integers(-9, 8), st.integers(1, 6), st.integers(1, 6)), min_size=1, max_size=4
)


@settings(max_examples=40)
@given(boxes, st.sampled_from([0.0, 175.0]))
def test_the_way_is_the_shortest_of_all_from_corner_to_corner(corners, west):
    """Against every way through every corner, seen or not as a walk along it in steps of some 3 km says."""
    import shapely

    shape = shapely.union_all([shapely.box(x + west, y, x + a + west, y + b) for x, y, a, b in corners])
    rings = [
        shapely.get_coordinates(one)
        for part in shapely.get_parts(shapely.orient_polygons(shape))
        for one in (part.exterior, *part.interiors)
    ]
    ends = [Point(0.3, -30 + west), Point(0.7, 30 + west)]
    found = shortest(Outlines.of(rings), *ends)
    assert found is not None
    length = sum(np.degrees(np.arccos(np.clip(a @ b, -1, 1))) for a, b in itertools.pairwise(found))
    assert length == pytest.approx(brute_force(shape, rings, ends), abs=1e-3)


def brute_force(shape, rings, ends):
    import shapely
    from scipy.sparse.csgraph import dijkstra

    lonlat = np.concatenate([np.array([(point.lon, point.lat) for point in ends]), *rings])
    at = directions(lonlat[:, 1], lonlat[:, 0])
    inside = shape.buffer(-2e-2)
    cost = np.zeros((len(at), len(at)))
    for i, j in itertools.combinations(range(len(at)), 2):
        angle = float(np.degrees(np.arccos(np.clip(at[i] @ at[j], -1, 1))))
        share = np.linspace(0, 1, max(2, int(angle / 0.03)))[:, None]
        places = positions((1 - share) * at[i] + share * at[j])
        x = [(lon - lonlat[0, 0]) % 360 + lonlat[0, 0] for _, lon in places]
        if not shapely.intersects_xy(inside, x, [lat for lat, _ in places]).any():
            cost[i, j] = cost[j, i] = max(angle, 1e-12)
    return dijkstra(cost, indices=0)[1]
