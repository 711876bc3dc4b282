"""The time–distance diagram, read back by another reader of XML than the one that writes it."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.dom import minidom

import pytest
from hostile_texts import HOSTILE
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.diagram import describe, svg
from geo.diagram.axes import km_ticks, time_ticks
from geo.diagram.course import Course
from geo.diagram.paper import clean, width_of
from geo.diagram.plot import BOTTOM, LEFT, RIGHT, TOP
from geo.errors import UsageError
from geo.journey import Journey, Place
from geo.whereabouts import Timeline
from tests import timed_journeys as journeys

TEXTLESS = {"title", "desc", "style"}
UNSTATED = Journey(journeys.untimed().itinerary)


def read(journey: Journey) -> minidom.Document:
    return minidom.parseString(svg(Timeline(journey)))


def by_class(document: minidom.Document, name: str, tag: str = "*") -> list[minidom.Element]:
    return [e for e in document.getElementsByTagName(tag) if name in e.getAttribute("class").split()]


def wide_texts(document: minidom.Document, name: str = "") -> list[minidom.Element]:
    groups = by_class(document, "wide", "g")
    found = [text for group in groups for text in group.getElementsByTagName("text")]
    return [text for text in found if name in text.getAttribute("class")]


def content(element: minidom.Element) -> str:
    return "".join(node.data for node in element.childNodes if node.nodeType == node.TEXT_NODE)


def spots(d: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", d)]


# ---- what is in it


def test_it_has_a_name_a_description_and_scales_with_its_place() -> None:
    document = read(journeys.two_legs())
    root = document.documentElement
    assert root.tagName == "svg"
    assert root.namespaceURI == "http://www.w3.org/2000/svg"
    assert root.getAttribute("viewBox") == "0 0 720 556"
    assert not root.hasAttribute("width")
    assert content(root.getElementsByTagName("title")[0]) == "Times: T"
    assert "10 Sep 2023" in content(root.getElementsByTagName("desc")[0])
    assert "prefers-color-scheme: dark" in content(root.getElementsByTagName("style")[0])


def test_it_has_no_script_and_no_reference_to_anything_outside() -> None:
    text = svg(Timeline(journeys.two_legs())).decode()
    document = minidom.parseString(text)
    elements = {element.tagName for element in document.getElementsByTagName("*")}
    assert elements == {"svg", "title", "desc", "style", "rect", "g", "path", "text", "circle"}
    attributes = {name for e in document.getElementsByTagName("*") for name in dict(e.attributes.items())}
    assert not [name for name in attributes if name.startswith("on") or "href" in name or name == "style"]
    assert re.findall(r"https?:[^\"]*", text) == ["http://www.w3.org/2000/svg"]
    assert "url(" not in text
    assert "@import" not in text


def test_the_course_never_runs_back() -> None:
    for journey in (journeys.two_legs(), journeys.to_and_fro(40)):
        (course,) = by_class(read(journey), "course", "path")[:1]
        drawn = spots(course.getAttribute("d"))
        assert len(drawn) > 2
        assert drawn == sorted(drawn, key=lambda spot: (spot[0], -spot[1]))


def test_the_course_lies_within_the_band() -> None:
    course = Course(Timeline(journeys.two_legs()))
    for point, hour in zip(course.points, course.likely, strict=True):
        assert point.window.earliest
        assert point.window.latest
        left, due = course.timeline.bounds[course.points.index(point)]
        assert left - 1e-6 <= hour <= due + 1e-6


def test_the_band_holds_every_place_where_they_can_have_been() -> None:
    from shapely import LinearRing, Point, Polygon, union_all

    from geo.timing import moment_of

    course = Course(Timeline(journeys.two_legs()))
    rings = [ring for ring in course.bands() if len(ring) > 2]
    band = union_all([*(Polygon(ring).buffer(0) for ring in rings), *map(LinearRing, rings)]).buffer(0.2)
    first, last = course.hours[0], course.hours[-1]
    for step in range(60):
        hour = first + (last - first) * step / 59
        for stretch in course.timeline.where(moment_of(hour)).possible:
            if stretch.leg is not None:
                start = course.stops_km[stretch.leg]
                assert band.covers(Point(hour, start + stretch.from_km)), (hour, stretch)
                assert band.covers(Point(hour, start + stretch.to_km)), (hour, stretch)


def test_stops_sightings_and_what_is_stated_are_marked() -> None:
    document = read(journeys.two_legs())
    marks = document.getElementsByTagName("g")[2]
    assert len([c for c in marks.getElementsByTagName("circle") if c.getAttribute("class") == "stop"]) == 3
    assert len([c for c in marks.getElementsByTagName("circle") if c.getAttribute("class") == "inferred"]) == 1
    assert len([p for p in marks.getElementsByTagName("path") if p.getAttribute("class") == "seen"]) == 1
    assert [content(text) for text in wide_texts(document, "stop-name")] == ["Pyongyang", "Vladivostok", "Khasan"]
    hints = [content(title) for title in marks.getElementsByTagName("title")]
    assert "seen at Ussuriysk, 2023-09-12 06:00 UTC, stated: 2023-09-12T16:00" in hints


def test_claims_of_one_leg_and_of_times_are_drawn_with_their_verdict() -> None:
    document = read(journeys.two_legs())
    marks = document.getElementsByTagName("g")[2]
    lines = [e.getAttribute("class") for e in marks.getElementsByTagName("path") if "claim" in e.getAttribute("class")]
    assert "claim consistent" in lines  # 20 hours
    assert "claim told contradicted" in lines  # two days late
    assert (
        len([line for line in lines if not line.startswith("claim told")]) == 1
    )  # Moscow is no stop, 1,000 km too far
    assert {"reported, consistent", "reported, contradicted"} <= {content(text) for text in wide_texts(document)}


def test_statements_that_cannot_both_hold_are_red_and_no_course_joins_them() -> None:
    document = read(journeys.clashing())
    clash = by_class(document, "clash", "path")[0]
    assert "cannot both hold" in content(clash.getElementsByTagName("title")[0])
    assert len(by_class(document, "in-conflict")) == 2
    course = by_class(document, "course", "path")[0].getAttribute("d")
    assert spots(course)[0][0] > spots(clash.getAttribute("d"))[0][0]
    assert "1 of which cannot both hold" in describe(Timeline(journeys.clashing()))


def test_a_journey_without_times_has_none() -> None:
    for journey in (journeys.untimed(), UNSTATED):
        with pytest.raises(UsageError, match="no stop of this journey states a time"):
            svg(Timeline(journey))


# ---- text is text


def test_hostile_text_stays_text() -> None:
    nasty = " ".join(HOSTILE)
    story = journeys.two_legs()
    named = {key: replace(place, name=nasty) for key, place in story.places.items()}
    itinerary = story.itinerary.model_copy(update={"title": nasty})
    document = read(replace(story, places=named, itinerary=itinerary))
    assert content(document.getElementsByTagName("title")[0]) == f"Times: {clean(nasty)}".replace(
        "\r\n", "\n"
    )  # as XML reads line breaks
    names = wide_texts(document, "stop-name")
    assert names
    assert all(content(name).startswith(" ".join(nasty.split())[:20]) for name in names)
    allowed = {"svg", "title", "desc", "style", "rect", "g", "path", "text", "circle"}
    assert {element.tagName for element in document.getElementsByTagName("*")} == allowed


@given(st.text(st.characters(exclude_categories=[])))
@settings(deadline=None, max_examples=60)
def test_any_title_makes_well_formed_xml(title: str) -> None:
    story = journeys.two_legs()
    document = read(replace(story, itinerary=story.itinerary.model_copy(update={"title": title})))
    assert document.documentElement.tagName == "svg"


def test_what_xml_forbids_is_left_out() -> None:
    assert clean("a\x00b\x0bc\x1b\ufffe\ud800d\te") == "abcd\te"


# ---- legible


@pytest.mark.parametrize(
    "journey", [journeys.two_legs, journeys.clashing, lambda: journeys.to_and_fro(300)], ids=["two", "clash", "many"]
)
@pytest.mark.parametrize(("style", "size"), [("wide", 12.5), ("narrow", 21.0)])
def test_no_name_covers_another(journey, style: str, size: float) -> None:
    document = read(journey())
    boxes = []
    for text in [t for g in by_class(document, style, "g") for t in by_class_in(g, "stop-name")]:
        x, y, wide = float(text.getAttribute("x")), float(text.getAttribute("y")), width_of(content(text), size)
        left = x - wide if "end" in text.getAttribute("class").split() else x
        assert left >= LEFT
        assert left + wide <= RIGHT
        assert TOP <= y <= BOTTOM + 1
        boxes.append((left, left + wide, y))
    assert len(boxes) >= 2
    for n, one in enumerate(boxes):
        for other in boxes[n + 1 :]:
            assert one[1] <= other[0] or other[1] <= one[0] or abs(one[2] - other[2]) >= size


def by_class_in(group: minidom.Element, name: str) -> list[minidom.Element]:
    return [e for e in group.getElementsByTagName("text") if name in e.getAttribute("class").split()]


def test_a_long_journey_stays_small_and_keeps_its_marks_apart() -> None:
    document = read(journeys.to_and_fro(600))
    marks = [c for c in by_class(document, "stop", "circle") if c.getAttribute("r") == "3.6"]
    assert 20 < len(marks) < 120
    assert len(svg(Timeline(journeys.to_and_fro(600)))) < 120_000


@pytest.mark.parametrize(
    ("first", "last", "texts"),
    [
        (469_000, 469_000.5, ["16:00", "16:05", "16:10", "16:15", "16:20", "16:25", "16:30"]),
        (469_000, 469_020, ["18:00", "21:00", "4 Jul", "03:00", "06:00", "09:00", "12:00"]),
        (469_000, 469_190, ["4 Jul", "5 Jul", "6 Jul", "7 Jul", "8 Jul", "9 Jul", "10 Jul", "11 Jul"]),
        (469_000, 469_900, ["10 Jul", "17 Jul", "24 Jul", "31 Jul", "7 Aug"]),
        (469_000, 473_000, ["Aug 2023", "Sep 2023", "Oct 2023", "Nov 2023", "Dec 2023"]),
        (469_000, 569_000, ["2024", "2026", "2028", "2030", "2032", "2034"]),
    ],
)
def test_time_ticks_are_round(first: float, last: float, texts: list[str]) -> None:
    assert [tick.text for tick in time_ticks(first, last, 8)] == texts


def test_the_day_among_hours_stands_out() -> None:
    assert [tick.text for tick in time_ticks(469_000, 469_020, 8) if tick.major] == ["4 Jul"]


@given(st.floats(-1.7e7, 7e7), st.floats(0.01, 7e7), st.integers(2, 12))
@settings(deadline=None)
def test_there_are_never_many_ticks(first: float, span: float, most: int) -> None:
    ticks = time_ticks(first, first + span, most)
    assert len(ticks) <= most + 2
    assert all(first - 1e-6 <= tick.at <= first + span for tick in ticks)


@pytest.mark.parametrize(
    ("total", "texts"),
    [(0.3, ["0.0", "0.1", "0.2", "0.3"]), (7, ["0", "2", "4", "6"]), (4960, ["0", "1,000", "2,000", "3,000", "4,000"])],
)
def test_kilometres_are_round(total: float, texts: list[str]) -> None:
    assert [tick.text for tick in km_ticks(total, 5)] == texts


# ---- edges


@pytest.mark.parametrize(
    "stops",
    [
        [{"place": "Vladivostok", "arrive": "2019-04-24", "depart": "2019-04-26"}],
        [{"place": "Vladivostok"}, {"place": "Moscow", "by": "zeppelin", "arrive": "../2019-04"}, {"place": "Khasan", "by": "zeppelin"}],
        [{"place": "Vladivostok"}, {"place": "Moscow", "by": "zeppelin", "arrive": "2019-04/.."}, {"place": "Khasan", "by": "zeppelin"}],
        [{"place": "Vladivostok", "depart": "0001"}, {"place": "Moscow", "by": "rail", "arrive": "9998"}],
        [{"place": "Khasan", "depart": "2019-04-24"}, {"place": "Khasan", "by": "rail", "arrive": "2019-04-26"}],
        [{"place": "Khasan", "depart": "2019-04-24T10:00"}, {"place": "Khasan", "by": "rail", "arrive": "2019-04-24T10:00"}],
    ],
    ids=["one stop", "until", "from", "millennia", "nowhere", "an instant"],
)  # fmt: skip
def test_what_is_drawn_is_on_the_sheet(stops: list[dict[str, str]]) -> None:
    document = read(journeys.timed(*stops))
    drawn = [spot for e in document.getElementsByTagName("path") for spot in spots(e.getAttribute("d"))]
    assert drawn
    assert all(0 <= x <= 720 and 0 <= y <= 556 for x, y in drawn)
    assert "nan" not in document.toxml()
    assert "inf," not in document.toxml()


def test_the_same_journey_makes_the_same_bytes() -> None:
    assert svg(Timeline(journeys.two_legs())) == svg(Timeline(replace(journeys.two_legs())))


@pytest.mark.parametrize(("theme", "paper"), [("light", "#fdfcfa"), ("dark", "#11171d")])
def test_a_theme_can_be_fixed(theme, paper: str) -> None:
    text = svg(Timeline(journeys.two_legs()), theme).decode()
    assert "prefers-color-scheme" not in text
    assert f".paper {{ fill: {paper}; }}" in text


def test_a_place_is_shown_by_its_own_name() -> None:
    known = Place("Name of its own", 43.5, 132.0, "RU", "city", "fake:9", 1.0, "Asia/Vladivostok")
    story = journeys.two_legs()
    shown = read(replace(story, places={**story.places, "Khasan": known}))
    assert "Name of its own" in [content(text) for text in wide_texts(shown, "stop-name")]
