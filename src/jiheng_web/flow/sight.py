"""What is to be known of a project before its page: whether a person may see it, and its stamp."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import connection
from django.db.models import BigIntegerField

from jiheng_web.access.policy import Action, permits
from jiheng_web.audit.stamps import ASKED
from jiheng_web.errors import NotFound
from jiheng_web.flow.commands import PROJECT
from jiheng_web.projects.states import State

if TYPE_CHECKING:
    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.stamps import Stamp

_ASKED = f"""
    SELECT place.path, project.state, {ASKED}
    FROM projects_project project
    JOIN accounts_organization place ON place.id = project.organization_id
    WHERE project.id = %s
"""  # noqa: S608 - of nothing but our own words


class Sight(NamedTuple):
    """A project as far as it must be known to answer with a page that was kept.

    Attributes:
        path: Of the organization it belongs to.
    """

    path: str
    state: State
    stamp: Stamp


def sight(principal: Principal, key: int) -> Sight:
    """Return what is to be known of a project before its page.

    Raises:
        NotFound: There is none, or it is out of the person's sight.
    """
    # Written by hand and one statement: asked at every page, where composing it costs more than
    # answering it.
    if key > BigIntegerField.MAX_BIGINT:  # no database can be asked for it
        raise NotFound(kind=PROJECT)
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [key])
        row = cursor.fetchone()
    path, state, *stamp = row or ("", "", None)
    seen = key in principal.invited or permits(principal, Action.PROJECT_VIEW, path)
    if row is None or not seen:
        raise NotFound(kind=PROJECT)
    return Sight(path, State(state), tuple(stamp))
