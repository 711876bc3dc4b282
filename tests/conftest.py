"""What all tests share: hypothesis without a stopwatch, a cache of the project's own, and the journey of 2023, built once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from geo import Itinerary, Journey, build, read

ROOT = Path(__file__).parent.parent
KIM = ROOT / "itineraries" / "kim-russia-2023.yaml"

settings.register_profile("demarche", deadline=None, max_examples=100)
settings.load_profile("demarche")


def pytest_configure(config: pytest.Config) -> None:
    """Keeps the gazetteer's index out of the user's own cache, and keeps it from one run to the next."""
    if (cache := getattr(config, "cache", None)) is not None:
        os.environ.setdefault("DEMARCHE_CACHE_DIR", str(cache.mkdir("demarche")))


@pytest.fixture(scope="session")
def kim_itinerary() -> Itinerary:
    """Kim Jong Un in the Russian Far East, as the file tells it."""
    return read(KIM)


@pytest.fixture(scope="session")
def kim(kim_itinerary: Itinerary) -> Journey:
    """The same, located, routed, timed and checked on the real data."""
    return build(kim_itinerary)
