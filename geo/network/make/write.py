"""Writing a network as the compact arrays that `geo.network.artefact` reads."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.network.make.contract import Chains, components
from geo.network.make.raw import Floats, Ints, Raw

VERSION = 2
_HARD = 0.3  # an array that packing makes no smaller than this share costs more time to unpack than to read
SHARES = 65_535  # what the whole of an edge counts, in steps small enough for two bytes


@dataclass(frozen=True, slots=True, eq=False)
class Details:
    """What a network of the user's own says more: its mode and source, the gauge at each node in mm (0: unknown).

    The kind of a chain is its place in the list of `usages`, and the first of that where it is below zero.
    """

    mode: str
    source: str
    gauge_mm: Ints
    usages: tuple[str, ...]


def write(path: Path, raw: Raw, chains: Chains, country: Ints, countries: list[str], units: int) -> None:
    """Puts the chains of `raw` in a file, as `packed` makes them."""
    half_made = path.with_suffix(".tmp")
    half_made.write_bytes(packed(raw, chains, country, countries, units))
    half_made.replace(path)


def packed(
    raw: Raw, chains: Chains, country: Ints, countries: list[str], units: int, details: Details | None = None
) -> bytes:
    """The chains of `raw` as integer arrays, positions in `units` to the degree; the same input gives the same bytes.

    Nodes are numbered along a Z-order curve, so that neighbours have near numbers: arrays of steps compress well,
    and a run of edges lies in a small box.
    """
    starts, ends = chains.stops[chains.first[:-1]], chains.stops[chains.first[1:] - 1]
    nodes = np.unique(np.concatenate([starts, ends]))
    nodes = nodes[np.argsort(_z_order(raw, nodes), kind="stable")]
    number = np.full(len(raw.lat), -1)
    number[nodes] = np.arange(len(nodes))
    order, flipped = _edge_order(number[starts], number[ends])
    lines = [chains.stops[chains.first[edge] : chains.first[edge + 1]] for edge in order]
    lines = [line[::-1] if flip else line for line, flip in zip(lines, flipped, strict=True)]
    u = np.array([number[line[0]] for line in lines])
    v = np.array([number[line[-1]] for line in lines])
    inner = np.concatenate([line[1:-1] for line in lines])
    share = np.concatenate([_inner_shares(chains, edge, flip) for edge, flip in zip(order, flipped, strict=True)])
    part = components(len(nodes), u, v)
    arrays = dict[str, Any](
        version=np.int32(VERSION),
        units=np.int32(units),
        countries=np.array(countries),
        **_halves("node_lat", _steps(raw.lat[nodes], units)),
        **_halves("node_lon", _steps(raw.lon[nodes], units)),
        node_country=country[nodes].astype(np.uint8),
        node_component=part.astype(np.uint16 if part.max() < 2**16 else np.uint32),
        **_halves("edge_u", np.diff(u, prepend=0)),
        **_halves("edge_v", v - u),
        **_halves("edge_m", np.rint(chains.km[order] * 1000).astype(np.int32)),
        edge_inferred=np.flatnonzero(chains.inferred[order]).astype(np.int32),
        line_sizes=np.array([len(line) - 2 for line in lines], np.uint16),
        **_halves("line_lat", _steps(raw.lat[inner], units)),
        **_halves("line_lon", _steps(raw.lon[inner], units)),
        line_share=np.rint(share * SHARES).astype(np.uint16),
        **_details(details, nodes, chains, order),
    )
    return archive(arrays)


def archive(arrays: Mapping[str, npt.ArrayLike]) -> bytes:
    """Arrays as `numpy.load` reads them from a file; those that hardly shrink are kept as they are, to load faster."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        for name, values in arrays.items():
            member = io.BytesIO()
            np.lib.format.write_array(member, np.asanyarray(values), allow_pickle=False)
            raw = member.getvalue()
            hard = len(zlib.compress(raw)) > _HARD * len(raw)
            entry = zipfile.ZipInfo(f"{name}.npy")  # its date is fixed, so that the same arrays are the same bytes
            file.writestr(entry, raw, zipfile.ZIP_STORED if hard else zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _details(details: Details | None, nodes: Ints, chains: Chains, order: Ints) -> dict[str, Any]:
    if details is None:
        return {}
    assert chains.kind is not None
    return {
        "mode": np.array(details.mode),
        "source": np.array(details.source),
        "usages": np.array(details.usages),
        "node_gauge": details.gauge_mm[nodes].astype(np.uint16),
        "edge_usage": np.maximum(chains.kind[order], 0).astype(np.uint8),
    }


def _inner_shares(chains: Chains, edge: int, flip: bool) -> Floats:  # noqa: FBT001 -- as `_edge_order` gives it
    share = chains.share[chains.first[edge] : chains.first[edge + 1]]
    return (1 - share[::-1] if flip else share)[1:-1]


def _edge_order(u: Ints, v: Ints) -> tuple[Ints, list[bool]]:
    """Edges by their lower node and then their higher, and which of them that turns round."""
    order = np.lexsort((np.maximum(u, v), np.minimum(u, v)))
    return order, (u > v)[order].tolist()


def _z_order(raw: Raw, nodes: Ints) -> Ints:
    """Places along the curve that interleaves the bits of latitude and longitude (Morton 1966)."""
    lat = ((raw.lat[nodes] + 90) * 5000).astype(np.int64)
    lon = ((raw.lon[nodes] + 180) * 5000).astype(np.int64)
    code = np.zeros(len(nodes), np.int64)
    for bit in range(21):
        code |= ((lat >> bit) & 1) << (2 * bit + 1) | ((lon >> bit) & 1) << (2 * bit)
    return code


def _steps(degrees: np.ndarray, units: int) -> np.ndarray:
    return np.diff(np.rint(degrees * units).astype(np.int32), prepend=np.int32(0))


def _halves(name: str, values: np.ndarray) -> dict[str, Any]:
    """Whole numbers as their lower and upper 16 bits: the upper are nearly all alike, and unpack in no time."""
    return {f"{name}_low": (values & 0xFFFF).astype(np.uint16), f"{name}_high": (values >> 16).astype(np.int16)}
