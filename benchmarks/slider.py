"""How much of a frame the slider of a map takes while it plays, with many long journeys.

    python benchmarks/slider.py [journeys] [stops]

Asked: 60 frames a second with 20 journeys of 100 stops, so that a frame has 16.7 ms. The journeys are made here, routes
apart, all within three months; the page is opened from disk in Chromium and plays three seconds at each speed. Told are
the milliseconds that our script takes of a frame, and those from one frame to the next, which have all that the browser
does besides: without a graphics card it paints in software, and on a busy machine it waits.
"""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright
from times import place, tour

from geo.journey import Journey
from geo.show import save_html
from geo.timetable import schedule, state_times

SECONDS = 3
MEASURE = """
(seconds) => new Promise((done) => {
  const script = [], between = [], ask = window.requestAnimationFrame.bind(window);
  let before = null, spent = 0;
  window.requestAnimationFrame = (callback) => ask((now) => {
    const start = performance.now();
    callback(now);
    spent += performance.now() - start;
  });
  const watch = (now) => {
    if (before !== null) { between.push(now - before); script.push(spent); }
    before = now; spent = 0;
    if (between.length && now > end) { window.requestAnimationFrame = ask; done({ script, between }); }
    else ask(watch);
  };
  const end = performance.now() + 1000 * seconds;
  document.querySelector("[aria-label=Play]").click();
  ask(watch);
})
"""


def main() -> None:
    journeys, stops = (int(word) for word in (*sys.argv[1:], 20, 100)[:2])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        begun = time.perf_counter()
        save_html(made(journeys, stops), file)
        print(f"{journeys} journeys of {stops} stops: a page of {file.stat().st_size / 1e6:.1f} MB", end=" ")
        print(f"in {time.perf_counter() - begun:.0f} s")
        measure(file)


def made(journeys: int, stops: int) -> list[Journey]:
    draw = random.Random(7)  # noqa: S311 -- no secrets here
    cities = [place(draw) for _ in range(200)]
    return [schedule(state_times(tour(draw, stops, f"traveller {n}", cities, within_h=2000))) for n in range(journeys)]


def measure(file: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox"]
        )
        page = browser.new_context(offline=True, bypass_csp=True, viewport={"width": 1280, "height": 900}).new_page()
        begun = time.perf_counter()
        page.goto(file.as_uri())
        page.wait_for_selector("#map[data-drawn=true]", timeout=120_000)
        print(f"drawn {time.perf_counter() - begun:.1f} s after it is opened")
        speeds = page.get_by_label("Speed").locator("option").all_inner_texts()
        for speed in speeds:
            play(page, speed)
        browser.close()


def play(page: Page, speed: str) -> None:
    """Plays from the middle on, where most of the journeys are under way."""
    page.get_by_label("Speed").select_option(speed)
    page.locator("#demarche-range").evaluate(
        "one => { one.value = (Number(one.min) + Number(one.max)) / 2; one.dispatchEvent(new Event('input')); }"
    )
    found: dict[str, Any] = page.evaluate(MEASURE, SECONDS)
    page.keyboard.press("Escape")
    drawn = page.locator(".leaflet-demarche-when-pane path").count()
    page.get_by_role("button", name="Pause").click()
    told = ", ".join(f"{name} {spread(values)}" for name, values in found.items())
    print(f"{speed:>9}: {len(found['between']) / SECONDS:.0f} frames/s, {drawn} shapes; {told}")


def spread(values: list[float]) -> str:
    ordered = sorted(values)
    return f"{statistics.median(ordered):.1f} ms (p95 {ordered[int(0.95 * (len(ordered) - 1))]:.1f})"


if __name__ == "__main__":
    main()
