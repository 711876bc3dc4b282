"""The report: every figure with its source, verdict and data, in HTML and Markdown, and no text of a file as code."""

from __future__ import annotations

import dataclasses
import json
import re
from dataclasses import dataclass, replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hostile_texts import HOSTILE, NASTY, on_a_line
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from show_samples import alone, hostile, kim_sketch
from test_show_page import Reader

from geo.errors import DataError, UsageError
from geo.itinerary import Source
from geo.journey import Finding, Journey, Place
from geo.quantity import Estimate
from geo.report import FORMATS, basis, report, save_report
from geo.report.data import sha256
from geo.report.escape import address, escaped
from geo.report.facts import Fact, facts_of, more_of
from geo.report.method import METHOD
from geo.show import page
from tests.conftest import ROOT
from tests.timed_journeys import clashing, two_legs

MARKDOWN_IN = (
    " *a* _b_ `c` [d](javascript:e) ![f](g) <b> &amp; | h | # i ~~j~~ $k$ https://l.example www.m.example @n :o: \\ "
)


@cache
def html(journey: Any = kim_sketch) -> Reader:
    return Reader(report(journey()))


@cache
def markdown(journey: Any = kim_sketch) -> str:
    return report(journey(), "md")


def parsed(text: str) -> str:
    """What a reader of Markdown with GitHub's tables makes of a text, as HTML."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)


class Words(HTMLParser):
    """The text of HTML, and its elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags = "", set[str]()
        self.feed(html)

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def linked_data(html: str) -> Any:
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(found)


# --- what it says -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "1 figure checked: 1 contradicted.",
        "Bloomberg",
        "150 km (128–172)",
        "319 km",
        "By rail it is 319 km.",
        "straight line, 127 km",
    ],
)
def test_it_has_every_claim_with_source_verdict_figures_and_reasons(text: str) -> None:
    assert text in html().text
    assert text in Words(parsed(markdown())).text


@pytest.mark.parametrize(
    "text",
    [
        "armoured train",
        "Vostochny Cosmodrome",
        "circuity",
        "Putin and Kim meet",
        "a place lies 23 km",
        "13 Sep 2023, about 13:00",
    ],
)
def test_it_has_stops_legs_and_warnings(text: str) -> None:
    assert text in html().text
    assert text in Words(parsed(markdown())).text


def test_conflicts_are_told() -> None:
    assert "cannot both hold" in markdown(clashing)
    assert "cannot both hold" in html(clashing).text


def test_several_reports_of_one_thing_are_set_against_each_other() -> None:
    journey = kim_sketch()
    finding = journey.findings[0]
    source = next(key for key in journey.itinerary.sources if key != finding.source)
    both = replace(journey, findings=(finding, replace(finding, source=source)))
    for to in FORMATS:
        text = report(both, to)
        assert "Several reports of one thing" in text
        assert "2 reports of distance" in text


def test_the_line_of_a_claim_is_for_the_map_alone() -> None:
    assert any(finding.geometry for finding in two_legs().findings)
    assert "Geometry" not in markdown(two_legs)


def test_the_contradicted_come_first_by_their_numbers_in_the_file() -> None:
    rows = re.findall(r"^\| (\d+) \| (contradicted|undetermined|consistent) ", markdown(two_legs), re.MULTILINE)
    order = ["contradicted", "undetermined", "consistent"]
    verdicts = [finding.verdict for finding in two_legs().findings]
    assert rows == sorted(
        ((str(n), verdict) for n, verdict in enumerate(verdicts, start=1)), key=lambda row: order.index(row[1])
    )
    assert len({verdict for _, verdict in rows}) > 1


def test_a_journey_without_claims_says_so() -> None:
    assert "The file has no claims to check." in markdown(alone)
    assert "The file has no claims to check." in html(alone).text


def test_the_method_and_the_data_are_in_it_with_checksums() -> None:
    rests_on = basis(b"title: T")
    told = report(kim_sketch(), "md", rests_on)
    page_of_it = Reader(report(kim_sketch(), "html", rests_on)).text
    for text in (
        *(datum.sha256 for datum in rests_on.data),
        sha256(b"title: T"),
        "demarche 0.1.0",
        *(text for _, text in METHOD),
    ):
        assert text in told
        assert text in page_of_it
    assert len(METHOD) == 7


