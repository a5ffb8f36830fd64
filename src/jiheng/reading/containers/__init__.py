"""Bytes → sheets of cells, each cell knowing its place. Knows nothing of forms."""
