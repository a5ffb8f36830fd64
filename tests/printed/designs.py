"""Page designs: what a table looks like in the papers of several cities."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.printed.forms import form
from tests.printed.grid import Cell, Grid, Paper, Printout, head, said
from tests.printed.running import running, running_wide
from tests.printed.whole import label, projects_with, whole_value

from jiheng.model import Funding, Row, RowKind, TargetTable
from jiheng.writing.disclosure import printed_amount
from jiheng.writing.packed import packed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TITLE = "项目支出绩效目标表（含转移支付项目）"
MONEY = ("总计", "财政拨款", "财政专户拨款", "其他资金")


def disclosure(table: TargetTable) -> Printout:
    """Guangzhou: a row each project, its indicators packed in one cell."""
    labels = ("项目名称（资金使用单位）", *MONEY, "绩效目标", "绩效指标")
    truth = _packable(table)
    rows = [
        (said(row.name), *_amounts(row.funding or Funding()), said(row.goal), _packed(row))
        for row in truth.rows
    ]
    grid = Grid(
        title=TITLE,
        lines=(f"部门名称：{table.department}", "单位：万元"),
        widths=(14, 9, 9, 9, 9, 26, 40),
        rows=(tuple(map(head, labels)), *rows),
        head=1,
    )
    return Printout(grids=(grid,), paper=Paper(), truth=truth)


def disclosure_narrow(table: TargetTable) -> Printout:
    """Guangzhou without money, upright, a line on top of every page."""
    rows = [row for row in table.rows if row.kind is not RowKind.GRAND_TOTAL]
    kept = tuple(replace(row, funding=None) for row in rows)
    truth = _packable(replace(table, rows=kept))
    grid = Grid(
        title=TITLE,
        lines=(f"部门名称：{table.department}",),
        widths=(20, 30, 45),
        rows=(
            tuple(map(head, ("项目名称（资金使用单位）", "绩效目标", "绩效指标"))),
            *((said(row.name), said(row.goal), _packed(row)) for row in truth.rows),
        ),
        head=1,
    )
    paper = Paper(landscape=False, page_header="2026年部门预算")
    return Printout(grids=(grid,), paper=paper, truth=truth)


def flat(table: TargetTable) -> Printout:
    """A row each indicator with everything said again, nothing merged; the head stands once."""
    truth = projects_with(table, whole_value, lambda row: replace(row, funding=None, goal=None))
    labels = ("序号", "项目名称", "一级指标", "二级指标", "三级指标", "指标值")
    lines = [(row.name, one) for row in truth.rows for one in row.indicators]
    rows = [
        tuple(map(said, (str(at), name, label(one, 1), label(one, 2), one.name, one.annual_value)))
        for at, (name, one) in enumerate(lines, 1)
    ]
    grid = Grid(
        title="2026年项目支出绩效目标表",
        widths=(6, 26, 12, 14, 30, 20),
        rows=(tuple(map(head, labels)), *rows),
        head=1,
    )
    paper = Paper(landscape=False, repeat_head=False, rows_break=False)
    return Printout(grids=(grid,), paper=paper, truth=truth)


def _amounts(funding: Funding) -> tuple[Cell, ...]:
    values = (
        funding.total,
        funding.fiscal_appropriation,
        funding.special_account,
        funding.other,
    )
    return tuple(said(printed_amount(value)) for value in values)


def _packable(table: TargetTable) -> TargetTable:
    """Return a table without indicators that its source had damaged: print does not mark them."""
    rows = [
        replace(row, indicators=tuple(one for one in row.indicators if one.complete))
        for row in table.rows
    ]
    return replace(table, rows=tuple(rows))


def _packed(row: Row) -> Cell:
    return said("".join(packed(row.indicators)))


DESIGNS: Mapping[str, Callable[[TargetTable], Printout]] = {
    "disclosure": disclosure,
    "disclosure_narrow": disclosure_narrow,
    "running": running,
    "running_wide": running_wide,
    "form": form,
    "flat": flat,
}
