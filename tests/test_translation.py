"""The catalogues of the interface: every language says the same things, with the same places and its own plurals."""

from __future__ import annotations

from string import Formatter

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import UsageError
from geo.quantity import Estimate
from geo.show.words import quantity_in_words, said, window_in_words
from geo.translation import LANGUAGES, Text, words_of
from geo.when import read_when

RUSSIAN_TO_ENGLISH = str.maketrans({"\u00a0": ",", ",": "."})
OTHERS = [language for language in LANGUAGES if language != "en"]


def forms(text: Text) -> dict[str, str]:
    return {"": text} if isinstance(text, str) else dict(text)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_keys_of_english(language: str) -> None:
    assert list(words_of(language)) == list(words_of("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_the_places_of_the_english_one_and_says_something(language: str) -> None:
    for key, text in words_of(language).texts.items():
        english = set().union(*(places(form) for form in forms(words_of("en").texts[key]).values()))
        for form in forms(text).values():
            assert form.strip(), key
            assert places(form) - {"n"} == english - {"n"}, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_counts_has_every_plural_form_of_its_language(language: str) -> None:
    needed = set(Locale(language).plural_form.tags) | {"other"}
    for key, text in words_of(language).texts.items():
        if not isinstance(text, str):
            assert set(text) == needed, key


def test_a_number_takes_its_plural() -> None:
    russian = [words_of("ru").count("figure.stretches", n) for n in (1, 3, 5, 21)]
    assert russian == [
        "1 наблюдённый участок", "3 наблюдённых участка", "5 наблюдённых участков", "21 наблюдённый участок",
    ]  # fmt: skip
    assert words_of("en").count("figure.stretches", 1) == "1 observed stretch"


def test_an_unknown_language_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        words_of("../en")
    assert caught.value.faults[0].hint == "en, ko, ru"


@pytest.mark.parametrize(
    ("stated", "korean", "russian"),
    [
        ("2023-09-13T13:00~", "2023년 9월 13일 13:00경", "13 сент. 2023, около 13:00"),
        ("2023-09-12 morning", "2023년 9월 12일 오전", "12 сент. 2023, утром"),
        ("2023-09~", "2023년 9월경", "около сент. 2023"),
        ("1945-22", "1945년 여름", "лето 1945"),
        ("1945", "1945년", "1945"),
        ("194X", "1940년대", "1940-е годы"),
        ("2023-09-10/2023-09-12", "2023년 9월 10일 ~ 2023년 9월 12일", "10 сент. 2023 – 12 сент. 2023"),
        ("../2023-09-12", "2023년 9월 12일까지", "до 12 сент. 2023"),
    ],
)
def test_stated_times_are_told_in_every_language(stated: str, korean: str, russian: str) -> None:
    assert said(read_when(stated), words_of("ko")) == korean
    assert said(read_when(stated), words_of("ru")) == russian


def test_windows_are_told_in_every_language() -> None:
    window = read_when("2023-09-12T05:15+03:00/2023-09-12T07:15+03:00").window(None)
    assert window_in_words(window, words_of("ko")) == "2023년 9월 12일 02:15–04:15 UTC"
    assert window_in_words(window, words_of("ru")) == "12 сент. 2023 02:15–04:15 UTC"


@given(
    low=st.floats(0.1, 1e4), more=st.floats(0, 1e3), most=st.floats(0, 1e3), unit=st.sampled_from(["km", "h", "km/h"])
)
def test_a_quantity_keeps_its_numbers_in_every_language(low: float, more: float, most: float, unit: str) -> None:
    estimate = Estimate(low, low + more, low + more + most, unit)  # type: ignore[arg-type]
    digits = [character for character in str(estimate) if character.isdigit() or character in ".,–("]
    for language in LANGUAGES:
        told = quantity_in_words(estimate, words_of(language))
        told = told.translate(RUSSIAN_TO_ENGLISH) if language == "ru" else told
        assert [character for character in told if character.isdigit() or character in ".,–("] == digits


def test_a_thousand_is_no_decimal_in_russian() -> None:
    estimate = Estimate(1000, 1234, 1500.5, "km")
    assert quantity_in_words(estimate, words_of("ru")) == "1\u00a0234 км (1\u00a0000–1\u00a0500)"
    assert quantity_in_words(Estimate(1.5, 2.5, 3, "h"), words_of("ru")) == "2,5 ч (1,5–3)"
    assert quantity_in_words(estimate, words_of("ko")) == "1,234km (1,000–1,500)"


def test_an_open_quantity_is_told_in_every_language() -> None:
    over = Estimate(150, 200, float("inf"), "km")
    assert quantity_in_words(over, words_of("ko")) == "150km 초과"
    assert quantity_in_words(over, words_of("ru")) == "более 150 км"
