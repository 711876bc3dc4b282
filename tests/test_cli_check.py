"""`check` with its report, `--as-of` wherever a file is asked, and `pack`, on the command line."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from test_cli import run

STORY = """\
title: T
traveller: K
sources: {early: {publisher: E, date: 2023-09-12}, late: {publisher: L, date: 2023-09-20}}
places:
  a: {name: A, country: RU, lat: 43, lon: 132}
  b: {name: B, country: RU, lat: 44, lon: 132}
  c: {name: C, country: RU, lat: 45, lon: 132}
stops:
  - {place: a, depart: 2023-09-12T06:00Z, sources: [early]}
  - {place: b, by: air, arrive: 2023-09-12T07:00Z, sources: [early]}
  - {place: c, by: air, arrive: 2023-09-15T07:00Z, sources: [late]}
claims:
  - {quote: so they say, source: early, from: a, to: b, by: air, distance: 111 km}
  - {quote: and so they, source: late, from: a, to: b, by: air, distance: 500 km}
"""
THEN = "2023-09-14T00:00Z"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.yaml"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_as_of_leaves_the_contradiction_out_and_says_so(story: Path) -> None:
    assert run("check", story).exit_code == 1
    then = run("check", story, "--as-of", THEN)
    assert then.exit_code == 0
    assert "and so they" not in then.stdout
    assert "left out, resting on those sources alone: stops[2] (c), claims[1] (late)" in then.stderr


def test_as_of_holds_for_every_question(story: Path, tmp_path: Path) -> None:
    assert len(json.loads(run("estimate", story, "--as-of", THEN, "--json").stdout)["legs"]) == 1
    assert "the journey is over" in run("where", story, "--at", "2023-09-15T07:00Z", "--as-of", THEN).stdout
    for command, name in (("map", "out.html"), ("export", "out.geojson")):
        assert run(command, story, "-o", tmp_path / name, "--as-of", THEN).exit_code == 0
        assert '"C"' not in (tmp_path / name).read_text(encoding="utf-8")


def test_as_of_holds_for_whom_they_met_and_for_the_pack(story: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(STORY.replace("traveller: K", "traveller: L"), encoding="utf-8")
    met = json.loads(run("meet", story, other, "--as-of", THEN, "--json").stdout)["encounters"]
    assert met
    assert "C" not in {encounter["place"]["name"] for encounter in met}
    assert run("pack", story, "-o", tmp_path / "out.zip", "--as-of", THEN).exit_code == 0
    packed = zipfile.ZipFile(tmp_path / "out.zip")
    assert json.loads(packed.read("MANIFEST.json"))["as_of"] == "2023-09-14T00:00:00+00:00"
    assert b"and so they" not in packed.read("findings.json") + packed.read("report.md")
    assert b"pack itinerary.yaml --as-of 2023-09-14T00:00:00+00:00 -o again.zip" in packed.read("README.txt")


@pytest.mark.parametrize("at", ["2023-09-14", "2023-09-14T00:00", "2023-09-01T00:00Z"])
def test_as_of_a_moment_that_is_none_or_too_early_is_bad_usage(story: Path, at: str) -> None:
    result = run("check", story, "--as-of", at)
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")


@pytest.mark.parametrize(
    ("words", "name"), [(("--to", "md"), "out.txt"), ((), "out.md"), (("--to", "html"), "out"), ((), "out.html")]
)
def test_check_writes_a_report_and_still_says_whether_one_is_contradicted(
    story: Path, tmp_path: Path, words: tuple[str, ...], name: str
) -> None:
    result = run("check", story, *words, "-o", tmp_path / name)
    assert (result.exit_code, result.stdout) == (1, "")
    told = (tmp_path / name).read_text(encoding="utf-8")
    assert ("<!doctype html>" in told) == ("html" in " ".join((*words, name)))
    assert hashlib.sha256(story.read_bytes()).hexdigest() in told


def test_check_prints_a_report_where_no_file_is_named(story: Path) -> None:
    assert run("check", story, "--to", "md").stdout.startswith("# T\n")


@pytest.mark.parametrize(
    "words", [["--to", "pdf"], ["-o", "out.pdf"], ["--to", "md", "--json"], ["-o", "out.md", "--json"]]
)
def test_check_refuses_what_is_no_report(story: Path, words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(story.parent)
    assert run("check", story, *words).exit_code == 2
    assert [path.name for path in story.parent.iterdir()] == ["story.yaml"]


def test_pack_writes_a_zip_file_and_warns_of_the_places_it_chose(story: Path, tmp_path: Path) -> None:
    story.write_text(
        STORY.replace("place: c,", "place: Artyom,").replace("from: a, to: b", "from: a, to: Artyom"), encoding="utf-8"
    )
    result = run("pack", story, "-o", tmp_path / "out.zip")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "wrote" in result.stderr
    assert b"Artyom: {name: " in zipfile.ZipFile(tmp_path / "out.zip").read("itinerary.yaml")
