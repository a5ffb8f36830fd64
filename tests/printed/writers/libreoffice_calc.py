"""LibreOffice Calc: a workbook fitted to the width of the page; rows move to a page as a whole."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from tests.printed.writers.office import to_pdf
from tests.printed.writers.pagination import estimated_needs, row_heights
from xlsxwriter import Workbook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.printed.grid import Grid, Printout

_FONT = {"font_name": "Noto Sans CJK SC", "font_size": 9}
_CELL = {**_FONT, "border": 1, "text_wrap": True, "valign": "vcenter"}
_HEAD = {**_CELL, "align": "center", "bold": True}
_TALLEST = 400
"""No row of a workbook can be higher; what does not fit would not be printed."""


def print_all(printouts: Mapping[str, Printout]) -> dict[str, bytes]:
    """Return the PDF of each printout, all from one run of the program."""
    return to_pdf({name: _workbook(printout) for name, printout in printouts.items()}, ".xlsx")


def _workbook(printout: Printout) -> bytes:
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        formats = {
            "title": book.add_format({**_FONT, "font_size": 14, "align": "center"}),
            "line": book.add_format(_FONT),
            "head": book.add_format(_HEAD),
            "cell": book.add_format(_CELL),
        }
        for grid in printout.grids:
            sheet = book.add_worksheet()
            _page(sheet, printout, grid)
            _fill(sheet, grid, formats, landscape=printout.paper.landscape)
    return stream.getvalue()


def _page(sheet: Any, printout: Printout, grid: Grid) -> None:
    paper = printout.paper
    sheet.set_paper(9)
    if paper.landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    sheet.set_header(f"&L{paper.page_header}" if paper.page_header else "")
    sheet.set_footer("&C第 &P 页，共 &N 页" if paper.page_numbers else "")
    above = 1 + len(grid.lines)
    if paper.repeat_head and grid.head:
        sheet.repeat_rows(above, above + grid.head - 1)


def _fill(sheet: Any, grid: Grid, formats: Mapping[str, Any], *, landscape: bool) -> None:
    widths, heights = _sizes(grid, landscape=landscape)
    last = len(widths) - 1
    for column, width in enumerate(widths):
        sheet.set_column_pixels(column, column, width * 4 / 3)
    for at, text in enumerate((grid.title, *grid.lines)):
        sheet.merge_range(at, 0, at, last, text, formats["line" if at else "title"])
    above = 1 + len(grid.lines)
    for at, height in enumerate(heights):
        sheet.set_row(above + at, height)
    for row, column, cell in grid.placed():
        look = formats["head" if cell.head else "cell"]
        first, end = above + row, above + row + cell.rows - 1
        if cell.rows > 1 or cell.columns > 1:
            right = column + cell.columns - 1
            sheet.merge_range(first, column, end, right, cell.text, look)
        else:
            sheet.write_string(first, column, cell.text, look)


def _sizes(grid: Grid, *, landscape: bool) -> tuple[list[float], list[float]]:
    """Return widths and heights in points, so wide that every row is low enough."""
    page = (770.0, 490.0) if landscape else (520.0, 740.0)
    scale = 1.0
    while True:
        whole = page[0] * scale
        widths = [whole * width / sum(grid.widths) for width in grid.widths]
        heights = row_heights(grid, estimated_needs(grid, widths, 9))
        if max(heights) < min(_TALLEST, page[1] * scale * 0.8):
            return widths, heights
        scale *= 1.1
