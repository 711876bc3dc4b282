"""Figures in Russian, German, French, Spanish, Chinese, Japanese and Korean, as the English ones that mean the same."""

from __future__ import annotations

import unicodedata

from geo.languages.doubts import refuse_doubtful
from geo.languages.eastern import from_eastern
from geo.languages.western import from_western

__all__ = ["in_english", "plain"]


def in_english(text: str) -> str:
    """A figure in any of these languages in English words, digits and units; what is not known stays as it is.

    `text` is as `plain` leaves it. Raises `UsageError` for words that mean more than one length or time.
    """
    refuse_doubtful(text)
    return " ".join(from_western(from_eastern(text)).split())


def plain(text: str) -> str:
    """A text in lower case, its spaces single and its characters in their plainest form: full width becomes half."""
    composed = unicodedata.normalize("NFC", text)
    narrow = "".join(one if one == "½" else unicodedata.normalize("NFKC", one) for one in composed)
    return " ".join(narrow.split()).lower().replace("−", "-")
