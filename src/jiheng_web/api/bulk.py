"""One row of a bulk request → a project made, updated, or left as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from ninja.errors import HttpError

from jiheng.errors import JihengError
from jiheng_web.access.policy import Action
from jiheng_web.access.requests import require
from jiheng_web.accounts.models import Organization
from jiheng_web.api import bodies
from jiheng_web.api.shown import Outcome
from jiheng_web.audit.acts import act
from jiheng_web.failures import language
from jiheng_web.flow import commands
from jiheng_web.intake.accepting import is_same
from jiheng_web.projects.models import Project

if TYPE_CHECKING:
    from collections.abc import Callable

    from jiheng.model import TargetTable
    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Actor


def put_one(
    principal: Principal,
    actor: Actor,
    index: int,
    item: bodies.NewProject,
    organization_of: Callable[[Principal, str], Organization],
) -> Outcome:
    """Put one row where it belongs, in an act of its own; its trouble is its own, too."""
    try:
        table = bodies.project_from(item.table)
        owner = organization_of(principal, item.organization)
        return _put(principal, actor, index, owner, table)
    except JihengError as error:
        return Outcome(index=index, outcome="ignored", reason=error.text(language()))
    except HttpError as error:
        return Outcome(index=index, outcome="ignored", reason=error.message)


def _put(
    principal: Principal, actor: Actor, index: int, owner: Organization, table: TargetTable
) -> Outcome:
    require(principal, Action.PROJECT_CREATE, owner.path)
    same = _known(owner, table)
    if same is not None and is_same(same.newest, table):
        return Outcome(index=index, outcome="ignored", key=same.pk, reason=_("It says so already."))
    with act(actor, str(Action.PROJECT_CREATE), path=owner.path) as done:
        # Two requests with the same row wait for one another here: the second finds the project.
        Organization.objects.select_for_update().get(pk=owner.pk)
        known = _known(owner, table)
        if known is None:
            made = commands.create(principal, actor, owner, table)
            return Outcome(index=index, outcome="created", key=made.pk)
        done.name = str(Action.PROJECT_EDIT)
        revision = known.newest.revision
        commands.save(principal, actor, known.pk, table, revision=revision)
        return Outcome(index=index, outcome="updated", key=known.pk)


def _known(owner: Organization, table: TargetTable) -> Project | None:
    row = table.rows[0]
    if table.fiscal_year is None:
        return None
    found = Project.objects.filter(organization=owner, fiscal_year=table.fiscal_year)
    found = found.filter(code=row.code) if row.code else found.filter(code="", name=row.name)
    return found.order_by("pk").first()
