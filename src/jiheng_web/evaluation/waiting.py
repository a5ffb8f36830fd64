"""What of evaluations waits for a person: sheets to rate, evaluations to close."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from jiheng_web.access.requests import within
from jiheng_web.evaluation.models import Evaluation, ExpertSheet, Phase, SheetState
from jiheng_web.evaluation.reach import RUNS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jiheng_web.access.policy import Principal
    from jiheng_web.projects.models import Project

_MOST = 10


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to do.

    Attributes:
        page: Name of the page where it is done.
        key: Of the thing there.
        reminded: Whether the organizer asked for it again.
    """

    page: str
    key: int
    deed: str
    project: Project
    due: date
    reminded: bool


def waiting(principal: Principal) -> list[Waiting]:
    """Return what waits for a person, the most urgent first."""
    return sorted((*_to_rate(principal), *_to_close(principal)), key=lambda one: one.due)


def _to_rate(principal: Principal) -> Iterator[Waiting]:
    if not principal.invited:
        return
    found = ExpertSheet.objects.filter(
        expert=principal.person,
        state=SheetState.DRAFT,
        evaluation__state=Phase.OPEN,
        evaluation__project__in=principal.invited,
    ).select_related("evaluation__project__organization")
    for sheet in found:
        evaluation = sheet.evaluation
        reminded = sheet.reminded is not None
        deed, due = _("Rate as an expert"), evaluation.due
        yield Waiting("rating", sheet.pk, deed, evaluation.project, due, reminded)


def _to_close(principal: Principal) -> Iterator[Waiting]:
    mine = Q(pk__in=())
    for kind, action in RUNS.items():
        mine |= within(principal, action, "project__organization__path") & Q(kind=kind)
    sheets = ExpertSheet.objects.filter(evaluation=OuterRef("pk"))
    found = Evaluation.objects.filter(
        mine,
        ~Exists(sheets.filter(state=SheetState.DRAFT)),
        Exists(sheets.filter(state=SheetState.SUBMITTED)),
        state=Phase.OPEN,
    ).select_related("project__organization")
    for one in found.order_by("due", "pk")[:_MOST]:
        deed = _("Close: every expert has submitted")
        yield Waiting("evaluation", one.pk, deed, one.project, one.due, reminded=False)
