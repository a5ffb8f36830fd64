"""What stands around a table and belongs to it: titles, units, years, instructions."""
