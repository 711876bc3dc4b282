"""Many legs at once: the answers of one at a time, nothing lost, and the command that reads and writes files."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from types import ModuleType
from typing import Any, Self

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given, settings
from hypothesis import strategies as st

import geo
from geo import bulk, network, pipeline
from geo.cli import cli
from geo.journey import Place, Point
from geo.network.graph import SPREAD_KM, GraphNetwork
from geo.network.many import Pair, answered, ready
from geo.network.snap import snaps
from geo.network.snap_many import snap_all
from tests.fakes import ARTYOM_AZ, ARTYOM_RU, BAKU, KHASAN, MOSCOW, VLADIVOSTOK, FakeGazetteer, gazetteer

TOKYO = Place.at(35.681, 139.767)
ATLANTIC = Place.at(0.0, -30.0)
NAMES = gazetteer(VLADIVOSTOK, KHASAN, MOSCOW, BAKU)
POINTS = st.builds(Point, st.floats(-89.9, 89.9), st.one_of(st.floats(-180, 180), st.floats(179, 180)))


def graph(mode: Any) -> GraphNetwork:
    found = network.load(mode)
    assert isinstance(found, GraphNetwork)
    return found


def random_pairs(mode: Any, count: int, spread_degrees: float) -> list[tuple[Point, Point]]:
    """Pairs of positions about the network's nodes."""
    chance, lines = np.random.default_rng(1), graph(mode).graph
    nodes = chance.choice(len(lines.lat), (count, 2))
    lat = np.clip(lines.lat[nodes] + chance.normal(0, spread_degrees, (count, 2)), -89, 89).tolist()
    lon = ((lines.lon[nodes] + chance.normal(0, spread_degrees, (count, 2)) + 180) % 360 - 180).tolist()
    return [(Point(lat[i][0], lon[i][0]), Point(lat[i][1], lon[i][1])) for i in range(count)]


def spots(pairs: list[tuple[Point, Point]]) -> list[Pair]:
    return [((start, None), (end, None)) for start, end in pairs]


def batch(pairs: Any, by: str = "rail", **more: Any) -> pd.DataFrame:
    return bulk.batch(pairs, by, names=NAMES, **more)


# --- the same answers -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mode", "count"), [("rail", 30), ("road", 6), ("sea", 40)])
def test_a_batch_answers_as_one_at_a_time(mode: str, count: int) -> None:
    places = [(Place.at(*start), Place.at(*end, "DE")) for start, end in random_pairs(mode, count, 0.05)]
    for row, pair in zip(batch(places, mode).itertuples(), places, strict=True):
        passage = pipeline.distance(*pair, mode, names=NAMES)
        figures = (row.distance_low_km, row.distance_best_km, row.distance_high_km, row.straight_line_km)
        km = passage.distance_km
        assert figures == pytest.approx((km.low, km.best, km.high, passage.straight_line_km), rel=1e-3, abs=2e-3)
        assert passage.hours
        hours = passage.hours
        assert (row.hours_low, row.hours_best, row.hours_high) == pytest.approx(
            (hours.low, hours.best, hours.high), rel=1e-3, abs=2e-3
        )
        assert (row.basis, row.warnings, row.error) == (passage.basis, "; ".join(passage.warnings), "")


def test_a_batch_keeps_trains_from_abroad_to_their_lines_as_one_does() -> None:
    pairs = [(Point(39.005, 125.736), Point(39.902, 116.427)), (Point(39.902, 116.427), Point(47.909, 106.884))]
    rail = graph("rail")
    known = answered(rail, spots(pairs))
    for pair in pairs:
        answer = known.answers[spots([pair])[0]]
        assert isinstance(answer, geo.journey.Path)
        assert answer.distance_km.best == pytest.approx(
            rail.path(*(Place.at(*point) for point in pair)).distance_km.best
        )


def test_a_path_of_a_batch_tells_the_same_of_gaps_borders_and_gauges() -> None:
    rail, pairs = graph("rail"), random_pairs("rail", 25, 0.0)
    known = answered(rail, spots(pairs))
    routed = [pair for pair in pairs if isinstance(known.answers.get(*spots([pair])), geo.journey.Path)]
    assert len(routed) > 10
    for start, end in routed:
        one, other = (net.path(Place.at(*start), Place.at(*end)) for net in (rail, known))
        assert (one.borders, one.gauge_breaks, one.warnings) == (other.borders, other.gauge_breaks, other.warnings)
        assert [gap.length_km for gap in one.gaps] == pytest.approx([gap.length_km for gap in other.gaps])
        assert one.snaps_km == pytest.approx(other.snaps_km)


