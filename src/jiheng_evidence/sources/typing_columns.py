"""SQL that turns what is printed into typed values, and finds what cannot be turned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng_evidence.measures.model import ColumnType
from jiheng_evidence.sandbox.sql import identifier, nested, select

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jiheng_evidence.measures.model import Column

NUMBER = "DECIMAL(28, 6)"

_YES = "'是', 'true', '1', 'yes', 'y'"
_NO = "'否', 'false', '0', 'no', 'n'"
_ZONE = r"'[0-9]:[0-9]{2}.*([+-][0-9]{2}(:?[0-9]{2})?|Z)$'"


def _number(raw: str) -> str:
    return f"TRY_CAST(replace(replace({raw}, ',', ''), '，', '') AS {NUMBER})"


def _integer(raw: str) -> str:
    number = _number(raw)
    return f"CASE WHEN {number} = trunc({number}) THEN TRY_CAST({number} AS BIGINT) END"


def _date(raw: str) -> str:
    compact = f"CASE WHEN length({raw}) = 8 THEN try_strptime({raw}, '%Y%m%d') END"
    other = f"try_strptime({raw}, ['%Y年%m月%d日', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'])"
    return _in_our_time(
        f"coalesce(TRY_CAST({raw} AS DATE), CAST(coalesce({compact}, {other}) AS DATE))"
    )


def _datetime(raw: str) -> str:
    other = (
        f"try_strptime({raw}, ['%Y/%m/%d %H:%M', '%Y/%m/%d %H:%M:%S', '%Y-%m-%d %H:%M',"
        " '%Y年%m月%d日 %H:%M', '%Y年%m月%d日'])"
    )
    whole = f"coalesce(TRY_CAST({raw} AS TIMESTAMP), {other})"
    return f"CASE WHEN NOT regexp_matches({raw}, {_ZONE}) THEN {_in_our_time(whole)} END"


def _in_our_time(value: str) -> str:
    """Let two-digit years and the like be no dates."""
    return f"CASE WHEN year({value}) BETWEEN 1900 AND 2199 THEN {value} END"


def _boolean(raw: str) -> str:
    return (
        f"CASE WHEN lower({raw}) IN ({_YES}) THEN true WHEN lower({raw}) IN ({_NO}) THEN false END"
    )


_OF_TEXT: Mapping[ColumnType, Callable[[str], str]] = {
    ColumnType.TEXT: lambda raw: raw,
    ColumnType.INTEGER: _integer,
    ColumnType.DECIMAL: _number,
    ColumnType.DATE: _date,
    ColumnType.DATETIME: _datetime,
    ColumnType.BOOLEAN: _boolean,
}
_OF_VALUES: Mapping[ColumnType, str] = {
    ColumnType.TEXT: "VARCHAR",
    ColumnType.INTEGER: "BIGINT",
    ColumnType.DECIMAL: NUMBER,
    ColumnType.DATE: "DATE",
    ColumnType.DATETIME: "TIMESTAMP",
    ColumnType.BOOLEAN: "BOOLEAN",
}


def loading_sql(table: str, reader: str, columns: Sequence[Column], texts: Sequence[bool]) -> str:
    """Return the statement that fills a table; it fails at the first value of a wrong type.

    Args:
        table: Name of the new table.
        reader: What to select from, with the headers as names.
        columns: What is wanted.
        texts: Which of them the reader gives as text.
    """
    kept = ", ".join(
        f"CASE WHEN r{n} IS NOT NULL AND t{n} IS NULL THEN error('value of a wrong type')"
        f" ELSE t{n} END AS {identifier(column.name)}"
        for n, column in enumerate(columns)
    )
    typed = _typed(reader, columns, texts)
    return f"CREATE TABLE {identifier(table)} AS {select(kept, nested(typed))}"


def wrong_values_sql(reader: str, column: Column, *, text: bool) -> str:
    """Return the query for the first value of a column that is of a wrong type."""
    typed = _typed(reader, [column], [text])
    numbered = select("row_number() OVER () AS n, r0, t0", nested(typed))
    return select("n, r0", nested(numbered), "WHERE r0 IS NOT NULL AND t0 IS NULL LIMIT 1")


def _typed(reader: str, columns: Sequence[Column], texts: Sequence[bool]) -> str:
    raw = ", ".join(
        f"nullif(trim({identifier(column.header)}, ' \t\r\n\u3000\u00a0'), '') AS r{n}"
        if text
        else f"{identifier(column.header)} AS r{n}"
        for n, (column, text) in enumerate(zip(columns, texts, strict=True))
    )
    typed = ", ".join(
        f"r{n}, {_OF_TEXT[column.type](f'r{n}') if text else _of_value(column.type, n)} AS t{n}"
        for n, (column, text) in enumerate(zip(columns, texts, strict=True))
    )
    return select(typed, nested(select(raw, reader)))


def _of_value(kind: ColumnType, n: int) -> str:
    if kind is ColumnType.INTEGER:
        number = f"TRY_CAST(r{n} AS {NUMBER})"
        return f"CASE WHEN {number} = trunc({number}) THEN TRY_CAST({number} AS BIGINT) END"
    return f"TRY_CAST(r{n} AS {_OF_VALUES[kind]})"
