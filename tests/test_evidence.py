"""The evidence pack: the same bytes whenever it is made, names of its own, and files that other programs read."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import geopandas
import pytest
from hostile_texts import NASTY, story_of_hostile_texts, yaml_of

import geo
from geo.errors import DocumentError, OutputError
from geo.evidence import packed, zipped
from tests.conftest import ROOT

FILES = ["MANIFEST.json", "README.txt", "SHA256SUMS", "diagram.svg", "findings.json", "itinerary.yaml", "journey.geojson", "legs.csv", "page.html", "report.html", "report.md"]  # fmt: skip
STORY = b"""\
title: T
traveller: K
sources: {s: {publisher: The Paper, date: 2023-09-16}}
places:
  a: {name: A, country: RU, lat: 43, lon: 132}
stops:
  - {place: a, depart: 2023-09-12T06:00, sources: [s]}
  - {place: Khabarovsk, by: air, sources: [s]}
claims: [{quote: so they say, source: s, from: a, to: Khabarovsk, by: air, distance: 6 km}]
"""


@cache
def story() -> bytes:
    return packed(STORY).content


@cache
def hostile() -> bytes:
    """A file with hostile text wherever text can be; JSON is YAML."""
    return packed(yaml_of(story_of_hostile_texts()), f"../{NASTY}").content


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


# --- the same bytes ---------------------------------------------------------------------------------------------------


def test_the_same_file_makes_the_same_bytes_and_so_does_the_file_in_the_pack() -> None:
    assert packed(STORY).content == story()
    pinned = opened(story()).read("itinerary.yaml")
    assert pinned != STORY
    assert b"Khabarovsk: {name: Khabarovsk" in pinned
    assert packed(pinned).content == story()


def test_another_process_at_another_place_and_time_makes_the_same_bytes(tmp_path: Path) -> None:
    seed = "7" if os.environ.get("PYTHONHASHSEED") != "7" else "8"
    (tmp_path / f"{seed}.yaml").write_bytes(STORY)
    program = "import os, sys, geo; os.umask(0o077); geo.pack(sys.argv[1], sys.argv[2])"
    elsewhere = {"PYTHONHASHSEED": seed, "TZ": f"Etc/GMT-{seed}", "SOURCE_DATE_EPOCH": seed, "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-c", program, f"{seed}.yaml", "out.zip"]
    subprocess.run(words, cwd=tmp_path, env=os.environ | elsewhere, check=True, capture_output=True)
    assert (tmp_path / "out.zip").read_bytes() == story()


VERSIONS = b"""\
versions:
  m: {title: To Magadan, sources: [s], instead_of: 2, stops: [{place: Magadan, by: air}]}
