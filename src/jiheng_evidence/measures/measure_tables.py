"""Reads the measures of a measure file."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jiheng.bilingual import Bilingual
from jiheng.results import Accumulation
from jiheng_evidence.measures.conditions import read_conditions
from jiheng_evidence.measures.kinds import DURATION_UNITS, NEEDS
from jiheng_evidence.measures.model import (
    ColumnType,
    Kind,
    Measure,
    Outliers,
    Period,
    Reference,
    Window,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng_evidence.measures.keys import Keys
    from jiheng_evidence.measures.model import Source

_STATISTIC = re.compile(r"max|average|p[1-9]\d?")
_DATES = (ColumnType.DATE, ColumnType.DATETIME)
_NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)
_MOST_ROWS = 1_000_000_000
_MOST_DAYS = 36_600
_MOST_SPREADS = 1000


def read_reference(keys: Keys) -> Reference | None:
    """Return which indicator is meant."""
    if not all([keys.required("project"), keys.required("name")]):
        keys.tell_misspelt()
        return None
    project, name = keys.text("project"), keys.text("name")
    reference = Reference(
        project=project or "",
        name=name or "",
        organization=keys.text("organization"),
        level2=keys.text("level2"),
        value=keys.text("value"),
        seq=keys.integer("seq", 0, 100_000),
        nth=keys.integer("nth", 1, 100_000),
    )
    keys.refuse_others()
    return reference if project and name else None


def read_measure(
    keys: Keys, reference: Reference, sources: Mapping[str, Source | None]
) -> Measure | None:
    """Return a measure; None with faults when it cannot be told what it computes."""
    kind = keys.choice("kind", Kind) if keys.required("kind") else None
    if kind is None:
        keys.tell_misspelt()
        return None
    source = None if kind is Kind.QUERY else _source(keys, sources)
    if source is None and kind is not Kind.QUERY:
        keys.tell_misspelt()
        return None  # what is wrong with it was told
    measure = Measure(
        indicator=reference,
        kind=kind,
        source=None if source is None else source.name,
        unit=keys.text("unit", "") or "",
        minimum_sample=keys.integer("minimum_sample", 0, _MOST_ROWS, 0) or 0,
        minimum_rows=_or(keys.integer("minimum_rows", 0, _MOST_ROWS), 1),
        max_age_days=keys.integer("max_age_days", 0, _MOST_DAYS),
        due=keys.day("due"),
        target=keys.text("target"),
        owner=keys.text("owner"),
        note=keys.text("note"),
        line=keys.line,
        **_of_kind(keys, kind, source),
    )
    keys.refuse_others()
    return measure


def _of_kind(keys: Keys, kind: Kind, source: Source | None) -> dict[str, Any]:
    if source is None:
        keys.required("query")
        return {"query": keys.text("query")}
    found: dict[str, Any] = {
        "columns": _columns(keys, kind, source),
        "where": read_conditions(keys, "where", source),
        "window": keys.choice("window", Window, Window.YEAR),
        "date_column": _date_column(keys, source),
        "period": keys.choice("period", Period),
        "accumulation": keys.choice("accumulation", Accumulation, Accumulation.RUNNING),
        "outliers": _outliers(keys, source),
    }
    if kind is Kind.SHARE:
        keys.required("numerator")
        found["numerator"] = read_conditions(keys, "numerator", source)
    if kind is Kind.DURATION:
        found["statistic"] = _statistic(keys)
    if kind is Kind.ACCURACY:
        found["tolerance"] = _tolerance(keys)
    _need_dates(keys, kind, source, found)
    return found


def _need_dates(keys: Keys, kind: Kind, source: Source, found: Mapping[str, Any]) -> None:
    """Note what cannot be done without knowing when a row happened."""
    needing = [
        (key, asked)
        for key, asked in (
            ("period", found["period"] is not None),
            ("max_age_days", keys.has("max_age_days")),
            ("kind", kind is Kind.LATEST),
        )
        if asked
    ]
    if needing and not (found["date_column"] or source.date_column):
        key = needing[0][0]
        keys.fault(
            key,
            Bilingual(
                f"{key} 需要 date_column，来源“{source.name}”没有写",
                f"{key} needs a date_column, and source “{source.name}” has none",
            ),
        )
    if found["accumulation"] is not Accumulation.RUNNING and found["period"] is None:
        keys.fault(
            "accumulation",
            Bilingual("写 accumulation 须同时写 period", "accumulation needs a period"),
        )


def _source(keys: Keys, sources: Mapping[str, Source | None]) -> Source | None:
    if not keys.required("source"):
        return None
    name = keys.text("source")
    if name is not None and name not in sources:
        known = "、".join(sources) or "无"
        keys.fault(
            "source",
            Bilingual(f"没有名为“{name}”的来源，已声明：{known}", f"there is no source “{name}”"),
        )
    return sources.get(name or "")


def _columns(keys: Keys, kind: Kind, source: Source) -> dict[str, str]:
    need = NEEDS[kind]
    found = {}
    for key, types in need.columns.items():
        if not keys.has(key) and key in need.optional:
            keys.raw(key)
            continue
        if keys.required(key) and (name := _column(keys, key, keys.text(key), source, types)):
            found[key] = name
    return found


def _column(
    keys: Keys, key: str, name: str | None, source: Source, types: tuple[ColumnType, ...]
) -> str | None:
    column = source.column(name or "")
    if name is None:
        return None
    if column is None:
        keys.fault(
            key,
            Bilingual(
                f"{key} 的列“{name}”未在来源“{source.name}”中声明",
                f"{key}: source “{source.name}” declares no column “{name}”",
            ),
        )
        return None
    if column.type not in types:
        wanted = " ".join(types)
        keys.fault(
            key,
            Bilingual(
                f"{key} 的列“{name}”类型是 {column.type}，应是 {wanted}",
                f"{key}: column “{name}” is {column.type}, not {wanted}",
            ),
        )
    return name


def _date_column(keys: Keys, source: Source) -> str | None:
    return _column(keys, "date_column", keys.text("date_column"), source, _DATES)


def _outliers(keys: Keys, source: Source) -> Outliers | None:
    table = keys.table("outliers")
    if table is None:
        return None
    k = table.get("k", 6)
    right = _is_number(k) and 1 <= k <= _MOST_SPREADS
    name = table.get("column")
    if table.keys() - {"column", "k"} or not isinstance(name, str) or not right:
        keys.fault(
            "outliers",
            Bilingual(
                'outliers 应写作 { column = "列", k = 6 }，k 在 1 到 1000 之间',
                'outliers must be { column = "…", k = 6 }, k from 1 to 1000',
            ),
        )
        return None
    column = _column(keys, "outliers", name, source, _NUMBERS)
    return None if column is None else Outliers(column=column, k=Decimal(k))


def _statistic(keys: Keys) -> str:
    said = keys.text("statistic", "max") or "max"
    if not _STATISTIC.fullmatch(said):
        keys.fault(
            "statistic",
            Bilingual("statistic 应是 max、average 或 p1 至 p99", "max, average or p1 to p99"),
        )
    keys.required("unit")
    if (unit := keys.text("unit")) is not None and unit not in DURATION_UNITS:
        known = "、".join(DURATION_UNITS)
        keys.fault("unit", Bilingual(f"时长的 unit 应是 {known}", f"unit must be one of {known}"))
    return said


def _tolerance(keys: Keys) -> Decimal:
    said = keys.raw("tolerance")
    if said is None:
        return Decimal(0)
    if not _is_number(said) or not 0 <= said <= _MOST_ROWS:
        keys.fault("tolerance", Bilingual("tolerance 应是不小于 0 的数", "it must be 0 or more"))
        return Decimal(0)
    return Decimal(said)


def _is_number(said: Any) -> bool:
    if isinstance(said, Decimal):
        return said.is_finite()
    return isinstance(said, int) and not isinstance(said, bool)


def _or(value: int | None, default: int) -> int:
    return default if value is None else value
