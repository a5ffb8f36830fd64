"""One row of cells → its fields, though columns drift or shift."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.model import Traced
from jiheng.reading.grammar.money import is_blank_amount, is_figure, read_amount
from jiheng.reading.grammar.packed import holds_typed_indicators, looks_like_indicators
from jiheng.reading.layouts.disclosure.header import MONEY, Header

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from jiheng.model import Problem

MAX_AMOUNT = 20
SPECK = 2
"""Text so short in a place where none belongs is a speck of the print, not prose."""


@dataclass(slots=True)
class PhysicalRow:
    """The cells of a row by what they are.

    Attributes:
        money: Field of `Funding` → cell, blanks left out.
        blanks: Dashes and the like, which say that there is no amount.
        stray: Cells that fit nowhere.
        problems: What was noticed about the row so far.
        drifted: Whether the columns had to be told by their content.
        seam: Whether it is the first row of a page.
    """

    name: Traced = field(default_factory=Traced)
    money: dict[str, Traced] = field(default_factory=dict)
    goal: Traced = field(default_factory=Traced)
    indicators: Traced = field(default_factory=Traced)
    blanks: list[Traced] = field(default_factory=list)
    stray: list[Traced] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    drifted: bool = False
    seam: bool = False

    def is_continuation(self) -> bool:
        """Whether nothing but prose goes on here."""
        return not self.name and not self.money


def read_row(cells: Sequence[Traced], header: Header) -> PhysicalRow:
    """Return the fields of a row."""
    if _fits(cells, header):
        return _by_column(cells, header)
    return _by_content(cells, header)


def _fits(cells: Sequence[Traced], header: Header) -> bool:
    """Whether every cell can be what its column says."""
    return all(_fits_column(cells, column, header) for column, cell in enumerate(cells) if cell)


def _fits_column(cells: Sequence[Traced], column: int, header: Header) -> bool:
    text, role = cells[column].text, header.role(column)
    if role == "serial":
        return text.isdigit()
    if role in MONEY:
        return read_amount(text) is not None or is_blank_amount(text)
    if role == "indicators":
        return _may_be_indicators(cells, column, header)
    return role is not None and not looks_like_indicators(text)


def _may_be_indicators(cells: Sequence[Traced], column: int, header: Header) -> bool:
    """Whether a cell without any mark of indicators may still be a piece of them.

    It may when the row begins with no name (a continuation), another cell holds the goal, or it
    is a list that somebody typed.
    """
    if looks_like_indicators(cells[column].text) or not cells[header.name_column]:
        return True
    if any(cell and header.role(at) == "goal" for at, cell in enumerate(cells)):
        return True
    return holds_typed_indicators(cells[column])


def _by_column(cells: Sequence[Traced], header: Header) -> PhysicalRow:
    row = PhysicalRow()
    for column, cell in enumerate(cells):
        role = header.role(column)
        if not cell or role is None:
            continue
        if role == "serial" or (role in MONEY and is_blank_amount(cell.text)):
            row.blanks.append(cell)
        elif role in MONEY:
            row.money[role] = cell
        else:
            setattr(row, role, cell)
    return row


def _by_content(cells: Sequence[Traced], header: Header) -> PhysicalRow:
    """Tell the cells of a shifted row by what they hold; the name stays first."""
    row = PhysicalRow(drifted=True)
    rest = _without_name(list(enumerate(cells)), row, header)
    free = [role for role in header.roles if role in MONEY]
    prose: list[Traced] = []
    for column, cell in rest:
        if not cell:
            continue
        if looks_like_indicators(cell.text):
            row.indicators = Traced.join((row.indicators, cell))
        elif free and not prose and _is_amount(cell.text, header.role(column)):
            role = header.role(column)
            role = role if role in free else free[0]
            row.money[role] = cell
            free = free[free.index(role) + 1 :]
        elif not prose and is_blank_amount(cell.text):
            row.blanks.append(cell)
        elif not prose and len(cell) < SPECK and not _is_chinese(cell.text):
            row.stray.append(cell)
        else:
            prose.append(cell)
    if len(prose) > 1 and not row.indicators:
        row.indicators = prose.pop()
    if prose:
        row.goal = max(prose, key=len)
        row.stray.extend(cell for cell in prose if cell is not row.goal)
    _drop_speck(row)
    return row


def _without_name(
    cells: list[tuple[int, Traced]], row: PhysicalRow, header: Header
) -> list[tuple[int, Traced]]:
    """Take the name, and the serial number before it, into the row; return the other cells."""
    first = 0
    if header.role(0) == "serial" and cells[0][1].text.isdigit():
        row.blanks.append(cells[0][1])
        first = 1
    if not looks_like_indicators(cells[first][1].text):
        row.name = cells[first][1]
        first += 1
    return cells[first:]


def _is_amount(text: str, role: str | None) -> bool:
    """Whether a cell is an amount, or one misread in a column of money."""
    if is_figure(text) or (role in MONEY and read_amount(text) is not None):
        return True
    digits = sum(sign.isdigit() for sign in text)
    return role in MONEY and len(text) <= MAX_AMOUNT and 2 * digits > len(text)


def _drop_speck(row: PhysicalRow) -> None:
    """Take a digit that breaks the sum of a shifted row for a speck of the print."""
    amounts: dict[str, Decimal | None] = {key: read_amount(c.text) for key, c in row.money.items()}
    total = amounts.pop("total", None)
    if total is None or sum(v for v in amounts.values() if v is not None) == total:
        return
    for key in ("special_account", "other"):
        rest = [v for other, v in amounts.items() if other != key and v is not None]
        if key in amounts and "." not in row.money[key].text and sum(rest) == total:
            row.stray.append(row.money.pop(key))
            return


def _is_chinese(text: str) -> bool:
    return all("\u4e00" <= character <= "\u9fff" for character in text)
