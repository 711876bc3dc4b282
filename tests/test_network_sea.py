"""The sea: over water, through passages or round them, and out of the ice."""

import itertools
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

import geo.network
from geo.journey import Place, Point
from geo.network import artefact, borders, load, passages
from geo.network.graph import _OFF_COST, SPREAD_KM
from geo.network.search import Costs, cheapest
from geo.network.snap import boxes, snaps
from geo.network.way import Way
from geo.show.atlas import Box
from geo.show.atlas import pieces as shapes
from tools.networks.fairways import FAIRWAYS, SEAWAYS

DATA = Path(geo.network.__file__).parents[1] / "data"
TOLERANCE_KM = 2.3  # the 2 of the making, and positions rounded to thousandths of a degree
PORTS = {
    "Vladivostok": (43.11, 131.89),
    "Rajin": (42.24, 130.30),
    "Dunay": (42.88, 132.32),
    "Nakhodka": (42.80, 132.90),
    "Busan": (35.10, 129.04),
    "Yokohama": (35.45, 139.66),
    "Shanghai": (31.24, 121.50),
    "Hong Kong": (22.29, 114.16),
    "Manila": (14.59, 120.96),
    "Singapore": (1.27, 103.85),
    "Jakarta": (-6.10, 106.85),
    "Sydney": (-33.86, 151.21),
    "Colombo": (6.95, 79.84),
    "Mumbai": (18.94, 72.85),
    "Dubai": (25.27, 55.28),
    "Suez": (29.95, 32.55),
    "Port Said": (31.26, 32.31),
    "Istanbul": (41.01, 28.98),
    "Odesa": (46.49, 30.75),
    "Sevastopol": (44.61, 33.52),
    "Venice": (45.43, 12.34),
    "Genoa": (44.40, 8.92),
    "Barcelona": (41.36, 2.18),
    "Lisbon": (38.70, -9.15),
    "Rotterdam": (51.90, 4.45),
    "Hamburg": (53.54, 9.95),
    "Kiel": (54.33, 10.15),
    "Copenhagen": (55.70, 12.60),
    "Oslo": (59.90, 10.74),
    "Stockholm": (59.32, 18.10),
    "Saint Petersburg": (59.90, 30.20),
    "Reykjavik": (64.15, -21.94),
    "Murmansk": (68.98, 33.05),
    "Arkhangelsk": (64.54, 40.51),
    "Cape Town": (-33.90, 18.43),
    "Mombasa": (-4.06, 39.66),
    "New York": (40.69, -74.02),
    "Havana": (23.14, -82.35),
    "Colón": (9.37, -79.90),
    "Balboa": (8.94, -79.56),
    "Buenos Aires": (-34.59, -58.36),
    "Punta Arenas": (-53.16, -70.90),
    "Valparaíso": (-33.03, -71.62),
    "San Francisco": (37.80, -122.40),
    "Anchorage": (61.24, -149.89),
    "Honolulu": (21.30, -157.87),
    "Nome": (64.50, -165.41),
    "Cairns": (-16.93, 145.78),
    "Darwin": (-12.47, 130.84),
    "Melbourne": (-37.83, 144.93),
    "Wellington": (-41.28, 174.78),
    "Messina": (38.19, 15.56),
    "Piraeus": (37.94, 23.63),
    "Patras": (38.25, 21.73),
    "Novorossiysk": (44.72, 37.79),
    "Mariupol": (47.09, 37.55),
    "Bushehr": (28.98, 50.83),
    "Calais": (50.97, 1.86),
    "London": (51.48, 0.02),
}
GRAPH = artefact.read(DATA / "sea.npz")
INDEX = boxes(GRAPH)
COSTS = Costs(GRAPH, borders.costs(GRAPH, "sea"), _OFF_COST["sea"])


def route(start, end, closed=()):
    """The km of the best way and its line, or None where there is none."""
    shut = passages.closed(GRAPH, frozenset(closed))
    costs = COSTS.at(np.where(shut, np.inf, COSTS.edge_cost))
    found = cheapest(costs, [snaps(GRAPH, INDEX, Point(*PORTS[place]), SPREAD_KM["sea"]) for place in (start, end)])
    if isinstance(found, int):
        return None
    one, other = found.chain()
    way = Way.of(costs, (one, other))
    return way.km(GRAPH.km) + one.snap.off_km + other.snap.off_km, way.line(GRAPH).tolist()


