"""Which of a town's many names, that do not say their language, is the one in a language; none where that is unsure.

A name in another script is compared with GeoNames' main name by how it reads in Latin letters (AnyAscii). Ours, by
reading the names of the 300 largest towns and all large towns of Russia, Korea, China and Japan: what is taken off,
what counts for and against a name, and how much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache

from anyascii import anyascii

from tools.placenames.russian import expected
from tools.placenames.tongues import may_be, script

_ABJADS = frozenset({"ar", "fa", "ur", "he"})
_IDEOGRAMS = frozenset({"zh-Hans", "zh-Hant", "ja"})
_LEAST_ALIKE = {"ru": 0.55, "ko": 0.42, "ja": 0.0, "zh-Hans": 0.5, "zh-Hant": 0.5}
_LEAST_ALIKE_AT_HOME = {"ru": 0.75, "ko": 0.4}
_LEAST_ALIKE_ELSE = 0.45
_LEAST_AHEAD = 0.05  # of two that fit as well, neither is surely Russian
_LEAST_AS_EXPECTED = 0.93
# Words for what a place is, that follow or lead its name.
_ENDINGS = {
    "ko": ("특별자치시", "특별시", "광역시", "직할시", " 시", " 정", " 촌", " 구", " 현", " 진", "시", "군", "읍"),
    "zh-Hans": ("特别行政区", "街道", "市", "县", "镇", "乡", "村", "区"),
    "zh-Hant": ("特別市", "市", "縣", "鎮", "鄉", "區"),
    "ja": ("市", "都"),
    "th": (),
    "my": ("မြို့",),
}
_LEADING = {
    "ar": ("مدينة ", "محافظة ", "قضاء ", "مركز ", "ولاية ", "ناحية ", "بلدية "),
    "fa": ("شهر ", "شهرستان "),
    "th": ("เทศบาลนคร", "เทศบาล", "เมือง", "อำเภอ", "จังหวัด"),
    "uk": ("місто ", "смт "),
    "be": ("Горад ", "горад "),
    "ru": ("город ", "посёлок ", "поселок ", "село "),
}
_PARTS_OF_TOWNS = re.compile("[Рр]айон|[Мм]асив")
_NEVER = {"uk": re.compile("ие|[сц]к$|ский$"), "be": re.compile("[сц]ьк")}  # how the neighbours spell
_SLAVIC = frozenset({"UA", "BY", "BG", "RS", "MK", "KZ", "KG", "MD"})


def chosen(names: Iterable[str], main: str, tongue: str, country: str, *, is_home: bool = False, but: str = "") -> str:
    """The name in the language, or "" where there is none or it is not sure which.

    Args:
        names: every name the town has.
        main: its main name in Latin letters.
        tongue: the language.
        country: the ISO 3166-1 code of its country.
        is_home: whether the language is that of the town's country.
        but: its name in its country's own language, which is less likely one in this.
    """
    if tongue in {"sr", "mk", "bg"} and "-" not in main:
        names = [name.replace("-", " ") for name in names]  # hyphens are the Russian spelling
    may_end = is_home or (country in {"CN", "JP", "TW"} and not reading(main, tongue).endswith(("i", "y")))
    kept = bare((name for name in names if may_be(name, tongue)), tongue, may_end=may_end)
    if system := expected(main, country, but) if tongue == "ru" else "":
        return _as_expected(kept, system, country)
    scored = sorted(
        ((score(name, main, tongue, country, is_home=is_home, but=but), name) for name in kept), reverse=True
    )
    least = {**_LEAST_ALIKE, **(_LEAST_ALIKE_AT_HOME if is_home else {})}.get(tongue, _LEAST_ALIKE_ELSE)
    if not scored or scored[0][0] < least:
        return ""
    best = scored[0]
    is_open = tongue == "ru" and not is_home and any(best[0] - other < _LEAST_AHEAD for other, _ in scored[1:])
    return "" if is_open else best[1]


def _as_expected(names: Iterable[str], system: str, country: str) -> str:
    """The name nearest to what a system of transliteration makes of the town's own; of China and Korea else that."""
    scored = sorted(((_alike(name.lower(), system), name) for name in names), reverse=True)
    if scored and scored[0][0] >= _LEAST_AS_EXPECTED:
        return scored[0][1]
    return "" if country == "JP" else system.capitalize()


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def bare(names: Iterable[str], tongue: str, *, may_end: bool) -> set[str]:
    """Names without the words for what a place is; `may_end` says whether a last 市 or 시 is surely "city"."""
    kept = {name.strip() for name in names}
    for ending in _ENDINGS.get(script(tongue), ()):
        kept = {_without(name, ending, kept, may_end=may_end) for name in kept}
    leading = _LEADING.get(script(tongue), ())
    kept = {name for name in kept if not name.startswith(leading)} if leading else kept
    never = _NEVER.get(tongue, _PARTS_OF_TOWNS)
    return {name for name in kept if not _PARTS_OF_TOWNS.search(name) and not never.search(name)}


def _without(name: str, ending: str, others: set[str], *, may_end: bool) -> str:
    """A name without an ending, unless that leaves one character or the ending may be part of the name."""
    short = name.removesuffix(ending)
    if short == name or len(short) < 2:
        return name
    sure = len(ending) > 1 or short in others or (may_end and ending in "市시읍")
    return short.strip() if sure else name


