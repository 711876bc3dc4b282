"""What an itinerary file says: frozen models, checked on construction, that know nothing of geography.

Texts are kept as they were written. Field names are those of the file; `from` is `origin` in Python, `to` is
`destination`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from geo.errors import DemarcheError, Fault
from geo.quantity import Estimate, Unit, read_quantity
from geo.when import When, read_when

MAX_STOPS = 2_000
Certainty = Literal["certain", "less-certain", "uncertain"]


def _as_error(error: DemarcheError) -> PydanticCustomError:
    fault = error.faults[0]
    return PydanticCustomError("demarche", "{message}", {"message": fault.message, "hint": fault.hint})


def _to_when(value: object) -> When:
    if isinstance(value, When):
        return value
    try:
        return read_when(str(value))
    except DemarcheError as error:
        raise _as_error(error) from error


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as it was written, and what it allows."""

    text: str
    estimate: Estimate

    def __str__(self) -> str:
        """What was written."""
        return self.text


def _quantity_of(unit: Unit) -> BeforeValidator:
    def to_quantity(value: object) -> Quantity:
        if isinstance(value, Quantity):
            return value
        try:
            estimate = read_quantity(str(value))
        except DemarcheError as error:
            raise _as_error(error) from error
        if estimate.unit != unit:
            raise PydanticCustomError("unit", "a quantity in {unit} is needed here", {"unit": unit})
        return Quantity(str(value), estimate)

    return BeforeValidator(to_quantity)


_LINES = "\t\n\r\x85"  # control characters that text may have


def _text(value: str) -> str:
    """Text that can be written out again, that commands no terminal, and that is not blank."""
    if not value.strip():
        raise PydanticCustomError("blank", "this is empty")
    if any(0xD800 <= ord(character) <= 0xDFFF for character in value):
        raise PydanticCustomError("surrogate", "this holds an unpaired surrogate, which no encoding can write")
    if any(unicodedata.category(character) == "Cc" and character not in _LINES for character in value):
        raise PydanticCustomError("control", "this holds a control character, which no text has")
    return value


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str | dict) else value


def _number(value: object) -> object:
    """Refuses `True`, which Python and pydantic take for 1."""
    if isinstance(value, bool):
        raise PydanticCustomError("number", "a number is needed here")
    return value


def _known_source(value: str, info: ValidationInfo) -> str:
    """A key of the file's `sources`, where the reader says in the context which there are."""
    known = (info.context or {}).get("sources")
    if known is not None and value not in known:
        raise PydanticCustomError("source", "no such source", {"among": tuple(known)})
    return value


def _to_by(value: object) -> object:
    return {"vehicle": value} if isinstance(value, str) else value


_TIMES = ("2023-09-12", "2023-09-12T05:15+03:00", "2023-09-12T06:00~", "2023-09-12 morning", "2023-09-10/2023-09-12")
_TIME: dict[str, object] = {"type": ["string", "integer"], "examples": list(_TIMES)}  # a bare year is a number
_STRINGS: dict[str, object] = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
_NAMES: dict[str, object] = {
    "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]
}
_FIGURES = ("distance", "duration", "speed", "arrive", "depart")

