"""SQL that turns what is printed into typed values, and finds what cannot be turned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng_evidence.measures.model import ColumnType
from jiheng_evidence.sandbox.sql import identifier, nested, select

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jiheng_evidence.measures.model import Column

NUMBER = "DECIMAL(28, 6)"
MOST_DIGITS = {ColumnType.INTEGER: 18, ColumnType.DECIMAL: 22}
"""Digits before the point that any number of a type may have."""

_NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)
_RARE = "\t\r\n\u3000\u00a0"
_WRONG = "WHERE NOT coalesce({fits}, false) AND {said}"
_YES = "'是', 'true', '1', 'yes', 'y', '√', '✓', '✔', '☑'"
_NO = "'否', 'false', '0', 'no', 'n', '×', '✗', '✘', '☒'"
_ZONE = r"'[0-9]:[0-9]{2}.*([+-][0-9]{2}(:?[0-9]{2})?|Z)$'"


def _trimmed(raw: str) -> str:
    """Return a text without white space around it; the rare kinds take a slower way."""
    rare = " OR ".join(f"contains({raw}, '{sign}')" for sign in _RARE)
    stripped = f"CASE WHEN {rare} THEN trim({raw}, ' {_RARE}') ELSE trim({raw}) END"
    return f"nullif({stripped}, '')"


def _number(raw: str) -> str:
    plain = f"replace(replace({_trimmed(raw)}, ',', ''), '，', '')"
    return f"coalesce(TRY_CAST({raw} AS {NUMBER}), TRY_CAST({plain} AS {NUMBER}))"


def _integer(raw: str) -> str:
    number = _number(raw)
    return f"CASE WHEN {number} = trunc({number}) THEN TRY_CAST({number} AS BIGINT) END"


def _date(raw: str) -> str:
    text = _trimmed(raw)
    compact = f"CASE WHEN length({text}) = 8 THEN try_strptime({text}, '%Y%m%d') END"
    other = f"try_strptime({text}, ['%Y年%m月%d日', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'])"
    fallback = f"CAST(coalesce({compact}, {other}) AS DATE)"
    return f"coalesce(TRY_CAST({raw} AS DATE), {fallback})"


def _datetime(raw: str) -> str:
    text = _trimmed(raw)
    other = (
        f"try_strptime({text}, ['%Y/%m/%d %H:%M', '%Y/%m/%d %H:%M:%S', '%Y-%m-%d %H:%M',"
        " '%Y年%m月%d日 %H:%M', '%Y年%m月%d日'])"
    )
    whole = f"coalesce(TRY_CAST({raw} AS TIMESTAMP), {other})"
    return f"CASE WHEN NOT regexp_matches({raw}, {_ZONE}) THEN {whole} END"


def _boolean(raw: str) -> str:
    said = f"lower({_trimmed(raw)})"
    return f"CASE WHEN {said} IN ({_YES}) THEN true WHEN {said} IN ({_NO}) THEN false END"


_OF_TEXT: Mapping[ColumnType, Callable[[str], str]] = {
    ColumnType.TEXT: _trimmed,
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
        f"CASE WHEN {_fits(column.type, n)} THEN t{n} WHEN {_is_said(n, text=text)}"
        f" THEN error('value of a wrong type') END AS {identifier(column.name)}"
        for n, (column, text) in enumerate(zip(columns, texts, strict=True))
    )
    typed = _typed(reader, columns, texts)
    return f"CREATE TABLE {identifier(table)} AS {select(kept, nested(typed))}"


def wrong_values_sql(reader: str, column: Column, most: int, *, text: bool) -> str:
    """Return the query for the first values of a column that are of a wrong type, and their number.

    It gives the row, the value, how many there are, and whether it is a number all the same.
    """
    typed = _typed(reader, [column], [text])
    numbered = select("row_number() OVER () AS n, r0, t0", nested(typed))
    plain = f"replace(replace({_trimmed('r0')}, ',', ''), '，', '')" if text else "r0"
    is_number = f"isfinite(TRY_CAST({plain} AS DOUBLE))" if column.type in _NUMBERS else "false"
    return select(
        f"n, r0, count(*) OVER (), coalesce({is_number}, false)",
        nested(numbered),
        _WRONG.format(fits=_fits(column.type, 0), said=_is_said(0, text=text)),
        f"ORDER BY n LIMIT {most}",
    )


def _fits(kind: ColumnType, n: int) -> str:
    """Return whether a value could be read; two-digit years and the like are no dates."""
    if kind in (ColumnType.DATE, ColumnType.DATETIME):
        return f"t{n} BETWEEN DATE '1900-01-01' AND DATE '2199-12-31'"
    return f"t{n} NOTNULL"


def _is_said(n: int, *, text: bool) -> str:
    """Return whether anything stands there at all."""
    return f"{_trimmed(f'r{n}') if text else f'r{n}'} NOTNULL"


def _typed(reader: str, columns: Sequence[Column], texts: Sequence[bool]) -> str:
    raw = ", ".join(f"{identifier(column.header)} AS r{n}" for n, column in enumerate(columns))
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
