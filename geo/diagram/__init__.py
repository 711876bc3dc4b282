"""The time–distance diagram of a journey (E.-J. Marey, *La méthode graphique*, 1878) as SVG."""

from geo.diagram.draw import describe, svg

__all__ = ["describe", "svg"]
