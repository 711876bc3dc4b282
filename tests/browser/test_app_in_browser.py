"""The real app in a real browser, with nothing but this machine to reach."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from app_server import ROOT, serving
from playwright.sync_api import FrameLocator, expect
from show_samples import HOSTILE
from visit import Visit

pytestmark = pytest.mark.browser

MILLISECONDS = 60_000
# What Streamlit makes of Markdown, and what it replaces after Markdown is read.
MARKED_UP = (
    "**bold** _slanted_ ~~struck~~ `code`",
    "[link](javascript:alert(1)) ![picture](x)",
    ":red[red] :blue-background[blue] :small[small]",
    ":smile: :material/home: :streamlit:",
    "$x^2$ $$y$$",
    "a -> b <- c -- d >= e",
    "www.a.example https://a.example/y",
    "# heading",
    "- item",
    "&lt;b&gt; &#42;",
)
NASTY = " ".join((*HOSTILE, *MARKED_UP))
ITINERARY = {
    "title": NASTY,
    "traveller": [NASTY],
    "sources": {"s": {"publisher": NASTY, "title": NASTY, "url": "https://a.example/x"}},
    "places": {
        "one": {"name": f"One {NASTY}", "lat": 43.1, "lon": 131.9, "precision_km": 3},
        "two": {"name": f"Two {NASTY}", "lat": 43.6, "lon": 132.5},
    },
    "stops": [
        {"place": "one", "depart": "2023-09-12T06:00Z", "events": [NASTY], "sources": ["s"]},
        {"place": "two", "by": {"vehicle": NASTY, "sources": ["s"]}, "arrive": "2023-09-12T20:00Z", "events": [NASTY]},
    ],
    "claims": [{"quote": NASTY, "source": "s", "from": "one", "to": "two", "distance": "300 km"}],
}


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the server says."""
    return tmp_path_factory.mktemp("log") / "server.txt"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, log: Path) -> Iterator[str]:
    """The app as it is, beside one itinerary of ours and one full of what is not text elsewhere."""
    folder = tmp_path_factory.mktemp("app")
    shutil.copy(ROOT / "app.py", folder)
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    shutil.copytree(ROOT / "itineraries", folder / "itineraries", ignore=lambda *_: {"places.yaml"})
    (folder / "itineraries" / "zz-hostile.yaml").write_text(json.dumps(ITINERARY, ensure_ascii=False))
    with serving(folder / "app.py", log) as address:
        yield address


@pytest.fixture
def app(loopback: Visit, address: str, log: Path) -> Iterator[Visit]:
    """The app, opened; whatever a test does there, nothing fails and nothing leaves this machine."""
    loopback.page.set_default_timeout(MILLISECONDS)
    loopback.open(address)
    yield loopback
    assert loopback.outside() == []
    assert loopback.complaints == []
    assert "Traceback" not in log.read_text()


def drawn_map(app: Visit) -> FrameLocator:
    frame = app.page.frame_locator("iframe")
    frame.locator("[data-drawn=true]").wait_for()
    return frame


def choose_hostile(app: Visit) -> None:
    drawn_map(app)
    app.page.get_by_role("combobox").click()
    app.page.get_by_role("option").last.click()
    app.page.locator(".st-key-title").get_by_text("{{7*191}}").wait_for()
    expect(app.page.locator("iframe")).to_have_count(1)  # the journey before it is gone


def cells(app: Visit) -> list[str]:
    """The cells of the table in sight: drawn on a canvas, and told to screen readers."""
    table = app.page.locator("[data-testid=stDataFrame]:visible")
    table.locator("td").first.wait_for(state="attached")
    return table.locator("td").all_text_contents()


def test_opens_on_a_journey_with_its_map_and_claims(app: Visit) -> None:
    frame = drawn_map(app)
    assert "1 · 11" in frame.locator(".demarche-badge").all_inner_texts()
    box = frame.locator(".leaflet-container").bounding_box()
    assert box
    assert box["width"] > 1000
    expect(app.page.get_by_text("contradicted", exact=True).first).to_be_visible()
    app.page.get_by_role("tab", name="Legs").click()
    assert "armoured train" in cells(app)


def test_moving_the_map_does_not_draw_it_again(app: Visit) -> None:
    frame = drawn_map(app)
    frame.locator(".leaflet-container").evaluate("map => { map.dataset.same = 'yes' }")
    frame.get_by_role("button", name="Zoom in").click()
    app.page.wait_for_timeout(700)
    assert frame.locator("[data-same=yes]").count() == 1


