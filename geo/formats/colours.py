"""The colours of exports: the map's, by Okabe and Ito, told apart with any kind of colour vision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

Colour = tuple[int, int, int]  # red, green and blue from 0 to 255

COLOURS: Mapping[str, Colour] = MappingProxyType({
    "rail": (213, 94, 0), "road": (0, 158, 115), "sea": (204, 121, 167), "air": (0, 114, 178), "foot": (230, 159, 0),
    "unknown": (92, 100, 112), "stop": (29, 37, 48), "seen": (240, 228, 66),
})  # fmt: skip


def hexadecimal(parts: Sequence[int]) -> str:
    """Parts from 0 to 255 as two hexadecimal digits each."""
    return bytes(parts).hex()