def test_what_it_says_of_the_data_is_what_the_notice_says() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for datum in basis().data:
        assert f"geo/data/{datum.name}" in notice
        for package, number in re.findall(r"([a-z_-]+) (\d+(?:\.\d+)+|\d{8})\b", datum.origin):
            assert f"{package} {number}" in notice
    assert {datum.name for datum in basis().data} == {path.name for path in (ROOT / "geo" / "data").glob("*.*z*")} | {
        "waters.tsv"
    }


def test_networks_of_ones_own_are_told_by_their_checksums_alone(tmp_path: Path) -> None:
    own = tmp_path / "<b>.npz"
    own.write_bytes(b"x")
    assert basis(own=[own]).data[-1].sha256 == sha256(b"x")
    assert "<b>" not in str(basis(own=[own]))
    with pytest.raises(DataError, match="cannot be read"):
        basis(own=[tmp_path / "none"])


def test_it_says_nothing_of_when_it_was_made() -> None:
    for to in FORMATS:
        assert report(two_legs(), to) == report(two_legs(), to)
        assert not re.search(r"\b(2024|2025|2026|2027)-\d\d-\d\d|\d\d:\d\d:\d\d", report(kim_sketch(), to))


def test_the_file_is_written_in_the_format_of_its_ending(tmp_path: Path) -> None:
    for to in FORMATS:
        save_report(alone(), tmp_path / f"report.{to}")
        assert (tmp_path / f"report.{to}").read_text(encoding="utf-8") == report(alone(), to)


def test_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such format"):
        save_report(alone(), tmp_path / "report.pdf")


# --- fields to come ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Turn:
    speed: Estimate
    text: str = ""


@dataclass(frozen=True)
class Fuller(Finding):
    flip_points: tuple[Turn, ...] = ()
    leeway: float | None = None
    is_shared: bool = False
    near: Place | None = None


def fuller(journey: Journey, **more: Any) -> Journey:
    named = {field.name: getattr(journey.findings[0], field.name) for field in dataclasses.fields(Finding)}
    return replace(journey, findings=(Fuller(**named, **more),))


def test_a_field_that_is_added_to_a_finding_shows_in_both() -> None:
    told = fuller(
        kim_sketch(),
        flip_points=(Turn(Estimate.exact(81, "km/h"), NASTY),),
        leeway=0.25,
        near=Place("Artyom", 43, 132),
    )
    assert Fact("Leeway", ("0.25 km",)) in facts_of(told.findings[0])
    for text in (Reader(report(told)).text, Words(parsed(report(told, "md"))).text):
        assert "Flip points" in text
        assert f"speed: 81 km/h; text: {HOSTILE[0]} {HOSTILE[1]}" in on_a_line(text)
        assert "Leeway" in text
        assert "Artyom" in text
        assert "132" not in "".join(fact.name + str(fact.texts) for fact in facts_of(told.findings[0]))


def test_what_is_empty_does_not_show() -> None:
    assert [fact.name for fact in facts_of(fuller(kim_sketch()).findings[0])] == [
        "Claimed",
        "Worked out",
        "Fits instead",
        "Is shared",
    ]


def test_what_could_not_be_worked_out_is_said() -> None:
    assert Fact("Worked out", ("cannot be told",)) in facts_of(hostile().findings[0])


def test_a_field_that_is_added_to_a_source_shows() -> None:
    class Archived(Source):
        sha256: str = "00ff"

    assert more_of(Archived(publisher="P")) == (Fact("SHA-256", ("00ff",)),)
    assert more_of(Source(publisher="P", title="T")) == ()


# --- text is never code -----------------------------------------------------------------------------------------------


def test_hostile_text_stays_text_in_html() -> None:
    plain, nasty = html(), html(hostile)
    assert {tag for tag, _ in nasty.elements} <= {tag for tag, _ in plain.elements}
    assert sum(tag == "script" for tag, _ in nasty.elements) == 5
    for text in HOSTILE:
        assert text in nasty.text
    for address_ in nasty.addresses():
        assert address_.startswith(("https://", "http://", "#", "data:,"))


def test_html_loads_nothing_and_its_references_have_targets() -> None:
    assert not [tag for tag, attributes in html().elements if "src" in attributes]
    ids = {attributes["id"] for _, attributes in html().elements if "id" in attributes}
    assert {found[1:] for found in html().addresses() if found.startswith("#")} <= ids
    assert "claim-1" in ids


def test_hostile_text_stays_text_in_markdown() -> None:
    words = Words(parsed(markdown(hostile)))
    assert words.tags <= Words(parsed(markdown())).tags
    for text in HOSTILE:
        assert escaped_to(text) in on_a_line(words.text)
    assert not [line for line in markdown(hostile).splitlines() if "<" in line and "](<https://" not in line]


