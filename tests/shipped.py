"""The itineraries that are shipped, each built once for all the tests that ask about them."""

from __future__ import annotations

from functools import cache

from geo import Journey, build, read
from tests.conftest import ROOT

FOLDER = ROOT / "itineraries"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml") if path.name != "places.yaml"))


@cache
def shipped(name: str) -> Journey:
    """The journey of `itineraries/NAME.yaml`, on the real gazetteer and networks."""
    return build(read(FOLDER / f"{name}.yaml"))
