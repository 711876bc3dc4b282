"""Plans, and whether they were kept: a planned time is no evidence, and is only set beside what that leaves open."""

from __future__ import annotations

from collections.abc import Iterator

from geo.itinerary import Stop
from geo.journey import Journey
from geo.quantity import Estimate
from geo.timing import bounds_of, calls
from geo.when import When, Window

_VERBS = {"arrive": "arrive at", "depart": "leave"}


def not_kept(journey: Journey) -> Iterator[str]:
    """A sentence for each planned time that what is reported and seen leaves no room for."""
    evidence = journey.itinerary.evidence
    for number, (stop, call) in enumerate(zip(journey.itinerary.stops, calls(journey), strict=True)):
        for path, key, planned in _planned(stop, f"stops[{number}]", is_plan=not evidence[number]):
            place = journey.places[stop.place]
            window, left = planned.window(place.tzinfo), call.arrival if key == "arrive" else call.departure
            if not window.meets(left):
                said = None if stop.status == "planned" else dict(stop.times).get(key)
                told = f"{stop.status} “{said}”" if said else f"what is known leaves {left}"
                yield (
                    f"{journey.itinerary.in_file(path)}: planned to {_VERBS[key]} {place.name} “{planned}”"
                    f"{_sources(journey, stop)}, {told}: {_off(window, left)} than planned at the least"
                )


def _planned(stop: Stop, path: str, *, is_plan: bool) -> Iterator[tuple[str, str, When]]:
    """What was planned of a stop's times, each with its key path and key."""
    plan = stop.planned
    told = [(f"{path}.planned.{key}", key, getattr(plan, key)) for key in _VERBS] if plan else []
    told += [(f"{path}.{key}", key, when) for key, when in stop.times] if is_plan else []
    return (one for one in told if one[2])


def _sources(journey: Journey, stop: Stop) -> str:
    keys = (stop.planned.sources if stop.planned else ()) or stop.sources
    known = journey.itinerary.publishers
    return f" ({', '.join(known[key] for key in keys)})" if keys else ""


def _off(planned: Window, left: Window) -> str:
    (first, last), (first2, last2) = bounds_of(planned), bounds_of(left)
    late = first2 > last
    hours = Estimate.exact(first2 - last if late else first - last2, "h").rounded()
    return f"{hours} {'later' if late else 'earlier'}"
