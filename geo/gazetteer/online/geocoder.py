"""An online geocoder as a gazetteer, and the embedded gazetteer backed up by one."""

from __future__ import annotations

import json
import math
import re
import unicodedata
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from geopy.exc import GeocoderRateLimited, GeopyError

from geo import territory
from geo.errors import Fault, LookupFailed
from geo.gazetteer import names
from geo.gazetteer.interface import Gazetteer
from geo.gazetteer.online.client import Client
from geo.gazetteer.online.ledger import Answer, Ledger
from geo.gazetteer.online.providers import PROVIDERS, Found, geopy_geocoder
from geo.gazetteer.online.settings import Settings
from geo.gazetteer.ranking import distance_km
from geo.journey import Candidate, Place, Point

# Our estimates: a geocoder's best answer is trusted less than a name of the embedded gazetteer, each next one less.
_BEST_SCORE, _STEP = 0.85, 0.05
_NEAR_KM = 500.0
_PRECISION_KM, _LEAST_KM, _MOST_KM = 1.0, 0.1, 1000.0  # where an answer has no extent; and what a pinned place may have
_PAUSE_S = 60.0  # our estimate: after a "too many requests" that does not say how long
_KIND = re.compile("[a-z][a-z_ -]{0,29}")
# What reading an answer of another shape than agreed raises.
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, OverflowError)


@dataclass(frozen=True, slots=True)
class _Known:
    """A place of an answer with all that it is called."""

    place: Place
    names: tuple[str, ...]


class OnlineGeocoder:
    """`geo.gazetteer.interface.Gazetteer` over a geocoder on the internet; each question is asked once and kept.

    `scheme` is for tests: their servers speak no HTTPS.
    """

    def __init__(self, settings: Settings, ledger: Ledger, *, scheme: str = "https", deadline_s: float = 20.0) -> None:
        self._settings = settings
        self._provider = PROVIDERS[settings.geocoder]
        self._host = (settings.server or self._provider.host).lower()
        self._ledger = ledger
        client = Client(
            frozenset({f"{scheme}://{self._host}"}), lambda: ledger.wait_for_turn(self._host), deadline_s=deadline_s
        )
        self._geocoder = geopy_geocoder(settings, self._host, client, scheme)

    def find(
        self,
        name: str,
        *,
        country: str | None = None,
        near: Point | None = None,
        limit: int = 10,
        among: Sequence[str] = (),  # noqa: ARG002 -- a geocoder has no use for the other names
    ) -> tuple[Candidate, ...]:
        """Places that `name` may mean, best first; none is an empty tuple and means that the geocoder knows none.

        Where a geocoder can be held to a `country`, only places there come. Raises `UsageError` for a name that is
        none, and `LookupFailed` where the geocoder could not be asked: that is no answer.
        """
        asked = " ".join(unicodedata.normalize("NFC", names.checked(name)).split())
        country = country.strip().upper() if country else None
        found = self._known(asked, country)
        scored = (
            Candidate(known.place, _score(rank, known.place, country, near), _is_called(asked, known.names))
            for rank, known in enumerate(found)
        )
        return tuple(sorted(scored, key=_worst_last)[:limit])

    def suggest(self, name: str, limit: int = 3) -> tuple[str, ...]:  # noqa: ARG002 -- the Protocol's
        """Nothing: a geocoder is not asked for what it does not know."""
        return ()

    def _known(self, asked: str, country: str | None) -> tuple[_Known, ...]:
        """The places of the answer kept, or else given now; one that knows nothing is not kept."""
        folded = unicodedata.normalize("NFC", asked.casefold())
        key = "\n".join((self._settings.geocoder, self._host, country or "", folded))
        if (answer := self._ledger.answer(key)) and (kept := _unpacked(answer.text)):
            return kept
        found = tuple(self._ask(asked, country))
        if found:
            self._ledger.keep(key, Answer(self._ledger.today, _packed(found)))
        return found

    def _ask(self, asked: str, country: str | None) -> Iterator[_Known]:
        """The places of the geocoder's answer; one of another shape than it should have is refused whole."""
        try:
            with warnings.catch_warnings(action="ignore", category=UserWarning):  # geopy's, of latitudes past the pole
                locations = self._provider.ask(self._geocoder, asked, country) or ()
            for location in locations:
                yield self._place(asked, str(location.address or ""), self._provider.read(location.raw))
        except GeocoderRateLimited as error:
            pause = _PAUSE_S if error.retry_after is None else error.retry_after
            self._ledger.pause(self._host, pause)
            raise self._failure(asked, f"it asks for a pause of {pause:.0f} s") from error
        except GeopyError as error:
            raise self._failure(asked, _printable(str(error))) from error
        except _UNREADABLE as error:
            raise self._failure(asked, "its answer is not one that it should give") from error

    def _failure(self, asked: str, why: str) -> LookupFailed:
        return LookupFailed(
            Fault(f"{self._host} could not be asked: {why}", found=asked, hint="this says nothing of the place")
        )

    def _place(self, asked: str, address: str, found: Found) -> _Known:
        """What was found, checked. Raises `ValueError` for a position that is not on Earth."""
        lat, lon = found.point
        if not (abs(lat) <= 90 and abs(lon) <= 180):  # also refuses NaN
            raise ValueError(found.point)
        title = _printable(address.partition(",")[0]) or asked
        source = f"{self._settings.geocoder}:{found.id}" if found.id else self._settings.geocoder
        place = Place(
            name=title,
            lat=lat,
            lon=lon,
            country=_country(found),
            kind=found.kind.replace("_", " ") if _KIND.fullmatch(found.kind) else "place",
            source=f"{_printable(source)}, asked {self._ledger.today}",
            precision_km=_precision_km(found),
        )
        return _Known(place, tuple(dict.fromkeys((title, *map(str, found.names)))))


