"""Each geocoder asked through geopy, with an answer made by hand: what is asked, and what is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from geopy.adapters import BaseSyncAdapter

from geo.gazetteer.online.providers import PROVIDERS, Found, geopy_geocoder
from geo.gazetteer.online.settings import Settings
from geo.journey import Point

ARTYOM = Point(43.3595, 132.1888)


class Canned(BaseSyncAdapter):
    """Gives one answer to all; `asked` is the address asked last."""

    def __init__(self, answer: Any) -> None:
        super().__init__(proxies=None, ssl_context=None)
        self.answer = answer
        self.asked = ""

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:
        assert timeout
        assert headers["User-Agent"] == "tests"
        self.asked = url
        return self.answer

    get_text = get_json


def asked(geocoder: str, answer: Any, name: str = "Artyom", country: str | None = "RU") -> tuple[str, list[Found]]:
    """The address asked, and what was found."""
    provider, adapter = PROVIDERS[geocoder], Canned(answer)
    settings = Settings("tests", geocoder, None, "key" if geocoder in {"google", "mapbox"} else None)
    made = geopy_geocoder(settings, provider.host, adapter, "https")
    found = [provider.read(location.raw) for location in provider.ask(made, name, country) or ()]
    return adapter.asked, found


def test_google() -> None:
    place = {
        "place_id": "ChIJ",
        "formatted_address": "Artyom, Primorsky Krai, Russia",
        "types": ["locality", "political"],
        "address_components": [
            {"short_name": "Artyom", "types": ["locality"]},
            {"short_name": "RU", "types": ["country", "political"]},
        ],
        "geometry": {
            "location": {"lat": ARTYOM.lat, "lng": ARTYOM.lon},
            "viewport": {"northeast": {"lat": 43.4, "lng": 132.3}, "southwest": {"lat": 43.3, "lng": 132.1}},
        },
    }
    url, found = asked("google", {"status": "OK", "results": [place]})
    assert found == [Found("ChIJ", ARTYOM, "RU", "locality", (132.1, 43.3, 132.3, 43.4))]
    assert url.startswith("https://maps.googleapis.com/")
    assert parse_qs(urlsplit(url).query)["components"] == ["country:RU"]


def test_google_knows_nothing() -> None:
    assert asked("google", {"status": "ZERO_RESULTS", "results": []})[1] == []


def test_arcgis() -> None:
    extent = {"xmin": 132.1, "ymin": 43.3, "xmax": 132.3, "ymax": 43.4}
    place = {"address": "Artyom", "location": {"x": ARTYOM.lon, "y": ARTYOM.lat}, "extent": extent, "score": 100}
    url, found = asked("arcgis", {"candidates": [place]})
    assert found == [Found("", ARTYOM, box=(132.1, 43.3, 132.3, 43.4))]
    assert url.startswith("https://geocode.arcgis.com/")


def mapbox(name: str) -> tuple[str, list[Found]]:
    feature = {
        "id": "place.7",
        "text": "Artyom",
        "place_name": "Artyom, Primorsky Krai, Russia",
        "place_type": ["place"],
        "geometry": {"type": "Point", "coordinates": [ARTYOM.lon, ARTYOM.lat]},
        "context": [{"id": "region.1", "text": "Primorsky Krai"}, {"id": "country.2", "short_code": "ru"}],
    }
    return asked("mapbox", {"features": [feature]}, name)


def test_mapbox() -> None:
    url, found = mapbox("Artyom")
    assert found == [Found("place.7", ARTYOM, "ru", "place", None, ("Artyom",))]
    assert parse_qs(urlsplit(url).query)["country"] == ["ru"]


def test_a_name_stays_within_its_part_of_mapboxs_address() -> None:
    """There it is a part of the path, where `/` goes elsewhere and `;` asks for many at once."""
    url, _ = mapbox("../../x;y?z#w")
    assert unquote(urlsplit(url).path).endswith("/mapbox.places/.. .. x y?z#w.json/")
