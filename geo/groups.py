"""Several reports of one thing set against each other: how far apart their figures are, and who is closest."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from geo.geodesy import distance_km
from geo.journey import Finding, Group, Place
from geo.modes import find_vehicle
from geo.quantity import Estimate
from geo.timing import bounds_of
from geo.when import Window

_EITHER_WAY = {"distance", "duration"}  # as far there as back
_OF_WHAT_IS_SAID = {"stay", "detour"}  # its ends do not tell which: one of several stays, round what
# A station is this near its city's middle, and a border station the bridge: ours, well short of the next town.
_SAME_PLACE_KM = 12.0


def group(findings: Sequence[Finding]) -> tuple[Group, ...]:
    """The groups of findings of one kind between the same ends, up to a station and its city, by two sources or more.

    By different modes of travel are different things. They come in the order of their first findings.
    """
    sets: list[list[Finding]] = []
    for finding in findings:
        if finding.claimed is None:
            continue
        known = next((members for members in sets if _same(members[0], finding)), None)
        if known is None:
            sets.append([finding])
        else:
            known.append(finding)
    return tuple(_group(members) for members in sets if len({one.source for one in members}) > 1)


def in_words(found: Group, publishers: Mapping[str, str]) -> str:
    """For people: `distance, Artëm to Khasan: 200 km to 250 km reported, 297 km (287–313) worked out; closest: TASS`.

    `publishers` has each source's by its key.
    """
    of = ""
    if found.origin and found.destination:
        start, end = found.origin.name, found.destination.name
        of = f" at {start}" if found.kind == "stay" else f", {start} to {end}"
    if isinstance(found.spread, Estimate):
        ends = (Estimate.exact(end, found.spread.unit).rounded() for end in (found.spread.low, found.spread.high))
        said = " to ".join(dict.fromkeys(ends))
    else:
        said = str(found.spread)
    told = "" if found.computed is None else f", {found.computed} worked out"
    closest = ", ".join(dict.fromkeys(publishers[one.source] for one in found.closest))
    return f"{found.kind}{of}: {said} reported{told}{'; closest: ' if closest else ''}{closest}"


def _group(members: Sequence[Finding]) -> Group:
    first, computed = members[0], _computed(members)
    misfits = [_misfit(one.claimed, computed) for one in members]
    best = min(misfits)
    closest = tuple(one for one, off in zip(members, misfits, strict=True) if off <= best and math.isfinite(off))
    return Group(first.kind, first.origin, first.destination, tuple(members), _spread(members), computed, closest)


def _computed(members: Sequence[Finding]) -> Estimate | Window | None:
    """What was worked out; the longest of distances, as the way is where some were held against the straight line."""
    estimates = [one.computed for one in members if isinstance(one.computed, Estimate)]
    windows = [one.computed for one in members if isinstance(one.computed, Window)]
    return max(estimates, key=lambda one: one.best) if estimates else windows[0] if windows else None


def _same(one: Finding, other: Finding) -> bool:
    """Whether two findings are of one thing."""
    if one.kind != other.kind or _mode(one) != _mode(other):
        return False
    if one.kind == "speed":
        return one.by == other.by
    if one.kind in _OF_WHAT_IS_SAID and one.computed != other.computed:
        return False
    ends, others = (one.origin, one.destination), (other.origin, other.destination)
    back = one.kind in _EITHER_WAY and _near(ends, others[::-1])
    return back or _near(ends, others)


def _near(ends: tuple[Place | None, Place | None], others: tuple[Place | None, Place | None]) -> bool:
    pairs = zip(ends, others, strict=True)
    return all((here is None and there is None) or _one_place(here, there) for here, there in pairs)


def _one_place(here: Place | None, there: Place | None) -> bool:
    if here is None or there is None:
        return False
    if here == there:
        return True
    if abs(here.lat - there.lat) > 1:  # a degree is 110 km: most pairs need no geodesic
        return False
    return distance_km(here.point, there.point) <= _SAME_PLACE_KM


def _mode(finding: Finding) -> str:
    """The mode of a distance or duration; other kinds do not depend on it."""
    vehicle = find_vehicle(finding.by) if finding.by and finding.kind in _EITHER_WAY else None
    return vehicle.mode if vehicle else ""


def _misfit(claimed: Estimate | Window | None, computed: Estimate | Window | None) -> float:
    """How far a figure is from what was worked out: a ratio's logarithm, degrees, or hours."""
    if isinstance(claimed, Window) and isinstance(computed, Window):
        (low, high), (from_, to) = bounds_of(claimed), bounds_of(computed)
        return max(from_ - high, low - to, 0.0)
    if not isinstance(claimed, Estimate) or not isinstance(computed, Estimate) or computed.best <= 0 < claimed.best:
        return math.inf
    if claimed.unit == "°":
        return abs(claimed.best - computed.best)
    return abs(math.log(claimed.best / computed.best))


def _spread(members: Sequence[Finding]) -> Estimate | Window:
    """From the lowest figure to the highest; of times, from the earliest to the latest."""
    windows = [one.claimed for one in members if isinstance(one.claimed, Window)]
    if windows:
        firsts, lasts = [window.earliest for window in windows], [window.latest for window in windows]
        earliest = None if None in firsts else min(moment for moment in firsts if moment)
        return Window(earliest, None if None in lasts else max(moment for moment in lasts if moment))
    figures = sorted((one.claimed for one in members if isinstance(one.claimed, Estimate)), key=lambda one: one.best)
    bests = [one.best for one in figures]
    return Estimate(bests[0], bests[len(bests) // 2], bests[-1], figures[0].unit)
