"""One sheet of the workbook: a form with its formats, merged cells and print set-up."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import UnwritableTable
from jiheng.writing.fitting import MAX_LINES, lines_needed, row_height
from jiheng.writing.formulas import text_look
from jiheng.writing.official.grid import Role
from jiheng.writing.workbook import A4

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from jiheng.writing.official.grid import Cell, FormGrid

FONT, FONT_SIZE = "宋体", 10
_EXACT_DIGITS = 15
_MAX_TEXT = 32_767
_TOO_LONG = Bilingual(
    f"有一栏超过 {_MAX_TEXT:,} 字，工作表的单元格放不下。",
    f"a text of more than {_MAX_TEXT:,} characters fits no cell of a sheet.",
)
_FEW_LINES = 8
"""Lines of a text that stands in the middle of its cell; a longer one may go on over pages."""

_TITLE_HEIGHT, _LINE_HEIGHT, _LEAST_HEIGHT = 32.0, 20.0, 22.0
_STYLES: dict[Role, dict[str, object]] = {
    Role.HEAD: {"align": "center", "valign": "vcenter", "bold": True, "bg_color": "F2F2F2"},
    Role.TEXT: {"align": "left", "valign": "vcenter"},
    Role.SHORT: {"align": "center", "valign": "vcenter"},
    Role.NUMBER: {"align": "right", "valign": "vcenter"},
}


@dataclass
class GridSheet:
    """Writes a form into an empty sheet."""

    workbook: Workbook
    sheet: Worksheet
    grid: FormGrid
    _formats: dict[tuple[tuple[str, object], ...], Format] = field(default_factory=dict)
    _at: int = 0

    def write(self) -> None:
        """Write everything, top to bottom, then the print set-up."""
        for column, width in enumerate(self.grid.widths):
            self.sheet.set_column(column, column, width)
        self._front()
        starts = self._heights()
        for row, column, cell in self.grid.placed():
            self._cell(starts[row], starts[row + cell.rows] - 1, column, cell)
        self._print_setup(starts)

    def _front(self) -> None:
        """Write the title and the lines above the table."""
        last = len(self.grid.widths) - 1
        if self.grid.title is not None:
            look = {"font_size": 16, "bold": True, "align": "center", "valign": "vcenter"}
            self._text(self._at, self._at, 0, last, self.grid.title, look)
            self._next(_TITLE_HEIGHT)
        middle = max(last - 2, 0)
        for left, right in self.grid.lines:
            self._text(self._at, self._at, 0, middle, left, {"valign": "vcenter"})
            if right:
                look = {"align": "right", "valign": "vcenter"}
                self._text(self._at, self._at, middle + 1, last, right, look)
            self._next(_LINE_HEIGHT)

    def _next(self, height: float) -> None:
        self.sheet.set_row(self._at, height)
        self._at += 1

    def _heights(self) -> list[int]:
        """Set the heights and return the sheet's row where each row of the form begins.

        Excel caps a row: what is higher takes several rows, over which its cells are merged.
        """
        counts = []
        for lines in self._lines():
            rows = ceil(lines / MAX_LINES)
            height = max(row_height(ceil(lines / rows)), _LEAST_HEIGHT)
            counts.append(rows)
            for _ in range(rows):
                self._next(height)
        return list(accumulate(counts, initial=self._at - sum(counts)))

    def _lines(self) -> list[int]:
        """Return how many lines each row of the form shows."""
        needed = [1] * len(self.grid.rows)
        for row, column, cell in sorted(self.grid.placed(), key=lambda at: at[2].rows):
            last = row + cell.rows - 1
            missing = self._lines_of(column, cell) - sum(needed[row : last + 1])
            needed[last] += max(missing, 0)
        return needed

    def _lines_of(self, column: int, cell: Cell) -> int:
        width = sum(self.grid.widths[column : column + cell.columns])
        return lines_needed(cell.text, width)

    def _cell(self, top: int, bottom: int, column: int, cell: Cell) -> None:
        last = column + cell.columns - 1
        look = {"text_wrap": True, "border": 1, **_STYLES[cell.role]}
        if cell.bold:
            look["bold"] = True
        long = cell.role is Role.TEXT and self._lines_of(column, cell) > _FEW_LINES
        if (self.grid.top or long) and cell.role is not Role.HEAD:
            look["valign"] = "top"
        if cell.number is None or not _is_exact(cell.number):
            self._text(top, bottom, column, last, cell.text, look)
            return
        digits = f"0.{'0' * _places(cell.number)}".rstrip(".")
        grouped = f"#,##{digits}" if cell.role is Role.NUMBER else digits
        style = self._format(**look, num_format=grouped)
        self._merge(top, bottom, column, last, style)
        self.sheet.write_number(top, column, float(cell.number), style)

    def _text(
        self, top: int, bottom: int, left: int, right: int, text: str, look: Mapping[str, object]
    ) -> None:
        """Write a text as a text, whatever it begins with; an empty one as a blank."""
        if len(text) > _MAX_TEXT:
            raise UnwritableTable(form="xlsx", reason=_TOO_LONG)
        style = self._format(**look, **text_look(text))
        self._merge(top, bottom, left, right, style)
        if text:
            self.sheet.write_string(top, left, text, style)
        else:
            self.sheet.write_blank(top, left, None, style)

    def _merge(self, top: int, bottom: int, left: int, right: int, style: Format) -> None:
        if (top, left) != (bottom, right):
            self.sheet.merge_range(top, left, bottom, right, "", style)

    def _print_setup(self, starts: list[int]) -> None:
        sheet, last = self.sheet, len(self.grid.widths) - 1
        first, end = (starts[row] for row in self.grid.head)
        sheet.repeat_rows(first, end - 1)
        if self.grid.head[0] == 0:
            sheet.freeze_panes(end, 1)
        sheet.print_area(0, 0, starts[-1] - 1, last)
        if self.grid.landscape:
            sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&C第 &P 页 共 &N 页")

    def _format(self, **properties: object) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            shape = {"font_name": FONT, "font_size": FONT_SIZE, **properties}
            self._formats[key] = self.workbook.add_format(shape)
        return self._formats[key]


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _is_exact(number: Decimal) -> bool:
    """Whether a spreadsheet keeps a number as it is."""
    digits = len(number.normalize().as_tuple().digits)
    return max(digits, _places(number), number.adjusted()) <= _EXACT_DIGITS
