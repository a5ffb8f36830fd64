"""Texts of a form beside which no value of theirs stands, but a label or a pair of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.reading.layouts.cells.form_cells import (
    inline_amounts,
    is_label,
    is_labelled_amount,
    is_like_amount,
    may_be_label,
)
from jiheng.reading.layouts.words.roles import money_role

if TYPE_CHECKING:
    from jiheng.reading.layouts.grids.lattice import Cell, Lattice

_LABEL_AND_VALUE = 2
_KIND = seldom("(?:性质|类型|类别|种类)[:：]?$")
"""How labels end beside which the name of a source of money is a value: 资金性质."""


def names_lines(label: Cell, right: Cell) -> bool:
    """Whether a label of money names lines that have labels of their own: 项目预算（万元）."""
    over_several = label.height > right.height and money_role(right.text.text) is not None
    return over_several or is_labelled_amount(right.text) or bool(inline_amounts(right.text))


def stands_apart(lattice: Lattice, cell: Cell, right: Cell) -> bool:
    """Whether what stands beside a text is no value of it.

    That is a label, or a label with its value: 填表人：某某 beside 审核人：某某. So is what stands
    beside a text that names several rows, each with a label and its value.
    """
    words = right.text.text
    if _KIND.search(cell.text.text) and money_role(words):
        return False
    if is_label(words) or is_labelled_amount(right.text):
        return True
    if not may_be_label(cell.text.text) and not may_be_label(words):
        return True
    return cell.height > right.height and all(
        _is_pair(lattice, row, cell.stop) for row in range(cell.row, cell.row + cell.height)
    )


def _is_pair(lattice: Lattice, row: int, first: int) -> bool:
    """Whether a label and its value stand behind a column, and nothing but more with amounts."""
    cells = [cell for cell in lattice.filled[row] if cell.column >= first]
    figures = [is_like_amount(cell.text.text) for cell in cells]
    begins = bool(cells) and cells[0].column == first
    two = len(cells) == _LABEL_AND_VALUE
    return begins and (two or figures == [False, True] * (len(cells) // _LABEL_AND_VALUE))
