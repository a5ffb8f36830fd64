"""Running tables: a row each indicator, the cells of a project merged over its rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.printed.grid import Cell, Grid, Paper, Printout, head, said
from tests.printed.whole import label, parted_value, projects_with, runs

from jiheng.model import Funding, Row, RowKind, TargetTable
from jiheng.writing.disclosure import printed_amount

if TYPE_CHECKING:
    from collections.abc import Iterator


def running(table: TargetTable) -> Printout:
    """Beijing: no totals, the cells of a project merged, a head of two rows."""
    truth = projects_with(table, parted_value, _without_special)
    first = (
        *(head(text, rows=2) for text in ("项目名称", "项目总额")),
        head("其中：", columns=2),
        *(
            head(text, rows=2)
            for text in ("绩效目标", "一级指标", "二级指标", "三级指标", "绩效指标性质",
                         "本年绩效指标值", "绩效度量单位")
        ),
    )  # fmt: skip
    rows = (line for row in truth.rows for line in _beijing(row))
    grid = Grid(
        title="预算12表 项目支出绩效目标表",
        lines=("金额单位：万元",),
        widths=(12, 10, 10, 10, 22, 9, 9, 24, 8, 12, 8),
        rows=(first, (head("财政资金"), head("其他资金")), *rows),
        head=2,
    )
    return Printout(grids=(grid,), paper=Paper(page_numbers=False), truth=truth)


def _beijing(row: Row) -> Iterator[tuple[Cell, ...]]:
    funding, tall = row.funding or Funding(), len(row.indicators)
    money = (funding.total, funding.fiscal_appropriation, funding.other)
    own = (row.name, *map(printed_amount, money), row.goal)
    for at, one in enumerate(row.indicators):
        cells = (label(one, 1), label(one, 2), one.name, one.sign, one.annual_value, one.unit)
        before = tuple(said(text, rows=tall) for text in own) if at == 0 else ()
        yield (*before, *map(said, cells))


def running_wide(table: TargetTable) -> Printout:
    """Changsha: totals, unit codes, merged levels, and what an indicator means besides."""
    projects = projects_with(table, parted_value, _total_only)
    sums = [_total_only(row) for row in table.rows if row.kind is not RowKind.PROJECT]
    truth = replace(projects, rows=(*sums, *projects.rows))
    first = (
        *(head(text, rows=2) for text in ("单位编码", "单位（项目）名称", "资金总额", "绩效目标")),
        head("绩效指标", columns=9),
    )
    second = ("一级指标", "二级指标", "三级指标", "指标值", "指标值内容", "评（扣）分标准",
              "度量单位", "指标值类型", "备注")  # fmt: skip
    rows = (line for row in _in_order(table, truth) for line in _changsha(row))
    grid = Grid(
        title="2026年项目支出绩效目标表",
        lines=(f"部门名称：{table.department}", "单位：万元"),
        widths=(8, 16, 9, 18, 8, 8, 16, 9, 16, 16, 7, 8, 6),
        rows=(first, tuple(map(head, second)), *rows),
        head=2,
    )
    return Printout(grids=(grid,), paper=Paper(rows_break=False), truth=truth)


def _in_order(table: TargetTable, truth: TargetTable) -> list[Row]:
    """Return the rows of the truth in the order of the table they were cut from."""
    places = {(row.kind, row.name): at for at, row in enumerate(table.rows)}
    return sorted(truth.rows, key=lambda row: places[row.kind, row.name])


def _changsha(row: Row) -> Iterator[tuple[Cell, ...]]:
    tall = max(len(row.indicators), 1)
    code = "" if row.kind is RowKind.GRAND_TOTAL else "126001"
    total = printed_amount((row.funding or Funding()).total)
    own = tuple(said(text, rows=tall) for text in (code, row.name, total, row.goal))
    if not row.indicators:
        yield (*own, *(said(None) for _ in range(9)))
        return
    spans = zip(runs(row.indicators, 1), runs(row.indicators, 2), strict=True)
    for at, (one, (tall1, tall2)) in enumerate(zip(row.indicators, spans, strict=True)):
        levels = [said(label(one, n), rows=t) for n, t in ((1, tall1), (2, tall2)) if t]
        rest = (one.name, one.annual_value, f"{one.name}的实际情况", "达到得满分，每低1%扣0.5分。",
                one.unit, one.sign, str(5 + at % 3 * 5))  # fmt: skip
        yield (*(own if at == 0 else ()), *levels, *map(said, rest))


def _without_special(row: Row) -> Row:
    funding = row.funding and replace(row.funding, special_account=None)
    return replace(row, funding=funding)


def _total_only(row: Row) -> Row:
    return replace(row, funding=row.funding and Funding(total=row.funding.total))
