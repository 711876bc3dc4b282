"""What the tables of the app hold: plain rows, made of what was worked out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from geo.app import words
from geo.app.units import Units, length, told
from geo.encounters import Encounter
from geo.errors import Fault
from geo.journey import Passage
from geo.modes import find_vehicle
from geo.show.shape import JourneyView, LegView, SourceView, StopView
from geo.when import NO_WINDOW
from geo.whereabouts import Stretch

Row = dict[str, Any]
MOST_CHARACTERS = 200  # of what a fault found


def journey_row(view: JourneyView, units: Units) -> Row:
    """A journey among others."""
    contradicted = sum(finding["verdict"] == "contradicted" for finding in view["findings"])
    return {
        words.JOURNEY: view["title"],
        words.TRAVELLERS: ", ".join(view["travellers"]),
        words.STOPS: str(len(view["stops"])),
        words.DISTANCE: told(view["distance_km"], units) if view["distance_km"] else None,
        words.TRAVELLING_TIME: told(view["hours"], units) if view["hours"] else None,
        words.CLAIMS: words.SO_MANY_CONTRADICTED.format(count=len(view["findings"]), contradicted=contradicted),
    }


def encounter_row(encounter: Encounter) -> Row:
    """Two travellers at one place."""
    return {
        words.VERDICT: encounter.verdict,
        words.WHO: " and ".join(encounter.travellers),
        words.WHERE: encounter.place.name,
        words.WHEN: None if encounter.window == NO_WINDOW else str(encounter.window),
        words.WHY: encounter.explanation,
    }


def window_row(stop: StopView) -> Row:
    """What is stated of a stop's times, and what all statements together leave open."""
    arrival, departure = stop["arrive_open"], stop["depart_open"]
    return {
        "": stop["number"],
        words.PLACE: stop["name"],
        words.ARRIVES_STATED: stop["arrive"],
        words.ARRIVAL_OPEN_UTC: arrival and arrival["utc"],
        words.ARRIVAL_OPEN_LOCAL: arrival and arrival["local"],
        words.LEAVES_STATED: stop["depart"],
        words.DEPARTURE_OPEN_UTC: departure and departure["utc"],
        words.DEPARTURE_OPEN_LOCAL: departure and departure["local"],
    }


def leg_row(leg: LegView, units: Units) -> Row:
    """A leg, best figures first and their bounds in brackets."""
    return {
        "": leg["number"],
        words.FROM: leg["start"],
        words.TO: leg["end"],
        words.BY: leg["by"],
        words.DISTANCE: told(leg["distance_km"], units),
        words.TIME: told(leg["hours"], units),
        words.STRAIGHT_LINE: length(leg["straight_line_km"], units),
        words.BASIS: leg["basis"],
        words.SOURCES: cited(leg["sources"]),
    }


def stop_row(stop: StopView) -> Row:
    """A stop as its sources tell it, the stated times in UTC too."""
    return {
        "": stop["number"],
        words.PLACE: stop["name"],
        words.COUNTRY: stop["country"],
        words.ARRIVES: stop["arrive"],
        words.ARRIVES_UTC: stop["arrive_utc"],
        words.LEAVES: stop["depart"],
        words.LEAVES_UTC: stop["depart_utc"],
        words.WHAT_HAPPENED: "; ".join(stop["events"]) or None,
        words.CERTAINTY: stop["certainty"].replace("-", " "),
        words.SOURCES: cited(stop["sources"]),
    }


def source_row(source: SourceView) -> Row:
    """A published report."""
    return {
        "": source["number"],
        words.PUBLISHER: source["publisher"],
        words.TITLE: source["title"],
        words.DATE: source["date"],
        words.LINK: source["url"],
    }


def way_row(by: str, way: Passage | Sequence[Fault], units: Units) -> Row:
    """One leg by one vehicle: how far, how long, on what that rests, and what is wrong with it."""
    vehicle = find_vehicle(by)
    mode = vehicle.mode if vehicle else None
    if not isinstance(way, Passage):
        return dict.fromkeys((words.MODE, words.BY, words.DISTANCE, words.TIME, words.BASIS)) | {
            words.BY: by,
            words.MODE: mode,
            words.WHAT_TO_KNOW: "; ".join(fault.message for fault in way),
        }
    return {
        words.MODE: mode,
        words.BY: by,
        words.DISTANCE: told(way.distance_km, units),
        words.TIME: told(way.hours, units),
        words.BASIS: way.basis,
        words.WHAT_TO_KNOW: "; ".join(way.route.path.warnings) or None,
    }


def stretch_row(stretch: Stretch, units: Units, *, is_only: bool) -> Row:
    """Where they can have been, and how likely that is."""
    chance = in_hundred(stretch.probability, is_only=is_only)
    if stretch.leg is None:
        return {words.CHANCE: chance, words.WHERE: words.AT.format(place=stretch.origin.name)}
    from_, to = (f"{km / units.km:,.0f} {units.length}" for km in (stretch.from_km, stretch.to_km))
    span = words.ANYWHERE_BETWEEN if stretch.area else words.FROM_TO.format(start=from_, end=to)
    way = words.ON_THE_WAY.format(start=stretch.origin.name, end=stretch.destination.name)
    return {words.CHANCE: chance, words.WHERE: way, words.BY: stretch.by, words.STRETCH: span}


def in_hundred(chance: float, *, is_only: bool) -> str:
    """A chance: what is possible is not told as nought, nor as certain where something else is possible too."""
    return f"{chance:.0%}" if is_only or 0.005 <= chance < 0.995 else "<1%" if chance < 0.5 else ">99%"


def fault_row(fault: Fault) -> Row:
    """What is wrong, where, and what would be right."""
    return {
        words.LINE: fault.line,
        words.COLUMN: fault.column,
        words.KEY_PATH: fault.path,
        words.WHAT_IS_WRONG: fault.message,
        words.FOUND: (fault.found or "")[:MOST_CHARACTERS] or None,
        words.HINT: fault.hint,
    }


def cited(numbers: Iterable[int]) -> str:
    """Sources by their numbers."""
    return ", ".join(map(str, numbers))
