"""Last days of steps (截止日期): set by the finance bureau, and what is late by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action
from jiheng_web.access.requests import require
from jiheng_web.audit.acts import Actor, act
from jiheng_web.errors import InvalidInput
from jiheng_web.flow.models import Deadline
from jiheng_web.projects.models import Version
from jiheng_web.projects.states import EDITABLE, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from jiheng_web.access.policy import Principal
    from jiheng_web.accounts.models import Organization
    from jiheng_web.projects.models import Project

FIRST_YEAR, LAST_YEAR = 2000, 2100
_ON_THE_WAY = (
    (Action.PROJECT_CHECK, EDITABLE),
    (Action.PROJECT_SUBMIT, {State.UNIT_CHECKED}),
    (Action.PROJECT_REVIEW, {State.SUBMITTED}),
    (Action.PROJECT_FINANCE_REVIEW, {State.DEPARTMENT_REVIEWED}),
    (Action.PROJECT_APPROVE, {State.FINANCE_REVIEWED}),
)
STEPS = tuple(action for action, _ in _ON_THE_WAY)
"""Acts that can have a last day, in the order they are done."""
BEFORE: Mapping[Action, frozenset[State]] = {
    action: frozenset().union(*(states for _, states in _ON_THE_WAY[: at + 1]))
    for at, action in enumerate(STEPS)
}
"""States in which an act is yet to be done."""


def set_deadline(
    principal: Principal,
    actor: Actor,
    organization: Organization,
    fiscal_year: int,
    action: Action,
    day: date | None,
) -> None:
    """Set the last day of a step for an organization and everything below it; None takes it away.

    A day set for an organization further down goes before.

    Raises:
        NotPermitted: The person sets no deadlines there.
        InvalidInput: The act has no deadline, or the year is none.
    """
    faults = {}
    if action not in STEPS:
        faults["action"] = Bilingual("该环节不设截止时间。", "This step has no deadline.")
    if not FIRST_YEAR <= fiscal_year <= LAST_YEAR:
        faults["fiscal_year"] = Bilingual("年度不正确。", "This is no fiscal year.")
    if faults:
        raise InvalidInput(faults)
    which: dict[str, Any] = {
        "organization": organization,
        "fiscal_year": fiscal_year,
        "action": str(action),
    }
    with act(actor, str(Action.DEADLINE_SET), organization, path=organization.path) as done:
        require(principal, Action.DEADLINE_SET, organization.path)
        if day is None:
            Deadline.objects.filter(**which).delete()
        else:
            Deadline.objects.update_or_create(**which, defaults={"day": day})
        done.facts |= {
            "fiscal_year": fiscal_year,
            "action": str(action),
            "day": day.isoformat() if day else None,
        }


def every_deadline() -> Sequence[Deadline]:
    """Return all deadlines with their organizations; there are few."""
    return list(Deadline.objects.select_related("organization").order_by("day", "pk"))


def late(deadlines: Iterable[Deadline], today: date | None = None) -> Q:
    """Return the condition of a query that keeps to projects whose step should be done by now.

    Adjustments of approved projects are not late: the days are those of the yearly declaration.
    """
    every = list(deadlines)
    now = today or timezone.localdate()
    found = Q(pk__in=())
    for one in every:
        if one.day < now:
            found |= _reached(one, every)
    approved = Version.objects.filter(project=OuterRef("pk"), approved__isnull=False)
    return found & Q(~Exists(approved))


def with_due(projects: Sequence[Project]) -> list[tuple[Project, Deadline | None]]:
    """Return projects, each with the first deadline it has still to meet; adjustments have none."""
    deadlines = every_deadline()
    found = Version.objects.filter(project__in=projects, approved__isnull=False)
    adjusted = set(found.values_list("project", flat=True)) if deadlines else set()
    return [(one, None if one.pk in adjusted else due(one, deadlines)) for one in projects]


def due(project: Project, deadlines: Iterable[Deadline]) -> Deadline | None:
    """Return the first deadline that a project has still to meet, past or not."""
    path = project.organization.path
    nearest: dict[str, Deadline] = {}
    for one in sorted(deadlines, key=lambda one: len(one.organization.path)):
        if one.fiscal_year == project.fiscal_year and path.startswith(one.organization.path):
            nearest[one.action] = one
    open_ones = (one for one in nearest.values() if project.state in BEFORE[Action(one.action)])
    return min(open_ones, key=lambda one: (one.day, one.pk), default=None)


def _reached(deadline: Deadline, every: Iterable[Deadline]) -> Q:
    """Return the condition of projects for which a deadline is the nearest of its step."""
    path = deadline.organization.path
    found = Q(
        fiscal_year=deadline.fiscal_year,
        organization__path__startswith=path,
        state__in=[str(state) for state in BEFORE[Action(deadline.action)]],
    )
    for other in every:
        same = (other.fiscal_year, other.action) == (deadline.fiscal_year, deadline.action)
        if same and other.pk != deadline.pk and other.organization.path.startswith(path):
            found &= ~Q(organization__path__startswith=other.organization.path)
    return found
