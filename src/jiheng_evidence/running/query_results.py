"""What a query of a measure file gives: one row of columns whose names say what they are."""

from __future__ import annotations

import math
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jiheng.bilingual import Bilingual
from jiheng_evidence.running.facts import TOO_LARGE, Facts, is_sane
from jiheng_evidence.sandbox.refusals import RefusedQuery

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng_evidence.sandbox.engine import Engine

_VALUES = (frozenset({"value"}), frozenset({"numerator", "denominator"}), frozenset({"done_on"}))
_FURTHER = frozenset({"rows", "sample", "newest"})
_DATES = frozenset({"done_on", "newest"})
_COUNTS = frozenset({"rows", "sample"})
_SHOWN = 40


def query_facts(
    engine: Engine, query: str, parameters: Mapping[str, object], sources: tuple[str, ...]
) -> Facts:
    """Return what a query says of its measure.

    Raises:
        RefusedQuery: It gives other columns, more than one row, or values of other kinds.
    """
    shown = engine.ask(query, parameters, most=2)
    names = frozenset(name.casefold() for name in shown.columns)
    if names - _FURTHER not in _VALUES or len(names) < len(shown.columns):
        raise RefusedQuery(_columns(shown.columns))
    if len(shown.rows) > 1:
        raise RefusedQuery(Bilingual("查询结果多于一行", "the query gives more than one row"))
    row = shown.rows[0] if shown.rows else ()
    values = {
        name.casefold(): _value(name.casefold(), value)
        for name, value in zip(shown.columns, row, strict=bool(row))
    }
    rows = values.pop("rows", None)
    newest = values.pop("newest", None)
    return Facts(
        rows=_rows(rows, values),
        counted=rows is not None,
        newest=newest,
        values=values,
        sources=sources,
        query=query.strip(),
    )


def _rows(rows: Any, values: Mapping[str, Any]) -> int:
    """Return how many rows it says; without saying, a value counts as one and nothing as none."""
    if rows is not None:
        return int(rows)
    known = [value for name, value in values.items() if name != "sample"]
    return int(bool(known) and all(value is not None for value in known))


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _DATES:
        if isinstance(value, date):
            return value.date() if isinstance(value, datetime) else value
        raise RefusedQuery(_unlike(name, "日期", "a date"))
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise RefusedQuery(_unlike(name, "数字", "a number"))
    if isinstance(value, float) and not math.isfinite(value):
        raise RefusedQuery(_unlike(name, "有限的数字", "a finite number"))
    if not is_sane(value):
        raise RefusedQuery(TOO_LARGE)
    if name in _COUNTS and (value < 0 or value != int(value)):
        raise RefusedQuery(_unlike(name, "个数", "a count"))
    return value


def _unlike(name: str, zh: str, en: str) -> Bilingual:
    return Bilingual(f"查询结果的列 {name} 应是{zh}", f"column {name} of the result must be {en}")


def _columns(names: tuple[str, ...]) -> Bilingual:
    said = "、".join(name[:_SHOWN] for name in names[:5])
    return Bilingual(
        f"查询结果的列应是 value，或 numerator 与 denominator，或 done_on，另可有 rows sample"
        f" newest；现在是 {said}",
        f"a query gives value, or numerator and denominator, or done_on, and may give rows, sample"
        f" and newest; this one gives {said}",
    )
