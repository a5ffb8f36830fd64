"""When a page is taken for a picture, and how large it is drawn to be recognised."""

FEW = 12
"""Characters that a page may have beside its picture, such as its number."""

COVERED = 0.3
"""Share of the page that its pictures must cover."""

DOTS = 200
"""Per inch: what scanned pages are drawn with."""

USUAL_DOTS = 2_339
"""Along the longer side of A4, so drawn; smaller pages with finer pictures are drawn finer."""

MOST_DOTS = 4_000
"""Along one side of a picture; larger pages are drawn coarser."""

SMALLEST = 20.0
"""Points: a page thinner than two lines of text holds nothing to make out."""
