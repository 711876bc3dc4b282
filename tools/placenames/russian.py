"""How Russian writes Chinese and Japanese names: by the systems of Palladius and Polivanov, from pinyin and Hepburn."""

from __future__ import annotations

import re
import unicodedata

_PINYIN = re.compile(
    "(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(iang|iong|uang|ueng|[iu]ai|iao|ian|uan|ang|eng|ing|ong|ai|ei|ao|ou|ia|ie|iu|ua|uo|ui|[uv]e|an|en|in|un|er|[aoeiuv])"
    "(?<!n(?=[aeiou]))(?<!ng(?=[aeiou]))"
)


def _table(pairs: str) -> dict[str, str]:
    return {latin: cyrillic for pair in pairs.split() for latin, cyrillic in [pair.split(":")]}


_INITIALS = _table("zh:чж ch:ч sh:ш b:б p:п m:м f:ф d:д t:т n:н l:л g:г k:к h:х j:цз q:ц x:с r:ж z:цз c:ц s:с w:в")
_FINALS = _table(
    "a:а o:о e:э ai:ай ei:эй ao:ао ou:оу an:ань en:энь ang:ан eng:эн ong:ун i:и ia:я ie:е iao:яо iu:ю ian:янь in:инь "
    "iang:ян ing:ин iong:юн u:у ua:уа uo:о uai:уай ui:уй uan:уань un:унь uang:уан er:эр v:юй ve:юэ"
)
_AFTER_PALATAL = _table("u:юй ue:юэ uan:юань un:юнь")
_AFTER_Y = _AFTER_PALATAL | _table("a:я e:е ao:яо ou:ю an:янь in:инь ang:ян ing:ин ong:юн i:и")
_HEPBURN = (
    ("ō", "o"), ("ū", "u"), ("n(?=[bmp])", "m"), ("tch", "tt"), ("sh(?=[auo])", "сy"), ("ch(?=[auo])", "тy"),
    ("j(?=[auo])", "дзy"), ("shi", "си"), ("chi", "ти"), ("tsu", "цу"), ("ji", "дзи"), ("ya", "я"), ("yu", "ю"),
    ("yo", "ё"), ("(?<=[aouiаоуияюё])i", "й"), ("e(?=i|$|[^a-z])|e", "е"), ("z", "дз"),
)  # fmt: skip
_KANA = _table("a:а i:и u:у o:о k:к g:г s:с t:т n:н h:х f:ф b:б p:п m:м r:р w:в d:д")


def expected(main: str, country: str, own: str) -> str:
    """The name in Russian by the system for its country, in small letters; "" where there is none.

    Args:
        main: the name in Latin letters.
        country: the ISO 3166-1 code.
        own: the name in its own script. A Chinese name is taken for pinyin where it has a syllable to each character,
            which names that are Uyghur, Tibetan or Mongolian do not.
    """
    if country == "CN":
        return palladius(main, len(own)) if own else ""
    if country in {"KP", "KR"}:
        return kontsevich(own)
    return polivanov(main) if country == "JP" else ""


def palladius(name: str, length: int) -> str:
    """Chinese in pinyin; "" where the name is not pinyin of that many syllables."""
    letters = _plain(name.replace("’", "'").replace("ü", "v").replace("Ü", "v"))
    syllables = [match for part in letters.split("'") for match in _PINYIN.finditer(part)]
    if len(syllables) != length or sum(len(match[0]) for match in syllables) != len(letters.replace("'", "")):
        return ""
    text = before = ""
    for match in syllables:
        syllable = _syllable(match[1] or "", match[2])
        text += "ъ" * (before.endswith("ng") and syllable[:1] in set("аеоуэюя")) + syllable
        before = match[2]
    return text


def _plain(name: str) -> str:
    """Small Latin letters without accents, and apostrophes."""
    return re.sub("[^a-z']", "", unicodedata.normalize("NFD", name.lower()))


def _syllable(initial: str, final: str) -> str:
    if initial == "y":
        return _AFTER_Y.get(final, "")
    if initial == "w" and final == "u":
        return "у"
    start = _INITIALS.get(initial, "")
    if initial in {"j", "q", "x"} and final in _AFTER_PALATAL:
        return start + _AFTER_PALATAL[final]
    if initial in {"z", "c", "s"} and final == "i":
        return start + "ы"
    return start + ("уэй" if initial + final == "hui" else _FINALS.get(final, ""))


def polivanov(name: str) -> str:
    """Japanese in Hepburn's letters."""
    letters = _plain(name).replace("'", "")
    for pattern, sound in _HEPBURN:
        letters = str(re.sub(pattern, sound, letters))
    return "".join(_KANA.get(letter, letter) for letter in letters)


_VOWELS = tuple("а,э,я,йя,о,е,ё,йе,о,ва,вэ,ве,ё,у,во,ве,ви,ю,ы,ый,и".split(","))  # noqa: SIM905 — read as a row
_STARTS = tuple("к,кк,н,т,тт,р,м,п,пп,с,сс,-,ч,чч,чх,кх,тх,пх,х".split(","))  # noqa: SIM905 — as above
# The sounds that the 28 finals of Hangul stand for before a consonant: none, k, n, t, l, m, p, ng.
_FINALS_OF_HANGUL = tuple("-,к,к,к,н,н,н,т,ль,к,м,ль,ль,ль,п,ль,м,п,п,т,т,нг,т,т,к,т,п,т".split(","))  # noqa: SIM905 — as above
_VOICED = {"к": "г", "т": "д", "п": "б", "ч": "дж"}
_NASAL = {"к": "н", "т": "н", "п": "м"}
_ASPIRATED = {"к": "кх", "т": "тх", "п": "пх"}


def kontsevich(name: str) -> str:
    """Korean in Hangul; "" where there is none."""
    if not name or not all("가" <= letter <= "힣" for letter in name):
        return ""
    text, end = "", "-"
    for index, letter in enumerate(name):
        start, rest = divmod(ord(letter) - ord("가"), 588)
        joint = _joint(end, _STARTS[start]) if index else _STARTS[start].strip("-")
        vowel = _VOWELS[rest // 28]
        if vowel == "йе" and joint:
            vowel = "е"
        is_iotated = vowel[0] in "еёюяй"
        text += (joint if is_iotated else joint.removesuffix("ъ")) + ("э" if vowel == "е" and not joint else vowel)
        end = _FINALS_OF_HANGUL[rest % 28]
    return text + end.removesuffix("г").strip("-")


def _joint(end: str, start: str) -> str:
    """What the final of a syllable and the initial of the next sound like together."""
    if end in _NASAL:
        return _after_stop(end, start)
    if end == "ль":
        return {"-": "р", "х": "рх", "р": "лл", "н": "лл"}.get(start, "ль" + _VOICED.get(start, start))
    final = {"нг": "н", "-": ""}.get(end, end)
    if start == "-":
        return "нъ" if end == "нг" else final
    if start == "р" and final:
        return "лл" if end == "н" else final + "н"
    return final + _VOICED.get(start, start)


def _after_stop(end: str, start: str) -> str:
    """As `_joint`, where the first is k, t or p."""
    if start in {"н", "м", "р"}:
        return _NASAL[end] + start.replace("р", "н")
    return {"-": _VOICED[end], "х": _ASPIRATED[end]}.get(start, end + start)
