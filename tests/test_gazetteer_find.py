"""Names find the places that reporters mean by them."""

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import gazetteer
from geo.errors import DemarcheError, UsageError
from geo.journey import Point

VLADIVOSTOK = "geonames:2013348"


@pytest.fixture(scope="module")
def index():
    return gazetteer.load()


def best(index, name, **context):
    return index.find(name, **context)[0].place


@pytest.mark.parametrize(
    "name",
    [
        "Vladivostok", "vladivostok", "VLADIVOSTOK", "Владивосток", "海参崴", "블라디보스토크", "Wladiwostok",
        "the city of Vladivostok", "Port of Vladivostok", "Vladivostok, Russia", "Vladivostok (RU)",
        "Vladivostok, Primorsky Krai, Russia", "Vladivostok city", "Vladivostock",
    ],
)  # fmt: skip
def test_one_city_has_many_names(index, name):
    assert best(index, name).source == VLADIVOSTOK


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("Moscow", "geonames:524901"),
        ("Artyom", "geonames:2027456"),
        ("Артём", "geonames:2027456"),
        ("Артем", "geonames:2027456"),
        ("Pyongyang", "geonames:1871859"),
        ("Singapore", "geonames:1880252"),
        ("New York", "geonames:5128581"),
        ("Washington, D.C.", "geonames:4140963"),
        ("İSTANBUL", "geonames:745044"),
        ("Paris, Texas", "geonames:4717560"),
        ("Paris, TX, USA", "geonames:4717560"),
        ("Paris (Texas)", "geonames:4717560"),
        ("Paris", "geonames:2988507"),
        ("Lima", "geonames:3936456"),
        ("LIMA", "geonames:3936456"),
        ("VVO", "airportsdata:UHWW"),
        ("UHWW", "airportsdata:UHWW"),
        ("Vladivostok airport", "airportsdata:UHWW"),
        ("Joint Base Andrews", "airportsdata:KADW"),
    ],
)
def test_the_place_that_is_meant_comes_first(index, name, source):
    assert best(index, name).source == source


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Russia", "country", "RU"),
        ("Россия", "country", "RU"),
        ("USA", "country", "US"),
        ("DPRK", "country", "KP"),
        ("the Netherlands", "country", "NL"),
        ("Georgia", "country", "GE"),
        ("Mexico", "country", "MX"),
        ("Primorsky Krai", "region", "RU"),
        ("Amur region", "region", "RU"),
        ("Texas", "region", "US"),
    ],
)
def test_countries_and_regions_are_known(index, name, kind, country):
    place = best(index, name)
    assert (place.kind, place.country) == (kind, country)
    assert place.precision_km > 50


def test_a_place_says_all_that_is_known_of_it(index):
    place = best(index, "Artyom")
    assert (place.name, place.country, place.kind, place.zone) == ("Artëm", "RU", "city", "Asia/Vladivostok")
    assert (place.lat, place.lon) == (pytest.approx(43.36, abs=0.01), pytest.approx(132.19, abs=0.01))
    assert 0.5 < place.precision_km < 5


@pytest.mark.parametrize("name", ["Khasan", "khasan-station", "Хасан", "Khasan station"])
def test_pinned_places_win(index, name):
    candidate = index.find(name)[0]
    assert (candidate.place.source, candidate.score) == ("demarche:khasan-station", 1.0)


def test_scores_fall_from_one_and_hold_the_limit(index):
    scores = [candidate.score for candidate in index.find("San Antonio", limit=7)]
    assert len(scores) == 7
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_a_country_raises_its_places(index):
    assert best(index, "Artyom", country="AZ").country == "AZ"
    assert best(index, "Georgia", country="US").country == "US"


def test_nearness_raises_a_place(index):
    assert best(index, "Vladimir").country == "RU"
    assert best(index, "Paris", near=Point(33.0, -96.0)).country == "US"


def test_an_unknown_country_is_refused(index):
    with pytest.raises(UsageError, match="no such country"):
        index.find("Moscow", country="XX")


def test_a_position_is_a_candidate(index):
    (candidate,) = index.find("43.1,131.9")
    assert (candidate.place.lat, candidate.place.lon, candidate.score) == (43.1, 131.9, 1.0)


