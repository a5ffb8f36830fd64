"""Workbooks being written: texts stay texts, numbers stay exact, equal calls give equal bytes."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook

from jiheng.bilingual import Bilingual
from jiheng.errors import UnwritableTable
from jiheng.writing.formulas import text_look

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

A4 = 9
"""As workbooks number sizes of paper."""

Cell = str | int | Decimal | date | None

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FONT = "Microsoft YaHei"
HEADER = {"bold": True, "border": 1, "bg_color": "#E8EDF3", "valign": "vcenter"}
"""The look of a column's header."""

LONGEST = 32_767
"""Characters that a cell can hold."""

CUT = "……"
"""Stands at the end of a text that was longer."""

_MOST_DIGITS = 15
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_PLAIN = {"font_size": 10, "valign": "vcenter"}
# A workbook states when it was made. The clock would make equal calls unequal bytes.
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no time zones
_TOO_LONG = Bilingual("有一格文字过长。", "a text is too long for a cell.")


class Book:
    """A workbook in memory.

    Args:
        title: Of the document.
        whole: Refuse a text that is longer than a cell can be, which is cut otherwise.
        note: What its properties say about it.
        look: Properties that every cell has, unless it has others.
    """

    def __init__(
        self,
        title: str = "",
        *,
        whole: bool = False,
        note: str = "",
        look: Mapping[str, Any] = _PLAIN,
    ) -> None:
        self._bytes = BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._workbook = Workbook(self._bytes, options)
        said = {"title": title, "comments": note, "author": "jiheng", "created": _CREATED}
        self._workbook.set_properties({key: value for key, value in said.items() if value})
        self._whole, self._look = whole, {"font_name": FONT, **look}
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def close(self) -> bytes:
        """Finish the workbook and return it."""
        self._workbook.close()
        return self._bytes.getvalue()

    def format(self, **properties: Any) -> Format:
        """Return a format, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(self._look | properties)
        return self._formats[key]

    def sheet(self, name: str | None, widths: Sequence[float]) -> Worksheet:
        """Add a sheet with columns of given widths."""
        sheet = self._workbook.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def table(
        self,
        name: str,
        heads: Sequence[str],
        rows: Iterable[Sequence[Cell]],
        widths: Sequence[float] = (18,),
        *,
        above: Sequence[str] = (),
        shown: Mapping[int, str] | None = None,
        frozen: int = 1,
    ) -> Worksheet:
        """Add a sheet that is one table, with a head that stays in sight and filters.

        Args:
            name: Of the sheet.
            heads: Of the columns.
            rows: Below them.
            widths: Of the columns, the last for all that follow.
            above: Lines over the heads; the first is a title.
            shown: Column → how its numbers are shown, such as `0.00`.
            frozen: How many columns stay in sight.
        """
        last_width = len(widths) - 1
        wide = [widths[min(column, last_width)] for column in range(len(heads))]
        sheet = self.sheet(name, wide)
        for at, line in enumerate(above):
            self.put(sheet, at, 0, line, bold=at == 0, font_size=10 if at else 14)
        top = last = len(above)
        for column, text in enumerate(heads):
            self.put(sheet, top, column, text, **HEADER, text_wrap=True, align="center")
        looks = {column: {"num_format": shape} for column, shape in (shown or {}).items()}
        for last, row in enumerate(rows, top + 1):
            for column, cell in enumerate(row):
                self.put(sheet, last, column, cell, border=1, **looks.get(column, {}))
        sheet.freeze_panes(top + 1, frozen)
        if last > top:
            sheet.autofilter(top, 0, last, len(heads) - 1)
        sheet.repeat_rows(top)
        paged(sheet)
        return sheet

    def put(self, sheet: Worksheet, row: int, column: int, cell: Cell, **look: Any) -> None:
        """Write a cell; a text stays the text that it is, even when it is edited later.

        Raises:
            UnwritableTable: A text is too long, and the book holds texts whole.
        """
        if cell is None or cell == "":
            if look:
                sheet.write_blank(row, column, None, self.format(**look))
        elif isinstance(cell, str):
            style = self.format(**look, **text_look(cell))
            sheet.write_string(row, column, self._fitting(cell), style)
        elif isinstance(cell, date):
            sheet.write_datetime(
                row, column, cell, self.format(**{"num_format": "yyyy-mm-dd", **look})
            )
        elif len(Decimal(cell).as_tuple().digits) > _MOST_DIGITS:
            text = f"{Decimal(cell):f}"
            sheet.write_string(row, column, text, self.format(**look, **text_look(text)))
        else:
            sheet.write_number(row, column, float(cell), self.format(**look))

    def _fitting(self, text: str) -> str:
        if len(text) <= LONGEST:
            return printable(text)
        if self._whole:
            raise UnwritableTable(form="xlsx", reason=_TOO_LONG)
        return printable(text[: LONGEST - len(CUT)]) + CUT


def paged(sheet: Worksheet) -> None:
    """Have a sheet printed on A4, as wide as the page."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


def printable(text: str) -> str:
    """Return a text in characters that a workbook can hold."""
    return _NOT_XML.sub("\ufffd", text)
