"""The sheets of a workbook that list: every finding, and what was not checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.standards.labels import FAMILIES, SEVERITIES
from jiheng.writing.departments import department_name
from jiheng.writing.reports.labels import OUTCOMES
from jiheng.writing.reports.places import (
    field_label,
    indicator_label,
    row_at,
    row_label,
    source_place,
)
from jiheng.writing.reports.xlsx_book import FILLS, TALLEST, At, height
from jiheng.writing.workbook import HEADER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from jiheng.bilingual import Language
    from jiheng.model import Finding, Location, Review, Severity, Span
    from jiheng.writing.reports.xlsx_book import ReportBook
    from jiheng.writing.reports.xlsx_table import TableSheet

_MOST_LINKS = 60_000
"""A spreadsheet allows 65,530 links a sheet."""

_FINDING_COLUMNS = (
    *("number", "severity", "family", "rule", "title", "project", "indicator", "field"),
    *("printed", "message", "fix", "basis", "source_place"),
)
_FINDING_WIDTHS = (5, 9, 7, 7, 14, 16, 18, 10, 14, 32, 22, 26, 10)
_UNCHECKED_WIDTHS = (26, 10, 14, 76, 10)


def list_findings(
    book: ReportBook,
    reviews: Sequence[Review],
    tables: Sequence[TableSheet],
    words: Mapping[str, str],
    language: Language,
) -> None:
    """Add the sheet of findings, one line a place, that can be filtered and leads to the cells."""
    sheet = book.sheet(words["findings"], _FINDING_WIDTHS)
    _headers(book, sheet, [words[name] for name in _FINDING_COLUMNS])
    at = 0
    for review, table in zip(reviews, tables, strict=True):
        for number, finding in enumerate(review.findings, start=1):
            for location in finding.locations:
                at += 1
                cells = _cells(review, finding, location, language)
                _finding(book, sheet, at, finding.severity, [str(number), *cells])
                if at <= _MOST_LINKS:
                    _link(book, sheet, at, str(number), table, location)
    sheet.autofilter(0, 0, max(at, 1), len(_FINDING_COLUMNS) - 1)


def _headers(book: ReportBook, sheet: Worksheet, headers: Sequence[str]) -> None:
    for column, header in enumerate(headers):
        book.text(sheet, At(0, column), header, **HEADER)
    sheet.set_row(0, 20)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)


def _cells(review: Review, finding: Finding, location: Location, language: Language) -> list[str]:
    row = row_at(review.table, location)
    indicator = indicator_label(review.table, location)
    return [
        SEVERITIES[finding.severity].text(language),
        FAMILIES[finding.family].text(language),
        finding.rule,
        finding.title.text(language),
        row_label(review.table, location).text(language) if row else "",
        indicator.text(language) if indicator else "",
        field_label(location).text(language),
        location.excerpt,
        finding.message.text(language),
        finding.fix.text(language),
        finding.basis.text(language),
        _source_place(location.span, language),
    ]


def _finding(
    book: ReportBook, sheet: Worksheet, at: int, severity: Severity, cells: Sequence[str]
) -> None:
    for column, text in enumerate(cells):
        fill = {"bg_color": FILLS[severity]} if column == 1 else {}
        book.text(sheet, At(at, column), text, border=1, **fill)
    tallest = max(height(*cell) for cell in zip(cells, _FINDING_WIDTHS, strict=True))
    sheet.set_row(at, min(tallest, TALLEST))


def _link(
    book: ReportBook, sheet: Worksheet, at: int, text: str, table: TableSheet, location: Location
) -> None:
    """Make the number of a finding lead to the cell it is about."""
    row, column = table.address(location)
    cell = f"{chr(ord('A') + column)}{row + 1}"
    style = book.format(border=1, font_color="#1D4F91", underline=1)
    sheet.write_url(at, 0, f"internal:'{table.name}'!{cell}", style, text)


def _source_place(span: Span, language: Language) -> str:
    column = f":{span[0].start + 1}" if span and span[0].line is not None else ""
    return source_place(span, language) + column


def list_unchecked(
    book: ReportBook, reviews: Sequence[Review], words: Mapping[str, str], language: Language
) -> None:
    """Add the sheet of what was not checked and why."""
    sheet = book.sheet(words["unchecked_short"], _UNCHECKED_WIDTHS)
    _headers(book, sheet, [words[n] for n in ("department", "rule", "kind", "reason", "subjects")])
    at = 0
    for review in reviews:
        for item in review.unchecked:
            at += 1
            kind = OUTCOMES[item.kind].text(language)
            texts = (
                department_name(review.table) or "",
                item.rule,
                kind,
                item.reason.text(language),
            )
            for column, text in enumerate(texts):
                book.text(sheet, At(at, column), text, border=1)
            sheet.write_number(at, len(texts), item.count, book.format(border=1))
    sheet.autofilter(0, 0, max(at, 1), 4)