@pytest.fixture(scope="module")
def land():
    """Land but for the waters that the atlas does not show, as a tree of pieces."""
    known = [shapely.LineString([(lon, lat) for lat, lon in line]).buffer(0.15) for line in FAIRWAYS.values()]
    known += [shapely.box(west, south, east, north) for south, west, north, east in SEAWAYS.values()]
    parts = shapely.make_valid(shapes("land", Box(-85, -180, 85, 180), 0.0))
    return shapely.STRtree(parts), shapely.union_all(known)


def longest_on_land_km(line, land):
    """The longest stretch on land of a line of (lat, lon)."""
    tree, known = land
    longest = 0.0
    for (lat, lon), (lat2, lon2) in itertools.pairwise(line):
        turn = 360 * round(lon / 360)
        over = (lon2 - lon + 180) % 360 - 180
        step = shapely.LineString([(lon - turn, lat), (lon - turn + over, lat2)])
        for part in tree.geometries[tree.query(step, predicate="intersects")]:
            for dry in shapely.get_parts(shapely.difference(shapely.intersection(step, part), known)):
                east, north = np.diff(shapely.get_coordinates(dry), axis=0).T
                longest = max(longest, 111.2 * np.hypot(east * np.cos(np.radians((lat + lat2) / 2)), north).sum())
    return longest


@pytest.mark.parametrize(("start", "end"), list(itertools.pairwise(PORTS)))
def test_neighbouring_ports_are_joined_over_water(start, end, land):
    _, line = route(start, end)
    assert longest_on_land_km(line, land) <= TOLERANCE_KM


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(sorted(PORTS)), st.sampled_from(sorted(PORTS)))
def test_no_route_crosses_land_by_more_than_the_tolerance(land, start, end):
    _, line = route(start, end)
    assert longest_on_land_km(line, land) <= TOLERANCE_KM


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(sorted(PORTS)), st.sampled_from(sorted(PORTS)))
def test_there_and_back_is_equally_far(start, end):
    assert route(start, end)[0] == pytest.approx(route(end, start)[0], rel=1e-6, abs=0.01)


@pytest.mark.parametrize("name", PORTS)
def test_ports_are_near_the_network(name):
    snap = snaps(GRAPH, INDEX, Point(*PORTS[name]), SPREAD_KM["sea"])[0]
    assert snap.off_km < 10


# Through the gate, and how many km longer the way round is; None where there is none.
GATES = [
    ("suez", "Rotterdam", "Singapore", (5500, 7500)),
    ("bab el mandeb", "Suez", "Mumbai", (15_000, 25_000)),
    ("panama", "New York", "San Francisco", (13_000, 16_500)),
    ("panama", "Colón", "Balboa", (15_000, 25_000)),
    ("bosporus", "Odesa", "Istanbul", None),
    ("bosporus", "Novorossiysk", "Piraeus", None),
    ("dardanelles", "Istanbul", "Piraeus", None),
    ("kerch", "Mariupol", "Novorossiysk", None),
    ("hormuz", "Bushehr", "Mumbai", None),
    ("gibraltar", "Barcelona", "Lisbon", (15_000, 35_000)),
    ("malacca", "Colombo", "Singapore", (300, 1500)),
    ("sunda", "Jakarta", "Cape Town", (10, 2500)),
    ("kiel", "Hamburg", "Kiel", (500, 900)),
    ("oresund", "Copenhagen", "Oslo", (50, 500)),
    ("bering", "Nome", "Murmansk", (3000, 40_000)),
    ("magellan", "Punta Arenas", "Buenos Aires", (100, 2000)),
    ("corinth", "Patras", "Piraeus", (200, 450)),
    ("messina", "Genoa", "Piraeus", (10, 800)),
    ("dover", "London", "Lisbon", (300, 2500)),
    ("torres", "Cairns", "Darwin", (300, 4000)),
    ("bass", "Melbourne", "Sydney", (100, 2000)),
    ("cook", "Wellington", "Sydney", (50, 1500)),
    ("good hope", "Cape Town", "Mombasa", (4000, 20_000)),
]


@pytest.mark.parametrize(("gate", "start", "end", "longer"), GATES)
def test_a_closed_passage_is_gone_round_or_there_is_no_way(gate, start, end, longer):
    km, line = route(start, end)
    assert crosses(line, gate)
    without = route(start, end, [gate])
    if longer is None:
        assert without is None
    else:
        assert longer[0] < without[0] - km < longer[1]
        assert not crosses(without[1], gate)


