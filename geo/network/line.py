"""The line of a stretch of an edge."""

from __future__ import annotations

import numpy as np

from geo.network.artefact import Graph
from geo.network.search import Piece


def along(graph: Graph, piece: Piece) -> list[tuple[float, float]]:
    """The (lat, lon) stops of a piece in the order of travel, its own ends included."""
    lat, lon, share = graph.line(piece.edge)
    low, high = sorted((piece.start, piece.end))
    if (low, high) == (0.0, 1.0):
        stops = list(zip(lat.tolist(), lon.tolist(), strict=True))
    else:
        at = np.concatenate([[low], share[(share > low) & (share < high)], [high]])
        stops = list(zip(np.interp(at, share, lat).tolist(), np.interp(at, share, lon).tolist(), strict=True))
    return stops if piece.start <= piece.end else stops[::-1]
