"""The sheet of a table: official columns, cells with findings coloured, findings beside them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jiheng.standards.labels import SEVERITIES
from jiheng.writing.departments import department_name
from jiheng.writing.reports.labels import MONEY_FIELDS
from jiheng.writing.reports.marks import marks_by_owner, segments
from jiheng.writing.reports.places import indicator_text, owner, row_text
from jiheng.writing.reports.xlsx_book import FILLS, OFFENDING, TALLEST, At, fragments, height
from jiheng.writing.workbook import HEADER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from jiheng.bilingual import Language
    from jiheng.model import Indicator, Location, Review, Row, Severity
    from jiheng.writing.reports.marks import Mark
    from jiheng.writing.reports.xlsx_book import Part, ReportBook

WIDTHS = (16, 11.5, 11.5, 10, 10, 36, 42, 38)
_HEADERS = {
    "zh": (
        *("项目名称（资金使用单位）", "总计", "财政拨款", "财政专户拨款", "其他资金"),
        *("绩效目标", "绩效指标", "审核发现"),
    ),
    "en": (
        *("Project (organization)", "Total", "Fiscal appropriation", "Special account", "Other"),
        *("Goal", "Indicators", "Findings"),
    ),
}
_HEADER_ROW = 3
_NAME, _GOAL, _INDICATORS, _FINDINGS = 0, 5, 6, 7
_SENTENCE = (
    ("level1", "；"),
    ("level2", "；"),
    ("name", "；"),
    ("period_value", "；"),
    ("annual_value", "。"),
)
_VALUE_LABELS = {"period_value": "实施周期指标值：", "annual_value": "年度指标值："}


@dataclass(slots=True)
class _Band:
    """The sheet rows of one row of the table: one for each indicator."""

    first: int
    last: int
    heights: list[float] = field(default_factory=list)


class TableSheet:
    """Writes a reviewed table into a sheet and knows where each place of it went."""

    def __init__(
        self, book: ReportBook, sheet: Worksheet, review: Review, language: Language
    ) -> None:
        self.name = sheet.get_name()
        self._book, self._sheet = book, sheet
        self._review, self._language = review, language
        self._marks = marks_by_owner(review)
        self._firsts: list[int] = []
        self._beside = _findings_by_owner(review)

    def write(self) -> None:
        """Write heading, column headers and all rows."""
        self._heading()
        at = _HEADER_ROW + 1
        for index, row in enumerate(self._review.table.rows):
            self._firsts.append(at)
            at = self._row(index, row, at)
        sheet = self._sheet
        sheet.freeze_panes(_HEADER_ROW + 1, 1)
        sheet.repeat_rows(_HEADER_ROW)
        sheet.print_area(0, 0, max(at - 1, _HEADER_ROW), _FINDINGS)

    def address(self, location: Location) -> tuple[int, int]:
        """Return the sheet row and column, from 0, of the cell that shows a location."""
        row, indicator = owner(self._review.table, location)
        if row is None:
            return 0 if location.field == "title" else 1, 0
        first = self._firsts[row]
        if indicator is not None:
            return first + indicator, _INDICATORS
        if location.field in MONEY_FIELDS:
            return first, 1 + MONEY_FIELDS.index(location.field)
        return first, {"goal": _GOAL, "indicators": _INDICATORS}.get(location.field, _NAME)

    def _heading(self) -> None:
        table, book, sheet = self._review.table, self._book, self._sheet
        marks = self._marks.get((None, None), {})
        title = fragments(segments(table.title or "", marks.get("title", ())))
        book.marked(sheet, At(0, 0), title, font_size=14, bold=True, text_wrap=False)
        sheet.set_row(0, 24)
        department = fragments(segments(department_name(table) or "", marks.get("department", ())))
        book.marked(sheet, At(1, 0), department, text_wrap=False)
        unit = f"单位：{table.money_unit}" if table.money_unit else ""
        book.text(sheet, At(2, _INDICATORS), unit, align="right", text_wrap=False)
        if all(row.funding is None for row in table.rows):
            sheet.set_column(1, len(MONEY_FIELDS), None, None, {"hidden": True})
        said = self._beside.get((None, None), ())
        if said:
            book.marked(sheet, At(1, _FINDINGS), self._notes(said), bg_color=self._fill(said))
            sheet.set_row(1, min(height(self._notes_text(said), WIDTHS[_FINDINGS]), TALLEST))
        for column, header in enumerate(_HEADERS[self._language]):
            book.text(sheet, At(_HEADER_ROW, column), header, **HEADER, align="center")
        sheet.set_row(_HEADER_ROW, 28)

    def _row(self, index: int, row: Row, at: int) -> int:
        """Write a row of the table and return the sheet row after it."""
        band = _Band(at, at + max(len(row.indicators), 1) - 1)
        marks = self._marks.get((index, None), {})
        own = self._beside.get((index, None), ())
        self._cell(band, _NAME, row.name, "name", marks, bold=row.organization is None)
        for offset, name in enumerate(MONEY_FIELDS):
            self._money(band, 1 + offset, row, name, marks.get(name, ()))
        self._cell(band, _GOAL, row_text(row, "goal"), "goal", marks)
        about_list = {mark.finding for mark in marks.get("indicators", ())}
        for number, indicator in enumerate(row.indicators):
            said = self._beside.get((index, number), ())
            notes = (*own, *said) if number == 0 else said
            about = about_list if number == 0 else set()
            self._indicator(band.first + number, indicator, (index, number), about)
            self._beside_cell(band, band.first + number, notes)
        if not row.indicators:
            fill = {"bg_color": self._fill(about_list)} if about_list else {}
            self._book.text(self._sheet, At(at, _INDICATORS), "", border=1, **fill)
            self._beside_cell(band, at, own)
        self._heights(band, row)
        return band.last + 1

    def _cell(
        self,
        band: _Band,
        column: int,
        text: str,
        name: str,
        marks: Mapping[str, Sequence[Mark]],
        **style: Any,
    ) -> None:
        found = marks.get(name, ())
        if found:
            style["bg_color"] = self._fill(mark.finding for mark in found)
        parts = fragments(segments(text, found))
        self._book.marked(self._sheet, At(band.first, column, band.last), parts, border=1, **style)

    def _money(self, band: _Band, column: int, row: Row, name: str, found: Sequence[Mark]) -> None:
        amount = getattr(row.funding, name, None)
        style: dict[str, Any] = {"border": 1, "num_format": "#,##0.00", "align": "right"}
        if found:
            style |= {"bg_color": self._fill(mark.finding for mark in found), **OFFENDING}
        at = At(band.first, column, band.last)
        self._book.text(self._sheet, at, "", **style)
        if amount is not None:
            cell = self._book.format(**style)
            self._sheet.write_number(at.row, column, float(amount), cell)

    def _indicator(
        self, at: int, indicator: Indicator, place: tuple[int, int], about_list: set[int]
    ) -> None:
        marks = self._marks.get(place, {})
        found = about_list.union(mark.finding for field in marks.values() for mark in field)
        style = {"bg_color": self._fill(found)} if found else {}
        parts = self._sentence(indicator, marks)
        self._book.marked(self._sheet, At(at, _INDICATORS), parts, border=1, **style)

    def _sentence(self, indicator: Indicator, marks: Mapping[str, Sequence[Mark]]) -> list[Part]:
        """Return the indicator as the official form prints it, on one line."""
        number = "" if indicator.seq is None else f"{indicator.seq}、"
        parts: list[Part] = [(number, OFFENDING if marks.get("seq") else None)]
        for name, ending in _SENTENCE:
            text = indicator_text(indicator, name)
            if text:
                lead = _VALUE_LABELS.get(name) or _code(indicator, name)
                parts.append((lead, None))
                parts += fragments(segments(text, marks.get(name, ())))
                parts.append((ending, None))
        return parts

    def _beside_cell(self, band: _Band, at: int, findings: Sequence[int]) -> None:
        self._book.marked(self._sheet, At(at, _FINDINGS), self._notes(findings), border=1)
        band.heights.append(height(self._notes_text(findings), WIDTHS[_FINDINGS]))

    def _heights(self, band: _Band, row: Row) -> None:
        """Make the rows tall enough for their own text and, together, for the merged cells."""
        for number, indicator in enumerate(row.indicators):
            text = "".join(part for part, _ in self._sentence(indicator, {}))
            own = height(text, WIDTHS[_INDICATORS])
            band.heights[number] = max(band.heights[number], own)
        merged = max(
            height(row.goal or "", WIDTHS[_GOAL]),
            height(row.name, WIDTHS[_NAME]),
        )
        more = max(merged - sum(band.heights), 0.0) / len(band.heights)
        for offset, own in enumerate(band.heights):
            self._sheet.set_row(band.first + offset, min(own + more, TALLEST))

    def _notes(self, findings: Iterable[int]) -> list[Part]:
        parts: list[Part] = []
        for number in findings:
            finding = self._review.findings[number]
            severity = SEVERITIES[finding.severity].text(self._language)
            lead = "\n" if parts else ""
            parts += [
                (f"{lead}{number + 1} {severity} {finding.rule} ", {"bold": True}),
                (finding.message.text(self._language), None),
            ]
        return parts

    def _notes_text(self, findings: Iterable[int]) -> str:
        return "".join(text for text, _ in self._notes(findings))

    def _fill(self, findings: Iterable[int]) -> str:
        return FILLS[_gravest(self._review, findings)]


def _gravest(review: Review, findings: Iterable[int]) -> Severity:
    return min((review.findings[n].severity for n in findings), key=lambda s: s.rank)


def _findings_by_owner(review: Review) -> Mapping[tuple[int | None, int | None], Sequence[int]]:
    """Return findings under each row or indicator they are about, in order, each once."""
    owners: defaultdict[tuple[int | None, int | None], list[int]] = defaultdict(list)
    for number, finding in enumerate(review.findings):
        for at in dict.fromkeys(owner(review.table, location) for location in finding.locations):
            owners[at].append(number)
    return owners


def _code(indicator: Indicator, name: str) -> str:
    level = getattr(indicator, name)
    return f"{level.code}-" if name in {"level1", "level2"} and level.code else ""
