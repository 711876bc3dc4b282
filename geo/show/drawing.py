"""The one folium element of our maps. Imports folium: import this module only where a map is built."""

from __future__ import annotations

from typing import Any

import folium
from folium.elements import JSCSSMixin
from folium.template import Template

from geo.show.assets import data_address, leaflet_css, leaflet_js, ours, script


class JourneyMap(folium.Map):
    """A folium map that loads Leaflet from itself, and none of the scripts and styles folium would ask of others."""

    def __init__(self, **options: Any) -> None:
        """Sets the links on the instance, where folium has them on the class for every map."""
        super().__init__(**options)
        self.default_js = [("leaflet", data_address(leaflet_js(), "text/javascript"))]
        self.default_css = [("leaflet_css", data_address(leaflet_css(), "text/css"))]


class Drawing(JSCSSMixin):
    """Hands the payload to our script.

    folium compiles what it renders as a Jinja template, so the payload goes in as base64: no text of a file, a user or
    a geocoder is ever part of a template, a script or HTML.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}\n"
        'demarche.draw({{ this._parent.get_name() }}, "{{ this.payload_base64 }}");\n'
        "{% endmacro %}"
    )

    def __init__(self, payload_base64: str) -> None:
        """Takes the payload: JSON in UTF-8 in base64."""
        super().__init__()  # type: ignore[no-untyped-call] # branca has few types
        self._name = "Drawing"
        self.payload_base64 = payload_base64
        self.default_js = [("journey", data_address(script(), "text/javascript"))]
        self.default_css = [(name, data_address(ours(f"{name}.css"), "text/css")) for name in ("journey", "time")]
