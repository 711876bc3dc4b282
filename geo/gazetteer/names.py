"""One spelling for many: the keys under which a name is stored and looked up."""

from __future__ import annotations

import re
import unicodedata

from geo.errors import Fault, UsageError

MAX_CHARACTERS = 200

_DROPPED = str.maketrans(dict.fromkeys("'’‘ʼʻʹʺ`´ʾʿˈ.·・\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_GAP = re.compile(r"[\s\-‐-―־_,;:/()\[\]&+\"“”„«»]+")
# Marks that writers leave out: accents on Latin and Greek letters, the vowel points of Hebrew and Arabic, the tatweel.
# Never those of Cyrillic (Й is not И) nor the jamo of Hangul.
_ACCENT = re.compile("(?<=[a-zÀ-ɏͰ-Ͽ])[\u0300-\u036f]+|[\u0591-\u05bd\u05bf\u05c1\u05c2\u0640\u064b-\u0652\u0670]+")
_PLAIN = str.maketrans(
    {"ё": "е", "ł": "l", "ø": "o", "đ": "d", "ı": "i", "ħ": "h", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"}
)
# Embeddings, overrides and isolates: they make a name read as another (Unicode TR36, section 2.5).
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Cyrillic letters that look like Latin ones in most typefaces (Unicode TS39, confusables), without their capitals.
_CYRILLIC, _LATIN = "асԁеһіјӏорԛѕԝхуѵ", "acdehijlopqswxyv"
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_GREEK_TO_LATIN = str.maketrans("αβεζηικμνορτυχ", "abezhikmnoptyx")  # whose capitals look like Latin ones
_SHORT = {"st": "saint", "mt": "mount", "ft": "fort"}
_EITHER = _SHORT | {full: short for short, full in _SHORT.items()}
_ALPHABETS = tuple(re.compile(f"[{letters}]", re.IGNORECASE) for letters in ("a-zÀ-ɏ", "Ͱ-Ͽ", "Ѐ-ԯ"))


def checked(name: str) -> str:
    """`name` itself; raises `UsageError` where it is empty, over-long, unprintable or without a letter or digit."""
    if len(name) > MAX_CHARACTERS:
        raise UsageError(Fault(f"a place name has at most {MAX_CHARACTERS} characters", found=name))
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in name):
        raise UsageError(Fault("a place name has no control characters and no unpaired surrogates", found=name))
    if _REORDERING.search(name):
        raise UsageError(Fault("this name holds invisible characters that change the order of its letters", found=name))
    if not any(character.isalnum() for character in name):
        raise UsageError(Fault("a place name needs a letter or a digit", found=name))
    return name


def fold(name: str) -> str:
    """`name` without what writers vary at will: case, hyphens, apostrophes, full stops and composed forms."""
    if name.isascii():
        return " ".join(_GAP.sub(" ", name.lower().translate(_DROPPED)).split())
    text = unicodedata.normalize("NFC", name).replace("İ", "i")  # a Turkish capital, which casefold takes apart
    text = unicodedata.normalize("NFC", text.casefold()).translate(_DROPPED)
    return " ".join(unicodedata.normalize("NFC", _GAP.sub(" ", text)).split())


def plain(key: str) -> str:
    """A folded name without accents, and with е for ё; itself where it has none."""
    if key.isascii():
        return key
    bare = _ACCENT.sub("", unicodedata.normalize("NFD", key))
    return unicodedata.normalize("NFC", bare).translate(_PLAIN)


def keys(name: str) -> tuple[str, ...]:
    """Every key of `name`, the closest first."""
    folded = fold(name)
    return tuple(key for key in dict.fromkeys((folded, plain(folded))) if key)


def spelled(name: str) -> tuple[str, ...]:
    """The key of `name` with its first word written out, or short: `St. Petersburg` as `Saint Petersburg`."""
    first, gap, rest = plain(fold(name)).partition(" ")
    return (_EITHER[first] + gap + rest,) if rest and first in _EITHER else ()


def mixes_alphabets(name: str) -> bool:
    """Whether a word of `name` has letters of two among Latin, Greek and Cyrillic, as `Hanоi` with a Cyrillic о."""
    return any(sum(bool(letter.search(word)) for letter in _ALPHABETS) > 1 for word in name.split())


def in_one_alphabet(name: str) -> tuple[str, str]:
    """A folded `name` with look-alike letters exchanged: all Latin, and all Cyrillic."""
    folded = fold(name)
    return folded.translate(_TO_LATIN).translate(_GREEK_TO_LATIN), folded.translate(_TO_CYRILLIC)