@settings(max_examples=40)
@example("sea", [(Point(85.0, 179.0), None)])  # where a plane is no measure
@given(
    st.sampled_from(["sea", "rail"]),
    st.lists(st.tuples(POINTS, st.sampled_from([None, "RU", "DE", "XX"])), min_size=1, max_size=6),
)
def test_places_snap_together_as_they_do_alone(mode: Any, places: list[tuple[Point, str | None]]) -> None:
    net = graph(mode)
    lat, lon = np.array([point for point, _ in places]).T
    homes = np.array([net.graph.countries.index(own) if own in net.graph.countries else -1 for _, own in places])
    together = snap_all(net.graph, ready(net).tree, lat, lon, homes, SPREAD_KM[mode])
    for number, (point, own) in enumerate(places):
        alone = sorted(snaps(net.graph, net._boxes, point, SPREAD_KM[mode], own), key=lambda snap: snap.edge)
        mine = together.rows(together.place == number)
        mine = mine.rows(np.argsort(mine.edge))
        assert [snap.edge for snap in alone] == mine.edge.tolist()
        assert [snap.off_km for snap in alone] == pytest.approx(mine.off_km.tolist())
        assert [snap.abroad for snap in alone] == mine.abroad.tolist()


def test_two_places_on_one_edge_and_one_place_twice_are_no_exception() -> None:
    near = Place.at(KHASAN.lat + 0.002, KHASAN.lon)
    frame = batch([(KHASAN, near), (KHASAN, KHASAN)])
    alone = pipeline.distance(KHASAN, near, names=NAMES).distance_km.best
    assert frame["distance_best_km"].tolist() == pytest.approx([alone, 0.0], abs=1e-3)
    assert "same place" in frame["warnings"][1]


def test_the_air_is_a_geodesic() -> None:
    frame = batch([(MOSCOW, BAKU)], "airliner")
    assert frame["basis"].tolist() == ["geodesic"]
    assert frame["distance_best_km"][0] == frame["straight_line_km"][0]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [(TOKYO, VLADIVOSTOK, "no railway of our data leads from"), (ATLANTIC, MOSCOW, "no railway within 200 km")],
)
def test_no_way_is_a_straight_line_that_says_why(start: Place, end: Place, said: str) -> None:
    frame = batch([(start, end)])
    assert frame["basis"][0] == "straight line"
    assert said in frame["warnings"][0]
    assert frame["distance_best_km"][0] == frame["straight_line_km"][0] > 0
    assert frame["error"][0] == ""


# --- by a hierarchy ---------------------------------------------------------------------------------------------------


def part(network: GraphNetwork, country: str) -> GraphNetwork:
    """A network with the edges of one country only."""
    whole = network.graph
    code = whole.countries.index(country)
    kept = np.flatnonzero((whole.country[whole.u] == code) & (whole.country[whole.v] == code))
    stops = np.concatenate([np.arange(whole.first[edge], whole.first[edge + 1]) for edge in kept])
    arrays = {each.name: getattr(whole, each.name) for each in fields(whole)}
    edges = {name: array[kept] for name, array in arrays.items() if np.shape(array) == np.shape(whole.u)}
    lines = {name: getattr(whole, name)[stops] for name in ("stop_lat", "stop_lon", "stop_share")}
    first = np.concatenate([[0], np.cumsum(np.diff(whole.first)[kept])])
    return GraphNetwork(network.mode, replace(whole, first=first, **edges, **lines))


