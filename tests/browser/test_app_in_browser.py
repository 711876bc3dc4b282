"""The real app in a real browser, with nothing but this machine to reach."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from app_server import ROOT, serving
from hostile_texts import HOSTILE, NASTY, on_a_line, yaml_of
from playwright.sync_api import Browser, FrameLocator, Locator, expect
from visit import Visit

pytestmark = pytest.mark.browser

MILLISECONDS = 60_000
expect.set_options(timeout=30_000)  # a machine that does other things too
LINE = on_a_line(NASTY)  # a field for text has one line
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
MARKUP = "a, img, strong, em, code, del, h1, li, svg, script, .katex"
# Opened anywhere but at its root, Streamlit's own script looks for its server beside the page before it looks above.
LOOKED_FOR = ("/_stcore/health", "/_stcore/host-config")
LOOKING = "Failed to load resource: the server responded with a status of 404 (Not Found)"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the server says."""
    return tmp_path_factory.mktemp("log") / "server.txt"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, log: Path) -> Iterator[str]:
    """The app as it is, beside itineraries of ours and one full of what is not text elsewhere."""
    folder = tmp_path_factory.mktemp("app")
    shutil.copy(ROOT / "app.py", folder)
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    shutil.copytree(ROOT / "itineraries", folder / "itineraries", ignore=lambda *_: {"places.yaml"})
    (folder / "itineraries" / "zz-hostile.yaml").write_bytes(yaml_of(ITINERARY))
    with serving(folder / "app.py", log) as address:
        yield address


@pytest.fixture
def app(loopback: Visit, address: str, log: Path) -> Iterator[Visit]:
    """The app, ready to be opened; whatever a test does there, nothing fails and nothing leaves this machine."""
    loopback.page.set_default_timeout(MILLISECONDS)
    refused: list[str] = []
    loopback.page.on("response", lambda answer: refused.append(answer.url) if answer.status >= 400 else None)
    yield loopback
    assert loopback.outside() == []
    assert [complaint for complaint in loopback.complaints if complaint != LOOKING] == []
    assert all(url.startswith(address) and url.endswith(LOOKED_FOR) for url in refused)
    assert "Traceback" not in log.read_text()


def drawn_map(app: Visit) -> FrameLocator:
    frame = app.page.frame_locator("iframe[title='Map of the journey']")
    frame.locator("[data-drawn=true]").wait_for()
    return frame


def title(app: Visit) -> Locator:
    return app.page.locator(".st-key-title").last


def cells(app: Visit) -> list[str]:
    """The cells of the table in sight: drawn on a canvas, and told to screen readers."""
    table = app.page.locator("[data-testid=stDataFrame]:visible").first
    table.locator("td").first.wait_for(state="attached")
    return table.locator("td").all_text_contents()


