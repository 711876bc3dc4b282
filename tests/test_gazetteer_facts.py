"""Every place of seven journeys of the record, as a reporter types it, resolves offline to within its stated precision.

The positions to compare with are rounded to a hundredth of a degree from encyclopaedias and airport directories, and a
hundredth of a degree is `ROUNDED_KM`; so nothing closer can be told. For a country, a region or a sea the point given is
one that lies well within it.
"""

import pytest

from geo import gazetteer
from geo.gazetteer.ranking import distance_km
from geo.journey import Point
from geo.location import locate_names

ROUNDED_KM = 0.8

PLACES = [
    # Kim Jong Un in the Russian Far East, September 2023
    ("Pyongyang, North Korea", "KP", 39.03, 125.75),
    ("Korea-Russia Friendship Bridge", "RU", 42.42, 130.64),
    ("Tumangang, North Korea", "KP", 42.42, 130.61),
    ("Khasan station, Russia", "RU", 42.43, 130.64),
    ("railway bridge over the Razdolnaya", "RU", 43.63, 131.92),
    ("Ussuriysk, Russia", "RU", 43.80, 131.95),
    ("Amur region, Russia", "RU", 52.0, 128.0),
    ("Vostochny Cosmodrome station, Russia", "RU", 51.88, 128.33),
    ("Komsomolsk-on-Amur station, Russia", "RU", 50.55, 137.00),
    ("Gagarin aircraft plant, Komsomolsk-on-Amur", "RU", 50.61, 137.07),
    ("Artyom, Russia", "RU", 43.36, 132.19),
    ("Artyom-Primorsky-1 station, Russia", "RU", 43.38, 132.19),
    ("Knevichi airfield, Russia", "RU", 43.40, 132.15),
    ("Vladivostok, Russia", "RU", 43.12, 131.89),
    ("Russky Island, Russia", "RU", 43.00, 131.85),
    ("Far Eastern Federal University, Russia", "RU", 43.03, 131.89),
    ("Primorsky Aquarium, Russia", "RU", 43.01, 131.93),
    # Biden to Kyiv, February 2023
    ("Washington, United States", "US", 38.90, -77.04),
    ("Joint Base Andrews, United States", "US", 38.81, -76.87),
    ("Ramstein Air Base, Germany", "DE", 49.44, 7.60),
    ("Rzeszow-Jasionka, Poland", "PL", 50.11, 22.02),
    ("Przemysl Glowny, Poland", "PL", 49.78, 22.78),
    ("Przemyśl, Poland", "PL", 49.78, 22.77),
    ("Kyiv-Pasazhyrskyi, Ukraine", "UA", 50.44, 30.49),
    ("Mariinsky Palace, Kyiv", "UA", 50.45, 30.54),
    ("Warsaw, Poland", "PL", 52.23, 21.01),
    # Putin's eastern tour, June 2024
    ("Moscow, Russia", "RU", 55.76, 37.62),
    ("Yakutsk, Russia", "RU", 62.03, 129.73),
    ("Pyongyang airport, North Korea", "KP", 39.22, 125.67),
    ("Hanoi, Vietnam", "VN", 21.03, 105.85),
    ("Noi Bai, Vietnam", "VN", 21.22, 105.81),
    # Netanyahu to New York, September 2025
    ("Tel Aviv, Israel", "IL", 32.08, 34.78),
    ("Ben Gurion, Israel", "IL", 32.01, 34.89),
    ("Greece", "GR", 39.0, 22.0),
    ("Italy", "IT", 43.0, 12.0),
    ("Strait of Gibraltar", None, 35.95, -5.60),
    ("New York, United States", "US", 40.71, -74.01),
    # Roosevelt to Yalta, January and February 1945
    ("Newport News, United States", "US", 36.98, -76.43),
    ("Malta", "MT", 35.90, 14.45),
    ("Luqa, Malta", "MT", 35.86, 14.49),
    ("Athens, Greece", "GR", 37.98, 23.73),
    ("Crete, Greece", "GR", 35.21, 24.91),
    ("Saki, Ukraine", "UA", 45.13, 33.60),
    ("Saki airfield, Ukraine", "UA", 45.09, 33.59),
    ("Livadia Palace, Ukraine", "UA", 44.47, 34.14),
    ("Livadia, Ukraine", "UA", 44.47, 34.14),
    ("Sevastopol, Ukraine", "UA", 44.61, 33.52),
    # Kim Jong Un to Beijing, September 2025
    ("Sinuiju, North Korea", "KP", 40.10, 124.40),
    ("Dandong, China", "CN", 40.13, 124.39),
    ("Yalu bridge", "CN", 40.12, 124.39),
    ("Beijing, China", "CN", 39.91, 116.40),
    # The plane and the ships, 2023
    ("Rajin, North Korea", "KP", 42.25, 130.29),
    ("Rason, North Korea", "KP", 42.25, 130.29),
    ("Dunay, Russia", "RU", 42.88, 132.34),
    ("Sea of Japan", None, 40.0, 135.0),
    ("Tikhoretsk, Russia", "RU", 45.85, 40.13),
]

# The same names bare, in the order of travel: who travels from one to the next means those on the way.
JOURNEYS = [
    [("Pyongyang", "KP"), ("Tumangang", "KP"), ("Khasan", "RU"), ("Ussuriysk", "RU"), ("Amur region", "RU"),
     ("Vostochny Cosmodrome", "RU"), ("Komsomolsk-on-Amur", "RU"), ("Artyom", "RU"), ("Knevichi", "RU"),
     ("Vladivostok", "RU"), ("Russky Island", "RU")],
    [("Washington", "US"), ("Ramstein", "DE"), ("Rzeszow-Jasionka", "PL"), ("Przemysl Glowny", "PL"), ("Kyiv", "UA"),
     ("Warsaw", "PL")],
    [("Moscow", "RU"), ("Yakutsk", "RU"), ("Pyongyang", "KP"), ("Hanoi", "VN")],
    [("Tel Aviv", "IL"), ("Ben Gurion", "IL"), ("Greece", "GR"), ("Italy", "IT"), ("Strait of Gibraltar", None),
     ("New York", "US")],
    [("Washington", "US"), ("Newport News", "US"), ("Malta", "MT"), ("Luqa", "MT"), ("Athens", "GR"), ("Saki", "UA"),
     ("Livadia", "UA"), ("Sevastopol", "UA")],
    [("Pyongyang", "KP"), ("Sinuiju", "KP"), ("Dandong", "CN"), ("Beijing", "CN")],
    [("Moscow", "RU"), ("Pyongyang", "KP"), ("Sea of Japan", None), ("Rajin", "KP"), ("Dunay", "RU"),
     ("Tikhoretsk", "RU")],
]  # fmt: skip


@pytest.mark.parametrize(("typed", "country", "lat", "lon"), PLACES)
def test_a_place_of_the_record_is_found_to_within_its_precision(typed, country, lat, lon):
    best = gazetteer.load().find(typed)[0]
    assert best.exact
    assert best.place.country == country
    assert distance_km(best.place.point, Point(lat, lon)) <= best.place.precision_km + ROUNDED_KM


@pytest.mark.parametrize("journey", JOURNEYS)
def test_bare_names_in_order_of_travel_are_the_places_travelled_to(journey):
    chosen = locate_names([name for name, _ in journey], gazetteer.load())
    assert [(choice.name, choice.place.country) for choice in chosen] == journey
    assert all(choice.exact for choice in chosen)
