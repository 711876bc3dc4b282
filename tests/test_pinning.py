"""Pinning: coordinates go into the text of a file, and nothing else of it changes."""

from __future__ import annotations

import difflib
import os
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from geo.cli import cli
from geo.errors import DocumentError
from geo.itinerary import Itinerary
from geo.journey import Journey, Place
from geo.pinning import pinned, unpinned
from geo.pipeline import place as located
from geo.reader import read, read_text
from tests.conftest import KIM
from tests.fakes import ARTYOM_AZ, ARTYOM_RU, PYONGYANG, VLADIVOSTOK, FakeGazetteer, gazetteer

BOOK = gazetteer(PYONGYANG, VLADIVOSTOK)
PINNED = "{k}Pyongyang: {{name: Pyongyang, country: KP, lat: 39.03385, lon: 125.75432, precision_km: 7.0, kind: city}}{c} # fake:1"
BLOCK = PINNED.format(k="  ", c="")


def pin(text: str, names: FakeGazetteer = BOOK) -> str:
    """The text pinned, held against what it was: every line it had is there, in order, and it means the same."""
    journey = located(read_text(text), names=names)
    changed = pinned(text.encode(), journey).decode()
    assert pinned(changed.encode(), located(read_text(changed), names=FakeGazetteer({}))) == changed.encode()
    assert without_places(read_text(changed)) == without_places(journey.itinerary)
    return changed


def without_places(itinerary: Itinerary) -> Itinerary:
    return Itinerary.model_validate(itinerary.model_copy(update={"places": {}}).model_dump())


def added(before: str, after: str) -> list[str]:
    """The lines that came; none may have gone."""
    lines = list(difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True)))
    assert not [line for line in lines if line.startswith("- ")]
    return [line[2:].rstrip("\r\n") for line in lines if line.startswith("+ ")]


# --- where it goes ----------------------------------------------------------------------------------------------------


def test_a_file_without_places_gets_them_before_its_stops_and_their_comment() -> None:
    text = "# A story\ntitle: T # its title\ntraveller: K\n\n# The stops\nstops:\n  - place: Pyongyang\n"
    expected = f"# A story\ntitle: T # its title\ntraveller: K\n\nplaces:\n{BLOCK}\n\n# The stops\nstops:\n  - place: Pyongyang\n"
    assert pin(text) == expected


def test_a_file_without_blank_lines_gets_none() -> None:
    text = "title: T\ntraveller: K\nstops: [{place: Pyongyang}]"
    assert pin(text) == f"title: T\ntraveller: K\nplaces:\n{BLOCK}\nstops: [{{place: Pyongyang}}]"


def test_places_that_are_there_stay_below_as_far_in_as_they_are() -> None:
    text = (
        "title: T\ntraveller: K\nplaces: # ours\n      # the first\n      a: {name: A, lat: 1, lon: 2}   # odd\n\n"
        "stops:\n- place: a\n- {place: Pyongyang, by: air}\n"
    )
    changed = pin(text)
    assert added(text, changed) == ["    " + BLOCK]
    assert changed.index("Pyongyang") < changed.index("# the first")


@pytest.mark.parametrize(
    "braces", ["{}", "{ }", "{\n}", "{a: {name: A, lat: 1, lon: 2}}", "{ # why\n  a: {name: A, lat: 1, lon: 2},\n  }"]
)
def test_places_in_braces_stay_in_braces(braces: str) -> None:
    changed = pin(f"title: T\ntraveller: K\nplaces: {braces}\nstops:\n- place: Pyongyang\n")
    assert f"places: {{\n{PINNED.format(k='  ', c=',')}\n" in changed


@pytest.mark.parametrize("places", ["", '"places": {}, ', '"places": {"a": {"name": "A", "lat": 1, "lon": 2}}, '])
def test_a_file_in_braces_is_pinned_too(places: str) -> None:
    text = f'{{"title": "T", "traveller": "K", {places}"stops": [{{"place": "Pyongyang"}}]}}'
    assert PINNED.format(k="  ", c=",") in pin(text)


@pytest.mark.parametrize(
    "text",
    [
        "stops: [{place: Pyongyang}]\ntitle: T\ntraveller: K\n",
        "# first\nstops: [{place: Pyongyang}]\ntitle: T\ntraveller: K\n",
        "---\ntitle: T\ntraveller: K\n'stops': [{place: Pyongyang}]\n...\n",
        "%YAML 1.1\n---\n  title: T\n  traveller: K\n  stops: [{place: Pyongyang}]\n",
        'title: "a\n  # no comment"\ntraveller: K\nstops: [{place: Pyongyang}]\n',
        "traveller: K\ntitle: |\n  T\n  # no comment\nstops: [{place: Pyongyang}]\n",
        "traveller: K\ntitle: >-\n  T\n\n\nstops: [{place: Pyongyang}]\n",
        "title: 평양 🚂\ntraveller: 김정은\nstops: [{place: Pyongyang, events: [평양 🚂]}]\n",
        "title: T\u2028traveller: K\u0085stops: [{place: Pyongyang}]\n",
        "title: T\rtraveller: K\rstops: [{place: Pyongyang}]\r",
    ],
)
def test_odd_ways_of_writing_are_pinned_or_left(text: str) -> None:
    assert "fake:1" in pin(text)


