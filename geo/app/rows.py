"""What the tables of the app hold: plain rows, made of what was worked out.

Rows name their columns by the keys of `app-column` in the catalogues; the table shows them in the visitor's language.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from geo.app.language import named, say, words
from geo.app.units import Units, length, told, whole_length
from geo.encounters import Encounter
from geo.errors import Fault
from geo.journey import Passage
from geo.modes import find_vehicle
from geo.show.shape import JourneyView, LegView, SourceView, StopView
from geo.show.words import window_in_words
from geo.when import NO_WINDOW
from geo.whereabouts import Stretch

Row = dict[str, Any]
MOST_CHARACTERS = 200  # of what a fault found


def journey_row(view: JourneyView, units: Units) -> Row:
    """A journey among others."""
    contradicted = sum(finding["verdict"] == "contradicted" for finding in view["findings"])
    return {
        "journey": view["title"],
        "travellers": ", ".join(view["travellers"]),
        "stops": str(len(view["stops"])),
        "distance": told(view["distance_km"], units) if view["distance_km"] else None,
        "travelling-time": told(view["hours"], units) if view["hours"] else None,
        "claims": say("claims-of-which", count=len(view["findings"]), contradicted=contradicted),
    }


def encounter_row(encounter: Encounter) -> Row:
    """Two travellers at one place."""
    return {
        "verdict": named("verdict", encounter.verdict),
        "who": say("joined-by").join(encounter.travellers),
        "where": encounter.place.name,
        "when": None if encounter.window == NO_WINDOW else window_in_words(encounter.window, words()),
        "why": encounter.explanation,
    }


def window_row(stop: StopView) -> Row:
    """What is stated of a stop's times, and what all statements together leave open."""
    arrival, departure = stop["arrive_open"], stop["depart_open"]
    return {
        "number": stop["number"],
        "place": stop["name"],
        "arrives-stated": stop["arrive"],
        "arrival-open-utc": arrival and arrival["utc"],
        "arrival-open-local": arrival and arrival["local"],
        "leaves-stated": stop["depart"],
        "departure-open-utc": departure and departure["utc"],
        "departure-open-local": departure and departure["local"],
    }


def leg_row(leg: LegView, units: Units) -> Row:
    """A leg, best figures first and their bounds in brackets."""
    return {
        "number": leg["number"],
        "from": leg["start"],
        "to": leg["end"],
        "by": named("vehicle", leg["by"]),
        "distance": told(leg["distance_km"], units),
        "time": told(leg["hours"], units),
        "straight-line": length(leg["straight_line_km"], units),
        "basis": named("basis", leg["basis"]),
        "sources": cited(leg["sources"]),
    }


def stop_rows(stops: Sequence[StopView]) -> list[Row]:
    """Stops as their sources tell them; what the times are is told where some are more or less than reported."""
    is_told = any(stop["status"] != "reported" for stop in stops)
    return [stop_row(stop, is_told=is_told) for stop in stops]


def stop_row(stop: StopView, *, is_told: bool) -> Row:
    """A stop as its sources tell it, the stated times in UTC too."""
    return {
        "number": stop["number"],
        "place": stop["name"],
        "status": named("status", stop["status"]) if is_told else None,
        "country": stop["country"],
        "arrives": stop["arrive"],
        "arrives-utc": stop["arrive_utc"],
        "leaves": stop["depart"],
        "leaves-utc": stop["depart_utc"],
        "planned": stop["planned"],
        "what-happened": "; ".join(stop["events"]) or None,
        "certainty": named("certainty", stop["certainty"]),
        "sources": cited(stop["sources"]),
    }


def source_row(source: SourceView) -> Row:
    """A published report."""
    return {
        "number": source["number"],
        "publisher": source["publisher"],
        "title": source["title"],
        "date": source["date"],
        "link": source["url"],
    }


def way_row(by: str, way: Passage | Sequence[Fault], units: Units) -> Row:
    """One leg by one vehicle: how far, how long, on what that rests, and what is wrong with it."""
    vehicle = find_vehicle(by)
    mode = vehicle.mode if vehicle else None
    if not isinstance(way, Passage):
        return dict.fromkeys(("mode", "by", "distance", "time", "basis")) | {
            "by": named("vehicle", by),
            "mode": mode and named("vehicle", mode),
            "what-to-know": "; ".join(fault.message for fault in way),
        }
    return {
        "mode": mode and named("vehicle", mode),
        "by": named("vehicle", by),
        "distance": told(way.distance_km, units),
        "time": told(way.hours, units),
        "basis": named("basis", way.basis),
        "what-to-know": "; ".join(way.route.path.warnings) or None,
    }


def stretch_row(stretch: Stretch, units: Units, *, is_only: bool) -> Row:
    """Where they can have been, and how likely that is."""
    chance = in_hundred(stretch.probability, is_only=is_only)
    if stretch.leg is None:
        return {"chance": chance, "where": say("at", place=stretch.origin.name)}
    from_, to = (whole_length(km, units) for km in (stretch.from_km, stretch.to_km))
    span = say("anywhere-between") if stretch.area else say("from-to", start=from_, end=to)
    way = say("on-the-way", start=stretch.origin.name, end=stretch.destination.name)
    return {"chance": chance, "where": way, "by": stretch.by and named("vehicle", stretch.by), "stretch": span}


def in_hundred(chance: float, *, is_only: bool) -> str:
    """A chance: what is possible is not told as nought, nor as certain where something else is possible too."""
    return f"{chance:.0%}" if is_only or 0.005 <= chance < 0.995 else "<1%" if chance < 0.5 else ">99%"


def fault_row(fault: Fault) -> Row:
    """What is wrong, where, and what would be right."""
    return {
        "line": fault.line,
        "column": fault.column,
        "key-path": fault.path,
        "what-is-wrong": fault.message,
        "found": (fault.found or "")[:MOST_CHARACTERS] or None,
        "hint": fault.hint,
    }


def cited(numbers: Iterable[int]) -> str:
    """Sources by their numbers."""
    return ", ".join(map(str, numbers))
