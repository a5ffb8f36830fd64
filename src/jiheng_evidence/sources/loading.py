"""Loads a source into a table of the database, typed, with its digest and number of rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING, BinaryIO

import duckdb

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng_evidence.measures.model import TYPE_WORDS, ColumnType, SourceFormat
from jiheng_evidence.sandbox.refusals import RefusedQuery
from jiheng_evidence.sandbox.sql import identifier, literal, nested, select
from jiheng_evidence.sources import databases, texts, workbooks
from jiheng_evidence.sources.paths import opened, readable_path
from jiheng_evidence.sources.typing_columns import (
    MOST_DIGITS,
    NUMBER,
    loading_sql,
    wrong_values_sql,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jiheng_evidence.measures.model import Column, Source
    from jiheng_evidence.sandbox.engine import Engine

_SHOWN = 60
_MOST_TOLD = 5
_STRICT = {ColumnType.INTEGER: NUMBER, ColumnType.DECIMAL: NUMBER, ColumnType.DATE: "DATE"}
"""Types that CSV can be read as at once: what is well written means the same either way."""

_CSV_LINE = re.compile(r"CSV Error on Line: (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A source that is in the database.

    Attributes:
        shown: Its path, or the table of the server.
        sha256: Digest of the file; of the rows where there is no file.
        percents: Columns whose numbers the file shows as per cent, 0.96 as 96%.
    """

    name: str
    shown: str
    sha256: str
    rows: int
    percents: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Reader:
    """Something to select from: SQL, the names it gives, and which columns are text.

    Attributes:
        strict: The same, its values typed while they are read: quick, but it takes nothing that is
            not written as it should be.
    """

    sql: str
    headers: Sequence[str]
    texts: Sequence[bool]
    strict: _Reader | None = None


def load(
    engine: Engine, source: Source, folder: Path, allowed: Sequence[Path], seconds: float
) -> Loaded:
    """Fill a table named as the source.

    Args:
        engine: Not locked yet.
        source: What to load; only its declared columns are.
        folder: Of the measure file.
        allowed: Other places that the user lets it reach.
        seconds: How long it may take.

    Raises:
        UnreadableFile: It cannot be read, lacks a column, or a value is of a wrong type.
    """
    shown = source.path or source.table or source.name
    percents: frozenset[str] = frozenset()
    if source.format is SourceFormat.POSTGRESQL:
        copy, sha256 = databases.copied_from_server(source, seconds)
        with copy:
            _fill(engine, source, _records(copy, source, ","), shown, seconds)
    else:
        with opened(source.path or "", folder, allowed) as stream:
            if source.format is SourceFormat.XLSX:
                sha256, percents = _load_book(engine, source, stream, shown, seconds)
            else:
                sha256 = _load_file(engine, source, stream, shown, seconds)
    counted = engine.connection.execute(select("count(*)", identifier(source.name)))
    rows = counted.fetchone()
    return Loaded(
        name=source.name,
        shown=shown,
        sha256=sha256,
        rows=rows[0] if rows else 0,
        percents=percents,
    )


def _load_book(
    engine: Engine, source: Source, stream: BinaryIO, shown: str, seconds: float
) -> tuple[str, frozenset[str]]:
    sha256 = texts.digest(stream)
    rows, percents = workbooks.opened(stream, source, shown)
    with texts.written(rows) as copy:
        _fill(engine, source, _records(copy, source, ","), shown, seconds)
    return sha256, percents


def _load_file(engine: Engine, source: Source, stream: BinaryIO, shown: str, seconds: float) -> str:
    if source.format is SourceFormat.PARQUET:
        sha256 = texts.digest(stream)
        reader = _parquet(engine, readable_path(stream, shown), shown)
        _fill(engine, source, reader, shown, seconds)
        return sha256
    if source.format is SourceFormat.CSV:
        return _load_csv(engine, source, stream, shown, seconds)
    sha256 = texts.digest(stream)
    path = readable_path(stream, shown)
    with texts.written(databases.rows_of_file(path, source, shown, seconds)) as copy:
        _fill(engine, source, _records(copy, source, ","), shown, seconds)
    return sha256


def _load_csv(engine: Engine, source: Source, stream: BinaryIO, shown: str, seconds: float) -> str:
    sha256, encoding = texts.digest_and_encoding(stream)
    if source.encoding == "utf-8" and encoding != "utf-8":
        raise UnreadableFile(name=shown, reason=Bilingual("不是 UTF-8 编码", "it is no UTF-8"))
    delimiter = "\t" if shown.casefold().endswith(".tsv") else ","
    written = encoding if encoding == "utf-16" else source.encoding or encoding
    if written != "utf-8":
        with texts.in_utf8(stream, shown, written) as copy:
            _fill(engine, source, _records(copy, source, delimiter), shown, seconds)
    else:
        _fill(engine, source, _records(stream, source, delimiter), shown, seconds)
    return sha256


def _records(stream: BinaryIO, source: Source, delimiter: str) -> _Reader:
    """Return a reader of CSV in UTF-8; all that it gives is text."""
    shown = source.path or source.name
    found = texts.headers(stream, shown, delimiter)
    _check_headers(source, found, shown)
    path = readable_path(stream, shown)
    texts_only = ["VARCHAR"] * len(found)
    kinds = {column.header: _STRICT.get(column.type, "VARCHAR") for column in source.columns}
    strict = [kinds.get(header, "VARCHAR") for header in found]
    return replace(
        _csv_reader(source, path, delimiter, found, texts_only),
        strict=_csv_reader(source, path, delimiter, found, strict),
    )


