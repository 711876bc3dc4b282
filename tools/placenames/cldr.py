"""What CLDR (Unicode License v3) calls countries, and the well-known towns that stand for time zones."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

VERSION = "48.2.0"
PACKAGES = tuple(f"cldr-{part}@{VERSION}" for part in ("localenames-full", "dates-full", "core"))
_SHORT = "-alt-short"


class Cldr:
    """CLDR's JSON in the tarballs of `PACKAGES`, in that order."""

    def __init__(self, localenames: Path, dates: Path, core: Path) -> None:
        """Reads a file of the tarballs when it is asked for."""
        self._localenames, self._dates, self._core = localenames, dates, core

    def territories(self, language: str) -> dict[str, str]:
        """The everyday name of each territory by its ISO 3166-1 code; none for a language that CLDR lacks."""
        names = (
            self._of(self._localenames, language, "territories").get("localeDisplayNames", {}).get("territories", {})
        )
        plain = {code: name for code, name in names.items() if "-alt" not in code and name != code}
        return plain | {code.removesuffix(_SHORT): name for code, name in names.items() if code.endswith(_SHORT)}

    def towns(self, language: str) -> dict[str, str]:
        """The name of the town that stands for each time zone, by the zone; none for a language that CLDR lacks."""
        dates = self._of(self._dates, language, "timeZoneNames").get("dates", {})
        return dict(_towns(dates.get("timeZoneNames", {}).get("zone", {})))

    def _of(self, tarball: Path, language: str, name: str) -> Any:
        document = _read(tarball, f"main/{language}/{name}.json")
        return document["main"][language] if document else {}

    def english_towns(self) -> dict[str, str]:
        """As `towns`, where English has a name of its own only where the zone's is not it."""
        english = self.towns("en")
        return {zone: zone.rpartition("/")[2].replace("_", " ") for zone in self.towns("ru")} | english

    def codes(self) -> dict[str, str]:
        """ISO 3166-1 two-letter codes by the numeric ones that Natural Earth has."""
        mappings = _read(self._core, "supplemental/codeMappings.json")["supplemental"]["codeMappings"]
        known = self.territories("en")  # without those that were withdrawn, whose numbers others have
        return {item["_numeric"]: code for code, item in mappings.items() if code in known and "_numeric" in item}


def _towns(zones: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, item in zones.items():
        if isinstance(item, dict):
            if isinstance(item.get("exemplarCity"), str):
                yield above + key, item["exemplarCity"]
            yield from _towns(item, f"{above}{key}/")


@cache
def _read(tarball: Path, path: str) -> Any:
    """A JSON file of a tarball, None where there is none."""
    with tarfile.open(tarball) as archive:
        try:
            member = archive.extractfile(f"package/{path}")
        except KeyError:
            return None
        return json.load(member) if member else None
