"""Numbers in figures and in words: `1,200`, `4,5 Tsd.`, `two and a half`."""

from __future__ import annotations

import re
from typing import NamedTuple

from geo.errors import Fault, UsageError

_SMALL_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS_WORDS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {word: value for value, word in enumerate(_SMALL_WORDS, start=1)} | {"dozen": 12}
_TENS = dict(zip(_TENS_WORDS, range(20, 100, 10), strict=True))
_QUARTERS = {"quarter", "quarters"}
_OTHERS = ("a", "an", "half", "hundred", "thousand", "of", "and", *_QUARTERS)
_WORD = "|".join(sorted((*_SMALL, *_TENS, *_OTHERS), key=len, reverse=True))
_THOUSAND = r"(?:tsd\.?|tausend|thousand|тыс\.?)"

# Digits parted by commas, points, spaces or apostrophes; then perhaps a half, or thousands.
DIGITS = rf"(?:\d+(?:[.,' ’\u202f\u00a0]\d+)*(?:\s*½|\s+and\s+a\s+half)?(?:\s*{_THOUSAND}(?!\w))?|½)"  # noqa: RUF001, RUF100 — apostrophes
WORDS = rf"(?:(?:{_WORD})(?:[\s-]+(?:{_WORD}))*(?!\w))"

_MOST_DIGITS = 15  # what a float holds exactly
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_EUROPEAN = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+")
_SPACED = re.compile(r"\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_EITHER = re.compile(r"[1-9]\d{0,2}\.\d{3}")


class Numeral(NamedTuple):
    """A number, and half a unit of its last significant digit."""

    value: float
    half_unit: float


def read_numeral(text: str, whole: str) -> Numeral:
    """The number that a text matched by `DIGITS` or `WORDS` means; raises `UsageError` with the `whole` text."""
    if not any(character.isdigit() or character == "½" for character in text):
        return _spelt(re.split(r"[\s-]+", text), whole)
    digits, half = re.subn(r"\s*½|\s+and\s+a\s+half", "", text)
    digits, thousands = re.subn(rf"\s*{_THOUSAND}$", "", digits)
    number = _plain(digits.strip(), whole) if digits.strip() else "0"
    value, half_unit = float(number), _half_of_last_digit(number)
    if half:
        value, half_unit = value + 0.5, 0.25
    factor = 1000.0 if thousands else 1.0
    return Numeral(value * factor, half_unit * factor)


def _plain(digits: str, whole: str) -> str:
    """Digits with a decimal point and nothing else, where they can be read in only one way."""
    if _EITHER.fullmatch(digits):
        hint = f"write {digits.replace('.', ',')} for thousands, or {digits}0 for a fraction"
        either = "a point before three digits may part thousands or begin a fraction"
        raise UsageError(Fault(either, found=whole, hint=hint))
    if _PLAIN.fullmatch(digits):
        plain = digits
    elif _ENGLISH.fullmatch(digits):
        plain = digits.replace(",", "")
    elif _EUROPEAN.fullmatch(digits):
        plain = digits.replace(".", "").replace(",", ".")
    elif _SPACED.fullmatch(digits):
        plain = re.sub(r"[ '’]", "", digits).replace(",", ".")
    elif _DECIMAL_COMMA.fullmatch(digits):
        plain = digits.replace(",", ".")
    else:
        raise UsageError(Fault("no number can be made of these digits", found=whole, hint="as in 1,200 or 4.5"))
    if len(plain) > _MOST_DIGITS:
        raise UsageError(Fault("a figure beyond all measure", found=whole))
    return plain


def _half_of_last_digit(number: str) -> float:
    """Half a unit of the last significant digit: 150 gives 5, 1200 gives 50, 6.5 gives 0.05."""
    if "." in number:
        return float(0.5 * 10.0 ** -len(number.partition(".")[2]))
    return float(0.5 * 10.0 ** (len(number) - len(number.rstrip("0"))))


def _spelt(words: list[str], whole: str) -> Numeral:
    """A number in words; that of a half or of quarters is good to within half of one (ours)."""
    words = [word for word in words if word != "of"]
    for part, names in ((0.5, {"half"}), (0.25, _QUARTERS)):
        at = next((index for index, word in enumerate(words) if word in names), None)
        if at is None:
            continue
        if any(word not in {"a", "an"} for word in words[at + 1 :]):
            break
        return _with_part(words[:at], part, whole)
    else:
        value = _whole(words, whole)
        return Numeral(value, _half_of_last_digit(str(value)))
    raise _unreadable(whole)


def _with_part(before: list[str], part: float, whole: str) -> Numeral:
    """`two and a` half, `three` quarters, `a` quarter."""
    if before in ([], ["a"]):
        return Numeral(part, part / 2)
    if part == 0.25 and before[-1] == "three":
        rest, count = before[:-1], 3
    elif before[-1] == "a":
        rest, count = before[:-1], 1
    else:
        raise _unreadable(whole)
    if rest and rest[-1] != "and":
        raise _unreadable(whole)
    return Numeral((_whole(rest[:-1], whole) if rest else 0) + count * part, part / 2)


def _whole(words: list[str], text: str) -> int:
    """A whole number in words; what follows has to be smaller than what went before."""
    total = current = 0
    room = 1_000_000
    for before, word in zip([None, *words], words, strict=False):
        if word in {"a", "an"} and before is None:
            current, room = 1, 1
        elif word in {"hundred", "thousand"} and (current or before is None):
            factor = 100 if word == "hundred" else 1000
            total, current = (total, max(current, 1) * factor) if factor == 100 else (max(current, 1) * factor, 0)
            room = factor
        elif word == "dozen" and current and before:
            current, room = current * 12, 1
        elif word == "and" and before in {"hundred", "thousand"}:
            continue
        elif (value := (_SMALL | _TENS).get(word, 0)) and value < room:
            current, room = current + value, 10 if word in _TENS else 1
        else:
            raise _unreadable(text)
    if not words or words[-1] == "and":
        raise _unreadable(text)
    return total + current


def _unreadable(text: str) -> UsageError:
    return UsageError(Fault("no number can be made of these words", found=text, hint="write it in figures"))
