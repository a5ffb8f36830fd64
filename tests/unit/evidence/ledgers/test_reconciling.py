"""Money of a table beside that of a ledger."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jiheng.model import Funding, Row, RowKind, TargetTable
from jiheng_evidence.ledgers.budget import BudgetLedger, BudgetLine
from jiheng_evidence.ledgers.money import Money
from jiheng_evidence.ledgers.reconciling import MoneyMatch, ReconciledMoney, reconcile


def table(*projects: tuple[str, str | None], unit: str | None = "万元") -> TargetTable:
    rows = tuple(
        Row(
            kind=RowKind.PROJECT,
            name=name,
            funding=Funding(total=Decimal(total)) if total else None,
        )
        for name, total in projects
    )
    total = Row(kind=RowKind.GRAND_TOTAL, name="合计")
    return TargetTable(money_unit=unit, rows=(total, *rows))


def ledger(*projects: tuple[str, str], unit: str | None = "元") -> BudgetLedger:
    lines = tuple(
        BudgetLine(name=name, budget=Money(amount=Decimal(budget), unit=unit))
        for name, budget in projects
    )
    return BudgetLedger(name="台账.xlsx", lines=lines)


def one(table_amount: str, ledger_amount: str, unit: str = "元") -> ReconciledMoney:
    (found,) = reconcile(table(("甲", table_amount)), ledger(("甲", ledger_amount), unit=unit))
    return found


@pytest.mark.parametrize("amount", ["120000", "120000.00", "120049.99"])
def test_what_rounds_to_the_printed_amount_is_the_same(amount: str) -> None:
    assert one("12.00", amount).match is MoneyMatch.SAME


def test_what_rounds_to_another_amount_is_different() -> None:
    found = one("12.00", "120051")
    assert found.match is MoneyMatch.DIFFERENT
    assert "相差 51.00 元" in found.reason.zh


@pytest.mark.parametrize(("printed", "said"), [("12", "12"), ("120000", "120000")])
def test_one_amount_in_two_units_is_a_slip_of_units(printed: str, said: str) -> None:
    found = one(printed, said)
    assert found.match is MoneyMatch.UNIT_SLIP
    assert "元与万元混用" in found.reason.zh


def test_a_slip_between_thousands_is_named_too() -> None:
    assert "元与千元混用" in one("12", "120").reason.zh


@pytest.mark.parametrize(("printed", "said"), [("12", "0"), ("0", "0.0"), ("12", "1200000")])
def test_nought_and_factors_by_chance_are_no_slips(printed: str, said: str) -> None:
    assert one(printed, said).match is not MoneyMatch.UNIT_SLIP


def test_a_project_is_missing_on_either_side() -> None:
    found = reconcile(table(("甲", "1")), ledger(("乙", "1")))
    assert [each.match for each in found] == [MoneyMatch.NOT_IN_LEDGER, MoneyMatch.NOT_IN_TABLE]
    assert [each.project for each in found] == ["甲", "乙"]


def test_an_unknown_unit_is_not_compared() -> None:
    (found,) = reconcile(table(("甲", "1"), unit=None), ledger(("甲", "1")))
    assert found.match is MoneyMatch.UNKNOWN


def test_an_amount_that_was_not_read_is_not_compared() -> None:
    (found,) = reconcile(table(("甲", None)), ledger(("甲", "1")))
    assert found.match is MoneyMatch.UNKNOWN


def test_a_line_without_any_budget_is_not_compared() -> None:
    lines = (BudgetLine(name="甲"),)
    (found,) = reconcile(table(("甲", "1")), BudgetLedger(name="a", lines=lines))
    assert found.match is MoneyMatch.UNKNOWN


def test_brackets_and_blanks_of_a_name_make_no_difference() -> None:
    (found,) = reconcile(table(("甲（一）项目", "1")), ledger(("甲(一) 项目", "10000")))
    assert found.match is MoneyMatch.SAME


def test_sources_of_funds_of_one_project_are_added() -> None:
    (found,) = reconcile(table(("甲", "3")), ledger(("甲", "1"), ("甲", "2"), unit="万元"))
    assert found.match is MoneyMatch.SAME
    assert len(found.lines) == 2


def test_one_name_under_two_organizations_is_told_by_them() -> None:
    rows = tuple(
        Row(kind=RowKind.PROJECT, name="经费", organization=where, funding=Funding(total=total))
        for where, total in (("甲局", Decimal(1)), ("乙局", Decimal(2)))
    )
    lines = tuple(
        BudgetLine(name="经费", organization=where, budget=Money(amount=Decimal(n), unit="万元"))
        for where, n in (("乙局", 2), ("甲局", 1))
    )
    found = reconcile(
        TargetTable(money_unit="万元", rows=rows), BudgetLedger(name="a", lines=lines)
    )
    assert [each.match for each in found] == [MoneyMatch.SAME] * 2


def test_a_code_tells_a_project_whatever_its_name() -> None:
    row = Row(kind=RowKind.PROJECT, name="旧名", code="A1", funding=Funding(total=Decimal(1)))
    line = BudgetLine(name="新名", code="A1", initial=Money(amount=Decimal(1), unit="万元"))
    (found,) = reconcile(
        TargetTable(money_unit="万元", rows=(row,)), BudgetLedger(name="a", lines=(line,))
    )
    assert found.match is MoneyMatch.SAME


@pytest.mark.parametrize(
    ("printed", "unit", "said", "why"),
    [
        (None, "万元", "1", "目标表没有填写项目资金"),
        ("1", None, "1", "目标表的金额单位未知"),
        ("1", "万元", None, "台账没有预算数"),
        (None, "万元", None, "两边"),
    ],
)
def test_the_side_that_lacks_the_amount_is_named(
    printed: str | None, unit: str | None, said: str | None, why: str
) -> None:
    lines = ledger(("甲", said)) if said else BudgetLedger(name="a", lines=(BudgetLine(name="甲"),))
    (found,) = reconcile(table(("甲", printed), unit=unit), lines)
    assert why in found.reason.zh
