"""A real browser for the tests that need one: Chromium as the system has it, never downloaded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from visit import Visit

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


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


@pytest.fixture
def offline(browser: Browser) -> Iterator[Visit]:
    """A page with the network cut."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield Visit.in_context(context)
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Visit]:
    """A page on a small dark screen with the network cut."""
    context = browser.new_context(
        offline=True, viewport={"width": 390, "height": 844}, color_scheme="dark", has_touch=True
    )
    yield Visit.in_context(context)
    context.close()


@pytest.fixture
def loopback(browser: Browser) -> Iterator[Visit]:
    """A page that reaches this machine and nothing else: every other request is refused and kept for the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.route(
        lambda url: not url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:")),
        lambda route: route.abort(),
    )
    yield Visit.in_context(context)
    context.close()
