"""How fast trains are in each country, and how sure that is.

The medians are those of the journeys in benchmarks/authorities/leg-durations.csv, each with its source there, over the
lengths of our routes; `docs/experiments/durations.py` derives every figure here and says where one is out of date. The
logarithms of speeds are taken to be normal twice over: countries about the world's median, and journeys about their
country's. What is known of a country is weighed against the world by how many journeys tell of it (the normal model
with known variances: Gelman and others, *Bayesian Data Analysis*, 3rd ed., ch. 5.4), so that a country with no journey
has the world's distribution, and one with many almost its own.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from geo.quantity import Estimate

_Z95 = 1.6448536269514722  # of the 95th percentile of a normal distribution


@dataclass(frozen=True, slots=True)
class Known:
    """What journeys within a country tell: their median speed, which one mountain line does not move, and how many."""

    kmh: float
    journeys: int


@dataclass(frozen=True, eq=False)
class Trains:
    """Speeds of one kind of train: the world's median, and standard deviations of the logarithms of speeds.

    `between` those of countries, `within` those of journeys in one country; `countries` holds what is known of each.
    """

    world_kmh: float
    between: float
    within: float
    countries: Mapping[str, Known] = field(repr=False)

    def speed_kmh(self, country: str) -> Estimate:
        """The speed of a journey in a country (ISO 3166-1 alpha-2)."""
        known = self.countries.get(country)
        weight, median = 0.0, math.log(self.world_kmh)
        if known:
            weight = self.between**2 / (self.between**2 + self.within**2 / known.journeys)
            median += weight * math.log(known.kmh / self.world_kmh)
        spread = _Z95 * math.sqrt(self.within**2 + (1 - weight) * self.between**2)
        low, best, high = (math.exp(median + step) for step in (-spread, 0.0, spread))
        return Estimate(low, best, high, "km/h")


def _countries(table: str) -> dict[str, Known]:
    """Read from `RU 62.1 17`: the country, the speed, and the number of journeys."""
    words = table.split()
    rows = zip(words[::3], words[1::3], words[2::3], strict=True)
    return {country: Known(float(kmh), int(journeys)) for country, kmh, journeys in rows}


_RAIL = (
    "AM 61.3 1 AR 40.6 4 AT 82.7 3 AU 78.2 8 AZ 62.8 2 BA 62.7 1 BD 58.6 1 BE 85.9 2 BG 62.6 3 BO 44.9 1 "
    "BR 48.3 1 BY 82.5 2 CA 64.7 5 CH 91.9 3 CL 83.6 1 CN 86.9 13 CU 52.5 1 CZ 98.0 3 DE 103.3 6 DK 111.1 2 "
    "DZ 81.5 1 EE 86.0 2 EG 67.7 4 ES 92.7 4 FI 110.0 4 FR 114.1 6 GB 116.8 15 GE 66.3 1 GR 115.7 1 "
    "HR 62.1 2 HU 82.4 2 ID 65.4 5 IE 99.5 2 IL 91.9 2 IN 67.7 18 IQ 50.1 1 IR 69.1 6 IT 101.0 5 JP 77.0 9 "
    "KE 99.4 2 KH 36.1 1 KP 37.4 2 KR 79.4 2 KZ 77.4 3 LK 44.6 3 LT 101.5 1 LV 68.5 1 MA 83.1 5 MM 40.2 2 "
    "MN 51.7 2 MX 38.7 1 MY 89.1 3 NG 71.0 2 NL 94.8 2 NO 73.3 4 NZ 53.7 2 PK 62.6 3 PL 100.9 8 PT 106.9 2 "
    "RO 61.0 5 RU 64.5 25 SA 107.5 1 SE 114.6 7 TH 58.6 5 TN 70.7 1 TR 55.3 3 TW 88.4 3 TZ 118.0 2 UA 77.7 8 "
    "US 79.1 16 UZ 73.0 3 VN 49.7 8 ZA 54.2 2 ZM 24.9 1 ZW 33.1 1 "
)
_HIGH_SPEED = (
    "CN 220.7 19 DE 134.9 7 ES 202.2 7 FR 224.2 9 ID 189.2 1 IT 182.2 6 JP 212.3 9 KR 158.8 5 MA 164.2 1 "
    "RS 137.8 1 SA 190.1 1 TR 153.9 5 TW 206.7 1 US 114.0 2 UZ 150.2 2 "
)
_ARMOURED = "CN 62.6 7 KP 44.9 1 RU 51.0 5 "
# The spreads that the experiment finds; those of the armoured train are wider, since it has thirteen
# journeys, and some of those were forecasts.
TRAINS = {
    "rail": Trains(72.0, 0.25, 0.205, _countries(_RAIL)),
    "high-speed train": Trains(172.0, 0.19, 0.147, _countries(_HIGH_SPEED)),
    "armoured train": Trains(53.0, 0.18, 0.19, _countries(_ARMOURED)),
}


@cache
def speed_kmh(kind: str, country: str) -> Estimate:
    """The speed of a kind of train in a country; KeyError where the kind is none of `TRAINS`."""
    return TRAINS[kind].speed_kmh(country)
