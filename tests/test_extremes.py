"""Superlatives as reporters write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import UsageError
from geo.extremes import read_superlative


@pytest.mark.parametrize(
    ("text", "of", "by", "most", "way"),
    [
        ("longest leg", "leg", "distance", True, None),
        ("the longest trip", "leg", "distance", True, None),
        ("his longest journey by rail", "leg", "distance", True, "rail"),
        ("Longest leg by time", "leg", "duration", True, None),
        ("the shortest drive", "leg", "distance", False, "road"),
        ("longest flight by time", "leg", "duration", True, "air"),
        ("her longest stay", "stay", "duration", True, None),
        ("shortest visit", "stay", "duration", False, None),
        ("northernmost stop", "stop", "north", True, None),
        ("the furthest north", "stop", "north", True, None),
        ("farthest point to the south", "stop", "south", True, None),
        ("most westerly town", "stop", "west", True, None),
        ("easternmost", "stop", "east", True, None),
        ("farthest stop from home", "stop", "away", True, None),
    ],
)
def test_a_superlative_is_read_as_it_is_written(text: str, of: str, by: str, most: bool, way: str | None) -> None:  # noqa: FBT001 — a case's answer
    read = read_superlative(text)
    assert (read.of, read.by, read.most, read.way) == (of, by, most, way)
    assert str(read) == text


@pytest.mark.parametrize(
    "text", ["", "longest", "the leg", "fastest leg", "longest stay by rail", "longest leg by camel"]
)
def test_what_is_no_superlative_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_superlative(text)


@given(st.text(alphabet="the longest shortest leg stay north by rail", max_size=40))
def test_no_text_raises_anything_but_a_usage_error(text: str) -> None:
    try:
        assert read_superlative(text).of in {"leg", "stay", "stop"}
    except UsageError:
        return
