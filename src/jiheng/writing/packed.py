"""Indicators in the words of the printed form, several packed in one cell.

With codes: `1、1-产出指标;11-数量指标;名称;实施周期指标值:V;年度指标值:V。`
Without: `1、产出指标：名称，年度指标值：V。`
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.language.comparators import SIGNS, as_lead
from jiheng.language.directions import bound_of
from jiheng.model import NumberTarget
from jiheng.standards.indicator_tree import level1_code, level2_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Indicator, Level


def packed(indicators: Sequence[Indicator]) -> tuple[str, ...]:
    """Return the text of each indicator; joined, they are the cell.

    What an indicator lacks is left out. If the last of the cell is incomplete, it lacks the full
    stop as well, so that a reader sees that the source was clipped there.
    """
    last = len(indicators) - 1
    foreign = [indicator for indicator in indicators if _is_foreign(indicator)]
    # One that lost its beginning to a page break lacks its codes too, and is printed as it was.
    if len(foreign) == len(indicators) or any(indicator.complete for indicator in foreign):
        indicators = [_adapted(one, number) for number, one in enumerate(indicators, 1)]
    return tuple(
        _printed(indicator) + ("" if index == last and not indicator.complete else "。")
        for index, indicator in enumerate(indicators)
    )


def printed_value(indicator: Indicator, value: str) -> str:
    """Return a value with the sign and the unit that its form prints in columns beside it.

    Without them 50 would stand where ≥50 人 is meant.
    """
    sign, unit = indicator.sign or "", indicator.unit or ""
    if value[:1] not in SIGNS:
        if not value[:1].isdigit():
            return value
        bare = isinstance(indicator.target, NumberTarget)
        value = (as_lead(sign) or (bound_of(sign) if bare else "")) + value
    return value + unit if value[-1].isdigit() else value


def _is_foreign(indicator: Indicator) -> bool:
    """Whether an indicator comes from a form that prints both levels in columns of their own.

    In one cell with others it needs the number and the codes by which readers part them.
    """
    level1, level2 = indicator.level1, indicator.level2
    coded = level1 is not None and level1.code is not None
    return level2 is not None and level2.code is None and not coded


def _adapted(indicator: Indicator, number: int) -> Indicator:
    level1, level2 = indicator.level1, indicator.level2
    first, second = level1_code(level1), level2_code(level2)
    return replace(
        indicator,
        seq=number if indicator.seq is None else indicator.seq,
        level1=replace(level1, code=level1.code or first) if level1 else None,
        level2=replace(level2, code=level2.code or second) if level2 else None,
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
        fields.append(f"实施周期指标值{colon}{printed_value(indicator, indicator.period_value)}")
    if indicator.annual_value is not None:
        fields.append(f"年度指标值{colon}{printed_value(indicator, indicator.annual_value)}")
    return fields
