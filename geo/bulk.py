"""Many legs at once, on this machine or on a Dask cluster: a frame of distances and hours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from geo import gazetteer, network, pipeline
from geo.errors import DemarcheError, Fault, UsageError
from geo.gazetteer.interface import Gazetteer
from geo.journey import Candidate, Passage, Path, Place, Point
from geo.modes import Mode, find_vehicle
from geo.network.interface import Network
from geo.network.many import Pair, answered, spot
from geo.quantity import Estimate

if TYPE_CHECKING:
    from pandas import DataFrame

FIGURES = (
    "distance_low_km",
    "distance_best_km",
    "distance_high_km",
    "straight_line_km",
    "hours_low",
    "hours_best",
    "hours_high",
)
COLUMNS = ("from", "to", "by", *FIGURES, "basis", "warnings", "error")
_CHUNK = 2000  # pairs looked up together: enough to share the work on arrays, few enough for the memory
_DIGITS = 3  # metres, and some seconds
_NAMES_KEPT = 10_000
_HINT = "a place is a name, a code, `lat,lon` or a `Place`"

Row = tuple[object, ...]
Networks = Callable[[Mode], Network]


@dataclass(frozen=True, slots=True)
class Ask:
    """One leg that is asked for."""

    origin: str | Place
    destination: str | Place
    by: str


@dataclass(frozen=True, slots=True)
class _Leg:
    """A leg whose ends are found; `notes` say how sure that is."""

    origin: Place
    destination: Place
    by: str
    notes: tuple[str, ...] = ()


def batch(
    pairs: Iterable[Sequence[str | Place]] | DataFrame,
    by: str = "rail",
    scheduler: str | None = None,
    *,
    done: Callable[[int], object] | None = None,
    names: Gazetteer | None = None,
    networks: Networks = network.load,
) -> DataFrame:
    """Distances and hours of many legs: one row a pair, in the order given, with the columns `COLUMNS`.

    `pairs` are (origin, destination) or (origin, destination, by), or a frame with the columns `from`, `to` and, if it
    likes, `by`; places are names, codes, `"lat,lon"` or `Place`. The figures are those of `geo.distance`: lengths in
    km and times in hours, to three decimals, NaN where nothing is known; `basis` says what they rest on and
    `warnings` what to know of them, parted by "; ". A leg that cannot be worked out, as one to a place that nothing
    knows, stays as a row whose `error` says why; that is empty for all others.

    With the extra `batch` (pandana) large batches are hundreds of times as fast; without it each origin costs a search.
    `scheduler` is the address of a Dask scheduler, whose workers have this package; `names` and `networks` are then
    theirs. `done` is called with the number of legs of each part that is finished. Raises `UsageError` for pairs that
    are none and for a scheduler that cannot be reached.
    """
    from pandas import DataFrame  # noqa: PLC0415 -- heavy

    asks = _asks(pairs, by)
    rows: list[Row] = []
    for part in _on_cluster(asks, scheduler) if scheduler else _here(asks, _Remembered(names), networks):
        rows += part
        if done:
            done(len(part))
    return DataFrame(rows, columns=list(COLUMNS)).astype(dict.fromkeys(FIGURES, float)).round(_DIGITS)


def _asks(pairs: Any, by: str) -> list[Ask]:
    if hasattr(pairs, "columns"):
        missing = [name for name in ("from", "to") if name not in pairs.columns]
        if missing:
            found = ", ".join(map(str, pairs.columns))
            raise UsageError(Fault(f"the frame has no column {' and '.join(missing)}", found=found))
        pairs = pairs[[name for name in ("from", "to", "by") if name in pairs.columns]].itertuples(index=False)
    asks, faults = [], []
    for number, pair in enumerate(pairs):
        if isinstance(pair, (list, tuple)) and len(pair) in (2, 3):
            vehicle = pair[2] if len(pair) == 3 else by
            asks.append(Ask(pair[0], pair[1], vehicle if isinstance(vehicle, str) and vehicle.strip() else by))
        else:
            faults.append(Fault("a pair is an origin and a destination", path=f"pairs[{number}]", found=repr(pair)))
    if faults:
        raise UsageError(*faults)
    return asks


def _here(asks: Iterable[Ask], names: _Remembered, networks: Networks) -> Iterator[list[Row]]:
    rest = iter(asks)
    while part := list(islice(rest, _CHUNK)):
        yield _rows(part, names, networks)


def _on_cluster(asks: Sequence[Ask], scheduler: str) -> Iterator[list[Row]]:
    try:
        from dask.distributed import Client  # noqa: PLC0415 -- optional
    except ImportError:
        hint = "install it where this runs and on the workers: pip install distributed"
        raise UsageError(Fault("a scheduler needs Dask, which is not installed", found=scheduler, hint=hint)) from None
    try:
        client = Client(scheduler)
    except (OSError, ValueError) as error:
        hint = "write for example tcp://10.0.0.1:8786"
        raise UsageError(Fault(f"no Dask scheduler answers ({error})", found=scheduler, hint=hint)) from error
    with client:
        parts = [asks[start : start + _CHUNK] for start in range(0, len(asks), _CHUNK)]
        for future in client.map(rows, parts, pure=False):
            yield future.result()


def rows(asks: Sequence[Ask]) -> list[Row]:
    """The rows of some legs, with the gazetteer and the networks of this process: what a worker does."""
    return _rows(asks, _own_names(), network.load)


class _Remembered:
    """A gazetteer that looks up each name once."""

    def __init__(self, names: Gazetteer | None) -> None:
        self._names = names
        self._find = lru_cache(maxsize=_NAMES_KEPT)(self._look_up)

    def find(
        self,
        name: str,
        *,
        country: str | None = None,
        near: Point | None = None,
        among: Sequence[str] = (),
        limit: int = 10,
    ) -> tuple[Candidate, ...]:
        """Places that `name` may mean, as the gazetteer answers."""
        return self._find(name, country, near, tuple(among), limit)

    def suggest(self, name: str, limit: int = 3) -> tuple[str, ...]:
        """The nearest names that are known."""
        return self._gazetteer.suggest(name, limit)

    def _look_up(
        self, name: str, country: str | None, near: Point | None, among: tuple[str, ...], limit: int
    ) -> tuple[Candidate, ...]:
        return self._gazetteer.find(name, country=country, near=near, among=among, limit=limit)

    @property
    def _gazetteer(self) -> Gazetteer:
        return self._names or gazetteer.load()


@cache
def _own_names() -> _Remembered:
    return _Remembered(None)


def _rows(asks: Sequence[Ask], names: _Remembered, networks: Networks) -> list[Row]:
    legs = [_located(ask, names) for ask in asks]
    known = _known([leg for leg in legs if isinstance(leg, _Leg)], networks)
    return [_row(ask, leg, names, known) for ask, leg in zip(asks, legs, strict=True)]


class _Nowhere:
    """A network for legs of which only the ends are wanted."""

    def path(
        self, origin: Place, destination: Place, *, via: Sequence[Place] = (), avoid: frozenset[str] = frozenset()
    ) -> Path:
        """No length at all."""
        del origin, destination, via, avoid
        return Path(Estimate.exact(0.0, "km"), (), "straight line")


def _located(ask: Ask, names: _Remembered) -> _Leg | DemarcheError:
    """The places of a leg; names are chosen together, as `pipeline.distance` does."""
    try:
        origin, destination = _place(ask.origin), _place(ask.destination)
        if isinstance(origin, Place) and isinstance(destination, Place):
            return _Leg(origin, destination, ask.by)
        found = pipeline.distance(origin, destination, names=names, networks=lambda _: _Nowhere())
    except DemarcheError as error:
        return error
    return _Leg(found.route.origin, found.route.destination, ask.by, found.notes)


def _place(given: object) -> str | Place:
    if isinstance(given, str):
        return gazetteer.parse_point(given) or given
    if isinstance(given, Place):
        return given
    raise UsageError(Fault("no place", found=str(given), hint=_HINT))


def _known(legs: Sequence[_Leg], networks: Networks) -> Networks:
    """The networks with the answers for all these legs; where there is no way, the straight line is known too."""
    pairs: dict[Mode, list[Pair]] = {"unknown": []}
    for leg in legs:
        pair, vehicle = (spot(leg.origin), spot(leg.destination)), find_vehicle(leg.by)
        pairs["unknown"].append(pair)
        if vehicle:
            pairs.setdefault(vehicle.mode, []).append(pair)
    return {mode: answered(networks(mode), some) for mode, some in pairs.items()}.__getitem__


def _row(ask: Ask, leg: _Leg | DemarcheError, names: _Remembered, networks: Networks) -> Row:
    asked = (_shown(ask.origin), _shown(ask.destination), ask.by)
    try:
        if isinstance(leg, DemarcheError):
            raise leg
        passage = pipeline.distance(leg.origin, leg.destination, leg.by, names=names, networks=networks)
    except DemarcheError as error:
        return (*asked, *(None,) * (len(FIGURES) + 1), "", "; ".join(map(str, error.faults)))
    return (*asked, *_figures(passage), passage.basis, "; ".join((*leg.notes, *passage.warnings)), "")


def _shown(place: object) -> str:
    return place.name if isinstance(place, Place) else str(place)


def _figures(passage: Passage) -> tuple[float | None, ...]:
    km, hours = passage.distance_km, passage.hours
    times = (hours.low, hours.best, hours.high) if hours else (None, None, None)
    return (km.low, km.best, km.high, passage.straight_line_km, *times)
