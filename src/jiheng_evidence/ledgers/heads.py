"""Which row of a ledger names its columns, and what each of them holds."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from jiheng_evidence.ledgers.entries import read_day, read_head_month, read_through
from jiheng_evidence.ledgers.vocabulary import MAX_LABEL, folded, label, money_unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng_evidence.ledgers.grids import CellValue, LedgerGrid

SEARCHED, WIDEST = 40, 512
"""Rows from the top among which the head is looked for, and columns that it may name."""

_PAID, _SO_FAR = "paid", "paid_so_far"
_PAYMENTS = (_PAID, _SO_FAR)
OTHER = "other"
"""The role of columns that are known and hold nothing a ledger takes in."""
_SUMS = ("", "合计", "小计", "累计", "执行数", "支出数", "支出", "支付数")
_CAPTION_UNIT = re.compile(r"单位:?\(?(人民币元|百万元|[百千万亿]?元)(?![/一-鿿])")
_AS_OF = re.compile(
    r"(?:截[至止]日?期?|统计日期|查询日期|报表日期)到?:?((?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2})"
)
_YEAR_MONTH = re.compile(r"((?:19|20)\d\d)年(?:1月?[-—–~至到])?(1[0-2]|0?[1-9])月")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds.

    Attributes:
        role: Role of the vocabulary; `paid` for a month too.
        month: The month whose payments it holds; None for all others.
        through: The month up to which it adds up (1-7月执行数).
        unit: Unit of money its head names.
    """

    role: str
    month: int | None = None
    through: int | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """The head of a ledger.

    Attributes:
        row: The last row that names columns.
        unnamed: Labels whose meaning is not known, by column.
        unit: Unit of money in the caption.
        as_of: The day up to which the caption says that the ledger counts.
    """

    row: int
    columns: Mapping[int, Column]
    unnamed: Mapping[int, str] = field(default_factory=dict)
    unit: str | None = None
    as_of: date | None = None
    fiscal_year: int | None = None

    def has(self, *roles: str) -> bool:
        """Whether any column has one of the roles."""
        return any(column.role in roles for column in self.columns.values())


def find_head(grid: LedgerGrid, words: Mapping[str, str]) -> LedgerHead | None:
    """Return the head: the row, or two rows together, that name the most columns."""
    best: LedgerHead | None = None
    most = 1
    for row in range(min(len(grid.rows), SEARCHED)):
        for deep in (1, 2):
            if row + 1 < deep:
                continue
            labels = _labels(grid.rows[row + 1 - deep : row + 1])
            columns = _columns(labels, words)
            if len(columns) > most:
                most, best = len(columns), _head(grid, row, deep, columns, labels)
    return best


def _labels(rows: Sequence[Sequence[CellValue]]) -> list[tuple[str, str]]:
    """Return for each column what stands above in a merged cell, and its own label."""
    if len(rows) == 1:
        return [("", _words(cell)) for cell in rows[0][:WIDEST]]
    above, own = rows
    width = min(max(len(above), len(own)), WIDEST)
    labels, group = [], ""
    for column in range(width):
        over = _words(above[column]) if column < len(above) else ""
        under = _words(own[column]) if column < len(own) else ""
        group = over if over or not under else group
        labels.append((group, under))
    return labels


def _words(cell: CellValue) -> str:
    return cell if isinstance(cell, str) and len(cell) <= MAX_LABEL else ""


def _columns(labels: Sequence[tuple[str, str]], words: Mapping[str, str]) -> dict[int, Column]:
    found: dict[int, Column] = {}
    taken: set[tuple[str, int | None]] = set()
    for index, (over, under) in enumerate(labels):
        column = _column(over, under, words)
        if column and (column.role == OTHER or (column.role, column.month) not in taken):
            taken.add((column.role, column.month))
            found[index] = column
    return found


def _column(over: str, under: str, words: Mapping[str, str]) -> Column | None:
    (group, group_unit), (own, own_unit) = label(over), label(under)
    unit = own_unit or group_unit
    for candidate in (own, group + own, own + group, group if not own else ""):
        through = read_through(candidate)
        if through and words.get(through[1] or "支出数") in _PAYMENTS:
            return Column(_SO_FAR, through=through[0], unit=unit)
        if candidate in words:
            return Column(words[candidate], unit=unit)
    if words.get(group) in _PAYMENTS and own in _SUMS:
        return Column(_SO_FAR, unit=unit)
    month = read_head_month(own) if "paid_in_month" in words.values() else None
    return Column(_PAID, month=month, unit=unit) if month else None


def _head(
    grid: LedgerGrid,
    row: int,
    deep: int,
    columns: dict[int, Column],
    labels: Sequence[tuple[str, str]],
) -> LedgerHead:
    above = [
        folded(cell)
        for cells in grid.rows[: row + 1 - deep]
        for cell in cells
        if isinstance(cell, str)
    ]
    caption = [*above, folded(grid.name or "")]
    units = [found[1] for said in caption if (found := _CAPTION_UNIT.search(said))]
    as_of = _as_of(caption)
    years = [int(found[1]) for said in caption if (found := _YEAR.search(said))]
    return LedgerHead(
        row=row,
        columns=columns,
        unnamed={
            index: under or over
            for index, (over, under) in enumerate(labels)
            if index not in columns and (under or over)
        },
        unit=money_unit(units[0]) if units else None,
        as_of=as_of,
        fiscal_year=years[0] if years else as_of.year if as_of else None,
    )


def _as_of(caption: Sequence[str]) -> date | None:
    for said in caption:
        found = _AS_OF.search(said)
        day = read_day(found[1]) if found else None
        if day:
            return day
    for said in caption:
        month = _YEAR_MONTH.search(said)
        if month:
            year, last = int(month[1]), int(month[2])
            return date(year, last, monthrange(year, last)[1])
    return None
