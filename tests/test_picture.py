"""The map for print: read back with readers that are not ours, and held to what it promises of boxes and scale."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from itertools import combinations, cycle, pairwise
from typing import Any
from xml.dom import minidom

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from geo.errors import UsageError
from geo.geodesy import distance_km
from geo.itinerary import Itinerary
from geo.journey import Journey, Passage, Path, Place, Point, Route
from geo.picture import PICTURES, Paper, picture
from geo.picture.draw import Drawn, drawn
from geo.picture.furniture import nice_length, north_said, scale_said
from geo.picture.globe import KM_PER_DEGREE, along, cap, degrees, vectors
from geo.picture.inks import INKS
from geo.picture.lettering import Lettering, broken, clean, drawable, width_mm
from geo.picture.panel import Block, columns_of, fitting, flow
from geo.picture.placing import Sheet, Wanted, placed
from geo.picture.tracks import shifted
from geo.picture.view import Rect, View, fitted
from geo.quantity import Estimate
from tests import show_samples as samples
from tests.conftest import ROOT
from tests.shipped import shipped

SMALL = Paper.of("120x90mm", 72)


def flown(*stops: tuple[str, float, float], title: str = "A journey", by: str = "airliner") -> Journey:
    """A journey in straight lines between places."""
    places = {name: Place(name, lat, lon, source="given:here", precision_km=1.0) for name, lat, lon in stops}
    first, *rest = stops
    told = {
        "title": title,
        "traveller": "An envoy",
        "stops": [{"place": first[0]}, *({"place": s[0], "by": by} for s in rest)],
    }
    legs = [(places[a[0]], places[b[0]]) for a, b in pairwise(stops)]
    routes = [_straight(origin, destination, by) for origin, destination in legs]
    return Journey(
        Itinerary.model_validate(told), places, tuple(routes), tuple(Passage(route, None) for route in routes)
    )


def _straight(origin: Place, destination: Place, by: str) -> Route:
    km = distance_km(origin.point, destination.point)
    path = Path(Estimate.exact(km, "km"), (origin.point, destination.point), "geodesic")
    return Route(origin, destination, by, "air", path, km)


ANCHORAGE = flown(("Shanghai", 31.2, 121.5), ("Anchorage", 61.2, -149.9))
OVER_THE_POLE = flown(("New York", 40.6, -73.8), ("North Pole", 90.0, 0.0), ("Hong Kong", 22.3, 113.9))
SOUTH = flown(("Punta Arenas", -53.2, -70.9), ("South Pole", -90.0, 0.0), ("Hobart", -42.9, 147.3))
AROUND = flown(
    ("London", 51.5, -0.1), ("Dubai", 25.2, 55.3), ("Singapore", 1.3, 103.8), ("Sydney", -33.9, 151.2),
    ("Honolulu", 21.3, -157.9), ("New York", 40.7, -74.0), ("Greenwich", 51.4, 0.0),
)  # fmt: skip
OPPOSITE = flown(("Madrid", 40.4, -3.7), ("Wellington", -41.3, 174.8))
FAR = {
    "pacific": samples.pacific(), "anchorage": ANCHORAGE, "pole": OVER_THE_POLE, "south": SOUTH, "around": AROUND,
    "opposite": OPPOSITE,
}  # fmt: skip
CASES = FAR | {
    "sketch": samples.kim_sketch(),
    "alone": samples.alone(),
    "one place twice": flown(("Here", 50.0, 10.0), ("There", 50.0, 10.0)),
    "at the pole": flown(("Pole", 90.0, 0.0)),
    "hostile": samples.hostile(),
    "long": flown(("A" * 200, 50.0, 10.0), ("word " * 40, 51.0, 12.0), title="A very long title " * 20),
}


def crowded(count: int) -> Journey:
    """As many stops, all over Europe."""
    places = np.random.default_rng(7).uniform((36, -8), (62, 40), (count, 2))
    return flown(*((f"Stop {number}", float(lat), float(lon)) for number, (lat, lon) in enumerate(places, start=1)))


@cache
def text_of(case: str, size: str = "a4") -> str:
    """The text of a case's PDF, as pypdf finds it."""
    return str(PdfReader(io.BytesIO(picture([CASES[case]], "pdf", Paper.of(size)))).pages[0].extract_text())


