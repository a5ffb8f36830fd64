"""A workbook into which printed text can be written without being taken for anything else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from jiheng.model import Severity
from jiheng.writing.formulas import is_formula
from jiheng.writing.workbook import CUT, LONGEST, Book, paged, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from jiheng.writing.reports.marks import Segment

Part = tuple[str, "Mapping[str, Any] | None"]
"""A stretch of text and the font it has of its own, if any."""

FILLS = {Severity.BLOCK: "#F9D9D6", Severity.MUST: "#FDEBC3", Severity.ADVICE: "#DCEAFB"}
_LOOK = {"font_size": 9, "text_wrap": True, "valign": "top"}

OFFENDING = {"bold": True, "font_color": "#C00000"}
"""The font of characters a finding is about."""

_LINE_HEIGHT = 12.6
_DIGITS = 1.12
"""Digits of 9 points in the width of one digit of the 11 points columns are measured in."""

_LONG = 40
TALLEST = 400.0
"""Points; a spreadsheet allows 409."""


@dataclass(frozen=True, slots=True)
class At:
    """A cell, or the cells merged from a first to a last row, counted from 0."""

    row: int
    column: int
    last_row: int | None = None


class ReportBook(Book):
    """A workbook of reports; text wraps and stands at the top of its cell."""

    def __init__(self, title: str) -> None:
        super().__init__(title, look=_LOOK)

    def sheet(self, name: str | None, widths: Sequence[float]) -> Worksheet:
        """Add a sheet with columns of given widths, set up for A4 landscape."""
        sheet = super().sheet(name, widths)
        paged(sheet)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&C&P / &N")
        sheet.hide_gridlines(2)
        return sheet

    def text(self, sheet: Worksheet, at: At, text: str, **properties: Any) -> None:
        """Write a text as a text, whatever it begins with."""
        self.marked(sheet, at, [(text, None)], **properties)

    def marked(
        self,
        sheet: Worksheet,
        at: At,
        parts: Sequence[Part],
        **properties: Any,
    ) -> None:
        """Write a text part of whose characters have a font of their own."""
        kept = _shortened(parts)
        if kept and is_formula("".join(text for text, _ in kept)):
            # Editing such a cell would turn it into a formula without the quote prefix.
            properties["quote_prefix"] = True
        cell = self.format(**properties)
        if at.last_row is not None and at.last_row > at.row:
            sheet.merge_range(at.row, at.column, at.last_row, at.column, "", cell)
        if not kept:
            sheet.write_blank(at.row, at.column, None, cell)
            return
        if not any(font for _, font in kept) or len(kept) == 1:
            font = kept[0][1] if len(kept) == 1 else None
            whole = self.format(**{**properties, **font}) if font else cell
            sheet.write_string(at.row, at.column, "".join(text for text, _ in kept), whole)
            return
        fragments: list[Format | str] = []
        for text, font in kept:
            fragments += [self.format(**(font or {})), text]
        sheet.write_rich_string(at.row, at.column, *fragments, cell)


def _shortened(
    parts: Sequence[Part],
) -> list[Part]:
    """Return the parts as far as a cell holds them, in characters a workbook can hold."""
    kept: list[Part] = []
    room = LONGEST - len(CUT)
    for text, font in parts:
        clean = printable(text)
        if not clean:
            continue
        if len(clean) > room:
            kept.append((clean[:room] + CUT, font))
            break
        kept.append((clean, font))
        room -= len(clean)
    return kept


def fragments(segments: Iterable[Segment]) -> list[Part]:
    """Return the parts of a text, those a finding is about in red; bold, where bold still tells."""
    return [(part.text, _font(part)) for part in segments]


def _font(part: Segment) -> Mapping[str, Any] | None:
    if not part.findings:
        return None
    return OFFENDING if len(part.text) <= _LONG else {"font_color": OFFENDING["font_color"]}


def height(text: str, width: float) -> float:
    """Return the points a wrapped text needs in a column as wide as that many digits."""
    lines = 0
    for line in text.split("\n"):
        columns = sum(2 if east_asian_width(char) in "WFA" else 1 for char in line)
        lines += int(columns // (width * _DIGITS)) + 1
    return lines * _LINE_HEIGHT + 3
