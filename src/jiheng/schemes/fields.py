"""The fields of a scheme by name and by Chinese label, and how their values are written."""

from __future__ import annotations

import re
from dataclasses import MISSING, dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from jiheng.schemes.scheme import (
    Adjustment,
    Band,
    Condition,
    Direction,
    Effect,
    Grade,
    Indicator,
    Method,
    Missing,
    Scheme,
    Sign,
    Ties,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST_DIGITS, MOST_PLACES = 15, 8
_BAND = re.compile(r"\s*([^:：;；]+)[:：]\s*([^:：;；]+)")
_MOST_TEXT = 2_000

LABELS: Mapping[type, Mapping[str, str]] = MappingProxyType(
    {
        Scheme: {
            "name": "方案名称",
            "version": "版本",
            "issued": "日期",
            "basis": "依据",
            "example": "示例",
            "entity": "评价对象",
            "group": "分组列",
            "siblings": "同级权重合计",
            "missing": "缺失值处理",
            "coverage": "最低覆盖率",
            "ties": "并列规则",
            "tie_break": "并列时比较",
            "bonus_cap": "加分上限",
            "deduction_cap": "扣分上限",
        },
        Indicator: {
            "code": "代码",
            "parent": "上级代码",
            "name": "指标名称",
            "weight": "权重",
            "unit": "单位",
            "column": "数据列",
            "direction": "方向",
            "method": "计分方法",
            "low": "下限",
            "high": "上限",
            "best_from": "最优起",
            "best_to": "最优止",
            "target": "目标值",
            "each": "每单位得分",
            "centre": "均值得分",
            "slope": "每个标准差得分",
            "offset": "对数加数",
            "flat": "同值得分",
            "floor": "最低分",
            "cap": "最高分",
            "bands": "分档",
            "missing": "缺失值处理",
            "across": "不分组",
            "note": "说明",
        },
        Condition: {
            "code": "代码",
            "name": "条件",
            "column": "数据列",
            "on": "指标代码",
            "at_least": "不低于",
            "at_most": "不高于",
            "effect": "后果",
            "grade": "封顶等级",
        },
        Adjustment: {
            "code": "代码",
            "name": "项目",
            "column": "数据列",
            "sign": "加分或扣分",
            "each": "每单位分值",
            "cap": "上限",
        },
        Grade: {"name": "等级", "at_least": "不低于"},
    }
)

WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = MappingProxyType(
    {
        Direction: dict(zip(Direction, ("正向", "逆向", "适度"), strict=True)),
        Method: dict(
            zip(
                Method,
                (
                    "极差标准化",
                    "标准差标准化",
                    "百分位排名",
                    "目标比值",
                    "对数标准化",
                    "分档积分",
                    "是否",
                    "按单位积分",
                ),
                strict=True,
            )
        ),
        Missing: dict(
            zip(Missing, ("剔除并重新分配权重", "最低分", "同组中位数", "不予评价"), strict=True)
        ),
        Ties: dict(zip(Ties, ("并列占位", "并列不占位"), strict=True)),
        Effect: dict(zip(Effect, ("一票否决", "等级封顶"), strict=True)),
        Sign: dict(zip(Sign, ("加分", "扣分"), strict=True)),
    }
)

_ENUMS: Mapping[str, type[StrEnum]] = MappingProxyType(
    {kind.__name__: kind for kind in (Direction, Method, Missing, Ties, Effect, Sign)}
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field: what its values are, and whether it must be there."""

    name: str
    label: str
    kind: str
    optional: bool
    needed: bool

    def value(self, said: object) -> object:
        """Return what is said as a value of this field.

        Raises:
            ValueError: It is none.
        """
        if said is None or said == "":
            if self.needed or not self.optional:
                raise ValueError(self.name)
            return None
        return _value(self.kind, said)


def fields_of(kind: type) -> tuple[Field, ...]:
    """Return the fields of a part of a scheme that are plain values, in the order of its labels."""
    by_name = {item.name: item for item in fields(kind)}
    found = []
    for name, label in LABELS[kind].items():
        item = by_name[name]
        said = str(item.type)
        kinds = said.removesuffix(" | None")
        found.append(Field(name, label, kinds, said != kinds, item.default is MISSING))
    return tuple(found)


def _value(kind: str, said: object) -> object:
    if kind in _ENUMS:
        return _word(_ENUMS[kind], str(said).strip())
    return _READERS.get(kind.removesuffix(", ...]"), _text)(said)


def _word(kind: type[StrEnum], said: str) -> StrEnum:
    for member, word in WORDS[kind].items():
        if said in {word, member.value}:
            return member
    raise ValueError(said)


def number(said: object) -> Decimal:
    """Return a finite number of at most 15 digits before the point and 8 behind it.

    Raises:
        ValueError: It is none.
    """
    if isinstance(said, bool) or not isinstance(said, int | float | str | Decimal):
        raise ValueError(said)  # noqa: TRY004 - one error for every way to be no number
    try:
        found = Decimal(repr(said) if isinstance(said, float) else said)
    except InvalidOperation as fault:
        raise ValueError(said) from fault
    exponent = found.as_tuple().exponent
    if not isinstance(exponent, int) or found.adjusted() >= MOST_DIGITS:
        raise ValueError(said)
    if exponent < -MOST_PLACES and found != round(found, MOST_PLACES):
        raise ValueError(said)
    return found


def _bands(said: object) -> tuple[Band, ...]:
    if isinstance(said, list):
        pairs = [tuple(pair) for pair in said]
    else:
        pairs = [match.groups() for match in _BAND.finditer(str(said))]
    return tuple(Band(bound=number(bound), points=number(points)) for bound, points in pairs)


def _texts(said: object) -> tuple[str, ...]:
    listed = said if isinstance(said, list) else re.split(r"[;；、,，\s]+", str(said))
    return tuple(_text(item) for item in listed if item)


def _text(said: object) -> str:
    text = str(said).strip()
    if len(text) > _MOST_TEXT or not text.isprintable():
        raise ValueError(text[:20])
    return text


def _truth(said: object) -> bool:
    return said if isinstance(said, bool) else str(said).strip() in {"是", "true", "1"}


def _day(said: object) -> date:
    return said if isinstance(said, date) else date.fromisoformat(str(said).strip()[:10])


_READERS: Mapping[str, Callable[[object], object]] = MappingProxyType(
    {
        "Decimal": number,
        "bool": _truth,
        "date": _day,
        "tuple[Band": _bands,
        "tuple[str": _texts,
    }
)


def said_of(field: Field, value: object) -> str:
    """Return a value as a cell of a sheet says it, in Chinese."""
    if value is None:
        return ""
    if isinstance(value, StrEnum):
        return WORDS[type(value)][value]
    if isinstance(value, bool):
        return "是" if value else ""
    if field.kind.startswith("tuple[Band") and isinstance(value, tuple):
        return "; ".join(f"{band.bound:f}:{band.points:f}" for band in value)
    if isinstance(value, tuple):
        return "、".join(value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
