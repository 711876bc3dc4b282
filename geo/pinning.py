"""An itinerary file with the places it was given: coordinates written into its text, all else left byte for byte.

No YAML is dumped: lines are put in where the parser's marks say, and the result is read again before it is believed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from geo.document import Document, Mark, Tree, parse
from geo.errors import DocumentError, Fault
from geo.itinerary import Itinerary, Origin
from geo.journey import Journey, Place
from geo.reader import decoded, read_text

_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # what YAML 1.1 counts as the end of a line (§4.1.4)
_PLAIN = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")  # words alone need no quotes, but for these, which YAML 1.1 takes
_TAKEN = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"}  # for something else
_LEAST_KM, _MOST_KM = 0.001, 1000.0  # what the format allows, down to a metre
_NUMBERS = ("lat", "lon", "precision_km")
_INDENT = "  "


def unpinned(journey: Journey) -> dict[str, Place]:
    """The places of a located journey that its file gives no coordinates for, by the name the file uses."""
    return {
        name: place
        for name, place in journey.places.items()
        if not place.source.startswith("pinned:") and place.source != "given"
    }


def pinned(content: bytes, journey: Journey, file: str = "the text") -> bytes:
    """The file's `content` with an entry under `places` for each place of `journey` that has none, and its source.

    `journey` is what was located of that very content. Comments, order, line ends and quoting stay; where nothing is
    left to pin, so does all. Raises `DocumentError` for a faulty file, and for one written in a way that entries cannot
    be put into.
    """
    text = decoded(content, file)
    entries = _entries(journey)
    if not entries:
        return content
    changed = _inserted(text, parse(text, file), entries)
    _check(changed, journey.itinerary, entries, file)
    return content[: len(content) - len(text.encode())] + changed.encode()  # with the byte order mark, if it had one


@dataclass(frozen=True, slots=True)
class _Entry:
    """A pinned place: the name that the file uses, the texts of its fields in order, and where they come from."""

    key: str
    fields: Mapping[str, str]
    source: str

    @property
    def flow(self) -> str:
        """The entry in YAML's flow style, without its source."""
        fields = (f"{key}: {text if key in _NUMBERS else _scalar(text)}" for key, text in self.fields.items())
        return f"{_scalar(self.key)}: {{{', '.join(fields)}}}"

    @property
    def comment(self) -> str:
        """Its source, on what is left of the line."""
        return "# " + "".join(character if character.isprintable() else " " for character in self.source)


def _entries(journey: Journey) -> list[_Entry]:
    pins = journey.itinerary.places
    taken = {*journey.places, *pins} | {word for pin in pins.values() for word in (pin.name, *pin.also)}
    return [_entry(name, place, taken) for name, place in unpinned(journey).items()]


def _entry(key: str, place: Place, taken: set[str]) -> _Entry:
    """The entry of a place; its own name gives way where the file means another place by it."""
    title = key if place.name in taken else place.name
    numbers = (place.lat, place.lon, min(max(place.precision_km, _LEAST_KM), _MOST_KM))
    fields = {"name": title} | ({"country": place.country} if place.country else {})
    fields |= {key: _decimal(number) for key, number in zip(_NUMBERS, numbers, strict=True)} | {"kind": place.kind}
    return _Entry(key, fields, place.source)


def _decimal(number: float) -> str:
    """A number in full: all of its digits, and no exponent, which YAML 1.1 takes for text."""
    return format(Decimal(repr(float(number))), "f")


def _scalar(text: str) -> str:
    """`text` as YAML that any reader of YAML reads back as that text."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _TAKEN:
        return text
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return character if character.isprintable() else f"\\U{ord(character):08x}"


def _inserted(text: str, document: Document, entries: list[_Entry]) -> str:
    """The text with the entries in it, in the style it is written in."""
    root = document.root if isinstance(document.root, dict) else {}
    lines = _Lines(text)
    if "places" not in root:
        return _with_section(lines, document, entries)
    offset = lines.offset(document.marks["places"])
    if text[offset : offset + 1] == "{":
        return lines.put(offset + 1, _flow(entries, lines.end))
    return _with_entries(lines, document, root["places"], entries)


def _with_entries(lines: _Lines, document: Document, places: Tree, entries: list[_Entry]) -> str:
    """The entries before those that the section has, as far in as they are."""
    _, column = document.key_marks[f"places.{next(iter(places))}"]
    line, _ = document.key_marks["places"]
    return lines.put(lines.starts[line], _block(entries, " " * (column - 1), lines.end))


def _with_section(lines: _Lines, document: Document, entries: list[_Entry]) -> str:
    """A section of its own, before that of the stops and the comments on it."""
    key_mark = document.key_marks["stops"]
    offset = lines.offset(key_mark)
    if lines.text[lines.offset(document.marks[""])] == "{":
        return lines.put(offset, f"places: {{{_flow(entries, lines.end)}}}, ")
    line, indent = key_mark[0] - 1, " " * (key_mark[1] - 1)
    while line and lines.at(line - 1).startswith(indent + "#"):  # deeper, it may be text
        line -= 1
    spaced = line > 0 and not lines.at(line - 1).strip()
    section = f"{indent}places:{lines.end}" + _block(entries, indent + _INDENT, lines.end)
    return lines.put(lines.starts[line], section + (lines.end if spaced else ""))


def _block(entries: list[_Entry], indent: str, end: str) -> str:
    return "".join(f"{indent}{entry.flow} {entry.comment}{end}" for entry in entries)


def _flow(entries: list[_Entry], end: str) -> str:
    """The entries inside braces, each on its line, for a comment reaches to the end of one."""
    return "".join(f"{end}{_INDENT}{entry.flow}, {entry.comment}" for entry in entries) + end + _INDENT


class _Lines:
    """A text by its lines: where each starts, and how the first ends."""

    def __init__(self, text: str) -> None:
        breaks = list(_BREAK.finditer(text))
        self.text = text
        self.starts = [0, *(match.end() for match in breaks)]
        self.end = breaks[0].group() if breaks else "\n"

    def at(self, number: int) -> str:
        """The line of a number, from 0, with its end."""
        return self.text[self.starts[number] : self.starts[number + 1]]

    def offset(self, mark: Mark) -> int:
        """Where a mark points to in the text."""
        return self.starts[mark[0] - 1] + mark[1] - 1

    def put(self, offset: int, more: str) -> str:
        """The text with more in it."""
        return self.text[:offset] + more + self.text[offset:]


def _check(changed: str, itinerary: Itinerary, entries: list[_Entry], file: str) -> None:
    """Refuses a text that does not say what the itinerary said and the entries besides."""
    try:
        again = read_text(changed, file)
        root = parse(changed, file).root
    except DocumentError as error:
        raise _not_here(entries, file) from error
    section = root["places"] if isinstance(root, dict) else {}
    new = {entry.key: entry.fields for entry in entries}
    old = {key: place for key, place in again.places.items() if key not in new}
    other = again.model_copy(update={"places": old}).read_from(Origin())
    as_meant = isinstance(section, dict) and all(section.get(key) == fields for key, fields in new.items())
    if not as_meant or other != itinerary.read_from(Origin()):
        raise _not_here(entries, file)


def _not_here(entries: list[_Entry], file: str) -> DocumentError:
    hint = "write them under `places` yourself: " + "; ".join(entry.flow for entry in entries)
    return DocumentError(Fault("places cannot be put into a file that is written like this", file, hint=hint))
