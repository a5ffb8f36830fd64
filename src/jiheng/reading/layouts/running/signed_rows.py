"""Rows below a list for those who sign it: 单位负责人：某某, 填表人：某某, 联系电话, 日期."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.reading.layouts.words.list_ends import signs
from jiheng.reading.layouts.words.roles import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.layouts.grids.lattice import Cell


def is_signed_row(cells: Sequence[Cell]) -> bool:
    """Return whether a row, not a blank one, holds nothing but who signs, each beside a label."""
    labelled = False
    for cell in cells:
        words = plain(cell.text.text)
        if signs(words):
            labelled = ":" not in words
        elif labelled:
            labelled = False
        else:
            return False
    return True
