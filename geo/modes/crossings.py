"""What a border takes on the ground: controls, a change of locomotive, and at some a change of gauge.

`low`, `best` and `high` of each crossing are judged from the timetables and diaries beside it, which give one to three
figures each; that they are the 5th, 50th and 95th percentile is ours.
"""

from __future__ import annotations

from dataclasses import dataclass

from geo.quantity import Estimate

# Borders crossed without controls. Schengen: 29 countries since 1 January 2025 (Romania Insider, 12 December 2024),
# with the open borders of Monaco, San Marino and the Vatican; Andorra keeps controls (primidi.com, Schengen Area:
# Status of the European Microstates). The Common Travel Area (Halsbury's Laws of England, Immigration and Asylum, 40).
# Russia and Belarus have no posts on roads or railways (Russian consulate in Jeddah).
OPEN = (
    "AT BE BG HR CZ DK EE FI FR DE GR HU IS IT LV LI LT LU MT NL NO PL PT RO SK SI ES SE CH MC SM VA",
    "GB IE IM JE GG",
    "RU BY",
)
_OPEN = tuple(frozenset(group.split()) for group in OPEN)


@dataclass(frozen=True, slots=True)
class Crossing:
    """A border as ordinary trains cross it: `hours` they stand there, on both sides together.

    `with_gauge`: whether a change of gauge is in those hours, or is not needed although the countries' gauges differ.
    """

    hours: Estimate
    source: str
    with_gauge: bool = False


def _crossing(low: float, best: float, high: float, source: str, *, with_gauge: bool = False) -> Crossing:
    return Crossing(Estimate(low, best, high, "h"), source, with_gauge)


_UKRAINE_WEST = _crossing(
    1.0, 2.0, 4.0, "viajaentrenporeuropa.blogspot.com, May 2012: bogies in about an hour at Chop", with_gauge=True
)
_BEFORE_BOARDING = _crossing(0.0, 0.0, 0.2, "controls of both countries are passed before boarding (general knowledge)")
_BY_RAIL = {
    "AZ GE": _crossing(
        0.8, 2.0, 4.0, "eurasia.travel, Georgia: a couple of hours at each post; thatstrangestranger.blogspot.com, "
        "2018: an hour at the Georgian",
    ),
    "BE GB": _BEFORE_BOARDING,
    "BG TR": _crossing(
        0.8, 1.7, 3.0, "railturkey.org, 18 April 2018: all leave the train at Kapikule at night; how long is ours"
    ),
    "BY PL": _crossing(
        1.5, 2.5, 4.5, "timonthetrain.com, February 2019: bogies at Brest in an hour and a half; logistics.ru, 2004: "
        "in about three; controls on both sides are ours", with_gauge=True,
    ),
    "CA US": _crossing(0.7, 1.5, 2.5, "Railway Age: an hour and 45 minutes to two hours at Rouses Point"),
    "CN KP": _crossing(
        2.0, 4.0, 6.0, "travelchinaguide.com: Dandong-Pyongyang, 228 km, takes 7 hours 45 minutes by train 95"
    ),
    "CN KZ": _crossing(
        5.0, 8.0, 11.0, "eurasia2005.blogspot.com, 6 September 2005: three hours and two, and the bogies; "
        "slowflowadventure.com, 2024: five at Khorgos", with_gauge=True,
    ),
    "CN LA": _crossing(
        1.2, 2.0, 3.0, "whiteacorn.com, August 2024: nearly an hour at Boten and another at Mohan", with_gauge=True
    ),
    "CN MN": _crossing(
        4.5, 6.2, 7.5, "travelchinaguide.com, K23 and K24 in November 2018: 4.7 and 5.0 hours at Erenhot, 1.25 and "
        "1.75 at Zamyn-Uud", with_gauge=True,
    ),
    "CN RU": _crossing(
        5.0, 8.0, 12.0, "goaswewish.com, Trans-Manchurian, 2020: almost three hours at Manzhouli, over five at "
        "Zabaikalsk", with_gauge=True,
    ),
    "CN VN": _crossing(
        1.5, 3.0, 4.5, "Rynek Kolejowy, May 2025: T8701 stands 40 minutes at Pingxiang; what is left of its 12 hours "
        "for 395 km is Dong Dang's",
    ),
    "EE RU": _crossing(0.8, 1.2, 2.0, "europebyrail.eu, May 2012: 30 minutes at Narva and 40 at Ivangorod"),
    "FI RU": _crossing(0.0, 0.2, 0.8, "mcfw.jp, Allegro: controls on board between Vyborg and Vainikkala"),
    "FR GB": _BEFORE_BOARDING,
    "GB NL": _BEFORE_BOARDING,
    "HU UA": _UKRAINE_WEST,
    "KP RU": _crossing(
        4.0, 12.0, 24.0, "vienna-pyongyang.blogspot.com, 2008: at Khasan late in the evening, over the bridge at noon, "
        "from Tumangang in the evening", with_gauge=True,
    ),
    "KZ UZ": _crossing(2.0, 4.0, 6.0, "travelblog.org, May 2011: two hours on each side"),
    "MD RO": _crossing(
        1.5, 2.8, 4.5, "atriptotherepublicofmoldova.blogspot.com, August 2011: Iasi-Chisinau, about 130 km, in 5.7 "
        "hours", with_gauge=True,
    ),
    "MN RU": _crossing(
        3.0, 4.5, 9.0, "trainspread.com, K4: 1.8 hours at Naushki and 1.75 at Sukhbaatar; hattieontour.co.uk, "
        "September 2008: nine in all",
    ),
    "PL UA": _crossing(
        0.3, 1.0, 3.0, "nashkiev.ua, January 2017: controls on the moving train save half an hour on broad gauge to "
        "Przemysl; bogies of the trains to Warsaw are ours", with_gauge=True,
    ),
    "SK UA": _UKRAINE_WEST,
}  # fmt: skip
_CROSSINGS = {frozenset(pair.split()): crossing for pair, crossing in _BY_RAIL.items()}


def is_open(one: str, other: str) -> bool:
    """Whether there are no controls between two countries."""
    return one == other or any(one in group and other in group for group in _OPEN)


def by_rail(one: str, other: str) -> Crossing | None:
    """The border between two countries as ordinary trains cross it; None where nothing is known of it."""
    return _CROSSINGS.get(frozenset((one, other)))
