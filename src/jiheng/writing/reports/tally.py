"""What reviewed tables hold and what was found in them, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.language.wording import is_none
from jiheng.model import RowKind, is_measurable
from jiheng.writing.departments import department_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from jiheng.model import Family, Review, Severity, TargetTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The numbers at the head of a report.

    Attributes:
        departments: Names of departments, each once.
        money: Sum in `money_unit` over the tables whose money is known; None when there is none
            such, or units differ.
        with_money: How many tables that is.
        prints_money: Whether any table has columns of money at all.
        indicators: Those of all rows, without lines that say there is none: 不适用, 无, a dash.
        measurable: Indicators whose target a machine can judge.
        findings: How many there are of each family and severity; pairs without any are absent.
    """

    tables: int
    departments: tuple[str, ...]
    projects: int
    money: Decimal | None
    money_unit: str | None
    with_money: int
    prints_money: bool
    indicators: int
    measurable: int
    findings: Mapping[tuple[Family, Severity], int]

    def of_severity(self, severity: Severity) -> int:
        """Return the number of findings of a severity."""
        return sum(n for (_, found), n in self.findings.items() if found is severity)

    def of_family(self, family: Family) -> int:
        """Return the number of findings of a family."""
        return sum(n for (found, _), n in self.findings.items() if found is family)

    def total(self) -> int:
        """Return the number of findings."""
        return sum(self.findings.values())


def tally(reviews: Sequence[Review]) -> Tally:
    """Return the numbers of one or several reviewed tables."""
    tables = [review.table for review in reviews]
    rows = [row for table in tables for row in table.rows]
    indicators = [item for row in rows for item in row.indicators if not is_none(item)]
    amounts = [(table_money(table), table.money_unit) for table in tables]
    known = [(amount, unit) for amount, unit in amounts if amount is not None]
    units = {unit for _, unit in known}
    return Tally(
        tables=len(tables),
        departments=tuple(dict.fromkeys(filter(None, map(department_name, tables)))),
        projects=sum(row.kind is RowKind.PROJECT for row in rows),
        money=_sum(amount for amount, _ in known) if len(units) == 1 else None,
        money_unit=next(iter(units)) if len(units) == 1 else None,
        with_money=len(known),
        prints_money=any(row.funding is not None for table in tables for row in table.rows),
        indicators=len(indicators),
        measurable=sum(is_measurable(indicator.target) for indicator in indicators),
        findings=Counter((f.family, f.severity) for review in reviews for f in review.findings),
    )


def table_money(table: TargetTable) -> Decimal | None:
    """Return the printed grand total, else the sum of the projects if all of them are known.

    A table without projects is of whole departments: theirs is the money then.
    """
    for _, row in table.grand_totals():
        if row.funding and row.funding.total is not None:
            return row.funding.total
    rows = [row for _, row in table.projects()] or table.rows
    return _sum(row.funding.total if row.funding else None for row in rows)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    total: Decimal | None = None
    for amount in amounts:
        if amount is None:
            return None
        total = amount if total is None else total + amount
    return total
