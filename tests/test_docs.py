"""What the README and the documents show is what happens."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from geo.cli import cli
from geo.groups import group
from geo.pipeline import build, place
from geo.reader import read_text

ROOT = Path(__file__).parents[1]
README, WHEREABOUTS, REPORT, CLAIMS = "README.md", "docs/whereabouts.md", "docs/report.md", "docs/claims.md"
TIMES = "docs/times.md"
PICTURES = "docs/pictures.md"
TRANSLATION = "docs/translation.md"


def blocks(language: str, *files: str) -> list[str]:
    texts = [(ROOT / file).read_text(encoding="utf-8") for file in files or (README,)]
    return [
        block
        for text in texts
        for block in re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    ]


def test_there_is_something_to_hold() -> None:
    assert [len(blocks(language)) for language in ("console", "yaml", "python")] == [2, 1, 1]
    assert [len(blocks(language, WHEREABOUTS)) for language in ("console", "python")] == [2, 1]
    assert len(blocks("console", REPORT)) == 2
    assert len(blocks("yaml", TIMES)) == 3
    assert [len(blocks(language, CLAIMS)) for language in ("yaml", "python")] == [1, 2]


@pytest.mark.parametrize("block", blocks("console", README, WHEREABOUTS, REPORT))
def test_a_command_prints_what_is_shown(block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    command, _, shown = block.partition("\n")
    arguments = shlex.split(command.removeprefix("$ demarche "))
    printed = CliRunner().invoke(cli, arguments).stdout
    first, *others = shown.split("…\n")  # what is left out
    assert printed.startswith(first)
    for part in filter(None, others):
        _, found, printed = printed.partition(part)
        assert found == part


@pytest.mark.parametrize("block", blocks("yaml"))
def test_the_file_shown_is_sound(block: str) -> None:
    assert place(read_text(block)).places["razdolnaya"].precision_km == 3


def test_the_claims_shown_are_found_right_and_wrong() -> None:
    (block,) = blocks("yaml", CLAIMS)
    journey = build(read_text(block))
    verdicts = [(found.kind, found.verdict) for found in journey.findings]
    assert verdicts == [
        ("duration", "consistent"),
        ("distance", "consistent"),
        ("distance", "consistent"),
        ("direction", "consistent"),
        ("distance", "contradicted"),
        ("borders", "consistent"),
        ("superlative", "consistent"),
        ("stay", "consistent"),
        ("detour", "contradicted"),
        ("only_crossing", "consistent"),
    ]
    assert [len(group.findings) for group in group(journey.findings)] == [2]


def test_the_plans_sightings_and_versions_shown_come_out_as_told() -> None:
    planned, parted, rivals = (build(read_text(block)) for block in blocks("yaml", TIMES))
    (warning,) = (one for one in planned.warnings if "planned to arrive" in one)
    (told,) = re.findall(r"“(planned to arrive at .*?at the\s+least)”", (ROOT / TIMES).read_text("utf-8"), re.DOTALL)
    assert warning == f"stops[1].planned.arrive: {' '.join(told.split())}"
    assert any("was seen at Ussuriysk, K not" in one for one in parted.warnings)
    assert [(one.key, one.verdict) for one in rivals.versions] == [("main", "possible"), ("vladivostok", "ruled out")]
    assert "(The Agency) rules it out by" in rivals.versions[1].explanation


@pytest.mark.parametrize("block", blocks("python", WHEREABOUTS, CLAIMS))
def test_the_code_of_a_document_runs(block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(block, WHEREABOUTS, "exec"), {})


@pytest.mark.parametrize("block", blocks("python"))
def test_the_code_shown_runs_and_writes_its_page(block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "itineraries").symlink_to(ROOT / "itineraries")
    monkeypatch.chdir(tmp_path)
    exec(compile(block, README, "exec"), {})
    assert (tmp_path / "kim.html").stat().st_size > 100_000


def test_the_code_and_the_command_of_the_languages_write_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,), (command,) = blocks("python", TRANSLATION), blocks("sh", TRANSLATION)
    (tmp_path / "itineraries").symlink_to(ROOT / "itineraries")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, TRANSLATION, "exec"), {})
    assert '<html lang="ru"' in (tmp_path / "shoigu.html").read_text(encoding="utf-8")
    assert CliRunner().invoke(cli, shlex.split(command.removeprefix("demarche "))).exit_code == 0
    assert '<html lang="ko"' in (tmp_path / "shoigu.html").read_text(encoding="utf-8")


def test_the_code_of_the_pictures_writes_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = blocks("python", PICTURES)
    (tmp_path / "itineraries").symlink_to(ROOT / "itineraries")
    monkeypatch.chdir(tmp_path)
    exec(compile(block, PICTURES, "exec"), {})
    assert (tmp_path / "shoigu.png").read_bytes().startswith(b"\x89PNG")


def test_the_commands_of_the_pictures_are_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "itineraries").symlink_to(ROOT / "itineraries")
    monkeypatch.chdir(tmp_path)
    (block,) = blocks("sh", PICTURES)
    for command in block.splitlines():
        ended = CliRunner().invoke(cli, shlex.split(command.removeprefix("demarche ")))
        assert ended.exit_code == 0, ended.output
    assert sorted(path.name for path in tmp_path.glob("*.*")) == ["both.pdf", "kim.pdf", "kim.png", "kim.svg"]
