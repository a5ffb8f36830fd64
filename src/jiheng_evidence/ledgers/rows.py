"""The rows below the head of a ledger: cells by role, sums told from lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng_evidence.ledgers import trouble
from jiheng_evidence.ledgers.entries import is_nothing, read_amount, read_day
from jiheng_evidence.ledgers.heads import OTHER
from jiheng_evidence.ledgers.money import Money
from jiheng_evidence.ledgers.vocabulary import MAX_LABEL, folded, label, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from jiheng.model import Place
    from jiheng_evidence.ledgers.gathering import Gathered
    from jiheng_evidence.ledgers.grids import CellValue, LedgerGrid
    from jiheng_evidence.ledgers.heads import Column, LedgerHead

_ENDINGS = ("小计", "合计", "总计")
_LONGEST_SUM = 40
_NO_MONEY = frozenset(
    {
        *("code", "name", "organization", "department", "source", "month", "number"),
        *("paid_on", "payee", "due_on", "due_payee", "state", OTHER),
    }
)


@dataclass(slots=True)
class LedgerRows:
    """The rows of one sheet; problems gather while they are read.

    Attributes:
        unit: Unit of money where neither head nor caption says it.
    """

    grid: LedgerGrid
    head: LedgerHead
    unit: str | None
    problems: Gathered

    first_money: int = field(init=False)

    def __post_init__(self) -> None:
        columns = self.head.columns.items()
        money = [index for index, column in columns if column.role not in _NO_MONEY]
        self.first_money = min(money, default=len(columns))

    def __iter__(self) -> Iterator[LedgerRow]:
        """Yield rows that hold anything, without heads printed again on each page."""
        labels = [(index, self._label(self.head.row, index)) for index in self.head.columns]
        for number in range(self.head.row + 1, len(self.grid.rows)):
            cells = self.grid.rows[number]
            if all(cell is None for cell in cells):
                continue
            again = sum(said == self._label(number, index) for index, said in labels)
            if again * 2 <= len(labels):
                yield LedgerRow(self, number, cells)

    def _label(self, row: int, column: int) -> str | int:
        cells = self.grid.rows[row]
        said = cells[column] if column < len(cells) else None
        # A blank cell of a head of two rows is like no blank cell below it.
        return label(said)[0] if isinstance(said, str) and len(said) <= MAX_LABEL else row


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One row, whose cells are asked for by what their column holds."""

    rows: LedgerRows
    number: int
    cells: Sequence[CellValue]

    def columns(self, role: str) -> Iterator[tuple[int, Column]]:
        """Yield the columns of a role."""
        for index, column in self.rows.head.columns.items():
            if column.role == role and index < len(self.cells):
                yield index, column

    def text(self, role: str) -> str | None:
        """Return the words of a cell; a code that is a number in the file stays as it is."""
        for index, _column in self.columns(role):
            said = self.cells[index]
            if isinstance(said, Decimal):
                return format(said, "f")
            if said is not None:
                return str(said).strip("\t '")
        return None

    def holds(self, role: str) -> bool:
        """Return whether the cell of a role says anything, whether it can be read or not."""
        return any(not is_nothing(self.cells[index]) for index, _column in self.columns(role))

    def place(self, role: str = "") -> Place:
        """Return the place of a cell, of the first one of the row that holds anything if none."""
        filled = (index for index, cell in enumerate(self.cells) if cell is not None)
        first = next(filled, 0)
        column = next((index for index, _ in self.columns(role)), first) if role else first
        return self.rows.grid.place(self.number, column)

    def money(self, role: str) -> Money | None:
        """Return an amount; what is none is a problem, and blank is None."""
        for index, column in self.columns(role):
            if column.month is None:
                return self.money_at(index, column)
        return None

    def money_at(self, index: int, column: Column) -> Money | None:
        """Return the amount of one cell."""
        said = self.cells[index]
        if is_nothing(said):
            return None
        place = self.rows.grid.place(self.number, index)
        read = read_amount(said)
        if read is None:
            self.rows.problems.add(trouble.unread_amount(str(said), place))
            return None
        amount, own = read
        unit = own or column.unit or self.rows.head.unit or self.rows.unit
        return Money(amount=amount, unit=unit, place=place)

    def day(self, role: str) -> date | None:
        """Return a day; what is none is a problem."""
        for index, _column in self.columns(role):
            said = self.cells[index]
            day = None if is_nothing(said) else read_day(said)
            if day is None and not is_nothing(said):
                place = self.rows.grid.place(self.number, index)
                self.rows.problems.add(trouble.unread_day(str(said), place))
            return day
        return None

    def words(self) -> list[str]:
        """Return the texts of the row that are no amounts."""
        return [cell for cell in self.cells if isinstance(cell, str) and read_amount(cell) is None]

    def is_sum(self) -> str | None:
        """Return the words by which the row says that it sums others."""
        for said in self.words():
            words = folded(said).strip(":：()")
            ends = words.endswith(_ENDINGS) and len(words) <= _LONGEST_SUM
            if words in vocabulary().totals or ends:
                return said
        return None

    def is_part(self) -> bool:
        """Whether the row is part of the one above (其中：…)."""
        return any(folded(said).startswith(vocabulary().parts) for said in self.words())
