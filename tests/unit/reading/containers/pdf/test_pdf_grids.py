"""A table printed by another program reads back equal, whatever cells are merged."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib import colors
from reportlab.lib.pagesizes import A3, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import SimpleDocTemplate, Table

from jiheng.reading.containers.pdf.document import read_pdf

CUE = "绩效指标"
Merges = dict[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Printed:
    texts: tuple[tuple[str, ...], ...]
    merges: Merges


@st.composite
def grids(draw: st.DrawFn) -> Printed:
    down, across = draw(st.integers(2, 7)), draw(st.integers(2, 6))
    taken: set[tuple[int, int]] = set()
    merges: Merges = {}
    for row in range(down):
        for column in range(across):
            height = draw(st.integers(1, min(3, down - row)))
            width = draw(st.integers(1, min(3, across - column)))
            places = {(row + y, column + x) for y in range(height) for x in range(width)}
            if len(places) > 1 and not places & taken and draw(st.booleans()):
                taken |= places
                merges[row, column] = (height, width)
    hidden = taken - merges.keys()
    said = st.text("数量指标一二三abc123，。％", min_size=0, max_size=5)
    texts = [
        ["" if (row, column) in hidden else draw(said) for column in range(across)]
        for row in range(down)
    ]
    texts[0][0] = CUE
    return Printed(tuple(map(tuple, texts)), merges)


def printed(grid: Printed) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    spans = [
        ("SPAN", (column, row), (column + width - 1, row + height - 1))
        for (row, column), (height, width) in grid.merges.items()
    ]
    table = Table([list(row) for row in grid.texts], colWidths=80, rowHeights=22)
    grid_lines = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
    table.setStyle([grid_lines, ("FONT", (0, 0), (-1, -1), "STSong-Light"), *spans])
    stream = BytesIO()
    SimpleDocTemplate(stream, pagesize=landscape(A3)).build([table])
    return stream.getvalue()


def seen(grid: Printed) -> Printed:
    """Return what can be seen of a grid: a line that no cell ends at is not drawn."""
    down, across = len(grid.texts), len(grid.texts[0])
    covers = {
        (row, column): grid.merges.get((row, column), (1, 1))
        for row in range(down)
        for column in range(across)
    }
    for (row, column), (height, width) in grid.merges.items():
        for y in range(height):
            for x in range(width):
                if y or x:
                    covers.pop((row + y, column + x), None)
    tops = sorted({row for row, _ in covers})
    lefts = sorted({column for _, column in covers})
    texts = tuple(tuple(grid.texts[row][column] for column in lefts) for row in tops)
    merges: Merges = {}
    for (row, column), (height, width) in covers.items():
        size = (
            sum(row <= top < row + height for top in tops),
            sum(column <= left < column + width for left in lefts),
        )
        if size != (1, 1):
            merges[tops.index(row), lefts.index(column)] = size
    return Printed(texts, merges)


@settings(max_examples=60, deadline=None)
@given(grids())
def test_a_grid_reads_back_equal(grid: Printed) -> None:
    expected = seen(grid)
    found = read_pdf(printed(grid), "表.pdf").sheet
    if len(expected.texts) * len(expected.texts[0]) == 1:
        assert found.grids == ()
        return
    assert tuple(tuple(cell.text for cell in row) for row in found.rows) == expected.texts
    assert found.merges == expected.merges