def test_a_hierarchy_finds_the_ways_that_searches_find(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pandana")
    spain = part(graph("rail"), "ES")
    chance = np.random.default_rng(2)
    ends = zip(*(chance.uniform(low, low + 3, 400).tolist() for low in (39, -5, 39, -5)), strict=True)
    pairs = [((Point(lat, lon), None), (Point(lat2, lon2), None)) for lat, lon, lat2, lon2 in ends]
    by_hierarchy = answered(spain, pairs).answers
    assert "by_hierarchy" in vars(ready(spain))
    assert capfd.readouterr().out == ""  # pandana prints as it builds
    monkeypatch.setattr("geo.network.many.installed", lambda: False)
    alone = answered(GraphNetwork("rail", spain.graph), pairs[:60]).answers
    routed = [pair for pair, path in alone.items() if not isinstance(path, str)]
    assert len(routed) > 30
    for pair in alone:
        one, other = alone[pair], by_hierarchy[pair]
        if isinstance(one, str) or isinstance(other, str):
            assert one == other
        else:
            assert other.distance_km.best == pytest.approx(one.distance_km.best, rel=1e-3)


# --- what is asked ----------------------------------------------------------------------------------------------------


def test_rows_come_in_the_order_given_with_the_columns_documented() -> None:
    pairs = [("Vladivostok", "Khasan"), (KHASAN, "43.10562,131.87353"), ["Baku", "Moscow", "airliner"]]
    frame = batch(pairs)
    assert tuple(frame.columns) == bulk.COLUMNS
    assert frame["from"].tolist() == ["Vladivostok", "Khasan", "Baku"]
    assert frame["to"].tolist() == ["Khasan", "43.10562,131.87353", "Moscow"]
    assert frame["by"].tolist() == ["rail", "rail", "airliner"]
    assert frame["distance_best_km"][0] == pytest.approx(frame["distance_best_km"][1], rel=0.01)
    assert (frame["distance_low_km"] < frame["distance_high_km"]).all()
    assert (frame["hours_low"] < frame["hours_best"]).all()
    assert frame["error"].tolist() == ["", "", ""]


def test_a_frame_may_be_given() -> None:
    given_frame = pd.DataFrame({"to": ["Khasan", "Moscow"], "from": ["Vladivostok", "Baku"], "by": [None, "air"]})
    frame = batch(given_frame)
    assert frame["from"].tolist() == ["Vladivostok", "Baku"]
    assert frame["by"].tolist() == ["rail", "air"]


def test_no_pairs_are_an_empty_frame() -> None:
    assert tuple(batch([]).columns) == bulk.COLUMNS
    assert len(batch([])) == 0


def test_a_row_that_cannot_be_worked_out_stays_and_says_why() -> None:
    frame = batch(
        [("Nowhere", "Khasan"), ("91,0", "Khasan"), (Place.at(91, 0), KHASAN), (None, "Khasan"), ("Baku", "Moscow")]
    )
    assert frame["distance_best_km"].isna().tolist() == [True, True, True, True, False]
    for error, said in zip(frame["error"], ["no such place", "latitudes", "position", "no place", ""], strict=True):
        assert said in error
    assert frame["from"][0] == "Nowhere"


def test_names_are_chosen_with_their_neighbour_and_doubts_are_said() -> None:
    names = FakeGazetteer({"Artyom": [(ARTYOM_RU, 0.9), (ARTYOM_AZ, 0.9)], "Baku": [(BAKU, 1.0)]})
    frame = bulk.batch([("Artyom", "Baku"), ("Artyom", "Baku")], "air", names=names)
    assert frame["straight_line_km"][0] < 100
    alone = pipeline.distance("Artyom", "Baku", "air", names=names)
    assert frame["warnings"][0] == "; ".join(alone.warnings)
    assert names.asked.count("Baku") == 2  # once for the batch, once alone


def test_an_unknown_vehicle_is_a_straight_line_without_a_time() -> None:
    frame = batch([(MOSCOW, BAKU)], "zeppelin")
    assert frame["basis"][0] == "straight line"
    assert frame["hours_best"].isna()[0]
    assert "zeppelin" in frame["warnings"][0]


def test_all_that_are_no_pairs_are_refused_at_once() -> None:
    with pytest.raises(geo.UsageError) as refused:
        batch(["ab", ("Baku", "Moscow"), ("Baku",), 7])
    assert [fault.path for fault in refused.value.faults] == ["pairs[0]", "pairs[2]", "pairs[3]"]


def test_a_frame_without_the_columns_is_refused() -> None:
    with pytest.raises(geo.UsageError, match="no column to"):
        batch(pd.DataFrame({"from": ["Baku"], "destination": ["Moscow"]}))


def test_each_part_that_is_done_is_told() -> None:
    told: list[int] = []
    batch([(MOSCOW, BAKU)] * 4500, "air", done=told.append)
    assert told == [2000, 2000, 500]


# --- on a cluster -----------------------------------------------------------------------------------------------------


class Future:
    def __init__(self, value: Any) -> None:
        self.value = value

    def result(self) -> Any:
        return self.value


class FakeClient:
    """Does at once, here, what a cluster would do elsewhere; the address `tcp://nobody:1` is nobody's."""

    def __init__(self, address: str) -> None:
        if address == "tcp://nobody:1":
            raise OSError("timed out")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def map(self, work: Callable[[Any], Any], parts: list[Any], *, pure: bool) -> Iterator[Future]:
        assert not pure
        return (Future(work(part)) for part in parts)


@pytest.fixture
def dask(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("dask.distributed")
    vars(module)["Client"] = FakeClient
    monkeypatch.setitem(sys.modules, "dask", ModuleType("dask"))
    monkeypatch.setitem(sys.modules, "dask.distributed", module)


@pytest.mark.usefixtures("dask")
def test_a_cluster_answers_as_this_machine_does() -> None:
    pairs = [("55.75,37.62", f"{lat},49.9") for lat in range(30, 60)] * 70
    pd.testing.assert_frame_equal(bulk.batch(pairs, "air", "tcp://here:8786"), bulk.batch(pairs, "air"))


@pytest.mark.usefixtures("dask")
def test_a_scheduler_that_does_not_answer_is_named() -> None:
    with pytest.raises(geo.UsageError, match=r"no Dask scheduler answers .*tcp://nobody:1"):
        batch([(MOSCOW, BAKU)], "air", scheduler="tcp://nobody:1")


def test_without_dask_a_scheduler_is_refused_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dask.distributed", None)
    with pytest.raises(geo.UsageError, match="pip install distributed"):
        batch([(MOSCOW, BAKU)], scheduler="tcp://here:8786")


# --- the command ------------------------------------------------------------------------------------------------------


def run(folder: Path, text: str | bytes, *options: str, output: str = "out.csv") -> Result:
    (folder / "in.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return CliRunner().invoke(cli, ["batch", str(folder / "in.csv"), "-o", str(folder / output), *options])


AIR = 'from,to\n"55.75,37.62","40.38,49.89"\n"43.11,131.88","42.43,130.64"\n'


def test_csv_to_parquet(tmp_path: Path) -> None:
    result = run(tmp_path, AIR, "--by", "air", output="out.parquet")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"wrote {tmp_path / 'out.parquet'}: 2 of 2 legs worked out\n"
    pd.testing.assert_frame_equal(
        pd.read_parquet(tmp_path / "out.parquet"),
        bulk.batch([("55.75,37.62", "40.38,49.89"), ("43.11,131.88", "42.43,130.64")], "air"),
    )


def test_csv_to_csv_with_a_mode_for_each_row(tmp_path: Path) -> None:
    result = run(tmp_path, '\ufeffBy,To,From\nair,"1,2","3,4"\n\n,"1,2","3,4"\n', "--by", "foot")
    assert result.exit_code == 0, result.stderr
    written = pd.read_csv(tmp_path / "out.csv", encoding="utf-8-sig")
    assert written["by"].tolist() == ["air", "foot"]
    assert written["from"].tolist() == ["3,4", "3,4"]


def test_faulty_rows_are_told_with_their_line_and_stay(tmp_path: Path) -> None:
    result = run(tmp_path, 'from,to\n1,2,3,4\n"1,2","3,4"\n"91,0","3,4"\nonly\n', "--by", "air")
    assert result.exit_code == 0
    told = result.stderr.splitlines()
    where = f"error: {tmp_path / 'in.csv'}"
    assert told[0].startswith(f"{where}:2: 1 – 2: 4 cells under 2 names")
    assert told[1].startswith(f"{where}:4: 91,0 – 3,4: latitudes run")
    assert told[2].startswith(f"{where}:5: only – : 1 cells")
    assert told[3].endswith("1 of 4 legs worked out")
    written = pd.read_csv(tmp_path / "out.csv", encoding="utf-8-sig")
    assert written["from"].tolist() == ["1", "1,2", "91,0", "only"]
    assert written["error"].isna().tolist() == [False, True, False, False]


def test_no_leg_worked_out_is_exit_4_and_the_rows_are_written_all_the_same(tmp_path: Path) -> None:
    assert run(tmp_path, 'from,to\n"91,0","1,2"\n').exit_code == 4
    assert len(pd.read_csv(tmp_path / "out.csv", encoding="utf-8-sig")) == 1


def test_no_legs_at_all_are_an_empty_table(tmp_path: Path) -> None:
    assert run(tmp_path, "from,to\n").exit_code == 0
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").startswith('"from","to","by","distance_low_km"')


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    run(tmp_path, 'from,to,by\n"=cmd|1,2","3,4",air\n"-1,2","3,4",@x\n')
    written = pd.read_csv(tmp_path / "out.csv", encoding="utf-8-sig")
    assert written["from"].tolist() == ["'=cmd|1,2", "'-1,2"]
    assert written["by"][1] == "'@x"


@pytest.mark.parametrize(
    ("text", "output", "code", "said"),
    [
        (AIR, "out.xls", 2, "the output ends in .parquet or .csv"),
        (AIR, "nowhere/out.csv", 2, "no such folder"),
        ("origin,to\nA,B\n", "out.csv", 3, "no column from"),
        ("", "out.csv", 3, "no column from and to"),
        (b"from,to\n\xff,B\n", "out.csv", 3, "not UTF-8"),
        ('from,to\n"A"x,B\n', "out.csv", 3, "in.csv:2: this is no CSV"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_or_written_is_said_before_the_work(
    tmp_path: Path, text: str | bytes, output: str, code: int, said: str
) -> None:
    result = run(tmp_path, text, output=output)
    assert result.exit_code == code
    assert said in result.stderr


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["batch", str(tmp_path / "none.csv"), "-o", str(tmp_path / "out.csv")])
    assert result.exit_code == 3
    assert "none.csv: cannot read" in result.stderr
