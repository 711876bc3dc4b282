"""Journeys as GeoDataFrames, in WGS84 longitude and latitude (EPSG:4326)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from geo.formats.rows import (
    LEG_COLUMNS,
    SIGHTING_COLUMNS,
    STOP_COLUMNS,
    Row,
    leg_rows,
    sighting_rows,
    stop_rows,
)
from geo.formats.text import clean
from geo.journey import Journey, Point
from geo.lines import cut

if TYPE_CHECKING:
    from geopandas import GeoDataFrame


def stops_frame(journey: Journey) -> GeoDataFrame:
    """One row a stop, with the point of its place."""
    rows = stop_rows(journey)
    return _frame(rows, STOP_COLUMNS, _dots(rows))


def legs_frame(journey: Journey) -> GeoDataFrame:
    """One row a leg, with the line of its route cut at the antimeridian (RFC 7946, section 3.1.9)."""
    return _frame(leg_rows(journey), LEG_COLUMNS, [_line(passage.geometry) for passage in journey.passages])


def sightings_frame(journey: Journey) -> GeoDataFrame:
    """One row a sighting, with the point of its place."""
    rows = sighting_rows(journey)
    return _frame(rows, SIGHTING_COLUMNS, _dots(rows))


def _frame(rows: Sequence[Row], columns: Mapping[str, str], shapes: Sequence[Any]) -> GeoDataFrame:
    from geopandas import GeoDataFrame, GeoSeries  # noqa: PLC0415 — heavy: only exports need it

    frame = GeoDataFrame(rows, columns=list(columns)).astype(dict(columns))
    return frame.set_geometry(GeoSeries(shapes, index=frame.index, crs="EPSG:4326"))


def _dots(rows: Sequence[Row]) -> list[Any]:
    from shapely import Point as Dot  # noqa: PLC0415 — heavy

    return [Dot(row["lon"], row["lat"]) for row in rows]


def _line(points: tuple[Point, ...]) -> Any:
    """The line in -180 to 180, in two parts or more where it crosses the antimeridian; None for a leg of one point."""
    from shapely import LineString, MultiLineString  # noqa: PLC0415

    lines = [LineString([(point.lon, point.lat) for point in part]) for part in parts_of(points)]
    if not lines:
        return None
    return lines[0] if len(lines) == 1 else MultiLineString(lines)


def cleaned(frame: GeoDataFrame) -> GeoDataFrame:
    """The frame with text that every format can hold."""
    texts = {
        name: frame[name].map(clean, na_action="ignore").astype("string") for name in frame.select_dtypes("string")
    }
    return frame.assign(**texts)


def parts_of(points: tuple[Point, ...]) -> list[list[Point]]:
    """A line cut at the antimeridian, without the parts that have no length."""
    return [part for part in cut(points) if len(set(part)) > 1] if points else []
