"""What the interface says, in every language it speaks: one catalogue a language, `en.toml` the one all others follow.

A text may hold named places (`{name}`). One that counts something is a table of texts by the plural categories of its
language (Unicode CLDR's: one, few, many, other), chosen by `{n}`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Literal, get_args

from geo.errors import DataError, Fault, UsageError

__all__ = ["ENGLISH", "LANGUAGES", "Language", "Texts", "Words", "words_of"]

Language = Literal["en", "ko", "ru"]
ENGLISH: Language = "en"
LANGUAGES: tuple[Language, ...] = get_args(Language)

Text = str | Mapping[str, str]
Texts = Mapping[str, Text]  # `room.key` to what is said there


class Words(Mapping[str, str]):
    """The texts of one language.

    `words["page.stops"]` is one as it stands, `words.say("page.by", name=…)` one filled in, and
    `words.count("page.claims", 3)` one for so many things.
    """

    def __init__(self, language: Language, texts: Texts) -> None:
        self.language, self.texts = language, texts

    def __getitem__(self, key: str) -> str:
        """The text as it stands; of one that counts, the form for many things."""
        text = self.texts[key]
        return text if isinstance(text, str) else text["other"]

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)

    def say(self, key: str, **values: object) -> str:
        """The text with its places filled in."""
        return self[key].format_map(values)

    def count(self, key: str, n: int) -> str:
        """The text for so many things, in the plural form that the number takes."""
        text = self.texts[key]
        return (text if isinstance(text, str) else text[_plural(self.language, n)]).format(n=n)

    def figures(self, text: str) -> str:
        """Figures written the English way, `1,234.5`, as the language writes them: a comma is a decimal in Russian."""
        return text if self.language == ENGLISH else text.translate(_separators(self.language))

    def within(self, *rooms: str) -> Texts:
        """The texts of some rooms, for the script of the page."""
        return {key: text for key, text in self.texts.items() if key.partition(".")[0] in rooms}


@cache
def words_of(language: str) -> Words:
    """The texts of a language. Raises `UsageError` for one there is none of."""
    if language not in LANGUAGES:
        raise UsageError(Fault("no such language", found=language, hint=", ".join(LANGUAGES)))
    return Words(language, _read(language))


def _read(language: Language) -> Texts:
    name = f"{language}.toml"
    try:
        rooms = tomllib.loads(resources.files(__name__).joinpath(name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(Fault(f"the catalogue cannot be read: {error}", file=name)) from error
    return {f"{room}.{key}": text for room, texts in rooms.items() for key, text in texts.items()}


def _plural(language: Language, number: int) -> str:
    from babel import Locale  # noqa: PLC0415 — only for what counts

    return str(Locale(language).plural_form(number))


def _separators(language: Language) -> dict[int, str]:
    """What stands between thousands and before decimals, by what does in English (Unicode CLDR)."""
    from babel import Locale  # noqa: PLC0415 — only for other languages

    symbols = Locale(language).number_symbols["latn"]
    return str.maketrans({",": symbols["group"], ".": symbols["decimal"]})
