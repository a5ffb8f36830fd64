"""Truth cut down to what a design can say."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jiheng.model import Indicator, Row, TargetTable

_NUMBER = re.compile(r"([≥≤=＝><])?(\d[\d,]*(?:\.\d+)?)(%|[\u4e00-\u9fff/]{0,5})")


def projects_with(
    table: TargetTable,
    says: Callable[[Indicator], Indicator],
    row_says: Callable[[Row], Row],
) -> TargetTable:
    """Return the projects alone, rows and indicators as a design says them.

    Indicators without a name or a value are damage of a source; no form of single cells is
    printed with them.
    """
    rows = [
        replace(
            row_says(row),
            indicators=tuple(
                replace(says(one), seq=None, period_value=None, complete=True)
                for one in row.indicators
                if one.name and one.annual_value
            ),
        )
        for _, row in table.projects()
    ]
    return replace(table, rows=tuple(row for row in rows if row.indicators))


def whole_value(indicator: Indicator) -> Indicator:
    """Return an indicator whose sign and unit stand with its value."""
    return indicator


def parted_value(indicator: Indicator) -> Indicator:
    """Return an indicator with sign, value and unit apart."""
    value = indicator.annual_value or ""
    parts = _NUMBER.fullmatch(value)
    if parts is None:
        return replace(indicator, sign="定性")
    sign, number, unit = parts.groups()
    return replace(indicator, sign=sign or "=", annual_value=number, unit=unit or None)


def runs(indicators: Sequence[Indicator], depth: int) -> Iterator[int]:
    """Yield for each indicator how many rows its merged level cell spans; 0 below the first."""
    keys = [(one.level1, one.level2)[:depth] for one in indicators]
    for at, key in enumerate(keys):
        if at and keys[at - 1] == key:
            yield 0
            continue
        end = at
        while end < len(keys) and keys[end] == key:
            end += 1
        yield end - at


def label(indicator: Indicator, depth: int) -> str:
    """Return what the cell of the first or second level says."""
    level = indicator.level1 if depth == 1 else indicator.level2
    return level.label if level else ""
