"""Findings as schema.org's `ClaimReview`, which search engines and archives of fact checks read.

https://schema.org/ClaimReview: an undetermined claim has no `ratingValue`, and no review a date or an address, for a
page knows neither when nor where it is published.
"""

from __future__ import annotations

from typing import Any

from geo.show.shape import FindingView, JourneyView, Payload, SourceView

_WORST, _BEST = 1, 5  # schema.org's own defaults for a rating
_RATINGS = {"contradicted": _WORST, "consistent": _BEST}
_AUTHOR = {"@type": "Organization", "name": "Demarche, an automatic check against geography"}


def reviews(content: Payload) -> dict[str, Any] | None:
    """A graph with a review for each finding of the journeys; None without findings."""
    found = [_review(finding, journey) for journey in content["journeys"] for finding in journey["findings"]]
    return {"@context": "https://schema.org", "@graph": found} if found else None


def _review(finding: FindingView, journey: JourneyView) -> dict[str, Any]:
    number = finding["source"]
    return {
        "@type": "ClaimReview",
        "claimReviewed": finding["quote"],
        "reviewAspect": finding["kind"],
        "reviewRating": _rating(finding["verdict"]),
        "reviewBody": finding["explanation"],
        "author": _AUTHOR,
        "itemReviewed": {"@type": "Claim"} | (_claim(journey["sources"][number - 1]) if number else {}),
    }


def _rating(verdict: str) -> dict[str, Any]:
    value = {"ratingValue": _RATINGS[verdict]} if verdict in _RATINGS else {}
    return {"@type": "Rating", "worstRating": _WORST, "bestRating": _BEST, **value, "alternateName": verdict}


def _claim(source: SourceView) -> dict[str, Any]:
    """Who made the claim, when, and where it is to be read."""
    said: dict[str, Any] = {"author": {"@type": "Organization", "name": source["publisher"]}}
    if source["iso"]:
        said["datePublished"] = source["iso"]
    work = {key: value for key, value in (("headline", source["title"]), ("url", source["url"])) if value}
    return said | ({"appearance": {"@type": "CreativeWork", **work}} if work else {})