def text_in(*journeys: Journey, size: str = "a4") -> str:
    return str(PdfReader(io.BytesIO(picture(journeys, "pdf", Paper.of(size)))).pages[0].extract_text())


# --- the files, as others read them -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "dpi", "expected"), [("a4", 150, (1754, 1240)), ("square", 72, (510, 510)), ("8x6in", 96, (768, 576))]
)
def test_a_png_has_the_dots_of_its_paper(size: str, dpi: int, expected: tuple[int, int]) -> None:
    image = Image.open(io.BytesIO(picture([samples.alone()], "png", Paper.of(size, dpi))))
    assert image.size == expected
    assert image.mode == "RGB"
    assert image.info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)
    assert image.info["Title"] == "At home"
    assert len(image.getcolors(1_000_000)) > 50  # something is drawn


def test_an_svg_is_as_large_as_its_paper_and_refers_to_nothing_outside() -> None:
    document = minidom.parseString(picture([samples.kim_sketch()], "svg", Paper.of("200x100mm")))
    root = document.documentElement
    assert root.tagName == "svg"
    width, height = (float(root.getAttribute(side).removesuffix("pt")) / 72 * 25.4 for side in ("width", "height"))
    assert (width, height) == (pytest.approx(200, abs=0.01), pytest.approx(100, abs=0.01))
    elements = {element.tagName for element in document.getElementsByTagName("*")}
    assert not elements & {"script", "image", "a", "foreignObject", "text"}  # letters are outlines
    links = [element.getAttribute("xlink:href") for element in document.getElementsByTagName("*")]
    assert all(link.startswith("#") for link in links if link)
    assert document.getElementsByTagName("dc:title")[0].firstChild.data == "Kim Jong Un in the Russian Far East"
    assert not document.getElementsByTagName("dc:date")


def test_a_pdf_is_one_page_as_large_as_its_paper_with_text_that_can_be_found() -> None:
    reader = PdfReader(io.BytesIO(picture([samples.kim_sketch()], "pdf", Paper.of("a4"))))
    (page,) = reader.pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx((841.89, 595.28), abs=0.01)
    text = page.extract_text()
    for found in (
        "Kim Jong Un in the Russian Far East",
        "Vostochny Cosmodrome",
        "OpenStreetMap",
        "GeoNames",
        "Natural Earth",
        "no endorsement",
        "By rail",
        "[1]",
        "200 km",
        "mi",
    ):
        assert found in text, found
    assert reader.metadata is not None
    assert reader.metadata.title == "Kim Jong Un in the Russian Far East"
    assert "/CreationDate" not in reader.metadata
    assert not {"/JavaScript", "/OpenAction", "/AA"} & set(reader.trailer["/Root"].keys() | page.keys())
    assert not page.annotations


@pytest.mark.parametrize("kind", PICTURES)
def test_the_same_journey_makes_the_same_bytes(kind: Any) -> None:
    assert picture([samples.kim_sketch()], kind, SMALL) == picture([samples.kim_sketch()], kind, SMALL)


def test_light_and_dark_are_two_papers() -> None:
    corners = [
        Image.open(io.BytesIO(picture([samples.alone()], "png", replace(SMALL, theme=theme)))).getpixel((1, 1))
        for theme in ("light", "dark")
    ]
    assert corners == [(255, 255, 255), (17, 23, 29)]


# --- no box covers another --------------------------------------------------------------------------------------------


def boxes_of(made: Drawn) -> list[Rect]:
    return [*(box for box in made.badges if box), *(name.box for name in made.names)]


def assert_apart(made: Drawn) -> None:
    boxes = np.array([box.bounds for box in boxes_of(made)])
    left, bottom, right, top = boxes.T
    across = (left[:, None] < right) & (left < right[:, None])
    meets = across & (bottom[:, None] < top) & (bottom < top[:, None])
    np.fill_diagonal(meets, val=False)
    assert not meets.any()
    frame = made.layout.view.frame
    assert all(frame.contains(box) for box in boxes_of(made))


