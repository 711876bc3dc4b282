"""GeoPackage 1.x (OGC 12-128): one layer each for stops, legs and sightings, for QGIS and other GIS."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from geo.formats.frames import cleaned, legs_frame, sightings_frame, stops_frame
from geo.journey import Journey

_CLOCK = "OGR_CURRENT_DATE"  # what GDAL takes for now: when each layer was changed last
_START_OF_TIME = "1970-01-01T00:00:00.000Z"
_ONE_AT_A_TIME = threading.Lock()  # GDAL's options are those of the whole process
_LAYERS = MappingProxyType({
    "stops": (stops_frame, "Point"), "legs": (legs_frame, "MultiLineString"), "sightings": (sightings_frame, "Point"),
})  # fmt: skip


def to_gpkg(journey: Journey) -> bytes:
    """The journey as a GeoPackage, in WGS84; its layers are there even where they are empty."""
    from pyogrio import write_dataframe  # noqa: PLC0415 — heavy

    with tempfile.TemporaryDirectory() as folder, _no_clock():
        path = Path(folder) / "journey.gpkg"
        for layer, (frame_of, shape) in _LAYERS.items():
            is_line = shape.startswith("Multi")
            write_dataframe(
                cleaned(frame_of(journey)), path, layer, "GPKG", geometry_type=shape, promote_to_multi=is_line,
                append=path.exists(), layer_options={"IDENTIFIER": layer},
            )  # fmt: skip
        return path.read_bytes()


@contextmanager
def _no_clock() -> Iterator[None]:
    """Has GDAL write the same bytes whenever it does so."""
    from pyogrio import get_gdal_config_option, set_gdal_config_options  # noqa: PLC0415 — heavy

    with _ONE_AT_A_TIME:
        before = get_gdal_config_option(_CLOCK)
        set_gdal_config_options({_CLOCK: _START_OF_TIME})
        try:
            yield
        finally:
            set_gdal_config_options({_CLOCK: before})
