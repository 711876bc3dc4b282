"""The other names of a text vote on what a name means."""

import pytest

import geo
from geo import gazetteer
from geo.errors import UsageError
from geo.gazetteer import hints, voting
from geo.gazetteer.ranking import Row


def best(name, *among):
    return gazetteer.load().find(name, among=among)[0].place


@pytest.mark.parametrize(
    ("name", "among", "country"),
    [
        ("Artyom", ["Baku", "Sumqayit"], "AZ"),
        ("Artyom", ["Vladivostok", "Ussuriysk"], "RU"),
        ("Paris", ["Texas", "Dallas"], "US"),
        ("Paris", ["London", "Berlin"], "FR"),
        ("Cambridge", ["Boston", "Mass."], "US"),
        ("Tripoli", ["Beirut", "Lebanese"], "LB"),
        ("Tripoli", ["Benghazi", "Libyans"], "LY"),
        ("Georgia", ["Tbilisi", "Gori"], "GE"),
        ("Georgia", ["Atlanta", "Savannah"], "US"),
    ],
)
def test_the_names_beside_it_decide(name, among, country):
    assert best(name, *among).country == country


def test_a_region_named_is_the_region_meant():
    among = ["Illinois", "Chicago"]
    found = gazetteer.load().find("Springfield", among=among)[0].place
    assert (round(found.lat), round(found.lon)) == (40, -90)


def test_great_cities_are_not_moved_by_far_names():
    for name in ("Moscow", "Washington, D.C.", "Beijing", "Singapore"):
        assert best(name, "Vladivostok", "Hanoi", "Pyongyang") == best(name)


def test_names_that_say_nothing_change_nothing():
    index = gazetteer.load()
    assert index.find("Artyom", among=["Zzyzxqwv", "ARTYOM"]) == index.find("Artyom")


def test_a_point_among_the_names_votes():
    assert best("Artyom", "40.4,50.0").country == "AZ"


def test_the_order_of_the_names_does_not_matter():
    names = ["Baku", "Russia", "Sumqayit"]
    assert [c.place for c in geo.find("Artyom", among=names)] == [
        c.place for c in geo.find("Artyom", among=names[::-1])
    ]


@pytest.mark.parametrize("bad", ["", "a\x00b", "x" * 201, "!?"])
def test_what_is_no_name_is_refused_among_names_too(bad):
    with pytest.raises(UsageError):
        geo.find("Artyom", among=[bad])


def test_an_ambiguous_near_is_refused_with_its_meanings():
    with pytest.raises(UsageError, match=r"several places.*add its region"):
        geo.find("Artyom", near="San Pedro")


@pytest.mark.parametrize(
    ("word", "land"), [("Russians", "russia"), ("Chinese", "china"), ("German", "germany"), ("French", "france")]
)
def test_peoples_name_their_lands(word, land):
    assert land in hints.lands(word)


def test_states_are_abbreviated_with_a_full_stop_only():
    assert (hints.state("W. Va."), hints.state("Mass."), hints.state("Mass"), hints.state("Miss.")) == (
        "WV",
        "MA",
        None,
        "MS",
    )
    assert best("W.Va.").kind == "region"
    assert best("Springfield, Ill.").name == "Springfield"
    assert round(best("Springfield, Ill.").lon) == -90


@pytest.mark.parametrize(
    ("name", "among", "lat", "lon"),
    [
        ("Florence", ["Lauderdale County"], 34.8, -87.7),
        ("Franklin", ["Williamson County"], 35.9, -86.9),
        ("Frankfurt", ["Brandenburg"], 52.3, 14.6),
    ],
)
def test_a_district_or_region_named_is_where_the_name_is(name, among, lat, lon):
    found = best(name, *among)
    assert (found.lat, found.lon) == (pytest.approx(lat, abs=0.3), pytest.approx(lon, abs=0.3))


def test_a_place_just_over_the_edge_of_a_region_agrees_more_than_one_far_from_it():
    region = Row("r", "region", "Region", "XX", "1", 50.0, 10.0, 0, "", 100.0, 1.0)
    near, far = (Row("c", "city", "Town", "XX", "2", 50.0, lon, 0, "", 1.0, 1.0) for lon in (12.0, 20.0))
    within = near._replace(region="1")
    agreement = voting.votes([voting.meanings([region])])
    assert agreement(within) > agreement(near) > agreement(far) > agreement(far._replace(country="YY")) >= 0


def test_a_sea_votes_for_its_shores():
    assert best("Tripoli", "Gulf of Suez", "Beirut").country == "LB"


@pytest.mark.parametrize("name", ["Mount Vernon", "Springfield", "Artyom"])
def test_votes_keep_the_scores_between_nought_and_one(name):
    found = gazetteer.load().find(name, limit=50, among=["Virginia", "Alexandria", "Fairfax County", "Red Sea"])
    assert all(0 <= candidate.score <= 1 for candidate in found)
