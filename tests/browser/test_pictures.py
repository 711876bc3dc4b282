"""Pictures of the page, kept in docs/pictures and compared: `make pictures` takes them anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page
from visit import Visit

import geo
from geo.journey import Journey
from geo.show import save_html

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "docs" / "pictures"
# Each picture is compared as patches of some 20 by 20 pixels, so that another machine's letters are the same picture.
PATCH_PX = 20
MOST_ON_AVERAGE, MOST_OF_A_PATCH = 3.0, 90.0  # of 255
DESKTOP, FRAME, PHONE = (1280, 900), (1100, 720), (390, 844)
TOGETHER = ("kim-russia-2023", "il62m-pyongyang-2023", "angara-rajin-dunay-2023", "shoigu-pyongyang-2023")


def opened(page: Page) -> None:
    """The page as it opens."""


def claim(page: Page) -> None:
    page.get_by_role("button", name="Show on the map").first.click()
    page.wait_for_selector(".demarche-told:not([hidden])")


def story(page: Page) -> None:
    page.get_by_role("tab", name="Story").click()
    page.get_by_role("button", name="Next stop").click()
    page.locator("#map").scroll_into_view_if_needed()


Act = Callable[[Page], None]
PICTURES: dict[str, tuple[tuple[str, ...], bool, tuple[int, int], str, Act]] = {
    "kim-russia-2023": (("kim-russia-2023",), False, DESKTOP, "light", opened),
    "claim-by-night": (("kim-russia-2023",), True, FRAME, "dark", claim),
    "story-on-a-phone": (("kim-russia-2023",), False, PHONE, "light", story),
    "together": (TOGETHER, True, FRAME, "light", opened),
}


@pytest.fixture(scope="module")
def journeys() -> dict[str, Journey]:
    return {name: geo.build(geo.read(ROOT / "itineraries" / f"{name}.yaml")) for name in TOGETHER}


@pytest.mark.parametrize("name", PICTURES)
def test_the_picture_is_as_it_was(browser: Browser, tmp_path: Path, journeys: dict[str, Journey], name: str) -> None:
    stems, embed, (width, height), scheme, act = PICTURES[name]
    save_html([journeys[stem] for stem in stems], tmp_path / "page.html", embed=embed)
    context = browser.new_context(
        offline=True,
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    visit = Visit.in_context(context)
    page = visit.open(tmp_path / "page.html")
    page.wait_for_selector("#map[data-drawn=true]")
    act(page)
    page.wait_for_timeout(300)  # fades and scrolling
    taken = Path(os.environ.get("DEMARCHE_PICTURES", tmp_path)) / f"{name}.png"
    page.screenshot(path=taken)
    context.close()
    assert visit.complaints == []
    average, patch = difference(Image.open(taken), Image.open(KEPT / f"{name}.png"))
    assert average < MOST_ON_AVERAGE, "look at it; where it is meant: make pictures"
    assert patch < MOST_OF_A_PATCH, "look at it; where it is meant: make pictures"


def difference(taken: Image.Image, kept: Image.Image) -> tuple[float, float]:
    """How far two pictures are apart on average and at most, in steps of grey of their patches."""
    assert taken.size == kept.size
    small = (taken.width // PATCH_PX, taken.height // PATCH_PX)
    grey = [picture.convert("L").resize(small, Image.Resampling.BOX) for picture in (taken, kept)]
    values = list(ImageChops.difference(*grey).get_flattened_data())
    return sum(values) / len(values), max(values)


def test_another_picture_is_told_from_the_one_kept() -> None:
    kept = Image.open(KEPT / "kim-russia-2023.png")
    moved = ImageChops.offset(kept.convert("RGB"), 60, 0)
    average, _ = difference(moved, kept)
    assert average > MOST_ON_AVERAGE
