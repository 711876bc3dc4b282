"""Names to places and places to names."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from geo.gazetteer.index import EmbeddedGazetteer
from geo.gazetteer.interface import Gazetteer
from geo.gazetteer.points import parse_point

__all__ = ["Gazetteer", "load", "parse_point"]

ARTEFACT = Path(__file__).resolve().parent.parent / "data" / "gazetteer.tsv.xz"


@cache
def load() -> EmbeddedGazetteer:
    """The embedded gazetteer; the first use on a machine prepares its index in the user's cache, in some seconds.

    Raises `DataError` where the package's own data is missing or damaged.
    """
    return EmbeddedGazetteer(ARTEFACT)
