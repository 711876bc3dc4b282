"""What a file may say of a claim, and what is refused of it, each fault at its place."""

import pytest

from geo.errors import DocumentError, Fault, PlaceNotFound
from geo.pipeline import place
from geo.reader import read_text

STORY = """\
title: T
traveller: K
sources:
  s: {publisher: P}
stops: [{place: A}, {place: B, by: rail}]
claims:
  - {quote: q, source: s, %s}
"""
SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def faults(claim: str) -> tuple[Fault, ...]:
    with pytest.raises(DocumentError) as caught:
        read_text(STORY % claim, "story.yaml")
    return caught.value.faults


@pytest.mark.parametrize(
    "claim",
    [
        "from: A, to: B, direction: north-west",
        "from: A, to: B, direction: 315",
        "from: A, to: B, distance: about 150 kilometers (95 miles), direction: NNW",
        "over: journey, distance: 'some 2,400 km'",
        "duration: a four-day trip",
        "by: armoured train, speed: 60 km/h",
        "order: [A, B]",
        "from: A, to: B, distance: 150 km (150 miles)",
        "stay: a six-day visit, over: journey",
        "stay: 36 hours, at: B",
        "from: A, to: B, stay: 36 hours, at: B, arrive: 2023-09-12",
        "from: A, to: B, detour: about 373 miles (600 km), avoid: [FR, ES]",
        "from: A, to: B, detour: two hours, via: C",
        "from: A, to: B, superlative: the longest leg by time",
        "superlative: northernmost stop, at: B",
        "crosses: KP-RU",
        "crosses: [CN, cn-vn], from: A, to: B, by: rail",
        "borders: two",
        "borders: 0",
        "borders: zwei",
        "at: B, stay: около 36 часов",
        "only_crossing: KP-RU, by: rail, at: A",
    ],
)
def test_a_claim_may_be(claim: str) -> None:
    assert len(read_text(STORY % claim).claims) == 1


@pytest.mark.parametrize(
    ("claim", "path", "message"),
    [
        ("from: A, to: B", "claims[0]", "a claim needs a distance"),
        ("from: A, distance: 5 km", "claims[0]", "`to` is missing"),
        ("to: A, distance: 5 km", "claims[0]", "`from` is missing"),
        ("over: journey, from: A, to: B, distance: 5 km", "claims[0]", "not both"),
        ("over: trip, distance: 5 km", "claims[0].over", "'journey'"),
        ("arrive: 2023-09-12", "claims[0].arrive", "needs a `from` and a `to`"),
        ("direction: north", "claims[0].direction", "needs a `from` and a `to`"),
        ("from: A, to: B, direction: up", "claims[0].direction", "no direction"),
        ("order: [A]", "claims[0].order", "at least"),
        ("from: A, to: B, distance: -5 km", "claims[0].distance", "more than zero"),
        ("from: A, to: B, distance: 0 km", "claims[0].distance", "more than zero"),
        ("from: A, to: B, distance: .inf km", "claims[0].distance", "finite"),
        ("from: A, to: B, distance: 5 parsecs", "claims[0].distance", "no unit known here"),
        ("from: A, to: B, distance: far", "claims[0].distance", "there is no number"),
        ("from: A, to: B, distance: 5 h", "claims[0].distance", "a quantity in km"),
        ("from: A, to: B, distance: 1.200 km", "claims[0].distance", "may part thousands"),
        ("from: A, to: B, distance: 150 km (2 h)", "claims[0].distance", "not of one kind"),
        ("at: A, distance: 5 km", "claims[0].at", "only a stay"),
        ("at: A, over: journey, stay: 5 h", "claims[0]", "not both"),
        ("at: A, stay: 5 km", "claims[0].stay", "a quantity in h is needed"),
        ("at: A, stay: 0 h", "claims[0].stay", "more than zero"),
        ("at: A, stay: -5 h", "claims[0].stay", "more than zero"),
        ("at: A, stay: .inf h", "claims[0].stay", "finite"),
        ("at: A, stay: 5 moons", "claims[0].stay", "no unit known here"),
        ("from: A, to: B, stay: 5 h", "claims[0].stay", "needs an `at`"),
        ("detour: 5 km, avoid: FR", "claims[0].detour", "needs a `from` and a `to`"),
        ("from: A, to: B, detour: 5 knots", "claims[0].detour", "in km or h"),
        ("from: A, to: B, distance: 5 km, avoid: FR", "claims[0].avoid", "the claim has none"),
        ("from: A, to: B, superlative: fastest leg", "claims[0].superlative", "no superlative"),
        ("at: A, superlative: longest leg", "claims[0].superlative", "needs a `from` and a `to`"),
        ("from: A, to: B, superlative: northernmost stop", "claims[0].superlative", "needs an `at`"),
        ("crosses: Russia", "claims[0].crosses", "the border of no two countries"),
        ("crosses: []", "claims[0].crosses", "at least"),
        ("only_crossing: KP-KP", "claims[0].only_crossing", "the border of no two countries"),
        ("only_crossing: RU", "claims[0].only_crossing", "the border of no two countries"),
        ("at: A, stay: 半天", "claims[0].stay", "half of a day and night or of the daylight"),
        ("from: A, to: B, distance: 10里", "claims[0].distance", "may be a li of China"),
        ("borders: several", "claims[0].borders", "no whole number"),
        ("borders: 1.5", "claims[0].borders", "no whole number"),
        ("borders: -1", "claims[0].borders", "no whole number"),
        ("borders: .inf", "claims[0].borders", "no whole number"),
    ],
)
def test_a_faulty_claim_is_refused_at_its_line(claim: str, path: str, message: str) -> None:
    (fault,) = faults(claim)
    assert (fault.line, fault.path) == (7, path)
    assert message in fault.message


def test_a_source_has_its_archive_its_checksum_and_its_clock() -> None:
    book = f"{{publisher: P, archive: 'https://archive.example/1', sha256: {SHA.upper()}, zone: Asia/Seoul}}"
    source = read_text(STORY.replace("{publisher: P}", book) % "from: A, to: B, distance: 5 km").sources["s"]
    assert (source.archive, source.sha256, source.zone) == ("https://archive.example/1", SHA, "Asia/Seoul")


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("archive", "javascript:alert(1)", "https://"),
        ("archive", "archive.example", "https://"),
        ("archive", "'http://[x'", "https://"),
        ("sha256", SHA[1:], "64 hexadecimal digits"),
        ("sha256", "g" + SHA[1:], "64 hexadecimal digits"),
        ("zone", "Seoul", "no such time zone"),
    ],
)
def test_a_faulty_source_is_refused_at_its_line(key: str, value: str, message: str) -> None:
    text = STORY.replace("{publisher: P}", f"{{publisher: P, {key}: {value}}}") % "from: A, to: B, distance: 5 km"
    with pytest.raises(DocumentError) as caught:
        read_text(text)
    (fault,) = caught.value.faults
    assert (fault.line, fault.path) == (4, f"sources.s.{key}")
    assert message in fault.message


def test_a_place_of_a_claim_that_nothing_knows_is_refused_at_its_line() -> None:
    """`via` is a list of one here, written without one."""
    claim = "from: Khasan, to: Vladivostok, via: Zxcvqwer, detour: 600 km, at: Qwertyzxcv, stay: 5 h"
    text = STORY.replace("{place: A}, {place: B", "{place: Khasan}, {place: Vladivostok")
    with pytest.raises(PlaceNotFound) as caught:
        place(read_text(text % claim))
    assert {(fault.path, fault.line) for fault in caught.value.faults} == {("claims[0].via[0]", 7), ("claims[0].at", 7)}
