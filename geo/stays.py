"""Claims of how long they stayed, at a place or abroad, as the windows of arrival and departure leave it open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import inf

from geo.cases import Case, Flips, failing, nearer, reading
from geo.journey import Finding, Journey, Place, Reading
from geo.quantity import Estimate
from geo.readings import copies
from geo.timing import bounds_of, calls
from geo.when import Window

_DAY = 24.0


@dataclass(frozen=True, slots=True)
class Stay:
    """From arriving to leaving: where, in words, when, and the hours between, None where they are not known."""

    where: str
    place: Place
    arrival: Window
    departure: Window

    @property
    def hours(self) -> Estimate | None:
        """From as long as it must have been to as long as it can have been."""
        return lasting(self.arrival, self.departure)

    @property
    def calendar_days(self) -> Estimate | None:
        """The days of the calendar that it touches, each as 24 hours: reporters count the first and the last."""
        zone = self.place.tzinfo
        moments = (self.arrival.earliest, self.arrival.latest, self.departure.earliest, self.departure.latest)
        dates = [moment.astimezone(zone).date() for moment in moments if moment]
        if len(dates) < len(moments):
            return None
        most, least = (
            (last - first) / timedelta(days=1) + 1 for first, last in zip(dates[:2], dates[:1:-1], strict=True)
        )
        least = max(least, 1.0)
        return Estimate(_DAY * least, _DAY * (least + most) / 2, _DAY * most, "h") if least <= most else None


def lasting(start: Window, end: Window) -> Estimate | None:
    """The hours from a moment within one window to one within another; None where nothing bounds them."""
    (first, last), (reached, by) = bounds_of(start), bounds_of(end)
    low, high = max(reached - last, 0.0), by - first
    if low > high or (low == 0 and high == inf):
        return None
    return Estimate(low, low if high == inf else (low + high) / 2, high, "h")


def stays(journey: Journey) -> tuple[Stay, ...]:
    """The stay at each stop, in order; that at the first begins, and that at the last ends, when the file says so."""
    told = zip(journey.itinerary.stops, calls(journey), strict=True)
    places = ((journey.places[stop.place], call) for stop, call in told)
    return tuple(Stay(f"at {place.name}", place, call.arrival, call.departure) for place, call in places)


def abroad(journey: Journey) -> Stay | None:
    """From the first arrival at a stop in another country than the first stop's to the last departure from one."""
    every = stays(journey)
    home = every[0].place.country
    away = [stay for stay in every if home and stay.place.country and stay.place.country != home]
    return replace(away[0], where="abroad", departure=away[-1].departure) if away else None


def stay(case: Case, claimed: Estimate) -> Finding:
    """The finding of a claimed stay, of several at one place of that which fits it best."""
    own = _meant(case)
    known = [(one, hours) for one in own if (hours := one.hours) is not None]
    if not known:
        return case.found(claimed, None, "undetermined", _why_not(case, own))
    best, hours = min(known, key=lambda pair: _off(claimed, pair[1]))
    days = best.calendar_days if case.claim.stay and case.claim.stay.in_days else None
    by_days = days is not None and claimed.meets(days) and not claimed.meets(hours)
    computed, how = (days, ", the first and the last day counted") if by_days and days else (hours, "")
    flip = Flips(failing(claimed, computed, "the stay"), f"only if it had lasted {nearer(claimed, computed)}")
    sentence = f"The stay {best.where}, begun {best.arrival} and ended {best.departure}: {computed}{how}"
    return case.judged(claimed, computed, sentence, _readings(case, claimed, best), flip)


def _meant(case: Case) -> Sequence[Stay]:
    """The stays that a claim may be about."""
    if case.whole:
        away = abroad(case.journey)
        return (away,) if away else ()
    return [one for one in stays(case.journey) if one.place == case.ends[0] and _is_then(case, one)]


def _is_then(case: Case, one: Stay) -> bool:
    """Whether a stay may be that with the arrival or the departure that the report gives too."""
    zone = one.place.tzinfo
    stated = ((case.claim.arrive, one.arrival), (case.claim.depart, one.departure))
    return all(when is None or when.window(zone).meets(window) for when, window in stated)


def _why_not(case: Case, own: Sequence[Stay]) -> str:
    if case.whole:
        reason = "it is not known when they came and left" if own else "no stop is known to lie abroad"
        return f"How long they were abroad is not known: {reason}."
    name = case.ends[0].name
    if own:
        return f"It is not known when they came to {name} and left it."
    is_stop = any(one.place == case.ends[0] for one in stays(case.journey))
    return f"{name} is no stop of the journey{' at the time that the report gives' if is_stop else ''}."


def _readings(case: Case, claimed: Estimate, best: Stay) -> Iterator[Reading]:
    """The days of the calendar, all the time abroad, and other outlets' figures."""
    days, away = best.calendar_days, abroad(case.journey)
    if days is not None:
        yield reading(claimed, "the first and the last day counted", days, "if the first and the last day are counted")
    if not case.whole and away and away.hours is not None:
        yield reading(claimed, "abroad in all", away.hours, "if it is all the time abroad")
    yield from copies(case, claimed)


def _off(claimed: Estimate, hours: Estimate) -> tuple[float, float]:
    """How far apart two figures are, and where they meet, their best values."""
    return max(hours.low - claimed.high, claimed.low - hours.high, 0.0), abs(hours.best - claimed.best)
