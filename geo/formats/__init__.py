"""Journeys as files that other tools read: one module for each format."""

from geo.formats.writer import FORMATS, export, exported

__all__ = ["FORMATS", "export", "exported"]
