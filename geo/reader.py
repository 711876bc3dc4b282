"""Bytes to `Itinerary`: every fault of a file at once, each with its line, its key path and what would be right."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from geo.document import Document, Tree, parse
from geo.errors import DocumentError, Fault
from geo.itinerary import ENDS_HINT, Itinerary, Origin, PlaceBook, missing_end

MAX_BYTES = 1_000_000
_WORDS = {
    "tuple_type": "a list is needed here",
    "string_type": "text is needed here",
    "model_type": "keys and values are needed here",
    "dict_type": "keys and values are needed here",
    "float_parsing": "a number is needed here",
    "too_short": "at least one is needed here",
    "string_pattern_mismatch": "a country code of two capital letters is needed here",
}
_Model = TypeVar("_Model", bound=BaseModel)


def read(path: str | os.PathLike[str]) -> Itinerary:
    """The itinerary in a file. Raises `DocumentError` with all that is wrong with it."""
    return read_text(_text_of(Path(path)), str(path))


def read_bytes(content: bytes, file: str = "the text") -> Itinerary:
    """The itinerary in the bytes of a file."""
    return read_text(decoded(content, file), file)


def read_text(text: str, file: str = "the text") -> Itinerary:
    """The itinerary in a YAML text; `file` names it in faults."""
    document = _parsed(text, file)
    itinerary = _validated(
        Itinerary, document, [*document.faults, *_legs_without_by(document), *_claims_without_an_end(document)]
    )
    return itinerary.read_from(Origin(file, document.marks))


def read_places(path: str | os.PathLike[str]) -> PlaceBook:
    """The pinned places in a file that several itineraries share."""
    document = _parsed(_text_of(Path(path)), str(path))
    return _validated(PlaceBook, document, document.faults)


def _text_of(path: Path) -> str:
    return decoded(content_of(path), str(path))


def content_of(path: Path) -> bytes:
    """The bytes of a file, no more than are allowed and one. Raises `DocumentError` where it cannot be read."""
    file = str(path)
    try:
        if path.is_dir():
            raise DocumentError(Fault("this is a directory, not a file", file=file))
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise DocumentError(Fault("no such file", file=file)) from error
    except (OSError, ValueError) as error:
        raise DocumentError(Fault(f"cannot be read: {getattr(error, 'strerror', None) or error}", file=file)) from error


def decoded(content: bytes, file: str) -> str:
    """The UTF-8 text in `content`. Raises `DocumentError` where it is too large or not text."""
    if len(content) > MAX_BYTES:
        raise DocumentError(Fault(f"larger than {MAX_BYTES // 1_000_000} MB", file=file))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DocumentError(
            Fault("not UTF-8 text", file, line, found=repr(content[error.start : error.end]))
        ) from error
    if "\0" in text:
        raise DocumentError(Fault("a binary file, not text", file=file))
    return text


def _parsed(text: str, file: str) -> Document:
    if len(text) > MAX_BYTES:
        raise DocumentError(Fault(f"larger than {MAX_BYTES // 1_000_000} MB", file=file))
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise DocumentError(Fault("an unpaired surrogate, which no encoding can write", file))
    document = parse(text, file)
    if not isinstance(document.root, dict):
        what = "empty" if document.root == "" else "not a mapping"
        fault = Fault(f"the file is {what}", file, hint="an itinerary begins with `title:`")
        raise DocumentError(*(document.faults or [fault]))
    return document


def _validated(model: type[_Model], document: Document, faults: list[Fault]) -> _Model:
    sources = document.root.get("sources", {}) if isinstance(document.root, dict) else {}
    known = tuple(sources) if isinstance(sources, dict) else ()
    context: dict[str, Any] = {"sources": known}
    if isinstance(document.root, dict) and isinstance(document.root.get("stops"), list):
        context["stops"] = len(document.root["stops"])
    try:
        valid = model.model_validate(document.root, context=context)
    except ValidationError as error:
        found = (
            _to_fault(details, model, document) for details in error.errors(include_url=False) if _is_real(details)
        )
        raise DocumentError(*sorted({*faults, *found}, key=_position)) from None
    if faults:
        raise DocumentError(*sorted(faults, key=_position))
    return valid


def _is_real(details: ErrorDetails) -> bool:
    """Whether a fault is one of the file's: a list that is too short only because its items are faulty is not."""
    return details["type"] != "too_short" or not details["input"]


