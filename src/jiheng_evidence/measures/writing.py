"""Writes measure files: what is read back is equal."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from jiheng.results import Accumulation
from jiheng_evidence.measures.model import Kind, Limits, SourceFormat, Window

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jiheng_evidence.measures.model import (
        Condition,
        Measure,
        MeasureFile,
        Reference,
        Scalar,
        Source,
    )

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_USUAL: Mapping[str, object] = {
    "tolerance": Decimal(0),
    "unit": "",
    "window": Window.YEAR,
    "period": None,
    "accumulation": Accumulation.RUNNING,
    "minimum_rows": 1,
    "minimum_sample": 0,
    "date_column": None,
    "max_age_days": None,
    "due": None,
    "target": None,
    "owner": None,
    "note": None,
}
_BOUNDS = ("at_least", "above", "at_most", "below")


def write_measures(file: MeasureFile) -> str:
    """Return a measure file as TOML."""
    parts = [*_head(file)]
    for source in file.sources:
        parts += ["", *source_lines(source)]
    for measure in file.measures:
        parts += ["", *measure_lines(measure)]
    return "\n".join(parts) + "\n"


def _head(file: MeasureFile) -> Iterator[str]:
    yield "version = 1"
    yield f"table = {value_text(file.table)}"
    if file.table_number is not None:
        yield f"table_number = {file.table_number}"
    yield f"fiscal_year = {file.fiscal_year}"
    if file.as_of is not None:
        yield f"as_of = {file.as_of.isoformat()}"
    if file.limits != Limits():
        limits = file.limits
        yield ""
        yield "[limits]"
        for name in ("memory_mb", "seconds", "loading_seconds", "threads"):
            yield f"{name} = {getattr(limits, name)}"


def source_lines(source: Source) -> Iterator[str]:
    """Yield the lines of a source."""
    yield f"[sources.{source.name}]"
    yield f"format = {value_text(source.format.value)}"
    for key in ("path", "dsn_env", "encoding", "sheet", "table", "date_column"):
        said = getattr(source, key)
        if said is not None:
            yield f"{key} = {value_text(said)}"
    if source.format is SourceFormat.XLSX and source.header_row != 1:
        yield f"header_row = {source.header_row}"
    if source.max_age_days is not None:
        yield f"max_age_days = {source.max_age_days}"
    yield ""
    yield f"[sources.{source.name}.columns]"
    for column in source.columns:
        kind, header = value_text(column.type.value), value_text(column.header)
        said = kind if column.header == column.name else f"{{ type = {kind}, header = {header} }}"
        yield f"{key_text(column.name)} = {said}"


def measure_lines(measure: Measure) -> Iterator[str]:
    """Yield the lines of a measure."""
    yield "[[measures]]"
    yield f"indicator = {reference_text(measure.indicator)}"
    yield f"kind = {value_text(measure.kind.value)}"
    if measure.query is not None:
        yield f"query = {_query(measure.query)}"
    if measure.source is not None:
        yield f"source = {value_text(measure.source)}"
    for key, conditions in (("where", measure.where), ("numerator", measure.numerator)):
        if conditions or (key == "numerator" and measure.kind is Kind.SHARE):
            yield f"{key} = {conditions_text(conditions)}"
    for key, column in measure.columns.items():
        yield f"{key} = {value_text(column)}"
    yield from _further(measure)


def _further(measure: Measure) -> Iterator[str]:
    """Yield the keys that say other than what goes without saying."""
    if measure.kind is Kind.DURATION:
        yield f"statistic = {value_text(measure.statistic)}"
    for key, usual in _USUAL.items():
        said = getattr(measure, key)
        if said != usual:
            plain = said.value if isinstance(said, StrEnum) else said
            yield f"{key} = {value_text(plain)}"
    if measure.outliers is not None:
        column, k = value_text(measure.outliers.column), value_text(measure.outliers.k)
        yield f"outliers = {{ column = {column}, k = {k} }}"


def reference_text(reference: Reference) -> str:
    """Return a reference as an inline table."""
    keys = ("project", "name", "organization", "level2", "value", "seq", "nth")
    said = ((key, getattr(reference, key)) for key in keys)
    return _inline((key, value_text(value)) for key, value in said if value is not None)


def conditions_text(conditions: Sequence[Condition]) -> str:
    """Return conditions as an inline table."""
    return _inline((key_text(c.column), _condition(c)) for c in conditions)


def key_text(name: str) -> str:
    """Return a key, quoted where it has to be."""
    return name if _BARE.fullmatch(name) else value_text(name)


def value_text(value: Scalar) -> str:
    """Return a value in TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text if "." in text else f"{text}.0"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _condition(condition: Condition) -> str:
    listed = [value_text(value) for value in condition.values]
    values = listed[0] if len(listed) == 1 else f"[{', '.join(listed)}]"
    if listed and not condition.negated:
        return values
    said = [("not", values)] if listed else []
    for name in _BOUNDS:
        bound = getattr(condition, name)
        if bound is not None:
            said.append((name, value_text(bound)))
    if condition.missing is not None:
        said.append(("missing", value_text(condition.missing)))
    return _inline(said)


def _inline(pairs: Iterator[tuple[str, str]] | Sequence[tuple[str, str]]) -> str:
    said = ", ".join(f"{key} = {value}" for key, value in pairs)
    return f"{{ {said} }}" if said else "{}"


def _query(query: str) -> str:
    if "'''" in query or query.endswith("'") or _CONTROL.search(query):
        return value_text(query)
    return f"'''\n{query}'''"
