"""Vehicles: how fast they go anywhere, and what they lose to boarding, borders and breaks of gauge.

Speeds are averages over whole journeys, stops included. `low`, `best` and `high` are the 5th, 50th and 95th percentile
of real journeys: no source gives the spread itself, so it is measured on benchmarks/authorities/leg-durations.csv, or
judged where that has few rows. What is known of a country's railways and roads is in `railways` and `roads`.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from geo.quantity import KM_PER_NAUTICAL_MILE, Estimate

Mode = Literal["rail", "road", "sea", "air", "foot", "unknown"]
_NO_TIME = Estimate.exact(0.0, "h")


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A way of travelling: the network it uses, its speed, and the hours it loses.

    `speed_kmh` is that of a leg anywhere. `fixed_hours` are lost once a leg (boarding, taxi, climb, harbour),
    `border_hours` at each border with controls, `gauge_hours` where the track gauge changes. Who is `waved_through`
    does not stand at a border as long as other trains do. `source` says where the figures come from.
    """

    name: str
    mode: Mode
    speed_kmh: Estimate
    source: str
    fixed_hours: Estimate = _NO_TIME
    border_hours: Estimate = _NO_TIME
    gauge_hours: Estimate = _NO_TIME
    waved_through: bool = False


def _kmh(low: float, best: float, high: float) -> Estimate:
    return Estimate(low, best, high, "km/h")


def _knots(low: float, best: float, high: float) -> Estimate:
    return _kmh(low, best, high) * KM_PER_NAUTICAL_MILE


def _hours(low: float, best: float, high: float) -> Estimate:
    return Estimate(low, best, high, "h")


# Carriages lifted and their bogies changed: an hour and a half at Brest (timonthetrain.com, February 2019), two hours
# between Mongolia and China (Trekking Tolleys, 2015) to five with the controls
# (transsiberianadventurecom.wordpress.com, 2017). Kim's train too is refitted at the Russian border (Ahn Byung-min in
# The Times of India, 1 September 2025); how long that takes is not reported.
_BOGIE_CHANGE = _hours(1.0, 2.0, 5.0)
# Where a border is none of `crossings`. One and a half hours at Zamyn-Uud alone (eurasia2005.blogspot.com, 27 August
# 2005), half an hour where the controls are on the train.
_RAIL_BORDER = _hours(0.0, 0.75, 4.0)
# Leaving and reaching a city: 10 km in the middle of one took 37 minutes in London and 13 in Wuppertal in 2023 (TomTom
# Traffic Index, in Speedweek, 12 January 2024), of which the speeds hold the most; ours.
_GETTING_OUT = _hours(0.0, 0.12, 0.4)

_IN_HARBOUR = _hours(0.1, 0.4, 2.0)  # from quay to quay, manoeuvres count; ours

_ROAD_SOURCE = (
    "Moszoro and Soto, Road Quality and Mean Speed Score, IMF Working Paper 2022/095: "
    "38 to 107 km/h between the large cities of a country, by country"
)
_AIR_SOURCE = (
    "AirMilesCalc, Flight-time estimation in detail, 2026: 850 km/h and 30 to 50 minutes on the ground; "
    "EUROCONTROL Data Snapshot 40, 2023: taxiing takes 15 % of the time from block to block"
)
_SEA_SOURCE = (
    "Clarksons Research in Splash247, Bulk carriers and containerships moving at slowest speeds on record, 2023: "
    "10.9 knots for bulk carriers, 13.7 to 13.9 for container ships"
)