def _position(fault: Fault) -> tuple[int, int]:
    return fault.line or 0, fault.column or 0


def _legs_without_by(document: Document) -> Iterator[Fault]:
    """A stop without a way to it, of the file's own and of its versions: only a journey's first has none."""
    for path, stops, begins in _chains(document.root):
        for index, stop in enumerate(stops):
            if (index or not begins) and isinstance(stop, dict) and "by" not in stop:
                line, column = document.marks[f"{path}[{index}]"]
                hint = "say how they came here, for example `by: rail`"
                yield Fault("`by` is missing", document.file, line, column, f"{path}[{index}]", hint=hint)


def _chains(root: Tree) -> Iterator[tuple[str, list[Tree], bool]]:
    """Every list of stops in a file, with its key path, and whether a journey begins with it."""
    if not isinstance(root, dict):
        return
    stops, versions = root.get("stops"), root.get("versions")
    if isinstance(stops, list):
        yield "stops", stops, True
    for key, version in versions.items() if isinstance(versions, dict) else ():
        own = version.get("stops") if isinstance(version, dict) else None
        if isinstance(version, dict) and isinstance(own, list):
            replaced = version.get("instead_of")
            first = replaced[0] if isinstance(replaced, list) and replaced else replaced
            yield f"versions.{key}.stops", own, first == "1"


def _claims_without_an_end(document: Document) -> Iterator[Fault]:
    """Told here, because the model looks at a claim as a whole only where each of its parts is sound."""
    claims = document.root.get("claims") if isinstance(document.root, dict) else None
    for index, claim in enumerate(claims if isinstance(claims, list) else []):
        if isinstance(claim, dict) and (end := missing_end(claim)):
            path = f"claims[{index}]"
            line, column = document.marks[path]
            yield Fault(f"`{end}` is missing", document.file, line, column, path, hint=ENDS_HINT)


def _to_fault(details: ErrorDetails, model: type[BaseModel], document: Document) -> Fault:
    """What pydantic found, in words an editor understands, at its place in the file."""
    context: Mapping[str, Any] = details.get("ctx", {})
    location = details["loc"] + ((context["key"],) if "key" in context else ())
    path, marks = _path(location), document.marks
    key, found = str(location[-1]) if location else "", details["input"]
    message, hint = details["msg"], context.get("hint")
    if details["type"] == "extra_forbidden":
        message, found, marks = "unknown key", key, document.key_marks
        hint = _did_you_mean(key, _keys_at(model, location[:-1]))
    elif details["type"] == "missing":
        message, path, found = f"`{key}` is missing", _path(location[:-1]), None
    elif "among" in context:
        hint = _did_you_mean(str(found), context["among"]) or "add it under `sources`"
    elif details["type"] == "too_long":
        message = f"no more than {context['max_length']:,} are allowed here"
    elif details["type"] in _WORDS:
        message = _WORDS[details["type"]]
    while path not in marks and path:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    line, column = marks.get(path, (None, None))
    shown = found if isinstance(found, str) else None
    return Fault(message[:1].lower() + message[1:], document.file, line, column, path or None, shown, hint)


def _path(location: tuple[int | str, ...]) -> str:
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return path.removeprefix(".")


def _keys_at(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """The keys the model allows at a location, read off its JSON Schema."""
    node = schema = _schema_of(model)
    for part in location:
        node = _object(node, schema)
        if isinstance(part, int):
            node = node.get("items", {})
        else:
            node = node.get("properties", {}).get(part) or node.get("additionalProperties") or {}
    return list(_object(node, schema).get("properties", {}))


@cache
def _schema_of(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def _object(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """The object or array a node stands for, through references and optional values."""
    while "$ref" in node or ("anyOf" in node and "properties" not in node):
        node = schema["$defs"][node["$ref"].rpartition("/")[2]] if "$ref" in node else node["anyOf"][0]
    return node


def _did_you_mean(word: str, known: list[str] | tuple[str, ...]) -> str | None:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 — only faulty files pay for it

    best = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=60)
    return f"did you mean `{best[0]}`?" if best else None
