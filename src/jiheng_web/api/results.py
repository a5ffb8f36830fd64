"""Operations on monitoring and self-evaluations: reading only; people fill in and sign on pages."""

from typing import Annotated

from django.db.models import Q
from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from jiheng_web.access.policy import Action
from jiheng_web.access.requests import within
from jiheng_web.api import shown_results as shown
from jiheng_web.api.answers import told
from jiheng_web.api.asking import asks, who
from jiheng_web.api.paging import Paged, paged
from jiheng_web.results.models import MonitoringRound, SelfEvaluation, Sheet
from jiheng_web.results.reach import visible

router = Router(tags=["results"])
_PATH = "project__organization__path"


class WantedSheets(Paged):
    """Which sheets of a round are asked for."""

    state: shown.StandingName | None = None
    light: shown.LightName | None = None


class WantedSelfEvaluations(Paged):
    """Which self-evaluations are asked for."""

    year: Annotated[int | None, Field(ge=1, le=9999)] = None
    state: shown.StandingName | None = None


@router.get("monitoring", response=told(list[shown.RoundOut]))
@asks(Action.RESULT_VIEW)
def monitoring(request: HttpRequest) -> list[shown.RoundOut]:
    """List the rounds of monitoring in which something is in sight, newest first."""
    principal, _ = who(request)
    mine = Sheet.objects.filter(within(principal, Action.RESULT_VIEW, _PATH)).values("round")
    found = MonitoringRound.objects.filter(
        within(principal, Action.RESULT_VIEW) | Q(pk__in=mine)
    ).select_related("organization")
    return [shown.monitoring_round(one) for one in found]


@router.get("monitoring/{int:key}", response=told(shown.RoundOut))
@asks(Action.RESULT_VIEW)
def monitoring_round(request: HttpRequest, key: int) -> shown.RoundOut:
    """Tell a round of monitoring."""
    principal, _ = who(request)
    return shown.monitoring_round(visible(principal, MonitoringRound, key))


@router.get("monitoring/{int:key}/sheets", response=told(shown.SheetPage))
@asks(Action.RESULT_VIEW)
def sheets(
    request: HttpRequest, key: int, wanted: Annotated[WantedSheets, Query()]
) -> shown.SheetPage:
    """List the sheets of a round that are in sight, by key, with their lights."""
    principal, _ = who(request)
    found = visible(principal, MonitoringRound, key).sheets.filter(
        within(principal, Action.RESULT_VIEW, _PATH)
    )
    if wanted.state is not None:
        found = found.filter(state=wanted.state)
    if wanted.light is not None:
        found = found.filter(light=wanted.light)
    page, after = paged(found.select_related("project__organization", "round"), wanted)
    return shown.SheetPage(items=[shown.sheet_line(one) for one in page], after=after)


@router.get("sheets/{int:key}", response=told(shown.SheetOut))
@asks(Action.RESULT_VIEW)
def sheet(request: HttpRequest, key: int) -> shown.SheetOut:
    """Tell a monitoring sheet: the official form, lights with their reasons, what is missing."""
    principal, _ = who(request)
    return shown.sheet(visible(principal, Sheet, key))


@router.get("self-evaluations", response=told(shown.SelfEvaluationPage))
@asks(Action.RESULT_VIEW)
def self_evaluations(
    request: HttpRequest, wanted: Annotated[WantedSelfEvaluations, Query()]
) -> shown.SelfEvaluationPage:
    """List the self-evaluations in sight, by key."""
    principal, _ = who(request)
    found = SelfEvaluation.objects.filter(within(principal, Action.RESULT_VIEW, _PATH))
    if wanted.year is not None:
        found = found.filter(project__fiscal_year=wanted.year)
    if wanted.state is not None:
        found = found.filter(state=wanted.state)
    page, after = paged(found.select_related("project__organization"), wanted)
    items = [shown.self_evaluation_line(one) for one in page]
    return shown.SelfEvaluationPage(items=items, after=after)


@router.get("self-evaluations/{int:key}", response=told(shown.SelfEvaluationOut))
@asks(Action.RESULT_VIEW)
def self_evaluation(request: HttpRequest, key: int) -> shown.SelfEvaluationOut:
    """Tell a self-evaluation: the official form, points with their steps, what is missing."""
    principal, _ = who(request)
    return shown.self_evaluation(visible(principal, SelfEvaluation, key))
