"""The models of the file: what they hold, and what they refuse on construction."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from geo.itinerary import MAX_STOPS, By, Claim, Itinerary, Origin, PinnedPlace, Stop
from tests.fakes import claim, itinerary


def pinned(**parts: Any) -> PinnedPlace:
    return PinnedPlace.model_validate({"name": "bridge", "lat": 42.4, "lon": 130.6} | parts)


@pytest.mark.parametrize(
    "parts",
    [{"lat": 91}, {"lat": -90.001}, {"lat": "nan"}, {"lat": math.nan}, {"lat": math.inf}, {"lat": True}, {"lat": "north"},
     {"lon": 180.1}, {"lon": "inf"}, {"lon": None}, {"precision_km": 0}, {"precision_km": -1}, {"precision_km": "nan"},
     {"country": "Russia"}, {"country": "ru"}, {"name": " "}, {"name": "\ud800"}, {"colour": "red"}],
)  # fmt: skip
def test_a_pinned_place_is_on_the_globe_and_well_named(parts: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        pinned(**parts)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_place_on_the_globe_can_be_pinned(lat: float, lon: float) -> None:
    place = pinned(lat=str(lat), lon=lon)
    assert (place.lat, place.lon) == (lat, lon)


def test_models_do_not_change() -> None:
    place = pinned()
    with pytest.raises(ValidationError):
        place.lat = 0.0  # type: ignore[misc]


def test_one_text_does_for_a_list_of_texts() -> None:
    story = itinerary({"place": "Pyongyang", "events": "leaves", "sources": "s"}, traveller="Kim Jong Un")
    assert story.traveller == ("Kim Jong Un",)
    assert story.stops[0].events == ("leaves",)
    assert story.stops[0].sources == ("s",)


def test_a_vehicle_alone_does_for_by() -> None:
    assert Stop.model_validate({"place": "Khasan", "by": "rail"}).by == By(vehicle="rail")


def test_from_and_to_are_origin_and_destination() -> None:
    read = Claim.model_validate(claim("Vladivostok", "Khasan", distance="about 150 km"))
    assert (read.origin, read.destination) == ("Vladivostok", "Khasan")
    assert str(read.distance) == "about 150 km"


@pytest.mark.parametrize(
    "figures",
    [{}, {"distance": "20 h"}, {"duration": "150 km"}, {"speed": "20 h"}, {"distance": "far"}, {"arrive": "soon"}],
)
def test_a_claim_needs_a_figure_of_the_right_unit(figures: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Claim.model_validate(claim("Vladivostok", "Khasan", **figures))


def test_they_leave_after_they_arrive() -> None:
    Stop.model_validate({"place": "P", "arrive": "2023-09-12", "depart": "2023-09-12"})
    with pytest.raises(ValidationError, match="they depart before they arrive"):
        Stop.model_validate({"place": "P", "arrive": "2023-09-12", "depart": "2023-09-10"})


def test_they_leave_no_day_before_they_arrive() -> None:
    with pytest.raises(ValidationError, match="they depart before they arrive"):
        Stop.model_validate({"place": "P", "arrive": "2023-09-12", "depart": "2023-09-11"})


@pytest.mark.parametrize(
    "parts",
    [{"title": ""}, {"traveller": []}, {"traveller": [" "]}, {"stops": []}, {"stops": [{"place": "P"}] * (MAX_STOPS + 1)},
     {"stops": [{"place": "P", "certainty": "maybe"}]}, {"stops": "P"}],
)  # fmt: skip
def test_an_itinerary_has_a_title_a_traveller_and_stops(parts: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        itinerary({"place": "P"}, **parts)


def test_mentions_come_in_the_order_of_travel_with_claims_last() -> None:
    story = itinerary(
        {"place": "Pyongyang"},
        {"place": "Khasan", "by": {"vehicle": "rail", "via": ["Wonsan", "Rason"]}, "seen": [{"at": "2023", "place": "Tumangang"}]},
        claims=[claim("Vladivostok", "Khasan", distance="150 km")],
    )  # fmt: skip
    assert list(story.mentions()) == [
        ("stops[0].place", "Pyongyang"),
        ("stops[1].by.via[0]", "Wonsan"),
        ("stops[1].by.via[1]", "Rason"),
        ("stops[1].seen[0].place", "Tumangang"),
        ("stops[1].place", "Khasan"),
        ("claims[0].from", "Vladivostok"),
        ("claims[0].to", "Khasan"),
    ]


def test_a_fault_knows_its_line_once_the_file_is_known() -> None:
    story: Itinerary = itinerary({"place": "P"})
    assert story.fault("stops[0].place", "no such place").position == ""
    placed = story.read_from(Origin("f.yaml", {"stops[0].place": (4, 12)}))
    assert placed.fault("stops[0].place", "no such place").position == "f.yaml:4:12"
    assert placed == story or placed.stops == story.stops
