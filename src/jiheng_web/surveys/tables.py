"""Tables that leave the office as files: no cell is ever taken for a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from jiheng.writing.formulas import is_formula, is_retyped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Cell = str | int | float | None

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
_WIDE_SIGNS = ("\uff1d", "\uff0b", "\uff0d", "\uff20")


def as_csv(lines: Iterable[Sequence[Cell]]) -> bytes:
    """Return lines as CSV that spreadsheets open as text in Chinese."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    for line in lines:
        writer.writerow([_safe(cell) if isinstance(cell, str) else cell for cell in line])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def as_xlsx(lines: Iterable[Sequence[Cell]], width: int = 24) -> bytes:
    """Return lines as a workbook, the first of them as its head."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(stream, options)
    sheet = book.add_worksheet()
    head = book.add_format({"bold": True, "bg_color": "#eef2f7", "border": 1})
    kept = book.add_format({"quote_prefix": True})
    sheet.freeze_panes(1, 0)
    for number, line in enumerate(lines):
        sheet.set_column(0, len(line) - 1, width)
        for column, cell in enumerate(line):
            if isinstance(cell, str):
                look = kept if is_retyped(cell) else None
                sheet.write_string(number, column, cell, look if number else head)
            elif cell is not None:
                sheet.write_number(number, column, cell)
    book.close()
    return stream.getvalue()


def _safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if is_formula(text) or text.startswith(_WIDE_SIGNS) else text
