"""What `docs/geocoders.md` shows is so."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest

from geo.cli import cli
from geo.gazetteer.online.providers import PROVIDERS
from geo.gazetteer.online.settings import GEOCODERS, Settings, read

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "geocoders.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", TEXT, flags=re.MULTILINE | re.DOTALL)
    return str(found)


def test_the_settings_shown_are_read(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(block("toml"), encoding="utf-8")
    shown = Settings("the-paper-maps/1.0 (maps@the-paper.org)", "photon", "photon.the-paper.org")
    assert read(tmp_path, {}) == shown


def test_every_geocoder_and_its_public_server_is_named() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (\S+) \|", TEXT, flags=re.MULTILINE))
    assert tuple(rows) == GEOCODERS
    assert all(rows[name] == (PROVIDERS[name].host or "none") for name in GEOCODERS)


def test_every_command_that_looks_up_names_is_named() -> None:
    takers = {
        name for name, command in cli.commands.items() if any("--online" in option.opts for option in command.params)
    }
    named = TEXT[TEXT.index("takes `--online`") : TEXT.index("## Who asks")]
    assert set(re.findall(r"`([a-z]+)`", named)) == takers


def test_the_code_shown_runs_and_asks_nothing_that_the_gazetteer_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("something was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.chdir(ROOT)
    space: dict[str, object] = {}
    exec(compile(block("python"), "geocoders.md", "exec"), space)
    assert space["journey"]
