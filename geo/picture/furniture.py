"""The scale bar, the north arrow, and what is said of where they hold."""

from __future__ import annotations

import math

import numpy as np

from geo.picture.canvas import Canvas, Stroke
from geo.picture.inks import Inks
from geo.picture.lettering import Lettering
from geo.picture.view import FARTHEST_KM, View
from geo.quantity import KM_PER_MILE

_NICE = (1, 2, 5)
_EVERYWHERE = 0.005  # a scale that is right to within this share holds everywhere
BAR_HEIGHT_MM = 11.5


def nice_length(most: float) -> float:
    """The longest of 1, 2, 5, 10, 20 … that is at most a length."""
    power: float = 10.0 ** math.floor(math.log10(most))
    return max(step * power for step in _NICE if step * power <= most * (1 + 1e-9))


def scale_said(view: View) -> str:
    """Where the scale bar holds."""
    stretch = view.stretch(view.reach_km)
    if stretch - 1 < _EVERYWHERE:
        return "The scale holds everywhere on this map to within 0.5 %."
    if view.reach_km >= FARTHEST_KM / 2:
        return "The scale holds along lines from the centre of the projection only."
    return (
        "The scale holds at the centre and along lines from it; "
        f"across them, what is at the edges is drawn up to {math.ceil((stretch - 1) * 100)} % too long."
    )


def north_said(view: View) -> str:
    """Which way is north."""
    if view.is_polar:
        return f"The {'North' if view.lat > 0 else 'South'} Pole is at the centre of the projection."
    return "North is up at the centre."


def projection_said(view: View) -> str:
    """Which projection it is."""
    if view.is_polar:
        return "Azimuthal equidistant projection"
    lat = f"{abs(view.lat):.1f}° {'N' if view.lat >= 0 else 'S'}"
    return f"Azimuthal equidistant projection centred on {lat}, {abs(view.lon):.1f}° {'E' if view.lon >= 0 else 'W'}"


def draw_scale(canvas: Canvas, at: tuple[float, float], width: float, view: View, inks: Inks, zoom: float) -> None:
    """Two bars, of kilometres and of miles, below `at`, and to their right an arrow to the north."""
    left, top = at
    letters = Lettering(6.6 * zoom)
    arrow_mm = 0.0 if view.is_polar else 11.0 * zoom
    most = width - arrow_mm - 14.0 * zoom
    middle = top - 5.2 * zoom
    for unit, km, up in (("km", 1.0, True), ("mi", KM_PER_MILE, False)):
        length = nice_length(most / view.mm_per_km / km)
        long_mm = length * km * view.mm_per_km
        _bar(canvas, (left, middle), long_mm, 1.3 * zoom if up else -1.3 * zoom, inks, zoom)
        baseline = middle + (1.0 if up else -2.9) * zoom
        canvas.text((left + long_mm + 1.4 * zoom, baseline), f"{length:,g} {unit}", letters, inks.ink)
    if not view.is_polar:
        draw_north(canvas, (left + width - 4.5 * zoom, top - 0.3 * zoom), inks, zoom)


def _bar(canvas: Canvas, at: tuple[float, float], long_mm: float, tick_mm: float, inks: Inks, zoom: float) -> None:
    x, y = at
    bar = np.array([(x, y + tick_mm), (x, y), (x + long_mm, y), (x + long_mm, y + tick_mm)])
    canvas.lines([bar], Stroke(inks.ink, 0.9 * zoom, round_ends=False))


def draw_north(canvas: Canvas, at: tuple[float, float], inks: Inks, zoom: float) -> None:
    """An arrow with an N above, its tip below `at`."""
    x, top = at
    letters = Lettering(7.0 * zoom, "strong")
    canvas.text((x, top - 2.2 * zoom), "N", letters, inks.ink, "center")
    tip, foot, notch = top - 3.0 * zoom, top - 9.6 * zoom, top - 8.2 * zoom
    half = 2.1 * zoom
    outline = np.array([(x, tip), (x + half, foot), (x, notch), (x - half, foot), (x, tip)])
    canvas.rings([outline], inks.paper, Stroke(inks.ink, 0.6 * zoom))
    canvas.rings([np.array([(x, tip), (x, notch), (x - half, foot), (x, tip)])], inks.ink)
