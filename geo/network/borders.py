"""What a border costs a traveller, as kilometres a way round may be longer before it is the better way."""

from __future__ import annotations

import numpy as np

from geo.errors import Fault, UsageError
from geo.network.artefact import Graph
from geo.network.sphere import Floats

# The prevailing gauge of each country's main lines in mm, where it is not the 1435 of standard gauge
# (common knowledge of the field, not yet checked country by country against a source).
_GAUGES = {
    1520: "RU BY UA MD EE LV LT GE AM AZ KZ KG UZ TM TJ MN FI",
    1676: "IN PK BD LK AR CL",
    1668: "ES PT",
    1600: "IE",
    1067: "JP TW ID PH ZA NA BW ZW ZM MZ MW CD AO CG GH NG SD NZ TZ",
    1000: "TH MY MM KH VN LA BR BO KE UG CI BF SN ML BJ TG CM MG",
}
# Borders that trains cross without controls: the Schengen area, the common travel area of Ireland and the United
# Kingdom, the Union State of Russia and Belarus. The members are not yet checked against the treaties.
_OPEN = (
    "AT BE BG HR CZ DK EE FI FR DE GR HU IT LV LT LU MT NL PL PT RO SK SI ES SE NO IS CH LI MC SM VA AD",
    "GB IE IM",
    "RU BY",
)
# Our estimates: two or three hours of passport and customs control, and eight more to change bogies or trains, at the
# 60 km/h of a long-distance train or the 80 of a car.
_CONTROL_KM = {"rail": 150.0, "road": 200.0}
_OPEN_KM = 5.0
_GAUGE_KM = 500.0
# A way that data show is preferred to one that is inferred; our estimate.
_INFERRED_KM = 2.0
_INFERRED_TIMES = 4.0


# Ice closes the Arctic passages to most ships for most of the year, so no ship is sent there that has another way; the
# factor and the limits are our estimates.
_ARCTIC_LAT = 68.5
_OPEN_ARCTIC_LON = (-45.0, 60.0)  # the Norwegian and Barents Seas, which the North Atlantic Drift keeps open
_ICE_TIMES = 5.0


def costs(graph: Graph, mode: str) -> Floats:
    """The cost of each edge in km: its length, what crossing a border on it takes, and doubt where it is inferred."""
    if mode == "sea":
        west, east = _OPEN_ARCTIC_LON
        frozen = (graph.lat > _ARCTIC_LAT) & ((graph.lon < west) | (graph.lon > east))
        return np.asarray(graph.km * np.where(frozen[graph.u] | frozen[graph.v], _ICE_TIMES, 1.0))
    price = _prices(graph.countries, mode)
    length = np.where(graph.inferred, _INFERRED_KM + _INFERRED_TIMES * graph.km, graph.km)
    return np.asarray(length + price[graph.country[graph.u], graph.country[graph.v]])


def avoiding(graph: Graph, cost: Floats, avoid: frozenset[str]) -> Floats:
    """The same costs, and no way through the countries to avoid; raises `UsageError` at a code that is none."""
    unknown = sorted(avoid.difference(graph.countries))
    if unknown:
        hint = "ISO 3166-1 alpha-2, as RU"
        raise UsageError(*(Fault("no country has this code", found=code, hint=hint) for code in unknown))
    shut = np.isin(graph.country, [graph.countries.index(code) for code in avoid])
    return np.asarray(np.where(shut[graph.u] | shut[graph.v], np.inf, cost))


def gauge_mm(country: str) -> int:
    """The prevailing gauge of a country."""
    return next((gauge for gauge, codes in _GAUGES.items() if country in codes.split()), 1435)


def _prices(countries: tuple[str, ...], mode: str) -> Floats:
    price = np.full((len(countries), len(countries)), _CONTROL_KM[mode])
    for group in _OPEN:
        inside = np.array([code in group.split() for code in countries])
        price[np.ix_(inside, inside)] = min(_OPEN_KM, _CONTROL_KM[mode])
    if mode == "rail":
        gauge = np.array([gauge_mm(code) for code in countries])
        price += _GAUGE_KM * (gauge[:, None] != gauge)
    np.fill_diagonal(price, 0.0)
    return price
