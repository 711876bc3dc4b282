"""Our own places of the gazetteer."""
