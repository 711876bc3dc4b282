"""How far a path can be trusted: the bounds of its length, and what must be said of it in words."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from geo.journey import Gap, GaugeBreak, Path, Point
from geo.modes import Stretch
from geo.network import borders
from geo.network.direct import arc
from geo.network.sphere import unwrapped
from geo.quantity import Estimate

FAR_SNAP_KM = 10.0
LONG_GAP_KM = 5.0
LONG_DETOUR = 2.5
_DETOUR_FROM_KM = 50.0
# Below its resolution a network cannot say how two near places are joined: a main-road network lacks the streets.
# Where it leaves off is our estimate.
_RESOLUTION_KM = {"rail": 5.0, "road": 15.0, "sea": 0.0}
_TRUSTED_SNAP_SHARE = 0.25
_TRUSTED_DETOUR = 2.0
# Road over straight line is 1.26 in South Korea as a whole, 1.22 to 1.44 in its provinces (Kim, Shin, Lee and Suh,
# Journal of the Korean Society of Agricultural Engineers 57(4), 2015, 39-49); the bounds, wide for bays and bridges,
# are our estimate. Rail: our network's routes of 5 to 15 km, docs/experiments/circuity_by_length.py.
CIRCUITY = {"rail": (1.01, 1.07, 1.91), "road": (1.05, 1.26, 2.2)}
# Shares of the length within which nine in ten official lengths lie (docs/accuracy.md; more of them are above ours, as
# a simplified line is never too long), and a few km for where the ends of a line are. Road: of 29 highways,
# `benchmarks/accuracy.py --mode road`; sea: of 48 voyages, `benchmarks/sea.py`.
_ERROR = {"rail": (0.02, 0.024), "road": (0.04, 0.09), "sea": (0.1, 0.065)}
# The more a line winds, the more of its length may have been lost before it came to us, and the less is sure: India's
# lines lost none, mountain lines in New Zealand and New South Wales up to 9 % where they wind by 0.15.
_WINDING_ERROR = {"rail": (0.05, 0.15), "road": (0.0, 0.0), "sea": (0.0, 0.0)}
_MOST_WINDING = 0.5
_END_KM = 1.5


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of a path before it is judged."""

    mode: str
    on_network_km: float
    drawn_km: float  # the same along the lines as they are drawn
    straight_km: float
    snaps_km: tuple[float, ...]
    gaps: tuple[Gap, ...]
    countries: tuple[str, ...] = ()  # on the way in order, the first included
    gauge_breaks: tuple[GaugeBreak, ...] = ()
    stretches: tuple[Stretch, ...] = ()

    @property
    def km(self) -> float:
        """The length travelled; a train is boarded where the line is, while road and sea are reached over the snap."""
        return self.on_network_km + (0.0 if self.mode == "rail" else self.snaps_km[0] + self.snaps_km[-1])

    @property
    def winding(self) -> float:
        """How much longer the way is than its line is drawn, as a share: what its bends add."""
        bends = self.on_network_km / self.drawn_km - 1 if self.drawn_km > 0 else 0.0
        return min(max(bends, 0.0), _MOST_WINDING)

    @property
    def below_resolution(self) -> bool:
        """Whether the places are too near each other for this network to tell."""
        if self.straight_km >= _RESOLUTION_KM[self.mode]:
            return False
        loose = sum(self.snaps_km) > _TRUSTED_SNAP_SHARE * self.straight_km
        return loose or self.km > _TRUSTED_DETOUR * self.straight_km or self.km < self.straight_km


def path(measured: Measured, places: list[Point], line: tuple[Point, ...]) -> Path:
    """The path as it is answered: on the network, or by circuity where the network is too coarse."""
    if measured.below_resolution:
        return _by_circuity(measured, places)
    return Path(
        _bounds(measured),
        line,
        "network",
        measured.snaps_km,
        measured.gaps,
        measured.countries[1:],
        measured.gauge_breaks,
        _warnings(measured),
        measured.stretches,
    )


def nowhere(place: Point) -> Path:
    """The path from a place to itself."""
    return Path(
        Estimate.exact(0.0, "km"), (place,), "network", (0.0, 0.0), warnings=("both ends are one and the same place",)
    )


def _by_circuity(measured: Measured, places: list[Point]) -> Path:
    low, best, high = (factor * measured.straight_km for factor in CIRCUITY[measured.mode])
    line = unwrapped([stop for pair in itertools.pairwise(places) for stop in arc(*pair)])
    return Path(Estimate(low, best, high, "km"), line, "circuity", measured.snaps_km)


def _bounds(measured: Measured) -> Estimate:
    below, above = (
        error + bends * measured.winding
        for error, bends in zip(_ERROR[measured.mode], _WINDING_ERROR[measured.mode], strict=True)
    )
    km, gaps = measured.km, sum(gap.length_km for gap in measured.gaps)
    loose = _END_KM + 0.3 * gaps + 0.5 * (measured.snaps_km[0] + measured.snaps_km[-1])
    shortest = min(km, measured.straight_km) if measured.mode == "sea" else 0.0
    return Estimate(max(shortest, km * (1 - below) - loose), km, km * (1 + above) + loose, "km")


def _warnings(measured: Measured) -> tuple[str, ...]:
    told = [f"a place lies {km:.0f} km from the network" for km in measured.snaps_km if km > FAR_SNAP_KM]
    if measured.straight_km > _DETOUR_FROM_KM and measured.km > LONG_DETOUR * measured.straight_km:
        told.append(f"the way is {measured.km / measured.straight_km:.1f} times as long as the straight line")
    told += [
        f"{gap.length_km:.0f} km near {gap.start.lat:.2f}, {gap.start.lon:.2f} are inferred: our data has a gap there"
        for gap in measured.gaps
        if gap.length_km > LONG_GAP_KM
    ]
    return (*told, *borders.warnings(measured.mode, measured.countries))
