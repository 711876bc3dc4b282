"""Starts the app: `streamlit run app.py`. Its pages are in `geo/app/`."""

from __future__ import annotations

from pathlib import Path

from geo.app import main

if __name__ == "__main__":
    main(Path(__file__).parent / "itineraries")
