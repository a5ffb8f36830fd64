"""Money of a target table beside that of a ledger, project by project."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import RowKind
from jiheng_evidence.ledgers.money import worth_of
from jiheng_evidence.ledgers.vocabulary import folded, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.model import Row, TargetTable
    from jiheng_evidence.ledgers.budget import BudgetLedger, BudgetLine

_SLIP = Decimal("0.001")
"""How far the ratio of two amounts may be from one of two units for a slip between them."""


class MoneyMatch(StrEnum):
    """What comparing the money of a project comes to.

    一致, 不一致, 单位误差 (元/万元), 台账缺项目, 目标表缺项目, 无法比较.
    """

    SAME = "same"
    DIFFERENT = "different"
    UNIT_SLIP = "unit-slip"
    NOT_IN_LEDGER = "not-in-ledger"
    NOT_IN_TABLE = "not-in-table"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciledMoney:
    """The money of one project on both sides.

    Attributes:
        project: Its name, as the table has it where it does.
        row: Index of its row in the table.
        lines: Its lines in the ledger.
        of_table: Total of the table in 元.
        of_ledger: Budget of the full year of the ledger in 元; what began the year where it says
            no more.
        reason: What was compared, in words.
    """

    project: str
    match: MoneyMatch
    row: int | None = None
    lines: tuple[BudgetLine, ...] = ()
    of_table: Decimal | None = None
    of_ledger: Decimal | None = None
    reason: Bilingual


def reconcile(table: TargetTable, ledger: BudgetLedger) -> tuple[ReconciledMoney, ...]:
    """Compare the money of each project: rows of the table in order, then what it has not.

    Projects are told by code, else by name and organization, else by a name that stands once.
    """
    known = _Index(ledger.lines)
    found = []
    for index, row in enumerate(table.rows):
        if row.kind is RowKind.PROJECT:
            lines = known.take(row)
            found.append(_compared(table, index, row, lines))
    found.extend(
        ReconciledMoney(
            project=lines[0].name or lines[0].code or "",
            match=MoneyMatch.NOT_IN_TABLE,
            lines=lines,
            of_ledger=_budget(lines),
            reason=Bilingual("目标表中没有这个项目。", "the table has no such project."),
        )
        for lines in known.left()
    )
    return tuple(found)


class _Index:
    """Lines of a ledger by what tells a project; each group is taken once."""

    def __init__(self, lines: Sequence[BudgetLine]) -> None:
        groups: dict[tuple[str, str], list[BudgetLine]] = defaultdict(list)
        for line in lines:
            identity = line.code or folded(line.name)
            groups[identity, folded(line.organization or "")].append(line)
        self._groups = [tuple(group) for group in groups.values()]
        self._by: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, group in enumerate(self._groups):
            name, organization = folded(group[0].name), folded(group[0].organization or "")
            for key in {("code", group[0].code or ""), (name, organization), (name,)}:
                self._by[key].append(number)
        self._taken: set[int] = set()

    def take(self, row: Row) -> tuple[BudgetLine, ...]:
        """Return the lines of a project of the table."""
        name, organization = folded(row.name), folded(row.organization or "")
        for key in (("code", row.code or ""), (name, organization), (name,)):
            free = [n for n in self._by.get(key, ()) if n not in self._taken]
            if len(free) == 1 and all(key):
                self._taken.add(free[0])
                return self._groups[free[0]]
        return ()

    def left(self) -> Iterator[tuple[BudgetLine, ...]]:
        """Yield the projects that no row has taken."""
        for number, group in enumerate(self._groups):
            if number not in self._taken:
                yield group


def _budget(lines: Sequence[BudgetLine]) -> Decimal | None:
    total = Decimal(0)
    for line in lines:
        amount = line.full_year()
        if amount is None:
            amount = line.initial.yuan() if line.initial else None
        if amount is None:
            return None
        total += amount
    return total if lines else None


def _compared(
    table: TargetTable, index: int, row: Row, lines: tuple[BudgetLine, ...]
) -> ReconciledMoney:
    printed = row.funding.total if row.funding else None
    worth = worth_of(table.money_unit)
    of_table = printed * worth if printed is not None and worth is not None else None
    of_ledger = _budget(lines)
    if not lines:
        match = MoneyMatch.NOT_IN_LEDGER
        reason = Bilingual("台账中没有这个项目。", "the ledger has no such project.")
    elif of_table is None or of_ledger is None or printed is None or worth is None:
        match, reason = MoneyMatch.UNKNOWN, _unknown(of_table, of_ledger, printed)
    else:
        # Half of the last digit that the table prints.
        rounded = worth * Decimal((0, (5,), int(printed.as_tuple().exponent) - 1))
        match, reason = _match(of_table, of_ledger, rounded)
    return ReconciledMoney(
        project=row.name,
        match=match,
        row=index,
        lines=lines,
        of_table=of_table,
        of_ledger=of_ledger,
        reason=reason,
    )


def _unknown(
    of_table: Decimal | None, of_ledger: Decimal | None, printed: Decimal | None
) -> Bilingual:
    """Return on which side the amount, or its unit, is missing."""
    if of_table is not None:
        zh, en = "台账没有预算数或其单位未知", "the ledger has no budget, or of unknown unit"
    elif of_ledger is None:
        zh, en = "两边的金额或其单位都未知", "amounts, or their units, are unknown on both sides"
    elif printed is None:
        zh, en = "目标表没有填写项目资金", "the table names no money of the project"
    else:
        zh, en = "目标表的金额单位未知", "the unit of money of the table is unknown"
    return Bilingual(f"{zh}，无法比较。", f"{en}: not compared.")


def _match(table: Decimal, ledger: Decimal, rounded: Decimal) -> tuple[MoneyMatch, Bilingual]:
    apart = abs(table - ledger)
    said = f"{table:,f}", f"{ledger:,f}"
    if apart <= rounded:
        return MoneyMatch.SAME, Bilingual(f"均为 {said[1]} 元。", f"both are {said[1]} 元.")
    slip = _slip(table, ledger)
    both = Bilingual(
        f"目标表为 {said[0]} 元，台账为 {said[1]} 元",
        f"the table has {said[0]} 元, the ledger {said[1]}",
    )
    if slip is not None:
        return MoneyMatch.UNIT_SLIP, Bilingual(
            f"{both.zh}：相差 {slip:f} 倍，疑为元与{_named(slip)}混用。",
            f"{both.en}: {slip:f} times, as if 元 were taken for {_named(slip)}.",
        )
    return MoneyMatch.DIFFERENT, Bilingual(
        f"{both.zh}，相差 {apart:,f} 元。", f"{both.en}: {apart:,f} apart."
    )


def _slip(one: Decimal, other: Decimal) -> Decimal | None:
    """Return the factor between two units of money that parts two amounts, if one does."""
    small, large = sorted((abs(one), abs(other)))
    if small == 0 or one * other < 0:
        return None
    for factor in vocabulary().units.values():
        if factor >= _LEAST_SLIP and abs(large / small / factor - 1) <= _SLIP:
            return factor
    return None


_LEAST_SLIP = 1000
"""Factors of ten and a hundred part many amounts by chance."""


def _named(factor: Decimal) -> str:
    return next(unit for unit, worth in vocabulary().units.items() if worth == factor)
