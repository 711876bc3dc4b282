"""What a file says by a moment: only what had been published by then, and what is left out is said.

A source with a day only counts as published when that day has ended by every clock on earth, for nobody says whose day
it was, and hindsight must not slip in. docs/report.md has the rules, and what they do to the chain of stops.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from itertools import chain
from typing import TypeVar
from zoneinfo import ZoneInfo

from geo.errors import UsageError
from geo.itinerary import By, Itinerary, Origin, PinnedPlace, Plan, Sighting, Source, Stop, Version
from geo.rivals import versions
from geo.when import When, Window, read_when
from geo.whereabouts import moment

UNKNOWN = "unknown"  # the vehicle of a leg of which no source had told it
# The first clock to begin a day, Kiritimati's, and the last to end it, of ships east of the date line (Etc/GMT+12).
_FIRST, _LAST = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))
_Sourced = TypeVar("_Sourced", By, PinnedPlace, Plan, Sighting, Stop, Version)


def as_of(itinerary: Itinerary, at: datetime | str) -> Itinerary:
    """The itinerary with what had been published by a moment, which needs its offset from UTC.

    Its `origin.notes` say what was left out; a journey built of it has them among its warnings. Raises `UsageError` for
    what is no moment, and where nothing had been published of where they were.
    """
    then = moment(at)
    dropped = {key for key, source in itinerary.sources.items() if not _is_published(source, then)}
    kept = _Kept(itinerary, dropped)
    kept.take_stops()
    claims = list(kept.claims())
    told = f"as known at {then:%Y-%m-%d %H:%M} UTC"
    if not kept.stops:
        raise UsageError(itinerary.fault("stops", f"{told}: nothing had been published of where they were"))
    rivals = dict(_rivals(itinerary, then, kept)) if itinerary.versions else None
    changed = {
        "sources": {key: source for key, source in itinerary.sources.items() if key not in dropped},
        "places": {key: _without(place, dropped) for key, place in itinerary.places.items()},
        "stops": tuple(kept.stops),
        "versions": {key: _of_version(itinerary.versions[key], dropped) for key in rivals or ()},
        "claims": tuple(itinerary.claims[number] for number in claims),
    }
    notes = (f"{told}: {note}" for note in (*_of_sources(itinerary, then), *kept.notes(then)))
    origin = replace(itinerary.origin, paths=kept.paths, notes=(*itinerary.origin.notes, *notes), rivals=rivals)
    return itinerary.model_copy(update=changed).read_from(origin)


def _rivals(itinerary: Itinerary, then: datetime, kept: _Kept) -> Iterator[tuple[str, Itinerary]]:
    """Each other version whose sources had been published, with what had been."""
    for key, rival in versions(itinerary).items():
        told = itinerary.versions.get(key)
        if told and not kept.rests_on_dropped(told.sources, f"{itinerary.in_file(f'versions.{key}')} ({told.title})"):
            with suppress(UsageError):  # nothing of where they were had been published that this version has
                yield key, as_of(rival, then)


def _of_version(told: Version, dropped: Collection[str]) -> Version:
    """A version with those of its stops that had been published, for the names in them."""
    stops = [stop for stop in told.stops if not stop.sources or set(stop.sources) - set(dropped)]
    kept = tuple(_without(_planned(stop, dropped), dropped) for stop in stops)
    return _without(told, dropped).model_copy(update={"stops": kept})


def _planned(stop: Stop, dropped: Collection[str]) -> Stop:
    """A stop with its plan where that had been published, and how they came without the sources left out."""
    plan = stop.planned
    is_out = plan is not None and bool(plan.sources) and set(plan.sources) <= set(dropped)
    changed = {"planned": None if plan is None or is_out else _without(plan, dropped)}
    return stop.model_copy(update=changed | {"by": stop.by and _without(stop.by, dropped)})


def published(source: Source) -> Window:
    """When a source was published, as far as its date tells: by the clock of the outlet where known, or by whatever."""
    if source.date is None:
        return Window()
    if source.zone:
        return source.date.window(ZoneInfo(source.zone))
    return Window(source.date.window(_FIRST).earliest, source.date.window(_LAST).latest)


def _is_published(source: Source, at: datetime) -> bool:
    latest = published(source).latest
    return source.date is None or (latest is not None and latest <= at)


def _of_sources(itinerary: Itinerary, at: datetime) -> Iterator[str]:
    """What is left out of the sources, and what is kept without a date."""
    dated = {key: source for key, source in itinerary.sources.items() if source.date}
    not_out = {key: published(source) for key, source in dated.items() if not _is_published(source, at)}
    later = [key for key, window in not_out.items() if window.earliest and window.earliest > at]
    for keys, what in (
        (later, "published later"),
        (not_out.keys() - set(later), "which may have been published later"),
    ):
        if keys:
            listed = (f"{key} ({source.date})" for key, source in dated.items() if key in keys)
            yield f"sources left out, {what}: {', '.join(listed)}"
    if undated := [key for key in itinerary.sources if key not in dated]:
        yield f"sources kept, though no date tells when they were published: {', '.join(undated)}"


@dataclass(frozen=True, slots=True)
class _Way:
    """What is left of a stop, None where nothing is, and of the way to it, each statement with its key path.

    `is_told` is False where the file itself does not say how they came.
    """

    path: str
    stop: Stop | None
    by: By | None
    is_told: bool
    seen: tuple[tuple[str, Sighting], ...]


@dataclass
class _Kept:
    """What is left of an itinerary: its stops, the key paths that they have in the file, and what is to be told."""

    itinerary: Itinerary
    dropped: Collection[str]
    stops: list[Stop] = field(default_factory=list)
    paths: dict[str, str] = field(default_factory=dict)
    _left_out: list[str] = field(default_factory=list)
    _unsourced: list[str] = field(default_factory=list)
    _guesses: list[str] = field(default_factory=list)
    _plans: set[str] = field(default_factory=set)

    def take_stops(self) -> None:
        """The stops that are left, what is known of the ways between them joined."""
        since: list[_Way] = []
        for number in range(len(self.itinerary.stops)):
            since.append(self._way(number))
            if since[-1].stop:
                self._stop(since, since[-1].stop)
                since = []
        self._end(since)

    def claims(self) -> Iterator[int]:
        """The numbers of the claims that are left."""
        new = 0
        for number, claim in enumerate(self.itinerary.claims):
            path = self.itinerary.in_file(f"claims[{number}]")
            if not self.rests_on_dropped((claim.source,), f"{path} ({claim.source})"):
                self.paths[f"claims[{new}]"] = path
                new += 1
                yield number

    def notes(self, then: datetime) -> Iterator[str]:
        """What is left out, what is kept without a source or too early, and what is made of the gaps."""
        if self._left_out:
            yield f"left out, resting on those sources alone: {', '.join(self._left_out)}"
        if self._unsourced:
            yield f"kept, though no source is named: {', '.join(self._unsourced)}"
        if ahead := list(self._ahead(then)):
            yield f"kept, though it tells of a time after that, so that its source may be later: {', '.join(ahead)}"
        yield from self._guesses

    def _ahead(self, then: datetime) -> Iterator[str]:
        """What is told of times that had not come, and not as a plan: foretold, or of a source without a date."""
        for number, stop in enumerate(self.stops):
            stated = list[tuple[str, When]](stop.times if stop.status != "planned" else ())
            stated += [(f"seen[{index}]", sighting.at) for index, sighting in enumerate(stop.seen)]
            for key, when in stated:
                earliest = when.window(_FIRST).earliest
                if earliest and earliest > then:
                    yield f"{Origin(paths=self.paths).in_file(f'stops[{number}].{key}')} ({when})"

    def _way(self, number: int) -> _Way:
        """A way to a stop without a source of its own is told with the stop; so is a sighting."""
        stop, path = self.itinerary.stops[number], self.itinerary.in_file(f"stops[{number}]")
        is_out = self.rests_on_dropped(stop.sources, f"{path} ({stop.place})")
        by = stop.by
        if by and (self.rests_on_dropped(by.sources, f"{path}.by") if by.sources else is_out):
            by = None
        seen = [
            (here, _without(one, self.dropped))
            for index, one in enumerate(stop.seen)
            for here in [self.itinerary.in_file(f"stops[{number}].seen[{index}]")]
            if not self.rests_on_dropped(one.sources or stop.sources, f"{here} ({one.place})")
        ]
        left = self._as_planned(stop, path) if is_out else _without(self._with_plan(stop, path), self.dropped)
        return _Way(path, left, by and _without(by, self.dropped), stop.by is not None, tuple(seen))

    def _with_plan(self, stop: Stop, path: str) -> Stop:
        """A stop with its plan, where that had been published; one without sources is told with the stop."""
        plan = stop.planned
        if plan is None or (plan.sources and self.rests_on_dropped(plan.sources, f"{path}.planned")):
            return stop.model_copy(update={"planned": None})
        return stop.model_copy(update={"planned": _without(plan, self.dropped)})

    def _as_planned(self, stop: Stop, path: str) -> Stop | None:
        """Of a stop that nobody had told of yet what had been planned, as far as that was published."""
        plan = stop.planned
        if plan is None or not set(plan.sources) - set(self.dropped):
            return None
        self._plans.add(path)
        self._guesses.append(f"{path}: all that was known of {stop.place} is what was planned")
        said = {"arrive": plan.arrive, "depart": plan.depart, "planned": None, "events": ()}
        left = stop.model_copy(update=said | {"status": "planned", "sources": plan.sources})
        return _without(left, self.dropped)

    def rests_on_dropped(self, sources: Sequence[str], what: str) -> bool:
        """Whether nothing else tells a statement; one that names no source is kept."""
        if not sources:
            self._unsourced.append(what)
        is_so = bool(sources) and all(key in self.dropped for key in sources)
        if is_so:
            self._left_out.append(what)
        return is_so

    def _stop(self, ways: Sequence[_Way], stop: Stop) -> None:
        """The next stop that is left, at the end of the ways since the one before it."""
        seen = list(chain.from_iterable(way.seen for way in ways))
        if len(ways) > 1 and not self.stops:
            if seen:
                self._begin(*seen.pop(0))
            else:
                self._guesses.append(f"{ways[-1].path}: the journey begins at {stop.place}: nothing before is known")
        by = self._by(ways, stop.place) if self.stops else ways[-1].by if len(ways) == 1 else None
        self._add(stop.model_copy(update={"by": by}), ways[-1].path, seen)

    def _end(self, ways: Sequence[_Way]) -> None:
        """Past the last stop that is left, the journey ends where they were last seen."""
        if ways and self.stops:
            self._guesses.append(f"{ways[0].path}: where they went from {self.stops[-1].place} is not known")
        while ways and not ways[-1].seen:
            ways = ways[:-1]
        seen = list(chain.from_iterable(way.seen for way in ways))
        if seen and not self.stops:
            self._begin(*seen.pop(0))
        if not seen:
            return
        path, last = seen.pop()
        stop = _seen_at(last)
        if path in self.itinerary.origin.loose:  # perhaps they were seen there before: only the place is taken
            seen.append((path, last))
            stop = Stop(place=last.place, sources=last.sources)
        *before, way = ways
        ahead = replace(way, by=way.by and way.by.model_copy(update={"via": ()}))  # they may lie farther on
        if way.by and way.by.via:
            self._guesses.append(f"{way.path}.by.via: left out, for they were seen at {last.place} before it ends")
        by = self._by([*before, ahead], last.place)
        self._guesses.append(f"{path}: the journey ends where they were seen, at {last.place}")
        self._add(stop.model_copy(update={"by": by}), path, seen, of_sighting=True)

    def _begin(self, path: str, first: Sighting) -> None:
        """The journey begins where they were first seen, for it is not known where they came from."""
        self._guesses.append(f"{path}: the journey begins where they were seen, at {first.place}")
        self._add(_seen_at(first), path, (), of_sighting=True)

    def _by(self, ways: Sequence[_Way], place: str) -> By | None:
        """By what they came all the ways since the stop before: unknown where that is not one vehicle."""
        known = [(way.path, way.by) for way in ways if way.by]
        if len(ways) == 1 and not ways[0].is_told:
            return None
        is_one = ways[-1].by is not None and len({by.vehicle for _, by in known}) == 1
        vehicle = known[-1][1].vehicle if is_one else UNKNOWN
        if len(ways) > 1:
            self._guesses.append(f"{ways[-1].path}: the way to {place} passes over stops left out, by {vehicle}")
        elif not is_one:
            self._guesses.append(f"{ways[-1].path}.by: how they came to {place} is not known")
        vias = [(f"{path}.by.via[{index}]", name) for path, by in known for index, name in enumerate(by.via)]
        here = f"stops[{len(self.stops)}].by"
        self.paths |= {f"{here}.via[{index}]": path for index, (path, _) in enumerate(vias)}
        sources = dict.fromkeys(key for _, by in known for key in by.sources)
        return By(vehicle=vehicle, via=tuple(name for _, name in vias), sources=tuple(sources))

    def _add(self, stop: Stop, path: str, seen: Sequence[tuple[str, Sighting]], *, of_sighting: bool = False) -> None:
        here = f"stops[{len(self.stops)}]"
        self.paths[here] = path
        if path in self._plans:
            self.paths |= {f"{here}.{key}": f"{path}.planned.{key}" for key in ("arrive", "depart")}
        if of_sighting:
            self.paths |= {f"{here}.arrive": f"{path}.at", f"{here}.depart": f"{path}.at"}
        self.paths |= {f"{here}.seen[{index}]": old for index, (old, _) in enumerate(seen)}
        self.stops.append(stop.model_copy(update={"seen": tuple(sighting for _, sighting in seen)}))


def _seen_at(sighting: Sighting) -> Stop:
    """A stop that says no more than the sighting: there by the time they were seen, and not gone before it."""
    first, last = sighting.at.ends[0], sighting.at.ends[-1]
    return Stop(
        place=sighting.place,
        arrive=read_when(f"../{last[0]}") if last[1] else None,
        depart=read_when(f"{first[0]}/..") if first[1] else None,
        sources=sighting.sources,
    )


def _without(said: _Sourced, dropped: Collection[str]) -> _Sourced:
    """A statement, its sources only those that had been published."""
    return said.model_copy(update={"sources": tuple(key for key in said.sources if key not in dropped)})
