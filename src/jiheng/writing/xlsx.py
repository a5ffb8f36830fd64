"""The disclosure form as a workbook that opens and prints well in WPS and Excel."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import xlsxwriter

from jiheng.standards.overview import MARKS
from jiheng.writing.departments import department_name
from jiheng.writing.disclosure import GOAL, INDICATORS, NAME, disclosure_form
from jiheng.writing.overview import write_overview
from jiheng.writing.sheet_names import sheet_names
from jiheng.writing.whereabouts import file_of
from jiheng.writing.xlsx_sheet import FONT, FONT_SIZE, FormSheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import TargetTable

_UNNAMED = "绩效目标表"
# A workbook states when it was made. The clock would make equal tables unequal bytes.
_CREATED = datetime(1980, 1, 1)  # noqa: DTZ001 - the format knows no time zones
_WIDTHS_WITH_MONEY = {NAME: 24.0, GOAL: 40.0, INDICATORS: 74.0}
_WIDTHS = {NAME: 28.0, GOAL: 56.0, INDICATORS: 92.0}


def write(tables: Sequence[TargetTable]) -> bytes:
    """Return a workbook with a sheet for each table; one empty sheet if there is none.

    Before several of them stand a sheet that lists the tables, and one of all their indicators.

    Raises:
        UnwritableTable: When a text is longer than a cell can be.
    """
    forms = [disclosure_form(table) for table in tables]
    stream = io.BytesIO()
    # The width of a column counts digits of the default font: it has to be the one in use.
    font = {"font_name": FONT, "font_size": FONT_SIZE}
    options = {"in_memory": True, "default_format_properties": font}
    workbook = xlsxwriter.Workbook(stream, options)
    workbook.set_size(2400, 1400)
    workbook.set_properties(
        {
            "title": next((form.title for form in forms if form.title), _UNNAMED),
            "company": next((table.department for table in tables if table.department), ""),
            "created": _CREATED,
        }
    )
    front = list(MARKS) if len(tables) > 1 else []
    wanted = [*front, *(map(_sheet_name, tables))] or [_UNNAMED]
    sheets = [workbook.add_worksheet(name) for name in sheet_names(wanted)][len(front) :]
    if front:
        write_overview(workbook, tables, [sheet.name for sheet in sheets])
    for sheet, form in zip(sheets, forms, strict=False):
        has_money = len(form.columns) > len(_WIDTHS)
        FormSheet(workbook, sheet, form, _WIDTHS_WITH_MONEY if has_money else _WIDTHS).write()
    workbook.close()
    return stream.getvalue()


def _sheet_name(table: TargetTable) -> str:
    """Return whose table it is; else the file it was read from."""
    file = PurePosixPath((file_of(table) or "").replace("\\", "/")).stem
    return department_name(table) or file or _UNNAMED
