"""Reading an OpenStreetMap extract with osmium: the ways that are wanted, then the positions of their nodes.

Only what the ways need is kept, so that an extract of any size fits. A PBF file is a run of blocks that can each be
read by themselves (https://wiki.openstreetmap.org/wiki/PBF_Format): osmium gets a few at a time, so that one can say
how far it has come, and that a file was cut short.
"""

from __future__ import annotations

import importlib
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from geo.errors import DataError, Fault, UsageError
from geo.network.make.raw import Bools, Ints
from geo.network.make.tags import Kind

Progress = Callable[[str, int, int], None]  # the stage, how much of it is done, and how much it is in all; 0: not known
_ENDINGS = "an .osm.pbf, .osm, .osm.gz or .osm.bz2 file is expected"
_PART_BYTES = 16_000_000
_LONGEST_HEADER, _LONGEST_BLOCK = 64 * 1024, 32 * 1024 * 1024  # the format's own limits
_DATASIZE_KEY = 3 << 3  # field 3, a number


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """Ways as runs of node ids: `way[i]` is the number of the way that `ref[i]` is on, and `kind` what each way is."""

    ref: Ints
    way: Ints
    kind: tuple[Kind, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Positions:
    """Where nodes are, in 1e-7 degrees: those of the sorted ids `ref` that the extract holds."""

    ref: Ints
    lat_e7: Ints
    lon_e7: Ints

    def of(self, ref: Ints) -> tuple[Ints, Bools]:
        """The place of each id in these arrays, and whether it is in them at all."""
        if not len(self.ref):
            return np.zeros(len(ref), np.int64), np.zeros(len(ref), bool)
        place = np.minimum(np.searchsorted(self.ref, ref), len(self.ref) - 1)
        return place, self.ref[place] == ref


@dataclass(frozen=True, slots=True)
class Extract:
    """An extract, and whom to tell how far its reading is. Raises `DataError` where it cannot be read."""

    path: Path
    progress: Progress

    def ways(self, wanted: Sequence[tuple[str, str]], meaning: Callable[[Mapping[str, str]], Kind | None]) -> Ways:
        """The ways with one of the tags `wanted` that mean something."""
        ref, way, kinds = array("q"), array("q"), list[Kind]()
        one_of = dict[Kind, Kind]()
        osmium = _osmium()
        for one in self._objects("reading ways", osmium.osm.WAY, osmium.filter.TagFilter(*wanted)):
            kind = meaning(one.tags)
            if kind is not None:
                ref.extend(node.ref for node in one.nodes)
                way.extend([len(kinds)] * (len(ref) - len(way)))
                kinds.append(one_of.setdefault(kind, kind))
        return Ways(np.array(ref, np.int64), np.array(way, np.int64), tuple(kinds))

    def positions(self, ref: Ints) -> Positions:
        """The positions of nodes, as many of them as the extract holds."""
        rows = array("q")
        osmium = _osmium()
        ids = np.unique(ref)
        drafts = len(ids) and ids[0] < 0  # what an editor numbers before it is published, which the filter cannot take
        wanted = osmium.filter.EntityFilter(osmium.osm.NODE) if drafts else osmium.filter.IdFilter(ids.tolist())
        for node in self._objects("reading positions", osmium.osm.NODE, wanted):
            if node.location.valid():
                rows.extend((node.id, node.location.y, node.location.x))
        table = np.array(rows, np.int64).reshape(-1, 3)
        _, first = np.unique(table[:, 0], return_index=True)
        return Positions(*(np.ascontiguousarray(column) for column in table[first].T))

    def _objects(self, stage: str, entities: Any, wanted: Any) -> Iterator[Any]:
        osmium = _osmium()
        total = self._size()
        self.progress(stage, 0, total)
        try:
            for part, done in self._parts():
                found = osmium.FileProcessor(part, entities).with_filter(wanted)
                if found.header.has_multiple_object_versions:
                    raise DataError(Fault("this is a history or a change file, not an extract", file=str(self.path)))
                yield from found
                self.progress(stage, done, total)
        except RuntimeError as error:  # what osmium raises whatever is wrong
            raise self._unreadable(str(error)) from error

    def _size(self) -> int:
        try:
            if self.path.is_file():
                return self.path.stat().st_size
        except (OSError, ValueError) as error:  # a NUL in a path is a ValueError
            raise self._unreadable(str(error)) from error
        raise DataError(Fault("there is no such file", file=str(self.path)))

    def _parts(self) -> Iterator[tuple[Any, int]]:
        """What osmium can read by itself, one part after the other, and the place in the file where each ends."""
        osmium = _osmium()
        if self.path.suffix != ".pbf":
            yield osmium.io.File(str(self.path)), self._size()
            return
        try:
            with self.path.open("rb") as file:
                head = self._block(file)
                if b"OSMHeader" not in head[:64]:
                    raise self._unreadable("it does not begin with the header of a PBF file")
                for part in self._runs(file):
                    yield osmium.io.FileBuffer(head + part, "pbf"), file.tell()
        except OSError as error:
            raise self._unreadable(error.strerror or str(error)) from error

    def _runs(self, file: BinaryIO) -> Iterator[bytes]:
        """Some blocks at a time; one run at least, for the header alone is a file too."""
        run = bytearray()
        while block := self._block(file):
            run += block
            if len(run) > _PART_BYTES:
                yield bytes(run)
                run.clear()
        yield bytes(run)

    def _block(self, file: BinaryIO) -> bytes:
        """The next block: the length of its header in network order, the header, the data; nothing at the end."""
        prefix = file.read(4)
        if not prefix and file.tell():
            return b""
        length = int.from_bytes(prefix)
        if length > _LONGEST_HEADER:
            raise self._unreadable("it is no PBF file, or a damaged one")
        header = file.read(length)
        size = _datasize(header) if len(header) == length else _LONGEST_BLOCK
        if size > _LONGEST_BLOCK:
            raise self._unreadable("it is no PBF file, or a damaged one")
        data = file.read(size)
        if len(prefix) < 4 or len(header) < length or len(data) < size:
            raise self._unreadable(f"it is cut short: it ends after {file.tell():,} bytes, in the middle of a block")
        return prefix + header + data

    def _unreadable(self, why: str) -> DataError:
        return DataError(
            Fault(f"this cannot be read as an OpenStreetMap extract: {why}", file=str(self.path), hint=_ENDINGS)
        )


def _datasize(header: bytes) -> int:
    """How many bytes of data follow a block's header, in the encoding of protocol buffers."""
    at = 0
    while at < len(header):
        key, at = _number(header, at)
        value, at = _number(header, at)
        if key == _DATASIZE_KEY:
            return value
        if key & 7 == 2:  # the value is the length of a text
            at += value
    return _LONGEST_BLOCK + 1


def _number(data: bytes, at: int) -> tuple[int, int]:
    """The number at a place, and the place after it: seven bits to the byte, the lowest first, the eighth for more."""
    value = 0
    for shift, byte in enumerate(data[at:]):
        value |= (byte & 0x7F) << 7 * shift
        if byte < 0x80:
            return value, at + shift + 1
    return value, len(data)


def _osmium() -> Any:
    """The library, which is an optional extra. Raises `UsageError` where it is missing."""
    try:
        return importlib.import_module("osmium")
    except ImportError as error:
        raise UsageError(
            Fault("reading an extract needs the package osmium", hint="pip install 'demarche[osm]'")
        ) from error
