"""The itineraries that are shipped: sound, sourced, pinned to places that are known, and at one with themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator

import jsonschema
import pytest
from pyproj import Geod

from geo.itinerary import Itinerary
from tests.shipped import FOLDER, NAMES, shipped
from tests.test_schema import as_an_editor_reads
from tools.build_schema import SCHEMA

# What is known to be in doubt, and is said: each part of a warning, and why it stands.
EXPECTED_WARNINGS = (
    "from the network",  # the cosmodrome is wide; Dunay's branch line is not in our data
    "are inferred: our data has a gap there",
    "by right of transit passage",
    "planned to arrive at Pyongyang",  # and he came a day later
)


# Where the names that the gazetteer chooses among namesakes are meant to be, read off a map to within so many kilometres.
READ_OFF_KM = 5.0
MEANT = {
    "Athens": (37.98, 23.73), "Bebra": (50.97, 9.80), "Belogorsk": (50.92, 128.47), "Bonn": (50.73, 7.10),
    "Dunay": (42.88, 132.34), "Erfurt": (50.98, 11.03), "Gerstungen": (50.97, 10.07), "Grand Harbour": (35.89, 14.51),
    "Guam International Airport": (13.48, 144.80), "Hagen": (51.36, 7.47), "Hangzhou": (30.25, 120.17),
    "Joint Base Andrews Airport": (38.81, -76.87), "Kassel": (51.31, 9.48), "Khabarovsk": (48.48, 135.08),
    "Köln": (50.94, 6.96), "Livadia Palace": (44.468, 34.143), "Luqa Airport": (35.86, 14.48), "Medyka": (49.80, 22.93),
    "Moscow": (55.75, 37.62), "Rajin Port": (42.24, 130.29), "Saki airfield": (45.09, 33.60), "Sevastopol": (44.61, 33.52),
    "Shenyang": (41.80, 123.40), "Simferopol": (44.95, 34.10), "Sunan airport": (39.22, 125.67), "Tikhoretsk": (45.85, 40.12),
    "Ussuriysk": (43.80, 131.95), "Vladivostok": (43.12, 131.88), "Wuppertal": (51.26, 7.15), "Pyongyang": (39.03, 125.75),
}  # fmt: skip


def sourced(story: Itinerary) -> Iterator[tuple[str, tuple[str, ...]]]:
    for index, stop in enumerate(story.stops):
        yield f"stops[{index}]", stop.sources
        for number, sighting in enumerate(stop.seen):
            yield f"stops[{index}].seen[{number}]", sighting.sources
    for key, place in story.places.items():
        yield f"places.{key}", place.sources
    for index, claim in enumerate(story.claims):
        yield f"claims[{index}]", (claim.source,)


def test_all_the_journeys_of_the_facts_are_there_and_two_more() -> None:
    assert set(NAMES) >= {
        "kim-russia-2023", "biden-kyiv-2023", "putin-east-asia-2024", "netanyahu-new-york-2025", "roosevelt-yalta-1945",
        "kim-beijing-2025", "il62m-pyongyang-2023", "angara-rajin-dunay-2023", "maria-rajin-dunay-2023",
        "containers-rajin-tikhoretsk-2023", "shoigu-pyongyang-2023", "nixon-china-1972", "brandt-erfurt-1970",
    }  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_an_editor_finds_no_fault(name: str) -> None:
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    jsonschema.Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(as_an_editor_reads(text))


@pytest.mark.parametrize("name", NAMES)
def test_every_stop_sighting_place_and_claim_says_who_said_it(name: str) -> None:
    story = shipped(name).itinerary
    assert [path for path, sources in sourced(story) if not sources] == []
    assert story.claims


@pytest.mark.parametrize("name", NAMES)
def test_every_source_has_a_publisher_and_can_be_looked_up(name: str) -> None:
    for key, source in shipped(name).itinerary.sources.items():
        assert source.title or source.url or source.date, key
        assert source.url is None or source.url.startswith(("https://", "http://")), key


@pytest.mark.parametrize("name", NAMES)
def test_every_place_is_known_and_none_is_in_doubt(name: str) -> None:
    """No namesake came close, and a station is not taken for a region: what is as wide as one says so."""
    found = shipped(name)
    assert not [warning for warning in found.warnings if "ambiguous" in warning or "no place is called" in warning]
    for place in found.places.values():
        assert place.country or place.kind == "water"
        assert place.precision_km <= 20 or place.kind in {"region", "water", "city"}, place.name


def test_the_names_that_others_share_are_those_that_are_meant() -> None:
    everywhere = {name: place for story in NAMES for name, place in shipped(story).places.items()}
    geod = Geod(ellps="WGS84")
    for name, (lat, lon) in MEANT.items():
        place = everywhere[name]
        away_km = geod.inv(lon, lat, place.lon, place.lat)[2] / 1000
        assert away_km <= place.precision_km + READ_OFF_KM, name


@pytest.mark.parametrize("name", NAMES)
def test_every_leg_has_a_way_and_nothing_is_warned_of_but_what_is_known(name: str) -> None:
    found = shipped(name)
    assert all(passage.basis != "straight line" for passage in found.passages)
    warnings = [*found.warnings, *(one for passage in found.passages for one in passage.warnings)]
    assert [one for one in warnings if not any(part in one for part in EXPECTED_WARNINGS)] == []


@pytest.mark.parametrize("name", NAMES)
def test_its_statements_hold_together(name: str) -> None:
    assert [conflict.explanation for conflict in shipped(name).conflicts] == []


@pytest.mark.parametrize("name", NAMES)
def test_its_quotations_are_short_and_are_no_more_than_quotations(name: str) -> None:
    quotes = [claim.quote for claim in shipped(name).itinerary.claims]
    assert all(quote == quote.strip() and "  " not in quote and len(quote) < 300 for quote in quotes)