def test_an_unknown_name_finds_nothing(index):
    assert index.find("Zzyzxqwv Qqqq") == ()
    assert index.suggest("Zzyzxqwv Qqqq") == ()


def test_look_alike_letters_never_match_but_are_explained(index):
    assert index.find("Hanоi") == ()
    assert index.suggest("Hanоi")[0] == "Hanoi"


@pytest.mark.parametrize("name", ["Vladivostock", "Lvadivostok", "Vladvostok"])
def test_misspelt_names_are_suggested(index, name):
    assert index.suggest(name)[0] == "Vladivostok"


def test_a_misspelt_name_scores_below_the_right_one(index):
    assert index.find("Vladivostock")[0].score < index.find("Vladivostok")[0].score


@given(st.text(max_size=220))
@settings(max_examples=60, deadline=None)
def test_any_text_is_answered_or_refused(index, name):
    try:
        found = index.find(name)
    except DemarcheError:
        return
    assert list(found) == list(index.find(name))


@pytest.mark.usefixtures("index")  # makes the file in the cache
def test_an_exact_look_up_imports_nothing_heavy():
    code = (
        "import sys, json\n"
        "from geo.gazetteer.index import EmbeddedGazetteer\nfrom geo.gazetteer import ARTEFACT\n"
        "before = set(sys.modules)\n"
        "EmbeddedGazetteer(ARTEFACT).find('Vladivostok')\n"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in json.loads(ran.stdout)}
    assert not loaded & {"pyarrow", "pandas", "rapidfuzz", "rich", "lzma", "numpy"}


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Madison County", "district", "US"),
        ("Lancashire", "district", "GB"),
        ("Sea of Japan", "water", None),
        ("East Sea", "water", None),
        ("the Strait of Hormuz", "water", None),
        ("Primorsky Region", "region", "RU"),
        ("Normandy", "region", "FR"),
        ("Chechnya", "region", "RU"),
        ("Yakutia", "region", "RU"),
        ("Donbas", "region", "UA"),
        ("Golan Heights", "region", "SY"),
        ("Russian Federation", "country", "RU"),
    ],
)
def test_lands_and_waters_are_known_by_the_names_reporters_use(index, name, kind, country):
    found = index.find(name)[0].place
    assert (found.kind, found.country) == (kind, country)


def test_saint_and_mount_are_known_written_out_and_short(index):
    for short, full in (
        ("St. Petersburg", "Saint Petersburg"),
        ("Mt Pleasant", "Mount Pleasant"),
        ("Fort Worth", "Ft. Worth"),
    ):
        assert {c.place.source for c in index.find(short, limit=3)} & {
            c.place.source for c in index.find(full, limit=3)
        }
    assert index.find("St. Petersburg")[0].place.country == "RU"


def test_a_town_nobody_counted_is_found_but_no_great_one_gives_way_to_it(index):
    assert index.find("Goshen, Connecticut")[0].place.source.startswith("geonames-postal:")
    assert index.find("Moscow")[0].place.country == "RU"


@pytest.mark.parametrize(
    ("phrase", "exact"),
    [
        ("Kyiv station", False),
        ("Beijing West railway station", True),
        ("Noi Bai airport", True),
        ("Livadia airport", False),
        ("Amur region", True),
        ("the city of Vladivostok", True),
        ("Port of Vladivostok", True),
    ],
)
def test_a_place_of_another_kind_than_the_phrase_says_is_only_like_it(index, phrase, exact):
    assert index.find(phrase)[0].exact is exact


@pytest.mark.parametrize(
    ("phrase", "country", "exact"),
    [
        ("London, Ont.", "CA", True),
        ("Paris, Germany", "FR", False),
        ("London, Zzyqxv", "GB", False),
        ("Soho, London", "GB", True),
        ("Gagarin aircraft plant, Komsomolsk-on-Amur", "RU", True),
    ],
)
def test_a_place_outside_the_area_that_a_phrase_says_is_only_like_it(index, phrase, country, exact):
    found = index.find(phrase)[0]
    assert (found.place.country, found.exact) == (country, exact)
