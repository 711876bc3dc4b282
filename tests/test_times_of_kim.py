"""The times of the first journey, on the real gazetteer and networks."""

from functools import cache

import pytest

from geo import Journey, read_text, where
from geo.pipeline import could_reach, travel
from tests.conftest import ROOT

KIM = (ROOT / "itineraries" / "kim-russia-2023.yaml").read_text(encoding="utf-8")
SIGHTING = '      - {at: "2023-09-12T05:15+03:00", place: razdolnaya-bridge, sources: [ria]}\n'


@cache
def kim(without: str = "") -> Journey:
    assert without in KIM
    return travel(read_text(KIM.replace(without, "")))


def test_the_train_can_have_crossed_the_razdolnaya_when_it_was_seen_there_even_had_nobody_seen_it() -> None:
    line = next(point for point in kim().timing if point.place.name == "Razdolnaya railway bridge")
    found = where(kim(SIGHTING), "2023-09-12T05:15+03:00")
    on_the_way = next(stretch for stretch in found.possible if stretch.leg == line.stop - 1)
    km = line.share * kim().passages[line.stop - 1].distance_km.best
    assert on_the_way.from_km < km < on_the_way.to_km


def test_where_it_was_seen_it_was() -> None:
    (stretch,) = where(kim(), "2023-09-12T05:15+03:00").possible
    assert stretch.from_km == pytest.approx(stretch.to_km)


def test_all_its_statements_hold_together() -> None:
    assert kim().conflicts == ()


def test_the_train_was_observed_and_its_speed_is_told() -> None:
    (speed,) = (each for each in kim().speeds if each.by == "armoured train")
    assert speed.stretches == 4
    assert 5 < speed.speed_kmh.low < speed.speed_kmh.best < speed.speed_kmh.high < 80


def test_had_moscows_clocks_been_taken_for_vladivostoks_it_is_said() -> None:
    """Read as local time the sighting would be seven hours sooner, before the train can have been there."""
    naive = KIM.replace("2023-09-12T05:15+03:00", "2023-09-12T05:15").replace("2023-09-12 morning", "2023-09-12T06:00")
    conflicts = travel(read_text(naive)).conflicts
    assert any("2023-09-12T05:15” were Europe/Moscow time" in zone for each in conflicts for zone in each.zones)


def test_he_cannot_have_been_in_moscow_while_in_artyom() -> None:
    alibi = could_reach(kim(), "Moscow", "2023-09-16T10:00+10:00", "2023-09-16T11:00+10:00")
    assert alibi.verdict == "no"