@pytest.mark.parametrize(
    ("case", "size"), list(zip(sorted(CASES), cycle(["a4", "square", "a5-portrait", "90x70mm"]), strict=False))
)
def test_no_badge_and_no_name_covers_another(case: str, size: str) -> None:
    assert_apart(drawn([CASES[case]], Paper.of(size, 100)))


@pytest.mark.parametrize("name", ["kim-russia-2023", "biden-kyiv-2023", "brandt-erfurt-1970", "nixon-china-1972"])
def test_nor_in_the_journeys_that_are_shipped(name: str) -> None:
    made = drawn([shipped(name)], Paper.of("a4"))
    assert_apart(made)
    assert all(made.badges)  # every stop has its number


def written_boxes(made: Drawn) -> list[tuple[str, Rect]]:
    """Every text as the renderer sees it, in mm, but for halos."""
    figure, dpi = made.canvas.figure, made.canvas.paper.dpi
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    renderer = FigureCanvasAgg(figure).get_renderer()
    found = []
    for text in made.canvas.axes.texts:
        if not text.get_path_effects() and text.get_text().strip():
            x0, y0, x1, y1 = text.get_tightbbox(renderer).extents * 25.4 / dpi
            found.append((text.get_text(), Rect(x0, y0, x1, y1)))
    return found


@pytest.mark.parametrize(
    ("case", "size"), [("sketch", "square"), ("hostile", "a4"), ("long", "square"), ("around", "a4")]
)
def test_no_text_is_drawn_over_another_or_off_the_paper(case: str, size: str) -> None:
    paper = Paper.of(size, 200)
    texts = written_boxes(drawn([CASES[case]], paper))
    sheet = Rect(0, 0, paper.width_mm, paper.height_mm)
    assert len(texts) > 20
    assert all(sheet.contains(box) for _, box in texts)
    # Half a point: what a font calls its box reaches a little past the ink.
    over = [(one, other) for (one, a), (other, b) in combinations(texts, 2) if a.grown(-0.35).meets(b.grown(-0.35))]
    assert over == []


def test_a_thousand_stops_are_drawn_and_what_has_no_room_is_said() -> None:
    made = drawn([crowded(1000)], Paper.of("a4", 100))
    assert_apart(made)
    left_out = sum(box is None for box in made.badges)
    assert 0 < left_out < 1000
    told = " ".join(text for text, _ in written_boxes(made))
    assert f"{left_out} stops have no room for their number" in told
    assert re.search(r"and \d{3} more stops, in the itinerary file", told)


def test_a_name_stands_nearer_to_its_own_badge_than_to_any_other() -> None:
    made = drawn([shipped("kim-russia-2023")], Paper.of("square"))
    badges = [box for box in made.badges if box]
    for name in (name for name in made.names if name.kind == "stop"):
        away = sorted(
            np.hypot(
                max(0, a.left - name.box.right, name.box.left - a.right),
                max(0, a.bottom - name.box.top, name.box.bottom - a.top),
            )
            for a in badges
        )
        assert away[0] < away[1]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.floats(0, 60), st.floats(0, 40), st.floats(2, 12)), min_size=1, max_size=60))
def test_badges_never_meet_wherever_they_want_to_be(wanted: list[tuple[float, float, float]]) -> None:
    frame = Rect(0, 0, 60, 40)
    boxes = [box for box in placed(Sheet(frame), [Wanted(x, y, width, 4) for x, y, width in wanted], 0.7, 1.0) if box]
    assert boxes or all(x < 1 or y < 2 or x > 59 or y > 38 for x, y, _ in wanted)
    assert all(frame.contains(box) for box in boxes)
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))


# --- the projection and its scale -------------------------------------------------------------------------------------

LATS, LONS = st.floats(-90, 90), st.floats(-180, 180)
PLACES = st.lists(st.tuples(LATS, LONS), min_size=1, max_size=8)
FRAME = Rect(10, 10, 210, 160)


@given(PLACES)
def test_all_of_a_journey_is_in_the_frame(places: list[tuple[float, float]]) -> None:
    points = along(vectors(*np.array(places).T))
    x, y = fitted(points, FRAME).mm(*degrees(points)).T
    assert np.isfinite(x).all()
    assert x.min() >= FRAME.left - 1e-6
    assert x.max() <= FRAME.right + 1e-6
    assert y.min() >= FRAME.bottom - 1e-6
    assert y.max() <= FRAME.top + 1e-6


