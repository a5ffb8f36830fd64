"""Grids of merged cells, and cells that go on in the next row or over the edge of a page."""
