"""Names are folded so that writers' habits do not matter, and letters that differ do."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import UsageError
from geo.gazetteer.names import checked, fold, in_one_alphabet, keys, mixes_alphabets, plain

_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60)


@given(_TEXT)
def test_a_folded_name_stays_as_it_is(name):
    assert fold(fold(name)) == fold(name)


@given(_TEXT)
def test_the_form_of_composition_does_not_matter(name):
    assert keys(unicodedata.normalize("NFD", name)) == keys(unicodedata.normalize("NFC", name))


@given(_TEXT)
def test_a_key_has_no_outer_or_double_space(name):
    for key in keys(name):
        assert key == " ".join(key.split())
        assert key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vladivostok", "  VLADIVOSTOK "),
        ("Komsomolsk-on-Amur", "komsomolsk on amur"),
        ("Xi'an", "Xi’an"),
        ("St. Petersburg", "St Petersburg"),
        ("평양", unicodedata.normalize("NFD", "평양")),
        ("İstanbul", "istanbul"),
        ("Straße", "STRASSE"),
    ],
)
def test_one_name_written_two_ways_is_one_key(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("São Paulo", "sao paulo"),
        ("P’yŏngyang", "pyongyang"),
        ("Łódź", "lodz"),
        ("Артём", "артем"),
        ("Αθήνα", "αθηνα"),
        ("ISPARTA", "isparta"),
        ("Diyarbakır", "diyarbakir"),
        ("الرِّيَاض", "الرياض"),
    ],
)
def test_a_name_without_its_accents_is_an_added_key(name, key):
    assert key in keys(name)


def test_cyrillic_short_i_and_hangul_keep_their_parts():
    assert plain(fold("Йошкар-Ола")) == "йошкар ола"
    assert plain(fold("평양")) == "평양"


def test_the_accented_key_comes_first():
    assert keys("Artëm") == ("artëm", "artem")


@pytest.mark.parametrize("name", ["", "   ", "…", "x" * 201, "a\x00b", "a\nb", "\ud800", "Mos\u202ecow", "-'."])
def test_what_is_no_name_is_refused(name):
    with pytest.raises(UsageError):
        checked(name)


def test_look_alike_letters_are_noticed_and_exchanged():
    assert mixes_alphabets("Hanоi")
    assert mixes_alphabets("Αthens")
    assert "athens" in in_one_alphabet("Αthens")
    assert not mixes_alphabets("Hanoi")
    assert not mixes_alphabets("Владивосток (Vladivostok)")
    assert "hanoi" in in_one_alphabet("Hanоi")
