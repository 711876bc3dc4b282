"""Names to places: pinned ones win, neighbours decide between namesakes, and no guess goes unsaid."""

from dataclasses import replace

import pytest

from geo.errors import PlaceNotFound
from geo.geodesy import distance_km
from geo.itinerary import Origin
from geo.location import choices, locate, locate_names
from geo.pipeline import place
from geo.reader import read_text
from tests.fakes import (
    ARTYOM_AZ,
    ARTYOM_RU,
    BAKU,
    KHASAN,
    MOSCOW,
    PYONGYANG,
    VLADIVOSTOK,
    FakeGazetteer,
    claim,
    gazetteer,
    itinerary,
)

NAMESAKES = FakeGazetteer(
    {
        "Artyom": [(ARTYOM_AZ, 0.72), (ARTYOM_RU, 0.70)],
        "Vladivostok": [(VLADIVOSTOK, 0.9)],
        "Baku": [(BAKU, 0.9)],
        "Moscow": [(MOSCOW, 0.9)],
    },
)


def test_every_name_gets_its_place() -> None:
    story = itinerary(
        {"place": "Pyongyang"},
        {"place": "Khasan", "by": {"vehicle": "rail", "via": ["Artyom"]}, "seen": [{"at": "2023", "place": "Baku"}]},
        claims=[claim("Vladivostok", "Moscow", distance="1 km")],
    )
    known = gazetteer(PYONGYANG, KHASAN, ARTYOM_RU, BAKU, VLADIVOSTOK, MOSCOW)
    assert locate(story, known).places == {
        "Pyongyang": PYONGYANG, "Artyom": ARTYOM_RU, "Baku": BAKU, "Khasan": KHASAN, "Vladivostok": VLADIVOSTOK, "Moscow": MOSCOW,
    }  # fmt: skip


def test_the_itinerary_itself_is_kept_and_not_changed() -> None:
    story = itinerary({"place": "Pyongyang"})
    assert locate(story, gazetteer(PYONGYANG)).itinerary is story


@pytest.mark.parametrize("name", ["bridge", "Friendship Bridge", "Мост Дружбы"])
def test_a_pinned_place_wins_by_key_name_and_other_name_unasked(name: str) -> None:
    pins = {"bridge": {"name": "Friendship Bridge", "lat": 42.4166, "lon": 130.6411, "country": "RU", "precision_km": 0.3,
                       "kind": "bridge", "also": ["Мост Дружбы"]}}  # fmt: skip
    known = FakeGazetteer({name: [(MOSCOW, 1.0)]})
    found = locate(itinerary({"place": name}, places=pins), known).places[name]
    assert (found.name, found.lat, found.lon, found.precision_km) == ("Friendship Bridge", 42.4166, 130.6411, 0.3)
    assert (found.kind, found.source, found.zone) == ("bridge", "pinned:bridge", "Asia/Vladivostok")
    assert known.asked == []


def test_the_neighbours_decide_between_namesakes() -> None:
    for neighbour, expected in [("Vladivostok", ARTYOM_RU), ("Baku", ARTYOM_AZ)]:
        for stops in (["Artyom", neighbour], [neighbour, "Artyom"], [neighbour, "Artyom", neighbour]):
            first, *rest = stops
            story = itinerary({"place": first}, *({"place": name, "by": "rail"} for name in rest))
            assert locate(story, NAMESAKES).places["Artyom"] == expected


def test_a_far_neighbour_does_not_move_a_great_city() -> None:
    village = replace(MOSCOW, name="Moscow", lat=43.2, lon=132.0, source="fake:village")
    known = FakeGazetteer({"Moscow": [(MOSCOW, 0.95), (village, 0.4)], "Vladivostok": [(VLADIVOSTOK, 0.9)]})
    story = itinerary({"place": "Vladivostok"}, {"place": "Moscow", "by": "air"})
    assert locate(story, known).places["Moscow"] == MOSCOW


def test_an_ambiguous_place_is_said_with_the_choice_and_the_candidates() -> None:
    journey = locate(itinerary({"place": "Artyom"}), NAMESAKES)
    assert journey.places["Artyom"] == ARTYOM_AZ
    (warning,) = journey.warnings
    chosen, _, others = warning.partition("it may also be")
    assert chosen.startswith("Artyom is ambiguous: taken as Artyom, AZ (40.470, 50.325; fake:5)")
    assert "Artyom, RU (43.358, 132.191; fake:4)" in others


def test_a_plain_choice_is_not_called_ambiguous() -> None:
    assert locate(itinerary({"place": "Artyom"}, {"place": "Vladivostok", "by": "rail"}), NAMESAKES).warnings == ()
    near = replace(ARTYOM_RU, lat=ARTYOM_RU.lat + 0.1, source="fake:suburb")
    assert distance_km(near.point, ARTYOM_RU.point) < 25
    assert locate(itinerary({"place": "A"}), FakeGazetteer({"A": [(ARTYOM_RU, 0.7), (near, 0.7)]})).warnings == ()


