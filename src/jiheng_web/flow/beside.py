"""What there is beside what a version says, found by one query: most have little of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import connection

if TYPE_CHECKING:
    from jiheng_web.projects.models import Version

_ASKED = """
    SELECT EXISTS (SELECT 1 FROM flow_comment said JOIN projects_version of_it
                   ON of_it.id = said.version_id
                   WHERE of_it.project_id = %s AND said.resolved IS NULL),
           EXISTS (SELECT 1 FROM flow_override WHERE version_id = %s),
           EXISTS (SELECT 1 FROM flow_review WHERE version_id = %s),
           EXISTS (SELECT 1 FROM projects_draft WHERE version_id = %s),
           EXISTS (SELECT 1 FROM flow_deadline)
"""


class Beside(NamedTuple):
    """Whether there is any of each; what there is not needs no query of its own.

    Attributes:
        comments: Open ones, on whatever version of the project.
        drafts: Of anybody.
        deadlines: In the whole office.
    """

    comments: bool
    overrides: bool
    reviews: bool
    drafts: bool
    deadlines: bool


def beside(version: Version) -> Beside:
    """Return what there is beside a version."""
    # Written by hand: asked at every page, where composing it costs more than answering it.
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [version.project_id, *[version.pk] * 3])
        return Beside(*map(bool, cursor.fetchone()))
