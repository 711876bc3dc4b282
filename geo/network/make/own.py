"""A network of one's own: an OpenStreetMap extract made the artefact that `geo.network` reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from geo.errors import DataError, Fault, OutputError, UsageError
from geo.files import write_atomically
from geo.network.make import osm
from geo.network.make.contract import Chains, components, contract
from geo.network.make.extract import Extract, Progress
from geo.network.make.raw import Floats, Ints, Raw, compact, simple
from geo.network.make.repair import repaired
from geo.network.make.smooth import smoothed
from geo.network.make.tags import USAGES, WANTED, Kind, meaning
from geo.network.make.tracks import Gauges, layered, with_gauges_filled, without_spare
from geo.network.make.write import Details, packed

SOURCE = "© OpenStreetMap contributors, ODbL 1.0 (https://www.openstreetmap.org/copyright)"
_UNITS = 1_000_000  # to the degree: 0.1 m
_STAGES = ("choosing tracks", "finding countries", "joining lines", "writing")
Countries = Callable[[Floats, Floats], Sequence[str | None] | npt.NDArray[np.str_] | npt.NDArray[np.object_]]


@dataclass(frozen=True, slots=True)
class Report:
    """What came of an extract: km of line and the gauges among them, nodes, edges, parts that no line joins.

    `inferred_km` is what the repair added, `incomplete_ways` how many ways lack nodes, as at the edge of an extract.
    """

    km: float
    nodes: int
    edges: int
    components: int
    gauges_mm: tuple[int, ...]
    inferred_km: float
    incomplete_ways: int


def build(
    extract: Path,
    mode: str,
    output: Path,
    countries: Countries,
    *,
    codes: Sequence[str] = (),
    repair: bool = False,
    progress: Progress = lambda _stage, _done, _total: None,
) -> Report:
    """Makes the network of a mode, rail or road, of an extract, and puts it in the file `output`.

    `countries` gives the ISO codes at latitudes and longitudes in degrees, None where there is no country; `codes` are
    others that may be asked for. The same extract gives the same bytes. Raises `UsageError`, `DataError` where the
    extract cannot be read or has no such line, `OutputError`; nothing half-written is left.
    """
    _check(extract, mode, output)
    raw, kinds, incomplete = _lines(Extract(extract, progress), mode)
    raw = _chosen(raw, kinds, mode, repair=repair, progress=progress)
    progress(_STAGES[1], 0, 0)
    country, names = _countries(raw, countries, codes)
    progress(_STAGES[2], 0, 0)
    gauges = with_gauges_filled(raw, [_kind(kinds, number).gauges for number in _numbers(raw)])
    used = np.array([_kind(kinds, number).usage for number in _numbers(raw)], np.int64)
    layers, node, gauge_mm = layered(replace(raw, kind=used), gauges)
    chains = contract(layers, country[node])
    details = Details(mode, SOURCE, gauge_mm, USAGES[mode])
    progress(_STAGES[3], 0, 0)
    write_atomically(output, packed(layers, chains, country[node], names, _UNITS, details))
    return _report(raw, gauges, layers, chains, incomplete)


def _check(extract: Path, mode: str, output: Path) -> None:
    """What would fail in the end fails at once."""
    if mode not in WANTED:
        raise UsageError(Fault("no network of this mode can be made", found=mode, hint=" or ".join(WANTED)))
    try:
        if output.exists() and output.samefile(extract):
            raise UsageError(Fault("the network would replace the extract", file=str(output)))
        if not output.absolute().parent.is_dir():
            raise OutputError(Fault("cannot write: there is no such folder", file=str(output)))
        if output.is_dir():
            raise OutputError(Fault("cannot write: this is a folder", file=str(output)))
    except (OSError, ValueError) as error:  # a NUL in a path is a ValueError
        raise OutputError(Fault(f"cannot write: {error}", file=str(output))) from error


def _lines(extract: Extract, mode: str) -> tuple[Raw, tuple[Kind, ...], int]:
    """The network as mapped, what its ways are, and how many lack nodes."""
    ways = extract.ways(WANTED[mode], meaning(mode))
    positions = extract.positions(ways.ref)
    raw = osm.network(ways, positions) if len(positions.ref) else None
    if raw is None or not len(raw.u):
        what = {"rail": "railways", "road": "main roads"}[mode]
        raise DataError(Fault(f"this extract has no {what}", file=str(extract.path)))
    return raw, ways.kind, osm.incomplete(ways, positions)


def _chosen(raw: Raw, kinds: tuple[Kind, ...], mode: str, *, repair: bool, progress: Progress) -> Raw:
    """The tracks that are needed, and if asked for the gaps between them joined."""
    progress(_STAGES[0], 0, 0)
    spare = np.array([kinds[number].spare for number in _numbers(raw)], bool)
    kept = raw if spare.all() else without_spare(raw, spare)
    kept = compact(kept)
    return _with_repairs(kept, mode) if repair else kept


def _with_repairs(raw: Raw, mode: str) -> Raw:
    """Gaps joined. The kind of an edge that is new, or a part of one that was cut, is not known: -1."""
    raw, size = simple(raw), len(raw.lat)
    assert raw.kind is not None
    pairs = np.minimum(raw.u, raw.v) * size + np.maximum(raw.u, raw.v)
    kinds = dict(zip(pairs.tolist(), raw.kind.tolist(), strict=True))
    whole = repaired(replace(raw, kind=None), mode)
    u, v = np.minimum(whole.u, whole.v), np.maximum(whole.u, whole.v)
    keys = np.where(v < size, u * size + v, -1)
    return replace(whole, kind=np.array([kinds.get(key, -1) for key in keys.tolist()], np.int64))


def _numbers(raw: Raw) -> list[int]:
    assert raw.kind is not None
    return [int(number) for number in raw.kind]


def _kind(kinds: tuple[Kind, ...], number: int) -> Kind:
    return kinds[number] if number >= 0 else Kind(usage=0)


def _countries(raw: Raw, countries: Countries, codes: Sequence[str]) -> tuple[Ints, list[str]]:
    """The country of each node, as a place in the list that comes with it."""
    found = np.array([code or "" for code in countries(raw.lat, raw.lon)])
    names = sorted({*found.tolist(), *codes})
    country = np.searchsorted(np.array(names), found)
    return smoothed(simple(raw), country, found == ""), names


def _report(raw: Raw, gauges: list[Gauges], layers: Raw, chains: Chains, incomplete: int) -> Report:
    ends = np.concatenate([chains.stops[chains.first[:-1]], chains.stops[chains.first[1:] - 1]])
    return Report(
        km=float(raw.km.sum()),
        nodes=len(np.unique(ends)),
        edges=len(chains),
        components=int(components(len(layers.lat), layers.u, layers.v).max()) + 1,
        gauges_mm=tuple(sorted({gauge for edge in gauges for gauge in edge})),
        inferred_km=float(raw.km[raw.inferred].sum()),
        incomplete_ways=incomplete,
    )
