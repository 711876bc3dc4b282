"""Number words of Russian, German, French and Spanish, as figures."""

from __future__ import annotations

import re
from functools import cache

_RUSSIAN = """
один одного одна одной/1 два две двух двое/2 три трех трое/3 четыре четырех четверо/4 пять пяти/5 шесть шести/6
семь семи/7 восемь восьми/8 девять девяти/9 десять десяти/10 одиннадцать одиннадцати/11 двенадцать двенадцати/12
тринадцать тринадцати/13 четырнадцать четырнадцати/14 пятнадцать пятнадцати/15 шестнадцать шестнадцати/16
семнадцать семнадцати/17 восемнадцать восемнадцати/18 девятнадцать девятнадцати/19 двадцать двадцати/20
тридцать тридцати/30 сорок сорока/40 пятьдесят пятидесяти/50 шестьдесят шестидесяти/60 семьдесят семидесяти/70
восемьдесят восьмидесяти/80 девяносто девяноста/90 сто ста/100 двести двухсот/200 триста трехсот/300
четыреста четырехсот/400 пятьсот пятисот/500 шестьсот шестисот/600 семьсот семисот/700 восемьсот восьмисот/800
девятьсот девятисот/900
"""
_GERMAN = """
ein eins eine einem einen einer/1 zwei/2 drei/3 vier/4 fünf/5 sechs/6 sieben/7 acht/8 neun/9 zehn/10 elf/11 zwölf/12
dreizehn/13 vierzehn/14 fünfzehn/15 sechzehn/16 siebzehn/17 achtzehn/18 neunzehn/19 zwanzig/20 dreißig dreissig/30
vierzig/40 fünfzig/50 sechzig/60 siebzig/70 achtzig/80 neunzig/90
"""
_FRENCH = """
un une/1 deux/2 trois/3 quatre/4 cinq/5 six/6 sept/7 huit/8 neuf/9 dix/10 onze/11 douze/12 treize/13 quatorze/14
quinze/15 seize/16 vingt/20 trente/30 quarante/40 cinquante/50 soixante/60 septante/70 nonante/90
"""
_SPANISH = """
uno una/1 dos/2 tres/3 cuatro/4 cinco/5 seis/6 siete/7 ocho/8 nueve/9 diez/10 once/11 doce/12 trece/13 catorce/14
quince/15 dieciséis/16 diecisiete/17 dieciocho/18 diecinueve/19 veinte/20 veintiuno veintiún veintiuna/21 veintidós/22
veintitrés/23 veinticuatro/24 veinticinco/25 veintiséis/26 veintisiete/27 veintiocho/28 veintinueve/29 treinta/30
cuarenta/40 cincuenta/50 sesenta/60 setenta/70 ochenta/80 noventa/90 cien ciento/100 doscientos doscientas/200
trescientos trescientas/300 cuatrocientos cuatrocientas/400 quinientos quinientas/500 seiscientos seiscientas/600
setecientos setecientas/700 ochocientos ochocientas/800 novecientos novecientas/900
"""
_HUNDREDS = ("hundert", "cent", "cents")  # of as many as stand before them
_THOUSANDS = ("tausend", "mille", "mil", "тысяча", "тысячи", "тысяч", "тысячу", "tsd.", "тыс.")
_LINKS = ("et", "y", "und")
_VIGESIMAL = (60, 80)  # French counts on past these to nineteen more


def in_figures(text: str) -> str:
    """A text in lower case with the numbers that are written in words as figures; what is none stays."""
    text = re.sub(r"(?<!\w)(?:полтор[аы]|полутора|anderthalb)(?!\w)", "1 and a half", text)
    spaced = re.sub(r"(hundert|tausend)(?=[a-zäöüß])", r"\1 ", text)
    spaced = re.sub(r"(?<=[a-zäöüß])(hundert|tausend|einhalb)", r" \1", spaced)
    halved = _words().sub(_number, spaced).replace(" einhalb", " and a half")
    return _THOUSAND.sub(_thousands, halved)


def _number(match: re.Match[str]) -> str:
    """A number in figures; where two are linked, each: `vingt et trente`."""
    words = [word.replace(" ", "-") for word in _SPLIT.findall(match[0])]
    value = _value([word for word in words if word not in _LINKS])
    if value is not None:
        return str(value)
    if len(words) == 2:
        first, second = (_value([word]) for word in words)
        if first is not None and second == first + 1:
            return f"{first} to {second}"  # "две-три недели"
    for at, word in enumerate(words):
        if word in _LINKS:
            parts = _value(words[:at]), _value(words[at + 1 :])
            return match[0] if None in parts else f"{parts[0]} {word} {parts[1]}"
    return match[0]


def _value(words: list[str]) -> int | None:
    """What words of one number add up to, each smaller than the one before; None for what is no number."""
    total, room = 0, 1000
    for word in words:
        if word in _HUNDREDS:
            if total >= 10:
                return None
            total, room = (total or 1) * 100, 100
            continue
        value = _numerals().get(word, room)
        if value >= room:
            return None
        total += value
        room = 100 if value >= 100 else 20 if value in _VIGESIMAL else 10 if value >= 20 else 0
    return total


def _thousands(match: re.Match[str]) -> str:
    """`2 mille 300` is 2300, `4,5 тыс.` stays as many thousands."""
    count, rest = match["count"] or "1", match["rest"]
    if rest is None or not count.isdigit():
        return f"{count} thousand{' ' + rest if rest else ''}"
    return str(int(count) * 1000 + int(rest))


@cache
def _numerals() -> dict[str, int]:
    """The words for numbers up to 900, and German's from 21 to 99."""
    german = _read(_GERMAN)
    tens = {word: value for word, value in german.items() if value >= 20}
    ones = {word: value for word, value in german.items() if value < 10}
    compounds = {f"{one}und{ten}": low + high for one, low in ones.items() for ten, high in tens.items()}
    french = {"dix-sept": 17, "dix-huit": 18, "dix-neuf": 19, "quatre-vingt": 80, "quatre-vingts": 80}
    return _read(_RUSSIAN) | german | compounds | _read(_FRENCH) | french | _read(_SPANISH)


def _read(table: str) -> dict[str, int]:
    return {word: int(value) for words, value in re.findall(r"([^/\d]+)/(\d+)", table) for word in words.split()}


@cache
def _words() -> re.Pattern[str]:
    """A number in words, parts of it linked or not."""
    word = rf"(?:{'|'.join(sorted((*_numerals(), *_HUNDREDS), key=len, reverse=True))})(?!\w)"
    return re.compile(rf"(?<!\w){word}(?:[\s-]+(?:(?:{'|'.join(_LINKS)})[\s-]+)?{word})*")


_SPLIT = re.compile(r"dix[ -](?:sept|huit|neuf)|quatre[ -]vingts?|[^\s-]+")
_THOUSAND = re.compile(
    rf"(?:(?P<count>\d+(?:[.,]\d+)?(?: and a half)?)\s*)?(?<!\w)(?:{'|'.join(map(re.escape, _THOUSANDS))})(?![\w])"
    r"(?:\s+(?P<rest>\d{1,3})(?![\d.,]))?"
)
