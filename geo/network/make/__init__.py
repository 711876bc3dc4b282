"""How the networks of `geo/data/` are made: read, cleaned, repaired, contracted and written.

Heavy libraries are imported freely here: these modules are themselves imported only where a network is made.
"""