def _csv_reader(
    source: Source, path: str, delimiter: str, found: Sequence[str], types: Sequence[str]
) -> _Reader:
    columns = ", ".join(f"c{n}: '{kind}'" for n, kind in enumerate(types))
    reader = (
        f"read_csv({literal(path)}, auto_detect = false, header = true,"
        f" delim = {literal(delimiter)}, quote = '\"', escape = '\"', nullstr = '',"
        f" columns = {{{columns}}})"
    )
    wanted = {column.header for column in source.columns}
    renamed = ", ".join(
        f"c{n} AS {identifier(header)}" for n, header in enumerate(found) if header in wanted
    )
    return _Reader(nested(select(renamed, reader)), found, [kind == "VARCHAR" for kind in types])


def _parquet(engine: Engine, path: str, shown: str) -> _Reader:
    reader = f"read_parquet({literal(path)})"
    try:
        described = engine.connection.execute(f"DESCRIBE {select('*', reader)}").fetchall()
    except duckdb.Error:
        raise UnreadableFile(
            name=shown, reason=Bilingual("不是 Parquet 文件", "it is no Parquet file")
        ) from None
    return _Reader(
        reader, [str(row[0]) for row in described], [row[1] == "VARCHAR" for row in described]
    )


def _check_headers(source: Source, found: Sequence[str], shown: str) -> None:
    wanted = [column.header for column in source.columns]
    missing = [header for header in wanted if header not in found]
    if missing:
        has = "、".join(found)[: _SHOWN * 5]
        raise UnreadableFile(
            name=shown,
            reason=Bilingual(
                f"没有表头“{'”“'.join(missing)}”，表头有：{has}",
                f"no header “{', '.join(missing)}”; headers: {has}",
            ),
        )
    twice = [header for header in wanted if list(found).count(header) > 1]
    if twice:
        raise UnreadableFile(
            name=shown,
            reason=Bilingual(f"表头“{twice[0]}”出现两次", f"header “{twice[0]}” stands twice"),
        )


def _fill(engine: Engine, source: Source, reader: _Reader, shown: str, seconds: float) -> None:
    _check_headers(source, reader.headers, shown)
    try:
        if reader.strict is None or not _filled(engine, source, reader.strict, seconds):
            _must_fill(engine, source, reader, seconds)
    except RefusedQuery as error:
        _tell_wrong_values(engine, source, reader, shown, seconds)
        raise UnreadableFile(name=shown, reason=_in_words(error)) from None


def _filled(engine: Engine, source: Source, reader: _Reader, seconds: float) -> bool:
    try:
        _must_fill(engine, source, reader, seconds)
    except RefusedQuery:
        return False
    return True


def _must_fill(engine: Engine, source: Source, reader: _Reader, seconds: float) -> None:
    statement = loading_sql(source.name, reader.sql, source.columns, _flags(source, reader))
    with engine.within(seconds):
        engine.connection.execute(statement)


def _flags(source: Source, reader: _Reader) -> list[bool]:
    is_text = dict(zip(reader.headers, reader.texts, strict=True))
    return [is_text[column.header] for column in source.columns]


def _in_words(error: RefusedQuery) -> Bilingual:
    line = _CSV_LINE.search(error.message.en)
    if line is None:
        return error.message
    return Bilingual(f"第 {line[1]} 行不合 CSV 格式", f"line {line[1]} is no well-formed CSV")


def _tell_wrong_values(
    engine: Engine, source: Source, reader: _Reader, shown: str, seconds: float
) -> None:
    """Raise with the places of wrong values, if they were what went wrong.

    Raises:
        UnreadableFile: There are some; the first are named.
    """
    told: list[tuple[int, Bilingual]] = []
    count = 0
    for column, text in zip(source.columns, _flags(source, reader), strict=True):
        query = wrong_values_sql(reader.sql, column, _MOST_TOLD, text=text)
        try:
            with engine.within(seconds):
                found = engine.connection.execute(query).fetchall()
        except RefusedQuery:
            return
        count += found[0][2] if found else 0
        for n, value, _all, is_number in found:
            row = n + source.header_row
            told.append((row, _wrong_value(row, column, str(value)[:_SHOWN], is_number=is_number)))
    if told:
        first = [said for _row, said in sorted(told, key=itemgetter(0))[:_MOST_TOLD]]
        rest = count - len(first)
        zh, en = "；".join(said.zh for said in first), "; ".join(said.en for said in first)
        zh, en = (f"{zh}；另有 {rest} 处", f"{en}; and {rest} more") if rest else (zh, en)
        raise UnreadableFile(name=shown, reason=Bilingual(zh, en))


def _wrong_value(row: int, column: Column, value: str, *, is_number: bool) -> Bilingual:
    zh = f"第 {row} 行“{column.header}”的值“{value}”"
    en = f"row {row}, “{column.header}”: “{value}”"
    if not is_number:
        word = TYPE_WORDS[column.type]
        return Bilingual(f"{zh}不是{word.zh}", f"{en}: not {word.en}")
    if column.type is ColumnType.INTEGER and "." in value:
        return Bilingual(f"{zh}不是整数", f"{en}: not a whole number")
    return Bilingual(f"{zh}过大，整数部分最多 {MOST_DIGITS[column.type]} 位", f"{en} is too large")
