"""Which rows are totals, organizations and projects."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.model import RowKind
from jiheng.reading.grammar.money import read_amount
from jiheng.reading.layouts.words.totals import is_subtotal, is_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.layouts.disclosure.physical import PhysicalRow

CENT = Decimal("0.01")

_ORGANIZATION = seldom(
    r".*(?:局|委员会|委|办|办公室|厅|部|处|所|站|院|校|园|馆|队|中心|协会|科协|联合会|会|"
    r"公司|政府|街道|镇|乡|法院|检察院|机关|本级|总站|基地|学校|大学|部门|单位)(?:[（(].{1,20}[）)])?"
)
_PROJECT = seldom(
    r".*(?:经费|资金|项目|专项|补贴|补助|费用?|工程|款|支出|奖励|专题|工作|服务)(?:[（(].{1,40}[）)])?"
)


def kinds_of(rows: Sequence[PhysicalRow]) -> list[RowKind]:
    """Return the kind of each row.

    A row without goal and indicators is an organization when its money is the sum of the rows
    below it, or else when its name says so.
    """
    bare = [not row.goal and not row.indicators for row in rows]
    kinds = []
    for index, row in enumerate(rows):
        if is_whole(row.name.text):
            kinds.append(RowKind.GRAND_TOTAL)
        elif is_subtotal(row.name.text):
            kinds.append(RowKind.SUBTOTAL)
        elif bare[index] and _is_organization(rows, bare, index):
            kinds.append(RowKind.ORGANIZATION)
        else:
            kinds.append(RowKind.PROJECT)
    return kinds


def names_unit(text: str) -> bool:
    """Return whether words name an organization, and no project."""
    return _ORGANIZATION.fullmatch(text) is not None and _PROJECT.fullmatch(text) is None


def _is_organization(rows: Sequence[PhysicalRow], bare: Sequence[bool], index: int) -> bool:
    name = rows[index].name.text
    followed = index + 1 < len(rows) and not bare[index + 1]
    if followed and _sums_up(rows, bare, index):
        return True
    if _PROJECT.fullmatch(name):
        return False
    return _ORGANIZATION.fullmatch(name) is not None or (followed and not rows[index].money)


def _sums_up(rows: Sequence[PhysicalRow], bare: Sequence[bool], index: int) -> bool:
    total = _amount(rows[index])
    if total is None:
        return False
    below = []
    for row, empty in zip(rows[index + 1 :], bare[index + 1 :], strict=True):
        if empty and row.money:
            break
        below.append(_amount(row))
    known = [amount for amount in below if amount is not None]
    return bool(known) and abs(sum(known) - total) <= CENT * len(known)


def _amount(row: PhysicalRow) -> Decimal | None:
    cell = row.money.get("total") or row.money.get("fiscal_appropriation")
    return read_amount(cell.text) if cell else None
