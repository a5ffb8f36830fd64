"""The row of totals: the sum of the weights beside that of the points, each in its column."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiheng.model import Entry, Row

_SUM = re.compile(r"(?:自评|评价|绩效)?(?:总分|合计|总计|得分合计|总得分)(?:值)?")
_FIGURE = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,2})?")
_ALL_POINTS = 100


def weight_sum(row: Row) -> Entry | None:
    """Return what a row says besides its fields if that is the sum of its weights.

    Any other sum is told below the table with its label, as is one of several: in the column of
    the weights a reader would take it for theirs.
    """
    sums = [entry for entry in row.further if _SUM.fullmatch(entry.label)]
    if len(sums) != 1 or not _FIGURE.fullmatch(sums[0].value):
        return None
    weights = [line.weight for line in row.lines] + [item.weight for item in row.indicators]
    whole = sum(weight for weight in weights if weight is not None)
    return sums[0] if Decimal(sums[0].value) in {whole, _ALL_POINTS} else None


def besides(row: Row) -> tuple[Entry, ...]:
    """Return what a row says besides its fields and the sum of its weights."""
    own = weight_sum(row)
    return tuple(entry for entry in row.further if entry is not own)
