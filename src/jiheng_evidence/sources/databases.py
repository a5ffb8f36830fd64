"""Rows of tables in SQLite files and on PostgreSQL servers, read and never written."""

from __future__ import annotations

import os
import sqlite3
import time
from hashlib import sha256
from typing import TYPE_CHECKING, Any, BinaryIO

from jiheng.bilingual import Bilingual
from jiheng.errors import MissingExtra, UnreadableFile
from jiheng_evidence.sandbox.sql import identifier, select
from jiheng_evidence.sources.texts import in_memory

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng_evidence.measures.model import Source

_INSTRUCTIONS = 100_000


def rows_of_file(path: str, source: Source, shown: str, seconds: float) -> Iterator[Sequence[Any]]:
    """Yield the headers, then the rows of a table of an SQLite file.

    Raises:
        UnreadableFile: It is no such file, or has no such table or column.
    """
    connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    deadline = time.monotonic() + seconds
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
        connection.set_progress_handler(lambda: time.monotonic() > deadline, _INSTRUCTIONS)
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        found = [row[1] for row in connection.execute(f"PRAGMA table_xinfo({_table(source)})")]
        _check_columns(source, found, shown)
        yield [column.header for column in source.columns]
        yield from connection.execute(select(_columns(source), _table(source)))
    except sqlite3.Error as error:
        raise UnreadableFile(
            name=shown, reason=Bilingual(f"SQLite 无法读取（{error}）", f"SQLite: {error}")
        ) from None
    finally:
        connection.close()


def copied_from_server(source: Source, seconds: float) -> tuple[BinaryIO, str]:
    """Return the rows of a table on a server as CSV, and the digest of that.

    Raises:
        UnreadableFile: The server cannot be reached, or has no such table or column.
        MissingExtra: The driver is not installed.
    """
    try:
        import psycopg  # noqa: PLC0415 - needed for servers alone
    except ImportError:  # pragma: no cover - the driver is a part of the extra
        raise MissingExtra(extra="evidence") from None
    shown = source.table or source.name
    dsn = os.environ.get(source.dsn_env or "")
    if not dsn:
        raise UnreadableFile(
            name=shown,
            reason=Bilingual(
                f"环境变量 {source.dsn_env} 没有设置", f"the variable {source.dsn_env} is not set"
            ),
        )
    table = ".".join(identifier(part) for part in shown.split("."))
    order = ", ".join(str(n + 1) for n in range(len(source.columns)))
    query = select(_columns(source), table, f"ORDER BY {order}")
    copy, total = in_memory("server"), sha256()
    options = f"-c statement_timeout={int(seconds * 1000)} -c default_transaction_read_only=on"
    try:
        with psycopg.connect(dsn, connect_timeout=10, options=options) as connection:
            connection.read_only = True
            with (
                connection.cursor() as cursor,
                cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER)".encode()) as rows,
            ):
                for chunk in rows:
                    copy.write(chunk)
                    total.update(chunk)
    except psycopg.Error as error:
        copy.close()
        # What the driver itself says may repeat the variable, which may hold a password.
        said = error.diag.message_primary
        zh = f"服务器无法读取（{said}）" if said else f"用 {source.dsn_env} 连接不上服务器"
        en = f"the server said: {said}" if said else f"no server is reached by {source.dsn_env}"
        raise UnreadableFile(name=shown, reason=Bilingual(zh, en)) from None
    copy.flush()
    return copy, total.hexdigest()


def _table(source: Source) -> str:
    return identifier(source.table or "")


def _columns(source: Source) -> str:
    return ", ".join(identifier(column.header) for column in source.columns)


def _check_columns(source: Source, found: Sequence[str], shown: str) -> None:
    if not found:
        raise UnreadableFile(
            name=shown,
            reason=Bilingual(f"没有名为“{source.table}”的表", f"no table “{source.table}”"),
        )
    missing = [column.header for column in source.columns if column.header not in found]
    if missing:
        raise UnreadableFile(
            name=shown,
            reason=Bilingual(
                f"表“{source.table}”没有列“{missing[0]}”，有：{'、'.join(found)[:300]}",
                f"table “{source.table}” has no column “{missing[0]}”",
            ),
        )
