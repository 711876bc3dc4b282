"""The commands that ask where somebody was and whom they met."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.test_cli import run

STORY = """\
title: T
traveller: %s
places:
  a: {name: A, lat: 0, lon: 10}
  b: {name: B, lat: 0, lon: 15}
  far: {name: Far, lat: 60, lon: 10}
stops:
  - {place: a, depart: 2023-09-12T00:00Z}
  - {place: b, by: foot, arrive: 2023-09-18T00:00Z}
claims: []
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.yaml"
    path.write_text(STORY % "K", encoding="utf-8")
    return path


def answer(*words: object) -> Any:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_where_is_as_the_contract_says(story: Path) -> None:
    found = answer("where", story, "--at", "2023-09-14T00:00Z")
    assert list(found) == ["at", "possible", "most_likely", "note"]
    assert found["at"] == "2023-09-14T00:00:00+00:00"
    (stretch,) = found["possible"]
    assert {"from", "to", "from_km", "to_km", "geometry"} <= set(stretch)
    assert (stretch["from"], stretch["to"], stretch["geometry"]["type"]) == ("A", "B", "Polygon")
    assert 10 < found["most_likely"]["lon"] < 15


def test_where_in_words(story: Path) -> None:
    out = run("where", story, "--at", "2023-09-14T00:00Z").stdout
    assert "100%  on the way A – B by foot" in out
    assert "most likely: 0.000, 1" in out


def test_what_is_possible_is_not_told_as_nought_nor_as_certain_beside_it(story: Path) -> None:
    later = "  - {place: a, by: foot, arrive: 2024-09-18T00:00Z}\nclaims"
    story.write_text(story.read_text(encoding="utf-8").replace("claims", later), encoding="utf-8")
    out = run("where", story, "--at", "2023-09-18T12:00Z").stdout
    assert ">99%  at B" in out
    assert " <1%  on the way B – A by foot" in out


def test_before_the_journey_there_is_a_sentence_and_no_place(story: Path) -> None:
    found = answer("where", story, "--at", "2023-09-01T00:00Z")
    assert found["possible"] == []
    assert found["most_likely"] is None
    assert "begins no sooner" in found["note"]


def test_the_alibi_question(story: Path) -> None:
    found = answer("where", story, "--between", "2023-09-13", "2023-09-14T12:00", "--could-reach", "far")
    assert (found["verdict"], found["place"]["name"]) == ("only faster", "Far")
    assert found["between"] == ["2023-09-12T22:00:00+00:00", "2023-09-14T10:00:00+00:00"]  # by the clocks of Far
    assert found["needed_kmh"] > 80
    words = run("where", story, "--between", "2023-09-13", "2023-09-14T12:00", "--could-reach", "far").stdout
    assert words.startswith("Only faster than by foot:")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ((), "one question is needed"),
        (("--at", "2023-09-14T00:00Z", "--could-reach", "a"), "one question is needed"),
        (("--between", "2023-09-13", "2023-09-14"), "one question is needed"),
        (("--at", "2023-09-14T00:00"), "no offset from UTC"),
        (("--at", "2023-02-30T00:00Z"), "no such time"),
        (("--between", "2023-09-14", "2023-09-13", "--could-reach", "a"), "before the first"),
        (("--between", "..", "2023-09-13", "--could-reach", "a"), "not a time"),
    ],
)
def test_a_question_that_is_none_is_bad_usage(story: Path, words: tuple[str, ...], complaint: str) -> None:
    result = run("where", story, *words)
    assert result.exit_code == 2
    assert complaint in result.stderr
    assert result.stdout == ""


def test_an_unknown_place_is_none(story: Path) -> None:
    result = run("where", story, "--between", "2023-09-13", "2023-09-14", "--could-reach", "Qqqqxyz")
    assert result.exit_code == 4


def test_meet_is_as_the_contract_says(story: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(STORY % "Lee", encoding="utf-8")
    (encounter,) = answer("meet", story, other)["encounters"][:1]
    assert {"place", "travellers", "from", "to", "verdict"} <= set(encounter)
    assert (encounter["travellers"], encounter["verdict"]) == (["K", "Lee"], "met")
    assert "MET  K and Lee" in run("meet", story, other).stdout


def test_one_file_is_nobody_to_meet(story: Path) -> None:
    result = run("meet", story)
    assert result.exit_code == 2
    assert "two journeys or more" in result.stderr


def test_times_that_cannot_both_hold_make_check_exit_with_1(tmp_path: Path) -> None:
    path = tmp_path / "story.yaml"
    path.write_text((STORY % "K").replace("2023-09-18", "2023-09-12"), encoding="utf-8")
    result = run("check", path)
    assert result.exit_code == 1
    assert "CONFLICT" in result.stdout
    assert "(stops[0].depart)" in result.stdout
    record = json.loads(run("check", path, "--json").stdout)
    assert record["conflicts"][0]["statements"][1]["path"] == "stops[1].arrive"


def test_estimate_tells_windows_and_observed_speeds(story: Path) -> None:
    out = run("estimate", story).stdout
    assert "2023-09-18 00:00" in out
    assert "foot: 3.9 km/h" in out
    record = answer("estimate", story)
    assert record["stops"][1]["arrive"] == {
        "earliest": "2023-09-18T00:00:00+00:00",
        "latest": "2023-09-18T00:00:00+00:00",
    }
    assert record["speeds"][0]["by"] == "foot"
