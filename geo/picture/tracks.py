"""The journeys on the paper: their lines side by side where they share a way, arrows, stops and sightings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from geo.modes import Mode
from geo.picture.globe import KM_PER_DEGREE, Floats, along, degrees, vectors
from geo.picture.view import View
from geo.show.shape import LegView, SightingView, StopView

_TOLERANCE_MM = 0.06
_LANE_MM = 0.6  # how far to the right of a shared line each direction runs
_SQUARE_MM = 0.4
_ROW = 1_000_000  # squares that no paper is wide
_SHARED = 0.2  # of its length along others, from which on a leg runs in a lane
_ARROW_EVERY_MM = 30.0
_ARROW_FROM_MM = 7.0  # shorter legs have none
_SMALLEST_CIRCLE_MM = 1.0


@dataclass(frozen=True, slots=True)
class Track:
    """A leg on the paper: a line of the shape (n, 2) in mm, the stretches of it that no data shows, its arrows."""

    mode: Mode
    is_inferred: bool
    line: Floats
    gaps: tuple[Floats, ...] = ()
    arrows: tuple[Floats, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """The stops at one place; `circle` is a ring as wide as the place is known to, none where that is too small."""

    x: float
    y: float
    numbers: tuple[int, ...]
    name: str
    is_unsure: bool
    traveller: int
    circle: Floats | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """Where travellers were seen on a leg."""

    x: float
    y: float
    name: str
    mode: Mode
    circle: Floats | None = None


@dataclass(frozen=True, slots=True)
class Travelled:
    """All that is drawn of the journeys."""

    tracks: tuple[Track, ...]
    spots: tuple[Spot, ...]
    seen: tuple[Seen, ...]


def ways(legs: Sequence[LegView], stops: Sequence[StopView]) -> Floats:
    """All points of legs and stops as unit vectors, with those of the great circles between them."""
    lines = [along(_vectors(leg["points"])) for leg in legs]
    return np.concatenate([*lines, _vectors([[stop["lat"], stop["lon"]] for stop in stops])])


def travelled(view: View, journeys: Sequence[tuple[Sequence[StopView], Sequence[LegView]]], zoom: float) -> Travelled:
    """The journeys in a view; `zoom` is how much larger than on A4 things are drawn."""
    legs = [leg for _, legs in journeys for leg in legs]
    of_traveller = [index for index, (_, legs) in enumerate(journeys) for _ in legs]
    plain = [_track(view, leg) for leg in legs]
    lanes = _LANE_MM * zoom * (1 + np.array(of_traveller, np.float64)) * _are_shared([track.line for track in plain])
    tracks = (_finished(track, float(lane), zoom) for track, lane in zip(plain, lanes, strict=True))
    spots = [spot for index, (stops, _) in enumerate(journeys) for spot in _spots(view, stops, index)]
    seen = [_seen(view, sighting, leg["mode"]) for leg in legs for sighting in leg["sightings"]]
    return Travelled(tuple(tracks), tuple(spots), tuple({(one.x, one.y): one for one in seen}.values()))


def _vectors(points: Sequence[Sequence[float]]) -> Floats:
    lat, lon = np.array(points, np.float64).reshape(-1, 2).T
    return vectors(lat, lon)


def _on_paper(view: View, points: Sequence[Sequence[float]]) -> Floats:
    return view.mm(*degrees(along(_vectors(points))))


def _track(view: View, leg: LegView) -> Track:
    gaps = tuple(_on_paper(view, gap["points"]) for gap in leg["gaps"])
    return Track(leg["mode"], leg["inferred"] is not None, simplified(_on_paper(view, leg["points"])), gaps)


def simplified(line: Floats) -> Floats:
    """A line without the points that nobody sees (Douglas and Peucker 1973)."""
    import shapely  # noqa: PLC0415 — heavy: only maps need it

    finite = line[np.isfinite(line).all(axis=1)]
    moved = np.concatenate([[True], np.abs(np.diff(finite, axis=0)).max(axis=1, initial=0) > 1e-6])
    kept = finite[moved]
    return np.asarray(shapely.simplify(shapely.LineString(kept), _TOLERANCE_MM).coords) if len(kept) > 1 else kept


def _are_shared(lines: Sequence[Floats]) -> npt.NDArray[np.bool_]:
    """Which lines run along others for a good part of their length, by the small squares that each passes."""
    passed = [_squares(line) for line in lines]
    around = (-1 - _ROW, -_ROW, 1 - _ROW, -1, 0, 1, _ROW - 1, _ROW, _ROW + 1)
    near = [np.unique(np.concatenate([squares + by for by in around])) for squares in passed]
    used, times = np.unique(np.concatenate([*near, np.zeros(0, np.int64)]), return_counts=True)
    others = (times[np.searchsorted(used, squares)] > 1 for squares in passed)
    return np.array([found.sum() > max(3.0, _SHARED * len(found)) for found in others], bool)


def _squares(line: Floats) -> npt.NDArray[np.int64]:
    """The squares of a fine grid that a line passes, each as one number."""
    if len(line) < 2:
        return np.zeros(0, np.int64)
    passed = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    steps = np.linspace(0, passed[-1], int(passed[-1] / _SQUARE_MM) + 2)
    x, y = (np.floor(np.interp(steps, passed, line[:, axis]) / _SQUARE_MM).astype(np.int64) for axis in (0, 1))
    return np.unique(y * _ROW + x)


def _finished(track: Track, lane_mm: float, zoom: float) -> Track:
    line = shifted(track.line, lane_mm)
    gaps = tuple(shifted(gap, lane_mm) for gap in track.gaps)
    return replace(track, line=line, gaps=gaps, arrows=tuple(_arrows(line, zoom)))


def shifted(line: Floats, by_mm: float) -> Floats:
    """A line moved to its right, so that there and back lie side by side."""
    if not by_mm or len(line) < 2:
        return line
    step = np.diff(line, axis=0)
    normals = np.column_stack([step[:, 1], -step[:, 0]]) / np.maximum(np.hypot(*step.T), 1e-9)[:, None]
    before, after = np.concatenate([normals[:1], normals]), np.concatenate([normals, normals[-1:]])
    total = before + after
    mitre = np.minimum(2.0, 2.0 / np.maximum(0.2, (total**2).sum(axis=1)))  # kept short at hairpins
    return np.asarray(line + total * mitre[:, None] * by_mm)


def _arrows(line: Floats, zoom: float) -> Iterator[Floats]:
    """Triangles along a line that point the way it runs."""
    if len(line) < 2:
        return
    lengths = np.hypot(*np.diff(line, axis=0).T)
    passed = np.concatenate([[0.0], np.cumsum(lengths)])
    if passed[-1] < _ARROW_FROM_MM * zoom:
        return
    count = max(1, round(passed[-1] / (_ARROW_EVERY_MM * zoom)))
    for at in (np.arange(count) + 0.5) * passed[-1] / count:
        start, end = (np.array([np.interp(at + by, passed, line[:, axis]) for axis in (0, 1)]) for by in (-zoom, zoom))
        way = (end - start) / max(float(np.hypot(*(end - start))), 1e-9)
        yield _arrow((start + end) / 2, way, zoom)


def _arrow(middle: Floats, way: Floats, zoom: float) -> Floats:
    across = np.array([-way[1], way[0]])
    shape = np.array([(1.55, 0.0), (-1.15, 1.25), (-0.55, 0.0), (-1.15, -1.25), (1.55, 0.0)]) * zoom
    return np.asarray(middle + shape[:, :1] * way + shape[:, 1:] * across)


def _spots(view: View, stops: Sequence[StopView], traveller: int) -> Iterator[Spot]:
    """One for each place: a traveller who comes back is at the same point."""
    at_place: dict[tuple[float, float], list[StopView]] = {}
    for stop in stops:
        turned = (stop["lon"] + 180) % 360 - 180
        at_place.setdefault((round(stop["lat"], 4), round(turned, 4)), []).append(stop)
    for here in at_place.values():
        first = here[0]
        x, y = view.mm(np.array([first["lat"]]), np.array([first["lon"]]))[0]
        numbers = tuple(stop["number"] for stop in here)
        is_unsure = all(stop["certainty"] != "certain" for stop in here)
        circle = _circle(view, first["lat"], first["lon"], first["precision_km"])
        yield Spot(float(x), float(y), numbers, first["name"], is_unsure, traveller, circle)


def _seen(view: View, sighting: SightingView, mode: Mode) -> Seen:
    x, y = view.mm(np.array([sighting["lat"]]), np.array([sighting["lon"]]))[0]
    circle = _circle(view, sighting["lat"], sighting["lon"], sighting["precision_km"])
    return Seen(float(x), float(y), sighting["name"], mode, circle)


def _circle(view: View, lat: float, lon: float, radius_km: float) -> Floats | None:
    """The ring that far from a place, None where it is too small to see."""
    if radius_km * view.mm_per_km < _SMALLEST_CIRCLE_MM:
        return None
    (centre,) = vectors(np.array([lat]), np.array([lon]))
    east = np.cross((0.0, 0.0, 1.0), centre) if abs(lat) < 89.999 else np.array([1.0, 0.0, 0.0])
    east = east / np.linalg.norm(east)
    turn = np.linspace(0, 2 * np.pi, 121)[:, None]
    radius = np.radians(min(radius_km / KM_PER_DEGREE, 90.0))
    rim = np.cos(turn) * east + np.sin(turn) * np.cross(centre, east)
    return view.mm(*degrees(np.cos(radius) * centre + np.sin(radius) * rim))