@given(PLACES)
def test_a_line_follows_great_circles_and_keeps_its_points(places: list[tuple[float, float]]) -> None:
    points = vectors(*np.array(places).T)
    line = along(points)
    assert np.allclose(np.linalg.norm(line, axis=1), 1, atol=1e-6)
    assert (np.arccos(np.clip((line[:-1] * line[1:]).sum(axis=1), -1, 1)) < np.radians(0.6)).all()
    assert all(np.abs(line - point).max(axis=1).min() < 1e-6 for point in points)


@given(PLACES)
def test_a_cap_holds_every_point(places: list[tuple[float, float]]) -> None:
    points = vectors(*np.array(places).T)
    middle, radius_deg = cap(points)
    assert (np.degrees(np.arccos(np.clip(points @ middle, -1, 1))) <= radius_deg + 1e-4).all()


@pytest.mark.parametrize("name", sorted(set(FAR) - {"opposite"}))
def test_lines_over_a_pole_or_the_antimeridian_are_whole(name: str) -> None:
    view, line = view_of(FAR[name])
    steps = np.hypot(*np.diff(view.mm(*degrees(line)), axis=0).T) / view.mm_per_km
    assert steps.max() < 0.6 * KM_PER_DEGREE * view.stretch(min(view.reach_km, 15_000))


def view_of(journey: Journey) -> tuple[View, Any]:
    stops = [journey.places[stop.place] for stop in journey.itinerary.stops]
    line = along(vectors(np.array([place.lat for place in stops]), np.array([place.lon for place in stops])))
    return fitted(line, FRAME), line


@pytest.mark.parametrize("name", ["pacific", "anchorage", "south"])
@pytest.mark.parametrize("bearing", [0, 77, 180, 300])
def test_the_scale_is_true_along_lines_from_the_centre(name: str, bearing: int) -> None:
    from pyproj import Geod

    view, _ = view_of(FAR[name])
    km = view.reach_km * 0.8
    lon, lat, _ = Geod(ellps="WGS84").fwd(view.lon, view.lat, bearing, km * 1000)
    away_mm = np.hypot(*(view.mm(np.array([lat]), np.array([lon]))[0] - view.centre_mm))
    assert away_mm / view.mm_per_km == pytest.approx(km, rel=1e-4)


@pytest.mark.parametrize("name", ["pacific", "anchorage"])
def test_across_such_lines_it_is_as_wrong_as_is_said(name: str) -> None:
    view, _ = view_of(FAR[name])
    from pyproj import Geod

    geod, km = Geod(ellps="WGS84"), view.reach_km
    ends = [geod.fwd(view.lon, view.lat, bearing, km * 1000)[:2] for bearing in (40, 40.5)]
    drawn_km = np.hypot(*np.diff(view.mm(*np.array(ends).T[::-1]), axis=0)[0]) / view.mm_per_km
    real_km = distance_km(*(Point(lat, lon) for lon, lat in ends))
    assert drawn_km / real_km == pytest.approx(view.stretch(km), rel=2e-3)
    (percent,) = re.findall(r"up to (\d+) % too long", scale_said(view))
    assert 0 <= int(percent) - (drawn_km / real_km - 1) * 100 < 1.3


def test_north_is_up_at_the_centre() -> None:
    view, _ = view_of(ANCHORAGE)
    step = view.mm(np.array([view.lat + 0.1]), np.array([view.lon]))[0] - view.centre_mm
    assert abs(step[0]) < 1e-3
    assert step[1] > 0
    assert view.centre_mm == pytest.approx(FRAME.middle, abs=1.0)
    assert north_said(view) == "North is up at the centre."


def test_near_its_centre_a_scale_holds_everywhere() -> None:
    view, _ = view_of(flown(("Pyongyang", 39.0, 125.8), ("Khasan", 42.4, 130.6)))
    assert "everywhere" in scale_said(view)


def test_a_journey_around_the_world_is_seen_from_above_a_pole_or_all_of_it() -> None:
    view, _ = view_of(OPPOSITE)
    assert view.is_polar
    assert "Pole is at the centre" in north_said(view)


