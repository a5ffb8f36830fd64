"""What programs are told of evaluations and rankings: models of answers."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 - models look them up
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel

from jiheng_web.api.shown import Words, plain
from jiheng_web.api.shown_results import words

if TYPE_CHECKING:
    from jiheng.schemes.standing import Standing
    from jiheng_web.evaluation.models import BudgetDecision, Evaluation, SchemeRanking
    from jiheng_web.evaluation.showing import Shown, ShownExpert, ShownItem


class EvaluationLine(BaseModel):
    """An evaluation in a list; points and grade once it is closed."""

    key: int
    project: int
    name: str
    organization: str
    fiscal_year: int
    kind: Literal["department", "finance"]
    framework: str
    state: Literal["open", "closed"]
    due: date
    opened: datetime
    closed: datetime | None
    points: str | None
    grade: str | None


class EvaluationPage(BaseModel):
    """Evaluations in the order of their keys; `after` fetches what follows."""

    items: list[EvaluationLine]
    after: int | None


class ExpertOut(BaseModel):
    """An expert; points once submitted, `apart` counts items far from the middle."""

    name: str
    state: Literal["draft", "submitted", "released"]
    points: str | None
    apart: int
    submitted: datetime | None


class GivenOut(BaseModel):
    """What an expert gave to an item; null points: not judged."""

    expert: str
    points: str | None
    comment: str


class EvaluatedItemOut(BaseModel):
    """An item of the framework; the unit's own points stand apart and never count."""

    path: list[str]
    weight: str
    points: str | None
    obstacle: str | None
    steps: list[Words]
    own_points: str | None
    given: list[GivenOut]


class DecisionOut(BaseModel):
    """What was decided on next year's budget, in 万元."""

    requested: str | None
    proposed: str | None
    amount: str
    reason: str
    decided_by: str
    decided: datetime


class ResultOut(BaseModel):
    """What an evaluation comes to; null points: nothing is scored.

    `genuine`: it is what was sealed when it was closed.
    """

    points: str | None
    weight: str
    unscored: str
    grade: str | None
    own_points: str | None
    genuine: bool
    experts: list[ExpertOut]
    items: list[EvaluatedItemOut]
    decisions: list[DecisionOut]


class EvaluationOut(EvaluationLine):
    """An evaluation; `result` is null for those who do not see what experts gave while it runs."""

    result: ResultOut | None


class RankingLine(BaseModel):
    """A ranking by a weighted scheme in a list."""

    key: int
    organization: str
    name: str
    file: str
    sha256: str
    entities: int
    made_by: str
    made: datetime


class StandingOut(BaseModel):
    """Where an entity stands; codes of conditions and of indicators that had no data."""

    entity: str
    group: str | None
    outcome: Literal["ranked", "vetoed", "missing-data"]
    rank: int | None
    group_rank: int | None
    score: str | None
    grade: str | None
    bonus: str
    deduction: str
    vetoes: list[str]
    limits: list[str]
    unknown: list[str]


class RankingOut(RankingLine):
    """A ranking by rank, those without one at the end; `after` fetches what follows."""

    standings: list[StandingOut]
    after: int | None


def evaluation_facts(found: Evaluation) -> dict[str, Any]:
    """Return what every answer says of an evaluation."""
    return {
        "key": found.pk,
        "project": found.project_id,
        "name": found.project.name,
        "organization": found.project.organization.code,
        "fiscal_year": found.project.fiscal_year,
        "kind": found.kind,
        "framework": found.framework,
        "state": found.state,
        "due": found.due,
        "opened": found.opened,
        "closed": found.closed,
        "points": plain(found.points),
        "grade": found.grade or None,
    }


def result(found: Shown) -> ResultOut:
    """Return what an evaluation comes to, for those who see what experts gave."""
    total = found.result.total
    return ResultOut(
        points=plain(total.points) if total.is_scored else None,
        weight=plain(total.weight) or "",
        unscored=plain(total.unscored) or "",
        grade=total.grade,
        own_points=plain(found.self_rating.points),
        genuine=found.genuine,
        experts=[_expert(one) for one in found.experts],
        items=[_item(one) for one in found.items],
        decisions=[_decision(one) for one in found.decisions],
    )


def _expert(found: ShownExpert) -> ExpertOut:
    facts: dict[str, Any] = {"state": found.sheet.state, "submitted": found.sheet.submitted}
    points = plain(found.points)
    return ExpertOut(name=found.name, points=points, apart=found.apart, **facts)


def _item(found: ShownItem) -> EvaluatedItemOut:
    score = found.each.score
    return EvaluatedItemOut(
        path=list(found.each.item.path),
        weight=plain(score.weight) or "",
        points=plain(score.points),
        obstacle=score.obstacle,
        steps=[words(step.text) for step in score.steps],
        own_points=plain(found.own),
        given=[
            GivenOut(expert=name, points=plain(one.points), comment=one.comment)
            for name, one in found.given
        ],
    )


def _decision(found: BudgetDecision) -> DecisionOut:
    return DecisionOut(
        requested=plain(found.requested),
        proposed=plain(found.proposed),
        amount=plain(found.amount) or "",
        reason=found.reason,
        decided_by=found.decided_by.name,
        decided=found.decided,
    )


def ranking_facts(found: SchemeRanking) -> dict[str, Any]:
    """Return what every answer says of a ranking."""
    return {
        "key": found.pk,
        "organization": found.organization.code,
        "name": found.name,
        "file": found.file,
        "sha256": found.sha256,
        "entities": found.entities,
        "made_by": found.made_by.name,
        "made": found.made,
    }


def standing(found: Standing) -> StandingOut:
    """Return where an entity stands."""
    return StandingOut(
        entity=found.entity,
        group=found.group or None,
        outcome=found.outcome.value,
        rank=found.rank,
        group_rank=found.group_rank,
        score=plain(found.score),
        grade=found.grade,
        bonus=plain(found.bonus) or "",
        deduction=plain(found.deduction) or "",
        vetoes=list(found.vetoes),
        limits=list(found.limits),
        unknown=list(found.unknown),
    )
