"""What recomputing a published self-evaluation comes to: line by line, printed beside due."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from jiheng.bilingual import Bilingual
    from jiheng.scoring.score import Score


class Agreement(StrEnum):
    """How printed points stand to those that are due.

    相符; 仅保留位数不同; 另一种计分方法可得; 在定性档次区间内; 低于应得; 高于应得; 超出分值;
    没有完成值而有得分; 没有目标值; 无法复算; 没有印得分.
    """

    EQUAL = "equal"
    ROUNDED = "rounded"
    OTHER_METHOD = "other-method"
    IN_RANGE = "in-range"
    LOWER = "lower"
    HIGHER = "higher"
    BEYOND_WEIGHT = "beyond-weight"
    NO_ACTUAL = "no-actual"
    NO_TARGET = "no-target"
    NOT_RECOMPUTABLE = "not-recomputable"
    NOT_PRINTED = "not-printed"

    @property
    def is_fault(self) -> bool:
        """Whether the printed points are wrong by every method that is known."""
        return self in _FAULTS


_OPEN = (Agreement.NO_TARGET, Agreement.NOT_PRINTED)
_FAULTS = (Agreement.HIGHER, Agreement.LOWER, Agreement.BEYOND_WEIGHT, Agreement.NO_ACTUAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecomputedLine:
    """One line of the form, printed points beside those that are due.

    Attributes:
        indicator: Index among the indicators of the row; None for the execution rate.
        printed: 得分 as printed.
        due: What the standard gives, with its steps; None when nothing can be recomputed.
        agreement: How they stand to each other.
        explanation: Why, in words.
        reason: 偏差原因 as printed; None when nothing is written.
        lacks_reason: Points were lost, or the target far exceeded, and no reason is written.
    """

    name: str
    indicator: int | None
    weight: Decimal | None
    printed: Decimal | None
    due: Score | None
    agreement: Agreement
    explanation: Bilingual
    reason: str | None = None
    lacks_reason: bool = False


class CheckKind(StrEnum):
    """Which sum, rate or grade of a form is checked: 执行率, 分值合计, 总分, 等次."""

    RATE = "rate"
    WEIGHTS = "weights"
    TOTAL = "total"
    GRADE = "grade"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A sum, rate or grade that the form prints, beside what it comes to.

    Attributes:
        what: Its name for people.
        printed: As printed.
        due: As recomputed; None when it cannot be.
        right: Whether they agree; None when that cannot be said.
    """

    kind: CheckKind
    what: Bilingual
    printed: str
    due: str | None
    right: bool | None
    explanation: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomputation:
    """A self-evaluation recomputed (自评复算).

    Attributes:
        row: Index of the row in the table.
        name: Of the project or organization.
        standard: Name of the standard it was recomputed by.
        lines: The execution rate and each indicator, in the order of the form.
        checks: Execution rates, sum of the weights, total and grade.
    """

    row: int
    name: str
    standard: str
    lines: tuple[RecomputedLine, ...]
    checks: tuple[Check, ...]

    @property
    def faults(self) -> int:
        """How many lines and sums are wrong, or lack a reason that is asked for."""
        lines = sum(line.agreement.is_fault or line.lacks_reason for line in self.lines)
        return lines + sum(check.right is False for check in self.checks)

    @property
    def unchecked(self) -> int:
        """How many lines lack their points or their target, and whether the total stays open."""
        lines = sum(line.agreement in _OPEN for line in self.lines)
        totals = (check for check in self.checks if check.kind is CheckKind.TOTAL)
        return lines + sum(check.right is None for check in totals)
