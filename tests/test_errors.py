"""What an error says, and where it says the fault is."""

from hypothesis import given
from hypothesis import strategies as st

from geo import errors
from geo.errors import DemarcheError, DocumentError, Fault, PlaceNotFound, abbreviated


def test_a_fault_reads_as_compilers_print_them() -> None:
    fault = Fault("not a time", "kim.yaml", 12, 5, "stops[3].arrive", "noonish", "write for example 2023-09-12")
    expected = "kim.yaml:12:5: stops[3].arrive: not a time, found 'noonish' (write for example 2023-09-12)"
    assert str(fault) == expected


def test_a_fault_leaves_out_what_is_not_known() -> None:
    assert str(Fault("no such place")) == "no such place"
    assert str(Fault("no such file", file="kim.yaml")) == "kim.yaml: no such file"
    assert str(Fault("not YAML", "kim.yaml", 3)) == "kim.yaml:3: not YAML"


def test_an_empty_value_is_shown_as_found() -> None:
    assert str(Fault("not a time", found="")) == "not a time, found ''"


def test_an_error_shows_all_its_faults_one_a_line() -> None:
    error = DocumentError(Fault("one"), "two")
    assert error.faults == (Fault("one"), Fault("two"))
    assert str(error) == "one\ntwo"


def test_every_error_is_a_demarche_error_and_drawn_in_the_docstring() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert PlaceNotFound in kinds
    for kind in kinds:
        assert issubclass(kind, DemarcheError)
        assert kind.__name__ in (errors.__doc__ or "")


def test_long_values_are_cut() -> None:
    assert abbreviated("x" * 81) == repr("x" * 79 + "…")
    assert abbreviated("x" * 80) == repr("x" * 80)


@given(st.text())
def test_what_was_found_never_breaks_the_line(found: str) -> None:
    text = str(Fault("wrong", found=found))
    assert text.isprintable()
    assert len(text) < 1000