def test_what_cannot_be_written_is_left_with_what_to_write() -> None:
    text = "title: T\ntraveller: K\n? stops\n: [{place: Pyongyang}]\n"
    with pytest.raises(DocumentError, match=r"lat: 39\.03385"):
        pin(text)


def test_a_content_that_is_not_the_journeys_is_left() -> None:
    journey = located(read_text("title: T\ntraveller: K\nstops: [{place: Pyongyang}]\n"), names=BOOK)
    with pytest.raises(DocumentError):
        pinned(b"title: Another\ntraveller: K\nstops: [{place: Pyongyang}]\n", journey)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_the_byte_order_mark_stay(end: str, mark: bytes) -> None:
    content = mark + end.join(["title: T", "traveller: K", "stops:", "- place: Pyongyang", ""]).encode()
    journey = located(read_text(content.decode("utf-8-sig")), names=BOOK)
    changed = pinned(content, journey)
    assert changed == content.replace(b"stops:", f"places:{end}{BLOCK}{end}stops:".encode())


# --- what it says -----------------------------------------------------------------------------------------------------


def test_every_place_that_is_named_is_pinned_once_and_points_are_not() -> None:
    text = (
        "title: T\ntraveller: K\nsources: {s: {publisher: P}}\nstops:\n- place: Pyongyang\n"
        "- place: 43.1, 131.9\n  by: {vehicle: rail, via: [Khasan]}\n"
        "  seen: [{at: 2023, place: Artyom}]\n"
        "claims: [{quote: q, source: s, from: Pyongyang, to: Vladivostok, distance: 700 km}]\n"
    )
    known = {place.name: [(place, 1.0)] for place in (PYONGYANG, VLADIVOSTOK, ARTYOM_RU)}
    at = Place("43.1000, 131.9000", 43.1, 131.9)
    names = FakeGazetteer(known | {"43.1, 131.9": [(at, 1.0)], "Khasan": [(replace(VLADIVOSTOK, name="Khasan"), 1.0)]})
    itinerary = read_text(text)
    changed = pinned(text.encode(), located(itinerary, names=names)).decode()
    assert list(read_text(changed).places) == ["Pyongyang", "Khasan", "Artyom", "Vladivostok"]
    assert not unpinned(located(read_text(changed), names=FakeGazetteer({"43.1, 131.9": [(at, 1.0)]})))


def test_a_name_that_the_file_gives_to_another_place_is_not_taken() -> None:
    text = "title: T\ntraveller: K\nstops:\n- place: Artyom in the Caspian\n- {place: Artyom, by: air}\n"
    names = FakeGazetteer({"Artyom in the Caspian": [(ARTYOM_AZ, 1.0)], "Artyom": [(ARTYOM_RU, 1.0)]})
    again = located(read_text(pin(text, names)), names=FakeGazetteer({}))
    assert [again.places[stop.place].country for stop in again.itinerary.stops] == ["AZ", "RU"]


def test_the_name_of_a_place_is_kept_where_it_is_free() -> None:
    names = FakeGazetteer({"Phyongyang": [(PYONGYANG, 1.0)]})
    again = read_text(pin("title: T\ntraveller: K\nstops: [{place: Phyongyang}]\n", names))
    assert again.places["Phyongyang"].name == "Pyongyang"


def test_a_precision_fits_what_a_file_may_say() -> None:
    exact = replace(PYONGYANG, precision_km=0.0)
    vast = replace(VLADIVOSTOK, precision_km=9e9)
    again = read_text(
        pin(
            "title: T\ntraveller: K\nstops:\n- place: Pyongyang\n- {place: Vladivostok, by: air}\n",
            gazetteer(exact, vast),
        )
    )
    assert [place.precision_km for place in again.places.values()] == [0.001, 1000.0]


def test_a_source_stays_in_its_comment() -> None:
    names = gazetteer(replace(PYONGYANG, source="evil:1\nstops: []\u2028x: y"))
    assert "# evil:1 stops: [] x: y\n" in pin("title: T\ntraveller: K\nstops: [{place: Pyongyang}]\n", names)


ODD = ["NO", "y", "10:00", "010", "1e3", "~", "null", "", "- a", "a: b", "a #b", "#a", "'", '"', "\\", "a ", " a", "{a}", "[a]", "a, b",
       "*a", "&a", "!a", "%a", "@a", "`a", "|", ">", "?", "<<", "=", "🚂 평양", "Ė\u0301", "é", "\u200bx", "\ufeffx", "\u0085x", "\u2028x", "a\tb", "𐌰"]  # fmt: skip


