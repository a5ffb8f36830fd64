"""Names that signs join in one cell: which of them are indicators by themselves."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.language.comparators import COMPARING
from jiheng.language.patterns import seldom

if TYPE_CHECKING:
    from collections.abc import Sequence

_MEASURE = seldom(
    r"(?:[率数量额比例值度次长积价期程费]|成本|时间|时限|费用|标准|距离)(?:[（(][^（）()]*[）)])?$"
)
"""The end of a name that says what is measured."""

_QUANTITY = seldom(rf"(?:不[少低超高多大小][于过]|[{COMPARING}]{{1,2}})?\d")
_FIGURE = seldom(rf"[{COMPARING}\d.,，]+")
_CONDITION = seldom(r"不?含|其中|包[括含]|另|按[月季年人户次]$|每[月季年人户次]$")
"""The beginning of a value that says more of the one before it."""

_SHORTEST = 2
_LONGEST_CONDITION = 3


def is_measure(name: str) -> bool:
    """Return whether a name says by its end what is measured: 合格率, 桥梁座数, 里程（公里）."""
    return _MEASURE.search(name) is not None


def may_be_condition(name: str, before: str) -> bool:
    """Return whether what stands behind a value may be whom it holds for, not another thing.

    Args:
        name: What is named behind the value: 学生 in 满意度 ≥90%；学生≥85%.
        before: The name of the indicator that the value is one of.
    """
    return (len(name) <= _LONGEST_CONDITION and not is_measure(name)) or name in before


def stand_alone(names: Sequence[str], values: Sequence[str], *, strong: bool) -> bool:
    """Return whether names that signs join are indicators by themselves, each with its value.

    Names that share their head or their end are none: 会议、培训次数, 完成县道、乡道里程; nor are
    those of which only the last says what is measured, where all values have one unit: 主干道；
    次干道亮灯率 with 98%；95%.

    Args:
        names: What the signs part.
        values: The parts of all values beside them.
        strong: Whether semicolons part the names.
    """
    if any(len(name) < _SHORTEST for name in names) or any(map(_CONDITION.match, values)):
        return False
    measured = [is_measure(name) for name in names]
    if strong:
        return not (_share_unit(values) and measured[-1] and not any(measured[:-1]))
    if not all(map(_QUANTITY.match, values)):
        return False
    if not any(measured):
        return len(set(map(len, names))) == 1
    return all(one or not other for one, other in pairwise(measured))


def _share_unit(values: Sequence[str]) -> bool:
    """Whether values are figures with one and the same unit: 98% and 95%."""
    units = {_FIGURE.sub("", value) for value in values}
    return len(units) == 1 and units != {""} and all(map(_QUANTITY.match, values))
