"""Where the value of a label of a form stands: beside it, behind empty cells, or below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.reading.layouts.cells.form_cells import below, beside, is_amount, is_label
from jiheng.reading.layouts.cells.line_parts import GOALS
from jiheng.reading.layouts.words.roles import is_block, label_role, money_role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.layouts.grids.lattice import Cell, Lattice
    from jiheng.reading.layouts.heads.head import Head

_LABEL_AND_VALUE = 2
_HEAD = seldom(r"[\u4e00-\u9fff]{2,8}(?:情况|目标|结果|完成率|说明|进度|进展|成效|内容)")
"""Words that head what is said below them, though no vocabulary knows them: 具体落实情况."""

_TASKS = seldom(
    "(?:部门|单位|项目|主要)?(?:职责|职能|概况|概述|简介|内容|依据)(?:概述|描述|简介|说明)?"
)
"""What a form says of its department or project beside its goals."""


@dataclass(frozen=True, slots=True)
class FormValues:
    """Finds the cells of a form that hold what its labels say.

    Attributes:
        heads: Those of its lists, which are no values.
    """

    lattice: Lattice
    heads: Sequence[Head]

    def of_label(self, cell: Cell, row: int) -> Cell | None:
        """Return the cell with the value of a label: beside it, or else below it."""
        right = beside(self.lattice, cell, row)
        if right is not None and self._is_outside(right):
            right = None
        if right is not None and self._names_goals(cell, right):
            return None
        if right is not None and self._is_head_beside(cell, right):
            right = None
        if right is not None and self._is_label_of_text(cell, right, row):
            return None
        if right is not None and right.row == row and not is_label(right.text.text):
            under = below(self.lattice, cell)
            after = right if right.text else self._after_gap(right, row)
            if after.text or under is None or not self._is_value(under):
                return after
        elif right is not None and right.row == row:
            goals = {label_role(c.text.text) for c in (cell, right)}
            if not goals <= GOALS or cell.height > 1 or self._has_value(right, row):
                return None
        under = below(self.lattice, cell)
        return under if under is not None and self._is_value(under) else None

    def of_identity(self, cell: Cell, row: int) -> Cell | None:
        """Return the cell that holds a name or number: beside its label, or else below it."""
        right = beside(self.lattice, cell, row)
        told = right is not None and right.row == row and right.text.text
        if told and not is_label(told):
            return right
        under = below(self.lattice, cell)
        if right is None or right.row != row:
            return under if under is not None and self._is_value(under) else None
        after = self._behind(right, row)
        said = after is not None and bool(after.text) and not is_label(after.text.text)
        if not right.text:
            return after if said else right
        if said or (under is not None and self._is_value(under)):
            return None if said else under
        return right

    def amount_at(self, label: Cell, row: int) -> tuple[Cell | None, int]:
        """Return the cell beside a label of money, and its row.

        It is the amount right below the label where the heads of others stand beside it: 总额 |
        按资金来源.
        """
        right, under = beside(self.lattice, label, row), below(self.lattice, label)
        if right is None or under is None or not is_block(right.text.text):
            return right, row
        alike = (under.column, under.stop) == (label.column, label.stop)
        heads = alike and bool(under.text) and is_amount(under.text.text)
        return (under, under.row) if heads and money_role(label.text.text) else (right, row)

    def next_filled(self, gap: Cell, row: int) -> Cell | None:
        """Return the first cell behind empty ones that holds anything; None at the row's end."""
        after: Cell | None = gap
        while after is not None and after.row == row and not after.text:
            after = beside(self.lattice, after, row)
        return after if after is not None and after.row == row else None

    def _after_gap(self, gap: Cell, row: int) -> Cell:
        """Return the value behind an empty cell, or that cell where no value follows."""
        after = self._behind(gap, row)
        return after if after is not None and self._is_value(after) else gap

    def _behind(self, gap: Cell, row: int) -> Cell | None:
        """Return the cell behind an empty one; behind several, the value next to a label.

        That is so where nothing but labels, each with its value, stands in the row.
        """
        filled = self.lattice.filled[row]
        labels = [is_label(cell.text.text) for cell in filled]
        paired = len(filled) > _LABEL_AND_VALUE and labels == [True, False] * (len(filled) // 2)
        if not gap.text and (paired or len(filled) == _LABEL_AND_VALUE):
            return self.next_filled(gap, row)
        after = beside(self.lattice, gap, row)
        return after if after is not None and after.row == row else None

    def _is_outside(self, cell: Cell) -> bool:
        """Whether a cell stands beyond the columns of all lists: a note beside the form."""
        return bool(self.heads) and all(cell.column >= h.columns[-1].stop for h in self.heads)

    def _has_value(self, label: Cell, row: int) -> bool:
        """Whether a label has its value beside it, so that the one before it names both."""
        value = beside(self.lattice, label, row)
        if value is not None and value.row == row and not value.text:
            value = self.next_filled(value, row)
        return value is not None and value.row == row and self._is_value(value)

    def _names_goals(self, cell: Cell, right: Cell) -> bool:
        """Whether a label stands beside rows of which one is a goal of its own: 部门总体目标.

        Their labels need not all be known: 部门职责 above 总体绩效目标 is none of a goal.
        """
        if (
            cell.height == 1
            or right.height >= cell.height
            or label_role(cell.text.text) not in GOALS
        ):
            return False
        lines = range(cell.row, cell.row + cell.height)
        column = (self.lattice.places[line][right.column] for line in lines)
        beside_it = dict.fromkeys(each for each in column if each.column == right.column)
        return any(label_role(each.text.text) in GOALS for each in beside_it)

    def _is_head_beside(self, cell: Cell, right: Cell) -> bool:
        """Whether a goal stands below its label, and another text below words beside that."""
        if label_role(cell.text.text) not in GOALS or not _HEAD.fullmatch(right.text.text):
            return False
        pairs = [(each, below(self.lattice, each)) for each in (cell, right)]
        return right.row == cell.row and all(
            under is not None
            and (under.column, under.stop) == (each.column, each.stop)
            and self._is_value(under)
            for each, under in pairs
        )

    def _is_label_of_text(self, cell: Cell, right: Cell, row: int) -> bool:
        """Whether words beside the label of a goal are themselves the label of a text behind."""
        if label_role(cell.text.text) not in GOALS or not _TASKS.fullmatch(right.text.text):
            return False
        after = beside(self.lattice, right, row)
        text = self.next_filled(after, row) if after is not None and after.row == row else None
        return text is not None and self._is_value(text)

    def _is_value(self, cell: Cell) -> bool:
        heading = any(head.first <= cell.row < head.stop for head in self.heads)
        return bool(cell.text) and not heading and not is_label(cell.text.text)