@given(st.floats(0.01, 40_000))
def test_bars_have_round_lengths(most: float) -> None:
    length = nice_length(most)
    assert length <= most * (1 + 1e-9)
    assert length > most / 2.6
    assert float(f"{length:.0e}"[0]) in {1, 2, 5}


# --- texts ------------------------------------------------------------------------------------------------------------


def test_hostile_texts_are_letters_and_nothing_else() -> None:
    svg = picture([samples.hostile()], "svg", Paper.of("a4"))
    document = minidom.parseString(svg)
    title = document.getElementsByTagName("dc:title")[0].firstChild.data
    assert "</script><script>alert(1)</script>" in title
    elements = {element.tagName for element in document.getElementsByTagName("*")}
    assert not elements & {"script", "img", "b", "a", "image"}
    attributes = [value for element in document.getElementsByTagName("*") for value in element.attributes.values()]
    assert attributes
    assert not [one.value for one in attributes if "javascript" in one.value.lower() or one.name.startswith("on")]
    text = text_of("hostile")
    assert "{{7*191}}" in text
    assert "1337" not in text


def test_dollars_are_no_mathematics() -> None:
    journey = flown(("$x^2$ \\alpha", 50.0, 10.0), ("$\\frac{1}{0", 51.0, 12.0), title="$100 and $200_million")
    text = text_in(journey)
    for found in ("$x^2$ \\alpha", "$\\frac{1}{0", "$100 and $200_million"):
        assert found in text


def test_controls_and_turns_of_direction_are_left_out() -> None:
    assert clean("a\u202eb\x00c\x07 d\ud800\n e\ufeff") == "abc d e"
    assert picture([flown(("a\u202eb", 1.0, 2.0), title="x\u202ey")], "svg", SMALL)


def test_arabic_is_joined_and_hebrew_and_hangul_have_letters() -> None:
    plain = Lettering(10)
    apart = "\u200c".join("محمد")  # zero-width non-joiners
    assert width_mm("محمد", plain) != pytest.approx(width_mm(apart, plain), rel=0.005)
    assert drawable("القدس ירושלים Хабаровск Αθήνα") == "القدس ירושלים Хабаровск Αθήνα"


def test_right_to_left_is_found_in_a_pdf() -> None:
    text = text_in(flown(("القدس", 31.8, 35.2), ("ירושלים", 32.8, 35.9)))
    assert "القدس" in text
    assert "ירושלים" in text


def test_a_character_that_no_font_has_is_a_box_and_said() -> None:
    private = "\ua6ee"  # a Bamum letter
    if drawable(private) == private:
        pytest.skip("this machine has a font for it")
    text = text_in(flown((f"A{private}B", 1.0, 2.0)))
    assert "A□B" in text
    assert "no font of this computer has" in text


@given(st.text(max_size=80), st.floats(5, 60), st.integers(1, 4))
def test_broken_lines_fit(text: str, most_mm: float, most_lines: int) -> None:
    letters = Lettering(7)
    lines = broken(clean(text), letters, most_mm, most_lines)
    assert len(lines) <= most_lines
    assert all(width_mm(line, letters) <= most_mm or len(line) <= 2 for line in lines)


# --- the panel --------------------------------------------------------------------------------------------------------


@given(st.lists(st.floats(1, 20), min_size=1, max_size=40), st.integers(1, 4))
def test_blocks_flow_within_their_columns(heights: list[float], count: int) -> None:
    columns = columns_of(Rect(0, 0, 100, 60), count, 5)
    blocks = [Block(height, lambda *_: None) for height in heights]
    found = flow(blocks, columns)
    assert found is not None or sum(heights) > 20
    for block in found or ():
        column = next(column for column in columns if column.left == block.left)
        assert column.bottom - 1e-6 <= block.top - block.block.height
        assert block.top <= column.top


def test_what_has_no_room_in_the_panel_is_counted() -> None:
    def blocks_of(share: float) -> list[Block]:
        return [Block(10, lambda *_: None)] * round(40 * share)

    assert len(fitting(blocks_of, columns_of(Rect(0, 0, 100, 60), 2, 5))) == 12


