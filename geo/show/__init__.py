"""What people see: the map and the page that holds it. The only room that knows folium, Leaflet or HTML."""

from geo.show.folium_map import build_map
from geo.show.page import page, save_html
from geo.show.payload import payload

__all__ = ["build_map", "page", "payload", "save_html"]
