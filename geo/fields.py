"""The types of an itinerary file's fields: text, times, figures, directions, coordinates, checked as they are read."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from geo.compass import read_direction
from geo.errors import DemarcheError
from geo.extremes import Superlative, read_superlative
from geo.quantity import Estimate, Unit
from geo.when import When, read_when
from geo.wording import read_count, read_written

MAIN = "main"  # the key of what a file's own stops tell, beside its versions
Figure = Literal[  # what a claim gives
    "distance", "duration", "speed", "arrive", "depart", "direction", "order", "stay", "detour", "superlative",
    "crosses", "borders", "only_crossing",
]  # fmt: skip


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
    """A figure as it was written, and what it allows.

    `other` is its second half where that is another figure, `by` the way of travelling that its wording names, and
    `in_days` whether it was written in days.
    """

    text: str
    estimate: Estimate
    other: Estimate | None = None
    by: str | None = None
    in_days: bool = False

    def __str__(self) -> str:
        """What was written."""
        return self.text


def _quantity_of(*units: Unit) -> BeforeValidator:
    def to_quantity(value: object) -> Quantity:
        if isinstance(value, Quantity):
            return value
        try:
            written = read_written(str(value))
        except DemarcheError as error:
            raise _as_error(error) from error
        if written.estimate.unit not in units:
            raise PydanticCustomError("unit", "a quantity in {unit} is needed here", {"unit": " or ".join(units)})
        return Quantity(str(value), written.estimate, written.other, written.by, written.in_days)

    return BeforeValidator(to_quantity)


def _to_direction(value: object) -> object:
    if isinstance(value, Quantity):
        return value
    try:
        return Quantity(str(value), read_direction(str(value)))
    except DemarcheError as error:
        raise _as_error(error) from error


def _to_superlative(value: object) -> object:
    if isinstance(value, Superlative):
        return value
    try:
        return read_superlative(str(value))
    except DemarcheError as error:
        raise _as_error(error) from error


def _to_count(value: object) -> object:
    try:
        return read_count(str(value))
    except DemarcheError as error:
        raise _as_error(error) from error


def _border(value: str) -> str:
    """The border of two countries, in capitals: `KP-RU`."""
    codes = re.fullmatch(r"([A-Za-z]{2})\s*[-–]\s*([A-Za-z]{2})", value.strip())
    if not codes or codes[1].upper() == codes[2].upper():
        hint = "write the two countries' ISO 3166-1 codes, for example KP-RU"
        raise PydanticCustomError("border", "this is the border of no two countries", {"hint": hint})
    return f"{codes[1]}-{codes[2]}".upper()


def _crossed(value: str) -> str:
    """A border, or a country that is passed through."""
    return value.strip().upper() if re.fullmatch(r"\s*[A-Za-z]{2}\s*", value) else _border(value)


def _web_address(value: str) -> str:
    """An address of the web, so that nothing else becomes a link."""
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise PydanticCustomError("address", "an address that begins with https:// is needed here")
    return value


def _checksum(value: str) -> str:
    if len(value) != 64 or set(value.lower()) - set("0123456789abcdef"):
        raise PydanticCustomError("sha256", "a SHA-256 is 64 hexadecimal digits")
    return value.lower()


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise PydanticCustomError("zone", "no such time zone", {"hint": "an IANA name, for example Asia/Seoul"})
    return value


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


def _several(value: tuple[str, ...]) -> tuple[str, ...]:
    if len(value) < 2:
        raise PydanticCustomError("order", "an order needs at least two places")
    return value


def listed(value: object) -> object:
    """One alone as a list of one."""
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


def _to_stop_numbers(value: object) -> object:
    """The first and the last of the stops that a version replaces, counted from 1; one alone is both."""
    ends = list(value) if isinstance(value, list | tuple) else [value]
    whole = [str(end).strip() for end in ends if not isinstance(end, bool)]
    if len(whole) not in {1, 2} or len(whole) != len(ends) or not all(end.isascii() and end.isdigit() for end in whole):
        hint = "`instead_of: 4`, or `instead_of: [4, 5]` for both and all between"
        raise PydanticCustomError("stops", "one number of a stop is needed here, or two", {"hint": hint})
    return int(whole[0][:9]), int(whole[-1][:9])


def _of_stops(value: tuple[int, int], info: ValidationInfo) -> tuple[int, int]:
    """Numbers in order, and of stops that there are, where the reader says in the context how many."""
    first, last = value
    count = (info.context or {}).get("stops")
    if first > last:
        raise PydanticCustomError("stops", "the first stop comes after the last", {"hint": f"[{last}, {first}]"})
    if first < 1 or (count is not None and last > count):
        hint = f"stops are counted from 1{f' to {count}' if count else ''}, as on the map"
        raise PydanticCustomError("stops", "no such stop", {"hint": hint})
    return value


def _rival_key(value: str) -> str:
    if value == MAIN:
        hint = "give it another name"
        raise PydanticCustomError("version", "`main` is what the stops of the file themselves tell", {"hint": hint})
    return value


def to_by(value: object) -> object:
    """A word alone is the vehicle."""
    return {"vehicle": value} if isinstance(value, str) else value


_TIMES = ("2023-09-12", "2023-09-12T05:15+03:00", "2023-09-12T06:00~", "2023-09-12 morning", "2023-09-10/2023-09-12")
_TIME: dict[str, object] = {"type": ["string", "integer"], "examples": list(_TIMES)}  # a bare year is a number
_STRINGS: dict[str, object] = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
NAMES: dict[str, object] = {
    "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]
}
_ORDER: dict[str, object] = {"type": "array", "items": {"type": "string"}, "minItems": 2}

Text = Annotated[str, AfterValidator(_text)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(listed), WithJsonSchema(_STRINGS)]
SourceKey = Annotated[Text, AfterValidator(_known_source)]
SourceKeys = Annotated[tuple[SourceKey, ...], BeforeValidator(listed), WithJsonSchema(_STRINGS)]
Time = Annotated[When, BeforeValidator(_to_when), WithJsonSchema(_TIME)]
Distance = Annotated[Quantity, _quantity_of("km"), WithJsonSchema({"type": "string", "examples": ["about 150 km"]})]
Duration = Annotated[Quantity, _quantity_of("h"), WithJsonSchema({"type": "string", "examples": ["up to 20 h"]})]
Speed = Annotated[Quantity, _quantity_of("km/h"), WithJsonSchema({"type": "string", "examples": ["60 km/h"]})]
Stay = Annotated[Quantity, _quantity_of("h"), WithJsonSchema({"type": "string", "examples": ["36 hours"]})]
Detour = Annotated[Quantity, _quantity_of("km", "h"), WithJsonSchema({"type": "string", "examples": ["600 km"]})]
Direction = Annotated[
    Quantity,
    BeforeValidator(_to_direction),
    WithJsonSchema({"type": ["string", "number"], "examples": ["north", "north-west", "NNW", "315°"]}),
]
Extreme = Annotated[
    Superlative,
    BeforeValidator(_to_superlative),
    WithJsonSchema({"type": "string", "examples": ["longest leg", "shortest stay", "northernmost stop"]}),
]
Border = Annotated[str, AfterValidator(_border), WithJsonSchema({"type": "string", "examples": ["KP-RU"]})]
Crossed = Annotated[
    tuple[Annotated[str, AfterValidator(_crossed)], ...],
    BeforeValidator(listed),
    Field(min_length=1),
    WithJsonSchema(NAMES | {"examples": ["KP-RU", ["CN", "CN-VN"]]}),
]
Count = Annotated[
    int, BeforeValidator(_to_count), WithJsonSchema({"type": ["string", "integer"], "examples": [2, "two", "none"]})
]
Order = Annotated[tuple[Text, ...], AfterValidator(_several), WithJsonSchema(_ORDER)]
StopNumbers = Annotated[
    tuple[int, int],
    BeforeValidator(_to_stop_numbers),
    AfterValidator(_of_stops),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1},
                {"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 1, "maxItems": 2},
            ]
        }
    ),
]
RivalKey = Annotated[Text, AfterValidator(_rival_key)]
Address = Annotated[Text, AfterValidator(_web_address)]
Checksum = Annotated[str, AfterValidator(_checksum), WithJsonSchema({"type": "string", "pattern": "^[0-9a-fA-F]{64}$"})]
Zone = Annotated[Text, AfterValidator(_zone), WithJsonSchema({"type": "string", "examples": ["Asia/Seoul"]})]
Latitude = Annotated[float, BeforeValidator(_number), Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, BeforeValidator(_number), Field(ge=-180, le=180, allow_inf_nan=False)]
Kilometres = Annotated[float, BeforeValidator(_number), Field(gt=0, le=1000, allow_inf_nan=False)]
Country = Annotated[str, Field(pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2")]
