"""The travellers and their vehicle may part: a sighting of one alone says nothing of the other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import geo
from geo.errors import DocumentError
from geo.journey import Journey
from geo.parting import of_vehicle
from geo.pipeline import vehicle
from geo.reader import read_text
from geo.report import basis, report
from geo.show.payload import payload
from tests.fakes import FakeNetwork, gazetteer, itinerary, networks
from tests.test_cli import run
from tests.time_samples import at, journey

PLACES = {name: at(name, lon) for name, lon in {"A": 0, "B": 5, "S": 2.5}.items()}
NOON = "2023-09-12T12:00Z"


def told(*seen: dict[str, Any], arrive: str = "2023-09-14") -> Journey:
    return journey(
        PLACES,
        {"place": "A", "depart": "2023-09-12"},
        {"place": "B", "by": "rail", "arrive": arrive, "seen": list(seen)},
    )


def seen(of: str | None = None, when: str = NOON) -> dict[str, Any]:
    return {"at": when, "place": "S"} | ({"of": of} if of else {})


def where(found: Journey) -> list[tuple[str, float]]:
    """The stretches at noon, with how far from one end to the other."""
    stretches = geo.where(found, NOON).possible
    return [(stretch.destination.name, stretch.to_km - stretch.from_km) for stretch in stretches]


def test_a_sighting_of_the_vehicle_alone_does_not_bound_the_travellers() -> None:
    assert where(told(seen("vehicle"))) == where(told())
    assert where(told(seen("vehicle"))) != where(told(seen()))


def test_and_one_of_the_travellers_alone_bounds_them_and_not_the_vehicle() -> None:
    assert where(told(seen("traveller"))) == where(told(seen()))
    assert where(vehicle(told(seen("traveller")))) == where(told())


def test_the_vehicle_is_where_it_was_seen() -> None:
    assert where(vehicle(told(seen("vehicle")))) == where(told(seen()))


def test_where_all_sightings_are_of_both_the_vehicle_is_where_they_are() -> None:
    assert vehicle(told(seen())).timing == told(seen()).timing


def test_it_is_said_that_one_was_seen_and_the_other_not() -> None:
    (train,) = told(seen("vehicle")).warnings
    assert train == (
        "stops[1].seen[0]: the vehicle (rail) was seen at S, K not: it does not bound where K can have been"
    )
    (leader,) = told(seen("traveller")).warnings
    assert "K seen at S, the vehicle (rail) not: it does not bound where the vehicle (rail) can have been" in leader
    assert told(seen()).warnings == ()


def test_a_sighting_of_the_vehicle_alone_is_no_conflict_for_the_travellers_but_for_the_vehicle() -> None:
    found = told(seen("vehicle", "2023-09-20"))
    assert found.conflicts == ()
    (conflict,) = vehicle(found).conflicts
    assert "stops[1].seen[0]" in {conflict.first.path, conflict.second.path}


def test_key_paths_stay_those_of_the_file() -> None:
    found = told(seen("traveller"), seen("vehicle"), seen())
    assert [point.path for point in found.timing if point.event == "seen"] == ["stops[1].seen[0]", "stops[1].seen[2]"]
    apart = of_vehicle(found.itinerary)
    assert [apart.in_file(f"stops[1].seen[{n}]") for n in range(2)] == ["stops[1].seen[1]", "stops[1].seen[2]"]


def test_a_version_that_only_the_vehicle_rules_out_is_possible_if_they_had_parted() -> None:
    stop = {"place": "B", "by": "rail", "arrive": "2023-09-14", "seen": [seen("vehicle") | {"sources": ["s"]}]}
    stay = {"place": "B", "by": "rail", "arrive": "2023-09-12T11:00Z", "depart": "2023-09-12T12:00Z"}
    story = itinerary(
        {"place": "A", "depart": "2023-09-12"},
        stop,
        versions={"b": {"title": "They stayed", "instead_of": 2, "stops": [stay, stop | {"seen": []}]}},
    )
    built = geo.build(story, names=gazetteer(*PLACES.values()), networks=networks(rail=FakeNetwork(detour=1.0)))
    main, other = built.versions
    assert (main.verdict, other.verdict) == ("possible", "possible")
    for words in (
        "only if K and the vehicle had parted",
        "the vehicle was seen, K not",
        "the sighting at S “2023-09-12T12:00Z” (The Paper) rules it out by",
    ):
        assert words in other.explanation
    assert "parted" not in main.explanation


# --- as it is asked and shown -----------------------------------------------------------------------------------------

FILE = """\
title: T
traveller: K
sources: {s: {publisher: P}}
places: {a: {name: A, lat: 43, lon: 132}, b: {name: B, lat: 44, lon: 132}, c: {name: C, lat: 43.5, lon: 132}}
stops:
  - {place: a, depart: 2023-09-12}
  - {place: b, by: foot, arrive: 2023-09-16, seen: [{at: 2023-09-13T12:00Z, place: c, of: vehicle, sources: [s]}]}
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_where_asks_for_the_travellers_unless_told_to_ask_for_the_vehicle(story: Path) -> None:
    asked = ("where", story, "--at", "2023-09-13T12:00Z", "--json")
    theirs, its = (json.loads(run(*asked, *words).stdout)["possible"] for words in ((), ("--vehicle",)))
    assert len(theirs) > 1 or theirs[0]["to_km"] - theirs[0]["from_km"] > 10
    assert len(its) == 1
    assert its[0]["to_km"] - its[0]["from_km"] < 10
    assert "the vehicle (foot) was seen at C, K not" in run(*asked).stderr


def test_a_vehicle_that_was_never_seen_alone_is_where_they_are(story: Path) -> None:
    story.write_text(FILE.replace(", of: vehicle", ""), encoding="utf-8")
    asked = ("where", story, "--at", "2023-09-13T12:00Z", "--json")
    assert run(*asked).stdout == run(*asked, "--vehicle").stdout
    assert "it was seen nowhere without them: it is where they are" in run(*asked, "--vehicle").stderr


def test_of_whom_is_one_of_two(story: Path) -> None:
    with pytest.raises(DocumentError, match=r"stops\[1\]\.seen\[0\]\.of: "):
        read_text(story.read_text(encoding="utf-8").replace("of: vehicle", "of: train"))


def test_the_map_and_the_report_tell_of_whom_it_was(story: Path) -> None:
    built = geo.build(geo.read(story))
    assert payload([built])["journeys"][0]["legs"][0]["sightings"][0]["of"] == "vehicle"
    assert "seen at C (the vehicle alone), 13 Sep 2023" in report(built, "md", basis())
