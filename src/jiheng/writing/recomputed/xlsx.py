"""Recomputed self-evaluations as a workbook: every line, and every sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.writing.recomputed.rows import check_rows, line_rows
from jiheng.writing.recomputed.words import words
from jiheng.writing.reports.xlsx_book import At, ReportBook
from jiheng.writing.workbook import HEADER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from jiheng.bilingual import Language
    from jiheng.writing.recomputed.documents import RecomputedTable
    from jiheng.writing.recomputed.rows import LineRow

_LINES = (
    ("document", 18), ("project", 20), ("line", 26), ("target", 12), ("actual", 14), ("weight", 7),
    ("printed", 9), ("due", 9), ("agreement", 14), ("explanation", 30), ("steps", 34), ("place", 9),
)  # fmt: skip
_CHECKS = (
    ("document", 18), ("project", 24), ("check", 24), ("printed", 14), ("due", 12),
    ("agreement", 12), ("explanation", 40),
)  # fmt: skip
_FAULT = {"bg_color": "#F9D9D6"}


def render(tables: Sequence[RecomputedTable], language: Language) -> bytes:
    """Return the workbook. Printed text is never taken for a formula or a link."""
    said = words(language)
    book = ReportBook(said["report"])
    _lines(book, tables, said, language)
    _checks(book, tables, said, language)
    return book.close()


def _lines(
    book: ReportBook, tables: Sequence[RecomputedTable], said: Mapping[str, str], language: Language
) -> None:
    sheet = _headed(book, said["line"], _LINES, said)
    at = 0
    for table in tables:
        for recomputation in table.recomputations:
            for row in line_rows(table, recomputation, language):
                at += 1
                _line(book, sheet, at, (_name(table), recomputation.name), row)
    sheet.autofilter(0, 0, at, len(_LINES) - 1)


def _line(
    book: ReportBook, sheet: Worksheet, at: int, front: tuple[str, str], row: LineRow
) -> None:
    look = {"border": 1, "text_wrap": True, "valign": "top", **(_FAULT if row.fault else {})}
    values = (
        *front, row.name, row.target, row.actual, row.weight, row.printed, row.due, row.agreement,
        row.explanation, row.steps, row.place,
    )  # fmt: skip
    for column, value in enumerate(values):
        if value is None or isinstance(value, str):
            book.text(sheet, At(at, column), value or "", **look)
        else:
            sheet.write_number(at, column, float(value), book.format(num_format="0.00", **look))


def _checks(
    book: ReportBook, tables: Sequence[RecomputedTable], said: Mapping[str, str], language: Language
) -> None:
    sheet = _headed(book, said["check"], _CHECKS, said)
    at = 0
    for table in tables:
        for recomputation in table.recomputations:
            rows = zip(recomputation.checks, check_rows(recomputation, language), strict=True)
            for check, row in rows:
                at += 1
                look = {"border": 1, "text_wrap": True, **(_FAULT if check.right is False else {})}
                for column, text in enumerate((_name(table), recomputation.name, *row)):
                    book.text(sheet, At(at, column), text, **look)


def _headed(
    book: ReportBook, name: str, columns: Sequence[tuple[str, int]], said: Mapping[str, str]
) -> Worksheet:
    sheet = book.sheet(name, [width for _, width in columns])
    for column, (key, _) in enumerate(columns):
        book.text(sheet, At(0, column), said[key], **HEADER)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    return sheet


def _name(table: RecomputedTable) -> str:
    return table.table.source.name if table.table.source else table.table.title or ""
