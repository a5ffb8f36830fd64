"""Indicators in the words of the printed form, several packed in one cell.

With codes: `1、1-产出指标;11-数量指标;名称;实施周期指标值:V;年度指标值:V。`
Without: `1、产出指标：名称，年度指标值：V。`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Indicator, Level


def packed(indicators: Sequence[Indicator]) -> tuple[str, ...]:
    """Return the text of each indicator; joined, they are the cell.

    What an indicator lacks is left out. If the last of the cell is incomplete, it lacks the full
    stop as well, so that a reader sees that the source was clipped there.
    """
    last = len(indicators) - 1
    return tuple(
        _printed(indicator) + ("" if index == last and not indicator.complete else "。")
        for index, indicator in enumerate(indicators)
    )


def _printed(indicator: Indicator) -> str:
    level1 = indicator.level1
    number = "" if indicator.seq is None else f"{indicator.seq}、"
    if level1 is not None and level1.code is None and indicator.level2 is None:
        return f"{number}{level1.label}：{'，'.join(_fields(indicator, '：'))}"
    levels = [_level(level) for level in (level1, indicator.level2) if level is not None]
    return number + ";".join((*levels, *_fields(indicator, ":")))


def _level(level: Level) -> str:
    return level.label if level.code is None else f"{level.code}-{level.label}"


def _fields(indicator: Indicator, colon: str) -> list[str]:
    fields = [] if indicator.name is None else [indicator.name]
    if indicator.period_value is not None:
        fields.append(f"实施周期指标值{colon}{indicator.period_value}")
    if indicator.annual_value is not None:
        fields.append(f"年度指标值{colon}{indicator.annual_value}")
    return fields
