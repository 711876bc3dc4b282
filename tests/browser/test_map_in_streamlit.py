"""The folium map inside streamlit-folium, with nothing but this machine to reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from app_server import serving
from hostile_texts import HOSTILE, on_a_line
from visit import Visit

pytestmark = pytest.mark.browser

TESTS = Path(__file__).parents[1]
SECONDS = 60
APP = """
import streamlit as st
from show_samples import hostile, kim_sketch
from streamlit_folium import st_folium
from geo.show import build_map, payload
from geo.show.folium_map import map_key, map_of

journey = {"kim": kim_sketch, "hostile": hostile}[st.query_params.get("which", "kim")]()
content = payload([journey], theme="light")
st_folium(map_of(content), key=map_key(content), returned_objects=[], use_container_width=True, height=600)
st.write("below the map")
"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small app that stops with the tests."""
    folder = tmp_path_factory.mktemp("app")
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "config.toml").write_text("[browser]\ngatherUsageStats = false\n")
    script = folder / "app.py"
    script.write_text(f"import sys\nsys.path.insert(0, {str(TESTS)!r})\n{APP}")
    with serving(script, folder / "log") as address:
        yield address


def test_draws_with_no_internet(loopback: Visit, app: str) -> None:
    loopback.open(app)
    frame = loopback.page.frame_locator("iframe")
    frame.locator("[data-drawn=true]").wait_for(timeout=SECONDS * 1000)
    assert frame.locator(".demarche-badge").all_inner_texts() == ["1 · 6", "2", "3", "4", "5"]
    assert frame.locator(".demarche-leg").count() == 5
    box = frame.locator(".leaflet-container").bounding_box()
    assert box
    assert box["height"] == pytest.approx(600, abs=5)
    assert box["width"] > 500
    assert loopback.complaints == []
    assert loopback.outside() == []


def test_shows_hostile_text_as_it_is(loopback: Visit, app: str) -> None:
    loopback.open(f"{app}/?which=hostile")
    frame = loopback.page.frame_locator("iframe")
    frame.locator("[data-drawn=true]").wait_for(timeout=SECONDS * 1000)
    frame.locator(".demarche-stop").first.press("Enter")
    card = frame.locator(".demarche-card")
    card.wait_for()
    shown = on_a_line(card.inner_text())
    for text in HOSTILE:
        assert on_a_line(text) in shown
    assert frame.locator("img").count() == 0
    assert loopback.complaints == []
    assert loopback.outside() == []