claims: [{"""


def test_versions_are_packed_with_their_places_and_a_moment_with_what_was_known_then() -> None:
    story_ = STORY.replace(b"claims: [{", VERSIONS)
    for at in (None, "2023-10-01T00:00+09:00"):
        made = packed(story_, at=at)
        entries = opened(made.content)
        again = packed(entries.read("itinerary.yaml"), at=at)
        assert again.content == made.content
        assert b"Magadan: {name: " in entries.read("itinerary.yaml")
        assert [one["key"] for one in json.loads(entries.read("findings.json"))["versions"]] == ["main", "m"]
        assert b"possible: m, To Magadan" in entries.read("report.md")
        assert json.loads(entries.read("MANIFEST.json")).get("as_of") == (at and "2023-09-30T15:00:00+00:00")


def test_entries_have_one_time_one_mode_and_one_order() -> None:
    entries = opened(story()).infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {(entry.date_time, entry.external_attr >> 16, entry.create_system) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), 0o100644, 3)
    }
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert zipped({"b": b"1", "a": b"2"}) == zipped({"a": b"2", "b": b"1"})


def test_no_file_says_when_it_was_made() -> None:
    archive = opened(story())
    for name in FILES:
        if name not in {"page.html", "report.html"}:  # Leaflet's own years are in them
            assert not re.search(rb"\b202[4-9]-\d\d-\d\d", archive.read(name)), name


# --- what is in it ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("made", [story, hostile])
def test_its_names_are_its_own_whatever_the_file_says(made: object) -> None:
    content = made() if callable(made) else b""
    assert opened(content).namelist() == FILES
    assert opened(content).testzip() is None


@pytest.mark.parametrize("made", [story, hostile])
def test_unzip_finds_no_fault(made: object, tmp_path: Path) -> None:
    program = shutil.which("unzip")
    if program is None:
        pytest.skip("unzip is not installed")
    (tmp_path / "pack.zip").write_bytes(made() if callable(made) else b"")
    tested = subprocess.run([program, "-t", "pack.zip"], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert "No errors detected" in tested.stdout


def test_checksums_hold_for_every_other_file() -> None:
    archive = opened(story())
    sums = dict(reversed(line.split("  ")) for line in archive.read("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(archive.read(name)).hexdigest() for name in FILES if name != "SHA256SUMS"}
    manifest = json.loads(archive.read("MANIFEST.json"))
    assert {entry["name"]: entry["sha256"] for entry in manifest["files"]}.items() <= sums.items()
    assert {entry["name"] for entry in manifest["files"]} == set(FILES) - {"MANIFEST.json", "SHA256SUMS"}
    rail = next(datum for datum in manifest["data"] if datum["name"] == "rail.npz")
    assert rail["sha256"] == hashlib.sha256((ROOT / "geo" / "data" / "rail.npz").read_bytes()).hexdigest()
    assert manifest["software"]["demarche"] == "0.1.0"


@pytest.mark.parametrize("made", [story, hostile])
def test_gdal_reads_the_geojson(made: object, tmp_path: Path) -> None:
    content = opened(made() if callable(made) else b"").read("journey.geojson")
    features = json.loads(content)["features"]  # it is JSON, so that GDAL is not led to another file by it
    (tmp_path / "journey.geojson").write_bytes(content)
    frame = geopandas.read_file(f"GeoJSON:{tmp_path / 'journey.geojson'}")
    assert len(frame) == len(features)
    assert list(frame.geometry.geom_type) == [feature["geometry"]["type"] for feature in features]


def test_the_pinned_file_is_read_again_and_finds_the_same() -> None:
    archive = opened(story())
    journey = geo.build(geo.read_text(archive.read("itinerary.yaml").decode()))
    (finding,) = json.loads(archive.read("findings.json"))["findings"]
    assert finding["verdict"] == journey.findings[0].verdict == "contradicted"
    assert f"`{hashlib.sha256(archive.read('itinerary.yaml')).hexdigest()}`" in archive.read("report.md").decode()


def test_without_a_stated_time_there_is_no_diagram() -> None:
    assert opened(packed(STORY.replace(b"depart: 2023-09-12T06:00, ", b"")).content).namelist() == [
        name for name in FILES if name != "diagram.svg"
    ]


def test_hostile_text_ends_no_script_and_starts_no_formula() -> None:
    archive = opened(hostile())
    for name in ("page.html", "report.html"):
        assert archive.read(name).count(b"<script") == archive.read(name).count(b"</script>") == 5
    assert b"<img src=x" not in archive.read("report.md") + archive.read("page.html") + archive.read("diagram.svg")
    assert json.loads(archive.read("findings.json"))["findings"][0]["quote"] == NASTY


# --- faults -----------------------------------------------------------------------------------------------------------


def test_a_faulty_file_is_not_packed(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file"):
        geo.pack(tmp_path / "none.yaml", tmp_path / "out.zip")
    with pytest.raises(DocumentError):
        packed(b"title: [")
    assert not list(tmp_path.iterdir())


def test_where_it_cannot_be_written_the_error_says_so(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_bytes(STORY)
    with pytest.raises(OutputError, match="cannot write"):
        geo.pack(tmp_path / "story.yaml", tmp_path / "no" / "out.zip")
