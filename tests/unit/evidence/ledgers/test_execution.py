"""Rates of execution: what each of the two is a share of, and up to which day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jiheng.model import Actual, ShareActual
from jiheng_evidence.ledgers.budget import BudgetLedger, BudgetLine
from jiheng_evidence.ledgers.execution import (
    evaluation_execution,
    received_share,
    self_evaluation_execution,
)
from jiheng_evidence.ledgers.lacking import lacks_of
from jiheng_evidence.ledgers.money import Money
from jiheng_evidence.ledgers.report import budget_report

JULY = date(2024, 7, 31)


def money(amount: str, unit: str | None = "元") -> Money:
    return Money(amount=Decimal(amount), unit=unit)


LINE = BudgetLine(name="甲", budget=money("100"), received=money("80"), paid=money("40"))


def ledger(*lines: BudgetLine, as_of: date | None = None) -> BudgetLedger:
    return BudgetLedger(name="台账.xlsx", fiscal_year=2024, lines=lines, as_of=as_of)


def parts(actual: Actual | None) -> tuple[object, object]:
    assert actual is not None
    assert isinstance(actual.value, ShareActual)
    return actual.value.numerator, actual.value.denominator


def test_the_self_evaluation_divides_by_the_budget_of_the_full_year() -> None:
    assert parts(self_evaluation_execution(ledger(LINE), JULY)) == (40, 100)


def test_the_evaluation_divides_by_what_was_received() -> None:
    assert parts(evaluation_execution(ledger(LINE), JULY)) == (40, 80)


def test_what_was_received_is_a_share_of_the_budget() -> None:
    assert parts(received_share(ledger(LINE), JULY)) == (80, 100)


def test_parts_of_several_projects_are_added_and_rates_are_not_averaged() -> None:
    other = BudgetLine(name="乙", budget=money("0.09", "万元"), paid=money("900"))
    assert parts(self_evaluation_execution(ledger(LINE, other), JULY)) == (940, 1000)


def test_one_project_is_asked_for_by_name() -> None:
    other = BudgetLine(name="乙", budget=money("5"), paid=money("1"))
    assert parts(self_evaluation_execution(ledger(LINE, other), JULY, "乙")) == (1, 5)


def test_only_months_that_ended_by_the_day_count() -> None:
    months = dict.fromkeys(range(1, 9), money("0")) | {m: money("10") for m in (1, 2, 7, 8)}
    line = BudgetLine(name="甲", budget=money("100"), months=months)
    assert parts(self_evaluation_execution(ledger(line), JULY)) == (30, 100)
    assert parts(self_evaluation_execution(ledger(line), date(2024, 7, 30))) == (20, 100)


@pytest.mark.parametrize("month", [5, 9])
def test_a_month_that_is_not_filled_in_is_unknown(month: int) -> None:
    line = BudgetLine(name="甲", budget=money("100"), months={month: money("1")})
    assert self_evaluation_execution(ledger(line), JULY) is None


def test_a_month_that_is_not_filled_in_is_nought_where_the_others_are_all_that_was_paid() -> None:
    line = BudgetLine(name="甲", budget=money("100"), months={9: money("1")}, paid=money("1"))
    assert parts(self_evaluation_execution(ledger(line), JULY)) == (0, 100)


def _months(*, upto: int) -> dict[int, Money]:
    return dict.fromkeys(range(1, upto + 1), money("1"))


@pytest.mark.parametrize(
    ("line", "as_of", "lacks"),
    [
        (BudgetLine(budget=money("9"), months=_months(upto=7)), None, []),
        (BudgetLine(budget=money("9"), months=_months(upto=4)), None, ["缺 5–7 月的支出"]),
        (
            BudgetLine(budget=money("9"), months={1: money("1"), 3: money("1"), 8: money("1")}),
            None,
            ["缺 2、4–7 月的支出"],
        ),
        (
            BudgetLine(budget=money("9"), months={2: money("1")}, paid=money("1")),
            None,
            ["缺 3–7 月的支出"],
        ),
        (BudgetLine(budget=money("9"), months={2: money("1")}, paid=money("1")), JULY, []),
        (
            BudgetLine(budget=money("9"), through=8, paid=money("1")),
            None,
            ["执行数累计到 2024-08-31"],
        ),
        (BudgetLine(budget=money("9")), None, ["执行数没有填写"]),
        (BudgetLine(budget=money("9"), paid=money("1", None)), None, ["执行数的金额单位不明"]),
        (BudgetLine(initial=money("9"), paid=money("1")), None, ["只有年初预算数，调整数没有填写"]),
        (BudgetLine(budget=money("9", None), paid=money("1")), None, ["预算数的金额单位不明"]),
        (BudgetLine(paid=money("1")), None, ["全年预算数没有填写"]),
    ],
)
def test_what_a_line_does_not_say_has_a_reason(
    line: BudgetLine, as_of: date | None, lacks: list[str]
) -> None:
    found = lacks_of(ledger(line, as_of=as_of), line, JULY)
    assert [said.zh.split("（")[0].split("，全年")[0].split("，拆")[0] for said in found] == lacks


def test_money_that_came_in_is_missed_where_other_lines_say_it() -> None:
    other = BudgetLine(name="乙", budget=money("5"), paid=money("1"))
    (lack,) = lacks_of(ledger(LINE, other), other, JULY)
    assert lack.zh == "实际到位没有填写"


def test_a_month_that_has_not_ended_is_the_reason() -> None:
    line = BudgetLine(budget=money("9"), months={1: money("1")})
    (lack,) = lacks_of(ledger(line), line, date(2024, 1, 5))
    assert lack.zh == "到 2024-01-05 没有一个月结束"


def test_months_that_are_lacking_leave_a_project_without_a_rate() -> None:
    line = BudgetLine(name="甲", budget=money("9"), received=money("9"), months=_months(upto=6))
    (project,) = budget_report(ledger(line), JULY).projects
    assert (project.executed, project.execution, project.of_received) == (None, None, None)
    assert project.received is not None


def test_before_the_first_month_has_ended_nothing_is_known() -> None:
    line = BudgetLine(name="甲", budget=money("100"), months={1: money("1")})
    assert self_evaluation_execution(ledger(line), date(2024, 1, 5)) is None


def test_the_actual_counts_as_of_the_last_month_of_the_ledger() -> None:
    line = BudgetLine(name="甲", budget=money("100"), months=_months(upto=3))
    actual = self_evaluation_execution(ledger(line), JULY)
    assert actual is not None
    assert actual.as_of == date(2024, 3, 31)


def test_a_ledger_that_counts_beyond_the_day_cannot_be_taken_apart() -> None:
    assert self_evaluation_execution(ledger(LINE, as_of=date(2024, 8, 31)), JULY) is None


def test_an_older_ledger_says_how_old_it_is() -> None:
    actual = self_evaluation_execution(ledger(LINE, as_of=date(2024, 6, 30)), JULY)
    assert actual is not None
    assert actual.as_of == date(2024, 6, 30)


def test_a_blank_payment_is_missing_and_not_nought() -> None:
    other = BudgetLine(name="乙", budget=money("5"))
    assert self_evaluation_execution(ledger(LINE, other), JULY) is None


def test_money_of_unknown_unit_makes_no_rate() -> None:
    line = BudgetLine(name="甲", budget=money("5", None), paid=money("1", None))
    assert self_evaluation_execution(ledger(line), JULY) is None


def test_no_such_project_has_no_rate() -> None:
    assert self_evaluation_execution(ledger(LINE), JULY, "丙") is None


def test_a_budget_of_nought_keeps_both_parts() -> None:
    line = BudgetLine(name="甲", budget=money("0"), paid=money("0"))
    assert parts(self_evaluation_execution(ledger(line), JULY)) == (0, 0)


def test_the_adjusted_budget_is_that_of_the_full_year() -> None:
    line = BudgetLine(name="甲", initial=money("9"), adjusted=money("7"))
    assert line.full_year() == 7


def test_the_full_year_is_made_of_beginning_adjustment_and_what_was_carried_in() -> None:
    line = BudgetLine(initial=money("9"), adjustment=money("-2"), carried_in=money("1"))
    assert line.full_year() == 8


def test_the_beginning_of_the_year_alone_is_no_full_year() -> None:
    assert BudgetLine(initial=money("9")).full_year() is None
