"""One sheet of the workbook: texts, formats and print set-up of the disclosure form."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import UnwritableTable
from jiheng.model import RowKind
from jiheng.writing.disclosure import MONEY, printed_amount
from jiheng.writing.fitting import (
    MAX_LINES,
    NUMBERED,
    PIECE_LINES,
    PROSE,
    fitted,
    lines_needed,
    row_height,
    sentences,
)
from jiheng.writing.formulas import text_look
from jiheng.writing.workbook import A4

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from jiheng.writing.disclosure import PrintedForm, PrintedRow

FONT, FONT_SIZE = "宋体", 10
_MONEY_WIDTH, _DIGIT = 13.0, 1.15  # A bold digit is broader than one.
_CENTS = 2
_EXACT_DIGITS = 15
_MAX_TEXT = 32_767
_TOO_LONG = Bilingual(
    f"有一栏超过 {_MAX_TEXT:,} 字，工作表的单元格放不下。",
    f"a text of more than {_MAX_TEXT:,} characters fits no cell of a sheet.",
)
_TITLE_HEIGHT, _LINE_HEIGHT, _HEAD_HEIGHT = 32, 20, 30


@dataclass
class FormSheet:
    """Writes a form into an empty sheet.

    Attributes:
        widths: Head of a column → its width in characters; columns of money have their own.
    """

    workbook: Workbook
    sheet: Worksheet
    form: PrintedForm
    widths: Mapping[str, float]
    _formats: dict[tuple[tuple[str, object], ...], Format] = field(default_factory=dict)
    _at: int = 0

    def write(self) -> None:
        """Write everything, top to bottom, then the print set-up."""
        for column, head in enumerate(self.form.columns):
            self.sheet.set_column(column, column, self.widths.get(head) or self._money_width())
        self._title()
        self._front_line()
        head_at = self._at
        self._head()
        for row in self.form.rows:
            self._row(row)
        self._print_setup(head_at)

    def _money_width(self) -> float:
        """Return room for the longest amount: a sheet shows signs in place of one that is cut."""
        amounts = (printed_amount(number) for row in self.form.rows for number in row.amounts)
        return max(max(map(len, amounts), default=0) * _DIGIT + 1, _MONEY_WIDTH)

    def _title(self) -> None:
        if self.form.title is None:
            return
        look = {"font_size": 16, "bold": True, "align": "center", "valign": "vcenter"}
        last = len(self.form.columns) - 1
        self.sheet.merge_range(self._at, 0, self._at, last, "", self._format(**look))
        self._text(0, self.form.title, look)
        self.sheet.set_row(self._at, _TITLE_HEIGHT)
        self._at += 1

    def _front_line(self) -> None:
        """Write department at the left, year before the unit, unit at the right, on one line."""
        form, last = self.form, len(self.form.columns) - 1
        if not form.lines:
            return
        left = {"valign": "vcenter"}
        for column, text in ((0, form.department), (last - 1, form.year)):
            if text is not None:
                self._text(column, text, left)
        if form.unit is not None:
            self._text(last, form.unit, {**left, "align": "right"})
        self.sheet.set_row(self._at, _LINE_HEIGHT)
        self._at += 1

    def _head(self) -> None:
        style = self._format(
            bold=True, align="center", valign="vcenter", text_wrap=True, border=1, bg_color="F2F2F2"
        )
        for column, head in enumerate(self.form.columns):
            self.sheet.write_string(self._at, column, head, style)
        self.sheet.set_row(self._at, _HEAD_HEIGHT)
        self._at += 1

    def _row(self, row: PrintedRow) -> None:
        """Write a row, and rows without name for what it cannot show."""
        parts = self._parts(row)
        for number, (said, targets) in enumerate(parts):
            first, last = number == 0, number == len(parts) - 1
            borders = {"left": 1, "right": 1, "top": int(first), "bottom": int(last)}
            bold = row.kind is not RowKind.PROJECT
            text = {"text_wrap": True, "valign": "top", "bold": bold, **borders}
            name = row.name if first else ""
            self._text(0, name, text)
            for column, amount in enumerate(row.amounts, 1):
                self._amount(column, amount if first else None, {"bold": bold, **borders})
            after = 1 + len(row.amounts)
            self._text(after, said, text)
            self._text(after + 1, targets, text)
            self.sheet.set_row(self._at, row_height(self._lines(name, said, targets)))
            self._at += 1

    def _parts(self, row: PrintedRow) -> list[tuple[str, str]]:
        """Return goal and indicators of each row of the sheet that a row of the form takes."""
        *_, goal, indicators = (self.widths.get(head, _MONEY_WIDTH) for head in self.form.columns)
        limit = MAX_LINES
        if self._lines(row.name, row.goal, "\n".join(row.indicators)) > MAX_LINES:
            limit = PIECE_LINES
        goals = fitted(sentences(row.goal), goal, glue="", seam=PROSE, limit=limit)
        packed = fitted(row.indicators, indicators, glue="\n", seam=NUMBERED, limit=limit)
        return list(zip_longest(goals, packed, fillvalue="")) or [("", "")]

    def _lines(self, *texts: str) -> int:
        widths = self.widths.values()
        return max(map(lines_needed, texts, widths))

    def _text(self, column: int, text: str, look: Mapping[str, object]) -> None:
        """Write a text as a text, whatever it begins with; an empty one as a blank."""
        if len(text) > _MAX_TEXT:
            raise UnwritableTable(form="xlsx", reason=_TOO_LONG)
        style = self._format(**look, **text_look(text))
        if text:
            self.sheet.write_string(self._at, column, text, style)
        else:
            self.sheet.write_blank(self._at, column, None, style)

    def _amount(self, column: int, amount: Decimal | None, style: Mapping[str, object]) -> None:
        """Write an amount as a number, unless a spreadsheet would round it."""
        if amount is None:
            self._text(column, "", style)
            return
        if len(amount.normalize().as_tuple().digits) > _EXACT_DIGITS:
            look = {"valign": "top", "align": "right", **style}
            self._text(column, printed_amount(amount), look)
            return
        exponent = amount.as_tuple().exponent
        places = max(_CENTS, -exponent if isinstance(exponent, int) else 0)
        shown = self._format(valign="top", num_format=f"#,##0.{'0' * places}", **style)
        self.sheet.write_number(self._at, column, float(amount), shown)

    def _print_setup(self, head: int) -> None:
        sheet, last = self.sheet, len(self.form.columns) - 1
        sheet.freeze_panes(head + 1, 1)
        sheet.repeat_rows(head)
        sheet.print_area(0, 0, max(self._at - 1, head), last)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        if len(self.form.columns) > len(MONEY):
            sheet.ignore_errors({"number_stored_as_text": f"B1:E{self._at}"})

    def _format(self, **properties: object) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            shape = {"font_name": FONT, "font_size": FONT_SIZE, **properties}
            self._formats[key] = self.workbook.add_format(shape)
        return self._formats[key]
