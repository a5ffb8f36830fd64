"""What waits for a person: by the states of projects and the roles that are held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from jiheng_web.access.policy import Action
from jiheng_web.access.requests import within
from jiheng_web.flow.deadlines import every_deadline, late
from jiheng_web.flow.models import Comment, Invitation, Level, Review
from jiheng_web.flow.reviewing import EVALUATED
from jiheng_web.flow.transitions import WAITS_FOR
from jiheng_web.projects.models import Project
from jiheng_web.projects.states import State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from jiheng_web.access.policy import Principal

SHOWN = 10
"""Lines of a section; the rest is behind a link."""


@dataclass(frozen=True, slots=True)
class Section:
    """Projects of one kind on the desk.

    Attributes:
        query: Of the table of projects that shows all of them; empty where none does.
    """

    title: str
    hint: str
    count: int
    projects: Sequence[Project]
    query: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """A project to whose evaluation a person is invited.

    Attributes:
        until: The last day of the invitation.
        given: When the person gave an opinion; None while none is given.
        is_open: Whether an opinion is heard in the project's state.
    """

    project: Project
    until: date
    given: datetime | None
    is_open: bool


def invitations(principal: Principal) -> list[Invited]:
    """Return the invitations of a person that hold now: what is to be done first, the soonest."""
    found = Invitation.objects.filter(user=principal.person, project__in=principal.invited)
    mine = Review.objects.filter(reviewer=principal.person, level=Level.EVALUATOR)
    given = dict(
        mine.filter(version__project__in=principal.invited)
        .order_by("pk")
        .values_list("version__project", "at")
    )
    made = [
        Invited(one.project, one.until, given.get(one.project_id), one.project.state in EVALUATED)
        for one in found.select_related("project__organization").order_by("until", "pk")
    ]
    return sorted(made, key=lambda one: (one.given is not None, not one.is_open))


def waits_for(principal: Principal) -> Q:
    """Return the condition of a query that keeps to projects whose next act is the person's."""
    judged = Review.objects.filter(reviewer=principal.person, version__project=OuterRef("pk"))
    found = Q(pk__in=principal.invited, state__in=[str(state) for state in EVALUATED])
    found &= Q(~Exists(judged))
    for state, action in WAITS_FOR.items():
        due = within(principal, action) & Q(state=str(state))
        found |= due & Q(owner=principal.person) if action is Action.PROJECT_EDIT else due
    return found


def sections(principal: Principal) -> list[Section]:
    """Return what is on a person's desk; sections without projects are left out."""
    mine = waits_for(principal)
    back = (within(principal, Action.PROJECT_EDIT) | within(principal, Action.PROJECT_CHECK)) & Q(
        state=str(State.RETURNED)
    )
    kinds = (
        (
            _("Overdue"),
            _("The last day of the step is past."),
            mine & late(every_deadline()),
            "late=1&todo=1",
        ),
        (
            _("Returned"),
            _("Came back with a reason: revise and send it on again."),
            back,
            "state=returned",
        ),
        (_("Waiting for you"), _("The next act is yours."), mine, "todo=1"),
    )
    made = []
    for title, hint, condition, query in kinds:
        found = Project.objects.filter(condition).select_related("organization", "owner")
        projects = list(found.order_by("changed", "pk")[: SHOWN + 1])
        count = len(projects) if len(projects) <= SHOWN else found.count()
        if count:
            made.append(Section(title, hint, count, projects[:SHOWN], query))
    return made


def to_answer(principal: Principal) -> list[Comment]:
    """Return comments the person should answer, or has an answer to read of."""
    asked = within(principal, Action.PROJECT_EDIT, "version__project__organization__path") & Q(
        answered=None
    )
    answered = Q(author=principal.person, answered__isnull=False)
    found = Comment.objects.filter(asked & ~Q(author=principal.person) | answered, resolved=None)
    return list(
        found.select_related("version__project", "author", "answered_by").order_by("pk")[:50]
    )
