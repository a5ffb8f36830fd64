"""Stamps of pages: as every write leaves a record, the trail tells whether a page is still true."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng_web.audit.models import Record

_PROJECT = "projects.project"
_SHOWN = ("projects_", "flow_", "intake_", "accounts_organization", "accounts_membership")
_PEOPLE = "accounts_user"
_SESSIONS = frozenset({"login", "logout", "login.refused"})
"""Acts that write to people what no page of a project shows."""

_ASKED = """
    SELECT (SELECT common FROM audit_head WHERE id = 1),
           (SELECT MAX(sequence) FROM audit_record WHERE subject = %s AND subject_id = %s)
"""

Stamp: TypeAlias = tuple[int, int]
"""Of the last act that concerned many projects, and of the last about this one."""


def concerns_many(record: Record, facts: Mapping[str, object]) -> bool:
    """Return whether an act may change what is shown of more than the one project it is about."""
    if record.subject == _PROJECT or record.act in _SESSIONS:
        return False
    written = facts.get("written")
    tables = written if isinstance(written, dict) else {}
    return any(str(table).startswith((*_SHOWN, _PEOPLE)) for table in tables)


def stamp(project: int) -> Stamp:
    """Return a stamp that is another one once anything shown of a project has changed.

    Take it before anything of the project is loaded.
    """
    # Written by hand: asked at every page, where composing it costs more than answering it.
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [_PROJECT, str(project)])
        common, own = cursor.fetchone()
    return common or 0, own or 0
