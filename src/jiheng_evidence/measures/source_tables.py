"""Reads the sources of a measure file."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from jiheng.bilingual import Bilingual
from jiheng_evidence.measures.faults import about_source
from jiheng_evidence.measures.keys import Keys
from jiheng_evidence.measures.model import Column, ColumnType, Source, SourceFormat

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng_evidence.measures.faults import Faults
    from jiheng_evidence.measures.lines import Lines

_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_COLUMN = re.compile(r"[^\W\d]\w{0,62}")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")
_TABLE = re.compile(r"[^\W\d]\w{0,62}(?:\.[^\W\d]\w{0,62})?")
_ENCODINGS = ("utf-8", "gb18030")
_BY_SUFFIX = {
    ".csv": SourceFormat.CSV,
    ".tsv": SourceFormat.CSV,
    ".txt": SourceFormat.CSV,
    ".xlsx": SourceFormat.XLSX,
    ".xls": SourceFormat.XLSX,
    ".ods": SourceFormat.XLSX,
    ".parquet": SourceFormat.PARQUET,
    ".sqlite": SourceFormat.SQLITE,
    ".sqlite3": SourceFormat.SQLITE,
    ".db": SourceFormat.SQLITE,
}
_MOST_AGE = 36_600
_DATES = (ColumnType.DATE, ColumnType.DATETIME)


def read_source(name: str, table: Mapping[str, Any], faults: Faults, lines: Lines) -> Source | None:
    """Return a source; None with faults when it cannot be told what it is."""
    line = lines.table(f"sources.{name}")
    keys = Keys(table, faults, lines, line, about_source(name))
    if not _NAME.fullmatch(name):
        keys.fault(
            name,
            Bilingual(
                "来源名称应以小写英文字母开头，只含小写字母、数字和下划线",
                "a source is named by lower-case letters, digits and underscores",
            ),
        )
        return None
    kind = _format(keys)
    source = None if kind is None else _source(name, kind, keys, faults, lines)
    if source is None:
        keys.tell_misspelt()
    else:
        keys.refuse_others()
    return source


def _source(
    name: str, kind: SourceFormat, keys: Keys, faults: Faults, lines: Lines
) -> Source | None:
    columns = _columns(name, keys, faults, lines)
    by_server = kind is SourceFormat.POSTGRESQL
    in_database = by_server or kind is SourceFormat.SQLITE
    keys.required("dsn_env" if by_server else "path")
    if in_database:
        keys.required("table")
    in_workbook = kind is SourceFormat.XLSX
    source = Source(
        name=name,
        format=kind,
        path=None if by_server else keys.text("path"),
        dsn_env=_matching(keys, "dsn_env", _VARIABLE) if by_server else None,
        encoding=_encoding(keys) if kind is SourceFormat.CSV else None,
        sheet=keys.text("sheet") if in_workbook else None,
        header_row=(keys.integer("header_row", 1, 1000, 1) or 1) if in_workbook else 1,
        table=_matching(keys, "table", _TABLE) if in_database else None,
        columns=columns,
        date_column=keys.text("date_column"),
        max_age_days=keys.integer("max_age_days", 0, _MOST_AGE),
        line=keys.line,
    )
    return source if columns and _date_column_is_right(keys, source) else None


def _date_column_is_right(keys: Keys, source: Source) -> bool:
    if source.date_column is None:
        if source.max_age_days is not None:
            keys.fault(
                "max_age_days",
                Bilingual("写 max_age_days 须同时写 date_column", "it needs a date_column"),
            )
        return True
    column = source.column(source.date_column)
    if column is not None and column.type in _DATES:
        return True
    keys.fault(
        "date_column",
        Bilingual(
            f"date_column“{source.date_column}”应是 columns 中类型为 date 或 datetime 的列",
            f"date_column “{source.date_column}” must be a column of type date or datetime",
        ),
    )
    return False


def _format(keys: Keys) -> SourceFormat | None:
    if keys.has("format"):
        return keys.choice("format", SourceFormat)
    keys.raw("format")
    suffix = PurePath(str(keys.raw("path") or "")).suffix.casefold()
    if suffix not in _BY_SUFFIX:
        known = " ".join(SourceFormat)
        keys.fault(
            "path",
            Bilingual(f"看不出种类，请写 format（{known}）", f"name its format ({known})"),
        )
    return _BY_SUFFIX.get(suffix)


def _columns(name: str, keys: Keys, faults: Faults, lines: Lines) -> tuple[Column, ...]:
    if not keys.required("columns"):
        return ()
    line = lines.table(f"sources.{name}.columns") or keys.line
    table = keys.table("columns") or {}
    inner = Keys(table, faults, lines, line, keys.about)
    found = [column for key in table if (column := _column(key, inner, faults, lines))]
    headers = [column.header for column in found]
    if len(set(headers)) < len(headers):
        keys.fault("columns", Bilingual("两列的表头相同", "two columns have the same header"))
    if not table:
        keys.fault("columns", Bilingual("columns 为空", "columns is empty"))
    return tuple(found)


def _column(name: str, keys: Keys, faults: Faults, lines: Lines) -> Column | None:
    if not _COLUMN.fullmatch(name):
        keys.fault(
            name,
            Bilingual(
                f"列名“{name[:60]}”只能含文字、数字和下划线，原表头写在 header 里",
                f"column name “{name[:60]}”: letters, digits and underscores only",
            ),
        )
        return None
    said = keys.raw(name)
    if isinstance(said, dict):
        inner = Keys(said, faults, lines, keys.line, keys.about)
        inner.required("type")
        kind = inner.choice("type", ColumnType)
        header = inner.text("header", name) or name
        inner.refuse_others()
    else:
        kind, header = keys.choice(name, ColumnType), name
    return None if kind is None else Column(name=name, type=kind, header=header)


def _encoding(keys: Keys) -> str | None:
    said = keys.text("encoding")
    if said is not None and said.casefold() not in _ENCODINGS:
        keys.fault(
            "encoding", Bilingual("encoding 应是 utf-8 或 gb18030", "it must be utf-8 or gb18030")
        )
    return None if said is None else said.casefold()


def _matching(keys: Keys, key: str, pattern: re.Pattern[str]) -> str | None:
    said = keys.text(key)
    if said is not None and not pattern.fullmatch(said):
        keys.fault(key, Bilingual(f"{key} 的写法不对", f"{key} is not well-formed"))
        return None
    return said
