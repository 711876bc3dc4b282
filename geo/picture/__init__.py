"""Pictures for print: journeys on one map as PNG, SVG or PDF. The only room that knows matplotlib."""

from geo.picture.draw import PICTURES, picture
from geo.picture.paper import Paper

__all__ = ["PICTURES", "Paper", "picture"]
