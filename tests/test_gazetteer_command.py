"""`demarche find`: what it prints, what it warns of, and how it answers what is no name."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from geo.cli import cli


def find(*words: str) -> Result:
    return CliRunner().invoke(cli, ["find", *words])


def test_other_names_of_the_text_decide() -> None:
    found = json.loads(find("Springfield", "--among", "Chicago", "--among", "Illinois", "--json").stdout)
    assert round(found["candidates"][0]["lon"]) == -90


def test_a_thin_margin_is_warned_of_and_a_wide_one_is_not() -> None:
    assert "Springfield is ambiguous" in find("Springfield").stderr
    assert find("Vladivostok").stderr == ""


def test_a_name_that_is_only_like_a_known_one_is_said_to_be() -> None:
    result = find("Vladivostock")
    assert result.exit_code == 0
    assert "no place is called Vladivostock: taken as Vladivostok" in result.stderr


def test_a_country_may_be_written_small() -> None:
    assert find("Artyom", "--country", "ru", "--json").stdout == find("Artyom", "--country", "RU", "--json").stdout


def test_a_name_of_forty_countries_is_answered_with_the_likeliest_and_held_to_the_limit() -> None:
    found = json.loads(find("San Antonio", "--json").stdout)["candidates"]
    assert len(found) == 10
    assert len({place["country"] for place in found}) >= 5


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ([""], 2, "needs a letter"),
        (["   "], 2, "needs a letter"),
        (["?!… —"], 2, "needs a letter"),
        (["x" * 10_000], 2, "at most 200 characters"),
        (["Khas\x07an"], 2, "control characters"),
        (["Khas\ud800an"], 2, "not text in UTF-8"),
        (["\u202eKhasan"], 2, "order of its letters"),
        (["Hanоi"], 4, "alphabets that look alike"),
        (["Paris", "--country", "ZZ"], 2, "no such country"),
        (["Paris", "--country", ""], 2, "no such country"),
        (["Paris", "--near", "Springfield"], 2, "may itself be several places"),
        (["Paris", "--near", "Zzyqxv"], 4, "no such place"),
        (["Paris", "--among", ""], 2, "needs a letter"),
        (["Zzyqxv"], 4, "no such place"),
        (["91,200"], 2, ""),
    ],
)
def test_what_cannot_be_meant_gets_a_clear_answer(words: list[str], code: int, says: str) -> None:
    result = find(*words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert says in result.stderr
    assert "Traceback" not in result.stderr