def settled(app: Visit) -> None:
    """Waits until the server has nothing more to say."""
    app.page.wait_for_timeout(400)
    expect(app.page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")


# --- a journey --------------------------------------------------------------------------------------------------------


def test_opens_on_a_journey_with_its_map_and_claims(app: Visit, address: str) -> None:
    app.open(address)
    frame = drawn_map(app)
    assert "1 · 11" in frame.locator(".demarche-badge").all_inner_texts()
    box = frame.locator(".leaflet-container").bounding_box()
    assert box
    assert box["width"] > 600
    expect(app.page.get_by_text(re.compile("^contradicted · ")).first).to_be_visible()
    app.page.get_by_role("tab", name="Legs").click()
    settled(app)
    assert "armoured train" in cells(app)
    assert "table=Legs" in app.page.url


def test_choices_survive_a_reload(app: Visit, address: str) -> None:
    app.open(address)
    drawn_map(app)
    app.page.get_by_role("combobox").first.click()
    app.page.get_by_role("option", name=re.compile("Nixon")).click()
    expect(title(app)).to_contain_text("Nixon")
    app.page.get_by_text("miles", exact=True).click()
    expect(app.page.get_by_text(re.compile(r"^[\d,]+ mi$")).first).to_be_visible()
    assert "journey=nixon-china-1972" in app.page.url
    assert "units=miles" in app.page.url
    app.page.reload()
    expect(title(app)).to_contain_text("Nixon")
    expect(app.page.get_by_text(re.compile(r"^[\d,]+ mi$")).first).to_be_visible()


def test_the_map_works_without_the_server(app: Visit, address: str) -> None:
    app.open(address)
    frame = drawn_map(app)
    settled(app)
    frame.locator(".leaflet-container").evaluate("map => { map.dataset.same = 'yes' }")
    asked = len(app.requests)
    frame.get_by_role("button", name="Zoom in").click()
    slider = frame.locator("input[type=range]").first
    slider.press("End")
    app.page.wait_for_timeout(700)
    assert frame.locator("[data-same=yes]").count() == 1
    assert len(app.requests) == asked


def test_another_table_or_other_units_do_not_draw_the_map_again(app: Visit, address: str) -> None:
    app.open(address)
    frame = drawn_map(app)
    frame.locator(".leaflet-container").evaluate("map => { map.dataset.same = 'yes' }")
    app.page.get_by_role("tab", name="Stops").click()
    settled(app)
    app.page.get_by_text("nautical", exact=True).click()
    settled(app)
    assert frame.locator("[data-same=yes]").count() == 1


def test_shows_hostile_text_as_it_is(app: Visit, address: str) -> None:
    app.open(f"{address}/?journey=zz-hostile")
    expect(title(app)).to_contain_text("{{7*191}}")
    frame = drawn_map(app)
    shown = app.page.locator("[data-testid=stText]")
    assert f"“{LINE}”" in map(on_a_line, shown.all_text_contents())
    assert shown.locator(MARKUP).count() == 0
    for tab, cell in {"Legs": f"One {LINE}", "Stops": f"One {LINE}", "Sources": LINE}.items():
        app.page.get_by_role("tab", name=tab).click()
        settled(app)
        assert cell in map(on_a_line, cells(app))
    app.page.get_by_role("tab", name="Times").click()
    settled(app)
    assert f"One {LINE}" in map(on_a_line, cells(app))
    frame.locator(".demarche-stop").first.press("Enter")
    assert LINE in on_a_line(frame.locator("body").text_content() or "")
    assert frame.locator("img[src=x]").count() == 0


def test_downloads(app: Visit, address: str) -> None:
    app.open(address)
    drawn_map(app)
    app.page.get_by_text("Take it along").click()
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


def test_a_hostile_link_is_text(app: Visit, address: str) -> None:
    from urllib.parse import urlencode

    asked = [("with", text) for text in HOSTILE] + [("journey", LINE), ("units", LINE), ("table", LINE)]
    app.open(f"{address}/compare?{urlencode(asked)}")
    shown = app.page.locator("[data-testid=stText]")
    expect(shown).to_have_count(len(HOSTILE))
    assert [on_a_line(text) for text in shown.all_text_contents()] == [on_a_line(text[:200]) for text in HOSTILE]
    app.open(f"{address}/?{urlencode({'journey': LINE, 'units': LINE, 'table': LINE})}")
    app.page.get_by_text("asks for something that is not offered").wait_for()
    assert LINE[:200] in shown.all_text_contents()
    assert app.page.locator("[data-testid=stText]").locator(MARKUP).count() == 0


# --- a visitor's own --------------------------------------------------------------------------------------------------


def test_tells_the_faults_of_a_pasted_text(app: Visit, address: str) -> None:
    app.open(f"{address}/?journey=own")
    app.page.get_by_label("Or paste it here").fill(
        f"title: x\n{json.dumps('**bold** _slanted_')}: 1\nstops: [{{place: A}}]\n"
    )
    app.page.get_by_role("button", name="Show and check").click()
    app.page.get_by_text("This cannot be used as it is.").wait_for()
    assert {"`traveller` is missing", "unknown key", "**bold** _slanted_"} <= set(cells(app))


def upload(app: Visit, content: bytes, name: str = "own.yaml") -> None:
    file = {"name": name, "mimeType": "application/yaml", "buffer": content}
    app.page.locator("input[type=file]").first.set_input_files(file)  # type: ignore[arg-type] # Playwright's own shape


def test_shows_an_uploaded_file_and_still_does_after_a_reload(app: Visit, address: str) -> None:
    app.open(f"{address}/?journey=own")
    upload(app, yaml_of(ITINERARY | {"title": "Uploaded"}))
    expect(title(app)).to_have_text("Uploaded")
    drawn_map(app)
    settled(app)
    app.page.reload()
    expect(title(app)).to_have_text("Uploaded")


def test_two_visitors_never_see_each_others_file(app: Visit, address: str, browser: Browser) -> None:
    context = browser.new_context()
    other = Visit.in_context(context)
    for visit in (app, other):
        visit.open(f"{address}/?journey=own")
        visit.page.locator("input[type=file]").first.wait_for(state="attached", timeout=MILLISECONDS)
    upload(app, yaml_of(ITINERARY | {"title": "The one's"}))
    upload(other, yaml_of(ITINERARY | {"title": "The other's"}))
    expect(title(app)).to_have_text("The one's", timeout=MILLISECONDS)
    expect(title(other)).to_have_text("The other's", timeout=MILLISECONDS)
    assert "The other's" not in app.page.content()
    assert "The one's" not in other.page.content()
    context.close()


def test_an_upload_that_is_too_large_or_a_picture_is_told(app: Visit, address: str) -> None:
    app.open(f"{address}/?journey=own")
    upload(app, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    app.page.get_by_text("This cannot be used as it is.").wait_for()
    upload(app, b"x" * 1_100_000, "large.yaml")
    app.page.get_by_text(re.compile("1.0 ?MB or smaller|exceed|must be", re.IGNORECASE)).first.wait_for()


# --- the other pages --------------------------------------------------------------------------------------------------


def test_works_out_every_way_with_the_keyboard_alone(app: Visit, address: str) -> None:
    app.open(address)
    drawn_map(app)
    app.page.get_by_role("link", name="Distance").press("Enter")
    app.page.get_by_label("From", exact=True).press_sequentially("Springfi", delay=20)
    taken = app.page.get_by_role("combobox", name=re.compile("From: taken as"))
    taken.wait_for()
    taken.focus()
    taken.press("ArrowDown")
    app.page.get_by_role("option").nth(1).wait_for()
    taken.press("ArrowDown")
    taken.press("Enter")
    settled(app)
    assert "from-is=" in app.page.url
    app.page.get_by_label("To", exact=True).press_sequentially("Chicago", delay=20)
    settled(app)
    app.page.get_by_role("button", name="Work it out").press("Enter")
    settled(app)
    assert {"rail", "helicopter", "foot"} <= set(cells(app))
    assert drawn_map(app).locator(".demarche-badge").all_inner_texts() == ["1", "2"]


@pytest.mark.parametrize("page", ["distance", "where"])
def test_hostile_text_in_every_field_is_text(app: Visit, address: str, page: str) -> None:
    app.open(f"{address}/{page}")
    app.page.get_by_role("textbox").first.wait_for()
    settled(app)
    texts = [LINE[start : start + 200] for start in range(0, len(LINE), 200)]
    for number in range(app.page.get_by_role("textbox").count()):
        field = app.page.get_by_role("textbox").nth(number)
        field.fill(texts[number % len(texts)])
        field.press("Enter")
        settled(app)
    app.page.get_by_role("button", name=re.compile("Work it out|Ask")).click()
    settled(app)
    app.page.get_by_text("This cannot be used as it is.").first.wait_for()
    assert app.page.locator("[data-testid=stText]").locator(MARKUP).count() == 0


def test_compares_what_is_ready(app: Visit, address: str) -> None:
    app.open(f"{address}/compare")
    app.page.get_by_role("button", name="Russia and North Korea, summer 2023").click()
    frame = drawn_map(app)
    assert frame.locator(".demarche-badge").count() > 10
    assert "Kim Jong Un in the Russian Far East" in cells(app)
    app.page.reload()
    drawn_map(app)


def test_tells_where_they_can_have_been(app: Visit, address: str) -> None:
    app.open(
        f"{address}/where?at=2023-09-17+12:00&zone=Asia/Vladivostok&place=Moscow&since=2023-09-14&until=2023-09-14"
    )
    app.page.get_by_text(re.compile("^Most likely: ")).wait_for()
    assert any(cell.startswith("at ") for cell in cells(app))
    app.page.get_by_text(re.compile("Moscow is out of reach|Only faster")).wait_for()


# --- the editor -------------------------------------------------------------------------------------------------------


def test_writes_an_itinerary_as_a_form(app: Visit, address: str) -> None:
    app.open(f"{address}/editor")
    app.page.get_by_role("button", name="Begin a new one").click()
    field = app.page.get_by_label("Title").first
    field.fill(f"Mine {LINE}")
    field.press("Enter")
    expect(title(app)).to_have_text(f"Mine {LINE}")
    settled(app)
    app.page.get_by_role("button", name="Add after it").first.click()
    settled(app)
    place = app.page.get_by_label("Place", exact=True)
    expect(place).to_have_value("Khasan")
    place.fill("Ussuriysk")
    place.press("Enter")
    frame = drawn_map(app)
    frame.get_by_text("Ussuriysk").first.wait_for()
    settled(app)
    with app.page.expect_download() as waiting:
        app.page.get_by_role("button", name="Download the file").click()
    written = waiting.value.path().read_text()
    assert "  - place: Ussuriysk\n    by: rail" in written
    app.page.reload()
    expect(title(app)).to_have_text(f"Mine {LINE}")


def test_picks_a_place_on_the_map(app: Visit, address: str) -> None:
    app.open(f"{address}/editor")
    app.page.get_by_role("button", name="Begin a new one").click()
    place = app.page.get_by_label("Place", exact=True)
    place.fill("Springfield")
    place.press("Enter")
    settled(app)
    app.page.get_by_text("Pick it on the map").click()
    frame = app.page.frame_locator("iframe:not([title='Map of the journey'])")
    frame.locator("[data-drawn=true]").wait_for()
    frame.locator(".leaflet-container").click(position={"x": 60, "y": 180})
    app.page.get_by_role("combobox", name="Which place it is").wait_for()
    settled(app)
    app.page.get_by_text("YAML", exact=True).click()
    expect(app.page.get_by_label("YAML", exact=True)).to_have_value(re.compile("places:\n  Springfield:\n"))


def test_marks_the_faulty_line_while_one_writes_yaml(app: Visit, address: str) -> None:
    app.open(f"{address}/editor?start=kim-russia-2023&view=YAML")
    box = app.page.get_by_role("textbox", name="YAML")
    box.wait_for()
    faulty = app.page.locator(".lines .faulty")
    expect(faulty).to_have_count(0)
    box.fill(f"title: T\ntraveller: A\nstops:\n  - place: Vladivostok\n    arive: 2023 # {LINE}\n")
    expect(faulty).to_have_text("5")
    expect(faulty).to_have_attribute("title", "unknown key")
    box.press("ControlOrMeta+End")
    box.press_sequentially("  - place: Khasan\n    by: rail", delay=5)
    settled(app)
    expect(box).to_have_value(re.compile(r"  - place: Khasan\n +by: rail"))
    box.fill("title: T\ntraveller: A\nstops:\n  - place: Vladivostok\n")
    expect(app.page.get_by_text("No faults.")).to_be_visible()
    expect(faulty).to_have_count(0)
    drawn_map(app)


# --- on every screen --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page", ["", "compare", "distance?from=Moscow&to=Khasan", "where", "editor?start=brandt-erfurt-1970"]
)
def test_fits_a_phone(app: Visit, address: str, page: str) -> None:
    app.page.set_viewport_size({"width": 390, "height": 844})
    app.open(f"{address}/{page}")
    app.page.get_by_role("link", name="Distance").wait_for()
    settled(app)
    main = app.page.locator("[data-testid=stMain]")
    assert main.evaluate("main => main.scrollWidth") <= 390
