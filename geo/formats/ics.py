"""iCalendar (RFC 5545): an event for each stop, for calendars."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar
from uuid import NAMESPACE_URL, uuid5

from geo.errors import Fault, UsageError
from geo.formats.text import clean
from geo.formats.words import Told, about, known_at, stops, title
from geo.itinerary import Stop
from geo.journey import Call, Journey, Place
from geo.timing import calls
from geo.when import NO_WINDOW

if TYPE_CHECKING:
    from icalendar import Event, vText

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND, _DAY = timedelta(seconds=1), timedelta(days=1)
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_Moment = TypeVar("_Moment", date, datetime)
_Value = TypeVar("_Value")
Ends = tuple[date, date | None]


def to_ics(journey: Journey) -> bytes:
    """The journey as a calendar; a stop of which no time is known is named in its description.

    Raises `UsageError` where no time is known of any stop: a calendar has at least one event.
    """
    from icalendar import Calendar  # noqa: PLC0415 — only this format needs it

    stamp, uids, timed = _stamp(journey), list(_uids(journey)), list(_timed(journey))
    if not timed:
        raise UsageError(Fault("no time is known of any stop of this journey, so that it has no calendar"))
    calendar, name = Calendar(), title(journey)
    description = "\n".join((about(journey), *_untimed(journey)))
    head = {"prodid": "-//Demarche//demarche//EN", "version": "2.0", "name": name, "x-wr-calname": name}
    for key, text in (head | {"description": description}).items():
        calendar.add(key, _as_text(text))
    for number, told, call in timed:
        event = _event(journey, number, told, call)
        event.add("uid", uids[number])
        event.add("dtstamp", stamp)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _timed(journey: Journey) -> Iterator[tuple[int, Told, Call]]:
    """The stops of which a time is known, by their numbers from 0."""
    told = zip(stops(journey), calls(journey), strict=True)
    return ((number, stop, call) for number, (stop, call) in enumerate(told) if _moments(call))


def _untimed(journey: Journey) -> Iterator[str]:
    names = [told.name for told, call in zip(stops(journey), calls(journey), strict=True) if not _moments(call)]
    if names:
        yield f"no time is known of: {', '.join(names)}"


def _moments(call: Call) -> list[datetime]:
    """Every moment that bounds a stop, in order."""
    bounds = (call.arrival.earliest, call.arrival.latest, call.departure.earliest, call.departure.latest)
    return sorted(bound for bound in bounds if bound)


def _event(journey: Journey, number: int, told: Told, call: Call) -> Event:
    from icalendar import Event  # noqa: PLC0415

    stop = journey.itinerary.stops[number]
    place = journey.places[stop.place]
    ends = ((stop.arrive, call.arrival), (stop.depart, call.departure))
    is_exact = told.is_sure and all(known_at(said, place, window) for said, window in ends if window != NO_WINDOW)
    who = clean(", ".join(journey.itinerary.traveller))
    start, end = _ends(stop, place, _moments(call))
    properties = {
        "dtstart": start,
        "dtend": end,
        "summary": f"{told.name}: {who}{'' if is_exact else ' (could be there)'}",
        "description": "\n".join(told.lines),
        "location": ", ".join(part for part in (told.name, place.country) if part),
        "geo": (round(place.lat, 6), round(place.lon, 6)),
        "url": told.link,
        "status": "CONFIRMED" if told.is_sure else "TENTATIVE",
        "transp": "TRANSPARENT",  # nobody who reads it is busy then
    }
    event = Event()
    for name, value in properties.items():
        if value is not None:
            event.add(name, value if name == "url" else _as_text(value))
    return event


def _as_text(value: _Value) -> _Value | vText:
    """Text as RFC 5545 (section 3.3.11) has it written; icalendar itself takes a backslash before an N for a break."""
    from icalendar import vText  # noqa: PLC0415

    class Text(vText):
        def to_ical(self) -> bytes:
            return self.translate(_ESCAPES).encode()

    return Text(value) if isinstance(value, str) else value


def _ends(stop: Stop, place: Place, moments: Sequence[datetime]) -> Ends:
    """From the first moment that a stop can have begun to the last that it can have ended; the end is not part of it.

    In whole days of the place where only days are stated, else in UTC to the second.
    """
    first, last = moments[0], moments[-1]
    if _in_days(stop):
        return _day(first, place), _after(_day(last, place), _DAY)
    start = first.replace(microsecond=0)
    end = _after(last.replace(microsecond=0), _SECOND) if last.microsecond else last
    return start, end if end is None or end > start else None


def _in_days(stop: Stop) -> bool:
    """Whether times are stated of a stop, and none of them more finely than by days."""
    ends = [moment for when in (stop.arrive, stop.depart) if when for _, moment in when.ends if moment]
    return bool(ends) and all(moment.time is None and moment.part is None for moment in ends)


def _day(moment: datetime, place: Place) -> date:
    """The day that it was at a place; in UTC at the ends of the calendar."""
    try:
        return moment.astimezone(place.tzinfo).date()
    except OverflowError:
        return moment.date()


def _after(moment: _Moment, step: timedelta) -> _Moment | None:
    try:
        return moment + step
    except OverflowError:
        return None


def _stamp(journey: Journey) -> datetime:
    """The date of the newest source, else the last moment known of the journey: a clock would change the file."""
    dates = [source.date.window(UTC).earliest for source in journey.itinerary.sources.values() if source.date]
    moments = [moment for call in calls(journey) for moment in _moments(call)]
    return max(filter(None, dates), default=max(moments, default=_EPOCH)).replace(microsecond=0)


def _uids(journey: Journey) -> Iterator[str]:
    """Of the journey, the place and which of the stays there it is, so that each outlasts a change of other stops."""
    itinerary, stays = journey.itinerary, Counter[str]()
    for stop in itinerary.stops:
        stays[stop.place] += 1
        told = json.dumps([itinerary.title, itinerary.traveller, stop.place, stays[stop.place]])
        yield str(uuid5(NAMESPACE_URL, f"demarche:{told}"))
