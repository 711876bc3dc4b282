"""The places of diplomacy that GeoNames and airportsdata lack: in the table, in the artefact, found by their names."""

import unicodedata
from collections import Counter

import pytest

from geo import gazetteer, territory
from geo.gazetteer.artefact import Record
from geo.geodesy import distance_km
from geo.journey import Point
from tools.gazetteer import diplomatic
from tools.gazetteer.diplomatic import Diplomatic

PLACES = diplomatic.read()
WANTED = 250
KINDS = {
    "airfield", "border", "bridge", "cosmodrome", "embassy", "factory", "government", "island", "mountain",
    "organisation", "port", "power plant", "residence", "retreat", "station", "test site", "venue",
}  # fmt: skip
CAMP_DAVID = Diplomatic(
    name="Camp David",
    also="",
    country="US",
    kind="retreat",
    lat=39.648,
    lon=-77.465,
    precision_km=1.5,
    town="Frederick",
    within_km=60,
    source="a source",
)


@pytest.fixture(scope="module")
def index():
    return gazetteer.load()


def off_km(place, found):
    return distance_km(Point(place.lat, place.lon), Point(found.lat, found.lon))


def town(name, lat, lon):
    return Record("geonames:1", "city", name, "US", "MD", lat, lon, 70_000, "", 1.0)


def test_there_are_places_enough_that_no_airport_list_has():
    assert sum("airportsdata" not in place.source for place in PLACES) >= WANTED


def test_every_sort_of_place_is_there():
    counts = Counter(place.kind for place in PLACES)
    assert set(counts) == KINDS
    sorts = ("venue", "residence", "retreat", "border", "bridge", "station", "cosmodrome", "airfield", "organisation")
    assert all(counts[kind] >= 20 for kind in sorts)


def test_a_position_that_nobody_checked_claims_no_great_precision():
    unchecked = [place for place in PLACES if "unchecked" in place.source]
    assert unchecked
    assert all(place.precision_km >= 1 for place in unchecked)


def test_each_lies_in_its_country():
    lands = territory.load()
    for place in PLACES:
        held = {there for own, there in diplomatic.HELD if own == place.country}
        assert diplomatic.around(place, lands) & {place.country, *held}, place.name


def test_each_is_found_by_every_name_to_within_its_precision(index):
    for place in PLACES:
        for name in (place.name, *place.others):
            found = index.find(name)
            assert found, name
            assert off_km(place, found[0].place) <= place.precision_km, (name, found[0].place)


def test_each_is_in_the_artefact_as_it_is_in_the_table(index):
    """Where this fails, run `python -m tools.build_gazetteer`."""
    for place in PLACES:
        ours = [c.place for c in index.find(place.name) if c.place.source == f"demarche:{place.key}"]
        assert [(p.name, p.kind, p.country) for p in ours] == [(place.name, place.kind, place.country)]
        assert ours[0].precision_km == pytest.approx(place.precision_km, abs=0.05)
        assert off_km(place, ours[0]) < 0.01


@pytest.mark.parametrize(
    ("country", "script", "most_without"),
    [("RU", "CYRILLIC", 0.1), ("CN", "CJK", 0.1), ("KP", "HANGUL", 0.1), ("JP", "CJK", 0.2), ("GR", "GREEK", 0.0)],
)
def test_they_have_names_in_their_own_script(country, script, most_without):
    places = [place for place in PLACES if place.country == country]
    without = [p.name for p in places if not any(script in unicodedata.name(c, "") for c in p.also)]
    assert len(without) <= most_without * len(places), without


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon", "within_km"),
    [
        ("Livadia Palace", "UA", 44.468, 34.143, 2),
        ("Saki airfield", "UA", 45.093, 33.595, 2),
        ("Przemyśl Główny", "PL", 49.784, 22.776, 1),
        ("Przemysl Glowny", "PL", 49.784, 22.776, 1),
        ("Kyiv-Pasazhyrskyi", "UA", 50.440, 30.489, 1),
        ("Mariinsky Palace", "UA", 50.448, 30.538, 1),
        ("Dzyomgi", "RU", 50.605, 137.082, 2),
        ("Knevichi", "RU", 43.399, 132.148, 2),
        ("Russky Island", "RU", 43.0, 131.86, 10),
        ("Rajin", "KP", 42.25, 130.3, 8),
        ("Dunay", "RU", 42.88, 132.33, 3),
        ("Tikhoretsk", "RU", 45.855, 40.125, 4),
        ("Grand Harbour, Malta", "MT", 35.892, 14.518, 3),
        ("Luqa", "MT", 35.86, 14.49, 4),
        ("Sino-Korean Friendship Bridge", "CN", 40.116, 124.393, 2),
        ("Ramstein", "DE", 49.44, 7.6, 6),
        ("Joint Base Andrews", "US", 38.81, -76.87, 3),
        ("Noi Bai", "VN", 21.221, 105.807, 3),
        ("Ben Gurion", "IL", 32.01, 34.887, 3),
        ("Vostochny Cosmodrome station", "RU", 51.884, 128.334, 15),
        ("Tumangang", "KP", 42.421, 130.608, 1),
        ("Artyom-Primorsky-1", "RU", 43.376, 132.185, 1),
    ],
)
def test_the_places_of_the_first_journeys_are_found(index, name, country, lat, lon, within_km):
    found = index.find(name)[0].place
    assert found.country == country
    assert distance_km(Point(lat, lon), Point(found.lat, found.lon)) <= within_km


@pytest.mark.parametrize(
    "name", ["Moscow", "Pyongyang", "Beijing", "Casablanca", "Potsdam", "Yalta", "Brest", "Berlin", "Vienna", "Dandong"]
)
def test_they_stand_in_no_citys_way(index, name):
    assert index.find(name)[0].place.kind == "city"


def test_a_sound_place_has_no_faults():
    assert list(diplomatic.faults([CAMP_DAVID], [town("Frederick", 39.41, -77.41)])) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"lon": 77.465}, "is not in US"),
        ({"country": "CA"}, "is not in CA"),
        ({"lat": 41.0}, "km from Frederick"),
        ({"town": "Nowhere"}, "km from Nowhere"),
    ],
)
def test_a_place_that_cannot_be_right_is_named(change, said):
    wrong = CAMP_DAVID.model_copy(update=change)
    found = list(diplomatic.faults([wrong], [town("Frederick", 39.41, -77.41)]))
    assert any(said in fault and "Camp David" in fault for fault in found)


def test_two_places_of_one_name_are_named():
    other = CAMP_DAVID.model_copy(update={"name": "Thurmont", "also": "Camp David"})
    found = list(diplomatic.faults([CAMP_DAVID, other], [town("Frederick", 39.41, -77.41)]))
    assert found == ["“camp david” names Camp David and Thurmont"]
