"""Money of a ledger: an exact amount, its unit and the cell it stood in."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng_evidence.ledgers.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng.model import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount of a ledger.

    Attributes:
        amount: As the cell holds it.
        unit: 元, 万元 …; None when neither the head nor the caption says it.
        place: The cell; None for what was computed.
    """

    amount: Decimal
    unit: str | None
    place: Place | None = field(default=None, compare=False)

    def yuan(self) -> Decimal | None:
        """Return the amount in 元; None when the unit is unknown."""
        worth = worth_of(self.unit)
        return None if worth is None else self.amount * worth


def worth_of(unit: str | None) -> Decimal | None:
    """Return how many 元 one of a unit of money is; None for what is no such unit."""
    return None if unit is None else vocabulary().units.get(unit)


def sum_in_yuan(amounts: Iterable[Money | None]) -> Decimal | None:
    """Return the sum in 元; None when there is none to add, or one of unknown unit."""
    known = [money.yuan() for money in amounts if money is not None]
    if not known:
        return None
    total = Decimal(0)
    for amount in known:
        if amount is None:
            return None
        total += amount
    return total
