"""The scripts that build `geo/data/` from pinned packages."""
