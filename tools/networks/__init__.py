"""How the networks of `geo/data/` are made: read, cleaned, repaired, contracted and written."""
