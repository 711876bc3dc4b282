"""YAML text to a tree of plain text, with the line and column of everything in it.

Every scalar stays the text that was written, so that `10:00` is no number and `NO` is a country. Anchors, aliases,
tags, duplicate keys and deep nesting are refused. Built from parser events, so that no input can make it recurse.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import yaml

from geo.errors import DocumentError, Fault

MAX_DEPTH = 20
MAX_NODES = 100_000  # 2,000 stops need about 40,000; a flat list of a megabyte would hold the reader for seconds

Tree = str | list["Tree"] | dict[str, "Tree"]
Mark = tuple[int, int]
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is ten times faster where libyaml is there


@dataclass(slots=True)
class _Frame:
    """A mapping or a sequence that is being filled; `key` waits for its value."""

    node: list[Tree] | dict[str, Tree]
    path: str
    key: str | None = None

    def child_path(self) -> str:
        if isinstance(self.node, list):
            return f"{self.path}[{len(self.node)}]"
        return f"{self.path}.{self.key}" if self.path else str(self.key)


@dataclass(slots=True)
class Document:
    """The tree of one file; `marks` has the place of each value by key path, `key_marks` that of its key."""

    file: str
    root: Tree = ""
    marks: dict[str, Mark] = field(default_factory=dict)
    key_marks: dict[str, Mark] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    _frames: list[_Frame] = field(default_factory=list)

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.AliasEvent():
                self._refuse(event, "an alias is not allowed: write the value out", f"*{event.anchor}")
                self._add(event, "")
            case yaml.ScalarEvent():
                self._check_node(event)
                self._add(event, event.value)
            case yaml.SequenceStartEvent():
                self._open(event, [])
            case yaml.MappingStartEvent():
                self._open(event, {})
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._frames.pop()
            case yaml.DocumentStartEvent() if self.marks:
                raise DocumentError(self._fault(event, "a file holds one document"))

    def _check_node(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._refuse(event, "an anchor is not allowed", f"&{event.anchor}")
        if event.tag is not None:
            self._refuse(event, "a tag is not allowed", event.tag)

    def _open(self, event: yaml.CollectionStartEvent, node: list[Tree] | dict[str, Tree]) -> None:
        self._check_node(event)
        if self._frames and isinstance(self._frames[-1].node, dict) and self._frames[-1].key is None:
            raise DocumentError(self._fault(event, "a key must be plain text"))
        if len(self._frames) == MAX_DEPTH:
            raise DocumentError(self._fault(event, f"nested deeper than {MAX_DEPTH} levels"))
        path = self._frames[-1].child_path() if self._frames else ""
        self._add(event, node)
        self._frames.append(_Frame(node, path))

    def _add(self, event: yaml.NodeEvent, value: Tree) -> None:
        if len(self.marks) >= MAX_NODES:
            raise DocumentError(self._fault(event, f"more than {MAX_NODES:,} values"))
        if not self._frames:
            self.root = value
            self.marks[""] = _mark(event)
            return
        frame = self._frames[-1]
        if isinstance(frame.node, list):
            self.marks[frame.child_path()] = _mark(event)
            frame.node.append(value)
        elif frame.key is None:
            self._begin_entry(frame, frame.node, event, str(value))
        else:
            self.marks[frame.child_path()] = _mark(event)
            frame.node[frame.key] = value
            frame.key = None

    def _begin_entry(self, frame: _Frame, node: dict[str, Tree], event: yaml.NodeEvent, key: str) -> None:
        frame.key = key
        path = frame.child_path()
        if key in node:
            line, _ = self.key_marks[path]
            self._refuse(event, f"a key given twice (first on line {line})", key)
        self.key_marks[path] = _mark(event)

    def _refuse(self, event: yaml.Event, message: str, found: str) -> None:
        path = self._frames[-1].child_path() if self._frames else None
        self.faults.append(replace(self._fault(event, message, found), path=path))

    def _fault(self, event: yaml.Event, message: str, found: str | None = None) -> Fault:
        return Fault(message, self.file, *_mark(event), found=found)


def _mark(event: yaml.Event) -> Mark:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def parse(text: str, file: str) -> Document:
    """The tree of a YAML text. Raises `DocumentError` where it is not YAML; lesser faults are kept in `faults`."""
    document = Document(file)
    try:
        for event in yaml.parse(text, Loader=_PARSER):
            document._take(event)  # noqa: SLF001 — filled only here
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        raise DocumentError(*document.faults, Fault(f"not YAML: {error.problem}", file, line, column)) from error
    except yaml.YAMLError as error:
        raise DocumentError(Fault(f"not YAML: {str(error).splitlines()[0]}", file)) from error
    except DocumentError as error:
        raise DocumentError(*document.faults, *error.faults) from None
    return document
