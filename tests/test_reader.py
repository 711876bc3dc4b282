"""Bad files: every fault is named, at its place, and nothing else is ever raised."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.document import Tree
from geo.errors import DocumentError, Fault
from geo.reader import MAX_BYTES, decoded, read, read_places, read_text
from tests.conftest import KIM

GOOD = """\
title: T
traveller: K
sources:
  bloomberg: {publisher: Bloomberg}
stops:
  - place: Pyongyang
    depart: 2023-09-10
  - place: Khasan
    by: rail
    arrive: 2023-09-12
    sources: [bloomberg]
"""
CLAIM = "claims:\n  - {quote: q, source: bloomberg, from: Vladivostok, to: Khasan, distance: 150 km}\n"


def faults(text: str) -> tuple[Fault, ...]:
    with pytest.raises(DocumentError) as refused:
        read_text(text, "f.yaml")
    return refused.value.faults


def only(text: str) -> Fault:
    (fault,) = faults(text)
    return fault


def test_a_good_file_is_read() -> None:
    story = read_text(GOOD + CLAIM)
    assert [stop.place for stop in story.stops] == ["Pyongyang", "Khasan"]
    assert str(story.claims[0].distance) == "150 km"


# --- what is no file of text ------------------------------------------------------------------------------------------


def refused(path: Path) -> str:
    with pytest.raises(DocumentError) as error:
        read(path)
    assert error.value.faults[0].file == str(path)
    return error.value.faults[0].message


def test_a_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "nope.yaml") == "no such file"


def test_a_directory(tmp_path: Path) -> None:
    assert refused(tmp_path) == "this is a directory, not a file"


def test_a_path_that_cannot_be(tmp_path: Path) -> None:
    assert "cannot be read" in refused(tmp_path / ("x" * 300))
    assert "cannot be read" in refused(Path("a\0b"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"\n  \n# only a comment\n", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not UTF-8 text"),
        (b"title: a\0b", "a binary file, not text"),
        (b"\xff\xfet\0i\0", "not UTF-8 text"),
        ("title: Артём".encode("cp1251"), "not UTF-8 text"),
        (b"- a\n- b", "the file is not a mapping"),
        (b"just text", "the file is not a mapping"),
        (b"title: [", "not YAML"),
        (b"title: T\n" + b"#" * MAX_BYTES, "larger than 1 MB"),
    ],
)
def test_a_file_that_is_no_itinerary(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(content)
    assert refused(path).startswith(message)


def test_bytes_that_are_no_text_are_placed() -> None:
    with pytest.raises(DocumentError) as error:
        decoded("title: T\ntraveller: Ким".encode("koi8-r"), "f")
    assert error.value.faults[0].line == 2


def test_a_file_of_a_megabyte_is_still_read() -> None:
    assert read_text(GOOD + "#" * (MAX_BYTES - len(GOOD))).title == "T"
    assert only(GOOD + "#" * (MAX_BYTES - len(GOOD) + 1)).message == "larger than 1 MB"


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault() -> None:
    assert read_text(decoded(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(), "f")).title == "T"


# --- keys -------------------------------------------------------------------------------------------------------------


def test_an_unknown_key_is_placed_with_the_key_it_may_mean() -> None:
    fault = only(GOOD.replace("arrive:", "arive:"))
    assert str(fault) == "f.yaml:10:5: stops[1].arive: unknown key, found 'arive' (did you mean `arrive`?)"


@pytest.mark.parametrize(
    ("old", "new", "path", "hint"),
    [
        ("traveller: K", "traveller: K\nclaim: []", "claim", "did you mean `claims`?"),
        ("by: rail", "by: {vehicle: rail, vai: [X]}", "stops[1].by.vai", "did you mean `via`?"),
        ("publisher: Bloomberg", "publisher: B, ulr: x", "sources.bloomberg.ulr", "did you mean `url`?"),
        ("by: rail", "by: rail\n    seen: [{at: 2023, plac: x, place: y}]", "stops[1].seen[0].plac", "did you mean `place`?"),
        ("traveller: K", "traveller: K\nplaces: {b: {name: b, lat: 1, lon: 2, long: 3}}", "places.b.long", "did you mean `lon`?"),
        ("traveller: K", "traveller: K\nzzzz: 1", "zzzz", None),
    ],
)  # fmt: skip
def test_did_you_mean_knows_the_keys_of_every_part(old: str, new: str, path: str, hint: str | None) -> None:
    fault = only(GOOD.replace(old, new))
    assert (fault.message, fault.path, fault.hint) == ("unknown key", path, hint)


def test_a_claims_unknown_key_is_known_by_the_files_own_names() -> None:
    fault = only(GOOD + CLAIM.replace("from:", "form: x, from:"))
    assert (fault.path, fault.hint) == ("claims[0].form", "did you mean `from`?")


def test_a_key_given_twice_is_placed_where_it_comes_again() -> None:
    fault = only(GOOD + "title: U\n")
    assert str(fault) == "f.yaml:12:1: title: a key given twice (first on line 1), found 'title'"


@pytest.mark.parametrize(
    "text", [GOOD + "title: U\n", GOOD.replace("rail", "&x rail"), GOOD.replace("rail", "!x rail")]
)
def test_what_yaml_itself_forbids_has_a_key_path_too(text: str) -> None:
    assert only(text).path


def test_a_missing_key_is_placed_at_what_lacks_it() -> None:
    assert str(only(GOOD.replace("title: T\n", ""))) == "f.yaml:1:1: `title` is missing"
    fault = only(GOOD.replace("place: Khasan\n    by: rail", "by: rail"))
    assert (fault.message, fault.path, fault.line) == ("`place` is missing", "stops[1]", 8)


@pytest.mark.parametrize("key", [r'"a\nb"', r'"a\e[31mb"'])
def test_a_key_cannot_break_out_of_its_line(key: str) -> None:
    assert str(only(GOOD + f"{key}: 1\n")).isprintable()


# --- values -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "path", "message"),
    [
        ("title: T", "title: [T]", "title", "text is needed here"),
        ("title: T", "title: ' '", "title", "this is empty"),
        ("title: T", "title:", "title", "this is empty"),
        ("traveller: K", "traveller: []", "traveller", "at least one is needed here"),
        ("by: rail", "by: [rail]", "stops[1].by", "keys and values are needed here"),
        ("by: rail", "by: {via: [X]}", "stops[1].by", "`vehicle` is missing"),
        ("arrive: 2023-09-12", "arrive: noon", "stops[1].arrive", "not a time"),
        ("arrive: 2023-09-12", "arrive: [2023]", "stops[1].arrive", "not a time"),
        ("arrive: 2023-09-12", "arrive: 2018-02-30", "stops[1].arrive", "no such time"),
        ("arrive: 2023-09-12", "arrive: 10:00", "stops[1].arrive", "not a time"),
        ("arrive: 2023-09-12", "certainty: sure", "stops[1].certainty", "input should be"),
        ("sources:\n  bl", "sources: []\nx:\n  bl", "sources", "keys and values are needed here"),
        ("traveller: K", "traveller: K\nplaces: {b: {name: b, lat: 91, lon: 2}}", "places.b.lat", "less than or equal to 90"),
        ("traveller: K", "traveller: K\nplaces: {b: {name: b, lat: nan, lon: 2}}", "places.b.lat", "input should be"),
        ("traveller: K", "traveller: K\nplaces: {b: {name: b, lat: .nan, lon: 2}}", "places.b.lat", "a number is needed"),
        ("traveller: K", "traveller: K\nplaces: {b: {name: b, lat: true, lon: 2}}", "places.b.lat", "a number is needed"),
        ("traveller: K", "traveller: K\nplaces: {b: {name: b, lat: 1, lon: -inf}}", "places.b.lon", "greater than or equal"),
        ("traveller: K", "traveller: K\nplaces: {b: {name: b, lat: 1, lon: 2, country: Russia}}", "places.b.country", "country code"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_placed_and_put_in_words(old: str, new: str, path: str, message: str) -> None:
    found = [fault for fault in faults(GOOD.replace(old, new)) if fault.path == path]
    assert len(found) == 1
    assert message in found[0].message
    assert found[0].line is not None
    assert found[0].column is not None


def test_stops_that_are_no_list_of_stops() -> None:
    head = GOOD.partition("stops:")[0]
    assert only(head + "stops: {place: P}").message == "a list is needed here"
    assert only(head + "stops: []").message == "at least one is needed here"
    assert only(head + "stops: [Pyongyang]").message == "keys and values are needed here"


def test_a_figure_of_the_wrong_kind() -> None:
    fault = only(GOOD + CLAIM.replace("150 km", "20 h"))
    assert str(fault) == "f.yaml:13:76: claims[0].distance: a quantity in km is needed here, found '20 h'"
    assert "no quantity with a unit" in only(GOOD + CLAIM.replace("150 km", "150")).message
    assert "a claim needs a distance" in only(GOOD + CLAIM.replace(", distance: 150 km", "")).message


def test_yaml_keeps_its_hands_off_the_text() -> None:
    story = read_text(
        "title: 010\ntraveller: [NO, 10:00, yes]\nplaces: {on: {name: off, lat: 1, lon: 2, country: NO}}\nstops: [{place: 'null'}]"
    )
    assert story.title == "010"
    assert story.traveller == ("NO", "10:00", "yes")
    assert story.places["on"].country == "NO"


@pytest.mark.parametrize(
    "text",
    [
        "{{7*191}}",
        "${alert(1)}",
        "</script><script>",
        "`x`",
        r"\2",
        "\u202eabc",
        "平壤 Хасан",
        "Room {#12",
        "=1+1",
        "<b>&amp;",
    ],
)
def test_hostile_text_is_only_text(text: str) -> None:
    quoted = text.replace("'", "''")
    assert read_text(f"title: '{quoted}'\ntraveller: K\nstops: [{{place: P, events: ['{quoted}']}}]").title == text


# --- sense ------------------------------------------------------------------------------------------------------------


def test_a_leg_without_a_mode() -> None:
    fault = only(GOOD.replace("    by: rail\n", ""))
    assert (fault.message, fault.path, fault.line, fault.column) == ("`by` is missing", "stops[1]", 8, 5)
    assert fault.hint == "say how they came here, for example `by: rail`"


def test_arrive_before_depart_at_one_stop() -> None:
    fault = only(GOOD.replace("arrive: 2023-09-12", "arrive: 2023-09-12\n    depart: 2023-09-10"))
    assert (fault.message, fault.path, fault.line) == ("they depart before they arrive", "stops[1].depart", 11)


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("sources: [bloomberg]", "sources: [bloomburg]", "stops[1].sources[0]"),
        ("by: rail", "by: {vehicle: rail, sources: bloomburg}", "stops[1].by.sources[0]"),
        ("by: rail", "by: rail\n    seen: [{at: 2023, place: x, sources: [bloomberg, bloomburg]}]", "stops[1].seen[0].sources[1]"),
        ("source: bloomberg", "source: bloomburg", "claims[0].source"),
        ("traveller: K", "traveller: K\nplaces: {b: {name: b, lat: 1, lon: 2, sources: [bloomburg]}}", "places.b.sources[0]"),
    ],
)  # fmt: skip
def test_an_unknown_source_is_placed_with_the_one_it_may_mean(old: str, new: str, path: str) -> None:
    fault = only((GOOD + CLAIM).replace(old, new))
    assert fault.message == "no such source"
    assert fault.found == "bloomburg"
    assert fault.hint == "did you mean `bloomberg`?"
    assert fault.path is not None
    assert fault.path.startswith(path.removesuffix("[0]"))
    assert fault.line is not None


def test_a_source_like_none_is_to_be_added() -> None:
    assert only(GOOD.replace("[bloomberg]", "[xyz]")).hint == "add it under `sources`"


def test_all_faults_come_at_once_in_the_order_of_the_file() -> None:
    text = """\
