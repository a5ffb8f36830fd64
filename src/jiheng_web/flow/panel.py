"""What a person can do with a project just now: what the partial page `flow/acts.html` shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from jiheng_web.access.policy import Action, permits, permits_project
from jiheng_web.flow.beside import beside
from jiheng_web.flow.commands import place_of
from jiheng_web.flow.deadlines import with_due
from jiheng_web.flow.models import Level, Step
from jiheng_web.flow.places import cells_of
from jiheng_web.flow.remarks import open_comments
from jiheng_web.flow.reviewing import ACTIONS, EVALUATED, evaluators
from jiheng_web.flow.transitions import TRANSITIONS, WAITS_FOR
from jiheng_web.projects.content import findings_of, table_of
from jiheng_web.projects.states import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.bilingual import Bilingual
    from jiheng_web.access.policy import Principal
    from jiheng_web.accounts.models import User
    from jiheng_web.flow.models import Comment, Deadline, Invitation, Override, Review
    from jiheng_web.projects.models import Project, Version

_PLAIN = (
    Action.PROJECT_FINISH,
    Action.PROJECT_CHECK,
    Action.PROJECT_SUBMIT,
    Action.PROJECT_APPROVE,
    Action.PROJECT_RETURN,
    Action.PROJECT_WITHDRAW,
)
"""Acts that take a button and at most a reason."""
PLAIN = {action.value.partition(".")[2].replace("_", "-"): action for action in _PLAIN}
"""The same by the word in their address."""


@dataclass(frozen=True, slots=True)
class Deed:
    """An act that is open to a person now."""

    word: str
    action: Action
    needs_reason: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A finding that blocks, and by whom it was let pass."""

    rule: str
    place: str
    message: object
    override: Override | None


@dataclass(frozen=True, slots=True)
class Panel:
    """What is open to a person, and what there is to know before doing it.

    Attributes:
        reviews_as: Levels at which the person can review it now.
        has_drafts: Whether writing of anybody is kept aside.
        returned: The step that brought it back, while it is back.
        candidates: Evaluators the person could invite; empty where the person invites nobody.
    """

    deeds: tuple[Deed, ...]
    reviews_as: tuple[Level, ...]
    adjusts: bool
    comments: Sequence[Comment]
    may_comment: bool
    may_close: bool
    person: int
    overrides: Sequence[Override]
    blocks: tuple[Block, ...]
    may_override: bool
    has_drafts: bool
    returned: Step | None
    due: Deadline | None
    is_late: bool
    reviews: Sequence[Review]
    invitations: Sequence[Invitation]
    candidates: Sequence[User]
    waits_for: Action | None
    cells: Sequence[tuple[str, Bilingual]]


def panel_of(principal: Principal, project: Project, version: Version) -> Panel:
    """Return what a person can do with a project; the project must be in their sight."""
    path, state = project.organization.path, State(project.state)
    there = beside(version)
    ((_, limit),) = with_due([project]) if there.deadlines else [(project, None)]
    invites = state is not State.APPROVED and any(
        permits(principal, action, path)
        for action in (Action.PROJECT_REVIEW, Action.PROJECT_FINANCE_REVIEW)
    )
    may_comment = permits_project(principal, Action.COMMENT, project.pk, path)
    overrides = list(version.overrides.select_related("reviewer")) if there.overrides else []
    return Panel(
        deeds=deeds(principal, state, path),
        reviews_as=levels(principal, project),
        adjusts=state is State.APPROVED and permits(principal, Action.PROJECT_ADJUST, path),
        comments=open_comments(project) if there.comments else [],
        may_comment=may_comment,
        may_close=permits(principal, Action.PROJECT_OVERRIDE, path),
        person=principal.person,
        overrides=overrides,
        blocks=_blocks(version, overrides),
        may_override=permits(principal, Action.PROJECT_OVERRIDE, path)
        and state is not State.APPROVED,
        has_drafts=there.drafts,
        returned=_returned(project) if state is State.RETURNED else None,
        due=limit,
        is_late=limit is not None and limit.day < timezone.localdate(),
        reviews=list(version.reviews.select_related("reviewer")) if there.reviews else [],
        invitations=list(project.invitations.select_related("user")) if invites else [],
        candidates=list(evaluators()) if invites else [],
        waits_for=WAITS_FOR.get(state),
        cells=list(cells_of(table_of(version.content))) if may_comment else [],
    )


def deeds(principal: Principal, state: State, path: str) -> tuple[Deed, ...]:
    """Return the acts with a button that a person may do in a state."""
    return tuple(
        Deed(word, action, TRANSITIONS[action].needs_reason)
        for word, action in PLAIN.items()
        if state in TRANSITIONS[action].sources
        and permits(principal, action, path)
        and (action is not Action.PROJECT_RETURN or permits(principal, WAITS_FOR[state], path))
    )


def levels(principal: Principal, project: Project) -> tuple[Level, ...]:
    """Return the levels at which a person can review a project now."""
    path = project.organization.path
    found = [
        level
        for level in (Level.DEPARTMENT, Level.FINANCE)
        if project.state in TRANSITIONS[ACTIONS[level]].sources
        and permits(principal, ACTIONS[level], path)
    ]
    if project.pk in principal.invited and project.state in EVALUATED:
        found.append(Level.EVALUATOR)
    return tuple(found)


def _blocks(version: Version, overrides: Sequence[Override]) -> tuple[Block, ...]:
    passed = {(one.rule, one.place): one for one in overrides}
    return tuple(
        Block(str(one["rule"]), place, one["message"], passed.get((str(one["rule"]), place)))
        for one in findings_of(version.findings)
        if one["severity"] == "block"
        for place in (place_of(one),)
    )


def _returned(project: Project) -> Step | None:
    back = Step.objects.filter(project=project, target=State.RETURNED)
    return back.select_related("actor").order_by("-pk").first()
