"""The space-time prism: where two discs meet on the ellipsoid."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.geodesy import distance_km
from geo.journey import Point
from geo.prism import Disc, lens

PLACES = st.builds(Point, st.floats(-85, 85), st.floats(-180, 180))


@given(PLACES, PLACES, st.floats(0.1, 1), st.floats(0.1, 1))
def test_every_corner_is_within_both_discs_and_on_the_rim_of_one(
    one: Point, other: Point, wide: float, far: float
) -> None:
    apart = distance_km(one, other)
    assume(10 < apart < 6000)
    discs = Disc(one, apart * (0.3 + wide)), Disc(other, apart * (0.3 + far))
    ring = lens(*discs)
    assume(all(distance_km(Point(lat, 0), disc.centre) > disc.radius_km for lat in (90, -90) for disc in discs))
    for corner in ring or ():
        spare = [disc.radius_km - distance_km(disc.centre, corner) for disc in discs]
        assert min(spare) == pytest.approx(0.0, abs=0.02)


def test_discs_that_do_not_meet_have_nothing_in_common() -> None:
    assert lens(Disc(Point(0, 0), 100.0), Disc(Point(0, 10), 100.0)) is None
    assert lens(Disc(Point(0, 0), -1.0), Disc(Point(0, 0), 100.0)) is None


def test_a_disc_within_another_is_the_whole_of_it() -> None:
    ring = lens(Disc(Point(50, 30), 100.0), Disc(Point(50, 31), 1000.0))
    assert ring is not None
    assert {round(distance_km(Point(50, 30), corner)) for corner in ring} == {100}


def test_a_lens_over_the_antimeridian_stays_in_one_piece() -> None:
    ring = lens(Disc(Point(0, 179), 300.0), Disc(Point(0, -179), 300.0))
    assert ring is not None
    assert max(corner.lon for corner in ring) - min(corner.lon for corner in ring) < 10


def test_a_lens_round_the_pole_holds_the_pole() -> None:
    ring = lens(Disc(Point(80, 0), 2000.0), Disc(Point(80, 90), 2000.0))
    assert ring is not None
    assert max(corner.lat for corner in ring) == 90
    assert max(corner.lon for corner in ring) - min(corner.lon for corner in ring) == 360
