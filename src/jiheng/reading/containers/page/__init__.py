"""Pages of ink: characters and ruling lines at points of a page → rows of cells.

PDF and pictures give `Ink`; `grids` finds the ruled tables in it and `sheets` puts them, with the
prose between, into a `Sheet`.
"""