def test_stated_times_rule_out_what_no_train_can_reach() -> None:
    known = FakeGazetteer({"Artyom": [(ARTYOM_AZ, 0.95), (ARTYOM_RU, 0.6)], "Vladivostok": [(VLADIVOSTOK, 0.9)]})
    for arrive, expected in [("2023-09-12T12:00", ARTYOM_RU), ("2023-09-30T12:00", ARTYOM_AZ)]:
        start = {"place": "Vladivostok", "depart": "2023-09-12T09:00"}
        story = itinerary(start, {"place": "Artyom", "by": "rail", "arrive": arrive})
        assert locate(story, known).places["Artyom"] == expected


def test_a_leg_by_rail_ends_at_the_station_of_two_alike() -> None:
    station = replace(ARTYOM_RU, kind="station", source="fake:station")
    known = FakeGazetteer({"Artyom": [(ARTYOM_RU, 0.72), (station, 0.7)], "Moscow": [(MOSCOW, 0.9)]})
    for by, expected in [("rail", station), ("air", ARTYOM_RU)]:
        story = itinerary({"place": "Moscow"}, {"place": "Artyom", "by": by})
        assert locate(story, known).places["Artyom"] == expected


def test_a_choice_tells_its_runner_up_and_the_margin() -> None:
    artyom, baku = choices(itinerary({"place": "Artyom"}, {"place": "Baku", "by": "rail"}), NAMESAKES)
    assert (artyom.place, artyom.runner_up) == (ARTYOM_AZ, ARTYOM_RU)
    assert artyom.margin > 0.05
    assert (baku.runner_up, baku.margin) == (None, None)


def test_look_alike_letters_are_flagged_in_the_refusal() -> None:
    with pytest.raises(PlaceNotFound, match=r"mixes letters of two alphabets.*did you mean Hanoi"):
        place(read_text(HEAD + "  - {place: Hanоi, by: rail}"))


def test_every_unknown_place_is_named_at_its_place_with_a_suggestion() -> None:
    story = itinerary(
        {"place": "Pyongyang"},
        {"place": "Vladivostk", "by": "rail"},
        claims=[claim("Nowhere", "Pyongyang", distance="1 km")],
    ).read_from(Origin("f.yaml", {"stops[1].place": (8, 12), "claims[0].from": (9, 30)}))
    known = FakeGazetteer({"Pyongyang": [(PYONGYANG, 1)]}, {"Vladivostk": ("Vladivostok", "Vladimir")})
    with pytest.raises(PlaceNotFound) as refused:
        locate(story, known)
    first, second = map(str, refused.value.faults)
    assert first.startswith(
        "f.yaml:8:12: stops[1].place: no such place, found 'Vladivostk' (did you mean Vladivostok, Vladimir?"
    )
    assert second == (
        "f.yaml:9:30: claims[0].from: no such place, found 'Nowhere' (pin it under `places` with its coordinates)"
    )


def test_a_place_is_taken_as_it_is_and_names_in_the_order_given() -> None:
    choices = locate_names([BAKU, "Artyom", "Vladivostok"], NAMESAKES)
    assert [choice.place for choice in choices][::2] == [BAKU, VLADIVOSTOK]
    with pytest.raises(PlaceNotFound, match="Atlantis"):
        locate_names(["Baku", "Atlantis"], NAMESAKES)


# --- the real gazetteer -----------------------------------------------------------------------------------------------

HEAD = "title: T\ntraveller: K\nstops:\n  - {place: Pyongyang}\n"


def test_a_real_claim_about_an_unknown_place_is_placed_in_the_file() -> None:
    text = (
        HEAD
        + "sources: {s: {publisher: P}}\nclaims: [{quote: q, source: s, from: Pyongyang, to: Zzyqx, distance: 1 km}]"
    )
    with pytest.raises(PlaceNotFound, match=r"f\.yaml:6:53: claims\[0\]\.to: no such place, found 'Zzyqx'"):
        place(read_text(text, "f.yaml"))


def test_a_shared_place_is_known_by_its_key() -> None:
    journey = place(read_text(HEAD + "  - {place: border-bridge, by: rail}"))
    assert journey.places["border-bridge"].name == "Korea–Russia Friendship Bridge"


@pytest.mark.parametrize("name", ["x" * 201, "'91,0'", "'!?'"])
def test_a_name_that_cannot_be_one_is_placed_in_the_file_too(name: str) -> None:
    with pytest.raises(PlaceNotFound) as refused:
        place(read_text(HEAD + f"  - {{place: {name}, by: rail}}\n  - {{place: Zzyqx, by: rail}}", "f.yaml"))
    assert [fault.line for fault in refused.value.faults] == [5, 6]


def test_a_guess_at_a_misspelt_name_is_said() -> None:
    assert any(
        "Vladivostk" in warning for warning in place(read_text(HEAD + "  - {place: Vladivostk, by: rail}")).warnings
    )
