"""Whether printed sums are those of the rows they could stand for."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING

from jiheng_evidence.ledgers import trouble
from jiheng_evidence.ledgers.budget import AMOUNTS, BudgetLine, SumLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jiheng.model import Problem
    from jiheng_evidence.ledgers.gathering import Gathered
    from jiheng_evidence.ledgers.money import Money

_CENT = Decimal("0.01")
_HALF = Decimal("0.005")
_FIRST = itemgetter(0)


@dataclass(slots=True)
class SumCheck:
    """Takes in lines and sums in the order of the sheet, and compares them at its end.

    A sum stands for the lines since the sum before it, those until the next one, all lines above
    or all of the sheet: ledgers print it above or below.
    """

    _amounts: dict[str, list[tuple[int, Money]]] = field(default_factory=dict)
    _running: dict[str, list[tuple[int, Decimal]]] = field(default_factory=dict)
    _sums: list[tuple[int, SumLine]] = field(default_factory=list)
    _count: int = 0
    _has_units: bool = True

    def line(self, amounts: Mapping[str, Money]) -> None:
        """Take in a line that counts."""
        self._count += 1
        for role, money in amounts.items():
            self._amounts.setdefault(role, []).append((self._count, money))
            self._has_units &= money.yuan() is not None

    def sum(self, line: SumLine) -> None:
        """Take in a row that sums others."""
        self._sums.append((self._count, line))
        self._has_units &= all(money.yuan() is not None for money in line.amounts.values())

    def problems(self) -> Iterator[Problem]:
        """Yield the sums that stand for no rows, one amount each.

        Amounts are added up in 元 (50万元 and 500000元 are the same) where each has a unit.
        """
        for role, amounts in self._amounts.items():
            so_far = self._running[role] = [(0, Decimal(0))]
            for count, money in amounts:
                so_far.append((count, so_far[-1][1] + self._worth(money)))
        marks = [0, *(count for count, _ in self._sums), self._count]
        for number, (count, line) in enumerate(self._sums, start=1):
            stretches = {
                (marks[number - 1], count),
                (count, marks[number + 1]),
                (0, count),
                (0, self._count),
                *((mark, count) for mark in marks[max(number - 2, 0) : number]),
            }
            for role, money in line.amounts.items():
                wrong = self._wrong(role, money, stretches)
                if wrong is not None:
                    yield trouble.wrong_sum(
                        line.label, role, f"{money.amount:f}", f"{wrong.normalize():f}", money.place
                    )
                    break

    def _wrong(self, role: str, money: Money, stretches: set[tuple[int, int]]) -> Decimal | None:
        """Return the sum of the nearest stretch, in its own unit, when none has the amount."""
        said, worth = self._worth(money), self._worth(replace(money, amount=Decimal(1)))
        sums = {
            self._upto(role, stop) - self._upto(role, start)
            for start, stop in stretches
            if stop > start
        }
        near = min(sums, key=lambda found: abs(found - said), default=None)
        if near is None:
            return None
        allowed = _CENT if money.unit == "元" else _HALF * (self._count + 1) * worth
        return near / worth if abs(near - said) > allowed else None

    def _worth(self, money: Money) -> Decimal:
        known = money.yuan() if self._has_units else None
        return money.amount if known is None else known

    def _upto(self, role: str, count: int) -> Decimal:
        so_far = self._running.get(role, [])
        after = bisect_right(so_far, count, key=_FIRST)
        return so_far[after - 1][1] if after else Decimal(0)


def amounts_of(line: BudgetLine) -> dict[str, Money]:
    """Return the amounts of a line by the name of their field, or of their month."""
    found: dict[str, Money] = {
        name: money for name in AMOUNTS if (money := getattr(line, name)) is not None
    }
    return found | {f"month-{month}": money for month, money in line.months.items()}


def without_hidden_sums(
    items: list[BudgetLine | SumLine], problems: Gathered
) -> list[BudgetLine | SumLine]:
    """Tell rows that sum others without saying so: money of an organization above its projects.

    Such a row has no code where projects have one, or no name at all, and its amounts are those of
    the rows below it or of all rows.
    """
    coded = any(isinstance(item, BudgetLine) and item.code for item in items)
    after: list[BudgetLine] = []
    counted = [i for i in items if isinstance(i, BudgetLine) and not _may_sum(i, coded=coded)]
    kept: list[BudgetLine | SumLine] = []
    for item in reversed(items):
        if isinstance(item, BudgetLine) and not _may_sum(item, coded=coded):
            after.append(item)
            kept.append(item)
        elif isinstance(item, SumLine) or _sums(item, after) or _sums(item, counted):
            kept.append(item if isinstance(item, SumLine) else _as_sum(item))
            after = []
        elif item.name:
            after.append(item)
            kept.append(item)
        else:
            problems.add(trouble.unnamed_money(item.place))
    return kept[::-1]


def _may_sum(line: BudgetLine, *, coded: bool) -> bool:
    return not (line.name or line.code) or (coded and not line.code)


def _added(lines: Iterable[BudgetLine]) -> dict[str, Decimal]:
    added: dict[str, Decimal] = {}
    for line in lines:
        for role, money in amounts_of(line).items():
            added[role] = added.get(role, Decimal(0)) + money.amount
    return added


def _sums(item: BudgetLine, lines: list[BudgetLine]) -> bool:
    """Whether a row sums lines; a lone line of the same amounts may just be another project."""
    alone = len(lines) == 1 and item.name and lines[0].organization != item.name
    said = {role: money.amount for role, money in amounts_of(item).items() if money.amount}
    if not said or alone:
        return False
    added = _added(lines)
    return all(added.get(role) == amount for role, amount in said.items())


def _as_sum(line: BudgetLine) -> SumLine:
    words = line.name or line.organization or ""
    return SumLine(label=words, amounts=amounts_of(line), place=line.place)
