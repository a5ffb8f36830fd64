"""Money of a project or department as a form prints it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from jiheng.model.entry import Entry
    from jiheng.model.traced import Traced


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding:
    """Money of a row, in the money unit of its table. None: not printed or not read, never nought.

    Attributes:
        total: 总计.
        fiscal_appropriation: 财政拨款.
        special_account: 财政专户拨款.
        other: 其他资金.
    """

    total: Decimal | None = None
    fiscal_appropriation: Decimal | None = None
    special_account: Decimal | None = None
    other: Decimal | None = None

    def sources(self) -> tuple[Decimal, ...]:
        """Return the amounts printed under the sources of funds, without the total."""
        amounts = (self.fiscal_appropriation, self.special_account, self.other)
        return tuple(amount for amount in amounts if amount is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingLine:
    """One printed line of money, such as 其中：财政拨款, with an amount for each column.

    Amounts are in the money unit of the table; None: not printed or not read, never nought.

    Attributes:
        label: As printed, without the colon.
        amount: The amount of a form with one column of money.
        initial_budget: 年初预算数.
        budget: 全年预算数 (A).
        executed: 全年执行数 (B); in monitoring 1–7月执行数.
        rate: 执行率 (B/A) as printed, in per cent.
        forecast: 全年预计执行数.
        weight: 分值.
        score: 得分.
        further: Columns that are none of the above.
        traces: Field name → the text with its places.
    """

    label: str
    amount: Decimal | None = None
    initial_budget: Decimal | None = None
    budget: Decimal | None = None
    executed: Decimal | None = None
    rate: Decimal | None = None
    forecast: Decimal | None = None
    weight: Decimal | None = None
    score: Decimal | None = None
    further: tuple[Entry, ...] = ()
    traces: Mapping[str, Traced] = field(default_factory=dict, compare=False, repr=False)
