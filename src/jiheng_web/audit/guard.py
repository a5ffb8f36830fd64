"""Watches every statement: a write without an act to answer for it is refused."""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from jiheng_web.audit.acts import current
from jiheng_web.errors import UnattendedWrite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper

_WRITE = re.compile(
    r"\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?"
    r"|MERGE\s+INTO|COPY|WITH\b.*?\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM))\s+[\"`]?(\w+)",
    re.IGNORECASE | re.DOTALL,
)

_UNATTENDED = frozenset({"django_session", "django_migrations", "django_content_type"})
"""Tables that hold no record of the office: who is logged in, and the database's own state."""

_ours: ContextVar[bool] = ContextVar("unattended", default=False)


def watch(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Put the guard before every statement of a connection."""
    if guard not in connection.execute_wrappers:
        connection.execute_wrappers.append(guard)


def guard(
    execute: Callable[..., Any],
    sql: str,
    params: object,
    many: bool,  # noqa: FBT001 - Django's interface
    context: dict[str, Any],
) -> Any:
    """Count what an act writes; refuse what none answers for.

    Raises:
        UnattendedWrite: No act is under way.
    """
    found = _WRITE.match(sql)
    if found:
        table = found.group(1)
        under_way = current.get()
        if under_way is not None:
            if under_way.written is not None and not table.startswith("audit_"):
                under_way.written[table] += len(params) if many else 1  # type: ignore[arg-type]
        elif table not in _UNATTENDED and not _ours.get():
            raise UnattendedWrite(table=table)
    return execute(sql, params, many, context)


@contextmanager
def unattended() -> Iterator[None]:
    """Let the program write what is no act: migrations, and signs of life of background work."""
    token = _ours.set(True)
    try:
        yield
    finally:
        _ours.reset(token)
