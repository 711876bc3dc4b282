"""The report of a check: every figure, its source, its verdict, how it was worked out, and from what data."""

from geo.report.data import Basis, basis
from geo.report.writer import FORMATS, report, save_report

__all__ = ["FORMATS", "Basis", "basis", "report", "save_report"]
