"""Text that every format can hold, and addresses that may become links."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

_BREAKS = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_KEPT_IN_ADDRESSES = "!#$%&'()*+,/:;=?@[]~"  # reserved in RFC 3986, section 2.2; % keeps what is quoted already


def clean(text: str) -> str:
    """The text with a line feed for every line break, and U+FFFD for what XML 1.0 (section 2.2) or RFC 5545 forbids."""
    return "".join(_UNKNOWN if _is_forbidden(character) else character for character in _BREAKS.sub("\n", text))


def _is_forbidden(character: str) -> bool:
    """Control characters but tab and line feed, surrogates, and the two noncharacters that are not XML's."""
    return character in "\ufffe\uffff" or (unicodedata.category(character) in {"Cc", "Cs"} and character not in "\t\n")


def web_address(text: str | None) -> str | None:
    """The text as an address that may be a link, all but ASCII quoted; None for what is not of the web."""
    try:
        parts = urlsplit(clean(text or "").strip())
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return None
    return quote(parts.geturl(), safe=_KEPT_IN_ADDRESSES)
