"""What stands at a location: its printed text, and how to name the place to a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.writing.reports.labels import FIELDS, MONEY_FIELDS

if TYPE_CHECKING:
    from jiheng.bilingual import Language
    from jiheng.model import Indicator, Location, Row, Span, TargetTable

_WHOLE_TABLE = Bilingual("整表", "whole table")


Owner = tuple[int | None, int | None]
"""Index of a row and of an indicator within it; (None, None) is the table itself."""


def owner(table: TargetTable, location: Location) -> Owner:
    """Return the row or indicator a location is in; what the table does not hold is left out."""
    if row_at(table, location) is None:
        return None, None
    return location.row, None if indicator_at(table, location) is None else location.indicator


def row_at(table: TargetTable, location: Location) -> Row | None:
    """Return the row a location is in; None for the table's own fields and for no such row."""
    index = location.row
    return table.rows[index] if index is not None and 0 <= index < len(table.rows) else None


def indicator_at(table: TargetTable, location: Location) -> Indicator | None:
    """Return the indicator a location is in, if it is in one."""
    row, index = row_at(table, location), location.indicator
    if row is None or index is None or not 0 <= index < len(row.indicators):
        return None
    return row.indicators[index]


def text_at(table: TargetTable, location: Location) -> str:
    """Return the whole text of the field a location is in; empty when it has none."""
    indicator = indicator_at(table, location)
    if indicator is not None:
        return indicator_text(indicator, location.field)
    row = row_at(table, location)
    if row is not None:
        return row_text(row, location.field)
    value = getattr(table, location.field, None)
    return str(value) if isinstance(value, (str, int)) else ""


def row_text(row: Row, field: str) -> str:
    """Return the text of one of a row's own fields; money in plain digits."""
    if field in MONEY_FIELDS:
        amount = getattr(row.funding, field, None)
        return "" if amount is None else str(amount)
    value = getattr(row, field, None)
    return value if isinstance(value, str) else ""


def indicator_text(indicator: Indicator, field: str) -> str:
    """Return the text of an indicator's field; of a level, its label."""
    value = getattr(indicator, field, None)
    if field in {"level1", "level2"}:
        return "" if value is None else str(value.label)
    return str(value) if isinstance(value, (str, int)) else ""


def row_label(table: TargetTable, location: Location) -> Bilingual:
    """Return what to call the row: its name, else its number."""
    row = row_at(table, location)
    if row is None:
        return _WHOLE_TABLE
    if row.name:
        return Bilingual(row.name, row.name)
    number = (location.row or 0) + 1
    return Bilingual(f"第{number}行", f"row {number}")


def indicator_label(table: TargetTable, location: Location) -> Bilingual | None:
    """Return what to call the indicator: its printed number and name, as far as they are known."""
    indicator = indicator_at(table, location)
    if indicator is None:
        return None
    number = (location.indicator or 0) + 1 if indicator.seq is None else indicator.seq
    if indicator.name:
        return Bilingual(f"{number}、{indicator.name}", f"{number}. {indicator.name}")
    return Bilingual(f"第{number}条指标", f"indicator {number}")


def field_label(location: Location) -> Bilingual:
    """Return what the field is called; an unknown one by its identifier."""
    return FIELDS.get(location.field) or Bilingual(location.field, location.field)


def where(table: TargetTable, location: Location) -> Bilingual:
    """Return the way to a place: project › indicator › field."""
    steps = [row_label(table, location)]
    indicator = indicator_label(table, location)
    if indicator is not None:
        steps.append(indicator)
    steps.append(field_label(location))
    return Bilingual(" › ".join(s.zh for s in steps), " › ".join(s.en for s in steps))


def source_place(span: Span, language: Language) -> str:
    """Return where in its file a text begins: line, page, or sheet and cell; empty if not known."""
    if not span:
        return ""
    first = span[0]
    if first.line is not None:
        return f"第{first.line}行" if language == "zh" else f"line {first.line}"
    if first.page is not None:
        return f"第{first.page}页" if language == "zh" else f"page {first.page}"
    return f"{first.sheet or ''}!{first.cell or ''}".strip("!")