def crosses(line, gate):
    fence = shapely.LineString([(lon, lat) for lat, lon in passages._GATES[gate]])
    lons = np.unwrap([lon for _, lon in line], period=360)
    way = shapely.LineString(list(zip(lons, [lat for lat, _ in line], strict=True)))
    return any(
        way.intersects(shapely.transform(fence, lambda at, turn=turn: np.add(at, (turn, 0)))) for turn in (-360, 0, 360)
    )


def test_rotterdam_to_singapore_is_8300_miles_by_suez_and_11800_by_the_cape():
    assert route("Rotterdam", "Singapore")[0] / 1.852 == pytest.approx(8300, rel=0.02)
    assert route("Rotterdam", "Singapore", ["suez"])[0] / 1.852 == pytest.approx(11_800, rel=0.02)


def test_every_gate_is_crossed_by_some_line():
    assert [name for name in passages.NAMES if not passages.closed(GRAPH, frozenset([name])).any()] == []


def test_every_sea_but_the_caspian_is_joined():
    sizes = np.bincount(GRAPH.component)
    assert len(sizes) == 2
    inland = GRAPH.lon[GRAPH.component == 1]
    assert inland.min() > 46
    assert inland.max() < 56


def test_closing_nothing_closes_nothing():
    assert not passages.closed(GRAPH, frozenset()).any()


def test_closing_is_the_sum_of_its_passages():
    one, other = (passages.closed(GRAPH, frozenset([name])) for name in ("suez", "panama"))
    assert (passages.closed(GRAPH, frozenset(["suez", "panama"])) == (one | other)).all()


def test_no_call_changes_what_the_next_one_answers():
    before = route("Rotterdam", "Singapore")
    route("Rotterdam", "Singapore", passages.NAMES)
    assert route("Rotterdam", "Singapore") == before


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Suez", "suez"),
        ("the Suez Canal", "suez"),
        ("Strait of Malacca", "malacca"),
        ("MALACCA STRAIT", "malacca"),
        ("Bosphorus", "bosporus"),
        ("İstanbul Boğazı", "bosporus"),
        ("Øresund", "oresund"),
        ("Storebælt", "great belt"),
        ("Bab-el-Mandeb", "bab el mandeb"),
        ("Nord-Ostsee-Kanal", "kiel"),
        ("Northern Sea Route", "northern sea route"),
        ("North-West Passage", "northwest passage"),
        ("Cape of Good Hope", "good hope"),
        ("Straits of Magellan", "magellan"),
        ("Straße von Dover", None),
        ("RU", None),
        ("", None),
        ("strait", None),
    ],
)
def test_passages_are_known_by_the_names_they_go_by(text, name):
    assert passages.named(text) == name


@given(st.text(max_size=40))
def test_any_text_is_a_passage_or_is_not(text):
    assert passages.named(text) in {None, *passages.NAMES}


@pytest.mark.parametrize("name", passages.NAMES)
def test_a_passage_is_known_by_its_own_name(name):
    assert passages.named(name) == name
    assert passages.named(name.upper()) == name


def test_ships_go_round_the_land_and_keep_out_of_the_ice():
    path = load("sea").path(Place.at(31.2, 121.9), Place.at(51.95, 4.1))
    assert 18_500 < path.distance_km.best < 20_500
    assert max(point.lat for point in path.points) < 60
    assert path.borders == ()


def test_a_harbour_in_the_ice_is_still_reached():
    km, line = route("Murmansk", "Nome")
    assert km < 25_000
    assert len(line) > 2


def test_the_sea_crosses_the_antimeridian_without_a_jump():
    path = load("sea").path(Place.at(35.3, 139.8), Place.at(37.7, -122.6))
    lons = [point.lon for point in path.points]
    assert all(abs(a - b) < 180 for a, b in itertools.pairwise(lons))
    assert path.distance_km.best == pytest.approx(8300, rel=0.05)


def test_lines_lead_over_the_antimeridian_the_short_way():
    steps = np.abs(np.diff(GRAPH.stop_lon))
    within = np.ones(len(steps), bool)
    within[GRAPH.first[1:-1] - 1] = False
    assert steps[within].max() < 90


def test_no_line_is_shorter_than_the_arc_between_its_ends():
    from geo.network.sphere import haversine_km

    arc = haversine_km(GRAPH.lat[GRAPH.u], GRAPH.lon[GRAPH.u], GRAPH.lat[GRAPH.v], GRAPH.lon[GRAPH.v])
    assert (GRAPH.km >= 0.993 * arc - 0.5).all()  # the sphere is up to 0.6 % off the ellipsoid
