"""Road, sea, air and the modes without a network."""

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geo.network
from geo.errors import DataError
from geo.journey import Place
from geo.network import artefact, load

DATA = Path(geo.network.__file__).parents[1] / "data"
VLADIVOSTOK = Place.at(43.10562, 131.87353)


def test_short_urban_hops_by_road_are_judged_by_circuity():
    path = load("road").path(Place.at(43.3597, 132.1877), Place.at(43.3990, 132.1480))
    assert path.basis == "circuity"
    assert 5 < path.distance_km.low < path.distance_km.best < path.distance_km.high < 15


@pytest.mark.parametrize(
    ("start", "end", "km"),
    [
        (Place.at(48.8566, 2.3522), Place.at(52.52, 13.405), 1050),  # Paris – Berlin
        (VLADIVOSTOK, Place.at(48.48, 135.07), 760),  # Vladivostok – Khabarovsk
        (Place.at(40.7128, -74.006), Place.at(34.05, -118.24), 4490),  # New York – Los Angeles
    ],
)
def test_roads_are_about_as_long_as_they_are(start, end, km):
    path = load("road").path(start, end)
    assert path.basis == "network"
    assert path.distance_km.best == pytest.approx(km, rel=0.08)


def test_a_flight_is_a_geodesic_drawn_as_an_arc():
    path = load("air").path(Place.at(55.97, 37.41), Place.at(40.64, -73.78))
    assert path.basis == "geodesic"
    assert path.distance_km.best == pytest.approx(7490, rel=0.01)
    assert max(point.lat for point in path.points) > 60
    assert path.distance_km.low == path.distance_km.best < path.distance_km.high


@settings(max_examples=50, deadline=None)
@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(-89, 89), st.floats(-180, 180))
def test_arcs_never_jump(lat, lon, lat2, lon2):
    points = load("air").path(Place.at(lat, lon), Place.at(lat2, lon2)).points
    assert all(abs(a.lon - b.lon) <= 180 for a, b in itertools.pairwise(points))


@pytest.mark.parametrize("mode", ["foot", "unknown"])
def test_a_straight_line_says_so(mode):
    path = load(mode).path(VLADIVOSTOK, Place.at(43.2, 131.9))
    assert path.basis == "straight line"
    assert "straight line" in path.warnings[0]


def test_a_missing_artefact_is_a_data_error(tmp_path):
    with pytest.raises(DataError, match="no such network"):
        artefact.read(tmp_path / "rail.npz")


@pytest.mark.parametrize("keep", [0, 100, 100_000])
def test_a_truncated_artefact_is_a_data_error(tmp_path, keep):
    (tmp_path / "rail.npz").write_bytes((DATA / "rail.npz").read_bytes()[:keep])
    with pytest.raises(DataError, match="damaged"):
        artefact.read(tmp_path / "rail.npz")


def test_an_artefact_of_another_version_is_a_data_error(tmp_path):
    np.savez(tmp_path / "rail.npz", version=np.int32(99))
    with pytest.raises(DataError, match="another version"):
        artefact.read(tmp_path / "rail.npz")


@pytest.mark.parametrize(("mode", "megabytes"), [("rail", 4), ("road", 8), ("sea", 2.5)])
def test_artefacts_are_small_and_sound(mode, megabytes):
    path = DATA / f"{mode}.npz"
    assert path.stat().st_size < megabytes * 1e6
    graph = artefact.read(path)
    assert len(graph.lat) > max(graph.u.max(), graph.v.max())
    assert np.isfinite(graph.km).all()
    assert (graph.km >= 0).all()
    assert not graph.km.flags.writeable
