"""docs/exports.md and the command's help have the formats there are, and what they show runs."""

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import geo
from geo.cli import cli
from geo.formats import FORMATS
from tests.conftest import KIM, ROOT

TEXT = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
READ_BACK = ("geojson", "csv", "diagram", "gpx", "kml", "czml", "gpkg", "geoparquet", "ics")


def test_the_table_has_formats_that_there_are() -> None:
    told = re.findall(r"^\| `(\w+)` \|", TEXT, flags=re.MULTILINE)
    assert sorted(told) == sorted(READ_BACK)
    assert set(told) <= set(FORMATS)


def test_the_help_lists_every_format() -> None:
    shown = CliRunner().invoke(cli, ["export", "--help"]).stdout
    assert f"One of {', '.join(FORMATS)}" in " ".join(shown.split())


def test_what_is_shown_in_python_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kim: geo.Journey) -> None:
    (block,) = re.findall(r"^```python\n(.*?)^```", TEXT, flags=re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(geo, "build", lambda _: kim)
    (tmp_path / "itineraries").symlink_to(KIM.parent)
    names: dict[str, Any] = {}
    exec(block, names)
    assert (tmp_path / "kim.gpkg").stat().st_size > 0
    assert [len(names[frame]) for frame in ("stops", "legs", "sightings")] == [11, 10, 4]


def test_the_command_that_is_shown_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (command,) = re.findall(r"^```console\n\$ demarche (.*?)\n```", TEXT, flags=re.MULTILINE)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "itineraries").symlink_to(KIM.parent)
    ended = CliRunner().invoke(cli, command.split())
    assert ended.exit_code == 0
    assert ended.stderr.endswith("wrote kim.gpx\n")
    assert (tmp_path / "kim.gpx").read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize("kind", READ_BACK)
def test_the_command_writes_every_format(kind: str, tmp_path: Path) -> None:
    story = tmp_path / "a.yaml"
    story.write_text(
        "title: T\ntraveller: K\nstops:\n  - place: Pyongyang\n    depart: 2023-09-10\n  - {place: Vladivostok, by: air}\n"
    )
    ended = CliRunner().invoke(cli, ["export", str(story), "-o", str(tmp_path / f"out.{kind}")])
    assert ended.exit_code == 0, ended.output
    assert (tmp_path / f"out.{kind}").stat().st_size > 100