@given(st.text(min_size=1))
def test_any_text_comes_through_markdown_as_itself(text: str) -> None:
    for around in ("{}", "- {}", "| {} |\n| --- |\n| {} |", "> {}", "# {}", "1. {}"):
        words = Words(parsed(around.replace("{}", escaped(text))))
        shown = " ".join(Words(parsed(around.replace("{}", "x"))).text.replace("x", escaped_to(text)).split())
        assert " ".join(words.text.split()) == shown
        assert words.tags <= {"p", "ul", "ol", "li", "blockquote", "h1", "table", "thead", "tbody", "tr", "th", "td"}


def escaped_to(text: str) -> str:
    """What a reader should see: the text on a line, the unseen by its code, by another way than the code's."""
    line = " ".join(text.split())
    unseen = [*range(32), *range(127, 160), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    return line.translate({code: f"U+{code:04X}" for code in unseen})


@pytest.mark.parametrize(
    "text",
    [MARKDOWN_IN, "- a", "+ a", "1. a", "12) a", "1.", "---", "===", "> a", "# a", "    a", "\ta", ": a", "```", "~~~", "a\n\n# b", "a  \nb", "[x]: y", "| a |", "<!-- a", "&#60;b>", "\\|", "a\\", "![a]", "**a**", "`", "1.5 km", "-5"],
)  # fmt: skip
def test_what_markdown_reads_is_shown(text: str) -> None:
    words = Words(parsed(f"{escaped(text)}\n"))
    assert words.tags == {"p"}
    assert words.text.strip() == " ".join(text.split())


@pytest.mark.parametrize(
    "text", ["https://a.example", "www.a.example", ":smile:", "@somebody", "HTTP://a.example", "WWW.a.example"]
)
def test_what_github_would_link_or_picture_is_broken_up(text: str) -> None:
    assert "\\" in escaped(text)


def test_addresses_cannot_end_their_link() -> None:
    assert (
        address('https://a.example/x>) [y](z)\\<"`&amp;')
        == "<https://a.example/x%3E%29%20%5By%5D%28z%29%5C%3C%22%60&amp;amp;>"
    )


def test_linked_data_reviews_every_finding() -> None:
    for made in (report(kim_sketch()), page([kim_sketch()])):
        (review,) = linked_data(made)["@graph"]
        assert review["@type"] == "ClaimReview"
        assert review["claimReviewed"] == "about 150 kilometers (95 miles) away"
        assert review["reviewRating"] == {
            "@type": "Rating",
            "worstRating": 1,
            "bestRating": 5,
            "ratingValue": 1,
            "alternateName": "contradicted",
        }
        assert review["itemReviewed"] == {
            "@type": "Claim",
            "author": {"@type": "Organization", "name": "Bloomberg"},
            "datePublished": "2023-09-16",
            "appearance": {"@type": "CreativeWork", "headline": "Kim Meets", "url": "https://a.example/x"},
        }  # fmt: skip


def test_an_undetermined_claim_has_no_rating_and_hostile_text_cannot_end_the_script() -> None:
    made = report(hostile())
    (review,) = linked_data(made)["@graph"]
    assert review["claimReviewed"] == review["reviewBody"] == NASTY
    assert "ratingValue" not in review["reviewRating"]
    found = re.search(r'<script type="application/ld\+json">(.*)', made)
    assert found
    assert not set("<>&\u2028\u2029") & set(found[1].removesuffix("</script>"))


def test_a_page_without_claims_has_no_linked_data() -> None:
    assert "ld+json" not in page([alone()])


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        ("2023-09", "2023-09"),
        ("2023-09-12T05:15+03:00", "2023-09-12T05:15+03:00"),
        ("2023-09-12~", None),
        ("2023-25", None),
        ("2023-09-12 morning", None),
        ("202X", None),
        ("2023-09-10/2023-09-12", None),
    ],
)
def test_only_dates_that_iso_8601_has_are_published(date: str, iso: str | None) -> None:
    sketch = kim_sketch()
    source = Source.model_validate({"publisher": "B", "date": date})
    dated = replace(sketch, itinerary=sketch.itinerary.model_copy(update={"sources": {"bloomberg": source}}))
    (review,) = linked_data(page([dated]))["@graph"]
    assert review["itemReviewed"].get("datePublished") == iso
