"""The geocoders that may be asked: what geopy needs to ask each, and what each calls the things it answers.

The shapes of the answers are those that geopy 2.5 reads; what more is taken from them (extents, countries, names) is
from general knowledge of each interface, tried against local servers only. What an answer lacks is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from geopy import geocoders
from geopy.adapters import BaseSyncAdapter

from geo.gazetteer.online.settings import Settings
from geo.journey import Point

ASKED_FOR = 10  # places an answer may hold, where a geocoder lets one say
_LANGUAGE = "en"

Raw = Mapping[str, Any]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Found:
    """One place of an answer, nothing of it checked; `box` is west, south, east, north."""

    id: str
    point: Point
    country: str = ""
    kind: str = ""
    box: Box | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Provider:
    """How to ask a geocoder and how to read it; `ask` takes a name and a country code."""

    host: str
    ask: Callable[[Any, str, str | None], Any]
    read: Callable[[Raw], Found]
    make: Callable[..., Any]


def _nominatim(raw: Raw) -> Found:
    south, north, west, east = (float(side) for side in raw["boundingbox"])
    return Found(
        id=f"{raw['osm_type']}/{raw['osm_id']}",
        point=Point(float(raw["lat"]), float(raw["lon"])),
        country=(raw.get("address") or {}).get("country_code", ""),
        kind=raw.get("addresstype") or raw.get("type", ""),
        box=(west, south, east, north),
        names=tuple((raw.get("namedetails") or {}).values()),
    )


def _photon(raw: Raw) -> Found:
    properties = raw["properties"]
    extent = properties.get("extent")  # west, north, east, south
    return Found(
        id=f"{properties['osm_type']}{properties['osm_id']}",
        point=_coordinates(raw),
        country=properties.get("countrycode", ""),
        kind=properties.get("osm_value", ""),
        box=_box([extent[side] for side in (0, 3, 2, 1)]) if extent else None,
        names=(properties.get("name", ""),),
    )


def _pelias(raw: Raw) -> Found:
    properties = raw["properties"]
    country, kind = properties.get("country_code", ""), properties.get("layer", "")
    return Found(properties["gid"], _coordinates(raw), country, kind, _box(raw.get("bbox")))


def _arcgis(raw: Raw) -> Found:
    extent, location = raw.get("extent"), raw["location"]
    box = _box([extent[side] for side in ("xmin", "ymin", "xmax", "ymax")]) if extent else None
    return Found("", Point(float(location["y"]), float(location["x"])), box=box)


def _google(raw: Raw) -> Found:
    geometry = raw["geometry"]
    location, view = geometry["location"], geometry.get("viewport")
    box = (
        _box([view[corner][axis] for corner in ("southwest", "northeast") for axis in ("lng", "lat")]) if view else None
    )
    countries = [part["short_name"] for part in raw.get("address_components", ()) if "country" in part["types"]]
    point = Point(float(location["lat"]), float(location["lng"]))
    return Found(raw["place_id"], point, "".join(countries[:1]), "".join(raw.get("types", ())[:1]), box)


def _mapbox(raw: Raw) -> Found:
    areas = [raw, *raw.get("context", ())]
    countries = [area.get("short_code") or "" for area in areas if area["id"].startswith("country.")]
    kinds = raw.get("place_type", ())
    return Found(
        raw["id"], _coordinates(raw), "".join(countries[:1]), "".join(kinds[:1]), _box(raw.get("bbox")), (raw["text"],)
    )


def _coordinates(feature: Raw) -> Point:
    """The position of a GeoJSON feature."""
    lon, lat, *_ = feature["geometry"]["coordinates"]
    return Point(float(lat), float(lon))


def _box(sides: Sequence[Any] | None) -> Box | None:
    if sides is None:
        return None
    west, south, east, north = (float(side) for side in sides)
    return west, south, east, north


def _ask(
    geocoder: Any, name: str, country: str | None, *, filters: Callable[[str], Mapping[str, Any]], **more: Any
) -> Any:
    return geocoder.geocode(name, exactly_one=False, **more, **(filters(country) if country else {}))


def _no_filter(country: str) -> Mapping[str, Any]:  # noqa: ARG001 -- the score prefers the country all the same
    return {}


def _one_segment(geocoder: Any, name: str, country: str | None) -> Any:
    """MapBox has the name in the path of the address, where `;` parts queries and `/` parts folders."""
    name = name.replace(";", " ").replace("/", " ")
    return _ask(geocoder, name, country, filters=lambda code: {"country": code.lower()}, language=_LANGUAGE)


PROVIDERS: Mapping[str, Provider] = {
    "nominatim": Provider(
        "nominatim.openstreetmap.org",
        partial(
            _ask, filters=lambda code: {"country_codes": code.lower()}, limit=ASKED_FOR, language=_LANGUAGE,
            addressdetails=True, namedetails=True,
        ),
        _nominatim,
        geocoders.Nominatim,
    ),
    "photon": Provider(
        "photon.komoot.io",
        partial(_ask, filters=_no_filter, limit=ASKED_FOR, language=_LANGUAGE),
        _photon,
        geocoders.Photon,
    ),
    "pelias": Provider(
        "", partial(_ask, filters=lambda code: {"countries": [code]}, language=_LANGUAGE), _pelias, geocoders.Pelias
    ),
    "arcgis": Provider("geocode.arcgis.com", partial(_ask, filters=_no_filter), _arcgis, geocoders.ArcGIS),
    "google": Provider(
        "maps.googleapis.com",
        partial(_ask, filters=lambda code: {"components": {"country": code}}, language=_LANGUAGE),
        _google,
        geocoders.GoogleV3,
    ),
    "mapbox": Provider("api.mapbox.com", _one_segment, _mapbox, geocoders.MapBox),
}  # fmt: skip


def geopy_geocoder(settings: Settings, host: str, adapter: BaseSyncAdapter, scheme: str) -> Any:
    """The geocoder of these settings, as geopy has it, asking through `adapter`."""
    key = {"api_key": settings.api_key} if settings.api_key else {}
    return PROVIDERS[settings.geocoder].make(
        **key,
        domain=host,
        scheme=scheme,
        user_agent=settings.user_agent,
        adapter_factory=lambda **_: adapter,
    )
