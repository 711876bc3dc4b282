"""The repository keeps its promises: a lock without addresses, itineraries without loose ends."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from geo.itinerary import Itinerary, PinnedPlace
from geo.reader import read, read_places
from tests.conftest import ROOT

ITINERARIES = ROOT / "itineraries"
PLACES = ITINERARIES / "places.yaml"
STORIES = sorted(set(ITINERARIES.glob("*.yaml")) - {PLACES})
REQUIREMENTS = (ROOT / "requirements.txt").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_lock_names_no_address_and_no_option() -> None:
    for line in REQUIREMENTS.splitlines():
        assert "://" not in line
        assert "@" not in line
        assert not line.lstrip().startswith("-")


def test_the_lock_pins_each_package_to_one_version() -> None:
    packages = [line for line in REQUIREMENTS.splitlines() if line and not line.startswith("#")]
    assert len(packages) > 50
    assert all(re.match(r"^[a-z0-9][a-z0-9._-]*==[\w.+!]+( ; .+)?$", line) for line in packages)


def test_the_lock_holds_all_that_the_project_asks_for() -> None:
    locked = {plain(line.partition("==")[0]) for line in REQUIREMENTS.splitlines() if "==" in line}
    asked = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    assert {plain(re.split(r"[<>=!~\[ ;]", name)[0]) for name in asked} <= locked


def used(story: Itinerary) -> Iterator[str]:
    rivals = list(story.versions.values())
    for stop in (*story.stops, *(stop for rival in rivals for stop in rival.stops)):
        yield from stop.sources
        yield from stop.by.sources if stop.by else ()
        yield from stop.planned.sources if stop.planned else ()
        for sighting in stop.seen:
            yield from sighting.sources
    yield from (key for rival in rivals for key in rival.sources)
    yield from (claim.source for claim in story.claims)
    yield from used_by(story.places.values())


def used_by(places: Iterable[PinnedPlace]) -> Iterator[str]:
    for place in places:
        yield from place.sources


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_an_itinerary_uses_every_source_it_names_and_no_other(path: Path) -> None:
    story = read(path)
    assert set(used(story)) == set(story.sources)


def test_the_shared_places_use_every_source_they_name_and_no_other() -> None:
    book = read_places(PLACES)
    assert set(used_by(book.places.values())) == set(book.sources)
    assert all(place.sources for place in book.places.values())


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_everything_an_itinerary_says_has_a_source(path: Path) -> None:
    story = read(path)
    assert all(stop.sources for stop in story.stops)
    assert all(sighting.sources for stop in story.stops for sighting in stop.seen)
    assert all(place.sources for place in story.places.values())


def test_shared_places_have_names_of_their_own() -> None:
    names = [
        name
        for key, place in read_places(PLACES).places.items()
        for name in {name.casefold() for name in (key, place.name, *place.also)}
    ]
    assert sorted(names) == sorted(set(names))
