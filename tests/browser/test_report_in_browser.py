"""The report in Chromium, opened from disk with the network cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile_texts import HOSTILE, on_a_line
from show_samples import hostile, kim_sketch
from visit import Visit

from geo.journey import Journey
from geo.report import save_report

pytestmark = pytest.mark.browser


def _shown(visit: Visit, path: Path, journey: Journey) -> None:
    save_report(journey, path)
    visit.open(path).wait_for_selector("#map[data-drawn=true]")


def test_the_report_draws_its_map_asks_for_nothing_and_logs_no_error(offline: Visit, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    _shown(offline, path, kim_sketch())
    offline.page.locator(".verdicts a").first.click()
    assert offline.page.evaluate("location.hash") == "#claim-1"
    assert offline.page.locator("#claim-1 .verdict").inner_text() == "Contradicted: Distance"
    assert [url.partition("#")[0] for url in offline.requests] == [path.as_uri()]
    assert offline.complaints == []


def test_hostile_text_of_a_report_is_shown_as_it_is(offline: Visit, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    _shown(offline, path, hostile())
    shown = on_a_line(offline.page.locator("#claim-1").text_content() or "")
    for text in HOSTILE:
        assert on_a_line(text) in shown
    assert (
        offline.page.evaluate(
            "JSON.parse(document.querySelector('[type=\"application/ld+json\"]').text)['@graph'].length"
        )
        == 1
    )
    assert offline.requests == [path.as_uri()]
    assert offline.complaints == []
