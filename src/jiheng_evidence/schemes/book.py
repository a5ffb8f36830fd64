"""Sheets of a workbook as reports need them: heads that stay, widths that fit, texts as texts."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter

from jiheng.bilingual import Bilingual
from jiheng.errors import UnwritableTable
from jiheng.writing.formulas import is_formula

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Cell = str | Decimal | int | None

FONT = "微软雅黑"
_DIGITS, _LONGEST = 15, 32_767
# A workbook states when it was made. The clock would make equal results unequal bytes.
_CREATED = datetime(1980, 1, 1)  # noqa: DTZ001 - the format knows no time zones
_TOO_LONG = Bilingual("有一格文字过长。", "a text is too long for a cell.")


@dataclass
class Book:
    """A workbook in memory."""

    _stream: io.BytesIO = field(default_factory=io.BytesIO)
    _formats: dict[tuple[tuple[str, object], ...], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shape = {"font_name": FONT, "font_size": 10}
        options = {"in_memory": True, "default_format_properties": shape}
        self.workbook = xlsxwriter.Workbook(self._stream, options)
        self.workbook.set_properties({"created": _CREATED})

    def close(self) -> bytes:
        """Return its bytes."""
        self.workbook.close()
        return self._stream.getvalue()

    def style(self, **properties: object) -> Any:
        """Return a format, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            usual = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
            self._formats[key] = self.workbook.add_format(usual | properties)
        return self._formats[key]

    def sheet(
        self,
        name: str,
        heads: Sequence[str],
        rows: Iterable[Sequence[Cell]],
        widths: Sequence[float],
        *,
        above: Sequence[str] = (),
        places: Mapping[int, int] | None = None,
    ) -> Any:
        """Write a table on a sheet of its own.

        Args:
            name: Of the sheet.
            heads: Of the columns.
            rows: Below them.
            widths: Of the columns, the last for all that follow.
            above: Lines over the heads; the first is a title.
            places: Column → places behind the point that are shown.
        """
        sheet = self.workbook.add_worksheet(name)
        for column in range(len(heads)):
            sheet.set_column(column, column, widths[min(column, len(widths) - 1)])
        for at, line in enumerate(above):
            title = self.style(bold=at == 0, font_size=14 if at == 0 else 10)
            self.put(sheet, at, 0, line, title)
        top = len(above)
        head = self.style(bold=True, bg_color="#DCE6F1", border=1, text_wrap=True, align="center")
        for column, text in enumerate(heads):
            self.put(sheet, top, column, text, head)
        shown = {
            column: self.style(border=1, num_format=f"0.{'0' * count}" if count else "0")
            for column, count in (places or {}).items()
        }
        plain, last = self.style(border=1), top
        for last, row in enumerate(rows, top + 1):
            for column, cell in enumerate(row):
                self.put(sheet, last, column, cell, shown.get(column, plain))
        sheet.freeze_panes(top + 1, 1)
        if last > top:
            sheet.autofilter(top, 0, last, len(heads) - 1)
        sheet.repeat_rows(top)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def put(self, sheet: Any, row: int, column: int, cell: Cell, style: Any) -> None:
        """Write a cell; a text is never computed, even when it is edited later."""
        if cell is None or cell == "":
            sheet.write_blank(row, column, None, style)
        elif isinstance(cell, str):
            if len(cell) > _LONGEST:
                raise UnwritableTable(form="xlsx", reason=_TOO_LONG)
            quoted = self.style(border=1, quote_prefix=True) if is_formula(cell) else style
            sheet.write_string(row, column, cell, quoted)
        elif len(Decimal(cell).as_tuple().digits) > _DIGITS:
            sheet.write_string(row, column, f"{cell:f}", style)
        else:
            sheet.write_number(row, column, float(cell), style)
