"""Published self-evaluations as lines, grades and money: what is not known is never nought."""

from __future__ import annotations

from decimal import Decimal

from jiheng.model import FundingLine, Indicator, Row, RowKind, TargetTable
from jiheng_web.disclosure.shown_results import reached, results_of


def _row(name: str, executed: str | None, **fields: str) -> Row:
    spent = None if executed is None else Decimal(executed)
    line = FundingLine(label="年度资金总额", budget=Decimal(100), executed=spent)
    return Row(kind=RowKind.PROJECT, name=name, lines=(line,), **fields)  # type: ignore[arg-type]


def test_every_grade_is_counted_even_those_that_nobody_has() -> None:
    rows = (_row("甲", "90", grade="优"), _row("乙", "80", grade="优"), _row("丙", "1"))
    found = results_of(TargetTable(rows=rows)).grades

    assert found == (("优", 2), ("良", 0), ("中", 0), ("差", 0), ("", 1))


def test_money_of_a_unit_is_unknown_when_that_of_a_project_is() -> None:
    rows = (_row("甲", "90", organization="科技馆"), _row("乙", None, organization="科技馆"))
    (unit,) = results_of(TargetTable(rows=rows)).units

    assert (unit.spent.budget, unit.spent.executed, unit.spent.rate) == (Decimal(200), None, None)


def test_a_rate_is_of_all_the_money() -> None:
    rows = (_row("甲", "90"), _row("乙", "50.005"))

    assert results_of(TargetTable(rows=rows)).spent.rate == Decimal("70.00")


def test_a_project_without_money_has_none() -> None:
    row = Row(kind=RowKind.PROJECT, name="甲")

    assert results_of(TargetTable(rows=(row,))).spent.budget is None


def test_no_share_is_made_of_points_that_are_missing() -> None:
    lost = Indicator(weight=Decimal("12.5"), score=Decimal("9.38"))

    assert [share for _, share in reached((lost, Indicator()))] == [Decimal("75.04"), None]
