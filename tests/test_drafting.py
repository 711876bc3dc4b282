"""Changes to a text change what they say they change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import drafting
from geo.errors import DocumentError
from tests.conftest import ROOT

TEXT = """# the head
title: a
stops:
  # first
  - place: 10:00 # why
    depart: 2023-09-12T05:15+03:00
  - {place: NO, by: rail}
"""
SHIPPED = sorted((ROOT / "itineraries").glob("*-*.yaml"))
PRINTABLE = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_change_keeps_all_that_it_does_not_touch(file) -> None:
    text = file.read_text(encoding="utf-8")
    changed = drafting.put(text, ("title",), "Another title")
    assert drafting.tree(changed) == drafting.tree(text) | {"title": "Another title"}
    assert drafting.lost_comments(text, changed) == []


def test_a_value_is_put_in_and_the_rest_is_the_same_bytes() -> None:
    assert drafting.put(TEXT, ("stops", 1, "by"), "car") == TEXT.replace("by: rail", "by: car")


def test_mappings_on_the_way_are_made() -> None:
    changed = drafting.put(TEXT, ("places", "x", "lat"), "43.10")
    assert drafting.tree(changed)["places"] == {"x": {"lat": "43.10"}}


def test_what_is_not_there_is_taken_out_without_a_word() -> None:
    assert drafting.put(TEXT, ("claims",), None) == TEXT


def test_an_item_is_added_moved_and_taken_out() -> None:
    added = drafting.insert(TEXT, ("stops",), 2, {"place": "end", "by": "car"})
    moved = drafting.shift(added, ("stops",), 2, -2)
    stops = drafting.tree(moved)["stops"]
    assert [stop["place"] for stop in stops] == ["end", "NO", "10:00"]  # type: ignore[index,union-attr]
    assert drafting.shift(TEXT, ("stops",), 0, -1) == TEXT
    out = drafting.put(TEXT, ("stops", 0), None)
    assert drafting.lost_comments(TEXT, out) == ["# why"]


@given(PRINTABLE)
def test_whatever_is_put_in_is_read_back(value: str) -> None:
    assert drafting.tree(drafting.put(TEXT, ("title",), value))["title"] == value


@given(PRINTABLE, PRINTABLE)
def test_whatever_is_put_in_at_whatever_key_is_read_back(key: str, value: str) -> None:
    changed = drafting.put(TEXT, ("sources", key), {"publisher": value})
    assert drafting.tree(changed)["sources"] == {key: {"publisher": value}}


@pytest.mark.parametrize("text", ["title: [", "[1]", "&a b", "a: 1\na: 2", "x" * 200_001])
def test_what_cannot_be_changed_is_refused(text: str) -> None:
    with pytest.raises(DocumentError):
        drafting.put(text, ("title",), "x")


def test_nothing_is_a_beginning() -> None:
    assert drafting.tree(drafting.put("", ("title",), "x")) == {"title": "x"}
