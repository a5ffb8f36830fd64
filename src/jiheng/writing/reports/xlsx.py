"""Reviews as a workbook: summary, the tables with findings beside, the list, what was unchecked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.model import Family, Severity
from jiheng.standards.labels import FAMILIES, SEVERITIES
from jiheng.writing.departments import called
from jiheng.writing.reports.tally import tally
from jiheng.writing.reports.words import wording
from jiheng.writing.reports.xlsx_book import FILLS, At, ReportBook, height
from jiheng.writing.reports.xlsx_lists import list_findings, list_unchecked
from jiheng.writing.reports.xlsx_table import WIDTHS, TableSheet
from jiheng.writing.workbook import HEADER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from xlsxwriter.worksheet import Worksheet

    from jiheng.bilingual import Language
    from jiheng.model import Review
    from jiheng.writing.reports.tally import Tally

_WIDTHS = (36, 28, 14, 14, 16, 14)


def render(reviews: Sequence[Review], language: Language) -> bytes:
    """Return the workbook. Printed text is never taken for a formula or a link."""
    words = wording(language)
    book = ReportBook(words["report"])
    summary = book.sheet(words["summary"], _WIDTHS)
    sheets = []
    for number, review in enumerate(reviews, start=1):
        name = table_name(words, number, len(reviews))
        sheet = TableSheet(book, book.sheet(name, WIDTHS), review, language)
        sheet.write()
        sheets.append(sheet)
    list_findings(book, reviews, sheets, words, language)
    list_unchecked(book, reviews, words, language)
    _summarize(book, summary, reviews, words, language)
    return book.close()


def _summarize(
    book: ReportBook,
    sheet: Worksheet,
    reviews: Sequence[Review],
    words: Mapping[str, str],
    language: Language,
) -> None:
    numbers = tally(reviews)
    book.text(sheet, At(0, 0), words["report"], font_size=16, bold=True, text_wrap=False)
    sheet.set_row(0, 28)
    book.text(sheet, At(1, 0), "、".join(numbers.departments[:5]), text_wrap=False, font_size=11)
    at = 3
    for label, value in _facts(numbers, words):
        book.text(sheet, At(at, 0), label, **HEADER)
        _value(book, sheet, at, 1, value)
        at += 1
    at = _families(book, sheet, at + 1, numbers, (words, language))
    if len(reviews) > 1:
        _tables(book, sheet, at + 1, reviews, words)


def _facts(numbers: Tally, words: Mapping[str, str]) -> list[tuple[str, int | Decimal | str]]:
    """Return label and value of each number of the summary."""
    unit = f"（{numbers.money_unit}）" if numbers.money_unit else ""
    missing = words["unknown"] if numbers.prints_money else words["no_money"]
    return [
        (words["table"], numbers.tables),
        (words["departments"], len(numbers.departments)),
        (words["projects"], numbers.projects),
        (words["money"] + unit, missing if numbers.money is None else numbers.money),
        (words["indicators"], numbers.indicators),
        (words["measurable"], numbers.measurable),
        (words["findings"], numbers.total()),
    ]


def _value(
    book: ReportBook, sheet: Worksheet, at: int, column: int, value: int | Decimal | str
) -> None:
    if isinstance(value, str):
        book.text(sheet, At(at, column), value, border=1, align="right")
        return
    shape = "#,##0" if isinstance(value, int) else "#,##0.00"
    sheet.write_number(at, column, float(value), book.format(border=1, num_format=shape))


def _families(
    book: ReportBook,
    sheet: Worksheet,
    at: int,
    numbers: Tally,
    said: tuple[Mapping[str, str], Language],
) -> int:
    """Write findings by family and severity and return the row after them."""
    words, language = said
    headers = [words["family"], *(SEVERITIES[s].text(language) for s in Severity), words["total"]]
    for column, header in enumerate(headers):
        book.text(sheet, At(at, column), header, **HEADER)
    for family in Family:
        if numbers.of_family(family):
            at += 1
            counts = [numbers.findings.get((family, severity), 0) for severity in Severity]
            _counts(book, sheet, at, FAMILIES[family].text(language), counts)
    counts = [numbers.of_severity(severity) for severity in Severity]
    _counts(book, sheet, at + 1, words["total"], counts, bold=True)
    return at + 2


def _counts(
    book: ReportBook,
    sheet: Worksheet,
    at: int,
    label: str,
    counts: Sequence[int],
    *,
    bold: bool = False,
) -> None:
    book.text(sheet, At(at, 0), label, border=1, bold=bold)
    for column, (severity, count) in enumerate(zip(Severity, counts, strict=True), start=1):
        fill = {"bg_color": FILLS[severity]} if count else {}
        sheet.write_number(at, column, count, book.format(border=1, bold=bold, **fill))
    sheet.write_number(at, len(counts) + 1, sum(counts), book.format(border=1, bold=True))


def _tables(
    book: ReportBook, sheet: Worksheet, at: int, reviews: Sequence[Review], words: Mapping[str, str]
) -> None:
    """List the tables with a link to the sheet of each."""
    names = ("department", "source", "projects", "indicators", "money", "findings")
    for column, name in enumerate(names):
        book.text(sheet, At(at, column), words[name], **HEADER)
    link = book.format(border=1, font_color="#1D4F91", underline=1)
    for number, review in enumerate(reviews, start=1):
        at += 1
        numbers, source = tally([review]), review.table.source
        whose = called(review.table) or words["no_title"]
        book.text(sheet, At(at, 0), whose, border=1)
        sheet.set_row(at, height(whose, _WIDTHS[0]))
        name = table_name(words, number, len(reviews))
        sheet.write_url(at, 1, f"internal:'{name}'!A1", link, source.name if source else name)
        values = (numbers.projects, numbers.indicators, numbers.money, numbers.total())
        for column, value in enumerate(values, start=2):
            _value(book, sheet, at, column, words["no_money"] if value is None else value)


def table_name(words: Mapping[str, str], number: int, of: int) -> str:
    """Return the name of a table's sheet; the number is left out when there is but one."""
    return words["table"] if of == 1 else f"{words['table']} {number}"