def score(name: str, main: str, tongue: str, country: str, *, is_home: bool, but: str) -> float:
    """How well a name fits: 1 where it reads as the main name does."""
    alike = _alike(reading(name, tongue), reading(main, tongue))
    if tongue == "ja":
        return _japanese(name)
    if tongue == "ru":
        return alike + (_russian_at_home(name, main) if is_home else _russian_abroad(name, main, country, but))
    return alike + 0.005 * has_own_letters(name, tongue) + 0.02 * habits(name, tongue) - 0.001 * len(name)


def habits(name: str, tongue: str) -> int:
    """How many habits of spelling a name keeps less those it breaks, where neighbouring languages spell otherwise."""
    kept, broken = {
        "ar": ("ة|^ال|[أإ]", "ئ.$|ظى|ه$|ى[^ ]"),
        "uk": ("[сцз]ьк|ий$", "[днлтцчр]ї|[цс]к"),
        "be": ("ь$", "[сц]ьк|ец$"),
        "bg": ("ъ", ""),
        "he": ("[יו]", ""),
        "el": ("[άέήίόύώ]", ""),
        "th": ("", "-"),
        "zh-Hant": ("台", ""),
        "hi": ("पुर", "पूर|ळ|ण्ड"),
    }.get(script(tongue), ("", ""))
    return bool(kept and re.search(kept, name)) - bool(broken and re.search(broken, name))


@cache
def reading(name: str, tongue: str) -> str:
    """A name in Latin letters with what transliterations differ in taken out; consonants alone for abjads."""
    letters = re.sub("[^a-z]", "", anyascii(name.removeprefix("ال")).lower())
    for pair, single in (("iy", "y"), ("yy", "y"), ("ye", "e"), ("yo", "e"), ("kh", "h"), ("eo", "o"), ("eu", "u")):
        letters = letters.replace(pair, single)
    letters = letters.replace("y", "i") if tongue in {"uk", "be", "el", "kk", "ky", "mn"} else letters
    return re.sub("[aeiouyw]", "", letters) or letters if tongue in _ABJADS else letters


def has_own_letters(name: str, tongue: str) -> bool:
    """Whether a name has letters that its language has and Russian has not."""
    own = {"uk": "ґєії", "be": "іў", "kk": "әғқңөұүһі", "ky": "ңөү", "tg": "ғӣқӯҳҷ", "mn": "өү"}.get(tongue, "")
    return any(letter in own for letter in name.lower())


def _japanese(name: str) -> float:
    """Characters in everyday use (JIS X 0208, level 1) over old forms; of those, what is short."""
    return sum(letter.encode("euc_jp")[0] < 0xD0 for letter in name) / len(name) - 0.03 * len(name)


def _russian_at_home(name: str, main: str) -> float:
    """What tells Russian from the other languages of Russia and its neighbours; signs are not in the main name."""
    against = (
        0.5 * bool(re.search("ъ[^еёюя]|ъ$", name))
        + 0.2 * bool(re.search("[нсц]ьс?к|ець$|ь[нм]", name))
        + 0.2 * any(word[0].islower() for word in name.split())
        + 0.05 * (name.count("-") != main.count("-"))
    )
    is_with_yo = bool(re.search("ë|yo", main.lower()))
    return 0.01 * bool(re.search("ль|[а-я]ь$", name)) + 0.02 * (is_with_yo == ("ё" in name.lower())) - against


def _russian_abroad(name: str, main: str, country: str, but: str) -> float:
    """What tells Russian from the other languages written in its letters."""
    words = name.split()
    for_it = (
        0.08 * bool(re.search("[ыё]|ь[^о]|ь$|(^|[- ]|[аеиоуыюя])[эЭ]", name))
        + 0.06 * bool(re.search("[аеоуы]й($|[^аеиоуыэюя])|ия$", name))
        + 0.08 * ("-" in name and " " in main)
    )
    against = (
        0.5 * bool(re.search("ъ[^еёюя]|ъ$|ьо", name))  # Bulgarian
        + 0.12 * bool(re.search("[дртжшчц]э|ця|дзь", name))  # Belarusian
        + 0.1 * bool(re.search("[аеоуы]и($|[^аеиоуыэюя])|иа$|[гжшчщ]ы", name.lower()))
        + 0.6 * bool(re.search("[нсцз]ьк|[цн]ець$|ць$|ск[оа]го$|обод|[гк]ыв", name))
        + 0.5 * (country not in _SLAVIC and len(words) > 1)  # Russian joins foreign names by hyphens
        + 0.5 * any(word[0].islower() for word in words)
        + 0.12 * lost_double(name, main)
        + 0.6 * spelled_elsewhere(name, main, country)
        + 0.1 * (name == but)
    )
    return for_it - against


def spelled_elsewhere(name: str, main: str, country: str) -> bool:
    """Whether a name has what only the Ukrainian, Bulgarian or Serbian of that country's names has."""
    if country == "UA":
        return bool(re.search("ив(к[аи])?$|[жзнчшщр]не$|рвка$", name))
    if country in {"FI", "EE"} and re.search("aa|ii|oo|uu|ee|ää", main):
        return not re.search("аа|ии|оо|уу|ээ|яя|ее", name.lower())
    return country not in _SLAVIC and ((main[0] == "E" and name[0] == "Е") or bool(re.search("[нрлтдс]эй", name)))


def lost_double(name: str, main: str) -> bool:
    """Whether a double consonant of the main name is single: Russian keeps what Serbian and Ukrainian drop."""
    doubles = {"nn": "нн", "mm": "мм", "tt": "тт", "ss": "сс", "pp": "пп", "ff": "фф"}
    return any(latin in main.lower() and cyrillic not in name.lower() for latin, cyrillic in doubles.items())
