"""Stamps of pages: as every write leaves a record, the trail tells whether a page is still true."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng_web.audit.models import Record

_PROJECT = "projects.project"
_SHOWN = ("projects_", "flow_", "intake_", "accounts_organization", "accounts_membership")
_PEOPLE = "accounts_user"
_SESSIONS = frozenset({"login", "logout", "login.refused"})
"""Acts that write to people what no page of a project shows."""

ASKED = f"""
    (SELECT common FROM audit_head WHERE id = 1),
    (SELECT MAX(sequence) FROM audit_record
     WHERE subject = '{_PROJECT}' AND subject_id = CAST(project.id AS text)),
    (SELECT MAX(sequence) FROM audit_record
     WHERE subject = '{_PROJECT}' AND subject_id = CAST(project.previous_id AS text))
"""  # noqa: S608 - of nothing but our own words
"""What a statement that reads from projects selects to have the stamp of one."""

Stamp: TypeAlias = tuple[int | None, ...]
"""Of the last act that concerned many projects, of the last about this one, and about the one it
was copied from: another one once anything shown of the project has changed."""


def concerns_many(record: Record, facts: Mapping[str, object]) -> bool:
    """Return whether an act may change what is shown of more than the one project it is about."""
    if record.subject == _PROJECT or record.act in _SESSIONS:
        return False
    written = facts.get("written")
    tables = written if isinstance(written, dict) else {}
    return any(str(table).startswith((*_SHOWN, _PEOPLE)) for table in tables)
