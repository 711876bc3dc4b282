"""Names that begin as somebody has begun to type."""

from __future__ import annotations

from geo.gazetteer import names, ranking
from geo.gazetteer.ranking import Context, Row
from geo.gazetteer.store import Store
from geo.journey import Candidate

_LEAST_ASCII, _LEAST = 3, 2  # characters; with fewer too many names begin to tell anything
_MOST_ROWS = 500  # ours: ranked in some milliseconds
_LAST = chr(0x10FFFF)
_BEGINNING = """
SELECT place.source, place.kind, place.name, place.country, place.region, place.lat, place.lon, place.population,
    zone.name, place.precision_km, min(name.tier), place.capital
FROM name JOIN place ON place.id = name.place JOIN zone ON zone.id = place.zone
WHERE name.key >= ? AND name.key < ? GROUP BY place.id ORDER BY min(name.tier), place.population DESC LIMIT ?
"""


def beginning(store: Store, start: str, limit: int) -> tuple[Candidate, ...]:
    """The places with a name that begins with `start`, the likeliest first; none where too little is typed."""
    *_, key = ("", *names.keys(start))
    if len(key) < (_LEAST_ASCII if key.isascii() else _LEAST):
        return ()
    found = store.rows(_BEGINNING, key, key + _LAST, _MOST_ROWS)
    rows = (Row._make((*row, ranking.quality(tier, literal=True, capitals=True), cap)) for *row, tier, cap in found)
    return ranking.ranked(rows, Context(), limit)
