"""The page of the first itinerary, from the file to the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Visit

import geo

pytestmark = pytest.mark.browser

KIM = Path(__file__).parents[2] / "itineraries" / "kim-russia-2023.yaml"
LIMIT_BYTES = 1_500_000


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "kim.html"
    geo.save_html([geo.build(geo.read(KIM))], file)
    return file


def test_is_small(page: Path) -> None:
    assert page.stat().st_size < LIMIT_BYTES


def test_draws_every_leg_with_the_network_cut_and_asks_for_nothing(offline: Visit, page: Path) -> None:
    offline.open(page)
    offline.page.locator("[data-drawn=true]").wait_for(timeout=30_000)
    assert offline.page.locator(".demarche-leg").count() == 10
    assert offline.page.get_by_text("about 150 kilometers").count() >= 1
    assert offline.requests == [page.as_uri()]
    assert offline.complaints == []