title: ''
sources: {b: {publisher: B}, b: {publisher: C}}
stops:
  - {place: P, arive: 2023, sources: [c]}
  - {place: &x Q, by: rail, arrive: 2018-02-30}
  - {place: R}
claims:
  - {quote: q, source: b, from: P, distance: far}
nonsense: 1
"""
    found = faults(text)
    assert [(fault.line, fault.message.split(":")[0]) for fault in found] == [
        (1, "`traveller` is missing"),
        (1, "this is empty"),
        (2, "a key given twice (first on line 2)"),
        (4, "unknown key"),
        (4, "no such source"),
        (5, "an anchor is not allowed"),
        (5, "no such time"),
        (6, "`by` is missing"),
        (8, "`to` is missing"),
        (8, "no quantity with a unit"),
        (9, "unknown key"),
    ]
    assert all(fault.file == "f.yaml" and fault.column for fault in found)


# --- whatever comes ---------------------------------------------------------------------------------------------------

FRAGMENTS = st.sampled_from(
    ["title: T\n", "traveller: K\n", "stops:\n", "  - place: P\n", "    by: rail\n", "    arrive: 2023-09-12\n", "claims:\n",
     "  - {quote: q, source: s}\n", "&a ", "*a", "!t ", "? ", "- ", ": ", "[", "]", "{", "}", "'", '"', "|\n", "\t", "---\n",
     "...\n", "%YAML 1.1\n", "<<: ", "places: {a: {name: a, lat: ", "9999-12-31", "0001-01-01~", "..", "/", "1 km", "\x85", "\u2028"]
)  # fmt: skip
VALUES: st.SearchStrategy[Tree] = st.recursive(
    st.sampled_from(["", "P", "2023", "150 km", "nan", "s", "rail", "01"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["title", "traveller", "sources", "places", "stops", "claims", "place", "by", "vehicle", "via", "seen", "at", "quote",
         "source", "from", "to", "distance", "lat", "lon", "name", "arrive", "depart", "stops[0]", "a.b", ""]), inner, max_size=6),
    max_leaves=40,
)  # fmt: skip


def raises_nothing_else(text: str) -> None:
    try:
        read_text(text, "f")
    except DocumentError as error:
        assert error.faults
        assert all(fault.file == "f" and fault.message for fault in error.faults)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_raises_anything_but_a_document_error(text: str) -> None:
    raises_nothing_else(text)


@given(st.lists(FRAGMENTS | st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=25).map("".join))
def test_nothing_that_looks_like_an_itinerary_raises_anything_else(text: str) -> None:
    raises_nothing_else(text)


@given(st.dictionaries(st.sampled_from(["title", "traveller", "sources", "places", "stops", "claims", "x"]), VALUES))
def test_no_shape_of_the_known_keys_raises_anything_else(tree: dict[str, Tree]) -> None:
    raises_nothing_else(json.dumps(tree, indent=1))


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_a_document_error(content: bytes) -> None:
    try:
        decoded(content, "f")
    except DocumentError:
        return


def test_an_unpaired_surrogate_is_a_fault() -> None:
    raises_nothing_else("title: \ud800")


@pytest.mark.parametrize("escape", [r"\e[31m", r"\e]0;x\a", r"\b", r"\x9b31m", r"\0"])
def test_text_that_would_command_a_terminal_is_a_fault_where_it_stands(escape: str) -> None:
    for key, rest in (("title", "T"), ("traveller", "K")):
        text = GOOD.replace(f"{key}: {rest}", f'{key}: "{rest}{escape}"')
        assert text != GOOD
        assert [(fault.path, fault.message) for fault in faults(text)] == [
            (key, "this holds a control character, which no text has")
        ]


def test_a_figure_beyond_all_measure_is_a_fault() -> None:
    raises_nothing_else(GOOD + CLAIM.replace("150 km", f"1{'0' * 310} km"))


def test_a_file_that_is_one_alias_says_so() -> None:
    assert any("alias" in fault.message for fault in faults("*a"))


# --- the files we ship ------------------------------------------------------------------------------------------------


def test_shared_places_are_read_and_refused_by_the_same_rules(tmp_path: Path) -> None:
    assert read_places(KIM.parent / "places.yaml").places["border-bridge"].country == "RU"
    path = tmp_path / "places.yaml"
    path.write_text("sources: {s: {publisher: P}}\nplaces: {b: {name: b, lat: 91, lon: 2, sources: [t]}}")
    with pytest.raises(DocumentError) as error:
        read_places(path)
    assert [fault.path for fault in error.value.faults] == ["places.b.lat", "places.b.sources[0]"]


def test_how_many_are_allowed_is_said_in_words() -> None:
    stops = "\n".join("  - {place: A, by: rail}" for _ in range(2_001))
    with pytest.raises(DocumentError, match="stops: no more than 2,000 are allowed here"):
        read_text(f"title: T\ntraveller: A\nstops:\n{stops}\n")
    rivals = "\n".join(f"  v{n}: {{title: V, instead_of: 1, stops: [{{place: B}}]}}" for n in range(11))
    with pytest.raises(DocumentError, match="versions: no more than 10 are allowed here"):
        read_text(f"title: T\ntraveller: A\nstops: [{{place: A}}]\nversions:\n{rivals}\n")
