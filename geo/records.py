"""Journeys as plain records: the JSON of the command line. A change of shape here is a breaking change."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from geo.alibi import Alibi
from geo.encounters import Encounter
from geo.errors import Fault
from geo.groups import group
from geo.journey import (
    Call,
    Candidate,
    Conflict,
    Finding,
    Gap,
    GaugeBreak,
    Group,
    Journey,
    ObservedSpeed,
    Passage,
    Place,
    Reading,
    Ruling,
)
from geo.lines import geojson, ring_geojson, wrapped
from geo.quantity import Estimate
from geo.timing import calls
from geo.when import Window
from geo.whereabouts import Stretch, Whereabouts

Record = dict[str, Any]


def place_record(place: Place) -> Record:
    """Name, country, coordinates in degrees, kind, source and precision in km."""
    return {
        "name": place.name,
        "country": place.country,
        "lat": round(place.lat, 6),
        "lon": round(place.lon, 6),
        "kind": place.kind,
        "source": place.source,
        "precision_km": place.precision_km,
    }


def passage_record(passage: Passage) -> Record:
    """One leg: what `distance` prints, and each leg of `estimate`."""
    route = passage.route
    return {
        "from": place_record(route.origin),
        "to": place_record(route.destination),
        "by": route.by,
        "mode": route.mode,
        "distance_km": bounds(passage.distance_km, 1),
        "straight_line_km": round(passage.straight_line_km, 1),
        "detour": None if route.detour is None else round(route.detour, 2),
        "snaps_km": [round(snap, 2) for snap in route.path.snaps_km],
        "borders": list(route.path.borders),
        "gaps": [_gap(gap) for gap in route.path.gaps],
        "gauge_breaks": [_gauge_break(change) for change in route.path.gauge_breaks],
        "hours": bounds(passage.hours, 2),
        "basis": passage.basis,
        "warnings": list(passage.warnings),
    }


def _gap(gap: Gap) -> Record:
    """An inferred stretch: where it begins and ends, and how long it is."""
    ends = {name: [round(point.lat, 4), round(point.lon, 4)] for name, point in (("from", gap.start), ("to", gap.end))}
    return ends | {"length_km": round(gap.length_km, 2)}


def _gauge_break(change: GaugeBreak) -> Record:
    return {
        "lat": round(change.at.lat, 4),
        "lon": round(change.at.lon, 4),
        "from_mm": change.from_mm,
        "to_mm": change.to_mm,
    }


def estimate_record(journey: Journey) -> Record:
    """Every leg and the total."""
    total = {"distance_km": bounds(journey.distance_km, 1), "hours": bounds(journey.hours, 2)}
    return {
        "title": journey.itinerary.title,
        "legs": [passage_record(passage) for passage in journey.passages],
        "total": total,
        "stops": [_stop(journey, number, call) for number, call in enumerate(calls(journey))],
        "speeds": [_speed(speed) for speed in journey.speeds],
        "conflicts": [conflict_record(conflict) for conflict in journey.conflicts],
        "warnings": list(journey.warnings),
    }


def _stop(journey: Journey, number: int, call: Call) -> Record:
    """A stop, with the windows that all statements together leave open to its arrival and departure, in UTC.

    Its status is told where it is not `reported`.
    """
    stop = journey.itinerary.stops[number]
    told = {"place": place_record(journey.places[stop.place])}
    windows = {"arrive": _window(call.arrival), "depart": _window(call.departure)}
    return told | windows | ({} if stop.status == "reported" else {"status": stop.status})


def _window(window: Window) -> Record:
    return {"earliest": _iso(window.earliest), "latest": _iso(window.latest)}


def _speed(speed: ObservedSpeed) -> Record:
    return {
        "by": speed.by,
        "speed_kmh": bounds(speed.speed_kmh, 1),
        "stretches": speed.stretches,
        "distance_km": round(speed.distance_km, 1),
    }


def conflict_record(conflict: Conflict) -> Record:
    """Two statements that cannot both hold."""
    return {
        "statements": [
            {"path": point.path, "said": str(point.said), "place": place_record(point.place)}
            for point in (conflict.first, conflict.second)
        ],
        "between_hours": round(conflict.between_hours, 2),
        "needed_hours": round(conflict.needed_hours, 2),
        "zones": list(conflict.zones),
        "explanation": conflict.explanation,
    }


def where_record(found: Whereabouts) -> Record:
    """Where they can have been at a moment."""
    most_likely = None
    if found.most_likely and found.within_km is not None:
        at = wrapped(found.most_likely)
        most_likely = {"lat": round(at.lat, 5), "lon": round(at.lon, 5), "within_km": round(found.within_km, 1)}
    return {
        "at": found.at.isoformat(),
        "possible": [_stretch(stretch) for stretch in found.possible],
        "most_likely": most_likely,
        "note": found.note,
    }


def _stretch(stretch: Stretch) -> Record:
    return {
        "from": stretch.origin.name,
        "to": stretch.destination.name,
        "by": stretch.by,
        "from_km": round(stretch.from_km, 1),
        "to_km": round(stretch.to_km, 1),
        "probability": round(stretch.probability, 3),
        "geometry": ring_geojson(stretch.area) if stretch.area else geojson(stretch.line),
    }


def alibi_record(alibi: Alibi) -> Record:
    """Whether they can have been at a place between two moments."""
    return {
        "place": place_record(alibi.place),
        "between": [alibi.start.isoformat(), alibi.end.isoformat()],
        "verdict": alibi.verdict,
        "needed_kmh": round(alibi.needed_kmh, 1) if math.isfinite(alibi.needed_kmh) else None,
        "before": alibi.before.path if alibi.before else None,
        "after": alibi.after.path if alibi.after else None,
        "explanation": alibi.explanation,
        "note": alibi.note,
    }


def encounters_record(encounters: Sequence[Encounter]) -> Record:
    """Who met, could have met or cannot have met, where and when."""
    return {
        "encounters": [
            {
                "place": place_record(encounter.place),
                "travellers": list(encounter.travellers),
                "journeys": list(encounter.journeys),
                "from": _iso(encounter.window.earliest),
                "to": _iso(encounter.window.latest),
                "verdict": encounter.verdict,
                "how": encounter.how,
                "explanation": encounter.explanation,
            }
            for encounter in encounters
        ]
    }


def findings_record(journey: Journey) -> Record:
    """Every claim with its verdict, the statements that cannot both hold, and what several reports say of one thing.

    Where the file tells several versions, also a verdict on each.
    """
    number_of = {id(finding): number for number, finding in enumerate(journey.findings)}
    told = {
        "findings": [finding_record(finding) for finding in journey.findings],
        "conflicts": [conflict_record(conflict) for conflict in journey.conflicts],
        "groups": [_group(one, number_of) for one in group(journey.findings)],
    }
    versions = [ruling_record(ruling) for ruling in journey.versions]
    return told | {"versions": versions} if versions else told


def ruling_record(ruling: Ruling) -> Record:
    """A verdict on one version, and how many figures of claims come out how in it."""
    findings = ruling.journey.findings if ruling.journey else ()
    return {
        "key": ruling.key,
        "title": ruling.title,
        "verdict": ruling.verdict,
        "explanation": ruling.explanation,
        "conflicts": [conflict_record(conflict) for conflict in ruling.conflicts],
        "figures": dict(sorted(Counter(finding.verdict for finding in findings).items())),
    }


def _group(found: Group, number_of: Mapping[int, int]) -> Record:
    """Findings by their numbers in the list, from 0."""
    return {
        "kind": found.kind,
        "from": found.origin.name if found.origin else None,
        "to": found.destination.name if found.destination else None,
        "findings": [number_of[id(finding)] for finding in found.findings],
        "spread": _figure(found.spread),
        "computed": _figure(found.computed),
        "closest": [number_of[id(finding)] for finding in found.closest],
    }


def finding_record(finding: Finding) -> Record:
    """What was claimed, what was worked out, and what the figure fits instead."""
    return {
        "quote": finding.quote,
        "source": finding.source,
        "kind": finding.kind,
        "claimed": _figure(finding.claimed),
        "computed": _figure(finding.computed),
        "verdict": finding.verdict,
        "fits": list(finding.fits),
        "explanation": finding.explanation,
        "margin": None if finding.margin is None else round(finding.margin, 2),
        "flip": finding.flip,
        "readings": [_reading(reading) for reading in finding.readings],
        "claim": finding.claim,
        "from": finding.origin.name if finding.origin else None,
        "to": finding.destination.name if finding.destination else None,
        "by": finding.by,
    }


def _reading(reading: Reading) -> Record:
    misfit = round(reading.misfit, 4) if math.isfinite(reading.misfit) else None
    return {"label": reading.label, "value": _figure(reading.value), "misfit": misfit, "fits": reading.fits}


def candidates_record(query: str, candidates: Sequence[Candidate]) -> Record:
    """What a name may mean, best first."""
    found = [place_record(candidate.place) | {"score": round(candidate.score, 3)} for candidate in candidates]
    return {"query": query, "candidates": found}


def faults_record(faults: Sequence[Fault]) -> Record:
    """What is wrong with files, each fault at its place."""
    return {"faults": [asdict(fault) for fault in faults]}


def bounds(estimate: Estimate | None, digits: int) -> Record | None:
    """Low, best and high; an open side is null."""
    if estimate is None:
        return None
    sides = {"low": estimate.low, "best": estimate.best, "high": estimate.high}
    return {side: round(value, digits) if math.isfinite(value) else None for side, value in sides.items()}


def _figure(figure: Estimate | Window | None) -> Record | None:
    if isinstance(figure, Window):
        return {"low": _iso(figure.earliest), "best": None, "high": _iso(figure.latest), "unit": "UTC"}
    sides = bounds(figure, 2)
    return sides | {"unit": figure.unit} if figure is not None and sides is not None else None


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
