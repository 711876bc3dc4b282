"""Which geocoder is asked: the folder's file, the environment, and what neither may say; and that offline is offline."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner, Result

from geo.cli import cli
from geo.errors import UsageError
from geo.gazetteer.online.client import Client
from geo.gazetteer.online.geocoder import OnlineGeocoder
from geo.gazetteer.online.ledger import Ledger
from geo.gazetteer.online.settings import GEOCODERS, Settings, read

WHO = "demarche-tests/1.0 (tests@example.org)"


def written(folder: Path, text: str) -> Path:
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    return folder


# --- where settings come from -----------------------------------------------------------------------------------------


def test_nominatim_is_asked_unless_another_is_named(tmp_path: Path) -> None:
    assert read(tmp_path, {"DEMARCHE_USER_AGENT": WHO}) == Settings(WHO, "nominatim")


def test_the_folders_file_names_geocoder_agent_and_server(tmp_path: Path) -> None:
    text = f'[tool.demarche]\ngeocoder = "photon"\nuser-agent = "{WHO}"\nserver = "photon.example.org"\n'
    assert read(written(tmp_path, text), {}) == Settings(WHO, "photon", "photon.example.org")


def test_the_environment_wins(tmp_path: Path) -> None:
    folder = written(tmp_path, '[tool.demarche]\ngeocoder = "photon"\nuser-agent = "another"\n')
    stated = {"DEMARCHE_GEOCODER": "ArcGIS", "DEMARCHE_USER_AGENT": WHO}
    assert read(folder, stated) == Settings(WHO, "arcgis")


def test_each_geocoder_has_a_key_of_its_own(tmp_path: Path) -> None:
    environ = {"DEMARCHE_USER_AGENT": WHO, "DEMARCHE_GOOGLE_KEY": "g", "DEMARCHE_MAPBOX_KEY": "m"}
    assert read(tmp_path, environ | {"DEMARCHE_GEOCODER": "google"}).api_key == "g"
    assert read(tmp_path, environ | {"DEMARCHE_GEOCODER": "mapbox"}).api_key == "m"
    assert read(tmp_path, environ).api_key is None


def test_a_key_goes_to_no_server_that_a_file_names(tmp_path: Path) -> None:
    folder = written(tmp_path, '[tool.demarche]\ngeocoder = "pelias"\nserver = "evil.example.org"\n')
    environ = {"DEMARCHE_USER_AGENT": WHO, "DEMARCHE_PELIAS_KEY": "p"}
    with pytest.raises(UsageError, match="DEMARCHE_SERVER"):
        read(folder, environ)
    assert read(folder, environ | {"DEMARCHE_SERVER": "pelias.example.org"}).server == "pelias.example.org"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[tool.demarche]\ngeocodr = "photon"\n', "unknown key"),
        ('[tool.demarche]\napi-key = "secret"\n', "unknown key"),
        ("[tool.demarche]\ngeocoder = 7\n", "text is needed"),
        ('[tool]\ndemarche = "photon"\n', "is a table"),
        ('tool = "photon"\n', "cannot be read"),
        ("[tool.demarche\n", "cannot be read"),
        ('[tool.demarche]\ngeocoder = "yahoo"\n', "no such geocoder"),
        ('[tool.demarche]\nserver = "https://n.example.org/"\n', "not a host"),
        ('[tool.demarche]\nserver = "n.example.org@evil.example.org"\n', "not a host"),
        ('[tool.demarche]\ngeocoder = "arcgis"\nserver = "n.example.org"\n', "no servers but its own"),
        ('[tool.demarche]\ngeocoder = "pelias"\n', "needs a server"),
        ('[tool.demarche]\ngeocoder = "google"\n', "DEMARCHE_GOOGLE_KEY"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        read(written(tmp_path, text), {"DEMARCHE_USER_AGENT": WHO})


@pytest.mark.parametrize("agent", ["", "  ", "a\r\nHost: evil", "café/1.0"])
def test_who_asks_must_be_said_in_plain_ascii(tmp_path: Path, agent: str) -> None:
    with pytest.raises(UsageError):
        read(tmp_path, {"DEMARCHE_USER_AGENT": agent})


@pytest.mark.parametrize("geocoder", GEOCODERS)
def test_every_geocoder_can_be_made_without_a_request(tmp_path: Path, geocoder: str) -> None:
    server = "pelias.example.org" if geocoder == "pelias" else None
    key = "key" if geocoder in {"google", "mapbox", "pelias"} else None
    OnlineGeocoder(Settings(WHO, geocoder, server, key), Ledger(tmp_path))
    if key is None:
        with pytest.raises(UsageError, match="takes no key"):
            Settings(WHO, geocoder, server, "key")


# --- the servers allowed ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://nominatim.openstreetmap.org/search",
        "https://nominatim.openstreetmap.org:8443/search",
        "https://nominatim.openstreetmap.org.evil.example.org/search",
        "https://nominatim.openstreetmap.org@evil.example.org/search",
        "https://evil.example.org/https://nominatim.openstreetmap.org",
        "https://evil.example.org\\@nominatim.openstreetmap.org/search",
        "file:///etc/passwd",
        "//nominatim.openstreetmap.org/search",
    ],
)
def test_no_other_server_is_asked_and_none_without_tls(url: str) -> None:
    from geopy.exc import GeocoderServiceError

    turns: list[None] = []
    client = Client(frozenset({"https://nominatim.openstreetmap.org"}), lambda: turns.append(None))
    with pytest.raises(GeocoderServiceError, match="not among the servers allowed"):
        client.get_json(url, timeout=1, headers={})
    assert turns == []


# --- on the command line ----------------------------------------------------------------------------------------------


def run(*words: object) -> Result:
    result = CliRunner().invoke(cli, [str(word) for word in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def touched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each attempt to open a socket, even to this machine, or to look up a host; all of them fail."""
    attempts: list[str] = []

    def refusing(name: str) -> Callable[..., NoReturn]:
        def refuse(*_: object, **__: object) -> NoReturn:
            attempts.append(name)
            raise OSError(name)

        return refuse

    for name in ("socket", "getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, name, refusing(name))
    return attempts


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory and a cache of the test's own, with nothing set."""
    for name in ("USER_AGENT", "GEOCODER", "SERVER"):
        monkeypatch.delenv(f"DEMARCHE_{name}", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


STORY = """\
title: T
traveller: K
stops:
  - {place: Pyongyang}
  - {place: Vladivostok, by: air}
"""


def test_without_online_no_socket_is_opened(elsewhere: Path, touched: list[str]) -> None:
    (elsewhere / "story.yaml").write_text(STORY, encoding="utf-8")
    for words in (
        ("find", "Vladivostok"),
        ("find", "Xyzzyqwvk Nonesuch", "--offline"),
        ("distance", "Pyongyang", "Vladivostok", "--by", "air"),
        ("estimate", "story.yaml"),
        ("validate", "story.yaml"),
        ("pin", "story.yaml"),
    ):
        assert run(*words).exit_code in {0, 4}, words
    assert touched == []


def test_with_online_what_the_gazetteer_knows_opens_none_either(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, touched: list[str]
) -> None:
    monkeypatch.setenv("DEMARCHE_USER_AGENT", WHO)
    (elsewhere / "story.yaml").write_text(STORY, encoding="utf-8")
    assert run("find", "Vladivostok", "--near", "Khabarovsk", "--online").exit_code == 0
    assert run("distance", "Pyongyang", "Vladivostok", "--by", "air", "--online").exit_code == 0
    assert run("validate", "story.yaml", "--online").exit_code == 0
    assert touched == []


@pytest.mark.usefixtures("elsewhere")
def test_online_wants_to_know_who_asks() -> None:
    result = run("find", "Vladivostok", "--online")
    assert result.exit_code == 2
    assert "DEMARCHE_USER_AGENT" in result.stderr


@pytest.mark.usefixtures("elsewhere")
def test_could_not_ask_is_told_from_not_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, touched: list[str]
) -> None:
    assert run("find", "Xyzzyqwvk Nonesuch").exit_code == 4
    monkeypatch.setenv("DEMARCHE_USER_AGENT", WHO)
    monkeypatch.setattr("geo.gazetteer.online.cache_folder", lambda: tmp_path)
    result = run("find", "Xyzzyqwvk Nonesuch", "--online")
    assert result.exit_code == 5
    assert "says nothing of the place" in result.stderr
    assert touched
