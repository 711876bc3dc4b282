"""GeoJSON (RFC 7946): stops as points, legs as lines, one collection."""

from __future__ import annotations

import json

from geo.formats.frames import legs_frame, stops_frame
from geo.journey import Journey

# The evidence pack has these elsewhere, and its files stay as they are.
_LEFT_OUT = ["arrive_earliest", "arrive_latest", "depart_earliest", "depart_latest", "cited"]


def to_geojson(journey: Journey) -> bytes:
    """The journey as a FeatureCollection; `role` tells stops from legs."""
    features = []
    for role, frame in (("stop", stops_frame(journey).drop(columns=_LEFT_OUT)), ("leg", legs_frame(journey))):
        found = json.loads(frame.to_json(drop_id=True))["features"] if len(frame) else []
        features += [feature | {"properties": {"role": role} | feature["properties"]} for feature in found]
    collection = {"type": "FeatureCollection", "title": journey.itinerary.title, "features": features}
    return json.dumps(collection, ensure_ascii=False, indent=1).encode()
