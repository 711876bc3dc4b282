"""YAML to plain text with its marks; what could run, expand or hide is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.document import MAX_DEPTH, MAX_NODES, Tree, parse
from geo.errors import DocumentError

PRINTABLE = st.text(st.characters(categories=["L", "N", "P", "S"], include_characters=" "), max_size=20)
TREES = st.recursive(
    PRINTABLE,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PRINTABLE, inner, max_size=4),
    max_leaves=30,
)


@given(TREES)
def test_a_tree_of_text_comes_back_as_it_was_written(tree: Tree) -> None:
    document = parse(json.dumps(tree, ensure_ascii=False, indent=1), "f")
    assert document.root == tree
    assert document.faults == []


@given(st.lists(PRINTABLE, min_size=1, max_size=6))
def test_every_value_has_its_line_and_column(values: list[str]) -> None:
    lines = [json.dumps(value, ensure_ascii=False) for value in values]
    document = parse("\n".join(f"  - {line}" for line in lines), "f")
    assert [document.marks[f"[{index}]"] for index in range(len(values))] == [
        (number, 5) for number in range(1, len(values) + 1)
    ]


def test_keys_and_values_are_marked_apart_by_key_path() -> None:
    document = parse("stops:\n  - place: Pyongyang\n    via: [a, b]\n", "f")
    assert document.marks["stops[0].place"] == (2, 12)
    assert document.key_marks["stops[0].place"] == (2, 5)
    assert document.marks["stops[0].via[1]"] == (3, 14)
    assert document.marks["stops[0]"] == (2, 5)


@pytest.mark.parametrize(
    "text", ["10:00", "09:30", "NO", "yes", "010", "0x10", "1e3", "~", "null", "2023-09-12", ".nan", "1_000"]
)
def test_every_scalar_stays_the_text_that_was_written(text: str) -> None:
    assert parse(f"key: {text}", "f").root == {"key": text}
    assert parse(f"{text}: value", "f").root == {text: "value"}


@pytest.mark.parametrize(
    ("text", "message", "line", "column", "found"),
    [
        ("a: &x 1", "an anchor is not allowed", 1, 4, "&x"),
        ("a: 1\nb: *x", "an alias is not allowed", 2, 4, "*x"),
        ("a: !!python/object/apply:os.system [ls]", "a tag is not allowed", 1, 4, "tag:yaml.org,2002:python/object/apply:os.system"),
        ("a: !secret 1", "a tag is not allowed", 1, 4, "!secret"),
        ("a: 1\nb: 2\na: 3", r"a key given twice \(first on line 1\)", 3, 1, "a"),
        ("a:\n  b: 1\n  b: 2", r"a key given twice \(first on line 2\)", 3, 3, "b"),
    ],
)  # fmt: skip
def test_what_hides_or_runs_is_a_fault_at_its_place(
    text: str, message: str, line: int, column: int, found: str
) -> None:
    (fault,) = parse(text, "f").faults
    assert pytest.approx((line, column)) == (fault.line, fault.column)
    assert fault.found == found
    assert fault.file == "f"
    with pytest.raises(DocumentError, match=message):
        raise DocumentError(fault)


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert parse("<<: {a: 1}\nb: 2", "f").root == {"<<": {"a": "1"}, "b": "2"}


def test_all_lesser_faults_are_kept() -> None:
    faults = parse("a: &x 1\nb: *x\nc: !t 1\nc: 2", "f").faults
    assert [fault.line for fault in faults] == [1, 2, 3, 4]


def test_an_alias_bomb_is_many_faults_and_no_bomb() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    document = parse(bomb, "f")
    assert len(document.faults) == 12 + 11 * 9
    assert document.root["a11"] == [""] * 9  # type: ignore[call-overload, index]


def test_nesting_is_allowed_to_a_depth_and_no_deeper() -> None:
    assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH, "f").faults == []
    for text in ("[" * (MAX_DEPTH + 1), "[" * 100_000, "{a: " * 100_000, "- " * 100_000):
        with pytest.raises(DocumentError, match="nested deeper than 20 levels"):
            parse(text, "f")


def test_a_flat_flood_is_refused_before_it_is_kept() -> None:
    with pytest.raises(DocumentError, match="more than 100,000 values"):
        parse("[" + "a," * (MAX_NODES + 1) + "]", "f")


@pytest.mark.parametrize("text", ["[a]: b", "{a: b}: c", "? [a]\n: b"])
def test_a_key_is_plain_text(text: str) -> None:
    with pytest.raises(DocumentError, match="a key must be plain text"):
        parse(text, "f")


def test_a_file_holds_one_document() -> None:
    with pytest.raises(DocumentError, match="f:3:1: a file holds one document"):
        parse("a: 1\n\n---\nb: 2", "f")


@pytest.mark.parametrize(
    ("text", "where"), [("a: [1", "f:"), ("a: 1\n\tb: 2", "f:2:"), ("a: 'x", "f:1:"), ('a: "\\q"', "f:1:"), ("a: b: c", "f:1:"), ("@", "f:1:1")]
)  # fmt: skip
def test_what_is_not_yaml_says_where(text: str, where: str) -> None:
    with pytest.raises(DocumentError, match="not YAML") as refused:
        parse(text, "f")
    assert str(refused.value).startswith(where)


def test_faults_before_the_text_breaks_off_are_kept() -> None:
    with pytest.raises(DocumentError) as refused:
        parse("a: &x 1\nb: [", "f")
    assert len(refused.value.faults) == 2
