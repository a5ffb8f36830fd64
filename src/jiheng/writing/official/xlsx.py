"""Forms as a workbook that opens and prints well in WPS and Excel, one sheet each."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

import xlsxwriter

from jiheng.writing.official.sheet import FONT, FONT_SIZE, GridSheet
from jiheng.writing.sheet_names import sheet_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.writing.official.grid import FormGrid

_UNNAMED = "绩效目标表"
# A workbook states when it was made. The clock would make equal forms unequal bytes.
_CREATED = datetime(1980, 1, 1)  # noqa: DTZ001 - the format knows no time zones


def write(grids: Sequence[FormGrid]) -> bytes:
    """Return a workbook with a sheet for each form; one empty sheet if there is none.

    Raises:
        UnwritableTable: When a text is longer than a cell can be.
    """
    stream = io.BytesIO()
    # The width of a column counts digits of the default font: it has to be the one in use.
    font = {"font_name": FONT, "font_size": FONT_SIZE}
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True, "default_format_properties": font})
    title = next((grid.title for grid in grids if grid.title), _UNNAMED)
    workbook.set_properties({"title": title, "created": _CREATED})
    names = sheet_names([grid.name for grid in grids] or [_UNNAMED])
    sheets = [workbook.add_worksheet(name) for name in names]
    for sheet, grid in zip(sheets, grids, strict=False):
        GridSheet(workbook, sheet, grid).write()
    workbook.close()
    return stream.getvalue()
