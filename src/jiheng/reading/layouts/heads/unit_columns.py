"""Columns of a list that hold the units of the amounts before them: 资金总额 | 单位."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from jiheng.language.wording import is_blank
from jiheng.model import Traced
from jiheng.reading.grammar.money import is_blank_amount, is_money_unit
from jiheng.reading.layouts.drafts import MONEY, unit_of
from jiheng.reading.layouts.heads.head import head_of
from jiheng.reading.ledger import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng.reading.layouts.grids.lattice import Cell, Lattice
    from jiheng.reading.layouts.heads.head import Column, Head
    from jiheng.reading.ledger import Ledger

ROLE = "money_unit"
"""What such a column holds; its head may say anything of units: 单位, 金额单位, 计量单位."""

_CURRENCY = "人民币"


def with_unit_columns(lattice: Lattice, heads: Sequence[Head]) -> list[Head]:
    """Return the heads of a list with the columns behind amounts that hold nothing but units.

    What such a head was taken for is held by a later column that says the same.
    """
    first = heads[0]
    below = [
        row
        for row in range(first.stop, len(lattice))
        if not any(head.first <= row < head.stop for head in heads)
    ]
    found = [
        index
        for index, column in enumerate(first.columns)
        if index
        and first.columns[index - 1].role in MONEY
        and first.columns[index - 1].stop == column.first
        and _holds_units(lattice, below, column)
    ]
    return [_marked(head, found) for head in heads] if found else [*heads]


def join_units(
    head: Head, under: Mapping[int, Sequence[Cell]], texts: dict[str, Traced], ledger: Ledger
) -> None:
    """Put the units that cover a row behind its amounts in `texts`."""
    for role, index in _units_over(head).items():
        unit = Traced.join(cell.text for cell in under.get(index, ()) if cell.text)
        ledger.mark(unit, SEPARATOR)
        unit = unit.cut(len(_CURRENCY)) if unit.text.startswith(_CURRENCY) else unit
        amount = texts.get(role)
        if amount is None or is_blank_amount(amount.text) or is_blank(unit.text):
            continue
        if unit_of(amount).text != unit.text:
            texts[role] = amount + unit


@lru_cache(maxsize=256)
def _units_over(head: Head) -> Mapping[str, int]:
    """Return the index of the column of units by what the columns of amounts before it hold."""
    found: dict[str, int] = {}
    waiting: list[str] = []
    for index, column in enumerate(head.columns):
        if column.role in MONEY:
            waiting.append(column.role)
            continue
        if column.role == ROLE:
            found |= dict.fromkeys(waiting, index)
        waiting = []
    return MappingProxyType(found)


def _holds_units(lattice: Lattice, rows: Sequence[int], column: Column) -> bool:
    said = list(lattice.said_within(rows, column.first, column.stop))
    return bool(said) and all(map(is_money_unit, said))


def _marked(head: Head, found: Sequence[int]) -> Head:
    columns = list(head.columns)
    for index in found:
        role = columns[index].role
        columns[index] = replace(columns[index], role=ROLE, again=None)
        later = next((at for at, c in enumerate(columns) if role and c.again == role), None)
        if later is not None:
            columns[later] = replace(columns[later], role=role, again=None)
    return head_of(head.first, head.stop, tuple(columns))
