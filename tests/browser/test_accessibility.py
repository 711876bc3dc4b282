"""The page, the page for a frame and the report as axe-core reads them: WCAG 2.2 A and AA, and best practices."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from show_samples import hostile, kim_sketch, pacific
from visit import Visit

from geo.journey import Journey
from geo.report import save_report
from geo.show import save_html

pytestmark = pytest.mark.browser

FACES: dict[str, Callable[[list[Journey], Path], None]] = {
    "page": save_html,
    "embed": lambda journeys, path: save_html(journeys, path, embed=True),
    "report": lambda journeys, path: save_report(journeys[0], path),
}


def faults(page: Page) -> list[str]:
    """What axe-core finds wrong, with the first element of each."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {rule['help']}: {rule['nodes'][0]['html'][:160]}" for rule in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("face", FACES)
def test_nothing_is_amiss(browser: Browser, tmp_path: Path, face: str, scheme: str) -> None:
    FACES[face]([kim_sketch(), pacific()], tmp_path / "page.html")
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = Visit.in_context(context).open(tmp_path / "page.html")
    page.wait_for_selector("#map[data-drawn=true]")
    assert faults(page) == []
    context.close()


def test_nothing_is_amiss_on_a_phone_with_a_card_open(phone: Visit, tmp_path: Path) -> None:
    save_html([kim_sketch()], tmp_path / "page.html")
    page = phone.open(tmp_path / "page.html")
    page.wait_for_selector("#map[data-drawn=true]")
    page.get_by_label("Stop 3: Vostochny Cosmodrome").press("Enter")
    card = page.locator(".leaflet-popup")
    while card.evaluate("element => getComputedStyle(element).opacity") != "1":  # it fades in
        page.wait_for_timeout(50)
    assert faults(page) == []


def test_nothing_is_amiss_with_hostile_names(offline: Visit, tmp_path: Path) -> None:
    save_html([hostile()], tmp_path / "page.html")
    page = offline.open(tmp_path / "page.html")
    page.wait_for_selector("#map[data-drawn=true]")
    assert faults(page) == []
