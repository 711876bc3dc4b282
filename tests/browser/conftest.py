"""A real browser for the tests that need one: Chromium as the system has it, never downloaded."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

sys.path.append(str(Path(__file__).parents[1]))  # where the samples are, also when only this folder is run

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@dataclass
class Visit:
    """A page opened in the browser, what it asked for and what it complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str | Path) -> Page:
        """Goes to an address or a file."""
        self.page.goto(address.as_uri() if isinstance(address, Path) else address)
        return self.page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; none is a skip, or a failure where CI says it must be there."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        reason = f"no browser: none of {', '.join(NAMES)} is installed"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield launched
        launched.close()


def _visit(context: BrowserContext) -> Visit:
    visit = Visit(context.new_page())
    visit.page.on("request", lambda request: visit.requests.append(request.url))
    visit.page.on(
        "console", lambda message: message.type in {"error", "warning"} and visit.complaints.append(message.text)
    )
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on("dialog", lambda dialog: (visit.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    return visit


@pytest.fixture
def offline(browser: Browser) -> Iterator[Visit]:
    """A page with the network cut."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield _visit(context)
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Visit]:
    """A page on a small dark screen with the network cut."""
    context = browser.new_context(
        offline=True, viewport={"width": 390, "height": 844}, color_scheme="dark", has_touch=True
    )
    yield _visit(context)
    context.close()


@pytest.fixture
def loopback(browser: Browser) -> Iterator[Visit]:
    """A page that reaches this machine and nothing else: every other request is refused and kept for the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.route(
        lambda url: not url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:")),
        lambda route: route.abort(),
    )
    yield _visit(context)
    context.close()
