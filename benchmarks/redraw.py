"""How soon the page of six journeys shows what a reader chooses, and how soon the page of one opens from disk.

    python benchmarks/redraw.py

Asked: a choice that needs no new route shows in under 200 ms, a page opens in under 1 s. Times are the browser's own,
from the click to the frame after it, for readers who want no motion: the map then goes to its place at once.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from geo import build, read, save_html

ITINERARIES = Path(__file__).parents[1] / "itineraries"
TOGETHER = (
    "kim-russia-2023", "il62m-pyongyang-2023", "angara-rajin-dunay-2023", "maria-rajin-dunay-2023",
    "containers-rajin-tikhoretsk-2023", "shoigu-pyongyang-2023",
)  # fmt: skip
CHOICES = {
    "a journey goes": ".demarche-fields input >> nth=0",
    "a journey comes": ".demarche-fields input >> nth=0",
    "a way of travelling goes": ".demarche-row input >> nth=0",
    "colours by journey": "input[type=radio] >> nth=1",
    "an encounter": ".demarche-met >> nth=0",
    "the claims": "#demarche-tab-claims",
    "a claim": ".demarche-draw >> nth=0",
    "another claim": ".demarche-draw >> nth=4",
    "no claim": ".demarche-draw >> nth=4",
    "the story": "#demarche-tab-story",
    "the next stop": ".demarche-step >> nth=1",
}
CLICK = """element => new Promise(done => {
  const start = performance.now();
  element.click();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""
ROUNDS = 5


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        one, six = Path(folder) / "one.html", Path(folder) / "six.html"
        journeys = [build(read(ITINERARIES / f"{stem}.yaml")) for stem in TOGETHER]
        save_html(journeys[:1], one)
        save_html(journeys, six)
        flags = ["--headless", "--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        page = browser.new_page(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
        for file in (one, six):
            opened = [_opened(page, file) for _ in range(ROUNDS)]
            print(f"{file.stem} opens: {statistics.median(opened):.0f} ms ({file.stat().st_size / 1e6:.2f} MB)")
        rounds = [_chosen(page, six) for _ in range(ROUNDS)]
        for name in CHOICES:
            times = [times[name] for times in rounds]
            print(f"{name}: {statistics.median(times):.0f} ms, at most {max(times):.0f}")
        browser.close()


def _opened(page: Page, file: Path) -> float:
    page.goto("about:blank")
    page.goto(file.as_uri(), wait_until="commit")
    page.wait_for_selector("#map[data-drawn=true]")
    return float(page.evaluate("performance.getEntriesByName('demarche-drawn')[0]?.startTime ?? performance.now()"))


def _chosen(page: Page, file: Path) -> dict[str, float]:
    _opened(page, file)
    times = {}
    for name, selector in CHOICES.items():
        page.wait_for_timeout(300)
        times[name] = float(page.locator(selector).evaluate(CLICK))
    return times


if __name__ == "__main__":
    main()
