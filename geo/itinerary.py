"""What an itinerary file says: frozen models, checked on construction, that know nothing of geography.

Texts are kept as they were written. Field names are those of the file; `from` is `origin` in Python, `to` is
`destination`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BeforeValidator, ConfigDict, Field, PrivateAttr, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from geo.errors import Fault
from geo.fields import (
    MAIN,
    NAMES,
    Address,
    Border,
    Checksum,
    Count,
    Country,
    Crossed,
    Detour,
    Direction,
    Distance,
    Duration,
    Extreme,
    Figure,
    Kilometres,
    Latitude,
    Longitude,
    Order,
    Quantity,
    RivalKey,
    SourceKey,
    SourceKeys,
    Speed,
    Stay,
    Text,
    Texts,
    Time,
    Zone,
    listed,
)
from geo.stops import MAX_STOPS, By, Certainty, Model, Plan, Sighting, Status, Stop, Version, mentions
from geo.when import When

__all__ = [
    "ENDS_HINT", "FIGURES", "MAIN", "MAX_STOPS", "By", "Certainty", "Claim", "Itinerary", "Origin", "PinnedPlace",
    "PlaceBook", "Plan", "Quantity", "Sighting", "Source", "Status", "Stop", "Version", "missing_end",
]  # fmt: skip

MAX_VERSIONS = 10  # each is worked out as a journey of its own
FIGURES: tuple[Figure, ...] = get_args(Figure)
_OF_TWO_PLACES = ("arrive", "depart", "direction", "detour")
_AT = ("stay", "superlative", "only_crossing")  # figures of one place, `at`
ENDS_HINT = "a claim has both `from` and `to`, or neither: then it is of the whole journey"


class Source(Model):
    """Who said it: a published report, where it is archived, and the SHA-256 of what was read.

    `zone` is the time zone the outlet writes in, an IANA name.
    """

    publisher: Text
    title: Text | None = None
    date: Time | None = None
    url: Text | None = None
    archive: Address | None = None
    sha256: Checksum | None = None
    zone: Zone | None = None


class PinnedPlace(Model):
    """A place given by coordinates in WGS84 degrees, right to within `precision_km`."""

    name: Text
    lat: Latitude
    lon: Longitude
    country: Country | None = None
    kind: Text = "place"
    also: Texts = ()
    precision_km: Kilometres = 1.0
    sources: SourceKeys = ()


class PlaceBook(Model):
    """A file of pinned places that several itineraries share."""

    sources: dict[str, Source] = Field(default_factory=dict)
    places: dict[str, PinnedPlace]


class Claim(Model):
    """A figure that a report gives, word for word, and what it is about: two places, one, or else the whole journey.

    `via` and `avoid` are what makes a `detour` one.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [{"required": [figure]} for figure in FIGURES],
            "not": {"required": ["over", "from"]},
            "dependencies": {
                "from": ["to"],
                "to": ["from"],
                **{figure: ["from", "to"] for figure in _OF_TWO_PLACES},
                **{key: ["detour"] for key in ("via", "avoid")},
                "at": {"anyOf": [{"required": [figure]} for figure in _AT]},
            },
        }
    )

    quote: Text
    source: SourceKey
    origin: Text | None = Field(None, alias="from")
    destination: Text | None = Field(None, alias="to")
    at: Text | None = None
    over: Literal["journey"] | None = None
    by: Text | None = None
    via: Texts = ()
    avoid: Texts = ()
    distance: Distance | None = None
    duration: Duration | None = None
    speed: Speed | None = None
    arrive: Time | None = None
    depart: Time | None = None
    direction: Direction | None = None
    order: Order | None = None
    stay: Stay | None = None
    detour: Detour | None = None
    superlative: Extreme | None = None
    crosses: Crossed | None = None
    borders: Count | None = None
    only_crossing: Border | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if all(getattr(self, figure) is None for figure in FIGURES):
            *others, last = FIGURES
            raise PydanticCustomError(
                "empty-claim", "a claim needs a {figures}", {"figures": f"{', '.join(others)} or {last}"}
            )
        return self

    @model_validator(mode="after")
    def _is_about_something(self) -> Self:
        if end := missing_end({"from": self.origin, "to": self.destination}):
            raise PydanticCustomError("ends", "`{end}` is missing", {"end": end, "hint": ENDS_HINT})
        if self.over and self.origin:
            raise PydanticCustomError("ends", "a claim is over the journey or from one place to another, not both")
        lost = next((figure for figure in _OF_TWO_PLACES if getattr(self, figure) and not self.origin), None)
        if lost:
            raise PydanticCustomError("ends", "this needs a `from` and a `to`", {"key": lost})
        return self

    @model_validator(mode="after")
    def _says_where(self) -> Self:
        """Each of the keys that serve some kinds of claims has one of those."""
        if self.at and not any(getattr(self, figure) for figure in _AT):
            raise PydanticCustomError(
                "at", "only a stay, a superlative or an only_crossing is at one place", {"key": "at"}
            )
        if self.stay and self.origin and not self.at:
            raise PydanticCustomError("ends", "this needs an `at`: where did they stay?", {"key": "stay"})
        if self.at and self.over:
            raise PydanticCustomError("at", "a claim is over the journey or at one place, not both")
        way = next((key for key in ("via", "avoid") if getattr(self, key)), None)
        if way and not self.detour:
            raise PydanticCustomError("way", "this makes a detour, and the claim has none", {"key": way})
        if self.superlative and not (self.origin if self.superlative.of == "leg" else self.at):
            missing = "a `from` and a `to`" if self.superlative.of == "leg" else "an `at`"
            raise PydanticCustomError("ends", "this needs {ends}", {"ends": missing, "key": "superlative"})
        return self


