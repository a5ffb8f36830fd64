"""The official disclosure form as a grid of texts, for whatever prints it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.model import Funding, TableKind
from jiheng.writing.packed import packed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from jiheng.model import Row, RowKind, TargetTable

TITLE = "项目支出绩效目标表"
NAME = "项目名称（资金使用单位）"
MONEY = ("总计", "财政拨款", "财政专户拨款", "其他资金")
GOAL = "绩效目标"
INDICATORS = "绩效指标"

_YEAR = re.compile(r"(?<!\d)20\d{2}年")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRow:
    """A row as the form shows it.

    Attributes:
        amounts: One for each column of money, None for a blank; empty without such columns.
        goal: Empty when there is none.
        indicators: The text of each indicator.
    """

    kind: RowKind
    name: str
    amounts: tuple[Decimal | None, ...]
    goal: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedForm:
    """What the form says, top to bottom; a line that says nothing is absent.

    Attributes:
        title: As the table's own, unless it is another form's; where no source printed one, none.
        department: Line with the name of the department.
        year: Line with the fiscal year, unless the title says it.
        unit: Line with the unit of money.
        columns: Heads of the columns; those of money are left out if no row has any.
    """

    title: str | None
    department: str | None
    year: str | None
    unit: str | None
    columns: tuple[str, ...]
    rows: tuple[PrintedRow, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines between title and table."""
        return tuple(line for line in (self.department, self.year, self.unit) if line is not None)


def disclosure_form(table: TargetTable) -> PrintedForm:
    """Return a table in the official form 项目支出绩效目标表."""
    has_money = any(row.funding is not None for row in table.rows)
    title = _title(table)
    said = _YEAR.search(_without_names(title or "", table.rows))
    year = None if said or table.fiscal_year is None else f"预算年度：{table.fiscal_year}年"
    return PrintedForm(
        title=title,
        department=None if table.department is None else f"部门名称：{table.department}",
        year=year,
        unit=None if table.money_unit is None else f"单位：{table.money_unit}",
        columns=(NAME, *(MONEY if has_money else ()), GOAL, INDICATORS),
        rows=tuple(_row(row, has_money=has_money) for row in table.rows),
    )


def _without_names(title: str, rows: Iterable[Row]) -> str:
    """Return a title without the names of projects, whose years are not that of the table."""
    for row in rows:
        title = title.replace(row.name, "") if row.name else title
    return title


def _title(table: TargetTable) -> str | None:
    """Return the title: another form's own would promise points or progress this one lacks."""
    foreign = table.kind in {TableKind.SELF_EVALUATION, TableKind.MONITORING}
    return TITLE if foreign and table.title else table.title


def _row(row: Row, *, has_money: bool) -> PrintedRow:
    funding = row.funding or Funding()
    amounts = (
        funding.total,
        funding.fiscal_appropriation,
        funding.special_account,
        funding.other,
    )
    return PrintedRow(
        kind=row.kind,
        name=row.name,
        amounts=amounts if has_money else (),
        goal=row.goal or "",
        indicators=packed(row.indicators),
    )


def printed_amount(amount: Decimal | None) -> str:
    """Return an amount with grouped thousands and all its digits; empty for a blank."""
    return "" if amount is None else f"{amount:,f}"
