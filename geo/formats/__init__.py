"""Journeys as files: one module for each format that other tools read; the pictures are made in `geo/picture/`."""

from geo.formats.writer import FORMATS, export, exported
from geo.picture import Paper

__all__ = ["FORMATS", "Paper", "export", "exported"]
