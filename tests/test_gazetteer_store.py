"""The gazetteer's file in the cache is made once, whole, and again when it is damaged."""

import os
import subprocess
import sys
import time
from itertools import takewhile
from pathlib import Path

import pytest
import yaml

from geo import gazetteer
from geo.errors import DataError
from geo.gazetteer import ARTEFACT, artefact
from geo.gazetteer.artefact import Record
from geo.gazetteer.index import EmbeddedGazetteer
from geo.itinerary import PlaceBook

PLACES = Path(__file__).parent.parent / "itineraries" / "places.yaml"
RECORDS = [
    Record("geonames:1", "city", "Artëm", "RU", "59", 43.3, 132.2, 100_000, "Asia/Vladivostok", 1.3, names=("artyom",)),
    Record(
        "geonames:2", "country", "Russia", "RU", "", 56.0, 60.0, 144_000_000, "", 2000.0, ("RU", "RUS"), ("россия",)
    ),
]


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.tsv.xz"
    artefact.write(path, RECORDS)
    return path


@pytest.fixture
def cache(tmp_path, monkeypatch):
    folder = tmp_path / "cache"
    monkeypatch.setenv("DEMARCHE_CACHE_DIR", str(folder))
    return folder


def test_the_artefact_gives_back_what_was_written(small):
    content = artefact.read(small)
    assert [record[:10] for record in content.records()] == [record[:10] for record in RECORDS]
    found = {row for line in content.keys for row in artefact.named(line)}
    assert found >= {("artëm", artefact.TITLE), ("artyom", artefact.NAME), ("ru", 10 + artefact.CODE)}
    assert list(content.keys) == sorted(content.keys)


def test_the_same_records_make_the_same_bytes(small, tmp_path):
    again = tmp_path / "again.tsv.xz"
    artefact.write(again, RECORDS)
    assert again.read_bytes() == small.read_bytes()


def test_another_content_is_another_version(small, tmp_path):
    other = tmp_path / "other.tsv.xz"
    artefact.write(other, [RECORDS[0]._replace(lat=43.4), RECORDS[1]])
    assert artefact.version(other) != artefact.version(small)


def test_the_file_is_made_once(small, cache):
    assert EmbeddedGazetteer(small).find("Artyom")
    (file,) = cache.iterdir()
    made = file.stat().st_mtime_ns
    assert EmbeddedGazetteer(small).find("Artyom")
    assert [entry.stat().st_mtime_ns for entry in cache.iterdir()] == [made]


@pytest.mark.parametrize("damage", [b"", b"not a database" * 500])
def test_a_damaged_file_is_made_again(small, cache, damage):
    EmbeddedGazetteer(small)
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage)
    assert EmbeddedGazetteer(small).find("Artyom")
    assert file.read_bytes() == whole


def test_a_truncated_file_is_made_again(small, cache):
    EmbeddedGazetteer(small)
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert EmbeddedGazetteer(small).find("Artyom")
    assert file.read_bytes() == whole


def test_damage_inside_is_noticed_on_reading(small, cache):
    EmbeddedGazetteer(small)
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    assert EmbeddedGazetteer(small).find("Artyom")
    assert file.read_bytes() == whole


def test_a_cache_that_cannot_be_written_is_done_without(small, tmp_path, monkeypatch):
    blocked = tmp_path / "a-file"
    blocked.write_text("")
    monkeypatch.setenv("DEMARCHE_CACHE_DIR", str(blocked / "below"))
    assert EmbeddedGazetteer(small).find("Artyom")[0].place.name == "Artëm"


def test_orphans_of_killed_builds_are_swept(small, cache):
    cache.mkdir()
    old, new = cache / "gazetteer-old.tmp", cache / "gazetteer-new.tmp"
    old.write_text("")
    new.write_text("")
    os.utime(old, (time.time() - 7200,) * 2)
    EmbeddedGazetteer(small)
    assert not old.exists()
    assert new.exists()


def test_files_of_other_versions_are_swept_when_they_are_old(small, cache):
    cache.mkdir()
    old, new = cache / "gazetteer-1-old.sqlite", cache / "gazetteer-1-new.sqlite"
    old.write_text("")
    new.write_text("")
    os.utime(old, (time.time() - 40 * 86_400,) * 2)
    EmbeddedGazetteer(small)
    assert not old.exists()
    assert new.exists()


def test_processes_that_start_together_share_one_file(small, cache):
    code = (
        "import sys, pathlib\nfrom geo.gazetteer.index import EmbeddedGazetteer\n"
        f"assert EmbeddedGazetteer(pathlib.Path({str(small)!r})).find('Artyom')"
    )
    running = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert len(list(cache.iterdir())) == 1


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize("damage", [b"", b"garbage", None])
def test_a_damaged_artefact_is_an_error_of_ours(tmp_path, damage):
    path = tmp_path / "bad.tsv.xz"
    if damage is not None:
        path.write_bytes(damage)
    with pytest.raises(DataError):
        EmbeddedGazetteer(path)


@pytest.mark.usefixtures("cache")
def test_a_flipped_bit_in_the_artefact_is_noticed(small):
    content = bytearray(small.read_bytes())
    content[len(content) // 3] ^= 1
    small.write_bytes(content)
    with pytest.raises(DataError):
        EmbeddedGazetteer(small)


def test_the_artefact_is_small():
    assert ARTEFACT.stat().st_size <= 15_000_000


def test_the_artefact_holds_the_pinned_places_as_they_are():
    """Where this fails, run `tools/build_gazetteer.py`."""
    index = gazetteer.load()
    book = PlaceBook.model_validate(yaml.safe_load(PLACES.read_text(encoding="utf-8")))
    for key, pinned in book.places.items():
        for name in (key, pinned.name, *pinned.also):
            place = index.find(name)[0].place
            assert place.source == f"demarche:{key}"
        assert (place.name, place.kind, place.country) == (pinned.name, pinned.kind, pinned.country)
        assert (place.lat, place.lon) == (pytest.approx(pinned.lat, abs=1e-5), pytest.approx(pinned.lon, abs=1e-5))
        assert place.precision_km == pytest.approx(pinned.precision_km, abs=0.05)


def test_the_artefact_holds_no_pinned_place_that_is_gone():
    book = PlaceBook.model_validate(yaml.safe_load(PLACES.read_text(encoding="utf-8")))
    pinned = takewhile(lambda line: line.startswith("demarche:"), artefact.read(ARTEFACT).places)
    assert {line.partition("\t")[0] for line in pinned} == {f"demarche:{key}" for key in book.places}
