"""Judging targets: reviews of department, finance bureau and invited evaluators."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action, Role, permits
from jiheng_web.access.requests import require
from jiheng_web.accounts.models import User
from jiheng_web.audit.acts import Actor, act
from jiheng_web.errors import InvalidInput, NotPermitted, WrongState
from jiheng_web.flow.commands import move, open_blocks, visible
from jiheng_web.flow.models import Invitation, Level, Review
from jiheng_web.flow.points import ITEMS, Grade, grade_of, proposal
from jiheng_web.flow.transitions import TRANSITIONS
from jiheng_web.projects.content import findings_of
from jiheng_web.projects.states import State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.db.models import QuerySet

    from jiheng_web.access.policy import Principal
    from jiheng_web.flow.points import Proposal
    from jiheng_web.projects.models import Version

ACTIONS: Mapping[Level, Action] = {
    Level.DEPARTMENT: Action.PROJECT_REVIEW,
    Level.FINANCE: Action.PROJECT_FINANCE_REVIEW,
    Level.EVALUATOR: Action.EVALUATE,
}
"""Which act a review of a level is."""
EVALUATED = frozenset({State.SUBMITTED, State.DEPARTMENT_REVIEWED, State.FINANCE_REVIEWED})
"""States in which an invited evaluator is heard."""


def proposed(version: Version) -> Proposal:
    """Return what the findings of a version propose to its reviewers."""
    return proposal(findings_of(version.findings), blocked=bool(open_blocks(version)))


def review(
    principal: Principal,
    actor: Actor,
    key: int,
    level: Level,
    grade: Grade,
    points: Mapping[str, Decimal],
    *,
    opinion: str = "",
) -> Review:
    """Judge the newest version, and move the project by it in the same act.

    优 and 良 let it go on; 中 and 差 return it to its clerk (财预〔2015〕88号 第二十五条).

    Args:
        points: Decided for each of the eight items.

    Raises:
        NotFound: The project is out of sight.
        NotPermitted: The person does not review there.
        WrongState: It does not wait for this review.
        InvalidInput: Points are missing or too many, or the grade is better than they allow.
        Blocked: Findings block it and nobody let them pass.
    """
    action = ACTIONS[level]
    with act(actor, str(action)) as done:
        project = visible(principal, key, lock=True)
        require(principal, action, project.organization.path)
        if project.state not in TRANSITIONS[action].sources:
            raise WrongState(deed=action.words, state=State(project.state).words)
        made = _store(project.newest, level, grade, points, opinion, principal)
        move(
            principal,
            actor,
            key,
            action if grade.goes_on else Action.PROJECT_RETURN,
            opinion,
        )
        done.facts |= {"grade": str(grade), "total": str(made.total)}
    return made


def agree(principal: Principal, actor: Actor, key: int, level: Level) -> Review:
    """Judge the newest version as its findings propose; only what would go on.

    Raises:
        InvalidInput: The proposal is 中 or 差: that takes a person's own words.
    """
    found = proposed(visible(principal, key).newest)
    if not found.grade.goes_on:
        raise InvalidInput(
            {
                "grade": Bilingual(
                    f"系统建议等级为“{found.grade}”，请打开项目单独审核。",
                    f"The proposed grade is “{found.grade.words.en}”: review this one by itself.",
                )
            }
        )
    return review(principal, actor, key, level, found.grade, found.points)


def evaluate(
    principal: Principal,
    actor: Actor,
    key: int,
    grade: Grade,
    points: Mapping[str, Decimal],
    opinion: str,
) -> Review:
    """Give the opinion of an invited evaluator; the project stays where it is.

    Raises:
        NotFound: The project is out of sight.
        NotPermitted: The person is not invited to it.
        WrongState: It is not under review.
        InvalidInput: Points do not fit, or there is no opinion.
    """
    with act(actor, str(Action.EVALUATE)) as done:
        project = visible(principal, key, lock=True)
        if project.pk not in principal.invited:
            raise NotPermitted(deed=Action.EVALUATE.words)
        if project.state not in EVALUATED:
            raise WrongState(deed=Action.EVALUATE.words, state=State(project.state).words)
        if not opinion.strip():
            raise InvalidInput({"opinion": Bilingual("请填写评审意见。", "An opinion is needed.")})
        made = _store(project.newest, Level.EVALUATOR, grade, points, opinion, principal)
        done.about(project, project.organization.path)
        done.facts |= {"grade": str(grade), "total": str(made.total)}
    return made


def invite(principal: Principal, actor: Actor, key: int, username: str, until: date) -> Invitation:
    """Invite an evaluator to a project until a day; a second time, change the day.

    Raises:
        NotFound: The project is out of sight.
        NotPermitted: The person is no reviewer there.
        InvalidInput: There is no such evaluator, or the day is past.
    """
    with act(actor, "project.invite") as done:
        project = visible(principal, key, lock=True)
        path = project.organization.path
        if not permits(principal, Action.PROJECT_REVIEW, path):
            require(principal, Action.PROJECT_FINANCE_REVIEW, path)
        evaluator = evaluators().filter(username=username).first()
        faults = {}
        if evaluator is None:
            why = Bilingual("没有这位评审专家。", "There is no such evaluator.")
            faults["username"] = why
        if until < timezone.localdate():
            faults["until"] = Bilingual("截止日期不能早于今天。", "The day must not be past.")
        if evaluator is None or faults:
            raise InvalidInput(faults)
        made, _ = Invitation.objects.update_or_create(
            user=evaluator,
            project=project,
            defaults={"until": until, "invited_by_id": principal.person},
        )
        done.about(project, path)
        done.facts |= {"evaluator": username, "until": until.isoformat()}
    return made


def evaluators() -> QuerySet[User]:
    """Return everybody who can be invited."""
    held = {"memberships__role": Role.EVALUATOR, "memberships__organization__is_active": True}
    return User.objects.filter(is_active=True, **held).distinct().order_by("name")


def points_from(said: Mapping[str, str]) -> dict[str, Decimal]:
    """Return the points of the eight items that a form says.

    Raises:
        InvalidInput: One is missing, no number, or more than the item has.
    """
    points, faults = {}, {}
    for item in ITEMS.values():
        text = said.get(f"points-{item.name}", "").strip()
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal(-1)
        if number.is_finite() and 0 <= number <= item.full:
            points[item.name] = number
        else:
            faults[f"points-{item.name}"] = _out_of(item.title, item.full)
    if faults:
        raise InvalidInput(faults)
    return points


def _store(
    version: Version,
    level: Level,
    grade: Grade,
    points: Mapping[str, Decimal],
    opinion: str,
    principal: Principal,
) -> Review:
    total = sum(points.values(), Decimal(0))
    faults = {
        name: _out_of(item.title, item.full)
        for name, item in ITEMS.items()
        if not 0 <= points.get(name, Decimal(-1)) <= item.full
    }
    if not faults and list(Grade).index(grade) < list(Grade).index(grade_of(total)):
        faults["grade"] = Bilingual(
            f"总分 {total} 分不能评为“{grade}”。",
            f"A total of {total} points does not allow “{grade.words.en}”.",
        )
    if not grade.goes_on and not opinion.strip():
        faults["opinion"] = Bilingual("请写明需要修改的内容。", "Say what has to be revised.")
    if faults:
        raise InvalidInput(faults)
    return Review.objects.create(
        version=version,
        level=level,
        grade=grade,
        points=json.dumps({name: str(number) for name, number in points.items()}),
        proposed=json.dumps({k: str(v) for k, v in proposed(version).points.items()}),
        total=total,
        opinion=opinion.strip(),
        reviewer_id=principal.person,
    )


def _out_of(title: Bilingual, full: Decimal) -> Bilingual:
    return Bilingual(
        f"“{title.zh}”须为 0 至 {full} 分。", f"“{title.en}” takes 0 to {full} points."
    )
