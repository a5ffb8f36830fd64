"""Which grids of a sheet are one table, and what is printed between and around them."""
