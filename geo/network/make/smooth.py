"""Countries of nodes without the crossings that a coarsely drawn border makes on a line that runs along it."""

from __future__ import annotations

import numpy as np
from scipy.sparse.csgraph import dijkstra

from geo.network.make.contract import components
from geo.network.make.raw import Bools, Ints, Raw, matrix

_DOUBT_KM = 3.0  # the atlas draws borders at 1:10,000,000, where this is 0.3 mm
_SPECK_KM = 5.0  # a stretch abroad shorter than this, between two at home, is a border drawn coarsely


def smoothed(raw: Raw, country: Ints, unknown: Bools | None = None) -> Ints:
    """The country of each node, where a line that runs along a border does not cross it at every bend.

    Near a crossing, and where it is `unknown`, a node has the country of the nearest node by rail or road that is
    neither.
    """
    graph = matrix(raw)
    crossing = (country[raw.u] != country[raw.v]) & (raw.km <= 2 * _DOUBT_KM)  # the ends of longer ones are far from it
    ends = np.unique(np.concatenate([raw.u[crossing], raw.v[crossing]]))
    doubtful = np.zeros(len(country), bool) if unknown is None else unknown.copy()
    if len(ends):
        doubtful |= np.isfinite(dijkstra(graph, indices=ends, min_only=True, limit=_DOUBT_KM))
    if not doubtful.any() or doubtful.all():
        return country
    _, _, source = dijkstra(graph, indices=np.flatnonzero(~doubtful), min_only=True, return_predecessors=True)
    return _without_specks(raw, np.where(source >= 0, country[source], country))


def _without_specks(raw: Raw, country: Ints) -> Ints:
    """A small set of nodes abroad whose neighbours all lie in one country is of that country."""
    same = country[raw.u] == country[raw.v]
    patch = components(len(raw.lat), raw.u[same], raw.v[same])
    length = np.bincount(patch[raw.u[same]], raw.km[same], minlength=patch.max() + 1)
    around: dict[int, set[int]] = {}
    for a, b in zip(
        np.concatenate([raw.u[~same], raw.v[~same]]).tolist(),
        np.concatenate([raw.v[~same], raw.u[~same]]).tolist(),
        strict=True,
    ):
        around.setdefault(int(patch[a]), set()).add(int(country[b]))
    changed = {
        one: next(iter(others)) for one, others in around.items() if len(others) == 1 and length[one] < _SPECK_KM
    }
    result = country.copy()
    for node in np.flatnonzero(np.isin(patch, list(changed))).tolist():
        result[node] = changed[int(patch[node])]
    return result
