"""All that a report shows, in words, whatever it is written in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from geo.groups import group, in_words
from geo.itinerary import Itinerary
from geo.journey import Finding, Journey, Verdict
from geo.report.data import Basis
from geo.report.facts import Fact, facts_of, more_of
from geo.report.method import METHOD
from geo.show.payload import payload
from geo.show.shape import JourneyView, Payload, SourceView
from geo.show.words import kind_in_words

ORDER: tuple[Verdict, ...] = ("contradicted", "undetermined", "consistent")


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim and its verdict; `number` counts the findings in the order of the file."""

    number: int
    verdict: Verdict
    kind: str
    quote: str
    claimed: str
    computed: str
    source: SourceView | None
    facts: tuple[Fact, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class Report:
    """A journey's report; `more` has what each source says beside its address, by the number of the source.

    `groups` say what several reports of one thing come to, and `versions` the verdict on each version of the journey.
    """

    content: Payload
    summary: str
    claims: tuple[ClaimView, ...]
    more: dict[int, tuple[Fact, ...]]
    basis: Basis
    groups: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    method: tuple[tuple[str, str], ...] = METHOD

    @property
    def journey(self) -> JourneyView:
        """The one journey that it is of."""
        return self.content["journeys"][0]


def report_of(journey: Journey, basis: Basis) -> Report:
    """The report of a built journey. Raises as `payload` does."""
    content = payload([journey])
    view = content["journeys"][0]
    claims = [_claim(number, finding, view) for number, finding in enumerate(journey.findings, start=1)]
    claims.sort(key=lambda claim: ORDER.index(claim.verdict))
    publishers = journey.itinerary.publishers
    groups = tuple(
        f"{len(found.findings)} reports of {in_words(found, publishers)}" for found in group(journey.findings)
    )
    versions = tuple(f"{one.verdict}: {one.key}, {one.title}: {one.explanation}" for one in journey.versions)
    return Report(content, _summary(journey), tuple(claims), _more(journey.itinerary), basis, groups, versions)


def _claim(number: int, finding: Finding, view: JourneyView) -> ClaimView:
    shown = view["findings"][number - 1]
    source = view["sources"][shown["source"] - 1] if shown["source"] else None
    return ClaimView(
        number=number,
        verdict=finding.verdict,
        kind=kind_in_words(finding.kind),
        quote=finding.quote,
        claimed=shown["claimed"] or "—",
        computed=shown["computed"] or "cannot be told",
        source=source,
        facts=facts_of(finding),
        explanation=finding.explanation,
    )


def _summary(journey: Journey) -> str:
    if not journey.findings:
        return "The file has no claims to check."
    counts = Counter(finding.verdict for finding in journey.findings)
    parts = ", ".join(f"{counts[verdict]} {verdict}" for verdict in ORDER if counts[verdict])
    count = len(journey.findings)
    return f"{count} figure{'s' if count > 1 else ''} checked: {parts}."


def _more(itinerary: Itinerary) -> dict[int, tuple[Fact, ...]]:
    return {number: more_of(source) for number, source in enumerate(itinerary.sources.values(), start=1)}