def place_called(name: str) -> Place:
    return Place(name, -12.5, 1e-7, "NO", "city", "fake:9", 2.0, "UTC")


@pytest.mark.parametrize("name", [name for name in ODD if name.strip()])
def test_odd_names_are_read_back_as_they_were(name: str) -> None:
    check_name(name)


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(lambda name: name.strip())
)
def test_any_name_is_read_back_as_it_was(name: str) -> None:
    check_name(name)


def check_name(name: str) -> None:
    """The file has it in quotes of its own; pinned, any reader of YAML has it as a key."""
    title = place_called(name)
    itinerary = Itinerary(title="T", traveller=("K",), stops=({"place": name},))  # type: ignore[arg-type]
    text = yaml.safe_dump({"title": "T", "traveller": "K", "stops": [{"place": name}]}, allow_unicode=False)
    assert read_text(text).stops == itinerary.stops
    changed = pinned(text.encode(), Journey(read_text(text), {name: title}))
    again = read_text(changed.decode())
    assert again.places[name].name == name
    assert (again.places[name].lat, again.places[name].lon) == (title.lat, title.lon)
    assert yaml.safe_load(changed)["places"] == {
        name: {
            "name": name,
            "country": "NO",
            "lat": -12.5,
            "lon": 1e-7,
            "precision_km": 2.0,
            "kind": "city",
        }
    }


# --- the shipped journey ----------------------------------------------------------------------------------------------


def test_the_journey_of_2023_pinned_is_the_same_journey(kim: Journey) -> None:
    from geo.pipeline import build

    content = KIM.read_bytes()
    changed = pinned(content, kim)
    lines = added(content.decode(), changed.decode())
    assert lines
    assert len(lines) == len(unpinned(kim))
    again = build(read_text(changed.decode()), names=FakeGazetteer({}))  # no gazetteer is needed any more
    same = {
        name: (place.name, place.point, place.country, place.precision_km, place.kind, place.zone)
        for name, place in kim.places.items()
    }
    assert {
        name: (place.name, place.point, place.country, place.precision_km, place.kind, place.zone)
        for name, place in again.places.items()
    } == same
    assert [passage.distance_km for passage in again.passages] == [passage.distance_km for passage in kim.passages]
    assert again.calls == kim.calls
    assert again.findings == kim.findings


# --- on the command line ----------------------------------------------------------------------------------------------


def run(*words: object) -> Result:
    result = CliRunner().invoke(cli, [str(word) for word in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.yaml"
    path.write_bytes(KIM.read_bytes())
    return path


def test_the_command_pins_and_then_has_nothing_to_do(story: Path) -> None:
    assert run("pin", story, "--check").exit_code == 1
    assert story.read_bytes() == KIM.read_bytes()
    first = run("pin", story)
    assert first.exit_code == 0
    assert first.stdout == ""
    assert "pinned: Pyongyang: " in first.stderr
    once, stamp = story.read_bytes(), story.stat()
    assert once != KIM.read_bytes()
    again = run("pin", story)
    assert again.exit_code == 0
    assert "nothing to pin" in again.stderr
    assert story.read_bytes() == once
    assert (story.stat().st_ino, story.stat().st_mtime_ns) == (stamp.st_ino, stamp.st_mtime_ns)
    assert run("pin", story, "--check").exit_code == 0
    assert read(story).stops == read(KIM).stops


def test_a_faulty_file_is_refused_with_its_faults_and_left(story: Path) -> None:
    story.write_text("title: T\nstops: [{plaice: Pyongyang}]\n", encoding="utf-8")
    before = story.read_bytes()
    result = run("pin", story)
    assert result.exit_code == 3
    assert "`traveller` is missing" in result.stderr
    assert "did you mean `place`?" in result.stderr
    assert story.read_bytes() == before


def test_an_unknown_place_is_told_and_the_file_left(story: Path) -> None:
    story.write_text("title: T\ntraveller: K\nstops: [{place: Xyzzyqwvk Nonesuch}]\n", encoding="utf-8")
    before = story.read_bytes()
    assert run("pin", story).exit_code == 4
    assert story.read_bytes() == before


def test_a_link_stays_a_link(story: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.yaml"
    link.symlink_to(story)
    assert run("pin", link).exit_code == 0
    assert link.is_symlink()
    assert "geonames:" in story.read_text(encoding="utf-8")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(story: Path) -> None:
    story.parent.chmod(0o500)
    try:
        assert run("pin", story).exit_code == 2
    finally:
        story.parent.chmod(0o700)
    assert story.read_bytes() == KIM.read_bytes()
