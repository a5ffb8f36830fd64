"""Quantities in prose: a number, its comparator and its unit, with their characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from jiheng.model.target import Operator


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number somewhere in a text.

    Attributes:
        start: First character, comparator included.
        end: One past the last, unit and 以上-like endings included.
        op: Comparator as printed, `None` when there is none (a bare number).
        number: In the printed unit.
        unit: As printed; empty when there is none.
        approximate: Whether 约, 左右, 余 or 多 make the number vague.
    """

    start: int
    end: int
    op: Operator | None
    number: Decimal
    unit: str
    approximate: bool = False


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text, in order.

    Years, dates, ordinals (第25届), list numbers, document numbers and names such as 5G, 3D, 4K or
    700MHz are not quantities.
    """
    raise NotImplementedError(text)