def test_sources_are_numbered_through_several_journeys_and_stops_cite_them() -> None:
    text = text_in(samples.kim_sketch(), samples.kim_sketch(), size="a3")
    assert "[4]" in text
    assert "2023-09-13" not in text  # times are in words
    assert "13 Sep 2023, about 13:00 [4, 3]" in text


def test_without_sources_nothing_is_said_of_them() -> None:
    text = text_of("anchorage")
    assert "Sources" not in text
    assert "By air" in text
    assert "By rail" not in text


# --- paper ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "millimetres"),
    [
        ("a4", (297, 210)),
        ("A3", (420, 297)),
        ("a5-portrait", (148, 210)),
        ("square", (180, 180)),
        ("100x80", (100, 80)),
        ("10 x 8 cm", (100, 80)),
        ("8x6in", (203.2, 152.4)),
        ("120.5×99.5mm", (120.5, 99.5)),
    ],
)
def test_sizes(size: str, millimetres: tuple[float, float]) -> None:
    paper = Paper.of(size)
    assert (paper.width_mm, paper.height_mm) == pytest.approx(millimetres)


@pytest.mark.parametrize(
    "size",
    [
        "0x0",
        "-100x100",
        "1x1mm",
        "5000x100mm",
        "99999999999x1",
        "100x100px",
        "a9",
        "",
        "100",
        "nanxnan",
        "1e9x1e9",
        "infxinf",
        "١٠٠x١٠٠",
        "100x",
    ],
)
def test_sizes_that_cannot_be_are_refused(size: str) -> None:
    if size == "":
        assert Paper.of(size) == Paper()
        return
    with pytest.raises(UsageError):
        Paper.of(size)


@pytest.mark.parametrize("dpi", [0, -300, 49, 1201, 10**9])
def test_resolutions_that_cannot_be_are_refused(dpi: int) -> None:
    with pytest.raises(UsageError, match="from 50 to 1200"):
        Paper.of("a4", dpi)


def test_a_png_of_too_many_dots_is_refused_before_it_is_drawn() -> None:
    with pytest.raises(UsageError, match="too many pixels"):
        picture([samples.alone()], "png", Paper.of("1189x841mm", 600))


def test_no_journey_is_an_error() -> None:
    with pytest.raises(UsageError, match="no journey"):
        picture([], "png", SMALL)


# --- what else is promised --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_modes_and_travellers_have_the_colours_of_the_web_map(theme: Any) -> None:
    css = (ROOT / "geo" / "show" / "journey.css").read_text(encoding="utf-8")
    light, dark = re.findall(r':root(?:\[data-theme="dark"\])? \{(.*?)\}', css, re.DOTALL)[:2]
    colours = dict(re.findall(r"--(\w+): (#\w+)", light)) | (
        dict(re.findall(r"--(\w+): (#\w+)", dark)) if theme == "dark" else {}
    )
    assert INKS[theme].modes == {mode: colours[mode] for mode in INKS[theme].modes}
    travellers = re.findall(r"--traveller-\d: (#\w+)", light if theme == "light" else dark)
    assert len(travellers) == 8
    assert [fill for fill, _ in INKS[theme].badges] == travellers
    assert INKS[theme].of(1).badges == (INKS[theme].alone,)


def test_a_line_in_a_lane_lies_to_the_right_of_itself() -> None:
    assert shifted(np.array([(0.0, 0.0), (10.0, 0.0)]), 0.5) == pytest.approx(np.array([(0.0, -0.5), (10.0, -0.5)]))


def test_there_and_back_lie_side_by_side() -> None:
    from geo.picture.story import stories
    from geo.picture.tracks import travelled

    (story,) = stories([samples.pacific()])
    view, _ = view_of(samples.pacific())
    there, back = travelled(view, [(story.stops, story.legs)], 1.0).tracks
    assert np.hypot(*(there.line[0] - back.line[-1])) == pytest.approx(1.2, abs=0.05)


def test_the_fonts_that_are_shipped_may_be() -> None:
    fonts = ROOT / "geo" / "picture" / "fonts"
    assert "SIL Open Font License" in (fonts / "OFL.txt").read_text(encoding="utf-8")
    assert sorted(path.suffix for path in fonts.iterdir()) == [".ttf", ".ttf", ".ttf", ".txt"]
