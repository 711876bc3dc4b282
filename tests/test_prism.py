"""The space-time prism: where two discs meet on the ellipsoid."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.geodesy import along, distance_km
from geo.journey import Point
from geo.prism import Disc, lens


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Disc, Disc]:
    """Two discs that meet, neither over a pole."""
    one = Point(draw(st.floats(-30, 30)), draw(st.floats(-180, 180)))
    apart_km, bearing = draw(st.floats(10, 2000)), draw(st.floats(0, 360))
    lat, lon = along(one, np.array([bearing]), np.array([apart_km]))
    near, far = draw(st.floats(0.3, 1.3)), draw(st.floats(0.71, 1.3))
    return Disc(one, apart_km * near), Disc(Point(float(lat[0]), float(lon[0])), apart_km * far)


@given(pairs())
def test_every_corner_is_within_both_discs_and_on_the_rim_of_one(discs: tuple[Disc, Disc]) -> None:
    ring = lens(*discs)
    assert ring is not None
    for corner in ring:
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
