"""Operations on evaluations and rankings: reading only; experts rate on pages of their own."""

from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from jiheng_web.access.policy import Action
from jiheng_web.access.requests import within
from jiheng_web.api import shown_evaluations as shown
from jiheng_web.api.answers import told
from jiheng_web.api.asking import asks, who
from jiheng_web.api.paging import Paged, paged
from jiheng_web.evaluation import ranking as rankings_kept
from jiheng_web.evaluation.models import Evaluation, SchemeRanking
from jiheng_web.evaluation.reach import sees_ratings, visible
from jiheng_web.evaluation.showing import shown as looked_at

router = Router(tags=["evaluations"])
MOST = 200
"""Rankings in a list: the newest."""


class WantedEvaluations(Paged):
    """Which evaluations are asked for."""

    year: Annotated[int | None, Field(ge=1, le=9999)] = None
    state: Literal["open", "closed"] | None = None
    kind: Literal["department", "finance"] | None = None


@router.get("evaluations", response=told(shown.EvaluationPage))
@asks(Action.EVALUATION_VIEW)
def evaluations(
    request: HttpRequest, wanted: Annotated[WantedEvaluations, Query()]
) -> shown.EvaluationPage:
    """List the evaluations in sight, by key."""
    principal, _ = who(request)
    reach = within(principal, Action.EVALUATION_VIEW, "project__organization__path")
    found = Evaluation.objects.filter(reach).select_related("project__organization")
    if wanted.year is not None:
        found = found.filter(project__fiscal_year=wanted.year)
    if wanted.state is not None:
        found = found.filter(state=wanted.state)
    if wanted.kind is not None:
        found = found.filter(kind=wanted.kind)
    page, after = paged(found, wanted)
    return shown.EvaluationPage(
        items=[shown.EvaluationLine(**shown.evaluation_facts(one)) for one in page], after=after
    )


@router.get("evaluations/{int:key}", response=told(shown.EvaluationOut))
@asks(Action.EVALUATION_VIEW)
def evaluation(request: HttpRequest, key: int) -> shown.EvaluationOut:
    """Tell an evaluation; while it runs, its result only to those who organize it."""
    principal, _ = who(request)
    found = visible(principal, key)
    result = shown.result(looked_at(found)) if sees_ratings(principal, found) else None
    return shown.EvaluationOut(**shown.evaluation_facts(found), result=result)


@router.get("rankings", response=told(list[shown.RankingLine]))
@asks(Action.EVALUATION_VIEW)
def rankings(request: HttpRequest) -> list[shown.RankingLine]:
    """List the newest 200 rankings in sight."""
    principal, _ = who(request)
    found = SchemeRanking.objects.filter(within(principal, Action.EVALUATION_VIEW))
    listed = found.select_related("organization", "made_by").defer("scheme", "figures")
    return [shown.RankingLine(**shown.ranking_facts(one)) for one in listed[:MOST]]


@router.get("rankings/{int:key}", response=told(shown.RankingOut))
@asks(Action.EVALUATION_VIEW)
def ranking(request: HttpRequest, key: int, wanted: Annotated[Paged, Query()]) -> shown.RankingOut:
    """Tell who stands where; `after` of one answer fetches the next."""
    principal, _ = who(request)
    found = rankings_kept.visible(principal, key)
    order = rankings_kept.ranked_of(found).ranking.in_order()
    end = wanted.after + wanted.limit
    return shown.RankingOut(
        **shown.ranking_facts(found),
        standings=[shown.standing(one) for one in order[wanted.after : end]],
        after=end if end < len(order) else None,
    )
