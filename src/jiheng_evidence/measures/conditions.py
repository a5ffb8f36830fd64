"""Conditions on rows: `{ 列 = 值 }`, `{ 列 = [值, 值] }`, `{ 列 = { at_least = 1 } }`."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from jiheng.bilingual import Bilingual
from jiheng_evidence.measures.model import ColumnType, Condition, Scalar

if TYPE_CHECKING:
    from jiheng_evidence.measures.keys import Keys
    from jiheng_evidence.measures.model import Source

_BOUNDS = ("at_least", "above", "at_most", "below")
_MOST_VALUES = 1000
_TYPES: dict[ColumnType, tuple[type, ...]] = {
    ColumnType.TEXT: (str,),
    ColumnType.INTEGER: (int,),
    ColumnType.DECIMAL: (int, Decimal),
    ColumnType.DATE: (date,),
    ColumnType.DATETIME: (datetime, date),
    ColumnType.BOOLEAN: (bool,),
}
_WORDS = {
    ColumnType.TEXT: Bilingual("文字", "text"),
    ColumnType.INTEGER: Bilingual("整数", "whole numbers"),
    ColumnType.DECIMAL: Bilingual("数字", "numbers"),
    ColumnType.DATE: Bilingual("日期", "dates"),
    ColumnType.DATETIME: Bilingual("日期时间", "dates with times"),
    ColumnType.BOOLEAN: Bilingual("true 或 false", "true or false"),
}


def read_conditions(keys: Keys, key: str, source: Source) -> tuple[Condition, ...]:
    """Return the conditions under a key, in the order of their columns."""
    table = keys.table(key) or {}
    found = (_condition(keys, key, source, name, asked) for name, asked in sorted(table.items()))
    return tuple(condition for condition in found if condition is not None)


def fits(value: object, kind: ColumnType) -> bool:
    """Return whether a column of a type can hold a value."""
    if kind is not ColumnType.BOOLEAN and isinstance(value, bool):
        return False
    if isinstance(value, datetime):
        return kind is ColumnType.DATETIME and value.tzinfo is None
    if isinstance(value, Decimal) and not value.is_finite():
        return False
    return isinstance(value, _TYPES[kind])


def _condition(keys: Keys, key: str, source: Source, name: str, asked: Any) -> Condition | None:
    column = source.column(name)
    if column is None:
        known = "、".join(column.name for column in source.columns)
        keys.fault(
            key,
            Bilingual(
                f"{key} 中的列“{name}”未在来源“{source.name}”中声明，已声明：{known}",
                f"{key} names column “{name}”, which source “{source.name}” does not declare",
            ),
        )
        return None
    if isinstance(asked, dict):
        return _bounded(keys, key, name, column.type, asked)
    values = _values(keys, key, name, column.type, asked)
    return None if values is None else Condition(column=name, values=values)


def _bounded(
    keys: Keys, key: str, name: str, kind: ColumnType, asked: dict[str, Any]
) -> Condition | None:
    unknown = asked.keys() - {*_BOUNDS, "not", "missing"}
    if unknown or not asked:
        said = "、".join(sorted(unknown))
        keys.fault(
            key,
            Bilingual(
                f"{key} 中列“{name}”的条件不认识“{said}”，可用：at_least above at_most below not"
                " missing",
                f"{key}: unknown condition “{said}” on column “{name}”",
            ),
        )
        return None
    missing = asked.get("missing")
    if missing is not None and not isinstance(missing, bool):
        _unlike(keys, key, name, ColumnType.BOOLEAN)
        return None
    values = _values(keys, key, name, kind, asked["not"]) if "not" in asked else ()
    if values is None:
        return None
    bounds = {bound: asked[bound] for bound in _BOUNDS if bound in asked}
    if not all(fits(value, kind) for value in bounds.values()):
        _unlike(keys, key, name, kind)
        return None
    return Condition(column=name, values=values, negated="not" in asked, missing=missing, **bounds)


def _values(
    keys: Keys, key: str, name: str, kind: ColumnType, asked: Any
) -> tuple[Scalar, ...] | None:
    values = asked if isinstance(asked, list) else [asked]
    if not 0 < len(values) <= _MOST_VALUES or not all(fits(value, kind) for value in values):
        _unlike(keys, key, name, kind)
        return None
    return tuple(cast("list[Scalar]", values))


def _unlike(keys: Keys, key: str, name: str, kind: ColumnType) -> None:
    word = _WORDS[kind]
    keys.fault(
        key,
        Bilingual(
            f"{key} 中列“{name}”的值应是{word.zh}",
            f"{key}: values of column “{name}” must be {word.en}",
        ),
    )
