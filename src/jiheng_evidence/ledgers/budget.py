"""A ledger of the budget (预算执行台账): budgeted, adjusted, paid and carried over, by project."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng_evidence.ledgers.entries import LAST_MONTH
from jiheng_evidence.ledgers.money import Money, sum_in_yuan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.model import Place, Problem

AMOUNTS = (
    "initial",
    "adjustment",
    "adjusted",
    "budget",
    "carried_in",
    "received",
    "paid",
    "carried_over",
)
"""Fields of a line that hold money, in the order in which ledgers print them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """Money of one project; of one source of funds where the ledger parts them.

    None: the ledger has no such column or the cell is blank, never nought.

    Attributes:
        source: 资金来源.
        initial: 年初预算数.
        adjustment: 调整数: what was added or taken away in the year.
        adjusted: 调整预算数: the budget after that.
        budget: 全年预算数 or 可用指标.
        carried_in: 上年结转.
        received: 实际到位.
        paid: 执行数, from January to the end of what the ledger covers.
        carried_over: 结转下年.
        months: Month → what was paid in it.
        through: The month up to which `paid` adds up, where the head says it.
        place: The cell of its name or code.
    """

    code: str | None = None
    name: str = ""
    organization: str | None = None
    source: str | None = None
    initial: Money | None = None
    adjustment: Money | None = None
    adjusted: Money | None = None
    budget: Money | None = None
    carried_in: Money | None = None
    received: Money | None = None
    paid: Money | None = None
    carried_over: Money | None = None
    months: Mapping[int, Money] = field(default_factory=dict)
    through: int | None = None
    place: Place | None = field(default=None, compare=False)

    def full_year(self) -> Decimal | None:
        """Return 全年预算数 in 元: as printed, else the adjusted one, else what it is made of.

        The budget of the beginning of the year alone is no budget of the full year.
        """
        for money in (self.budget, self.adjusted):
            if money is not None:
                return money.yuan()
        if self.initial is None or self.adjustment is None:
            return None
        return sum_in_yuan((self.initial, self.adjustment, self.carried_in))


@dataclass(frozen=True, slots=True, kw_only=True)
class SumLine:
    """A row that sums others (合计, 小计): kept to check them, never counted."""

    label: str
    amounts: Mapping[str, Money]
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLedger:
    """The budget of projects and what was spent of it.

    Attributes:
        name: Of the file.
        sha256: Digest of the file.
        as_of: The day up to which it counts (截至), where it says so.
        problems: What could not be read, or does not add up.
    """

    name: str
    sha256: str | None = field(default=None, compare=False)
    fiscal_year: int | None = None
    as_of: date | None = None
    lines: tuple[BudgetLine, ...] = ()
    sums: tuple[SumLine, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    def last_month(self) -> int | None:
        """Return the last month in which any project paid; None in a ledger without months."""
        return max((month for line in self.lines for month in line.months), default=None)

    def covered(self, line: BudgetLine) -> date | None:
        """Return up to which day what a line has paid counts; None when nothing says it."""
        year = self.fiscal_year
        last = self.last_month() if line.months else line.through
        if last and year and not (line.months and self.as_of):
            return month_end(year, last)
        return self.as_of


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def paid_by(ledger: BudgetLedger, line: BudgetLine, cut_off: date) -> Decimal | None:
    """Return what was paid up to a day, in 元.

    By months where the ledger has them: only months that ended by that day count. None when the
    ledger counts beyond the day and cannot be taken apart, does not say what was paid, or leaves
    out a month before its last one.
    """
    if line.months:
        ended = months_ended(ledger, cut_off)
        last = ledger.last_month() or 0
        if not ended or not (
            says_all(line) or all(month in line.months for month in ended if month <= last)
        ):
            return None
        paid = [line.months[month] for month in ended if month in line.months]
        return sum_in_yuan(paid) if paid else Decimal(0)
    covered = ledger.covered(line)
    if line.paid is None or (covered is not None and covered > cut_off):
        return None
    return line.paid.yuan()


def months_ended(ledger: BudgetLedger, cut_off: date) -> list[int]:
    """Return the months of the fiscal year that ended by a day."""
    year = ledger.fiscal_year or cut_off.year
    return [month for month in range(1, LAST_MONTH + 1) if month_end(year, month) <= cut_off]


def says_all(line: BudgetLine) -> bool:
    """Return whether the months of a line add up to all it has paid: others are nought then."""
    return line.paid is not None and line.paid.yuan() == sum_in_yuan(line.months.values())
