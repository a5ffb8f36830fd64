"""What stands before the tables of a workbook: a sheet that lists them, and one of indicators."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import UnwritableTable
from jiheng.model import DeadlineTarget, NumberTarget, RangeTarget, SeveralTargets
from jiheng.standards.overview import INDEX, LIST, MARKS
from jiheng.writing.departments import department_name, row_department
from jiheng.writing.formulas import is_retyped
from jiheng.writing.whereabouts import file_of, pages_of, table_places
from jiheng.writing.workbook import A4

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from jiheng.model import Indicator, Row, Target, TargetTable

_TABLES = (
    ("工作表", 30.0),
    ("文件", 36.0),
    ("页", 10.0),
    ("标题", 36.0),
    ("部门", 28.0),
    ("年度", 8.0),
    ("行数", 8.0),
    ("指标数", 8.0),
)
_INDICATORS = (
    ("文件", 24.0),
    ("页", 8.0),
    ("部门", 20.0),
    ("项目名称", 28.0),
    ("项目编码", 18.0),
    ("一级指标", 14.0),
    ("二级指标", 14.0),
    ("三级指标", 30.0),
    ("实施周期指标值", 20.0),
    ("年度指标值", 20.0),
    ("指标性质", 10.0),
    ("计量单位", 10.0),
    ("分值", 8.0),
    ("目标值类别", 12.0),
    ("比较符", 8.0),
    ("数值", 14.0),
    ("单位", 10.0),
    ("完整", 8.0),
)
_LONGEST = 32_000
_CUT = "……"
_EXACT_DIGITS = 15
LAST_ROW = 1_048_575
"""Of a sheet, counted from 0."""

_TOO_MANY = Bilingual(
    "指标多于一张工作表的行数。请分批写出，或改用 csv、jsonl。",
    "there are more indicators than a sheet has rows. Write a part at a time, or csv or jsonl.",
)


def write_overview(workbook: Workbook, tables: Sequence[TargetTable], names: Sequence[str]) -> None:
    """Fill the first two sheets of a workbook.

    Args:
        workbook: The workbook, the two sheets already in it.
        tables: What it holds.
        names: Of the sheet of each table.

    Raises:
        UnwritableTable: When there are more indicators than a sheet has rows.
    """
    head = workbook.add_format({"bold": True, "border": 1, "bg_color": "#F2F2F2"})
    kept = workbook.add_format({"quote_prefix": True})
    index, listed = (workbook.get_worksheet_by_name(name) for name in (INDEX, LIST))
    for name, mark in MARKS.items():
        workbook.define_name(mark, f"='{name}'!$A$1")
    _fill(index, (head, kept), _TABLES, map(_table_cells, tables))
    for at, name in enumerate(names, 1):
        quoted = name.replace("'", "''")
        index.write_url(at, 0, f"internal:'{quoted}'!A1", string=name)
    _fill(listed, (head, kept), _INDICATORS, _indicators(tables))


def _fill(
    sheet: Worksheet,
    looks: tuple[Format, Format],
    columns: Sequence[tuple[str, float]],
    lines: Iterator[Sequence[object]],
) -> None:
    """Write a head that stays in sight, and the lines below it, with a filter.

    The looks are those of the head, and of a text that editing would change.
    """
    head, kept = looks
    for column, (name, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    at = 0
    for at, line in enumerate(lines, 1):
        if at > LAST_ROW:
            raise UnwritableTable(form="xlsx", reason=_TOO_MANY)
        for column, value in enumerate(line):
            _write(sheet, at, column, value, kept)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, at, len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def _write(sheet: Worksheet, row: int, column: int, value: object, kept: Format) -> None:
    """Write a number as a number, unless a spreadsheet would round it; else a text as a text."""
    exact = isinstance(value, Decimal) and len(value.as_tuple().digits) <= _EXACT_DIGITS
    if isinstance(value, int) or exact:
        sheet.write_number(row, column, float(str(value)))
    elif value is not None:
        text = str(value)
        fitting = text if len(text) <= _LONGEST else text[:_LONGEST] + _CUT
        sheet.write_string(row, column, fitting, kept if is_retyped(fitting) else None)


def _table_cells(table: TargetTable) -> Sequence[object]:
    return (
        None,
        file_of(table),
        pages_of(table_places(table)),
        table.title,
        department_name(table),
        table.fiscal_year,
        len(table.rows),
        sum(len(row.indicators) for row in table.rows),
    )


def _indicators(tables: Sequence[TargetTable]) -> Iterator[Sequence[object]]:
    for table in tables:
        for row in table.rows:
            for indicator in row.indicators:
                yield _indicator_cells(table, row, indicator)


def _indicator_cells(table: TargetTable, row: Row, indicator: Indicator) -> Sequence[object]:
    level1, level2 = indicator.level1, indicator.level2
    return (
        file_of(table),
        pages_of(indicator.span),
        row_department(table, row),
        row.name,
        row.code,
        level1 and level1.label,
        level2 and level2.label,
        indicator.name,
        indicator.period_value,
        indicator.annual_value,
        indicator.sign,
        indicator.unit,
        indicator.weight,
        *_target_cells(indicator.target),
        "是" if indicator.complete else "否",
    )


def _target_cells(target: Target | None) -> Sequence[object]:
    """Return kind, operator, number and unit; several targets share their cells, line by line."""
    match target:
        case None:
            return (None,) * 4
        case NumberTarget(op=op, number=number, unit=unit):
            return ("数值", op, number, unit or None)
        case RangeTarget(low=low, high=high, unit=unit):
            return ("区间", None, f"{low:f}–{high:f}", unit or None)
        case DeadlineTarget(year=year, month=month, day=day):
            said = zip((year, month, day), "年月日", strict=True)
            return ("期限", "≤", "".join(f"{n}{name}" for n, name in said if n is not None), None)
        case SeveralTargets(parts=parts):
            each = [_target_cells(part) for part in parts]
            return (
                "多个",
                *("\n".join(str(cells[at] or "") for cells in each) for at in (1, 2, 3)),
            )
        case _:
            return ("文字", None, None, None)
