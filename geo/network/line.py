"""The line of a stretch of an edge."""

from __future__ import annotations

import numpy as np

from geo.network.artefact import Graph
from geo.network.search import Piece
from geo.network.sphere import haversine_km


def along(graph: Graph, piece: Piece) -> list[tuple[float, float]]:
    """The (lat, lon) stops of a piece in the order of travel, its own ends included."""
    lat, lon = graph.line(piece.edge)
    low, high = sorted((piece.start, piece.end))
    if (low, high) == (0.0, 1.0):
        stops = list(zip(lat.tolist(), lon.tolist(), strict=True))
    else:
        share = np.concatenate([[0.0], np.cumsum(haversine_km(lat[:-1], lon[:-1], lat[1:], lon[1:]))])
        share = share / max(share[-1], 1e-9)
        at = np.concatenate([[low], share[(share > low) & (share < high)], [high]])
        stops = list(zip(np.interp(at, share, lat).tolist(), np.interp(at, share, lon).tolist(), strict=True))
    return stops if piece.start <= piece.end else stops[::-1]
