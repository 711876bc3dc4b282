"""The report in Markdown, as CommonMark and GitHub's tables have it: every text of the file is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from geo.report.content import ClaimView, Report
from geo.report.escape import address, escaped
from geo.report.facts import Fact
from geo.show.shape import Figure, JourneyView, LegView, SourceView, StopView


def to_markdown(told: Report) -> str:
    """The whole report; the map and the diagram are for HTML alone."""
    journey = told.journey
    parts = (
        _head(told),
        _claims(told),
        _listed("Several reports of one thing", told.groups),
        _listed("Versions of the journey", told.versions),
        _listed("Statements that cannot both hold", journey["conflicts"]),
        _listed("Warnings", journey["warnings"]),
        _stops(journey),
        _legs(journey),
        _sources(told),
        _method(told),
        _data(told),
    )
    return "\n".join(line for part in parts for line in part)


def _head(told: Report) -> Iterator[str]:
    journey = told.journey
    yield from (f"# {escaped(journey['title'])}", "", escaped(", ".join(journey["travellers"])), "", told.summary, "")
    if journey["distance_km"]:
        hours = f", {_figure(journey['hours'])} of travelling" if journey["hours"] else ""
        yield from (f"{len(journey['stops'])} stops, {_figure(journey['distance_km'])}{hours}.", "")


def _claims(told: Report) -> Iterator[str]:
    if not told.claims:
        return
    yield from ("## What the reports say, and what geography allows", "")
    rows = ((str(c.number), c.verdict, c.kind, c.claimed, c.computed, _publisher(c.source)) for c in told.claims)
    yield from _table(("No.", "Verdict", "Figure", "Claimed", "Worked out", "Source"), rows)
    for claim in told.claims:
        yield from _claim(claim)


def _claim(claim: ClaimView) -> Iterator[str]:
    yield from (f"### {claim.number}. {claim.verdict.capitalize()}: {escaped(claim.kind)}", "")
    yield from (f"> {escaped(claim.quote)}", "")
    if claim.source:
        yield from (f"{_source(claim.source)} ({_cite([claim.source['number']])})", "")
    yield from (f"- {_fact(fact)}" for fact in claim.facts)
    yield from ("", escaped(claim.explanation), "")


def _listed(heading: str, texts: Sequence[str]) -> Iterator[str]:
    if texts:
        yield from (f"## {heading}", "", *(f"- {escaped(text)}" for text in texts), "")


def _stops(journey: JourneyView) -> Iterator[str]:
    yield from ("## Stops", "")
    times = ("Arrives", "Left open (UTC)", "Leaves", "Left open (UTC)")
    yield from _table(("No.", "Place", "Position", *times, "Events", "Sources"), map(_stop, journey["stops"]))


def _stop(stop: StopView) -> tuple[str, ...]:
    lon = (stop["lon"] + 180) % 360 - 180
    position = f"{stop['lat']:.4f}, {lon:.4f} ± {stop['precision_km']:g} km; {stop['found_in']}"
    opened = [window["utc"] if window else "" for window in (stop["arrive_open"], stop["depart_open"])]
    name = f"{stop['name']}, {stop['country']}" if stop["country"] else stop["name"]
    certainty = [] if stop["certainty"] == "certain" else [f"({stop['certainty']})"]
    status = [] if stop["status"] == "reported" else [f"({stop['status']})"]
    plan = [f"planned {stop['planned']}"] if stop["planned"] else []
    return (
        str(stop["number"]),
        name,
        position,
        stop["arrive"] or "",
        opened[0],
        stop["depart"] or "",
        opened[1],
        "; ".join((*status, *certainty, *plan, *stop["events"])),
        _cite(stop["sources"]),
    )


def _legs(journey: JourneyView) -> Iterator[str]:
    if not journey["legs"]:
        return
    yield from ("## Legs", "")
    headings = ("No.", "From", "To", "By", "Distance", "Hours", "Straight line", "Basis", "Sources")
    yield from _table(headings, map(_leg, journey["legs"]))
    told = [(leg["number"], text) for leg in journey["legs"] for text in _of_leg(leg)]
    if told:
        yield from (*(f"- Leg {number}: {escaped(text)}" for number, text in told), "")


def _leg(leg: LegView) -> tuple[str, ...]:
    hours = _figure(leg["hours"]) if leg["hours"] else "unknown"
    straight = f"{leg['straight_line_km']:,.0f} km"
    ways = (leg["start"], leg["end"], leg["by"], _figure(leg["distance_km"]), hours, straight, leg["basis"])
    return (str(leg["number"]), *ways, _cite(leg["sources"]))


def _of_leg(leg: LegView) -> Iterator[str]:
    if leg["via"]:
        yield f"via {', '.join(leg['via'])}"
    for sighting in leg["sightings"]:
        alone = f" (the {sighting['of']} alone)" if sighting["of"] else ""
        when = sighting["at"] or "at an unstated time"
        yield f"seen at {sighting['name']}{alone}, {when} ({_cite(sighting['sources'])})"
    yield from leg["warnings"]


def _sources(told: Report) -> Iterator[str]:
    if not told.journey["sources"]:
        return
    yield from ("## Sources", "")
    for source in told.journey["sources"]:
        more = "".join(f"; {_fact(fact)}" for fact in told.more[source["number"]])
        yield f"{source['number']}. {_source(source)}{more}"
    yield ""


def _method(told: Report) -> Iterator[str]:
    yield from ("## Method", "")
    for heading, text in told.method:
        yield from (f"**{heading}.** {text}", "")


def _data(told: Report) -> Iterator[str]:
    yield from ("## Data", "", "The same file, data and versions give the same figures.", "")
    if told.basis.itinerary_sha256:
        yield from (f"Itinerary file: SHA-256 `{told.basis.itinerary_sha256}`", "")
    rows = ((datum.name, datum.holds, datum.origin, datum.sha256) for datum in told.basis.data)
    yield from _table(("File", "What", "From", "SHA-256"), rows)
    yield from (", ".join(f"{name} {version}" for name, version in told.basis.software) + ".", "")


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(headings)
    yield "|" + " --- |" * len(headings)
    yield from map(_row, rows)
    yield ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(escaped, cells))} |"


def _fact(fact: Fact) -> str:
    return f"{escaped(fact.name)}: {escaped('; '.join(fact.texts))}"


def _source(source: SourceView) -> str:
    title = source["title"] or source["url"]
    linked = escaped(title) if title else ""
    if title and source["url"]:
        linked = f"[{linked}]({address(source['url'])})"
    named = f"{escaped(source['publisher'])}: {linked}" if linked else escaped(source["publisher"])
    return f"{named}, {escaped(source['date'])}" if source["date"] else named


def _publisher(source: SourceView | None) -> str:
    return f"{source['publisher']} ({_cite([source['number']])})" if source else ""


def _cite(numbers: Sequence[int]) -> str:
    return f"source {', '.join(map(str, numbers))}" if numbers else ""


def _figure(figure: Figure) -> str:
    return figure["text"]
