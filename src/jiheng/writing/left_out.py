"""Which kinds of fields a table fills that a flat form has no place for."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Indicator, Row, RowKind, TableKind, TargetTable
from jiheng.writing.forms import FORMS
from jiheng.writing.loss_names import field_name
from jiheng.writing.packed import printed_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

INDICATOR_LIST = "list"
"""The one file of the CSV package that people open: a line for each indicator."""

_LISTS = {
    "lines": Bilingual("资金明细", "lines of money"),
    "tasks": Bilingual("年度任务", "tasks"),
    "further": Bilingual("其他栏目", "further entries"),
}
_NO_INDICATORS = Bilingual("没有指标的行", "rows without indicators")
_SOURCES = Bilingual("资金来源", "sources of funds")
_NAMES = frozenset({"seq", "level1", "level2", "name", "period_value", "annual_value"})
_DISCLOSED: Mapping[type[object], frozenset[str]] = {
    TargetTable: frozenset({"title", "department", "fiscal_year", "money_unit", "rows"}),
    Row: frozenset({"kind", "name", "funding", "goal", "indicators"}),
    Indicator: _NAMES | {"target", "complete"},
}
_LISTED: Mapping[type[object], frozenset[str]] = {
    TargetTable: frozenset({"department", "fiscal_year", "money_unit", "rows"}),
    Row: frozenset({"kind", "name", "code", "organization", "department", "funding", "indicators"}),
    Indicator: _NAMES | {"sign", "unit", "target", "complete", "weight", "actual", "score"},
}


def left_out(tables: Sequence[TargetTable], form: str) -> tuple[Bilingual, ...]:
    """Return what to call the kinds of fields that are filled, but have no place in a form.

    Args:
        tables: What is written.
        form: A name in `FORMS`, or `INDICATOR_LIST`.
    """
    if form in FORMS and FORMS[form].exact:
        return ()
    found = (name for table in tables for name in _of_table(table, form))
    return tuple(dict.fromkeys(found))


def _of_table(table: TargetTable, form: str) -> Iterator[Bilingual]:
    listed = form == INDICATOR_LIST
    held = _LISTED if listed else _DISCLOSED
    if table.kind is not TableKind.PROJECT_TARGETS:
        yield field_name(TargetTable, "kind")
    yield from _fields(table, held[TargetTable] | {"kind"})
    under: str | None = None
    for row in table.rows:
        if row.kind is RowKind.ORGANIZATION:
            under = row.name
        plain = row.organization in {None, under} or row.organization == row.department
        yield from _fields(row, held[Row] | ({"organization"} if plain else set()))
        if listed and not row.indicators:
            yield _NO_INDICATORS
        if listed and row.funding and row.funding.sources():
            yield _SOURCES
        for indicator in row.indicators:
            printed = () if listed else _within_values(indicator)
            yield from _fields(indicator, held[Indicator].union(printed))


def _within_values(indicator: Indicator) -> tuple[str, ...]:
    """Return which of the fields beside a value the disclosure form prints within it."""
    value = indicator.annual_value or indicator.period_value
    printed = "" if value is None else printed_value(indicator, value)
    return tuple(name for name in ("sign", "unit") if (getattr(indicator, name) or "") in printed)


def _fields(record: TargetTable | Row | Indicator, held: frozenset[str]) -> Iterator[Bilingual]:
    for each in fields(record):
        if each.compare and each.name not in held and getattr(record, each.name) not in {None, ()}:
            yield _LISTS.get(each.name) or field_name(type(record), each.name)
