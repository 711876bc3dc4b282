"""Text for Markdown that no reader of Markdown takes for anything but text."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

# Entities where a backslash would not do for every reader: HTML, and the cells of tables.
_ENTITIES = {character: f"&#{ord(character)};" for character in "&<>|\\"}
_MARKS = frozenset("`*_[]{}#!~$^=@")  # emphasis, links, code, headings, mathematics, mentions
_AUTOLINK = re.compile(r":(?=//)|:(?=[a-z][\w+-]*:)|(?<=www)\.", re.IGNORECASE)  # addresses and :emoji:
_START = re.compile(r"(\d*)(?=[-+:]|[.)](?:\s|$))")  # of a list, a rule or a definition
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # one left open turns what follows it
_SAFE_IN_ADDRESSES = "/:?#@!$&'*+,;=%~-._"  # RFC 3986, but for brackets


def escaped(text: str) -> str:
    """One line of Markdown that shows the text; what cannot be seen in it, or turns it about, is shown by its code."""
    line = "".join(map(_visible, " ".join(text.split())))
    parted = _AUTOLINK.sub(lambda match: "\0" + match.group(), line)  # no NUL is left in it
    marked = "".join(map(_escaped, parted)).replace("\0", "\\")
    return _START.sub(r"\1\\", marked, count=1) if _START.match(marked) else marked


def address(url: str) -> str:
    """An address of the web between pointed brackets."""
    return f"<{quote(url, safe=_SAFE_IN_ADDRESSES).replace('&', '&amp;')}>"


def _visible(character: str) -> str:
    """Controls, and marks of direction, by their codes."""
    hidden = character in _TURNING or unicodedata.category(character) in {"Cc", "Zl", "Zp"}
    return f"U+{ord(character):04X}" if hidden else character


def _escaped(character: str) -> str:
    return _ENTITIES.get(character) or (f"\\{character}" if character in _MARKS else character)