_VEHICLES = (
    Vehicle(
        "rail",
        "rail",
        _kmh(42, 72, 123),
        "Russian Railways: Moscow–Vladivostok, 9,288 km, in slightly more than six days (62 km/h); Indian Railways: "
        "50.6 km/h for mail and express trains; Railway Gazette, World Speed Survey 2019: fast begins at 160 km/h",
        _NO_TIME,
        _RAIL_BORDER,
        _BOGIE_CHANGE,
    ),
    Vehicle(
        "armoured train",
        "rail",
        _kmh(34, 53, 82),
        "The Times, 21 February 2019: no faster than 37 mph; BBC Vietnamese, 2019: 80 km/h on Chinese rails, 50 on "
        "North Korean; CGTN, 2019: Pyongyang–Dong Dang, 4,000 km, in over two and a half days; TASS, 24 April 2019: "
        "Khasan–Ussuriysk, 258 km, in about seven hours",
        _NO_TIME,
        # Kim stood an hour at Khasan, where he was welcomed (Arirang, 24 April 2019); the rest is our estimate.
        _hours(0.0, 0.4, 1.5),
        _BOGIE_CHANGE,
        waved_through=True,
    ),
    Vehicle(
        "high-speed train",
        "rail",
        _kmh(116, 172, 255),
        "Railway Gazette, World Speed Survey 2019: the fastest trains average 318 km/h in China, 272 in France, 201 in "
        "Russia and 165 in the United States, between two stops; whole journeys are slower",
        _hours(0.0, 0.05, 0.2),
        _hours(0.0, 0.1, 1.0),
    ),
    Vehicle("road", "road", _kmh(35, 70, 107), _ROAD_SOURCE, _GETTING_OUT, _hours(0.0, 0.5, 3.0)),
    Vehicle("car", "road", _kmh(35, 70, 107), _ROAD_SOURCE, _GETTING_OUT, _hours(0.0, 0.5, 3.0)),
    Vehicle(
        "motorcade",
        "road",
        _kmh(45, 75, 112),
        "KOAA, 21 February 2023, from the White House pool: Rzeszów airport to Przemyśl in about an hour, which "
        "tvcrimesky.com of that day puts at 90 km; CBS News, 2 September 2011: Washington to Camp David can take two "
        "hours or longer even with a police escort",
        _GETTING_OUT,
        _hours(0.0, 0.1, 0.5),
        waved_through=True,
    ),
    Vehicle("air", "air", _kmh(550, 830, 930), _AIR_SOURCE, _hours(0.3, 0.65, 1.15)),
    Vehicle("airliner", "air", _kmh(730, 840, 930), _AIR_SOURCE, _hours(0.35, 0.65, 1.15)),
    Vehicle(
        "propeller airliner",
        "air",
        _kmh(240, 325, 430),
        "All Andorra on the Douglas C-54: cruises at 227 mph (365 km/h); Tin Feathers on the President's own, of 1944: "
        "first from Britain to Washington without a stop, in 17 h 50 min; Smithsonian, America by Air: from 1946 coast "
        "to coast in 11 hours by Constellation, one stop and all, five hours less than by DC-4",
        _hours(0.2, 0.4, 0.9),
    ),
    Vehicle(
        "helicopter",
        "air",
        _kmh(150, 220, 275),
        "Military.com, VH-3D Sea King: 140 knots at most; CBS News, 2 September 2011: White House to Camp David in "
        "40 minutes",
        _hours(0.02, 0.06, 0.2),
    ),
    Vehicle("sea", "sea", _knots(9, 14, 22), _SEA_SOURCE, _IN_HARBOUR),
    Vehicle(
        "ship",
        "sea",
        _knots(10.5, 17, 25),
        f"{_SEA_SOURCE}; travelpander.com: 18 to 22 for cruise ships; fourteen ferries and liners of "
        "benchmarks/authorities/leg-durations.csv: 11 to 27 between harbours",
        _IN_HARBOUR,
    ),
    Vehicle(
        "warship",
        "sea",
        _knots(11.5, 17.5, 26),
        "Hampton Roads Naval Museum, FDR's Last Mission, 2020: USS Quincy, Newport News to Malta, 4,883 miles, from "
        "23 January to 2 February 1945; The Drive, 14 March 2018: destroyers mostly cruise slowly, at about 13 knots",
        _IN_HARBOUR,
    ),
    Vehicle(
        "foot",
        "foot",
        _kmh(3.0, 4.5, 5.4),
        "Bohannon and Andrews, Normal walking speed, Physiotherapy 97 (2011), 182–189: means of 3.4 to 5.2 km/h by age "
        "and sex; halts on a long walk are ours",
    ),
)
_BY_NAME = {vehicle.name: vehicle for vehicle in _VEHICLES}
_ALSO = {
    "armored train": "armoured train",
    "train": "rail",
    "plane": "air",
    "flight": "air",
    "propliner": "propeller airliner",
    "propeller plane": "propeller airliner",
    "propeller aircraft": "propeller airliner",
    "piston airliner": "propeller airliner",
    "boat": "sea",
    "walk": "foot",
    "on foot": "foot",
}

NAMES = tuple(_BY_NAME)


def find_vehicle(name: str) -> Vehicle | None:
    """The vehicle of that name, in any case and spacing; None where it is not known."""
    key = _key(name)
    return _BY_NAME.get(_ALSO.get(key, key))


def similar_vehicle(name: str) -> str | None:
    """The known name nearest to one that is not known; None where none is near."""
    near = get_close_matches(_key(name), NAMES, n=1)
    return near[0] if near else None


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
