"""One request a second for the whole machine, and what the ledger's file survives."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import LookupFailed
from geo.gazetteer.online.ledger import Answer, Ledger
from tests.conftest import ROOT


class Clock:
    """A clock that goes on only while someone sleeps."""

    def __init__(self, now: float = 1_000_000.0) -> None:
        self.now = now
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def ledger(folder: Path, clock: Clock) -> Ledger:
    return Ledger(folder, now=lambda: clock.now, sleep=clock.sleep)


def test_the_first_question_waits_for_nobody(tmp_path: Path) -> None:
    clock = Clock()
    ledger(tmp_path, clock).wait_for_turn("a")
    assert clock.slept == []


def test_questions_go_a_second_apart_whoever_asks_whom(tmp_path: Path) -> None:
    clock = Clock()
    went = []
    for server in ("a", "b", "a"):
        ledger(tmp_path, clock).wait_for_turn(server)  # as many processes would
        went.append(clock.now)
    assert [later - sooner for sooner, later in pairwise(went)] == pytest.approx([1, 1])


def test_who_comes_late_does_not_wait(tmp_path: Path) -> None:
    clock = Clock()
    ledger(tmp_path, clock).wait_for_turn("a")
    clock.now += 1.5
    ledger(tmp_path, clock).wait_for_turn("a")
    assert clock.slept == []


def test_a_queue_of_half_a_minute_takes_nobody_more(tmp_path: Path) -> None:
    clock = Clock()
    still = Ledger(tmp_path, now=lambda: clock.now, sleep=clock.slept.append)  # all come at once
    for _ in range(31):
        still.wait_for_turn("a")
    with pytest.raises(LookupFailed, match="waiting"):
        still.wait_for_turn("a")
    assert clock.slept == pytest.approx(list(range(1, 31)))
    clock.now += 31
    still.wait_for_turn("a")


def test_a_clock_that_is_set_back_stops_nobody(tmp_path: Path) -> None:
    clock = Clock()
    ledger(tmp_path, clock).wait_for_turn("a")
    ledger(tmp_path, clock).pause("a", 30)
    clock.now -= 1_000_000
    ledger(tmp_path, clock).wait_for_turn("a")
    assert clock.slept == []


def test_a_pause_is_one_servers(tmp_path: Path) -> None:
    clock = Clock()
    ledger(tmp_path, clock).pause("a", 30)
    ledger(tmp_path, clock).wait_for_turn("b")
    with pytest.raises(LookupFailed, match="a has asked for a pause"):
        ledger(tmp_path, clock).wait_for_turn("a")


@pytest.mark.parametrize("seconds", [float("nan"), float("inf"), -1e300, 1e300])
def test_no_pause_is_longer_than_an_hour(tmp_path: Path, seconds: float) -> None:
    clock = Clock()
    ledger(tmp_path, clock).pause("a", seconds)
    clock.now += 3601
    ledger(tmp_path, clock).wait_for_turn("a")


def test_processes_share_the_turn(tmp_path: Path) -> None:
    """The turns given are held apart, and not when a busy machine gets round to printing them."""
    program = (
        "import sys, time\nfrom pathlib import Path\nfrom geo.gazetteer.online.ledger import Ledger\n"
        "moments = []\nnow = lambda: moments.append(time.time()) or moments[0]\n"
        "Ledger(Path(sys.argv[1]), now=now, sleep=moments.append).wait_for_turn('a')\nprint(sum(moments))"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(3)]
    went = sorted(float(process.communicate(timeout=60)[0]) for process in processes)
    assert all(later - sooner > 0.999 for sooner, later in pairwise(went))


def test_an_answer_is_kept_between_processes(tmp_path: Path) -> None:
    ledger(tmp_path, Clock()).keep("key", Answer("2026-11-24", "[평양]"))
    assert ledger(tmp_path, Clock()).answer("key") == Answer("2026-11-24", "[평양]")
    assert ledger(tmp_path, Clock()).answer("another") is None


@pytest.mark.parametrize("content", [b"", b"not a database, by far" * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_file_begins_anew(tmp_path: Path, content: bytes) -> None:
    ledger(tmp_path, Clock()).keep("key", Answer("2026-11-24", "[]"))
    next(tmp_path.glob("online-*.sqlite")).write_bytes(content)
    ledger(tmp_path, Clock()).wait_for_turn("a")
    ledger(tmp_path, Clock()).keep("key", Answer("2026-11-25", "[]"))
    assert ledger(tmp_path, Clock()).answer("key") == Answer("2026-11-25", "[]")


def test_without_a_place_for_the_file_nothing_is_asked(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(LookupFailed, match="cannot be used"):
        ledger(tmp_path / "file", Clock()).wait_for_turn("a")


@given(st.lists(st.floats(0, 5), max_size=20))
def test_no_two_questions_go_within_a_second(tmp_path_factory: pytest.TempPathFactory, gaps: list[float]) -> None:
    folder, clock, went = tmp_path_factory.mktemp("ledger"), Clock(), []
    for gap in gaps:
        clock.now += gap
        ledger(folder, clock).wait_for_turn("a")
        went.append(clock.now)
    assert all(later - sooner >= 1 - 1e-6 for sooner, later in pairwise(went))
