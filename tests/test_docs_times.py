"""What docs/times.md says each time is read as is what it is read as."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from geo.edtf import PARTS_OF_DAY, Moment, read_moment
from geo.pipeline import place
from geo.reader import read_text
from geo.when import read_when
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "times.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """The cells of the table under a header row, without their backquotes."""
    _, _, rest = PAGE.partition(f"{heading}\n")
    lines = rest.splitlines()[1:]
    ends = next((number for number, line in enumerate(lines) if not line.startswith("|")), len(lines))
    return [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines[:ends]]


FORMS = rows("| written | means | from | until |")
PARTS = rows("| written | hours |")
CLOCKS = rows("| place | written | in UTC |")


def shown(bound: datetime | None) -> str:
    """A bound as the page shows it: the last instant of a day is the beginning of the next."""
    if bound is None:
        return "–"
    bound += timedelta(microseconds=bound.microsecond == 999_999)
    return f"{bound:%Y-%m-%d %H:%M:%S}".removesuffix(":00")


@pytest.mark.parametrize(("written", "_means", "first", "last"), FORMS)
def test_a_form_gives_the_window_shown(written: str, _means: str, first: str, last: str) -> None:
    when = read_when(written)
    assert (shown(when.earliest), shown(when.latest)) == (first, last)


@pytest.mark.parametrize(("written", "hours"), PARTS)
def test_a_part_of_a_day_has_the_hours_shown(written: str, hours: str) -> None:
    first, last = (int(hour) for hour in re.findall(r"(\d\d):00", hours))
    last += 24 * ("next day" in hours)
    for part in written.replace("`", "").split(", "):
        assert PARTS_OF_DAY[part] == (first, last)


@pytest.mark.parametrize(("name", "written", "window"), CLOCKS)
def test_a_clock_gives_the_window_shown(name: str, written: str, window: str) -> None:
    story = read_text(f"title: T\ntraveller: K\nstops:\n  - {{place: '{name}', arrive: {written}}}")
    assert str(place(story).calls[0].arrival) == window


def moments() -> Iterator[Moment]:
    for written, *_ in FORMS:
        yield from (read_moment(text) for text in written.split("/") if text not in {"", ".."})


def test_the_page_leaves_out_no_form() -> None:
    units = {"century", "decade", "year", "month", "day", "part", "hour", "minute"}
    assert {moment.unit for moment in moments()} == units
    assert {moment.qualifier for moment in moments()} == {None, "~", "?", "%"}
    assert {f"2023-{number}" for number in range(21, 33)} <= {written for written, *_ in FORMS}
    assert {"2023-09-XX", "2023-XX", "2023-XX-XX", "2023-09-12/..", "../2023-09-12"} <= {
        written for written, *_ in FORMS
    }
    assert {part for names, _ in PARTS for part in names.replace("`", "").split(", ")} == set(PARTS_OF_DAY)
    assert len(CLOCKS) > 10
