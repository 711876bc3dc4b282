"""Changes to the text of an itinerary that keep what they do not touch: its order, comments and quoting.

ruamel.yaml reads and writes the text, with every scalar left the text that was written (as `geo/document.py` reads it).
It may break long lines in other places. Where a comment goes with what is taken out, `lost_comments` says so.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from geo.document import Tree, parse
from geo.errors import DocumentError, Fault

if TYPE_CHECKING:
    from ruamel.yaml import YAML

MOST_CHARACTERS = 200_000  # of a text that is changed here: ruamel.yaml takes a second for about as many
Path = Sequence[str | int]
Value = str | Sequence["Value"] | Mapping[str, "Value"]

_COMMENT = re.compile(r"(?:^|\s)(#.*)$", re.MULTILINE)


def tree(text: str) -> dict[str, Tree]:
    """What a text says, as plain text. Raises `DocumentError` where it is not YAML, or too long to be changed here."""
    if len(text) > MOST_CHARACTERS:
        raise DocumentError(Fault(f"longer than {MOST_CHARACTERS:,} characters", hint="change it as YAML"))
    document = parse(text, "the text")
    if document.faults:
        raise DocumentError(*document.faults)
    if not document.root:
        return {}
    if not isinstance(document.root, dict):
        raise DocumentError(Fault("the file is not a mapping", hint="an itinerary begins with `title:`"))
    return document.root


def put(text: str, path: Path, value: Value | None) -> str:
    """The text with a value at a key path; None takes out what is there. Mappings on the way are made."""
    yaml, root = _loaded(text)
    *before, last = path
    node = root
    for key in before:
        if isinstance(node, dict) and not node.get(key):
            node[key] = _made({})
        node = node[key]
    if value is None:
        _take_out(node, last)
    else:
        node[last] = _made(value)
    return _written(yaml, root)


def insert(text: str, path: Path, index: int, value: Value) -> str:
    """The text with one more item in the list at a key path."""
    yaml, root = _loaded(text)
    *before, last = path
    node = root
    for key in before:
        node = node[key]
    if not node.get(last):
        node[last] = _made([])
    node[last].insert(index, _made(value))
    return _written(yaml, root)


def shift(text: str, path: Path, index: int, by: int) -> str:
    """The text with an item of a list moved by so many places; nothing changes where there is no such place."""
    yaml, root = _loaded(text)
    node = root
    for key in path:
        node = node[key]
    if 0 <= index + by < len(node):
        node[index], node[index + by] = node[index + by], node[index]
    return _written(yaml, root)


def lost_comments(before: str, after: str) -> list[str]:
    """The comments of a text that it has no longer."""
    left = Counter(_COMMENT.findall(before)) - Counter(_COMMENT.findall(after))
    return list(left.elements())


def _take_out(node: Any, key: str | int) -> None:
    with suppress(KeyError):
        del node[key]


def _made(value: Value) -> Any:
    """A value as ruamel.yaml writes it: in blocks, and texts of several lines or with blanks at an end in quotes."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq  # noqa: PLC0415 -- only the editor needs it
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString  # noqa: PLC0415

    if isinstance(value, str):
        return value if value.isprintable() and value == value.strip() else DoubleQuotedScalarString(value)
    if isinstance(value, Mapping):
        return CommentedMap((key, _made(one)) for key, one in value.items())
    return CommentedSeq(_made(one) for one in value)


def _loaded(text: str) -> tuple[YAML, Any]:
    tree(text)  # refuses what ruamel.yaml would take long over, or read as something else
    yaml = _yaml()
    root = yaml.load(text)
    return yaml, _made({}) if root is None else root


def _yaml() -> YAML:
    from ruamel.yaml import YAML  # noqa: PLC0415 -- only the editor needs it
    from ruamel.yaml.resolver import VersionedResolver  # noqa: PLC0415

    class OfText(VersionedResolver):
        """Knows no numbers, dates nor truths: a scalar is text."""

        versioned_resolver: Mapping[str, Any] = {}

    yaml = YAML(typ="rt", pure=True)
    yaml.Resolver = OfText
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _written(yaml: YAML, root: Any) -> str:
    out = io.StringIO()
    yaml.dump(root, out)
    return out.getvalue()