def missing_end(claim: Mapping[str, Any]) -> str | None:
    """Which end a claim lacks that has the other."""
    lacking = [end for end in ("from", "to") if claim.get(end) is None]
    return lacking[0] if len(lacking) == 1 else None


@dataclass(frozen=True, slots=True)
class Origin:
    """The file an itinerary was read from, and the line and column of each of its key paths.

    Where statements of the file were left out, `paths` has the file's key path for those whose number is another now,
    and `notes` say what was left out. `loose` has the key paths of sightings of which nobody says on the way to which
    stop they were made, each with the place that the file tells it with, and `rivals` the other versions where they
    cannot be had from `versions` any more.
    """

    file: str | None = None
    marks: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    loose: Mapping[str, str] = field(default_factory=dict)
    rivals: Mapping[str, Itinerary] | None = None

    def in_file(self, path: str) -> str:
        """A key path as the file has it."""
        known = next((start for start in _starts(path) if start in self.paths), "")
        return self.paths.get(known, "") + path[len(known) :]

    def mark(self, path: str) -> tuple[int | None, int | None]:
        """The line and column of a key path, or of the nearest above it: a list of one may be written without one."""
        return next((self.marks[start] for start in _starts(path) if start in self.marks), (None, None))


def _starts(path: str) -> Iterator[str]:
    """A key path and those above it, the longest first."""
    return (path[:end] for end in range(len(path), 0, -1) if path[end : end + 1] in {"", ".", "["})


class Itinerary(Model):
    """A leader's journey as the sources tell it: the whole of one itinerary file."""

    title: Text
    traveller: Annotated[tuple[Text, ...], BeforeValidator(listed), Field(min_length=1), WithJsonSchema(NAMES)]
    sources: dict[str, Source] = Field(default_factory=dict)
    places: dict[str, PinnedPlace] = Field(default_factory=dict)
    stops: tuple[Stop, ...] = Field(min_length=1, max_length=MAX_STOPS)
    versions: dict[RivalKey, Version] = Field(default_factory=dict, max_length=MAX_VERSIONS)
    claims: tuple[Claim, ...] = ()
    _origin: Origin = PrivateAttr(default_factory=Origin)

    def read_from(self, origin: Origin) -> Self:
        """The same itinerary, knowing the file it came from."""
        copy = self.model_copy()
        copy._origin = origin  # noqa: SLF001 — pydantic copies carry private attributes
        return copy

    @property
    def origin(self) -> Origin:
        """Where it was read from."""
        return self._origin

    def in_file(self, path: str) -> str:
        """A key path as the file has it: where statements were left out, the numbers of others are not the file's."""
        return self._origin.in_file(path)

    @property
    def publishers(self) -> dict[str, str]:
        """The publisher of each source, by its key."""
        return {key: source.publisher for key, source in self.sources.items()}

    def fault(self, path: str, message: str, *, found: str | None = None, hint: str | None = None) -> Fault:
        """A fault at a key path, with its line and column where the itinerary came from a file."""
        path = self.in_file(path)
        line, column = self._origin.mark(path)
        return Fault(message, self._origin.file, line, column, path, found, hint)

    @property
    def evidence(self) -> tuple[bool, ...]:
        """For each stop whether its times are evidence: a plan is none, unless nothing but plans is told.

        What a version of the file says is tried as though it were so, planned or not.
        """
        told = any(stop.seen or (stop.times and stop.status != "planned") for stop in self.stops)
        return tuple(
            not told or stop.status != "planned" or self.in_file(f"stops[{number}]").startswith("versions.")
            for number, stop in enumerate(self.stops)
        )

    def mentions(self) -> Iterator[tuple[str, str]]:
        """Every place named in the journey, as (key path, name), in the order of travel; versions and claims last."""
        yield from mentions(self.stops, "stops")
        for key, version in self.versions.items():
            yield from mentions(version.stops, f"versions.{key}.stops")
        for index, claim in enumerate(self.claims):
            if claim.origin and claim.destination:
                yield f"claims[{index}].from", claim.origin
                yield f"claims[{index}].to", claim.destination
            if claim.at:
                yield f"claims[{index}].at", claim.at
            for number, name in enumerate(claim.via):
                yield f"claims[{index}].via[{number}]", name
            for number, name in enumerate(claim.order or ()):
                yield f"claims[{index}].order[{number}]", name

    def times(self) -> Iterator[tuple[str, str, When]]:
        """Every time stated of a place, as (key path, name of the place, time)."""
        for index, stop in enumerate(self.stops):
            path = f"stops[{index}]"
            yield from ((f"{path}.{key}", stop.place, when) for key, when in stop.times)
            if stop.planned:
                plan = (("arrive", stop.planned.arrive), ("depart", stop.planned.depart))
                yield from ((f"{path}.planned.{key}", stop.place, when) for key, when in plan if when)
            yield from ((f"{path}.seen[{number}].at", one.place, one.at) for number, one in enumerate(stop.seen))
        for index, claim in enumerate(self.claims):
            ends = (("arrive", claim.destination, claim.arrive), ("depart", claim.origin, claim.depart))
            yield from ((f"claims[{index}].{key}", name, when) for key, name, when in ends if when and name)