def test_shows_where_they_can_have_been_at_a_moment(app: Visit) -> None:
    frame = drawn_map(app)
    slider = frame.get_by_label("Where can they have been?")
    slider.press("Home")
    expect(frame.locator(".demarche-when")).to_contain_text("10 Sep 2023, 03:00 UTC")
    slider.press("End")
    expect(frame.locator(".demarche-when")).to_contain_text("at Pyongyang")
    assert frame.locator("path.demarche-likely").count() == 1


def test_has_a_diagram_and_a_table_of_times(app: Visit) -> None:
    drawn_map(app)
    app.page.get_by_role("tab", name="Times").click()
    picture = app.page.get_by_role("img", name="Time–distance diagram")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    shown = cells(app)
    assert "12 Sep 2023, morning" in shown
    assert any(cell.startswith("12 Sep 2023 06:00–") and cell.endswith(" UTC+10") for cell in shown)
    expect(app.page.get_by_text(re.compile(r"halts included, on \d+ observed stretches"))).to_be_visible()


def test_shows_hostile_text_as_it_is(app: Visit) -> None:
    choose_hostile(app)
    shown = app.page.locator("[data-testid=stText]")
    expect(shown.get_by_text(NASTY, exact=True)).to_have_count(3)  # title, traveller, source of the claim
    assert f"“{NASTY}”" in shown.all_text_contents()
    assert shown.locator("a, img, strong, em, code, del, h1, li, svg, script, .katex").count() == 0
    for tab in ("Legs", "Stops", "Sources"):
        app.page.get_by_role("tab", name=tab).click()
        assert NASTY in cells(app)
    app.page.get_by_role("tab", name="Times").click()
    assert f"One {NASTY}" in cells(app)
    assert app.page.get_by_role("img", name="Time–distance diagram").evaluate(
        "image => image.decode().then(() => true)"
    )
    frame = drawn_map(app)
    frame.locator(".demarche-stop").first.press("Enter")
    assert NASTY in (frame.locator(".demarche-card").text_content() or "")


def test_downloads(app: Visit) -> None:
    drawn_map(app)
    starts = {
        "Page (HTML)": b"<!doctype html>",
        "GeoJSON": b"{",
        "Legs (CSV)": b"\xef\xbb\xbf",
        "Map (PNG)": b"\x89PNG",
        "Map (SVG)": b"<svg",
        "Map (PDF)": b"%PDF",
        "Times (SVG)": b"<svg",
        "Itinerary (YAML)": b"title:",
    }
    for button, start in starts.items():
        with app.page.expect_download() as waiting:
            app.page.get_by_role("button", name=button).click()
        content = waiting.value.path().read_bytes()
        assert start in content[:2000], button


def test_tells_the_faults_of_a_pasted_text(app: Visit) -> None:
    app.page.get_by_role("link", name="Your own file").click()
    app.page.get_by_label("Or paste it here").fill(f"title: x\n{json.dumps(MARKED_UP[0])}: 1\nstops: [{{place: A}}]\n")
    app.page.get_by_role("button", name="Show and check").click()
    app.page.get_by_text("This cannot be used as it is.").wait_for()
    assert {"`traveller` is missing", "unknown key", MARKED_UP[0]} <= set(cells(app))


def test_shows_an_uploaded_file(app: Visit) -> None:
    app.page.get_by_role("link", name="Your own file").click()
    content = json.dumps(ITINERARY | {"title": "Uploaded"}).encode()
    file = {"name": "own.yaml", "mimeType": "application/yaml", "buffer": content}
    app.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type] # Playwright's own shape
    app.page.get_by_text("Uploaded", exact=True).wait_for()
    drawn_map(app)


def test_works_out_one_leg(app: Visit) -> None:
    app.page.get_by_role("link", name="One leg").click()
    app.page.get_by_label("From").fill("Springfield")
    app.page.get_by_label("To", exact=True).fill("Chicago")
    app.page.get_by_role("button", name="Work it out").click()
    app.page.get_by_text("Springfield is ambiguous").wait_for()
    assert drawn_map(app).locator(".demarche-badge").all_inner_texts() == ["1", "2"]


def test_fits_a_phone(app: Visit) -> None:
    app.page.set_viewport_size({"width": 390, "height": 844})
    frame = drawn_map(app)
    main = app.page.locator("[data-testid=stMain]")
    assert main.evaluate("main => main.scrollWidth") <= 390
    box = frame.locator(".leaflet-container").bounding_box()
    assert box
    assert box["width"] == pytest.approx(358, abs=10)