Text = Annotated[str, AfterValidator(_text)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed), WithJsonSchema(_STRINGS)]
SourceKey = Annotated[Text, AfterValidator(_known_source)]
SourceKeys = Annotated[tuple[SourceKey, ...], BeforeValidator(_listed), WithJsonSchema(_STRINGS)]
Time = Annotated[When, BeforeValidator(_to_when), WithJsonSchema(_TIME)]
Distance = Annotated[Quantity, _quantity_of("km"), WithJsonSchema({"type": "string", "examples": ["about 150 km"]})]
Duration = Annotated[Quantity, _quantity_of("h"), WithJsonSchema({"type": "string", "examples": ["up to 20 h"]})]
Speed = Annotated[Quantity, _quantity_of("km/h"), WithJsonSchema({"type": "string", "examples": ["60 km/h"]})]
Latitude = Annotated[float, BeforeValidator(_number), Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, BeforeValidator(_number), Field(ge=-180, le=180, allow_inf_nan=False)]
Kilometres = Annotated[float, BeforeValidator(_number), Field(gt=0, le=1000, allow_inf_nan=False)]
Country = Annotated[str, Field(pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2")]


class _Model(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, validate_by_name=True, validate_by_alias=True
    )


class Source(_Model):
    """Who said it: a published report."""

    publisher: Text
    title: Text | None = None
    date: Time | None = None
    url: Text | None = None


class PinnedPlace(_Model):
    """A place given by coordinates in WGS84 degrees, right to within `precision_km`."""

    name: Text
    lat: Latitude
    lon: Longitude
    country: Country | None = None
    kind: Text = "place"
    also: Texts = ()
    precision_km: Kilometres = 1.0
    sources: SourceKeys = ()


class PlaceBook(_Model):
    """A file of pinned places that several itineraries share."""

    sources: dict[str, Source] = Field(default_factory=dict)
    places: dict[str, PinnedPlace]


class By(_Model):
    """How a traveller came: a mode or a vehicle, the places passed on the way, and what it kept out of.

    `avoid` holds countries (`CN`), borders (`RU-UA`) and, by sea, passages (`Suez`).
    """

    vehicle: Text
    via: Texts = ()
    avoid: Texts = ()
    sources: SourceKeys = ()


class Sighting(_Model):
    """The traveller or the vehicle seen at a place at a time."""

    at: Time
    place: Text
    sources: SourceKeys = ()


class Stop(_Model):
    """A stay at a place; `by` says how they came there from the stop before."""

    place: Text
    by: Annotated[By, BeforeValidator(_to_by)] | None = None
    arrive: Time | None = None
    depart: Time | None = None
    seen: tuple[Sighting, ...] = ()
    events: Texts = ()
    certainty: Certainty = "certain"
    sources: SourceKeys = ()

    @model_validator(mode="after")
    def _leaves_after_arriving(self) -> Self:
        if self.arrive and self.depart and self.depart.is_before(self.arrive):
            raise PydanticCustomError("order", "they depart before they arrive", {"key": "depart"})
        return self


class Claim(_Model):
    """A figure that a report gives, word for word, and what it is about."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": [figure]} for figure in _FIGURES]})

    quote: Text
    source: SourceKey
    origin: Text = Field(alias="from")
    destination: Text = Field(alias="to")
    by: Text | None = None
    distance: Distance | None = None
    duration: Duration | None = None
    speed: Speed | None = None
    arrive: Time | None = None
    depart: Time | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if all(getattr(self, figure) is None for figure in _FIGURES):
            raise PydanticCustomError("empty-claim", "a claim needs a distance, duration, speed, arrive or depart")
        return self


@dataclass(frozen=True, slots=True)
class Origin:
    """The file an itinerary was read from, and the line and column of each of its key paths.

    Where statements of the file were left out, `paths` has the file's key path for those whose number is another now,
    and `notes` say what was left out.
    """

    file: str | None = None
    marks: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def in_file(self, path: str) -> str:
        """A key path as the file has it."""
        starts = (path[:end] for end in range(len(path), 0, -1) if path[end : end + 1] in {"", ".", "["})
        known = next((start for start in starts if start in self.paths), "")
        return self.paths.get(known, "") + path[len(known) :]


class Itinerary(_Model):
    """A leader's journey as the sources tell it: the whole of one itinerary file."""

    title: Text
    traveller: Annotated[tuple[Text, ...], BeforeValidator(_listed), Field(min_length=1), WithJsonSchema(_NAMES)]
    sources: dict[str, Source] = Field(default_factory=dict)
    places: dict[str, PinnedPlace] = Field(default_factory=dict)
    stops: tuple[Stop, ...] = Field(min_length=1, max_length=MAX_STOPS)
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

    def fault(self, path: str, message: str, *, found: str | None = None, hint: str | None = None) -> Fault:
        """A fault at a key path, with its line and column where the itinerary came from a file."""
        path = self.in_file(path)
        line, column = self._origin.marks.get(path, (None, None))
        return Fault(message, self._origin.file, line, column, path, found, hint)

    def mentions(self) -> Iterator[tuple[str, str]]:
        """Every place named in the journey, as (key path, name), in the order of travel; claims last."""
        for index, stop in enumerate(self.stops):
            for number, name in enumerate(stop.by.via if stop.by else ()):
                yield f"stops[{index}].by.via[{number}]", name
            for number, sighting in enumerate(stop.seen):
                yield f"stops[{index}].seen[{number}].place", sighting.place
            yield f"stops[{index}].place", stop.place
        for index, claim in enumerate(self.claims):
            yield f"claims[{index}].from", claim.origin
            yield f"claims[{index}].to", claim.destination

    def times(self) -> Iterator[tuple[str, str, When]]:
        """Every time stated of a place, as (key path, name of the place, time)."""
        for index, stop in enumerate(self.stops):
            path = f"stops[{index}]"
            stated = [("arrive", stop.place, stop.arrive), ("depart", stop.place, stop.depart)]
            stated += [(f"seen[{number}].at", one.place, one.at) for number, one in enumerate(stop.seen)]
            yield from ((f"{path}.{key}", name, when) for key, name, when in stated if when)
        for index, claim in enumerate(self.claims):
            ends = (("arrive", claim.destination, claim.arrive), ("depart", claim.origin, claim.depart))
            yield from ((f"claims[{index}].{key}", name, when) for key, name, when in ends if when)
