"""How the names of places are chosen for the base map: what a name may be in, and how Russian writes Asia's names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.placenames.russian import expected, kontsevich, palladius, polivanov
from tools.placenames.tongues import language, may_be

REVIEWED = Path(__file__).parents[1] / "tools" / "placenames" / "reviewed.tsv"


@pytest.mark.parametrize(
    ("pinyin", "russian"),
    [
        ("Beijing", "бэйцзин"),
        ("Xi’an", "сиань"),
        ("Shijiazhuang", "шицзячжуан"),
        ("Huizhou", "хуэйчжоу"),
        ("Lüliang", "люйлян"),
        ("Guangyuan", "гуанъюань"),
    ],
)
def test_chinese_in_russian_follows_palladius(pinyin: str, russian: str) -> None:
    assert palladius(pinyin, 3 if pinyin == "Shijiazhuang" else 2) == russian


def test_what_is_not_pinyin_of_as_many_characters_is_left_alone() -> None:
    assert palladius("Ürümqi", 4) == ""
    assert palladius("Harbin", 3) == ""


@pytest.mark.parametrize(
    ("hangul", "russian"),
    [
        ("부산", "пусан"),
        ("대구", "тэгу"),
        ("신의주", "синыйджу"),
        ("혜산", "хесан"),
        ("강릉", "каннын"),
        ("울산", "ульсан"),
        ("판문점", "пханмунджом"),
        ("광양", "кванъян"),
        ("청진", "чхонджин"),
    ],
)
def test_korean_in_russian_follows_kontsevich(hangul: str, russian: str) -> None:
    assert kontsevich(hangul) == russian


@pytest.mark.parametrize(
    ("hepburn", "russian"),
    [("Hiroshima", "хиросима"), ("Kitakyūshū", "китакюсю"), ("Chiba", "тиба"), ("Sendai", "сендай")],
)
def test_japanese_in_russian_follows_polivanov(hepburn: str, russian: str) -> None:
    assert polivanov(hepburn) == russian


def test_no_system_is_used_where_the_own_name_is_not_known() -> None:
    assert expected("Beijing", "CN", "") == ""
    assert expected("Berlin", "DE", "Berlin") == ""


@pytest.mark.parametrize(
    ("name", "tongue"),
    [
        ("평양", "ko"),
        ("Москва", "ru"),
        ("广州", "zh-Hans"),
        ("廣州", "zh-Hant-HK"),
        ("広島", "ja"),
        ("تهران", "fa"),
        ("بغداد", "ar"),
        ("Київ", "uk"),
    ],
)
def test_a_name_may_be_in_the_language_of_its_letters(name: str, tongue: str) -> None:
    assert may_be(name, tongue)


@pytest.mark.parametrize(
    ("name", "tongue"),
    [
        ("Київ", "ru"),
        ("Moscow", "ru"),
        ("廣州", "zh-Hans"),
        ("东京", "ja"),
        ("پکن", "ar"),
        ("München", "de"),
        ("평양 Pyongyang", "ko"),
    ],
)
def test_a_name_is_in_no_language_that_lacks_its_letters(name: str, tongue: str) -> None:
    assert not may_be(name, tongue)


def test_regions_of_india_have_their_own_languages() -> None:
    assert (language("IN", "25"), language("IN", "36"), language("GB")) == ("ta", "hi", "")


def test_reviewed_names_are_each_there_once_and_not_blank() -> None:
    rows = [line.split("\t") for line in REVIEWED.read_text(encoding="utf-8").splitlines()[1:]]
    assert all(len(row) == 4 and row[0].isdigit() and row[2] in {"ko", "ru", "own"} and row[3].strip() for row in rows)
    assert len({(row[0], row[2]) for row in rows}) == len(rows)
