"""What the year end is expected to bring, worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.model import (
    Actual,
    DateActual,
    DeadlineTarget,
    Grade,
    GradeActual,
    NumberActual,
    NumberTarget,
    ShareActual,
    TextTarget,
)
from jiheng.monitoring import foresee, foresee_money
from jiheng.results import Accumulation, Attainment

JULY = date(2026, 7, 31)


def target(number: str, unit: str, op: str = "≥") -> NumberTarget:
    return NumberTarget(op=op, number=Decimal(number), unit=unit)  # type: ignore[arg-type]


def done(number: str, unit: str) -> Actual:
    return Actual(value=NumberActual(number=Decimal(number), unit=unit))


def test_a_running_total_goes_on_at_its_monthly_mean() -> None:
    # 175 / 7 x 12 = 300.
    found = foresee(target("300", "人"), done("175", "人"), JULY, 2026)

    assert found.actual == done("300.00", "人")
    assert found.verdict is not None
    assert found.verdict.attainment is Attainment.MET
    assert found.basis.zh == "按月均进度推算 175 ÷ 7 × 12 = 300人"


def test_a_ceiling_that_is_kept_so_far_may_be_broken_by_the_end() -> None:
    # 70 / 7 x 12 = 120 > 100.
    found = foresee(target("100", "万元", "≤"), done("70", "万元"), JULY, 2026)

    assert found.verdict is not None
    assert found.verdict.attainment is not Attainment.MET


@pytest.mark.parametrize(
    ("wanted", "actual"),
    [
        (target("95", "%"), done("93", "%")),
        (
            target("95", "%"),
            Actual(value=ShareActual(numerator=Decimal(9), denominator=Decimal(10))),
        ),
        (DeadlineTarget(year=2026, month=6, day=30), Actual(value=DateActual(on=date(2026, 6, 1)))),
        (TextTarget(), Actual(value=GradeActual(grade=Grade.PARTLY))),
    ],
)
def test_shares_days_and_grades_stay_as_they_are(wanted: object, actual: Actual) -> None:
    found = foresee(wanted, actual, JULY, 2026)  # type: ignore[arg-type]

    assert found.actual == actual
    assert "最近" in found.basis.zh


def test_a_declared_way_of_adding_up_comes_first() -> None:
    kept = Accumulation.LATEST

    found = foresee(target("12", "场"), done("7", "场"), JULY, 2026, accumulation=kept)

    assert found.actual == done("7", "场")


def test_nothing_known_foresees_nothing() -> None:
    found = foresee(target("12", "场"), None, JULY, 2026)

    assert (found.actual, found.verdict) == (None, None)


def test_a_year_that_has_not_begun_foresees_nothing() -> None:
    assert foresee(target("12", "场"), done("1", "场"), JULY, 2027).actual is None
    assert foresee_money(Decimal(1), Decimal(1), JULY, 2027)[0] is None


def test_a_year_that_is_over_is_as_it_is() -> None:
    found = foresee(target("12", "场"), done("7", "场"), date(2027, 2, 1), 2026)

    assert found.actual == done("7.00", "场")
    assert "实际数" in found.basis.zh


@pytest.mark.parametrize(
    ("executed", "budget", "expected"),
    [
        ("35", "120", "60.00"),  # 35 / 7 x 12
        ("84", "120", "120"),  # 144 without a limit
        ("35", None, "60.00"),
    ],
)
def test_money_goes_on_at_its_monthly_mean_up_to_the_budget(
    executed: str, budget: str | None, expected: str
) -> None:
    found, basis = foresee_money(
        Decimal(executed), None if budget is None else Decimal(budget), JULY, 2026
    )

    assert found == Decimal(expected)
    assert "÷ 7 × 12" in basis.zh


def test_money_beyond_the_budget_is_foreseen_at_the_budget() -> None:
    found, basis = foresee_money(Decimal(130), Decimal(120), JULY, 2026)

    assert found == 120
    assert "执行数 130 已超过预算数" in basis.zh


def test_money_that_is_not_known_foresees_nothing() -> None:
    assert foresee_money(None, Decimal(1), JULY, 2026)[0] is None


AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2)


@given(less=AMOUNTS, more=AMOUNTS, day=st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_more_done_is_never_less_foreseen(less: Decimal, more: Decimal, day: date) -> None:
    less, more = sorted((less, more))
    first, second = (foresee_money(done_, Decimal(10**6), day, 2026)[0] for done_ in (less, more))

    assert first is not None
    assert second is not None
    assert min(less, Decimal(10**6)) <= first <= second <= Decimal(10**6)
