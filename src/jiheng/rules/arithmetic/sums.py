"""Sums of printed amounts, compared exactly: rows against their parts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import RowKind, Severity
from jiheng.rules.base import Hit, insufficient, not_applicable
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject

NO_MONEY = not_applicable("表中没有金额栏。", "The table has no columns of money.")
AMOUNT_UNREAD = insufficient(
    "有金额未印出或未读出，不能核对合计。",
    "An amount is not printed or not read; sums cannot be checked.",
)
FIELDS = ("total", "fiscal_appropriation", "special_account", "other")
_SLIP = 10_000
_CENT = Decimal("0.01")
_SUMS = frozenset(RowKind) - {RowKind.PROJECT}


def prints_money(table: TableSubject) -> bool:
    """Tell whether any row of the table prints money."""
    return any(row.funding is not None for row in table.table.rows)


def amounts(table: TableSubject) -> Iterator[tuple[int, str, Decimal]]:
    """Yield every printed amount with its row and field."""
    for index, row in enumerate(table.table.rows):
        for field in FIELDS:
            amount = getattr(row.funding, field, None)
            if amount is not None:
                yield index, field, amount


def unread_amounts(table: TableSubject) -> frozenset[int]:
    """Return the rows of which an amount could not be read."""
    problems = table.table.problems
    return frozenset(p.row for p in problems if p.code == "unread-amount" and p.row is not None)


def projects_by_organization(table: TableSubject) -> dict[int, list[int]]:
    """Return the rows of projects under each row of an organization, by document order."""
    parts: dict[int, list[int]] = {}
    under: list[int] = []
    for index, row in enumerate(table.table.rows):
        if row.kind is RowKind.ORGANIZATION:
            under = parts[index] = []
        elif row.kind is RowKind.GRAND_TOTAL:
            under = []
        elif row.kind is RowKind.PROJECT:
            under.append(index)
    return parts


def parts_of_subtotal(table: TableSubject, whole: int) -> list[list[int]]:
    """Return the projects that a row of 小计 may sum: those above it, or below it.

    Above it they go back to the last sum, or to the row of its organization where sums of fewer
    projects stand between; forms differ. Lists without a project are left out.
    """
    rows = table.table.rows
    kinds = [row.kind for row in rows]
    near = _projects(kinds, range(whole - 1, -1, -1), _SUMS)
    far = _projects(kinds, range(whole - 1, -1, -1), _SUMS - {RowKind.SUBTOTAL})
    below = _projects(kinds, range(whole + 1, len(rows)), _SUMS)
    return [part for part in (near, below, far) if part]


def _projects(kinds: Sequence[RowKind], rows: range, ends: frozenset[RowKind]) -> list[int]:
    """Return those of some rows that are projects, as far as the first that ends them."""
    stop = next((row for row in rows if kinds[row] in ends), rows.stop)
    between = range(rows.start, stop, rows.step)
    return sorted(row for row in between if kinds[row] is RowKind.PROJECT)


def agrees(table: TableSubject, whole: int, parts: Sequence[int]) -> bool:
    """Tell whether a row is exactly the sum of others."""
    printed, added = _amount(table, whole, "total"), _added(table, parts, "total")
    return printed is not None and printed == added


def compare(table: TableSubject, whole: int, parts: Sequence[int]) -> Iterator[Outcome]:
    """Yield what is wrong between a row and the rows it should be the sum of.

    The total decides; the sources of funds are compared where every part prints them.
    """
    unread = unread_amounts(table)
    printed, added = _amount(table, whole, "total"), _added(table, parts, "total")
    if printed is None or added is None or whole in unread or not unread.isdisjoint(parts):
        yield AMOUNT_UNREAD
        return
    wrong = []
    for field in FIELDS:
        one, other = _amount(table, whole, field), _added(table, parts, field)
        weight = None if one is None or other is None else severity_of(table, other - one)
        if weight is not None:
            wrong.append((weight, field))
    if wrong:
        yield _hit(table, whole, parts, wrong)


def _hit(
    table: TableSubject, whole: int, parts: Sequence[int], wrong: list[tuple[Severity, str]]
) -> Hit:
    field = wrong[0][1]
    printed = _amount(table, whole, field) or Decimal(0)
    added = _added(table, parts, field) or Decimal(0)
    row = table.table.rows[whole]
    far = difference(added - printed)
    if printed and added and (printed == added * _SLIP or added == printed * _SLIP):
        far = Bilingual("恰好相差一万倍，疑元与万元混淆", "ten thousand times off: 元 for 万元")
    return Hit(
        at=table.at_row(whole, field),
        more=tuple(table.at_row(whole, other) for _, other in wrong[1:]),
        severity=min((weight for weight, _ in wrong), key=lambda weight: weight.rank),
        message=Bilingual(
            f"“{short(row.name)}”印为{printed:,}，所含{len(parts)}行之和为{added:,}，{far.zh}。",
            f"“{short(row.name)}” is {printed:,}, its {len(parts)} parts add up to {added:,}:"
            f" {far.en}.",
        ),
    )


def severity_of(table: TableSubject, gap: Decimal) -> Severity | None:
    """Return how grave a difference is: none, one of rounding (advice), or an error (block)."""
    if gap == 0:
        return None
    rounding = abs(gap) <= table.profile.threshold("amount_tolerance")
    return Severity.ADVICE if rounding else Severity.BLOCK


def difference(gap: Decimal) -> Bilingual:
    """Return a difference in words; a cent is named as rounding."""
    size = abs(gap)
    if size <= _CENT:
        return Bilingual(f"相差{size:,}，属四舍五入尾差", f"{size:,} apart, a rounding difference")
    return Bilingual(f"相差{size:,}", f"{size:,} apart")


def _amount(table: TableSubject, index: int, field: str) -> Decimal | None:
    amount: Decimal | None = getattr(table.table.rows[index].funding, field, None)
    return amount


def _added(table: TableSubject, parts: Sequence[int], field: str) -> Decimal | None:
    """Return a sum; None when a part prints no amount, since missing is not nought."""
    added = Decimal(0)
    for index in parts:
        amount = _amount(table, index, field)
        if amount is None:
            return None
        added += amount
    return added