class BackedUp:
    """`geo.gazetteer.interface.Gazetteer`: the embedded one, and an online one for the names that it lacks."""

    def __init__(self, embedded: Gazetteer, online: Gazetteer) -> None:
        self._embedded = embedded
        self._online = online

    def find(
        self,
        name: str,
        *,
        country: str | None = None,
        near: Point | None = None,
        limit: int = 10,
        among: Sequence[str] = (),
    ) -> tuple[Candidate, ...]:
        """As the embedded gazetteer; online only where that has no place of this very name.

        A name that mixes alphabets is a trap and never asked. Raises `UsageError`, and `LookupFailed` where the
        online one could not be asked.
        """
        others: dict[str, Any] = {"among": among} if among else {}
        embedded = self._embedded.find(name, country=country, near=near, limit=limit, **others)
        if any(candidate.exact for candidate in embedded) or names.mixes_alphabets(name):
            return embedded
        online = self._online.find(name, country=country, near=near, limit=limit)
        return tuple(sorted((*online, *embedded), key=_worst_last)[:limit])

    def suggest(self, name: str, limit: int = 3) -> tuple[str, ...]:
        """The embedded gazetteer's nearest names."""
        return self._embedded.suggest(name, limit)


def _worst_last(candidate: Candidate) -> tuple[bool, float]:
    return not candidate.exact, -candidate.score


def _score(rank: int, place: Place, country: str | None, near: Point | None) -> float:
    """The geocoder's own order, weighed with what is known besides the name."""
    marks = [max(0.0, _BEST_SCORE - _STEP * rank)]
    if country:
        marks.append(float(place.country == country))
    if near:
        marks.append(math.exp(-distance_km(near, place.point) / _NEAR_KM))
    return round(sum(marks) / len(marks), 4)


def _is_called(asked: str, called: tuple[str, ...]) -> bool:
    """Whether a place has the name asked for, or its part before a comma."""
    known = {key for name in called for key in names.keys(name)}
    return any(key in known for name in (asked, asked.partition(",")[0]) for key in names.keys(name))


def _country(found: Found) -> str | None:
    """The country the geocoder names, or else that of the land there."""
    code = found.country.upper()
    if re.fullmatch("[A-Z]{2}", code):
        return code
    return str(territory.load().countries_at(found.point.lat, found.point.lon)) or None


def _precision_km(found: Found) -> float:
    """The way from the point to the farthest corner of the place's extent: it lies nowhere else."""
    if found.box is None:
        return _PRECISION_KM
    if not all(map(math.isfinite, found.box)):
        raise ValueError(found.box)
    west, south, east, north = found.box
    corners = [Point(lat, lon) for lat in (south, north) for lon in (west, east)]
    farthest = max(distance_km(found.point, corner) for corner in corners)
    return round(min(max(farthest, _LEAST_KM), _MOST_KM), 3)


def _printable(text: str) -> str:
    """A geocoder's text without what no name holds: line breaks, controls, marks that turn the line."""
    return " ".join("".join(c for c in text if c.isprintable())[: names.MAX_CHARACTERS].split())


def _packed(found: tuple[_Known, ...]) -> str:
    return json.dumps([asdict(known) for known in found], ensure_ascii=False)


def _unpacked(text: str) -> tuple[_Known, ...]:
    """What was packed; nothing where it is something else."""
    try:
        records: list[Mapping[str, Any]] = json.loads(text)
        return tuple(_Known(Place(**record["place"]), tuple(record["names"])) for record in records)
    except _UNREADABLE:
        return ()
