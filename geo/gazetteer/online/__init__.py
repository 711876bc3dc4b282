"""Names asked of a geocoder on the internet, where the embedded gazetteer has no place that is called so."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from geo.gazetteer.interface import Gazetteer
from geo.gazetteer.store import cache_folder

__all__ = ["backed_up"]


def backed_up(
    embedded: Gazetteer, *, folder: Path | None = None, environ: Mapping[str, str] | None = None
) -> Gazetteer:
    """`embedded`, and behind it the geocoder of the user's settings: Nominatim unless they name another.

    The settings are those of `geo.gazetteer.online.settings.read`, by default of the working directory and the
    process. Asks nothing yet. Raises `UsageError` where the settings are wrong or do not say who asks.
    """
    from geo.gazetteer.online.geocoder import BackedUp, OnlineGeocoder  # noqa: PLC0415 -- geopy, only when asked for
    from geo.gazetteer.online.ledger import Ledger  # noqa: PLC0415 -- as above
    from geo.gazetteer.online.settings import read  # noqa: PLC0415 -- as above

    settings = read(folder or Path.cwd(), os.environ if environ is None else environ)
    return BackedUp(embedded, OnlineGeocoder(settings, Ledger(cache_folder())))
