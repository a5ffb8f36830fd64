"""Counting what tables hold and what was found."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.unit.writing.reports.building import a_finding, a_review, a_table

from jiheng.model import Family, Severity
from jiheng.writing.reports.tally import table_money, tally


def test_money_is_the_printed_grand_total() -> None:
    assert table_money(a_table(total=Decimal("5.10"), projects=3)) == Decimal("5.10")


def test_without_a_grand_total_money_is_the_sum_of_the_projects() -> None:
    table = a_table(total=Decimal("5.10"), projects=3)
    assert table_money(replace(table, rows=table.rows[1:])) == Decimal("15.30")


def test_money_is_unknown_when_one_project_has_none() -> None:
    table, other = a_table(), a_table(total=None)
    assert table_money(replace(table, rows=(table.rows[1], other.rows[1]))) is None


def test_tables_without_money_are_left_out_of_the_sum_and_counted() -> None:
    numbers = tally([a_review(), a_review(table=a_table(total=None))])
    assert (numbers.money, numbers.with_money, numbers.tables) == (Decimal("1234.50"), 1, 2)


def test_money_of_different_units_is_not_added() -> None:
    other = a_review(table=replace(a_table(), money_unit="元"))
    assert tally([a_review(), other]).money is None


def test_only_targets_a_machine_can_judge_are_measurable() -> None:
    numbers = tally([a_review()])
    assert (numbers.indicators, numbers.measurable) == (2, 1)


def test_findings_are_counted_by_severity_and_by_family() -> None:
    numbers = tally([a_review(a_finding(), a_finding(severity=Severity.BLOCK))])
    assert numbers.of_severity(Severity.BLOCK) == 1
    assert numbers.of_family(Family.COMPLETENESS) == 2


def test_a_department_with_two_tables_is_one_department() -> None:
    assert tally([a_review(), a_review()]).departments == ("甲局",)


def test_a_line_that_says_there_is_no_indicator_is_none() -> None:
    table = a_table()
    row = table.rows[1]
    none = replace(row.indicators[0], name="不适用", annual_value="无", target=None)
    kept = replace(row, indicators=(*row.indicators, none))
    review = a_review(table=replace(table, rows=(table.rows[0], kept)))
    assert tally([review]).indicators == tally([a_review()]).indicators
