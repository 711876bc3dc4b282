"""Figures as reporters write them: "about 150 kilometers (95 miles)", "20 to 24 hours", "a four-hour drive".

The wording sets the tolerance: half a unit of the last significant digit or 5 %, whichever is wider; "about" makes the
share 15 %; "over" and "up to" open one side. 150 is not 150.0.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from geo.errors import Fault, UsageError
from geo.languages import in_english, plain
from geo.numerals import DIGITS, WORDS, Numeral, read_numeral
from geo.quantity import KM_PER_MILE, KM_PER_NAUTICAL_MILE, Estimate, Unit

# China's Weights and Measures Act of 1929, in force from 1930, made the market li (市里) half a kilometre. Older li
# were 0.4 to 0.6 km long, and the Korean ri is another unit.
KM_PER_LI = 0.5

_DAYS: tuple[Unit, float] = ("h", 24.0)
_FACTORS: dict[str, tuple[Unit, float]] = {
    **dict.fromkeys(("km", "kms", "kilometer", "kilometers", "kilometre", "kilometres"), ("km", 1.0)),
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres"), ("km", 0.001)),
    **dict.fromkeys(("mi", "mile", "miles"), ("km", KM_PER_MILE)),
    **dict.fromkeys(("nmi", "nautical mile", "nautical miles", "sea mile", "sea miles"), ("km", KM_PER_NAUTICAL_MILE)),
    **dict.fromkeys(("li",), ("km", KM_PER_LI)),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), ("h", 1.0)),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), ("h", 1 / 60)),
    **dict.fromkeys(("d", "day", "days"), _DAYS),
    **dict.fromkeys(("week", "weeks"), ("h", 168.0)),
    **dict.fromkeys(("km/h", "kmh", "kph", "kilometers per hour", "kilometres per hour"), ("km/h", 1.0)),
    **dict.fromkeys(("kilometers an hour", "kilometres an hour", "km an hour", "km per hour"), ("km/h", 1.0)),
    **dict.fromkeys(("mph", "mi/h", "miles per hour", "miles an hour"), ("km/h", KM_PER_MILE)),
    **dict.fromkeys(("kn", "knot", "knots"), ("km/h", KM_PER_NAUTICAL_MILE)),
}
_ABOUT = (
    "about", "some", "around", "approximately", "roughly", "circa", "ca.", "almost", "nearly", "close to", "~", "≈",
)  # fmt: skip
_AT_LEAST = (
    "over", "more than", "at least", "no less than", "not less than", "just over", "a little over", "well over",
    "above", "faster than", ">=", "≥", ">",
)  # fmt: skip
_AT_MOST = (
    "up to", "as long as", "as far as", "as much as", "at most", "no more than", "not more than", "no faster than",
    "less than", "under", "just under", "well under", "below", "slower than", "within", "<=", "≤", "<",
)  # fmt: skip
# What a figure may be of, and the way of travelling that says so.
_NOUNS: Mapping[str, str | None] = {
    "train ride": "rail", "train journey": "rail", "train trip": "rail", "drive": "road", "car ride": "road",
    "flight": "air", "walk": "foot", "voyage": "sea", "ride": None, "trip": None, "journey": None, "stretch": None,
    "away": None, "long": None, "apart": None, "stay": None, "visit": None, "stopover": None, "detour": None,
}  # fmt: skip
_NONE = {"none", "no", "zero", "0"}
_EXACT_SHARE = 0.05
_ABOUT_SHARE = 0.15
_LONGEST = 120  # characters of a figure; ours
_EXAMPLE = "write for example 'about 150 km' or 'up to 20 h'"


def _either(words: Mapping[str, object] | tuple[str, ...]) -> str:
    """Any of some words, where it is a whole word."""
    ranked = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word) + (r"(?!\w)" if word[-1].isalpha() else "") for word in ranked)


_NUMBER = rf"{DIGITS}|{WORDS}"
_UNIT = _either(_FACTORS)
_LEAD = rf"(?P<lead>(?:(?:{_either(_ABOUT + _AT_LEAST + _AT_MOST)})\s*)*)"
_TAIL = rf"(?:['’]s?)?(?:[\s-]+(?P<noun>{_either(_NOUNS)}))?"
_SINGLE = re.compile(rf"{_LEAD}(?:(?:an?|the)\s+(?=\S+-))?(?P<number>{_NUMBER})[\s-]*(?P<unit>{_UNIT}){_TAIL}")
_RANGE = re.compile(
    rf"(?:(?P<between>between)|from)?\s*{_LEAD}(?P<number>{_NUMBER})[\s-]*(?P<unit>{_UNIT})?\s*"
    rf"(?(between)and|(?:-|–|to|or))\s*"
    rf"(?P<number2>{_NUMBER})[\s-]*(?P<unit2>{_UNIT}){_TAIL}"
)
_TWO_PARTS = re.compile(
    rf"{_LEAD}(?P<number>{_NUMBER})[\s-]*(?P<unit>{_UNIT})(?:\s*,)?(?:\s+and)?\s*"
    rf"(?:(?P<number2>{_NUMBER})[\s-]*(?P<unit2>{_UNIT})|(?P<half>a\s+half)){_TAIL}"
)
_HALVES = re.compile(r"(?P<first>[^()]+?)\s*[(/]\s*(?P<second>[^()]+?)\s*\)?")
_BOUNDS = re.compile(_either(_AT_LEAST + _AT_MOST))
_ABOUTS = re.compile(_either(_ABOUT))


@dataclass(frozen=True, slots=True)
class Written:
    """What a figure allows: `other` is its second half where that is another figure, `by` the way its noun names.

    `in_days` is whether it was written in days.
    """

    estimate: Estimate
    other: Estimate | None = None
    by: str | None = None
    in_days: bool = False


def read_quantity(text: str) -> Estimate:
    """The figure a reporter wrote, in km, hours or km/h, with the tolerance its wording gives it.

    Raises `UsageError` when there is no such figure.
    """
    return read_written(text).estimate


def read_written(text: str) -> Written:
    """The figure a reporter wrote, both its halves where it has two. Raises `UsageError` as `read_quantity` does."""
    words = plain(text)
    if len(words) > _LONGEST:
        raise UsageError(Fault("a figure beyond all measure", found=text))
    try:
        return _whole_or_halves(words, text)
    except UsageError:
        english = in_english(words)
        if english == words:
            raise
    return _whole_or_halves(english, text)


def _whole_or_halves(words: str, text: str) -> Written:
    """A figure in English, both its halves where it has two."""
    halves = _HALVES.fullmatch(words) if not _read_or_none(words, text) else None
    if halves is None:
        return _read(words, text)
    first, second = _read(halves["first"], text), _read(halves["second"], text)
    if first.estimate.unit != second.estimate.unit:
        raise UsageError(Fault("its two halves are not of one kind", found=text, hint="as in '150 km (95 miles)'"))
    bare = _read(_without_lead(halves["first"]), text), _read(_without_lead(halves["second"]), text)
    agree = bare[0].estimate.meets(bare[1].estimate)
    return first if agree else replace(first, other=second.estimate)


def read_count(text: str) -> int:
    """A whole number as a reporter wrote it: 2, "two", "none". Raises `UsageError` for what is none."""
    words = in_english(plain(text))
    if words in _NONE:
        return 0
    value = float(read_numeral(words, text).value) if re.fullmatch(_NUMBER, words) else math.nan
    if not value.is_integer():
        raise UsageError(Fault("no whole number", found=text, hint="write for example 2, 'two' or 'none'"))
    return int(value)


def _without_lead(part: str) -> str:
    """A half by its digits alone: "about 150 km" and "95 miles" are to agree as closely as they are written."""
    match = re.match(_LEAD, part)
    return part[match.end() :] if match else part


def _read_or_none(words: str, text: str) -> Written | None:
    try:
        return _read(words, text)
    except UsageError:
        return None


def _read(words: str, text: str) -> Written:
    for form in (_SINGLE, _RANGE, _TWO_PARTS):
        if match := form.fullmatch(words):
            return _understood(form, match, text)
    raise UsageError(Fault(_what_is_missing(words), found=text, hint=_EXAMPLE))


def _understood(form: re.Pattern[str], match: re.Match[str], text: str) -> Written:
    """The bounds of a match of one of the three forms."""
    parts = match.groupdict()
    last = parts.get("unit2") or parts["unit"]
    unit = _FACTORS[last][0]
    first = _scaled(read_numeral(parts["number"], text), parts["unit"] or last, unit, text)
    second = first
    if parts.get("half"):
        second = _scaled(Numeral(0.5, 0.25), last, unit, text)
    elif parts.get("number2"):
        second = _scaled(read_numeral(parts["number2"], text), last, unit, text)
    if form is _TWO_PARTS:
        if second.value >= first.value and not parts.get("half"):
            raise UsageError(Fault("two figures, the second no smaller than the first", found=text))
        first = second = Numeral(first.value + second.value, second.half_unit)
    if not 0 < first.value <= second.value < math.inf:
        wrong = "a quantity is more than zero" if first.value <= 0 else "a range that runs backwards"
        raise UsageError(Fault(wrong, found=text))
    bounded = _bounded(parts["lead"], first, second, unit, text)
    return Written(bounded, by=_NOUNS.get(parts["noun"] or ""), in_days=_FACTORS[last] == _DAYS)


def _scaled(numeral: Numeral, named: str, unit: Unit, text: str) -> Numeral:
    its_unit, factor = _FACTORS[named]
    if its_unit != unit:
        raise UsageError(Fault(f"two figures of different kinds, {its_unit} and {unit}", found=text))
    return Numeral(numeral.value * factor, numeral.half_unit * factor)


def _bounded(lead: str, first: Numeral, second: Numeral, unit: Unit, text: str) -> Estimate:
    """From the first of a range to the last, or round the one figure; both ends of a range are equally precise."""
    bounds = _BOUNDS.findall(lead)
    if len(bounds) > 1:
        raise UsageError(Fault(f"both “{bounds[0]}” and “{bounds[1]}”", found=text))
    share = _ABOUT_SHARE if _ABOUTS.search(_BOUNDS.sub("", lead)) else _EXACT_SHARE
    half_unit = min(first.half_unit, second.half_unit)
    low = max(0.0, first.value - max(first.value * share, half_unit))
    high = second.value + max(second.value * share, half_unit)
    best = (first.value + second.value) / 2
    at_most, at_least = bool(bounds and bounds[0] in _AT_MOST), bool(bounds and bounds[0] in _AT_LEAST)
    return Estimate(0.0 if at_most else low, best, math.inf if at_least else high, unit)


def _what_is_missing(words: str) -> str:
    """Why a text is no figure."""
    number = re.search(_NUMBER, words)
    if "infinit" in words or re.search(r"\binf\b|∞|\bnan\b", words):
        return "a quantity is finite"
    if number is None:
        return "no quantity with a unit: there is no number"
    if re.match(rf"(?:{_LEAD})-\s*\d", words):
        return "a quantity is more than zero"
    rest = words[number.end() :].strip(" -")
    if not rest:
        return "no quantity with a unit: which unit?"
    if re.match(_UNIT, rest) or not rest[0].isalpha():
        return "no quantity with a unit, or more than one"
    return f"no quantity with a unit: “{rest}” is no unit known here"
