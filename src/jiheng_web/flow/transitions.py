"""The acts that move a project, as one table: from where, to where, by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng_web.access.policy import Action
from jiheng_web.projects.states import EDITABLE, UNWRITTEN, State

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Transition:
    """One way from state to state.

    Attributes:
        sources: States it may begin in.
        target: State it ends in.
        needs_clean: Whether findings that block, and are not overridden, stand in its way.
        needs_reason: Whether it takes a few words of why.
    """

    action: Action
    sources: frozenset[State]
    target: State
    needs_clean: bool = False
    needs_reason: bool = False


_ON_THE_WAY = frozenset(
    {State.WRITTEN, State.UNIT_CHECKED, State.SUBMITTED, State.DEPARTMENT_REVIEWED}
)

TRANSITIONS: Mapping[Action, Transition] = {
    one.action: one
    for one in (
        Transition(Action.PROJECT_FINISH, UNWRITTEN, State.WRITTEN, needs_clean=True),
        Transition(Action.PROJECT_CHECK, EDITABLE, State.UNIT_CHECKED, needs_clean=True),
        Transition(
            Action.PROJECT_SUBMIT,
            frozenset({State.UNIT_CHECKED}),
            State.SUBMITTED,
            needs_clean=True,
        ),
        Transition(
            Action.PROJECT_WITHDRAW,
            frozenset({State.UNIT_CHECKED, State.SUBMITTED}),
            State.DRAFT,
            needs_reason=True,
        ),
        Transition(
            Action.PROJECT_REVIEW,
            frozenset({State.SUBMITTED}),
            State.DEPARTMENT_REVIEWED,
            needs_clean=True,
        ),
        Transition(
            Action.PROJECT_FINANCE_REVIEW,
            frozenset({State.DEPARTMENT_REVIEWED}),
            State.FINANCE_REVIEWED,
            needs_clean=True,
        ),
        Transition(
            Action.PROJECT_APPROVE,
            frozenset({State.FINANCE_REVIEWED}),
            State.APPROVED,
            needs_clean=True,
        ),
        Transition(
            Action.PROJECT_RETURN,
            _ON_THE_WAY | {State.FINANCE_REVIEWED},
            State.RETURNED,
            needs_reason=True,
        ),
        Transition(
            Action.PROJECT_ADJUST, frozenset({State.APPROVED}), State.DRAFT, needs_reason=True
        ),
    )
}
"""Return (退回) is further narrowed: each level returns what waits for it (`WAITS_FOR`)."""

WAITS_FOR: Mapping[State, Action] = {
    State.DRAFT: Action.PROJECT_EDIT,
    State.RETURNED: Action.PROJECT_EDIT,
    State.WRITTEN: Action.PROJECT_CHECK,
    State.UNIT_CHECKED: Action.PROJECT_SUBMIT,
    State.SUBMITTED: Action.PROJECT_REVIEW,
    State.DEPARTMENT_REVIEWED: Action.PROJECT_FINANCE_REVIEW,
    State.FINANCE_REVIEWED: Action.PROJECT_APPROVE,
}
"""What has to be done next, which says who has the project on the desk. Approved: nothing."""
