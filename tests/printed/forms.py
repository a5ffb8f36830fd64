"""The declaration form: a page for each project, labels beside their values."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.printed.grid import Cell, Grid, Paper, Printout, head, said
from tests.printed.whole import label, projects_with, runs, whole_value

from jiheng.model import Funding, Row, TargetTable
from jiheng.writing.disclosure import printed_amount

if TYPE_CHECKING:
    from collections.abc import Iterator


def form(table: TargetTable) -> Printout:
    """One form a project, each on its own page, with merged levels."""
    truth = projects_with(table, whole_value, _without_special)
    department = table.department or ""
    return Printout(
        grids=tuple(_form(row, department) for row in truth.rows),
        paper=Paper(landscape=False, repeat_head=False),
        truth=truth,
    )


def _without_special(row: Row) -> Row:
    return replace(row, funding=row.funding and replace(row.funding, special_account=None))


def _form(row: Row, department: str) -> Grid:
    return Grid(
        title="2026年部门项目支出绩效目标表",
        lines=(f"部门名称：{department}",),
        widths=(10, 14, 16, 32, 24),
        rows=(*_top(row, department), *_indicators(row)),
    )


def _top(row: Row, department: str) -> Iterator[tuple[Cell, ...]]:
    funding = row.funding or Funding()
    yield (head("项目名称", columns=2), said(row.name, columns=3))
    unit = row.organization or department
    yield (
        *(head("主管部门", columns=2), said(department)),
        *(head("实施单位"), said(unit)),
    )
    money = (
        ("年度资金总额：", funding.total),
        ("其中：财政拨款", funding.fiscal_appropriation),
        ("其他资金", funding.other),
    )
    for at, (source, amount) in enumerate(money):
        before = (head("项目资金（万元）", columns=2, rows=3),) if at == 0 else ()
        yield (*before, head(source), said(printed_amount(amount), columns=2))
    yield (head("总体目标", columns=2), said(row.goal, columns=3))


def _indicators(row: Row) -> Iterator[tuple[Cell, ...]]:
    tall = len(row.indicators) + 1
    labels = ("一级指标", "二级指标", "三级指标", "指标值")
    yield (head("绩效指标", rows=tall), *map(head, labels))
    spans = zip(runs(row.indicators, 1), runs(row.indicators, 2), strict=True)
    for one, (tall1, tall2) in zip(row.indicators, spans, strict=True):
        levels = ((label(one, 1), tall1), (label(one, 2), tall2))
        merged = [said(text, rows=rows) for text, rows in levels if rows]
        yield (*merged, said(one.name), said(one.annual_value))
