"""What an itinerary file says of stops: how they came, when, what was planned, seen, and told otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from geo.fields import SourceKeys, StopNumbers, Text, Texts, Time, to_by
from geo.when import When

MAX_STOPS = 2_000
Certainty = Literal["certain", "less-certain", "uncertain"]
Status = Literal["planned", "reported", "observed"]


class Model(BaseModel):
    """What the parts of a file have in common: frozen, and with no key that is not known."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, validate_by_name=True, validate_by_alias=True
    )


class By(Model):
    """How a traveller came: a mode or a vehicle, the places passed on the way, and what it kept out of.

    `avoid` holds countries (`CN`), borders (`RU-UA`) and, by sea, passages (`Suez`).
    """

    vehicle: Text
    via: Texts = ()
    avoid: Texts = ()
    sources: SourceKeys = ()


class Sighting(Model):
    """The traveller and the vehicle seen at a place at a time, or `of` one of them alone."""

    at: Time
    place: Text
    of: Literal["traveller", "vehicle"] | None = None
    sources: SourceKeys = ()


class Plan(Model):
    """When they were to arrive at a stop and to leave it, as it had been announced or expected."""

    arrive: Time | None = None
    depart: Time | None = None
    sources: SourceKeys = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.arrive is None and self.depart is None:
            raise PydanticCustomError("plan", "a plan needs an `arrive` or a `depart`")
        return self


class Stop(Model):
    """A stay at a place; `by` says how they came there from the stop before.

    `status` says what its times are: a plan, a report or an observation; `planned` has the plan beside what became of
    it.
    """

    place: Text
    by: Annotated[By, BeforeValidator(to_by)] | None = None
    arrive: Time | None = None
    depart: Time | None = None
    status: Status = "reported"
    planned: Plan | None = None
    seen: tuple[Sighting, ...] = ()
    events: Texts = ()
    certainty: Certainty = "certain"
    sources: SourceKeys = ()

    @model_validator(mode="after")
    def _leaves_after_arriving(self) -> Self:
        if self.arrive and self.depart and self.depart.is_before(self.arrive):
            raise PydanticCustomError("order", "they depart before they arrive", {"key": "depart"})
        return self

    @model_validator(mode="after")
    def _is_planned_once(self) -> Self:
        if self.planned and self.status == "planned":
            hint = "write its times as `arrive` and `depart`"
            raise PydanticCustomError("plan", "the stop is itself a plan", {"key": "planned", "hint": hint})
        return self

    @property
    def times(self) -> tuple[tuple[str, When], ...]:
        """What is stated of its times, each with its key."""
        stated = (("arrive", self.arrive), ("depart", self.depart))
        return tuple((key, when) for key, when in stated if when)


class Version(Model):
    """A rival telling: its stops stand in for those that `instead_of` numbers, counted from 1; the rest is shared.

    What was seen is a fact whichever version is true, so sightings are told with the file's own stops only.
    """

    title: Text
    sources: SourceKeys = ()
    instead_of: StopNumbers
    stops: Annotated[tuple[Stop, ...], Field(min_length=1, max_length=MAX_STOPS)]

    @model_validator(mode="after")
    def _sees_nothing(self) -> Self:
        number = next((number for number, stop in enumerate(self.stops) if stop.seen), None)
        if number is not None:
            message = "a sighting holds for every version: write it with a stop under the file's own `stops`"
            raise PydanticCustomError("seen", message, {"key": f"stops[{number}].seen"})
        return self


def mentions(stops: tuple[Stop, ...], path: str) -> Iterator[tuple[str, str]]:
    """Every place named with some stops, as (key path, name), in the order of travel; `path` is that of the stops."""
    for index, stop in enumerate(stops):
        for number, name in enumerate(stop.by.via if stop.by else ()):
            yield f"{path}[{index}].by.via[{number}]", name
        for number, sighting in enumerate(stop.seen):
            yield f"{path}[{index}].seen[{number}].place", sighting.place
        yield f"{path}[{index}].place", stop.place
