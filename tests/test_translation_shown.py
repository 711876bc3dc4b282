"""What the page and its script show comes from the catalogues, whole and in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

import pytest
from show_samples import HOSTILE, alone, hostile, kim_sketch, pacific

from geo.errors import UsageError
from geo.fields import Figure
from geo.journey import Basis, Verdict
from geo.modes import Mode
from geo.modes.vehicles import NAMES
from geo.show import payload
from geo.show.assets import SCRIPTS, ours
from geo.show.page import embedded, page, page_of
from geo.show.payload import SCRIPT_ROOMS
from geo.stops import Certainty, Status
from geo.translation import LANGUAGES, words_of

OTHERS = [language for language in LANGUAGES if language != "en"]
TEMPLATES = ("page.html", "embed.html")
KEYS_AND_NAMES = {
    "Enter",
    "Escape",
    "ArrowLeft",
    "ArrowRight",
    "ArrowUp",
    "ArrowDown",
    "English",
}  # on keyboards, of a language
SHARED = ("time", "figure", "mode", "verdict", "kind", "certainty")  # the script shows a part of these
HANGUL, CYRILLIC = re.compile("[가-힣]"), re.compile("[а-яё]")


def without_comments(script: str) -> str:
    return re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", script, flags=re.DOTALL)


SCRIPT = "\n".join(without_comments(ours(f"js/{name}")) for name in SCRIPTS)


def test_every_value_of_the_payload_has_a_text() -> None:
    rooms = {
        "kind": get_args(Figure), "basis": get_args(Basis), "verdict": get_args(Verdict), "mode": get_args(Mode),
        "certainty": get_args(Certainty), "status": get_args(Status), "vehicle": NAMES,
        "meeting": ("met", "could have met"),
    }  # fmt: skip
    for room, values in rooms.items():
        for value in values:
            assert f"{room}.{value.replace(' ', '-')}" in words_of("en")


def test_vehicles_are_called_in_english_as_files_write_them() -> None:
    assert [words_of("en")[f"vehicle.{name.replace(' ', '-')}"] for name in NAMES] == list(NAMES)


def test_the_script_asks_for_texts_that_are_there() -> None:
    given = payload([alone()])["words"]
    asked = re.findall(r'\b(?:say|count|parts)\((?:\w+ \? )?"([\w.-]+)"', SCRIPT)
    begun = re.findall(r"\b(?:say|count|parts)\(`([\w.-]+)\$", SCRIPT)
    assert len(asked) > 80
    assert [key for key in asked if key not in given] == []
    assert [start for start in begun if not any(key.startswith(start) for key in given)] == []


def test_the_script_asks_for_every_text_of_its_own_rooms() -> None:
    begun = re.findall(r"`([\w.-]+)\$", SCRIPT)
    for key in payload([alone()])["words"]:
        room = key.partition(".")[0]
        told = f'"{key}"' in SCRIPT or any(key.startswith(start) for start in begun if "." in start)
        assert told or room in SHARED or room in {"meeting", "card"}, key


def test_no_word_of_the_interface_is_in_the_script() -> None:
    literals = re.findall(r'"([^"\n]*)"', SCRIPT)
    assert {text for text in literals if re.match(r"[A-Z][a-z]{2,}", text)} <= KEYS_AND_NAMES


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_word_of_the_interface_is_in_a_template(name: str) -> None:
    template = re.sub(r"\{[%#{].*?[%#}]\}", "", ours(name))
    shown = re.sub(r"<[^>]*>|(?:class|lang)=\"\w+\"", " ", template)
    spoken = re.findall(r'\b(?:aria-label|title|alt)="([^"]*)"', template)
    assert set(re.findall(r"\w+", " ".join((shown, *spoken)))) == ({"Demarche"} if name == "page.html" else set())


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_ask_for_texts_that_are_there(name: str) -> None:
    asked = re.findall(r'\bsay\("([\w.-]+)"(?! ~)', ours(name))
    assert asked
    assert [key for key in asked if key not in words_of("en")] == []


def test_english_is_spoken_unless_another_language_is_asked_for() -> None:
    assert page([kim_sketch()]) == page([kim_sketch()], language="en")
    assert 'lang="en"' not in page([kim_sketch()]).replace('<html lang="en"', "")


@pytest.mark.parametrize("language", OTHERS)
def test_a_page_is_in_its_language(language: str) -> None:
    content = payload([kim_sketch(), pacific()], language=language)
    words = words_of(language)
    for html in (page_of(content), embedded(content)):
        assert html.startswith(f'<!doctype html>\n<html lang="{language}"')
        assert words["page.map"] in html
    for key in ("page.stops", "page.travelling-time", "page.findings", "vehicle.armoured-train", "inferred.circuity"):
        assert words[key] in page_of(content)


@pytest.mark.parametrize(("language", "script"), [("ko", HANGUL), ("ru", CYRILLIC)])
def test_times_figures_and_vehicles_of_the_payload_are_in_its_language(language: str, script: re.Pattern[str]) -> None:
    journey = payload([kim_sketch()], language=language)["journeys"][0]
    stop, leg = journey["stops"][2], journey["legs"][1]
    assert leg["hours"]
    told = (stop["arrive"], stop["arrive_utc"], leg["by"], leg["hours"]["text"], journey["legs"][3]["inferred"])
    assert all(text and script.search(text) for text in told)
    assert (
        leg["sightings"][0]["at"]
        == {"ko": "2023년 9월 12일 05:15 UTC+03:00", "ru": "12 сент. 2023, 05:15 UTC+03:00"}[language]
    )


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_not_words_is_the_same_in_every_language(language: str) -> None:
    def numbers(of: str) -> list[object]:
        journey = payload([kim_sketch()], language=of)["journeys"][0]
        legs = [(leg["points"], leg["basis"], leg["mode"], leg["distance_km"]["best"]) for leg in journey["legs"]]
        return [legs, [(one["verdict"], one["kind"], one["quote"], one["explanation"]) for one in journey["findings"]]]

    assert numbers(language) == numbers("en")


@pytest.mark.parametrize("language", OTHERS)
def test_sentences_of_the_check_are_marked_as_english(language: str) -> None:
    html = page([kim_sketch()], language=language)
    assert '<p class="why" dir="auto" lang="en">By rail it is 319 km.</p>' in html
    assert '<li dir="auto" lang="en">a place lies 23 km from the network</li>' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_text_is_never_filled_in_as_a_place(language: str) -> None:
    content = payload([hostile()], language=language)
    html = page_of(content)
    assert "<img src=x" not in html
    shown = "\0".join(texts_in(content))
    for text in HOSTILE:
        assert text in shown


def texts_in(value: object) -> Iterator[str]:
    """Every text in a tree of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts_in(one)


def test_a_language_that_is_not_there_is_an_error() -> None:
    with pytest.raises(UsageError):
        payload([alone()], language="fr")


def test_every_room_of_the_script_is_in_the_catalogues() -> None:
    assert {key.partition(".")[0] for key in words_of("en")} >= set(SCRIPT_ROOMS)
