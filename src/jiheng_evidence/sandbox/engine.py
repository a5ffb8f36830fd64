"""A DuckDB in memory that is loaded, then locked: no files, no network, bounded memory and time."""

from __future__ import annotations

import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb

from jiheng.bilingual import Bilingual
from jiheng_evidence.sandbox.refusals import RefusedQuery, stopped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jiheng_evidence.measures.model import Limits

_BEFORE = (
    "SET temp_directory = ''",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET allow_community_extensions = false",
    "SET allow_persistent_secrets = false",
    "SET TimeZone = 'UTC'",
)
_LOCK = (
    "SET enable_external_access = false",
    "SET disabled_filesystems = 'LocalFileSystem'",
    "SET lock_configuration = true",
)
_LONGEST = 300
_COMPLAINTS = tuple(
    (re.compile(pattern), zh)
    for pattern, zh in (
        (r'Binder Error: Referenced column "([^"]*)" not found', "没有名为“{}”的列"),
        (r'Binder Error: Referenced table "([^"]*)" not found', "没有名为“{}”的来源"),
        (r'Binder Error: column "([^"]*)" must appear in the GROUP BY', "列“{}”须写进 GROUP BY"),
        (r"Catalog Error: \w+ Function with name ([^ ]*) does not exist", "没有名为 {} 的函数"),
        (r"Binder Error: No function matches the given name.*?'([^']*)'", "{} 不适用于这些类型"),
        (
            r"Binder Error: Cannot compare values of type (\S+) and (?:type )?(\S+)",
            "类型 {} 与 {} 不能比较",
        ),
        (
            r"Binder Error: Ambiguous reference to column name \"([^\"]*)\"",
            "不知道是哪个来源的列“{}”",
        ),
        (r"Conversion Error: Could not convert string '([^']*)'", "“{}”不能转换成所要的类型"),
        (r"Out of Range Error", "算出的数超出范围"),
    )
)
"""What the database says most often, and what it means; the groups are names."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: names and types of columns, and rows."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


class Engine:
    """The database of a run."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.connection = duckdb.connect(
            ":memory:",
            config={
                "memory_limit": f"{limits.memory_mb}MB",
                "threads": limits.threads,
                "python_enable_replacements": False,
            },
        )
        for statement in _BEFORE:
            self.connection.execute(statement)

    def lock(self) -> None:
        """Let nothing outside be reached, and no setting be changed, from now on."""
        for statement in _LOCK:
            self.connection.execute(statement)

    def close(self) -> None:
        """Let go of everything."""
        self.connection.close()

    def ask(
        self, sql: str, parameters: Mapping[str, object] | None = None, most: int | None = None
    ) -> Answer:
        """Return what a query gives.

        Args:
            sql: One statement; whether it may run is decided elsewhere.
            parameters: Values by name.
            most: How many rows are wanted; None for all.

        Raises:
            RefusedQuery: It is wrong, or took too much time or memory.
        """
        with self.within(self._limits.seconds):
            cursor = self.connection.execute(sql, dict(parameters) if parameters else None)
            described = cursor.description or []
            rows = cursor.fetchall() if most is None else cursor.fetchmany(most)
        return Answer(
            tuple(str(column[0]) for column in described),
            tuple(str(column[1]) for column in described),
            rows,
        )

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Interrupt what the database does when time is up; say in words what it complains of.

        Raises:
            RefusedQuery: Time is up, memory is short, or the statement is wrong.
        """
        timer = threading.Timer(seconds, self.connection.interrupt)
        timer.daemon = True
        timer.start()
        try:
            yield
        except duckdb.InterruptException:
            raise stopped(
                Bilingual(f"超过 {seconds:g} 秒", f"more than {seconds:g} seconds")
            ) from None
        except (duckdb.OutOfMemoryException, MemoryError):
            limit = self._limits.memory_mb
            raise stopped(
                Bilingual(f"超过内存上限 {limit} MB", f"more than {limit} MB of memory")
            ) from None
        except duckdb.Error as error:
            raise _wrong(error) from None
        finally:
            timer.cancel()


def _wrong(error: duckdb.Error) -> RefusedQuery:
    said = " ".join(str(error).split())[:_LONGEST]
    if isinstance(error, duckdb.PermissionException) or "disabled" in said:
        return RefusedQuery(
            Bilingual(
                f"查询被拒绝：不能读写文件、网络或设置（{said}）",
                f"query refused: no files, network or settings ({said})",
            )
        )
    return RefusedQuery(Bilingual(f"查询有误：{_in_chinese(said)}", f"the query is wrong: {said}"))


def _in_chinese(said: str) -> str:
    """Return what the database complains of; in its own words only what nobody foresaw."""
    for pattern, zh in _COMPLAINTS:
        found = pattern.match(said)
        if found:
            return zh.format(*found.groups())
    return f"数据库不接受（原话：{said}）"
