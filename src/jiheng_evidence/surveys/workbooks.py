"""Workbooks being written: texts stay texts; the same calls give the same bytes."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FONT = "Microsoft YaHei"
HEAD = {"bold": True, "border": 1, "bg_color": "#E8EDF3", "valign": "vcenter", "text_wrap": True}
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_700
_MOST_DIGITS = 15

Cell = str | int | Decimal | None


class OutBook:
    """A workbook in memory."""

    def __init__(self, title: str) -> None:
        self._stream = BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = Workbook(self._stream, options)
        made = datetime(2000, 1, 1, tzinfo=UTC)
        self.book.set_properties({"title": title, "author": "jiheng", "created": made})
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def close(self) -> bytes:
        """Finish the workbook and return it."""
        self.book.close()
        return self._stream.getvalue()

    def format(self, **properties: Any) -> Format:
        """Return a format, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({"font_name": FONT, **properties})
        return self._formats[key]

    def sheet(self, title: str, widths: Sequence[float]) -> Worksheet:
        """Add a sheet with columns of given widths."""
        sheet = self.book.add_worksheet(title)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def table(
        self, title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]], width: float = 18
    ) -> Worksheet:
        """Add a sheet that is one table with a head that stays in sight."""
        sheet = self.sheet(title, [width] * len(head))
        for column, words in enumerate(head):
            sheet.write_string(0, column, plain(words), self.format(**HEAD))
        last = 0
        for last, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                self.put(sheet, last, column, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, max(len(head) - 1, 0))
        return sheet

    def put(
        self, sheet: Worksheet, row: int, column: int, value: Cell, style: Format | None = None
    ) -> None:
        """Write a text or a number; a number with more digits than a cell holds as a text."""
        if value is None or value == "":
            return
        if isinstance(value, str):
            sheet.write_string(row, column, plain(value), style)
        elif len(Decimal(value).as_tuple().digits) <= _MOST_DIGITS:
            sheet.write_number(row, column, float(value), style)
        else:
            sheet.write_string(row, column, f"{value:f}", style)


def plain(text: str) -> str:
    """Return a text as a cell can hold it."""
    return _NOT_XML.sub("\ufffd", text)[:_LONGEST]
