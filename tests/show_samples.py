"""Journeys made by hand, for tests of the map and the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

from hostile_texts import HOSTILE, NASTY

from geo.geodesy import distance_km
from geo.itinerary import Itinerary
from geo.journey import Call, Finding, Gap, Journey, Mode, Passage, Path, Place, Point, Route
from geo.quantity import Estimate
from geo.when import Window

_LENGTH = Estimate.exact(0, "km")  # until the ends are known

PLACES = {
    "Pyongyang": Place("Pyongyang", 39.0339, 125.7543, "KP", "city", "geonames:1871859", 7.0, "Asia/Pyongyang"),
    "border-bridge": Place("Korea–Russia Friendship Bridge", 42.4166, 130.6411, "RU", "bridge", "pinned:bridge", 0.3),
    "Ussuriysk": Place("Ussuriysk", 43.8047, 131.9573, "RU", "city", "geonames:2014006", 1.6, "Asia/Vladivostok"),
    "vostochny": Place("Vostochny Cosmodrome", 51.8844, 128.3339, "RU", "cosmodrome", "pinned:vostochny", 15.0),
    "Artyom": Place("Artëm", 43.3595, 132.1888, "RU", "city", "geonames:2027456", 1.2, "Asia/Vladivostok"),
    "Vladivostok": Place("Vladivostok", 43.1056, 131.8735, "RU", "city", "geonames:2013348", 3.1, "Asia/Vladivostok"),
}  # fmt: skip


def kim_sketch() -> Journey:
    """The September 2023 journey, roughly: rail with a gap, an uncertain stop, a sighting, road, a claim."""
    itinerary = Itinerary.model_validate(
        {
            "title": "Kim Jong Un in the Russian Far East",
            "traveller": "Kim Jong Un",
            "sources": {
                "bloomberg": {
                    "publisher": "Bloomberg",
                    "title": "Kim Meets",
                    "date": "2023-09-16",
                    "url": "https://a.example/x",
                },
                "ria": {"publisher": "RIA", "url": "javascript:alert(1)"},
            },
            "stops": [
                {"place": "Pyongyang", "depart": "2023-09-10~", "sources": ["ria"]},
                {
                    "place": "border-bridge",
                    "by": "armoured train",
                    "arrive": "2023-09-12 early morning",
                    "certainty": "less-certain",
                },
                {
                    "place": "vostochny",
                    "by": {"vehicle": "armoured train", "via": ["Ussuriysk"], "sources": ["ria"]},
                    "arrive": "2023-09-13T13:00~",
                    "seen": [{"at": "2023-09-12T05:15+03:00", "place": "Ussuriysk", "sources": ["ria"]}],
                    "events": ["Putin and Kim meet"],
                    "sources": ["ria", "bloomberg"],
                },
                {"place": "Artyom", "by": "armoured train", "arrive": "2023-09-16 morning"},
                {"place": "Vladivostok", "by": "motorcade", "arrive": "2023-09-16"},
                {"place": "Pyongyang", "by": "armoured train"},
            ],
        }
    )  # fmt: skip
    bridge, border = Point(42.2, 130.25), Point(42.22, 130.28)
    ussuriysk, khabarovsk, belogorsk = Point(43.8, 131.95), Point(48.4, 135.1), Point(50.9, 128.5)
    coast = Path(_LENGTH, (Point(39.9, 127.5), bridge, border), "network", gaps=(Gap(bridge, border, 2.5),))
    north = Path(_LENGTH, (ussuriysk, khabarovsk, belogorsk), "network")
    south = replace(north, points=north.points[::-1], warnings=("a place lies 23 km from the network",))
    routes = (
        _route("Pyongyang", "border-bridge", "armoured train", "rail", coast),
        _route("border-bridge", "vostochny", "armoured train", "rail", north),
        _route("vostochny", "Artyom", "armoured train", "rail", south),
        _route("Artyom", "Vladivostok", "motorcade", "road", Path(_LENGTH, (), "circuity")),
        _route("Vladivostok", "Pyongyang", "armoured train", "rail", Path(_LENGTH, (), "straight line")),
    )
    finding = Finding(
        "about 150 kilometers (95 miles) away", "bloomberg", "distance", Estimate(127.5, 150, 172.5, "km"),
        Estimate(309, 319, 328, "km"), "contradicted", ("straight line, 127 km",), "By rail it is 319 km.",
    )  # fmt: skip
    return _journey(itinerary, PLACES, routes, (finding,))


def pacific() -> Journey:
    """Honolulu to Guam and back by air: across the antimeridian, both ways."""
    places = {
        "Honolulu": Place("Honolulu", 21.3069, -157.8583, "US", "city", "geonames:5856195", 3.0, "Pacific/Honolulu"),
        "Guam": Place("Guam", 13.4443, 144.7937, "GU", "island", "geonames:4043988", 5.0, "Pacific/Guam"),
    }
    itinerary = Itinerary.model_validate(
        {
            "title": "Across the date line",
            "traveller": "An envoy",
            "stops": [
                {"place": "Honolulu"},
                {"place": "Guam", "by": "airliner"},
                {"place": "Honolulu", "by": "airliner"},
            ],
        }
    )
    there = tuple(Point(21.3069 - 7.86 * k / 20, -157.8583 - 57.348 * k / 20) for k in range(21))
    back = tuple(Point(point.lat, point.lon + 360) for point in reversed(there))
    routes = (
        _along(places["Honolulu"], places["Guam"], "airliner", "air", Path(_LENGTH, there, "geodesic")),
        _along(places["Guam"], places["Honolulu"], "airliner", "air", Path(_LENGTH, back, "geodesic")),
    )
    return _journey(itinerary, places, routes)


def hostile() -> Journey:
    """Every text field full of what has broken maps before."""
    keys = [f"{text} {number}" for number, text in enumerate(HOSTILE)]
    places = {
        key: Place(key, 40 + i / 10, 20 + i / 10, None, NASTY, f"given:{NASTY}", 1.0) for i, key in enumerate(keys)
    }
    stop = {"events": [NASTY], "sources": [NASTY]}
    by = {"vehicle": NASTY, "via": [keys[0]], "sources": [NASTY]}
    seen = [{"at": "2023", "place": keys[0], "sources": [NASTY]}]
    itinerary = Itinerary.model_validate(
        {
            "title": NASTY,
            "traveller": [NASTY, "second"],
            "sources": {NASTY: {"publisher": NASTY, "title": NASTY, "url": f"https://a.example/{NASTY}"}},
            "stops": [
                {"place": keys[0], **stop},
                *({"place": key, "by": by, "seen": seen, **stop} for key in keys[1:]),
            ],
        }
    )
    routes = tuple(
        _along(places[a], places[b], NASTY, "unknown", Path(_LENGTH, (), "straight line", warnings=(NASTY,)))
        for a, b in pairwise(keys)
    )
    finding = Finding(NASTY, NASTY, "distance", Estimate.exact(1, "km"), None, "undetermined", (NASTY,), NASTY)
    return _journey(itinerary, places, routes, (finding,), (NASTY,))


def alone() -> Journey:
    """One stop, no legs."""
    itinerary = Itinerary.model_validate({"title": "At home", "traveller": "X", "stops": [{"place": "Pyongyang"}]})
    return Journey(itinerary, places=PLACES)


def _journey(
    itinerary: Itinerary,
    places: dict[str, Place],
    routes: tuple[Route, ...],
    findings: tuple[Finding, ...] = (),
    warnings: tuple[str, ...] = (),
) -> Journey:
    window = Window(datetime(2023, 9, 12, tzinfo=UTC), datetime(2023, 9, 12, 9, tzinfo=UTC))
    calls = tuple(Call(window, Window()) for _ in itinerary.stops)
    passages = tuple(Passage(route, Estimate.within(route.straight_line_km / 50, 0.2, "h")) for route in routes)
    return Journey(itinerary, places, routes, passages, calls, findings=findings, warnings=warnings)


def _route(start: str, end: str, by: str, mode: Mode, path: Path) -> Route:
    origin, destination = PLACES[start], PLACES[end]
    return _along(origin, destination, by, mode, replace(path, points=(origin.point, *path.points, destination.point)))


def _along(origin: Place, destination: Place, by: str, mode: Mode, path: Path) -> Route:
    straight = distance_km(origin.point, destination.point)
    whole = replace(path, distance_km=Estimate.within(straight * 1.2, 0.05, "km"))
    return Route(origin, destination, by, mode, whole, straight)


def flight(origin: Place, destination: Place) -> Journey:
    """By air from one place to another."""
    stops = [{"place": origin.name}, {"place": destination.name, "by": "airliner"}]
    itinerary = Itinerary.model_validate({"title": "A flight", "traveller": "X", "stops": stops})
    path = Path(_LENGTH, (origin.point, destination.point), "geodesic")
    places = {place.name: place for place in (origin, destination)}
    return _journey(itinerary, places, (_along(origin, destination, "airliner", "air", path),))
