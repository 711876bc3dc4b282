"""Which geocoder is asked, and who asks: the user's settings."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from geo.errors import Fault, UsageError

_FILE = "pyproject.toml"
_KEYS = ("geocoder", "user-agent", "server")
_OWN_SERVERS = {"nominatim", "photon", "pelias"}
_NEED_A_KEY = {"google", "mapbox"}
_TAKE_A_KEY = {"google", "mapbox", "pelias"}
GEOCODERS = ("nominatim", "photon", "pelias", "arcgis", "google", "mapbox")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?", re.IGNORECASE)
_WHO = 'DEMARCHE_USER_AGENT or user-agent under [tool.demarche], for example "the-paper-maps/1.0 (maps@the-paper.org)"'


@dataclass(frozen=True, slots=True)
class Settings:
    """A geocoder and how to ask it; `server` is a host of one's own and `api_key` what Google and MapBox need.

    Raises `UsageError` where they do not fit together.
    """

    user_agent: str
    geocoder: str = "nominatim"
    server: str | None = None
    api_key: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.geocoder not in GEOCODERS:
            raise UsageError(Fault("no such geocoder", found=self.geocoder, hint=f"one of {', '.join(GEOCODERS)}"))
        if not self.user_agent.strip():
            raise UsageError(Fault("online geocoders want to know who asks", hint=f"set {_WHO}"))
        if not (self.user_agent.isascii() and self.user_agent.isprintable()):
            raise UsageError(Fault("a user agent is plain ASCII", found=self.user_agent))
        if self.server is not None and self.geocoder not in _OWN_SERVERS:
            raise UsageError(Fault(f"{self.geocoder} has no servers but its own", found=self.server))
        if self.server is not None and not _HOST.fullmatch(self.server):
            raise UsageError(Fault("this is not a host", found=self.server, hint="as in nominatim.example.org"))
        if self.geocoder == "pelias" and self.server is None:
            raise UsageError(Fault("pelias needs a server", hint="set DEMARCHE_SERVER=pelias.example.org"))
        if self.api_key and self.geocoder not in _TAKE_A_KEY:
            raise UsageError(f"{self.geocoder} takes no key")
        if self.geocoder in _NEED_A_KEY and not self.api_key:
            raise UsageError(Fault(f"{self.geocoder} needs a key", hint=f"set {_key_name(self.geocoder)}"))


def read(folder: Path, environ: Mapping[str, str]) -> Settings:
    """The settings in `[tool.demarche]` of the folder's pyproject.toml, and in the environment, which wins.

    The file may hold `geocoder`, `user-agent` and `server`; the environment DEMARCHE_GEOCODER, DEMARCHE_USER_AGENT,
    DEMARCHE_SERVER and, never the file, a key: DEMARCHE_GOOGLE_KEY, DEMARCHE_MAPBOX_KEY or DEMARCHE_PELIAS_KEY.
    Raises `UsageError`.
    """
    written = _in_file(folder / _FILE)
    stated = {key: value for key in _KEYS if (value := environ.get(f"DEMARCHE_{key.upper().replace('-', '_')}"))}
    chosen = written | stated
    geocoder, server = chosen.get("geocoder", "nominatim").lower(), chosen.get("server")
    api_key = environ.get(_key_name(geocoder)) or None if geocoder in _TAKE_A_KEY else None
    if api_key and server and "server" not in stated:  # a folder from elsewhere could name a server that collects keys
        raise UsageError(
            Fault(f"a key goes to no server that only {_FILE} names", found=server, hint="set DEMARCHE_SERVER")
        )
    return Settings(chosen.get("user-agent", ""), geocoder, server, api_key)


def _key_name(geocoder: str) -> str:
    return f"DEMARCHE_{geocoder.upper()}_KEY"


def _in_file(path: Path) -> dict[str, str]:
    """What the file says; nothing where there is none."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("tool", {}).get("demarche", {})
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError) as error:  # a fault of TOML or of UTF-8 is a ValueError
        raise UsageError(Fault("the settings cannot be read", file=str(path))) from error
    if not isinstance(table, dict):
        raise UsageError(Fault("tool.demarche is a table", file=str(path)))
    for key, value in table.items():
        where = f"tool.demarche.{key}"
        if key not in _KEYS:
            raise UsageError(Fault("unknown key", file=str(path), path=where, hint=f"one of {', '.join(_KEYS)}"))
        if not isinstance(value, str):
            raise UsageError(Fault("text is needed here", file=str(path), path=where, found=str(value)))
    return table
