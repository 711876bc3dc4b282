"""Names of countries and towns in Korean, in Russian and in the script of their own country, for the base map."""
