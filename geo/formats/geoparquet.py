"""GeoParquet 1.1: stops, legs and sightings in one table, for DuckDB, BigQuery, pandas and QGIS."""

from __future__ import annotations

import io

from geo.formats.frames import cleaned, legs_frame, sightings_frame, stops_frame
from geo.journey import Journey

_NUMBERS = {"stop": "Int64", "leg": "Int64"}  # null where a row has none


def to_geoparquet(journey: Journey) -> bytes:
    """The journey as GeoParquet, in WGS84; `role` tells stops, legs and sightings; what a role lacks is null."""
    import pandas as pd  # noqa: PLC0415 — heavy

    frames = {"stop": stops_frame(journey), "leg": legs_frame(journey), "sighting": sightings_frame(journey)}
    for role, frame in frames.items():
        frame.insert(0, "role", pd.Series([role] * len(frame), index=frame.index, dtype="string"))
    table = cleaned(pd.concat(frames.values(), ignore_index=True).astype(_NUMBERS))
    stream = io.BytesIO()
    table.to_parquet(stream, index=False, schema_version="1.1.0", compression="zstd")
    return stream.getvalue()
