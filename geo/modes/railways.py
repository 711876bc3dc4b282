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
    """What journeys within a country tell: the geometric mean of their speeds, and how many they are."""

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
    "AM 61.3 1 AR 43.4 4 AT 96.1 3 AU 78.1 8 AZ 61.6 2 BA 62.7 1 BD 58.6 1 BE 84.7 2 BG 61.6 3 BO 44.9 1 "
    "BR 48.3 1 BY 81.0 2 CA 69.4 5 CH 92.6 3 CL 83.6 1 CN 77.0 13 CU 52.5 1 CZ 95.5 3 DE 109.4 6 DK 111.0 2 "
    "DZ 81.5 1 EE 85.7 2 EG 67.4 4 ES 94.3 4 FI 108.1 4 FR 108.0 6 GB 105.6 15 GE 66.3 1 GR 115.7 1 "
    "HR 61.9 2 HU 82.4 2 ID 62.3 5 IE 98.9 2 IL 91.9 2 IN 68.4 18 IQ 50.1 1 IR 68.7 6 IT 94.5 5 JP 76.8 9 "
    "KE 102.0 1 KH 36.1 1 KP 37.1 2 KR 79.3 2 KZ 83.1 3 LK 42.6 3 LT 101.5 1 LV 68.5 1 MA 84.6 5 MM 40.1 2 "
    "MN 51.4 2 MX 38.7 1 MY 88.0 3 NG 69.8 2 NL 94.8 2 NO 74.7 4 NZ 53.3 2 PK 63.6 3 PL 100.3 8 PT 106.3 2 "
    "RO 64.9 5 RU 65.5 25 SA 107.5 1 SE 114.3 7 TH 58.6 5 TN 70.7 1 TR 52.7 3 TW 84.4 3 TZ 117.7 2 UA 79.4 8 "
    "US 79.2 16 UZ 75.2 3 VN 47.0 8 ZA 53.8 2 ZW 33.1 1 "
)
_HIGH_SPEED = (
    "CN 215.7 19 DE 136.2 7 ES 208.6 7 FR 224.0 9 ID 189.2 1 IT 171.2 6 JP 199.1 9 KR 151.4 5 MA 148.9 1 "
    "RS 137.8 1 SA 190.1 1 TR 149.6 5 TW 206.7 1 US 113.4 2 UZ 150.2 2 "
)
_ARMOURED = "CN 62.9 7 KP 44.9 1 RU 48.9 5 "
# The spreads that the experiment finds, widened by a tenth since the journeys were chosen as well known, and those of
# the armoured train by a third: it has thirteen journeys.
TRAINS = {
    "rail": Trains(73.0, 0.27, 0.225, _countries(_RAIL)),
    "high-speed train": Trains(171.0, 0.21, 0.16, _countries(_HIGH_SPEED)),
    "armoured train": Trains(53.0, 0.18, 0.17, _countries(_ARMOURED)),
}


@cache
def speed_kmh(kind: str, country: str) -> Estimate:
    """The speed of a kind of train in a country; KeyError where the kind is none of `TRAINS`."""
    return TRAINS[kind].speed_kmh(country)
