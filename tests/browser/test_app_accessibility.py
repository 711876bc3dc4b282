"""The app's pages as axe-core reads them, and the app in another language, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from app_server import ROOT, serving
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from visit import Visit

pytestmark = pytest.mark.browser

MILLISECONDS = 60_000
PAGES = {
    "journey": "?table=Versions",
    "compare": "compare?with=kim-russia-2023&with=shoigu-pyongyang-2023",
    "distance": "distance?from=Vladivostok&to=Khasan",
    "where": "where?at=2023-09-17+12:00&place=Moscow&since=2023-09-14&until=2023-09-15",
    "editor": "editor?start=brandt-erfurt-1970",
    "yaml": "editor?start=brandt-erfurt-1970&view=YAML",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(ROOT / "app.py", tmp_path_factory.mktemp("log") / "server.txt") as address:
        yield address


def settled(page: Page) -> None:
    page.locator(".st-key-bar").wait_for(timeout=MILLISECONDS)
    page.wait_for_timeout(800)
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=MILLISECONDS
    )


def faults(page: Page) -> list[str]:
    """What axe-core finds wrong, with the first element of each. No rule and no element is left out."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {rule['help']}: {rule['nodes'][0]['html'][:160]}" for rule in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_amiss(browser: Browser, address: str, name: str, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme=scheme, reduced_motion="reduce"  # type: ignore[arg-type]
    )  # fmt: skip
    page = context.new_page()
    page.goto(f"{address}/{PAGES[name]}")
    settled(page)
    assert faults(page) == []
    assert page.locator("h1").count() == 1
    context.close()


def test_the_language_is_chosen_and_survives_a_reload_and_another_page(loopback: Visit, address: str) -> None:
    page = loopback.page
    page.set_default_timeout(MILLISECONDS)
    page.goto(f"{address}/?units=miles")
    page.get_by_text("한국어", exact=True).click()
    expect(page.get_by_role("tab", name="경유지")).to_be_visible(timeout=MILLISECONDS)
    settled(page)
    assert "lang=ko" in page.url
    assert "units=miles" in page.url
    page.reload()
    expect(page.get_by_role("tab", name="경유지")).to_be_visible(timeout=MILLISECONDS)
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    page.get_by_role("link", name="거리").click()
    expect(page.get_by_role("button", name="계산하기")).to_be_visible(timeout=MILLISECONDS)
    settled(page)
    assert "lang=ko" in page.url


def test_the_browsers_language_is_the_first(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="ru-RU")
    page = context.new_page()
    page.goto(f"{address}/editor")
    expect(page.get_by_role("button", name="Начать новый")).to_be_visible(timeout=MILLISECONDS)
    page.get_by_text("English", exact=True).click()
    expect(page.get_by_role("button", name="Begin a new one")).to_be_visible(timeout=MILLISECONDS)
    settled(page)
    assert "lang=en" in page.url
    context.close()


@pytest.mark.parametrize("language", ["en", "ko", "ru"])
def test_fits_a_phone_in_every_language(browser: Browser, address: str, language: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{address}/?lang={language}")
    settled(page)
    assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollWidth") <= 390
    context.close()
