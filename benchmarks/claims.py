"""How long a file of 500 claims takes to check.

    python benchmarks/claims.py

Asked: under 2 s. The claims are made here, of every kind but those of times, a third of them true and the others mostly
false, so that all their other readings are tried: between the ends of the legs and of the claims of the shipped
journey; and, which no file does, between all pairs of its stops.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import replace
from itertools import pairwise, permutations
from pathlib import Path

import geo
from geo.itinerary import Claim

STORY = Path(__file__).parents[1] / "itineraries" / "kim-russia-2023.yaml"
CLAIMS = 500
WAYS = ("armoured train", "rail", "road", "air")


def main() -> None:
    journey = geo.build(geo.read(STORY))
    draw = random.Random(1)  # noqa: S311 -- no secrets here
    for by in ("rail", "road", "sea"):  # to read the networks is no checking
        geo.distance("Vladivostok", "Khabarovsk", by)
    said = [(one.origin, one.destination) for one in journey.itinerary.claims if one.origin and one.destination]
    stops = [stop.place for stop in journey.itinerary.stops]
    run("of legs and claims", list(dict.fromkeys([*pairwise(stops), *said])), journey, draw)
    run("of all pairs of stops", list(permutations(dict.fromkeys(stops), 2)), journey, draw)


def run(what: str, pairs: list[tuple[str, str]], journey: geo.Journey, draw: random.Random) -> None:
    claims = tuple(claim(draw, draw.choice(pairs), list(journey.itinerary.sources), journey) for _ in range(CLAIMS))
    told = replace(journey, itinerary=journey.itinerary.model_copy(update={"claims": claims}))
    start, began = time.perf_counter(), time.process_time()
    findings = geo.check(told)
    checked, worked = time.perf_counter(), time.process_time() - began
    groups = geo.group(findings)
    grouped = time.perf_counter()
    verdicts = dict(Counter(one.verdict for one in findings))
    print(
        f"{len(findings)} {what}, {len(pairs)} pairs: {checked - start:.2f} s ({worked:.2f} s of one core), {verdicts}"
    )
    print(f"{len(groups)} groups: {grouped - checked:.2f} s")


def claim(draw: random.Random, pair: tuple[str, str], sources: list[str], journey: geo.Journey) -> Claim:
    origin, destination = pair
    straight = geo.distance(journey.places[origin], journey.places[destination], by="air").straight_line_km
    factor = draw.choice((1.3, draw.uniform(0.2, 4)))
    ends = {"quote": "q", "source": draw.choice(sources), "from": origin, "to": destination}
    if draw.random() < 0.25:
        return Claim.model_validate(ends | of_words(draw, destination, straight * factor))
    kind = draw.choice(("distance", "distance", "duration", "direction"))
    figure = {
        "distance": f"about {max(straight * factor, 5):.0f} km",
        "duration": f"{max(straight * factor / 45, 1):.0f} hours",
        "direction": draw.choice(("north", "south-west", "east", "NNW")),
    }[kind]
    by = {"by": draw.choice(WAYS)} if draw.random() < 0.7 else {}
    return Claim.model_validate(ends | by | {kind: figure})


def of_words(draw: random.Random, at: str, km: float) -> dict[str, object]:
    """A claim of a stay, a detour, a superlative or of borders."""
    return draw.choice(
        (
            {"stay": f"{draw.randint(5, 90)} hours", "at": at},
            {"detour": f"{max(km, 5):.0f} km", "via": "Khabarovsk", "by": "rail"},
            {"superlative": draw.choice(("longest leg", "shortest leg by time"))},
            {"superlative": draw.choice(("northernmost stop", "longest stay")), "at": at},
            {"crosses": draw.choice(("KP-RU", "CN")), "by": "rail"},
            {"borders": draw.randint(0, 2), "by": draw.choice(("rail", "road"))},
            {"only_crossing": draw.choice(("KP-RU", "CN-KP")), "by": draw.choice(("rail", "road"))},
        )
    )


if __name__ == "__main__":
    main()
