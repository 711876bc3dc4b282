"""What the tags of OpenStreetMap's ways mean for a network (https://wiki.openstreetmap.org/wiki/Map_features)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

_CLASSES = ("motorway", "trunk", "primary", "secondary", "tertiary")
# What a line is used for, by number; an artefact carries the list of its mode.
USAGES: Mapping[str, tuple[str, ...]] = {
    "rail": ("", "main", "branch", "industrial", "military", "tourism", "high-speed"),
    "road": ("", *_CLASSES, "ferry"),
}
# The tags by which ways are looked for; what else a way must say is the business of `meaning`.
WANTED: Mapping[str, Sequence[tuple[str, str]]] = {
    "rail": (("railway", "rail"), ("railway", "narrow_gauge")),
    "road": (*(("highway", name + link) for name in _CLASSES for link in ("", "_link")), ("route", "ferry")),
}
_SPARE = frozenset({"yard", "siding", "spur"})
_CLOSED = ("disused", "abandoned", "construction", "proposed")
_NARROWEST_MM, _WIDEST_MM = 250, 3000
# Trains run through between the 1520 mm of the former Soviet Union and Finland's 1524; the line from Saint Petersburg
# to Helsinki is of 1522 (general knowledge, not checked against a source of either railway).
_SAME_AS = {1522: 1520, 1524: 1520, 1065: 1067}


@dataclass(frozen=True, slots=True)
class Kind:
    """What a way is: its use, as a place in `USAGES`, and its gauges in mm, none where unknown.

    Trains only stand on `spare` tracks: yards, sidings and spurs.
    """

    usage: int
    gauges: tuple[int, ...] = ()
    spare: bool = False


def meaning(mode: str) -> Callable[[Mapping[str, str]], Kind | None]:
    """What the tags of a way mean for a mode: None where the way is none of its lines."""
    return {"rail": _railway, "road": _road}[mode]


def gauges_mm(tag: str) -> tuple[int, ...]:
    """The gauges of a tag: `1520`, `1435;1520`; none for words, which name no gauge, but for `standard`."""
    parts = [part.strip().removesuffix("mm").strip() for part in tag.replace("standard", "1435").split(";")]
    found = {int(part) for part in parts if re.fullmatch(r"[0-9]{3,4}", part)}
    return tuple(sorted({_SAME_AS.get(gauge, gauge) for gauge in found if _NARROWEST_MM <= gauge <= _WIDEST_MM}))


def _railway(tags: Mapping[str, str]) -> Kind | None:
    if any(tags.get(word) == "yes" for word in _CLOSED):
        return None
    usage = "high-speed" if tags.get("highspeed") == "yes" else tags.get("usage", "")
    return Kind(_number("rail", usage), gauges_mm(tags.get("gauge", "")), tags.get("service", "") in _SPARE)


def _road(tags: Mapping[str, str]) -> Kind | None:
    if tags.get("route") == "ferry" and "highway" not in tags:
        carries = any(tags.get(key) == "yes" for key in ("motor_vehicle", "motorcar", "hgv"))
        return Kind(_number("road", "ferry")) if carries else None
    shut = "no" in (tags.get("access"), tags.get("motor_vehicle"))
    return None if shut else Kind(_number("road", tags.get("highway", "").removesuffix("_link")))


def _number(mode: str, usage: str) -> int:
    return USAGES[mode].index(usage) if usage in USAGES[mode] else 0
